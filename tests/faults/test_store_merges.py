"""People merge and part papers, scans and syncs come between; no step is lost to that."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

from hypothesis import settings as example_settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from paperstudy.domain.errors import ConflictError
from paperstudy.domain.identifiers import Identifier, Scheme, parse_identifier
from paperstudy.domain.library import OfferKind
from paperstudy.domain.papers import PaperId, PaperRecord, Publication
from paperstudy.domain.sources import Lookup, Outcome
from paperstudy.store.views import Reader
from paperstudy.study.shelving import merge_fields
from tests.faults.test_undo_after_scan import _REFERENCES, Steps

START = datetime(2026, 11, 22, tzinfo=UTC)
REFERENCES = st.sampled_from(_REFERENCES)


class Merges(Steps):
    """The steps of one who scans, with merges, and with what a sync writes."""

    def __init__(self) -> None:
        super().__init__()
        self.minutes = count()

    @rule(keep=REFERENCES, drop=REFERENCES)
    def merge(self, keep: str, drop: str) -> None:
        at = self._now()
        with self.group.store.read() as tx:
            papers = [self._find(tx, reference) for reference in (keep, drop)]
        if papers[0] is None or papers[1] is None:
            return
        try:
            with self.group.store.write(f"merge {drop}", at=at) as writer:
                writer.papers.merge(papers[0], papers[1], ())
                merge_fields(writer, papers[0], at)
        except ConflictError:
            assert papers[0] == papers[1]

    @rule(reference=REFERENCES, source=st.sampled_from(["arxiv", "crossref"]), found=st.booleans())
    def sync(self, reference: str, source: str, found: bool) -> None:
        at = self._now()
        asked = parse_identifier(reference)
        assert asked is not None
        with self.group.store.write() as tx:
            paper = self._find(tx, reference)
            if paper is None:
                return
            outcome = Outcome.FOUND if found else Outcome.MISSING
            tx.papers.save_lookup(paper, Lookup(source, at, outcome))
            doi = Identifier(Scheme.DOI, f"10.1/{asked.value}")
            claim = Publication("Somewhere", 2025, doi.value)
            record = PaperRecord(
                source,
                f"Title of {asked}",
                identifiers=(asked, doi) if source == "crossref" else (asked,),
                citations=at.minute,
                publication=claim,
                fetched_at=at,
            )
            if found:
                tx.papers.save_record(paper, record)
                merge_fields(tx, paper, at)
            tx.offers.withdraw(paper, OfferKind.PUBLICATION)
            if not found:
                tx.offers.add(OfferKind.PUBLICATION, paper, record, "why", at)

    @rule(which=st.integers(0, 3), accepted=st.booleans())
    def decide(self, which: int, accepted: bool) -> None:
        at = self._now()
        with self.group.store.read() as tx:
            offers = tx.offers.open()
        if offers:
            with self.group.store.write("decide", at=at) as writer:
                writer.offers.decide(offers[which % len(offers)].id, accepted, at)

    def _now(self) -> datetime:
        return START + timedelta(minutes=next(self.minutes))

    def _find(self, tx: Reader, reference: str) -> PaperId | None:
        asked = parse_identifier(reference)
        assert asked is not None
        paper = tx.papers.find_by_identifier(asked)
        return paper.id if paper is not None else None


TestMerges = Merges.TestCase
TestMerges.settings = example_settings(max_examples=8, stateful_step_count=20, deadline=None)
