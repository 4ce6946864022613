"""What becomes of each entry of an import, and its writing, some hundred entries at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from paperstudy.domain.library import NewPaper
from paperstudy.domain.papers import CiteKey, Paper, PaperState
from paperstudy.formats.citekey import is_cite_key, make_cite_key
from paperstudy.matching.merge import merge_one, merge_records, merge_same_source, state_of
from paperstudy.matching.publications import FILES
from paperstudy.store.encoding import fold_name
from paperstudy.store.recorder import Step
from paperstudy.study.import_comparing import NOTHING, Comparison, compare_entry
from paperstudy.study.import_echo import find_news
from paperstudy.study.import_matching import Before, Shelf, Work, of_files
from paperstudy.study.import_values import Conflict, Imported, ImportOutcome
from paperstudy.study.noted import with_note
from paperstudy.study.shelving import merge_fields, titled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.importing import ImportEntry
    from paperstudy.domain.papers import PaperId, PaperRecord
    from paperstudy.store.store import Store
    from paperstudy.store.views import Reader, Writer
    from paperstudy.study.clock import Clock


@dataclass(slots=True)
class _Placed:
    """An entry and the work it is of; `before` is what was known of that, None of a new one.

    `title` and `state` are those of the work from this entry on, `tags` what it adds. It has
    `joined` an entry of the same file where its key leads there from now on.
    """

    entry: ImportEntry
    work: Work
    before: tuple[PaperRecord, ...] | None
    title: str
    state: PaperState
    tags: tuple[str, ...]
    told: Comparison = NOTHING
    keys: tuple[Conflict, ...] = ()
    joined: bool = False


class Planner:
    """Places entries and writes them, all as one step of a person."""

    def __init__(
        self, store: Store, clock: Clock, label: str, *, dry_run: bool, replacing: bool = False
    ) -> None:
        self._store = store
        self._at = clock()
        self._step = Step(label, self._at)
        self._dry_run = dry_run
        self._replacing = replacing
        self._touched: set[PaperId] = set()
        self._path = ""
        self._before = Before()  # in the file at `_path`

    def take(self, entries: Sequence[ImportEntry], path: str) -> list[Imported]:
        """Say what becomes of some entries, and write it unless this is a dry run."""
        if path != self._path:
            self._path, self._before = path, Before()
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
        shelf = Shelf(tx, entries, self._before)
        keys = _Keys(tx, shelf)
        new: dict[int, NewPaper] = {}
        placed: list[_Placed] = []
        for entry in entries:
            work = shelf.find(entry)
            if work is None:
                one = self._begin(entry, shelf)
                work = one.work
                new[id(work)] = self._new(entry, work, keys)
                if entry.key and new[id(work)].key != entry.key:
                    one.keys = _key_conflict(entry.key, new[id(work)].key, shelf, work)
            else:
                one = self._absorb(entry, work, shelf)
                one.joined = work.told and bool(entry.key) and not shelf.has_key(entry.key)
                if entry.key and not shelf.take_key(entry.key, work):
                    one.keys = (Conflict("key", "", entry.key),)
            # What has no title tells no works apart.
            work.told = work.told or bool(entry.record.title)
            for key in (entry.key, *entry.others):
                if key and shelf.take_key(key, work):
                    work.keys[key] = None
            placed.append(one)
        for work in {id(one.work): one.work for one in placed if id(one.work) in new}.values():
            new[id(work)] = self._finish(new[id(work)], work)
        return placed, new

    def _begin(self, entry: ImportEntry, shelf: Shelf) -> _Placed:
        record = entry.record
        merged, state = merge_one(record)
        work = Work(None, (record,), record, state, record.note)
        shelf.put(work, titled(merged), record.identifiers)
        return _Placed(entry, work, None, work.shown.title, state, record.tags)

    def _new(self, entry: ImportEntry, work: Work, keys: _Keys) -> NewPaper:
        record, shown = entry.record, work.shown
        assert not isinstance(shown, Paper), "it is not here yet"
        key = keys.choose(entry.key, shown, work)
        added = entry.added_at
        added = added if added is not None and added < self._at else self._at
        return NewPaper(key, record, shown, work.state, self._at, added)

    def _finish(self, paper: NewPaper, work: Work) -> NewPaper:
        """Return a new paper with what later entries of the file said of it."""
        aliases = tuple(key for key in work.keys if key != paper.key)
        record, shown = work.records[0], work.shown
        if record is paper.record:
            return replace(paper, aliases=aliases) if aliases else paper
        assert not isinstance(shown, Paper), "it is not here yet"
        return replace(paper, record=record, shown=shown, state=work.state, aliases=aliases)

    def _absorb(self, entry: ImportEntry, work: Work, shelf: Shelf) -> _Placed:
        """Put what an entry says to what is known of its work.

        It fills what other files left empty. Where it is to replace what they said, the first
        entry of the run is believed. Identifiers that lead to other works are none of this one.
        """
        before = work.records
        said, others = shelf.part(entry.record, work)
        again = work.paper is None or work.paper.id in self._touched
        replacing = self._replacing and not again
        news, after = self._hear(said, work, replacing=replacing)
        if work.paper is not None:
            self._touched.add(work.paper.id)
        was, work.records = work.shown, after
        if after != before:
            files = of_files(after)
            assert files is not None, "the entry is in it"
            shelf.put(work, titled(merge_records(after)[0]), files.identifiers)
            state = state_of(after)  # without lookups it knows of no login
            work.state = work.state if state is PaperState.PENDING else state
        told = NOTHING  # what we wrote of a paper says nothing else than the paper
        if news is not None:
            told = compare_entry(was, work.shown, said)
            told = told.join(_compare_marks(work, before, said))
        if others:
            clashes = tuple(Conflict(each.scheme.value, "", each.value) for each in others)
            told = told.join(Comparison((), (), clashes))
        tags = _new_tags(before, after)
        return _Placed(entry, work, before, work.shown.title, work.state, tags, told)

    def _hear(
        self, said: PaperRecord, work: Work, *, replacing: bool
    ) -> tuple[PaperRecord | None, tuple[PaperRecord, ...]]:
        """Return what is news in an entry, None if nothing is, and what is known with that.

        What we wrote of a paper is no news of it. That is dear to find out: of a paper of files it
        is asked only where an entry would change it, and says in its main things what it does.
        """
        before, paper = work.records, work.paper
        after = _with_entry(before, said, replacing=replacing)
        if paper is None or paper.id in self._touched or said in before:
            return said, after
        filed = all(each.source in FILES for each in before)
        if filed and (after == before or not _agree(said, paper)):
            return said, after
        noted = with_note(paper, work.note, before)
        news = find_news(said, noted, work.note, str(Path(self._path).parent))
        if news is None:
            return None, before
        return news, _with_entry(before, news, replacing=replacing)

    def _write(self, tx: Writer, placed: Sequence[_Placed], new: dict[int, NewPaper]) -> None:
        tx.imports.spell_tags(tag for one in placed for tag in one.tags)
        added = dict(zip(new, tx.imports.add_all(list(new.values())), strict=True))
        self._touched.update(added.values())
        for one in placed:
            if one.work.told:
                paper = one.work.paper
                self._before.told.add(added[id(one.work)] if paper is None else paper.id)
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


def _agree(said: PaperRecord, paper: Paper) -> bool:
    """Tell whether an entry says what a paper does of all that an export leaves as it is."""
    if said.title not in ("", paper.title) or said.abstract not in ("", paper.abstract):
        return False
    return [author.name for author in said.authors] == [author.name for author in paper.authors]


def _put_marks(tx: Writer, paper_id: PaperId, record: PaperRecord, old: PaperRecord | None) -> None:
    """Put the tags and the note of an entry on its paper, as far as they are new.

    What a person has taken off, or written, since the last import stays as it is.
    """
    tags = _new_tags((old,) if old is not None else (), (record,))
    if tags:
        tx.papers.tag(paper_id, add=tags)
    before = old.note if old is not None else ""
    if record.note and record.note != before and tx.papers.note(paper_id) in ("", before):
        tx.papers.set_note(paper_id, record.note)


def _new_tags(before: tuple[PaperRecord, ...], after: tuple[PaperRecord, ...]) -> tuple[str, ...]:
    """Return the tags that files say now and have not said before, in whatever letter case."""
    old, new = of_files(before), of_files(after)
    known = set(map(fold_name, old.tags)) if old is not None else set()
    return tuple(tag for tag in (new.tags if new else ()) if fold_name(tag) not in known)


def _with_entry(
    before: tuple[PaperRecord, ...], said: PaperRecord, *, replacing: bool
) -> tuple[PaperRecord, ...]:
    """Return what sources say of a work with what an entry says.

    All files are one source. What one said before stays, unless the entry is to replace it.
    """
    here = of_files(before)
    if said in before:
        return before
    if here is None:
        return (*before, said)
    if replacing:
        merged = merge_same_source(replace(said, source=here.source), here)
    else:
        merged = merge_same_source(here, said)
    return tuple(merged if record is here else record for record in before)


def _compare_marks(work: Work, before: tuple[PaperRecord, ...], said: PaperRecord) -> Comparison:
    """Return what an entry does to the tags and the note of its work, as `_put_marks` writes it."""
    old, new = of_files(before), of_files(work.records)
    assert new is not None, "the entry is in it"
    had = set(map(fold_name, work.paper.tags if work.paper else ()))
    more = any(fold_name(tag) not in had for tag in _new_tags(before, work.records))
    filled = ("tags",) if more else ()
    note = old.note if old else ""
    was = work.note
    if new.note and new.note != note and was in ("", note):
        work.note = new.note
        if not was:
            return Comparison((*filled, "note"))
        return Comparison(filled, (Conflict("note", was, new.note),))
    differs = was and said.note and said.note.split() != was.split()
    return Comparison(filled, (), (Conflict("note", was, said.note),) if differs else ())


def _imported(one: _Placed, new: dict[int, NewPaper], path: str) -> Imported:
    outcome = ImportOutcome.NEW
    if one.before is not None:
        outcome = (
            ImportOutcome.CHANGED
            if one.told.changed
            else ImportOutcome.MERGED
            if one.told.filled or one.joined
            else ImportOutcome.SAME
        )
    paper = one.work.paper
    key = paper.key if paper is not None else new[id(one.work)].key
    return Imported(
        key, one.title, one.state, outcome is ImportOutcome.NEW, outcome, one.entry.key, path,
        one.entry.line, one.told.filled, one.told.changed, (*one.told.conflicts, *one.keys),
    )  # fmt: skip
