"""The tables: one class a table, private to this room. No relationships; nothing lazy-loads.

Columns are of types that both engines hold alike. Times are ISO 8601 text in UTC, dates ISO
text, lists and records JSON text: plain drivers read them without help, they sort right, and
the journal keeps them as they are. Foreign keys do not cascade (but for the made `paper_index`),
so that nothing disappears without the journal knowing. Numbers of rows are never used twice.

Papers and what hangs on them stand here, the rest in `tables_of_logs.py` and
`tables_of_meetings.py`.
"""

from __future__ import annotations

from sqlalchemy import Index, Text, UniqueConstraint, text
from sqlmodel import Field

import paperstudy.store.tables_of_logs
import paperstudy.store.tables_of_meetings  # noqa: F401 - their tables join the same metadata
from paperstudy.store.tables_base import OPTIONS, Bare, Table

_EMPTY = {"server_default": ""}


class PaperRow(Table, table=True):
    """A paper: its cite key and the fields merged from its records."""

    __tablename__ = "papers"
    __table_args__ = (Index(None, "added_at", "id"), OPTIONS)

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
    # Columns that came later have defaults: SQLite adds none to a filled table without one.
    kind: str = Field(sa_column_kwargs=_EMPTY)
    publication: str = Field(sa_type=Text, sa_column_kwargs=_EMPTY)
    repositories: str = Field(sa_type=Text, sa_column_kwargs=_EMPTY)
    citations: int | None
    upvotes: int | None
    project_page: str = Field(sa_column_kwargs=_EMPTY)
    tasks: str = Field(sa_column_kwargs=_EMPTY)
    methods: str = Field(sa_column_kwargs=_EMPTY)
    withdrawn: bool = Field(sa_column_kwargs={"server_default": text("false")})
    entry_type: str = Field(sa_column_kwargs=_EMPTY)
    extra: str = Field(sa_type=Text, sa_column_kwargs=_EMPTY)
    attachments: str = Field(sa_type=Text, sa_column_kwargs=_EMPTY)


class AuthorRow(Table, table=True):
    """An author of a paper, in order."""

    __tablename__ = "authors"
    __table_args__ = (UniqueConstraint("paper_id", "position"), OPTIONS)

    paper_id: int = Field(foreign_key="papers.id")
    position: int
    name: str
    family: str
    given: str
    folded: str


class IdentifierRow(Table, table=True):
    """An identifier; each belongs to one paper."""

    __tablename__ = "identifiers"
    __table_args__ = (UniqueConstraint("value", "scheme"), OPTIONS)

    paper_id: int = Field(foreign_key="papers.id", index=True)
    scheme: str
    value: str
    version: int | None


class RecordRow(Table, table=True):
    """What one source said about a paper; `body` is the record as JSON."""

    __tablename__ = "records"
    __table_args__ = (UniqueConstraint("paper_id", "source"), OPTIONS)

    paper_id: int = Field(foreign_key="papers.id")
    source: str
    body: str = Field(sa_type=Text)
    fetched_at: str | None


class LookupRow(Table, table=True):
    """That a source was asked for a paper, and how that ended the last time."""

    __tablename__ = "lookups"
    __table_args__ = (UniqueConstraint("paper_id", "source"), OPTIONS)

    paper_id: int = Field(foreign_key="papers.id")
    source: str
    at: str
    outcome: str
    message: str


class OfferRow(Table, table=True):
    """A record that waits for a person's word; `decided` is empty, `accepted` or `rejected`.

    `digest` is that of what is asked, so that a person is asked it once.
    """

    __tablename__ = "offers"
    __table_args__ = (UniqueConstraint("paper_id", "kind", "digest"), OPTIONS)

    paper_id: int = Field(foreign_key="papers.id")
    kind: str
    digest: str
    body: str = Field(sa_type=Text)
    reason: str
    at: str
    decided: str = Field(index=True)
    decided_at: str | None


class MergedPaperRow(Table, table=True):
    """A paper that went into another: what it was known by leads there from then on."""

    __tablename__ = "merged_papers"

    paper_id: int = Field(foreign_key="papers.id", index=True)
    merged_id: int  # the number it had
    key: str = Field(index=True)
    title: str
    title_key: str = Field(index=True)
    newest_record: int  # then; records with a higher number have come since


class KeyAliasRow(Table, table=True):
    """Another key that a paper is cited by: one it had before, or has in a file of a person."""

    __tablename__ = "key_aliases"

    paper_id: int = Field(foreign_key="papers.id", index=True)
    key: str = Field(unique=True)


class TagRow(Table, table=True):
    """A tag, as it was written first."""

    __tablename__ = "tags"

    name: str
    folded: str = Field(unique=True)


class PaperTagRow(Table, table=True):
    """A tag on a paper."""

    __tablename__ = "paper_tags"
    __table_args__ = (UniqueConstraint("paper_id", "tag_id"), OPTIONS)

    paper_id: int = Field(foreign_key="papers.id")
    tag_id: int = Field(foreign_key="tags.id", index=True)


class NoteRow(Table, table=True):
    """The group's note on a paper."""

    __tablename__ = "notes"

    paper_id: int = Field(foreign_key="papers.id", unique=True)
    text: str = Field(sa_type=Text)


class PaperIndexRow(Bare, table=True):
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


class ReadingEntryRow(Table, table=True):
    """A paper's place on a reading list: a person's, or the group's where there is none.

    `stands` where its status was said when the paper had been presented already.
    """

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
        OPTIONS,
    )

    paper_id: int = Field(foreign_key="papers.id")
    person_id: int | None = Field(foreign_key="people.id", index=True)
    status: str
    priority: int | None
    due: str | None
    rating: int | None
    note: str = Field(sa_type=Text)
    added_at: str | None
    stands: bool = Field(sa_column_kwargs={"server_default": text("false")})


METADATA = Bare.metadata
