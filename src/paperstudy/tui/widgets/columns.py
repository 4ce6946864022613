"""Columns of a list, and text in exactly so many cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@dataclass(frozen=True)  # with slots `Column[str](…)` fails in Python 3.11
class Column(Generic[T]):
    """A column: its title, translated; cells, 0 for what the others leave; what stands in it.

    `order` is what a click on its title sorts by, where it does. It is left out of a list that
    is narrower than `least` cells.
    """

    title: str
    width: int
    cell: Callable[[T], str]
    order: str = ""
    least: int = 0
    right: bool = False
    dim: bool = False


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Return a text in exactly so many cells: cut with an ellipsis, or filled with blanks."""
    size = cell_len(text)
    if size > width:
        return set_cell_size(text, width - 1) + "…" if width > 0 else ""
    blank = " " * (width - size)
    return blank + text if right else text + blank
