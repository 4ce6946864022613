"""The study logs that the library knows; apart from the rest, since every scan begins with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from datetime import date, datetime

    from paperstudy.domain.events import Notice
    from paperstudy.domain.papers import CiteKey

LogId = NewType("LogId", int)


@dataclass(frozen=True, slots=True)
class LogRow:
    """One study log as the library knows it.

    `gone` says that its file is no longer there; `error` why it could not be read the last time.
    `digest` is empty for a log that was never read.
    """

    id: LogId
    path: str
    digest: str
    size: int
    mtime_ns: int
    title: str = ""
    date: date | None = None
    gone: bool = False
    error: Notice | None = None


@dataclass(frozen=True, slots=True)
class LogFacts:
    """One study log as a person looks at it: how many papers, sessions and to-dos it gave.

    `waiting` counts what is still to be decided; `error` says why it could not be read last.
    """

    id: LogId
    path: str
    title: str = ""
    date: date | None = None
    scanned_at: datetime | None = None
    gone: bool = False
    error: Notice | None = None
    papers: int = 0
    sessions: int = 0
    todos: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class LogFind:
    """Something found in a line of a log: `paper` is (cite key, title), None while nobody knows.

    `waits` says that a person is asked about it.
    """

    line: int
    text: str
    paper: tuple[CiteKey, str] | None = None
    waits: bool = False
