"""Meetings as a calendar file (RFC 5545); the icalendar library makes the values and zones.

An event keeps its UID for ever, so that a file that is imported again updates what is there. What
is no more is in the file still, as cancelled, since no calendar takes away what a file leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.sessions import SessionState
from paperstudy.domain.text import clean_block, clean_line
from paperstudy.formats.calendar_times import Times, add_minutes, as_property
from paperstudy.formats.markdown import safe_url
from paperstudy.formats.sheets import page_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from icalendar import Component, Event

    from paperstudy.domain.papers import Paper
    from paperstudy.domain.sessions import Presentation, RemovedSession, Series, StudySession
    from paperstudy.formats.sheets import Words

_PRODUCT = "-//paperstudy//paperstudy//EN"
_USUAL = 60  # minutes of a meeting of which nobody said how long it takes
_TALK = 30  # minutes of a presentation of which nobody did, where others have theirs
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LONGEST = 75  # octets of a line
_LETTER, _WITHIN = 0xC0, 0x80  # by which an octet within a letter of UTF-8 is known


@dataclass(frozen=True, slots=True)
class Recurring:
    """A meeting that comes again: its first day, and the days on which it is another event.

    `over` says that no day of it is left, or that it is no more.
    """

    series: Series
    first: date
    left_out: tuple[date, ...] = ()
    over: bool = False


@dataclass(frozen=True, slots=True)
class CalendarFrame:
    """What a calendar needs besides the meetings.

    `library` tells the libraries of this world apart, in UIDs; `zone` is the time zone where a
    meeting names none, "" for none that is known; `reminder` the minutes before, None for none.
    """

    library: str
    stamp: datetime
    words: Words
    zone: str = ""
    reminder: int | None = None


@dataclass(frozen=True, slots=True)
class WrittenCalendar:
    """A calendar file; `floating` says that its times are those of no time zone."""

    text: str
    floating: bool


def write_calendar(
    sessions: Sequence[StudySession],
    every: Sequence[Recurring],
    papers: Mapping[str, Paper],
    frame: CalendarFrame,
    removed: Sequence[RemovedSession] = (),
) -> WrittenCalendar:
    """Return dated meetings and those that come again as a calendar, lines ending in CR LF."""
    from icalendar import Calendar

    dated: list[StudySession | RemovedSession] = [*sessions, *removed]
    every_one = (*dated, *(each.series for each in every))
    times = Times(frame.zone, (each.zone for each in every_one if each.starts))
    maker = _Maker(papers, frame, times)
    events = [maker.series(each) for each in sorted(every, key=lambda one: one.series.id)]
    events += [maker.session(each, each.date) for each in sessions if each.date]
    events += [maker.removed(each, each.date) for each in removed if each.date]
    days = [frame.stamp.date(), *(each.first for each in every)]
    days += [each.date for each in dated if each.date]
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", frame.words["Study sessions"])
    for part in (*times.zones(days), *events):
        calendar.add_component(part)
    return WrittenCalendar(_lay_out(calendar), times.floating)


def _lay_out(calendar: Component) -> str:
    """Return a calendar as text: what `to_ical` returns, which takes longer than all else here.

    It makes a value of each line, copies that, and weighs every letter of it on its own.
    """
    from icalendar import vText

    lines: list[bytes] = []
    value: Any
    for name, value in calendar.property_items():
        if isinstance(value, vText):
            text = _escape(value)
        else:
            text = _encode(value if isinstance(value, bytes) else value.to_ical())
        given = getattr(value, "params", None)
        head = f"{name};{_encode(given.to_ical()).decode()}" if given else name
        line = b"%b:%b" % (head.encode(), text)
        lines += [line] if len(line) < _LONGEST else _fold(line)
    return b"\r\n".join([*lines, b""]).decode()


def _escape(text: str) -> bytes:
    r"""Escape a text; the library takes a written \N, as of \Nabla, for a line break."""
    for sign in "\\;,":
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\n", r"\n").encode()


def _encode(written: bytes | str) -> bytes:
    return written.encode() if isinstance(written, str) else written


def _fold(line: bytes) -> Iterator[bytes]:
    """Yield a long line in pieces, cut neither within a letter nor behind a backslash or caret."""
    begin = 0
    mark = b""
    while len(line) - begin >= _LONGEST:
        end = begin + _LONGEST - 1
        while line[end] & _LETTER == _WITHIN:
            end -= 1
        if line[end - 1] in b"\\^":
            end -= 1
        yield mark + line[begin:end]
        begin, mark = end, b" "
    yield mark + line[begin:]


class _Maker:
    """Makes the events of one calendar."""

    def __init__(self, papers: Mapping[str, Paper], frame: CalendarFrame, times: Times) -> None:
        from icalendar import vDatetime, vDuration, vText

        self._papers = papers
        self._frame = frame
        self._times = times
        # What is the same for all is made once.
        self._stamp = vDatetime(frame.stamp.astimezone(UTC))
        self._confirmed, self._cancelled = vText("CONFIRMED"), vText("CANCELLED")
        self._display, self._transparent = vText("DISPLAY"), vText("TRANSPARENT")
        reminder = frame.reminder
        self._trigger = None if reminder is None else vDuration(timedelta(minutes=-reminder))

    def session(self, session: StudySession, day: date) -> Event:
        """Return a meeting as an event."""
        words = self._frame.words
        title = _title(session, words)
        event = self._new(f"session-{session.id}", title, session.revision)
        starts = self._times.moment(day, session.starts, session.zone)
        self._add_times(event, starts, _minutes(session))
        self._add_text(event, "DESCRIPTION", "\n".join(_describe(session, self._papers, words)))
        self._add_place(event, session.place)
        if session.state is SessionState.SKIPPED:
            event["STATUS"] = self._cancelled
        else:
            self._confirm(event, title)
        return event

    def removed(self, session: RemovedSession, day: date) -> Event:
        """Return a meeting that is no more, so that calendars take it away."""
        title = clean_line(session.title) or self._frame.words["Study session"]
        event = self._new(f"session-{session.id}", title, session.revision)
        starts = self._times.moment(day, session.starts, session.zone)
        self._add_times(event, starts, session.minutes or _USUAL)
        event["STATUS"] = self._cancelled
        return event

    def series(self, recurring: Recurring) -> Event:
        """Return a meeting that comes again as an event."""
        series = recurring.series
        title = clean_line(series.title) or self._frame.words["Study session"]
        event = self._new(f"series-{series.id}", title, series.revision)
        self._add_times(event, self._on(recurring.first, series), series.minutes or _USUAL)
        self._add_place(event, series.place)
        if recurring.over:
            event["STATUS"] = self._cancelled
            return event
        event.add("rrule", self._rule(series))
        for day in recurring.left_out:
            event.add("exdate", as_property(self._on(day, series)))
        self._confirm(event, title)
        return event

    def _rule(self, series: Series) -> dict[str, object]:
        rule: dict[str, object] = {
            "freq": "WEEKLY",
            "interval": max(series.every, 1),
            "byday": _DAYS[series.weekday],
        }
        if series.until is not None:
            last = self._on(series.until, series)
            if isinstance(last, datetime) and last.tzinfo is not None:
                last = last.astimezone(UTC)
            rule["until"] = last
        return rule

    def _on(self, day: date, series: Series) -> date | datetime:
        return self._times.moment(day, series.starts, series.zone)

    def _new(self, name: str, title: str, revision: int) -> Event:
        from icalendar import Event, vInt, vText

        event = Event()
        event["UID"] = vText(f"{name}@{self._frame.library}")
        event["DTSTAMP"] = self._stamp
        event["SEQUENCE"] = vInt(revision)
        event["SUMMARY"] = vText(title)
        return event

    def _add_times(self, event: Event, starts: date | datetime, minutes: int) -> None:
        """Say when an event is: the whole day where nobody said at what time."""
        if isinstance(starts, datetime):
            ends: date = add_minutes(starts, minutes)
        else:
            ends = starts + timedelta(days=1)
            event["TRANSP"] = self._transparent
        event["DTSTART"] = as_property(starts)
        event["DTEND"] = as_property(ends)

    def _confirm(self, event: Event, title: str) -> None:
        """Say that a meeting takes place, and remind of it where that is wanted."""
        from icalendar import Alarm, vText

        event["STATUS"] = self._confirmed
        if self._trigger is None:
            return
        alarm = Alarm()
        alarm["ACTION"] = self._display
        alarm["DESCRIPTION"] = vText(title)
        alarm["TRIGGER"] = self._trigger
        event.add_component(alarm)

    def _add_place(self, event: Event, place: str) -> None:
        from icalendar import vUri

        self._add_text(event, "LOCATION", clean_line(place))
        url = safe_url(place)
        if url and url.isascii():  # RFC 3986 knows no other letters
            event["URL"] = vUri(url)

    @staticmethod
    def _add_text(event: Event, name: str, text: str) -> None:
        from icalendar import vText

        if text:
            event[name] = vText(clean_block(text))


def _minutes(session: StudySession) -> int:
    """Return how long a meeting takes, which is never less than its presentations take together.

    That is as long as somebody said, else an hour where nobody said how long anything takes. A
    presentation of which nobody did shares what the others leave of the meeting; where that is
    nothing, or not known, it takes half an hour.
    """
    talks = [held.minutes or 0 for held in session.presentations if _is_on(held)]
    said, known = session.minutes or 0, sum(talks)
    if known < said or not known:
        return said or _USUAL
    return known + talks.count(0) * _TALK


# What --------------------------------------------------------------------------------------


def _title(session: StudySession, words: Words) -> str:
    """Return what a calendar shows in its little box: the title and what is presented."""
    shown = [_what(held) for held in session.presentations if _is_on(held)]
    topics = ", ".join(filter(None, shown))
    title = clean_line(session.title) or words["Study session"]
    return f"{title}: {topics}" if topics else title


def _describe(session: StudySession, papers: Mapping[str, Paper], words: Words) -> Iterator[str]:
    if session.state is SessionState.SKIPPED and session.reason:
        yield f"{words['called off']}: {clean_line(session.reason)}"
    for held in session.presentations:
        who = ", ".join(map(clean_line, held.presenters))
        off = "" if _is_on(held) else f" ({words['skipped']})"
        yield f"{_what(held)} — {who}{off}" if who else f"{_what(held)}{off}"
        paper = papers.get(held.paper[0]) if held.paper else None
        if paper and page_of(paper):
            yield page_of(paper)
    people = ("Moderator", session.moderator), ("Scribe", session.scribe)
    yield from (f"{words[label]}: {clean_line(name)}" for label, name in people if name)


def _what(held: Presentation) -> str:
    return clean_line(held.paper[1] or held.paper[0] if held.paper else held.topic)


def _is_on(held: Presentation) -> bool:
    return held.status is not PresentationStatus.SKIPPED
