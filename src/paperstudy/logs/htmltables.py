"""Tables written in HTML, over as many lines as they take; `rowspan` repeats a cell below."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paperstudy.logs.document import Cell, CellPart, Line, LineKind, Row, Table
from paperstudy.logs.tables import make_part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TAG = re.compile(r"<(/?)(table|tr|th|td|br|p|li|div)\b([^<>]{0,2000})/?>", re.IGNORECASE)
_SPAN = re.compile(r"\b(rowspan|colspan)\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)
_MAX_SPAN = 100


@dataclass(slots=True)
class _OpenCell:
    header: bool
    rowspan: int
    colspan: int
    parts: list[CellPart] = field(default_factory=list)


@dataclass(slots=True)
class _OpenRow:
    line: int
    cells: list[_OpenCell] = field(default_factory=list)


def find_html_tables(lines: Sequence[Line]) -> tuple[list[Table], set[int]]:
    """Return the HTML tables and the numbers of the lines that they take."""
    tables: list[Table] = []
    taken: set[int] = set()
    index = 0
    while index < len(lines):
        if not _opens(lines[index]):
            index += 1
            continue
        end = index
        while end < len(lines) - 1 and "</table" not in lines[end].raw.lower():
            end += 1
        if "</table" not in lines[end].raw.lower():
            break
        block = lines[index : end + 1]
        tables.append(_read(block))
        taken.update(line.number for line in block)
        index = end + 1
    return tables, taken


def _opens(line: Line) -> bool:
    return "<table" in line.raw.lower() and line.kind not in {LineKind.CODE, LineKind.HIDDEN}


def _read(lines: Sequence[Line]) -> Table:
    rows: list[_OpenRow] = []
    current: _OpenCell | None = None
    for line in lines:
        if line.kind is LineKind.HIDDEN:
            continue
        start = 0
        for tag in _TAG.finditer(line.raw):
            if current is not None:
                _add_part(current, line, start, tag.start())
            start = tag.end()
            if tag.group(2).lower() in {"tr", "table", "td", "th"}:
                current = _turn(rows, line.number, tag)
        if current is not None:
            _add_part(current, line, start, len(line.raw))
    return _assemble(rows, lines[0].section)


def _turn(rows: list[_OpenRow], number: int, tag: re.Match[str]) -> _OpenCell | None:
    """Follow the tag of a row or a cell; return the cell that it opens."""
    closing, name = bool(tag.group(1)), tag.group(2).lower()
    if closing or name == "table":
        return None
    if name == "tr" or not rows:
        rows.append(_OpenRow(number))
    if name == "tr":
        return None
    cell = _open_cell(name, tag.group(3))
    rows[-1].cells.append(cell)
    return cell


def _open_cell(name: str, attributes: str) -> _OpenCell:
    spans = {match.group(1).lower(): int(match.group(2)) for match in _SPAN.finditer(attributes)}
    rowspan, colspan = (min(max(spans.get(key, 1), 1), _MAX_SPAN) for key in ("rowspan", "colspan"))
    return _OpenCell(name == "th", rowspan, min(colspan, 20))


def _add_part(cell: _OpenCell, line: Line, start: int, end: int) -> None:
    part = make_part(line, start, end)
    if part.text.strip() or part.links:
        cell.parts.append(part)


def _assemble(rows: list[_OpenRow], section: int | None) -> Table:
    hanging: dict[int, tuple[int, Cell]] = {}  # column -> (rows left, cell)
    filled: list[tuple[Row, bool]] = []
    for row in rows:
        cells = tuple(_fill(row, hanging))
        if cells:
            filled.append(
                (Row(row.line, cells), all(cell.header for cell in row.cells) and bool(row.cells))
            )
    has_header = bool(filled) and filled[0][1]
    body = filled[1:] if has_header else filled
    return Table(filled[0][0] if has_header else None, tuple(row for row, _ in body), section)


def _fill(row: _OpenRow, hanging: dict[int, tuple[int, Cell]]) -> Iterator[Cell]:
    """Yield the cells of a row, those that hang down from rows above in their columns."""
    column = 0
    waiting = list(row.cells)
    while waiting or column in hanging:
        if column in hanging:
            left, cell = hanging.pop(column)
            if left > 1:
                hanging[column] = (left - 1, cell)
            yield cell
            column += 1
            continue
        opened = waiting.pop(0)
        cell = Cell(tuple(opened.parts))
        for offset in range(opened.colspan):
            here = cell if offset == 0 else Cell()
            if opened.rowspan > 1:
                hanging[column] = (opened.rowspan - 1, here)
            yield here
            column += 1
