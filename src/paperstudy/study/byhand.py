"""Papers from a person's own words and files: typed in, from a .bib file, from a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import (
    DuplicateError,
    InvalidEditError,
    InvalidFileError,
    InvalidInputError,
    LogError,
)
from paperstudy.domain.events import Finished, ItemDone, ItemFailed, Started
from paperstudy.domain.papers import PaperRecord
from paperstudy.domain.text import clean_line
from paperstudy.study.references import read_reference
from paperstudy.study.shelving import find_known, shelve
from paperstudy.study.values import Added

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.domain.papers import PaperEdit
    from paperstudy.store.store import Store, Writer
    from paperstudy.study.clock import Clock

_LARGEST_BIB = 100 * 1024 * 1024


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


def add_bibtex(store: Store, clock: Clock, path: Path, cancel: CancelToken) -> Iterator[Event]:
    """Add the entries of a .bib file, as one step; an entry that cannot be read is a failure.

    An entry keeps its key where that is free; a paper that is here already keeps its own.

    Raises:
        InvalidFileError: the file cannot be read, or holds no entry.
    """
    from paperstudy.formats.bibtex_in import read_bibtex

    found = read_bibtex(_read_text(path))
    if not found.entries and not found.failed:
        raise _no_entry(path)
    yield Started(len(found.entries) + len(found.failed), "add")
    for line, reason in found.failed:
        error = InvalidFileError(
            "{path}:{line} is no entry that can be read ({reason})",
            hint="the other entries were added" if found.entries else "",
            path=str(path),
            line=line,
            reason=reason,
        )
        yield ItemFailed(f"{path.name}:{line}", error)
    done: list[tuple[str, Added]] = []
    at = clock()
    with store.write(f"add {path.name}", at=at) as tx:
        for entry in found.entries:
            if cancel.cancelled:
                break
            shelved = shelve(tx, entry.record, at)
            if shelved.created:
                _keep_key(tx, shelved.key, entry.key)
            done.append((entry.key, _added(tx, shelved.id, created=shelved.created)))
    for key, added in done:
        yield ItemDone(key, added)
    yield Finished(sum(added.created for _, added in done), cancelled=cancel.cancelled)


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


def _keep_key(tx: Writer, made: str, wanted: str) -> None:
    from paperstudy.formats.citekey import is_cite_key

    if wanted != made and is_cite_key(wanted) and tx.papers.find_by_key(wanted) is None:
        paper = tx.papers.find_by_key(made)
        assert paper is not None, "it was shelved a moment ago"
        tx.papers.set_key(paper.id, wanted)


def _added(tx: Writer, paper_id: int, *, created: bool) -> Added:
    from paperstudy.domain.papers import PaperId

    paper = tx.papers.get(PaperId(paper_id))
    return Added(paper.key, paper.title, paper.state, created)


def _read_text(path: Path) -> str:
    from paperstudy.study.texts import decode_text

    try:
        if path.stat().st_size > _LARGEST_BIB:
            raise InvalidInputError("{path} is too large for a .bib file", path=str(path))
        data = path.read_bytes()
    except OSError as error:
        raise InvalidFileError(
            "{path} cannot be read ({reason})", path=str(path), reason=error.strerror or ""
        ) from error
    try:
        return decode_text(data)
    except LogError:  # some entries may be whole
        return data.decode("utf-8-sig", "replace")


def _no_entry(path: Path) -> InvalidFileError:
    return InvalidFileError(
        "{path} holds no BibTeX entry",
        hint="an entry begins with @article or the like",
        path=str(path),
    )
