"""The weeks around a day, with the days of meetings marked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from paperstudy.domain.language import translate
from paperstudy.tui.widgets.columns import fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rich.style import Style
    from textual import events

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_WEEK = 7
_CELL = 3  # cells a day takes
_GAP = 2  # between weeks
_MARGIN = 2
_NAME = 2  # cells of a weekday's name
_MOST_WEEKS = 6
_MARK_ROW = 3


def month_of(day: date) -> str:
    """Return the name of a day's month and its year, in the language in use."""
    return translate("{month} {year}", month=translate(_MONTHS[day.month - 1]), year=day.year)


def weekday_of(day: date) -> str:
    """Return the short name of a day's weekday, in the language in use."""
    return translate(_DAYS[day.weekday()])


class CalendarStrip(Widget):
    """Some weeks side by side: months, names, days, and what is on them; a click chooses a day."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"calendar--{part}" for part in ("month", "dim", "plain", "on", "today", "chosen")
    }

    class Chosen(Message):
        """A day was clicked."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def __init__(self) -> None:
        super().__init__(id="calendar")
        self._today = self._chosen = date.min
        self._marks: Mapping[date, str] = {}

    def show(self, today: date, chosen: date, marks: Mapping[date, str] | None = None) -> None:
        """Show the weeks around the chosen day; `marks` says in a sign or two what is on a day."""
        self._today, self._chosen = today, chosen
        if marks is not None:
            self._marks = marks
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the day under the mouse."""
        for day, x in self._days():
            if x <= event.x < x + _CELL:
                event.stop()
                self.post_message(self.Chosen(day))

    def render_line(self, y: int) -> Strip:
        """Draw a line of the strip."""
        width = self.size.width
        plain = self._style("plain")
        if self._chosen == date.min:
            return Strip.blank(width, plain)
        draw = (self._months, self._names, self._numbers, self._signs)[min(y, _MARK_ROW)]
        segments: list[Segment] = []
        at = 0
        for x, text, style in (*draw(), *self._legend(y, width)):
            if x > at:
                segments.append(Segment(" " * (x - at), plain))
            segments.append(Segment(text, style))
            at = max(at, x) + cell_len(text)
        return Strip(segments).adjust_cell_length(width, plain)

    def _days(self) -> Iterator[tuple[date, int]]:
        """Yield the days shown and the cell each begins at, the chosen one's week in the middle."""
        week = _WEEK * _CELL + _GAP
        weeks = max(1, min(_MOST_WEEKS, (self.size.width - _MARGIN + _GAP) // week))
        monday = self._chosen - timedelta(self._chosen.weekday())
        try:
            first = monday - timedelta(weeks=(weeks - 1) // 2)
            for number in range(weeks * _WEEK):
                number_of_week, day = divmod(number, _WEEK)
                x = _MARGIN - 1 + number_of_week * week + day * _CELL
                yield first + timedelta(number), x
        except OverflowError:  # the calendar has an end
            return

    def _months(self) -> Iterator[tuple[int, str, Style]]:
        """Yield the months at their first day; where two would touch, not the one that goes by."""
        names: list[tuple[int, str]] = []
        shown = None
        for day, x in self._days():
            if (day.year, day.month) == shown:
                continue
            shown = (day.year, day.month)
            if names and x + 1 <= names[-1][0] + cell_len(names[-1][1]):
                if shown > (self._chosen.year, self._chosen.month):
                    continue
                names.pop()
            names.append((x + 1, month_of(day)))
        yield from ((x, text, self._style("month")) for x, text in names)

    def _names(self) -> Iterator[tuple[int, str, Style]]:
        for day, x in self._days():
            yield x + 1, fit_name(weekday_of(day)), self._style("dim")

    def _numbers(self) -> Iterator[tuple[int, str, Style]]:
        """Yield the days; the chosen one is in brackets, whatever a terminal makes of colours."""
        for day, x in self._days():
            text = f"{day.day:>2}"
            if day == self._chosen:
                yield x, f"[{text}]", self._style("chosen")
            else:
                yield x + 1, text, self._style(self._tone(day))

    def _signs(self) -> Iterator[tuple[int, str, Style]]:
        for day, x in self._days():
            sign = self._marks.get(day, "")[:1] + ("^" if day == self._today else "")
            if sign:
                yield x + 1, f"{sign:>2}", self._style(self._tone(day))

    def _legend(self, y: int, width: int) -> Iterator[tuple[int, str, Style]]:
        """Yield what one of the signs means, behind the weeks where there is room."""
        signs = ("", translate("* session"), translate("x off"), translate("^ today"))
        at = width - max(map(cell_len, signs)) - 1
        if at > max((x + _CELL for _, x in self._days()), default=0):
            yield at, signs[min(y, _MARK_ROW)], self._style("dim")

    def _tone(self, day: date) -> str:
        if day == self._today:
            return "today"
        if day in self._marks:
            return "on"
        return "plain" if day.weekday() < _WEEK - 2 else "dim"

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"calendar--{part}")


def fit_name(name: str) -> str:
    """Return a weekday's name in two cells."""
    return fit(set_cell_size(name, min(_NAME, cell_len(name))), _NAME, right=True)
