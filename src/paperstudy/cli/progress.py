"""Long work in the terminal: a bar on stderr, and Ctrl-C that stops it in good order."""

from __future__ import annotations

import signal
import sys
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from paperstudy.cli.output import find_style, is_terminal, safe, write_talk
from paperstudy.domain.events import (
    CancelToken,
    Finished,
    ItemDone,
    ItemFailed,
    Progress,
    Started,
)
from paperstudy.domain.language import translate
from paperstudy.saying.cells import crop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import FrameType

    from paperstudy.cli.call import Call
    from paperstudy.domain.events import Event

_BAR = 24
_REDRAW = 0.1  # seconds
_PATIENCE = 1.0  # seconds until a person wonders whether their Ctrl-C was heard


@contextmanager
def cancel_on_interrupt() -> Iterator[CancelToken]:
    """Give a token that the first Ctrl-C sets; the second interrupts at once.

    That there is a second is said only where the first takes its time.
    """
    token = CancelToken()
    hint = threading.Timer(_PATIENCE, _say_how_to_stop)
    hint.daemon = True

    def stop(_signal: int, _frame: FrameType | None) -> None:
        if token.cancelled:
            raise KeyboardInterrupt
        token.cancel()
        hint.start()

    if threading.current_thread() is not threading.main_thread():
        yield token  # only the main thread may set handlers
        return
    before = signal.signal(signal.SIGINT, stop)
    try:
        yield token
    finally:
        hint.cancel()
        signal.signal(signal.SIGINT, before)


def _say_how_to_stop() -> None:
    write_talk("\n" + translate("stopping; press Ctrl-C again to stop at once"))


def show_progress(
    events: Iterable[Event], call: Call, *, printing: bool = False
) -> Iterator[Event]:
    """Pass on the events of long work, drawing a bar where a person sees stderr.

    `printing` says that whoever takes the events prints what is done at once: the bar makes room.
    """
    if call.quiet or call.options.get("plain") or not is_terminal(sys.stderr):
        yield from events
        return
    bar = _Bar(find_style(sys.stderr, call.environ, plain=False).width)
    try:
        for event in events:
            if printing or not isinstance(event, ItemDone | Progress):
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
        self._shown = ""  # what stands there, or stood there until it had to make room
        self._drawn = False
        self._last = 0.0

    def take(self, event: Event) -> None:
        """Count an event, and draw if it is time."""
        if isinstance(event, Started):
            self._total, self._done, self._shown = event.total, 0, ""
            if event.total:  # a first request may take its time
                self._draw(_fill(0, event.total), self._whole(""))
        elif isinstance(event, Finished):
            self._shown = ""
        elif isinstance(event, Progress):
            if self._is_time(last=event.done == event.total):
                self._draw(_fill(event.done, event.total), _part(event))
        elif isinstance(event, ItemDone | ItemFailed):
            self._done += 1
            if self._is_time():
                self._draw(_fill(self._done, self._total), self._whole(safe(event.label)))
        if self._shown and not self._drawn:
            self._write()

    def clear(self) -> None:
        """Take the bar away, so that something else can be written."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = False

    def _is_time(self, *, last: bool = False) -> bool:
        now = time.monotonic()
        if not last and now - self._last < _REDRAW:
            return False
        self._last = now
        return True

    def _whole(self, label: str) -> str:
        count = f"{self._done}/{self._total}" if self._total else str(self._done)
        return f"{count}  {label.rpartition('/')[2]}".rstrip()

    def _draw(self, bar: str, text: str) -> None:
        self.clear()
        self._shown = crop(f"{bar}{text}", self._width - 1)
        self._write()

    def _write(self) -> None:
        sys.stderr.write(self._shown)
        sys.stderr.flush()
        self._drawn = True


def _fill(done: int, total: int | None) -> str:
    """Return the bar itself; nothing where nobody knows how much there is to do."""
    if not total:
        return ""
    full = _BAR * min(done, total) // total
    return f"[{'#' * full}{'.' * (_BAR - full)}] "


def _part(event: Progress) -> str:
    """Return how far one item is: in percent, else in bytes or rows."""
    label = safe(event.label)
    if not event.total:
        return f"{event.done:,}  {label}"
    return f"{min(event.done, event.total) * 100 // event.total} %  {label}"
