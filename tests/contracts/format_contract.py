"""What every format of papers promises: no library breaks it, and what was written reads back."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import pytest
from hypothesis import given

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, CiteKey, Paper, PaperId, Publication
from paperstudy.formats.registry import find_writer
from tests.unit.formats.hostile import libraries

if TYPE_CHECKING:
    from collections.abc import Sequence


class Read(NamedTuple):
    """What a reader finds of one paper; None where the format says nothing of it."""

    key: str
    title: str
    authors: tuple[str, ...] | None = None
    year: int | None = None
    doi: str | None = None


LIBRARY = [
    Paper(
        PaperId(1),
        CiteKey("vandermaaten2008visualizing"),
        "Visualizing Data using t-SNE",
        (Author("Laurens van der Maaten"), Author("Geoffrey Hinton")),
        year=2008,
        publication=Publication("JMLR", 2008, "10.5555/tsne", "journal", "9", "86", "2579-2605"),
        tags=("vis", "week 3"),
        abstract="We present a technique called t-SNE.",
    ),
    Paper(
        PaperId(2),
        CiteKey("hong2026hangugeo"),
        "한국어 BERT의 학습: 50% & more",
        (Author("홍길동"), Author("김민지")),
        year=2026,
        published=datetime(2026, 3, 2, tzinfo=UTC),
        identifiers=(Identifier(Scheme.ARXIV, "2603.01234"),),
        categories=("cs.CL",),
        kind="preprint",
    ),
    Paper(
        PaperId(3),
        CiteKey("kingma2014adam"),
        "Adam: A Method for Stochastic Optimization",
        (Author("Diederik P. Kingma"), Author("Jimmy Ba")),
        year=2014,
        publication=Publication("ICLR", 2015, "", "proceedings"),
    ),
]


class FormatContract:
    """Inherit it, name the format, and say how a reader that is not ours reads it."""

    name: ClassVar[str]

    def read(self, text: str) -> list[Read]:
        """Return what stands in a file, in its order."""
        raise NotImplementedError

    def write(self, papers: Sequence[Paper], *, ascii_only: bool = False) -> str:
        return find_writer(self.name)(papers, ascii_only=ascii_only)

    def test_an_empty_library_is_a_file_that_holds_nothing(self) -> None:
        assert self.read(self.write([])) == []

    def test_what_was_written_reads_back(self) -> None:
        found = self.read(self.write(LIBRARY))
        by_key = {paper.key: paper for paper in LIBRARY}
        assert [read.key for read in found] == sorted(by_key)
        for read in found:
            paper = by_key[CiteKey(read.key)]
            assert read.title == paper.title
            if read.authors is not None:
                assert read.authors == tuple(author.name for author in paper.authors)
            publication = paper.publication
            year = publication.year if publication else paper.year
            assert read.year in (None, year)
            assert read.doi in (None, publication.doi if publication else "")

    def test_the_order_of_the_papers_does_not_show(self) -> None:
        assert self.write(LIBRARY) == self.write([*reversed(LIBRARY), LIBRARY[0]])

    @pytest.mark.parametrize("many", [1_000, pytest.param(10_000, marks=pytest.mark.slow)])
    def test_many_papers_are_all_there(self, many: int) -> None:
        papers = [
            LIBRARY[n % 3]._replace(id=PaperId(n), key=CiteKey(f"key{n:05}")) for n in range(many)
        ]
        found = self.read(self.write(papers))
        assert [read.key for read in found] == [paper.key for paper in papers]

    def test_no_text_breaks_the_format(self) -> None:
        @given(libraries())
        def check(library: list[Paper]) -> None:
            text = self.write(library)
            assert text.encode().decode() == text
            assert not {unicodedata.category(sign) for sign in text} & {"Cs"}
            assert not any(sign < " " and sign not in "\n\r" for sign in text)
            assert len(self.read(text)) == len(library)
            assert self.write(library, ascii_only=True).isascii()
            assert len(self.read(self.write(library, ascii_only=True))) == len(library)

        check()
