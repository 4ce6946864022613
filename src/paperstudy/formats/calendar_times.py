"""When the events of one calendar are: each in a time zone, or all by the clock on the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any
    from zoneinfo import ZoneInfo

    from icalendar import Timezone, vDatetime, vDDDTypes

_UTC = "UTC"  # which calendars write as a letter, and never define
_YEAR = timedelta(days=366)
_LAST = date(2100, 1, 1)  # nobody knows how the clocks go then: the offset stays as it is


class Times:
    """The times of a calendar's events.

    All events of one file tell their times the same way, as nobody could lay them beside each
    other else: in the time zone of each, or in `usual` where it names none; or, where one has none
    that this machine knows, all as the clock on the wall shows, which is `floating`. `own` are the
    time zones that the events with a time name, "" for none.
    """

    def __init__(self, usual: str, own: Iterable[str]) -> None:
        named = set(own)
        self._known = {name: _find_zone(name) or _find_zone(usual) for name in named}
        self.floating = not all(self._known.values())
        self._used: set[ZoneInfo] = set()

    def moment(self, day: date, starts: str, zone: str) -> date | datetime:
        """Return when something is on a day: at a time of day, or all day long."""
        if not starts:
            return day
        local = datetime.combine(day, time.fromisoformat(starts))
        found = None if self.floating else self._known[zone]
        if found is None:
            return local
        self._used.add(found)
        return local.replace(tzinfo=found)

    def zones(self, days: Iterable[date]) -> Iterator[Timezone]:
        """Yield the definitions of the time zones that were used, good for these days."""
        from icalendar import Timezone

        known = list(days)
        first = max(min(known), date.min + _YEAR) - _YEAR
        last = max(first, min(max(known), _LAST)) + 10 * _YEAR
        for zone in sorted(self._used, key=str):
            if zone.key != _UTC:
                yield _set_right(Timezone.from_tzinfo(zone, zone.key, first, last))


def _set_right(zone: Timezone) -> Timezone:
    """Give the changes of a time zone in the time that ends with them (RFC 5545 §3.6.5).

    The library gives them in that which begins, a difference where clocks are put forward.
    """
    part: Any  # of many types, which depend on the name
    for part in zone.subcomponents:
        forward = part["TZOFFSETTO"].td - part["TZOFFSETFROM"].td
        if forward <= timedelta():
            continue
        first = part.pop("DTSTART").dt
        part.add("DTSTART", first - forward)
        more = part.pop("RDATE", None)
        if more is not None:
            part.add("RDATE", [each.dt - forward for each in more.dts])
    return zone


def add_minutes(starts: datetime, minutes: int) -> datetime:
    """Return the moment so many minutes later, though the clocks may change in between."""
    if starts.tzinfo is None:
        return starts + timedelta(minutes=minutes)
    return (starts.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(starts.tzinfo)


def as_property(when: date | datetime) -> vDatetime | vDDDTypes:
    """Return a day or moment as a calendar has it; the library takes its time to name a zone."""
    from icalendar import vDatetime, vDDDTypes

    if not isinstance(when, datetime):
        return vDDDTypes(when)
    zone = getattr(when.tzinfo, "key", _UTC)
    if when.tzinfo is None or zone == _UTC:
        return vDatetime(when)
    given = vDatetime(when.replace(tzinfo=None))
    given.params["TZID"] = zone
    return given


def _find_zone(name: str) -> ZoneInfo | None:
    from zoneinfo import ZoneInfo

    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError):  # a machine without this zone, or no zone at all
        return None
