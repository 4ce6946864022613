"""Starting the app from the front door."""

from __future__ import annotations

import asyncio
import math
import os
import signal
import sys
import time
from typing import TYPE_CHECKING

from paperstudy.domain.errors import PaperstudyError
from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperstudy.config import Settings
    from paperstudy.tui.app import PaperstudyApp

_BY_SIGNAL = 128  # what shells add to the number of the signal that ended a program
_HUNG_UP = _BY_SIGNAL + 1

_SOON = 60.0  # seconds after a break in which another ends it: beginning anew does not help
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
    return run_on(PaperstudyApp(settings, greet=True))


def run_on(
    app: PaperstudyApp,
    run: Callable[[PaperstudyApp], None] | None = None,
    now: Callable[[], float] = time.monotonic,
) -> int:
    """Run an app, and for one that breaks another with its drafts; return the exit code.

    One that breaks soon after another is the last: it would do so again.

    Raises:
        PaperstudyError: the drafts of the last cannot be kept.
    """
    bugs = app.bugs  # of the apps that come after it too
    try:
        return _run_all(app, run or _run_once, now) or int(bool(bugs))
    finally:
        app.scratch.close()
        for error in bugs:
            _print(error)


def _print(error: BaseException) -> None:
    if isinstance(error, PaperstudyError):  # it came when there was no screen to say it on
        from paperstudy.saying.errors import message_of

        said = translate("not done: {what}", what=message_of(error))
        sys.stderr.write(f"{said}\n")
    else:
        import traceback

        traceback.print_exception(error)


def _run_all(
    app: PaperstudyApp, run: Callable[[PaperstudyApp], None], now: Callable[[], float]
) -> int:
    broke = -math.inf
    while True:
        unkept = None
        try:
            run(app)
        except PaperstudyError as error:  # no drafts are lost by it while there is another app
            unkept = error
        before, broke = broke, now()
        if app.broken and broke - before >= _SOON:
            app = _begin_anew(app)
        elif unkept is not None:
            raise unkept
        else:
            return app.return_code or 0


def _begin_anew(app: PaperstudyApp) -> PaperstudyApp:
    from paperstudy.tui.app import PaperstudyApp

    anew = PaperstudyApp(app.settings)
    anew.bugs, anew.scratch = app.bugs, app.scratch
    anew.take_drafts(app)
    return anew


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
