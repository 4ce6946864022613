"""The whole library out and in, on each engine: equal afterwards, and refused where it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from paperstudy.domain.errors import ConflictError, InvalidFileError
from paperstudy.domain.logfiles import LogId
from paperstudy.store.store import Store, open_store
from tests.unit.store.conftest import AT, AddPaper, MakeRow

Taken = tuple[dict[str, int], list[tuple[str, dict[str, Any]]]]


def take(store: Store) -> Taken:
    with store.read() as tx:
        numbers = tx.whole.last_numbers()
        return numbers, [(name, row) for name, rows in tx.whole.tables() for row in rows]


def fill(store: Store, taken: Taken) -> None:
    with store.write() as tx:
        tx.whole.fill(taken[1])
        tx.whole.count_from(taken[0])


@pytest.fixture
def filled(
    store: Store, add_paper: AddPaper, make_row: MakeRow, save_log: Callable[..., LogId]
) -> Store:
    with store.write("a step", at=AT) as tx:
        first = add_paper(tx, "a2020", "하나 \N{GRINNING FACE}", "2001.00001", ("Ada L",), 2020)
        second = add_paper(tx, "b2021", "Two", "2001.00002")
        third = add_paper(tx, "c2022", "Three")
        log = save_log(tx)
        tx.mentions.replace(log, [make_row("bert", paper_id=first)])
        tx.names.learn("bert", "BERT", second, AT)
        tx.papers.remove(third)
    return store


def test_a_library_comes_out_equal_to_the_one_that_went_in(filled: Store, database: str) -> None:
    taken = take(filled)
    assert taken[0]["papers"] == 3
    with open_store(f"{database}.2") as other:
        fill(other, taken)
        assert take(other) == taken
        with other.read() as tx:
            assert [paper.key for paper in tx.papers.all()] == ["a2020", "b2021"]


def test_a_number_that_was_used_is_not_given_again(
    filled: Store, database: str, add_paper: AddPaper
) -> None:
    with open_store(f"{database}.2") as other:
        fill(other, take(filled))
        with other.write() as tx:
            assert add_paper(tx, "d2023", "Four") == 4


def test_it_goes_into_either_engine(store: Store, add_paper: AddPaper, sqlite_store: Store) -> None:
    with sqlite_store.write() as tx:
        add_paper(tx, "a2020", "One", "2001.00001")
        tx.papers.remove(add_paper(tx, "b2021", "Two"))
    taken = take(sqlite_store)
    if store._engine.database != sqlite_store._engine.database:
        fill(store, taken)
        assert take(store) == taken
        with store.write() as tx:
            assert add_paper(tx, "c2022", "Three") == 3


@pytest.mark.parametrize("number", [10**22, -(10**22), 2**63 - 1])
def test_a_number_that_no_database_holds_is_refused(
    filled: Store, database: str, number: int
) -> None:
    last, rows = take(filled)
    row = next(row for name, row in rows if name == "papers")
    row["year"] = number
    with (
        open_store(f"{database}.2") as other,
        pytest.raises(InvalidFileError, match="no right value for year"),
    ):
        fill(other, (last, rows))
    row["year"] = 2020
    with (
        open_store(f"{database}.3") as other,
        pytest.raises(InvalidFileError, match="numbers of papers are not whole"),
    ):
        fill(other, ({**last, "papers": abs(number)}, rows))


def test_an_empty_library_comes_out_empty(store: Store, database: str) -> None:
    with open_store(f"{database}.2") as other:
        fill(other, take(store))
        with other.read() as tx:
            assert tx.papers.all() == []
            assert tx.uid()


def test_a_library_that_is_not_empty_is_left_as_it_is(filled: Store) -> None:
    taken = take(filled)
    with pytest.raises(ConflictError, match="not empty"):
        fill(filled, taken)
    assert take(filled) == taken


def test_one_whose_only_content_can_be_redone_is_not_empty(
    store: Store, add_paper: AddPaper
) -> None:
    with store.write("add", at=AT) as tx:
        add_paper(tx, "a2020")
    store.undo()
    with store.read() as tx:
        assert not tx.whole.is_empty()


def change(rows: list[tuple[str, dict[str, Any]]], table: str, **values: object) -> None:
    next(row for name, row in rows if name == table).update(values)


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("papers", {"title": None}),
        ("papers", {"title": 3}),
        ("papers", {"year": "2020"}),
        ("papers", {"withdrawn": 1}),
        ("papers", {"id": 0}),
        ("papers", {"id": True}),
        ("papers", {"id": 2}),
        ("papers", {"color": "red"}),
        ("authors", {"paper_id": 77}),
    ],
)
def test_rows_that_do_not_fit_are_refused_and_nothing_is_taken(
    filled: Store, database: str, table: str, values: dict[str, object]
) -> None:
    taken = take(filled)
    change(taken[1], table, **values)
    with open_store(f"{database}.2") as other:
        with pytest.raises(InvalidFileError):
            fill(other, taken)
        with other.read() as tx:
            assert tx.whole.is_empty()


def test_an_unknown_table_and_wrong_numbers_are_refused(filled: Store, database: str) -> None:
    numbers, rows = take(filled)
    with open_store(f"{database}.2") as other:
        with pytest.raises(InvalidFileError, match="no table journal"):
            fill(other, (numbers, [("journal", {"id": 1})]))
        with pytest.raises(InvalidFileError, match="numbers of papers"):
            fill(other, (numbers | {"papers": 1}, rows))
