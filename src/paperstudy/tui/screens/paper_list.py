"""The list of the papers: what a search gives, its columns and orders, and the bar above it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.names import short_authors, title_of, who_and_year
from paperstudy.saying.words import word
from paperstudy.tui.widgets.bars import Bar, Piece
from paperstudy.tui.widgets.columns import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.papers import PaperSummary
    from paperstudy.domain.queries import PaperQuery
    from paperstudy.study.study import Study

_FIRST = 128  # rows that come with the numbers, so that the first screen is there at once


@dataclass(frozen=True, slots=True)
class Search:
    """A query and its number: of two searches the later one counts."""

    query: PaperQuery
    number: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave: the numbers of all, or of the first few, and the first rows."""

    search: Search
    ids: Sequence[int]
    rows: tuple[tuple[int, PaperSummary], ...]
    whole: bool = True


def find(study: Study, search: Search) -> Found:
    """Return what a query asks for."""
    ids = study.library.ids(search.query)
    return Found(search, ids, tuple(read_rows(study, ids[:_FIRST])))


def find_first(study: Study, search: Search) -> Found:
    """Return the first of what a query asks for, where they can be found at once."""
    ids = study.library.first_ids(search.query, _FIRST) or ()
    return Found(search, ids, tuple(read_rows(study, ids)), whole=False)


def read_rows(study: Study, ids: Sequence[int]) -> list[tuple[int, PaperSummary]]:
    """Return some rows of the list."""
    return [(int(row.id), row) for row in study.library.rows(ids)]


class FilterBar(Bar):
    """How many papers there are, which filters hold, what is marked, and the order."""

    def __init__(self) -> None:
        super().__init__()
        self.said = ""
        self.terms: tuple[str, ...] = ()
        self.marked = 0
        self.order = ""

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return the count, a chip for each filter, and the order."""
        del width
        pieces = [Piece(f" {self.said}", "dim")]
        for number, term in enumerate(self.terms):
            pieces.append(Piece("  "))
            pieces.append(Piece(f" {term} × ", "key", f"drop({number})"))
        if self.marked:
            said = translate_count("{count} marked", "{count} marked", self.marked)
            pieces.append(Piece(f"   {said}", "key", "unmark"))
        if self.order:
            pieces.append(Piece(f"   {self.order}", "dim", "sort"))
        return pieces


def columns() -> tuple[Column[PaperSummary], ...]:
    """Return the columns of the list."""
    return (
        Column(translate("Title"), 0, lambda row: title_of(row.title), "title"),
        Column(
            translate("Authors"),
            18,
            lambda row: short_authors(row.authors, more=row.more_authors),
            "author",
            least=76,
            dim=True,
        ),
        Column(translate("Year"), 4, lambda row: str(row.year or ""), "year"),
        Column(translate("Status"), 9, _status, "status", least=50),
        Column(translate("Tags"), 14, lambda row: " ".join(row.tags), least=110, dim=True),
    )


def who_and_when(row: PaperSummary) -> str:
    """Return who wrote a paper, and the year, to stand beside its title."""
    return who_and_year(row.authors, row.year, more=row.more_authors)


def _status(row: PaperSummary) -> str:
    return "" if row.status == "unread" else word(row.status)


def order_said(query: PaperQuery) -> str:
    """Return by what a list is sorted, with an arrow for the direction."""
    names = orders()
    order = query.order or ("" if query.words else "added")
    return f"{names.get(order, order)} {'↑' if query.reverse else '↓'}"


def orders() -> dict[str, str]:
    """Return the orders of the list and what they are called."""
    return {
        "": translate("best fit first"),
        "added": translate("newest first"),
        "year": translate("by year"),
        "title": translate("by title"),
        "author": translate("by author"),
        "status": translate("by status"),
        "key": translate("by key"),
    }


def tag_term(tag: str) -> str:
    """Return a tag as a filter of a search."""
    return f'tag:"{tag}"' if " " in tag else f"tag:{tag}"
