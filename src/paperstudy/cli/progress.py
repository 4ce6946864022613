"""Long work in the terminal: a bar on stderr, and Ctrl-C that stops it in good order."""

from __future__ import annotations

import signal
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from paperstudy.cli.cells import crop
from paperstudy.cli.output import find_style, is_terminal, safe, write_talk
from paperstudy.domain.events import CancelToken, ItemDone, ItemFailed, Started
from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import FrameType

    from paperstudy.cli.call import Call
    from paperstudy.domain.events import Event

_BAR = 24
_REDRAW = 0.1  # seconds


@contextmanager
def cancel_on_interrupt() -> Iterator[CancelToken]:
    """Give a token that the first Ctrl-C sets; the second interrupts at once."""
    token = CancelToken()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if token.cancelled:
            raise KeyboardInterrupt
        token.cancel()
        write_talk("\n" + translate("stopping after this one; press Ctrl-C again to stop at once"))

    if threading.current_thread() is not threading.main_thread():
        yield token  # only the main thread may set handlers
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield token
    finally:
        signal.signal(signal.SIGINT, before)


def show_progress(events: Iterable[Event], call: Call) -> Iterator[Event]:
    """Pass on the events of long work, drawing a bar where a person sees stderr."""
    if call.quiet or call.options.get("plain") or not is_terminal(sys.stderr):
        yield from events
        return
    bar = _Bar(find_style(sys.stderr, call.environ, plain=False).width)
    try:
        for event in events:
            if not isinstance(event, ItemDone):
                bar.clear()  # what is said of it must not stand behind the bar
            yield event
            bar.take(event)
    finally:
        bar.clear()


class _Bar:
    """One line on stderr, drawn over itself; gone when the work is done."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._total: int | None = None
        self._done = 0
        self._drawn = False
        self._last = 0.0

    def take(self, event: Event) -> None:
        """Count an event, and draw if it is time."""
        if isinstance(event, Started):
            self._total = event.total
        elif isinstance(event, ItemDone | ItemFailed):
            self._done += 1
            now = time.monotonic()
            if now - self._last >= _REDRAW:
                self._last = now
                self.clear()
                self._draw(safe(event.label).rpartition("/")[2])

    def clear(self) -> None:
        """Take the bar away, so that something else can be written."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False

    def _draw(self, label: str) -> None:
        count = f"{self._done}/{self._total}" if self._total else str(self._done)
        full = _BAR * min(self._done, self._total) // self._total if self._total else 0
        bar = f"[{'#' * full}{'.' * (_BAR - full)}] " if self._total else ""
        sys.stderr.write(crop(f"{bar}{count}  {label}", self._width - 1))
        sys.stderr.flush()
        self._drawn = True
