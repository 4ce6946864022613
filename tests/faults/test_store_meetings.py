"""A person's step about a meeting, taken back after scans have told of the meeting since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from paperstudy.domain.library import PresentationRow, SessionRow
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import LogScan, PresentationStatus
from paperstudy.domain.sessions import StudySession
from paperstudy.store.store import Store, open_store
from paperstudy.store.views import Writer

AT = datetime(2026, 11, 21, tzinfo=UTC)
DAY = date(2026, 11, 27)
TOLD = SessionRow(
    DAY,
    title="Friday",
    participants=("Kim", "Lee"),
    presentations=(PresentationRow(("Kim",), "ViT", 3), PresentationRow(("Lee",), "AAE", 4)),
)
MORE = replace(
    TOLD,
    scribe="Park",
    participants=("Kim", "Lee", "Park"),
    presentations=(*TOLD.presentations, PresentationRow(("Park",), "MDN", 5)),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "library.db")) as opened:
        yield opened


def log(tx: Writer, path: str = "/logs/a.md") -> LogId:
    return tx.logs.save(path, path, 1, 1, LogScan(), AT)


def tell(store: Store, *rows: SessionRow, path: str = "/logs/a.md") -> None:
    with store.write() as tx:
        tx.sessions.replace_for_log(log(tx, path), rows)


def only(store: Store) -> StudySession:
    with store.read() as tx:
        (session,) = tx.sessions.all()
        return session


def edit(store: Store, change: Callable[[SessionRow], SessionRow], action: str = "edit") -> None:
    number = only(store).id
    with store.write(action, at=AT) as tx:
        row = tx.sessions.row(number)
        assert row is not None
        tx.sessions.edit(number, change(row))


def topics(session: StudySession) -> list[str]:
    return [talk.topic for talk in session.presentations]


def test_an_edit_taken_back_leaves_what_the_log_says_now(store: Store) -> None:
    tell(store, TOLD)
    edit(store, lambda row: replace(row, title="By hand", presentations=row.presentations[1:]))
    tell(store, MORE)
    assert topics(only(store)) == ["AAE", "MDN"]
    assert store.undo() == "edit"
    session = only(store)
    assert (session.title, session.scribe, session.edited) == ("Friday", "Park", False)
    assert topics(session) == ["ViT", "AAE", "MDN"]
    assert session.participants == ("Kim", "Lee", "Park")
    assert session.revision == 3
    assert store.redo() == "edit"
    session = only(store)
    assert (session.title, session.edited, session.scribe) == ("By hand", True, "Park")
    assert "ViT" not in topics(session)


def test_an_edit_taken_back_where_the_log_forgot_a_talk_meanwhile(store: Store) -> None:
    tell(store, MORE)
    edit(store, lambda row: replace(row, presentations=row.presentations[::-1]))
    tell(store, TOLD)
    assert store.undo() == "edit"
    assert topics(only(store)) == ["ViT", "AAE"]


def test_a_plan_taken_back_after_a_log_told_of_it_leaves_the_log_s_meeting(store: Store) -> None:
    plan = PresentationRow(("Kim",), "ViT", status=PresentationStatus.PLANNED)
    with store.write("plan", at=AT) as tx:
        number = tx.sessions.add(
            SessionRow(DAY, title="Friday", participants=("Choi",), presentations=(plan,))
        )
    tell(store, MORE)
    assert only(store).id == number
    assert store.undo() == "plan"
    session = only(store)
    assert (session.edited, session.participants) == (False, ("Kim", "Lee", "Park"))
    assert topics(session) == ["ViT", "AAE", "MDN"]
    tell(store)
    with store.read() as tx:
        assert tx.sessions.all() == ()


def test_a_plan_taken_back_goes_whole(store: Store) -> None:
    with store.write("plan", at=AT) as tx:
        tx.sessions.add(TOLD)
    edit(store, lambda row: replace(row, title="Other"))
    assert store.undo() == "edit"
    assert store.undo() == "plan"
    with store.read() as tx:
        assert tx.sessions.all() == ()
        assert tx.people.all() == []
    assert store.redo() == "plan"
    assert topics(only(store)) == ["ViT", "AAE"]


def test_a_meeting_that_its_log_forgot_comes_back_with_a_person_s_word(store: Store) -> None:
    tell(store, TOLD)
    edit(store, lambda row: replace(row, note="minutes"))
    tell(store)
    assert only(store).note == "minutes"
    assert store.undo() == "edit"
    with store.read() as tx:
        assert tx.sessions.all() == (), "nobody says anything of it any more"
    assert store.redo() == "edit"
    assert only(store).note == "minutes"


CHANGES: dict[str, Callable[[SessionRow], SessionRow]] = {
    "title": lambda row: replace(row, title=f"{row.title}!"),
    "drop": lambda row: replace(row, presentations=row.presentations[1:]),
    "turn": lambda row: replace(row, presentations=row.presentations[::-1]),
    "add": lambda row: replace(
        row, presentations=(PresentationRow(("Choi",), "GAN"), *row.presentations)
    ),
    "skip": lambda row: replace(
        row,
        presentations=tuple(
            replace(one, status=PresentationStatus.SKIPPED) for one in row.presentations
        ),
    ),
    "away": lambda row: replace(row, participants=row.participants[1:], absent=("Kim",)),
    "swap": lambda row: replace(
        row,
        presentations=tuple(replace(one, presenters=("Choi",)) for one in row.presentations),
    ),
}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.sampled_from([*CHANGES, "undo", "redo", "TOLD", "MORE", "other"]), max_size=9))
def test_whatever_people_and_scans_did_undo_comes_back_to_the_log_s_word(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    database = tmp_path_factory.mktemp("meetings") / "library.db"
    with open_store(str(database)) as store:
        tell(store, TOLD)
        for step in steps:
            if step in CHANGES:
                edit(store, CHANGES[step], step)
            elif step == "undo":
                store.undo()
            elif step == "redo":
                store.redo()
            elif step == "other":
                tell(store, replace(TOLD, title="", scribe="Choi"), path="/logs/b.md")
            else:
                tell(store, {"TOLD": TOLD, "MORE": MORE}[step])
        tell(store, TOLD)
        while store.undo() is not None:
            pass
        session = only(store)
        assert topics(session) == ["ViT", "AAE"]
        assert session.title == "Friday"
        assert set(session.participants) == {"Kim", "Lee"}
        assert [talk.presenters for talk in session.presentations] == [("Kim",), ("Lee",)]
        assert not session.edited
