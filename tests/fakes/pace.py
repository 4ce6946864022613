"""Time without waiting: a clock that a test moves, and waits that only move it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperstudy.domain.events import CancelToken


class FakeTime:
    """Counts seconds; a wait moves the count on and is kept in `waits`."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waits: list[float] = []
        self.stop_after: int | None = None

    def clock(self) -> float:
        """The seconds now."""
        return self.now

    def wait(self, seconds: float, cancel: CancelToken) -> bool:
        """Let `seconds` go by at once; the wait number `stop_after` is the one that is stopped."""
        self.waits.append(seconds)
        if self.stop_after is not None and len(self.waits) > self.stop_after:
            cancel.cancel()
            return True
        self.now += seconds
        return cancel.cancelled
