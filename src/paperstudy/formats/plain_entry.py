"""What any format tells of a paper: its kind of work, where and when it came out, its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Scheme
from paperstudy.domain.text import clean_line
from paperstudy.formats.bib_venues import (
    PERSON,
    cited_publication,
    entry_kind,
    place_of,
    place_of_unpublished,
    undated,
    year_of,
)
from paperstudy.formats.json_ import first_url

if TYPE_CHECKING:
    from datetime import datetime

    from paperstudy.domain.papers import Paper


@dataclass(frozen=True, slots=True)
class PlainEntry:
    """A paper as it is cited; `kind` is a type of BibTeX, `venue` what it is in or of.

    `published` is the day, where that is known and of the year that is cited.
    """

    kind: str
    venue: str = ""
    year: int | None = None
    published: datetime | None = None
    volume: str = ""
    number: str = ""
    pages: str = ""
    publisher: str = ""
    doi: str = ""
    arxiv: str = ""
    url: str = ""


def describe(paper: Paper) -> PlainEntry:
    """Return how a paper is cited: its publication where it has one, else itself."""
    first = {identifier.scheme: identifier for identifier in reversed(paper.identifiers)}
    doi, arxiv = first.get(Scheme.DOI), first.get(Scheme.ARXIV)
    numbers = {
        "doi": clean_line(doi.value) if doi else "",
        "arxiv": clean_line(arxiv.value) if arxiv else "",
        "url": clean_line(paper.url or first_url(paper.identifiers)),
    }
    publication = cited_publication(paper)
    if publication is None:
        kind, field = place_of_unpublished(paper)
        year = year_of(paper)
        known = kind == "misc" and paper.published is not None and paper.published.year == year
        return PlainEntry(
            entry_kind(kind, paper),
            clean_line(undated(paper, paper.venue, year)) if field else "",
            year,
            paper.published if known else None,
            **numbers,
        )
    kind, _ = place_of(publication)
    own_year = ("year", PERSON) in paper.provenance and paper.year
    venue = undated(paper, publication.venue, own_year or publication.year)
    if kind == "book" and venue == (publication.publisher or venue):
        venue = ""  # its publisher, which is told as such
    return PlainEntry(
        entry_kind(kind, paper),
        venue,
        own_year or publication.year,
        None,
        publication.volume,
        publication.number,
        publication.pages,
        publication.publisher or ("" if venue else publication.venue),
        **numbers | ({"doi": publication.doi} if publication.doi else {}),
    )
