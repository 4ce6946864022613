"""Searches by title: what is certain is taken, what is not is offered, nothing is guessed."""

from __future__ import annotations

from dataclasses import replace

from paperstudy.domain.errors import SourceUnavailableError
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.library import Offer, OfferKind
from paperstudy.domain.papers import Author, PaperRecord, PaperState, Publication
from paperstudy.domain.sources import Outcome
from paperstudy.study.searching import IDENTITY_SEARCH, PUBLICATION_SEARCH
from tests.fakes.sources import FakeSource
from tests.unit.study.house import (
    ARXIV,
    BOTH,
    DOI,
    NOW,
    House,
    arxiv_id,
    doi_of,
    news,
    preprint,
    printed,
    synced,
    told,
)

FIRST = "2001.00001"
TITLE = "One Paper About Many Things"
ADA = (Author("Ada Lovelace"),)
DOWN = SourceUnavailableError("it does not answer")
HASH = Identifier(Scheme.NEURIPS, "3f5ee243547dee91fbd053c1c4a845aa")


def written(title: str = TITLE, **facts: object) -> PaperRecord:
    """A paper that only its title is known of, under a number that nobody can be asked for."""
    record = PaperRecord("log", title, authors=ADA, year=2020, identifiers=(HASH,))
    return replace(record, **facts)  # type: ignore[arg-type]


def found_by(source: str, *records: PaperRecord, **facts: object) -> FakeSource:
    schemes = {"arxiv": ARXIV, "crossref": DOI}.get(source, BOTH)
    told_records = [replace(record, source=source) for record in records]
    return FakeSource(source, schemes, found=told_records, **facts)  # type: ignore[arg-type]


def offers(house: House) -> tuple[Offer, ...]:
    with house.store.read() as tx:
        return tx.offers.open()


# Which paper it is


def test_the_same_title_first_author_and_year_is_the_paper(house: House) -> None:
    s2 = found_by("semanticscholar", preprint("2001.00002", "Another"), preprint(FIRST))
    arxiv = FakeSource(answers={f"arxiv:{FIRST}": preprint(FIRST, version=2)})
    house.sources = [arxiv, s2, found_by("crossref")]
    (paper,) = house.shelve(written())
    assert news(house.sync()) == ["facts fetched"]
    paper = house.paper(paper.key)
    assert arxiv_id(FIRST) in paper.identifiers
    assert paper.version == 2, "it was asked for by the number found, in the same run"
    assert arxiv.searched == []
    assert house.lookups(paper.key)[IDENTITY_SEARCH].outcome is Outcome.FOUND
    assert house.records(paper.key)["semanticscholar"].fetched_at == NOW


def test_one_source_after_the_other_is_searched(house: House) -> None:
    s2, crossref = found_by("semanticscholar"), found_by("crossref", printed("10.1000/one"))
    arxiv = found_by("arxiv", preprint(FIRST))
    house.sources = [arxiv, s2, crossref]
    (paper,) = house.shelve(written())
    house.sync()
    assert (s2.searched, crossref.searched, arxiv.searched) == ([TITLE], [TITLE], [])
    assert doi_of("10.1000/one") in house.paper(paper.key).identifiers


def test_without_an_author_to_compare_it_is_offered(house: House) -> None:
    house.sources = [found_by("semanticscholar", preprint(FIRST))]
    (paper,) = house.shelve(written(authors=()))
    house.sync()
    (offer,) = offers(house)
    assert (offer.kind, offer.key) == (OfferKind.RECORD, paper.key)
    assert offer.record.identifiers == (arxiv_id(FIRST),)
    assert house.paper(paper.key).identifiers == (HASH,)
    assert house.lookups(paper.key)[IDENTITY_SEARCH].outcome is Outcome.MISSING


def test_the_first_that_may_be_it_is_offered_and_a_sure_one_later_taken(house: House) -> None:
    maybe = preprint(FIRST, year=2009)
    house.sources = [
        found_by("semanticscholar", maybe, maybe),
        found_by("crossref", printed("10.1000/one", year=2020)),
    ]
    (paper,) = house.shelve(written())
    house.sync()
    assert offers(house) == ()
    assert doi_of("10.1000/one") in house.paper(paper.key).identifiers


def test_what_is_another_work_is_passed_over(house: House) -> None:
    stranger = preprint(FIRST, authors=(Author("Eve Stranger"),))
    house.sources = [found_by("semanticscholar", stranger, preprint("2001.00002", "Another"))]
    (paper,) = house.shelve(written())
    house.sync()
    assert offers(house) == ()
    assert house.paper(paper.key).identifiers == (HASH,)


def test_the_name_of_a_file_of_cvf_is_enough(house: House) -> None:
    stem = "He_Deep_Residual_Learning_CVPR_2016_paper".removesuffix("_paper")
    whole = PaperRecord(
        "semanticscholar",
        "Deep Residual Learning for Image Recognition",
        authors=(Author("Kaiming He"), Author("Xiangyu Zhang")),
        year=2016,
        identifiers=(doi_of("10.1000/resnet"),),
    )
    house.sources = [s2 := found_by("semanticscholar", whole)]
    stub = PaperRecord("log", "", identifiers=(Identifier(Scheme.CVF, stem),))
    (paper,) = house.shelve(stub)
    house.sync()
    assert s2.searched == ["Deep Residual Learning"]
    assert house.paper(paper.key).title == whole.title


def test_a_search_that_failed_is_made_again_and_one_that_found_nothing_is_not(house: House) -> None:
    house.sources = [s2 := found_by("semanticscholar")]
    (paper,) = house.shelve(written())
    s2.failure = DOWN
    assert told(house.sync()) == ["it does not answer"]
    assert house.lookups(paper.key)[IDENTITY_SEARCH].outcome is Outcome.FAILED
    s2.failure = None
    house.sync()
    house.sync()
    assert len(s2.searched) == 2
    house.wait(days=30)
    house.sync()
    assert len(s2.searched) == 3


def test_a_paper_without_a_title_is_not_searched_for(house: House) -> None:
    house.sources = [s2 := found_by("semanticscholar", preprint(FIRST))]
    (paper,) = house.shelve(PaperRecord("log", "", identifiers=(HASH,)))
    house.sync()
    assert s2.searched == []
    assert house.paper(paper.key).state is PaperState.PENDING


def test_a_paper_made_by_hand_that_nobody_knows_stays_as_it_is(house: House) -> None:
    bishop = PaperRecord(
        "person", "Mixture Density Networks", (Author("C. M. Bishop"),), year=1994, venue="Aston"
    )
    other = preprint(FIRST, "Mixture Density Networks", authors=(Author("A. Nother"),))
    house.sources = [found_by("semanticscholar", other), found_by("crossref"), found_by("arxiv")]
    (before,) = house.shelve(bishop)
    assert news(house.sync()) == []
    after = house.paper("bishop1994mixture")
    assert after == before
    assert offers(house) == ()


def test_after_a_stop_a_search_is_not_taken_for_an_answer(house: House) -> None:
    cancel = CancelToken()

    class Stopping(FakeSource):
        def search(self, *_: object, **__: object) -> list[PaperRecord]:
            cancel.cancel()
            return []

    house.sources = [Stopping("semanticscholar", BOTH), crossref := found_by("crossref")]
    (paper,) = house.shelve(written())
    house.sync(cancel=cancel)
    assert crossref.searched == []
    assert house.lookups(paper.key) == {}


# Where it was published


def arrange(
    house: House, *found: PaperRecord, publication: Publication | None = None
) -> FakeSource:
    """A preprint that arXiv knows; Crossref finds these works for its title."""
    record = preprint(FIRST, publication=publication)
    crossref = found_by("crossref", *found)
    house.sources = [FakeSource(answers={f"arxiv:{FIRST}": record}), crossref]
    house.shelve(PaperRecord("log", "", identifiers=(arxiv_id(FIRST),)))
    return crossref


def test_a_publication_that_fits_is_taken_and_asked_for_by_its_doi(house: House) -> None:
    other = printed("10.1000/other", "Something Else", authors=(Author("Eve Stranger"),))
    crossref = arrange(house, other, printed("10.1000/one"))
    crossref.answers["doi:10.1000/one"] = printed("10.1000/one", citations=8)
    assert "published at Conference on Made-Up Methods 2021" in news(house.sync())
    paper = house.paper(f"arxiv:{FIRST}")
    assert paper.publication is not None
    assert (paper.year, paper.publication.year, paper.citations) == (2020, 2021, 8)
    assert doi_of("10.1000/one") in paper.identifiers
    assert house.lookups(paper.key)[PUBLICATION_SEARCH].outcome is Outcome.FOUND
    assert house.records(paper.key)["crossref"].fetched_at == NOW
    assert offers(house) == ()


def test_a_publication_that_nearly_fits_is_offered(house: House) -> None:
    arrange(house, printed("10.1000/one", f"{TITLE}, Extended"))
    house.sync()
    (offer,) = offers(house)
    assert offer.kind is OfferKind.PUBLICATION
    assert offer.reason == "its title differs a little"
    assert house.paper(f"arxiv:{FIRST}").publication is None
    assert house.lookups(f"arxiv:{FIRST}")[PUBLICATION_SEARCH].outcome is Outcome.MISSING


def test_a_copy_of_a_known_paper_changes_nothing(house: House) -> None:
    copy = printed("10.65215/copy", year=2025)
    arrange(house, copy)
    house.sync()
    paper = house.paper(f"arxiv:{FIRST}")
    assert (paper.year, paper.publication) == (2020, None)
    assert offers(house) == ()


def test_what_is_known_is_not_searched_for(house: House) -> None:
    known = Publication(
        "International Conference on Learning Representations", 2021, kind="journal"
    )
    crossref = arrange(house, publication=known)
    house.sync()
    assert crossref.searched == []
    assert house.lookups(f"arxiv:{FIRST}")[PUBLICATION_SEARCH].outcome is Outcome.FOUND


def test_a_second_source_is_searched_where_the_first_failed(house: House) -> None:
    crossref = arrange(house)
    crossref.failure = DOWN
    dblp = replace(printed("10.1000/one"), source="dblp")
    house.sources.append(found_by("dblp", dblp))
    house.sync()
    assert house.paper(f"arxiv:{FIRST}").publication is not None
    house.sources.pop()


def test_a_search_for_a_publication_that_failed_is_made_again(house: House) -> None:
    crossref = arrange(house, printed("10.1000/one"))
    crossref.failure = DOWN
    house.sync()
    assert house.lookups(f"arxiv:{FIRST}")[PUBLICATION_SEARCH].outcome is Outcome.FAILED
    crossref.failure = None
    assert len(synced(house.sync())) == 1
    assert house.paper(f"arxiv:{FIRST}").publication is not None


def test_a_paper_whose_facts_are_not_known_is_not_searched_for(house: House) -> None:
    crossref = found_by("crossref", printed("10.1000/one"))
    house.sources = [FakeSource(), crossref]
    house.shelve(PaperRecord("log", "", identifiers=(arxiv_id(FIRST),)))
    house.sync()
    assert crossref.searched == []


def test_without_a_network_nothing_is_searched_for(house: House) -> None:
    crossref = arrange(house, printed("10.1000/one"))
    house.offline = True
    house.shelve(written(TITLE + " Again", identifiers=()))
    house.sync()
    assert crossref.searched == []
