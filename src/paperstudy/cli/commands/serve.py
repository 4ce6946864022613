"""`serve`: the app in a browser on this machine."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from paperstudy.cli.framework import command, option, pass_call
from paperstudy.cli.output import write_data
from paperstudy.domain.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paperstudy.cli.browser import Browser
    from paperstudy.cli.call import Call

_PORT = click.IntRange(1, 65535)
_VARIABLES = {
    "library": "PAPERSTUDY_LIBRARY",
    "database": "PAPERSTUDY_DATABASE",
    "offline": "PAPERSTUDY_OFFLINE",
    "language": "PAPERSTUDY_LANG",
}


@command(
    "serve",
    help="Run the app in a browser, for you on this machine alone.\n\n"
    "The address is printed; Ctrl-C ends it. Nobody without the address reaches the app, and its "
    "page asks nothing of any other host.",
)
@option("--port", type=_PORT, metavar="N", help="Use this port; 8000 or a free one by default.")
@pass_call
def serve(call: Call, port: int | None) -> None:
    """Serve the app."""
    _ = call.settings  # what is wrong with them is said here, not in the browser
    browser = _open_browser(port)
    _hand_on(call.options)

    def tell() -> None:
        write_data([browser.address])
        call.say("open this address in your browser; Ctrl-C ends the app")

    browser.run(tell)


def _open_browser(port: int | None) -> Browser:
    try:
        from paperstudy.cli.browser import Browser
    except ImportError as error:
        raise ConfigError(
            "what runs the app in a browser is not installed",
            hint='install it: pip install "paperstudy[web]"',
        ) from error
    return Browser(port)


def _hand_on(options: Mapping[str, object]) -> None:
    """Hand the options of this call on to the app, a process of its own, as variables.

    Nothing else: what stands in a variable cannot be changed on the screen of the settings.
    """
    if options.get("library") and not options.get("database"):
        os.environ.pop("PAPERSTUDY_DATABASE", None)  # it would outrank the library's name
    for option_name, variable in _VARIABLES.items():
        value = options.get(option_name)
        if value:
            os.environ[variable] = str(value).lower() if value is True else str(value)


COMMANDS = {"serve": serve}
