from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from paperstudy.domain.errors import ConflictError
from paperstudy.domain.events import Notice
from paperstudy.domain.library import PresentationRow, SessionRow, TodoRow
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import LogScan
from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.queries import PaperQuery
from paperstudy.store.bodies import read_notice
from paperstudy.store.store import Store

SaveLog = Callable[..., LogId]


def test_a_log_is_known_by_its_path(store: Store, at: datetime) -> None:
    scan = LogScan("Day\x1b[31m 1", date(2021, 8, 17), "Writer")
    with store.write() as tx:
        number = tx.logs.save("/logs/a.md", "d1", 2**40, 2**60, scan, at)
        assert tx.logs.save("/logs/a.md", "d2", 1, 2, scan, at) == number
        tx.logs.touch(number, 3, 4)
    with store.read() as tx:
        (row,) = tx.logs.by_path().values()
    assert (row.id, row.path, row.digest, row.size, row.mtime_ns) == (
        number,
        "/logs/a.md",
        "d2",
        3,
        4,
    )
    assert (row.title, row.date, row.gone, row.error) == (
        "Day 1",
        date(2021, 8, 17),
        False,
        None,
    )


def test_a_renamed_log_keeps_what_hangs_on_it(
    store: Store, save_log: SaveLog, make_row: Any, at: datetime
) -> None:
    with store.write() as tx:
        number = save_log(tx, "/logs/a.md")
        tx.mentions.replace(number, [make_row("bert")])
        save_log(tx, "/logs/taken.md")
        with pytest.raises(ConflictError):
            tx.logs.rename(number, "/logs/taken.md")
        tx.logs.rename(number, "/logs/b.md")
        assert set(tx.logs.by_path()) == {"/logs/b.md", "/logs/taken.md"}
        assert tx.mentions.pending().rows[0].path == "/logs/b.md"


def test_what_a_gone_log_told_is_out_of_sight_until_it_is_back(
    store: Store, save_log: SaveLog, make_row: Any, add_paper: Any, at: datetime
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a")
        log = save_log(tx)
        tx.mentions.replace(log, [make_row("bert"), make_row("a", paper_id=paper, group=1)])
        held = PresentationRow(("Kim",), "", paper_id=paper, group=1)
        tx.sessions.replace_for_log(log, [SessionRow(presentations=(held,))])
        tx.todos.replace_for_log(log, [TodoRow(3, "read it")])

    def seen() -> tuple[int, ...]:
        with store.read() as tx:
            status = tx.papers.search(PaperQuery()).rows[0].status
            assert status is tx.papers.get(paper).status
            return (
                tx.mentions.pending().total,
                len(tx.papers.mentions(paper)),
                len(tx.sessions.all()),
                len(tx.todos.all()),
                int(status is PaperStatus.PRESENTED),
            )

    assert seen() == (1, 1, 1, 1, 1)
    with store.write() as tx:
        tx.logs.mark_gone(log, at)
        assert tx.logs.by_path()["/logs/day1.md"].gone
    assert seen() == (0, 0, 0, 0, 0)
    with store.write() as tx:
        tx.logs.rename(log, "/logs/moved.md")
    assert seen() == (1, 1, 1, 1, 1)
    with store.write() as tx:
        tx.logs.mark_gone(log, at)
        assert save_log(tx, "/logs/moved.md") == log
    assert seen() == (1, 1, 1, 1, 1)


def test_a_log_that_is_there_stands_before_one_that_is_gone(
    store: Store, save_log: SaveLog, at: datetime
) -> None:
    with store.write() as tx:
        first = save_log(tx, "/logs/a.md")
        tx.logs.mark_gone(first, at)
        second = save_log(tx, "/logs/b.md")
        tx.logs.rename(second, "/logs/a.md")
        assert tx.logs.by_path()["/logs/a.md"].id == second
        assert save_log(tx, "/logs/a.md") == second
        tx.logs.mark_gone(second, at)
        assert tx.logs.by_path()["/logs/a.md"].gone


def test_a_log_that_was_never_read_is_not_known_for_its_error(
    store: Store, save_log: SaveLog, at: datetime
) -> None:
    with store.write() as tx:
        number = tx.logs.record_error("/logs/day1.md", Notice("too large"), at)
        assert tx.logs.record_error("/logs/day1.md", Notice("still too large"), at) == number
        assert tx.logs.by_path() == {}
    assert dict(store.info().counts)["logs"] == 0
    with store.write() as tx:
        assert save_log(tx) == number
        assert tx.logs.by_path()["/logs/day1.md"].error is None


def test_a_log_that_can_no_longer_be_read_is_tried_again_and_keeps_what_it_told(
    store: Store, save_log: SaveLog, make_row: Any, at: datetime
) -> None:
    with store.write() as tx:
        number = save_log(tx)
        tx.mentions.replace(number, [make_row("bert")])
        before = tx.logs.by_path()["/logs/day1.md"]
        assert tx.logs.record_error("/logs/day1.md", Notice("too\nlarge"), at) == number
        row = tx.logs.by_path()["/logs/day1.md"]
        assert (row.error, row.digest, row.title) == (Notice("too large"), "d1", "Day 1")
        assert (row.size, row.mtime_ns) != (before.size, before.mtime_ns)
        assert row.size < 0
        assert tx.mentions.pending().total == 1
        tx.logs.touch(number, 10, 20)
        assert tx.logs.by_path()["/logs/day1.md"] == before


def test_why_a_log_could_not_be_read_is_kept_for_every_language(store: Store, at: datetime) -> None:
    why = Notice("{file} is larger than {most} MB", (("file", "a\nb"), ("most", 5)))
    with store.write() as tx:
        tx.logs.record_error("/logs/day1.md", why, at)
        (log,) = tx.logs.facts()
    assert log.error == Notice(why.template, (("file", "a b"), ("most", "5")))


def test_an_error_that_was_kept_as_a_sentence_is_still_one() -> None:
    assert read_notice("too {large}") == Notice("too {large}")
    assert read_notice("") is None


def test_a_log_may_move_to_where_one_could_not_be_read(
    store: Store, save_log: SaveLog, at: datetime
) -> None:
    with store.write() as tx:
        number = save_log(tx, "/logs/a.md")
        tx.logs.record_error("/logs/b.md", Notice("no access"), at)
        tx.logs.rename(number, "/logs/b.md")
        (row,) = tx.logs.by_path().values()
    assert (row.id, row.path) == (number, "/logs/b.md")


def test_todos_keep_their_number_while_their_words_stay(
    store: Store, save_log: SaveLog, add_paper: Any
) -> None:
    with store.write() as tx:
        paper, log = add_paper(tx, "a", "One"), save_log(tx)
        rows = [TodoRow(1, "read A"), TodoRow(2, "read B", done=True), TodoRow(3, "read A")]
        tx.todos.replace_for_log(log, rows)
        before = tx.todos.all()
        assert [todo.text for todo in tx.todos.all(open_only=True)] == ["read A", "read A"]
        tx.todos.replace_for_log(
            log, [TodoRow(5, "read A", done=True, paper_id=paper), TodoRow(6, "read C")]
        )
        after = tx.todos.all()
    assert [(t.line, t.text, t.done, t.paper) for t in after] == [
        (5, "read A", True, ("a", "One")),
        (6, "read C", False, None),
    ]
    assert after[0].id == before[0].id
