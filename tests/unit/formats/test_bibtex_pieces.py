"""A .bib file read in pieces: the same as one read at once, whatever is open where it is cut."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperstudy.domain.importing import ImportFile, ImportStream
from paperstudy.formats import bibtex_in
from paperstudy.formats.bib_values import usual_macros
from paperstudy.formats.bibtex_in import cut_bibtex, read_bibtex, read_piece

FILES = sorted((Path(__file__).parents[3] / "fixtures" / "bib").glob("*.bib"))
# What files are made of, whole and broken; each begins a line of its own.
PARTS = (
    "@article{a1, title = {One}, year = 2020}",
    '@misc{b2,\n  title = {Two, with {B}races},\n  note = "in quotes",\n}',
    "@inproceedings{open, title = {Never closed, year = 2019",
    '@misc{quote, title = "never closed, year = 2019}',
    "@misc{comma title = {T}}",
    "@misc{a1, title = {Told twice}}",
    "@misc{empty, year = 2000}",
    "@misc(round, title = {In round ones})",
    "@comment{@misc{c3, title = {Left out}}\n@misc{d4, title = {In it}}\n}",
    "@comment{never closed",
    "% @misc{e5, title = {Behind a sign}}",
    '@string{venue = "A Venue"}',
    "@article{f6, title = {Six}, journal = venue, month = feb}",
    "@control{g7, title = {A setting}}",
    "@preamble{ {some words} }",
    "}",
    "words between, title = {stray}",
    "  @misc{h8, title = {Set in}} @misc{i9, title = {On its line}}",
    "@misc{j10, title = {Ten},\n@misc{k11, title = {Eleven}}",
    "@misc{noend",
    "",
)


def read_in_pieces(text: str, size: int) -> object:
    before, bibtex_in._PIECE = bibtex_in._PIECE, size
    try:
        return read_bibtex(text)
    finally:
        bibtex_in._PIECE = before


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("size", [1, 700])
def test_a_file_in_pieces_is_the_file(path: Path, size: int) -> None:
    text = path.read_text(encoding="utf-8")
    assert read_in_pieces(text, size) == read_bibtex(text)


@given(st.lists(st.sampled_from(PARTS), max_size=8), st.integers(1, 120))
@settings(max_examples=300, deadline=None)
def test_it_does_not_matter_where_a_file_is_cut(parts: list[str], size: int) -> None:
    text = "\n".join(parts)
    assert read_in_pieces(text, size) == read_bibtex(text)


def test_entries_that_lend_their_fields_may_stand_far_behind() -> None:
    text = (
        "@inproceedings{a, title = {One}, crossref = {vol}}\n"
        "@misc{b, title = {Two}}\n"
        "@proceedings{vol, title = {The Volume}, year = 2020}\n"
    )
    assert read_in_pieces(text, 1) == read_bibtex(text)


@given(st.lists(st.sampled_from(PARTS), max_size=8), st.integers(1, 120))
@settings(max_examples=100, deadline=None)
def test_behind_the_first_the_pieces_may_be_read_in_any_order(parts: list[str], size: int) -> None:
    text = "\n".join(parts)
    before, bibtex_in._PIECE = bibtex_in._PIECE, size
    try:
        _, (first, *others) = cut_bibtex(text)
    finally:
        bibtex_in._PIECE = before
    macros = usual_macros()
    read = [read_piece(first, macros, "")]
    read[1:] = reversed([read_piece(piece, macros, "") for piece in reversed(others)])
    stream = ImportStream(0)
    entries = tuple(stream.join(read))
    found = ImportFile(entries, stream.broken, stream.others, stream.missing, stream.macros)
    assert found == read_bibtex(text)
