"""The SQL texts of all reads on the plain driver, for both engines alike.

A test prepares each of them against the migrated schema. `search.py` makes the conditions of a
search. Parameters are written `:so`; see `link.py`. Those of people, meetings, to-dos and reading
lists stand in `queries_of_meetings.py`.
"""

from __future__ import annotations

from paperstudy.store.queries_of_meetings import (
    DOUBTS_COUNT,
    PRESENTED,
    SESSIONS_UNSURE,
    SHOWN_SESSION,
)

_SAID = "FROM reading_entries e WHERE e.paper_id = p.id AND e.person_id IS NULL"
# A paper presented is so, whatever was said before; what was said since stands.
_STATUS = f"""CASE WHEN {PRESENTED} AND NOT COALESCE((SELECT e.stands {_SAID}), false)
    THEN 'presented' ELSE COALESCE((SELECT e.status {_SAID}), 'unread') END"""

# Papers ------------------------------------------------------------------------------------

PAPER_COLUMNS = f"""SELECT p.id, p.key, p.title, p.more_authors, p.year, p.venue, p.abstract, p.url,
    p.categories, p.comment, p.journal_ref, p.pdf_url, p.version, p.published, p.updated, p.state,
    p.added_at, p.provenance, {_STATUS}, p.kind, p.publication, p.repositories, p.citations,
    p.upvotes, p.project_page, p.tasks, p.methods, p.withdrawn, p.entry_type, p.extra, p.attachments
    FROM papers p"""  # noqa: S608 - constants of this file
PAPER_BY_ID = f"{PAPER_COLUMNS} WHERE p.id = :id"
PAPER_BY_KEY = f"{PAPER_COLUMNS} WHERE p.key = :key"
PAPERS_BY_TITLE = f"{PAPER_COLUMNS} WHERE p.title_key = :title_key ORDER BY p.id LIMIT 20"
FORMER_IDS = "SELECT merged_id FROM merged_papers WHERE paper_id = :paper_id ORDER BY id"
PAPER_BY_FORMER_TITLE = f"""{PAPER_COLUMNS} WHERE p.id =
    (SELECT m.paper_id FROM merged_papers m WHERE m.title_key = :title_key ORDER BY m.id LIMIT 1)"""  # noqa: S608 - constants of this file
PAPER_BY_FORMER_KEY = f"""{PAPER_COLUMNS} WHERE p.id =
    (SELECT m.paper_id FROM merged_papers m WHERE m.key = :key ORDER BY m.id DESC LIMIT 1)"""  # noqa: S608 - constants of this file
PAPER_BY_ALIAS = f"""{PAPER_COLUMNS} WHERE p.id =
    (SELECT a.paper_id FROM key_aliases a WHERE a.key = :key)"""  # noqa: S608 - constants of this file
ALIAS_OWNER = "SELECT paper_id FROM key_aliases WHERE key = :key"
ALIASES_OF = "SELECT key FROM key_aliases WHERE paper_id = :paper_id ORDER BY id"
PAPER_BY_IDENTIFIER = f"""{PAPER_COLUMNS} WHERE p.id =
    (SELECT i.paper_id FROM identifiers i WHERE i.scheme = :scheme AND i.value = :value)"""  # noqa: S608 - constants of this file
PAPERS_ALL = f"{PAPER_COLUMNS} ORDER BY p.key"
PAPERS_BY_KEYS = f"{PAPER_COLUMNS} WHERE p.key IN (:keys)"

AUTHORS_ALL = "SELECT paper_id, name, family, given FROM authors ORDER BY paper_id, position"
AUTHORS_OF = """SELECT paper_id, name, family, given FROM authors WHERE paper_id IN (:ids)
    ORDER BY paper_id, position"""
IDENTIFIERS_ALL = "SELECT paper_id, scheme, value, version FROM identifiers ORDER BY paper_id, id"
IDENTIFIERS_OF = """SELECT paper_id, scheme, value, version FROM identifiers
    WHERE paper_id IN (:ids) ORDER BY paper_id, id"""
TAGS_ALL = """SELECT pt.paper_id, t.name FROM paper_tags pt JOIN tags t ON t.id = pt.tag_id
    ORDER BY pt.paper_id, t.folded"""
TAGS_OF = """SELECT pt.paper_id, t.name FROM paper_tags pt JOIN tags t ON t.id = pt.tag_id
    WHERE pt.paper_id IN (:ids) ORDER BY pt.paper_id, t.folded"""
NOTES_OF = "SELECT paper_id, text FROM notes WHERE paper_id IN (:ids)"
RECORD_BODIES_OF = "SELECT paper_id, body FROM records WHERE paper_id IN (:ids) ORDER BY id"
NAMING_BODIES_OF = """SELECT paper_id, body FROM records
    WHERE paper_id IN (:ids) AND body LIKE '%"names"%' ORDER BY id"""
LEARNED_NAMES_OF = """SELECT paper_id, surface FROM learned_names WHERE paper_id IN (:ids)
    ORDER BY id"""
FORMER_TITLES_OF = """SELECT paper_id, title FROM merged_papers WHERE paper_id IN (:ids)
    ORDER BY id"""
NOTES_OF = "SELECT paper_id, text FROM notes WHERE paper_id IN (:ids)"

PAPERS_BY_IDS = f"{PAPER_COLUMNS} WHERE p.id IN (:ids) ORDER BY p.id"
PAPER_IDS_BY_TITLES = """SELECT title_key, id FROM papers WHERE title_key IN (:titles)
    UNION ALL SELECT title_key, paper_id FROM merged_papers WHERE title_key IN (:titles)"""
PAPER_IDS_BY_KEYS = """SELECT key, id FROM papers WHERE key IN (:keys)
    UNION ALL SELECT key, paper_id FROM key_aliases WHERE key IN (:keys)
    UNION ALL SELECT key, paper_id FROM merged_papers WHERE key IN (:keys)"""
TAG_IDS = "SELECT folded, id FROM tags WHERE folded IN (:names)"
PAPER_IDS_BY_VALUES = "SELECT scheme, value, paper_id FROM identifiers WHERE value IN (:values)"
PAPER_TITLES = """SELECT m.paper_id, m.title, 0 FROM merged_papers m
    UNION ALL SELECT p.id, p.title, 1 FROM papers p ORDER BY 3, 1"""
PAPER_HEADS = "SELECT id, key FROM papers ORDER BY key"  # from an index alone
PAPER_KEYS = "SELECT key FROM papers"
PAPER_KEY_PREFIX = """SELECT key, title FROM papers WHERE substr(lower(key), 1, :length) = :prefix
    ORDER BY key LIMIT :limit"""
TAG_COUNTS = """SELECT t.name, count(*) FROM tags t JOIN paper_tags pt ON pt.tag_id = t.id
    WHERE substr(t.folded, 1, :length) = :prefix GROUP BY t.id, t.name, t.folded ORDER BY t.folded"""
RECORD_CLAIMS = "SELECT paper_id, body FROM records ORDER BY paper_id, id"
LOOKUPS_ALL = "SELECT paper_id, source, at, outcome, message FROM lookups ORDER BY paper_id, id"
LOOKUPS_OF = """SELECT paper_id, source, at, outcome, message FROM lookups
    WHERE paper_id IN (:ids) ORDER BY paper_id, id"""
LOOKUP_ID = "SELECT id FROM lookups WHERE paper_id = :paper_id AND source = :source"
SYNCED_ALL = "SELECT id, key, title, state FROM papers ORDER BY key"
SYNCED_BY_KEYS = "SELECT id, key, title, state FROM papers WHERE key IN (:keys)"
COMPARED = "SELECT id, key, title, year FROM papers ORDER BY id"
RECORDS_OF = "SELECT body FROM records WHERE paper_id = :id ORDER BY id"
NEWEST_RECORD = "SELECT max(id) FROM records"
RECORD_ID = "SELECT id FROM records WHERE paper_id = :paper_id AND source = :source"
KEY_TAKEN = "SELECT id FROM papers WHERE key = :key"
TAG_ID = "SELECT id FROM tags WHERE folded = :folded"
PAPER_TAG_ID = "SELECT id FROM paper_tags WHERE paper_id = :paper_id AND tag_id = :tag_id"
NOTE_ID = "SELECT id FROM notes WHERE paper_id = :paper_id"
POINTING_AT = {
    "mentions": "SELECT id FROM mentions WHERE paper_id = :paper_id",
    "presentations": "SELECT id FROM presentations WHERE paper_id = :paper_id",
    "todos": "SELECT id FROM todos WHERE paper_id = :paper_id",
    "path_items": "SELECT id FROM path_items WHERE paper_id = :paper_id",
}
ROWS_OF_PAPER = {
    table: f"SELECT id FROM {table} WHERE paper_id = :paper_id ORDER BY id"  # noqa: S608 - constants
    for table in (
        *("mentions", "decisions", "presentations", "todos", "learned_names", "identifiers"),
        *("merged_papers", "records", "lookups", "offers", "paper_tags", "reading_entries"),
        *("notes", "votes", "nominations", "path_items", "key_aliases"),
    )
}
NOTE_OF = "SELECT text FROM notes WHERE paper_id = :id"
MENTIONS_OF = """SELECT m.id, m.log_id, g.path, g.date, m.line, m.start, m.kind, m.text, m.excerpt,
    m.status, m.evidence, d.decided_by
    FROM mentions m JOIN logs g ON g.id = m.log_id LEFT JOIN decisions d ON d.mention_id = m.id
    WHERE m.paper_id = :id AND NOT m.retired AND g.gone_at IS NULL
    ORDER BY g.date, g.path, m.line, m.start"""

SUMMARIES = """SELECT p.id, p.key, p.title, i.authors, p.more_authors, p.year, i.identifiers,
    i.status, p.state, i.tags FROM papers p JOIN paper_index i ON i.paper_id = p.id"""
SUMMARY_COUNT = "SELECT count(*) FROM papers p JOIN paper_index i ON i.paper_id = p.id"
SUMMARIES_OF = f"{SUMMARIES} WHERE p.id IN (:ids)"
BODIES_OF = """SELECT p.id, p.key, i.body FROM papers p JOIN paper_index i ON i.paper_id = p.id
    WHERE p.id IN (:ids)"""
PAPER_COUNT = "SELECT count(*) FROM papers"
PAPER_COUNT_IN = "SELECT count(*) FROM papers WHERE state IN (:states)"

# What `paper_index` is made from.
INDEXED_PAPERS = f"""SELECT p.id, p.key, p.title, p.venue, p.publication, p.abstract, {_STATUS}
    FROM papers p"""  # noqa: S608 - constants of this file
INDEXED_PAPERS_OF = f"{INDEXED_PAPERS} WHERE p.id IN (:ids)"
INDEX_ROWS_OF = """SELECT paper_id, authors, identifiers, tags, status, body FROM paper_index
    WHERE paper_id IN (:ids)"""
UNINDEX = "DELETE FROM paper_index WHERE paper_id IN (:ids)"
PRESENTED_IN_LOG = """SELECT DISTINCT r.paper_id FROM presentations r
    JOIN session_logs sl ON sl.session_id = r.session_id
    WHERE sl.log_id = :log_id AND r.paper_id IS NOT NULL"""

# Logs and mentions -------------------------------------------------------------------------

LOGS = """SELECT id, path, digest, size, mtime_ns, title, date, gone_at IS NOT NULL, error FROM logs
    WHERE digest <> '' ORDER BY gone_at IS NULL, id"""
LOGS_PLANNING = """SELECT g.path, g.scanned_at, s.date, s.starts FROM presentations r
    JOIN sessions s ON s.id = r.session_id JOIN session_logs sl ON sl.session_id = s.id
    JOIN logs g ON g.id = sl.log_id
    WHERE r.status = 'planned' AND s.date <= :until AND g.gone_at IS NULL
    ORDER BY g.path, s.date, s.id"""
LOG_AT = """SELECT id, gone_at IS NOT NULL, digest = '' FROM logs WHERE path = :path
    ORDER BY gone_at IS NULL DESC, id DESC LIMIT 1"""
LOG_FACTS = """SELECT id, path, title, date, scanned_at, gone_at IS NOT NULL, error FROM logs
    ORDER BY gone_at IS NOT NULL, date IS NULL, date DESC, path, id"""
LOG_GAVE = {
    "papers": """SELECT log_id, count(DISTINCT paper_id) FROM mentions
        WHERE paper_id IS NOT NULL AND NOT retired GROUP BY log_id""",
    "sessions": "SELECT log_id, count(*) FROM session_logs GROUP BY log_id",
    "todos": "SELECT log_id, count(*) FROM todos GROUP BY log_id",
    "waiting": """SELECT log_id, CAST(sum(n) AS INTEGER) FROM (
        SELECT m.log_id, count(DISTINCT m.find) AS n FROM mentions m
        LEFT JOIN decisions d ON d.mention_id = m.id WHERE m.status = 'suggested'
        AND m.paper_id IS NULL AND d.id IS NULL AND NOT m.retired GROUP BY m.log_id
        UNION ALL SELECT sl.log_id, count(*) FROM session_logs sl
        JOIN sessions s ON s.id = sl.session_id WHERE NOT s.sure AND NOT s.edited
        AND s.decided = '' AND substr(sl.identity, 1, 1) <> ' ' GROUP BY sl.log_id
        UNION ALL SELECT log_id, count(*) FROM name_doubts WHERE NOT settled GROUP BY log_id
        ) questions GROUP BY log_id""",
}
FINDS_IN_LOG = """SELECT m.line, m.start, m.text, m.status, d.id IS NOT NULL, p.key, p.title
    FROM mentions m LEFT JOIN papers p ON p.id = m.paper_id
    LEFT JOIN decisions d ON d.mention_id = m.id
    WHERE m.log_id = :log_id AND NOT m.retired ORDER BY m.line, m.start, m.id"""
MENTIONS_IN_LOG = """SELECT m.identity, m.id, m.line, m.start, m.text, m.excerpt, m.find, m.status,
    m.paper_id, m.candidates, m.evidence, m.retired, d.decided_by, d.paper_id
    FROM mentions m LEFT JOIN decisions d ON d.mention_id = m.id WHERE m.log_id = :log_id"""
DECIDED_IN_LOG = """SELECT m.kind, m.normalised, m.ordinal, d.paper_id
    FROM decisions d JOIN mentions m ON m.id = d.mention_id
    WHERE m.log_id = :log_id AND d.decided_by = 'person'"""
_WAITING = """FROM mentions m JOIN logs g ON g.id = m.log_id
    LEFT JOIN decisions d ON d.mention_id = m.id
    WHERE m.status = 'suggested' AND m.paper_id IS NULL AND d.id IS NULL
    AND NOT m.retired AND g.gone_at IS NULL"""
WAITING_COUNT = f"SELECT count(*) FROM (SELECT DISTINCT m.log_id, m.find {_WAITING}) waiting"  # noqa: S608 - constants of this file
WAITING_GROUPS = f"""SELECT m.log_id, m.find {_WAITING}
    GROUP BY m.log_id, m.find, g.path ORDER BY g.path, m.log_id, min(m.line), m.find
    LIMIT :limit OFFSET :offset"""
WAITING_IN_LOGS = f"""SELECT m.id, m.log_id, m.find, g.path, g.scanned_at, m.line, m.start, m.text,
    m.kind, m.excerpt, m.candidates {_WAITING} AND m.log_id IN (:log_ids)
    ORDER BY m.line, m.start, m.id"""
WAITING_GROUP_OF = f"SELECT m.log_id, m.find {_WAITING} AND m.id = :id"
MENTION_PLACES = "SELECT id, log_id, find FROM mentions WHERE id IN (:ids)"
MEANING_PAPER = """SELECT m.id, d.id FROM mentions m LEFT JOIN decisions d ON d.mention_id = m.id
    WHERE m.paper_id = :paper_id OR d.paper_id = :paper_id ORDER BY m.id"""
FOUND_PAPER = {
    "presentations": """SELECT id FROM presentations
        WHERE paper_id = :paper_id AND find IS NOT NULL ORDER BY id""",
    "todos": "SELECT id FROM todos WHERE paper_id = :paper_id AND find IS NOT NULL ORDER BY id",
    "path_items": "SELECT id FROM path_items WHERE paper_id = :paper_id ORDER BY id",
}
OF_FIND = {
    table: f"SELECT id FROM {table} WHERE log_id = :log_id AND find = :find"  # noqa: S608 - constants
    for table in ("presentations", "todos", "path_items")
}
DECIDED_AT = "SELECT decided_at FROM decisions WHERE mention_id = :id"
DECISIONS_OF = "SELECT mention_id, id FROM decisions WHERE mention_id IN (:ids)"
LEARNED_NAMES = """SELECT n.normalised, n.surface, n.paper_id, p.key, p.title
    FROM learned_names n JOIN papers p ON p.id = n.paper_id ORDER BY n.normalised"""
NAME_ID = "SELECT id FROM learned_names WHERE normalised = :normalised"

# Offers ------------------------------------------------------------------------------------

_OFFERS = """SELECT o.id, o.kind, o.paper_id, p.key, p.title, o.body, o.reason, o.at
    FROM offers o JOIN papers p ON p.id = o.paper_id WHERE o.decided = ''"""
OFFERS = f"{_OFFERS} ORDER BY o.id"
OFFER = f"{_OFFERS} AND o.id = :id"
OFFER_KNOWN = """SELECT id FROM offers
    WHERE paper_id = :paper_id AND kind = :kind AND digest = :digest"""
OFFERS_OPEN = """SELECT id, digest FROM offers
    WHERE paper_id = :paper_id AND kind = :kind AND decided = '' ORDER BY id"""

# What waits for a person's word, but for names, which are few.
WAITING_COUNTS = (
    WAITING_COUNT,
    "SELECT count(*) FROM offers WHERE decided = ''",
    f"SELECT count(*) FROM ({SESSIONS_UNSURE}) unsure",  # noqa: S608 - constants of this file
    DOUBTS_COUNT,
)

# Upkeep ------------------------------------------------------------------------------------

JOURNAL = "SELECT id, action, at, undone, stuck FROM journal ORDER BY id DESC LIMIT :limit"
UNDO_NEXT = """SELECT id, action, at FROM journal WHERE NOT undone AND NOT stuck
    ORDER BY id DESC LIMIT 1"""
REDO_NEXT = "SELECT id, action, at FROM journal WHERE undone AND NOT stuck ORDER BY id LIMIT 1"
STEP_POSITION = """SELECT max(c.position) FROM journal_changes c JOIN journal j ON j.id = c.journal_id
    WHERE j.id = :id AND NOT j.undone"""
UNDONE = "SELECT id FROM journal WHERE undone"
JOURNAL_CHANGES = """SELECT table_name, row_id, before, after FROM journal_changes
    WHERE journal_id = :id ORDER BY position"""
NEW_ROWS = """SELECT id, row_id, after FROM journal_changes
    WHERE journal_id = :id AND table_name = :table AND before = '' AND after <> ''
    ORDER BY position"""

# What a step finds when it is taken back: see `replay.py` and `settling.py`.
AUTHOR_IDS = "SELECT id FROM authors WHERE paper_id = :id"
IDENTIFIER_OWNER = "SELECT paper_id FROM identifiers WHERE scheme = :scheme AND value = :value"
SAME_PAPER = "SELECT id FROM papers WHERE key = :key AND title_key = :title_key"
TOUCHED_BY_PERSON = """SELECT 1 FROM papers p WHERE p.id = :paper_id AND (
    EXISTS (SELECT 1 FROM journal_changes c JOIN journal j ON j.id = c.journal_id
        WHERE c.table_name = 'papers' AND c.row_id = p.id AND NOT j.undone)
    OR EXISTS (SELECT 1 FROM paper_tags x WHERE x.paper_id = p.id)
    OR EXISTS (SELECT 1 FROM notes x WHERE x.paper_id = p.id)
    OR EXISTS (SELECT 1 FROM reading_entries x WHERE x.paper_id = p.id)
    OR EXISTS (SELECT 1 FROM votes x WHERE x.paper_id = p.id)
    OR EXISTS (SELECT 1 FROM nominations x WHERE x.paper_id = p.id)
    OR EXISTS (SELECT 1 FROM learned_names x WHERE x.paper_id = p.id)
    OR EXISTS (SELECT 1 FROM decisions x WHERE x.paper_id = p.id)
    OR EXISTS (SELECT 1 FROM merged_papers x WHERE x.paper_id = p.id)
    OR EXISTS (SELECT 1 FROM offers x WHERE x.paper_id = p.id AND x.decided <> '')
    OR EXISTS (SELECT 1 FROM presentations x WHERE x.paper_id = p.id AND x.log_id IS NULL)
    OR EXISTS (SELECT 1 FROM records x WHERE x.paper_id = p.id AND x.source = 'person'))"""
SCANNED_RECORDS = "SELECT id FROM records WHERE paper_id = :paper_id AND source <> 'person'"
SCANS_POINTING_AT = {
    "mentions": "SELECT id FROM mentions WHERE paper_id = :paper_id ORDER BY id",
    "presentations": """SELECT id FROM presentations
        WHERE paper_id = :paper_id AND log_id IS NOT NULL ORDER BY id""",
    "todos": "SELECT id FROM todos WHERE paper_id = :paper_id ORDER BY id",
    "path_items": "SELECT id FROM path_items WHERE paper_id = :paper_id ORDER BY id",
}
# What `sync` has brought to a paper since a moment: see `parting.py`.
CLAIMS_OF = """SELECT id, body FROM records
    WHERE paper_id = :paper_id AND source <> 'person' ORDER BY id"""
SYNCED_SINCE = {
    "lookups": "SELECT id FROM lookups WHERE paper_id = :paper_id AND at > :since ORDER BY id",
    "offers": """SELECT id FROM offers
        WHERE paper_id = :paper_id AND at > :since AND decided = '' ORDER BY id""",
}
IDENTIFIER_ID = """SELECT id FROM identifiers
    WHERE paper_id = :paper_id AND scheme = :scheme AND value = :value"""
_OPEN = "m.paper_id IS NULL AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.mention_id = m.id)"
OPEN_MENTION = f"SELECT m.id FROM mentions m WHERE m.id = :id AND {_OPEN}"  # noqa: S608 - a constant
PAPERLESS = f"""SELECT m.id, m.candidates FROM mentions m
    WHERE m.id IN (:ids) AND m.status = 'confident' AND {_OPEN} ORDER BY m.id"""  # noqa: S608 - a constant
PAPER_OF_MENTION = "SELECT paper_id FROM mentions WHERE id = :id"
COMPANIONS = """SELECT m.id FROM mentions m
    WHERE m.log_id = :log_id AND m.find = :find AND m.paper_id = :paper_id AND NOT m.retired
    AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.mention_id = m.id) ORDER BY m.id"""
REFUSED_BY_RULE = """SELECT d.id, m.id FROM decisions d JOIN mentions m ON m.id = d.mention_id
    WHERE m.log_id = :log_id AND m.find = :find AND d.decided_by = 'rule' AND d.paper_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM decisions p JOIN mentions o ON o.id = p.mention_id
        WHERE o.log_id = m.log_id AND o.find = m.find AND NOT o.retired
        AND p.decided_by = 'person' AND p.paper_id IS NULL) ORDER BY d.id"""
PAPER_OF_FIND = """SELECT paper_id FROM mentions
    WHERE log_id = :log_id AND find = :find AND NOT retired
    ORDER BY paper_id IS NULL, line, start, id LIMIT 1"""
HOST = "SELECT id, next_at FROM hosts WHERE name = :name"
COUNTS = {
    "papers": PAPER_COUNT,
    "authors": "SELECT count(DISTINCT folded) FROM authors",
    "identifiers": "SELECT count(*) FROM identifiers",
    "records": "SELECT count(*) FROM records",
    "tags": "SELECT count(DISTINCT tag_id) FROM paper_tags",
    "notes": "SELECT count(*) FROM notes",
    "logs": "SELECT count(*) FROM logs WHERE gone_at IS NULL AND digest <> ''",
    "mentions": """SELECT count(*) FROM mentions m JOIN logs g ON g.id = m.log_id
        WHERE NOT m.retired AND g.gone_at IS NULL""",
    "waiting": WAITING_COUNT,
    "decisions": "SELECT count(*) FROM decisions",
    "learned names": "SELECT count(*) FROM learned_names",
    "people": "SELECT count(*) FROM people",
    "sessions": f"SELECT count(*) FROM sessions s WHERE {SHOWN_SESSION}",  # noqa: S608 - a constant
    "presentations": "SELECT count(*) FROM presentations",
    "to-dos": "SELECT count(*) FROM todos t JOIN logs g ON g.id = t.log_id WHERE g.gone_at IS NULL",
    "steps": "SELECT count(*) FROM journal",
}

# The library -------------------------------------------------------------------------------

LIBRARY_UID = "SELECT uid FROM library ORDER BY id LIMIT 1"
