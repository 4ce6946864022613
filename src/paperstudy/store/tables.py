"""The tables: one class a table, private to this room. No relationships; nothing lazy-loads.

Columns are of types that both engines hold alike. Times are ISO 8601 text in UTC, dates ISO
text, lists and records JSON text: plain drivers read them without help, they sort right, and
the journal keeps them as they are. Foreign keys do not cascade (but for the made `paper_index`),
so that nothing disappears without the journal knowing. Numbers of rows are never used twice.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Index, MetaData, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
_OPTIONS = {"sqlite_autoincrement": True}


class _Bare(SQLModel):
    """What all tables share; rows are written by Core, so no validator is built."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=_NAMES)
    model_config = {"defer_build": True}


class _Table(_Bare):
    """A table with a number of its own for each row."""

    __table_args__: ClassVar[Any] = _OPTIONS

    id: int | None = Field(default=None, primary_key=True)


class PaperRow(_Table, table=True):
    """A paper: its cite key and the fields merged from its records."""

    __tablename__ = "papers"
    __table_args__ = (Index(None, "added_at", "id"), _OPTIONS)

    key: str = Field(unique=True)
    title: str
    title_key: str = Field(index=True)  # letters and digits only, to find the same title again
    more_authors: bool
    year: int | None = Field(index=True)
    venue: str
    abstract: str = Field(sa_type=Text)
    url: str
    categories: str
    comment: str
    journal_ref: str
    pdf_url: str
    version: int | None
    published: str | None
    updated: str | None
    state: str = Field(index=True)
    provenance: str
    added_at: str
    changed_at: str


class AuthorRow(_Table, table=True):
    """An author of a paper, in order."""

    __tablename__ = "authors"
    __table_args__ = (UniqueConstraint("paper_id", "position"), _OPTIONS)

    paper_id: int = Field(foreign_key="papers.id")
    position: int
    name: str
    family: str
    given: str
    folded: str


class IdentifierRow(_Table, table=True):
    """An identifier; each belongs to one paper."""

    __tablename__ = "identifiers"
    __table_args__ = (UniqueConstraint("value", "scheme"), _OPTIONS)

    paper_id: int = Field(foreign_key="papers.id", index=True)
    scheme: str
    value: str
    version: int | None


class RecordRow(_Table, table=True):
    """What one source said about a paper; `body` is the record as JSON."""

    __tablename__ = "records"
    __table_args__ = (UniqueConstraint("paper_id", "source"), _OPTIONS)

    paper_id: int = Field(foreign_key="papers.id")
    source: str
    body: str = Field(sa_type=Text)
    fetched_at: str | None


class TagRow(_Table, table=True):
    """A tag, as it was written first."""

    __tablename__ = "tags"

    name: str
    folded: str = Field(unique=True)


class PaperTagRow(_Table, table=True):
    """A tag on a paper."""

    __tablename__ = "paper_tags"
    __table_args__ = (UniqueConstraint("paper_id", "tag_id"), _OPTIONS)

    paper_id: int = Field(foreign_key="papers.id")
    tag_id: int = Field(foreign_key="tags.id", index=True)


class NoteRow(_Table, table=True):
    """The group's note on a paper."""

    __tablename__ = "notes"

    paper_id: int = Field(foreign_key="papers.id", unique=True)
    text: str = Field(sa_type=Text)


class PaperIndexRow(_Bare, table=True):
    """What lists print of a paper and searches look through; made from the other tables.

    Lists are joined by line feeds. `body` is folded: see `indexing.py`.
    """

    __tablename__ = "paper_index"

    paper_id: int | None = Field(
        default=None, foreign_key="papers.id", primary_key=True, ondelete="CASCADE"
    )
    authors: str
    identifiers: str
    tags: str
    status: str = Field(index=True)
    body: str = Field(sa_type=Text)


class ReadingEntryRow(_Table, table=True):
    """A paper's place on a reading list: a person's, or the group's where there is none."""

    __tablename__ = "reading_entries"
    __table_args__ = (
        UniqueConstraint("paper_id", "person_id"),
        # NULLs differ from each other, so the group's entry needs a rule of its own. Rules on
        # expressions, since naming PostgreSQL here would import its dialect for SQLite too.
        Index(
            "uq_reading_entries_group",
            text("(CASE WHEN person_id IS NULL THEN paper_id END)"),
            unique=True,
        ),
        _OPTIONS,
    )

    paper_id: int = Field(foreign_key="papers.id")
    person_id: int | None = Field(foreign_key="people.id", index=True)
    status: str
    priority: int | None
    due: str | None
    rating: int | None
    note: str = Field(sa_type=Text)


class LogFileRow(_Table, table=True):
    """A study log; `path` is unique among those whose file is there."""

    __tablename__ = "logs"
    __table_args__ = (
        Index("uq_logs_path", text("(CASE WHEN gone_at IS NULL THEN path END)"), unique=True),
        _OPTIONS,
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


class MentionTableRow(_Table, table=True):
    """A place in a log that points at a paper; `identity` survives a move of the line."""

    __tablename__ = "mentions"
    __table_args__ = (UniqueConstraint("log_id", "identity"), _OPTIONS)

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


class DecisionRow(_Table, table=True):
    """What a person or a rule said of a mention: this paper, or none."""

    __tablename__ = "decisions"

    mention_id: int = Field(foreign_key="mentions.id", unique=True)
    paper_id: int | None = Field(foreign_key="papers.id", index=True)
    decided_by: str
    decided_at: str


class LearnedNameTableRow(_Table, table=True):
    """A name that a person accepted for a paper."""

    __tablename__ = "learned_names"

    normalised: str = Field(unique=True)
    surface: str
    paper_id: int = Field(foreign_key="papers.id", index=True)
    learned_at: str


class PersonRow(_Table, table=True):
    """A member of the group."""

    __tablename__ = "people"

    name: str
    folded: str = Field(unique=True)
    active: bool
    by_hand: bool  # a person who only logs name goes when they no longer do


class PersonAliasRow(_Table, table=True):
    """Another way the logs write a person's name."""

    __tablename__ = "person_aliases"

    person_id: int = Field(foreign_key="people.id", index=True)
    name: str
    folded: str = Field(unique=True)


class SessionTableRow(_Table, table=True):
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


class SessionLogRow(_Table, table=True):
    """A log that tells of a meeting, where, and as what it told of it (`identity`)."""

    __tablename__ = "session_logs"
    __table_args__ = (UniqueConstraint("session_id", "log_id"), _OPTIONS)

    session_id: int = Field(foreign_key="sessions.id")
    log_id: int = Field(foreign_key="logs.id", index=True)
    line: int | None
    identity: str


class AttendanceRow(_Table, table=True):
    """A person at a meeting."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("session_id", "person_id"), _OPTIONS)

    session_id: int = Field(foreign_key="sessions.id")
    person_id: int = Field(foreign_key="people.id", index=True)
    position: int


class PresentationTableRow(_Table, table=True):
    """A paper or topic presented at a meeting; `find` is the number of its find in `log_id`."""

    __tablename__ = "presentations"
    __table_args__ = (UniqueConstraint("session_id", "position"), _OPTIONS)

    session_id: int = Field(foreign_key="sessions.id")
    position: int
    topic: str
    line: int | None
    status: str
    paper_id: int | None = Field(foreign_key="papers.id", index=True)
    log_id: int | None = Field(foreign_key="logs.id", index=True)
    find: int | None


class PresenterRow(_Table, table=True):
    """One of those who present."""

    __tablename__ = "presenters"
    __table_args__ = (UniqueConstraint("presentation_id", "person_id"), _OPTIONS)

    presentation_id: int = Field(foreign_key="presentations.id")
    person_id: int = Field(foreign_key="people.id", index=True)
    position: int


class TodoTableRow(_Table, table=True):
    """Something a log says is still to do."""

    __tablename__ = "todos"

    log_id: int = Field(foreign_key="logs.id", index=True)
    line: int
    text: str
    done: bool
    paper_id: int | None = Field(foreign_key="papers.id", index=True)
    find: int | None


class JournalRow(_Table, table=True):
    """One thing a person did; `stuck` where it can be neither undone nor done again."""

    __tablename__ = "journal"

    action: str
    at: str | None
    undone: bool
    stuck: bool


class JournalChangeRow(_Table, table=True):
    """One row it changed, in order: the columns before and after as JSON; empty for no row."""

    __tablename__ = "journal_changes"
    __table_args__ = (UniqueConstraint("journal_id", "position"), _OPTIONS)

    journal_id: int = Field(foreign_key="journal.id")
    position: int
    table_name: str
    row_id: int
    before: str = Field(sa_type=Text)
    after: str = Field(sa_type=Text)


class HostRow(_Table, table=True):
    """When a source may be asked again, in seconds since 1970; shared by all processes."""

    __tablename__ = "hosts"

    name: str = Field(unique=True)
    next_at: float


METADATA = _Bare.metadata
