"""Searches by title: for a paper without a number, and for where a preprint was published."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.identifiers import Scheme
from paperstudy.domain.library import OfferKind
from paperstudy.domain.sources import Outcome
from paperstudy.matching.identity import Sameness, compare_works, describe_cvf
from paperstudy.matching.merge import merge_records
from paperstudy.matching.publications import Standing, judge
from paperstudy.study.asking import BY_TITLE, is_due, needs_login, pick_identifier
from paperstudy.study.gathering import load_target
from paperstudy.study.shelving import absorb_record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from paperstudy.domain.papers import PaperId, PaperRecord
    from paperstudy.store.store import Store
    from paperstudy.study.asking import Urgency
    from paperstudy.study.gathering import Gatherer, Target
    from paperstudy.study.panel import Panel

IDENTITY_SEARCH = "semanticscholar" + BY_TITLE
PUBLICATION_SEARCH = "crossref" + BY_TITLE
_WHO_KNOWS_TITLES = ("semanticscholar", "crossref", "arxiv")
_WHO_KNOWS_VENUES = ("crossref", "dblp")
_SAME_TITLE = "a source knows a paper of this title, and its authors cannot be compared"


class TitleSearch:
    """Searches that are never a guess: what is not certain is offered in the inbox."""

    def __init__(self, store: Store, gatherer: Gatherer, panel: Panel) -> None:
        self._store = store
        self._gatherer = gatherer
        self._panel = panel

    def identify(self, target: Target, urgency: Urgency, now: datetime) -> Target:
        """Return the target with the numbers found for its title, where no source takes its own."""
        assert target.paper_id is not None, "a search is for papers of the library"
        if self._can_be_asked_for(target) or self._is_done(target, IDENTITY_SEARCH, urgency, now):
            return target
        mine, cut = _described(target)
        found = maybe = None
        failed = False
        for name in _WHO_KNOWS_TITLES if mine.title else ():
            records = self._search(name, mine)
            failed = failed or records is None
            for record in records or ():
                sameness = compare_works(mine, record, cut=cut)
                if sameness is Sameness.SAME:
                    found = record
                    break
                if sameness is Sameness.MAYBE:
                    maybe = maybe or record
            if found is not None:
                break
        if found is not None:
            self._absorb(target.paper_id, found, now)
        elif maybe is not None:
            self._offer(target.paper_id, OfferKind.RECORD, maybe, _SAME_TITLE, now)
        if self._panel.cancel.cancelled:
            return target
        outcome = Outcome.FOUND if found else Outcome.FAILED if failed else Outcome.MISSING
        self._gatherer.save_lookup(target, IDENTITY_SEARCH, outcome)
        return self._reload(target)

    def find_publication(self, target: Target, urgency: Urgency, now: datetime) -> Target:
        """Look for where a preprint was published, unless that is known."""
        assert target.paper_id is not None, "a search is for papers of the library"
        if not target.has(Scheme.ARXIV) or self._is_done(target, PUBLICATION_SEARCH, urgency, now):
            return target
        target = self._reload(target)
        records = [*target.records.values()]
        if target.gone or not records:
            return target
        mine, _ = merge_records(records)
        outcome = Outcome.FOUND
        if mine.title and not (mine.publication and mine.publication.year):
            outcome = self._search_venues(target, mine, now)
        if not self._panel.cancel.cancelled:
            self._gatherer.save_lookup(target, PUBLICATION_SEARCH, outcome)
        return self._reload(target)

    def _search_venues(self, target: Target, mine: PaperRecord, now: datetime) -> Outcome:
        paper_id = target.paper_id
        assert paper_id is not None, "a search is for papers of the library"
        failed = False
        for name in _WHO_KNOWS_VENUES:
            records = self._search(name, mine)
            failed = failed or records is None
            verdicts = [(judge(mine, record), record) for record in records or ()]
            for verdict, record in verdicts:
                if verdict.standing is Standing.ACCEPTED:
                    self._absorb(paper_id, record, now)
                    return Outcome.FOUND
            for verdict, record in verdicts:
                if verdict.standing is Standing.DOUBTFUL:
                    self._offer(paper_id, OfferKind.PUBLICATION, record, verdict.reason, now)
        return Outcome.FAILED if failed else Outcome.MISSING

    def _search(self, name: str, mine: PaperRecord) -> list[PaperRecord] | None:
        if name not in self._panel.sources:
            return []
        if not self._panel.can_ask(name) or self._panel.cancel.cancelled:
            return None
        author = mine.authors[0].name if mine.authors else ""
        return self._panel.search(name, mine.title, author, None)

    def _can_be_asked_for(self, target: Target) -> bool:
        return any(
            pick_identifier(target.known_by, source.schemes) is not None
            for name, source in self._panel.sources.items()
            if not source.local and not needs_login(target.lookups.get(name))
        )

    def _is_done(self, target: Target, search: str, urgency: Urgency, now: datetime) -> bool:
        stopped = self._panel.offline or self._panel.cancel.cancelled
        done = search in target.asked or not is_due(target.lookups.get(search), urgency, now)
        target.asked.add(search)
        return stopped or done

    def _absorb(self, paper_id: PaperId, record: PaperRecord, now: datetime) -> None:
        with self._store.write() as tx:
            absorb_record(tx, paper_id, replace(record, fetched_at=now), now)

    def _offer(
        self, paper_id: PaperId, kind: OfferKind, record: PaperRecord, why: str, now: datetime
    ) -> None:
        with self._store.write() as tx:
            tx.offers.add(kind, paper_id, replace(record, fetched_at=now), why, now)

    def _reload(self, target: Target) -> Target:
        assert target.paper_id is not None, "a search is for papers of the library"
        try:
            with self._store.read() as tx:
                fresh = load_target(tx, target.paper_id)
        except NotFoundError:
            target.gone = True
            return target
        fresh.asked, fresh.failed, fresh.clashes = target.asked, target.failed, target.clashes
        return fresh


def _described(target: Target) -> tuple[PaperRecord, bool]:
    """Return what is known of a paper, and whether its title is only a beginning."""
    records = [*target.records.values()]
    told = [record for record in records if record.title]
    if told:
        return merge_records(told)[0], False
    described: Iterator[PaperRecord | None] = map(describe_cvf, target.identifiers)
    cut = next((record for record in described if record is not None), None)
    return (cut, True) if cut is not None else (merge_records(records)[0], False)
