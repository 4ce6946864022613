"""What the operations hand to the doors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from paperstudy.domain.library import LogMention, Todo
    from paperstudy.domain.papers import (
        CiteKey,
        Paper,
        PaperRecord,
        PaperState,
        Repository,
        Result,
    )
    from paperstudy.domain.sessions import StudySession
    from paperstudy.domain.sources import Lookup


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
class FoundPaper:
    """A work that a title may mean; `key` where it is in the library already.

    `evidence` are sentences in English that a door can translate.
    """

    record: PaperRecord
    evidence: tuple[str, ...] = ()
    key: CiteKey | None = None


@dataclass(frozen=True, slots=True)
class PaperDetail:
    """A paper with all that the group and the archive know of it.

    `code` unites what sources said with the archive of Papers with Code, whose leaderboards are
    `results`; `archived` says that something of this comes from there. `lookups` tell who was
    asked for it, and when.
    """

    paper: Paper
    note: str
    mentions: tuple[LogMention, ...]
    sessions: tuple[StudySession, ...]
    records: tuple[PaperRecord, ...]
    code: tuple[Repository, ...] = ()
    results: tuple[Result, ...] = ()
    lookups: tuple[Lookup, ...] = ()
    archived: bool = False
    todos: tuple[Todo, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldOrigin:
    """Where a field of a paper comes from; `fetched_at` is None for what no server said."""

    field: str
    value: str
    source: str
    fetched_at: datetime | None = None


class ChangeKind(StrEnum):
    """What a sync found to be new about a paper."""

    FACTS = "facts"
    TITLE = "title"
    VERSION = "version"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new about a paper: an English template and its fields."""

    kind: ChangeKind
    template: str
    fields: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class Synced:
    """One paper after a sync; `failed` names the sources that did not answer."""

    key: CiteKey
    title: str
    state: PaperState
    changes: tuple[Change, ...] = ()
    failed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SyncSummary:
    """What a whole sync did: papers by how they ended, `fresh` those that nobody was asked about.

    `offers` wait in the inbox because of it. `pending` are none while the network is switched off,
    of which a notice tells.
    """

    changed: int = 0
    unchanged: int = 0
    fresh: int = 0
    pending: int = 0
    failed: int = 0
    offers: int = 0


@dataclass(frozen=True, slots=True)
class PdfPlace:
    """Where the text of a paper is: a file of ours, or a page; both empty where nobody knows."""

    key: CiteKey
    path: Path | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Exported:
    """A text in an exchange format, in UTF-8, and the number of papers or meetings in it.

    `missing` are keys that a document cites and no paper here has, with the nearest that one has.
    `pending` is how many of the papers are known by an identifier or a title alone so far.
    `renamed` are keys that a document cites and no such file can have, with those that it has.
    `floating` says of a calendar that its times are those of no time zone, as nobody knows one.
    """

    content: bytes
    count: int
    missing: tuple[tuple[str, str], ...] = ()
    pending: int = 0
    renamed: tuple[tuple[str, str], ...] = ()
    floating: bool = False

    @property
    def text(self) -> str:
        """The content as text."""
        return self.content.decode()
