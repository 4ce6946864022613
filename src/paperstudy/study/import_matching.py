"""Which paper an entry of a file is of: one that is here, one that came with it, or a new one."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field, replace
from itertools import chain, count
from operator import attrgetter
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.matching.entries import are_two_parts, are_two_places, are_two_works
from paperstudy.matching.likeness import compare_titles, is_turned
from paperstudy.matching.merge import merge_same_source
from paperstudy.matching.namesakes import are_namesakes
from paperstudy.matching.publications import FILES
from paperstudy.store.encoding import fold_title
from paperstudy.store.repositories.papers_writing import SHARED_SCHEMES
from paperstudy.study.import_comparing import compare_entry
from paperstudy.study.shelving import contradicts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from paperstudy.domain.importing import ImportEntry
    from paperstudy.domain.papers import Paper, PaperId, PaperRecord, PaperState
    from paperstudy.store.views import Reader

_ALIKE = 0.9


@dataclass(slots=True, eq=False)
class Work:
    """A work that entries of one run are of: a paper of the library, or one to be added.

    `records` are what sources say of it, `shown` and `state` what comes of that, and `note` the
    group's note, each with what the entries have brought so far, as if that were saved already.
    `told` says that an entry of this file is of it.
    """

    paper: Paper | None
    records: tuple[PaperRecord, ...]
    shown: Paper | PaperRecord
    state: PaperState
    note: str = ""
    keys: dict[str, None] = field(default_factory=dict)
    title: str = ""  # by which it is found, and its place among others of that title
    place: int = 0
    told: bool = False

    def numbers(self) -> set[str]:
        """Return the identifiers that its records tell."""
        return {str(each) for known in self.records for each in known.identifiers}

    def knows(self, record: PaperRecord) -> bool:
        """Tell whether files have said all that an entry says, and nothing else in its place."""
        filed = of_files(self.records)
        if filed is None or merge_same_source(filed, record) != filed:
            return False
        return not compare_entry(filed, filed, record).conflicts

    def is_other(self, record: PaperRecord) -> bool:
        """Tell whether an entry says that it is of another work, whatever number or title it has.

        Entries of one file are kept side by side by a person, who tells them apart.
        """
        known = of_files(self.records) or self.shown
        return (are_two_works if self.told else are_two_parts)(known, record)


@dataclass(frozen=True, slots=True)
class Before:
    """The entries of a file that were placed before: the papers they are of, and their keys."""

    told: set[PaperId] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)


class Shelf:
    """The works that some entries may be of, looked up in the library at once.

    Told by `put` what came of an entry, it answers as the library would if that were saved: how
    many entries are looked up at once makes no difference.
    """

    def __init__(self, tx: Reader, entries: Sequence[ImportEntry], before: Before) -> None:
        self._met = before.keys
        self._titles = {id(entry): fold_title(entry.record.title) for entry in entries}
        identifiers = [each for entry in entries for each in entry.record.identifiers]
        by_identifier = tx.papers.ids_by_identifiers(identifiers)
        by_key = tx.imports.ids_by_keys(
            key for entry in entries for key in (entry.key, *entry.others) if key
        )
        by_title = tx.imports.ids_by_titles(self._titles.values())
        numbers = {*by_identifier.values(), *by_key.values()}
        numbers.update(number for some in by_title.values() for number in some)
        works = _read_works(tx, numbers, before.told)
        self._places = count(max(numbers, default=0) + 1)
        self._by_identifier: dict[str, Work | None] = {
            name: works[number] for name, number in by_identifier.items()
        }
        self._find_owners(tx, works.values())
        self._by_key = {key: works[number] for key, number in by_key.items()}
        self._by_title: dict[str, list[Work]] = {}
        self._by_former: dict[str, list[Work]] = {}
        for key, some in by_title.items():
            for number in sorted(some):
                now = works[number].title == key
                namesakes = self._by_title if now else self._by_former
                namesakes.setdefault(key, []).append(works[number])

    def _find_owners(self, tx: Reader, works: Iterable[Work]) -> None:
        """Look up who has what records tell of the works as theirs; no work of ours, maybe."""
        told: dict[str, Identifier] = {}
        for work in works:
            self._by_identifier.update((str(each), work) for each in work.shown.identifiers)
            told.update((str(i), i) for record in work.records for i in _identifiers(record))
        unknown = [each for name, each in told.items() if name not in self._by_identifier]
        if unknown:
            self._by_identifier.update(dict.fromkeys(tx.papers.ids_by_identifiers(unknown)))

    def find(self, entry: ImportEntry) -> Work | None:
        """Return the work that an entry is of: by an identifier, its key and title, or its title.

        Of several it is the one of which it says nothing new, as one that comes again does;
        but a key that its file has once says which.
        """
        named, again = self._by_key.get(entry.key), entry.key in self._met
        self._met.add(entry.key)
        works = dict.fromkeys(self._find_all(entry, named))
        first = next(iter(works), None)
        if len(works) > 1 and (again or first is not named):
            return next((work for work in works if work.knows(entry.record)), first)
        return first

    def _find_all(self, entry: ImportEntry, named: Work | None) -> Iterator[Work]:
        """Yield the works that an entry may be of, the likeliest first.

        The one to which its key leads already is not asked whether it is another.
        """
        for identifier in entry.record.identifiers:
            work = self._by_identifier.get(str(identifier))
            if work is None or identifier.scheme in SHARED_SCHEMES:
                continue
            if work is named or not work.is_other(entry.record):
                yield work
        if named is not None and _is_called(named, entry.record):
            yield named
        yield from self._namesakes(entry, named)

    def has_key(self, key: str) -> bool:
        """Tell whether a paper has this key, or is to get it."""
        return key in self._by_key

    def part(self, record: PaperRecord, work: Work) -> tuple[PaperRecord, tuple[Identifier, ...]]:
        """Return what is said of a work without the identifiers of other works, and these.

        What the records of the work tell already stays in them.
        """
        told = work.numbers()
        others = tuple(
            each
            for each in record.identifiers
            if each.scheme not in SHARED_SCHEMES
            and str(each) not in told
            and self._by_identifier.get(str(each), work) is not work
        )
        if not others:
            return record, ()
        publication = record.publication
        if publication is not None and Identifier(Scheme.DOI, publication.doi.lower()) in others:
            publication = replace(publication, doi="")
        own = tuple(each for each in record.identifiers if each not in others)
        return replace(record, identifiers=own, publication=publication), others

    def put(self, work: Work, shown: PaperRecord, said: Iterable[Identifier]) -> None:
        """Remember what a work shows now, and is found by: it gets what no other has of `said`."""
        before = work.shown.identifiers if work.place else ()
        owned = {str(each): each for each in before}
        for each in chain(said, shown.identifiers):
            if self._by_identifier.setdefault(str(each), work) is work:
                owned.setdefault(str(each), each)
        identifiers = tuple(owned.values())
        work.shown = (
            shown if shown.identifiers == identifiers else replace(shown, identifiers=identifiers)
        )
        self._file(work, fold_title(shown.title))

    def _file(self, work: Work, title: str) -> None:
        work.place = work.place or next(self._places)
        if work.title == title:
            return
        if work.title in self._by_title:
            self._by_title[work.title].remove(work)
        work.title = title
        if title:
            insort(self._by_title.setdefault(title, []), work, key=attrgetter("place"))

    def take_key(self, key: str, work: Work) -> bool:
        """Give a work a key, where nobody has it; return whether it leads to the work now."""
        return self._by_key.setdefault(key, work) is work

    def _namesakes(self, entry: ImportEntry, named: Work | None) -> Iterator[Work]:
        key = self._titles[id(entry)]
        for work in (*self._by_title.get(key, ()), *self._by_former.get(key, ())):
            if contradicts(work.shown, entry.record) or _is_namesake(work.shown, entry.record):
                continue
            if work is named or not work.told or not work.is_other(entry.record):
                yield work


def _read_works(
    tx: Reader, numbers: set[PaperId], told: Collection[PaperId]
) -> dict[PaperId, Work]:
    papers, records = tx.imports.papers(numbers), tx.imports.records(numbers)
    notes = tx.imports.notes(numbers)
    return {
        number: Work(
            *(paper, records.get(number, ()), paper, paper.state, notes.get(number, "")),
            title=fold_title(paper.title),
            place=number,
            told=number in told,
        )
        for number, paper in papers.items()
    }


def of_files(records: tuple[PaperRecord, ...]) -> PaperRecord | None:
    """Return what files say of a work: the record of .bib files, where an older library has two."""
    return next((each for name in FILES for each in records if each.source == name), None)


def _identifiers(record: PaperRecord) -> Iterator[Identifier]:
    """Yield the identifiers of a record, and of its publication."""
    yield from record.identifiers
    if record.publication is not None and record.publication.doi:
        yield Identifier(Scheme.DOI, record.publication.doi.lower())


def _is_namesake(paper: Paper | PaperRecord, record: PaperRecord) -> bool:
    """Tell whether a work of the same title is another by what tells “Introduction”s apart."""
    if {*map(str, paper.identifiers)} & {*map(str, record.identifiers)}:
        return False
    return are_namesakes(paper.authors, record.authors) or are_two_places(
        paper.publication, record.publication
    )


def _is_called(work: Work, record: PaperRecord) -> bool:
    """Tell whether a work of the same key has the title that an entry says, or had it.

    Where the entry says none, no number may tell that it is another.
    """
    if not record.title:
        told = work.numbers()
        return not record.identifiers or any(str(each) in told for each in record.identifiers)
    if any(
        each.source in FILES and fold_title(each.title) == fold_title(record.title)
        for each in work.records
    ):
        return not _has_other_number(work, record)  # whatever a person has corrected since
    title = work.shown.title
    alike = compare_titles(title, record.title) >= _ALIKE and not is_turned(title, record.title)
    return alike and not contradicts(work.shown, record)


def _has_other_number(work: Work, record: PaperRecord) -> bool:
    for scheme in (Scheme.ARXIV, Scheme.DOI):
        here = {i.value for i in work.shown.identifiers if i.scheme is scheme}
        there = {i.value for i in record.identifiers if i.scheme is scheme}
        if here and there and not here & there:
            return True
    return False
