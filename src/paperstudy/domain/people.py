"""Members of the group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

PersonId = NewType("PersonId", int)


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the group; `aliases` are other ways the logs write the name."""

    id: PersonId
    name: str
    aliases: tuple[str, ...] = ()
    active: bool = True
