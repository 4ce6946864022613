"""Sync: every paper gets its facts, and what is old is asked for again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.events import Finished, ItemDone, Notice, Started
from paperstudy.domain.papers import WITHOUT_FACTS, PaperState
from paperstudy.study.asking import (
    Urgency,
    derive_identifiers,
    is_due,
    is_wanted,
    needs_login,
    pick_identifier,
)
from paperstudy.study.changes import describe_changes
from paperstudy.study.finding import find_paper
from paperstudy.study.gathering import Gatherer, Target, load_target
from paperstudy.study.panel import Panel
from paperstudy.study.searching import IDENTITY_SEARCH, PUBLICATION_SEARCH, TitleSearch
from paperstudy.study.values import Synced, SyncSummary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.domain.identifiers import Identifier
    from paperstudy.domain.library import SyncRow
    from paperstudy.domain.papers import CiteKey, Paper, PaperId
    from paperstudy.store.store import Store
    from paperstudy.study.clock import Clock
    from paperstudy.study.network import Network

_BATCH = 100
"""Papers that are asked for together: what arXiv answers in one request."""


class Syncing:
    """Asks the sources for what is missing or old."""

    def __init__(self, store: Store, clock: Clock, network: Network) -> None:
        self._store = store
        self._clock = clock
        self._network = network

    def sync(
        self,
        keys: Sequence[str] = (),
        *,
        everything: bool = False,
        stale: bool = False,
        cancel: CancelToken,
    ) -> Iterator[Event]:
        """Bring papers up to date, in batches; yield a `Synced` for each that was asked for.

        Without `keys` those are the papers that some source never answered for, or answered too
        long ago; only the latter with `stale`; all of them with `everything`. Papers that are
        named are asked for whatever their age. Each answer is saved when it comes, so a sync
        that was stopped goes on where it was.

        Raises:
            NotFoundError: one of the keys is not here.
        """
        panel = Panel(self._network, cancel)
        urgency = _urgency(named=bool(keys), everything=everything, stale=stale)
        rows = self._rows(keys)
        due = [row for row in rows if self._is_due(row, panel, urgency)]
        yield Started(len(due), "sync")
        tally = _Tally(fresh=len(rows) - len(due))
        waiting = iter(due)
        while (batch := list(islice(waiting, _BATCH))) and not cancel.cancelled:
            yield from self._sync_batch(batch, panel, urgency, tally)
        yield from panel.notices()
        if panel.offline:
            unfetched = sum(row.state is not PaperState.FETCHED for row in rows)
            yield Notice(
                "the network is switched off; papers without fetched facts: {count}",
                (("count", unfetched),),
            )
        yield Finished(tally.summary(), cancelled=cancel.cancelled)

    def _rows(self, keys: Sequence[str]) -> list[SyncRow]:
        with self._store.read() as tx:
            wanted = [find_paper(tx, key).key for key in keys] or None
            # The order in which they came: it stays when keys are changed between two runs.
            return sorted(tx.papers.sync_rows(wanted), key=lambda row: row.id)

    def _is_due(self, row: SyncRow, panel: Panel, urgency: Urgency) -> bool:
        if panel.offline or urgency is Urgency.ALL:
            return True
        now = self._clock()
        lookups = {lookup.source: lookup for lookup in row.lookups}
        known = derive_identifiers(row.identifiers)
        asked = [
            name
            for name, source in panel.sources.items()
            if not source.local
            and pick_identifier(known, source.schemes) is not None
            and is_wanted(name, known, lookups)
        ]
        searched = [PUBLICATION_SEARCH] if _is_preprint(known) else []
        if all(needs_login(lookups.get(name)) for name in asked):
            searched = [IDENTITY_SEARCH]
        return any(is_due(lookups.get(name), urgency, now) for name in (*asked, *searched))

    def _sync_batch(
        self, rows: Sequence[SyncRow], panel: Panel, urgency: Urgency, tally: _Tally
    ) -> Iterator[Event]:
        gatherer = Gatherer(self._store, self._clock, panel)
        search = TitleSearch(self._store, self._clock, panel)
        targets: list[Target] = []
        before: dict[PaperId, Paper] = {}
        offers = self._offers()
        with self._store.read() as tx:
            for row in rows:
                with suppress(NotFoundError):  # somebody took it out meanwhile
                    before[row.id] = tx.papers.get(row.id)
                    targets.append(load_target(tx, row.id))
        for told in gatherer.gather(targets, urgency):
            target = self._ask_on(told, gatherer, search, urgency)
            yield from panel.notices()
            if target.gone:
                continue
            assert target.paper_id is not None, "only papers of the library are synced"
            with suppress(NotFoundError):
                notices = [*self._clashes(target)]
                synced = self._synced(before[target.paper_id], target)
                yield from notices
                yield tally.count(synced)
        tally.offers += len(self._offers() - offers)

    def _ask_on(
        self, target: Target, gatherer: Gatherer, search: TitleSearch, urgency: Urgency
    ) -> Target:
        """Search for what a title leads to, and ask those whom new numbers lead to.

        All in one run, so that a run that was stopped and begun again comes to the same end.
        """
        asked: set[str] | None = None
        while asked != target.asked and not target.gone:
            asked = set(target.asked)
            target = search.identify(target, urgency)
            target = search.find_publication(target, urgency)
            for _ in gatherer.gather([target], urgency):
                pass
        return target

    def _synced(self, before: Paper, target: Target) -> Synced:
        with self._store.read() as tx:
            after = tx.papers.get(before.id)
        return Synced(
            after.key,
            after.title,
            after.state,
            describe_changes(before, after),
            tuple(sorted(target.failed)),
        )

    def _clashes(self, target: Target) -> Iterator[Notice]:
        """Say of identifiers that two papers have: they may be one."""
        assert target.paper_id is not None, "only papers of the library are synced"
        for identifier in sorted(target.clashes):
            with self._store.read() as tx:
                other = tx.papers.find_by_identifier(identifier)
                mine = tx.papers.get(target.paper_id)
            if other is not None and other.id != mine.id:
                yield _same(other.key, mine.key, identifier)

    def _offers(self) -> set[int]:
        with self._store.read() as tx:
            return {offer.id for offer in tx.offers.open()}


@dataclass(slots=True)
class _Tally:
    changed: int = 0
    unchanged: int = 0
    fresh: int = 0
    pending: int = 0
    failed: int = 0
    offers: int = 0

    def count(self, synced: Synced) -> ItemDone:
        self.pending += synced.state in WITHOUT_FACTS
        self.failed += bool(synced.failed)
        self.changed += bool(synced.changes)
        self.unchanged += not synced.changes
        return ItemDone(synced.key, synced)

    def summary(self) -> SyncSummary:
        return SyncSummary(
            self.changed, self.unchanged, self.fresh, self.pending, self.failed, self.offers
        )


def _urgency(*, named: bool, everything: bool, stale: bool) -> Urgency:
    if stale:
        return Urgency.STALE
    return Urgency.ALL if named or everything else Urgency.DUE


def _is_preprint(identifiers: Sequence[Identifier]) -> bool:
    return any(each.scheme.value == "arxiv" for each in identifiers)


def _same(one: CiteKey, other: CiteKey, identifier: Identifier) -> Notice:
    fields = (("one", one), ("other", other), ("identifier", str(identifier)))
    return Notice("{one} and {other} both are {identifier}: paperstudy merge {one} {other}", fields)
