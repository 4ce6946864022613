"""`link`: the papers' links, put back into the logs that name them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paperstudy.cli.events import Tally, take_events
from paperstudy.cli.framework import argument, command, json_option, option, pass_call
from paperstudy.cli.handing_out import hand_out_diff
from paperstudy.cli.output import safe, write_json_line
from paperstudy.cli.progress import cancel_on_interrupt
from paperstudy.cli.typed import expand_paths
from paperstudy.domain.errors import InvalidInputError, PaperstudyError
from paperstudy.domain.language import translate_count
from paperstudy.saying.links import link_doubts

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from paperstudy.cli.call import Call
    from paperstudy.study.linking import LinkedLog
    from paperstudy.study.study import Study


@command(
    "link",
    help="Put the links of papers into the logs that name them.\n\n"
    "  paperstudy link _posts/2021-08-17-day-12.md\n"
    "  paperstudy link notes --write\n\n"
    "FILE is a log or a folder of logs. `ViT` becomes `[ViT](https://arxiv.org/abs/2010.11929)` "
    "where a scan is sure which paper is meant, or a person said so: the first time it is named "
    "in plain text, in a log that does not link to the paper yet. Headings, code, links, HTML, "
    "formulas and front matter stay as they are, and so does every other byte of the file.\n\n"
    "Without --write nothing is written: what would change is shown, as a diff. A link is left "
    "out where the log would be read otherwise with it, so that a scan finds the same papers "
    "afterwards. `paperstudy undo` takes back what was written, as long as the file has not "
    "changed since.",
)
@argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(path_type=Path, readable=False),
)
@option("--diff", is_flag=True, help="Show what would change, as a diff (without --write too).")
@option("--write", is_flag=True, help="Write the links into the files.")
@option("--every", is_flag=True, help="On every line that names the paper, not only the first.")
@json_option
@pass_call
def link(call: Call, files: tuple[Path, ...], **options: bool) -> int:
    """Put links into logs."""
    if options["diff"] and options["write"]:
        raise InvalidInputError("give --diff or --write, not both")
    as_json = options["as_json"]
    tally = Tally(as_json=as_json)
    count = 0
    doubts = Counter[str]()
    with call.open_study() as study, _one_step(study, files), cancel_on_interrupt() as cancel:
        events = study.linking.link(expand_paths(files), every=options["every"], cancel=cancel)
        for linked in take_events(events, call, tally):
            doubts.update(unsure=linked.unsure, left_out=linked.left_out)
            if linked.links and (not options["write"] or _write(study, linked, tally)):
                count += len(linked.links)
                _show(call, linked, options)
    _sum(call, count, doubts, written=options["write"])
    return tally.exit_code


def _one_step(study: Study, files: tuple[Path, ...]) -> AbstractContextManager[None]:
    """Let one undo take back all that is written, by the names that were given."""
    return study.upkeep.together(f"link {' '.join(map(str, files))}")


def _write(study: Study, linked: LinkedLog, tally: Tally) -> bool:
    """Write one log; its failure is told, the rest goes on."""
    try:
        study.linking.write(linked)
    except PaperstudyError as error:
        tally.fail(error, safe(linked.path))
        return False
    return True


def _show(call: Call, linked: LinkedLog, options: dict[str, bool]) -> None:
    if options["as_json"]:
        write_json_line(_row(linked, written=options["write"]))
    elif options["write"]:
        links = translate_count("{count} link", "{count} links", len(linked.links))
        call.say("{path}: {count}", path=safe(linked.path), count=links)
    else:
        hand_out_diff(call, linked.before, linked.after, linked.path.as_posix())


def _row(linked: LinkedLog, *, written: bool) -> dict[str, object]:
    lines = linked.before.split("\n")
    links = [
        {
            "line": each.line,
            "column": each.start,
            "text": lines[each.line - 1][each.start : each.end],
            "url": each.url,
        }
        for each in linked.links
    ]
    return {"path": safe(linked.path), "written": written, "links": links}


def _sum(call: Call, count: int, doubts: Counter[str], *, written: bool) -> None:
    links = translate_count("{count} link", "{count} links", count)
    if count == 0:
        if not doubts.total():
            call.say("no link is missing")
    elif written:
        call.say("{count} written", count=links)
    else:
        call.say("{count} would be put in; --write does it", count=links)
    for line in link_doubts(doubts["unsure"], doubts["left_out"]):
        call.tell(line)


COMMANDS = {"link": link}
