"""What the files of other tools hold: entries, each of one work, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from paperstudy.domain.papers import PaperRecord


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """An entry: the key it has in its file, what it says of its work, and where it begins.

    `line` is 0 where a file has no lines that a person would count; `others` are more keys by
    which it is cited; `added_at` is when it came into the other library; `note_file` is the path
    that it names as its note, wherever that leads.
    """

    key: str
    record: PaperRecord
    line: int = 0
    others: tuple[str, ...] = ()
    added_at: datetime | None = None
    note_file: str = ""


@dataclass(frozen=True, slots=True)
class BrokenEntry:
    """What could not be read: the line it begins on, a sentence that says why, and its text."""

    line: int
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class MissingLender:
    """An entry that takes fields from another, by the name of `key`, which its file has not."""

    line: int
    key: str


@dataclass(frozen=True, slots=True)
class UnknownMacro:
    """An entry with a macro that its file does not define: the name stands there as its text."""

    line: int
    name: str


@dataclass(frozen=True, slots=True)
class ImportFile:
    """What a file holds; `others` counts what stands in it beside works: settings, lent fields."""

    entries: tuple[ImportEntry, ...] = ()
    broken: tuple[BrokenEntry, ...] = ()
    others: int = 0
    missing: tuple[MissingLender, ...] = ()
    macros: tuple[UnknownMacro, ...] = ()

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self.entries)

    @property
    def records(self) -> tuple[PaperRecord, ...]:
        """The records of the entries, in order."""
        return tuple(entry.record for entry in self.entries)


@dataclass(slots=True)
class ImportStream:
    """What a file holds, as in `ImportFile`, read as one takes its entries, which one can do once.

    `count` is how many they are, as well as can be told before; the other counts and lists are
    whole when the last entry has been taken.
    """

    count: int
    entries: Iterator[ImportEntry] = field(default_factory=lambda: iter(()))
    broken: tuple[BrokenEntry, ...] = ()
    others: int = 0
    missing: tuple[MissingLender, ...] = ()
    macros: tuple[UnknownMacro, ...] = ()

    def join(self, pieces: Iterable[ImportFile]) -> Iterator[ImportEntry]:
        """Yield the entries of the pieces of a file, and note what else they hold."""
        for piece in pieces:
            self.broken += piece.broken
            self.others += piece.others
            self.missing += piece.missing
            self.macros += piece.macros
            yield from piece.entries
