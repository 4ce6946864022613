"""The one place that asks what time it is; tests hand in a clock of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
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


def is_ahead(day: date | None, starts: str, now: datetime) -> bool:
    """Tell whether a day is still to come, or its hour; today without one is not. `now` is local."""
    if day is None or day != now.date():
        return day is not None and day > now.date()
    return starts > f"{now:%H:%M}"


def find_machine_zone(environ: Mapping[str, str], root: str = "/") -> str:
    """Return the machine's time zone as an IANA name, "" where nothing says it.

    Only a name tells when the clocks change, which an offset from UTC does not.
    """
    said = environ.get("TZ")
    if said is None:
        from pathlib import Path

        try:
            said = Path(root, "etc", "localtime").readlink().as_posix()
        except (OSError, NotImplementedError):  # no link, or a system without any
            return ""
    return said.lstrip(":").rpartition("zoneinfo/")[2] or "UTC"
