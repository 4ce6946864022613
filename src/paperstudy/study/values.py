"""What the operations hand to the doors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperstudy.domain.library import LogMention
    from paperstudy.domain.logs import LogScan
    from paperstudy.domain.papers import CiteKey, Paper, PaperRecord, PaperState
    from paperstudy.domain.sessions import StudySession


class LogChange(StrEnum):
    """What a scan found of a log since the last one."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    RENAMED = "renamed"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class ScannedLog:
    """One log after a scan; `scan` is None where the log was not read again.

    `added` are the keys of papers that are new in the library because of this log.
    """

    path: str
    change: LogChange
    scan: LogScan | None = None
    added: tuple[CiteKey, ...] = ()


@dataclass(frozen=True, slots=True)
class ScanSummary:
    """What a whole scan did: logs by change, and what is in those that were read."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    renamed: int = 0
    gone: int = 0
    failed: int = 0
    papers_added: int = 0
    papers_known: int = 0
    suggested: int = 0
    unknown: int = 0
    sessions: int = 0
    todos: int = 0


@dataclass(frozen=True, slots=True)
class Accepted:
    """A mention that became a paper: `mentions` of the log point at it now.

    `learned` is the name that later logs may use for it, None where nothing was learned.
    """

    key: CiteKey
    title: str
    mentions: int
    learned: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What `add` did with one reference; `created` is False for a paper that was here."""

    key: CiteKey
    title: str
    state: PaperState
    created: bool


@dataclass(frozen=True, slots=True)
class PaperDetail:
    """A paper with all that the group knows of it."""

    paper: Paper
    note: str
    mentions: tuple[LogMention, ...]
    sessions: tuple[StudySession, ...]
    records: tuple[PaperRecord, ...]


@dataclass(frozen=True, slots=True)
class Exported:
    """A text in an exchange format and the number of papers in it."""

    text: str
    count: int
