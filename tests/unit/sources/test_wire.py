"""The lines that a session opens, and what is said when one breaks."""

from __future__ import annotations

import socket
from time import monotonic
from typing import TYPE_CHECKING

import pytest
import requests
from urllib3.exceptions import ReadTimeoutError

from paperstudy.domain.events import CancelToken
from paperstudy.sources.http import Door, Plumbing, StoppedError, Timeouts
from paperstudy.sources.redirects import Call
from paperstudy.sources.transport import Transport
from paperstudy.sources.wire import Lines, explain, make_session
from tests.fakes.server import FakeServer, Reply

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        yield server


def test_a_line_that_opens_after_all_were_hung_up_is_ended() -> None:
    lines = Lines()
    ours, theirs = socket.socketpair()
    with ours, theirs:
        lines.add(ours)
        lines.hang_up()
        assert theirs.recv(1) == b""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        lines.add(ours)
        assert theirs.recv(1) == b""
    lines.hang_up()


def test_a_session_that_was_hung_up_asks_nothing_more(server: FakeServer) -> None:
    lines = Lines()
    session = make_session(lines)
    lines.hang_up()
    with pytest.raises(requests.ConnectionError):
        session.get(f"{server.url}/a", timeout=5)


@pytest.mark.parametrize("delay", [0.0, 60.0])
def test_through_a_proxy_it_is_asked_and_stopped_as_well(
    server: FakeServer, monkeypatch: pytest.MonkeyPatch, delay: float
) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    url = "http://some.example"
    cancel = CancelToken()

    def answer(_: object) -> Reply:
        if delay:
            cancel.cancel()
        return Reply(b"there", delay=delay)

    server.route("/a", answer)
    door = Door(Plumbing(), "some", url, host="some.example", interval=0.0)
    start = monotonic()
    if delay:
        with pytest.raises(StoppedError):
            door.get(f"{url}/a", cancel)
    else:
        assert door.get(f"{url}/a", cancel).body == b"there"
    assert monotonic() - start < 0.6
    assert server.paths() == ["http://some.example/a"]


@pytest.mark.parametrize(
    ("error", "said", "cut_off"),
    [
        (requests.exceptions.SSLError("CERTIFICATE_VERIFY_FAILED"), "no safe connection", True),
        (requests.exceptions.SSLError("broken"), "no safe connection", False),
        (requests.ConnectTimeout(), "no answer in time", False),
        (ReadTimeoutError(None, "/a?key=x", "slow"), "no answer in time", False),  # type: ignore[arg-type]
        (requests.ConnectionError("refused"), "no connection", False),
        (requests.ConnectionError(), "no connection", False),
        (requests.exceptions.InvalidURL("http://a?key=x"), "no web address", True),
        (requests.exceptions.ContentDecodingError("?key=x"), "the answer broke off", False),
        (OSError("?key=x"), "the answer broke off", False),
    ],
)
def test_what_broke_is_said_in_a_few_words(error: Exception, said: str, cut_off: bool) -> None:
    broken = explain(error)
    assert broken is not None
    assert (broken.reason, broken.cut_off) == (said, cut_off)


def test_what_is_no_failure_of_the_network_comes_through_as_it_is() -> None:
    assert explain(AssertionError()) is None
    call = Call("GET", "http://some.example/a", {})
    exchange = Transport(Timeouts()).open(call, CancelToken(), seconds=5)
    with exchange, pytest.raises(AssertionError, match="a test looked up"):
        exchange.read_head()
