"""What becomes of each entry of an import, and its writing, some hundred entries at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Scheme
from paperstudy.domain.library import NewPaper
from paperstudy.domain.papers import CiteKey
from paperstudy.formats.citekey import is_cite_key, make_cite_key
from paperstudy.matching.likeness import Kinship, compare_authors, title_key
from paperstudy.matching.merge import merge_one, merge_records, merge_same_source
from paperstudy.store.recorder import Step
from paperstudy.study.import_matching import Shelf, Work
from paperstudy.study.import_values import Conflict, Imported, ImportOutcome
from paperstudy.study.shelving import merge_fields, titled, with_record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.importing import ImportEntry
    from paperstudy.domain.papers import Paper, PaperId, PaperRecord
    from paperstudy.store.store import Store
    from paperstudy.store.views import Reader, Writer
    from paperstudy.study.clock import Clock

# What a person is told of as filled: the rest follows from these or says little by itself.
_SHOWN = (
    "title", "authors", "year", "venue", "abstract", "identifiers", "url", "publication", "extra",
    "attachments",
)  # fmt: skip


@dataclass(slots=True)
class _Placed:
    """An entry and the work it is of; `before` is what was known of that, None of a new one."""

    entry: ImportEntry
    work: Work
    before: tuple[PaperRecord, ...] | None
    conflicts: tuple[Conflict, ...] = ()
    filled: tuple[str, ...] = ()


class Planner:
    """Places entries and writes them, all as one step of a person."""

    def __init__(self, store: Store, clock: Clock, label: str, *, dry_run: bool) -> None:
        self._store = store
        self._at = clock()
        self._step = Step(label, self._at)
        self._dry_run = dry_run
        self._touched: set[PaperId] = set()

    def take(self, entries: Sequence[ImportEntry], path: str) -> list[Imported]:
        """Say what becomes of some entries, and write it unless this is a dry run."""
        if self._dry_run:
            with self._store.read() as tx:
                placed, new = self._place(tx, entries)
        else:
            with self._store.write(step=self._step) as tx:
                placed, new = self._place(tx, entries)
                self._write(tx, placed, new)
        return [_imported(one, new, path) for one in placed]

    def _place(
        self, tx: Reader, entries: Sequence[ImportEntry]
    ) -> tuple[list[_Placed], dict[int, NewPaper]]:
        """Find the work of each entry; return with them the papers to be added, by work."""
        shelf = Shelf(tx, entries)
        keys = _Keys(tx, shelf)
        new: dict[int, NewPaper] = {}
        placed: list[_Placed] = []
        for entry in entries:
            work = shelf.find(entry)
            if work is None:
                work = Work(None, (entry.record,), entry)
                one = _Placed(entry, work, None)
                new[id(work)] = self._new(entry, work, keys)
                if entry.key and new[id(work)].key != entry.key:
                    one.conflicts = _key_conflict(entry.key, new[id(work)].key, shelf, work)
            else:
                one = self._absorb(entry, work)
                if entry.key and not shelf.take_key(entry.key, work):
                    one.conflicts += (Conflict("key", "", entry.key),)
            shelf.put(entry, work)
            for key in (entry.key, *entry.others):
                if key and shelf.take_key(key, work):
                    work.keys[key] = None
            placed.append(one)
        for work in {id(one.work): one.work for one in placed if id(one.work) in new}.values():
            new[id(work)] = self._finish(new[id(work)], work)
        return placed, new

    def _new(self, entry: ImportEntry, work: Work, keys: _Keys) -> NewPaper:
        record = entry.record
        merged, state = merge_one(record)
        shown = titled(merged)
        key = keys.choose(entry.key, shown, work)
        added = entry.added_at
        added = added if added is not None and added < self._at else self._at
        return NewPaper(key, record, shown, state, self._at, added)

    def _finish(self, paper: NewPaper, work: Work) -> NewPaper:
        """Return a new paper with what later entries of the file said of it."""
        aliases = tuple(key for key in work.keys if key != paper.key)
        if work.records[0] is paper.record:
            return replace(paper, aliases=aliases) if aliases else paper
        record = work.records[0]
        shown = titled(merge_one(record)[0])
        return replace(paper, record=record, shown=shown, aliases=aliases)

    def _absorb(self, entry: ImportEntry, work: Work) -> _Placed:
        """Put what an entry says to what is known of its work."""
        before = work.records
        same = next((r for r in before if r.source == entry.record.source), None)
        again = work.paper is None or work.paper.id in self._touched
        if again and same is not None:  # of two entries of one work the first is believed
            merged = merge_same_source(same, entry.record)
            after = tuple(merged if record is same else record for record in before)
        else:
            after = with_record(before, entry.record)
        work.records = after
        if work.paper is not None:
            self._touched.add(work.paper.id)
        conflicts = _conflicts(work.paper or before[0], entry.record)
        return _Placed(entry, work, before, conflicts, _filled(before, after))

    def _write(self, tx: Writer, placed: Sequence[_Placed], new: dict[int, NewPaper]) -> None:
        self._touched.update(tx.imports.add_all(list(new.values())))
        firsts = {id(one.work): one for one in reversed(placed)}
        for one in firsts.values():
            if one.work.paper is not None:
                self._update(tx, one.work.paper, one.before or (), one.work)

    def _update(
        self, tx: Writer, paper: Paper, before: tuple[PaperRecord, ...], work: Work
    ) -> None:
        for record in work.records:
            old = next((each for each in before if each.source == record.source), None)
            if record != old:
                tx.papers.save_record(paper.id, record)
                _put_marks(tx, paper.id, record, old)
        if work.records != before:
            merge_fields(tx, paper.id, self._at)
        for key in work.keys:
            if key != paper.key:
                tx.papers.add_alias(paper.id, key)


class _Keys:
    """The keys in use, those of this piece too."""

    def __init__(self, tx: Reader, shelf: Shelf) -> None:
        self._tx = tx
        self._shelf = shelf
        self._made: set[str] = set()

    def __contains__(self, key: object) -> bool:
        name = str(key)
        return (
            name in self._made
            or self._shelf.has_key(name)
            or bool(self._tx.imports.ids_by_keys([name]))
        )

    def choose(self, wanted: str, shown: PaperRecord, work: Work) -> CiteKey:
        """Return the key that an entry has, where it is one and free, else a new one."""
        good = wanted and is_cite_key(wanted) and wanted not in self._made
        if good and self._shelf.take_key(wanted, work):
            self._made.add(wanted)
            return CiteKey(wanted)
        key = make_cite_key(shown.title, shown.authors, shown.year, self, self._tx.cite_key)
        self._made.add(key)
        self._shelf.take_key(key, work)
        return key


def _key_conflict(wanted: str, given: str, shelf: Shelf, work: Work) -> tuple[Conflict, ...]:
    return () if shelf.take_key(wanted, work) else (Conflict("key", given, wanted),)


def _put_marks(tx: Writer, paper_id: PaperId, record: PaperRecord, old: PaperRecord | None) -> None:
    """Put the tags and the note of an entry on its paper, as far as they are new.

    What a person has taken off, or written, since the last import stays as it is.
    """
    known = old.tags if old is not None else ()
    tags = [tag for tag in record.tags if tag not in known]
    if tags:
        tx.papers.tag(paper_id, add=tags)
    before = old.note if old is not None else ""
    if record.note and record.note != before and tx.papers.note(paper_id) in ("", before):
        tx.papers.set_note(paper_id, record.note)


def _imported(one: _Placed, new: dict[int, NewPaper], path: str) -> Imported:
    paper = one.work.paper
    outcome = ImportOutcome.NEW
    if one.before is not None:
        outcome = ImportOutcome.MERGED if one.filled else ImportOutcome.SAME
    if paper is not None:
        key, title, state = paper.key, paper.title, paper.state
    else:
        made = new[id(one.work)]
        key, title, state = made.key, made.shown.title, made.state
    return Imported(
        key, title, state, outcome is ImportOutcome.NEW, outcome, one.entry.key, path,
        one.entry.line, one.filled, one.conflicts,
    )  # fmt: skip


def _filled(before: tuple[PaperRecord, ...], after: tuple[PaperRecord, ...]) -> tuple[str, ...]:
    """Return the fields that a paper has more of than before."""
    if before == after:
        return ()
    was, now = merge_records(before)[0], merge_records(after)[0]
    found = [name for name in _SHOWN if getattr(was, name) != getattr(now, name)]
    old, new = _united(before), _united(after)
    found += [name for name in ("tags", "note") if old[name] != new[name]]
    return tuple(found) or ("records",)


def _united(records: tuple[PaperRecord, ...]) -> dict[str, set[str]]:
    return {
        "tags": {tag for record in records for tag in record.tags},
        "note": {record.note for record in records if record.note},
    }


def _conflicts(known: Paper | PaperRecord, record: PaperRecord) -> tuple[Conflict, ...]:
    """Return where an entry says something else than the paper that it is of."""
    found = []
    named = known.title not in map(str, known.identifiers)  # else it waits for its title
    if record.title and named and title_key(known.title) != title_key(record.title):
        found.append(Conflict("title", known.title, record.title))
    years = {known.year, known.publication.year if known.publication else None} - {None}
    if record.year and years and record.year not in years:
        found.append(Conflict("year", str(known.year), str(record.year)))
    if known.authors and record.authors:
        kinship = compare_authors(known.authors[0], record.authors[0])
        if kinship is Kinship.OTHER:
            found.append(Conflict("authors", known.authors[0].name, record.authors[0].name))
    for scheme in (Scheme.ARXIV, Scheme.DOI):
        here = [i.value for i in known.identifiers if i.scheme is scheme]
        there = [i.value for i in record.identifiers if i.scheme is scheme]
        if here and there and not {*here} & {*there}:
            found.append(Conflict(scheme.value, here[0], there[0]))
    return tuple(found)
