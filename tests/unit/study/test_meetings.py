"""Which meetings are past and to come, in their own time zones; small steps on one of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from paperstudy.domain.errors import ConflictError, InvalidInputError, NotFoundError
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
    sessions.attend("12/4", absent=["Bob"])
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


def test_a_name_or_topic_of_several_presentations_is_asked_about(sessions: Sessions) -> None:
    sessions.new("friday", PLAIN)
    for topic, name in (("VAE", "Ada"), ("GAN", "Bob"), ("VAE and GAN", "Ada")):
        sessions.present("friday", PresentationPlan(topic, (name,), topic=True))
    calls: tuple[Callable[[], object], ...] = (
        lambda: sessions.unpresent("friday", "ada"),
        lambda: sessions.skip("friday", presentation="Ada"),
        lambda: sessions.reorder("friday", "Ada", 2),
    )
    for call in calls:
        with pytest.raises(ConflictError, match="da” names 2 presentations") as caught:
            call()
        assert caught.value.hint == "name one by its number: 1 (VAE), 3 (VAE and GAN)"
    left = sessions.unpresent("friday", "gan")  # the topic itself, not a part of one
    assert [one.topic for one in left.presentations] == ["VAE", "VAE and GAN"]


def test_who_has_a_place_and_nothing_to_present_gets_it_there(sessions: Sessions) -> None:
    sessions.new("friday 10:00", PLAIN)
    sessions.assign()
    filled = sessions.present("next", PresentationPlan("VAE", ("Ada",), minutes=20))
    (talk,) = filled.presentations
    assert (talk.presenters, talk.topic, talk.minutes) == (("Ada",), "VAE", 20)
    more = sessions.present("next", PresentationPlan("GAN", ("Ada",)))
    assert [one.topic for one in more.presentations] == ["VAE", "GAN"]


def test_a_topic_alone_goes_to_the_only_one_who_has_nothing_to_present(sessions: Sessions) -> None:
    sessions.new("friday", PLAIN)
    sessions.present("friday", PresentationPlan(by=("Bob",)))
    (talk,) = sessions.present("friday", PresentationPlan("VAE")).presentations
    assert (talk.presenters, talk.topic) == (("Bob",), "VAE")
    for name in ("Ada", "Bob"):
        sessions.present("friday", PresentationPlan(by=(name,)))
    shown = sessions.present("friday", PresentationPlan("GAN"))  # whose it is nobody knows
    assert [(one.presenters, one.topic) for one in shown.presentations] == [
        (("Bob",), "VAE"),
        (("Ada",), ""),
        (("Bob",), ""),
        ((), "GAN"),
    ]


def test_of_a_session_without_a_time_no_other_time_is_proposed(sessions: Sessions) -> None:
    sessions.new("12/4", PLAIN)
    with pytest.raises(ConflictError, match="on 2026-12-04 already, at no time") as caught:
        sessions.new("12/4 19:00", PLAIN)
    assert caught.value.hint.endswith("paperstudy session edit 1 --time 19:00")
    sessions.edit("1", SessionEdit(starts="19:00"))
    with pytest.raises(ConflictError) as caught:
        sessions.new("12/4 19:00", PLAIN)
    assert caught.value.hint.endswith("another time of that day: 2026-12-04 19:30")
    sessions.new("12/4 19:30", PLAIN)
    with pytest.raises(ConflictError) as caught:
        sessions.new("12/4", PLAIN)
    proposed = caught.value.hint.rpartition(": ")[2]
    assert sessions.new(proposed, PLAIN).starts == "20:30"


def test_without_a_time_zone_in_the_settings_a_meeting_is_in_that_of_the_machine(
    store: Store,
) -> None:
    here = Sessions(store, lambda: NOW, find_zone=lambda: "Europe/Berlin")
    assert here.new("2026-12-04 19:00", PLAIN).zone == "Europe/Berlin"
    assert here.new("2026-12-05", PLAIN).zone == ""
    assert here.edit("2026-12-05", SessionEdit(starts="10:00")).zone == "Europe/Berlin"
    assert here.repeat(SeriesPlan("friday 10:00")).series.zone == "Europe/Berlin"
    settings = Sessions(store, lambda: NOW, "Asia/Seoul", find_zone=lambda: "Europe/Berlin")
    assert settings.new("2026-12-06 19:00", PLAIN).zone == "Asia/Seoul"


def test_what_was_held_is_not_called_off(sessions: Sessions) -> None:
    sessions.new("11/13", PLAIN)
    sessions.present("11/13", PresentationPlan("VAE", ("Ada",), topic=True))
    sessions.present("11/13", PresentationPlan("GAN", ("Bob",), topic=True))
    with pytest.raises(ConflictError, match="2 of its presentations took place") as caught:
        sessions.skip("11/13", "a storm")
    assert "skip 2026-11-13 --presentation NUMBER" in caught.value.hint
    for number in ("1", "2"):
        sessions.skip("11/13", presentation=number)
    assert sessions.skip("11/13").state is SessionState.SKIPPED


def test_the_nearest_is_told_also_where_it_is_before_the_day(sessions: Sessions) -> None:
    sessions.repeat(SeriesPlan("friday 10:00"))
    with pytest.raises(NotFoundError, match="no session on 2026-11-28") as caught:
        sessions.get("11/28")
    assert "the nearest is on 2026-11-27" in caught.value.hint
