"""One request at a time over the wire, in a thread of its own, so that a stop is never waited for.

The caller reads the answer from a queue and looks at the token ten times a second and more; on a
stop, an error or its deadline it hangs up the connection, which ends the thread as well. What is
asked, and how often, is the business of `http.py`.
"""

from __future__ import annotations

import queue
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from paperstudy.sources.redirects import MOST_REDIRECTS, REDIRECTS, AstrayError, follow
from paperstudy.sources.wire import BrokenError, Lines, explain, iter_body, make_session, send

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import requests

    from paperstudy.domain.events import CancelToken
    from paperstudy.sources.redirects import Call

_POLL = 0.05
_WAITING_CHUNKS = 16


class StoppedError(Exception):
    """A person asked to stop while a request waited or ran; sources end their stream."""


@dataclass(frozen=True, slots=True)
class Timeouts:
    """Seconds to connect, of silence, and for a whole answer; downloads may take their time."""

    connect: float = 5.0
    silence: float = 30.0
    whole: float = 90.0


@dataclass(frozen=True, slots=True)
class Head:
    """What comes before a body; names of headers in small letters.

    `before` holds the headers of the redirects on the way.
    """

    status: int
    headers: Mapping[str, str]
    before: Mapping[str, str]


class Transport:
    """Connections to one service; for one exchange at a time."""

    def __init__(self, timeouts: Timeouts) -> None:
        self._timeouts = timeouts
        self._lines = Lines()
        self._session: requests.Session | None = None

    def open(self, call: Call, cancel: CancelToken, *, seconds: float | None) -> Exchange:
        """Begin to ask; an answer that takes longer than `seconds` in all is broken off."""
        if self._session is None:
            self._lines = Lines()
            self._session = make_session(self._lines)
        courier = _Courier(self._session, self._timeouts, call)
        return Exchange(courier, self.hang_up, cancel, seconds)

    def hang_up(self) -> None:
        """Close every connection at once, whoever waits for it."""
        self._lines.hang_up()
        self._session = None


class Exchange:
    """A request under way, and its answer as it comes: first the head, then the body."""

    def __init__(
        self,
        courier: _Courier,
        hang_up: Callable[[], None],
        cancel: CancelToken,
        seconds: float | None,
    ) -> None:
        self._courier = courier
        self._hang_up = hang_up
        self._cancel = cancel
        self._until = None if seconds is None else time.monotonic() + seconds
        self._whole = False

    def __enter__(self) -> Self:
        self._courier.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        if not self._whole:
            self._courier.abandon()
            self._hang_up()
        # At its end already, or woken by the closing of its connection; never waited for long.
        self._courier.thread.join(_POLL)

    def read_head(self) -> Head:
        """Wait for status and headers.

        Raises:
            BrokenError: there are none.
            AstrayError: the service leads to where we do not go.
            StoppedError: a person asked to stop.
        """
        head = self._next()
        assert isinstance(head, Head)
        return head

    def read_body(self) -> Iterator[bytes]:
        """Yield the body in pieces, after the head.

        Raises:
            BrokenError: the rest does not come.
            StoppedError: a person asked to stop.
        """
        while chunk := self._next():
            assert isinstance(chunk, bytes)
            yield chunk
        self._whole = True

    def _next(self) -> Head | bytes:
        while True:
            if self._cancel.cancelled:
                raise StoppedError
            if self._until is not None and time.monotonic() > self._until:
                raise BrokenError("no answer in time")
            try:
                came = self._courier.queue.get(timeout=_POLL)
            except queue.Empty:
                continue
            if isinstance(came, BaseException):
                raise came
            return came


class _Courier:
    """The thread that carries a call out, and puts what comes back into `queue`.

    An empty piece is the end of the body; an error comes as itself.
    """

    def __init__(self, session: requests.Session, timeouts: Timeouts, call: Call) -> None:
        self._session = session
        self._timeouts = (timeouts.connect, timeouts.silence)
        self._call = call
        self._abandoned = threading.Event()
        self.queue: queue.Queue[Head | bytes | BaseException] = queue.Queue(_WAITING_CHUNKS)
        self.thread = threading.Thread(target=self._run, name="paperstudy-request", daemon=True)

    def abandon(self) -> None:
        """Let the thread end at its next step: nobody reads what it brings."""
        self._abandoned.set()

    def _run(self) -> None:
        try:
            self._carry()
        except BaseException as error:  # noqa: BLE001 - raised again where the answer is read
            self._put(explain(error) or error)
        else:
            self._put(b"")

    def _carry(self) -> None:
        response, before = self._follow()
        with response:
            headers = {name.lower(): value for name, value in response.headers.items()}
            self._put(Head(response.status_code, headers, before))
            for chunk in iter_body(response, raw=self._call.raw):
                if chunk:
                    self._put(chunk)
                if self._abandoned.is_set():
                    return

    def _follow(self) -> tuple[requests.Response, dict[str, str]]:
        call, before = self._call, dict[str, str]()
        for _ in range(MOST_REDIRECTS + 1):
            response = send(self._session, call, self._timeouts)
            goal = self._session.get_redirect_target(response)
            if response.status_code not in REDIRECTS or not goal:
                return response, before
            before |= {name.lower(): value for name, value in response.headers.items()}
            response.close()
            call = follow(call, goal, response.status_code)
        raise AstrayError("from one address to the next without end")

    def _put(self, piece: Head | bytes | BaseException) -> None:
        while not self._abandoned.is_set():
            try:
                self.queue.put(piece, timeout=_POLL)
            except queue.Full:
                continue
            return
