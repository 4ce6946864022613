"""People in the shapes of `--json`: keys are added, never renamed, and nothing is translated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paperstudy.formats.json_ import session_row

if TYPE_CHECKING:
    from paperstudy.domain.library import ReadingRow
    from paperstudy.domain.people import Person
    from paperstudy.domain.sessions import Presentation, StudySession
    from paperstudy.study.people import PersonDetail, PersonSummary

Row = dict[str, Any]


def person_row(person: Person) -> Row:
    """Return a person: what all commands of `person` that change one answer."""
    return {
        "id": person.id,
        "name": person.name,
        "aliases": list(person.aliases),
        "active": person.active,
    }


def person_summary_row(summary: PersonSummary) -> Row:
    """Return one row of `person list`."""
    counts = summary.counts
    return person_row(summary.person) | {
        "sessions": counts.sessions,
        "presentations": counts.presentations,
        "last_presented": counts.last.isoformat() if counts.last else None,
    }


def person_object(detail: PersonDetail) -> Row:
    """Return the object of `person show`."""
    return person_row(detail.person) | {
        "presentations": [_presentation(*each) for each in detail.presentations],
        "sessions": [session_row(session) for session in detail.sessions],
        "coming": [session_row(session) for session in detail.coming],
        "reading": [_reading(row) for row in detail.reading],
    }


def _presentation(session: StudySession, held: Presentation) -> Row:
    return {
        "session": session.id,
        "date": session.date.isoformat() if session.date else None,
        "presenters": list(held.presenters),
        "paper": {"key": held.paper[0], "title": held.paper[1]} if held.paper else None,
        "topic": held.topic,
        "role": held.role.value,
        "status": held.status.value,
    }


def _reading(row: ReadingRow) -> Row:
    entry = row.entry
    return {
        "key": row.key,
        "title": row.title,
        "status": entry.status.value,
        "priority": entry.priority,
        "due": entry.due.isoformat() if entry.due else None,
        "rating": entry.rating,
        "note": entry.note,
    }
