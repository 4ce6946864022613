"""Meetings that come again: two of one weekday, changed ones, holidays over what is planned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from paperstudy.domain.errors import (
    ConflictError,
    InvalidDateError,
    NotFoundError,
    PaperstudyError,
)
from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.planning import PresentationPlan, SeriesPlan, SessionEdit
from paperstudy.domain.sessions import SessionState
from paperstudy.store.store import Store
from paperstudy.study.sessions import Sessions

# Saturday 2026-11-21, 18:00 in Seoul.
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture
def sessions(store: Store) -> Sessions:
    with store.write() as tx:
        for name in ("Ada", "Bob"):
            tx.people.ensure(name)
    return Sessions(store, lambda: NOW, "Asia/Seoul", "Ada")


def said_by(call: Callable[[], object], error: type[PaperstudyError]) -> str:
    with pytest.raises(error) as caught:
        call()
    return f"{caught.value.message} | {caught.value.hint}"


def starts(sessions: Sessions) -> list[str]:
    return [one.starts for one in sessions.series()]


def plan(sessions: Sessions, day: str, *names: str) -> None:
    sessions.present(day, PresentationPlan("A topic", names, topic=True))


def test_another_time_on_the_same_weekday_is_no_second_meeting_by_accident(
    sessions: Sessions,
) -> None:
    sessions.repeat(SeriesPlan("friday 10:00", title="Weekly"))
    for title in ("", "Weekly"):
        again = SeriesPlan("friday 19:00", title=title)
        said = said_by(lambda again=again: sessions.repeat(again), ConflictError)  # type: ignore[misc]
        assert "meets on that weekday already: 10:00 Weekly" in said
        assert "at 19:00 from now on" in said
        assert "repeat “friday 19:00” --replace" in said
        assert "--title" in said
    assert starts(sessions) == ["10:00"]
    sessions.repeat(SeriesPlan("friday 19:00", title="Vision"))
    assert starts(sessions) == ["10:00", "19:00"]
    both = said_by(lambda: sessions.repeat(SeriesPlan("friday", until="12/31")), ConflictError)
    assert "several meetings come again on “friday”: 10:00 Weekly, 19:00 Vision" in both
    ended = sessions.repeat(SeriesPlan("friday", title="Vision", until="12/31"))
    assert ended.series.title == "Vision"


def test_two_foreseen_on_a_day_are_named_with_their_time(sessions: Sessions) -> None:
    sessions.repeat(SeriesPlan("friday 10:00", title="Weekly"))
    sessions.repeat(SeriesPlan("friday 19:00", title="Vision"))
    said = said_by(lambda: sessions.skip("friday"), ConflictError)
    assert "with its time: “2026-11-27 10:00”, “2026-11-27 19:00”" in said
    assert sessions.skip("friday 7pm").title == "Vision"
    plan(sessions, "금욜 10시", "Bob")
    assert sessions.get("friday 10:00").title == "Weekly"
    assert "nearest is on 2026-11-27" in said_by(lambda: sessions.get("friday 1pm"), NotFoundError)


def test_a_meeting_that_comes_again_is_changed_with_what_is_to_come(sessions: Sessions) -> None:
    first = sessions.repeat(SeriesPlan("격주 금요일 10시", since="11/27", title="Weekly")).series
    assert first.every == 2
    plan(sessions, "11/27", "Ada")
    plan(sessions, "12/11", "Bob")
    sessions.edit("12/11", SessionEdit(starts="12:00"))
    changed = sessions.repeat(SeriesPlan("friday 19:00", place="Room 2", replace=True)).series
    assert (changed.id, changed.starts, changed.title) == (first.id, "19:00", "Weekly")
    assert (changed.every, changed.since, changed.place) == (2, date(2026, 11, 27), "Room 2")
    coming = [(str(one.date), one.starts, one.place) for one in sessions.list()[:3]]
    assert coming == [
        ("2026-11-27", "19:00", "Room 2"),
        ("2026-12-11", "12:00", "Room 2"),  # its own time stays
        ("2026-12-25", "19:00", "Room 2"),
    ]
    weekly = sessions.repeat(SeriesPlan("매주 금요일", title="All", replace=True)).series
    assert (weekly.every, weekly.title, weekly.starts) == (1, "All", "19:00")


def test_what_does_not_come_again_cannot_be_changed(sessions: Sessions) -> None:
    said = said_by(lambda: sessions.repeat(SeriesPlan("friday", replace=True)), NotFoundError)
    assert "no meeting comes again on “friday”" in said
    assert sessions.series() == ()


def test_a_holiday_calls_off_what_is_planned_that_day(sessions: Sessions, store: Store) -> None:
    sessions.repeat(SeriesPlan("friday 10:00"))
    plan(sessions, "12/25", "Bob")
    plan(sessions, "1/1", "Ada")
    given = sessions.repeat(SeriesPlan("friday", holidays=("12/25", "12/18")))
    (off,) = given.off
    assert (str(off.date), off.state) == ("2026-12-25", SessionState.SKIPPED)
    assert [one.status for one in off.presentations] == [PresentationStatus.SKIPPED]
    assert "12-18" not in str([one.date for one in sessions.list()])
    moved = sessions.move("12/25", "11/27", "1")
    assert [one.status for one in moved.presentations] == [PresentationStatus.PLANNED]
    store.undo()
    store.undo()
    assert sessions.get("12/25").state is SessionState.OPEN
    assert len(sessions.list()) > 3


def test_what_is_planned_for_after_the_end_is_told(sessions: Sessions) -> None:
    sessions.repeat(SeriesPlan("friday 10:00"))
    for day in ("12/18", "12/25"):
        plan(sessions, day, "Bob")
    given = sessions.repeat(SeriesPlan("friday", until="12/18"))
    assert [str(one.date) for one in given.after] == ["2026-12-25"]


def test_a_meeting_that_changes_later_stays_as_it_is_until_then(
    sessions: Sessions, store: Store
) -> None:
    first = sessions.repeat(SeriesPlan("friday 10:00", title="Weekly", holidays=("1/15",))).series
    for day in ("12/25", "1/8"):
        plan(sessions, day, "Bob")
    given = sessions.repeat(SeriesPlan("friday 19:00", since="2027-01-08", replace=True))
    assert given.before is not None
    assert (given.before.id, given.before.until) == (first.id, date(2027, 1, 7))
    assert (given.series.starts, given.series.since) == ("19:00", date(2027, 1, 8))
    assert given.series.skipped == (date(2027, 1, 15),)
    coming = [(str(one.date), one.starts) for one in sessions.list()]
    assert coming == [
        ("2026-11-27", "10:00"),
        ("2026-12-04", "10:00"),
        ("2026-12-11", "10:00"),
        ("2026-12-18", "10:00"),
        ("2026-12-25", "10:00"),
        ("2027-01-08", "19:00"),
        ("2027-01-22", "19:00"),
        ("2027-01-29", "19:00"),
        ("2027-02-05", "19:00"),
    ]
    assert sessions.get("2027-01-08").series == given.series.id
    for holiday, number in (("12/11", first.id), ("2027-02-05", given.series.id)):
        assert sessions.repeat(SeriesPlan("friday", holidays=(holiday,))).series.id == number
    for _ in range(3):
        store.undo()
    assert [one.id for one in sessions.series()] == [first.id]
    assert sessions.get("2027-01-08").starts == "10:00"


def test_a_meeting_that_is_to_begin_earlier_stays_one(sessions: Sessions) -> None:
    first = sessions.repeat(SeriesPlan("friday 10:00", since="2027-01-08")).series
    earlier = sessions.repeat(SeriesPlan("friday", since="12/4", replace=True))
    assert (earlier.before, earlier.series.id) == (None, first.id)
    assert earlier.series.since == date(2026, 12, 4)


def test_a_meeting_ends_no_day_before_it_begins(sessions: Sessions) -> None:
    sessions.repeat(SeriesPlan("friday 10:00", since="12/4"))
    ending = SeriesPlan("friday", until="2026-11-27")
    said = said_by(lambda: sessions.repeat(ending), InvalidDateError)
    assert "2026-11-27 is before 2026-12-04" in said
    assert len(sessions.list()) == 4


def test_a_time_for_a_meeting_without_one_is_not_passed_over(sessions: Sessions) -> None:
    sessions.repeat(SeriesPlan("friday"))
    ending = SeriesPlan("friday 10:00", until="2026-12-18")
    said = said_by(lambda: sessions.repeat(ending), ConflictError)
    assert "repeat “friday 10:00” … --replace" in said
    changed = SeriesPlan("friday 10:00", until="2026-12-18", replace=True)
    assert sessions.repeat(changed).series.starts == "10:00"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fri 10", "does not say which time 10 is | did you mean fri 10:00?"),
        ("금요일 19", "does not say which time 19 is | did you mean 금요일 19:00?"),
        ("freitag", "“freitag” names no weekday | write it as friday 10:00"),
        ("10:00", "“10:00” names no weekday | write it as friday 10:00"),
    ],
)
def test_what_names_no_weekday_or_no_time_is_refused(
    sessions: Sessions, text: str, said: str
) -> None:
    assert said in said_by(lambda: sessions.repeat(SeriesPlan(text)), InvalidDateError)
