"""The door to the network: pace, tries, limits, stops."""

from __future__ import annotations

import socket
import threading
import time as real
import traceback
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from paperstudy import __version__
from paperstudy.domain.errors import (
    ConfigError,
    MalformedAnswerError,
    OfflineError,
    RateLimitedError,
    SourceUnavailableError,
)
from paperstudy.domain.events import CancelToken
from paperstudy.sources import http
from paperstudy.sources.http import Answer, Door, Plumbing, RefusedError, StoppedError, Timeouts
from paperstudy.sources.pacing import LocalPacer
from tests.fakes.pace import FakeTime
from tests.fakes.server import FakeServer, Reply, failing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LIMIT = '"api";r=0;t=55'


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


def make_door(
    url: str,
    time: FakeTime,
    *,
    contact: str = "",
    offline: bool = False,
    tries: int = 3,
    timeouts: Timeouts | None = None,
) -> Door:
    pacer = LocalPacer(time.clock, time.wait)
    plumbing = Plumbing(
        {"some": url},
        contact,
        offline,
        pacer,
        time.wait,
        tries=tries,
        timeouts=timeouts or Timeouts(),
    )
    return Door(plumbing, "some", "https://some.example", host="some.example", interval=2.0)


def never(_: float, __: CancelToken) -> bool:
    raise AssertionError


def wait_for(condition: Callable[[], bool]) -> None:
    """Give other threads a moment, of five seconds at most."""
    until = monotonic() + 5
    while not condition():
        assert monotonic() < until
        real.sleep(0.002)


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
    server.route("/a", Reply(b"why", status))
    with pytest.raises(RefusedError, match="refuses") as caught:
        get(door)
    assert (caught.value.answer.status, caught.value.answer.body) == (status, b"why")
    assert len(server.requests) == 1


def test_a_short_retry_after_is_kept(door: Door, server: FakeServer, time: FakeTime) -> None:
    server.route("/a", Reply(status=429, headers={"Retry-After": "17"}), Reply(b"there"))
    assert get(door).body == b"there"
    assert 17.0 in time.waits


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


def test_a_silent_server_is_given_up(server: FakeServer, time: FakeTime) -> None:
    server.route("/a", Reply(b"late", delay=60))
    door = make_door(server.url, time, timeouts=Timeouts(1.0, 0.05, 9.0))
    with pytest.raises(SourceUnavailableError, match="no answer in time"):
        get(door)
    assert len(server.requests) == 3


@pytest.mark.parametrize("headers", [{}, {"Content-Type": "text/plain"}])
def test_a_server_that_trickles_is_given_up_at_the_deadline(
    server: FakeServer, time: FakeTime, headers: dict[str, str]
) -> None:
    server.route("/a", Reply(b"x" * 1000, headers=headers, trickle=0.02))
    door = make_door(server.url, time, timeouts=Timeouts(1.0, 9.0, 0.1))
    with pytest.raises(SourceUnavailableError, match="no answer in time"):
        get(door)
    assert len(server.requests) == 3


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


def test_a_stop_while_reading_ends_at_once(door: Door, server: FakeServer) -> None:
    cancel = CancelToken()

    def answer(_: object) -> Reply:
        cancel.cancel()
        return Reply(b"x" * 1000)

    server.route("/a", answer)
    with pytest.raises(StoppedError):
        get(door, "/a", cancel)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "arxiv.org",
        "ftp://arxiv.org",
        "file:///etc/passwd",
        "http://",
        "http://[::1",
        "http://a:b",
    ],
)
def test_a_base_url_that_is_none_is_refused(url: str, time: FakeTime) -> None:
    with pytest.raises(ConfigError):
        make_door(url, time)


@pytest.mark.parametrize("url", ["http://a..b", f"http://{'a' * 64}.example", "http://*.example"])
def test_an_address_that_cannot_be_is_asked_once(url: str, time: FakeTime) -> None:
    with pytest.raises(SourceUnavailableError):
        get(make_door(url, time))
    assert time.waits == []


@pytest.mark.parametrize("status", [400, 404, 406])
def test_an_answer_that_will_not_change_is_given_back(
    door: Door, server: FakeServer, status: int
) -> None:
    server.route("/a", Reply(b"said", status))
    assert (get(door).status, get(door).body) == (status, b"said")
    assert len(server.requests) == 2


def test_a_door_tries_as_often_as_it_may(server: FakeServer, time: FakeTime) -> None:
    server.route("/a", Reply(drop=True))
    with pytest.raises(SourceUnavailableError):
        get(make_door(server.url, time, tries=1))
    assert len(server.requests) == 1


def test_a_quota_keeps_our_other_processes_waiting_as_well(
    server: FakeServer, time: FakeTime
) -> None:
    server.route("/a", *failing(1, Reply(b"there"), Reply(b"", 429, {"RateLimit": LIMIT})))
    pacer = LocalPacer(time.clock, time.wait)
    plumbing = Plumbing({"some": server.url}, pacer=pacer, wait=never)
    door = Door(plumbing, "some", server.url, host="some.example", interval=2.0)
    assert get(door).body == b"there"
    assert time.waits == [56.0]


def test_json_is_posted(door: Door, server: FakeServer) -> None:
    server.route("/a", *failing(1, Reply(b"[]")))
    url = f"{door.base_url}/a?fields=title"
    assert door.post_json(url, {"ids": ["한글"]}, CancelToken(), {"Accept": "x/y"}).body == b"[]"
    first, second = server.requests
    assert (first.method, first.body) == (second.method, second.body)
    assert (second.json(), second.ask("fields")) == ({"ids": ["한글"]}, "title")
    assert second.headers["content-type"] == "application/json"
    assert second.headers["accept"] == "x/y"


def test_no_cookie_is_kept_and_no_login_taken_from_a_file(
    door: Door, server: FakeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    server.route("/a", Reply(b"x", headers={"Set-Cookie": "a=b"}))
    get(door)
    door.get(f"{door.base_url}/a", CancelToken(), {"Authorization": "Bearer key"})
    assert [r.headers.get("authorization") for r in server.requests] == [None, "Bearer key"]
    assert all("cookie" not in request.headers for request in server.requests)


def test_requests_that_follow_each_other_share_a_connection(time: FakeTime) -> None:
    with FakeServer(keep_alive=True) as server:
        server.route("/a", Reply(b"x"))
        door = make_door(server.url, time)
        for _ in range(3):
            get(door)
        assert len({request.connection for request in server.requests}) == 1


def test_two_threads_at_one_door_take_turns(server: FakeServer, time: FakeTime) -> None:
    gate = threading.Event()
    server.route("/a", Reply(b"first", gate=gate), Reply(b"second"))
    door = make_door(server.url, time)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(get, door)
        wait_for(lambda: len(server.requests) == 1)
        second, stopped = CancelToken(), CancelToken()
        waiting = pool.submit(get, door, "/a", stopped)
        stopped.cancel()
        with pytest.raises(StoppedError):
            waiting.result(5)
        later = pool.submit(get, door, "/a", second)
        assert len(server.requests) == 1
        gate.set()
        assert (first.result(5).body, later.result(5).body) == (b"first", b"second")


# --- stops


@pytest.mark.parametrize(
    "reply",
    [
        Reply(b"late", delay=60),
        Reply(b"x" * 1000, trickle=0.02),
        Reply(b"x" * 1000, trickle=60),
        Reply(b"x" * 1000, trickle=0.02, headers={"Content-Encoding": "gzip"}),
    ],
    ids=["no answer", "trickle", "one byte", "packed"],
)
@pytest.mark.parametrize("keep_alive", [True, False])
def test_a_stop_hangs_up_within_half_a_second_and_leaves_no_thread(
    time: FakeTime, reply: Reply, keep_alive: bool
) -> None:
    with FakeServer(keep_alive=keep_alive) as server:
        server.route("/a", reply)
        server.route("/b", Reply(b"x"))
        door = make_door(server.url, time)
        get(door, "/b")
        cancel = CancelToken()
        timer = threading.Timer(0.1, cancel.cancel)
        timer.start()
        start = monotonic()
        with pytest.raises(StoppedError):
            get(door, "/a", cancel)
        assert monotonic() - start < 0.6
        timer.join()
        ours = [each for each in threading.enumerate() if each.name == "paperstudy-request"]
        wait_for(lambda: not any(each.is_alive() for each in ours))
        assert get(door, "/b").body == b"x"


def test_a_stop_before_anything_asks_nothing(door: Door, server: FakeServer) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(StoppedError):
        get(door, "/a", cancel)
    assert server.requests == []


def test_a_stop_while_waiting_for_a_turn_ends_at_once(
    door: Door, server: FakeServer, time: FakeTime
) -> None:
    server.route("/a", Reply(b"x"))
    get(door)
    time.stop_after = 0
    with pytest.raises(StoppedError):
        get(door)
    assert len(server.requests) == 1


def test_a_stop_that_comes_as_a_wait_ends_is_seen(server: FakeServer, time: FakeTime) -> None:
    def wait(_: float, cancel: CancelToken) -> bool:
        cancel.cancel()
        return False

    server.route("/a", Reply(status=500))
    plumbing = Plumbing({"some": server.url}, pacer=LocalPacer(time.clock, time.wait), wait=wait)
    with pytest.raises(StoppedError):
        get(Door(plumbing, "some", server.url, host="some.example", interval=2.0))
    assert len(server.requests) == 1


# --- secrets


def test_what_goes_wrong_is_told_without_keys_and_queries(
    server: FakeServer, time: FakeTime
) -> None:
    door = make_door(server.url, time, contact="me@example.org")
    server.route("/a", Reply(drop=True))
    with pytest.raises(SourceUnavailableError) as caught:
        door.get(
            f"{server.url}/a?api_key=hidden&mailto=me@example.org",
            CancelToken(),
            secrets={"x-key": "hidden"},
        )
    told = "".join(traceback.format_exception(caught.value))
    assert "hidden" not in told
    assert "@" not in told
    assert server.requests[0].headers["x-key"] == "hidden"
    assert "hidden" not in repr(Plumbing(credentials={"some": "hidden"}))


@pytest.mark.parametrize("key", ["a\r\nX-Evil: 1", "a\nb", "키", "  blank", "\x00"])
def test_a_key_that_cannot_be_one_is_never_sent_or_shown(
    door: Door, server: FakeServer, key: str
) -> None:
    with pytest.raises(ConfigError, match="a key for some") as caught:
        door.get(f"{door.base_url}/a", CancelToken(), secrets={"x-api-key": key})
    assert key not in f"{caught.value.message}{caught.value.hint}"
    assert server.requests == []


def test_a_redirect_is_followed_and_takes_no_secret_to_another_host(
    server: FakeServer, door: Door
) -> None:
    headers = {"Accept": "x/y", "X-API-Key": "k1", "Authorization": "k2"}
    with FakeServer() as other:
        other.route("/c", Reply(b"there"))
        server.route("/a", Reply(status=301, headers={"Location": "/b"}))
        server.route("/b", Reply(status=302, headers={"Location": f"{other.url}/c?q=1"}))
        url = f"{server.url}/a"
        assert door.get(url, CancelToken(), headers, secrets={"token": "k3"}).body == b"there"
        (last,) = other.requests
    names = ("x-api-key", "authorization", "token")
    for request in server.requests:
        assert [request.headers[name] for name in names] == ["k1", "k2", "k3"]
    assert not set(names) & set(last.headers)
    assert (last.headers["accept"], last.path) == ("x/y", "/c?q=1")


def test_a_redirect_in_a_circle_is_left_after_five(door: Door, server: FakeServer) -> None:
    server.route("/a", Reply(status=302, headers={"Location": "/a"}))
    with pytest.raises(MalformedAnswerError, match="without end"):
        get(door)
    assert len(server.requests) == 6


def test_a_redirect_to_nowhere_is_not_followed(door: Door, server: FakeServer) -> None:
    for goal in ("ftp://a/b", "file:///etc/passwd", "mailto:a@b"):
        server.route("/a", Reply(status=302, headers={"Location": goal}))
        with pytest.raises(MalformedAnswerError, match="no web address"):
            get(door)
    server.route("/a", Reply(b"said", status=302))
    assert get(door).status == 302


def test_what_is_posted_goes_to_no_other_host(door: Door, server: FakeServer) -> None:
    with FakeServer() as other:
        server.route("/a", Reply(status=307, headers={"Location": f"{other.url}/c"}))
        with pytest.raises(MalformedAnswerError, match="to another host"):
            door.post_json(f"{server.url}/a", {"password": "x"}, CancelToken())
        assert other.requests == []
    server.route("/a", Reply(status=307, headers={"Location": "/b"}))
    server.route("/b", Reply(status=303, headers={"Location": "/c"}))
    server.route("/c", Reply(b"there"))
    assert door.post_json(f"{server.url}/a", {"a": 1}, CancelToken()).body == b"there"
    methods = [(request.method, request.body) for request in server.requests]
    assert methods[-3:] == [("POST", b'{"a": 1}')] * 2 + [("GET", b"")]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("ftp://user:secret@some.example/a", "ftp://***@some.example/a"),
        ("user:secret@some.example", "***@some.example"),
        ("http://user:sec@ret@:0", "http://***@:0"),
        ("ftp://some.example", "ftp://some.example"),
    ],
)
def test_a_base_url_that_is_refused_is_shown_without_its_login(url: str, shown: str) -> None:
    with pytest.raises(ConfigError) as caught:
        make_door(url, FakeTime())
    assert caught.value.message.endswith(f": {shown}")
    assert "sec" not in f"{caught.value!r} {caught.value.fields}"


def test_a_long_rest_is_told_in_minutes_and_a_short_one_in_seconds(server: FakeServer) -> None:
    time = FakeTime()
    door = make_door(server.url, time)
    door._plumbing.pacer.postpone("some.example", 400.0)
    with pytest.raises(RateLimitedError, match="another 7 min"):
        get(door)
    time.now += 320
    with pytest.raises(RateLimitedError, match="another 80 s"):
        get(door)
