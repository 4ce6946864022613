"""Which meetings are past and to come, in their own time zones; small steps on one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from paperstudy.domain.errors import ConflictError, InvalidInputError
from paperstudy.domain.library import SessionRow
from paperstudy.domain.planning import PresentationPlan, SeriesPlan, SessionEdit
from paperstudy.domain.sessions import SessionState, StudySession
from paperstudy.store.store import Store
from paperstudy.study.meetings import has_begun
from paperstudy.study.series import NOT_MADE
from paperstudy.study.sessions import Sessions

# Saturday 2026-11-21, 18:00 in Seoul, 04:00 in New York.
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
PLAIN = SessionEdit()


@pytest.fixture
def sessions(store: Store) -> Sessions:
    with store.write() as tx:
        for name in ("Ada", "Bob"):
            tx.people.ensure(name)
    return Sessions(store, lambda: NOW, "Asia/Seoul", "Ada")


@pytest.mark.parametrize(
    ("day", "starts", "zone", "begun"),
    [
        (21, "17:00", "Asia/Seoul", True),
        (21, "19:00", "Asia/Seoul", False),
        (21, "17:00", "America/New_York", False),
        (21, "03:00", "America/New_York", True),
        (20, "23:00", "America/New_York", True),
        (22, "01:00", "Pacific/Kiritimati", False),
        (21, "22:00", "Pacific/Kiritimati", True),
        (21, "17:00", "Mars/Olympus", True),  # unknown here: as if it were ours
        (21, "", "", False),
    ],
)
def test_a_meeting_begins_when_it_does_in_its_own_zone(
    day: int, starts: str, zone: str, *, begun: bool
) -> None:
    session = StudySession(
        NOT_MADE, date(2026, 11, day), "", "", "", "", (), (), starts=starts, zone=zone
    )
    assert has_begun(session, NOW.astimezone(ZoneInfo("Asia/Seoul"))) is begun


def test_a_meeting_of_yesterday_elsewhere_is_still_to_come(store: Store) -> None:
    early = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)  # 08:00 on the 22nd in Seoul
    row = SessionRow(date=date(2026, 11, 21), starts="19:30", zone="America/New_York")
    with store.write() as tx:
        number = tx.sessions.add(row)
    sessions = Sessions(store, lambda: early, "Asia/Seoul")
    assert [one.id for one in sessions.list(time="upcoming")] == [number]
    assert sessions.list(time="past") == ()
    assert sessions.get("next").id == number
    with store.write() as tx:
        tx.sessions.edit(number, replace(row, date=date(2026, 11, 22), zone="Pacific/Kiritimati"))
    home = Sessions(store, lambda: early, "America/New_York")
    assert home.list(time="past") == ()
    later = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)  # 20:00 on the 22nd there, 01:00 at home
    home = Sessions(store, lambda: later, "America/New_York")
    assert [one.id for one in home.list(time="past")] == [number]
    assert home.done("last").state is SessionState.HELD


def test_a_reason_stands_until_another_is_given(sessions: Sessions) -> None:
    sessions.new("friday", PLAIN)
    sessions.present("friday", PresentationPlan("A", ("Ada",), topic=True))
    for reason, said in (("ill", "ill"), ("", "ill"), ("\x1b[31maway", "away")):
        (talk,) = sessions.skip("friday", reason, "1").presentations
        assert talk.reason == said
    for reason, said in (("a storm", "a storm"), ("", "a storm"), ("snow", "snow")):
        assert sessions.skip("friday", reason).reason == said
    sessions.move("friday", "friday 10:00")
    assert sessions.skip("friday").reason == ""


def test_lines_are_added_to_the_minutes_in_one_step(sessions: Sessions, store: Store) -> None:
    sessions.new("friday", PLAIN)
    assert sessions.append_note("friday", "one\n").note == "one"
    assert sessions.append_note("friday", "two").note == "one\ntwo"
    assert store.undo() == "session note 2026-11-27"
    assert sessions.get("friday").note == "one"


def test_a_step_is_called_after_the_session_it_changed(sessions: Sessions, store: Store) -> None:
    sessions.repeat(SeriesPlan("friday 10:00"))
    sessions.skip("next", "a storm")
    assert store.undo() == "session skip 2026-11-27"
    sessions.attend("금욜", ["me"])
    assert store.undo() == "session attend 2026-11-27"
    made = sessions.new("tomorrow", PLAIN)
    sessions.move(str(made.id), "11/23")
    assert store.undo() == "session move 2026-11-22"
    sessions.remove("next")
    assert store.undo() == "session remove 2026-11-22"
    assert store.undo() == "session new 2026-11-22"
    with store.write() as tx:
        number = tx.sessions.add(SessionRow(date_text="some day"))
    sessions.edit(str(number), SessionEdit(title="Else"))
    assert store.undo() == f"session edit #{number}"
    sessions.assign(2)
    assert store.undo() == "session next --assign --count 2"


def test_a_talk_goes_to_no_session_that_its_presenter_cannot_come_to(sessions: Sessions) -> None:
    for day in ("11/27", "12/4"):
        sessions.new(day, PLAIN)
    sessions.present("11/27", PresentationPlan("A", ("Bob",), topic=True))
    sessions.attend("12/4", ["Bob"], absent=True)
    with pytest.raises(ConflictError, match="Bob said that they cannot come"):
        sessions.move("11/27", "12/4", "1")


def test_a_title_typed_in_place_of_a_number_names_the_session_of_that_title(
    sessions: Sessions,
) -> None:
    sessions.new("11/13", SessionEdit(title="Vision: 객체 검출"))
    sessions.new("friday", SessionEdit(title="Weekly"))
    for text in ("Vision", "vison", "객체 검출"):
        with pytest.raises(InvalidInputError, match="names no session") as caught:
            sessions.get(text)
        assert caught.value.hint == "did you mean 2026-11-13, Vision: 객체 검출?"
    with pytest.raises(InvalidInputError) as caught:
        sessions.get("something else")
    assert "by its number" in caught.value.hint
