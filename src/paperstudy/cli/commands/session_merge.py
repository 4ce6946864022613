"""`session merge`: two sessions that are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.framework import argument, command, json_option, pass_call
from paperstudy.cli.saying_sessions import print_session

if TYPE_CHECKING:
    from paperstudy.cli.call import Call


@command(
    "merge",
    help="Make two sessions one.\n\n"
    "KEEP and DROP are named as elsewhere; the one session keeps the number of the first and has "
    "the logs of both, whatever later scans of them say. `paperstudy undo` takes them apart again.",
)
@argument("keep", metavar="KEEP")
@argument("drop", metavar="DROP")
@json_option
@pass_call
def merge(call: Call, keep: str, drop: str, *, as_json: bool) -> None:
    """Merge sessions."""
    with call.open_study() as study:
        session = study.same_meetings.merge(keep, drop)
    print_session(call, session, as_json=as_json)
    call.say("to take them apart again: paperstudy undo")


COMMANDS = {"merge": merge}
