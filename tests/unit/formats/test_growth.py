"""No text takes a reader longer than its length: each of these would take minutes or gigabytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.formats.bib_blocks import _Endings, find_blocks, find_end
from paperstudy.formats.bib_rescue import is_stray
from paperstudy.formats.bibtex_in import read_bibtex
from paperstudy.formats.citations import read_tex
from paperstudy.formats.latex_in import decode_latex, decode_lines
from paperstudy.formats.names_in import read_names
from paperstudy.formats.note_front import put_front, read_front
from paperstudy.formats.pdf_text import find_pdf_identifier
from paperstudy.formats.readers import find_format, read_entries
from paperstudy.formats.zotero_fields import find_key, map_fields, unmark
from tests.unit.formats.pdf_maker import make_pdf

if TYPE_CHECKING:
    from collections.abc import Callable

MANY = 100_000
SOME = 20_000
BLANKS = " " * MANY


def find_blocks_of(text: str) -> object:
    return find_blocks(text.encode())


def read_extra(text: str) -> object:
    return find_key({"extra": text}), map_fields({"extra": text}, "book")


def read_pages(text: str) -> object:
    return read_entries(f"TY  - JOUR\nTI  - One\nJO  - Two\nSP  - {text}\nER  - ", "ris")


def read_note(text: str) -> object:
    return read_front(text), put_front(f"---\n{text}\n---\n", {"title": "One"}, ((), ()))


def read_page(text: str) -> object:
    return find_pdf_identifier(make_pdf([text]))


HOSTILE: dict[str, tuple[Callable[[str], object], str]] = {
    "entries in entries": (find_blocks_of, "@a{x," * SOME),
    "entries in round entries": (find_blocks_of, "@a(x," * SOME),
    "comments without end": (find_blocks_of, "@comment{\n" * SOME),
    "macros without end": (find_blocks_of, "@string(a\n" * SOME),
    "blanks in an entry": (find_blocks_of, "@a{x," + BLANKS + "}"),
    "blanks of a field": (find_blocks_of, "@a{x," + "a" * MANY + BLANKS + "}"),
    "blanks after an entry": (read_bibtex, "@a{x,title={b\n@b{" + BLANKS + "}"),
    "entries without end": (read_bibtex, "@a{x,\n" * SOME),
    "comments read without end": (read_bibtex, "@comment{\n" * SOME),
    "text between entries": (is_stray, "a=\n" * MANY),
    "blanks in names": (read_names, "a" + BLANKS + "b"),
    "blanks in pages": (read_pages, "1" + BLANKS + "x2"),
    "an accent on blanks": (decode_latex, "\\'{" + BLANKS + "x"),
    "a hook on blanks": (decode_latex, "\\c{" + BLANKS + "x"),
    "blanks in an abstract": (decode_lines, "a" + BLANKS + "x\n\nb"),
    "signs of HTML": (unmark, "<" * MANY),
    "lines of Extra": (read_extra, "\n" * MANY),
    "blanks in Extra": (read_extra, "a: b" + BLANKS + "x"),
    "lines of a value of RIS": (read_pages, "x\n" * 10 * MANY),
    "blanks in a name of a note": (read_note, "a" + BLANKS + "b"),
    "numbers on a page": (read_page, "10.5916/" * SOME),
    "blank lines of YAML": (find_format, "x:\n" + "\n " * MANY),
    "listings without end": (read_tex, "\\begin{comment}" * SOME),
    "signs of \\verb": (read_tex, "".join(f"\\verb{chr(0x2500 + n)}" for n in range(4000))),
}


@pytest.mark.parametrize(("read", "text"), HOSTILE.values(), ids=HOSTILE)
def test_a_text_is_read_once(read: Callable[[str], object], text: str) -> None:
    read(text)


def test_a_listing_cites_nothing_and_one_without_end_hides_nothing() -> None:
    hidden = r"\begin{comment}\cite{a}\begin{verbatim}\end{comment}"
    text = rf"\cite{{x}}{hidden}\cite{{y}}\begin{{lstlisting}}\cite{{z}}"
    assert read_tex(text).keys == ("x", "y", "z")


def test_entries_that_lend_to_each_other_end() -> None:
    keys = [f"k{number}" for number in range(30)]
    text = "".join(
        f"@xdata{{{key}, xdata = {{{','.join(keys * 3)}}}, f{key} = {{1}}}}\n" for key in keys
    )
    found = read_bibtex(text + "@article{a, title={One}, xdata={k0,k1}}")
    (record,) = found.records
    assert {field.name for field in record.extra} == {f"f{key}" for key in keys}


def test_the_first_of_several_lenders_counts_most() -> None:
    text = (
        "@xdata{one, note={1}, series={1}}\n@xdata{two, note={2}, xdata={three}}\n"
        "@xdata{three, note={3}, isbn={3}}\n@misc{a, title={One}, xdata={one,two,one}}"
    )
    (record,) = read_bibtex(text).records
    told = {field.name: field.value for field in record.extra}
    assert told == {"note": "1", "series": "1", "isbn": "3"}


def test_macros_that_double_each_other_are_told_and_take_no_room() -> None:
    lines = ["@string{a0 = {abcdefghij}}"]
    lines += [f"@string{{a{n} = a{n - 1} # a{n - 1}}}" for n in range(1, 60)]
    lines += ["@article{x, title = a9 # a9 # a9}", "@article{y, title = {One} # a1}"]
    found = read_bibtex("\n".join(lines))
    assert [record.title for record in found.records] == ["Oneabcdefghijabcdefghij"]
    assert [(each.line, each.text) for each in found.broken] == [
        (11, lines[10]),
        (61, lines[60]),
    ]
    assert "macros" in found.broken[0].reason


@given(st.text(st.sampled_from("{}()a"), max_size=14), st.integers(1, 14))
def test_what_is_looked_for_once_ends_where_it_ended(text: str, limit: int) -> None:
    endings = _Endings(text)
    for place, sign in enumerate(text[:limit]):
        if sign in "{(":
            assert endings.find(place, limit) == find_end(text, place, limit)
