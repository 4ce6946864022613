"""What scrolls without drawing, or laying out, more than what looks different."""

from __future__ import annotations

from math import ceil

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.widgets import Input

_STEPS = 8  # in a cell: Textual draws the ends of the thumb with eighths of a block


class CalmBar(ScrollBar):
    """A scrollbar: a step in a list of 100,000 rows does not move it, nor have it drawn."""

    position: Reactive[float] = Reactive(0, repaint=False)

    def watch_position(self, before: float, after: float) -> None:
        """Draw where the thumb moves by an eighth of a cell."""
        if self._step(before) != self._step(after):
            self.refresh()

    def _step(self, position: float) -> int:
        """Return where Textual would draw the thumb."""
        size, whole, seen = self.size.height, ceil(self.window_virtual_size), self.window_size
        if not size or whole <= seen:
            return 0
        thumb = max(1.0, seen * size / whole)
        return int((size - thumb) * position / (whole - seen) * _STEPS)


class _KeepsPlace(ScrollView):
    """What is as large as its screen makes it, however much there is in it.

    Textual lays out the whole screen when that changes; only a scrollbar may come or go, and
    that has it done as well.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0))

    def watch_virtual_size(self, _: Size, after: Size) -> None:
        """Set the scrollbar, and where one has scrolled to, to how much there is now."""
        if self.styles.auto_dimensions:
            self.refresh(layout=True)
        self._scroll_update(after)


class CalmLine(Input, _KeepsPlace):  # in this order: styles come from the first
    """A line to type into."""


class CalmScroll(_KeepsPlace):
    """What scrolls down with a scrollbar that is seldom drawn."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar; made when it is first asked for, as Textual does."""
        if self._vertical_scrollbar is None:
            bar = CalmBar(name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self._vertical_scrollbar = bar
            self.app._start_widget(self, bar)  # noqa: SLF001 - Textual has no other way to change it
        return self._vertical_scrollbar
