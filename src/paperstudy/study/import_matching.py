"""Which paper an entry of a file is of: one that is here, one that came with it, or a new one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Scheme
from paperstudy.matching.entries import are_two_parts, are_two_works
from paperstudy.matching.likeness import compare_titles, is_turned
from paperstudy.matching.publications import FILES
from paperstudy.store.encoding import fold_title
from paperstudy.store.repositories.papers_writing import SHARED_SCHEMES
from paperstudy.study.shelving import contradicts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from paperstudy.domain.importing import ImportEntry
    from paperstudy.domain.papers import Paper, PaperId, PaperRecord
    from paperstudy.store.views import Reader

_ALIKE = 0.9


@dataclass(slots=True)
class Work:
    """A work that entries of one run are of: a paper of the library, or one to be added.

    `records` are what sources say of it, `shown` what comes of that, and `note` the group's note,
    each with what the entries have brought so far. `told` says that an entry of this file is of it.
    """

    paper: Paper | None
    records: tuple[PaperRecord, ...]
    shown: Paper | PaperRecord
    note: str = ""
    keys: dict[str, None] = field(default_factory=dict)
    told: bool = False

    @property
    def known_as(self) -> Paper | PaperRecord:
        """What the work is compared by."""
        return self.paper or self.records[0]

    def is_other(self, record: PaperRecord) -> bool:
        """Tell whether an entry says that it is of another work, whatever number or title it has.

        Entries of one file are kept side by side by a person, who tells them apart.
        """
        filed = next((each for each in self.records if each.source in FILES), self.known_as)
        return (are_two_works if self.told else are_two_parts)(filed, record)


class Shelf:
    """The works that some entries may be of, looked up in the library at once.

    `told` are the papers that entries of the same file are of, which were placed before.
    """

    def __init__(
        self, tx: Reader, entries: Sequence[ImportEntry], told: Collection[PaperId] = ()
    ) -> None:
        self._titles = {id(entry): fold_title(entry.record.title) for entry in entries}
        identifiers = [each for entry in entries for each in entry.record.identifiers]
        by_identifier = tx.papers.ids_by_identifiers(identifiers)
        by_key = tx.imports.ids_by_keys(
            key for entry in entries for key in (entry.key, *entry.others) if key
        )
        by_title = tx.imports.ids_by_titles(self._titles.values())
        numbers = {*by_identifier.values(), *by_key.values()}
        numbers.update(number for some in by_title.values() for number in some)
        papers, records = tx.imports.papers(numbers), tx.imports.records(numbers)
        notes = tx.imports.notes(numbers)
        works = {
            number: Work(
                paper, records.get(number, ()), paper, notes.get(number, ""), told=number in told
            )
            for number, paper in papers.items()
        }
        self._by_identifier = {name: works[number] for name, number in by_identifier.items()}
        self._by_key = {key: works[number] for key, number in by_key.items()}
        self._by_title = {key: [works[one] for one in some] for key, some in by_title.items()}

    def find(self, entry: ImportEntry) -> Work | None:
        """Return the work that an entry is of: by an identifier, its key and title, or its title.

        One to which its key leads already is not asked whether it is another.
        """
        named = self._by_key.get(entry.key)
        for identifier in entry.record.identifiers:
            work = self._by_identifier.get(str(identifier))
            if work is None or identifier.scheme in SHARED_SCHEMES:
                continue
            if work is named or not work.is_other(entry.record):
                return work
        if named is not None and _is_called(named, entry.record):
            return named
        return next(self._namesakes(entry, named), None)

    def has_key(self, key: str) -> bool:
        """Tell whether a paper has this key, or is to get it."""
        return key in self._by_key

    def put(self, entry: ImportEntry, work: Work) -> None:
        """Remember what a work is known by, now that an entry is of it."""
        work.told = True
        for identifier in entry.record.identifiers:
            self._by_identifier.setdefault(str(identifier), work)
        key = self._titles[id(entry)]
        if key:
            namesakes = self._by_title.setdefault(key, [])
            if work not in namesakes:
                namesakes.append(work)

    def take_key(self, key: str, work: Work) -> bool:
        """Give a work a key, where nobody has it; return whether it leads to the work now."""
        return self._by_key.setdefault(key, work) is work

    def _namesakes(self, entry: ImportEntry, named: Work | None) -> Iterator[Work]:
        for work in self._by_title.get(self._titles[id(entry)], ()):
            if contradicts(work.known_as, entry.record):
                continue
            if work is named or not work.told or not work.is_other(entry.record):
                yield work


def _is_called(work: Work, record: PaperRecord) -> bool:
    """Tell whether a work of the same key has the title that an entry says, or had it."""
    if not record.title:
        return not record.identifiers
    if any(
        each.source in FILES and fold_title(each.title) == fold_title(record.title)
        for each in work.records
    ):
        return not _has_other_number(work, record)  # whatever a person has corrected since
    title = work.known_as.title
    alike = compare_titles(title, record.title) >= _ALIKE and not is_turned(title, record.title)
    return alike and not contradicts(work.known_as, record)


def _has_other_number(work: Work, record: PaperRecord) -> bool:
    for scheme in (Scheme.ARXIV, Scheme.DOI):
        here = {i.value for i in work.known_as.identifiers if i.scheme is scheme}
        there = {i.value for i in record.identifiers if i.scheme is scheme}
        if here and there and not here & there:
            return True
    return False
