"""What renderers share: labelled lines and headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.saying.cells import display_width, pad, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperstudy.cli.output import Style


def labelled(rows: Iterable[tuple[str, str]], style: Style, *, whole: str = "") -> Iterator[str]:
    """Yield `label  value` lines, wrapped behind the labels; those without a value are left out.

    The value of the label `whole` is never wrapped: a path in two pieces cannot be copied.
    """
    kept = [(label, value) for label, value in rows if value]
    column = max((display_width(label) for label, _ in kept), default=0)
    for label, value in kept:
        if style.plain:
            yield f"{label}: {value}"
            continue
        room = style.width - column - 2
        first, *rest = [value] if label == whole else wrap(value, room)
        yield f"{style.paint(pad(label, column), 'dim')}  {first}"
        yield from (" " * (column + 2) + line for line in rest)


def heading(text: str, style: Style) -> Iterator[str]:
    """Yield an empty line and a heading."""
    yield ""
    yield f"{text}:" if style.plain else style.paint(text, "bold")


def indented(text: str, style: Style, *, by: int = 2) -> Iterator[str]:
    """Yield a text under a heading, wrapped where a person reads it."""
    for line in text.split("\n"):
        pieces = [line] if style.plain else wrap(line, style.width - by) or [""]
        yield from ((" " * by + piece).rstrip() for piece in pieces)
