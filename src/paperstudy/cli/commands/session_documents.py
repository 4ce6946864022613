"""`session agenda`, `minutes`, `table`, `log`: a meeting on paper, and all of them in a README."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paperstudy.cli.days import check_span, coming_day
from paperstudy.cli.framework import command, option, pass_call
from paperstudy.cli.log_file import hand_out_document, output_options
from paperstudy.cli.saying_sessions import session_argument
from paperstudy.cli.warning_sessions import say_overrun
from paperstudy.saying.document_words import document_words
from paperstudy.study.files import update_file

if TYPE_CHECKING:
    from paperstudy.cli.call import Call


@command(
    "agenda",
    help="Write the agenda of a session as Markdown.\n\n"
    "Who presents what when, the papers with their links and code, and the questions still open. "
    "--lang en or ko chooses the language.",
)
@session_argument
@output_options
@pass_call
def agenda(call: Call, which: str, output: str | None, *, force: bool) -> None:
    """Write an agenda."""
    with call.open_study() as study:
        text = study.documents.agenda(which, document_words())
        session = study.sessions.get(which)
    hand_out_document(call, text, output, force=force)
    say_overrun(call, session)


@command(
    "minutes",
    help="Write the minutes of a session as Markdown.\n\n"
    "Who was there, what was presented, the note of the session, and what is still open. To "
    "write the note: paperstudy session note SESSION",
)
@session_argument
@output_options
@pass_call
def minutes(call: Call, which: str, output: str | None, *, force: bool) -> None:
    """Write minutes."""
    with call.open_study() as study:
        text = study.documents.minutes(which, document_words())
    hand_out_document(call, text, output, force=force)


@command(
    "table",
    help="Write the sessions as a table in Markdown, or keep it up to date in a file.\n\n"
    "With --update it stands in the file, a README for example, between the lines "
    "<!-- paperstudy:schedule --> and <!-- /paperstudy:schedule -->; nothing else there is "
    "changed.",
)
@option("--update", metavar="FILE", help="Put it between the two markers of this file.")
@option("--since", metavar="DATE", help="Not before this date: 2026-11-27, 11/27, friday.")
@option("--until", metavar="DATE", help="Not after this date.")
@pass_call
def table(call: Call, update: str | None, since: str | None, until: str | None) -> None:
    """Write the schedule."""
    first, last = coming_day(call, since), coming_day(call, until)
    check_span(first, last)
    with call.open_study() as study:
        done = study.documents.schedule(document_words(), since=first, until=last)
        if update is None:
            click.echo(done.text, nl=False)
            return
        put = study.documents.update_schedule
    path, changed = update_file(update, lambda content: put(content, done.text, update))
    if changed:
        call.say("{path}: the schedule is up to date", path=path)
    else:
        call.say("{path}: nothing changed", path=path)


@command(
    "log",
    help="Write the log of a session to be filled in, as Markdown.\n\n"
    "A scan reads it back as this session.",
)
@session_argument
@output_options
@pass_call
def log(call: Call, which: str, output: str | None, *, force: bool) -> None:
    """Write a log to be filled in."""
    with call.open_study() as study:
        text = study.documents.log(which, document_words())
    hand_out_document(call, text, output, force=force, log=True)


COMMANDS = {"agenda": agenda, "minutes": minutes, "table": table, "log": log}
