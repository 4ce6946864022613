"""Papers, who wrote them, and what each source said about them.

What a list prints of a paper is in `summaries.py`, and named here beside the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from paperstudy.domain.summaries import (
    WITHOUT_FACTS,
    CiteKey,
    PaperId,
    PaperState,
    PaperStatus,
    PaperSummary,
)
from paperstudy.domain.text import clean_block, clean_line

if TYPE_CHECKING:
    from datetime import datetime

    from paperstudy.domain.identifiers import Identifier

_LONGEST_ABSTRACT = 20_000  # characters; what is longer is no abstract

__all__ = [
    "WITHOUT_FACTS", "Author", "CiteKey", "ExtraField", "Paper", "PaperEdit", "PaperHead",
    "PaperId", "PaperRecord", "PaperState", "PaperStatus", "PaperSummary", "Publication",
    "Repository", "Result",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a paper, as the paper prints the name.

    `family` and `given` are set only where a source gives the parts; else they are derived. A
    family that is all of the name, without given names, stands for a name that is never divided.
    """

    name: str
    family: str = ""
    given: str = ""

    def __post_init__(self) -> None:
        for name in ("name", "family", "given"):
            value = getattr(self, name)
            if value and (clean := clean_line(value)) is not value:
                object.__setattr__(self, name, clean)

    @property
    def undivided(self) -> bool:
        """Whether a source says that the name has no parts, as that of a group has none."""
        return bool(self.family) and self.family == self.name and not self.given

    @property
    def family_name(self) -> str:
        """The family name as given, else the last word of a Latin name or a Hangul name whole."""
        if self.family and self.family != self.name:
            return self.family
        words = self.name.replace(",", ", ").split()
        if not words:
            return ""
        return words[0].rstrip(",") if words[0].endswith(",") else words[-1]


@dataclass(frozen=True, slots=True)
class Publication:
    """Where and when a work was published, apart from the facts of its preprint.

    `kind` is `proceedings`, `journal`, `chapter`, `book`, or empty where nobody says. A `year` of
    None means that only the venue is known: such a publication is shown, and not cited.
    """

    venue: str
    year: int | None = None
    doi: str = ""
    kind: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    publisher: str = ""

    def __post_init__(self) -> None:
        for name in ("venue", "doi", "kind", "volume", "number", "pages", "publisher"):
            value = getattr(self, name)
            if value and (clean := clean_line(value)) is not value:
                object.__setattr__(self, name, clean)

    def __str__(self) -> str:
        year = "" if self.year is None or str(self.year) in self.venue else f" {self.year}"
        return f"{self.venue}{year}"


@dataclass(frozen=True, slots=True)
class Repository:
    """Code of a paper; `source` tells who said so, `guessed` that it did so without being told.

    `stars` is None where nobody counted; `framework` is a name such as `pytorch`, or empty.
    """

    url: str
    source: str = ""
    official: bool = False
    framework: str = ""
    stars: int | None = None
    guessed: bool = False

    def __post_init__(self) -> None:
        for name in ("url", "source", "framework"):
            object.__setattr__(self, name, clean_line(getattr(self, name)))


@dataclass(frozen=True, slots=True)
class ExtraField:
    """A field of an imported entry that none of ours takes, as BibTeX writes it.

    `name` is in small letters; `value` is what stood between its braces, LaTeX and all, with
    macros put in.
    """

    name: str
    value: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", clean_line(self.name).lower())
        object.__setattr__(self, "value", clean_block(self.value))


@dataclass(frozen=True, slots=True)
class Result:
    """A row of a leaderboard: what a model of the paper reached; metrics as (name, printed value)."""

    task: str
    dataset: str
    model: str
    metrics: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for name in ("task", "dataset", "model"):
            object.__setattr__(self, name, clean_line(getattr(self, name)))
        cleaned = tuple((clean_line(name), clean_line(value)) for name, value in self.metrics)
        object.__setattr__(self, "metrics", cleaned)


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """What one source said about a work, at one moment.

    `source` is the name of a metadata source, or `catalogue` (shipped with paperstudy), `log`
    (a title written in a study log), `bibtex` (a .bib file), `import` (a file of another kind) or
    `person` (typed by hand). `more_authors` says that the source names only the first of them.
    `year` is the year of publication or of the first version; None when unknown. Counts of None
    were not told. A `withdrawn` paper keeps the facts and the `version` of the last one that was
    not.

    What an imported entry holds beyond that is in `entry_type` (`inproceedings`), `extra` and
    `attachments` (paths of files); its `tags` and `note` are put on the paper, and kept here to
    know them when it is imported again.
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
    kind: str = ""  # as in Publication, or preprint, thesis, report
    publication: Publication | None = None  # a claim: see matching/publications.py
    repositories: tuple[Repository, ...] = ()
    citations: int | None = None
    upvotes: int | None = None
    project_page: str = ""
    tasks: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    withdrawn: bool = False
    entry_type: str = ""
    extra: tuple[ExtraField, ...] = ()
    attachments: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        for name in (
            "title", "venue", "url", "comment", "journal_ref", "pdf_url", "kind", "project_page",
            "entry_type",
        ):  # fmt: skip
            if value := getattr(self, name):
                object.__setattr__(self, name, clean_line(value))
        for name in ("tasks", "methods", "categories", "names", "attachments", "tags"):
            if values := getattr(self, name):
                object.__setattr__(self, name, tuple(map(clean_line, values)))
        if self.abstract:
            object.__setattr__(self, "abstract", clean_block(self.abstract[:_LONGEST_ABSTRACT]))
        if self.note:
            object.__setattr__(self, "note", clean_block(self.note))


class Paper(NamedTuple):
    """A work accepted into the library, with a stable cite key; fields merged from its records.

    It is no dataclass: an export makes ten thousand, and a tuple takes a sixth of the time.
    """

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
    kind: str = ""
    publication: Publication | None = None
    repositories: tuple[Repository, ...] = ()
    citations: int | None = None
    upvotes: int | None = None
    project_page: str = ""
    tasks: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    withdrawn: bool = False
    provenance: tuple[tuple[str, str], ...] = ()  # (field, source)
    entry_type: str = ""  # as it was imported; see PaperRecord
    extra: tuple[ExtraField, ...] = ()
    attachments: tuple[str, ...] = ()


class PaperHead(NamedTuple):
    """What tells papers apart."""

    id: PaperId
    key: CiteKey


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
