"""`duplicates`, `merge`: papers that are in the library twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.complete import complete_keys
from paperstudy.cli.framework import argument, command, json_option, pass_call
from paperstudy.cli.output import safe, write_data, write_json
from paperstudy.cli.render_duplicates import render_duplicates
from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from paperstudy.cli.call import Call


@command(
    "duplicates",
    help="List papers that may be one and the same.\n\n"
    "They share an identifier, or have the same title, first author and about the same year. The "
    "command that merges them stands below each group.",
)
@json_option
@pass_call
def duplicates(call: Call, *, as_json: bool) -> None:
    """List duplicates."""
    with call.open_study() as study:
        groups = study.library.duplicates()
    if as_json:
        from paperstudy.study.rows import duplicate_row

        write_json([duplicate_row(group) for group in groups])
    elif groups:
        write_data(render_duplicates(groups, call.style))
    else:
        call.say("no two papers look like one")


@command(
    "merge",
    help="Make one paper of two.\n\n"
    "KEEP keeps its key. It takes over what DROP has: mentions in the logs, sessions, reading "
    "entries, tags, notes and identifiers; then DROP is gone. `paperstudy undo` brings both back.",
)
@argument("keep", metavar="KEEP", shell_complete=complete_keys)
@argument("drop", metavar="DROP", shell_complete=complete_keys)
@json_option
@pass_call
def merge(call: Call, keep: str, drop: str, *, as_json: bool) -> None:
    """Merge two papers."""
    with call.open_study() as study:
        paper = study.library.merge(keep, drop)
        detail = study.library.get(paper.key) if as_json else None
    if detail is not None:
        from paperstudy.study.rows import paper_object

        write_json(paper_object(detail))
        return
    write_data(
        [
            translate(
                "{drop} is part of {keep} now: {title}",
                drop=safe(drop),
                keep=paper.key,
                title=paper.title,
            )
        ]
    )
    call.say("to have both back: paperstudy undo")


COMMANDS = {"duplicates": duplicates, "merge": merge}
