"""The way to the metadata sources, handed to the operations that need it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperstudy.domain.sources import Source


class Network(NamedTuple):
    """Whether sources may be asked, and what makes them; `hurried` ones do not try again."""

    offline: bool
    sources: Callable[[bool], Sequence[Source]]
