"""Study sessions: one meeting each, and who presented which paper there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

from paperstudy.domain.logs import PresentationStatus

if TYPE_CHECKING:
    from datetime import date

    from paperstudy.domain.papers import CiteKey

SessionId = NewType("SessionId", int)


@dataclass(frozen=True, slots=True)
class Presentation:
    """Who presents which paper or topic; `paper` is (cite key, title) or None."""

    presenters: tuple[str, ...]
    paper: tuple[CiteKey, str] | None
    topic: str
    status: PresentationStatus = PresentationStatus.DONE
    line: int | None = None


@dataclass(frozen=True, slots=True)
class StudySession:
    """One meeting; `logs` are the paths of the logs that tell of it."""

    id: SessionId
    date: date | None
    date_text: str
    title: str
    moderator: str
    scribe: str
    participants: tuple[str, ...]
    presentations: tuple[Presentation, ...]
    logs: tuple[str, ...] = ()
