"""A library with sources that answer from tables, and a look at all that is in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from paperstudy.domain.events import (
    CancelToken,
    Event,
    Finished,
    ItemDone,
    ItemFailed,
    Notice,
)
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, Paper, PaperRecord, Publication
from paperstudy.domain.sources import Lookup
from paperstudy.store.store import Store
from paperstudy.study.adding import Adding
from paperstudy.study.finding import find_paper
from paperstudy.study.network import Network
from paperstudy.study.recognising import Known
from paperstudy.study.shelving import shelve
from paperstudy.study.syncing import Syncing
from paperstudy.study.values import Added, Synced, SyncSummary
from tests.fakes.sources import FakeSource

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ARXIV = frozenset({Scheme.ARXIV})
DOI = frozenset({Scheme.DOI})
BOTH = ARXIV | DOI
Value = TypeVar("Value")


def arxiv_id(value: str) -> Identifier:
    return Identifier(Scheme.ARXIV, value)


def doi_of(value: str) -> Identifier:
    return Identifier(Scheme.DOI, value)


def preprint(value: str, title: str = "One Paper About Many Things", **facts: Any) -> PaperRecord:
    """What arXiv says of a paper."""
    told: dict[str, Any] = {
        "authors": (Author("Ada Lovelace"),),
        "year": 2020,
        "identifiers": (arxiv_id(value),),
        "version": 1,
        "kind": "preprint",
    }
    return PaperRecord("arxiv", title, **(told | facts))


def printed(
    doi: str, title: str = "One Paper About Many Things", year: int = 2021, **facts: Any
) -> PaperRecord:
    """What Crossref says of a paper."""
    told: dict[str, Any] = {
        "authors": (Author("Ada Lovelace", family="Lovelace", given="Ada"),),
        "year": year,
        "identifiers": (doi_of(doi),),
        "kind": "proceedings",
        "publication": Publication("Conference on Made-Up Methods", year, doi, "proceedings"),
    }
    return PaperRecord("crossref", title, **(told | facts))


@dataclass
class House:
    """One library, its sources, and a clock that a test moves."""

    store: Store
    sources: list[FakeSource] = field(default_factory=list)
    offline: bool = False
    now: datetime = NOW
    known: Known = field(default_factory=Known)

    @property
    def network(self) -> Network:
        return Network(self.offline, lambda _: self.sources)

    def clock(self) -> datetime:
        return self.now

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def add(self, *references: str, cancel: CancelToken | None = None) -> list[Event]:
        adding = Adding(self.store, self.clock, self.network, self.known)
        return list(adding.add(references, cancel or CancelToken()))

    def sync(self, *keys: str, cancel: CancelToken | None = None, **how: bool) -> list[Event]:
        syncing = Syncing(self.store, self.clock, self.network)
        return list(syncing.sync(keys, cancel=cancel or CancelToken(), **how))

    def shelve(self, *records: PaperRecord) -> list[Paper]:
        """Put works into the library without asking anybody."""
        with self.store.write() as tx:
            return [tx.papers.get(shelve(tx, record, self.now).id) for record in records]

    def paper(self, reference: str) -> Paper:
        with self.store.read() as tx:
            return find_paper(tx, reference)

    def records(self, reference: str) -> dict[str, PaperRecord]:
        with self.store.read() as tx:
            found = tx.papers.records(find_paper(tx, reference).id)
        return {record.source: record for record in found}

    def lookups(self, reference: str) -> dict[str, Lookup]:
        with self.store.read() as tx:
            found = tx.papers.lookups(find_paper(tx, reference).id)
        return {lookup.source: lookup for lookup in found}

    def dump(self) -> list[Any]:
        """All papers with their records and lookups, and all offers; without times and numbers."""
        with self.store.read() as tx:
            papers = [
                (
                    paper._replace(added_at=None),
                    sorted((timeless(r) for r in tx.papers.records(paper.id)), key=str),
                    sorted((u.source, u.outcome, u.message) for u in tx.papers.lookups(paper.id)),
                )
                for paper in tx.papers.all()
            ]
            offers = sorted((o.kind, o.key, str(timeless(o.record))) for o in tx.offers.open())
        return [papers, offers]


def timeless(record: PaperRecord) -> PaperRecord:
    return replace(record, fetched_at=None)


def values(events: Iterable[Event], kind: type[Value]) -> list[Value]:
    """The values of this type that came with `ItemDone`."""
    return [e.value for e in events if isinstance(e, ItemDone) and isinstance(e.value, kind)]


def added(events: Iterable[Event]) -> list[Added]:
    return values(events, Added)


def synced(events: Iterable[Event]) -> list[Synced]:
    return values(events, Synced)


def failed(events: Iterable[Event]) -> list[ItemFailed]:
    return [event for event in events if isinstance(event, ItemFailed)]


def told(events: Iterable[Event]) -> list[str]:
    """The notices, as they are read in English."""
    notices = [event for event in events if isinstance(event, Notice)]
    return [n.template.format(**dict(n.fields)) if n.fields else n.template for n in notices]


def summary(events: list[Event]) -> SyncSummary:
    last = events[-1]
    assert isinstance(last, Finished)
    assert isinstance(last.summary, SyncSummary)
    return last.summary


def news(events: Iterable[Event]) -> list[str]:
    """What a sync found to be new, in English."""
    return [
        change.template.format(**dict(change.fields))
        for one in synced(events)
        for change in one.changes
    ]
