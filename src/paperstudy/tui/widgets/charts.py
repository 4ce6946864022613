"""Charts: bars under headings, with a cursor that goes from bar to bar.

On the line API, of plain segments: nothing in a label is ever markup. A bar is a number first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from paperstudy.saying.bars import draw_bar
from paperstudy.tui.operations.table import bind
from paperstudy.tui.text import line
from paperstudy.tui.widgets.columns import fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.style import Style
    from textual import events

_GUTTER = 2
_GAP = 2
_MOST_LABEL = 40
_LEAST_BAR, _MOST_BAR = 4, 48
_DOUBLE = 2


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A label, a number, what else is said, and what the bar leads to, None for nowhere."""

    label: str
    count: int
    target: object = None
    note: str = ""
    drawn: bool = True  # else the label takes the room of the bar, and no number is shown


@dataclass(frozen=True, slots=True)
class Section:
    """Bars under a heading, measured by the longest of them; `empty` says why there are none."""

    title: str
    bars: tuple[ChartBar, ...] = ()
    empty: str = ""
    more: ChartBar | None = None  # a line below that leads to the rest


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as it is drawn: a heading, a text, or a bar of a section with its measures."""

    text: str = ""
    tone: str = ""
    bar: ChartBar | None = None
    label: int = 0
    digits: int = 0
    most: int = 0
    notes: int = 0


class BarChart(ScrollView, can_focus=True):
    """Sections of bars; Enter opens what the one under the cursor leads to."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "chart--heading", "chart--dim", "chart--bar", "chart--cursor",
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up,k", "move(-1)"),
        bind("down,j", "move(1)"),
        Binding("pageup,ctrl+b", "page(-1)", show=False),
        Binding("pagedown,ctrl+f,space", "page(1)", show=False),
        Binding("ctrl+u", "page(-0.5)", show=False),
        Binding("ctrl+d", "page(0.5)", show=False),
        bind("home,g", "go(0)"),
        bind("end,G", "go(-1)"),
        Binding("enter", "open", show=False),
    ]

    class Opened(Message):
        """A bar was chosen with Enter or a double click."""

        def __init__(self, chart: BarChart, target: object) -> None:
            super().__init__()
            self.chart = chart
            self.target = target

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._lines: list[_Line] = []
        self._stops: list[int] = []
        self._at = 0

    def show(self, sections: Sequence[Section]) -> None:
        """Show these sections, the cursor on the bar that leads where it led before."""
        before = self.target
        self._lines = [one for section in sections for one in _lay_out(section)][1:]
        self._stops = [
            index
            for index, one in enumerate(self._lines)
            if one.bar is not None and one.bar.target is not None
        ]
        targets = [self._target(stop) for stop in self._stops]
        self._at = targets.index(before) if before in targets else 0
        self.virtual_size = Size(0, len(self._lines))
        self._reveal()
        self.refresh()

    @property
    def target(self) -> object:
        """What the bar under the cursor leads to; None where there is none."""
        return self._target(self._stops[self._at]) if self._at < len(self._stops) else None

    @property
    def text(self) -> str:
        """The labels and what is said beside them, as text."""
        return "\n".join(one.text or (one.bar.label if one.bar else "") for one in self._lines)

    def action_move(self, by: int) -> None:
        """Go to the next bar; from the first and the last on, scroll."""
        self._go(self._at + by)

    def action_page(self, by: float) -> None:
        """Go by screens."""
        step = round(by * max(1, self.scrollable_content_region.height - 1))
        wanted = (self._stops[self._at] if self._stops else 0) + step
        nearest = min(
            range(len(self._stops)), key=lambda at: abs(self._stops[at] - wanted), default=0
        )
        self._go(nearest)

    def action_go(self, index: int) -> None:
        """Go to the first bar or the last."""
        self._go(index if index >= 0 else len(self._stops) - 1)

    def action_open(self) -> None:
        """Say that the bar under the cursor was chosen."""
        if self.target is not None:
            self.post_message(self.Opened(self, self.target))

    def on_click(self, event: events.Click) -> None:
        """Go to the bar that was clicked; a double click opens it."""
        index = self.scroll_offset.y + event.y
        if index in self._stops:
            self._go(self._stops.index(index))
            if event.chain == _DOUBLE:
                self.action_open()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._reveal()

    def render_line(self, y: int) -> Strip:
        """Draw a heading, a bar or a text."""
        width = self._room
        index = self.scroll_offset.y + y
        if index >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        found = self._lines[index]
        if found.bar is None:
            blank = "  " if found.tone == "dim" else ""
            segments = [Segment(fit(blank + line(found.text), width), self._style(found.tone))]
            return Strip(segments).adjust_cell_length(width, self.rich_style)
        at = self.has_focus and bool(self._stops) and index == self._stops[self._at]
        segments = list(self._bar(found, found.bar, at=at))
        return Strip(segments).adjust_cell_length(width, self._style("cursor" if at else ""))

    def _bar(self, found: _Line, bar: ChartBar, *, at: bool) -> Iterator[Segment]:
        """Yield the sign of the cursor, the label, the number, the bar, and what is said."""
        plain = self._style("cursor" if at else "")
        dim = plain if at else self._style("dim")
        yield Segment("> " if at else "  ", plain)
        if not bar.drawn:
            note = f"  {line(bar.note)}" if bar.note else ""
            room = max(0, self._room - _GUTTER - cell_len(note))
            yield Segment(fit(line(bar.label), room), plain)
            yield Segment(note, dim)
            return
        label = min(found.label, max(8, self._room // 3))
        yield Segment(fit(line(bar.label), label) + " " * _GAP, plain)
        yield Segment(f"{bar.count:>{found.digits},}" + " " * _GAP, plain)
        used = _GUTTER + label + found.digits + 2 * _GAP
        notes = found.notes + _GAP if found.notes else 0
        room = self._room - used - notes
        if room < _LEAST_BAR:
            notes, room = 0, self._room - used  # what else is said goes first
        width = max(_LEAST_BAR, min(_MOST_BAR, room - 1))
        yield Segment(
            fit(draw_bar(bar.count, found.most, width), width), plain if at else self._style("bar")
        )
        if notes and bar.note:
            yield Segment(" " * _GAP + line(bar.note), dim)

    @property
    def _room(self) -> int:
        return self.scrollable_content_region.width

    def _style(self, tone: str) -> Style:
        return self.get_component_rich_style(f"chart--{tone}") if tone else self.rich_style

    def _target(self, index: int) -> object:
        bar = self._lines[index].bar
        return bar.target if bar is not None else None

    def _go(self, at: int) -> None:
        self._at = max(0, min(at, len(self._stops) - 1))
        self._reveal()
        self.refresh()

    def _reveal(self) -> None:
        """Keep the bar in sight, and the heading above the first and the end below the last."""
        seen = max(1, self.scrollable_content_region.height)
        index = self._stops[self._at] if self._at < len(self._stops) else 0
        first = 0 if self._at == 0 else index
        last = len(self._lines) - 1 if self._at == len(self._stops) - 1 else index
        top = self.scroll_offset.y
        if first < top:
            self.scroll_to(y=first, animate=False, force=True, immediate=True)
        elif last >= top + seen:
            y = min(last - seen + 1, index)
            self.scroll_to(y=y, animate=False, force=True, immediate=True)


def _lay_out(section: Section) -> Iterator[_Line]:
    yield _Line()
    yield _Line(section.title, "heading")
    if not section.bars:
        yield _Line(section.empty, "dim")
    label = min(max((cell_len(line(one.label)) for one in section.bars), default=0), _MOST_LABEL)
    digits = max((len(f"{one.count:,}") for one in section.bars), default=0)
    most = max((one.count for one in section.bars), default=0)
    notes = max((cell_len(line(one.note)) for one in section.bars), default=0)
    for bar in section.bars:
        yield _Line("", "", bar, label, digits, most, notes)
    if section.more is not None:
        yield _Line(bar=section.more)
