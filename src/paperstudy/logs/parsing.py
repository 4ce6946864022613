"""From the text of a log to its lines, links and tables; any text will do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.logs.blocks import Block, definitions, is_definition, read_blocks
from paperstudy.logs.document import Document, Line, LineKind, Link, Table
from paperstudy.logs.frontmatter import read_front_matter
from paperstudy.logs.htmltables import find_html_tables
from paperstudy.logs.inline import even_spaces, read_inline
from paperstudy.logs.tables import find_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNREAD = {LineKind.CODE, LineKind.HIDDEN, LineKind.BLANK, LineKind.RULE}


def parse_document(text: str) -> Document:
    """Read a Markdown log; lines count line feeds, from 1, and every offset is exact."""
    raws = [raw.removesuffix("\r") for raw in text.split("\n")]
    if not text or text.endswith("\n"):
        raws.pop()
    front = read_front_matter(raws)
    blocks = read_blocks(raws, front.length)
    refs = definitions(raws, blocks)
    lines = [
        _make_line(raw, n, block, refs)
        for n, (raw, block) in enumerate(zip(raws, blocks, strict=True), 1)
    ]
    html, taken = find_html_tables(lines)
    tables = [*html, *(table for table in find_tables(lines) if not taken & set(_numbers(table)))]
    tables.sort(key=_first_line)
    lines = _mark_rows(lines, tables, taken)
    return Document(front=front.values, lines=tuple(lines), tables=tuple(tables))


def _make_line(raw: str, number: int, block: Block, refs: dict[str, str]) -> Line:
    text = " " * len(raw)
    links: tuple[Link, ...] = ()
    kind = block.kind
    if kind is LineKind.BLANK and raw.strip("\ufeff\u200b \t"):
        kind = LineKind.BLANK
    elif kind not in _UNREAD:
        text, scan = read_inline(raw, number, begin=block.begin, hidden=block.hidden, refs=refs)
        links = scan.links
        if "[" in raw and is_definition(raw):
            text = " " * len(raw)
        if kind is LineKind.HEADING:
            text = _without_closing(text)
        if (
            not text.strip()
            and not links
            and kind is LineKind.TEXT
            and not even_spaces(raw).strip()
        ):
            kind = LineKind.BLANK
    return Line(
        number=number,
        raw=raw,
        kind=kind,
        text=text,
        depth=block.depth,
        parent=block.parent,
        section=block.section,
        checked=block.checked,
        links=links,
    )


def _without_closing(text: str) -> str:
    """Blank the closing `##` of a heading."""
    bare = text.rstrip()
    closed = bare.rstrip("#")
    if closed != bare and closed.endswith(" "):
        return closed.ljust(len(text))
    return text


def _numbers(table: Table) -> Iterator[int]:
    if table.header is not None:
        yield table.header.line
    for row in table.rows:
        yield row.line


def _first_line(table: Table) -> int:
    return next(_numbers(table), 0)


def _mark_rows(lines: list[Line], tables: list[Table], html: set[int]) -> list[Line]:
    """Make the lines of tables rows; the line of dashes under a header becomes a rule."""
    rows = {number for table in tables for number in _numbers(table)}
    below = {table.header.line + 1 for table in tables if table.header is not None} - html
    marked: list[Line] = []
    for line in lines:
        if line.number in rows or line.number in html:
            text = line.text if line.number in html else line.text.replace("|", " ")
            kind = LineKind.ROW if line.kind not in _UNREAD else line.kind
            marked.append(replace(line, kind=kind, text=text, parent=None, depth=0))
        elif line.number in below:
            marked.append(replace(line, kind=LineKind.RULE, text=" " * len(line.raw), links=()))
        else:
            marked.append(line)
    return marked
