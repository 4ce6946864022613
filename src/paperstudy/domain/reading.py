"""What a person says of a paper's place on a reading list, and what to read before a paper."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from paperstudy.domain.library import ReadingPath, ReadingRow
    from paperstudy.domain.papers import CiteKey, PaperStatus

LEAST_RATING, BEST_RATING = 1, 5


@dataclass(frozen=True, slots=True)
class ReadingChange:
    """What to set of an entry; None leaves a field as it is.

    A priority or a rating of 0 and an empty note clear the field, `no_due` the due date.
    """

    status: PaperStatus | None = None
    priority: int | None = None
    due: date | None = None
    no_due: bool = False
    rating: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingStep:
    """A paper in an order of reading, and where it stands on the list that was asked about."""

    key: CiteKey
    title: str
    status: PaperStatus


@dataclass(frozen=True, slots=True)
class ReadingOrder:
    """An order of reading as one log writes it."""

    path: str
    line: int
    steps: tuple[ReadingStep, ...]


@dataclass(frozen=True, slots=True)
class NextReading:
    """What to read next, and what the logs put before it that is not read yet."""

    row: ReadingRow
    before: tuple[ReadingStep, ...] = ()


def find_before(paths: Iterable[ReadingPath], key: CiteKey) -> tuple[tuple[CiteKey, str], ...]:
    """Return the papers to read before this one as (key, title), the first to read first.

    What comes before a paper that comes before it counts as well. Orders that run in a circle
    are cut where they come back.
    """
    titles: dict[CiteKey, str] = {}
    earlier: dict[CiteKey, list[CiteKey]] = {}
    for path in paths:
        titles |= dict(path.papers)
        keys = [one for one, _ in path.papers]
        for one, other in pairwise(keys):
            earlier.setdefault(other, []).append(one)
    return tuple((one, titles[one]) for one in _walk(earlier, key))


def _walk(earlier: Mapping[CiteKey, list[CiteKey]], key: CiteKey) -> list[CiteKey]:
    """Return what leads to `key`, each behind all that leads to it; no recursion: paths are long."""
    seen = {key}
    order: list[CiteKey] = []
    open_ = [(key, iter(earlier.get(key, ())))]
    while open_:
        at, rest = open_[-1]
        found = next((one for one in rest if one not in seen), None)
        if found is not None:
            seen.add(found)
            open_.append((found, iter(earlier.get(found, ()))))
            continue
        open_.pop()
        if at != key:
            order.append(at)
    return order
