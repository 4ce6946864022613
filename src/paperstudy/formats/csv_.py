"""Papers as a table for spreadsheets (RFC 4180), which take no cell of it for a formula."""

from __future__ import annotations

import csv
import io
import re
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
# Some of them part cells by `;`, whatever stands in quotes for those that part them by commas, and
# drop the blanks before a cell: the authors stand so in theirs.
_FORMULA = re.compile(r"(?:^|;[\"\s]*+)(?=[=+\-@＝＋－＠])")


def write_csv(papers: Sequence[Paper], *, ascii_only: bool = False) -> str:
    """Return `papers` as a table, by cite key, the names of its columns first."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for paper, key in in_order(papers, ascii_only=ascii_only):
        cells = map(_text, _row(paper, key))
        # Signs such as `﹦` are no formula until they are ASCII.
        table.writerow([_cell(to_ascii(cell) if ascii_only else cell) for cell in cells])
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


def _text(value: object) -> str:
    return "" if value is None else clean_line(str(value))


def _cell(text: str) -> str:
    """Return a line with an apostrophe before what a spreadsheet would run."""
    return _FORMULA.sub(r"\g<0>'", text)
