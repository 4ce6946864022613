"""What comes back through the door: an answer, how far a download is, or why there is neither."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.errors import (
    ConfigError,
    MalformedAnswerError,
    OfflineError,
    RateLimitedError,
    SourceError,
    SourceUnavailableError,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paperstudy.sources.redirects import AstrayError
    from paperstudy.sources.wire import BrokenError

_TOO_MANY = 429
_SHORT_REST = 90.0
"""Seconds up to which a rest is told in seconds."""


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
class Downloaded:
    """How far a download has come, in bytes; `total` is None where nobody said."""

    done: int
    total: int | None = None


class RefusedError(SourceError):
    """The service refuses to answer us (401, 403); `answer` is what it said."""

    def __init__(self, source: str, answer: Answer) -> None:
        super().__init__(
            "{source} refuses to answer us (status {status})",
            hint="stop asking for now; it may want a login, or have blocked this address",
            source=source,
            status=answer.status,
        )
        self.answer = answer


def give_up(source: str, answer: Answer, wanted: float | None) -> SourceError:
    """Return why no more is asked: the service wants a pause, or has trouble."""
    if answer.status == _TOO_MANY or wanted:
        return RateLimitedError(
            "{source} asks us to wait (status {status})",
            hint="ask again later; what is known stays",
            retry_after=wanted,
            source=source,
            status=answer.status,
        )
    return SourceUnavailableError(
        "{source} has trouble (status {status})",
        hint="ask again later",
        source=source,
        status=answer.status,
    )


def unreachable(source: str, error: BrokenError) -> SourceUnavailableError:
    """Say that no answer came; never with a URL, which may hold a key."""
    return SourceUnavailableError(
        "{source} cannot be reached ({reason})",
        hint="look at the connection, or work with --offline",
        source=source,
        reason=error.reason,
    )


def wants_rest(source: str, seconds: float | None) -> RateLimitedError:
    """Say that a service asked to be left alone a while ago, and that the while is not over."""
    if (seconds or 0) <= _SHORT_REST:
        return RateLimitedError(
            "{source} asked not to be asked for another {seconds} s",
            hint="ask again later; what is known stays",
            retry_after=seconds,
            source=source,
            seconds=math.ceil(seconds or 0),
        )
    return RateLimitedError(
        "{source} asked not to be asked for another {minutes} min",
        hint="ask again later; what is known stays",
        retry_after=seconds,
        source=source,
        minutes=math.ceil((seconds or 0) / 60),
    )


def switched_off(source: str) -> OfflineError:
    """Say that nothing is asked."""
    return OfflineError(
        "{source} was not asked: the network is switched off",
        hint="leave out --offline to ask it",
        source=source,
    )


def too_large(source: str, limit: int) -> MalformedAnswerError:
    """Say that a body has more than `limit` bytes."""
    return MalformedAnswerError(
        "{source} sent more than {limit} MB, which is no answer",
        source=source,
        limit=limit // 1024 // 1024,
    )


def led_astray(source: str, error: AstrayError) -> MalformedAnswerError:
    """Say that a redirect was not followed."""
    return MalformedAnswerError(
        "{source} sends us elsewhere, where we do not go ({reason})",
        hint="a newer paperstudy may know its new address",
        source=source,
        reason=str(error),
    )


def no_file(source: str, answer: Answer) -> SourceError:
    """Say that there is nothing to download."""
    return SourceError(
        "{source} has no such file (status {status})", source=source, status=answer.status
    )


def bad_key(source: str) -> ConfigError:
    """Say that a header cannot be sent, without its value."""
    return ConfigError(
        "a key for {source} holds characters that no key has",
        hint="copy it once more, without blanks and line breaks",
        source=source,
    )
