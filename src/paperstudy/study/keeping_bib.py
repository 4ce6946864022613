"""A .bib file that stays in step: entries brought up to date in place, or at every change."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from paperstudy.domain.errors import ConflictError
from paperstudy.domain.papers import CiteKey, Paper, PaperId, PaperRecord
from paperstudy.formats.bib_layout import in_order
from paperstudy.study.choosing import choose_papers
from paperstudy.study.noted import with_notes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from paperstudy.domain.events import CancelToken
    from paperstudy.domain.exporting import Updated
    from paperstudy.formats.bib_blocks import Block
    from paperstudy.formats.bib_layout import BibNames
    from paperstudy.store.store import Store
    from paperstudy.store.views import Reader
    from paperstudy.study.choosing import Choice

T = TypeVar("T")

_KEYS = re.compile(rb"^@[a-z]+\{([^\s,{}]+),$", re.MULTILINE)
# What we write of a paper, as far as it is known: an entry of ours may have had it once.
_COME_AND_GO = frozenset(
    {
        "title", "author", "key", "year", "date", "month", "journal", "journaltitle", "booktitle",
        "howpublished", "school", "institution", "publisher", "volume", "number", "issue", "pages",
        "series", "type", "doi", "url", "eprint", "archiveprefix", "eprinttype", "primaryclass",
        "eprintclass", "keywords", "groups", "abstract", "file",
    }
)  # fmt: skip
_ALIKE = 0.9  # two titles that say one work, where the key is one
_PAUSE = 1.0  # seconds between two looks at the library


def update_content(
    store: Store, format_name: str, content: bytes, choice: Choice, name: str
) -> tuple[Updated, tuple[tuple[str, str], ...]]:
    """Return a .bib file with our entries brought up to date, and keys that are cited in vain.

    Those that an entry of the file has, of whatever work it is, are not.

    Raises:
        NotFoundError: one of the papers is not here.
        InvalidFileError: the file cannot be updated without harm.
        InvalidInputError: the format is none that a .bib file has.
    """
    from paperstudy.formats.bibfile import Known, find_keys, update_bib
    from paperstudy.formats.registry import find_entry_maker

    make = find_entry_maker(format_name)
    with store.read() as tx:
        chosen = choose_papers(tx, choice)
        papers = with_notes(tx, chosen.papers)
        tagged = tx.imports.records({paper.id for paper in papers if paper.tags})

        def owner_of(key: str) -> int | None:
            paper = tx.papers.find_former(key)
            return None if paper is None else paper.id

        def is_called(paper: Paper, title: str) -> bool:
            if _is_same_title(paper.title, title):
                return True
            records = tx.imports.records({paper.id}).get(paper.id, ())
            return any(_is_same_title(record.title, title) for record in records)

        def own_tags(paper: Paper) -> set[str]:
            return set(paper.tags).difference(*(one.tags for one in tagged.get(paper.id, ())))

        known = Known(owner_of, is_called, own_tags, partial(_read_alone, name))
        updated = update_bib(content, in_order(papers), make, name, known)
    held = find_keys(content) if chosen.missing else set()
    own = tuple(key for key, _ in chosen.missing if key in held)
    return replace(updated, own=own), tuple(each for each in chosen.missing if each[0] not in own)


def _read_alone(
    name: str, content: bytes, owners: Mapping[tuple[int, str], int]
) -> dict[int, Paper]:
    """Return the papers that the entries of a file would make in an empty library, by owner."""
    from paperstudy.formats.bibtex_in import read_bibtex
    from paperstudy.matching.merge import merge_one, merge_same_source
    from paperstudy.study.import_text import decode
    from paperstudy.study.shelving import titled

    path = Path(name)
    records: dict[int, PaperRecord] = {}
    for entry in read_bibtex(decode(content, path).text, str(path.parent)).entries:
        owner = owners.get((entry.line, entry.key))
        if owner is not None:
            first = records.get(owner)
            records[owner] = merge_same_source(first, entry.record) if first else entry.record
    return {owner: _paper_of(titled(merge_one(record)[0])) for owner, record in records.items()}


def _paper_of(record: PaperRecord) -> Paper:
    """Return the paper that is in the library where a file alone tells of it."""
    shared = {each.name for each in fields(PaperRecord)} & {*Paper._fields}
    told = {name: getattr(record, name) for name in shared}
    provenance = tuple((name, record.source) for name, value in told.items() if value)
    return Paper(PaperId(0), CiteKey(""), provenance=provenance, **told)


def _is_same_title(one: str, other: str) -> bool:
    from paperstudy.matching.likeness import compare_titles, is_head, is_turned

    alike = compare_titles(one, other) >= _ALIKE or is_head(one, other)
    return alike and not is_turned(one, other)


def count_entries(store: Store, content: bytes, written: bytes, name: str, *, force: bool) -> int:
    """Return how many entries a .bib file has that `written` is to replace.

    What we wrote there before is ours to replace, also where its papers are gone from here; and
    so are entries of papers here, without fields that a person put there. `force` takes all as
    ours.

    Raises:
        ConflictError: the file holds anything else.
    """
    from paperstudy.formats.bib_layout import count_laid_out, find_changed

    count = count_laid_out(content)
    if not content.strip() or (force and count is not None):
        return count or 0
    line = 0
    with store.read() as tx:
        if count is None:
            count, line, entries = _read_entries(tx, content, written)
        else:
            entries = find_changed(content, written)
        line = line or _find_added(tx, entries, written)
    if line and not force:
        raise ConflictError(
            "{path} holds what is not from here (line {line}), and is left as it is",
            hint="--update changes only our entries in it, --force writes over all of it",
            path=name,
            line=line,
        )
    return count


def _read_entries(tx: Reader, content: bytes, written: bytes) -> tuple[int, int, list[BibNames]]:
    """Return how many entries a file has, the first line not from here, and those of papers."""
    from paperstudy.formats.bib_layout import BibNames
    from paperstudy.formats.bibfile import find_foreign

    known = {key.decode() for key in _KEYS.findall(written)} | tx.papers.all_keys()
    entries: list[BibNames] = []

    def is_ours(block: Block) -> bool:
        entries.append(BibNames(block.key, block.line, frozenset(name for name, _ in block.fields)))
        return block.key in known or tx.papers.find_former(block.key) is not None

    return (*find_foreign(content, is_ours), entries)


def _find_added(tx: Reader, entries: Sequence[BibNames], written: bytes) -> int:
    """Return the line of the first entry with a field that no export of its paper has, or 0.

    What such a field says may be other than it was: then the library knows better.
    """
    from paperstudy.formats.bib_layout import find_names

    new = find_names(written) if entries else {}
    odd = [each for each in entries if each.names - _COME_AND_GO - new.get(each.key, frozenset())]
    papers = {str(paper.key): paper for paper in tx.papers.all([each.key for each in odd])}
    for each in odd:
        paper = papers.get(each.key) or tx.papers.find_former(each.key)
        names = new.get(each.key, frozenset()) | _COME_AND_GO
        if paper is not None:
            names |= _names_of(paper)
        if (paper is not None or each.key in new) and each.names - names:
            return each.line
    return 0


def _names_of(paper: Paper) -> set[str]:
    """Return the names of all fields that an export of a paper may have, or had."""
    from paperstudy.formats.registry import IN_PLACE, find_entry_maker

    names = {each.name for each in paper.extra}
    for format_name in IN_PLACE:
        values = find_entry_maker(format_name)(paper, paper.key)[1]
        names.update(name for name, value in values.items() if value)
    if paper.journal_ref or paper.withdrawn:
        names.add("note")
    return {name.lower() for name in names}


def each_change(store: Store, make: Callable[[], T], cancel: CancelToken) -> Iterator[T]:
    """Yield what `make` gives, now and after every change of the library, until stopped."""
    seen: str | None = None
    while not cancel.cancelled:
        now = store.changes()
        if now != seen:
            seen = now
            yield make()
        if cancel.wait(_PAUSE):
            return
