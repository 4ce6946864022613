"""Long lists: the same answers as a search, in every order, and what tells of a change."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from paperstudy.domain.papers import PaperId, PaperStatus
from paperstudy.domain.queries import ORDERS, PaperQuery, parse_query, split_terms
from paperstudy.store.store import Store, open_store

AddPaper = Callable[..., PaperId]


@pytest.fixture
def filled(store: Store, add_paper: AddPaper) -> Store:
    with store.write() as tx:
        for number in range(40):
            add_paper(
                tx,
                f"key{number:02}",
                f"{'attention' if number % 3 else '학습'} {(number * 7) % 40}",
                f"id.{number}",
                (f"Writer {(number * 11) % 40}",),
                2000 + number % 5 if number % 7 else None,
            )
        paper = tx.papers.find_by_key("key07")
        assert paper is not None
        tx.papers.set_status(paper.id, PaperStatus.READING)
    return store


def test_numbers_and_rows_are_those_of_a_search(filled: Store) -> None:
    texts = ("", "attention", "학습", "학", "year:2003", "status:reading", "x")
    for text, order, minus in product(texts, ORDERS, ("", "-")):
        asked = f"{text} order:{minus}{order}"
        query = parse_query(asked)
        with filled.read() as tx:
            ids = tx.lists.paper_ids(query)
            rows = tx.lists.summaries(ids)
            found = tx.papers.search(query)
            first = tx.lists.first_paper_ids(query, 40)
        assert rows == found.rows, asked
        assert [row.id for row in rows] == list(ids), asked
        assert first is None or list(first) == list(ids), f"{asked}: fewer than it looks at"


def test_an_order_turned_round_is_the_other_way_but_for_what_is_unknown(filled: Store) -> None:
    with filled.read() as tx:
        for order in ORDERS:
            ids: list[int] = list(tx.lists.paper_ids(PaperQuery(order=order)))
            back = list(tx.lists.paper_ids(PaperQuery(order=order, reverse=True)))
            if order == "year":
                known = [int(row.id) for row in tx.lists.summaries(ids) if row.year]
                ids, back = known, back[: len(known)]
                years = [row.year for row in tx.lists.summaries(back)]
                assert years == sorted(years, key=lambda year: year or 0)
            else:
                assert back == ids[::-1], order


def test_rows_come_in_the_order_asked_for_without_those_that_are_gone(filled: Store) -> None:
    with filled.read() as tx:
        assert [row.id for row in tx.lists.summaries([3, 999, 1])] == [3, 1]
        assert tx.lists.summaries([]) == ()


def test_a_library_that_is_not_there_has_empty_lists(store: Store) -> None:
    with store.read() as tx:
        assert list(tx.lists.paper_ids(PaperQuery())) == []
        assert tx.lists.summaries([1]) == ()
        assert tx.questions.count() == 0


def test_every_write_changes_what_tells_of_changes_and_reading_does_not(
    store: Store, add_paper: AddPaper
) -> None:
    seen = [store.changes()]
    for number in range(3):
        with store.write() as tx:
            add_paper(tx, f"key{number}")
        seen.append(store.changes())
        with store.read() as tx:
            tx.papers.all()
        assert store.changes() == seen[-1]
    assert len(set(seen)) == 4


def test_what_another_connection_writes_is_told_too(database: str, add_paper: AddPaper) -> None:
    with open_store(database) as one, open_store(database) as other:
        with one.write() as tx:
            add_paper(tx, "key")
        before = one.changes()
        with other.write() as tx:
            add_paper(tx, "another")
        assert one.changes() != before
        before = one.changes()
        for suffix in ("", "-wal", "-shm"):
            Path(database + suffix).unlink(missing_ok=True)
        assert one.changes() == "", "the library has gone"


def test_terms_of_a_query_are_told_from_its_filters() -> None:
    terms = list(split_terms('attention tag:"큰 모델" year:2015..2017 arxiv:1706.03762 "a phrase"'))
    assert terms == [
        ("attention", False),
        ('tag:"큰 모델"', True),
        ("year:2015..2017", True),
        ("arxiv:1706.03762", False),
        ('"a phrase"', False),
    ]


def test_a_filter_without_its_value_asks_for_nothing_yet() -> None:
    assert parse_query("attention tag:") == parse_query("attention")
    assert parse_query("arxiv:").words == ("arxiv:",)
