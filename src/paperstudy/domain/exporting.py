"""What becomes of files that papers go out to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of a file: keys of entries `changed` and `added`, and how many are as they were.

    `clashes` are keys that stand there for another work, `commented` those of entries that a
    person has commented out with `%`, of which BibTeX would still say that they are there twice.
    """

    content: bytes
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    same: int = 0
    clashes: tuple[str, ...] = ()
    commented: tuple[str, ...] = ()
