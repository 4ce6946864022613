"""Calendars, read by two programs' libraries that know nothing of ours: vobject and ics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice

import ics
import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from paperstudy.domain.sessions import RemovedSession, SessionId, SessionState, StudySession
from paperstudy.domain.text import clean_line
from paperstudy.formats.icalendar import CalendarFrame, Recurring, write_calendar
from tests.unit.formats.meetings import HOSTILE, MEETING, PAPERS
from tests.unit.formats.test_icalendar import FRAME, FRIDAYS, NOW

LATER = NOW + timedelta(days=1)
WEEKLY = Recurring(replace(FRIDAYS, revision=4), date(2026, 11, 27), (date(2026, 12, 11),))
ALONE = replace(MEETING, presentations=())


@dataclass(frozen=True)
class Seen:
    """What a reader takes an event for; `starts` in UTC, or as it stands, or a day."""

    uid: str
    sequence: int
    summary: str
    location: str
    status: str
    starts: date
    ends: date


def see_with_vobject(text: str) -> list[Seen]:
    calendar = vobject.readOne(text)
    return [
        Seen(
            uid=event.uid.value,
            sequence=int(event.sequence.value),
            summary=event.summary.value,
            location=event.location.value if hasattr(event, "location") else "",
            status=event.status.value,
            starts=_in_utc(event.dtstart.value),
            ends=_in_utc(event.dtend.value),
        )
        for event in calendar.vevent_list
    ]


def see_with_ics(text: str) -> list[Seen]:
    return [_seen_by_ics(event) for event in ics.Calendar(text).events]


def _seen_by_ics(event: ics.Event) -> Seen:
    (sequence,) = (int(line.value) for line in event.extra if line.name == "SEQUENCE")
    starts, ends = event.begin.datetime, event.end.datetime
    if event.all_day:
        starts, ends = starts.date(), ends.date()
    return Seen(
        uid=event.uid,
        sequence=sequence,
        summary=event.name or "",
        location=event.location or "",
        status=event.status,
        starts=_in_utc(starts),
        ends=_in_utc(ends),
    )


def _in_utc(when: date) -> date:
    if isinstance(when, datetime) and when.tzinfo is not None:
        return when.astimezone(UTC)
    return when


Reader = Callable[[str], list[Seen]]


@pytest.fixture(params=[see_with_vobject, see_with_ics], ids=["vobject", "ics"])
def see(request: pytest.FixtureRequest) -> Reader:
    reader: Reader = request.param
    return reader


def write(*sessions: StudySession, frame: CalendarFrame = FRAME) -> str:
    return write_calendar(sessions, (), PAPERS, frame).text


def days_of(text: str) -> Iterator[datetime]:
    """Yield when the only event of a calendar comes, as vobject reckons."""
    event = vobject.readOne(text).vevent
    yield from event.getrruleset(addRDate=True)


def test_a_meeting_is_read_with_its_time_and_place(see: Reader) -> None:
    (event,) = see(write(MEETING, frame=replace(FRAME, reminder=30)))
    assert event == Seen(
        uid="session-3@abc123",
        sequence=0,
        summary=(
            "금요 논문 스터디: Attention Is All You Need, An Image is Worth 16x16 Words, "
            "다음 주 주제 정하기"
        ),
        location="https://meet.example.org/room",
        status="CONFIRMED",
        starts=datetime(2026, 11, 27, 1, 0, tzinfo=UTC),
        ends=datetime(2026, 11, 27, 2, 30, tzinfo=UTC),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_outside_is_read_as_it_is(see: Reader, text: str) -> None:
    if see is see_with_ics and "\\n" in text:
        pytest.skip("ics takes a written backslash before an n for a new line")
    (event,) = see(write(replace(ALONE, title=text, place=text), frame=replace(FRAME, reminder=5)))
    assert (event.summary, event.location) == (clean_line(text), clean_line(text))


@settings(deadline=None)
@given(title=st.text(max_size=200), place=st.text(max_size=200))
def test_any_text_is_read_back_by_vobject(title: str, place: str) -> None:
    (event,) = see_with_vobject(write(replace(ALONE, title=title, place=place)))
    assert event.summary == (clean_line(title) or "Study session")
    assert event.location == clean_line(place)


def test_lines_of_a_description_stay_lines() -> None:
    text = write(MEETING)
    read = vobject.readOne(text).vevent.description.value
    assert read.split("\n")[:2] == [
        "Attention Is All You Need — 박지훈",
        "https://arxiv.org/abs/1706.03762",
    ]
    (event,) = ics.Calendar(text).events
    assert event.description == read


@pytest.mark.parametrize("day", [date(2026, 7, 3), date(2026, 11, 27), date(2027, 3, 28)])
def test_summer_time_is_read_as_that_of_the_day(see: Reader, day: date) -> None:
    (event,) = see(write(replace(MEETING, date=day, zone="Europe/Berlin")))
    hour = 9 if day.month == 11 else 8
    assert event.starts == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def test_several_time_zones_of_one_file_are_read(see: Reader) -> None:
    zones = {"Asia/Seoul": 1, "Europe/Berlin": 9, "UTC": 10, "America/New_York": 15}
    sessions = [
        replace(MEETING, id=SessionId(number), zone=zone) for number, zone in enumerate(zones, 1)
    ]
    read = sorted(see(write(*sessions)), key=lambda event: event.uid)
    hours = [datetime(2026, 11, 27, hour, tzinfo=UTC) for hour in zones.values()]
    assert [event.starts for event in read] == hours


def test_a_time_of_no_zone_is_read_as_the_clock_shows_it() -> None:
    text = write(replace(MEETING, zone=""), frame=replace(FRAME, zone=""))
    (event,) = see_with_vobject(text)
    assert event.starts == datetime(2026, 11, 27, 10, 0)  # noqa: DTZ001 - none, as it is read
    (event,) = see_with_ics(text)  # which takes it for UTC, having no other word for it
    assert event.starts == datetime(2026, 11, 27, 10, 0, tzinfo=UTC)


def test_a_whole_day_is_read_as_one(see: Reader) -> None:
    (event,) = see(write(replace(MEETING, starts="")))
    assert (event.starts, event.ends) == (date(2026, 11, 27), date(2026, 11, 28))


@pytest.mark.parametrize("zone", ["Asia/Seoul", "Europe/Berlin", ""])
def test_a_series_is_read_without_the_days_left_out(see: Reader, zone: str) -> None:
    weekly = replace(WEEKLY, series=replace(WEEKLY.series, zone=zone, until=date(2027, 4, 9)))
    written = write_calendar((), [weekly], {}, replace(FRAME, zone=""))
    (event,) = see(written.text)
    assert (event.uid, event.sequence, event.summary) == ("series-7@abc123", 4, "금요 스터디")
    days = list(days_of(written.text))
    assert [day.date() for day in days[:3]] == [
        date(2026, 11, 27),
        date(2026, 12, 4),
        date(2026, 12, 18),
    ]
    assert days[-1].date() == date(2027, 4, 9), "the last day is one of them"
    assert {day.hour for day in days} == {10}, "summer time does not move the hour"


def test_a_series_without_end_is_read_on_and_on() -> None:
    text = write_calendar((), [WEEKLY], {}, FRAME).text
    days = [day.date() for day in islice(days_of(text), 100)]
    assert days[-1] == date(2026, 11, 27) + timedelta(weeks=100)


def test_whole_days_that_come_again_are_read_without_those_left_out() -> None:
    series = replace(FRIDAYS, starts="", until=date(2026, 12, 18))
    text = write_calendar((), [replace(WEEKLY, series=series)], {}, FRAME).text
    days = [(day.month, day.day) for day in days_of(text)]
    assert days == [(11, 27), (12, 4), (12, 18)]


def test_a_changed_meeting_is_the_same_event_in_a_later_revision(see: Reader) -> None:
    held: dict[str, Seen] = {}
    moved = replace(MEETING, date=date(2026, 12, 4), title="Moved", presentations=(), revision=1)
    off = replace(moved, state=SessionState.SKIPPED, revision=2)
    for number, session in enumerate((MEETING, moved, off)):
        (event,) = see(write(session, frame=replace(FRAME, stamp=LATER)))
        assert event.sequence == number
        held[event.uid] = event
    (event,) = held.values()
    assert (event.summary, event.status) == ("Moved", "CANCELLED")
    assert event.starts == datetime(2026, 12, 4, 1, 0, tzinfo=UTC)


def test_what_is_no_more_is_read_as_cancelled(see: Reader) -> None:
    gone = RemovedSession(MEETING.id, MEETING.date, "금요", "10:00", "Asia/Seoul", revision=5)
    over = Recurring(replace(FRIDAYS, until=date(2026, 11, 25)), WEEKLY.first, over=True)
    written = write_calendar((), [over], {}, FRAME, [gone])
    read = {event.uid: (event.status, event.sequence) for event in see(written.text)}
    assert read == {
        "session-3@abc123": ("CANCELLED", 5),
        "series-7@abc123": ("CANCELLED", 0),
    }
