"""Meetings by hand: planned, changed, held; named by number, day or word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

import pytest

from paperstudy.domain.errors import (
    ConflictError,
    InvalidDateError,
    InvalidEditError,
    InvalidInputError,
    NotFoundError,
    PaperstudyError,
    StaleEditError,
)
from paperstudy.domain.library import PresentationRow, SessionRow
from paperstudy.domain.logs import PresentationRole, PresentationStatus
from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.planning import PresentationPlan, SeriesPlan, SessionEdit
from paperstudy.domain.sessions import SessionState, StudySession
from paperstudy.store.store import Store
from paperstudy.study.meetings import names_session
from paperstudy.study.rows_of_sessions import meeting_row
from paperstudy.study.sessions import Sessions
from tests.unit.study.house import House, preprint

# Saturday 2026-11-21, 18:00 in Seoul.
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
FRIDAY = date(2026, 11, 27)
PLAIN = SessionEdit()
GROUP = ("김민수", "이서연", "Ada", "Bob")


@pytest.fixture
def sessions(store: Store, house: House) -> Sessions:
    house.shelve(preprint("1706.03762", "Attention Is All You Need"))
    with store.write() as tx:
        for name in GROUP:
            tx.people.ensure(name)
    return Sessions(store, lambda: NOW, "Asia/Seoul", "Ada")


@pytest.fixture
def friday(sessions: Sessions) -> StudySession:
    return sessions.new("friday 10:00", SessionEdit(title="Vision"))


@pytest.fixture
def key(store: Store, sessions: Sessions) -> str:
    with store.read() as tx:
        return next(iter(tx.papers.all_keys()))


def hint_of(call: Callable[[], object], error: type[PaperstudyError]) -> str:
    with pytest.raises(error) as caught:
        call()
    return f"{caught.value.message} | {caught.value.hint}"


def talks(session: StudySession) -> list[tuple[str, str, PresentationStatus]]:
    return [
        (", ".join(one.presenters), one.paper[0] if one.paper else one.topic, one.status)
        for one in session.presentations
    ]


# planned and changed


def test_a_session_is_planned_in_words(sessions: Sessions) -> None:
    made = sessions.new(
        "다음 주 금요일 오전 10시",
        SessionEdit(title=" Vision\n ", place="Room 1", minutes=90, moderator="민수", scribe="me"),
    )
    assert (made.date, made.starts, made.zone) == (FRIDAY, "10:00", "Asia/Seoul")
    assert (made.title, made.place, made.minutes) == ("Vision", "Room 1", 90)
    assert (made.moderator, made.scribe) == ("김민수", "Ada")
    assert sessions.list() == (made,)


def test_today_is_that_of_the_time_zone(store: Store, sessions: Sessions) -> None:
    late = Sessions(store, lambda: datetime(2026, 11, 21, 16, 0, tzinfo=UTC), "Asia/Seoul")
    assert late.new("today", PLAIN).date == date(2026, 11, 22)
    assert late.new("11/21", PLAIN).date == date(2026, 11, 21)


def test_a_second_session_at_that_time_is_refused(sessions: Sessions, friday: StudySession) -> None:
    said = hint_of(lambda: sessions.new("11/27 10:00", PLAIN), ConflictError)
    assert f"session {friday.id} is on 2026-11-27 already" in said
    assert sessions.new("11/27 19:30", PLAIN).starts == "19:30"


def test_facts_are_edited_and_cleared(sessions: Sessions, friday: StudySession) -> None:
    number = str(friday.id)
    facts = SessionEdit(starts="7pm", place="https://meet.example/x", minutes=30, moderator="Bob")
    edited = sessions.edit(number, facts)
    assert (edited.starts, edited.place, edited.minutes) == ("19:00", "https://meet.example/x", 30)
    assert edited.edited
    assert sessions.get(number).revision > friday.revision
    cleared = sessions.edit(number, SessionEdit(title="", starts="", minutes=0, moderator=""))
    assert (cleared.title, cleared.starts, cleared.zone) == ("", "", "")
    assert (cleared.minutes, cleared.moderator, cleared.place) == (None, "", edited.place)


def test_what_does_not_fit_is_refused_with_the_nearest(
    sessions: Sessions, friday: StudySession
) -> None:
    number = str(friday.id)
    said = hint_of(lambda: sessions.edit(number, SessionEdit(moderator="Bobb")), NotFoundError)
    assert "did you mean Bob?" in said
    said = hint_of(lambda: sessions.edit(number, SessionEdit(minutes=2000)), InvalidEditError)
    assert "1 to 1440" in said
    hint_of(lambda: sessions.edit(number, SessionEdit(starts="25:00")), InvalidDateError)
    hint_of(lambda: sessions.new("firday", PLAIN), InvalidDateError)
    assert sessions.get(number) == friday


# named


def test_a_session_is_named_by_number_day_or_word(sessions: Sessions, friday: StudySession) -> None:
    past = sessions.new("2026-11-20", PLAIN)
    for name in (str(friday.id), f"#{friday.id}", "2026-11-27", "11/27", "friday", "금", "next"):
        assert sessions.get(name) == friday, name
    for name in ("last", "yesterday", "지난"):
        assert sessions.get(name) == past, name
    assert sessions.get(friday.id) == friday


def test_a_day_without_year_is_that_of_an_older_session_too(sessions: Sessions) -> None:
    old = sessions.new("2021-08-10", PLAIN)
    assert sessions.get("8/10") == sessions.get("8월 10일") == old


def test_a_day_without_year_is_no_meeting_of_a_series_in_years_to_come(sessions: Sessions) -> None:
    sessions.repeat(SeriesPlan("friday 10:00"))
    for day, near in (("12/31", "2027-01-01"), ("1/3", "2027-01-01"), ("12/26", "2026-12-25")):
        said = hint_of(partial(sessions.skip, day), NotFoundError)
        assert f"the nearest is on {near}" in said, day
    made = sessions.new("2027-12-31", PLAIN)
    assert sessions.get("12/31").id == made.id
    assert [str(one.date) for one in sessions.list() if one.id] == ["2027-12-31"]


def test_a_session_of_today_is_next_until_it_begins(store: Store, sessions: Sessions) -> None:
    today = sessions.new("today 18:30", PLAIN)
    assert sessions.get("next") == today
    later = Sessions(store, lambda: NOW.replace(hour=10), "Asia/Seoul")
    assert later.get("last") == today
    hint_of(lambda: later.get("next"), NotFoundError)


def test_a_session_of_today_without_a_time_is_last_when_it_was_held(sessions: Sessions) -> None:
    sessions.new("today", PLAIN)
    assert "no meeting has been held yet" in hint_of(lambda: sessions.get("last"), NotFoundError)
    held = sessions.done("today")
    assert sessions.get("last").id == held.id


def test_what_names_no_session_is_refused_with_the_nearest(
    sessions: Sessions, friday: StudySession
) -> None:
    assert f"number is {friday.id};" in hint_of(lambda: sessions.get("99"), NotFoundError)
    assert "nearest is on 2026-11-27" in hint_of(lambda: sessions.get("11/26"), NotFoundError)
    assert "2026-11-27" in hint_of(lambda: sessions.get("2019-01-01"), NotFoundError)
    assert "did you mean friday?" in hint_of(lambda: sessions.get("firday"), InvalidDateError)
    for slip, near in (("nxt", "next"), ("lst", "last"), ("다움", "다음")):
        said = hint_of(partial(sessions.get, slip), InvalidInputError)
        assert f"did you mean {near}?" in said
    said = hint_of(lambda: sessions.get("2026-13-45"), InvalidDateError)
    assert "did you mean 2026-12-31?" in said
    said = hint_of(lambda: sessions.get("x"), InvalidInputError)
    assert "its number, its date or day, or as next or last" in said
    assert "“x” names no session" in said
    hint_of(lambda: sessions.get("9" * 30), InvalidInputError)


def test_an_empty_library_says_how_to_plan(store: Store) -> None:
    empty = Sessions(store, lambda: NOW, "Asia/Seoul")
    assert empty.list() == ()
    assert empty.series() == ()
    for name in ("3", "0", "friday", "next", "last"):
        assert "paperstudy session" in hint_of(partial(empty.get, name), NotFoundError)


def test_two_sessions_of_a_day_are_named_by_number(
    sessions: Sessions, friday: StudySession
) -> None:
    other = sessions.new("friday 19:30", PLAIN)
    said = hint_of(lambda: sessions.get("friday"), ConflictError)
    assert f"{friday.id} (10:00 Vision), {other.id} (19:30)" in said
    sessions.skip(str(friday.id))
    assert sessions.get("friday") == other


@pytest.mark.parametrize("text", ["3", "#3", "next", "last", "다음", "friday", "11/27", "내일"])
def test_a_word_may_name_a_session(text: str) -> None:
    assert names_session(text, NOW.date())


@pytest.mark.parametrize("text", ["vaswani2017attention", "1706.03762", "ResNet", ""])
def test_a_word_may_name_no_session(text: str) -> None:
    assert not names_session(text, NOW.date())


# presented


def test_a_paper_is_planned_by_key_identifier_or_title(
    sessions: Sessions, friday: StudySession, key: str
) -> None:
    for what in (key, "arxiv:1706.03762", "attention is all you need"):
        plan = PresentationPlan(what, ("me", "민수"), minutes=20)
        shown = sessions.present("friday", plan)
    assert talks(shown) == [("Ada, 김민수", key, PresentationStatus.PLANNED)]
    assert shown.presentations[0].minutes == 20
    more = sessions.present("friday", PresentationPlan(key, ("Bob",), PresentationRole.REVIEW))
    assert [one.role for one in more.presentations] == ["present", "review"]


def test_a_topic_is_planned_and_names_are_added_to_it(
    sessions: Sessions, friday: StudySession
) -> None:
    sessions.present("next", PresentationPlan("How we train", ("Ada",)))
    sessions.present("next", PresentationPlan("how we train", ("Bob",)))
    shown = sessions.present("next", PresentationPlan("resnet2015", topic=True))
    assert [one[:2] for one in talks(shown)] == [("Ada, Bob", "How we train"), ("", "resnet2015")]
    assert talks(sessions.present("next", PresentationPlan(by=("이서연",))))[-1][0] == "이서연"


def test_what_cannot_be_planned_is_refused(
    sessions: Sessions, friday: StudySession, key: str
) -> None:
    def present(what: str, *by: str) -> Callable[[], object]:
        return lambda: sessions.present("friday", PresentationPlan(what, by))

    assert f"did you mean {key}?" in hint_of(present(f"{key}x"), NotFoundError)
    assert "paperstudy add 2101.00001" in hint_of(present("2101.00001"), NotFoundError)
    hint_of(present("smith1999nothing"), NotFoundError)
    assert "did you mean Ada?" in hint_of(present(key, "Adda"), NotFoundError)
    assert "--by NAME" in hint_of(present(""), InvalidEditError)
    sessions.attend("friday", absent=["Ada"])
    assert "Ada said that they cannot come" in hint_of(present(key, "Ada"), ConflictError)
    assert sessions.get("friday").presentations == ()


def test_what_was_held_is_written_down_as_done(sessions: Sessions, key: str, house: House) -> None:
    sessions.new("2026-11-13", PLAIN)
    shown = sessions.present("11/13", PresentationPlan(key, ("Ada",)))
    assert talks(shown) == [("Ada", key, PresentationStatus.DONE)]
    assert house.paper(key).status is PaperStatus.PRESENTED


def test_a_presentation_is_taken_out(sessions: Sessions, friday: StudySession, key: str) -> None:
    for plan in (PresentationPlan(key, ("Ada",)), PresentationPlan("A topic", ("Bob",))):
        sessions.present("friday", plan)
    said = hint_of(lambda: sessions.unpresent("friday"), InvalidInputError)
    assert "from 1 to 2" in said
    assert "did you mean 2?" in hint_of(lambda: sessions.unpresent("friday", "3"), NotFoundError)
    assert "did you mean Bob?" in hint_of(
        lambda: sessions.unpresent("friday", "Bobb"), NotFoundError
    )
    for which in ("1", key, "ada", "attention is"):
        assert talks(sessions.unpresent("friday", which))[0][0] == "Bob"
        sessions.present("friday", PresentationPlan(key, ("Ada",)))
        sessions.reorder("friday", key, 1)
    sessions.unpresent("friday", "1")
    assert sessions.unpresent("friday").presentations == ()
    assert "nothing is planned" in hint_of(lambda: sessions.unpresent("friday"), NotFoundError)


def test_an_empty_meeting_of_a_series_is_named_by_its_day(sessions: Sessions) -> None:
    sessions.repeat(SeriesPlan("friday 10:00"))
    said = hint_of(lambda: sessions.unpresent("friday"), NotFoundError)
    assert "session 2026-11-27" in said
    assert sessions.get("friday").id == 0


def test_presentations_change_places(sessions: Sessions, friday: StudySession) -> None:
    for name in ("one", "two", "three"):
        sessions.present("friday", PresentationPlan(name, topic=True))
    moved = sessions.reorder("friday", "three", 1)
    assert [one.topic for one in moved.presentations] == ["three", "one", "two"]
    said = hint_of(lambda: sessions.reorder("friday", "one", 4), InvalidEditError)
    assert "the nearest is 3" in said


# moved, called off, held


def test_a_session_moves_to_a_day_or_a_time(sessions: Sessions, friday: StudySession) -> None:
    moved = sessions.move("friday", "2 weeks ago")
    assert (moved.id, moved.date, moved.starts) == (friday.id, date(2026, 11, 7), "10:00")
    assert sessions.move("11/7", "7pm").starts == "19:00"
    other = sessions.new("friday", PLAIN)
    assert f"session {other.id}" in hint_of(lambda: sessions.move("11/7", "fri"), ConflictError)
    hint_of(lambda: sessions.move("11/7", "soon"), InvalidDateError)


def test_a_presentation_moves_to_another_session(
    sessions: Sessions, friday: StudySession, key: str
) -> None:
    sessions.present("friday", PresentationPlan(key, ("Ada",)))
    other = sessions.new("12/4", PLAIN)
    hint_of(lambda: sessions.move("friday", "friday", ""), ConflictError)
    assert sessions.move("friday", "12/4", key).id == other.id
    assert sessions.get("friday").presentations == ()
    assert [one[:2] for one in talks(sessions.get("12/4"))] == [("Ada", key)]


def test_a_session_called_off_comes_back_with_what_was_planned(
    sessions: Sessions, friday: StudySession, key: str
) -> None:
    sessions.present("friday", PresentationPlan(key, ("Ada",)))
    sessions.present("friday", PresentationPlan("A topic", ("Bob",)))
    sessions.skip("friday", "Bob is ill", "Bob")
    off = sessions.skip("friday", "a storm")
    assert (off.state, off.reason) == (SessionState.SKIPPED, "a storm")
    assert {one.status for one in off.presentations} == {PresentationStatus.SKIPPED}
    back = sessions.move("friday", "12/4")
    assert (back.state, back.reason) == (SessionState.OPEN, "")
    assert [one.status for one in back.presentations] == ["planned", "skipped"]
    assert back.presentations[1].reason == "Bob is ill"


def test_a_session_is_held_with_all_that_was_planned(
    sessions: Sessions, house: House, key: str
) -> None:
    sessions.new("today 19:00", PLAIN)
    sessions.present("today", PresentationPlan(key, ("Ada",)))
    sessions.present("today", PresentationPlan("No time left"))
    sessions.skip("today", presentation="2")
    assert house.paper(key).status is not PaperStatus.PRESENTED
    held = sessions.done("today")
    assert held.state is SessionState.HELD
    assert [one.status for one in held.presentations] == ["done", "skipped"]
    assert house.paper(key).status is PaperStatus.PRESENTED
    house.store.undo()
    assert house.paper(key).status is not PaperStatus.PRESENTED
    assert sessions.get("today").state is SessionState.OPEN


def test_a_held_session_that_moves_ahead_is_open_again(sessions: Sessions) -> None:
    sessions.new("today", PLAIN)
    sessions.done("today")
    assert sessions.move("today", "friday").state is SessionState.OPEN


def test_a_session_to_come_cannot_have_been_held(sessions: Sessions, friday: StudySession) -> None:
    said = hint_of(lambda: sessions.done("friday"), ConflictError)
    assert "2026-11-27 is still to come" in said
    assert "session move 2026-11-27 2026-11-21" in said


def test_people_come_or_cannot(sessions: Sessions, friday: StudySession) -> None:
    there = sessions.attend("friday", ["me, 민수", "Bob"])
    assert there.participants == ("Ada", "김민수", "Bob")
    away = sessions.attend("friday", absent=["Bob"])
    assert (away.participants, away.absent) == (("Ada", "김민수"), ("Bob",))
    back = sessions.attend("friday", ["Bob"], absent=["민수"])
    assert (back.participants, back.absent) == (("Ada", "Bob"), ("김민수",))
    assert "nobody is named" in hint_of(lambda: sessions.attend("friday"), InvalidEditError)
    both = hint_of(lambda: sessions.attend("friday", ["Bob"], absent=["bob"]), InvalidEditError)
    assert "Bob cannot both come and be absent" in both
    assert sessions.get("friday") == back


def test_minutes_are_written_unless_somebody_else_did(
    sessions: Sessions, friday: StudySession
) -> None:
    assert sessions.set_note("friday", "# One\r\n\x1b[31mtwo\n").note == "# One\ntwo"
    hint_of(lambda: sessions.set_note("friday", "mine", expected=""), StaleEditError)
    assert sessions.set_note("friday", "", expected="# One\ntwo").note == ""


def test_each_change_is_one_step_that_undo_takes_back(
    sessions: Sessions, store: Store, friday: StudySession, key: str
) -> None:
    before = sessions.get("friday")
    steps: tuple[Callable[[], object], ...] = (
        lambda: sessions.edit("friday", SessionEdit(title="Else")),
        lambda: sessions.present("friday", PresentationPlan(key, ("Ada",))),
        lambda: sessions.move("friday", "12/4"),
        lambda: sessions.skip("friday", "a storm"),
        lambda: sessions.attend("friday", ["Ada"]),
        lambda: sessions.set_note("friday", "minutes"),
        lambda: sessions.remove("friday"),
    )
    for step in steps:
        step()
        assert store.undo()
        assert meeting_row(sessions.get("friday")) == meeting_row(before)
    store.undo()
    assert sessions.list() == ()


# listed


def test_sessions_are_listed_by_time_person_and_paper(sessions: Sessions, key: str) -> None:
    old, coming = sessions.new("11/13", PLAIN), sessions.new("friday", PLAIN)
    sessions.present("11/13", PresentationPlan(key, ("김민수",)))
    sessions.attend("friday", ["Bob"])
    assert [one.id for one in sessions.list()] == [old.id, coming.id]
    assert [one.id for one in sessions.list(time="upcoming")] == [coming.id]
    assert [one.id for one in sessions.list(time="past")] == [old.id]
    assert [one.id for one in sessions.list(person="민수")] == [old.id]
    assert [one.id for one in sessions.list(person="Bob")] == [coming.id]
    assert [one.id for one in sessions.list(paper=key)] == [old.id]
    assert [one.id for one in sessions.list(since=FRIDAY)] == [coming.id]
    assert [one.id for one in sessions.list(until=date(2026, 11, 20))] == [old.id]
    hint_of(lambda: sessions.list(person="Nobody at all"), NotFoundError)
    hint_of(lambda: sessions.list(paper="nothing"), NotFoundError)


def test_the_newest_sessions_can_be_listed_alone(sessions: Sessions, store: Store) -> None:
    for day in ("10/30", "11/6", "11/13"):
        sessions.new(day, PLAIN)
    with store.write() as tx:
        tx.sessions.add(SessionRow(date_text="some day"))
    assert [str(one.date) for one in sessions.list(newest=2)] == ["2026-11-06", "2026-11-13"]
    assert len(sessions.list(newest=4)) == len(sessions.list()) == 4


def test_a_session_of_a_log_keeps_what_a_person_changes(sessions: Sessions, store: Store) -> None:
    row = SessionRow(
        date(2026, 11, 13), title="Day 3", presentations=(PresentationRow(("Ada",), "VAE", 7),)
    )
    with store.write() as tx:
        number = tx.sessions.add(row)
    changed = sessions.present(str(number), PresentationPlan("VAE", ("Bob",)))
    assert talks(changed) == [("Ada, Bob", "VAE", PresentationStatus.DONE)]


# recurring


def test_a_series_is_foreseen_and_made_when_something_is_planned(
    sessions: Sessions, key: str
) -> None:
    plan = SeriesPlan("friday 10:00", title="Weekly", place="Room 1", holidays=("12/11",))
    sessions.repeat(plan)
    shown = sessions.list(time="upcoming")
    assert [str(one.date) for one in shown[:3]] == ["2026-11-27", "2026-12-04", "2026-12-18"]
    assert {one.id for one in shown} == {0}
    assert meeting_row(shown[0])["id"] is None
    assert sessions.get("next").date == FRIDAY
    made = sessions.present("12/4", PresentationPlan(key, ("Ada",)))
    assert (made.title, made.place, made.starts) == ("Weekly", "Room 1", "10:00")
    again = sessions.list()
    assert [str(one.date) for one in again] == [str(one.date) for one in shown]
    assert [bool(one.id) for one in again[:3]] == [False, True, False]
    assert sessions.list(until=date(2026, 11, 30)) == (again[0],)
    assert sessions.list(person="Ada") == (made,)
    assert "2026-12-04" in hint_of(lambda: sessions.get("12/5"), NotFoundError)


def test_a_planned_session_takes_the_place_of_the_foreseen(sessions: Sessions) -> None:
    sessions.repeat(SeriesPlan("friday 10:00", title="Weekly"))
    made = sessions.new("friday", SessionEdit(title="Special"))
    assert (made.title, made.starts, made.series is not None) == ("Special", "10:00", True)
    assert [str(one.date) for one in sessions.list()][:2] == ["2026-11-27", "2026-12-04"]


def test_a_session_of_a_series_leaves_its_day(sessions: Sessions) -> None:
    sessions.repeat(SeriesPlan("friday 10:00"))
    sessions.move("friday", "thursday")
    days = [str(one.date) for one in sessions.list()]
    assert days[:2] == ["2026-11-26", "2026-12-04"]
    sessions.remove("12/4")
    assert "2026-12-04" not in [str(one.date) for one in sessions.list()]
    assert sessions.skip("12/11", "a holiday").state is SessionState.SKIPPED
    assert sessions.get("12/11").reason == "a holiday"


def test_a_series_ends_and_gets_holidays(sessions: Sessions, store: Store) -> None:
    first = sessions.repeat(SeriesPlan("매주 금요일 10시", every=2, since="11/27")).series
    assert (first.weekday, first.starts, first.every, first.since) == (4, "10:00", 2, FRIDAY)
    days = [one.date for one in sessions.list()]
    assert days[:2] == [FRIDAY, date(2026, 12, 11)]
    said = hint_of(lambda: sessions.repeat(SeriesPlan("friday", title="Other")), ConflictError)
    assert "since 2026-11-27" in said
    same = sessions.repeat(SeriesPlan("friday", until="12/11", holidays=("12/11",))).series
    assert (same.id, same.until, same.skipped) == (
        first.id,
        date(2026, 12, 11),
        (date(2026, 12, 11),),
    )
    assert [one.date for one in sessions.list()] == [FRIDAY]
    assert [one.id for one in sessions.series()] == [same.id]
    sessions.repeat(SeriesPlan("monday", since="11/2"))
    sessions.repeat(SeriesPlan("monday", until="yesterday"))
    assert [one.id for one in sessions.series()] == [same.id]
    store.undo()
    assert len(sessions.series()) == 2


def test_a_series_that_cannot_be_is_refused(sessions: Sessions) -> None:
    def repeat(plan: SeriesPlan) -> Callable[[], object]:
        return lambda: sessions.repeat(plan)

    said = hint_of(repeat(SeriesPlan("friday", since="12/4", until="11/27")), InvalidDateError)
    assert "2026-11-27 is before 2026-12-04, its first day" in said
    assert "the nearest end is 2026-12-04" in said
    said = hint_of(repeat(SeriesPlan("friday", until="tomorrow")), InvalidDateError)
    assert "no meeting between 2026-11-21 and 2026-11-22" in said
    assert "the first is on 2026-11-27" in said
    assert "nearest is 52" in hint_of(repeat(SeriesPlan("friday", every=99)), InvalidEditError)
    assert "nearest is 1" in hint_of(repeat(SeriesPlan("friday", every=0)), InvalidEditError)
    assert "did you mean friday?" in hint_of(repeat(SeriesPlan("firday")), InvalidDateError)
    assert sessions.series() == ()
