"""The places of a log where papers may be named, each with what stands around it.

A place is the text of a line, or one piece of a table cell. Its rank says whether it stands in a
list or table of papers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paperstudy.logs.columns import Column, RowFacts, read_columns, read_facts
from paperstudy.logs.document import CellPart, Document, Line, LineKind, Link, Table
from paperstudy.logs.ranks import Rank, Ranks

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKED = re.compile(
    r"^\W*(?:(?:(?-i:[가-힣]){1,6}\s*){0,2}논문(?:\s*(?:제목|명|이름|링크))?|paper(?:\s*(?:title|link))?)\s*\d*\s*[:：]",
    re.IGNORECASE,
)
# `[논문 리뷰] …`, `Paper Review: …`, `… 논문 리뷰`: a post about one paper says so in its title.
_REVIEW = re.compile(
    r"^\W*(?:\[\s*)?(?:논문\s*(?:리뷰|정리|요약|읽기|분석)|paper\s*(?:review|summary|reading|note)s?|논문|paper)\s*"
    r"(?:\]\s*|[:：|]\s*|[-–—]\s+)\S",
    re.IGNORECASE,
)
_REVIEW_BEHIND = re.compile(
    r"\s(?:논문\s*(?:리뷰|정리|요약|읽기)|paper\s*(?:review|summary))\s*$", re.IGNORECASE
)
_FRONT_TITLE = re.compile(r"^\s*title\s*[:=]\s*", re.IGNORECASE)
_NUMBERED = re.compile(r"\s*\[\d{1,3}\]\s")
_READ = {LineKind.HEADING, LineKind.ITEM, LineKind.TEXT, LineKind.ROW}
_PARTING = {LineKind.HEADING, LineKind.RULE}
_NEAR = 8
_NEAR_CHARS = 400
_OWN_CHARS = 4000


@dataclass(frozen=True, slots=True)
class Place:
    """Text that may name papers; offsets in `text` plus `start` are offsets in the line.

    `row` numbers the table rows of the log, so that the cells of one row find each other. `item`
    says that the text is a list item or a cell, not prose; `marked` that it begins with `논문:`.
    `series` is the same for the items of one list, and for the cells of one column.
    """

    line: int
    start: int
    text: str
    links: tuple[Link, ...] = ()
    context: str = ""
    rank: Rank = Rank.NONE
    heading: bool = False
    item: bool = False
    row: int | None = None
    column: Column = Column.NONE
    marked: bool = False
    series: tuple[object, ...] = ()

    @property
    def listed(self) -> bool:
        """Whether the text is an item of a list of papers."""
        return self.rank is Rank.LIST and (self.item or self.marked)


def find_places(document: Document) -> tuple[list[Place], dict[int, RowFacts]]:
    """Return the places of a log in order, and what is said in each numbered row."""
    ranks = Ranks(document)
    lines = _Lines(document)
    places: list[Place] = []
    facts: dict[int, RowFacts] = {}
    in_tables: set[int] = set()
    for table in document.tables:
        for row in (table.header, *table.rows):
            if row is not None:
                in_tables.update(part.line for cell in row.cells for part in cell.parts)
        reader = _TableReader(document, table, ranks.under(table.section))
        places.extend(reader.header_places())
        for at, row in enumerate(table.rows):
            places.extend(reader.row_places(at, len(facts)))
            facts[len(facts)] = read_facts(row, table)
    places.extend(_front_places(document))
    places.extend(
        _line_place(lines, line, ranks)
        for line in document.lines
        if line.number not in in_tables and line.kind in _READ and (line.text.strip() or line.links)
    )
    # A cell that spans rows stands in each of them; its first row is where it is read.
    first: dict[tuple[int, int], Place] = {}
    for place in places:
        first.setdefault((place.line, place.start), place)
    return [first[at] for at in sorted(first)], facts


def _front_places(document: Document) -> Iterator[Place]:
    """Yield the title of the front matter where it says that the log is about one paper."""
    title = document.front.get("title")
    if not isinstance(title, str):
        return
    marked = bool(_REVIEW.search(title))
    if not marked and not _REVIEW_BEHIND.search(title):
        return
    for line in document.lines:
        head = _FRONT_TITLE.match(line.raw) if line.kind is LineKind.HIDDEN else None
        at = line.raw.find(title, head.end()) if head else -1
        if at >= 0:
            rank = Rank.LIST if marked else Rank.NONE
            yield Place(
                line.number, at, title, context=title, rank=rank, heading=True, marked=marked
            )
            return


def _line_place(lines: _Lines, line: Line, ranks: Ranks) -> Place:
    heading = line.kind is LineKind.HEADING
    marked = bool(_MARKED.match(line.text.strip())) or (heading and bool(_REVIEW.search(line.text)))
    rank = ranks.of(line)
    return Place(
        line=line.number,
        start=0,
        text=line.text,
        links=line.links,
        context=lines.around(line),
        rank=Rank.LIST if marked else rank,
        heading=heading,
        item=line.kind is LineKind.ITEM or bool(_NUMBERED.match(line.text)),
        marked=marked,
        series=(line.section, line.parent, line.depth),
    )


class _Lines:
    """What stands around each line; the text of a line is evened out once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._texts: dict[int, str] = {}

    def around(self, line: Line) -> str:
        """Return the line, the list or paragraph around it and the headings above."""
        parts = [self._text(head) for head in self._document.headings_above(line.number)[-3:]]
        parts.append(_even(line.text[:_OWN_CHARS]))
        for step in (-1, 1):
            parts += self._neighbours(line, step)
        return "\n".join(filter(None, parts))

    def _neighbours(self, line: Line, step: int) -> Iterator[str]:
        lines, section = self._document.lines, line.section
        loose = line.parent is not None or line.kind is LineKind.ITEM
        last = max(-1, line.number - 2 - _NEAR) if step < 0 else line.number + _NEAR
        for near in lines[line.number - 1 + step : last if last >= 0 else None : step]:
            if near.section != section or near.kind in _PARTING:
                return
            if near.kind is LineKind.BLANK:
                if not loose:
                    return
                continue
            yield self._text(near)

    def _text(self, line: Line) -> str:
        known = self._texts.get(line.number)
        if known is None:
            known = self._texts[line.number] = _even(line.text[:_NEAR_CHARS])
        return known


def _even(text: str) -> str:
    return " ".join(text.split())


def _join(parts: list[str]) -> str:
    return "\n".join(filter(None, map(_even, parts)))


class _TableReader:
    """Makes the places of one table; what repeats from row to row is worked out once."""

    def __init__(self, document: Document, table: Table, below: Rank) -> None:
        self._document = document
        self._table = table
        self._below = below
        self._columns = read_columns(table)
        first = table.header or (table.rows[0] if table.rows else None)
        above = document.headings_above(first.line)[-3:] if first else ()
        header = table.header.cells if table.header else ()
        self._frame = [heading.text for heading in above] + [cell.text for cell in header]

    def header_places(self) -> Iterator[Place]:
        """Yield the cells of the header, whose names count as any other's."""
        for cell in self._table.header.cells if self._table.header else ():
            for part in cell.parts:
                if part.text.strip():
                    context = self._document.line(part.line).text[:_OWN_CHARS]
                    yield Place(part.line, part.start, part.text, part.links, context)

    def row_places(self, at: int, number: int) -> Iterator[Place]:
        """Yield the pieces of the cells of row `at`, which is row `number` of the log."""
        row = self._table.rows[at]
        context = _join([*self._frame, *(cell.text[:_OWN_CHARS] for cell in row.cells)])
        for index, cell in enumerate(row.cells):
            column = self._columns[index] if index < len(self._columns) else Column.NONE
            if column is Column.PEOPLE:
                continue
            series = ("column", index, self._table.rows[0].line)
            around = f"{context}\n{self._column_text(at, index)}"
            for part in cell.parts:
                if part.text.strip() or part.links:
                    yield replace(self._place(part, column, number, around), series=series)

    def _place(self, part: CellPart, column: Column, number: int, context: str) -> Place:
        rank = Rank.NONE
        if column is Column.PAPER:
            rank = Rank.LIST
        elif column is Column.TOPIC:
            rank = max(Rank.PERHAPS, self._below)
        elif column is Column.NONE:
            rank = Rank.PERHAPS if self._columns else self._below
        return Place(
            line=part.line,
            start=part.start,
            text=part.text,
            links=part.links,
            context=context,
            rank=rank,
            item=True,
            row=number,
            column=column,
        )

    def _column_text(self, at: int, index: int) -> str:
        """Return the cells above and below, which a list of names sets side by side."""
        low, high = max(0, at - _NEAR), at + _NEAR + 1
        near = [row for row in self._table.rows[low:high] if row is not self._table.rows[at]]
        return "\n".join(
            row.cells[index].text[:_NEAR_CHARS] for row in near if index < len(row.cells)
        )
