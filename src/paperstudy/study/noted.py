"""The notes of entries that were imported, as the group has them now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.papers import ExtraField
from paperstudy.formats.entry_facts import find_notes
from paperstudy.formats.latex import escape_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from paperstudy.domain.papers import Paper, PaperRecord
    from paperstudy.store.views import Reader


def with_notes(tx: Reader, papers: Sequence[Paper]) -> tuple[Paper, ...]:
    """Return papers whose entries say the note that is written here, where one came with them.

    A note that was not touched goes out as it came, byte for byte; one that a person took away
    does not go out.
    """
    told = {paper.id: notes for paper in papers if (notes := find_notes(paper.extra))}
    now = tx.imports.notes(told)
    touched = {
        number for number, notes in told.items() if now.get(number, "") not in notes.values()
    }
    records = tx.imports.records(touched)
    return tuple(
        with_note(paper, now.get(paper.id, ""), records.get(paper.id, ()))
        if paper.id in touched
        else paper
        for paper in papers
    )


def with_note(paper: Paper, note: str, records: Sequence[PaperRecord]) -> Paper:
    """Return a paper as `with_notes` does, given its note here and what its records say."""
    told = find_notes(paper.extra)
    if not told or note in told.values():
        return paper
    return _noted(paper, told, note, {record.note for record in records})


def _noted(paper: Paper, told: Mapping[str, str], note: str, records: set[str]) -> Paper:
    """Return a paper with `note` in the place of what its records brought."""
    imported = records - {"", note}
    written = {escape_lines(text) for text in imported}
    extra: list[ExtraField] = []
    for each in paper.extra:
        if told.get(each.name) not in imported and each.value not in written:
            extra.append(each)  # it may be a remark beside the note
        elif note:
            extra.append(ExtraField(each.name, escape_lines(note)))
    return paper._replace(extra=tuple(extra))
