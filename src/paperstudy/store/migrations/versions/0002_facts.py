"""More facts of a paper, who was asked for them, what waits for a word, what was merged."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ID = {
    "sqlite": "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT",
    "postgresql": "id SERIAL NOT NULL CONSTRAINT pk_{table} PRIMARY KEY",
}

_COLUMNS = (
    "kind VARCHAR DEFAULT '' NOT NULL",
    "publication TEXT DEFAULT '' NOT NULL",
    "repositories TEXT DEFAULT '' NOT NULL",
    "citations INTEGER",
    "upvotes INTEGER",
    "project_page VARCHAR DEFAULT '' NOT NULL",
    "tasks VARCHAR DEFAULT '' NOT NULL",
    "methods VARCHAR DEFAULT '' NOT NULL",
    "withdrawn BOOLEAN DEFAULT false NOT NULL",
)

_TABLES = (
    """CREATE TABLE lookups (
        {id}, paper_id INTEGER NOT NULL, source VARCHAR NOT NULL, at VARCHAR NOT NULL,
        outcome VARCHAR NOT NULL, message VARCHAR NOT NULL,
        CONSTRAINT uq_lookups_paper_id_source UNIQUE (paper_id, source),
        CONSTRAINT fk_lookups_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id))""",
    """CREATE TABLE offers (
        {id}, paper_id INTEGER NOT NULL, kind VARCHAR NOT NULL, digest VARCHAR NOT NULL,
        body TEXT NOT NULL, reason VARCHAR NOT NULL, at VARCHAR NOT NULL,
        decided VARCHAR NOT NULL, decided_at VARCHAR,
        CONSTRAINT uq_offers_paper_id_kind_digest UNIQUE (paper_id, kind, digest),
        CONSTRAINT fk_offers_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id))""",
    """CREATE TABLE merged_papers (
        {id}, paper_id INTEGER NOT NULL, merged_id INTEGER NOT NULL, "key" VARCHAR NOT NULL,
        title VARCHAR NOT NULL, title_key VARCHAR NOT NULL,
        newest_record INTEGER NOT NULL,
        CONSTRAINT fk_merged_papers_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id))""",
)

_INDEXES = (
    "CREATE INDEX ix_offers_decided ON offers (decided)",
    "CREATE INDEX ix_merged_papers_paper_id ON merged_papers (paper_id)",
    "CREATE INDEX ix_merged_papers_key ON merged_papers (key)",
    "CREATE INDEX ix_merged_papers_title_key ON merged_papers (title_key)",
)


def upgrade() -> None:
    """Add them to a library; papers that are there have none of these facts yet."""
    dialect = op.get_bind().dialect.name
    for column in _COLUMNS:
        op.execute(f"ALTER TABLE papers ADD COLUMN {column}")
    for text in _TABLES:
        table = text.split()[2]
        op.execute(text.replace("{id}", _ID[dialect].replace("{table}", table)))
    for text in _INDEXES:
        op.execute(text)
