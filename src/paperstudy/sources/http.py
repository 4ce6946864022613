"""The only door to the network: polite, bounded, and shut while offline.

Every request is paced per host, has time-outs and a size limit, is tried again a few times where
that can help, and stops when a person asks. What an answer means is the source's business.
"""

from __future__ import annotations

import email.utils
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from paperstudy import __version__
from paperstudy.domain.errors import (
    ConfigError,
    MalformedAnswerError,
    OfflineError,
    RateLimitedError,
    SourceError,
    SourceUnavailableError,
)
from paperstudy.domain.pacing import LONGEST_WAIT
from paperstudy.sources.pacing import LocalPacer, wait_on_token

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import requests

    from paperstudy.domain.events import CancelToken
    from paperstudy.domain.pacing import Pacer

TIMEOUTS = (5.0, 30.0)
"""Seconds to connect, and seconds of silence while reading."""
LARGEST_BODY = 10 * 1024 * 1024
_CHUNK = 64 * 1024
_TRIES = 3
_FIRST_PAUSE = 3.0
_TOO_MANY = 429
_TRY_AGAIN = frozenset({_TOO_MANY, 500, 502, 503, 504})
_REFUSED = frozenset({401, 403})


class StoppedError(Exception):
    """A person asked to stop while a request waited or ran; sources end their stream."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer whose status is worth reading: 200, or a refusal that will not change."""

    status: int
    headers: Mapping[str, str]  # names in small letters
    body: bytes

    @property
    def content_type(self) -> str:
        """The media type alone, in small letters; empty where the server names none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Plumbing:
    """What every source is built on; `base_urls` stand for scheme and host, by source name."""

    base_urls: Mapping[str, str] = field(default_factory=dict)
    contact: str = ""
    offline: bool = False
    pacer: Pacer = field(default_factory=LocalPacer)
    wait: Callable[[float, CancelToken], bool] = wait_on_token


class Door:
    """The way to one service; `host` is the name under which all its machines share one pace."""

    def __init__(
        self, plumbing: Plumbing, source: str, base_url: str, *, host: str, interval: float
    ) -> None:
        self._plumbing = plumbing
        self._source = source
        self._base_url = _check_base(plumbing.base_urls.get(source, base_url), source)
        self._host = host
        self._interval = interval
        self._session: requests.Session | None = None

    @property
    def base_url(self) -> str:
        """Scheme and host that stand before every path, without a slash at the end."""
        return self._base_url

    def get(
        self, url: str, cancel: CancelToken, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Return the answer to a GET of `url`, which begins with `base_url`.

        Raises:
            OfflineError: the network is switched off.
            RateLimitedError: the service asks for a pause longer than we wait.
            SourceUnavailableError: no connection, or server errors, time after time.
            MalformedAnswerError: the body is larger than any answer should be.
            StoppedError: a person asked to stop.
        """
        if self._plumbing.offline:
            raise OfflineError(
                "{source} was not asked: the network is switched off",
                hint="leave out --offline to ask it",
                source=self._source,
            )
        attempt = 1
        while True:
            self._take_turn(cancel)
            pause = _back_off(attempt)
            try:
                answer = self._ask(url, headers or {}, cancel)
            except SourceUnavailableError as error:
                if attempt == _TRIES or _is_cut_off(error.__cause__):
                    raise
            else:
                if answer.status not in _TRY_AGAIN:
                    return self._check_refused(answer)
                wanted = _retry_after(answer.headers)
                pause = max(pause, self._interval, wanted or 0.0)
                if pause > LONGEST_WAIT or attempt == _TRIES:
                    raise self._give_up(answer, wanted)
            self._pause(pause, cancel)
            attempt += 1

    def _take_turn(self, cancel: CancelToken) -> None:
        self._plumbing.pacer.wait_turn(self._host, self._interval, cancel)
        if cancel.cancelled:
            raise StoppedError

    def _pause(self, seconds: float, cancel: CancelToken) -> None:
        if self._plumbing.wait(seconds, cancel) or cancel.cancelled:
            raise StoppedError

    def _check_refused(self, answer: Answer) -> Answer:
        if answer.status in _REFUSED:
            raise SourceError(
                "{source} refuses to answer us (status {status})",
                hint="stop asking for now; it may want a login, or have blocked this address",
                source=self._source,
                status=answer.status,
            )
        return answer

    def _give_up(self, answer: Answer, wanted: float | None) -> SourceError:
        if answer.status == _TOO_MANY or wanted:
            self._plumbing.pacer.postpone(self._host, wanted or LONGEST_WAIT)
            return RateLimitedError(
                "{source} asks us to wait (status {status})",
                hint="ask again later; what is known stays",
                retry_after=wanted,
                source=self._source,
                status=answer.status,
            )
        return SourceUnavailableError(
            "{source} has trouble (status {status})",
            hint="ask again later",
            source=self._source,
            status=answer.status,
        )

    def _ask(self, url: str, headers: Mapping[str, str], cancel: CancelToken) -> Answer:
        import requests

        if self._session is None:
            self._session = requests.Session()
        sent = {**headers, "User-Agent": self._user_agent()}
        try:
            with self._session.get(url, headers=sent, timeout=TIMEOUTS, stream=True) as response:
                return Answer(
                    response.status_code,
                    {name.lower(): value for name, value in response.headers.items()},
                    self._read(response, cancel),
                )
        except (requests.RequestException, OSError) as error:
            raise SourceUnavailableError(
                "{source} cannot be reached ({reason})",
                hint="look at the connection, or work with --offline",
                source=self._source,
                reason=_reason(error),
            ) from error

    def _read(self, response: requests.Response, cancel: CancelToken) -> bytes:
        body = bytearray()
        for chunk in response.iter_content(_CHUNK):
            body += chunk
            if cancel.cancelled:
                raise StoppedError
            if len(body) > LARGEST_BODY:
                raise MalformedAnswerError(
                    "{source} sent more than {limit} MB, which is no answer",
                    source=self._source,
                    limit=LARGEST_BODY // 1024 // 1024,
                )
        return bytes(body)

    def _user_agent(self) -> str:
        contact = self._plumbing.contact
        known = contact.isascii() and contact.isprintable() and "@" in contact
        return f"paperstudy/{__version__}" + (f" (mailto:{contact})" if known else "")


def _check_base(url: str, source: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ConfigError(
            "the base URL of {source} is no http or https address: {url}", source=source, url=url
        )
    return url.rstrip("/")


def _back_off(attempt: int) -> float:
    # A little chance, so that machines that failed together do not come back together.
    return _FIRST_PAUSE * 2.0 ** (attempt - 1) + secrets.randbelow(1000) / 1000


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that a server asks for, in seconds or as a date; None where it does not."""
    text = headers.get("retry-after", "").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:12])
    try:
        until = email.utils.parsedate_to_datetime(text)
        sent = email.utils.parsedate_to_datetime(headers.get("date", ""))
    except ValueError:
        return None
    return max(0.0, (_aware(until) - _aware(sent)).total_seconds())


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _is_cut_off(error: BaseException | None) -> bool:
    """Whether the name of the host is not even known: there is no network, so no use to wait."""
    reason = getattr(next(iter(getattr(error, "args", ())), None), "reason", None)
    return type(reason).__name__ == "NameResolutionError"


def _reason(error: Exception) -> str:
    """Return what went wrong in a few words, without the URL, which may hold a secret."""
    import requests

    if isinstance(error, requests.Timeout):
        return "no answer in time"
    if isinstance(error, requests.exceptions.SSLError):
        return "no safe connection"
    if isinstance(error, requests.ConnectionError):
        return "no connection"
    return "the answer broke off"
