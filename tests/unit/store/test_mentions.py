from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from paperstudy.domain.library import MentionRow, PresentationRow, SessionRow, TodoRow
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import FindStatus, MentionKind
from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.queries import PaperQuery
from paperstudy.store.store import Store
from paperstudy.store.views import Writer

MakeRow = Callable[..., MentionRow]
SaveLog = Callable[..., LogId]


@pytest.fixture
def tx_log(store: Store, save_log: SaveLog) -> Any:
    with store.write() as tx:
        return save_log(tx)


def waiting(tx: Writer) -> list[tuple[str, int]]:
    return [(item.text, item.line) for item in tx.mentions.pending().rows]


def test_a_find_waits_as_one_item_with_all_its_mentions(
    store: Store, tx_log: LogId, make_row: MakeRow, at: datetime
) -> None:
    rows = [
        make_row("gan", line=9, group=1),
        make_row("bert", line=7, ordinal=1),
        make_row("bert", line=2),
        make_row("vit", line=1, group=2, status=FindStatus.CONFIDENT),
        make_row("xyz", line=1, group=3, status=FindStatus.UNKNOWN),
    ]
    with store.write() as tx:
        tx.mentions.replace(tx_log, rows)
        page = tx.mentions.pending()
        first = page.rows[0]
        assert waiting(tx) == [("BERT", 2), ("GAN", 9)]
        assert page.total == 2
        assert (first.path, first.kind, first.excerpt) == (
            "/logs/day1.md",
            MentionKind.NAME,
            "we read bert",
        )
        assert first.candidates == rows[1].candidates
        assert len(first.mention_ids) == 2
        assert first.id == min(first.mention_ids)
        assert first.at == at
        for member in first.mention_ids:
            assert tx.mentions.item(member) == first
        assert tx.mentions.item(10_000) is None
        second = tx.mentions.pending(limit=1, offset=1)
        assert (second.rows, second.total, second.offset) == (page.rows[1:], 2, 1)


@pytest.mark.parametrize("by", ["person", "rule"])
def test_a_rescan_keeps_the_decision_when_the_line_moves(  # noqa: PLR0917 - fixtures
    store: Store, tx_log: LogId, make_row: MakeRow, add_paper: Any, at: datetime, by: str
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a", "One")
        tx.mentions.replace(tx_log, [make_row("bert", line=3), make_row("gan", line=4, group=1)])
        item = tx.mentions.pending().rows[0]
        tx.mentions.decide(item.mention_ids, paper, by, at)
        assert waiting(tx) == [("GAN", 4)]
    with store.write() as tx:
        tx.mentions.replace(tx_log, [make_row("gan", line=1), make_row("bert", line=30, group=1)])
        assert waiting(tx) == [("GAN", 1)]
        (mention,) = tx.papers.mentions(paper)
        assert (mention.id, mention.line, mention.decided_by) == (item.id, 30, by)
        assert mention.evidence == ("ambiguous name",)
        expected = {("name", "bert", 0): paper} if by == "person" else {}
        assert tx.mentions.decided(tx_log) == expected


def test_a_persons_word_stands_against_the_rules(
    store: Store, tx_log: LogId, make_row: MakeRow, add_paper: Any, at: datetime
) -> None:
    with store.write() as tx:
        mine, theirs = add_paper(tx, "mine"), add_paper(tx, "theirs")
        tx.mentions.replace(tx_log, [make_row("bert"), make_row("gan", group=1)])
        bert, gan = tx.mentions.pending().rows
        tx.mentions.decide(bert.mention_ids, mine, "person", at)
        tx.mentions.decide(gan.mention_ids, None, "person", at)
        tx.mentions.replace(
            tx_log, [make_row("bert", paper_id=theirs), make_row("gan", group=1, paper_id=theirs)]
        )
        assert [m.text for m in tx.papers.mentions(mine)] == ["BERT"]
        assert tx.papers.mentions(theirs) == ()
        assert waiting(tx) == []


def test_a_rules_word_yields_to_a_later_one(
    store: Store, tx_log: LogId, make_row: MakeRow, add_paper: Any, at: datetime
) -> None:
    with store.write() as tx:
        old, new = add_paper(tx, "old"), add_paper(tx, "new")
        tx.mentions.replace(tx_log, [make_row("bert")])
        tx.mentions.decide(tx.mentions.pending().rows[0].mention_ids, old, "rule", at)
        tx.mentions.replace(tx_log, [make_row("bert", paper_id=new)])
        assert len(tx.papers.mentions(new)) == 1


def test_a_deleted_line_retires_its_mention_which_comes_back_with_it(
    store: Store, tx_log: LogId, make_row: MakeRow, add_paper: Any, at: datetime
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a")
        tx.mentions.replace(tx_log, [make_row("bert")])
        item = tx.mentions.pending().rows[0]
        tx.mentions.decide(item.mention_ids, paper, "person", at)
        tx.mentions.replace(tx_log, [])
        assert tx.papers.mentions(paper) == ()
        tx.mentions.replace(tx_log, [make_row("bert", line=8)])
        assert [(m.id, m.line) for m in tx.papers.mentions(paper)] == [(item.id, 8)]


def test_a_new_mention_of_a_refused_find_does_not_ask_again(
    store: Store, tx_log: LogId, make_row: MakeRow, at: datetime
) -> None:
    with store.write() as tx:
        tx.mentions.replace(tx_log, [make_row("bert")])
        tx.mentions.decide(tx.mentions.pending().rows[0].mention_ids, None, "person", at)
        tx.mentions.replace(
            tx_log, [make_row("bert"), make_row("bert", line=5, ordinal=1), make_row("x", group=1)]
        )
        assert waiting(tx) == [("X", 1)]
        assert tx.mentions.decided(tx_log) == {("name", "bert", 0): None}


def test_a_second_scan_of_the_same_text_changes_nothing(
    store: Store, tx_log: LogId, make_row: MakeRow, database: str
) -> None:
    rows = [make_row("bert"), make_row("gan", group=1), make_row("gan", ordinal=1, group=1)]
    with store.write() as tx:
        tx.mentions.replace(tx_log, rows)
        before = tx.mentions.pending()
    with store.write() as tx:
        tx.mentions.replace(tx_log, rows)
        assert tx.mentions.pending() == before


def test_a_decision_reaches_presentations_and_todos_of_the_find(
    store: Store, tx_log: LogId, make_row: MakeRow, add_paper: Any, at: datetime
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a", "One")
        tx.mentions.replace(tx_log, [make_row("bert", group=4)])
        held = PresentationRow(("Kim",), "BERT", group=4)
        tx.sessions.replace_for_log(
            tx_log, [SessionRow(presentations=(held, replace(held, group=5)))]
        )
        tx.todos.replace_for_log(tx_log, [TodoRow(1, "read BERT", group=4), TodoRow(2, "else")])
        tx.mentions.decide(tx.mentions.pending().rows[0].mention_ids, paper, "person", at)
    with store.read() as tx:
        (session,) = tx.sessions.all()
        assert [held.paper for held in session.presentations] == [("a", "One"), None]
        assert [todo.paper for todo in tx.todos.all()] == [("a", "One"), None]
        assert tx.papers.search(PaperQuery()).rows[0].status is PaperStatus.PRESENTED


def test_odd_signs_in_a_mention_do_no_harm(
    store: Store, tx_log: LogId, make_row: MakeRow, at: datetime
) -> None:
    decomposed = "\u1112\u1161\u11a8"
    odd = replace(make_row(f"a\0{decomposed}"), text="\x1b[31mBERT\0", excerpt="[/oops] \u202e")
    for _ in range(2):
        with store.write() as tx:
            tx.mentions.replace(tx_log, [odd])
            (item,) = tx.mentions.pending().rows
            assert (item.text, item.excerpt) == ("BERT", "[/oops]")
    with store.write() as tx:
        tx.mentions.decide(item.mention_ids, None, "person", at)
        assert tx.mentions.decided(tx_log) == {("name", f"a{decomposed}", 0): None}


def test_a_very_long_mention_can_be_saved(store: Store, tx_log: LogId, make_row: MakeRow) -> None:
    with store.write() as tx:
        tx.mentions.replace(tx_log, [make_row("x" * 100_000)])
        assert tx.mentions.pending().total == 1


def test_a_person_says_that_nothing_means_a_paper_even_where_its_lines_are_out_of_sight(
    store: Store, make_row: MakeRow, save_log: SaveLog, add_paper: Any, at: datetime
) -> None:
    with store.write() as tx:
        paper, other = add_paper(tx, "a"), add_paper(tx, "b", "Another")
        there, gone = save_log(tx, "/logs/there.md"), save_log(tx, "/logs/gone.md")
        sure = FindStatus.CONFIDENT
        rows = [
            make_row("one", status=sure, paper_id=paper),
            make_row("retired", group=1, status=sure, paper_id=paper),
            make_row("other", group=2, status=sure, paper_id=other),
            make_row("asked", group=3),
        ]
        tx.mentions.replace(there, rows)
        tx.mentions.replace(gone, [make_row("two", status=sure, paper_id=paper)])
        (item,) = tx.mentions.pending().rows
        tx.mentions.decide(item.mention_ids, paper, "person", at)
        held = [
            PresentationRow((), "one", paper_id=paper, group=0),
            PresentationRow((), "other", paper_id=other, group=2),
        ]
        tx.sessions.replace_for_log(there, [SessionRow(presentations=tuple(held))])
        tx.todos.replace_for_log(there, [TodoRow(1, "read", paper_id=paper, group=0)])
        tx.mentions.replace(there, [rows[0], rows[2], rows[3]])
        tx.logs.mark_gone(gone, at)
    with store.write("remove a") as tx:
        tx.mentions.refuse(paper, at)
        tx.papers.remove(paper)
    with store.read() as tx:
        assert tx.mentions.decided(there) == {
            ("name", "one", 0): None,
            ("name", "retired", 0): None,
            ("name", "asked", 0): None,
        }
        assert tx.mentions.decided(gone) == {("name", "two", 0): None}
        assert tx.mentions.pending().total == 0
        (session,) = tx.sessions.all()
        assert [p.paper for p in session.presentations] == [None, ("b", "Another")]
        assert [todo.paper for todo in tx.todos.all()] == [None]
    assert store.undo() == "remove a"
    with store.read() as tx:
        assert {m.text for m in tx.papers.mentions(paper)} == {"ONE", "ASKED"}
        assert tx.mentions.decided(there) == {("name", "asked", 0): paper}
        assert tx.mentions.decided(gone) == {}
        assert [todo.paper for todo in tx.todos.all()] == [("a", "A title")]
