"""Turns at a host."""

from __future__ import annotations

import pytest

from paperstudy.domain.errors import RateLimitedError
from paperstudy.domain.events import CancelToken
from paperstudy.sources.pacing import LocalPacer, wait_on_token
from tests.fakes.pace import FakeTime


def test_hosts_do_not_wait_for_each_other() -> None:
    time = FakeTime()
    pacer = LocalPacer(time.clock, time.wait)
    for host in ("a", "b", "a", "b"):
        pacer.wait_turn(host, 3.0, CancelToken())
    assert time.waits == [3.0]


def test_a_turn_that_came_by_itself_needs_no_wait() -> None:
    time = FakeTime()
    pacer = LocalPacer(time.clock, time.wait)
    pacer.wait_turn("a", 3.0, CancelToken())
    time.now += 10
    pacer.wait_turn("a", 3.0, CancelToken())
    assert time.waits == []


def test_a_queue_longer_than_a_minute_is_not_joined() -> None:
    time = FakeTime()
    pacer = LocalPacer(time.clock, lambda _seconds, _cancel: False)
    for _ in range(21):
        pacer.wait_turn("a", 3.0, CancelToken())
    with pytest.raises(RateLimitedError) as caught:
        pacer.wait_turn("a", 3.0, CancelToken())
    assert caught.value.retry_after == 63.0


def test_a_rest_is_never_shortened_by_a_later_one() -> None:
    time = FakeTime()
    pacer = LocalPacer(time.clock, time.wait)
    pacer.postpone("a", 50)
    pacer.postpone("a", 10)
    pacer.wait_turn("a", 3.0, CancelToken())
    assert time.waits == [50.0]


def test_a_real_wait_ends_when_a_stop_is_asked_for() -> None:
    cancel = CancelToken()
    assert not wait_on_token(0.0, cancel)
    cancel.cancel()
    assert wait_on_token(3600.0, cancel)


def test_who_has_less_patience_is_told_at_once_and_takes_no_turn() -> None:
    time = FakeTime()
    pacer = LocalPacer(time.clock, time.wait)
    pacer.postpone("a", 50)
    with pytest.raises(RateLimitedError) as caught:
        pacer.wait_turn("a", 3.0, CancelToken(), patience=5.0)
    assert caught.value.retry_after == 50.0
    assert time.waits == []
    time.now += 45
    pacer.wait_turn("a", 3.0, CancelToken(), patience=5.0)
    assert time.waits == [5.0]
