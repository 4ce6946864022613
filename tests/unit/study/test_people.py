"""The members of the group by hand: add, alias, merge, rename, active; each can be undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from paperstudy.domain.errors import (
    AmbiguousNameError,
    ConfigError,
    ConflictError,
    InvalidEditError,
    NotFoundError,
    PaperstudyError,
)
from paperstudy.domain.library import PresentationRow, ReadingEntry, SessionRow
from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.papers import PaperRecord, PaperStatus
from paperstudy.domain.sessions import SessionState
from paperstudy.store.store import Store
from paperstudy.study.people import People
from paperstudy.study.people_rows import person_object, person_row, person_summary_row
from paperstudy.study.persons_finding import find_person, get_people, get_person, is_me
from paperstudy.study.shelving import shelve
from tests.unit.study.house import NOW


@pytest.fixture
def people(store: Store) -> People:
    """Return a group of three who met twice."""
    group = People(store, lambda: NOW, me="현수")
    for name in ("김현수", "박지훈", "이서연"):
        group.add(name)
    done, planned = PresentationStatus.DONE, PresentationStatus.PLANNED
    with store.write() as tx:
        tx.sessions.add(
            SessionRow(
                date(2024, 1, 5),
                title="1주차",
                moderator="김현수",
                participants=("김현수", "박지훈", "이서연"),
                presentations=(PresentationRow(("박지훈",), "ViT", status=done),),
            )
        )
        tx.sessions.add(
            SessionRow(
                date(2024, 1, 12),
                participants=("박지훈",),
                presentations=(
                    PresentationRow(("박지훈", "김현수"), "BERT", status=done),
                    PresentationRow(("이서연",), "GPT", status=planned),
                ),
            )
        )
        tx.sessions.add(
            SessionRow(
                date(2024, 1, 19),
                participants=("이서연",),
                presentations=(PresentationRow(("이서연",), "T5", status=done),),
                state=SessionState.SKIPPED,
            )
        )
    return group


def refused(call: Callable[[], object], kind: type[PaperstudyError]) -> PaperstudyError:
    with pytest.raises(kind) as caught:
        call()
    assert caught.value.hint
    return caught.value


def test_list_says_how_often_and_when_last_each_presented(people: People) -> None:
    rows = {row["name"]: row for row in map(person_summary_row, people.list())}
    assert rows["박지훈"] == {
        "id": 2,
        "name": "박지훈",
        "aliases": [],
        "active": True,
        "sessions": 2,
        "presentations": 2,
        "last_presented": "2024-01-12",
    }
    assert rows["김현수"]["presentations"] == 1
    assert (rows["이서연"]["presentations"], rows["이서연"]["last_presented"]) == (0, None)
    assert rows["이서연"]["sessions"] == 1


def test_person_is_shown_with_what_they_did(people: People) -> None:
    row = person_object(people.get("지훈"))
    assert row["name"] == "박지훈"
    assert [(held["date"], held["topic"], held["status"]) for held in row["presentations"]] == [
        ("2024-01-05", "ViT", "done"),
        ("2024-01-12", "BERT", "done"),
    ]
    assert [session["date"] for session in row["sessions"]] == ["2024-01-05", "2024-01-12"]
    assert row["reading"] == []


def test_reading_list_of_a_person_stands_with_them(people: People, store: Store) -> None:
    with store.write() as tx:
        paper = shelve(tx, PaperRecord("arxiv", "One Paper", year=2020), NOW)
        who = find_person(tx, "박지훈")
        tx.reading.save(ReadingEntry(paper.id, PaperStatus.TO_READ, who, priority=1, rating=4))
    assert person_object(people.get("박지훈"))["reading"] == [
        {
            "key": paper.key,
            "title": "One Paper",
            "status": "to-read",
            "priority": 1,
            "due": None,
            "rating": 4,
            "note": "",
        }
    ]
    assert people.get("김현수").reading == ()


def test_alias_finds_its_person_until_it_is_taken_away(people: People, store: Store) -> None:
    person = people.alias("박지훈", ["Potato", "T1234"])
    assert person_row(person)["aliases"] == ["Potato", "T1234"]
    assert people.get("potato").person == person
    assert people.alias("박지훈", remove=["POTATO"]).aliases == ("T1234",)
    refused(lambda: people.get("potato"), NotFoundError)
    assert store.undo() == "person alias 박지훈"
    assert people.get("potato").person == person


def test_alias_of_somebody_else_is_refused_with_the_way_to_merge(people: People) -> None:
    error = refused(lambda: people.alias("박지훈", ["김현수"]), ConflictError)
    assert "김현수" in error.message
    assert "person merge 박지훈 김현수" in error.hint
    people.add("Ada Lovelace")
    error = refused(lambda: people.rename("박지훈", "Ada Lovelace"), ConflictError)
    assert 'person merge 박지훈 "Ada Lovelace"' in error.hint


def test_alias_that_is_not_theirs_names_the_nearest(people: People) -> None:
    people.alias("박지훈", ["Potato"])
    error = refused(lambda: people.alias("박지훈", remove=["Potatoe"]), NotFoundError)
    assert error.hint == "did you mean Potato?"
    refused(lambda: people.alias("김현수", remove=["Potato"]), NotFoundError)


def test_merge_moves_everything_and_undo_parts_them(people: People, store: Store) -> None:
    merged = people.merge("김현수", "지훈")
    assert merged.aliases == ("박지훈",)
    assert len(people.get("박지훈").presentations) == 2
    assert [each.person.name for each in people.list()] == ["김현수", "이서연"]
    assert store.undo() == "person merge 김현수 지훈"
    assert len(people.get("김현수").presentations) == 1
    assert store.redo() == "person merge 김현수 지훈"
    assert len(people.list()) == 2


def test_person_is_not_merged_with_themselves(people: People) -> None:
    error = refused(lambda: people.merge("김현수", "현수"), ConflictError)
    assert "김현수" in error.message


def test_renamed_person_keeps_the_name_that_logs_use(people: People) -> None:
    person = people.rename("서연", "Seoyeon Lee")
    assert (person.name, person.aliases) == ("Seoyeon Lee", ("이서연",))
    back = people.rename("Seoyeon Lee", "이서연")
    assert (back.name, back.aliases) == ("이서연", ("Seoyeon Lee",))
    assert people.rename("이서연", "이서연") == back


def test_who_left_is_listed_apart(people: People) -> None:
    assert not people.set_active("서연", active=False).active
    assert [each.person.name for each in people.list(active_only=True)] == ["김현수", "박지훈"]
    assert len(people.list()) == 3
    assert people.set_active("서연", active=True).active


def test_person_is_added_with_other_names(people: People) -> None:
    person = people.add(" 최성재 ", ["Jay", "T2000"])
    assert (person.name, person.aliases) == ("최성재", ("Jay", "T2000"))
    error = refused(lambda: people.add("최성재"), ConflictError)
    assert "person show" in error.hint
    refused(lambda: people.add("정영희", ["jay"]), ConflictError)
    refused(lambda: people.get("정영희"), NotFoundError)


@pytest.mark.parametrize("name", ["", "  ", "🔥", "ㅇㅇㅇ", "me", "a, b", "가" * 81])
def test_what_is_no_name_is_refused(people: People, name: str) -> None:
    nobody = People(people._store, lambda: NOW)
    refused(lambda: nobody.add(name), InvalidEditError)
    refused(lambda: people.rename("김현수", name), InvalidEditError)


def test_unknown_name_names_the_nearest(people: People) -> None:
    error = refused(lambda: people.get("박지운"), NotFoundError)
    assert error.hint == "did you mean 박지훈?"
    error = refused(lambda: people.get("Zaphod"), NotFoundError)
    assert "person list" in error.hint


def test_name_that_fits_two_is_refused_with_both(people: People) -> None:
    people.add("이현수")
    error = refused(lambda: people.set_active("현수", active=False), AmbiguousNameError)
    assert "김현수, 이현수" in error.message


def test_me_is_who_the_settings_say(people: People, store: Store) -> None:
    assert people.get("me").person.name == people.get("나").person.name == "김현수"
    found = people.me()
    assert found is not None
    assert found.name == "김현수"
    unset = People(store, lambda: NOW)
    assert unset.me() is None
    assert "PAPERSTUDY_ME" in refused(lambda: unset.get("me"), ConfigError).hint
    new = People(store, lambda: NOW, me="정영희")
    assert new.me() is None
    refused(lambda: new.get("me"), NotFoundError)
    assert new.add("me").name == "정영희"


def test_me_joins_the_group_with_the_first_thing_written(people: People, store: Store) -> None:
    with store.write("hello", at=NOW) as tx:
        me = get_person(tx, "me", "정영희")
        assert get_person(tx, "me", "정영희") == tx.people.get(me.id)
        assert find_person(tx, "me", "정영희") == me.id
        with pytest.raises(NotFoundError):
            get_person(tx, "Zaphod", "정영희")
    assert people.get("영희").person.name == "정영희"


def test_several_names_are_each_found_once(people: People, store: Store) -> None:
    with store.read() as tx:
        found = get_people(tx, ["지훈, 서연", "박지훈", " ", "me"], "현수")
        assert [person.name for person in found] == ["박지훈", "이서연", "김현수"]
        assert get_people(tx, []) == ()
    assert is_me(" Me ")


def test_completion_begins_as_typed(people: People) -> None:
    people.alias("박지훈", ["Potato"])
    assert people.complete_names("po") == ("Potato",)
    assert people.complete_names("") == ("김현수", "박지훈", "Potato", "이서연")


def test_doubt_that_is_not_there_is_refused(people: People) -> None:
    refused(lambda: people.settle(7, "1"), NotFoundError)


def test_talks_to_come_and_called_off_ones_are_not_counted(people: People, store: Store) -> None:
    held = PresentationRow(("박지훈",), "A plan that a log wrote as done")
    with store.write() as tx:
        for day, state in (
            (date(2026, 12, 4), SessionState.OPEN),
            (date(2026, 11, 6), SessionState.SKIPPED),
        ):
            tx.sessions.add(
                SessionRow(day, participants=("박지훈",), presentations=(held,), state=state)
            )
    rows = {row["name"]: row for row in map(person_summary_row, people.list())}
    assert (rows["박지훈"]["sessions"], rows["박지훈"]["presentations"]) == (2, 2)
    assert rows["박지훈"]["last_presented"] == "2024-01-12"
    row = person_object(people.get("박지훈"))
    assert [(one["date"], one["status"]) for one in row["presentations"]] == [
        ("2024-01-05", "done"),
        ("2024-01-12", "done"),
        ("2026-11-06", "skipped"),
        ("2026-12-04", "planned"),
    ]
    assert [session["date"] for session in row["sessions"]] == ["2024-01-05", "2024-01-12"]
    assert [session["date"] for session in row["coming"]] == ["2026-12-04"]


def test_person_of_whom_nothing_is_known_can_be_removed(people: People, store: Store) -> None:
    people.add("Ada Lovelace", ["Countess"])
    assert people.remove("countess").name == "Ada Lovelace"
    refused(lambda: people.get("Ada"), NotFoundError)
    assert store.undo() == "person remove countess"
    assert people.get("Ada").person.aliases == ("Countess",)


def test_person_whom_something_names_is_not_removed(people: People, store: Store) -> None:
    error = refused(lambda: people.remove("이서연"), ConflictError)
    assert error.message == "sessions name “이서연”, the last of them 2024-01-19"
    assert "person merge NAME 이서연" in error.hint
    people.add("Ada")
    with store.write() as tx:
        paper = shelve(tx, PaperRecord("arxiv", "One Paper", year=2020), NOW)
        tx.reading.vote(paper.id, find_person(tx, "Ada"))
    error = refused(lambda: people.remove("Ada"), ConflictError)
    assert "votes" in error.message
    assert people.get("Ada").person.name == "Ada"


def test_person_whom_only_a_refused_session_names_is_no_member_any_more(
    people: People, store: Store
) -> None:
    people.add("Ada")
    with store.write() as tx:
        number = tx.sessions.add(SessionRow(date(2024, 2, 2), participants=("Ada",)))
    with store.write() as tx:
        tx.sessions.remove(number)
    people.remove("Ada")
    assert "Ada" not in [each.person.name for each in people.list()]
    store.undo()
    assert "Ada" in [each.person.name for each in people.list()]


def test_guess_is_whom_a_name_fits_or_is_near_to(people: People) -> None:
    people.add("최지훈")
    found = people.guess("서연").person
    assert found is not None
    assert found.name == "이서연"
    assert [person.name for person in people.guess("지훈").others] == ["박지훈", "최지훈"]
    assert [person.name for person in people.guess("서현").others] == ["이서연"]
    assert people.guess("Zaphod").others == ()
    refused(lambda: people.guess("🔥"), InvalidEditError)


def test_who_may_be_the_same_person_is_told(people: People) -> None:
    assert [one.name for one in people.alike(people.add("Kim Hyunsoo"))] == ["김현수"]
    assert [one.name for one in people.alike(people.add("서연"))] == ["이서연"]
    assert people.alike(people.add("홍길동")) == ()


@pytest.mark.parametrize(
    ("me", "near"),
    [("이서현", "이서연"), ("서언", "이서연"), ("박지운", "박지훈"), ("Jihoom", "박지훈")],
)
def test_a_mistyped_me_makes_no_new_person(
    people: People, store: Store, me: str, near: str
) -> None:
    with pytest.raises(NotFoundError) as raised, store.write("vote", at=NOW) as tx:
        get_person(tx, "me", me)
    assert near in raised.value.hint
    assert f"paperstudy person add {me}" in raised.value.hint
    assert len(people.list()) == 3
    people.add(me)
    with store.write("vote", at=NOW) as tx:
        assert get_person(tx, "me", me).name == me


def test_the_first_letters_of_one_person_s_name_are_near_it(people: People, store: Store) -> None:
    people.alias("이서연", ["Lee", "Lee Seoyeon"])
    with store.read() as tx:
        with pytest.raises(NotFoundError) as raised:
            get_person(tx, "Le")
        assert "Lee" in raised.value.hint
