"""HeatMap: who presented in which week of a year, a line for each person, on the line API.

Weeks become months where it is narrow. Numbers say how much, shades only say it again, so it
can be read without colour.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from paperstudy.domain.language import translate
from paperstudy.tui.operations.table import bind
from paperstudy.tui.text import line
from paperstudy.tui.widgets.columns import fit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.style import Style
    from textual import events

_TOP = 2  # lines above the people
_GUTTER = 2
_WEEK = 7
WEEKS, _MONTHS = 54, 12  # a leap year that begins on a Sunday has days in 54 weeks
_MONTH_CELLS = 3
_TOTAL = 5
_LEAST_NAME, _MOST_NAME = 8, 16
_MOST_SHOWN = 9
_SHADES = 4
_DOUBLE = 2
_NONE, _PLANNED, _MORE = "·", "o", "+"


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A person, by number and name, and how many talks they held or are to hold on which day."""

    number: int
    name: str
    held: Mapping[date, int] = field(default_factory=dict)
    planned: Mapping[date, int] = field(default_factory=dict)

    def is_in(self, year: int) -> bool:
        """Whether there is anything to show of them in a year."""
        return any(day.year == year for days in (self.held, self.planned) for day in days)


class HeatMap(ScrollView, can_focus=True):
    """People × weeks or months of one year; up and down go through the people."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "heat--head", "heat--dim", "heat--cursor", "heat--planned",
        *(f"heat--{shade}" for shade in range(1, _SHADES + 1)),
    }  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = [
        bind("up,k", "move(-1)"),
        bind("down,j", "move(1)"),
        Binding("pageup,ctrl+b,ctrl+u", "page(-1)", show=False),
        Binding("pagedown,ctrl+f,ctrl+d", "page(1)", show=False),
        bind("home,g", "go(0)"),
        bind("end,G", "go(-1)"),
        Binding("enter", "open", show=False),
    ]

    cursor: reactive[int] = reactive(0)

    class Moved(Message):
        """The cursor is on another person."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class Opened(Message):
        """A person was chosen."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class Turned(Message):
        """The year before was asked for, or the one after."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._rows: tuple[HeatRow, ...] = ()
        self._year = 0
        self._today = date.min
        self._selected: int | None = None

    def show(self, rows: Sequence[HeatRow], year: int, today: date) -> None:
        """Show a year of those who presented in it or are to, in this order."""
        self._rows = tuple(row for row in rows if row.is_in(year))
        self._year = year
        self._today = today
        self.virtual_size = Size(0, len(self._rows) + _TOP)
        self.styles.max_height = max(1, len(self._rows)) + _TOP + self.gutter.height
        self.set_reactive(HeatMap.cursor, self.validate_cursor(self.cursor))
        self.refresh()

    def select(self, number: int | None) -> None:
        """Put the cursor on a person, without saying so; it hides where they did not present."""
        self._selected = number
        self.refresh()
        if self.has_focus and number not in {row.number for row in self._rows}:
            self._tell()
            return
        for index, row in enumerate(self._rows):
            if row.number == number and index != self.cursor:
                self.set_reactive(HeatMap.cursor, index)
                self._reveal()
                self.refresh()

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a person."""
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self) -> None:
        """Draw it, and say whom it is on."""
        self._reveal()
        self._tell()

    def on_focus(self) -> None:
        """Say whom the cursor is on: the list may be on somebody who did not present."""
        self._tell()

    def _tell(self) -> None:
        self.refresh()
        if self._rows:
            self._selected = self._rows[self.cursor].number
            self.post_message(self.Moved(self._selected))

    def action_move(self, by: int) -> None:
        """Move the cursor by people."""
        self.cursor += by

    def action_page(self, by: int) -> None:
        """Move the cursor by screens."""
        self.cursor += by * max(1, self.scrollable_content_region.height - _TOP)

    def action_go(self, index: int) -> None:
        """Move the cursor to the first or the last."""
        self.cursor = index if index >= 0 else len(self._rows) - 1

    def action_open(self) -> None:
        """Say that a person was chosen."""
        if self._rows:
            self.post_message(self.Opened(self._rows[self.cursor].number))

    def on_click(self, event: events.Click) -> None:
        """Go to the person that was clicked, or another year; a double click opens."""
        x, y = event.offset - self.gutter.top_left  # there may be a rule above
        if y == 0 and (by := self._turn_at(x)):
            self.post_message(self.Turned(by))
        index = self.scroll_offset.y + y - _TOP
        if y >= _TOP and index < len(self._rows):
            self.cursor = index
            if event.chain == _DOUBLE:
                self.action_open()

    def on_resize(self) -> None:
        """Keep the cursor in sight."""
        self._reveal()

    @property
    def by_weeks(self) -> bool:
        """Whether there is room for the weeks; else it shows the months."""
        return self._room >= _GUTTER + _LEAST_NAME + 1 + WEEKS + _TOTAL

    @property
    def _room(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _name_cells(self) -> int:
        """How many cells the names take: as few as they need, of what the year leaves."""
        cells = WEEKS if self.by_weeks else _MONTHS * _MONTH_CELLS
        widest = max((cell_len(line(row.name)) for row in self._rows), default=0)
        room = self._room - _GUTTER - 1 - cells - _TOTAL
        return max(_LEAST_NAME, min(room, _MOST_NAME, widest))

    def render_line(self, y: int) -> Strip:
        """Draw what it is, the months, or a person."""
        head = self.get_component_rich_style("heat--head")
        if y == 0:
            return self._strip([Segment(self._title(), head)])
        if y == 1:
            return self._strip([Segment(self._scale(), head)])
        index = self.scroll_offset.y + y - _TOP
        if index < len(self._rows):
            row = self._rows[index]
            return self._strip(self._person(row, at=row.number == self._selected))
        said = translate("nobody presented in this year") if index == 0 else ""
        dim = self.get_component_rich_style("heat--dim")
        return self._strip([Segment(f"  {said}", dim)])

    def _title(self) -> str:
        said = (
            translate("Presentations by week, {year}", year=self._year)
            if self.by_weeks
            else translate("Presentations by month, {year}", year=self._year)
        )
        legend = translate("{sign} planned · [ ] another year", sign=_PLANNED)
        return f"  {said}  {legend}"

    def _turn_at(self, x: int) -> int:
        """Return by how many years a click on the title turns: at the sign, or just outside it."""
        title = self._title()
        back, on = (cell_len(title[: title.index(sign)]) for sign in "[]")
        return -(x in {back - 1, back}) + (x in {on, on + 1})

    def _scale(self) -> str:
        """Return the numbers of the months, each where it begins."""
        cells = [" "] * ((WEEKS + 2) if self.by_weeks else _MONTHS * _MONTH_CELLS)
        for month in range(1, _MONTHS + 1):
            at = self._place(date(max(self._year, 1), month, 1))
            for offset, digit in enumerate(str(month).rjust(0 if self.by_weeks else 2)):
                cells[at + offset] = digit
        return " " * (_GUTTER + self._name_cells + 1) + "".join(cells).rstrip()

    def _place(self, day: date) -> int:
        """Return the cell, from the first of the year, in which a day stands."""
        if not self.by_weeks:
            return (day.month - 1) * _MONTH_CELLS
        return find_week(day)

    def _person(self, row: HeatRow, *, at: bool) -> list[Segment]:
        plain = self.get_component_rich_style("heat--cursor") if at else self.rich_style
        held, planned = self._counted(row.held), self._counted(row.planned)
        name = fit(line(row.name), self._name_cells)
        segments = [Segment(f"{'>' if at else ' '} {name} ", plain)]
        now = self._place(self._today) if self._today.year == self._year else -1
        step = 1 if self.by_weeks else _MONTH_CELLS
        last = self._place(date(max(self._year, 1), 12, 31))
        for cell in range(0, last + 1, step):
            ahead = self._today.year < self._year or (self._today.year == self._year and cell > now)
            segments += self._cell(held[cell], planned[cell], step, ahead=ahead)
        total = str(held.total() or "")
        return [*segments, Segment(total.rjust(_TOTAL + (WEEKS - 1 - last) * (step == 1)), plain)]

    def _counted(self, days: Mapping[date, int]) -> Counter[int]:
        counted: Counter[int] = Counter()
        for day, count in days.items():
            if day.year == self._year:
                counted[self._place(day)] += count
        return counted

    def _cell(self, held: int, planned: int, step: int, *, ahead: bool) -> list[Segment]:
        """Return a week or month: how many talks, that some are planned, or nothing."""
        if not held:
            sign = _PLANNED if planned else " " if ahead else _NONE
            tone = "heat--planned" if planned else "heat--dim"
            return [Segment(sign.rjust(step - 1 or 1) + " " * (step > 1), self._style(tone))]
        shade = self._style(f"heat--{min(held, _SHADES)}")
        if step == 1:
            return [Segment(str(held) if held <= _MOST_SHOWN else _MORE, shade)]
        shown = str(held) if held < 100 else "99"  # noqa: PLR2004 - two cells
        return [Segment(shown.rjust(step - 1), shade), Segment(" ", self.rich_style)]

    def _style(self, component: str) -> Style:
        return self.get_component_rich_style(component)

    def _strip(self, segments: list[Segment]) -> Strip:
        return Strip(segments).adjust_cell_length(self._room, self.rich_style)

    def _reveal(self) -> None:
        seen = max(1, self.scrollable_content_region.height - _TOP)
        top = self.scroll_offset.y
        if not top <= self.cursor < top + seen:
            y = self.cursor if self.cursor < top else self.cursor - seen + 1
            self.scroll_to(y=y, animate=False, force=True, immediate=True)


def find_week(day: date) -> int:
    """Return the week of its year that a day is in, from 0; weeks begin on Monday."""
    first = date(day.year, 1, 1)
    return ((day - first).days + first.weekday()) // _WEEK
