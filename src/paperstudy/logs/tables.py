"""Tables written in Markdown: with and without outer pipes, `||` columns, links that hold a pipe."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from paperstudy.logs.blocks import is_delimiter
from paperstudy.logs.document import Cell, CellPart, Line, LineKind, Row, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ROW_KINDS = {LineKind.TEXT, LineKind.ITEM, LineKind.HEADING}


def find_tables(lines: Sequence[Line]) -> list[Table]:
    """Return the Markdown tables among `lines`."""
    tables: list[Table] = []
    index = 0
    while index < len(lines):
        end = _table_end(lines, index)
        if end is None:
            index += 1
            continue
        tables.append(_read_table(lines[index:end]))
        index = end
    return tables


def _can_be_row(line: Line) -> bool:
    return line.kind in _ROW_KINDS and "|" in line.raw


def _table_end(lines: Sequence[Line], start: int) -> int | None:
    """Return the index behind the table that starts at `start`; None where none does."""
    if not _can_be_row(lines[start]):
        return None
    under = start + 1
    if under < len(lines) and _is_rule(lines[under]):
        under += 1
    elif not (
        lines[start].raw.lstrip("\ufeff \t>").startswith("|") and lines[start].raw.count("|") > 1
    ):
        return None
    end = under
    while (
        end < len(lines) and _can_be_row(lines[end]) and not lines[end].raw.lstrip().startswith("#")
    ):
        end += 1
    return end if end - start > 1 else None


def _is_rule(line: Line) -> bool:
    return line.kind in {LineKind.TEXT, LineKind.ITEM, LineKind.RULE} and is_delimiter(
        line.raw.strip("> \t\ufeff")
    )


def _read_table(lines: Sequence[Line]) -> Table:
    rows = [Row(line.number, split_row(line)) for line in lines if not _is_rule(line)]
    # The first line may be a rule itself: `-|` over `-|`.
    header = rows[0] if rows and _is_rule(lines[1]) else None
    return Table(header, tuple(rows[1:] if header else rows), lines[0].section)


def split_row(line: Line) -> tuple[Cell, ...]:
    """Return the cells of a row; a pipe inside a link or behind a backslash divides nothing."""
    bounds = _bounds(line)
    written = line.raw.strip("\ufeff \t\r>")
    if not written.startswith("|"):
        bounds.insert(0, -1)
    if not written.endswith("|") or written.endswith("\\|"):
        bounds.append(len(line.raw))
    return tuple(_cell(line, start + 1, end) for start, end in pairwise(bounds))


def _bounds(line: Line) -> list[int]:
    spans = sorted((link.start, link.end) for link in line.links)
    found: list[int] = []
    at = reach = 0
    for match in re.finditer(r"(?<!\\)\|", line.raw):
        while at < len(spans) and spans[at][0] <= match.start():
            reach = max(reach, spans[at][1])
            at += 1
        if match.start() >= reach:
            found.append(match.start())
    return found


def _cell(line: Line, start: int, end: int) -> Cell:
    cuts = [start]
    for match in _BREAK.finditer(line.raw, start, end):
        cuts += [match.start(), match.end()]
    cuts.append(end)
    parts = (make_part(line, cuts[at], cuts[at + 1]) for at in range(0, len(cuts), 2))
    return Cell(tuple(part for part in parts if part.text.strip() or part.links))


def make_part(line: Line, start: int, end: int) -> CellPart:
    """Return the piece of a cell between two offsets of a line."""
    links = tuple(link for link in line.links if start <= link.start < end)
    return CellPart(line.number, start, line.text[start:end], links)
