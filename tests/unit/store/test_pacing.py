"""Turns at hosts that stand in the library."""

from __future__ import annotations

import threading

import pytest

from paperstudy.domain.errors import RateLimitedError
from paperstudy.domain.events import CancelToken
from paperstudy.store.pacing import StorePacer
from paperstudy.store.store import Store, open_store

DAY = 86_400.0


class Clock:
    """A clock that is set by hand, and the waits that were asked for while it stood still."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waits: list[float] = []

    def wait(self, seconds: float, cancel: CancelToken) -> bool:
        self.waits.append(seconds)
        return cancel.cancelled


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pacer(store: Store, clock: Clock) -> StorePacer:
    return StorePacer(store._engine, lambda: clock.now, clock.wait)


def test_hosts_are_paced_by_the_library(sqlite_store: Store) -> None:
    waits: list[float] = []
    now = [1000.0]

    def wait(seconds: float, cancel: CancelToken) -> bool:
        waits.append(seconds)
        return False

    engine = sqlite_store._engine
    mine, other = (StorePacer(engine, lambda: now[0], wait) for _ in range(2))
    token = CancelToken()
    for pacer in (mine, other, mine):
        pacer.wait_turn("export.arxiv.org", 3.0, token)
    other.wait_turn("elsewhere", 1.0, token)
    assert waits == [3.0, 6.0]
    mine.postpone("elsewhere", 30.0)
    mine.postpone("elsewhere", 5.0)
    other.wait_turn("elsewhere", 1.0, token)
    assert waits[2:] == [30.0]
    mine.postpone("elsewhere", 500.0)
    with pytest.raises(RateLimitedError) as caught:
        other.wait_turn("elsewhere", 1.0, token)
    assert caught.value.retry_after == 500.0
    now[0] = -1e9  # a clock that was wrong and has been set right
    other.wait_turn("elsewhere", 1.0, token)
    assert len(waits) == 3
    assert sqlite_store.pacer() is not None


def test_threads_and_libraries_opened_twice_share_the_turns(database: str, clock: Clock) -> None:
    with open_store(database) as one, open_store(database) as two:
        pacers = [StorePacer(s._engine, lambda: clock.now, clock.wait) for s in (one, two)]
        with one.write():
            pass

        def ask(pacer: StorePacer) -> None:
            for _ in range(5):
                pacer.wait_turn("host", 3.0, CancelToken())

        threads = [threading.Thread(target=ask, args=(p,)) for p in pacers * 2]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(clock.waits) == [3.0 * turn for turn in range(1, 20)]


@pytest.mark.parametrize("ahead", [DAY + 1, 10 * DAY, float("inf")])
def test_a_turn_that_a_wrong_clock_wrote_blocks_nobody(
    store: Store, pacer: StorePacer, clock: Clock, ahead: float
) -> None:
    clock.now += ahead
    pacer.wait_turn("host", 3.0, CancelToken())
    clock.now = 1000.0
    pacer.wait_turn("host", 3.0, CancelToken())
    pacer.wait_turn("host", 3.0, CancelToken())
    assert clock.waits == [3.0]


@pytest.mark.parametrize("seconds", [DAY, 30 * DAY, float("inf")])
def test_a_host_that_asks_for_a_long_rest_has_a_day_of_it(
    pacer: StorePacer, clock: Clock, seconds: float
) -> None:
    pacer.postpone("host", seconds)
    clock.now += DAY - 61
    with pytest.raises(RateLimitedError) as caught:
        pacer.wait_turn("host", 3.0, CancelToken())
    assert caught.value.retry_after == 61
    clock.now += 60
    pacer.wait_turn("host", 3.0, CancelToken())
    assert clock.waits == [1.0]


def test_who_has_less_patience_is_told_at_once_and_takes_no_turn(
    pacer: StorePacer, clock: Clock
) -> None:
    pacer.postpone("host", 50.0)
    with pytest.raises(RateLimitedError) as caught:
        pacer.wait_turn("host", 3.0, CancelToken(), patience=5.0)
    assert caught.value.retry_after == 50.0
    clock.now += 45
    pacer.wait_turn("host", 3.0, CancelToken(), patience=5.0)
    assert clock.waits == [5.0]
