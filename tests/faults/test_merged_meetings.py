"""Two meetings made one: what people said of both stands, whatever logs say and undo takes back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from paperstudy.domain.library import PresentationRow, SessionRow
from paperstudy.domain.logs import PresentationStatus
from paperstudy.store.store import Store, open_store
from tests.faults.test_meetings_over_scans import (
    AAE,
    AT,
    DAY,
    NEXT,
    TOLD,
    VIT,
    Change,
    edit,
    listed,
    merge,
    only,
    sessions,
    tell,
    topics,
)

B = "/logs/b.md"
ONE = SessionRow(
    DAY,
    title="A",
    moderator="Kim",
    place="Room 1",
    participants=("Kim",),
    presentations=(PresentationRow(("Kim",), "ViT", 3),),
)
OTHER = replace(
    ONE,
    title="B",
    moderator="Lee",
    place="Room 2",
    participants=("Lee", "Choi", "Kim"),
    presentations=(*ONE.presentations, PresentationRow(("Lee",), "AAE", 4)),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "library.db")) as opened:
        tell(opened, ONE)
        tell(opened, OTHER, path=B)
        yield opened


def skipped(row: SessionRow) -> SessionRow:
    held = (replace(one, status=PresentationStatus.SKIPPED) for one in row.presentations)
    return replace(row, presentations=tuple(held))


def undo_all(store: Store) -> None:
    while store.undo() is not None:
        pass


@pytest.mark.parametrize(
    ("which", "change", "name", "value"),
    [
        (1, lambda row: replace(row, place="Cafe"), "place", "Cafe"),
        (1, lambda row: replace(row, place="Room 1"), "place", "Room 1"),
        (1, lambda row: replace(row, moderator="Choi"), "moderator", "Choi"),
        (0, lambda row: replace(row, moderator=""), "moderator", ""),
        (
            1,
            lambda row: replace(row, participants=("Lee", "Choi")),
            "participants",
            ("Lee", "Choi"),
        ),
    ],
)
def test_a_fact_that_a_person_set_of_either_stands(
    store: Store, which: int, change: Change, name: str, value: object
) -> None:
    edit(store, change, which=which)
    merge(store, *sessions(store))
    assert getattr(only(store), name) == value
    tell(store, replace(ONE, place="Room 3", moderator="Park"))
    assert getattr(only(store), name) == value


def test_a_talk_that_a_person_called_off_or_took_out_of_either_stays_so(store: Store) -> None:
    edit(store, skipped, which=1)
    merge(store, *sessions(store))
    assert {one.status for one in only(store).presentations} == {PresentationStatus.SKIPPED}
    undo_all(store)
    edit(store, lambda row: replace(row, presentations=()))
    merge(store, *sessions(store))
    assert topics(only(store)) == ["AAE"]


def test_meetings_made_one_are_one_still_when_a_log_says_again_what_it_forgot(store: Store) -> None:
    merge(store, *sessions(store))
    before = listed(store)
    tell(store, path=B)
    assert (only(store).participants, only(store).logs) == (("Kim",), ("/logs/a.md",))
    tell(store, OTHER, path=B)
    assert listed(store) == before
    tell(store)
    tell(store, path=B)
    assert sessions(store) == ()
    with store.read() as tx:
        assert tx.people.all() == []
    tell(store, OTHER, path=B)
    tell(store, ONE)
    assert listed(store) == before


@pytest.mark.parametrize(("keep", "path"), [(0, "/logs/a.md"), (0, B), (1, "/logs/a.md"), (1, B)])
def test_a_merge_taken_back_leaves_no_meeting_of_which_no_log_tells(
    store: Store, keep: int, path: str
) -> None:
    there = sessions(store)
    merge(store, there[keep], there[1 - keep])
    tell(store, path=path)
    assert store.undo() == "merge"
    assert [one.title for one in sessions(store)] == ["B" if path != B else "A"]
    tell(store, path=path)
    assert len(sessions(store)) == 1


def test_an_edit_taken_back_leaves_no_meeting_that_its_log_forgot(store: Store) -> None:
    reading = SessionRow(NEXT, title="Reading", participants=("Park",))
    tell(store, ONE, reading)
    edit(store, lambda row: replace(row, note="minutes"), which=2)
    tell(store, ONE)
    before = listed(store)
    assert store.undo() == "edit"
    assert [one.title for one in sessions(store)] == ["A", "B"]
    assert store.redo() == "edit"
    assert listed(store) == before
    store.undo()
    tell(store, ONE)
    with store.read() as tx:
        assert tx.people.find("Park") is None


def test_a_talk_that_a_scan_gave_other_presenters_goes_with_the_step_that_made_it(
    store: Store,
) -> None:
    before = listed(store)
    edit(store, skipped)  # so that the merge writes the talks
    merge(store, *sessions(store))
    tell(store, replace(OTHER, presentations=(VIT, replace(AAE, presenters=("Choi",)))), path=B)
    tell(store, OTHER, path=B)
    undo_all(store)
    assert listed(store) == before


def test_two_people_made_one_of_whom_one_came_came(store: Store) -> None:
    edit(store, lambda row: replace(row, participants=("Lee",), absent=("Kim",)), which=1)
    with store.write("people", at=AT) as tx:
        lee, kim = tx.people.find("Lee"), tx.people.find("Kim")
        assert lee is not None
        assert kim is not None
        tx.people.merge(lee, kim)
    tell(store, replace(OTHER, place="Room 3"), path=B)
    session = sessions(store)[1]
    assert ("Lee" in session.participants, session.absent) == (True, ())


def test_a_step_of_an_older_version_is_done_again_to_the_letter(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "old.db")) as store:
        tell(store, TOLD)
        edit(store, lambda row: replace(row, title="Mine", place="Room 2"))
        with closing(sqlite3.connect(store.info().database)) as connection:
            connection.execute("UPDATE sessions SET said = ''")
            found = "SELECT id, before, after FROM journal_changes WHERE table_name = 'sessions'"
            for number, *texts in connection.execute(found).fetchall():
                images = [json.loads(text) for text in texts]
                for changes, image in enumerate(images):
                    image.pop("said", None)
                    image["changes"] = changes
                connection.execute(
                    "UPDATE journal_changes SET before = ?, after = ? WHERE id = ?",
                    (*map(json.dumps, images), number),
                )
            connection.commit()
        before = listed(store)
        tell(store, replace(TOLD, title="Vision"))
        assert listed(store) == before
        assert store.undo() == "edit"
        assert only(store).title == "Vision"
        assert store.redo() == "edit"
        assert (only(store).title, only(store).place) == ("Mine", "Room 2")
