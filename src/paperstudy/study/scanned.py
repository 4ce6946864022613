"""What a scan hands to the doors; apart from the rest, since one that finds nothing loads no more."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperstudy.domain.logs import LogScan
    from paperstudy.domain.papers import CiteKey


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
    """What a whole scan did: logs by change, and what is in those that were read.

    `suggested` counts the papers that it asks about, `waiting` all that waits in the inbox now.
    """

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
    waiting: int = 0
