"""Where each field of a paper comes from, and when it was fetched. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from paperstudy.study.values import FieldOrigin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.papers import Paper, PaperRecord


def trace_fields(paper: Paper, records: Sequence[PaperRecord]) -> tuple[FieldOrigin, ...]:
    """Return the origin of every field that has one, in the order of the paper's provenance."""
    fetched = {record.source: record.fetched_at for record in records}
    named: dict[str, list[str]] = {}
    for identifier in paper.identifiers:
        teller = next((r.source for r in records if identifier in r.identifiers), "")
        named.setdefault(teller, []).append(str(identifier))
    told = [(field, _shown(paper, field), source) for field, source in paper.provenance]
    told += [("identifiers", ", ".join(names), teller) for teller, names in named.items() if teller]
    return tuple(
        FieldOrigin(field, value, source, fetched.get(source)) for field, value, source in told
    )


def _shown(paper: Paper, field: str) -> str:
    value = getattr(paper, field, None)
    if field == "authors":
        return ", ".join(author.name for author in paper.authors)
    if field == "repositories":
        return ", ".join(repository.url for repository in paper.repositories)
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value or "")
