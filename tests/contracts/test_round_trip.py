"""Library → .bib file → library: every field is back, and ten rounds change no byte."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperstudy.domain.identifiers import Identifier, Scheme, identifier_url
from paperstudy.domain.importing import ImportEntry
from paperstudy.domain.papers import Author, CiteKey, ExtraField, Paper, PaperId, Publication
from paperstudy.formats.bibtex_in import read_bibtex
from paperstudy.formats.registry import find_writer
from paperstudy.matching.merge import merge_one
from tests.unit.formats.hostile import papers

ROUNDS = 10
FIELDS = (
    "key", "title", "authors", "year", "abstract", "identifiers", "url", "publication",
    "attachments",
)  # fmt: skip
TEXT = (
    st.lists(
        st.sampled_from(
            ["BERT", "naïve", "한국어", "50%", "R&D", "a_b", "#1", "$x^2$", "5 $", "\\", "~",
               "C++", "'", '"', "ß", "Łódź", "@x", "é", "α", "\\alpha", "<i>", "of", "A"]
        ),
        min_size=1,
        max_size=6,
    )
    .map(" ".join)
    .filter(lambda text: any(map(str.isalpha, text)))
)  # fmt: skip
WORD = st.text("abcdefgABC한글éß", min_size=1, max_size=8)
# Hangul names are written whole, so that of these the parts cannot come back.
LATIN = st.text("abcdefgABCéß", min_size=1, max_size=8)
NAMED = st.builds(lambda f, g: Author(f"{g} {f}", f, g), LATIN, LATIN) | WORD.map(Author)


def paper_of(entry: ImportEntry) -> Paper:
    """Return the paper that an entry becomes in an empty library."""
    merged, state = merge_one(entry.record)
    return Paper(
        PaperId(1), CiteKey(entry.key), merged.title, merged.authors,
        more_authors=merged.more_authors, year=merged.year, venue=merged.venue,
        abstract=merged.abstract, identifiers=merged.identifiers, url=merged.url,
        categories=merged.categories, state=state, tags=entry.record.tags, kind=merged.kind,
        publication=merged.publication, entry_type=merged.entry_type, extra=merged.extra,
        attachments=merged.attachments,
    )  # fmt: skip


@st.composite
def kept(draw: st.DrawFn) -> Paper:
    """Return a paper of fields that a .bib file can hold, with text that hurts."""
    doi = draw(st.sampled_from(["", "10.1000/x_y(1)", "10.1000/a%b"]))
    year = draw(st.integers(1600, 2099))
    publication = draw(
        st.none()
        | st.builds(
            Publication,
            TEXT,
            st.just(year),
            st.just(doi),
            st.sampled_from(["proceedings", "journal"]),
            WORD,
            WORD,
            st.just("1-12"),
            TEXT,
        )
    )
    return Paper(
        PaperId(1), CiteKey("key"), draw(TEXT), tuple(draw(st.lists(NAMED, max_size=3))),
        year=year, abstract=draw(st.just("") | TEXT),
        identifiers=(Identifier(Scheme.DOI, doi),) if doi else (),
        url=draw(st.sampled_from(["", "https://example.org/a_b~c%20d#e&f"])),
        tags=tuple(draw(st.sets(WORD, max_size=2))),
        publication=publication,
        extra=tuple(
            ExtraField(name, value)
            for name, value in draw(
                st.dictionaries(
                    st.sampled_from(["isbn", "language", "my-field", "location"]),
                    st.sampled_from(["a", r"\& {X}", "{B}{C}", r"$\alpha$ \'e", "한글", "two\nlines"]),
                    max_size=3,
                )
            ).items()
        ),
        attachments=tuple(draw(st.lists(st.sampled_from(["/a b/c.pdf", "/x;y:z.pdf"]), max_size=1))),
    )  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(kept())
def test_every_field_of_a_paper_is_back(paper: Paper) -> None:
    (entry,) = read_bibtex(find_writer("bibtex")([paper])).entries
    back = paper_of(entry)
    if paper.publication is None:  # a note of a work that is published nowhere has no venue
        assert back.publication is None
    if not paper.url:  # then the page of an identifier is written
        assert back.url in ("", *map(identifier_url, paper.identifiers))
        back = replace(back, url="")
    for name in FIELDS:
        assert getattr(back, name) == getattr(paper, name), name
    assert {*back.tags} == {*paper.tags}
    assert {*paper.extra} <= {*back.extra}


@pytest.mark.parametrize("name", ["bibtex", "biblatex"])
@settings(deadline=None, max_examples=60)
@given(paper=papers())
def test_ten_rounds_change_no_byte(name: str, paper: Paper) -> None:
    write = find_writer(name)
    found = read_bibtex(write([paper])).entries
    if not found:  # no title, no number: nothing to tell it by
        return
    # A lone backslash, or half a name, is written as well as can be, and read as what it is now.
    (settled,) = read_bibtex(write([paper_of(found[0])])).entries
    first = text = write([paper_of(settled)])
    for _ in range(ROUNDS):
        (entry,) = read_bibtex(text).entries
        text = write([replace(paper_of(entry), id=PaperId(1))])
        assert text == first
