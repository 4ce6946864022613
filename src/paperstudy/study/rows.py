"""What the operations hand out, in the shapes of `--json`; the doors know no format themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paperstudy.domain.archive import LICENCE
from paperstudy.formats import json_
from paperstudy.formats.json_ import paper_row, session_row
from paperstudy.study.rows_of_reading import todo_row

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from paperstudy.domain.library import DuplicateGroup, InboxItem, Offer
    from paperstudy.domain.papers import Paper, Result
    from paperstudy.study.scanned import ScannedLog
    from paperstudy.study.values import (
        Accepted,
        Added,
        FieldOrigin,
        FoundPaper,
        PaperDetail,
        PdfPlace,
        Synced,
    )

__all__ = [
    "accepted_row",
    "added_row",
    "duplicate_row",
    "inbox_row",
    "offer_row",
    "origin_row",
    "paper_object",
    "paper_row",
    "pdf_row",
    "scan_object",
    "session_row",
    "settled_row",
    "synced_row",
    "unclear_row",
]


def paper_object(detail: PaperDetail, origins: Sequence[FieldOrigin] = ()) -> dict[str, Any]:
    """Return the object of `show`; with `origins` that of `show --provenance`."""
    row = json_.paper_object(
        detail.paper._replace(repositories=detail.code),
        notes=[detail.note] if detail.note else [],
        mentions=[(mention.path, mention.line, mention.text) for mention in detail.mentions],
        sessions=detail.sessions,
    )
    names = (name for record in detail.records for name in record.names)
    return {
        **row,
        "names": list(dict.fromkeys(names)),
        "results": [_result(each) for each in detail.results],
        "todos": [todo_row(todo) for todo in detail.todos],
        "licences": {"pwc": LICENCE} if detail.archived else {},
        "fetched_at": _moment(max(_fetched(detail), default=None)),
        "lookups": [
            {
                "source": lookup.source,
                "at": _moment(lookup.at),
                "outcome": lookup.outcome.value,
                "message": lookup.message,
            }
            for lookup in detail.lookups
        ],
        **({"fields": [origin_row(origin) for origin in origins]} if origins else {}),
    }


def origin_row(origin: FieldOrigin) -> dict[str, Any]:
    """Return where a field of a paper comes from."""
    return {
        "field": origin.field,
        "value": origin.value,
        "source": origin.source,
        "fetched_at": _moment(origin.fetched_at),
    }


def _fetched(detail: PaperDetail) -> list[datetime]:
    return [record.fetched_at for record in detail.records if record.fetched_at is not None]


def _result(result: Result) -> dict[str, Any]:
    return {
        "task": result.task,
        "dataset": result.dataset,
        "model": result.model,
        "metrics": dict(result.metrics),
    }


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


def offer_row(offer: Offer) -> dict[str, Any]:
    """Return one row of `inbox` that is no find of a log: what a source says of a paper."""
    record = offer.record
    return {
        "id": f"p{offer.id}",
        "kind": offer.kind.value,
        "key": offer.key,
        "text": offer.title,
        "reason": offer.reason,
        "source": record.source,
        "title": record.title,
        "year": record.year,
        "identifiers": [str(identifier) for identifier in record.identifiers],
        "publication": json_.publication_object(record.publication),
    }


def settled_row(paper: Paper) -> dict[str, Any]:
    """Return one row of `inbox accept` for what a source said of a paper."""
    return {
        "key": paper.key,
        "title": paper.title,
        "publication": json_.publication_object(paper.publication),
    }


def synced_row(synced: Synced) -> dict[str, Any]:
    """Return the line of `sync` for one paper."""
    return {
        "key": synced.key,
        "title": synced.title,
        "state": synced.state.value,
        "changes": [
            {
                "kind": change.kind.value,
                "text": change.template.format(**dict(change.fields)),
                **{name: _plain(value) for name, value in change.fields},
            }
            for change in synced.changes
        ],
        "failed": list(synced.failed),
    }


def duplicate_row(group: DuplicateGroup) -> dict[str, Any]:
    """Return one row of `duplicates`."""
    return {
        "papers": [
            {
                "key": paper.key,
                "title": paper.title,
                "year": paper.year,
                "identifiers": [str(identifier) for identifier in paper.identifiers],
            }
            for paper in group.papers
        ],
        "evidence": [str(reason) for reason in group.evidence],
        "sure": group.sure,
    }


def pdf_row(place: PdfPlace) -> dict[str, Any]:
    """Return the object of `pdf`."""
    return {
        "key": place.key,
        "path": None if place.path is None else str(place.path),
        "url": place.url,
    }


def unclear_row(reference: str, found: Sequence[FoundPaper]) -> dict[str, Any]:
    """Return the row of `add` for a title: the papers that it may mean."""
    return {"reference": reference, "candidates": [_found(each) for each in found]}


def _found(found: FoundPaper) -> dict[str, Any]:
    record = found.record
    venue = record.publication.venue if record.publication else record.venue
    return {
        "title": record.title,
        "authors": [author.name for author in record.authors],
        "more_authors": record.more_authors,
        "year": record.year,
        "venue": venue,
        "identifiers": [str(identifier) for identifier in record.identifiers],
        "source": record.source,
        "key": found.key,
        "evidence": list(found.evidence),
    }


def _plain(value: object) -> object:
    return value if isinstance(value, str | int | float | None) else str(value)


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None


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
