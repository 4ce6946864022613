"""The notes of entries that were imported, as the group has them now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.papers import ExtraField
from paperstudy.formats.entry_facts import find_notes
from paperstudy.formats.latex import escape_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.papers import Paper
    from paperstudy.store.views import Reader


def with_notes(tx: Reader, papers: Sequence[Paper]) -> tuple[Paper, ...]:
    """Return papers whose entries say the note that is written here, where one came with them.

    A note that was not touched goes out as it came, byte for byte; one that a person took away
    does not go out.
    """
    return tuple(_noted(tx, paper) if find_notes(paper.extra) else paper for paper in papers)


def _noted(tx: Reader, paper: Paper) -> Paper:
    told = find_notes(paper.extra)
    note = tx.papers.note(paper.id)
    if note in told.values():
        return paper
    imported = {record.note for record in tx.papers.records(paper.id)} - {"", note}
    written = {escape_lines(text) for text in imported}
    extra: list[ExtraField] = []
    for each in paper.extra:
        if told.get(each.name) not in imported and each.value not in written:
            extra.append(each)  # it may be a remark beside the note
        elif note:
            extra.append(ExtraField(each.name, escape_lines(note)))
    return replace(paper, extra=tuple(extra))
