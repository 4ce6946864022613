"""Meetings as a calendar file (RFC 5545); the icalendar library escapes, folds and lays out.

An event keeps its UID for ever, so that a file that is imported again updates what is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.sessions import SessionState
from paperstudy.domain.text import clean_block, clean_line
from paperstudy.formats.markdown import safe_url
from paperstudy.formats.sheets import page_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from icalendar import Event

    from paperstudy.domain.papers import Paper
    from paperstudy.domain.sessions import Presentation, Series, StudySession
    from paperstudy.formats.sheets import Words

_PRODUCT = "-//paperstudy//paperstudy//EN"
_USUAL = 60  # minutes of a meeting of which nobody said how long it takes
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Recurring:
    """A meeting that comes again: its first day, and the days on which it is another event."""

    series: Series
    first: date
    left_out: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class CalendarFrame:
    """What a calendar needs besides the meetings.

    `library` tells the libraries of this world apart, in UIDs; `zone` is the time zone where a
    meeting names none, "" for the machine's; `reminder` the minutes before, None for none.
    """

    library: str
    stamp: datetime
    words: Words
    zone: str = ""
    reminder: int | None = None


def write_calendar(
    sessions: Sequence[StudySession],
    every: Sequence[Recurring],
    papers: Mapping[str, Paper],
    frame: CalendarFrame,
) -> str:
    """Return dated meetings and those that come again as a calendar, lines ending in CR LF."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", frame.words["Study sessions"])
    for recurring in sorted(every, key=lambda one: one.series.id):
        calendar.add_component(_series_event(recurring, frame))
    for session in sessions:
        if session.date is not None:
            calendar.add_component(_event(session, session.date, papers, frame))
    if any(event.get("dtstart").params.get("TZID") for event in calendar.walk("VEVENT")):
        days = [session.date for session in sessions if session.date]
        days += [recurring.first for recurring in every]
        last = max([*days, frame.stamp.date()]) + 10 * _YEAR
        calendar.add_missing_timezones(first_date=min(days) - _YEAR, last_date=last)
    written: bytes = calendar.to_ical()
    return written.decode()


def _event(
    session: StudySession, day: date, papers: Mapping[str, Paper], frame: CalendarFrame
) -> Event:
    off = session.state is SessionState.SKIPPED
    title = _title(session, frame.words)
    event = _new_event(f"session-{session.id}@{frame.library}", title, frame, session.changes)
    minutes = session.minutes or sum(held.minutes or 0 for held in session.presentations)
    starts = _starts(day, session.starts, (session.zone, frame.zone))
    if isinstance(starts, datetime) and starts.tzinfo is None:
        starts = starts.astimezone(UTC)
    _add_times(event, starts, minutes)
    _add_text(event, "description", _describe(session, papers, frame.words))
    _add_place(event, session.place)
    event.add("status", "CANCELLED" if off else "CONFIRMED")
    if not off:
        _add_reminder(event, title, frame)
    return event


def _series_event(recurring: Recurring, frame: CalendarFrame) -> Event:
    series = recurring.series
    title = clean_line(series.title) or frame.words["Study session"]
    sequence = len(recurring.left_out) + (series.until is not None)
    event = _new_event(f"series-{series.id}@{frame.library}", title, frame, sequence)
    _add_times(event, _local(recurring.first, series, frame), series.minutes or 0)
    rule: dict[str, object] = {
        "freq": "WEEKLY",
        "interval": max(series.every, 1),
        "byday": _DAYS[series.weekday],
    }
    if series.until is not None:
        last = _local(series.until, series, frame)
        if isinstance(last, datetime) and last.tzinfo is not None:
            last = last.astimezone(UTC)
        rule["until"] = last
    event.add("rrule", rule)
    left_out = [_local(day, series, frame) for day in recurring.left_out]
    if left_out:
        event.add("exdate", left_out, {} if series.starts else {"value": "DATE"})
    _add_place(event, series.place)
    event.add("status", "CONFIRMED")
    _add_reminder(event, title, frame)
    return event


def _new_event(uid: str, title: str, frame: CalendarFrame, sequence: int) -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", frame.stamp.astimezone(UTC))
    event.add("sequence", max(sequence, 0))
    event.add("summary", title)
    return event


# When --------------------------------------------------------------------------------------


def _add_times(event: Event, starts: date | datetime, minutes: int) -> None:
    """Say when an event is: the whole day where nobody said at what time."""
    event.add("dtstart", starts)
    if not isinstance(starts, datetime):
        event.add("dtend", starts + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    elif starts.tzinfo is None:
        event.add("dtend", starts + timedelta(minutes=minutes or _USUAL))
    else:
        # Not as a wall clock counts, which may be put forward in between.
        ends = starts.astimezone(UTC) + timedelta(minutes=minutes or _USUAL)
        event.add("dtend", ends.astimezone(starts.tzinfo))


def _local(day: date, series: Series, frame: CalendarFrame) -> date | datetime:
    """Return when a series meets on a day; without a zone it is the time on everybody's wall.

    In UTC it would shift with summer time, and early meetings be on the day before.
    """
    return _starts(day, series.starts, (series.zone, frame.zone))


def _starts(day: date, starts: str, zones: Iterable[str]) -> date | datetime:
    """Return a moment in the first zone that is known, without one in none; a day without a time."""
    if not starts:
        return day
    local = datetime.combine(day, time.fromisoformat(starts))
    for name in zones:
        found = _zone(name, local)
        if found is not None:
            return found
    return local


def _zone(name: str, local: datetime) -> datetime | None:
    from zoneinfo import ZoneInfo

    if not name:
        return None
    try:
        return local.replace(tzinfo=ZoneInfo(name))
    except (OSError, ValueError, LookupError):  # a machine without this zone, or no zone at all
        return None


def _add_reminder(event: Event, title: str, frame: CalendarFrame) -> None:
    from icalendar import Alarm

    if frame.reminder is None:
        return
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -timedelta(minutes=frame.reminder))
    event.add_component(alarm)


# What --------------------------------------------------------------------------------------


def _title(session: StudySession, words: Words) -> str:
    """Return what a calendar shows in its little box: the title and what is presented."""
    shown = [_what(held) for held in session.presentations if _is_on(held)]
    topics = ", ".join(filter(None, shown))
    title = clean_line(session.title) or words["Study session"]
    return f"{title}: {topics}" if topics else title


def _describe(session: StudySession, papers: Mapping[str, Paper], words: Words) -> str:
    lines = []
    if session.state is SessionState.SKIPPED and session.reason:
        lines.append(f"{words['called off']}: {clean_line(session.reason)}")
    for held in session.presentations:
        who = ", ".join(map(clean_line, held.presenters))
        off = "" if _is_on(held) else f" ({words['skipped']})"
        lines.append(f"{_what(held)} — {who}{off}" if who else f"{_what(held)}{off}")
        paper = papers.get(held.paper[0]) if held.paper else None
        lines += [page_of(paper)] if paper and page_of(paper) else []
    people = ("Moderator", session.moderator), ("Scribe", session.scribe)
    lines += [f"{words[label]}: {clean_line(name)}" for label, name in people if name]
    return "\n".join(lines)


def _what(held: Presentation) -> str:
    return clean_line(held.paper[1] or held.paper[0] if held.paper else held.topic)


def _is_on(held: Presentation) -> bool:
    return held.status is not PresentationStatus.SKIPPED


def _add_place(event: Event, place: str) -> None:
    _add_text(event, "location", clean_line(place))
    url = safe_url(place)
    if url and url.isascii():  # RFC 3986 knows no other letters
        event.add("url", url)


def _add_text(event: Event, name: str, text: str) -> None:
    if text:
        event.add(name, clean_block(text))
