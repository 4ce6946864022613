"""Sync: who is asked, how often, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from paperstudy.domain.errors import (
    NeedsLoginError,
    NotFoundError,
    RateLimitedError,
    SourceError,
    SourceUnavailableError,
)
from paperstudy.domain.events import CancelToken, Finished, ItemDone, Started
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.library import OfferKind
from paperstudy.domain.papers import Author, Paper, PaperRecord, PaperState, Publication
from paperstudy.domain.sources import Looked, Outcome
from paperstudy.study.syncing import Syncing
from tests.fakes.sources import FakeSource
from tests.unit.study.house import (
    ARXIV,
    BOTH,
    DOI,
    House,
    arxiv_id,
    doi_of,
    news,
    preprint,
    printed,
    summary,
    synced,
    told,
)

FIRST, SECOND = "2001.00001", "2001.00002"
DOWN = SourceUnavailableError("it does not answer")
AT_ICLR = Publication("International Conference on Learning Representations", 2021)


def stub(*identifiers: Identifier) -> PaperRecord:
    return PaperRecord("log", "", identifiers=identifiers)


def arxiv_of(*numbers: str, title: str = "Paper {}") -> FakeSource:
    return FakeSource(answers={f"arxiv:{n}": preprint(n, title.format(n)) for n in numbers})


def said_by(source: str, record: PaperRecord, by: Identifier, **facts: object) -> FakeSource:
    told_record = replace(record, source=source, **facts)  # type: ignore[arg-type]
    return FakeSource(source, BOTH, {str(by): told_record})


# How much is asked


def test_two_hundred_and_fifty_papers_are_three_requests(house: House) -> None:
    numbers = [f"2001.{n:05}" for n in range(1, 251)]
    house.sources = [source := arxiv_of(*numbers)]
    house.shelve(*(stub(arxiv_id(n)) for n in numbers))
    events = house.sync()
    assert [len(asked) for asked in source.asked] == [100, 100, 50]
    assert len(synced(events)) == 250
    assert summary(events).changed == 250
    assert events[0] == Started(250, "sync")


def test_what_is_fresh_is_not_asked_for_again(house: House) -> None:
    house.sources = [source := arxiv_of(FIRST)]
    house.shelve(stub(arxiv_id(FIRST)))
    house.sync()
    events = house.sync()
    assert len(source.asked) == 1
    assert synced(events) == []
    assert summary(events).fresh == 1


def test_what_is_old_is_asked_for_again_and_what_changed_is_said(house: House) -> None:
    house.sources = [source := arxiv_of(FIRST, title="One")]
    house.shelve(stub(arxiv_id(FIRST)))
    assert news(house.sync()) == ["facts fetched"]
    source.answers = {f"arxiv:{FIRST}": preprint(FIRST, "One, Revised", version=2)}
    house.wait(days=7)
    assert news(house.sync()) == ["the title is now “One, Revised”", "v1 → v2"]


def test_only_old_answers_are_asked_for_again_with_stale(house: House) -> None:
    house.sources = [source := arxiv_of(FIRST, SECOND)]
    house.shelve(stub(arxiv_id(FIRST)))
    house.sync()
    house.wait(days=8)
    house.shelve(stub(arxiv_id(SECOND)))
    assert [one.title for one in synced(house.sync(stale=True))] == [f"Paper {FIRST}"]
    assert source.asked[-1] == [f"arxiv:{FIRST}"]


def test_everything_is_asked_for_with_all(house: House) -> None:
    house.sources = [source := arxiv_of(FIRST)]
    house.shelve(stub(arxiv_id(FIRST)))
    house.sync()
    source.answers = {f"arxiv:{FIRST}": preprint(FIRST, f"Paper {FIRST}", version=7)}
    assert news(house.sync(everything=True)) == ["v1 → v7"]


def test_a_paper_that_is_named_is_asked_for_whatever_its_age(house: House) -> None:
    house.sources = [source := arxiv_of(FIRST, SECOND)]
    first, _ = house.shelve(stub(arxiv_id(FIRST)), stub(arxiv_id(SECOND)))
    house.sync()
    assert len(synced(house.sync(first.key))) == 1
    assert source.asked[-1] == [f"arxiv:{FIRST}"]
    assert len(synced(house.sync(f"https://arxiv.org/abs/{SECOND}"))) == 1
    with pytest.raises(NotFoundError):
        house.sync("nobody2020nothing")


def test_a_source_of_stars_is_asked_daily_and_the_others_are_left_alone(house: House) -> None:
    arxiv = arxiv_of(FIRST)
    stars = said_by("huggingface", preprint(FIRST), arxiv_id(FIRST), upvotes=3)
    house.sources = [arxiv, stars]
    house.shelve(stub(arxiv_id(FIRST)))
    house.sync()
    house.wait(days=1)
    house.sync()
    assert (len(arxiv.asked), len(stars.asked)) == (1, 2)


def test_an_empty_library_is_synced_at_once(house: House) -> None:
    assert house.sync()[0] == Started(0, "sync")


# Failures


@pytest.mark.parametrize("error", [DOWN, RateLimitedError("wait")])
def test_a_failed_refresh_keeps_the_record_and_its_time(house: House, error: SourceError) -> None:
    house.sources = [source := arxiv_of(FIRST)]
    house.shelve(stub(arxiv_id(FIRST)))
    house.sync()
    before = house.records(f"arxiv:{FIRST}")["arxiv"]
    house.wait(days=8)
    source.failure = error
    events = house.sync()
    assert told(events) == [str(error)]
    assert house.records(f"arxiv:{FIRST}")["arxiv"] == before
    assert house.paper(f"arxiv:{FIRST}").state is PaperState.FETCHED
    (one,) = synced(events)
    assert one.failed == ("arxiv",)
    assert summary(events).failed == 1
    lookup = house.lookups(f"arxiv:{FIRST}")["arxiv"]
    assert (lookup.outcome, lookup.message) == (Outcome.FAILED, str(error))


def test_what_failed_is_asked_for_again_the_next_time(house: House) -> None:
    house.sources = [source := arxiv_of(FIRST)]
    house.shelve(stub(arxiv_id(FIRST)))
    source.failure = DOWN
    assert summary(house.sync()).pending == 1
    source.failure = None
    assert news(house.sync()) == ["facts fetched"]


def test_a_source_that_dies_half_way_keeps_what_came(house: House) -> None:
    house.sources = [source := arxiv_of(FIRST, SECOND)]
    house.shelve(stub(arxiv_id(FIRST)), stub(arxiv_id(SECOND)))
    source.failure, source.good = DOWN, 1
    events = house.sync()
    assert [one.failed for one in synced(events)] == [(), ("arxiv",)]
    assert house.paper(f"arxiv:{FIRST}").state is PaperState.FETCHED
    assert house.paper(f"arxiv:{SECOND}").state is PaperState.PENDING
    assert house.lookups(f"arxiv:{SECOND}")["arxiv"].outcome is Outcome.FAILED


def test_a_source_that_is_left_alone_failed_only_those_it_can_be_asked_for(house: House) -> None:
    down = FakeSource("huggingface", ARXIV, failure=RateLimitedError("wait"))
    house.sources = [arxiv_of(FIRST, SECOND), FakeSource("crossref", DOI), down]
    house.shelve(stub(arxiv_id(FIRST)), stub(doi_of("10.1000/one")), stub(arxiv_id(SECOND)))
    failed = {one.key: one.failed for one in synced(house.sync())}
    assert sorted(failed.values()) == [(), ("huggingface",), ("huggingface",)]
    assert len(down.asked) == 1


def test_what_nobody_knows_is_missing_and_pending(house: House) -> None:
    house.sources = [source := FakeSource()]
    house.shelve(stub(arxiv_id(FIRST)))
    events = house.sync()
    assert house.lookups(f"arxiv:{FIRST}")["arxiv"].outcome is Outcome.MISSING
    assert (summary(events).pending, summary(events).failed) == (1, 0)
    house.wait(days=2)
    house.sync()
    assert len(source.asked) == 1
    house.wait(days=1)
    house.sync()
    assert len(source.asked) == 2


def test_without_a_network_nothing_is_asked_and_what_is_pending_is_said(house: House) -> None:
    house.sources = [source := arxiv_of(FIRST)]
    house.offline = True
    house.shelve(stub(arxiv_id(FIRST)))
    events = house.sync()
    assert source.asked == []
    assert told(events) == ["the network is switched off; papers without fetched facts: 1"]
    assert house.lookups(f"arxiv:{FIRST}") == {}


def test_what_is_on_this_machine_is_asked_without_a_network_too(house: House) -> None:
    archived = replace(preprint(FIRST), source="pwc", tasks=("Reading",))
    house.sources = [FakeSource("pwc", ARXIV, {f"arxiv:{FIRST}": archived}, local=True)]
    house.offline = True
    house.shelve(stub(arxiv_id(FIRST)))
    house.sync()
    assert house.paper(f"arxiv:{FIRST}").tasks == ("Reading",)
    assert house.lookups(f"arxiv:{FIRST}") == {}


# Fallbacks


def test_datacite_is_asked_only_after_arxiv_failed_and_gives_way_later(house: House) -> None:
    arxiv = arxiv_of(FIRST, title="One, as arXiv has it")
    datacite = said_by("datacite", preprint(FIRST, "One, as DataCite has it"), arxiv_id(FIRST))
    house.sources = [arxiv, datacite]
    house.shelve(stub(arxiv_id(FIRST)))
    arxiv.failure = RateLimitedError("wait")
    house.sync()
    paper = house.paper(f"arxiv:{FIRST}")
    assert (paper.title, dict(paper.provenance)["title"]) == ("One, as DataCite has it", "datacite")
    arxiv.failure = None
    house.sync()
    paper = house.paper(f"arxiv:{FIRST}")
    assert (paper.title, dict(paper.provenance)["title"]) == ("One, as arXiv has it", "arxiv")
    assert len(datacite.asked) == 1


def test_datacite_is_not_asked_where_arxiv_has_no_such_paper(house: House) -> None:
    house.sources = [FakeSource(), datacite := FakeSource("datacite", BOTH)]
    house.shelve(stub(arxiv_id(FIRST)))
    house.sync()
    assert datacite.asked == []


def test_a_doi_that_crossref_does_not_have_is_asked_of_datacite(house: House) -> None:
    record = printed("10.5281/zenodo.1", "A Data Set")
    datacite = FakeSource(
        "datacite", BOTH, {"doi:10.5281/zenodo.1": replace(record, source="datacite")}
    )
    house.sources = [FakeSource("crossref", DOI), datacite]
    house.shelve(stub(doi_of("10.5281/zenodo.1")))
    house.sync()
    assert house.paper("doi:10.5281/zenodo.1").title == "A Data Set"


def test_openalex_is_asked_where_nobody_counted_citations(house: House) -> None:
    openalex = said_by("openalex", printed("10.1000/one"), doi_of("10.1000/one"), citations=4)
    house.sources = [crossref := FakeSource("crossref", DOI), openalex]
    house.shelve(stub(doi_of("10.1000/one")))
    house.sync()
    assert house.paper("doi:10.1000/one").citations == 4
    crossref.answers["doi:10.1000/two"] = printed("10.1000/two", "Two", citations=9)
    house.shelve(stub(doi_of("10.1000/two")))
    house.sync()
    assert openalex.asked == [["doi:10.1000/one"]]


# Whose work it is


def test_the_publication_that_one_source_claims_is_looked_up_at_crossref(house: House) -> None:
    claim = replace(AT_ICLR, doi="10.1000/iclr", kind="proceedings")
    house.sources = [
        arxiv_of(FIRST, title="One Paper About Many Things"),
        said_by("semanticscholar", preprint(FIRST), arxiv_id(FIRST), publication=claim),
        FakeSource("crossref", DOI, {"doi:10.1000/iclr": printed("10.1000/iclr", citations=5)}),
    ]
    house.shelve(stub(arxiv_id(FIRST)))
    events = house.sync()
    paper = house.paper(f"arxiv:{FIRST}")
    assert paper.publication is not None
    assert paper.publication.doi == "10.1000/iclr"
    assert paper.citations == 5
    assert "published at International Conference on Learning Representations 2021" in news(events)


@pytest.mark.parametrize(
    ("other", "offered"),
    [
        (printed("10.1000/x", "Another Work Entirely", publication=None), False),
        (printed("10.1000/x", "Another Work Entirely", authors=(Author("Eve Stranger"),)), True),
        (
            printed("10.1000/x", "One Paper About Many Things, Extended", year=2021),
            True,
        ),
    ],
)
def test_what_stands_behind_a_claimed_doi_may_be_another_work(
    house: House, other: PaperRecord, offered: bool
) -> None:
    claim = Publication("", doi="10.1000/x")
    house.sources = [
        arxiv_of(FIRST, title="One Paper About Many Things"),
        said_by("huggingface", preprint(FIRST), arxiv_id(FIRST), publication=claim),
        FakeSource("crossref", DOI, {"doi:10.1000/x": other}),
    ]
    house.shelve(stub(arxiv_id(FIRST)))
    house.sync()
    assert "crossref" not in house.records(f"arxiv:{FIRST}")
    assert house.paper(f"arxiv:{FIRST}").title == "One Paper About Many Things"
    with house.store.read() as tx:
        assert [offer.record.title for offer in tx.offers.open()] == [other.title] * offered


def test_the_numbers_of_a_refused_record_are_not_asked_for(house: House) -> None:
    """Else the next source would tell of the other work under a number that looks like ours."""
    other = printed(
        "10.1000/x",
        "Another Work Entirely",
        authors=(Author("Eve Stranger"),),
        identifiers=(doi_of("10.1000/x"), Identifier(Scheme.ACL, "P16-1162")),
    )
    claim = Publication("", doi="10.1000/x")
    late = FakeSource("openalex", frozenset({Scheme.ACL}))
    house.sources = [
        arxiv_of(FIRST, title="One Paper About Many Things"),
        said_by("huggingface", preprint(FIRST), arxiv_id(FIRST), publication=claim),
        FakeSource("crossref", DOI, {"doi:10.1000/x": other}),
        late,
    ]
    house.shelve(stub(arxiv_id(FIRST)))
    house.sync()
    assert late.asked == []


def test_two_papers_with_one_number_are_said_to_be_one_perhaps(house: House) -> None:
    record = preprint(FIRST, identifiers=(arxiv_id(FIRST), doi_of("10.1000/one")))
    house.sources = [FakeSource(answers={f"arxiv:{FIRST}": record})]
    other, mine = house.shelve(stub(doi_of("10.1000/one")), stub(arxiv_id(FIRST)))
    assert told(house.sync(mine.key)) == [
        f"{other.key} and {mine.key} both are doi:10.1000/one:"
        f" paperstudy merge {other.key} {mine.key}"
    ]


def test_a_paper_that_is_taken_out_meanwhile_ends_nothing(house: House) -> None:
    class Removing(FakeSource):
        def lookup(self, identifiers, cancel):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            with house.store.write() as tx:
                tx.papers.remove(first.id)
            yield from FakeSource.lookup(self, identifiers, cancel)

    house.sources = [Removing(answers=arxiv_of(FIRST, SECOND).answers), FakeSource("crossref", DOI)]
    first, second = house.shelve(stub(arxiv_id(FIRST)), stub(arxiv_id(SECOND)))
    events = house.sync()
    assert [one.key for one in synced(events)] == [second.key]
    assert isinstance(events[-1], Finished)


# Logins


def test_without_a_login_a_written_title_is_searched_for(house: House) -> None:
    forum = Identifier(Scheme.OPENREVIEW, "abcdefghij")
    closed = FakeSource("openreview", frozenset({Scheme.OPENREVIEW}), failure=NeedsLoginError("no"))
    written = PaperRecord("log", "One Paper About Many Things", identifiers=(forum,))
    untitled = stub(Identifier(Scheme.OPENREVIEW, "klmnopqrst"))
    s2 = FakeSource("semanticscholar", BOTH, found=[preprint(FIRST)])
    house.sources = [FakeSource(), closed, s2]
    house.shelve(written, untitled)
    events = house.sync()
    assert [one.state for one in synced(events)] == [PaperState.NEEDS_LOGIN] * 2
    with house.store.read() as tx:
        (offer,) = tx.offers.open()
    assert offer.kind is OfferKind.RECORD
    assert len(closed.asked) == 1
    assert s2.searched == ["One Paper About Many Things"]


# The end of it


def test_a_stop_ends_the_stream_and_says_so(house: House) -> None:
    house.sources = [arxiv_of(FIRST, SECOND)]
    house.shelve(stub(arxiv_id(FIRST)), stub(arxiv_id(SECOND)))
    cancel = CancelToken()
    events = []
    for event in Syncing(house.store, house.clock, house.network).sync(cancel=cancel):
        events.append(event)
        if isinstance(event, ItemDone):
            cancel.cancel()
    assert len(synced(events)) == 1
    assert isinstance(events[-1], Finished)
    assert events[-1].cancelled


def test_what_waits_in_the_inbox_because_of_a_sync_is_counted(house: House) -> None:
    doubtful = printed("10.1000/x", "One Paper About Many Things, Extended")
    house.sources = [
        arxiv_of(FIRST, title="One Paper About Many Things"),
        FakeSource("crossref", DOI, found=[doubtful]),
    ]
    house.shelve(stub(arxiv_id(FIRST)))
    assert summary(house.sync()).offers == 1
    assert summary(house.sync(everything=True)).offers == 0


def test_a_paper_that_is_removed_while_others_are_asked_for_ends_no_sync(house: House) -> None:
    papers = house.shelve(*(preprint(f"2001.{number:05}", f"Work {number}") for number in (1, 2)))
    (titled,) = house.shelve(PaperRecord("person", "A Work That Nobody Numbers at All"))

    class Removing(FakeSource):
        """A source during whose answers somebody takes papers out."""

        def lookup(
            self, identifiers: Sequence[Identifier], cancel: CancelToken
        ) -> Iterator[Looked]:
            self._remove(papers[1])
            return super().lookup(identifiers, cancel)

        def search(
            self, title: str, author: str = "", year: int | None = None, *, cancel: CancelToken
        ) -> list[PaperRecord]:
            if title == titled.title:
                self._remove(titled)
            return super().search(title, author, year, cancel=cancel)

        def _remove(self, paper: Paper) -> None:
            with house.store.write() as tx:
                if tx.papers.find_by_key(paper.key) is not None:
                    tx.papers.remove(paper.id)

    found = replace(preprint("2001.00009", titled.title), authors=())
    house.sources = [Removing(found=[found])]
    events = house.sync()
    assert isinstance(events[-1], Finished)
    assert [each.key for each in synced(events)] == [papers[0].key]
