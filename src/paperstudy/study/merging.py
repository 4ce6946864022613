"""Two papers that are one work become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import ConflictError
from paperstudy.matching.merge import merge_same_source
from paperstudy.study.finding import find_paper
from paperstudy.study.shelving import merge_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.papers import Paper, PaperRecord
    from paperstudy.store.store import Store
    from paperstudy.study.clock import Clock


def merge_papers(store: Store, clock: Clock, keep: str, drop: str) -> Paper:
    """Move all that hangs on `drop` to `keep`, and return what `keep` is now.

    Raises:
        NotFoundError: one of them is not here.
        ConflictError: both are the same paper.
    """
    at = clock()
    with store.write(f"merge {keep} {drop}", at=at) as tx:
        kept, dropped = find_paper(tx, keep), find_paper(tx, drop)
        if kept.id == dropped.id:
            raise ConflictError("{keep} and {drop} are one paper", keep=keep, drop=drop)
        records = _unite(tx.papers.records(kept.id), tx.papers.records(dropped.id))
        tx.papers.merge(kept.id, dropped.id, records)
        merge_fields(tx, kept.id, at)
        return tx.papers.get(kept.id)


def _unite(kept: Sequence[PaperRecord], dropped: Sequence[PaperRecord]) -> list[PaperRecord]:
    """Return one record for each source; what the kept one leaves empty the other fills."""
    united = {record.source: record for record in dropped}
    for record in kept:
        other = united.get(record.source)
        united[record.source] = record if other is None else merge_same_source(record, other)
    return [*united.values()]
