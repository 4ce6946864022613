"""Reading lists, to-dos, numbers and digests in the shapes of `--json`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.library import ReadingRow, Todo
    from paperstudy.domain.reading import NextReading, ReadingOrder, ReadingStep
    from paperstudy.study.digests import Digest
    from paperstudy.study.stats import Numbers


def reading_row(row: ReadingRow) -> dict[str, Any]:
    """Return one row of `reading list`."""
    entry = row.entry
    return {
        "key": row.key,
        "title": row.title,
        "authors": list(row.authors),
        "year": row.year,
        "status": entry.status.value,
        "priority": entry.priority,
        "due": entry.due.isoformat() if entry.due else None,
        "rating": entry.rating,
        "note": entry.note,
        "votes": list(row.votes),
        "nominated_by": row.nominated_by or None,
        "added_at": entry.added_at.isoformat(timespec="seconds") if entry.added_at else None,
    }


def next_row(found: NextReading | None) -> dict[str, Any] | None:
    """Return the object of `reading next`, null where nothing waits."""
    if found is None:
        return None
    return {**reading_row(found.row), "before": [step_row(step) for step in found.before]}


def step_row(step: ReadingStep) -> dict[str, Any]:
    """Return one paper of `reading path`."""
    return {"key": step.key, "title": step.title, "status": step.status.value}


def order_row(order: ReadingOrder) -> dict[str, Any]:
    """Return one row of `reading path`."""
    return {
        "log": order.path,
        "line": order.line,
        "papers": [step_row(step) for step in order.steps],
    }


def path_rows(
    orders: Sequence[ReadingOrder], before: Sequence[ReadingStep] | None
) -> list[dict[str, Any]] | dict[str, Any]:
    """Return the rows of `reading path`, of one paper the object with what comes before it."""
    rows = [order_row(order) for order in orders]
    if before is None:
        return rows
    return {"before": [step_row(step) for step in before], "paths": rows}


def todo_row(todo: Todo) -> dict[str, Any]:
    """Return one row of `todo list`."""
    return {
        "id": todo.id,
        "kind": todo.kind.value,
        "text": todo.text,
        "done": todo.done,
        "by_hand": todo.by_hand,
        "paper": {"key": todo.paper[0], "title": todo.paper[1]} if todo.paper else None,
        "log": todo.path,
        "line": todo.line,
        "log_date": todo.log_date.isoformat() if todo.log_date else None,
    }


def numbers_row(numbers: Numbers) -> dict[str, Any]:
    """Return the object of `stats`."""
    return {
        "months": [asdict(month) for month in numbers.months],
        "people": [
            {**asdict(person), "last": person.last.isoformat() if person.last else None}
            for person in numbers.people
        ],
        "statuses": {status.value: count for status, count in numbers.statuses},
        "waiting": [asdict(paper) for paper in numbers.waiting],
    }


def digest_row(digest: Digest) -> dict[str, Any]:
    """Return the object of `digest`."""
    from paperstudy.study.rows_of_sessions import meeting_row

    return {
        "since": digest.since.isoformat(),
        "until": digest.until.isoformat(),
        "presented": [
            {
                "date": session.date.isoformat() if session.date else None,
                "session": session.id or None,
                "presenters": list(held.presenters),
                "paper": {"key": held.paper[0], "title": held.paper[1]} if held.paper else None,
                "topic": held.topic,
            }
            for session, held in digest.presented
        ],
        "coming": [meeting_row(session) for session in digest.coming],
        "presenters": list(digest.presenters),
        "reading": [reading_row(row) for row in digest.reading],
        "questions": [todo_row(todo) for todo in digest.questions],
    }
