"""Calendars, read back by a strict reader of our own that knows nothing of what wrote them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.papers import CiteKey
from paperstudy.domain.sessions import (
    Presentation,
    Series,
    SeriesId,
    SessionId,
    SessionState,
    StudySession,
)
from paperstudy.domain.text import clean_line
from paperstudy.formats.icalendar import CalendarFrame, Recurring, write_calendar
from tests.unit.formats.ics_reader import ReadEvent, import_into, read_calendar
from tests.unit.formats.meetings import ATTENTION, HOSTILE, MEETING, PAPERS, WORDS

NOW = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)
FRAME = CalendarFrame("abc123", NOW, WORDS, zone="Asia/Seoul")
FRIDAYS = Series(
    SeriesId(7),
    weekday=4,
    starts="10:00",
    zone="Asia/Seoul",
    title="금요 스터디",
    since=date(2026, 11, 23),
    minutes=90,
)


def events_of(*sessions: StudySession, frame: CalendarFrame = FRAME) -> list[ReadEvent]:
    return read_calendar(write_calendar(sessions, (), PAPERS, frame).encode())


def event_of(session: StudySession, frame: CalendarFrame = FRAME) -> ReadEvent:
    (event,) = events_of(session, frame=frame)
    return event


def recurring_of(recurring: Recurring, frame: CalendarFrame = FRAME) -> ReadEvent:
    (event,) = read_calendar(write_calendar((), (recurring,), {}, frame).encode())
    return event


def test_an_event_says_what_is_presented_by_whom_and_where() -> None:
    event = event_of(MEETING)
    assert event.summary == (
        "금요 논문 스터디: Attention Is All You Need, An Image is Worth 16x16 Words, "
        "다음 주 주제 정하기"
    )
    assert event.description.split("\n") == [
        "Attention Is All You Need — 박지훈",
        "https://arxiv.org/abs/1706.03762",
        "An Image is Worth 16x16 Words — 이서연, 김민수",
        "https://openreview.net/forum?id=YicbFdNTTy",
        "다음 주 주제 정하기 — 박지훈",
        "Moderator: 김민수",
        "Scribe: 이서연",
    ]
    assert event.location == "https://meet.example.org/room"
    assert event.component.one("URL").value == "https://meet.example.org/room"
    assert (event.status, event.sequence, event.stamp) == ("CONFIRMED", 0, NOW)
    assert event.reminders == []


def test_a_meeting_begins_and_ends_in_its_own_time_zone() -> None:
    event = event_of(MEETING, replace(FRAME, zone="America/New_York"))
    assert event.starts == datetime(2026, 11, 27, 1, 0, tzinfo=UTC)
    assert event.ends == datetime(2026, 11, 27, 2, 30, tzinfo=UTC)
    assert event.component.one("DTSTART").params == {"TZID": "Asia/Seoul"}


@pytest.mark.parametrize(
    ("day", "hour"), [(date(2026, 7, 3), 8), (date(2026, 11, 27), 9), (date(2031, 7, 4), 8)]
)
def test_summer_time_is_that_of_the_day(day: date, hour: int) -> None:
    event = event_of(
        replace(MEETING, date=day, zone="", minutes=None), replace(FRAME, zone="Europe/Berlin")
    )
    assert event.starts == datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def test_a_meeting_lasts_as_long_as_said_where_the_clocks_change_within_it() -> None:
    night = replace(MEETING, date=date(2026, 3, 29), starts="01:30", zone="Europe/Berlin")
    event = event_of(replace(night, minutes=60))
    assert event.component.one("DTEND").value == "20260329T033000"


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "\x00", "Asia/Seoul\n"])
def test_a_zone_that_nobody_knows_gives_way_to_that_of_the_settings(zone: str) -> None:
    event = event_of(replace(MEETING, zone=zone))
    assert event.starts == datetime(2026, 11, 27, 1, 0, tzinfo=UTC)


def test_without_any_zone_the_time_is_that_of_the_machine() -> None:
    event = event_of(replace(MEETING, zone=""), replace(FRAME, zone=""))
    assert event.starts == datetime(2026, 11, 27, 10, 0).astimezone(UTC)
    assert event.component.one("DTSTART").value.endswith("Z")


def test_a_meeting_without_a_time_takes_the_whole_day_and_keeps_nobody_from_others() -> None:
    event = event_of(replace(MEETING, starts=""))
    assert event.whole_day
    assert (event.starts, event.ends) == (date(2026, 11, 27), date(2026, 11, 28))
    assert event.component.text("TRANSP") == "TRANSPARENT"


def test_a_meeting_lasts_as_long_as_its_presentations_else_an_hour() -> None:
    alone = replace(MEETING, minutes=None)
    assert event_of(alone).ends == datetime(2026, 11, 27, 1, 50, tzinfo=UTC)
    bare = replace(alone, presentations=())
    assert event_of(bare).ends == datetime(2026, 11, 27, 2, 0, tzinfo=UTC)


def test_a_meeting_without_a_date_is_left_out_and_one_without_a_title_is_a_session() -> None:
    bare = StudySession(SessionId(9), date(2026, 12, 4), "", "", "", "", (), ())
    (event,) = events_of(replace(MEETING, date=None), bare)
    assert (event.summary, event.description, event.location) == ("Study session", "", "")
    assert not event.component.has("URL")


def test_a_meeting_that_is_called_off_is_cancelled_with_its_reason_and_reminds_nobody() -> None:
    off = replace(MEETING, state=SessionState.SKIPPED, reason="exam; week", changes=2)
    event = event_of(off, replace(FRAME, reminder=10))
    assert (event.status, event.sequence, event.reminders) == ("CANCELLED", 2, [])
    assert event.description.startswith("called off: exam; week\n")


def test_what_is_skipped_is_not_in_the_title() -> None:
    talk = Presentation(("박지훈",), None, "CRF", PresentationStatus.SKIPPED)
    untitled = Presentation((), (CiteKey("x"), ""), "")
    event = event_of(replace(MEETING, title="", presentations=(talk, untitled)))
    assert event.summary == "Study session: x"
    assert event.description.startswith("CRF — 박지훈 (skipped)\nx\n")


@pytest.mark.parametrize("minutes", [0, 1, 30, 24 * 60, 7 * 24 * 60])
def test_a_reminder_comes_so_many_minutes_before(minutes: int) -> None:
    event = event_of(MEETING, replace(FRAME, reminder=minutes))
    assert event.reminders == [timedelta(minutes=-minutes)]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_outside_stays_text(text: str) -> None:
    talk = Presentation((text,), (ATTENTION.key, text), "")
    event = event_of(
        replace(MEETING, title=text, place=text, moderator=text, presentations=(talk,)),
        replace(FRAME, reminder=5),
    )
    assert event.summary == f"{clean_line(text)}: {clean_line(text)}"
    assert event.location == clean_line(text)
    assert f"Moderator: {clean_line(text)}" in event.description.split("\n")


@settings(deadline=None)  # the first call loads the library
@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_can_be_read_back(title: str, place: str) -> None:
    event = event_of(replace(MEETING, title=title, place=place, presentations=()))
    assert event.summary == (clean_line(title) or "Study session")
    assert event.location == clean_line(place)


def test_a_changed_meeting_updates_its_one_event() -> None:
    held: dict[str, ReadEvent] = {}
    other = replace(MEETING, id=SessionId(4))
    import_into(held, write_calendar((MEETING, other), (), PAPERS, FRAME).encode())
    moved = replace(MEETING, date=date(2026, 12, 4), starts="19:00", title="Moved", changes=1)
    later = replace(FRAME, stamp=NOW + timedelta(days=1))
    import_into(held, write_calendar((moved, other), (), PAPERS, later).encode())
    assert set(held) == {"session-3@abc123", "session-4@abc123"}
    assert held["session-3@abc123"].starts == datetime(2026, 12, 4, 10, 0, tzinfo=UTC)
    assert held["session-3@abc123"].summary.startswith("Moved: ")
    import_into(held, write_calendar((MEETING,), (), PAPERS, FRAME).encode())
    assert held["session-3@abc123"].summary.startswith("Moved: "), "an old file changes nothing"


def test_meetings_of_two_libraries_are_different_events() -> None:
    held: dict[str, ReadEvent] = {}
    for library in ("abc123", "def456"):
        frame = replace(FRAME, library=library)
        import_into(held, write_calendar((MEETING,), (), PAPERS, frame).encode())
    assert len(held) == 2


def test_the_same_meetings_give_the_same_bytes() -> None:
    assert write_calendar((MEETING,), (), PAPERS, FRAME) == write_calendar(
        (MEETING,), (), PAPERS, FRAME
    )


def test_a_meeting_that_comes_again_is_one_event_without_the_days_left_out() -> None:
    fridays = Recurring(
        replace(FRIDAYS, place="Room 2"),
        date(2026, 11, 27),
        (date(2026, 12, 11), date(2026, 12, 25)),
    )
    event = recurring_of(fridays, replace(FRAME, reminder=15))
    assert (event.uid, event.summary, event.location) == (
        "series-7@abc123",
        "금요 스터디",
        "Room 2",
    )
    assert event.days[:4] == [
        date(2026, 11, 27),
        date(2026, 12, 4),
        date(2026, 12, 18),
        date(2027, 1, 1),
    ]
    assert (event.starts, event.ends) == (
        datetime(2026, 11, 27, 1, 0, tzinfo=UTC),
        datetime(2026, 11, 27, 2, 30, tzinfo=UTC),
    )
    assert event.reminders == [timedelta(minutes=-15)]
    assert event.sequence == 2


def test_a_meeting_that_comes_again_ends_with_its_last_day() -> None:
    series = replace(FRIDAYS, until=date(2026, 12, 25), every=2)
    event = recurring_of(Recurring(series, date(2026, 11, 27)))
    assert event.days == [date(2026, 11, 27), date(2026, 12, 11), date(2026, 12, 25)]
    assert event.component.one("RRULE").value.endswith("UNTIL=20261225T010000Z") or (
        "UNTIL=20261225T010000Z;" in event.component.one("RRULE").value
    )


def test_whole_days_come_again_too() -> None:
    series = replace(FRIDAYS, starts="", title="", until=date(2026, 12, 11))
    event = recurring_of(Recurring(series, date(2026, 11, 27), (date(2026, 12, 4),)))
    assert event.whole_day
    assert event.summary == "Study session"
    assert event.days == [date(2026, 11, 27), date(2026, 12, 11)]


def test_without_any_zone_a_meeting_comes_again_by_the_clock_on_the_wall() -> None:
    early = replace(FRIDAYS, starts="07:30", zone="", until=date(2026, 12, 18))
    fridays = Recurring(early, date(2026, 11, 27), (date(2026, 12, 4),))
    event = recurring_of(fridays, replace(FRAME, zone=""))
    assert event.component.one("DTSTART").value == "20261127T073000"
    assert event.days == [date(2026, 11, 27), date(2026, 12, 11), date(2026, 12, 18)]
