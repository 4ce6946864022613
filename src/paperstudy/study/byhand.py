"""Papers from a person's own words and files: typed in, from a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import (
    DuplicateError,
    InvalidEditError,
    InvalidFileError,
)
from paperstudy.domain.papers import PaperRecord
from paperstudy.domain.text import clean_line
from paperstudy.study.references import read_reference
from paperstudy.study.shelving import find_known, shelve
from paperstudy.study.values import Added

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from paperstudy.domain.papers import PaperEdit
    from paperstudy.store.store import Store
    from paperstudy.store.views import Writer
    from paperstudy.study.clock import Clock


def add_manual(
    store: Store, clock: Clock, edit: PaperEdit, identifiers: Sequence[str] = ()
) -> Added:
    """Add a paper with the facts a person typed; from now on they win over what sources say.

    Raises:
        InvalidEditError: there is no title, or the key is taken or no key.
        InvalidIdentifierError: one of the identifiers is none.
        DuplicateError: the paper is here already.
    """
    from paperstudy.study.finding import set_key

    record = _typed(edit, identifiers)
    at = clock()
    with store.write(f"add {record.title}", at=at) as tx:
        known = find_known(tx, record)
        if known is not None:
            key = tx.papers.get(known).key
            raise DuplicateError(
                "“{title}” is here already, as {key}",
                hint="to change it: paperstudy edit {key}",
                title=record.title,
                key=key,
            )
        shelved = shelve(tx, record, at)
        if edit.key is not None:
            set_key(tx, tx.papers.get(shelved.id), edit.key)
        if edit.status is not None:
            tx.papers.set_status(shelved.id, edit.status)
        return _added(tx, shelved.id, created=True)


def find_reference_in(path: Path) -> str:
    """Return the identifier that the first pages of a PDF name.

    Raises:
        InvalidFileError: the file is no PDF, or names none.
    """
    from paperstudy.formats.pdf_text import find_pdf_identifier

    found = find_pdf_identifier(path)
    if found is None:
        raise InvalidFileError(
            "{path} names no arXiv id and no DOI on its first pages",
            hint='add it by its title: paperstudy add "TITLE"',
            path=str(path),
        )
    return str(found)


def _typed(edit: PaperEdit, identifiers: Sequence[str]) -> PaperRecord:
    title = clean_line(edit.title or "")
    if not title:
        raise InvalidEditError("a paper needs a title", hint="nothing was added")
    return PaperRecord(
        "person",
        title,
        authors=edit.authors or (),
        year=edit.year or None,
        venue=edit.venue or "",
        abstract=edit.abstract or "",
        url=edit.url or "",
        identifiers=tuple(dict.fromkeys(map(read_reference, identifiers))),
    )


def _added(tx: Writer, paper_id: int, *, created: bool) -> Added:
    from paperstudy.domain.papers import PaperId

    paper = tx.papers.get(PaperId(paper_id))
    return Added(paper.key, paper.title, paper.state, created)
