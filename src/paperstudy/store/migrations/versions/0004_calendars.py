"""What people said of meetings, which of them are one, and what calendars show of them."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ID = {
    "sqlite": "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT",
    "postgresql": "id SERIAL NOT NULL CONSTRAINT pk_{table} PRIMARY KEY",
}

_TABLES = (
    """CREATE TABLE session_pairs (
        {id}, session_id INTEGER NOT NULL, other_id INTEGER NOT NULL, same BOOLEAN NOT NULL,
        CONSTRAINT uq_session_pairs_session_id_other_id UNIQUE (session_id, other_id),
        CONSTRAINT fk_session_pairs_session_id FOREIGN KEY(session_id) REFERENCES sessions (id),
        CONSTRAINT fk_session_pairs_other_id FOREIGN KEY(other_id) REFERENCES sessions (id))""",
    """CREATE TABLE calendar_marks (
        {id}, kind VARCHAR NOT NULL, number INTEGER NOT NULL, revision INTEGER NOT NULL,
        shown TEXT NOT NULL, gone BOOLEAN NOT NULL,
        CONSTRAINT uq_calendar_marks_kind_number UNIQUE (kind, number))""",
)

_OTHERS = (
    "ALTER TABLE sessions ADD COLUMN said TEXT DEFAULT '' NOT NULL",
    "CREATE INDEX ix_session_pairs_other_id ON session_pairs (other_id)",
    # Calendars that were handed out count from here: the next change is newer than what they have.
    """INSERT INTO calendar_marks (kind, number, revision, shown, gone)
        SELECT 'session', id, changes, '', false FROM sessions""",
    """INSERT INTO calendar_marks (kind, number, revision, shown, gone)
        SELECT 'series', s.id, (SELECT count(*) FROM series_skips k WHERE k.series_id = s.id) + 1,
            '', false FROM series s""",
)


def upgrade() -> None:
    """Add them to a library."""
    dialect = op.get_bind().dialect.name
    for text in _TABLES:
        table = text.split()[2]
        op.execute(text.replace("{id}", _ID[dialect].replace("{table}", table)))
    for text in _OTHERS:
        op.execute(text)
