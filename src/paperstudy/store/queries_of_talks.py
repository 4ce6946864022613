"""The SQL texts of the reads of charts; see `queries.py`."""

from __future__ import annotations

from paperstudy.store.queries_of_meetings import SHOWN_SESSION

_MEETINGS = f"s.state <> 'skipped' AND {SHOWN_SESSION}"
TALKS = f"""SELECT r.id, s.id, s.date, r.status, r.paper_id, e.person_id FROM sessions s
    JOIN presentations r ON r.session_id = s.id
    LEFT JOIN presenters e ON e.presentation_id = r.id
    WHERE r.status IN ('done', 'planned') AND {_MEETINGS}
    ORDER BY s.date IS NULL, s.date, s.id, r.position, r.id, e.position"""  # noqa: S608 - constants of this file
PLANNED = f"""SELECT DISTINCT p.key FROM presentations r JOIN sessions s ON s.id = r.session_id
    JOIN papers p ON p.id = r.paper_id
    WHERE r.status = 'planned' AND s.state = 'open' AND {SHOWN_SESSION}"""  # noqa: S608 - constants of this file
MEETING_DAYS = f"SELECT s.date, count(*) FROM sessions s WHERE {_MEETINGS} GROUP BY s.date"  # noqa: S608 - constants of this file
STATUS_COUNTS = "SELECT status, count(*) FROM paper_index GROUP BY status"
YEAR_COUNTS = "SELECT year, count(*) FROM papers GROUP BY year ORDER BY year"
_ABOUT = "p.categories <> '' OR p.tasks <> '' OR p.methods <> ''"
AREAS = f"""SELECT p.id, p.year, p.categories, p.tasks, p.methods FROM papers p
    WHERE {_ABOUT}"""  # noqa: S608 - constants of this file
AREAS_OF = f"""SELECT p.id, p.year, p.categories, p.tasks, p.methods FROM papers p
    WHERE p.id IN (:ids) AND ({_ABOUT})"""  # noqa: S608 - constants of this file
_TAGGED = """SELECT p.id, p.year, t.name FROM paper_tags x JOIN tags t ON t.id = x.tag_id
    JOIN papers p ON p.id = x.paper_id"""
TAGGED = f"{_TAGGED} ORDER BY p.id"
TAGGED_OF = f"{_TAGGED} WHERE p.id IN (:ids) ORDER BY p.id"
