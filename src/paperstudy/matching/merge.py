"""Several records of one work become one: field by field, each with its source."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from paperstudy.domain.papers import PaperRecord, PaperState

if TYPE_CHECKING:
    from collections.abc import Sequence

# Whom we believe first. A person's word stands above all; a title as written in a log is the
# last resort, below the catalogue that ships with us.
_ORDER = (
    "person",
    "arxiv",
    "crossref",
    "datacite",
    "semanticscholar",
    "huggingface",
    "pwc",
    "openalex",
    "bibtex",
    "catalogue",
    "log",
)
_UNMERGED = {"source", "identifiers", "more_authors", "fetched_at", "version", "cleared", "names"}
_EMPTY: dict[str, Any] = {"authors": (), "year": None}
_NETWORK_SOURCES = frozenset(
    [
        "arxiv",
        "crossref",
        "datacite",
        "semanticscholar",
        "huggingface",
        "pwc",
        "openalex",
        "openreview",
    ]
)
_OFFLINE_SOURCES = frozenset({"person", "bibtex", "catalogue"})


def merge_records(records: Sequence[PaperRecord]) -> tuple[PaperRecord, dict[str, str]]:
    """Return one record with the best value of every field, and the source of each field.

    An empty value never replaces a filled one, but a person may clear a field. A list of authors that is complete wins over one
    that is cut short, unless a person wrote the latter. Identifiers are united in order.
    """
    ranked = sorted(records, key=lambda record: _rank(record.source))
    merged = ranked[0]
    cleared = merged.cleared
    provenance = dict.fromkeys(cleared, merged.source)
    for field in fields(PaperRecord):
        if field.name in _UNMERGED or field.name in cleared:
            continue
        giver = _giver(ranked, field.name)
        if giver is not None:
            merged = replace(merged, **_value(giver, field.name))
            provenance[field.name] = giver.source
    merged = replace(merged, **{name: _EMPTY.get(name, "") for name in cleared})
    identifiers = tuple(dict.fromkeys(i for record in ranked for i in record.identifiers))
    names = tuple(dict.fromkeys(name for record in ranked for name in record.names))
    return replace(merged, identifiers=identifiers, names=names), provenance


def state_of(records: Sequence[PaperRecord]) -> PaperState:
    """Say whether the facts of a work are fetched, known offline or still to be fetched."""
    sources = {record.source for record in records}
    if sources & _NETWORK_SOURCES:
        return PaperState.FETCHED
    if any(record.source in _OFFLINE_SOURCES and record.title for record in records):
        return PaperState.OFFLINE
    return PaperState.PENDING


def _rank(source: str) -> int:
    return _ORDER.index(source) if source in _ORDER else len(_ORDER) - 2


def _giver(ranked: Sequence[PaperRecord], name: str) -> PaperRecord | None:
    givers = [record for record in ranked if getattr(record, name)]
    if name == "authors":
        whole = [r for r in givers if not r.more_authors or r.source == "person"]
        givers = whole or givers
    return givers[0] if givers else None


def _value(record: PaperRecord, name: str) -> dict[str, Any]:
    if name == "authors":
        return {"authors": record.authors, "more_authors": record.more_authors}
    if name == "updated":
        return {"updated": record.updated, "version": record.version}
    return {name: getattr(record, name)}
