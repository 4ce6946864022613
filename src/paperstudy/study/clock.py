"""The one place that asks what time it is; tests hand in a clock of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    """Return the time now, aware, in UTC, to the second."""
    return datetime.now(UTC).replace(microsecond=0)  # noqa: TID251 - this is the clock


def find_today(clock: Clock, zone: str = "") -> date:
    """Return the day it is in a time zone, an IANA name; "" is the machine's own."""
    return find_now(clock, zone).date()


def find_now(clock: Clock, zone: str = "") -> datetime:
    """Return the time now, aware, in a time zone, an IANA name; "" is the machine's own."""
    if not zone:
        return clock().astimezone()
    from zoneinfo import ZoneInfo

    return clock().astimezone(ZoneInfo(zone))
