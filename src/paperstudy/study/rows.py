"""What the operations hand out, in the shapes of `--json`; the doors know no format themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paperstudy.formats import json_
from paperstudy.formats.json_ import paper_row, session_row

if TYPE_CHECKING:
    from paperstudy.domain.library import InboxItem
    from paperstudy.study.values import Accepted, Added, PaperDetail, ScannedLog

__all__ = [
    "accepted_row",
    "added_row",
    "inbox_row",
    "paper_object",
    "paper_row",
    "scan_object",
    "session_row",
]


def paper_object(detail: PaperDetail) -> dict[str, Any]:
    """Return the object of `show`."""
    row = json_.paper_object(
        detail.paper,
        notes=[detail.note] if detail.note else [],
        mentions=[(mention.path, mention.line, mention.text) for mention in detail.mentions],
        sessions=detail.sessions,
    )
    names = (name for record in detail.records for name in record.names)
    return {**row, "names": list(dict.fromkeys(names))}


def scan_object(log: ScannedLog) -> dict[str, Any]:
    """Return the line of `scan` for one log; one that was not read again has `change` only."""
    if log.scan is None:
        return {"path": log.path, "change": log.change.value}
    return {
        **json_.scan_object(log.path, log.scan),
        "change": log.change.value,
        "added": list(log.added),
    }


def inbox_row(item: InboxItem) -> dict[str, Any]:
    """Return one row of `inbox`."""
    return {
        "id": item.id,
        "log": item.path,
        "line": item.line,
        "text": item.text,
        "kind": item.kind.value,
        "excerpt": item.excerpt,
        "mentions": len(item.mention_ids),
        "candidates": [
            {
                "title": candidate.record.title,
                "year": candidate.record.year,
                "identifiers": [str(identifier) for identifier in candidate.record.identifiers],
                "score": candidate.score,
                "evidence": list(candidate.evidence),
            }
            for candidate in item.candidates
        ],
    }


def added_row(added: Added) -> dict[str, Any]:
    """Return one row of `add`."""
    return {
        "key": added.key,
        "title": added.title,
        "state": added.state.value,
        "created": added.created,
    }


def accepted_row(accepted: Accepted) -> dict[str, Any]:
    """Return one row of `inbox accept` or the object of `inbox choose`."""
    return {
        "key": accepted.key,
        "title": accepted.title,
        "mentions": accepted.mentions,
        "learned": accepted.learned,
    }
