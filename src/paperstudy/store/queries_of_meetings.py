"""The SQL texts of the reads of people, meetings, to-dos and reading lists; see `queries.py`."""

from __future__ import annotations

# A meeting shows while one of its logs is there, or when no log tells of it, or a person edited it.
# One that the rules are not sure of waits for a person's word. A log that tells of it no longer is
# known still where the meeting could not come back without it: a space stands before `identity`.
_TELLS = "(sg.gone_at IS NULL AND substr(sl.identity, 1, 1) <> ' ')"
SHOWN_SESSION = f"""(s.decided NOT IN ('refused', 'removed', 'merged')
    AND (s.sure OR s.edited OR s.decided = 'taken')
    AND (s.edited
        OR NOT EXISTS (SELECT 1 FROM session_logs sl WHERE sl.session_id = s.id)
        OR EXISTS (SELECT 1 FROM session_logs sl JOIN logs sg ON sg.id = sl.log_id
            WHERE sl.session_id = s.id AND {_TELLS})
        OR EXISTS (SELECT 1 FROM session_pairs sp JOIN session_logs sl
            ON sl.session_id = sp.session_id JOIN logs sg ON sg.id = sl.log_id
            WHERE sp.other_id = s.id AND sp.same AND {_TELLS})))"""  # noqa: S608 - constants of this file
_HELD = f"""r.status = 'done' AND s.state <> 'skipped' AND {SHOWN_SESSION}"""
PRESENTED = f"""EXISTS (SELECT 1 FROM presentations r JOIN sessions s ON s.id = r.session_id
    WHERE r.paper_id = p.id AND {_HELD})"""  # noqa: S608 - constants of this file
_PRESENTED_BY = f"""EXISTS (SELECT 1 FROM presentations r JOIN sessions s ON s.id = r.session_id
    JOIN presenters w ON w.presentation_id = r.id
    WHERE r.paper_id = e.paper_id AND w.person_id = e.person_id AND {_HELD})"""  # noqa: S608 - constants of this file

# People ------------------------------------------------------------------------------------

PERSON_BY_NAME = "SELECT id FROM people WHERE folded = :folded"
PERSON_BY_ALIAS = "SELECT person_id FROM person_aliases WHERE folded = :folded"
PEOPLE = "SELECT id, name, active, by_hand FROM people ORDER BY folded"
# Somebody whom only meetings name that wait for a person's word, or that are none, is no member;
# whom no meeting names, as the author of a log, is one.
MEMBERS = f"""SELECT w.id, w.name, w.active, w.by_hand FROM people w WHERE w.by_hand
    OR EXISTS (SELECT 1 FROM person_aliases n WHERE n.person_id = w.id)
    OR EXISTS (SELECT 1 FROM reading_entries e WHERE e.person_id = w.id)
    OR EXISTS (SELECT 1 FROM votes v WHERE v.person_id = w.id)
    OR EXISTS (SELECT 1 FROM nominations v WHERE v.person_id = w.id)
    OR w.id IN (SELECT s.moderator_id FROM sessions s WHERE {SHOWN_SESSION})
    OR w.id IN (SELECT s.scribe_id FROM sessions s WHERE {SHOWN_SESSION})
    OR w.id IN (SELECT a.person_id FROM attendance a JOIN sessions s ON s.id = a.session_id
        WHERE {SHOWN_SESSION})
    OR w.id IN (SELECT e.person_id FROM presenters e
        JOIN presentations r ON r.id = e.presentation_id JOIN sessions s ON s.id = r.session_id
        WHERE {SHOWN_SESSION})
    OR w.id NOT IN (SELECT moderator_id FROM sessions WHERE moderator_id IS NOT NULL
        UNION SELECT scribe_id FROM sessions WHERE scribe_id IS NOT NULL
        UNION SELECT person_id FROM attendance UNION SELECT person_id FROM presenters)
    ORDER BY w.folded"""  # noqa: S608 - constants of this file
PERSON_COUNTS = f"""WITH shown AS (
        SELECT s.id, s.date, s.moderator_id, s.scribe_id FROM sessions s
        WHERE s.state <> 'skipped' AND (s.date IS NULL OR s.date <= :until) AND {SHOWN_SESSION}),
    held AS (SELECT e.person_id, s.id AS session_id, s.date FROM shown s
        JOIN presentations r ON r.session_id = s.id AND r.status = 'done'
        JOIN presenters e ON e.presentation_id = r.id),
    there AS (SELECT s.moderator_id AS person_id, s.id AS session_id FROM shown s
        UNION SELECT s.scribe_id, s.id FROM shown s
        UNION SELECT a.person_id, s.id FROM shown s JOIN attendance a ON a.session_id = s.id
        UNION SELECT h.person_id, h.session_id FROM held h
        EXCEPT SELECT a.person_id, a.session_id FROM attendance a WHERE a.absent)
    SELECT person_id, sum(meetings), sum(talks), max(day) FROM (
        SELECT t.person_id, count(*) AS meetings, 0 AS talks, '' AS day FROM there t
            WHERE t.person_id IS NOT NULL GROUP BY t.person_id
        UNION ALL SELECT h.person_id, 0, count(*), max(coalesce(h.date, '')) FROM held h
            GROUP BY h.person_id) counted
    GROUP BY person_id"""  # noqa: S608 - constants of this file
SESSIONS_NAMING = """SELECT s.id FROM sessions s
        WHERE s.moderator_id = :person_id OR s.scribe_id = :person_id
    UNION SELECT a.session_id FROM attendance a WHERE a.person_id = :person_id
    UNION SELECT r.session_id FROM presenters e JOIN presentations r ON r.id = e.presentation_id
        WHERE e.person_id = :person_id"""
PERSON_BY_ID = "SELECT id, name, active, by_hand FROM people WHERE id = :id"
ALIASES = "SELECT person_id, name FROM person_aliases ORDER BY person_id, id"
ALIASES_OF = "SELECT id, name, folded FROM person_aliases WHERE person_id = :id ORDER BY id"
ALIAS_ID = "SELECT id FROM person_aliases WHERE person_id = :id AND folded = :folded"
PEOPLE_POINTING = {
    "moderator_id": "SELECT id FROM sessions WHERE moderator_id = :id ORDER BY id",
    "scribe_id": "SELECT id FROM sessions WHERE scribe_id = :id ORDER BY id",
}
ROWS_OF_PERSON = {
    "attendance": "SELECT id, session_id FROM attendance WHERE person_id = :id ORDER BY id",
    "presenters": "SELECT id, presentation_id FROM presenters WHERE person_id = :id ORDER BY id",
    "reading_entries": """SELECT id, paper_id FROM reading_entries WHERE person_id = :id
        ORDER BY id""",
    "votes": "SELECT id, paper_id FROM votes WHERE person_id = :id ORDER BY id",
    "nominations": "SELECT id, paper_id FROM nominations WHERE person_id = :id ORDER BY id",
    "name_doubts": "SELECT id, id FROM name_doubts WHERE person_id = :id ORDER BY id",
}
_DOUBTS = """FROM name_doubts d JOIN logs g ON g.id = d.log_id
    WHERE NOT d.settled AND g.gone_at IS NULL"""
DOUBTS = f"""SELECT d.id, d.name, g.path, d.log_id, d.candidates {_DOUBTS}
    ORDER BY g.path, d.id"""
# Nobody is asked about a name of which nobody is left; `candidates` holds numbers, one a line.
DOUBTS_COUNT = f"""SELECT count(*) {_DOUBTS} AND EXISTS (SELECT 1 FROM people w
    WHERE '\n' || d.candidates || '\n' LIKE '%\n' || w.id || '\n%')"""  # noqa: S608 - constants of this file
DOUBT = "SELECT id, log_id, name FROM name_doubts WHERE id = :id"
DOUBT_ID = "SELECT id, settled FROM name_doubts WHERE log_id = :log_id AND folded = :folded"
DOUBTS_OF_LOG = "SELECT id, folded, settled FROM name_doubts WHERE log_id = :log_id ORDER BY id"
DOUBTS_NAMING = "SELECT id, candidates FROM name_doubts WHERE NOT settled ORDER BY id"
SETTLED_IN_LOG = """SELECT folded, person_id FROM name_doubts
    WHERE log_id = :log_id AND settled AND person_id IS NOT NULL ORDER BY id"""

# Meetings ----------------------------------------------------------------------------------

_SESSIONS = """SELECT s.id, s.date, s.date_text, s.title, s.moderator_id, s.scribe_id, s.starts,
    s.zone, s.place, s.minutes, s.note, s.state, s.reason, x.series_id, s.edited, s.sure,
    s.decided, coalesce(k.revision, 0)
    FROM sessions s LEFT JOIN series_sessions x ON x.session_id = s.id
    LEFT JOIN calendar_marks k ON k.kind = 'session' AND k.number = s.id"""
SESSION_DATE_OF_NEWEST = """SELECT date FROM sessions WHERE date IS NOT NULL
    ORDER BY date DESC LIMIT 1 OFFSET :offset"""
SESSION_BY_ID = (
    f"{_SESSIONS} WHERE s.id = :id AND s.decided NOT IN ('refused', 'removed', 'merged')"
)
SESSION_ANY = f"{_SESSIONS} WHERE s.id = :id"
SESSIONS_SHOWN = f"{_SESSIONS} WHERE {SHOWN_SESSION}"
SESSIONS_UNSURE = f"""{_SESSIONS} WHERE NOT s.sure AND NOT s.edited AND s.decided = ''
    AND EXISTS (SELECT 1 FROM session_logs sl JOIN logs sg ON sg.id = sl.log_id
        WHERE sl.session_id = s.id AND {_TELLS})"""  # noqa: S608 - constants of this file
SESSIONS_ON = f"{_SESSIONS} WHERE s.date = :date"
SESSION_SINCE = "s.date >= :since"
SESSION_UNTIL = "s.date <= :until"
SESSION_OF_SERIES = "x.series_id = :series"
SESSION_OF_PAPER = """EXISTS (SELECT 1 FROM presentations r JOIN papers p ON p.id = r.paper_id
    WHERE r.session_id = s.id AND p.key = :key)"""
_TAKES_PART = """(w.id = s.moderator_id OR w.id = s.scribe_id
        OR EXISTS (SELECT 1 FROM attendance a
            WHERE a.session_id = s.id AND a.person_id = w.id AND NOT a.absent)
        OR EXISTS (SELECT 1 FROM presentations r JOIN presenters e ON e.presentation_id = r.id
            WHERE r.session_id = s.id AND e.person_id = w.id))"""
SESSION_OF_PERSON = f"""EXISTS (SELECT 1 FROM people w
    WHERE (w.folded = :person OR EXISTS (SELECT 1 FROM person_aliases n
        WHERE n.person_id = w.id AND n.folded = :person))
    AND {_TAKES_PART})"""  # noqa: S608 - constants of this file
SESSION_OF_PERSON_ID = f"""EXISTS (SELECT 1 FROM people w WHERE w.id = :person_id
    AND {_TAKES_PART})"""  # noqa: S608 - constants of this file
SESSION_ORDER = "ORDER BY s.date IS NULL, s.date, s.starts, s.id"
# The days on which people met more than once, perhaps.
_FULL_DAYS = """s.date IN (SELECT o.date FROM sessions o
    WHERE o.date IS NOT NULL AND o.decided NOT IN ('refused', 'removed', 'merged')
    GROUP BY o.date HAVING count(*) > 1)"""
_OF_FULL_DAYS = f"IN (SELECT s.id FROM sessions s WHERE {_FULL_DAYS})"  # noqa: S608 - constants
# What hangs on some sessions, or on a run of them: so many numbers are slow to look up.
_SOME = (("some", "IN (:ids)"), ("run", "BETWEEN :first AND :last"))
ATTENDANCE_OF = {
    way: f"""SELECT a.session_id, a.person_id, a.absent FROM attendance a
        WHERE a.session_id {which} ORDER BY a.session_id, a.position"""  # noqa: S608 - constants
    for way, which in _SOME
}
PRESENTATIONS_OF = {
    way: f"""SELECT r.session_id, r.id, r.topic, r.status, r.line, p.key, p.title, r.role,
        r.minutes, r.reason FROM presentations r LEFT JOIN papers p ON p.id = r.paper_id
        WHERE r.session_id {which} ORDER BY r.session_id, r.position"""  # noqa: S608 - constants
    for way, which in _SOME
}
PRESENTERS_OF = {
    way: f"""SELECT e.presentation_id, e.person_id FROM presenters e
        WHERE e.presentation_id {which} ORDER BY e.presentation_id, e.position"""  # noqa: S608 - constants
    for way, which in _SOME
}
SESSION_LOGS_OF = {
    way: f"""SELECT sl.session_id, sg.path FROM session_logs sl JOIN logs sg ON sg.id = sl.log_id
        WHERE sl.session_id {which} AND {_TELLS}
        UNION SELECT sp.other_id, sg.path FROM session_pairs sp
        JOIN session_logs sl ON sl.session_id = sp.session_id JOIN logs sg ON sg.id = sl.log_id
        WHERE sp.other_id {which} AND sp.same AND {_TELLS} ORDER BY 1, 2"""  # noqa: S608 - constants
    for way, which in (*_SOME, ("full", _OF_FULL_DAYS))
}
SESSION_TOLD_AT = f"""SELECT sg.path, sl.line FROM session_logs sl JOIN logs sg ON sg.id = sl.log_id
    WHERE sl.session_id = :id AND sl.line IS NOT NULL AND {_TELLS} ORDER BY sg.path"""  # noqa: S608 - constants
NAMES = "SELECT id, name FROM people"
SESSIONS_OF_LOG = """SELECT sl.identity, sl.session_id, sl.id, s.edited,
    (SELECT count(*) FROM session_logs o WHERE o.session_id = sl.session_id)
    FROM session_logs sl JOIN sessions s ON s.id = sl.session_id
    WHERE sl.log_id = :log_id ORDER BY sl.id"""
# Also those that tell of a meeting that is part of this one; the fourth column says if it does now.
LOGS_TELLING = f"""SELECT sl.id, sl.log_id, sl.told, {_TELLS}, sl.session_id
    FROM session_logs sl JOIN logs sg ON sg.id = sl.log_id WHERE sl.session_id = :id
        OR sl.session_id IN (SELECT session_id FROM session_pairs WHERE other_id = :id AND same)
    ORDER BY sl.session_id <> :id, sl.id"""  # noqa: S608 - constants of this file
IDENTITIES = """SELECT sl.identity FROM session_logs sl WHERE sl.session_id = :id
    OR sl.session_id IN (SELECT session_id FROM session_pairs WHERE other_id = :id AND same)"""
IS_PAIRED = "SELECT 1 FROM session_pairs WHERE (session_id = :id OR other_id = :id) AND same"
TOLD = "SELECT told FROM session_logs WHERE id = :id"
PART_OF = "SELECT other_id FROM session_pairs WHERE session_id = :id AND same"
PARTS = "SELECT id, session_id FROM session_pairs WHERE other_id = :id AND same"
PAIR = "SELECT id, same FROM session_pairs WHERE session_id = :one AND other_id = :other"
PAIRS_OF = "SELECT id FROM session_pairs WHERE session_id = :id OR other_id = :id"
PAIRS_APART = "SELECT session_id, other_id FROM session_pairs WHERE NOT same"
FULL_DAYS = f"""SELECT s.date, s.id, s.starts, s.title FROM sessions s
    WHERE {_FULL_DAYS} AND {SHOWN_SESSION} ORDER BY s.date, s.id"""  # noqa: S608 - constants of this file
PEOPLE_OF_FULL_DAYS = f"""SELECT a.session_id, a.person_id FROM attendance a
        WHERE NOT a.absent AND a.session_id {_OF_FULL_DAYS}
    UNION ALL SELECT r.session_id, e.person_id FROM presentations r
        JOIN presenters e ON e.presentation_id = r.id WHERE r.session_id {_OF_FULL_DAYS}
    UNION ALL SELECT s.id, s.moderator_id FROM sessions s
        WHERE s.moderator_id IS NOT NULL AND {_FULL_DAYS}
    UNION ALL SELECT s.id, s.scribe_id FROM sessions s
        WHERE s.scribe_id IS NOT NULL AND {_FULL_DAYS}"""  # noqa: S608 - constants of this file
THINGS_OF_FULL_DAYS = f"""SELECT r.session_id, r.paper_id, r.topic FROM presentations r
    WHERE r.session_id {_OF_FULL_DAYS}"""  # noqa: S608 - constants of this file
PRESENTATIONS_HELD = """SELECT id, topic, position, paper_id, log_id, find, line
    FROM presentations WHERE session_id = :id ORDER BY position"""
PRESENTATION_ROWS = """SELECT id, topic, line, status, paper_id, find, log_id, role, minutes, reason
    FROM presentations WHERE session_id = :id ORDER BY position"""
SERIES_OF_SESSION = "SELECT id, series_id FROM series_sessions WHERE session_id = :id"
PAPERS_OF_SESSIONS = """SELECT DISTINCT paper_id FROM presentations
    WHERE session_id IN (:ids) AND paper_id IS NOT NULL"""
PAPER_NOW = """SELECT p.id FROM papers p WHERE p.id = :id
    UNION ALL SELECT m.paper_id FROM merged_papers m WHERE m.merged_id = :id"""
PEOPLE_IN = {
    "attendance": "SELECT person_id, id FROM attendance WHERE session_id = :id",
    "presenters": "SELECT person_id, id FROM presenters WHERE presentation_id = :id",
}
PEOPLE_OF_LOG = """WITH its AS (SELECT session_id AS id FROM session_logs WHERE log_id = :log_id
        UNION SELECT sp.other_id FROM session_pairs sp
        JOIN session_logs sl ON sl.session_id = sp.session_id WHERE sl.log_id = :log_id AND sp.same)
    SELECT s.moderator_id FROM sessions s JOIN its ON its.id = s.id
    UNION SELECT s.scribe_id FROM sessions s JOIN its ON its.id = s.id
    UNION SELECT a.person_id FROM attendance a JOIN its ON its.id = a.session_id
    UNION SELECT e.person_id FROM presenters e JOIN presentations r ON r.id = e.presentation_id
        JOIN its ON its.id = r.session_id"""
STRANGERS = """SELECT w.id FROM people w WHERE w.id IN (:ids) AND NOT w.by_hand
    AND NOT EXISTS (SELECT 1 FROM person_aliases n WHERE n.person_id = w.id)
    AND NOT EXISTS (SELECT 1 FROM reading_entries e WHERE e.person_id = w.id)
    AND NOT EXISTS (SELECT 1 FROM votes v WHERE v.person_id = w.id)
    AND NOT EXISTS (SELECT 1 FROM nominations v WHERE v.person_id = w.id)
    AND NOT EXISTS (SELECT 1 FROM name_doubts d WHERE d.person_id = w.id)
    AND NOT EXISTS (SELECT 1 FROM attendance a WHERE a.person_id = w.id)
    AND NOT EXISTS (SELECT 1 FROM presenters e WHERE e.person_id = w.id)
    AND NOT EXISTS (SELECT 1 FROM sessions s WHERE s.moderator_id = w.id OR s.scribe_id = w.id)"""
_SERIES = """SELECT s.id, s.weekday, s.starts, s.zone, s.title, s.since, s.until, s.every, s.place,
    s.minutes, coalesce(k.revision, 0) FROM series s
    LEFT JOIN calendar_marks k ON k.kind = 'series' AND k.number = s.id"""
SERIES_ALL = f"{_SERIES} ORDER BY s.since, s.id"
SERIES_BY_ID = f"{_SERIES} WHERE s.id = :id"
SKIPPED_DAYS = "SELECT series_id, date FROM series_skips ORDER BY series_id, date"
SKIPPED_DAY = "SELECT id FROM series_skips WHERE series_id = :series_id AND date = :date"

# What calendars show -------------------------------------------------------------------------

SESSIONS_TO_SHOW = f"{SESSIONS_SHOWN} AND s.id IN (:ids)"
SESSIONS_EVER_SHOWN = f"""{_SESSIONS} WHERE s.decided <> 'refused'
    AND (s.sure OR s.edited OR s.decided = 'taken')"""
DAYS_OF_SESSIONS = f"""SELECT s.date, x.series_id, s.starts FROM sessions s
    LEFT JOIN series_sessions x ON x.session_id = s.id
    WHERE s.date >= :since AND {SHOWN_SESSION} ORDER BY s.id"""  # noqa: S608 - constants of this file
SESSIONS_OF_TALKS = "SELECT session_id FROM presentations WHERE id IN (:ids)"
SESSIONS_WITH_PAPERS = "SELECT session_id FROM presentations WHERE paper_id IN (:ids)"
SESSIONS_WITH_PEOPLE = """SELECT s.id FROM sessions s WHERE s.moderator_id IN (:ids)
        OR s.scribe_id IN (:ids)
    UNION SELECT r.session_id FROM presenters e JOIN presentations r ON r.id = e.presentation_id
        WHERE e.person_id IN (:ids)"""
MARKS = """SELECT number, id, revision, shown, gone FROM calendar_marks
    WHERE kind = :kind AND number IN (:ids)"""
MARKS_GONE = """SELECT number, revision, shown FROM calendar_marks
    WHERE kind = :kind AND gone AND shown <> '' ORDER BY number"""

# To-dos, orders of reading, reading lists ----------------------------------------------------

_TODOS = """SELECT t.id, t.log_id, g.path, t.line, t.text, t.done, p.key, p.title, t.kind,
    t.by_hand, g.date FROM todos t JOIN logs g ON g.id = t.log_id
    LEFT JOIN papers p ON p.id = t.paper_id"""
TODOS = f"{_TODOS} WHERE g.gone_at IS NULL AND NOT (t.done AND :open_only)"
TODO_OF_KIND = "t.kind = :kind"
TODO_OF_PAPER = "p.key = :key"
TODO_ORDER = "ORDER BY g.path, t.line, t.id"
TODO_BY_ID = f"{_TODOS} WHERE t.id = :id AND g.gone_at IS NULL"
TODOS_OF_LOG = "SELECT id, text, told, by_hand FROM todos WHERE log_id = :log_id ORDER BY id"

_PATHS = """SELECT i.log_id, i.number, g.path, i.line, p.key, p.title FROM path_items i
    JOIN logs g ON g.id = i.log_id JOIN papers p ON p.id = i.paper_id WHERE g.gone_at IS NULL"""
PATHS = f"{_PATHS} ORDER BY g.path, i.number, i.position"
PATHS_OF_PAPER = f"""{_PATHS} AND EXISTS (SELECT 1 FROM path_items o
        WHERE o.log_id = i.log_id AND o.number = i.number AND o.paper_id = :paper_id)
    ORDER BY g.path, i.number, i.position"""  # noqa: S608 - constants of this file
PATHS_OF_LOG = """SELECT id, number, position FROM path_items WHERE log_id = :log_id ORDER BY id"""

# A paper presented is so on the group's list, and on the list of who presented it.
_ENTRY = f"""SELECT e.paper_id, e.person_id,
    CASE WHEN e.stands THEN e.status
        WHEN e.person_id IS NULL AND {PRESENTED} THEN 'presented'
        WHEN e.person_id IS NOT NULL AND {_PRESENTED_BY} THEN 'presented'
        ELSE e.status END,
    e.priority, e.due, e.rating, e.note, e.added_at,
    CASE WHEN e.person_id IS NULL THEN n.person_id END, p.key, p.title, p.year, w.name
    FROM reading_entries e JOIN papers p ON p.id = e.paper_id
    LEFT JOIN nominations n ON n.paper_id = e.paper_id LEFT JOIN people w ON w.id = n.person_id"""  # noqa: S608 - constants of this file
READING = f"""{_ENTRY} WHERE COALESCE(e.person_id, 0) = :person_id
    ORDER BY e.priority IS NULL, e.priority, e.id"""
READING_OF_PAPER = f"{_ENTRY} WHERE e.paper_id = :paper_id ORDER BY e.id"
READING_ENTRIES = """SELECT paper_id, id FROM reading_entries
    WHERE paper_id IN (:ids) AND COALESCE(person_id, 0) = :person_id"""
# Whether the presentations alone make it a presented paper.
ARE_PRESENTED = f"SELECT p.id FROM papers p WHERE p.id IN (:ids) AND {PRESENTED}"  # noqa: S608 - constants
ARE_PRESENTED_BY = f"""SELECT p.id FROM papers p JOIN people e_p ON e_p.id = :person_id
    WHERE p.id IN (:ids) AND EXISTS (SELECT 1 FROM presentations r
    JOIN sessions s ON s.id = r.session_id JOIN presenters w ON w.presentation_id = r.id
    WHERE r.paper_id = p.id AND w.person_id = e_p.id AND {_HELD})"""  # noqa: S608 - constants of this file
VOTES = """SELECT v.paper_id, w.name FROM votes v JOIN people w ON w.id = v.person_id
    ORDER BY v.paper_id, v.id"""
VOTE_ID = "SELECT id FROM votes WHERE paper_id = :paper_id AND person_id = :person_id"
NOMINATION_ID = "SELECT id, person_id FROM nominations WHERE paper_id = :paper_id"
AUTHORS_LISTED = """SELECT a.paper_id, a.name FROM authors a
    WHERE a.paper_id IN (:ids) ORDER BY a.paper_id, a.position"""
