"""The tables of people and meetings, of to-dos and of orders in which to read.

Columns that came later stand last and have defaults: see `tables.py`. What points elsewhere and
came later is a table of its own, since SQLite adds no foreign key to a table that is there.
"""

from __future__ import annotations

from sqlalchemy import Text, UniqueConstraint, text
from sqlmodel import Field

from paperstudy.store.tables_base import OPTIONS, Table

_EMPTY = {"server_default": ""}
_ZERO = {"server_default": text("0")}
_FALSE = {"server_default": text("false")}


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
    """A meeting; `starts` is the local time in `zone`. `edited` where a person's word stands.

    `decided` is what a person said of one that logs tell of: `taken`, `refused`, `removed`, or
    `merged` for one that is part of another now. `said` is what people wrote of it, beside what
    logs told then (`said.py`); the columns are what both make of each other. `changes` is from
    before there were marks of calendars, which go on from it.
    """

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
    minutes: int | None
    note: str = Field(sa_type=Text, sa_column_kwargs=_EMPTY)
    state: str = Field(sa_column_kwargs={"server_default": "open"})
    reason: str = Field(sa_column_kwargs=_EMPTY)
    changes: int = Field(sa_column_kwargs=_ZERO)
    decided: str = Field(sa_column_kwargs=_EMPTY)
    said: str = Field(sa_type=Text, sa_column_kwargs=_EMPTY)


class SessionPairRow(Table, table=True):
    """What a person said of two meetings: that the first is part of the other, or that it is not."""

    __tablename__ = "session_pairs"
    __table_args__ = (UniqueConstraint("session_id", "other_id"), OPTIONS)

    session_id: int = Field(foreign_key="sessions.id")
    other_id: int = Field(foreign_key="sessions.id", index=True)
    same: bool


class CalendarMarkRow(Table, table=True):
    """What a calendar shows of a meeting or a series, in which revision; it outlives both.

    `kind` is `session` or `series`, `number` that of the one or the other, `shown` what it was
    last, as JSON (`calendar_marks.py`).
    """

    __tablename__ = "calendar_marks"
    __table_args__ = (UniqueConstraint("kind", "number"), OPTIONS)

    kind: str
    number: int
    revision: int
    shown: str = Field(sa_type=Text)
    gone: bool


class SessionLogRow(Table, table=True):
    """A log that tells of a meeting, where, and as what it told of it (`identity`).

    A space stands before `identity` where it does so no longer, and is kept since a person edited
    the meeting, or made it one with another.
    """

    __tablename__ = "session_logs"
    __table_args__ = (UniqueConstraint("session_id", "log_id"), OPTIONS)

    session_id: int = Field(foreign_key="sessions.id")
    log_id: int = Field(foreign_key="logs.id", index=True)
    line: int | None
    identity: str
    told: str = Field(sa_type=Text, sa_column_kwargs=_EMPTY)  # all it said, as JSON


class AttendanceRow(Table, table=True):
    """A person at a meeting, or one who said that they cannot come."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("session_id", "person_id"), OPTIONS)

    session_id: int = Field(foreign_key="sessions.id")
    person_id: int = Field(foreign_key="people.id", index=True)
    position: int
    absent: bool = Field(sa_column_kwargs=_FALSE)


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
    role: str = Field(sa_column_kwargs={"server_default": "present"})
    minutes: int | None
    reason: str = Field(sa_column_kwargs=_EMPTY)


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
    kind: str = Field(sa_column_kwargs={"server_default": "task"})
    told: bool = Field(sa_column_kwargs=_FALSE)  # what the box in the log says
    by_hand: bool = Field(sa_column_kwargs=_FALSE)


class SeriesTableRow(Table, table=True):
    """A meeting that comes again; `weekday` 0 is Monday, `every` counts weeks."""

    __tablename__ = "series"

    weekday: int
    starts: str
    zone: str
    title: str
    since: str
    until: str | None
    every: int
    place: str
    minutes: int | None


class SeriesSkipRow(Table, table=True):
    """A day that a series leaves out."""

    __tablename__ = "series_skips"
    __table_args__ = (UniqueConstraint("series_id", "date"), OPTIONS)

    series_id: int = Field(foreign_key="series.id")
    date: str


class SeriesSessionRow(Table, table=True):
    """That a meeting is one of a series."""

    __tablename__ = "series_sessions"

    session_id: int = Field(foreign_key="sessions.id", unique=True)
    series_id: int = Field(foreign_key="series.id", index=True)


class VoteRow(Table, table=True):
    """That a person wants the group to read a paper."""

    __tablename__ = "votes"
    __table_args__ = (UniqueConstraint("paper_id", "person_id"), OPTIONS)

    paper_id: int = Field(foreign_key="papers.id")
    person_id: int = Field(foreign_key="people.id", index=True)


class NominationRow(Table, table=True):
    """Who proposed a paper to the group, and when."""

    __tablename__ = "nominations"

    paper_id: int = Field(foreign_key="papers.id", unique=True)
    person_id: int | None = Field(foreign_key="people.id", index=True)
    at: str


class PathItemRow(Table, table=True):
    """A paper's place in an order of reading; `number` is that of the order in its log."""

    __tablename__ = "path_items"
    __table_args__ = (UniqueConstraint("log_id", "number", "position"), OPTIONS)

    log_id: int = Field(foreign_key="logs.id")
    number: int
    position: int
    line: int
    paper_id: int | None = Field(foreign_key="papers.id", index=True)
    find: int | None


class NameDoubtRow(Table, table=True):
    """A name in a log that fits several people; `person_id` is whom a person said it means."""

    __tablename__ = "name_doubts"
    __table_args__ = (UniqueConstraint("log_id", "folded"), OPTIONS)

    log_id: int = Field(foreign_key="logs.id")
    name: str
    folded: str
    candidates: str  # numbers of people, one a line
    settled: bool
    person_id: int | None = Field(foreign_key="people.id", index=True)
