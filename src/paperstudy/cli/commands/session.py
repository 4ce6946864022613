"""`session`: the meetings, and who presented what there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.complete import complete_keys
from paperstudy.cli.framework import (
    NUMBER,
    Group,
    argument,
    command,
    json_option,
    option,
    pass_call,
)
from paperstudy.cli.output import write_data, write_json
from paperstudy.cli.render_sessions import render_session, render_sessions
from paperstudy.cli.typed import parse_day

if TYPE_CHECKING:
    from paperstudy.cli.call import Call


@command("list", help="List the sessions by date, with who presented what. The default.")
@option("--since", metavar="DATE", help="Not before this date, as 2021-08-17.")
@option("--until", metavar="DATE", help="Not after this date.")
@option("--person", default="", metavar="NAME", help="Only where this person took part.")
@option("--paper", default="", metavar="KEY", shell_complete=complete_keys, help="Only on it.")
@json_option
@pass_call
def list_(call: Call, *, as_json: bool, **options: str | None) -> None:
    """List sessions."""
    since, until = parse_day(options["since"]), parse_day(options["until"])
    person, paper = options["person"] or "", options["paper"] or ""
    with call.open_study() as study:
        sessions = study.sessions.list(since=since, until=until, person=person, paper=paper)
    if as_json:
        from paperstudy.study.rows import session_row

        write_json([session_row(session) for session in sessions])
    elif sessions:
        write_data(render_sessions(sessions, call.style))
    elif any(options.values()):
        call.say("no session fits")
    else:
        call.say("no sessions yet; read in your logs: paperstudy scan FOLDER")


@command("show", help="Show one session by its number.")
@argument("number", type=NUMBER, metavar="NUMBER")
@json_option
@pass_call
def show(call: Call, number: int, *, as_json: bool) -> None:
    """Show a session."""
    with call.open_study() as study:
        session = study.sessions.get(number)
    if as_json:
        from paperstudy.study.rows import session_row

        write_json(session_row(session))
    else:
        write_data(render_session(session, call.style))


session = Group(
    "session",
    default="list",
    help="Show who presented what, and when.\n\nWithout a command the sessions are listed.",
    commands=[list_, show],
)
COMMANDS = {"session": session}
