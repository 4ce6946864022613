"""What becomes of files that papers go out to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Renewed:
    """An entry that was changed: the names of what is new in it, its type as `@book`."""

    key: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of a file: entries `renewed` and `added`, and how many are as they were.

    `clashes` are keys that stand there for another work, `commented` those of entries that a
    person has commented out with `%`, of which BibTeX would still say that they are there twice.
    `own` are keys that are cited, and in the file of entries that are nobody's here.
    """

    content: bytes
    renewed: tuple[Renewed, ...] = ()
    added: tuple[str, ...] = ()
    same: int = 0
    clashes: tuple[str, ...] = ()
    commented: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    @property
    def changed(self) -> tuple[str, ...]:
        """The keys of entries that were changed."""
        return tuple(each.key for each in self.renewed)
