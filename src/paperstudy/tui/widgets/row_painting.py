"""How the rows of a list are drawn: plain segments in columns, each line kept until it changes.

A list that scrolls paints all its lines at every key, and nearly all of them were painted before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from rich.segment import Segment
from textual.strip import Strip

from paperstudy.tui.text import line
from paperstudy.tui.widgets.columns import fit
from paperstudy.tui.widgets.scrolling import CalmScroll

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Self

    from rich.style import Style
    from textual.geometry import Region
    from textual.widget import Widget

    from paperstudy.tui.widgets.columns import Column

T = TypeVar("T")

GUTTER = 2
GAP = 2
_LEAST = 8
_KEPT = 1024  # rows kept at most: many screens


@dataclass(frozen=True, slots=True)
class Look:
    """What all lines share: the cells there are, and the styles by what a line shows."""

    width: int
    whole: int  # with the cells that the scroll bar takes
    plain: Style
    cursor: Style
    mark: Style
    dim: Style  # laid over the others
    head: Style
    empty: Style


def look_of(widget: Widget, width: int, whole: int) -> Look:
    """Look the styles of a list up, which takes longer than drawing a few of its lines."""
    style = widget.get_component_rich_style
    return Look(
        width=width,
        whole=whole,
        plain=widget.rich_style,
        cursor=style("rows--cursor"),
        mark=style("rows--mark"),
        dim=style("rows--dim", partial=True),
        head=style("rows--head"),
        empty=style("rows--empty"),
    )


class StyledRows(CalmScroll):
    """A list that keeps the styles of its lines until they may have become others."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._look: Look | None = None

    def refresh(self, *regions: Region, **wanted: bool) -> Self:
        """Have some lines drawn anew, or all, which may have other styles by now."""
        if not regions:
            self._look = None
        return super().refresh(*regions, **wanted)

    def notify_style_update(self) -> None:
        """Look the styles up again."""
        self._look = None
        super().notify_style_update()


class RowPainter(Generic[T]):
    """Draws the lines of a list with these columns."""

    def __init__(self, columns: Sequence[Column[T]]) -> None:
        self._columns = columns
        self._look: Look | None = None
        self._drawn: dict[int, dict[tuple[bool, bool], Strip]] = {}

    def use(self, look: Look) -> None:
        """Draw like this from now on."""
        if look != self._look:
            self._look = look
            self.forget()

    def forget(self) -> None:
        """Draw all rows anew: what they say has changed."""
        self._drawn.clear()

    def forget_row(self, number: int) -> None:
        """Draw one row anew."""
        self._drawn.pop(number, None)

    def row(self, number: int, row: T | None, *, at: bool, marked: bool) -> Strip:
        """Return the line of a row, None for one that is still being read."""
        strip = self._drawn.get(number, {}).get((at, marked))
        if strip is None:
            strip = self._draw(row, at=at, marked=marked)
            if row is not None:
                if len(self._drawn) >= _KEPT:
                    self.forget()
                self._drawn.setdefault(number, {})[at, marked] = strip
        return strip

    def head(self, order: str, *, reverse: bool) -> Strip:
        """Return the line of titles; the column that sorts has an arrow."""
        look = self._now
        titles = []
        for column, width in self.widths(look.width):
            mark = (" ↑" if reverse else " ↓") if column.order and column.order == order else ""
            titles.append(fit(line(column.title) + mark, width, right=column.right))
        text = " " * GUTTER + (" " * GAP).join(titles)
        return self._line([Segment(fit(text, look.width), look.head)], look.head)

    def said(self, text: str) -> Strip:
        """Return a line that is no row."""
        look = self._now
        return self._line([Segment(fit(f"  {text}", look.width), look.empty)], look.empty)

    def widths(self, width: int) -> list[tuple[Column[T], int]]:
        """Return the columns there is room for, with the cells of each."""
        shown = [column for column in self._columns if column.least <= width]
        fixed = sum(column.width for column in shown) + GUTTER + GAP * len(shown)
        rest = max(_LEAST, width - fixed + GAP)
        return [(column, column.width or rest) for column in shown]

    @property
    def _now(self) -> Look:
        assert self._look is not None, "lines are drawn after `use`"
        return self._look

    def _draw(self, row: T | None, *, at: bool, marked: bool) -> Strip:
        look = self._now
        style = look.cursor if at else look.mark if marked else look.plain
        gutter = (">" if at else " ") + ("*" if marked else " ")
        segments = [Segment(gutter, style)]
        if row is None:
            segments.append(Segment("…", style))
        else:
            segments += self._cells(row, style, style if at else style + look.dim)
        return self._line(segments, style)

    def _line(self, segments: Iterable[Segment], style: Style) -> Strip:
        return Strip(segments).adjust_cell_length(self._now.whole, style)

    def _cells(self, row: T, style: Style, dim: Style) -> Iterable[Segment]:
        for column, width in self.widths(self._now.width):
            text = fit(line(column.cell(row)), width, right=column.right)
            yield Segment(text + " " * GAP, dim if column.dim else style)
