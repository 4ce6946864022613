"""`config`: the settings and where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.framework import Group, command, json_option, pass_call
from paperstudy.cli.output import write_data, write_json
from paperstudy.cli.render_upkeep import render_settings, setting_rows

if TYPE_CHECKING:
    from paperstudy.cli.call import Call


@command(
    "show",
    help="Show each setting with its value and where that comes from. The default.\n\n"
    "The strongest first: an option, a PAPERSTUDY_… variable, the nearest paperstudy.toml from "
    "the working folder upward, config.toml in your own configuration folder, the default. Of a "
    "key or a password only that it is set is shown.",
)
@json_option
@pass_call
def show(call: Call, *, as_json: bool) -> None:
    """Show the settings."""
    settings = call.settings
    if as_json:
        write_json(setting_rows(settings))
    else:
        write_data(render_settings(settings, call.style))


config = Group(
    "config",
    default="show",
    help="Show the settings and where they come from.",
    commands=[show],
)
COMMANDS = {"config": config}
