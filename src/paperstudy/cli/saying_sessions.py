"""What the commands on sessions share: how a session is named, and what is printed of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.framework import argument
from paperstudy.cli.output import write_data, write_json
from paperstudy.cli.render_sessions import render_sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperstudy.cli.call import Call
    from paperstudy.domain.sessions import StudySession

    Function = Callable[..., object]


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
