"""The only door to the network: polite, bounded, and shut while offline.

Every request is paced per host, has time-outs and a size limit, is tried again a few times where
that can help, and stops when a person asks. What an answer means is the source's business; how a
request goes over the wire is that of `transport.py`.
"""

from __future__ import annotations

import json
import secrets as chance
import threading
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from paperstudy import __version__
from paperstudy.domain.addresses import hide_login
from paperstudy.domain.errors import ConfigError, RateLimitedError
from paperstudy.domain.pacing import LONGEST_WAIT
from paperstudy.sources.answers import (
    Answer,
    Downloaded,
    RefusedError,
    bad_key,
    give_up,
    led_astray,
    no_file,
    switched_off,
    too_large,
    unreachable,
    wants_rest,
)
from paperstudy.sources.pacing import LocalPacer, wait_on_token
from paperstudy.sources.pauses import find_pause
from paperstudy.sources.redirects import AstrayError, Call
from paperstudy.sources.transport import StoppedError, Timeouts, Transport
from paperstudy.sources.wire import BrokenError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping
    from pathlib import Path

    from paperstudy.domain.errors import SourceError
    from paperstudy.domain.events import CancelToken
    from paperstudy.domain.pacing import Pacer
    from paperstudy.sources.partfile import PartFile
    from paperstudy.sources.transport import Exchange

__all__ = ["Answer", "Door", "Downloaded", "Plumbing", "RefusedError", "StoppedError", "Timeouts"]

LARGEST_BODY = 10 * 1024 * 1024
_FIRST_PAUSE = 3.0
_POLL = 0.05
_STEP = 1024 * 1024
"""Bytes between two words on how far a download is; so many are worth another round of tries."""
_TOO_MANY = 429
_TRY_AGAIN = frozenset({_TOO_MANY, 500, 502, 503, 504})
_REFUSED = frozenset({401, 403})
_OF_A_FILE = frozenset({200, 206, 416})


@dataclass(frozen=True, slots=True)
class Plumbing:
    """What every source is built on; `base_urls` stand for scheme and host, by source name.

    `credentials` are keys, names and passwords by the names that the settings give them; `tries`
    is how often one request is made at most, `patience` the seconds that it waits for its turn.
    """

    base_urls: Mapping[str, str] = field(default_factory=dict)
    contact: str = ""
    offline: bool = False
    pacer: Pacer = field(default_factory=LocalPacer)
    wait: Callable[[float, CancelToken], bool] = wait_on_token
    credentials: Mapping[str, str] = field(default_factory=dict, repr=False)
    tries: int = 3
    patience: float = LONGEST_WAIT
    timeouts: Timeouts = field(default_factory=Timeouts)


class Door:
    """The way to one service; `host` is the name under which all its machines share one pace.

    One request is under way at a time, downloads apart. `headers` that are secret by their name
    (Authorization, x-api-key, api-key, Cookie), and all `secrets`, never go to another host.
    """

    def __init__(
        self, plumbing: Plumbing, source: str, base_url: str, *, host: str, interval: float
    ) -> None:
        self._plumbing = plumbing
        self._source = source
        self._base_url = _check_base(plumbing.base_urls.get(source, base_url), source)
        self._host = host
        self._interval = interval
        self._transport = Transport(plumbing.timeouts)
        self._busy = threading.Lock()
        self._troubled = False  # what failed time after time is tried once from then on

    @property
    def base_url(self) -> str:
        """Scheme and host that stand before every path, without a slash at the end."""
        return self._base_url

    def get(
        self,
        url: str,
        cancel: CancelToken,
        headers: Mapping[str, str] | None = None,
        *,
        secrets: Mapping[str, str] | None = None,
    ) -> Answer:
        """Return the answer to a GET of `url`, which begins with `base_url`.

        Raises:
            OfflineError: the network is switched off.
            RateLimitedError: the service asks for a pause longer than we wait.
            RefusedError: the service does not answer us (401, 403).
            SourceUnavailableError: no connection, or server errors, time after time.
            MalformedAnswerError: the body is larger than any answer should be, or a redirect
                leads astray.
            ConfigError: a key or another header cannot be sent.
            StoppedError: a person asked to stop.
        """
        return self._converse(self._make_call("GET", url, headers, secrets), cancel)

    def post_json(
        self,
        url: str,
        body: object,
        cancel: CancelToken,
        headers: Mapping[str, str] | None = None,
        *,
        secrets: Mapping[str, str] | None = None,
    ) -> Answer:
        """Return the answer to a POST of `body` as JSON; raises as `get` does."""
        named = {**(headers or {}), "Content-Type": "application/json"}
        call = self._make_call("POST", url, named, secrets)
        return self._converse(replace(call, body=json.dumps(body).encode()), cancel)

    def download(
        self,
        url: str,
        target: Path,
        cancel: CancelToken,
        *,
        secrets: Mapping[str, str] | None = None,
        expect: Callable[[bytes], bool] | None = None,
    ) -> Iterator[Downloaded]:
        """Bring `url` to `target`, going on where an earlier try broke off.

        Yields how far it is: first where it begins, last when the file is whole and in its place.
        What has come is kept beside `target` until then. `expect` looks at the first bytes, and
        says whether they can be those of the file wanted; where not, nothing is kept.

        Raises:
            SourceError: as `get`; there is no such file, or it is not what it should be.
            StoreError: there is no room for it.
            InvalidFileError: it cannot be written where it should stand.
            ConflictError: another process is downloading it.
            StoppedError: a person asked to stop; the part that came is kept.
        """
        from paperstudy.sources.partfile import PartFile

        call = self._make_call("GET", url, None, secrets)
        transport = Transport(self._plumbing.timeouts)
        with PartFile(target, self._source, expect) as part:
            attempt, mark = 1, part.done
            while True:
                self._take_turn(cancel)
                try:
                    exchange = transport.open(part.ask_for(call), cancel, seconds=None)
                    trouble = yield from self._bring(exchange, part)
                except AstrayError as error:
                    raise led_astray(self._source, error) from None
                except BrokenError as error:
                    if part.done >= mark + _STEP:
                        attempt, mark = 1, part.done
                    self._pause_after_break(error, attempt, cancel)
                else:
                    if trouble is None:
                        break
                    self._pause_after_trouble(trouble, attempt, cancel)
                attempt += 1
            transport.hang_up()
            part.finish(cancel)
            yield Downloaded(part.done, part.done)

    def _bring(
        self, exchange: Exchange, part: PartFile
    ) -> Generator[Downloaded, None, Answer | None]:
        """Write one answer to `part`; return it where it is no file, but may be one later."""
        with exchange:
            head = exchange.read_head()
            if head.status not in _OF_A_FILE:
                return self._check_refusal_of_file(Answer(head.status, head.headers, b""))
            belongs = part.begin(head)
            told = part.done
            if belongs:
                yield Downloaded(part.done, part.total)
                for chunk in exchange.read_body():
                    part.write(chunk)
                    if part.done - told >= _STEP:
                        told = part.done
                        yield Downloaded(part.done, part.total)
        if part.total != part.done and not (belongs and part.total is None):
            raise BrokenError("the answer broke off")
        return None

    def _converse(self, call: Call, cancel: CancelToken) -> Answer:
        attempt = 1
        while True:
            try:
                answer = self._ask(call, cancel)
            except BrokenError as error:
                self._pause_after_break(error, attempt, cancel)
            else:
                if answer.status not in _TRY_AGAIN:
                    self._troubled = False
                    return self._check_refused(answer)
                self._pause_after_trouble(answer, attempt, cancel)
            attempt += 1

    def _ask(self, call: Call, cancel: CancelToken) -> Answer:
        while not self._busy.acquire(timeout=_POLL):
            _look_at(cancel)
        try:
            # Inside, so that a slow answer does not bring the next two requests together.
            self._take_turn(cancel)
            whole = self._plumbing.timeouts.whole
            with self._transport.open(call, cancel, seconds=whole) as exchange:
                head = exchange.read_head()
                body = bytearray()
                for chunk in exchange.read_body():
                    body += chunk
                    if len(body) > LARGEST_BODY:
                        raise too_large(self._source, LARGEST_BODY)
                return Answer(head.status, head.headers, bytes(body))
        except AstrayError as error:
            raise led_astray(self._source, error) from None
        finally:
            self._busy.release()

    def _take_turn(self, cancel: CancelToken) -> None:
        if self._plumbing.offline:
            raise switched_off(self._source)
        try:
            self._plumbing.pacer.wait_turn(
                self._host, self._interval, cancel, patience=self._plumbing.patience
            )
        except RateLimitedError as error:
            raise wants_rest(self._source, error.retry_after) from None
        _look_at(cancel)

    def _pause_after_break(self, error: BrokenError, attempt: int, cancel: CancelToken) -> None:
        """Wait for another try; raise where there is none, without a URL that may hold a key."""
        if self._is_last(attempt) or error.cut_off:
            raise unreachable(self._source, error) from None
        self._pause(_back_off(attempt), cancel)

    def _pause_after_trouble(self, answer: Answer, attempt: int, cancel: CancelToken) -> None:
        wanted = find_pause(answer.status, answer.headers)
        pause = max(_back_off(attempt), self._interval, wanted or 0.0)
        if self._is_last(attempt) or pause > LONGEST_WAIT:
            raise self._give_up(answer, wanted)
        if answer.status == _TOO_MANY or wanted:
            # Our other processes, who share the quota, wait as well; we do so for our next turn.
            self._plumbing.pacer.postpone(self._host, pause)
        else:
            self._pause(pause, cancel)

    def _is_last(self, attempt: int) -> bool:
        last = attempt >= (1 if self._troubled else self._plumbing.tries)
        self._troubled = self._troubled or last
        return last

    def _pause(self, seconds: float, cancel: CancelToken) -> None:
        if self._plumbing.wait(seconds, cancel):
            raise StoppedError
        _look_at(cancel)

    def _check_refused(self, answer: Answer) -> Answer:
        if answer.status in _REFUSED:
            raise RefusedError(self._source, answer)
        return answer

    def _check_refusal_of_file(self, answer: Answer) -> Answer:
        if answer.status in _TRY_AGAIN:
            return answer
        self._check_refused(answer)
        raise no_file(self._source, answer)

    def _give_up(self, answer: Answer, wanted: float | None) -> SourceError:
        if answer.status == _TOO_MANY or wanted:
            self._plumbing.pacer.postpone(self._host, wanted or LONGEST_WAIT)
        return give_up(self._source, answer, wanted)

    def _make_call(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        secrets: Mapping[str, str] | None,
    ) -> Call:
        shown, hidden = headers or {}, secrets or {}
        for value in (*shown.values(), *hidden.values()):
            if not value.isascii() or not value.isprintable() or value != value.strip():
                raise bad_key(self._source)
        return Call.make(method, url, {**shown, "User-Agent": self._user_agent()}, hidden)

    def _user_agent(self) -> str:
        contact = self._plumbing.contact
        known = contact.isascii() and contact.isprintable() and "@" in contact
        return f"paperstudy/{__version__}" + (f" (mailto:{contact})" if known else "")


def _look_at(cancel: CancelToken) -> None:
    if cancel.cancelled:
        raise StoppedError


def _check_base(url: str, source: str) -> str:
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known:
        raise ConfigError(
            "the base URL of {source} is no http or https address: {url}",
            source=source,
            url=hide_login(url),
        )
    return url.rstrip("/")


def _back_off(attempt: int) -> float:
    # A little chance, so that machines that failed together do not come back together.
    return _FIRST_PAUSE * 2.0 ** (attempt - 1) + chance.randbelow(1000) / 1000
