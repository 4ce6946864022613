"""Papers, who wrote them, and what each source said about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NewType

from paperstudy.domain.text import clean_block, clean_line

if TYPE_CHECKING:
    from datetime import datetime

    from paperstudy.domain.identifiers import Identifier

PaperId = NewType("PaperId", int)
CiteKey = NewType("CiteKey", str)


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a paper, as the paper prints the name.

    `family` and `given` are set only where a source gives the parts; else they are derived.
    """

    name: str
    family: str = ""
    given: str = ""

    def __post_init__(self) -> None:
        for part in ("name", "family", "given"):
            object.__setattr__(self, part, clean_line(getattr(self, part)))

    @property
    def family_name(self) -> str:
        """The family name as given, else the last word of a Latin name or a Hangul name whole."""
        if self.family:
            return self.family
        words = self.name.replace(",", ", ").split()
        if not words:
            return ""
        return words[0].rstrip(",") if words[0].endswith(",") else words[-1]


class PaperState(StrEnum):
    """Whether the facts of a paper have been fetched."""

    PENDING = "pending"  # only an identifier or a written title is known: to be fetched
    OFFLINE = "offline"  # facts from the catalogue or by hand; a source may add more
    FETCHED = "fetched"  # a metadata source has answered


class PaperStatus(StrEnum):
    """Where a paper stands for the group; `UNREAD` is on nobody's list yet."""

    UNREAD = "unread"
    TO_READ = "to-read"
    READING = "reading"
    READ = "read"
    PRESENTED = "presented"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """What one source said about a work, at one moment.

    `source` is the name of a metadata source, or `catalogue` (shipped with paperstudy), `log`
    (a title written in a study log) or `person` (typed by hand). `more_authors` says that the
    source names only the first of them. `year` is the year of publication or of the first
    version; None when unknown.
    """

    source: str
    title: str
    authors: tuple[Author, ...] = ()
    more_authors: bool = False
    year: int | None = None
    venue: str = ""
    abstract: str = ""
    identifiers: tuple[Identifier, ...] = ()
    url: str = ""
    version: int | None = None
    published: datetime | None = None
    updated: datetime | None = None
    categories: tuple[str, ...] = ()
    comment: str = ""
    journal_ref: str = ""
    pdf_url: str = ""
    fetched_at: datetime | None = None
    cleared: tuple[str, ...] = ()  # fields that a person emptied on purpose
    names: tuple[str, ...] = ()  # what people call it: ResNet, 트랜스포머

    def __post_init__(self) -> None:
        for name in ("title", "venue", "url", "comment", "journal_ref", "pdf_url"):
            object.__setattr__(self, name, clean_line(getattr(self, name)))
        object.__setattr__(self, "abstract", clean_block(self.abstract))


@dataclass(frozen=True, slots=True)
class Paper:
    """A work accepted into the library, with a stable cite key; fields merged from its records."""

    id: PaperId
    key: CiteKey
    title: str
    authors: tuple[Author, ...] = ()
    more_authors: bool = False
    year: int | None = None
    venue: str = ""
    abstract: str = ""
    identifiers: tuple[Identifier, ...] = ()
    url: str = ""
    categories: tuple[str, ...] = ()
    comment: str = ""
    journal_ref: str = ""
    pdf_url: str = ""
    version: int | None = None
    published: datetime | None = None
    updated: datetime | None = None
    state: PaperState = PaperState.PENDING
    status: PaperStatus = PaperStatus.UNREAD
    tags: tuple[str, ...] = ()
    added_at: datetime | None = None
    provenance: tuple[tuple[str, str], ...] = field(default=())  # (field, source)


@dataclass(frozen=True, slots=True)
class PaperSummary:
    """One row of a list of papers; `authors` are the printed names, in order."""

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


@dataclass(frozen=True, slots=True)
class PaperEdit:
    """Fields a person sets by hand; None leaves a field as it is, an empty value clears it."""

    title: str | None = None
    authors: tuple[Author, ...] | None = None
    year: int | None = None
    venue: str | None = None
    abstract: str | None = None
    url: str | None = None
    status: PaperStatus | None = None
    key: str | None = None
