"""How long a service wants to be left alone, in the ways that services say it."""

from __future__ import annotations

import email.utils
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOO_MANY = 429
_EPOCH = 1_000_000_000
"""A number of seconds from here on is a moment (since 1970), not a pause."""
_SECONDS = re.compile(r"\d{1,12}(?:\.\d{1,9})?", re.ASCII)
_LEFT = re.compile(r"\b(?:r|remaining)\s*=\s*(\d+)", re.ASCII)
_RESET = re.compile(r"\b(?:t|reset)\s*=\s*(\d{1,12})", re.ASCII)


def find_pause(status: int, headers: Mapping[str, str]) -> float | None:
    """Return the seconds that an answer asks us to wait; None where it does not say.

    `headers` have their names in small letters. What a service says of its quota counts only
    when it refuses for that reason.
    """
    pause = _read_retry_after(headers)
    if pause is not None or status != _TOO_MANY:
        return pause
    pause = _read_rate_limit(headers.get("ratelimit", ""))
    if pause is not None:
        return pause
    for name in ("ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset"):
        text = headers.get(name, "").strip()
        if _SECONDS.fullmatch(text):
            return _until(float(text), headers)
    return None


def _read_retry_after(headers: Mapping[str, str]) -> float | None:
    text = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(text):
        return float(text)
    until = _read_date(text)
    sent = _read_date(headers.get("date", ""))
    return None if until is None or sent is None else max(0.0, (until - sent).total_seconds())


def _read_rate_limit(text: str) -> float | None:
    """Read `"api";r=0;t=55`, several of them, and the older `limit=9, remaining=0, reset=55`."""
    resets: dict[bool, list[int]] = {True: [], False: []}
    for policy in re.split(r',(?=\s*")', text):
        reset, left = _RESET.search(policy), _LEFT.search(policy)
        if reset:
            resets[left is not None and not int(left[1])].append(int(reset[1]))
    waits = resets[True] or resets[False]
    # One more, since the seconds are cut off.
    return max(waits) + 1.0 if waits else None


def _until(seconds: float, headers: Mapping[str, str]) -> float | None:
    if seconds < _EPOCH:
        return seconds
    sent = _read_date(headers.get("date", ""))
    return None if sent is None else max(0.0, seconds - sent.timestamp())


def _read_date(text: str) -> datetime | None:
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
