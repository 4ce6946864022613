"""A scrollbar that is drawn anew only where it would look different."""

from __future__ import annotations

from math import ceil

from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar

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


class CalmScroll(ScrollView):
    """What scrolls down with such a bar."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar; made when it is first asked for, as Textual does."""
        if self._vertical_scrollbar is None:
            bar = CalmBar(name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self._vertical_scrollbar = bar
            self.app._start_widget(self, bar)  # noqa: SLF001 - Textual has no other way to change it
        return self._vertical_scrollbar
