"""One-line bars made of pieces, some of which can be clicked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from paperstudy.tui.text import line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events


@dataclass(frozen=True, slots=True)
class Piece:
    """A few words of a bar; `tone` is `on`, `key`, `dim` or nothing, `action` that of a click."""

    text: str
    tone: str = ""
    action: str = ""


class Bar(Widget):
    """A line of pieces from the left; what does not fit is cut off."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"bar--on", "bar--key", "bar--dim", "bar--plain"}
    DEFAULT_CSS = "Bar { height: 1; width: 1fr; }"

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return what the bar says in so many cells."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Draw the pieces one behind the other."""
        del y
        width = self.size.width
        plain = self.get_component_rich_style("bar--plain")
        segments = [
            Segment(line_of(piece.text), self.get_component_rich_style(f"bar--{piece.tone}"))
            if piece.tone
            else Segment(line_of(piece.text), plain)
            for piece in self.pieces(width)
        ]
        return Strip(segments).adjust_cell_length(width, plain)

    async def on_click(self, event: events.Click) -> None:
        """Do what the piece under the mouse stands for."""
        at = 0
        for piece in self.pieces(self.size.width):
            at += cell_len(line_of(piece.text))
            if event.x < at:
                if piece.action:
                    event.stop()
                    await self.app.run_action(piece.action, self.screen)
                return


def line_of(text: str) -> str:
    """Return a piece's text safe, with the blanks around it, which part it from the next."""
    head = len(text) - len(text.lstrip(" "))
    tail = len(text) - len(text.rstrip(" "))
    inner = line(text)
    return " " * head + inner + " " * tail if inner else " " * len(text)


def width_of(pieces: Sequence[Piece]) -> int:
    """Return how many cells pieces take."""
    return sum(cell_len(piece.text) for piece in pieces)
