"""Numbers drawn as bars of text."""

from __future__ import annotations

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_FULL = 8  # parts of a cell


def draw_bar(count: int, most: int, width: int) -> str:
    """Return a bar of at most `width` cells, to an eighth of one; what is not 0 is seen."""
    parts = max(1, round(count * width * _FULL / most)) if count and most else 0
    full, rest = divmod(parts, _FULL)
    return "█" * full + (_EIGHTHS[rest] if rest else "")
