"""Starting the app from the front door."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperstudy.config import Settings
    from paperstudy.tui.app import PaperstudyApp

_BY_SIGNAL = 128  # what shells add to the number of the signal that ended a program
_HUNG_UP = _BY_SIGNAL + 1

_LASTED = 1.0  # seconds after which an app that breaks is begun anew: one that cannot start is not
_FRAMES = "120"  # a second at most: with Textual's 60 an answer to a key may wait for 16 ms
_TURN = 0.001  # seconds that a thread which reads may keep the screen waiting, not Python's 0.005


def run_app(settings: Settings) -> int:
    """Run the app on the library that the settings name; return the exit code.

    An app of which a bug breaks a screen ends and begins anew, with what was typed; the lines of
    the bug are printed when the person leaves.
    """
    os.environ.setdefault("TEXTUAL_FPS", _FRAMES)  # which Textual reads when it is imported
    from paperstudy.domain.language import set_language
    from paperstudy.tui.app import PaperstudyApp

    set_language(settings.language)
    sys.setswitchinterval(_TURN)
    app = PaperstudyApp(settings, greet=True)
    begun = time.monotonic()
    _run_once(app)
    while app.broken and time.monotonic() - begun > _LASTED:
        begun = time.monotonic()
        bugs = app.bugs
        app = PaperstudyApp(app.settings)
        app.bugs = bugs
        _run_once(app)
    if app.bugs:
        import traceback

        for error in app.bugs:
            traceback.print_exception(error)
        return 1
    return app.return_code or 0


def _run_once(app: PaperstudyApp) -> None:
    _outlive_terminal(app)
    try:
        asyncio.run(_run(app))
    except OSError:
        if app.return_code != _HUNG_UP:
            raise  # else the terminal has gone: there is nothing left to draw on
    finally:
        app.close()


def _outlive_terminal(app: PaperstudyApp) -> None:
    if sys.platform != "win32":
        from textual.drivers.linux_driver import LinuxDriver

        from paperstudy.tui.lasting_driver import LastingDriver

        if app.driver_class is LinuxDriver:  # not that of a browser or of a test
            app.driver_class = LastingDriver


async def _run(app: PaperstudyApp) -> None:
    """Run the app; what ends a program from outside ends it as a person would."""
    if sys.platform != "win32":
        for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, _end, app, number)
    await app.run_async()


def _end(app: PaperstudyApp, number: int) -> None:
    app.exit(return_code=_BY_SIGNAL + number)
