"""How one log's word for a meeting is kept: as JSON, with what is empty left out.

What a log said once and says no longer is kept too, so that it is known again should it come back.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from paperstudy.domain.library import PresentationRow, SessionRow
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import PresentationRole, PresentationStatus
from paperstudy.domain.papers import PaperId

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = ("date_text", "title", "moderator", "scribe", "starts", "zone", "place")


def told_text(row: SessionRow, forgotten: Sequence[PresentationRow] = ()) -> str:
    """Return a session as text, with talks told of before; what only people say is left out."""
    kept = told_object(row)
    if forgotten:
        kept["forgotten"] = [_presentation(held) for held in forgotten]
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def read_told(text: str) -> SessionRow:
    """Read what `told_text` wrote."""
    return read_object(json.loads(text))


def read_forgotten(text: str) -> tuple[PresentationRow, ...]:
    """Read the talks that a log told of once, which `told_text` wrote."""
    told = json.loads(text).get("forgotten", ()) if text else ()
    return tuple(_read_presentation(held) for held in told)


def told_object(row: SessionRow) -> dict[str, Any]:
    """Return a session as an object of JSON."""
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
    return {name: value for name, value in told.items() if value}


def read_object(told: dict[str, Any]) -> SessionRow:
    """Read what `told_object` made."""
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
        "reason": held.reason,
        "keys": list(held.keys),
        "log": held.log_id,
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
        reason=told.get("reason", ""),
        keys=tuple(told.get("keys", ())),
        log_id=LogId(told["log"]) if "log" in told else None,
    )
