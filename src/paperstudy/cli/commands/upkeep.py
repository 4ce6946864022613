"""`undo`, `redo`, `db`: the library as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.framework import Group, command, json_option, pass_call
from paperstudy.cli.output import safe, write_data, write_json
from paperstudy.cli.render_upkeep import info_object, render_info
from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from paperstudy.cli.call import Call


@command(
    "undo",
    help="Take back the last change made by hand.\n\n"
    "Again and again, back to the first; also after a restart. A scan is no change by hand.",
)
@pass_call
def undo(call: Call) -> None:
    """Undo."""
    with call.open_study() as study:
        action = study.upkeep.undo()
    if action is None:
        call.say("there is nothing to undo")
    else:
        write_data([translate("undone: {action}", action=safe(action))])


@command("redo", help="Redo what undo took back.")
@pass_call
def redo(call: Call) -> None:
    """Redo."""
    with call.open_study() as study:
        action = study.upkeep.redo()
    if action is None:
        call.say("there is nothing to redo")
    else:
        write_data([translate("redone: {action}", action=safe(action))])


@command("info", help="Show where the library is and how much is in it. The default.")
@json_option
@pass_call
def info(call: Call, *, as_json: bool) -> None:
    """Show the state of the database."""
    with call.open_study() as study:
        found = study.upkeep.info()
    if as_json:
        write_json(info_object(found))
    else:
        write_data(render_info(found, call.style))


db = Group("db", default="info", help="Look at the library's database.", commands=[info])
COMMANDS = {"undo": undo, "redo": redo, "db": db}
