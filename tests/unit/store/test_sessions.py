from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from paperstudy.domain.errors import ConflictError, InvalidEditError, NotFoundError
from paperstudy.domain.library import PresentationRow, ReadingEntry, SessionRow
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.sessions import SessionId
from paperstudy.store.store import Store
from paperstudy.store.views import Writer

SaveLog = Callable[..., LogId]
DAY = date(2021, 8, 17)
ROW = SessionRow(
    date=DAY,
    date_text="8월 17일",
    title="Day 12",
    moderator="김철수",
    scribe="Lee",
    participants=("김철수", "Lee", "박영희", "lee"),
    presentations=(
        PresentationRow(("박영희", "Lee"), "BERT", 7),
        PresentationRow((), "questions", 9, PresentationStatus.PLANNED),
    ),
    line=3,
)


def names(tx: Writer) -> list[str]:
    return [person.name for person in tx.people.all()]


def test_a_session_comes_back_as_the_log_told_it(
    store: Store, save_log: SaveLog, add_paper: Any
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "bert", "BERT")
        rows = (PresentationRow(("Lee",), "BERT", paper_id=paper), *ROW.presentations)
        tx.sessions.replace_for_log(save_log(tx), [SessionRow(DAY, presentations=rows), ROW])
    with store.read() as tx:
        first, second = tx.sessions.all()
        assert tx.sessions.get(second.id) == second
        assert tx.sessions.get(SessionId(99)) is None
    assert first.presentations[0].paper == ("bert", "BERT")
    assert (second.date, second.date_text, second.title) == (DAY, "8월 17일", "Day 12")
    assert (second.moderator, second.scribe) == ("김철수", "Lee")
    assert second.participants == ("김철수", "Lee", "박영희")
    assert [(p.presenters, p.topic, p.line, p.status) for p in second.presentations] == [
        (("박영희", "Lee"), "BERT", 7, PresentationStatus.DONE),
        ((), "questions", 9, PresentationStatus.PLANNED),
    ]
    assert second.logs == ("/logs/day1.md",)


def test_a_rescan_keeps_numbers_and_changes_what_changed(store: Store, save_log: SaveLog) -> None:
    with store.write() as tx:
        log = save_log(tx)
        other = SessionRow(date=date(2021, 8, 24), title="Day 13")
        tx.sessions.replace_for_log(log, [ROW, other])
        before = tx.sessions.all()
        tx.sessions.replace_for_log(log, [ROW, other])
        assert tx.sessions.all() == before
        moved = SessionRow(date=date(2021, 8, 25), title="Day 13", participants=("New",))
        tx.sessions.replace_for_log(log, [moved, ROW, ROW])
        after = tx.sessions.all()
        assert [session.id for session in after[:1]] == [before[0].id]
        assert next(s for s in after if s.title == "Day 13").id == before[1].id
        assert len(after) == 3
        tx.sessions.replace_for_log(log, [])
        assert tx.sessions.all() == ()


def talks(tx: Writer) -> list[tuple[Any, ...]]:
    return tx._link.rows(
        "SELECT p.id, p.position, p.topic, e.id, w.name FROM presentations p"
        " LEFT JOIN presenters e ON e.presentation_id = p.id"
        " LEFT JOIN people w ON w.id = e.person_id ORDER BY p.position, e.position"
    )


def test_a_rescan_keeps_the_rows_of_talks_and_of_those_who_hold_them(
    store: Store, save_log: SaveLog
) -> None:
    def held(*named: tuple[str, str]) -> SessionRow:
        rows = tuple(PresentationRow((name,), topic) for name, topic in named)
        return SessionRow(DAY, participants=tuple(name for name, _ in named), presentations=rows)

    with store.write() as tx:
        log = save_log(tx)
        tx.sessions.replace_for_log(log, [held(("Kim", "A"), ("Lee", "B"), ("Choi", "C"))])
        a, b, c = talks(tx)
        attending = tx._link.rows("SELECT person_id, id FROM attendance ORDER BY person_id")
        tx.sessions.replace_for_log(log, [held(("Lee", "B"), ("Park", "N"), ("Kim", "A"))])
        assert [(row[0], row[1], row[2]) for row in talks(tx)] == [
            (b[0], 0, "B"),
            (c[0], 1, "N"),
            (a[0], 2, "A"),
        ]
        assert [row[3] for row in talks(tx)][::2] == [b[3], a[3]]
        assert [row[4] for row in talks(tx)] == ["Lee", "Park", "Kim"]
        kept = tx._link.rows("SELECT person_id, id FROM attendance ORDER BY person_id")
        assert set(kept) & set(attending) == set(attending[:2])
        (session,) = tx.sessions.all()
        assert session.participants == ("Lee", "Park", "Kim")
        tx.sessions.replace_for_log(log, [held(("Kim", "A"))])
        assert [(row[0], row[3]) for row in talks(tx)] == [(a[0], a[3])]


def test_people_whom_only_a_mistaken_scan_named_go_with_it(store: Store, save_log: SaveLog) -> None:
    with store.write() as tx:
        tx.people.ensure("Lee")
        log = save_log(tx)
        tx.sessions.replace_for_log(log, [ROW])
        assert names(tx) == ["Lee", "김철수", "박영희"]
        tx.sessions.replace_for_log(log, [SessionRow(DAY, moderator="김철수")])
        assert names(tx) == ["Lee", "김철수"]
        tx.sessions.replace_for_log(log, [])
        assert names(tx) == ["Lee"]


def test_a_session_that_a_person_edited_is_left_alone(store: Store, save_log: SaveLog) -> None:
    with store.write() as tx:
        log = save_log(tx)
        tx.sessions.replace_for_log(log, [ROW])
        (session,) = tx.sessions.all()
        tx.sessions.edit(session.id, SessionRow(DAY, title="By hand", moderator="Choi"))
        edited = tx.sessions.get(session.id)
        tx.sessions.replace_for_log(log, [ROW])
        assert tx.sessions.all() == (edited,)
        tx.sessions.replace_for_log(log, [])
        assert edited is not None
        assert tx.sessions.all() == (replace(edited, logs=()),)
        with pytest.raises(NotFoundError):
            tx.sessions.edit(SessionId(99), ROW)


def test_a_session_can_be_planned_by_hand(store: Store) -> None:
    with store.write("plan") as tx:
        number = tx.sessions.add(SessionRow(DAY, starts="19:30", zone="Asia/Seoul", place="Room 1"))
        assert [session.id for session in tx.sessions.all()] == [number]
    assert store.undo() == "plan"
    with store.read() as tx:
        assert tx.sessions.all() == ()


def test_sessions_are_asked_for_by_date_person_and_paper(
    store: Store, save_log: SaveLog, add_paper: Any
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "bert")
        held = PresentationRow(("박영희",), "", paper_id=paper)
        rows = [
            SessionRow(date(2021, 1, 1), title="a", presentations=(held,)),
            SessionRow(title="undated", scribe="Lee"),
            SessionRow(date(2020, 1, 1), title="b", participants=("Lee",)),
            SessionRow(date(2022, 1, 1), title="c", moderator="LEE"),
        ]
        tx.sessions.replace_for_log(save_log(tx), rows)
        tx.people.add_alias(tx.people.ensure("박영희"), "Younghee")

        def titles(**filters: Any) -> list[str]:
            return [session.title for session in tx.sessions.all(**filters)]

        assert titles() == ["b", "a", "c", "undated"]
        assert titles(since=date(2021, 1, 1)) == ["a", "c"]
        assert titles(until=date(2021, 1, 1)) == ["b", "a"]
        assert titles(person="lee") == ["b", "c", "undated"]
        assert titles(person="younghee") == ["a"]
        assert titles(person="nobody") == []
        assert titles(paper="bert") == ["a"]
        assert titles(paper="bert", until=date(2020, 6, 1)) == []


def test_a_person_is_one_under_all_their_names(store: Store) -> None:
    with store.write() as tx:
        kim = tx.people.ensure(" Kim\tChulsoo ")
        assert tx.people.ensure("kim chulsoo") == kim
        tx.people.add_alias(kim, "김철수")
        tx.people.add_alias(kim, "김철수")
        assert tx.people.ensure("김철수") == kim
        other = tx.people.ensure("Lee")
        with pytest.raises(ConflictError):
            tx.people.add_alias(other, "KIM CHULSOO")
        with pytest.raises(InvalidEditError):
            tx.people.ensure("\u200b")
        tx.people.set_active(other, active=False)
        assert [(p.name, p.aliases, p.active) for p in tx.people.all()] == [
            ("Kim Chulsoo", ("김철수",), True),
            ("Lee", (), False),
        ]


def test_reading_lists_are_the_groups_and_each_persons(store: Store, add_paper: Any) -> None:
    with store.write() as tx:
        a, b, kim = add_paper(tx, "a"), add_paper(tx, "b"), tx.people.ensure("Kim")
        group = ReadingEntry(a, PaperStatus.TO_READ, priority=2, due=DAY)
        mine = ReadingEntry(a, PaperStatus.READ, kim, rating=5, note="good\nread")
        tx.reading.save(ReadingEntry(b, PaperStatus.TO_READ))
        for entry in (group, mine, mine):
            tx.reading.save(entry)
        tx.papers.set_status(a, PaperStatus.READING)
        assert tx.reading.all() == (
            ReadingEntry(a, PaperStatus.READING, priority=2, due=DAY),
            ReadingEntry(b, PaperStatus.TO_READ),
        )
        assert tx.reading.all(kim) == (mine,)
        assert tx.papers.get(a).status is PaperStatus.READING
        tx.reading.remove(a)
        tx.reading.remove(a)
        assert tx.papers.get(a).status is PaperStatus.UNREAD


def test_names_are_learned_replaced_and_forgotten(
    store: Store, add_paper: Any, at: datetime
) -> None:
    with store.write() as tx:
        a, b = add_paper(tx, "a", "One"), add_paper(tx, "b", "Two")
        tx.names.learn("bert", "BERT", a, at)
        tx.names.learn("bert", "Bert", b, at)
        (name,) = tx.names.all()
        assert (name.normalised, name.surface, name.paper_id) == ("bert", "Bert", b)
        assert (name.key, name.title) == ("b", "Two")
        tx.names.forget("bert")
        tx.names.forget("bert")
        assert tx.names.all() == []
