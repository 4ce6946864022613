"""A server on loopback that stands for a metadata service: scripted per route, it keeps a record.

    with FakeServer() as server:
        server.route("/api/query", Reply(body=b"…"), Reply(status=503))
        …
        assert server.paths() == ["/api/query?id_list=…"]

The replies of a route are given one after the other, the last of them for ever. A reply may also
be made from the request. What has no route gets status 404 and stands in the record like the rest.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came in; names of headers in small letters."""

    path: str  # with the query
    headers: Mapping[str, str]

    @property
    def route(self) -> str:
        """The path alone."""
        return urlsplit(self.path).path

    def ask(self, name: str, default: str = "") -> str:
        """The value of a query field."""
        return parse_qs(urlsplit(self.path).query).get(name, [default])[0]


@dataclass(frozen=True, slots=True)
class Reply:
    """What to send: `truncate` bytes of the body under its full length, or hang up at once.

    With a `gate` the reply waits until the test opens it, or gives up after ten seconds.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    truncate: int | None = None
    drop: bool = False
    gate: threading.Event | None = None


class _QuietServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing where a client hangs up: some tests are about that."""


class FakeServer:
    """Serves on a free port of 127.0.0.1 while the context is open."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self._routes: dict[str, list[Reply | Callable[[Request], Reply]]] = {}
        self._lock = threading.Lock()
        self._server = _QuietServer(("127.0.0.1", 0), self._make_handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
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

    def paths(self) -> list[str]:
        """All that was asked, in order."""
        return [request.path for request in self.requests]

    def reply(self, request: Request) -> Reply:
        """Take the next reply to `request`, and keep the request."""
        with self._lock:
            self.requests.append(request)
            waiting = self._routes.get(request.route)
            if not waiting:
                return Reply(b"no such page", 404, {"Content-Type": "text/plain"})
            chosen = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        return chosen if isinstance(chosen, Reply) else chosen(request)

    def _make_handler(fake: FakeServer) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"  # every answer ends its connection

            def do_GET(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                reply = fake.reply(Request(self.path, headers))
                if reply.gate is not None:
                    reply.gate.wait(10)
                if reply.drop:
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body[: reply.truncate])

            def log_message(self, *_: object) -> None:
                """Say nothing: the record is what tests read."""

        return Handler
