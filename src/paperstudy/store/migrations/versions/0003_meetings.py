"""Meetings that come again, more of each meeting, votes, orders of reading, doubtful names."""

from __future__ import annotations

from uuid import uuid4

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = {
    "sqlite": "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT",
    "postgresql": "id SERIAL NOT NULL CONSTRAINT pk_{table} PRIMARY KEY",
}

_COLUMNS = {
    "sessions": (
        "minutes INTEGER",
        "note TEXT DEFAULT '' NOT NULL",
        "state VARCHAR DEFAULT 'open' NOT NULL",
        "reason VARCHAR DEFAULT '' NOT NULL",
        "changes INTEGER DEFAULT 0 NOT NULL",
        "decided VARCHAR DEFAULT '' NOT NULL",
    ),
    "session_logs": ("told TEXT DEFAULT '' NOT NULL",),
    "attendance": ("absent BOOLEAN DEFAULT false NOT NULL",),
    "presentations": (
        "role VARCHAR DEFAULT 'present' NOT NULL",
        "minutes INTEGER",
        "reason VARCHAR DEFAULT '' NOT NULL",
    ),
    "todos": (
        "kind VARCHAR DEFAULT 'task' NOT NULL",
        "told BOOLEAN DEFAULT false NOT NULL",
        "by_hand BOOLEAN DEFAULT false NOT NULL",
    ),
    "reading_entries": ("added_at VARCHAR", "stands BOOLEAN DEFAULT false NOT NULL"),
}

_TABLES = (
    """CREATE TABLE series (
        {id}, weekday INTEGER NOT NULL, starts VARCHAR NOT NULL, zone VARCHAR NOT NULL,
        title VARCHAR NOT NULL, since VARCHAR NOT NULL, until VARCHAR, every INTEGER NOT NULL,
        place VARCHAR NOT NULL, minutes INTEGER)""",
    """CREATE TABLE series_skips (
        {id}, series_id INTEGER NOT NULL, date VARCHAR NOT NULL,
        CONSTRAINT uq_series_skips_series_id_date UNIQUE (series_id, date),
        CONSTRAINT fk_series_skips_series_id FOREIGN KEY(series_id) REFERENCES series (id))""",
    """CREATE TABLE series_sessions (
        {id}, session_id INTEGER NOT NULL, series_id INTEGER NOT NULL,
        CONSTRAINT uq_series_sessions_session_id UNIQUE (session_id),
        CONSTRAINT fk_series_sessions_session_id
            FOREIGN KEY(session_id) REFERENCES sessions (id),
        CONSTRAINT fk_series_sessions_series_id FOREIGN KEY(series_id) REFERENCES series (id))""",
    """CREATE TABLE votes (
        {id}, paper_id INTEGER NOT NULL, person_id INTEGER NOT NULL,
        CONSTRAINT uq_votes_paper_id_person_id UNIQUE (paper_id, person_id),
        CONSTRAINT fk_votes_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id),
        CONSTRAINT fk_votes_person_id FOREIGN KEY(person_id) REFERENCES people (id))""",
    """CREATE TABLE nominations (
        {id}, paper_id INTEGER NOT NULL, person_id INTEGER, at VARCHAR NOT NULL,
        CONSTRAINT uq_nominations_paper_id UNIQUE (paper_id),
        CONSTRAINT fk_nominations_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id),
        CONSTRAINT fk_nominations_person_id FOREIGN KEY(person_id) REFERENCES people (id))""",
    """CREATE TABLE path_items (
        {id}, log_id INTEGER NOT NULL, number INTEGER NOT NULL, position INTEGER NOT NULL,
        line INTEGER NOT NULL, paper_id INTEGER, find INTEGER,
        CONSTRAINT uq_path_items_log_id_number_position UNIQUE (log_id, number, position),
        CONSTRAINT fk_path_items_log_id FOREIGN KEY(log_id) REFERENCES logs (id),
        CONSTRAINT fk_path_items_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id))""",
    """CREATE TABLE name_doubts (
        {id}, log_id INTEGER NOT NULL, name VARCHAR NOT NULL, folded VARCHAR NOT NULL,
        candidates VARCHAR NOT NULL, settled BOOLEAN NOT NULL, person_id INTEGER,
        CONSTRAINT uq_name_doubts_log_id_folded UNIQUE (log_id, folded),
        CONSTRAINT fk_name_doubts_log_id FOREIGN KEY(log_id) REFERENCES logs (id),
        CONSTRAINT fk_name_doubts_person_id FOREIGN KEY(person_id) REFERENCES people (id))""",
    "CREATE TABLE library ({id}, uid VARCHAR NOT NULL)",
)

_INDEXES = (
    "CREATE INDEX ix_series_sessions_series_id ON series_sessions (series_id)",
    "CREATE INDEX ix_votes_person_id ON votes (person_id)",
    "CREATE INDEX ix_nominations_person_id ON nominations (person_id)",
    "CREATE INDEX ix_path_items_paper_id ON path_items (paper_id)",
    "CREATE INDEX ix_name_doubts_person_id ON name_doubts (person_id)",
)

# What is there: a box says what it said, and a status said of a paper presented before stands.
_FILLING = (
    "UPDATE todos SET told = done",
    """UPDATE reading_entries SET stands = true WHERE person_id IS NULL AND EXISTS
        (SELECT 1 FROM presentations r
         WHERE r.paper_id = reading_entries.paper_id AND r.status = 'done')""",
)


def upgrade() -> None:
    """Add them to a library."""
    dialect = op.get_bind().dialect.name
    for table, columns in _COLUMNS.items():
        for column in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for text in _TABLES:
        table = text.split()[2]
        op.execute(text.replace("{id}", _ID[dialect].replace("{table}", table)))
    for text in (*_INDEXES, *_FILLING):
        op.execute(text)
    op.execute(f"INSERT INTO library (uid) VALUES ('{uuid4().hex}')")  # noqa: S608 - hex digits
