"""Turns for one process, kept in memory."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

from paperstudy.domain.errors import RateLimitedError
from paperstudy.domain.pacing import LONGEST_WAIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperstudy.domain.events import CancelToken


def wait_on_token(seconds: float, cancel: CancelToken) -> bool:
    """Wait `seconds`, or less when a stop is asked for; tell whether it was."""
    return cancel.wait(seconds)


class LocalPacer:
    """A `Pacer` for the threads of one process; `clock` counts seconds and never goes back."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float, CancelToken], bool] = wait_on_token,
    ) -> None:
        self._clock = clock
        self._wait = wait
        self._next_at: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait_turn(
        self, host: str, interval: float, cancel: CancelToken, *, patience: float = LONGEST_WAIT
    ) -> None:
        """Wait for the next turn at `host` and take it.

        Raises:
            RateLimitedError: the turn is more than `patience` seconds away.
        """
        with self._lock:
            now = self._clock()
            turn = max(now, self._next_at.get(host, now))
            if turn - now > patience:
                raise RateLimitedError(
                    "{host} wants to be left alone for another {seconds} s",
                    retry_after=turn - now,
                    hint="ask again later; what is known stays",
                    host=host,
                    seconds=round(turn - now),
                )
            self._next_at[host] = turn + interval
        if turn > now:
            self._wait(turn - now, cancel)

    def postpone(self, host: str, seconds: float) -> None:
        """Give out no turn at `host` for the next `seconds`."""
        with self._lock:
            self._next_at[host] = max(self._next_at.get(host, 0.0), self._clock() + seconds)
