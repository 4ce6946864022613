"""The first schema: papers, logs, meetings, people, the journal, and the index for searches."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = {
    "sqlite": "id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT",
    "postgresql": "id SERIAL NOT NULL CONSTRAINT pk_{table} PRIMARY KEY",
}

_TABLES = (
    """CREATE TABLE hosts (
        {id}, name VARCHAR NOT NULL, next_at FLOAT NOT NULL,
        CONSTRAINT uq_hosts_name UNIQUE (name))""",
    """CREATE TABLE journal (
        {id}, action VARCHAR NOT NULL, at VARCHAR, undone BOOLEAN NOT NULL,
        stuck BOOLEAN NOT NULL)""",
    """CREATE TABLE logs (
        {id}, path VARCHAR NOT NULL, folded VARCHAR NOT NULL, digest VARCHAR NOT NULL,
        size BIGINT NOT NULL, mtime_ns BIGINT NOT NULL, title VARCHAR NOT NULL,
        date VARCHAR, author VARCHAR NOT NULL, scanned_at VARCHAR, gone_at VARCHAR,
        error VARCHAR NOT NULL, error_at VARCHAR)""",
    """CREATE TABLE papers (
        {id}, "key" VARCHAR NOT NULL, title VARCHAR NOT NULL,
        title_key VARCHAR NOT NULL, more_authors BOOLEAN NOT NULL, year INTEGER,
        venue VARCHAR NOT NULL, abstract TEXT NOT NULL, url VARCHAR NOT NULL,
        categories VARCHAR NOT NULL, comment VARCHAR NOT NULL,
        journal_ref VARCHAR NOT NULL, pdf_url VARCHAR NOT NULL, version INTEGER,
        published VARCHAR, updated VARCHAR, state VARCHAR NOT NULL,
        provenance VARCHAR NOT NULL, added_at VARCHAR NOT NULL,
        changed_at VARCHAR NOT NULL, CONSTRAINT uq_papers_key UNIQUE ("key"))""",
    """CREATE TABLE people (
        {id}, name VARCHAR NOT NULL, folded VARCHAR NOT NULL, active BOOLEAN NOT NULL,
        by_hand BOOLEAN NOT NULL, CONSTRAINT uq_people_folded UNIQUE (folded))""",
    """CREATE TABLE tags (
        {id}, name VARCHAR NOT NULL, folded VARCHAR NOT NULL,
        CONSTRAINT uq_tags_folded UNIQUE (folded))""",
    """CREATE TABLE authors (
        {id}, paper_id INTEGER NOT NULL, position INTEGER NOT NULL,
        name VARCHAR NOT NULL, family VARCHAR NOT NULL, given VARCHAR NOT NULL,
        folded VARCHAR NOT NULL,
        CONSTRAINT uq_authors_paper_id_position UNIQUE (paper_id, position),
        CONSTRAINT fk_authors_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id))""",
    """CREATE TABLE identifiers (
        {id}, paper_id INTEGER NOT NULL, scheme VARCHAR NOT NULL,
        value VARCHAR NOT NULL, version INTEGER,
        CONSTRAINT uq_identifiers_value_scheme UNIQUE (value, scheme),
        CONSTRAINT fk_identifiers_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id))""",
    """CREATE TABLE journal_changes (
        {id}, journal_id INTEGER NOT NULL, position INTEGER NOT NULL,
        table_name VARCHAR NOT NULL, row_id INTEGER NOT NULL, "before" TEXT NOT NULL,
        "after" TEXT NOT NULL,
        CONSTRAINT uq_journal_changes_journal_id_position UNIQUE (journal_id, position),
        CONSTRAINT fk_journal_changes_journal_id FOREIGN KEY(journal_id) REFERENCES journal (id))""",
    """CREATE TABLE learned_names (
        {id}, normalised VARCHAR NOT NULL, surface VARCHAR NOT NULL,
        paper_id INTEGER NOT NULL, learned_at VARCHAR NOT NULL,
        CONSTRAINT uq_learned_names_normalised UNIQUE (normalised),
        CONSTRAINT fk_learned_names_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id))""",
    """CREATE TABLE mentions (
        {id}, log_id INTEGER NOT NULL, identity VARCHAR NOT NULL, kind VARCHAR NOT NULL,
        normalised VARCHAR NOT NULL, ordinal INTEGER NOT NULL, line INTEGER NOT NULL,
        start INTEGER NOT NULL, text VARCHAR NOT NULL, excerpt VARCHAR NOT NULL,
        find INTEGER NOT NULL, status VARCHAR NOT NULL, paper_id INTEGER,
        candidates TEXT NOT NULL, evidence VARCHAR NOT NULL, retired BOOLEAN NOT NULL,
        CONSTRAINT uq_mentions_log_id_identity UNIQUE (log_id, identity),
        CONSTRAINT fk_mentions_log_id FOREIGN KEY(log_id) REFERENCES logs (id),
        CONSTRAINT fk_mentions_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id))""",
    """CREATE TABLE notes (
        {id}, paper_id INTEGER NOT NULL, text TEXT NOT NULL,
        CONSTRAINT uq_notes_paper_id UNIQUE (paper_id),
        CONSTRAINT fk_notes_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id))""",
    """CREATE TABLE paper_index (
        paper_id INTEGER NOT NULL, authors VARCHAR NOT NULL,
        identifiers VARCHAR NOT NULL, tags VARCHAR NOT NULL, status VARCHAR NOT NULL,
        body TEXT NOT NULL, CONSTRAINT pk_paper_index PRIMARY KEY (paper_id),
        CONSTRAINT fk_paper_index_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id) ON DELETE CASCADE)""",
    """CREATE TABLE paper_tags (
        {id}, paper_id INTEGER NOT NULL, tag_id INTEGER NOT NULL,
        CONSTRAINT uq_paper_tags_paper_id_tag_id UNIQUE (paper_id, tag_id),
        CONSTRAINT fk_paper_tags_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id),
        CONSTRAINT fk_paper_tags_tag_id FOREIGN KEY(tag_id) REFERENCES tags (id))""",
    """CREATE TABLE person_aliases (
        {id}, person_id INTEGER NOT NULL, name VARCHAR NOT NULL,
        folded VARCHAR NOT NULL,
        CONSTRAINT fk_person_aliases_person_id FOREIGN KEY(person_id) REFERENCES people (id),
        CONSTRAINT uq_person_aliases_folded UNIQUE (folded))""",
    """CREATE TABLE reading_entries (
        {id}, paper_id INTEGER NOT NULL, person_id INTEGER, status VARCHAR NOT NULL,
        priority INTEGER, due VARCHAR, rating INTEGER, note TEXT NOT NULL,
        CONSTRAINT uq_reading_entries_paper_id_person_id UNIQUE (paper_id, person_id),
        CONSTRAINT fk_reading_entries_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id),
        CONSTRAINT fk_reading_entries_person_id FOREIGN KEY(person_id) REFERENCES people (id))""",
    """CREATE TABLE records (
        {id}, paper_id INTEGER NOT NULL, source VARCHAR NOT NULL, body TEXT NOT NULL,
        fetched_at VARCHAR,
        CONSTRAINT uq_records_paper_id_source UNIQUE (paper_id, source),
        CONSTRAINT fk_records_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id))""",
    """CREATE TABLE sessions (
        {id}, date VARCHAR, date_text VARCHAR NOT NULL, starts VARCHAR NOT NULL,
        zone VARCHAR NOT NULL, place VARCHAR NOT NULL, title VARCHAR NOT NULL,
        moderator_id INTEGER, scribe_id INTEGER, sure BOOLEAN NOT NULL,
        edited BOOLEAN NOT NULL,
        CONSTRAINT fk_sessions_moderator_id FOREIGN KEY(moderator_id) REFERENCES people (id),
        CONSTRAINT fk_sessions_scribe_id FOREIGN KEY(scribe_id) REFERENCES people (id))""",
    """CREATE TABLE todos (
        {id}, log_id INTEGER NOT NULL, line INTEGER NOT NULL, text VARCHAR NOT NULL,
        done BOOLEAN NOT NULL, paper_id INTEGER, find INTEGER,
        CONSTRAINT fk_todos_log_id FOREIGN KEY(log_id) REFERENCES logs (id),
        CONSTRAINT fk_todos_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id))""",
    """CREATE TABLE attendance (
        {id}, session_id INTEGER NOT NULL, person_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT uq_attendance_session_id_person_id UNIQUE (session_id, person_id),
        CONSTRAINT fk_attendance_session_id FOREIGN KEY(session_id) REFERENCES sessions (id),
        CONSTRAINT fk_attendance_person_id FOREIGN KEY(person_id) REFERENCES people (id))""",
    """CREATE TABLE decisions (
        {id}, mention_id INTEGER NOT NULL, paper_id INTEGER,
        decided_by VARCHAR NOT NULL, decided_at VARCHAR NOT NULL,
        CONSTRAINT uq_decisions_mention_id UNIQUE (mention_id),
        CONSTRAINT fk_decisions_mention_id FOREIGN KEY(mention_id) REFERENCES mentions (id),
        CONSTRAINT fk_decisions_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id))""",
    """CREATE TABLE presentations (
        {id}, session_id INTEGER NOT NULL, position INTEGER NOT NULL,
        topic VARCHAR NOT NULL, line INTEGER, status VARCHAR NOT NULL, paper_id INTEGER,
        log_id INTEGER, find INTEGER,
        CONSTRAINT uq_presentations_session_id_position UNIQUE (session_id, position),
        CONSTRAINT fk_presentations_session_id FOREIGN KEY(session_id) REFERENCES sessions (id),
        CONSTRAINT fk_presentations_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id),
        CONSTRAINT fk_presentations_log_id FOREIGN KEY(log_id) REFERENCES logs (id))""",
    """CREATE TABLE session_logs (
        {id}, session_id INTEGER NOT NULL, log_id INTEGER NOT NULL, line INTEGER,
        identity VARCHAR NOT NULL,
        CONSTRAINT uq_session_logs_session_id_log_id UNIQUE (session_id, log_id),
        CONSTRAINT fk_session_logs_session_id FOREIGN KEY(session_id) REFERENCES sessions (id),
        CONSTRAINT fk_session_logs_log_id FOREIGN KEY(log_id) REFERENCES logs (id))""",
    """CREATE TABLE presenters (
        {id}, presentation_id INTEGER NOT NULL, person_id INTEGER NOT NULL,
        position INTEGER NOT NULL,
        CONSTRAINT uq_presenters_presentation_id_person_id UNIQUE (presentation_id, person_id),
        CONSTRAINT fk_presenters_presentation_id FOREIGN KEY(presentation_id) REFERENCES presentations (id),
        CONSTRAINT fk_presenters_person_id FOREIGN KEY(person_id) REFERENCES people (id))""",
)

_INDEXES = (
    "CREATE INDEX ix_logs_path ON logs (path)",
    "CREATE UNIQUE INDEX uq_logs_path ON logs ((CASE WHEN gone_at IS NULL THEN path END))",
    "CREATE INDEX ix_papers_added_at_id ON papers (added_at, id)",
    "CREATE INDEX ix_papers_state ON papers (state)",
    "CREATE INDEX ix_papers_title_key ON papers (title_key)",
    "CREATE INDEX ix_papers_year ON papers (year)",
    "CREATE INDEX ix_identifiers_paper_id ON identifiers (paper_id)",
    "CREATE INDEX ix_learned_names_paper_id ON learned_names (paper_id)",
    "CREATE INDEX ix_mentions_paper_id ON mentions (paper_id)",
    "CREATE INDEX ix_mentions_status ON mentions (status)",
    "CREATE INDEX ix_paper_index_status ON paper_index (status)",
    "CREATE INDEX ix_paper_tags_tag_id ON paper_tags (tag_id)",
    "CREATE INDEX ix_person_aliases_person_id ON person_aliases (person_id)",
    "CREATE INDEX ix_reading_entries_person_id ON reading_entries (person_id)",
    "CREATE UNIQUE INDEX uq_reading_entries_group ON reading_entries ((CASE WHEN person_id IS NULL THEN paper_id END))",
    "CREATE INDEX ix_sessions_date ON sessions (date)",
    "CREATE INDEX ix_sessions_moderator_id ON sessions (moderator_id)",
    "CREATE INDEX ix_sessions_scribe_id ON sessions (scribe_id)",
    "CREATE INDEX ix_todos_log_id ON todos (log_id)",
    "CREATE INDEX ix_todos_paper_id ON todos (paper_id)",
    "CREATE INDEX ix_attendance_person_id ON attendance (person_id)",
    "CREATE INDEX ix_decisions_paper_id ON decisions (paper_id)",
    "CREATE INDEX ix_presentations_log_id ON presentations (log_id)",
    "CREATE INDEX ix_presentations_paper_id ON presentations (paper_id)",
    "CREATE INDEX ix_session_logs_log_id ON session_logs (log_id)",
    "CREATE INDEX ix_presenters_person_id ON presenters (person_id)",
)

_SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE paper_search USING fts5("
    "body, content='paper_index', content_rowid='paper_id', tokenize='trigram')",
    "CREATE TRIGGER paper_index_added AFTER INSERT ON paper_index BEGIN"
    " INSERT INTO paper_search(rowid, body) VALUES (new.paper_id, new.body); END",
    "CREATE TRIGGER paper_index_removed AFTER DELETE ON paper_index BEGIN"
    " INSERT INTO paper_search(paper_search, rowid, body)"
    " VALUES ('delete', old.paper_id, old.body); END",
    "CREATE TRIGGER paper_index_changed AFTER UPDATE OF body ON paper_index BEGIN"
    " INSERT INTO paper_search(paper_search, rowid, body)"
    " VALUES ('delete', old.paper_id, old.body);"
    " INSERT INTO paper_search(rowid, body) VALUES (new.paper_id, new.body); END",
)
_POSTGRES_SEARCH = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX ix_paper_index_body ON paper_index USING gin (body gin_trgm_ops)",
)


def upgrade() -> None:
    """Make all tables in a library that has none yet."""
    dialect = op.get_bind().dialect.name
    for text in _TABLES:
        table = text.split()[2]
        op.execute(text.replace("{id}", _ID[dialect].replace("{table}", table)))
    for text in _INDEXES:
        op.execute(text)
    for text in _SQLITE_SEARCH if dialect == "sqlite" else _POSTGRES_SEARCH:
        op.execute(text)
