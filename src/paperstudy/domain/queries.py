"""What can be asked of the library: queries and pages of answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PaperQuery:
    """A question to the library: all `words` and all filters must hold; empty asks for all.

    `words` match title, authors, key, abstract, identifiers, notes and tags, as substrings,
    whatever the letter case. `order` is one of `added` (newest first), `year`, `title`, `key`.
    """

    words: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    years: tuple[int | None, int | None] | None = None  # inclusive
    status: str = ""
    presenter: str = ""
    log: str = ""
    order: str = "added"


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A slice of an answer and the size of the whole."""

    rows: tuple[T, ...]
    total: int
    offset: int = 0
