"""A Markdown log as lines, links and tables: the shape every finder reads. Positions are exact.

Nothing here knows what a paper or a session is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class LineKind(StrEnum):
    """What a line is for; `HIDDEN` is a comment or front matter, `RULE` a `---` between parts."""

    BLANK = "blank"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    TEXT = "text"
    CODE = "code"
    HIDDEN = "hidden"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Link:
    """A link as written: Markdown, `<a href>`, `<…>` or bare.

    `start` and `end` are offsets in the raw line of all that makes the link, label included;
    `url_start` that of the URL. `label` is the text a reader sees, "" for a bare URL or where
    the label is the URL itself. `url_start` is -1 where the URL stands in a reference definition
    elsewhere.
    """

    url: str
    label: str
    line: int
    start: int
    end: int
    url_start: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a log.

    `raw` is the line as it stands in the file; `text` has the same length with everything that
    is no prose (markup, URLs, code, comments, HTML tags) blanked out by spaces, so an offset in
    one is an offset in the other; labels of links stay. `depth` is the level of a heading or the
    nesting of a list item (0 for an outer one); `parent` is the number of the list item this line
    belongs to (its own item for a continuation line, the enclosing item for a nested one);
    `section` is the number of the heading above. `checked` is None where there is no checkbox.
    """

    number: int
    raw: str
    kind: LineKind
    text: str
    depth: int = 0
    parent: int | None = None
    section: int | None = None
    checked: bool | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class CellPart:
    """A piece of a table cell on one line: masked `text`, standing at `start` of that line."""

    line: int
    start: int
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell; several parts where `<br>` or line breaks divide it (HTML tables too)."""

    parts: tuple[CellPart, ...] = ()

    @property
    def text(self) -> str:
        """The cell as one string, parts joined by a line feed, stripped."""
        return "\n".join(part.text.strip() for part in self.parts).strip()


@dataclass(frozen=True, slots=True)
class Row:
    """A table row; `line` is its first line."""

    line: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A Markdown or HTML table; `header` is None where no row is one."""

    header: Row | None
    rows: tuple[Row, ...]
    section: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A log, read: its front matter (keys lower case, values str, list or None), lines, tables."""

    front: dict[str, object] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()

    def line(self, number: int) -> Line:
        """Return the line with this 1-based number."""
        return self.lines[number - 1]

    def headings_above(self, number: int) -> tuple[Line, ...]:
        """Return the headings that line `number` stands under, outermost first."""
        found: list[Line] = []
        current = self.line(number).section
        while current is not None:
            heading = self.line(current)
            found.append(heading)
            current = heading.section
        return tuple(reversed(found))

    def items_under(self, number: int) -> tuple[Line, ...]:
        """Return the list items nested under item `number`, all depths, in order."""
        lines = self.lines[number:]
        own = self.line(number).depth
        found: list[Line] = []
        for line in lines:
            if line.kind is LineKind.ITEM and line.depth <= own:
                break
            if line.kind in {LineKind.HEADING, LineKind.RULE}:
                break
            if line.kind is LineKind.ITEM:
                found.append(line)
        return tuple(found)
