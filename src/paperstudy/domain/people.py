"""Members of the group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from paperstudy.domain.logfiles import LogId

PersonId = NewType("PersonId", int)
DoubtId = NewType("DoubtId", int)


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the group; `aliases` are other ways the logs write the name."""

    id: PersonId
    name: str
    aliases: tuple[str, ...] = ()
    active: bool = True


@dataclass(frozen=True, slots=True)
class NameDoubt:
    """A name in a log that fits several people; `path` is that of the log."""

    id: DoubtId
    name: str
    path: str
    candidates: tuple[Person, ...]
    log_id: LogId | None = None
