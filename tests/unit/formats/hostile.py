"""Papers such as nobody should meet: what any writer must take, for hypothesis and for contracts."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, CiteKey, ExtraField, Paper, PaperId, Publication

LINE = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("{}{}$\\%&#_~^@\"',=;: \n한é"),
    max_size=30,
)
NAME = st.text(st.sampled_from("abcXYZ-_:1 {}@,"), max_size=8)
# Names that mean something to a format, of which any can stand in a .bib file.
NAMES = st.sampled_from(
    [
        *("csl-id", "csl-type", "csl-title", "csl-issued", "csl-accessed", "csl-submitted"),
        *("csl-original-date", "csl-author", "csl-recipient", "csl-custom", "csl-categories"),
        *("csl-custom-files", "csl-doi", "csl-season", "files", "arxiv", "custom", "director"),
        *("editor", "translator", "date", "urldate", "eventdate", "type", "number", "id"),
        *("ris-er", "ris-ty", "ris-id", "ris-ti", "ris-au", "ris-l1", "ris-kw", "ris-c1"),
    ]
)
KINDS = st.sampled_from(["", "proceedings", "journal", "chapter", "book"])


@st.composite
def _publications(draw: st.DrawFn) -> Publication:
    year = draw(st.none() | st.integers(1000, 9999))
    texts = [draw(LINE) for _ in range(6)]
    return Publication(
        texts[0], year, texts[1], draw(KINDS), texts[2], texts[3], texts[4], texts[5]
    )


@st.composite
def papers(draw: st.DrawFn, number: int = 1) -> Paper:
    """Return a paper with any text in every field that has text."""
    authors = [
        Author(draw(LINE), *(draw(LINE) for _ in range(draw(st.integers(0, 2)))))
        for _ in range(draw(st.integers(0, 3)))
    ]
    return Paper(
        PaperId(number),
        CiteKey(draw(LINE)),
        draw(LINE),
        tuple(authors),
        more_authors=draw(st.booleans()),
        year=draw(st.none() | st.integers(1000, 9999)),
        venue=draw(LINE | st.sampled_from(["CVPR 2016", "Nature", "arXiv preprint"])),
        abstract=draw(LINE),
        identifiers=(
            Identifier(Scheme.ARXIV, "1706.03762"),
            Identifier(Scheme.DOI, draw(LINE)),
        )[: draw(st.integers(0, 2))],
        url=draw(LINE),
        categories=(draw(LINE),),
        journal_ref=draw(LINE),
        published=draw(st.none() | st.just(datetime(2017, 6, 12, tzinfo=UTC))),
        tags=tuple(draw(st.lists(LINE, max_size=2))),
        kind=draw(st.sampled_from(["", "preprint", "thesis", "report"])),
        publication=draw(st.none() | _publications()),
        withdrawn=draw(st.booleans()),
        entry_type=draw(st.sampled_from(["", "mastersthesis", "manual", "online", "conference"])),
        extra=tuple(
            ExtraField(name, value)
            for name, value in draw(
                st.dictionaries(NAME | NAMES, LINE | st.just("2000-01/2001"), max_size=3)
            ).items()
        ),
        attachments=tuple(draw(st.lists(LINE, max_size=2))),
    )


@st.composite
def libraries(draw: st.DrawFn) -> list[Paper]:
    """Return some such papers."""
    return [draw(papers(number)) for number in range(draw(st.integers(0, 3)))]
