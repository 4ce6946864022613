"""Who presents at the coming meetings: suggested with reasons, assigned, swapped."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from paperstudy.domain.errors import (
    ConflictError,
    InvalidInputError,
    NotFoundError,
    StaleEditError,
)
from paperstudy.domain.library import SessionRow
from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.planning import PresentationPlan, SeriesPlan, SessionEdit
from paperstudy.domain.sessions import StudySession
from paperstudy.store.store import Store
from paperstudy.study.persons_finding import get_person
from paperstudy.study.reading import Reading
from paperstudy.study.rows_of_sessions import suggestion_row
from paperstudy.study.sessions import Sessions
from tests.unit.study.house import House, preprint

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
PLAIN = SessionEdit()


@pytest.fixture
def sessions(store: Store) -> Sessions:
    with store.write() as tx:
        for name in ("Ada", "Bob", "Cho"):
            tx.people.ensure(name)
    return Sessions(store, lambda: NOW, "Asia/Seoul", "Ada")


@pytest.fixture
def reading(store: Store, house: House) -> Reading:
    """The group's reading list: `one`, then `two`."""
    from paperstudy.domain.reading import ReadingChange

    papers = house.shelve(preprint("2001.00001", "First one"), preprint("2001.00002", "Second two"))
    reading = Reading(store, lambda: NOW)
    for priority, paper in enumerate(papers, 1):
        change = ReadingChange(status=PaperStatus.TO_READ, priority=priority)
        reading.save([paper.key], change)
    return reading


def keys(reading: Reading) -> list[str]:
    return [row.key for row in reading.list()]


def who(session: StudySession) -> list[tuple[str, ...]]:
    return [one.presenters for one in session.presentations]


def present(sessions: Sessions, day: str, *names: str) -> StudySession:
    return sessions.present(day, PresentationPlan("Something", names, topic=True))


def test_who_never_presented_is_next_with_the_reasons(sessions: Sessions) -> None:
    sessions.new("11/13", PLAIN)
    present(sessions, "11/13", "Ada")
    coming = sessions.new("friday 10:00", PLAIN)
    (first,) = sessions.next()
    assert (first.person, first.session, first.others) == ("Bob", coming, ("Cho", "Ada"))
    assert [str(reason) for reason in first.reasons] == ["no presentation so far"]
    later = sessions.next(3)
    assert [one.person for one in later] == ["Bob", "Cho", "Ada"]
    assert [one.session is None for one in later] == [False, True, True]
    assert str(later[2].reasons[0]) == "the last one on 2026-11-13"


def test_who_cannot_come_or_is_not_active_is_passed_over(sessions: Sessions, store: Store) -> None:
    sessions.new("friday", PLAIN)
    sessions.attend("friday", absent=["Ada"])
    with store.write() as tx:
        bob = tx.people.find("Bob")
        assert bob is not None
        tx.people.set_active(bob, active=False)
    (first,) = sessions.next()
    assert (first.person, first.absent, first.others) == ("Cho", ("Ada",), ())
    sessions.attend("friday", absent=["Cho"])
    assert sessions.next() == ()
    with pytest.raises(NotFoundError, match="no meeting without a presenter"):
        sessions.assign()


def test_a_session_that_has_a_presenter_or_is_off_is_passed_over(sessions: Sessions) -> None:
    for day in ("11/27", "12/4", "12/11"):
        sessions.new(day, PLAIN)
    present(sessions, "11/27", "Ada")
    sessions.skip("12/4")
    (first,) = sessions.next()
    assert (first.person, first.session) == ("Bob", sessions.get("12/11"))
    sessions.skip("11/27", presentation="1")
    (first,) = sessions.next()
    assert (first.person, first.session) == ("Ada", sessions.get("11/27"))


def test_without_people_or_sessions_it_is_said_what_to_do(store: Store, sessions: Sessions) -> None:
    with pytest.raises(NotFoundError) as caught:
        sessions.assign()
    assert "paperstudy session new" in caught.value.hint
    with store.write() as tx:
        for person in tx.people.all():
            tx.people.set_active(person.id, active=False)
    with pytest.raises(NotFoundError, match="nobody is in the group"):
        sessions.next()


def test_whom_only_old_logs_name_is_left_out_until_somebody_brings_them_in(
    sessions: Sessions, store: Store
) -> None:
    with store.write() as tx:
        for name in ("Ada", "Bob", "Cho"):
            person = tx.people.find(name)
            assert person is not None
            tx.people.set_active(person, active=False)
        tx.people.ensure("Old", by_hand=False)
        old = SessionRow(date=date(2020, 5, 1), participants=("Old",))
        tx.sessions.add(old)
    with pytest.raises(NotFoundError, match="no meeting of the last year names") as caught:
        sessions.next()
    assert "paperstudy person active NAME" in caught.value.hint
    assert sessions.left_out() == ("Old",)
    with store.write() as tx:
        tx.people.set_active(get_person(tx, "Old").id, active=True)
    assert [one.person for one in sessions.next()] == ["Old"]
    assert sessions.left_out() == ()


def test_what_was_shown_is_assigned_or_refused_where_it_fits_no_more(
    sessions: Sessions, store: Store
) -> None:
    sessions.repeat(SeriesPlan("friday 10:00"))
    shown = sessions.next(2)
    with store.write() as tx:
        tx.people.ensure("Aaa", by_hand=True)  # whose turn it would be now
    done = sessions.assign(shown=shown[:1])
    assert [one.presentations[0].presenters for one in done] == [(shown[0].person,)]
    with pytest.raises(StaleEditError, match="whose turn it is has changed"):
        sessions.assign(shown=shown)
    assert not sessions.get(str(shown[1].session.date)).presentations  # type: ignore[union-attr]
    sessions.attend(str(shown[1].session.date), absent=[shown[1].person])  # type: ignore[union-attr]
    with pytest.raises(StaleEditError):
        sessions.assign(shown=shown[1:])


@pytest.mark.parametrize(("count", "near"), [(0, 1), (-3, 1), (53, 52), (2**40, 52)])
def test_a_plan_is_for_a_year_at_most(sessions: Sessions, count: int, near: int) -> None:
    with pytest.raises(InvalidInputError, match="a plan is for 1 to 52 meetings") as caught:
        sessions.next(count)
    assert caught.value.hint == f"the nearest is {near}"
    assert len(sessions.next(52)) == 52


def test_assigning_fills_a_month_with_the_reading_list(
    sessions: Sessions, reading: Reading, store: Store
) -> None:
    one, two = keys(reading)
    sessions.repeat(SeriesPlan("friday 10:00"))
    assert suggestion_row(sessions.next()[0])["paper"] == {"key": one, "title": "First one"}
    filled = sessions.assign(4)
    assert [str(session.date) for session in filled] == [
        "2026-11-27",
        "2026-12-04",
        "2026-12-11",
        "2026-12-18",
    ]
    assert [who(session) for session in filled] == [[("Ada",)], [("Bob",)], [("Cho",)], [("Ada",)]]
    planned = [session.presentations[0] for session in filled]
    assert [talk.paper[0] if talk.paper else "" for talk in planned] == [one, two, "", ""]
    assert {talk.status for talk in planned} == {PresentationStatus.PLANNED}
    assert sessions.next()[0].session is not None
    assert str(sessions.next()[0].session.date) == "2026-12-25"  # type: ignore[union-attr]
    store.undo()
    assert [session.id for session in sessions.list()] == [0, 0, 0, 0]


def test_a_paper_without_a_presenter_gets_one(sessions: Sessions, reading: Reading) -> None:
    one, two = keys(reading)
    for day in ("11/27", "12/4", "12/11"):
        sessions.new(day, PLAIN)
    sessions.present("11/27", PresentationPlan(two, minutes=20))
    sessions.present("12/4", PresentationPlan("A topic", topic=True))
    assert [row.paper and row.paper[0] for row in sessions.next(3)] == [two, one, None]
    first, second, third = sessions.assign(3)
    (talk,) = first.presentations
    assert (talk.presenters, talk.paper and talk.paper[0], talk.minutes) == (("Ada",), two, 20)
    assert second.presentations[0].topic == "A topic"
    assert who(second) == [("Bob",)]
    assert who(third) == [("Cho",)]


def test_two_people_swap_what_they_present_next(sessions: Sessions) -> None:
    for day, name in (("11/27", "Ada"), ("12/4", "Bob"), ("12/11", "Ada")):
        sessions.new(day, PLAIN)
        present(sessions, day, name)
    swapped = sessions.swap("me", "bob")
    assert [(str(one.date), who(one)) for one in swapped] == [
        ("2026-11-27", [("Bob",)]),
        ("2026-12-04", [("Ada",)]),
    ]
    assert who(sessions.get("12/11")) == [("Ada",)]
    (given,) = sessions.swap("Cho", "Ada")
    assert (given.date, who(given)) == (date(2026, 12, 4), [("Cho",)])


def test_a_swap_that_cannot_be_is_refused(sessions: Sessions) -> None:
    sessions.new("11/27", PLAIN)
    with pytest.raises(NotFoundError, match="neither Ada nor Bob is to present"):
        sessions.swap("Ada", "Bob")
    with pytest.raises(ConflictError, match="both names mean Ada"):
        sessions.swap("Ada", "me")
    with pytest.raises(NotFoundError) as caught:
        sessions.swap("Ada", "Bobb")
    assert caught.value.hint == "did you mean Bob?"
    present(sessions, "11/27", "Ada", "Bob")
    with pytest.raises(ConflictError, match="Ada and Bob present together"):
        sessions.swap("Ada", "Bob")


def test_nobody_is_swapped_to_a_day_on_which_they_cannot_come(sessions: Sessions) -> None:
    sessions.new("11/27", PLAIN)
    present(sessions, "11/27", "Ada")
    sessions.attend("11/27", absent=["Bob"])
    with pytest.raises(ConflictError, match="Bob said that they cannot come on 2026-11-27"):
        sessions.swap("Ada", "Bob")
