"""A strict reader of calendars (RFC 5545), independent of what writes them.

It refuses what a forgiving one would pass over: wrong line endings, long lines, characters cut by
folding, properties that are missing or double, unknown escapes, zones that are not defined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

_LONGEST = 75  # octets, §3.1
_LINE = re.compile(
    r"(?P<name>[A-Za-z0-9-]+)(?P<params>(?:;[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^\";:,]*))*):(?P<value>.*)",
    re.DOTALL,
)
_PARAM = re.compile(r";([A-Za-z0-9-]+)=(?:\"([^\"]*)\"|([^\";:,]*))")
_TEXT = re.compile(r"\\(?P<sign>[\\;,nN])|(?P<bad>[\\;,])")
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
_STAMP = re.compile(r"\d{8}T\d{6}Z?")
_DURATION = re.compile(r"([+-]?)P(?:(\d+)W|(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?)")
_ONCE = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS"},
    "VALARM": {"ACTION", "TRIGGER", "DESCRIPTION"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
}
_AT_MOST_ONCE = {"LOCATION", "DESCRIPTION", "URL", "RRULE", "TRANSP", "CALSCALE", "METHOD"}
_TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION", "UID", "PRODID", "X-WR-CALNAME"}


@dataclass
class Property:
    name: str
    params: dict[str, str]
    value: str


@dataclass
class Component:
    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list[Component] = field(default_factory=list)

    def one(self, name: str) -> Property:
        (found,) = (each for each in self.properties if each.name == name)
        return found

    def has(self, name: str) -> bool:
        return any(each.name == name for each in self.properties)

    def text(self, name: str) -> str:
        return read_text(self.one(name).value) if self.has(name) else ""

    def of(self, name: str) -> list[Component]:
        return [part for part in self.parts if part.name == name]


@dataclass
class ReadEvent:
    """An event as a calendar would hold it; `starts` and `ends` are days, or moments in UTC, or of no zone."""

    uid: str
    sequence: int
    stamp: datetime
    summary: str
    description: str
    location: str
    status: str
    starts: date | datetime
    ends: date | datetime
    reminders: list[timedelta]
    component: Component
    days: list[date] = field(default_factory=list)  # of one that comes again

    @property
    def whole_day(self) -> bool:
        return not isinstance(self.starts, datetime)

    @property
    def lasts(self) -> timedelta:
        assert isinstance(self.starts, datetime)
        assert isinstance(self.ends, datetime)
        return self.ends - self.starts


def read_calendar(content: bytes) -> list[ReadEvent]:
    """Return the events of a calendar, or fail where it breaks a rule."""
    root = _parse(list(_lines(content)))
    assert root.name == "VCALENDAR"
    assert root.text("VERSION") == "2.0"
    assert root.parts, "a calendar holds at least one component (§3.6)"
    zones = {zone.text("TZID"): zone for zone in root.of("VTIMEZONE")}
    assert all(zone.of("STANDARD") or zone.of("DAYLIGHT") for zone in zones.values())
    events = [_event(part, zones) for part in root.of("VEVENT")]
    assert len({event.uid for event in events}) == len(events), "a UID stands for one event"
    return events


def import_into(held: dict[str, ReadEvent], content: bytes) -> None:
    """Take a calendar in, as programs do: the later revision of an event wins (RFC 5546 §2.1.5)."""
    for event in read_calendar(content):
        old = held.get(event.uid)
        if old is None or (event.sequence, event.stamp) >= (old.sequence, old.stamp):
            held[event.uid] = event


def read_text(value: str) -> str:
    """Return a TEXT without its escapes (§3.3.11)."""

    def unescape(found: re.Match[str]) -> str:
        assert not found["bad"], f"{found['bad']!r} must be escaped in {value!r}"
        return "\n" if found["sign"] in "nN" else found["sign"]

    return _TEXT.sub(unescape, value)


def _lines(content: bytes) -> Iterator[str]:
    assert content.endswith(b"\r\n")
    physical = content[:-2].split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line for line in physical)
    joined: list[str] = []
    for line in physical:
        assert 0 < len(line) <= _LONGEST, line
        text = line.decode()  # folding must not cut a character
        if text[0] in " \t":
            joined[-1] += text[1:]
        else:
            joined.append(text)
    return iter(joined)


def _parse(lines: list[str]) -> Component:
    open_: list[Component] = []
    root: Component | None = None
    for line in lines:
        match = _LINE.fullmatch(line)
        assert match is not None, line
        assert not _CONTROL.search(line), line
        assert root is None, "nothing follows the calendar"
        name, value = match["name"].upper(), match["value"]
        if name == "BEGIN":
            part = Component(value.upper())
            if open_:
                open_[-1].parts.append(part)
            open_.append(part)
        elif name == "END":
            part = open_.pop()
            assert part.name == value.upper()
            _check(part)
            root = part if not open_ else None
        else:
            params = {key.upper(): a or b for key, a, b in _PARAM.findall(match["params"])}
            open_[-1].properties.append(Property(name, params, value))
    assert root is not None, "the calendar is not closed"
    return root


def _check(part: Component) -> None:
    names = [each.name for each in part.properties]
    for name in _ONCE.get(part.name, set()):
        assert names.count(name) == 1, f"{part.name} has {name} {names.count(name)} times"
    assert all(names.count(name) <= 1 for name in _AT_MOST_ONCE)
    for each in part.properties:
        if each.name in _TEXTS:
            read_text(each.value)


def _event(part: Component, zones: dict[str, Component]) -> ReadEvent:
    starts, ends = (_moment(part.one(name), zones) for name in ("DTSTART", "DTEND"))
    assert type(starts) is type(ends)
    assert starts < ends
    status = part.text("STATUS")
    assert status in {"TENTATIVE", "CONFIRMED", "CANCELLED"}
    stamp = part.one("DTSTAMP").value
    assert stamp.endswith("Z")
    for alarm in part.of("VALARM"):
        assert alarm.text("ACTION") == "DISPLAY"
    if part.has("URL"):
        assert re.fullmatch(r"[a-z]+:[!-~]+", part.one("URL").value)
    return ReadEvent(
        uid=part.text("UID"),
        sequence=int(part.one("SEQUENCE").value),
        stamp=datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC),
        summary=part.text("SUMMARY"),
        description=part.text("DESCRIPTION"),
        location=part.text("LOCATION"),
        status=status,
        starts=starts,
        ends=ends,
        reminders=[_duration(alarm.one("TRIGGER").value) for alarm in part.of("VALARM")],
        component=part,
        days=list(_days(part)) if part.has("RRULE") else [],
    )


def _moment(given: Property, zones: dict[str, Component]) -> date | datetime:
    if given.params.get("VALUE") == "DATE":
        return _day(given.value)
    assert _STAMP.fullmatch(given.value), given.value
    local = datetime.strptime(given.value.rstrip("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007 - local
    if given.value.endswith("Z"):
        assert "TZID" not in given.params
        return local.replace(tzinfo=UTC)
    if "TZID" not in given.params:
        return local
    return _in_zone(local, zones[given.params["TZID"]])


def _in_zone(local: datetime, zone: Component) -> datetime:
    """Return a local time in UTC: the first of two, and by the time before where there is none.

    A change is given in the time that ends with it (§3.6.5, §3.3.5).
    """
    changes: list[tuple[datetime, timedelta, timedelta]] = []
    for part in zone.parts:
        before, after = (_offset(part.one(f"TZOFFSET{name}").value) for name in ("FROM", "TO"))
        for each in part.properties:
            if each.name in {"DTSTART", "RDATE"}:
                values = each.value.split(",")
                changes += [(_local(value) - before, before, after) for value in values]
    changes.sort()
    ends = [begin for begin, _, _ in changes[1:]] + [datetime(9999, 12, 31)]  # noqa: DTZ001 - no zone, as all here
    for (begin, before, after), end in zip(changes, ends, strict=True):
        if local - after < begin <= local - before:
            return (local - before).replace(tzinfo=UTC)
        if begin <= local - after < end:
            return (local - after).replace(tzinfo=UTC)
    raise AssertionError(f"the time zone says nothing of {local}")


def _offset(value: str) -> timedelta:
    assert re.fullmatch(r"[+-]\d{4}(?:\d{2})?", value)
    away = timedelta(hours=int(value[1:3]), minutes=int(value[3:5]), seconds=int(value[5:] or 0))
    return -away if value[0] == "-" else away


def _local(value: str) -> datetime:
    return datetime.strptime(value, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - local time of a zone


def _day(value: str) -> date:
    assert re.fullmatch(r"\d{8}", value)
    return date(int(value[:4]), int(value[4:6]), int(value[6:]))


def _duration(value: str) -> timedelta:
    match = _DURATION.fullmatch(value)
    assert match is not None
    sign, *parts = match.groups()
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in parts)
    length = timedelta(days, seconds, minutes=minutes, hours=hours, weeks=weeks)
    return -length if sign == "-" else length


def _days(part: Component, most: int = 60) -> Iterator[date]:
    """Yield the days of a weekly event, at most so many, without those left out."""
    rule = dict(each.split("=") for each in part.one("RRULE").value.split(";"))
    assert set(rule) <= {"FREQ", "INTERVAL", "BYDAY", "UNTIL"}
    assert rule["FREQ"] == "WEEKLY"
    begin = part.one("DTSTART")
    day = _day(begin.value[:8])
    assert rule["BYDAY"] == ("MO", "TU", "WE", "TH", "FR", "SA", "SU")[day.weekday()]
    left_out = set()
    for each in part.properties:
        if each.name == "EXDATE":
            # One that names another zone, type or time than the start leaves nothing out.
            assert each.params.get("TZID") == begin.params.get("TZID")
            assert each.params.get("VALUE") == begin.params.get("VALUE")
            assert {value[8:] for value in each.value.split(",")} == {begin.value[8:]}
            left_out |= {_day(value[:8]) for value in each.value.split(",")}
    until = _day(rule["UNTIL"][:8]) if "UNTIL" in rule else None
    if until:  # of the same kind as the start, and in UTC where that has a zone (§3.3.10)
        zoned = begin.value.endswith("Z") or "TZID" in begin.params
        assert len(rule["UNTIL"]) == len(begin.value.rstrip("Z")) + zoned
    for _ in range(most):
        if until and day > until:
            return
        if day not in left_out:
            yield day
        day += timedelta(weeks=int(rule.get("INTERVAL", "1")))
