"""`session`: the meetings, and who presented what there. What changes them stands beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.complete import complete_keys
from paperstudy.cli.complete_people import complete_people
from paperstudy.cli.framework import (
    Group,
    argument,
    command,
    json_option,
    option,
    pass_call,
)
from paperstudy.cli.output import write_data, write_json
from paperstudy.cli.render_sessions import render_session, render_sessions
from paperstudy.cli.saying_sessions import write_json_rows
from paperstudy.domain.errors import InvalidInputError

if TYPE_CHECKING:
    from datetime import date

    import click

    from paperstudy.cli.call import Call
    from paperstudy.config import Settings

_PAGE = 100  # so many are printed where nothing is asked for

# Which module holds the other commands; it is imported when one of them is called.
_ELSEWHERE = {
    "new": "session_change",
    "edit": "session_change",
    "move": "session_change",
    "done": "session_change",
    "note": "session_change",
    "remove": "session_change",
    "merge": "session_merge",
    "present": "session_present",
    "unpresent": "session_present",
    "skip": "session_present",
    "attend": "session_present",
    "repeat": "session_plan",
    "next": "session_plan",
    "swap": "session_plan",
    "agenda": "session_documents",
    "minutes": "session_documents",
    "table": "session_documents",
    "log": "session_documents",
}
_ORDER = (
    *("list", "show", "new", "repeat", "edit", "move", "skip", "remove", "merge"),
    *("present", "unpresent", "next", "swap", "attend", "done", "note"),
    *("agenda", "minutes", "table", "log"),
)


@command("list", help="List the sessions by date, with who presented what. The default.")
@option("--upcoming", is_flag=True, help="Only those still to be held.")
@option("--past", is_flag=True, help="Only those that were held.")
@option("--since", metavar="DATE", help="Not before this date, as 2021-08-17 or 8/17.")
@option("--until", metavar="DATE", help="Not after this date.")
@option(
    "--person",
    default="",
    metavar="NAME",
    shell_complete=complete_people,
    help="Only where this person took part.",
)
@option("--paper", default="", metavar="KEY", shell_complete=complete_keys, help="Only on it.")
@option("--all", "everything", is_flag=True, help="Print all of them, not the newest 100.")
@json_option
@pass_call
def list_(call: Call, *, as_json: bool, upcoming: bool, past: bool, **options: str) -> None:
    """List sessions."""
    everything = bool(options.pop("everything")) or as_json
    limited = not (everything or upcoming or any(options.values()))
    filters = _filters(call, options, upcoming=upcoming, past=past)
    filters |= {"newest": _PAGE} if limited else {}
    with call.open_study(_settings(call, options["person"])) as study:
        sessions = study.sessions.list(**filters)  # type: ignore[arg-type]  # one dict of all
    if as_json:
        from paperstudy.study.rows_of_sessions import meeting_row

        write_json_rows(meeting_row(session) for session in sessions)
        return
    write_data(render_sessions(sessions, call.style))
    if limited and len(sessions) >= _PAGE:
        _say_how_to_see_all(call, past=past)
    elif not sessions:
        _say_why_there_is_none(call, filtered=upcoming or past or any(options.values()))


def _say_how_to_see_all(call: Call, *, past: bool) -> None:
    if past:
        call.say("there may be older ones: paperstudy session --past --all")
    else:
        call.say("there may be older ones, and some without a date: paperstudy session --all")


def _say_why_there_is_none(call: Call, *, filtered: bool) -> None:
    if filtered:
        call.say("no session fits")
    else:
        call.say(
            "no sessions yet; read in your logs: paperstudy scan FOLDER, or plan one: "
            "paperstudy session new friday 10:00"
        )


def _filters(
    call: Call, options: dict[str, str], *, upcoming: bool, past: bool
) -> dict[str, date | str | int | None]:
    if upcoming and past:
        raise InvalidInputError("give --upcoming or --past, not both")
    filters: dict[str, date | str | int | None] = {
        "since": _day(call, options["since"], past=True),
        "until": _day(call, options["until"], past=past),
        "person": options["person"],
        "paper": options["paper"],
    }
    if filters["since"] and filters["until"]:
        from paperstudy.cli.days import check_span

        check_span(filters["since"], filters["until"])  # type: ignore[arg-type]  # days
    if upcoming or past:
        filters["time"] = "upcoming" if upcoming else "past"
    return filters


def _day(call: Call, text: str | None, *, past: bool) -> date | None:
    """Return the day that a text means: with `past` one that was, if it may mean several."""
    if not text:
        return None
    from datetime import date

    try:
        return date.fromisoformat(text)  # without what it takes to read words
    except ValueError:
        from paperstudy.cli.days import today_of
        from paperstudy.domain.moments import read_days

        today = today_of(call)
        days = read_days(text, today)
        fitting = [day for day in days if day <= today] if past else days
        return (fitting or days)[0]


def _settings(call: Call, name: str) -> Settings | None:
    from paperstudy.cli.me import find_me

    return find_me(call, name) if name else None


@command(
    "show",
    help="Show one session.\n\nSESSION is its number, its date (2026-11-27, 11/27, friday), or "
    "next or last.",
)
@argument("which", metavar="SESSION")
@json_option
@pass_call
def show(call: Call, which: str, *, as_json: bool) -> None:
    """Show a session."""
    with call.open_study() as study:
        session = study.sessions.get(which)
    if as_json:
        from paperstudy.study.rows_of_sessions import meeting_row

        write_json(meeting_row(session))
    else:
        from paperstudy.cli.days import today_of

        past = session.date is not None and session.date < today_of(call)
        write_data(render_session(session, call.style, past=past or session.state == "held"))


class _Sessions(Group):
    """The commands on sessions, those that change something imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names, as the help lists them."""
        del ctx
        return [*_ORDER]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name, None where there is none."""
        module = _ELSEWHERE.get(cmd_name)
        if module is None:
            return super().get_command(ctx, cmd_name)
        from importlib import import_module

        found = import_module(f"paperstudy.cli.commands.{module}")
        commands: dict[str, click.Command] = found.COMMANDS
        return commands[cmd_name]


session = _Sessions(
    "session",
    default="list",
    help="Plan the meetings, and see who presented what.\n\n"
    "Without a command the sessions are listed. A session is named by its number, its date or "
    "day (2026-11-27, 11/27, friday, 내일), or as next or last. Each change can be taken back "
    "with `paperstudy undo`.",
    commands=[list_, show],
)
COMMANDS = {"session": session}
