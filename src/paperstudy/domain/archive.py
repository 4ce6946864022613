"""The archive of Papers with Code on this machine: its dumps, their rows, and what is imported.

A dump is one of the files in which that site gave out its data before it closed. Who reads a
dump and who keeps its rows do not know each other; the rows here are what passes between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime

LICENCE = "CC BY-SA 4.0"
"""Of all that the archive holds; named wherever its data is shown."""


class DumpKind(StrEnum):
    """What a dump holds; the values are the words of the command line."""

    LINKS = "links"
    PAPERS = "papers"
    METHODS = "methods"
    RESULTS = "evaluation-tables"


class LinkRow(NamedTuple):
    """A paper and one repository; empty text stands for what is not told."""

    slug: str
    arxiv: str
    title: str
    url: str
    repository: str
    official: bool
    mentioned: bool  # in the paper
    framework: str


class PaperRow(NamedTuple):
    """A paper; `authors`, `tasks` and `methods` one a line."""

    slug: str
    arxiv: str
    openreview: str
    nips: str
    title: str
    authors: str
    year: int | None
    proceeding: str
    tasks: str
    methods: str
    url: str
    pdf: str


class MethodRow(NamedTuple):
    """A method and the paper that it comes from."""

    name: str
    full_name: str
    title: str
    arxiv: str
    slug: str
    year: int | None
    collection: str
    area: str


class ResultRow(NamedTuple):
    """A row of a leaderboard; `metrics` is a JSON list of pairs."""

    task: str
    dataset: str
    model: str
    metrics: str
    arxiv: str
    slug: str
    title: str


DumpRow = LinkRow | PaperRow | MethodRow | ResultRow


class Method(NamedTuple):
    """A method that has a source: the title, arXiv id and year of the paper it comes from."""

    name: str
    title: str
    arxiv: str = ""
    year: int | None = None
    collection: str = ""


@dataclass(frozen=True, slots=True)
class ImportedDump:
    """A dump that was imported: its file, its size in bytes, how many of its rows are kept.

    `skipped` are rows that say nothing; `dated` is the day in the file's name, where it has one.
    """

    kind: DumpKind
    file: str
    size: int
    rows: int
    skipped: int = 0
    imported_at: datetime | None = None
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class CatalogueStatus:
    """What the archive on this machine holds, where it is, and its size in bytes."""

    path: str
    size: int
    dumps: tuple[ImportedDump, ...] = ()
    licence: str = LICENCE
