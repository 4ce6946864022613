"""Study sessions: one meeting each, and who presented which paper there."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from paperstudy.domain.logs import PresentationRole, PresentationStatus

if TYPE_CHECKING:
    from datetime import date

    from paperstudy.domain.papers import CiteKey

SessionId = NewType("SessionId", int)
PresentationId = NewType("PresentationId", int)
SeriesId = NewType("SeriesId", int)


class SessionState(StrEnum):
    """What became of a meeting; one of which nobody said anything is past or to come by date."""

    OPEN = "open"
    HELD = "held"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Presentation:
    """Who presents which paper or topic; `paper` is (cite key, title) or None.

    `minutes` is how long it is to take, None where nobody said; `reason` why it was skipped.
    """

    presenters: tuple[str, ...]
    paper: tuple[CiteKey, str] | None
    topic: str
    status: PresentationStatus = PresentationStatus.DONE
    line: int | None = None
    id: PresentationId | None = None
    role: PresentationRole = PresentationRole.PRESENT
    minutes: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StudySession:
    """One meeting; `logs` are the paths of the logs that tell of it.

    `starts` is the local time `19:30` in the time zone `zone` (an IANA name), each empty where it
    is not known; `place` a room or a link. `note` holds the minutes that people wrote. `absent`
    said that they cannot come. `revision` rises with every change of what a calendar shows of it,
    whoever made it, also with one taken back (SEQUENCE of RFC 5545).
    """

    id: SessionId
    date: date | None
    date_text: str
    title: str
    moderator: str
    scribe: str
    participants: tuple[str, ...]
    presentations: tuple[Presentation, ...]
    logs: tuple[str, ...] = ()
    starts: str = ""
    zone: str = ""
    place: str = ""
    minutes: int | None = None
    note: str = ""
    state: SessionState = SessionState.OPEN
    reason: str = ""
    absent: tuple[str, ...] = ()
    series: SeriesId | None = None
    edited: bool = False
    sure: bool = True
    revision: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class RemovedSession:
    """A meeting that calendars may still show, and that is none any more: as it was last.

    It was removed, merged into another, or no log tells of it any longer. `revision` is higher
    than any that it had while it was there; should it come back, it goes on from there.
    """

    id: SessionId
    date: date | None
    title: str
    starts: str = ""
    zone: str = ""
    place: str = ""
    minutes: int | None = None
    series: SeriesId | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Series:
    """A meeting that comes again: every `every` weeks on `weekday` (0 is Monday) at `starts`.

    It runs from `since` to `until`, for ever where that is None, and leaves out `skipped` days.
    `revision` is as that of a session; days that are left out make it rise too.
    """

    id: SeriesId
    weekday: int
    starts: str
    zone: str
    title: str
    since: date
    until: date | None = None
    every: int = 1
    place: str = ""
    minutes: int | None = None
    skipped: tuple[date, ...] = ()
    revision: int = field(default=0, compare=False)
