"""What renderers share: labelled lines, headings, short names of places."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from paperstudy.cli.cells import display_width, pad, wrap
from paperstudy.cli.output import safe
from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from paperstudy.cli.output import Style

_SHORT = 3  # authors named before the rest is "et al."


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


def author_names(names: Sequence[str], *, more: bool) -> str:
    """Return all the names, and that there are more where the source says so."""
    text = ", ".join(names)
    return translate("{names} and others", names=text) if more and text else text


def short_authors(names: Sequence[str], *, more: bool) -> str:
    """Return who wrote a paper in the space of a column."""
    if not names:
        return ""
    if len(names) == 1 and not more:
        return names[0]
    if len(names) < _SHORT and not more:
        return ", ".join(names)
    return translate("{first} et al.", first=names[0])


def short_path(path: str) -> str:
    """Return a log's path as seen from the working folder, where it lies below it."""
    try:
        here = os.getcwd().replace(os.sep, "/").rstrip("/") + "/"  # noqa: PTH109 - pathlib's cost
    except OSError:
        here = ""
    return safe(path.removeprefix(here) if here else path)
