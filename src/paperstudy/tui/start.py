"""Starting the app from the front door."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperstudy.config import Settings
    from paperstudy.tui.app import PaperstudyApp

_BY_SIGNAL = 128  # what shells add to the number of the signal that ended a program
_HUNG_UP = _BY_SIGNAL + 1


def run_app(settings: Settings) -> int:
    """Run the app on the library that the settings name; return the exit code."""
    from paperstudy.domain.language import set_language
    from paperstudy.tui.app import PaperstudyApp

    set_language(settings.language)
    app = PaperstudyApp(settings, greet=True)
    try:
        asyncio.run(_run(app))
    except OSError:
        if app.return_code != _HUNG_UP:
            raise  # else the terminal has gone: there is nothing left to draw on
    finally:
        app.close()
    if app.bugs:
        import traceback

        for error in app.bugs:
            traceback.print_exception(error)
        return 1
    return app.return_code or 0


async def _run(app: PaperstudyApp) -> None:
    """Run the app; what ends a program from outside ends it as a person would."""
    if sys.platform != "win32":
        for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, _end, app, number)
    await app.run_async()


def _end(app: PaperstudyApp, number: int) -> None:
    app.exit(return_code=_BY_SIGNAL + number)
