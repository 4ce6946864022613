"""The app without colour, where NO_COLOR asks for that: bold, underlined and reversed only."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter, Monochrome

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN = Style(color="default", bgcolor="default")
_REVERSED = Style(color="default", bgcolor="default", reverse=True)


class WithoutColour(LineFilter):
    """Takes all colours out. What was drawn in the colour of the ground, a cursor, is reversed.

    Textual's own filter for this makes greys of them, which are colours to a terminal all the same.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments in the terminal's own colours."""
        return [
            Segment(text, style and _without(style, background.brightness), control)
            for text, style, control in segments
        ]


def take_colour_out(filters: Iterable[LineFilter]) -> list[LineFilter]:
    """Return the filters of an app with ours, which is the last, in place of Textual's."""
    return [*(one for one in filters if not isinstance(one, Monochrome)), WithoutColour()]


@lru_cache(maxsize=1024)
def _without(style: Style, ground: float) -> Style:
    letters, behind = style.color, style.bgcolor
    if letters is None or behind is None:
        return style + _PLAIN
    near = abs(Color.from_rich_color(letters).brightness - ground)
    far = abs(Color.from_rich_color(behind).brightness - ground)
    return style + (_REVERSED if near < far else _PLAIN)
