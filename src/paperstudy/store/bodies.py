"""What is JSON in a column: lists, records and candidates. A list of papers needs none of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.logs import Candidate
from paperstudy.domain.papers import Author, PaperRecord
from paperstudy.store.encoding import read_time, time_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TIMES = ("published", "updated", "fetched_at")
_PLAIN = (
    "source",
    "title",
    "more_authors",
    "year",
    "venue",
    "abstract",
    "url",
    "version",
    "comment",
    "journal_ref",
    "pdf_url",
)
_LISTS = ("categories", "cleared", "names")


def list_text(values: Iterable[str]) -> str:
    """Return strings as a JSON list; empty for none."""
    listed = list(values)
    return json.dumps(listed, ensure_ascii=False) if listed else ""


def read_list(text: str) -> tuple[str, ...]:
    """Read what `list_text` wrote."""
    return tuple(json.loads(text)) if text else ()


def map_text(values: Mapping[str, str]) -> str:
    """Return pairs as a JSON object; empty for none."""
    return json.dumps(dict(values), ensure_ascii=False) if values else ""


def read_pairs(text: str) -> tuple[tuple[str, str], ...]:
    """Read what `map_text` wrote, in the order written."""
    return tuple(json.loads(text).items()) if text else ()


def record_text(record: PaperRecord) -> str:
    """Return a record as JSON; empty fields are left out."""
    return json.dumps(_record_body(record), ensure_ascii=False)


def read_record(text: str) -> PaperRecord:
    """Read what `record_text` wrote, now or by a later version with more fields."""
    return _record_of(json.loads(text))


def candidates_text(candidates: Iterable[Candidate]) -> str:
    """Return candidates as JSON, in order; empty for none."""
    bodies = [
        {"record": _record_body(c.record), "score": c.score, "evidence": list(c.evidence)}
        for c in candidates
    ]
    return json.dumps(bodies, ensure_ascii=False) if bodies else ""


def read_candidates(text: str) -> tuple[Candidate, ...]:
    """Read what `candidates_text` wrote."""
    if not text:
        return ()
    return tuple(
        Candidate(_record_of(body["record"]), body["score"], tuple(body["evidence"]))
        for body in json.loads(text)
    )


def _record_body(record: PaperRecord) -> dict[str, Any]:
    body: dict[str, Any] = {name: getattr(record, name) for name in _PLAIN}
    body["authors"] = [[a.name, a.family, a.given] for a in record.authors]
    body["identifiers"] = [[i.scheme.value, i.value, i.version] for i in record.identifiers]
    body.update({name: list(getattr(record, name)) for name in _LISTS})
    body.update({name: time_text(getattr(record, name)) for name in _TIMES})
    return {
        name: value for name, value in body.items() if value or (value == 0 and value is not False)
    }


def _record_of(body: dict[str, Any]) -> PaperRecord:
    known: dict[str, Any] = {name: body[name] for name in _PLAIN if name in body}
    known.update({name: tuple(body[name]) for name in _LISTS if name in body})
    known.update({name: read_time(body[name]) for name in _TIMES if name in body})
    known.setdefault("source", "")
    known.setdefault("title", "")
    return PaperRecord(
        authors=tuple(Author(*parts) for parts in body.get("authors", ())),
        identifiers=tuple(
            Identifier(Scheme(scheme), value, version)
            for scheme, value, version in body.get("identifiers", ())
        ),
        **known,
    )


def read_names(body: str) -> list[str]:
    """Return the names that a saved record gives its paper, without reading the rest of it."""
    return list(json.loads(body).get("names", ())) if '"names"' in body else []
