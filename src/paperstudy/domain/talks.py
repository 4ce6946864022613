"""What was presented and what the papers are about, as charts count it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from paperstudy.domain.papers import PaperId
    from paperstudy.domain.people import PersonId
    from paperstudy.domain.sessions import PresentationId, SessionId


@dataclass(frozen=True, slots=True)
class Talk:
    """A presentation that was held, or else is planned; `people` presented it together."""

    number: PresentationId
    session: SessionId
    day: date | None
    held: bool
    paper: PaperId | None = None
    people: tuple[PersonId, ...] = ()


class AreaKind(StrEnum):
    """What says of a paper what it is about: the group's tags, and what sources call it."""

    TAG = "tag"
    CATEGORY = "category"
    TASK = "task"
    METHOD = "method"
