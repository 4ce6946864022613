"""Calendars of a library's meetings: what a program holds that takes them in again and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from paperstudy.config import load_settings
from paperstudy.domain.events import CancelToken
from paperstudy.domain.library import SeriesRow
from paperstudy.domain.planning import PresentationPlan, SeriesPlan, SessionEdit
from paperstudy.domain.sessions import SeriesId
from paperstudy.store.store import Store, open_store
from paperstudy.study.calendars import Calendars
from paperstudy.study.sessions import Sessions
from paperstudy.study.study import Study
from tests.unit.formats.ics_reader import ReadEvent, import_into, read_calendar
from tests.unit.formats.meetings import WORDS
from tests.unit.study.house import House, preprint

# Saturday 2026-11-21, 18:00 in Seoul.
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ZONE = "Asia/Seoul"
TITLE = "Attention Is All You Need"
WEEKLY = SeriesPlan("friday 10:00", title="Weekly", minutes=60)


class Calendar:
    """A program's calendar, which takes in what is exported, a minute later each time."""

    def __init__(self, store: Store, zone: str = ZONE) -> None:
        self._store = store
        self._zone = zone
        self._now = NOW
        self.events: dict[str, ReadEvent] = {}

    def update(self) -> list[ReadEvent]:
        """Import; return what was in the file."""
        self._now += timedelta(minutes=1)
        text = Calendars(self._store, lambda: self._now, self._zone).write(WORDS).text
        import_into(self.events, text.encode())
        return read_calendar(text.encode())

    def one(self) -> ReadEvent:
        """Import, and return the only event there is."""
        self.update()
        (event,) = self.events.values()
        return event

    def weekly(self) -> ReadEvent:
        """Import, and return the event that comes again."""
        self.update()
        (event,) = (each for each in self.events.values() if each.uid.startswith("series-"))
        return event

    def shown(self) -> list[ReadEvent]:
        """Import, and return what the calendar shows of single meetings."""
        self.update()
        there = (each for each in self.events.values() if each.status != "CANCELLED")
        return [each for each in there if not each.uid.startswith("series-")]


@pytest.fixture
def sessions(store: Store, house: House) -> Sessions:
    house.shelve(preprint("1706.03762", TITLE))
    with store.write() as tx:
        for name in ("김민수", "이서연", "Ada"):
            tx.people.ensure(name)
    return Sessions(store, lambda: NOW, ZONE, "Ada")


@pytest.fixture
def exporting(store: Store) -> Calendars:
    return Calendars(store, lambda: NOW, ZONE)


@pytest.fixture
def calendar(store: Store) -> Calendar:
    return Calendar(store)


def events(exporting: Calendars, **options: date | int) -> list[ReadEvent]:
    exported = exporting.write(WORDS, **options)  # type: ignore[arg-type]  # one dict of all
    read = read_calendar(exported.text.encode())
    assert len(read) == exported.count
    return read


def plan(sessions: Sessions) -> str:
    """Plan a meeting on a paper; return its number."""
    session = sessions.new("friday 10:00", SessionEdit(title="Vision", minutes=90, moderator="Ada"))
    number = str(session.id)
    sessions.present(number, PresentationPlan("1706.03762", by=("이서연",), minutes=30))
    return number


def test_a_calendar_of_nothing_is_empty(exporting: Calendars, sessions: Sessions) -> None:
    exported = exporting.write(WORDS)
    assert (exported.text, exported.count) == ("", 0)


def test_a_calendar_of_some_days_has_those_alone(sessions: Sessions, exporting: Calendars) -> None:
    plan(sessions)
    sessions.new("2026-12-11", SessionEdit(title="Later"))
    sessions.repeat(SeriesPlan("monday 9:00", until="2026-12-14", title="Mondays"))
    shown = events(exporting, since=date(2026, 12, 1), reminder=20)
    assert [event.summary for event in shown] == ["Mondays", "Later"]
    assert all(event.reminders == [timedelta(minutes=-20)] for event in shown)
    early = exporting.write(WORDS, since=date(2026, 11, 1), until=date(2026, 11, 22))
    late = exporting.write(WORDS, since=date(2027, 1, 1))
    assert (early.count, late.count) == (0, 0)
    assert (early.text, late.text) == ("", "")


def test_two_libraries_do_not_share_events(
    exporting: Calendars, sessions: Sessions, tmp_path: Path
) -> None:
    plan(sessions)
    with open_store(str(tmp_path / "other.db")) as other:
        Sessions(other, lambda: NOW, ZONE).new("friday 10:00", SessionEdit())
        (theirs,) = events(Calendars(other, lambda: NOW, ZONE))
    (ours,) = events(exporting)
    assert ours.uid != theirs.uid


def test_a_library_keeps_its_events_wherever_its_file_goes(tmp_path: Path) -> None:
    database = tmp_path / "group.db"
    with open_store(str(database)) as store:
        Sessions(store, lambda: NOW, ZONE).new("friday 10:00", SessionEdit())
        (before,) = events(Calendars(store, lambda: NOW, ZONE))
    moved = database.rename(tmp_path / "moved.db")
    with open_store(str(moved)) as store:
        (after,) = events(Calendars(store, lambda: NOW, ZONE))
    assert after.uid == before.uid


# Changes -----------------------------------------------------------------------------------


def test_changes_update_the_one_event_of_a_meeting(sessions: Sessions, calendar: Calendar) -> None:
    number = plan(sessions)
    before = calendar.one()
    sessions.move(number, "12/4 19:00")
    moved = calendar.one()
    assert moved.sequence > before.sequence
    assert moved.starts == datetime(2026, 12, 4, 10, 0, tzinfo=UTC)
    sessions.skip(number, reason="exams")
    off = calendar.one()
    assert (off.status, off.description.split("\n")[0]) == ("CANCELLED", "called off: exams")
    assert off.sequence > moved.sequence


def test_what_is_taken_back_is_a_later_word_as_well(
    sessions: Sessions, store: Store, calendar: Calendar
) -> None:
    number = plan(sessions)
    before = calendar.one()
    sessions.edit(number, SessionEdit(title="Language"))
    changed = calendar.one()
    store.undo()
    back = calendar.one()
    assert (before.sequence, changed.sequence) < (changed.sequence, back.sequence)
    assert back.summary == before.summary
    store.redo()
    assert calendar.one().summary == changed.summary


def test_a_meeting_that_is_removed_goes_and_comes_back_with_an_undo(
    sessions: Sessions, store: Store, calendar: Calendar
) -> None:
    number = plan(sessions)
    before = calendar.one()
    sessions.remove(number)
    gone = calendar.one()
    assert (gone.uid, gone.status) == (before.uid, "CANCELLED")
    assert gone.starts == before.starts
    assert gone.sequence > before.sequence
    store.undo()
    back = calendar.one()
    assert (back.uid, back.status, back.summary) == (before.uid, "CONFIRMED", before.summary)
    assert back.sequence > gone.sequence


def test_a_meeting_that_was_never_planned_after_all_goes(
    sessions: Sessions, store: Store, calendar: Calendar, exporting: Calendars
) -> None:
    sessions.new("friday 10:00", SessionEdit(title="Vision"))
    calendar.update()
    store.undo()
    assert calendar.one().status == "CANCELLED"
    exported = exporting.write(WORDS)
    assert exported.count == 0
    assert "STATUS:CANCELLED" in exported.text
    assert exporting.write(WORDS, until=date(2026, 11, 26)).text == "", "of these days alone"


def test_what_a_scan_changes_is_a_later_word(study: Study, tmp_path: Path) -> None:
    text = (
        "---\ndate: 2026-11-13\n---\n# 피어세션\n\n- 모더레이터: 김민수\n- 참가자: 김민수, 이서연\n"
    )
    calendar = Calendar(study._store)
    scan(study, tmp_path / "logs", "a.md", text)
    before = calendar.one()
    scan(study, tmp_path / "logs", "a.md", text.replace("모더레이터: 김민수", "모더레이터: 이서연"))
    after = calendar.one()
    assert after.description == "Moderator: 이서연"
    assert after.sequence > before.sequence
    (tmp_path / "logs" / "a.md").unlink()
    list(study.scanning.scan([tmp_path / "logs"], cancel=CancelToken()))
    assert calendar.one().sequence >= after.sequence


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    settings = replace(
        load_settings(), database=str(tmp_path / "group.db"), offline=True, time_zone=ZONE
    )
    with open_store(settings.database) as store:
        yield Study(store, settings, lambda: NOW)


def scan(study: Study, folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    list(study.scanning.scan([folder], cancel=CancelToken()))


# Meetings that come again ------------------------------------------------------------------


def test_a_series_is_one_event_and_a_planned_day_of_it_another(
    sessions: Sessions, calendar: Calendar
) -> None:
    sessions.repeat(WEEKLY)
    weekly = calendar.one()
    assert weekly.days[:2] == [date(2026, 11, 27), date(2026, 12, 4)]
    sessions.present("11/27", PresentationPlan("1706.03762", by=("이서연",)))
    weekly = calendar.weekly()
    assert weekly.days[0] == date(2026, 12, 4)
    (friday,) = calendar.shown()
    assert (friday.summary, friday.starts) == (
        f"Weekly: {TITLE}",
        datetime(2026, 11, 27, 1, 0, tzinfo=UTC),
    )
    sessions.move("11/27", "11/30 10:00")
    assert calendar.weekly().days[0] == date(2026, 12, 4), "what was moved is not met twice"
    assert len(calendar.events) == 2


def test_every_change_of_a_series_is_a_later_word(
    sessions: Sessions, store: Store, calendar: Calendar
) -> None:
    sessions.repeat(WEEKLY)
    sequences = [calendar.weekly().sequence]

    def look() -> ReadEvent:
        event = calendar.weekly()
        sequences.append(event.sequence)
        return event

    sessions.skip("12/4", reason="exams")
    assert date(2026, 12, 4) not in look().days
    sessions.repeat(replace(WEEKLY, holidays=("12/25",)))
    assert date(2026, 12, 25) not in look().days
    store.undo()
    assert date(2026, 12, 25) in look().days, "the holiday is none any more"
    sessions.present("12/11", PresentationPlan("1706.03762", by=("이서연",)))
    assert date(2026, 12, 11) not in look().days
    store.undo()
    assert date(2026, 12, 11) in look().days, "it is a day like others again"
    sessions.repeat(replace(WEEKLY, until="2027-01-15"))
    assert look().days[-1] == date(2027, 1, 15)
    store.undo()
    assert look().days[-1] > date(2027, 1, 15)
    assert sequences == sorted(set(sequences)), sequences


def test_another_title_of_a_series_is_a_later_word(
    sessions: Sessions, store: Store, calendar: Calendar
) -> None:
    sessions.repeat(WEEKLY)
    before = calendar.weekly()
    sessions.repeat(replace(WEEKLY, title="Reading group", place="Room 2", replace=True))
    after = calendar.weekly()
    assert (after.summary, after.location) == ("Reading group", "Room 2")
    assert after.sequence > before.sequence
    store.undo()
    assert (calendar.weekly().summary, calendar.weekly().location) == ("Weekly", "")


def test_a_planned_day_of_a_series_that_is_removed_is_met_no_more(
    sessions: Sessions, calendar: Calendar
) -> None:
    sessions.repeat(WEEKLY)
    sessions.present("11/27", PresentationPlan("1706.03762", by=("이서연",)))
    calendar.update()
    sessions.remove("11/27")
    assert calendar.weekly().days[0] == date(2026, 12, 4)
    assert calendar.shown() == []


def test_a_series_that_ends_before_it_began_goes(
    sessions: Sessions, store: Store, calendar: Calendar
) -> None:
    sessions.repeat(WEEKLY)
    before = calendar.one()
    with store.write("end", at=NOW) as tx:
        tx.sessions.end_series(SeriesId(1), date(2026, 11, 25))
    gone = calendar.one()
    assert (gone.status, gone.uid) == ("CANCELLED", before.uid)
    assert gone.sequence > before.sequence


def test_a_series_none_of_whose_days_is_left_goes(sessions: Sessions, calendar: Calendar) -> None:
    sessions.repeat(replace(WEEKLY, until="2026-12-04"))
    sessions.skip("11/27")
    sessions.remove("2026-12-04")
    assert calendar.weekly().status == "CANCELLED"
    assert calendar.shown() == []


def test_a_series_that_is_undone_is_taken_out_of_calendars_until_it_is_back(
    sessions: Sessions, store: Store, calendar: Calendar
) -> None:
    sessions.repeat(WEEKLY)
    before = calendar.one()
    store.undo()
    gone = calendar.one()
    assert (gone.uid, gone.summary, gone.status) == (before.uid, before.summary, "CANCELLED")
    assert gone.sequence > before.sequence
    store.redo()
    back = calendar.one()
    assert (back.status, back.days) == (before.status, before.days)
    assert back.sequence > gone.sequence


def test_a_meeting_that_stands_for_a_series_no_more_makes_the_later_word(
    sessions: Sessions, store: Store, calendar: Calendar
) -> None:
    sessions.repeat(WEEKLY)
    sessions.new("2026-12-04", SessionEdit(title="Guest"))
    before = calendar.weekly()
    assert date(2026, 12, 4) not in before.days
    with store.write("other series", at=NOW) as tx:
        other = tx.sessions.save_series(SeriesRow(0, date(2026, 12, 7)))
        (guest,) = tx.sessions.all()
        row = tx.sessions.row(guest.id)
        assert row is not None
        tx.sessions.edit(guest.id, replace(row, series=other))
    calendar.update()
    (after,) = (one for one in calendar.events.values() if one.uid == before.uid)
    assert date(2026, 12, 4) in after.days
    assert after.sequence > before.sequence


def test_days_asked_for_bring_no_series_that_is_over(
    sessions: Sessions, exporting: Calendars
) -> None:
    sessions.repeat(replace(WEEKLY, until="2026-12-04"))
    assert exporting.write(WORDS, since=date(2026, 12, 5)).text == ""
    assert exporting.write(WORDS, until=date(2026, 11, 26)).text == ""
    assert exporting.write(WORDS, since=date(2026, 12, 4)).count == 1


# Time zones --------------------------------------------------------------------------------


def test_a_library_without_any_zone_says_so_once_for_all(store: Store, sessions: Sessions) -> None:
    nowhere = Sessions(store, lambda: NOW, "", "Ada")
    nowhere.new("friday 10:00", SessionEdit(title="Vision"))
    nowhere.repeat(SeriesPlan("monday 9:00", title="Mondays"))
    floating = Calendars(store, lambda: NOW, "").write(WORDS)
    assert floating.floating
    read = read_calendar(floating.text.encode())
    assert [event.starts for event in read] == [
        datetime(2026, 11, 23, 9, 0),  # noqa: DTZ001 - of no zone
        datetime(2026, 11, 27, 10, 0),  # noqa: DTZ001 - of no zone
    ]
    placed = Calendars(store, lambda: NOW, "Europe/Berlin").write(WORDS)
    assert not placed.floating
    assert placed.text.count("TZID=Europe/Berlin") == 4


@pytest.mark.parametrize(
    ("setting", "machine", "zone"),
    [
        ("", "America/New_York", "America/New_York"),
        ("Asia/Seoul", "America/New_York", "Asia/Seoul"),
    ],
)
def test_the_settings_know_the_zone_better_than_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, machine: str, zone: str
) -> None:
    monkeypatch.setenv("TZ", machine)
    settings = replace(load_settings(), database=str(tmp_path / "a.db"), time_zone=setting)
    with open_store(settings.database) as store:
        study = Study(store, settings, lambda: NOW)
        study.sessions.new("2026-12-11 10:00", SessionEdit())
        (event,) = events(study.calendars)
    assert event.component.one("DTSTART").params == {"TZID": zone}
