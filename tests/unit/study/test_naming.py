"""The names of scanned logs as those of people: known, new, in doubt, or nobody's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from paperstudy.domain.events import Event
from paperstudy.domain.library import PresentationRow, SessionRow
from paperstudy.domain.logs import LogScan
from paperstudy.store.store import Store
from paperstudy.study.naming import name_people
from paperstudy.study.people import People
from paperstudy.study.study import Study
from tests.unit.study.house import NOW

Tell = Callable[..., list[SessionRow]]


@pytest.fixture
def tell(store: Store) -> Tell:
    """Return what saves a log with one meeting, and returns that with its names settled."""

    def save(
        path: str,
        there: Sequence[str] = (),
        *presenters: tuple[str, ...],
        moderator: str = "",
        authors: Sequence[str] = (),
    ) -> list[SessionRow]:
        held = tuple(PresentationRow(names, f"topic {n}") for n, names in enumerate(presenters))
        day = date(2024, 1, 1 + len(path) % 28)
        row = SessionRow(
            day, title=path, moderator=moderator, participants=tuple(there), presentations=held
        )
        with store.write() as tx:
            log_id = tx.logs.save(path, path, 1, 1, LogScan(), NOW)
            rows = name_people(tx, log_id, [row], authors)
            tx.sessions.replace_for_log(log_id, rows)
        return rows

    return save


@pytest.fixture
def people(store: Store) -> People:
    return People(store, lambda: NOW)


def all_names(people: People) -> dict[str, tuple[str, ...]]:
    return {each.person.name: each.person.aliases for each in people.list()}


def test_log_that_writes_names_in_many_ways_names_each_person_once(
    tell: Tell, people: People
) -> None:
    (row,) = tell(
        "a.md", ("김현수", "박지훈"), ("현수",), ("지훈님", "현수"), moderator="Kim Hyunsoo"
    )
    assert row.moderator == "김현수"
    assert row.participants == ("김현수", "박지훈")
    assert [held.presenters for held in row.presentations] == [("김현수",), ("박지훈", "김현수")]
    assert all_names(people) == {"김현수": ("Kim Hyunsoo",), "박지훈": ()}


def test_next_log_finds_who_is_there(tell: Tell, people: People) -> None:
    tell("a.md", ("김현수", "박지훈"))
    (row,) = tell("bb.md", ("Jihoon Park", "🔥", "OOO"), ("현수",))
    assert row.participants == ("박지훈",)
    assert row.presentations[0].presenters == ("김현수",)
    assert all_names(people) == {"김현수": (), "박지훈": ("Jihoon Park",)}


def test_person_known_by_half_a_name_is_called_by_the_whole_one(
    tell: Tell, people: People, store: Store
) -> None:
    tell("a.md", ("현수",))
    (row,) = tell("bb.md", ("김현수",))
    assert row.participants == ("김현수",)
    tell("ccc.md", ("박현수",))
    assert all_names(people) == {"김현수": ("현수",), "박현수": ()}
    # The log that was read first names them so too, and half a name still means them.
    with store.read() as tx:
        assert {session.participants for session in tx.sessions.all()} == {
            ("김현수",),
            ("박현수",),
        }
    (row,) = tell("dddd.md", ("현수",))
    assert row.participants == ("김현수",)


def test_name_that_a_person_chose_is_not_replaced_by_a_fuller_one(
    tell: Tell, people: People
) -> None:
    people.add("현수")
    tell("a.md", ("Hyunsoo",))
    (row,) = tell("bb.md", ("김현수",))
    assert row.participants == ("현수",)
    assert all_names(people) == {"현수": ("김현수",)}


def test_hangul_name_is_not_replaced_by_a_whole_one_in_latin_letters(
    tell: Tell, people: People
) -> None:
    tell("a.md", ("현수",))
    (row,) = tell("bb.md", ("Kim Hyunsoo",))
    assert row.participants == ("현수",)
    (row,) = tell("ccc.md", ("김현수",))
    assert row.participants == ("김현수",)
    assert all_names(people) == {"김현수": ("Kim Hyunsoo", "현수")}


def test_person_who_was_learned_before_gets_the_whole_name_with_the_next_log(
    tell: Tell, people: People, store: Store
) -> None:
    tell("a.md", ("현수",))
    with store.write() as tx:
        person = tx.people.find("현수")
        assert person is not None
        tx.people.add_alias(person, "김현수")
    tell("bb.md", ("김현수",))
    assert all_names(people) == {"김현수": ("현수",)}


def test_name_that_fits_two_is_asked_once(tell: Tell, people: People) -> None:
    tell("a.md", ("김현수", "박현수"))
    for _ in range(2):
        (row,) = tell("bb.md", (), ("현수님",))
        assert row.presentations[0].presenters == ("현수",)
        tell("ccc.md", (), ("현수",))
        (doubt,) = people.doubts()
        assert (doubt.name, doubt.path) == ("현수", "bb.md")
        assert [person.name for person in doubt.candidates] == ["김현수", "박현수"]


def test_doubt_goes_with_the_name(tell: Tell, people: People) -> None:
    tell("a.md", ("김현수", "박현수"))
    tell("bb.md", (), ("현수",))
    tell("bb.md", (), ("박현수",))
    assert people.doubts() == ()
    assert "현수" not in all_names(people)
    tell("bb.md", (), ("현수",))
    tell("bb.md")
    assert people.doubts() == ()


def test_doubt_within_one_log_is_about_the_people_it_brings(tell: Tell, people: People) -> None:
    tell("a.md", ("김현수", "박현수"), ("현수",))
    (doubt,) = people.doubts()
    assert [person.name for person in doubt.candidates] == ["김현수", "박현수"]


def test_settled_name_is_that_person_in_every_log(tell: Tell, people: People) -> None:
    tell("a.md", ("김현수", "박현수"))
    tell("bb.md", (), ("현수",))
    tell("ccc.md", (), ("현수",))
    (doubt,) = people.doubts()
    person = people.settle(doubt.id, "2")
    assert person is not None
    assert (person.name, person.aliases) == ("박현수", ("현수",))
    assert people.doubts() == ()
    assert [len(people.get(name).presentations) for name in ("박현수", "김현수")] == [2, 0]
    for path in ("bb.md", "dddd.md"):
        (row,) = tell(path, (), ("현수",))
        assert row.presentations[0].presenters == ("박현수",)
    assert people.doubts() == ()


def test_name_that_means_neither_stays_its_own_person(
    tell: Tell, people: People, store: Store
) -> None:
    tell("a.md", ("김현수", "박현수"))
    tell("bb.md", (), ("현수",))
    (doubt,) = people.doubts()
    assert people.settle(doubt.id) is None
    assert people.doubts() == ()
    tell("bb.md", (), ("현수",))
    tell("ccc.md", (), ("현수",))
    assert people.doubts() == ()
    assert len(people.get("현수").presentations) == 2
    assert store.undo() == f"inbox n{doubt.id}: {doubt.name}"
    assert [each.name for each in people.doubts()] == ["현수"]


def test_authors_are_in_the_group(tell: Tell, people: People) -> None:
    tell("a.md", ("김현수",), authors=["Kim Hyunsoo", "박지훈"])
    tell("bb.md", authors=["이서연", "🔥"])
    assert all_names(people) == {"김현수": ("Kim Hyunsoo",), "박지훈": (), "이서연": ()}


def test_log_without_names_leaves_everybody_alone(tell: Tell, people: People) -> None:
    (row,) = tell("a.md")
    assert row.participants == ()
    assert all_names(people) == {}


def test_rescan_changes_nothing(tell: Tell, people: People) -> None:
    def told() -> None:
        tell("a.md", ("현수", "박지훈"), ("Park Jihoon",), moderator="김현수")

    told()
    before = all_names(people)
    told()
    assert all_names(people) == before


def test_log_in_a_members_folder_is_theirs(
    study: Study, logs: Path, scan: Callable[[], list[Event]]
) -> None:
    for name in ("김현수", "박지훈"):
        (logs / name).mkdir()
        (logs / name / "2024-01-05.md").write_text(f"# 회고\n\n{name}의 하루\n", encoding="utf-8")
    (logs / "박지훈" / "2024-01-06.md").write_text(
        "---\nauthor: 이서연\n---\n# 회고\n", encoding="utf-8"
    )
    scan()
    assert list(all_names(study.people)) == ["김현수", "박지훈", "이서연"]
