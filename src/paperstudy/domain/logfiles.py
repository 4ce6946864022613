"""The study logs that the library knows; apart from the rest, since every scan begins with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NewType

if TYPE_CHECKING:
    from datetime import date

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
    error: str = ""
