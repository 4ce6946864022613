"""Reading of the archive's rows: all that its tables hold of one work, brought together.

A work can have several pages there, such as one for its preprint and one for the copy of a
conference; the arXiv id tells that they are one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.idshapes import match_arxiv
from paperstudy.store.archive_text import place_of

if TYPE_CHECKING:
    import sqlite3

_MOST_PAGES = 8
_MOST_CODE = 50
# Slugs of papers whose titles had no letter to spare are the digits of their arXiv ids.
_DIGITS = re.compile(r"([0-9]{4})([0-9]{4,5})(?:v[0-9]+)?(?:-[0-9]{1,2})?", re.ASCII)
_PAPER = (
    "SELECT slug, arxiv, openreview, nips, title, authors, year, proceeding, tasks, methods,"
    " url, pdf FROM papers WHERE {} = ? ORDER BY id LIMIT ?"
)
_CODED = "SELECT id, slug, arxiv, title, url FROM coded WHERE {} = ? ORDER BY id LIMIT ?"
_CODE = (
    "SELECT place, max(official), max(mentioned), max(framework) FROM code WHERE paper IN ({})"
    " GROUP BY place COLLATE NOCASE"
    " ORDER BY max(official) DESC, max(mentioned) DESC, min(rowid) LIMIT ?"
)
_OF_CODE = (
    "SELECT slug FROM code JOIN coded ON coded.id = code.paper WHERE place = ? COLLATE NOCASE"
    " ORDER BY official DESC, mentioned DESC, code.rowid LIMIT ?"
)
_COLUMNS = {Scheme.ARXIV: "arxiv", Scheme.PWC: "slug", Scheme.OPENREVIEW: "openreview"}


class Page(NamedTuple):
    """A page of the site about a paper, from the dump of papers or that of links."""

    slug: str
    arxiv: str | None
    openreview: str | None
    nips: str
    title: str
    authors: str
    year: int | None
    proceeding: str
    tasks: str
    methods: str
    url: str
    pdf: str


class Code(NamedTuple):
    """A repository of a paper."""

    place: str
    official: int
    mentioned: int
    framework: str


@dataclass(frozen=True, slots=True)
class Work:
    """A paper: its pages, the fullest first, and its repositories, the best first."""

    pages: tuple[Page, ...]
    code: tuple[Code, ...] = ()

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """What it is known by: the arXiv id first, then the rest in the order of its pages."""
        pairs = [(Scheme.ARXIV, page.arxiv) for page in self.pages]
        pairs += [(Scheme.OPENREVIEW, page.openreview) for page in self.pages]
        pairs += [(Scheme.NEURIPS, page.nips) for page in self.pages]
        pairs += [(Scheme.PWC, page.slug) for page in self.pages]
        return tuple(dict.fromkeys(Identifier(scheme, value) for scheme, value in pairs if value))


class Works:
    """Finds works in one snapshot of the archive."""

    def __init__(self, link: sqlite3.Connection) -> None:
        self._link = link

    def find(self, identifier: Identifier) -> Work | None:
        """Return the work with an identifier, else None."""
        value = identifier.value.lower().strip("/")
        value = identifier.value if identifier.scheme is Scheme.OPENREVIEW else value
        work = self._find(_COLUMNS[identifier.scheme], value)
        if work is None and identifier.scheme is Scheme.PWC:
            digits = _DIGITS.fullmatch(value)
            known = match_arxiv(f"{digits[1]}.{digits[2]}") if digits else None
            return self._find("arxiv", known[0]) if known else None
        return work

    def of_code(self, url: str) -> list[str]:
        """Return the slugs of papers whose code is at an address, the official ones first."""
        rows = self._link.execute(_OF_CODE, (place_of(url.strip()), _MOST_CODE))
        return [slug for (slug,) in rows]

    def _find(self, column: str, value: str) -> Work | None:
        pages, coded = self._pages(column, value)
        arxiv = next((page.arxiv for page in pages if page.arxiv), None)
        if arxiv is not None and column != "arxiv":
            more, others = self._pages("arxiv", arxiv)
            pages = [*pages, *(page for page in more if page not in pages)]
            coded = sorted({*coded, *others})
        elif column == "openreview":
            for page in tuple(pages):
                coded += self._pages("slug", page.slug)[1]
        if not pages:
            return None
        return Work(tuple(_sorted(pages)), self._code(coded))

    def _pages(self, column: str, value: str) -> tuple[list[Page], list[int]]:
        """Return the pages of both dumps, and the numbers under which they have code."""
        rows = self._link.execute(_PAPER.format(column), (value, _MOST_PAGES))
        pages = [Page(*row) for row in rows]
        numbers: list[int] = []
        if column == "openreview":
            return pages, numbers
        known = {page.slug for page in pages}
        for row in self._link.execute(_CODED.format(column), (value, _MOST_PAGES)):
            number, slug, arxiv, title, url = row
            numbers.append(number)
            if slug not in known:
                pages.append(Page(slug, arxiv, None, "", title, "", None, "", "", "", url, ""))
        return pages, numbers

    def _code(self, numbers: list[int]) -> tuple[Code, ...]:
        if not numbers:
            return ()
        marks = ", ".join("?" * len(numbers))
        rows = self._link.execute(_CODE.format(marks), (*numbers, _MOST_CODE))
        return tuple(Code(*row) for row in rows)


def _sorted(pages: list[Page]) -> list[Page]:
    """Return the pages with those first that say more; the order is kept among equals."""
    return sorted(pages, key=lambda page: (not page.authors, not page.proceeding))
