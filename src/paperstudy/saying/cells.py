"""Text in terminal cells: how wide it is, cropped, padded and wrapped.

Hangul and Han take two cells, combining marks none. A string's length is never its width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_JOINER = "\u200d"
_EMOJI_STYLE = "\ufe0f"
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_JAMO_INNER = (
    range(0x1160, 0x1200),
    range(0xD7B0, 0xD800),
)  # vowels, finals: drawn in the syllable
ELLIPSIS = "…"


def display_width(text: str) -> int:
    """Return how many cells `text` takes."""
    if text.isascii():
        return len(text)
    return sum(width for _, width in _cells(text))


def crop(text: str, width: int) -> str:
    """Return `text` cut to `width` cells, with an ellipsis where something is cut off."""
    if len(text) * 2 <= width or display_width(text) <= width:
        return text
    if width <= 0:
        return ""
    used = 0
    kept: list[str] = []
    for char, cells in _cells(text):
        if used + cells > width - 1:
            break
        used += cells
        kept.append(char)
    return "".join(kept).rstrip() + ELLIPSIS


def pad(text: str, width: int) -> str:
    """Return `text` with blanks behind it up to `width` cells."""
    return text + " " * (width - display_width(text))


def wrap(text: str, width: int) -> list[str]:
    """Return the words of `text` in lines of at most `width` cells; a longer word is broken."""
    lines: list[str] = []
    line = ""
    used = 0
    for word in _words(text, max(width, 2)):
        cells = display_width(word)
        if line and used + 1 + cells > width:
            lines.append(line)
            line, used = "", 0
        line = f"{line} {word}" if line else word
        used += cells + (1 if used else 0)
    if line:
        lines.append(line)
    return lines


def columns(
    rows: Sequence[Sequence[str]], width: int, *, stretch: int, least: int = 12
) -> Iterator[tuple[str, ...]]:
    """Yield `rows` padded to columns that fit `width`, two blanks apart.

    Column `stretch` takes what the others leave, and is cropped to it, down to `least` cells;
    what still does not fit comes off the last column.
    """
    if not rows:
        return
    widths = [max(display_width(row[i]) for row in rows) for i in range(len(rows[0]))]
    over = sum(widths) + 2 * (len(widths) - 1) - width
    if over > 0:
        shrunk = max(least, widths[stretch] - over)
        over -= widths[stretch] - shrunk
        widths[stretch] = shrunk
    if over > 0:
        widths[-1] = max(1, widths[-1] - over)
    for row in rows:
        yield tuple(pad(crop(cell, size), size) for cell, size in zip(row, widths, strict=True))


def _words(text: str, width: int) -> Iterator[str]:
    for word in text.split():
        rest = word
        while display_width(rest) > width:
            head = ""
            used = 0
            for char, cells in _cells(rest):
                if used + cells > width:
                    break
                head += char
                used += cells
            yield head
            rest = rest[len(head) :]
        if rest:
            yield rest


def _cells(text: str) -> Iterator[tuple[str, int]]:
    """Yield each character with the cells it adds to what stands before it."""
    before = ""
    last = 0
    for char in text:
        width = _width(char)
        if before == _JOINER or (ord(char) in _SKIN_TONES and last == 2):  # noqa: PLR2004 - wide
            width = 0
        elif char == _EMOJI_STYLE and last == 1:
            width = 1
        yield char, width
        before = char
        last = width or last


def _width(char: str) -> int:
    if char.isascii():
        return 1
    if category(char) in {"Mn", "Me", "Cf"} or any(ord(char) in part for part in _JAMO_INNER):
        return 0
    return 2 if east_asian_width(char) in {"W", "F"} else 1
