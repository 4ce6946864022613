"""Offers: made once, decided by a person, given back by an undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.library import Offer, OfferId, OfferKind
from paperstudy.domain.papers import PaperId, PaperRecord, Publication, Repository
from paperstudy.store.store import Store

AddPaper = Callable[..., PaperId]
CLAIM = PaperRecord(
    "crossref",
    "A Title",
    year=2025,
    identifiers=(Identifier(Scheme.DOI, "10.65/x"),),
    publication=Publication("Proceedings of Nothing", 2025, "10.65/x"),
    citations=3,
)
OTHER = replace(CLAIM, publication=Publication("ICLR", 2021), identifiers=())
ASKED, WORK = OfferKind.PUBLICATION, OfferKind.RECORD


def offers(store: Store) -> tuple[Offer, ...]:
    with store.read() as tx:
        return tx.offers.open()


def test_an_offer_waits_with_its_paper_and_reason(
    store: Store, add_paper: AddPaper, at: datetime
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "k", "A title")
        number = tx.offers.add(ASKED, paper, CLAIM, "the years are too far apart", at)
    assert number is not None
    expected = Offer(number, ASKED, paper, "k", "A title", CLAIM, "the years are too far apart", at)  # type: ignore[arg-type]  # a key is a str
    assert offers(store) == (expected,)
    with store.read() as tx:
        assert tx.offers.get(number) == expected
        assert tx.offers.get(OfferId(99)) is None


def test_the_same_is_offered_once_whatever_changes_that_is_not_asked(
    store: Store, add_paper: AddPaper, at: datetime
) -> None:
    later = replace(
        CLAIM, citations=9, fetched_at=at, repositories=(Repository("https://u"),), abstract="new"
    )
    with store.write() as tx:
        paper, second = add_paper(tx, "a"), add_paper(tx, "b")
        assert tx.offers.add(ASKED, paper, CLAIM, "why", at) is not None
        assert tx.offers.add(ASKED, paper, later, "why", at) is None
        assert tx.offers.add(ASKED, paper, replace(later, source="openalex"), "why", at) is None
        assert tx.offers.add(WORK, paper, CLAIM, "another question", at) is not None
        assert tx.offers.add(WORK, paper, later, "another question", at) is None
        assert tx.offers.add(ASKED, paper, OTHER, "another venue", at) is not None
        assert tx.offers.add(ASKED, second, CLAIM, "another paper", at) is not None
    assert [offer.reason for offer in offers(store)] == [
        "why",
        "another question",
        "another venue",
        "another paper",
    ]


def test_a_decision_stands_until_it_is_undone(
    store: Store, add_paper: AddPaper, at: datetime
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a")
        first = tx.offers.add(ASKED, paper, CLAIM, "why", at)
        second = tx.offers.add(ASKED, paper, OTHER, "why", at)
    assert first is not None
    assert second is not None
    before = offers(store)
    with store.write("reject p1") as tx:
        tx.offers.decide(first, False, at)
    with store.write("accept p2") as tx:
        tx.offers.decide(second, True, at)
    with store.write() as tx:
        assert tx.offers.get(first) is None
        assert tx.offers.add(ASKED, paper, CLAIM, "why", at) is None
        tx.offers.withdraw(paper, ASKED)
    assert offers(store) == ()
    assert [store.undo(), store.undo()] == ["accept p2", "reject p1"]
    assert offers(store) == before
    assert store.redo() == "reject p1"
    assert [offer.id for offer in offers(store)] == [second]


def test_what_waits_of_one_kind_is_withdrawn_and_of_another_stays(
    store: Store, add_paper: AddPaper, at: datetime
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a")
        tx.offers.add(ASKED, paper, CLAIM, "one", at)
        tx.offers.add(ASKED, paper, OTHER, "two", at)
        work = tx.offers.add(WORK, paper, CLAIM, "another kind", at)
        tx.offers.withdraw(paper, ASKED)
        assert [offer.id for offer in tx.offers.open()] == [work]


def test_a_withdrawn_offer_can_be_made_again(
    store: Store, add_paper: AddPaper, at: datetime
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a")
        tx.offers.add(ASKED, paper, CLAIM, "why", at)
        tx.offers.withdraw(paper, ASKED)
        assert tx.offers.open() == ()
        assert tx.offers.add(ASKED, paper, CLAIM, "why", at) is not None


def test_a_removed_paper_takes_its_offers_and_brings_them_back(
    store: Store, add_paper: AddPaper, at: datetime
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "a")
        tx.offers.add(ASKED, paper, CLAIM, "why", at)
    before = offers(store)
    with store.write("remove a") as tx:
        tx.papers.remove(paper)
    assert offers(store) == ()
    assert store.undo() == "remove a"
    assert offers(store) == before


def test_an_accepted_paper_is_taken_back_though_something_was_offered_for_it_since(
    store: Store, add_paper: AddPaper, at: datetime
) -> None:
    with store.write("add a") as tx:
        paper = add_paper(tx, "a")
        tx.offers.add(ASKED, paper, CLAIM, "why", at)
    with store.write() as tx:
        tx.offers.withdraw(paper, ASKED)
        tx.offers.add(ASKED, paper, OTHER, "two", at + timedelta(days=1))
    assert store.undo() == "add a"
    assert offers(store) == ()
    assert store.redo() == "add a"
    assert [offer.reason for offer in offers(store)] == ["why"]
