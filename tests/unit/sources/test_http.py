"""The door to the network: pace, tries, limits, stops."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING

import pytest

from paperstudy import __version__
from paperstudy.domain.errors import (
    ConfigError,
    MalformedAnswerError,
    OfflineError,
    RateLimitedError,
    SourceError,
    SourceUnavailableError,
)
from paperstudy.domain.events import CancelToken
from paperstudy.sources import http
from paperstudy.sources.http import Answer, Door, Plumbing, StoppedError
from paperstudy.sources.pacing import LocalPacer
from paperstudy.sources.registry import make_sources
from tests.fakes.pace import FakeTime
from tests.fakes.server import FakeServer, Reply

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        yield server


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def door(server: FakeServer, time: FakeTime) -> Door:
    return make_door(server.url, time)


def make_door(url: str, time: FakeTime, *, contact: str = "", offline: bool = False) -> Door:
    pacer = LocalPacer(time.clock, time.wait)
    plumbing = Plumbing({"some": url}, contact, offline, pacer, time.wait)
    return Door(plumbing, "some", "https://some.example", host="some.example", interval=2.0)


def get(door: Door, path: str = "/a", cancel: CancelToken | None = None) -> Answer:
    return door.get(door.base_url + path, cancel or CancelToken())


def test_an_answer_is_its_status_headers_and_body(door: Door, server: FakeServer) -> None:
    server.route("/a", Reply(b"body", headers={"Content-Type": "Text/Plain; charset=utf-8"}))
    answer = get(door)
    assert (answer.status, answer.body, answer.content_type) == (200, b"body", "text/plain")
    assert get(door, "/nowhere").status == 404


def test_requests_to_one_host_keep_their_distance(
    door: Door, server: FakeServer, time: FakeTime
) -> None:
    server.route("/a", Reply(b"x"))
    for _ in range(3):
        get(door)
    assert time.waits == [2.0, 2.0]


def test_the_user_agent_names_us_and_who_to_write_to(server: FakeServer, time: FakeTime) -> None:
    for contact in ("", "me@example.org", "no address", "나@example.org", "a@b\r\nX-Evil: 1"):
        get(make_door(server.url, time, contact=contact))
    plain = f"paperstudy/{__version__}"
    agents = [request.headers["user-agent"] for request in server.requests]
    assert agents == [plain, f"{plain} (mailto:me@example.org)", plain, plain, plain]


def test_a_passing_failure_is_tried_again(door: Door, server: FakeServer, time: FakeTime) -> None:
    server.route("/a", Reply(status=503), Reply(drop=True), Reply(b"there"))
    assert get(door).body == b"there"
    pauses = [wait for wait in time.waits if wait >= 3]
    assert 3 <= pauses[0] < 4
    assert 6 <= pauses[1] < 7


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_lasting_failure_is_given_up_after_three_tries(
    door: Door, server: FakeServer, status: int
) -> None:
    server.route("/a", Reply(status=status))
    with pytest.raises(SourceUnavailableError, match=str(status)):
        get(door)
    assert len(server.requests) == 3


@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_is_not_tried_again(door: Door, server: FakeServer, status: int) -> None:
    server.route("/a", Reply(status=status))
    with pytest.raises(SourceError, match="refuses"):
        get(door)
    assert len(server.requests) == 1


def test_a_short_retry_after_is_kept(door: Door, server: FakeServer, time: FakeTime) -> None:
    server.route("/a", Reply(status=429, headers={"Retry-After": "17"}), Reply(b"there"))
    assert get(door).body == b"there"
    assert 17.0 in time.waits


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "54000"}, 54000.0),
        ({"retry-after": "0"}, 0.0),
        ({}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-5"}, None),
        ({"retry-after": "Sat, 21 Nov 2026 08:00:40 GMT"}, None),
        (
            {
                "retry-after": "Sat, 21 Nov 2026 08:00:40 GMT",
                "date": "Sat, 21 Nov 2026 08:00:00 GMT",
            },
            40.0,
        ),
        (
            {
                "retry-after": "Sat, 21 Nov 2026 08:00:40 -0000",
                "date": "Sat, 21 Nov 2026 08:01:00 GMT",
            },
            0.0,
        ),
    ],
)
def test_the_pause_a_server_asks_for_is_read(
    headers: dict[str, str], seconds: float | None
) -> None:
    assert http._retry_after(headers) == seconds


def test_a_pause_of_hours_is_not_waited_for_and_keeps_the_host_alone(
    door: Door, server: FakeServer, time: FakeTime
) -> None:
    server.route("/a", Reply(status=429, headers={"Retry-After": "54000"}), Reply(b"there"))
    with pytest.raises(RateLimitedError) as caught:
        get(door)
    assert caught.value.retry_after == 54000
    assert time.waits == []
    with pytest.raises(RateLimitedError):
        get(door)
    assert len(server.requests) == 1
    time.now += 54000
    assert get(door).body == b"there"


def test_too_many_requests_without_a_pause_is_given_up_too(door: Door, server: FakeServer) -> None:
    server.route("/a", Reply(status=429))
    with pytest.raises(RateLimitedError) as caught:
        get(door)
    assert caught.value.retry_after is None
    assert len(server.requests) == 3


def test_a_body_that_breaks_off_is_tried_again(door: Door, server: FakeServer) -> None:
    server.route("/a", Reply(b"x" * 1000, truncate=10), Reply(b"whole"))
    assert get(door).body == b"whole"


def test_a_body_without_end_is_given_up(door: Door, server: FakeServer) -> None:
    server.route("/a", Reply(b"x" * (http.LARGEST_BODY + 1)))
    with pytest.raises(MalformedAnswerError, match="10 MB"):
        get(door)
    assert len(server.requests) == 1


def test_no_server_is_said_without_the_address(time: FakeTime) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(
        SourceUnavailableError, match=r"some cannot be reached \(no connection\)"
    ) as caught:
        get(make_door(url, time), "/a?api_key=secret")
    assert "secret" not in str(caught.value)


def test_a_silent_server_is_given_up(
    door: Door, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "TIMEOUTS", (1.0, 0.05))
    gate = threading.Event()
    server.route("/a", Reply(b"late", gate=gate))
    with pytest.raises(SourceUnavailableError, match="no answer in time"):
        get(door)
    gate.set()


def test_without_a_network_nothing_is_waited_for(
    time: FakeTime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(SourceUnavailableError, match="no connection"):
        get(make_door("http://arxiv.invalid", time))
    assert time.waits == []


def test_offline_the_door_is_shut(server: FakeServer, time: FakeTime) -> None:
    with pytest.raises(OfflineError):
        get(make_door(server.url, time, offline=True))
    assert server.requests == []


def test_a_stop_while_waiting_for_another_try_ends_at_once(
    door: Door, server: FakeServer, time: FakeTime
) -> None:
    server.route("/a", Reply(status=503))
    time.stop_after = 0
    with pytest.raises(StoppedError):
        get(door)
    assert len(server.requests) == 1


def test_a_stop_while_reading_ends_at_once(
    door: Door, server: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    cancel = CancelToken()

    def answer(_: object) -> Reply:
        cancel.cancel()
        return Reply(b"x" * 1000)

    monkeypatch.setattr(http, "_CHUNK", 10)
    server.route("/a", answer)
    with pytest.raises(StoppedError):
        get(door, "/a", cancel)


@pytest.mark.parametrize("url", ["", "arxiv.org", "ftp://arxiv.org", "file:///etc/passwd"])
def test_a_base_url_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ConfigError):
        make_sources(base_urls={"arxiv": url})


def test_the_sources_are_made_without_asking_anything() -> None:
    assert [source.name for source in make_sources()] == ["arxiv"]
