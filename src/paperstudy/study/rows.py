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


def scan_object(log: ScannedLog, *, dry_run: bool) -> dict[str, Any] | None:
    """Return the line of `scan` for one log; None where there is none to print.

    A dry run says what is in each log, and nothing of one that is gone. A scan says what became
    of it too, and of one that was not read again only that.
    """
    found = json_.scan_object(log.path, log.scan) if log.scan is not None else None
    if dry_run:
        return found
    change = {"path": log.path, "change": log.change.value}
    return change if found is None else {**found, **change, "added": list(log.added)}


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
