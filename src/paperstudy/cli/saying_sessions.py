"""What the commands on sessions share: how a session is named, and what is printed of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paperstudy.cli.framework import argument
from paperstudy.cli.output import write_data, write_json
from paperstudy.cli.render_sessions import render_sessions
from paperstudy.saying.meetings import date_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from paperstudy.cli.call import Call
    from paperstudy.domain.sessions import StudySession

    Function = Callable[..., object]

MINUTES = click.IntRange(0, 24 * 60)
WEEKS = click.IntRange(1, 52)


def session_argument(function: Function) -> Function:
    """Declare the argument that names a session: a number, a date or day, `next` or `last`."""
    return argument("which", metavar="SESSION")(function)


def print_session(call: Call, session: StudySession, *, as_json: bool) -> None:
    """Print a session after a change, as the list does, or as an object."""
    if as_json:
        from paperstudy.study.rows_of_sessions import meeting_row

        write_json(meeting_row(session))
    else:
        write_data(render_sessions((session,), call.style))


def print_sessions(call: Call, sessions: Sequence[StudySession], *, as_json: bool) -> None:
    """Print sessions after a change of several."""
    if as_json:
        from paperstudy.study.rows_of_sessions import meeting_row

        write_json([meeting_row(session) for session in sessions])
    else:
        write_data(render_sessions(sessions, call.style))


def write_json_rows(rows: Iterable[object]) -> None:
    """Write a JSON array with a meeting a line: thousands indented take a second to lay out."""
    import json

    lines = (json.dumps(row, ensure_ascii=False) for row in rows)
    click.echo("[" + ",\n ".join(lines) + "]")


def say_called_off(call: Call, session: StudySession) -> None:
    """Tell whose presentations do not take place with a meeting, and what can be done for them."""
    held = enumerate(session.presentations, 1)
    off = [(place, one) for place, one in held if one.status == "skipped" and one.presenters]
    if not off:
        return
    names = dict.fromkeys(name for _, one in off for name in one.presenters)
    call.say(
        "no presentation of {names} on {date}: it is still their turn; to have it at another "
        "session: paperstudy session move {number} --presentation {place} next",
        names=", ".join(names),
        date=date_of(session),
        number=session.id,
        place=off[0][0],
    )
