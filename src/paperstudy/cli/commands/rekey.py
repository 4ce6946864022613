"""`rekey`: cite keys by the template of the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.complete import complete_keys
from paperstudy.cli.framework import argument, command, json_option, option, pass_call
from paperstudy.cli.output import safe, write_data, write_json_line
from paperstudy.domain.language import translate_count

if TYPE_CHECKING:
    from paperstudy.cli.call import Call


@command(
    "rekey",
    help="Give papers new cite keys, by the template of the settings.\n\n"
    "  paperstudy rekey --dry-run\n\n"
    "All papers, or those with these KEYs, or those that a QUERY finds. The template is "
    'cite_key in the settings, such as cite_key = "{author}{year}{word}"; its placeholders are '
    "{author}, {authors}, {hangul}, {year}, {yy}, {word} and {words}, with a capital where a "
    "capital shall stand: {Author}.\n\n"
    "A key that the template could have made stays. What a paper was called before leads to it "
    "for ever, and `paperstudy undo` takes all of it back.",
)
@argument("words", nargs=-1, metavar="[QUERY|KEY...]", shell_complete=complete_keys)
@option("--dry-run", is_flag=True, help="Only show old and new keys; change nothing.")
@json_option
@pass_call
def rekey(call: Call, *, words: tuple[str, ...], dry_run: bool, as_json: bool) -> None:
    """Change keys."""
    from paperstudy.study.choosing import Choice

    with call.open_study() as study:
        change = study.rekeying.plan if dry_run else study.rekeying.rekey
        changed = change(Choice(words=words))
    for each in changed:
        if as_json:
            write_json_line({"old": each.old, "new": each.new, "title": each.title})
        else:
            write_data([f"{safe(each.old)} → {safe(each.new)}"])
    count = translate_count("{count} paper", "{count} papers", len(changed))
    if dry_run:
        call.say("{count} would get a new key; nothing was changed", count=count)
    else:
        call.say("{count} got a new key", count=count)


COMMANDS = {"rekey": rekey}
