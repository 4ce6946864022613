"""The tables of logs, people and meetings, of the journal, and of the turns at hosts."""

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


class PersonRow(Table, table=True):
    """A member of the group."""

    __tablename__ = "people"

    name: str
    folded: str = Field(unique=True)
    active: bool
    by_hand: bool  # a person who only logs name goes when they no longer do


class PersonAliasRow(Table, table=True):
    """Another way the logs write a person's name."""

    __tablename__ = "person_aliases"

    person_id: int = Field(foreign_key="people.id", index=True)
    name: str
    folded: str = Field(unique=True)


class SessionTableRow(Table, table=True):
    """A meeting; `starts` is the local time in `zone`. `edited` keeps it from being re-scanned."""

    __tablename__ = "sessions"

    date: str | None = Field(index=True)
    date_text: str
    starts: str
    zone: str
    place: str
    title: str
    moderator_id: int | None = Field(foreign_key="people.id", index=True)
    scribe_id: int | None = Field(foreign_key="people.id", index=True)
    sure: bool
    edited: bool


class SessionLogRow(Table, table=True):
    """A log that tells of a meeting, where, and as what it told of it (`identity`)."""

    __tablename__ = "session_logs"
    __table_args__ = (UniqueConstraint("session_id", "log_id"), OPTIONS)

    session_id: int = Field(foreign_key="sessions.id")
    log_id: int = Field(foreign_key="logs.id", index=True)
    line: int | None
    identity: str


class AttendanceRow(Table, table=True):
    """A person at a meeting."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("session_id", "person_id"), OPTIONS)

    session_id: int = Field(foreign_key="sessions.id")
    person_id: int = Field(foreign_key="people.id", index=True)
    position: int


class PresentationTableRow(Table, table=True):
    """A paper or topic presented at a meeting; `find` is the number of its find in `log_id`."""

    __tablename__ = "presentations"
    __table_args__ = (UniqueConstraint("session_id", "position"), OPTIONS)

    session_id: int = Field(foreign_key="sessions.id")
    position: int
    topic: str
    line: int | None
    status: str
    paper_id: int | None = Field(foreign_key="papers.id", index=True)
    log_id: int | None = Field(foreign_key="logs.id", index=True)
    find: int | None


class PresenterRow(Table, table=True):
    """One of those who present."""

    __tablename__ = "presenters"
    __table_args__ = (UniqueConstraint("presentation_id", "person_id"), OPTIONS)

    presentation_id: int = Field(foreign_key="presentations.id")
    person_id: int = Field(foreign_key="people.id", index=True)
    position: int


class TodoTableRow(Table, table=True):
    """Something a log says is still to do."""

    __tablename__ = "todos"

    log_id: int = Field(foreign_key="logs.id", index=True)
    line: int
    text: str
    done: bool
    paper_id: int | None = Field(foreign_key="papers.id", index=True)
    find: int | None


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
