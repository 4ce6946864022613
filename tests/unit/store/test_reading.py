from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.library import (
    PathRow,
    PresentationRow,
    ReadingEntry,
    ReadingPath,
    SessionRow,
    TodoId,
    TodoRow,
)
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import TodoKind
from paperstudy.domain.papers import CiteKey, PaperStatus
from paperstudy.store.link import Row, SqliteLink
from paperstudy.store.repositories.reading import ReadingWriter
from paperstudy.store.rows import Rows
from paperstudy.store.store import Store, open_store

SaveLog = Callable[..., LogId]
TO_READ, READ, PRESENTED = PaperStatus.TO_READ, PaperStatus.READ, PaperStatus.PRESENTED


def test_the_groups_list_goes_by_priority_votes_and_age(store: Store, add_paper: Any) -> None:
    def day(number: int) -> datetime:
        return datetime(2026, 11, number, tzinfo=UTC)

    with store.write() as tx:
        a, b, c, d, e = (add_paper(tx, key, key.upper()) for key in "abcde")
        f = add_paper(tx, "f", "Six", authors=("Kim", "Lee"), year=2020)
        kim, lee = tx.people.ensure("Kim"), tx.people.ensure("Lee")
        assert tx.reading.nominate(a, kim, day(3))
        assert not tx.reading.nominate(a, lee, day(4))
        tx.reading.nominate(b, None, day(2))
        tx.reading.save(ReadingEntry(c, TO_READ))
        tx.reading.save(ReadingEntry(d, TO_READ, added_at=day(5)))
        tx.reading.save(ReadingEntry(e, TO_READ, priority=2))
        tx.reading.save(ReadingEntry(f, READ, priority=1, note="n"))
        assert tx.reading.vote(d, kim)
        assert tx.reading.vote(d, lee)
        assert not tx.reading.vote(d, lee)
        assert tx.reading.vote(a, lee)
        rows = tx.reading.rows()
        assert [row.key for row in rows] == ["f", "e", "d", "a", "c", "b"]
        first, voted, nominated = rows[0], rows[2], rows[3]
        assert (first.title, first.authors, first.year) == ("Six", ("Kim", "Lee"), 2020)
        assert voted.votes == ("Kim", "Lee")
        assert (nominated.votes, nominated.nominated_by) == (("Lee",), "Kim")
        assert (nominated.entry.nominated_by, nominated.entry.added_at) == (kim, day(3))
        assert tx.reading.unvote(d, kim)
        assert not tx.reading.unvote(d, kim)
        tx.reading.remove(d)
        tx.reading.nominate(d, kim, day(9))
        (last,) = [row for row in tx.reading.rows() if row.key == "d"]
        assert (last.votes, last.entry.added_at) == ((), day(9))


class CountingLink(SqliteLink):
    """A link that counts what it is asked."""

    asked = 0

    def rows(self, sql: str, **parameters: object) -> list[Row]:
        self.asked += 1
        return super().rows(sql, **parameters)


def test_many_papers_are_put_on_a_list_with_no_more_questions_than_one(
    tmp_path: Path, add_paper: Any
) -> None:
    asked = []
    with open_store(str(tmp_path / "many.db")) as store, store.write("reading") as tx:
        papers = [add_paper(tx, f"p{number}", f"Paper {number}") for number in range(40)]
        assert isinstance(tx._link, SqliteLink)
        for some in (papers[:1], papers[1:]):
            link = CountingLink(tx._link.connection)
            writer = ReadingWriter(link, Rows(tx._rows._connection, link, tx._rows._recorder))
            writer.save(*(ReadingEntry(paper, TO_READ) for paper in some))
            writer.save(*(ReadingEntry(paper, READ, priority=1) for paper in some))
            asked.append(link.asked)
        entries = tx.reading.all()
    assert asked[0] == asked[1]
    assert [(one.status, one.priority) for one in entries] == [(READ, 1)] * 40


def test_a_persons_list_is_their_own(store: Store, add_paper: Any, at: datetime) -> None:
    with store.write() as tx:
        a, kim = add_paper(tx, "a"), tx.people.ensure("Kim")
        tx.reading.nominate(a, kim, at)
        tx.reading.set_status(a, READ, kim)
        tx.reading.set_status(a, PaperStatus.DROPPED, kim)
        (row,) = tx.reading.rows(kim)
        assert (row.entry.status, row.entry.person) == (PaperStatus.DROPPED, kim)
        assert (row.votes, row.nominated_by, row.entry.nominated_by) == ((), "", None)
        assert [entry.person for entry in tx.reading.of_paper(a)] == [None, kim]
        tx.reading.remove(a, kim)
        assert tx.reading.rows(kim) == ()
        assert len(tx.reading.rows()) == 1


def test_a_paper_presented_is_so_on_the_list_of_who_presented_it(
    store: Store, add_paper: Any
) -> None:
    with store.write() as tx:
        a = add_paper(tx, "a")
        kim, lee = tx.people.ensure("Kim"), tx.people.ensure("Lee")
        for person in (None, kim, lee):
            tx.reading.set_status(a, READ, person)
        talk = PresentationRow(("Kim",), "", paper_id=a)
        tx.sessions.add(SessionRow(date(2026, 1, 1), presentations=(talk,)))

        def statuses() -> list[PaperStatus]:
            return [tx.reading.all(person)[0].status for person in (None, kim, lee)]

        assert statuses() == [PRESENTED, PRESENTED, READ]
        (entry,) = tx.reading.all()
        tx.reading.save(entry)
        tx.reading.set_status(a, READ, kim)
        assert statuses() == [PRESENTED, READ, READ]
        tx.sessions.remove(tx.sessions.all()[0].id)
        assert statuses() == [READ, READ, READ]


def test_a_list_is_undone_with_its_votes(store: Store, add_paper: Any, at: datetime) -> None:
    with store.write() as tx:
        a, kim = add_paper(tx, "a"), tx.people.ensure("Kim")
        tx.reading.nominate(a, kim, at)
        tx.reading.vote(a, kim)
        before = tx.reading.rows()
    with store.write("off the list") as tx:
        tx.reading.remove(a)
    assert store.undo() == "off the list"
    with store.read() as reader:
        assert reader.reading.rows() == before
    with store.write("remove a") as tx:
        tx.papers.remove(a)
    store.undo()
    with store.read() as reader:
        assert reader.reading.rows() == before


def test_what_is_wanted_of_two_papers_that_are_one_is_wanted_of_that_one(
    store: Store, add_paper: Any, save_log: SaveLog, at: datetime
) -> None:
    with store.write() as tx:
        a, b, c = add_paper(tx, "a"), add_paper(tx, "b"), add_paper(tx, "c")
        kim, lee = tx.people.ensure("Kim"), tx.people.ensure("Lee")
        tx.reading.nominate(a, kim, at)
        tx.reading.nominate(b, lee, at)
        tx.reading.vote(a, kim)
        tx.reading.vote(b, kim)
        tx.reading.vote(b, lee)
        tx.paths.replace_for_log(save_log(tx), [PathRow(3, (0, 1), (b, c))])
        before = tx.reading.rows(), tx.paths.all()
    with store.write("merge") as tx:
        tx.papers.merge(a, b, [*tx.papers.records(a)])
        (row,) = tx.reading.rows()
        assert (row.votes, row.nominated_by) == (("Kim", "Lee"), "Kim")
        assert tx.paths.all()[0].papers[0][0] == "a"
    store.undo()
    with store.read() as reader:
        assert (reader.reading.rows(), reader.paths.all()) == before


def test_orders_of_reading_are_kept_by_log_and_shown_with_their_papers(
    store: Store, add_paper: Any, save_log: SaveLog, at: datetime
) -> None:
    with store.write() as tx:
        a, b, c = (add_paper(tx, key, key.upper()) for key in "abc")
        log = save_log(tx)
        rows = [PathRow(3, (0, 1, 2), (a, b, c)), PathRow(9, (0, 3), (a, None))]
        tx.paths.replace_for_log(log, rows)
        steps = tuple((CiteKey(key), key.upper()) for key in "abc")
        whole = ReadingPath("/logs/day1.md", 3, steps)
        assert tx.paths.all() == (whole,)
        assert tx.paths.of_paper(b) == (whole,)
        tx.paths.replace_for_log(log, [PathRow(4, (2, 1), (c, b))])
        assert [path.papers for path in tx.paths.all()] == [(("c", "C"), ("b", "B"))]
        assert tx.paths.of_paper(a) == ()
        tx.logs.mark_gone(log, at)
        assert tx.paths.all() == ()


def test_a_paper_that_goes_leaves_its_place_in_an_order_and_comes_back(
    store: Store, add_paper: Any, save_log: SaveLog
) -> None:
    with store.write() as tx:
        a, b = add_paper(tx, "a"), add_paper(tx, "b")
        tx.paths.replace_for_log(save_log(tx), [PathRow(3, (0, 1), (a, b))])
        before = tx.paths.all()
    with store.write("remove a") as tx:
        tx.papers.remove(a)
        assert tx.paths.all() == ()
    store.undo()
    with store.read() as reader:
        assert reader.paths.all() == before


def test_a_box_ticked_by_hand_stays_so_until_the_log_s_box_changes(
    store: Store, add_paper: Any, save_log: SaveLog
) -> None:
    with store.write() as tx:
        paper, log = add_paper(tx, "a"), save_log(tx)
        task = TodoRow(3, "read it", paper_id=paper)
        asked = TodoRow(4, "why?", kind=TodoKind.QUESTION)
        tx.todos.replace_for_log(log, [task, asked])
        first, question = tx.todos.all()
        assert (first.kind, question.kind) == (TodoKind.TASK, TodoKind.QUESTION)
        assert tx.todos.all(kind=TodoKind.QUESTION) == (question,)
        assert tx.todos.all(paper="a", open_only=True) == (first,)
        assert tx.todos.get(first.id) == first
        assert tx.todos.get(TodoId(99)) is None
        with pytest.raises(NotFoundError):
            tx.todos.set_done(TodoId(99), done=True)
    with store.write("done") as tx:
        tx.todos.set_done(first.id, done=True)
    with store.write() as tx:
        tx.todos.replace_for_log(log, [TodoRow(8, "read it"), asked])
        found = tx.todos.get(first.id)
        assert found is not None
        assert (found.done, found.by_hand, found.line) == (True, True, 8)
        assert tx.todos.all(open_only=True) == (question,)
    assert store.undo() == "done"
    with store.write() as tx:
        assert [todo.done for todo in tx.todos.all()] == [False, False]
        tx.todos.set_done(first.id, done=True)
        tx.todos.set_done(first.id, done=False)
        tx.todos.replace_for_log(log, [TodoRow(8, "read it", done=True)])
        (todo,) = tx.todos.all()
        assert (todo.done, todo.by_hand) == (True, False)
