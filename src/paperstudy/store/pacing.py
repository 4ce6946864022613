"""Turns at a host for all processes that share a library."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from paperstudy.domain.errors import RateLimitedError
from paperstudy.domain.pacing import LONGEST_WAIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from paperstudy.domain.events import CancelToken
    from paperstudy.store.engine import Engine
    from paperstudy.store.repositories.upkeep import TurnWriter


def _wait(seconds: float, cancel: CancelToken) -> bool:
    return cancel.wait(seconds)


class StorePacer:
    """A `Pacer` whose next turns stand in the library; `clock` counts seconds since 1970."""

    def __init__(
        self,
        engine: Engine,
        clock: Callable[[], float] = time.time,
        wait: Callable[[float, CancelToken], bool] = _wait,
    ) -> None:
        self._engine = engine
        self._clock = clock
        self._wait = wait

    def wait_turn(
        self, host: str, interval: float, cancel: CancelToken, *, patience: float = LONGEST_WAIT
    ) -> None:
        """Wait for the next turn at `host`, and leave at least `interval` seconds before another.

        Raises:
            RateLimitedError: the turn is more than `patience` seconds away.
            StoreError: the library cannot be written.
        """
        with self._turns() as turns:
            now = self._clock()
            turn = turns.next_turn(host, now)
            if turn - now > patience:
                raise RateLimitedError(
                    "{host} wants to be left alone for another {seconds} s",
                    retry_after=turn - now,
                    hint="ask again later; what is known stays",
                    host=host,
                    seconds=round(turn - now),
                )
            turns.set_turn(host, turn + interval)
        if turn > now:
            self._wait(turn - now, cancel)

    def postpone(self, host: str, seconds: float) -> None:
        """Give out no turn at `host` for the next `seconds`, or for a day, if that is shorter.

        Raises:
            StoreError: the library cannot be written.
        """
        from paperstudy.store.repositories.upkeep import LONGEST_REST

        with self._turns() as turns:
            now = self._clock()
            rest = min(seconds, LONGEST_REST)
            turns.set_turn(host, max(turns.next_turn(host, now), now + rest))

    @contextmanager
    def _turns(self) -> Iterator[TurnWriter]:
        with self._engine.writing() as (connection, link):
            from paperstudy.store.repositories.upkeep import TurnWriter
            from paperstudy.store.rows import Rows

            yield TurnWriter(link, Rows(connection, link, None))
