"""What sources say and only a person can take: accepted, it stands; rejected, it never returns."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.library import Offer, OfferKind
from paperstudy.domain.papers import Author, PaperRecord, PaperState, Publication
from paperstudy.store.archive import open_archive
from paperstudy.study.inbox import Inbox
from tests.fakes.sources import FakeSource
from tests.unit.study.house import BOTH, DOI, House, arxiv_id, doi_of, preprint, printed

FIRST = f"arxiv:{(NUMBER := '2001.00001')}"
TITLE = "One Paper About Many Things"
EXTENDED = printed("10.1000/extended", f"{TITLE}, Extended")


@pytest.fixture
def inbox(house: House, tmp_path: Path) -> Inbox:
    return Inbox(house.store, house.clock, lambda: open_archive(tmp_path / "archive.db"))


def offer_publication(house: House, inbox: Inbox, *found: PaperRecord) -> Offer:
    """Sync a preprint of which Crossref has works that nearly fit."""
    house.sources = [
        FakeSource(answers={FIRST: preprint(NUMBER)}),
        FakeSource("crossref", DOI, found=[*(found or (EXTENDED,))]),
    ]
    house.shelve(PaperRecord("log", "", identifiers=(arxiv_id(NUMBER),)))
    house.sync()
    return inbox.offers()[0]


def sync_all(house: House) -> None:
    for days in (0, 8, 31):
        house.wait(days=days)
        house.sync(everything=True)


def test_a_publication_that_is_accepted_stands_through_later_syncs(
    house: House, inbox: Inbox
) -> None:
    offer = offer_publication(house, inbox)
    paper = inbox.accept_offer(offer.id)
    assert paper.publication == EXTENDED.publication
    assert dict(paper.provenance)["publication"] == "person"
    assert (paper.title, paper.year) == (TITLE, 2020)
    assert doi_of("10.1000/extended") in paper.identifiers
    assert inbox.offers() == ()
    claim = Publication("Another Meeting", 2022, "10.1000/another", "proceedings")
    s2 = replace(preprint(NUMBER), source="semanticscholar", publication=claim)
    house.sources.append(FakeSource("semanticscholar", BOTH, {FIRST: s2}))
    sync_all(house)
    assert house.paper(FIRST).publication == EXTENDED.publication
    assert inbox.offers() == ()


def test_a_publication_that_is_rejected_is_never_offered_again(house: House, inbox: Inbox) -> None:
    offer = offer_publication(house, inbox)
    assert inbox.reject_offer(offer.id) == offer
    assert inbox.offers() == ()
    sync_all(house)
    assert inbox.offers() == ()
    assert house.paper(FIRST).publication is None


def test_accepting_one_withdraws_the_others_of_the_paper(house: House, inbox: Inbox) -> None:
    other = printed("10.1000/longer", f"{TITLE}, a Longer Version", year=2022)
    offer_publication(house, inbox, EXTENDED, other)
    first, second = inbox.offers()
    inbox.accept_offer(second.id)
    assert inbox.offers() == ()
    with pytest.raises(NotFoundError):
        inbox.accept_offer(first.id)


def test_what_was_decided_can_be_taken_back(house: House, inbox: Inbox) -> None:
    offer = offer_publication(house, inbox)
    before = house.paper(FIRST)
    inbox.accept_offer(offer.id)
    assert house.store.undo() is not None
    assert house.paper(FIRST) == before
    assert inbox.offers() == (offer,)
    inbox.reject_offer(offer.id)
    assert house.store.undo() is not None
    assert inbox.offers() == (offer,)


def test_a_record_of_the_same_work_is_taken_with_its_numbers(house: House, inbox: Inbox) -> None:
    house.sources = [
        FakeSource(answers={FIRST: preprint(NUMBER, version=3)}),
        FakeSource(
            "semanticscholar", BOTH, found=[replace(preprint(NUMBER), source="semanticscholar")]
        ),
    ]
    (paper,) = house.shelve(PaperRecord("log", TITLE))
    house.sync()
    (offer,) = inbox.offers()
    assert offer.kind is OfferKind.RECORD
    taken = inbox.accept_offer(offer.id)
    assert (taken.state, taken.authors) == (PaperState.FETCHED, (Author("Ada Lovelace"),))
    house.sync()
    assert house.paper(paper.key).version == 3


def test_a_record_that_is_rejected_is_never_offered_again(house: House, inbox: Inbox) -> None:
    house.sources = [FakeSource("semanticscholar", BOTH, found=[preprint(NUMBER)])]
    (paper,) = house.shelve(PaperRecord("log", TITLE))
    house.sync()
    inbox.reject_offer(inbox.offers()[0].id)
    sync_all(house)
    assert inbox.offers() == ()
    assert house.paper(paper.key).identifiers == ()


def test_a_number_that_does_not_wait_is_told(inbox: Inbox) -> None:
    for decide in (inbox.accept_offer, inbox.reject_offer):
        with pytest.raises(NotFoundError, match="p42"):
            decide(42)
