"""`export`: the papers for other programs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from paperstudy.cli.complete import complete_keys
from paperstudy.cli.files import expand_home, write_file
from paperstudy.cli.framework import Group, argument, command, option, pass_call
from paperstudy.cli.output import safe
from paperstudy.domain.errors import ConflictError, InvalidInputError
from paperstudy.domain.language import translate_count
from paperstudy.domain.queries import parse_query

if TYPE_CHECKING:
    from paperstudy.cli.call import Call

_ENTRY = re.compile(rb"@\w+\s*[{(]")
_CALENDAR = re.compile(rb"BEGIN:VCALENDAR", re.IGNORECASE)
_REMINDER = click.IntRange(0, 4 * 7 * 24 * 60)  # of which calendars show no more


@command(
    "bibtex",
    help="Write the papers as BibTeX.\n\n"
    "All of them, or those that a QUERY finds (as in `paperstudy search`), or those named with "
    "--key. Entries are sorted by key, so that two exports compare line by line.",
)
@argument("query", nargs=-1, metavar="[QUERY...]")
@option("--key", multiple=True, metavar="KEY", shell_complete=complete_keys, help="Only this one.")
@option("--output", "-o", metavar="FILE", help="Write this file, in place of what it holds.")
@option("--force", is_flag=True, help="Replace FILE also where it holds something else.")
@option("--ascii", "ascii_only", is_flag=True, help="Write LaTeX commands for other letters.")
@pass_call
def bibtex(call: Call, query: tuple[str, ...], **options: object) -> None:
    """Export BibTeX."""
    keys = options["key"] if isinstance(options["key"], tuple) else ()
    if keys and query:
        raise InvalidInputError("give --key or a QUERY, not both")
    wanted = parse_query(" ".join(query)) if query else None
    with call.open_study() as study:
        done = study.exporting.export(
            "bibtex", keys=keys, query=wanted, ascii_only=bool(options["ascii_only"])
        )
    if done.count == 0:
        call.say("there are no papers to write" if wanted is None else "nothing fits the query")
    count = translate_count("{count} paper", "{count} papers", done.count)
    if not options["force"] and _holds_other(options["output"], _ENTRY):
        raise ConflictError(
            "{path} holds no BibTeX, and is left as it is",
            hint="choose another name, or replace it with --force",
            path=safe(str(options["output"])),
        )
    _hand_out(call, done.text, options["output"], count)


@command(
    "ics",
    help="Write the sessions as a calendar.\n\n"
    "Import the file into any calendar, again after changes: what is there is updated, nothing "
    "is doubled, what was removed goes. Sessions without a date are left out, those called off are "
    "marked as such. A session without a time takes the whole day.",
)
@option("--output", "-o", metavar="FILE", help="Write this file, in place of what it holds.")
@option("--force", is_flag=True, help="Replace FILE also where it holds something else.")
@option("--since", metavar="DATE", help="Not before this date: 2026-11-27, 11/27, friday.")
@option("--until", metavar="DATE", help="Not after this date.")
@option("--reminder", type=_REMINDER, metavar="MINUTES", help="Remind so long before each session.")
@pass_call
def ics(
    call: Call, *, output: str | None, reminder: int | None, force: bool, **days: str | None
) -> None:
    """Export a calendar."""
    from paperstudy.cli.days import coming_day
    from paperstudy.cli.document_words import document_words

    since, until = coming_day(call, days["since"]), coming_day(call, days["until"])
    with call.open_study() as study:
        words = document_words()
        done = study.exporting.calendar(words, since=since, until=until, reminder=reminder)
    if not done.text:
        call.say("no session with a date fits" if since or until else "no session has a date yet")
    if done.floating:
        call.say(
            "nobody knows the time zone of these sessions, so every calendar takes their times for "
            'its own; set one, for example time_zone = "Asia/Seoul" in paperstudy.toml'
        )
    count = translate_count("{count} session", "{count} sessions", done.count)
    if not force and _holds_other(output, _CALENDAR):
        raise ConflictError(
            "{path} holds no calendar, and is left as it is",
            hint="choose another name, or replace it with --force",
            path=safe(str(output)),
        )
    _hand_out(call, done.text, output, count)


def _holds_other(output: object, kind: re.Pattern[bytes]) -> bool:
    """Tell whether a file is there and holds something, but nothing of a kind."""
    if output in {None, "-"}:
        return False
    path = expand_home(str(output))
    try:
        held = path.read_bytes().strip() if path.is_file() else b""
    except OSError:
        return False  # writing it will say why
    return bool(held) and kind.search(held) is None


def _hand_out(call: Call, text: str, output: object, count: str) -> None:
    """Write a text to a file and say what is in it, or to stdout as it is."""
    if output in {None, "-"}:
        click.echo(text.encode(), nl=False)  # line endings are the format's, not the system's
        return
    path, replaced = write_file(str(output), text)
    call.say("{path} replaced: {count}" if replaced else "{path}: {count}", path=path, count=count)


export = Group(
    "export", help="Write papers and sessions for other programs.", commands=[bibtex, ics]
)
COMMANDS = {"export": export}
