"""What a list prints of papers; apart from `papers.py`, since `list` and `search` load no more."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, NewType

PaperId = NewType("PaperId", int)
CiteKey = NewType("CiteKey", str)


class PaperState(StrEnum):
    """Whether the facts of a paper have been fetched."""

    PENDING = "pending"  # only an identifier or a written title is known: to be fetched
    NEEDS_LOGIN = "needs-login"  # the one source that knows it answers its own users only
    OFFLINE = "offline"  # facts from the catalogue or by hand; a source may add more
    FETCHED = "fetched"  # a metadata source has answered


WITHOUT_FACTS = (PaperState.PENDING, PaperState.NEEDS_LOGIN)


class PaperStatus(StrEnum):
    """Where a paper stands for the group; `UNREAD` is on nobody's list yet."""

    UNREAD = "unread"
    TO_READ = "to-read"
    READING = "reading"
    READ = "read"
    PRESENTED = "presented"
    DROPPED = "dropped"


class PaperSummary(NamedTuple):
    """One row of a list of papers; `authors` are the printed names, in order.

    It is no dataclass: each list would wait until one is made, and for each of its rows longer.
    """

    id: PaperId
    key: CiteKey
    title: str
    authors: tuple[str, ...]
    more_authors: bool
    year: int | None
    identifiers: tuple[str, ...]  # "arxiv:1706.03762"
    status: PaperStatus
    state: PaperState
    tags: tuple[str, ...]
