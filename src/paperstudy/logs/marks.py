"""Titles and the Markdown in them: what a reader sees, and where a mark belongs to the words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from paperstudy.logs.document import Line

_BLANKED = frozenset("*_~=`\\")
_PAIRED = ("**", "__", "~~", "==", "*", "_", "`")


def shown(raw: str, text: str) -> str:
    """Return a piece of a line as a reader sees it: `**E**fficient` is one word.

    `text` is `raw` with its marks blanked out; a blank in the place of a mark is no space.
    """
    pieces = [
        char for sign, char in zip(raw, text, strict=True) if char != " " or sign not in _BLANKED
    ]
    return " ".join("".join(pieces).split())


def words_of(line: Line) -> str:
    """Return the words of a line as a reader sees them: `**QA**: why` has no gap in it."""
    return clean_line(shown(line.raw, line.text))


def whole_marks(raw: str, start: int, end: int) -> tuple[int, int]:
    """Return the span with the mark of emphasis that opens before it and closes inside.

    So too a mark that opens inside and closes behind.
    """
    for mark in _PAIRED:
        if raw.count(mark, start, end) % 2:
            if start >= len(mark) and raw.startswith(mark, start - len(mark)):
                return start - len(mark), end
            if raw.startswith(mark, end):
                return start, end + len(mark)
    return start, end
