"""A server on loopback that stands for a metadata service: scripted per route, it keeps a record.

    with FakeServer() as server:
        server.route("/api/query", Reply(body=b"…"), Reply(status=503))
        server.route("/works/*", answer_work)
        server.route("/file", *failing(2, Reply(b"…", ranges=True)))
        …
        assert server.paths() == ["/api/query?id_list=…"]

The replies of a route are given one after the other, the last of them for ever. A reply may also
be made from the request. A route that ends in `*` stands for all paths that begin so; the longest
that fits answers. What has no route gets status 404 and stands in the record like the rest.
"""

from __future__ import annotations

import json
import re
import threading
import time
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

JSON = {"Content-Type": "application/json"}
_PATIENCE = 10.0
_PARTIAL, _BEYOND = 206, 416


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came in; names of headers in small letters.

    `time` counts seconds and never goes back; `connection` tells connections apart.
    """

    path: str  # with the query
    headers: Mapping[str, str]
    method: str = "GET"
    body: bytes = b""
    time: float = 0.0
    connection: int = 0

    @property
    def route(self) -> str:
        """The path alone."""
        return urlsplit(self.path).path

    def ask(self, name: str, default: str = "") -> str:
        """The value of a query field."""
        return parse_qs(urlsplit(self.path).query).get(name, [default])[0]

    def json(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Reply:
    """What to send: `truncate` bytes of the body under its full length, or hang up at once.

    With a `gate` the reply waits until the test opens it, with a `delay` that many seconds; it
    gives up when the server closes. `trickle` sends one byte in so many seconds, `ranges` obeys
    Range and If-Range (by the ETag of `headers`), `unsized` leaves the length out.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    truncate: int | None = None
    drop: bool = False
    gate: threading.Event | None = None
    delay: float = 0.0
    trickle: float = 0.0
    ranges: bool = False
    unsized: bool = False


def failing(times: int, then: Reply, failure: Reply | None = None) -> tuple[Reply, ...]:
    """Return replies that fail so many times (status 503), and then do not."""
    return (*[failure or Reply(status=503)] * times, then)


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing where a client hangs up: some tests are about that."""


class FakeServer:
    """Serves on a free port of 127.0.0.1 while the context is open.

    Every answer ends its connection, unless `keep_alive`.
    """

    def __init__(self, *, keep_alive: bool = False) -> None:
        self.requests: list[Request] = []
        self.closing = threading.Event()
        self._spoilt: list[Reply] = []
        self._routes: dict[str, list[Reply | Callable[[Request], Reply]]] = {}
        self._lock = threading.Lock()
        protocol = "HTTP/1.1" if keep_alive else "HTTP/1.0"
        handler = type("Handler", (_Handler,), {"fake": self, "protocol_version": protocol})
        self._server = _QuietServer(("127.0.0.1", 0), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def url(self) -> str:
        """Scheme, host and port."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def route(self, path: str, *replies: Reply | Callable[[Request], Reply]) -> None:
        """Say what `path` answers from now on."""
        with self._lock:
            self._routes[path] = list(replies)

    def answer_all(self, *replies: Reply | Callable[[Request], Reply]) -> None:
        """Say what every path answers from now on."""
        with self._lock:
            self._routes = {"*": list(replies)}

    def spoil(self, *replies: Reply) -> None:
        """Let the next requests be answered by these, whatever they ask for; then all is well."""
        with self._lock:
            self._spoilt = list(replies)

    def paths(self) -> list[str]:
        """All that was asked, in order."""
        return [request.path for request in self.requests]

    def reply(self, request: Request) -> Reply:
        """Take the next reply to `request`, and keep the request."""
        with self._lock:
            self.requests.append(request)
            if self._spoilt:
                return self._spoilt.pop(0)
            waiting = self._find_route(request.route)
            if not waiting:
                return Reply(b"no such page", 404, {"Content-Type": "text/plain"})
            chosen = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        reply = chosen if isinstance(chosen, Reply) else chosen(request)
        return _cut_range(request, reply) if reply.ranges else reply

    def _find_route(self, path: str) -> list[Reply | Callable[[Request], Reply]]:
        if path in self._routes:
            return self._routes[path]
        fitting = [r for r in self._routes if r.endswith("*") and path.startswith(r[:-1])]
        return self._routes[max(fitting, key=len)] if fitting else []


def _cut_range(request: Request, reply: Reply) -> Reply:
    wanted = re.fullmatch(r"bytes=(\d+)-", request.headers.get("range", ""))
    known = request.headers.get("if-range") in (None, reply.headers.get("ETag"))
    if wanted is None or not known or reply.status != 200:
        return reply
    start, size = int(wanted[1]), len(reply.body)
    if start >= size:
        place = {"Content-Range": f"bytes */{size}"}
        return replace(reply, body=b"", status=_BEYOND, headers={**reply.headers, **place})
    place = {"Content-Range": f"bytes {start}-{size - 1}/{size}"}
    headers = {**reply.headers, **place}
    return replace(reply, body=reply.body[start:], status=_PARTIAL, headers=headers)


class _Handler(BaseHTTPRequestHandler):
    fake: FakeServer

    def do_GET(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", "0")))
        port = self.client_address[1]
        request = Request(self.path, headers, self.command, body, time.monotonic(), port)
        reply = self.fake.reply(request)
        if reply.gate is not None:
            reply.gate.wait(_PATIENCE)
        if self.fake.closing.wait(reply.delay) or reply.drop:
            self.close_connection = True
            return
        self._send(reply)

    do_POST = do_GET  # noqa: N815 - a name that the library gives

    def _send(self, reply: Reply) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if not reply.unsized:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        body = reply.body[: reply.truncate]
        if reply.truncate is not None or reply.unsized:
            self.close_connection = True
        if reply.trickle:
            self._trickle(body, reply.trickle)
        else:
            self.wfile.write(body)

    def _trickle(self, body: bytes, pause: float) -> None:
        for place in range(len(body)):
            self.wfile.write(body[place : place + 1])
            if self.fake.closing.wait(pause):
                self.close_connection = True
                return

    def log_message(self, *_: object) -> None:
        """Say nothing: the record is what tests read."""
