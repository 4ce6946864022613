"""The library `requests` as we use it: no cookies, no strange logins, and lines that can be cut."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator

    import requests
    from urllib3 import ProxyManager

    from paperstudy.sources.redirects import Call

_CHUNK = 64 * 1024


class BrokenError(Exception):
    """No answer, or half of one, and why; `cut_off` where another try has no use."""

    def __init__(self, reason: str, *, cut_off: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.cut_off = cut_off


class Lines:
    """The open connections of a session, so that another thread can hang them up."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        # A connection may be forgotten by its pool while the body of its answer is still read.
        self._sockets: WeakSet[socket.socket] = WeakSet()
        self._closed = False

    def add(self, line: socket.socket) -> None:
        """Keep a new connection, or end it where all were hung up meanwhile."""
        with self._lock:
            if not self._closed:
                self._sockets.add(line)
                return
        _shut(line)

    def hang_up(self) -> None:
        """End all connections, now and in future; whoever reads from one reads its end."""
        with self._lock:
            self._closed = True
            lines = list(self._sockets)
        for line in lines:
            _shut(line)


def _shut(line: socket.socket) -> None:
    from contextlib import suppress
    from socket import SHUT_RDWR, socket

    with suppress(OSError):
        socket.shutdown(line, SHUT_RDWR)  # below TLS, whose own farewell could wait for an answer


def make_session(lines: Lines) -> requests.Session:
    """Return a session that keeps no cookies, and tells `lines` of its connections."""
    from http.cookiejar import DefaultCookiePolicy

    import requests
    from requests.adapters import HTTPAdapter
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

    class Listed(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            lines.add(self.sock)

    class ListedSafe(Listed, HTTPSConnection):
        pass

    class Pool(HTTPConnectionPool):
        ConnectionCls = Listed

    class SafePool(HTTPSConnectionPool):
        ConnectionCls = ListedSafe

    class Adapter(HTTPAdapter):
        def init_poolmanager(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401
            super().init_poolmanager(*arguments, **named)
            self.poolmanager.pool_classes_by_scheme = pools

        def proxy_manager_for(self, *arguments: Any, **named: Any) -> ProxyManager:  # noqa: ANN401
            manager: ProxyManager = super().proxy_manager_for(*arguments, **named)
            manager.pool_classes_by_scheme = pools
            return manager

    pools: dict[str, type[HTTPConnectionPool]] = {"http": Pool, "https": SafePool}
    session = requests.Session()
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    for scheme in ("http://", "https://"):
        session.mount(scheme, Adapter(pool_connections=2, pool_maxsize=1))
    return session


def send(session: requests.Session, call: Call, timeouts: tuple[float, float]) -> requests.Response:
    """Return the head of the answer to `call`, its body still on the way; no redirect is followed."""
    return session.request(
        call.method,
        call.url,
        data=call.body,
        headers={**call.headers, **call.secrets},
        timeout=timeouts,
        allow_redirects=False,
        stream=True,
        auth=_keep_as_is,
    )


def _keep_as_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Stand for a login, so that none is taken from a .netrc file, over the key that is sent."""
    return request


def iter_body(response: requests.Response, *, raw: bool) -> Iterator[bytes]:
    """Yield the body; `raw` as the bytes that came, else unpacked."""
    stream = response.raw
    if not raw or stream.chunked:
        yield from stream.stream(_CHUNK, decode_content=not raw)
        return
    # As it comes, so that what came before a break is kept.
    while chunk := stream.read1(_CHUNK, decode_content=False):
        yield chunk


def explain(error: BaseException) -> BrokenError | None:
    """Return what went wrong in a few words, without the URL, which may hold a secret."""
    import requests
    from requests import exceptions
    from urllib3.exceptions import HTTPError, LocationParseError, ReadTimeoutError

    no_address = (exceptions.InvalidURL, exceptions.InvalidSchema, LocationParseError, UnicodeError)
    if isinstance(error, no_address):
        return BrokenError("no web address", cut_off=True)
    if isinstance(error, requests.Timeout | ReadTimeoutError):
        return BrokenError("no answer in time")
    if isinstance(error, exceptions.SSLError):
        # A certificate that is not trusted is none a moment later either.
        lasting = "CERTIFICATE_VERIFY_FAILED" in str(error)
        return BrokenError("no safe connection", cut_off=lasting)
    if isinstance(error, requests.ConnectionError):
        return BrokenError("no connection", cut_off=_is_cut_off(error))
    if isinstance(error, requests.RequestException | HTTPError | OSError):
        return BrokenError("the answer broke off")
    return None


def _is_cut_off(error: requests.ConnectionError) -> bool:
    """Whether the host cannot be found, or takes no call: there is no network, so no use to wait."""
    reason = getattr(next(iter(error.args), None), "reason", None)
    return type(reason).__name__ in {"NameResolutionError", "NewConnectionError"}
