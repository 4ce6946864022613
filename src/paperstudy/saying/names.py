"""Names in the space there is: who wrote a paper, and where a log is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from paperstudy.domain.language import translate
from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORT = 3  # authors named before the rest is "et al."


def title_of(title: str) -> str:
    """Return a title, or a word for its absence."""
    return title or translate("(no title yet)")


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


def who_and_year(names: Sequence[str], year: int | None, *, more: bool) -> str:
    """Return what stands beside the title of a paper to choose: who wrote it, and when."""
    return f"{short_authors(names, more=more)} {year or ''}".strip()


def short_path(path: str) -> str:
    """Return a log's path as seen from the working folder, where it lies below it."""
    try:
        here = os.getcwd().replace(os.sep, "/").rstrip("/") + "/"  # noqa: PTH109 - pathlib's cost
    except OSError:
        here = ""
    return clean_line(path.removeprefix(here) if here else path)
