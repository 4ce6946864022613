"""Papers as a table for spreadsheets (RFC 4180), which take no cell of it for a formula."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from paperstudy.domain.text import clean_line
from paperstudy.formats.bib_layout import in_order
from paperstudy.formats.plain_entry import describe
from paperstudy.formats.romanise import to_ascii

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.papers import Paper

COLUMNS = (
    "key", "title", "authors", "year", "venue", "volume", "number", "pages", "publisher", "doi",
    "arxiv", "url", "status", "tags", "citations", "abstract",
)  # fmt: skip
# Excel takes a file without this mark for one in the system's old code page, and Korean for dust.
_MARK = "\ufeff"
# What begins so is a formula to one spreadsheet or another (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def write_csv(papers: Sequence[Paper], *, ascii_only: bool = False) -> str:
    """Return `papers` as a table, by cite key, the names of its columns first."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for paper, key in in_order(papers):
        cells = map(_cell, _row(paper, key))
        table.writerow([to_ascii(cell) for cell in cells] if ascii_only else list(cells))
    return text.getvalue() if ascii_only else _MARK + text.getvalue()


def _row(paper: Paper, key: str) -> tuple[object, ...]:
    entry = describe(paper)
    names = [author.name for author in paper.authors]
    if names and paper.more_authors:
        names.append("et al.")
    return (
        key, paper.title, "; ".join(names), entry.year, entry.venue, entry.volume, entry.number,
        entry.pages, entry.publisher, entry.doi, entry.arxiv, entry.url, paper.status.value,
        ", ".join(paper.tags), paper.citations, paper.abstract,
    )  # fmt: skip


def _cell(value: object) -> str:
    """Return a value as one line; what a spreadsheet would run has an apostrophe before it."""
    text = "" if value is None else clean_line(str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text
