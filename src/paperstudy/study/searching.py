"""Searches by title: for a paper without a number, and for where a preprint was published."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.identifiers import Scheme
from paperstudy.domain.library import OfferKind
from paperstudy.domain.sources import Lookup, Outcome
from paperstudy.matching.identity import Sameness, compare_works, describe_cvf
from paperstudy.matching.merge import merge_records
from paperstudy.matching.publications import Standing, judge
from paperstudy.study.asking import BY_TITLE, is_due, needs_login, pick_identifier
from paperstudy.study.gathering import is_here, load_target
from paperstudy.study.shelving import absorb_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.papers import PaperRecord
    from paperstudy.store.store import Store
    from paperstudy.study.asking import Urgency
    from paperstudy.study.clock import Clock
    from paperstudy.study.gathering import Target
    from paperstudy.study.panel import Panel

IDENTITY_SEARCH = "semanticscholar" + BY_TITLE
PUBLICATION_SEARCH = "crossref" + BY_TITLE
_WHO_KNOWS_TITLES = ("semanticscholar", "crossref", "arxiv")
_WHO_KNOWS_VENUES = ("crossref", "dblp")
_SAME_TITLE = "a source knows a paper of this title, and its authors cannot be compared"


@dataclass(slots=True)
class _Told:
    """What a search came to: a record that is sure, or some that a person should look at."""

    found: PaperRecord | None = None
    doubts: list[tuple[PaperRecord, str]] = field(default_factory=list)
    failed: bool = False
    known: bool = False  # there was nothing to search for

    @property
    def outcome(self) -> Outcome:
        """How the search ended."""
        if self.known or self.found is not None:
            return Outcome.FOUND
        return Outcome.FAILED if self.failed else Outcome.MISSING


class TitleSearch:
    """Searches that are never a guess: what is not certain is offered in the inbox."""

    def __init__(self, store: Store, clock: Clock, panel: Panel) -> None:
        self._store = store
        self._clock = clock
        self._panel = panel

    def identify(self, target: Target, urgency: Urgency) -> Target:
        """Return the target with the numbers found for its title, where no source takes its own."""
        assert target.paper_id is not None, "a search is for papers of the library"
        if self._can_be_asked_for(target) or self._is_done(target, IDENTITY_SEARCH, urgency):
            return target
        mine, cut = _described(target)
        told = _Told()
        for name in _WHO_KNOWS_TITLES if mine.title else ():
            records = self._search(name, mine)
            told.failed = told.failed or records is None
            for record in records or ():
                sameness = compare_works(mine, record, cut=cut)
                if sameness is Sameness.SAME and told.found is None:
                    told.found = record
                elif sameness is Sameness.MAYBE and not told.doubts:
                    told.doubts.append((record, _SAME_TITLE))
            if told.found is not None:
                break
        return self._save(target, IDENTITY_SEARCH, OfferKind.RECORD, told)

    def find_publication(self, target: Target, urgency: Urgency) -> Target:
        """Look for where a preprint was published, unless that is known."""
        assert target.paper_id is not None, "a search is for papers of the library"
        if not target.has(Scheme.ARXIV) or self._is_done(target, PUBLICATION_SEARCH, urgency):
            return target
        target = self._reload(target)
        records = [*target.records.values()]
        if target.gone or not records:
            return target
        mine, _ = merge_records(records)
        known = not mine.title or bool(mine.publication and mine.publication.year)
        told = _Told(known=True) if known else self._search_venues(mine)
        return self._save(target, PUBLICATION_SEARCH, OfferKind.PUBLICATION, told)

    def _search_venues(self, mine: PaperRecord) -> _Told:
        told = _Told()
        for name in _WHO_KNOWS_VENUES:
            records = self._search(name, mine)
            told.failed = told.failed or records is None
            for record in records or ():
                verdict = judge(mine, record)
                if verdict.standing is Standing.ACCEPTED and told.found is None:
                    told.found = record
                elif verdict.standing is Standing.DOUBTFUL:
                    told.doubts.append((record, verdict.reason))
            if told.found is not None:
                break
        return told

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

    def _is_done(self, target: Target, search: str, urgency: Urgency) -> bool:
        stopped = self._panel.offline or self._panel.cancel.cancelled
        done = search in target.asked or not is_due(
            target.lookups.get(search), urgency, self._clock()
        )
        target.asked.add(search)
        return stopped or done

    def _save(self, target: Target, search: str, kind: OfferKind, told: _Told) -> Target:
        """Keep what a search came to, all in one write, and return the target as it is then."""
        if self._panel.cancel.cancelled:
            return target
        assert target.paper_id is not None, "a search is for papers of the library"
        at = self._clock()
        with self._store.write() as tx:
            if not is_here(tx, target):
                return target
            tx.papers.save_lookup(target.paper_id, Lookup(search, at, told.outcome))
            if told.found is not None:
                record = replace(told.found, fetched_at=at)
                target.clashes.update(absorb_record(tx, target.paper_id, record, at))
            for record, reason in () if told.found is not None else told.doubts:
                offered = replace(record, fetched_at=at)
                tx.offers.add(kind, target.paper_id, offered, reason, at)
        return self._reload(target)

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
