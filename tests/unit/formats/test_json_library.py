"""A library as JSON, piece by piece: whatever the rows hold, they come back, and no half of one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.errors import InvalidFileError
from paperstudy.formats.json_library import LibraryHead, LibraryReader, is_library, write_library

if TYPE_CHECKING:
    from collections.abc import Iterator

CELLS = st.one_of(st.none(), st.booleans(), st.integers(), st.text(st.characters(codec="utf-8")))
ROWS = st.lists(st.dictionaries(st.sampled_from(["id", "이름", 'a"b']), CELLS), max_size=4)
TABLES = st.lists(st.tuples(st.sampled_from(["papers", "people"]), ROWS), max_size=3)
HEAD = LibraryHead("1.2", "0005", last_numbers={"papers": 7})


def pieces(text: str, size: int) -> Iterator[str]:
    for start in range(0, len(text), size):
        yield text[start : start + size]


def read(text: str, size: int = 7) -> tuple[LibraryHead, list[tuple[str, dict[str, Any]]]]:
    reader = LibraryReader(pieces(text, size))
    return reader.head(), list(reader.rows())


@given(TABLES, st.integers(1, 50))
def test_rows_come_back_as_they_went_in_and_the_file_is_plain_json(
    tables: list[tuple[str, list[dict[str, Any]]]], size: int
) -> None:
    text = "".join(write_library(HEAD, tables))
    head, rows = read(text, size)
    assert (head.version, head.revision, head.last_numbers) == ("1.2", "0005", {"papers": 7})
    assert rows == [(name, row) for name, some in tables for row in some]
    assert json.loads(text)["schema"] == head.schema == 1
    assert is_library(text)


def test_another_programs_spaces_do_no_harm() -> None:
    told = json.loads("".join(write_library(HEAD, [("papers", [{"id": 1}]), ("people", [])])))
    for spaced in (json.dumps(told, indent=4), json.dumps(told), "\ufeff" + json.dumps(told)):
        assert is_library(spaced)
        assert read(spaced)[1] == [("papers", {"id": 1})]


@given(st.data())
def test_a_file_cut_short_is_refused_wherever_that_is(data: st.DataObject) -> None:
    text = "".join(write_library(HEAD, [("papers", [{"id": 1, "title": "a"}, {"id": 2}])]))
    cut = data.draw(st.integers(0, len(text.rstrip()) - 1))
    with pytest.raises(InvalidFileError):
        read(text[:cut])


def test_half_a_sign_becomes_one_that_a_library_can_hold() -> None:
    text = "".join(write_library(HEAD, [("papers", [{"id": 1, "title": "HERE"}])]))
    assert read(text.replace("HERE", r"a\ud800 \\ud83d \ud83d\ude00"))[1] == [
        ("papers", {"id": 1, "title": "a\ufffd \\ud83d \N{GRINNING FACE}"})
    ]


def test_a_row_that_comes_in_many_pieces_is_not_read_again_for_each() -> None:
    text = "".join(write_library(HEAD, [("papers", [{"id": 1, "title": "a" * 1_000_000}])]))
    assert len(read(text, 50)[1]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"tables": {}}',
        '{"paperstudy": "papers", "last_numbers": {}, "tables": {}}',
        '{"paperstudy": "library", "last_numbers": {}, "tables": {"papers": [3]}}',
        '{"paperstudy": "library", "last_numbers": {}, "tables": {"papers": 3}}',
        '{"paperstudy": "library", "last_numbers": {}, "tables": {3: []}}',
        '{"a": ' + "[" * 100_000,
    ],
)
def test_what_is_no_library_is_refused(text: str) -> None:
    with pytest.raises(InvalidFileError):
        read(text, 1000)


def test_a_list_of_papers_is_no_library() -> None:
    assert not is_library('[{"paperstudy": "library"}]')
    assert not is_library('{"items": []}')
