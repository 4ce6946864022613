"""From what is known of a work to a paper in the library, new or already there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Scheme
from paperstudy.domain.library import OfferKind
from paperstudy.domain.papers import PaperRecord
from paperstudy.formats.citekey import make_cite_key
from paperstudy.matching.likeness import Kinship, compare_authors
from paperstudy.matching.merge import merge_records, merge_same_source, state_of
from paperstudy.matching.publications import LATE, choose_publication

if TYPE_CHECKING:
    from datetime import datetime

    from paperstudy.domain.identifiers import Identifier
    from paperstudy.domain.papers import CiteKey, Paper, PaperId, PaperState
    from paperstudy.store.views import Reader, Writer


@dataclass(frozen=True, slots=True)
class Shelved:
    """A paper that is in the library now; `created` is False when it was there before."""

    id: PaperId
    key: CiteKey
    title: str
    state: PaperState
    created: bool


class _TakenKeys:
    """The cite keys in use, asked one by one inside the transaction that adds the next."""

    def __init__(self, tx: Writer) -> None:
        self._tx = tx

    def __contains__(self, key: object) -> bool:
        papers = self._tx.papers
        return any(find(str(key)) is not None for find in (papers.find_by_key, papers.find_former))


def shelve(tx: Writer, record: PaperRecord, at: datetime) -> Shelved:
    """Put what `record` tells of into the library, inside the caller's transaction.

    A work is known by any of its identifiers, else by its title, unless authors or years differ. What the record adds to a known
    work is kept beside what other sources said of it; an echo of the library itself (source
    `library`) adds its identifiers only. A work without a title is shown by its identifier until
    a source tells the title.
    """
    known = find_known(tx, record)
    if record.source == "library":
        title = "" if known is not None else record.title
        record = PaperRecord("log", title, identifiers=record.identifiers, url=record.url)
    if known is not None:
        return _absorb(tx, known, record, at)
    shown = titled(merge_records([record])[0])
    key = make_cite_key(shown.title, shown.authors, shown.year, _TakenKeys(tx), tx.cite_key)
    state = state_of([record])
    paper_id = tx.papers.add(record, key, state, at, shown)
    return Shelved(paper_id, key, shown.title, state, created=True)


def find_known(tx: Reader, record: PaperRecord) -> PaperId | None:
    """Return the paper in the library that `record` tells of, else None."""
    ids = tx.papers.ids_by_identifiers(record.identifiers)
    for identifier in record.identifiers:
        if str(identifier) in ids:
            return ids[str(identifier)]
    namesakes = tx.papers.all_by_title(record.title) if record.title else []
    return next((paper.id for paper in namesakes if not contradicts(paper, record)), None)


def contradicts(paper: Paper | PaperRecord, record: PaperRecord) -> bool:
    """Tell whether two works of one title are two: by their numbers, authors or years.

    Both must tell of it. A title written in a log tells no more, and is taken for the known work.
    """
    for scheme in (Scheme.ARXIV, Scheme.DOI):
        here, there = (
            {identifier.value for identifier in each.identifiers if identifier.scheme is scheme}
            for each in (paper, record)
        )
        if here and there and not here & there:
            return True
    authors = paper.authors[:1] + record.authors[:1]
    if paper.authors and record.authors and compare_authors(*authors) is Kinship.OTHER:
        return True
    return bool(paper.year and record.year and abs(paper.year - record.year) > LATE)


def _absorb(tx: Writer, paper_id: PaperId, record: PaperRecord, at: datetime) -> Shelved:
    absorb_record(tx, paper_id, record, at)
    paper = tx.papers.get(paper_id)
    return Shelved(paper_id, paper.key, paper.title, paper.state, created=False)


def absorb_record(
    tx: Writer, paper_id: PaperId, record: PaperRecord, at: datetime
) -> tuple[Identifier, ...]:
    """Keep what a source says of a paper, and merge the paper's fields anew.

    Return the identifiers of the record that belong to another paper, and stay there.
    """
    before = tx.papers.records(paper_id)
    news = [new for new in with_record(before, record) if new not in before]
    if not news:
        return ()
    clashes = tx.papers.save_record(paper_id, news[0])
    merge_fields(tx, paper_id, at)
    return clashes


def merge_fields(tx: Writer, paper_id: PaperId, at: datetime) -> None:
    """Set a paper's fields to the best that its records say; offer what the rules doubt."""
    records = tx.papers.records(paper_id)
    merged, provenance = merge_records(records)
    state = state_of(records, tx.papers.lookups(paper_id))
    tx.papers.write_fields(paper_id, titled(merged), state, provenance, at)
    if merged.publication is not None and merged.publication.year is not None:
        tx.offers.withdraw(paper_id, OfferKind.PUBLICATION)
        return
    for doubt in choose_publication(records).offers:
        tx.offers.add(OfferKind.PUBLICATION, paper_id, doubt.record, doubt.reason, at)


def with_record(records: tuple[PaperRecord, ...], new: PaperRecord) -> tuple[PaperRecord, ...]:
    """Put `new` among the records; what its source said before fills what it leaves empty."""
    old = _of(records, new.source)
    if old is None:
        told = {identifier for record in records for identifier in record.identifiers}
        silent = not new.title and not new.url and told.issuperset(new.identifiers)
        return records if silent else (*records, new)
    # The first log that wrote a title down is as good as the second: the paper keeps it.
    first = new.source == "log" and old.title
    merged = merge_same_source(old, new) if first else merge_same_source(new, old)
    return tuple(merged if record is old else record for record in records)


def _of(records: tuple[PaperRecord, ...], source: str) -> PaperRecord | None:
    return next((record for record in records if record.source == source), None)


def titled(record: PaperRecord) -> PaperRecord:
    """Return the record as a paper is shown: one without a title goes by its identifier."""
    if record.title:
        return record
    named = next((i for i in record.identifiers if i.scheme is not Scheme.URL), None)
    if named is not None:
        return replace(record, title=str(named))
    address = next((i.value for i in record.identifiers), record.url)
    return replace(record, title=address.partition("://")[2].removeprefix("www."))
