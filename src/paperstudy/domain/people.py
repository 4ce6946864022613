"""Members of the group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from datetime import date

    from paperstudy.domain.logfiles import LogId

PersonId = NewType("PersonId", int)
DoubtId = NewType("DoubtId", int)


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the group; `aliases` are other ways the logs write the name.

    `by_hand` is False for one whom only logs name.
    """

    id: PersonId
    name: str
    aliases: tuple[str, ...] = ()
    active: bool = True
    by_hand: bool = True


@dataclass(frozen=True, slots=True)
class PersonCounts:
    """What a person did: at how many meetings, how many presentations, and the day of the last.

    Counted are the meetings that are shown; of called-off ones nothing, of presentations those
    that were held, and `last` is the day of the last of these.
    """

    sessions: int = 0
    presentations: int = 0
    last: date | None = None


@dataclass(frozen=True, slots=True)
class NameDoubt:
    """A name in a log that fits several people; `path` is that of the log."""

    id: DoubtId
    name: str
    path: str
    candidates: tuple[Person, ...]
    log_id: LogId | None = None
