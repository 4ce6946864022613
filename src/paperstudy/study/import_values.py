"""What an import tells the doors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from paperstudy.study.values import Added

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Self


class ImportOutcome(StrEnum):
    """What became of an entry."""

    NEW = "new"
    MERGED = "merged"  # it added something to a paper that is here
    CHANGED = "changed"  # the paper says something else now
    SAME = "same"  # what is shown of the paper stays as it is


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field in which an entry and the paper differ: what is here, and what the file says."""

    field: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Imported(Added):
    """What became of an entry: the paper it is of now, what it added, and what it says otherwise.

    `changed` are fields that say now what the file does, with what stood here; `conflicts`, those
    that stay. `entry` is the key it has in the file; it leads to the paper too, unless `conflicts`
    says that another paper has it.
    """

    outcome: ImportOutcome = ImportOutcome.NEW
    entry: str = ""
    path: str = ""
    line: int = 0
    filled: tuple[str, ...] = ()
    changed: tuple[Conflict, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """An entry that was not taken, with its text as it stood."""

    path: str
    line: int
    reason: str
    text: str


_COUNTED = ("new", "merged", "changed", "same", "conflicts", "clashes")


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What a whole import did: entries by what became of them.

    `others` are no papers; among the rest `conflicts` counts entries that say something else than
    the library, `clashes` those whose key another paper has.
    """

    new: int = 0
    merged: int = 0
    changed: int = 0
    same: int = 0
    conflicts: int = 0
    clashes: int = 0
    others: int = 0
    rejected: tuple[Rejected, ...] = ()

    def count(self, some: Iterable[Imported]) -> Self:
        """Return the summary with these entries, too."""
        counts = {name: getattr(self, name) for name in _COUNTED}
        for imported in some:
            counts[imported.outcome.value] += 1
            if imported.conflicts:
                fields = {each.field for each in imported.conflicts}
                counts["conflicts"] += bool(fields - {"key"})
                counts["clashes"] += "key" in fields
        return replace(self, **counts)
