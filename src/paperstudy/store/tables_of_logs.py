"""The tables of logs, of the journal, of the turns at hosts, and of the library itself."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, Text, UniqueConstraint, text
from sqlmodel import Field

from paperstudy.store.tables_base import OPTIONS, Table


class LogFileRow(Table, table=True):
    """A study log; `path` is unique among those whose file is there."""

    __tablename__ = "logs"
    __table_args__ = (
        Index("uq_logs_path", text("(CASE WHEN gone_at IS NULL THEN path END)"), unique=True),
        OPTIONS,
    )

    path: str = Field(index=True)
    folded: str
    digest: str
    size: int = Field(sa_type=BigInteger)
    mtime_ns: int = Field(sa_type=BigInteger)
    title: str
    date: str | None
    author: str
    scanned_at: str | None
    gone_at: str | None
    error: str
    error_at: str | None


class MentionTableRow(Table, table=True):
    """A place in a log that points at a paper; `identity` survives a move of the line."""

    __tablename__ = "mentions"
    __table_args__ = (UniqueConstraint("log_id", "identity"), OPTIONS)

    log_id: int = Field(foreign_key="logs.id")
    identity: str  # a digest of kind, normalised text and ordinal
    kind: str
    normalised: str
    ordinal: int
    line: int
    start: int
    text: str
    excerpt: str
    find: int
    status: str = Field(index=True)
    paper_id: int | None = Field(foreign_key="papers.id", index=True)
    candidates: str = Field(sa_type=Text)
    evidence: str
    retired: bool


class DecisionRow(Table, table=True):
    """What a person or a rule said of a mention: this paper, or none."""

    __tablename__ = "decisions"

    mention_id: int = Field(foreign_key="mentions.id", unique=True)
    paper_id: int | None = Field(foreign_key="papers.id", index=True)
    decided_by: str
    decided_at: str


class LearnedNameTableRow(Table, table=True):
    """A name that a person accepted for a paper."""

    __tablename__ = "learned_names"

    normalised: str = Field(unique=True)
    surface: str
    paper_id: int = Field(foreign_key="papers.id", index=True)
    learned_at: str


class JournalRow(Table, table=True):
    """One thing a person did; `stuck` where it can be neither undone nor done again."""

    __tablename__ = "journal"

    action: str
    at: str | None
    undone: bool
    stuck: bool


class JournalChangeRow(Table, table=True):
    """One row it changed, in order: the columns before and after as JSON; empty for no row."""

    __tablename__ = "journal_changes"
    __table_args__ = (UniqueConstraint("journal_id", "position"), OPTIONS)

    journal_id: int = Field(foreign_key="journal.id")
    position: int
    table_name: str
    row_id: int
    before: str = Field(sa_type=Text)
    after: str = Field(sa_type=Text)


class HostRow(Table, table=True):
    """When a source may be asked again, in seconds since 1970; shared by all processes."""

    __tablename__ = "hosts"

    name: str = Field(unique=True)
    next_at: float


class LibraryRow(Table, table=True):
    """What tells this library from all others, in files that leave it: one row, made with it."""

    __tablename__ = "library"

    uid: str
