"""What a log said of a meeting, as it is kept beside it: JSON, with what is empty left out."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from paperstudy.domain.library import PresentationRow, SessionRow
from paperstudy.domain.logs import PresentationRole, PresentationStatus
from paperstudy.domain.papers import PaperId

_WORDS = ("date_text", "title", "moderator", "scribe", "starts", "zone", "place")


def told_text(row: SessionRow) -> str:
    """Return a session as text; what only people say of it is left out."""
    told: dict[str, Any] = {name: getattr(row, name) for name in _WORDS}
    told |= {
        "date": row.date.isoformat() if row.date is not None else None,
        "participants": list(row.participants),
        "absent": list(row.absent),
        "presentations": [_presentation(held) for held in row.presentations],
        "line": row.line,
        "unsure": not row.sure,
        "minutes": row.minutes,
    }
    kept = {name: value for name, value in told.items() if value}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def read_told(text: str) -> SessionRow:
    """Read what `told_text` wrote."""
    told: dict[str, Any] = json.loads(text)
    words = {name: told.get(name, "") for name in _WORDS}
    return SessionRow(
        **words,
        date=date.fromisoformat(told["date"]) if "date" in told else None,
        participants=tuple(told.get("participants", ())),
        absent=tuple(told.get("absent", ())),
        presentations=tuple(_read_presentation(held) for held in told.get("presentations", ())),
        line=told.get("line"),
        sure=not told.get("unsure", False),
        minutes=told.get("minutes"),
    )


def _presentation(held: PresentationRow) -> dict[str, Any]:
    told: dict[str, Any] = {
        "presenters": list(held.presenters),
        "topic": held.topic,
        "line": held.line,
        "status": held.status.value,
        "paper": held.paper_id,
        "role": held.role.value,
        "minutes": held.minutes,
    }
    kept = {name: value for name, value in told.items() if value}
    return kept if held.group is None else kept | {"find": held.group}


def _read_presentation(told: dict[str, Any]) -> PresentationRow:
    paper = told.get("paper")
    return PresentationRow(
        presenters=tuple(told.get("presenters", ())),
        topic=told.get("topic", ""),
        line=told.get("line"),
        status=PresentationStatus(told["status"]),
        paper_id=PaperId(paper) if paper is not None else None,
        group=told.get("find"),
        role=PresentationRole(told["role"]),
        minutes=told.get("minutes"),
    )
