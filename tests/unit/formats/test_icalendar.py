"""Calendars, read back by a strict reader of our own that knows nothing of what wrote them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.papers import CiteKey
from paperstudy.domain.sessions import (
    Presentation,
    RemovedSession,
    Series,
    SeriesId,
    SessionId,
    SessionState,
    StudySession,
)
from paperstudy.domain.text import clean_line
from paperstudy.formats import icalendar
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


def calendar_of(
    *sessions: StudySession,
    every: Sequence[Recurring] = (),
    removed: Sequence[RemovedSession] = (),
    frame: CalendarFrame = FRAME,
) -> bytes:
    return write_calendar(sessions, every, PAPERS, frame, removed).text.encode()


def events_of(*sessions: StudySession, frame: CalendarFrame = FRAME) -> list[ReadEvent]:
    return read_calendar(calendar_of(*sessions, frame=frame))


def event_of(session: StudySession, frame: CalendarFrame = FRAME) -> ReadEvent:
    (event,) = events_of(session, frame=frame)
    return event


def recurring_of(recurring: Recurring, frame: CalendarFrame = FRAME) -> ReadEvent:
    (event,) = read_calendar(calendar_of(every=[recurring], frame=frame))
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


def test_one_meeting_without_a_known_zone_lets_all_be_by_the_clock_on_the_wall() -> None:
    frame = replace(FRAME, zone="")
    lost = replace(MEETING, id=SessionId(4), zone="")
    weekly = Recurring(FRIDAYS, date(2026, 11, 27))
    written = write_calendar([MEETING, lost], [weekly], PAPERS, frame)
    assert written.floating
    events = read_calendar(written.text.encode())
    assert {event.component.one("DTSTART").value for event in events} == {"20261127T100000"}
    assert "TZID" not in written.text
    assert not write_calendar([MEETING], [weekly], PAPERS, frame).floating


def test_meetings_that_all_take_the_whole_day_miss_no_zone() -> None:
    frame = replace(FRAME, zone="")
    assert not write_calendar([replace(MEETING, starts="", zone="")], (), PAPERS, frame).floating


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC"])
def test_universal_time_is_a_zone_as_well(zone: str) -> None:
    event = event_of(replace(MEETING, zone=zone), replace(FRAME, zone=""))
    assert event.starts == datetime(2026, 11, 27, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "day", "hour"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 3),  # the clocks were put forward at two
        ("Europe/Berlin", date(2026, 10, 25), 2),
        ("America/New_York", date(2026, 3, 8), 3),
        ("Australia/Lord_Howe", date(2026, 10, 4), 3),  # by half an hour
        ("Asia/Kathmandu", date(2026, 3, 29), 3),
    ],
)
def test_the_hour_after_the_clocks_change_is_that_of_the_zone(
    zone: str, day: date, hour: int
) -> None:
    event = event_of(replace(MEETING, date=day, starts=f"{hour:02}:15", zone=zone))
    local = datetime(day.year, day.month, day.day, hour, 15, tzinfo=ZoneInfo(zone))
    assert event.starts == local.astimezone(UTC)


@pytest.mark.parametrize(
    "day", [date(3, 1, 1), date(1969, 7, 4), date(2150, 1, 1), date(9990, 12, 31)]
)
def test_days_that_no_group_meets_on_can_be_written(day: date) -> None:
    event = event_of(replace(MEETING, date=day, starts="12:00", minutes=1))
    assert isinstance(event.starts, datetime)
    assert event.starts.date() == day


def test_a_meeting_without_a_time_takes_the_whole_day_and_keeps_nobody_from_others() -> None:
    event = event_of(replace(MEETING, starts=""))
    assert event.whole_day
    assert (event.starts, event.ends) == (date(2026, 11, 27), date(2026, 11, 28))
    assert event.component.text("TRANSP") == "TRANSPARENT"


@pytest.mark.parametrize(
    ("said", "talks", "minutes"),
    [
        (90, (30, None, 20), 90),  # who said nothing shares what is left
        (None, (30, 20), 50),
        (None, (30, None, 20), 80),
        (40, (30, 20), 50),
        (50, (30, None, 20), 80),  # nothing is left to share
        (90, (), 90),
        (90, (None, None), 90),
        (None, (), 60),
        (None, (None, None), 60),
    ],
)
def test_a_meeting_ends_not_before_its_last_presentation_does(
    said: int | None, talks: tuple[int | None, ...], minutes: int
) -> None:
    held = tuple(Presentation(("Ada",), None, "GAN", minutes=each) for each in talks)
    event = event_of(replace(MEETING, minutes=said, presentations=held))
    assert event.lasts == timedelta(minutes=minutes)


def test_what_is_skipped_takes_no_time() -> None:
    off = Presentation(("Ada",), None, "GAN", PresentationStatus.SKIPPED, minutes=120)
    on = Presentation(("Ada",), None, "GAN", minutes=20)
    event = event_of(replace(MEETING, minutes=None, presentations=(off, on)))
    assert event.lasts == timedelta(minutes=20)


def test_a_meeting_that_is_no_more_is_cancelled_where_it_was() -> None:
    held: dict[str, ReadEvent] = {}
    import_into(held, calendar_of(MEETING))
    gone = RemovedSession(
        MEETING.id, MEETING.date, "금요 논문 스터디", "10:00", "Asia/Seoul", revision=1
    )
    later = replace(FRAME, stamp=NOW + timedelta(days=1), reminder=10)
    import_into(held, calendar_of(removed=[gone, replace(gone, date=None)], frame=later))
    (event,) = held.values()
    assert (event.status, event.sequence, event.reminders) == ("CANCELLED", 1, [])
    assert (event.summary, event.starts) == (
        "금요 논문 스터디",
        datetime(2026, 11, 27, 1, 0, tzinfo=UTC),
    )


def test_a_meeting_without_a_date_is_left_out_and_one_without_a_title_is_a_session() -> None:
    bare = StudySession(SessionId(9), date(2026, 12, 4), "", "", "", "", (), ())
    (event,) = events_of(replace(MEETING, date=None), bare)
    assert (event.summary, event.description, event.location) == ("Study session", "", "")
    assert not event.component.has("URL")


def test_a_meeting_that_is_called_off_is_cancelled_with_its_reason_and_reminds_nobody() -> None:
    off = replace(MEETING, state=SessionState.SKIPPED, reason="exam; week", revision=2)
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


def test_a_written_backslash_is_no_line_break() -> None:
    title = r"On \nabla and \Nabla, \; \\n"
    event = event_of(replace(MEETING, title=title, presentations=()))
    assert event.summary == title


def test_a_changed_meeting_updates_its_one_event() -> None:
    held: dict[str, ReadEvent] = {}
    other = replace(MEETING, id=SessionId(4))
    import_into(held, calendar_of(MEETING, other))
    moved = replace(MEETING, date=date(2026, 12, 4), starts="19:00", title="Moved", revision=1)
    later = replace(FRAME, stamp=NOW + timedelta(days=1))
    import_into(held, calendar_of(moved, other, frame=later))
    assert set(held) == {"session-3@abc123", "session-4@abc123"}
    assert held["session-3@abc123"].starts == datetime(2026, 12, 4, 10, 0, tzinfo=UTC)
    assert held["session-3@abc123"].summary.startswith("Moved: ")
    import_into(held, calendar_of(MEETING))
    assert held["session-3@abc123"].summary.startswith("Moved: "), "an old file changes nothing"


def test_meetings_of_two_libraries_are_different_events() -> None:
    held: dict[str, ReadEvent] = {}
    for library in ("abc123", "def456"):
        frame = replace(FRAME, library=library)
        import_into(held, calendar_of(MEETING, frame=frame))
    assert len(held) == 2


def test_the_same_meetings_give_the_same_bytes() -> None:
    assert calendar_of(MEETING) == calendar_of(MEETING)


def test_a_meeting_that_comes_again_is_one_event_without_the_days_left_out() -> None:
    fridays = Recurring(
        replace(FRIDAYS, place="Room 2", revision=2),
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


def test_a_series_that_is_over_before_it_began_is_taken_out_of_calendars() -> None:
    series = replace(FRIDAYS, until=date(2026, 11, 25), revision=3)
    frame = replace(FRAME, reminder=5)
    event = recurring_of(Recurring(series, date(2026, 11, 27), over=True), frame)
    assert (event.status, event.sequence, event.days) == ("CANCELLED", 3, [])
    assert (event.summary, event.reminders) == ("금요 스터디", [])


def test_a_calendar_is_laid_out_as_the_library_would(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    ours = icalendar._lay_out

    def lay_out(calendar: Any) -> str:
        asked.append(calendar)
        return ours(calendar)

    monkeypatch.setattr(icalendar, "_lay_out", lay_out)
    hostile = [replace(MEETING, title=text, place=text) for text in HOSTILE]
    weekly = Recurring(FRIDAYS, date(2026, 11, 27), (date(2026, 12, 11), date(2026, 12, 18)))
    text = calendar_of(*hostile, every=[weekly], frame=replace(FRAME, reminder=5))
    assert text == asked[0].to_ical()


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("ab,;\\^\n가é👩"), max_size=400))
def test_any_line_is_folded_as_the_library_would(text: str) -> None:
    calendar = Calendar()
    calendar.add("summary", text)
    assert icalendar._lay_out(calendar).encode() == calendar.to_ical()
