"""What imported entries hold beyond our fields, and other keys that papers are cited by."""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ID = {
    "sqlite": "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT",
    "postgresql": "id SERIAL NOT NULL CONSTRAINT pk_key_aliases PRIMARY KEY",
}
_COLUMNS = (
    "entry_type VARCHAR DEFAULT '' NOT NULL",
    "extra TEXT DEFAULT '' NOT NULL",
    "attachments TEXT DEFAULT '' NOT NULL",
)
_TABLE = """CREATE TABLE key_aliases (
    {id}, paper_id INTEGER NOT NULL, key VARCHAR NOT NULL,
    CONSTRAINT fk_key_aliases_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id),
    CONSTRAINT uq_key_aliases_key UNIQUE (key))"""


def upgrade() -> None:
    """Add them to a library."""
    for column in _COLUMNS:
        op.execute(f"ALTER TABLE papers ADD COLUMN {column}")
    op.execute(_TABLE.replace("{id}", _ID[op.get_bind().dialect.name]))
    op.execute("CREATE INDEX ix_key_aliases_paper_id ON key_aliases (paper_id)")
