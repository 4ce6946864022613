"""Adding by way of sources: batched, with a fallback, and never half."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paperstudy.domain.errors import (
    InvalidIdentifierError,
    NeedsLoginError,
    SourceUnavailableError,
    UnclearTitleError,
)
from paperstudy.domain.events import CancelToken, Event, Finished, ItemDone
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, PaperEdit, PaperRecord, PaperState, Publication
from paperstudy.domain.sources import Outcome
from paperstudy.store.store import Store
from paperstudy.study.adding import Adding
from paperstudy.study.library import Library
from paperstudy.study.network import Network
from paperstudy.study.recognising import Known
from paperstudy.study.values import FoundPaper
from tests.fakes.sources import FakeSource
from tests.unit.study.house import (
    ARXIV,
    BOTH,
    DOI,
    NOW,
    House,
    added,
    arxiv_id,
    doi_of,
    failed,
    preprint,
    printed,
    told,
)

FIRST, SECOND = "2001.00001", "2001.00002"
DOWN = SourceUnavailableError("it does not answer")


def knows(*records: PaperRecord, source: str = "arxiv") -> FakeSource:
    """A source that answers by every identifier of these records."""
    answers = {
        str(identifier): replace(record, source=source)
        for record in records
        for identifier in record.identifiers
    }
    return FakeSource(source, BOTH if source != "arxiv" else ARXIV, answers)


def test_a_paper_added_by_its_doi_keeps_its_facts_under_a_title_of_ones_own(house: House) -> None:
    house.sources = [knows(printed("10.5555/1", abstract="We do it."), source="crossref")]
    house.add("10.5555/1")
    before = house.paper("10.5555/1")
    library = Library(house.store, house.clock, house.network, lambda: None)
    library.edit(before.key, PaperEdit(title="Quite Another Title"))
    after = house.paper("10.5555/1")
    assert after.title == "Quite Another Title"
    kept = ("authors", "year", "abstract", "publication", "identifiers")
    assert all(getattr(after, name) == getattr(before, name) for name in kept)


def test_all_references_are_asked_for_at_once(house: House) -> None:
    house.sources = [source := knows(preprint(FIRST))]
    done = added(house.add(FIRST, f"https://arxiv.org/abs/{SECOND}v3"))
    assert source.asked == [[f"arxiv:{FIRST}", f"arxiv:{SECOND}"]]
    assert [d.state for d in done] == [PaperState.FETCHED, PaperState.PENDING]
    assert done[0].key == "lovelace2020one"


def test_a_paper_that_is_fetched_is_not_asked_for_again(house: House) -> None:
    house.sources = [source := knows(preprint(FIRST))]
    house.add(FIRST)
    (again,) = added(house.add(FIRST))
    assert source.asked == [[f"arxiv:{FIRST}"]]
    assert not again.created


def test_a_stub_is_completed_when_the_source_answers_and_keeps_its_key(house: House) -> None:
    house.sources = [source := FakeSource()]
    (stub,) = added(house.add(FIRST))
    source.answers = {f"arxiv:{FIRST}": preprint(FIRST, "One")}
    (whole,) = added(house.add(FIRST))
    assert (whole.state, whole.title, whole.created) == (PaperState.FETCHED, "One", False)
    assert whole.key == stub.key


def test_a_source_that_fails_is_a_notice_and_the_catalogue_answers(house: House) -> None:
    house.sources = [FakeSource(failure=DOWN)]
    events = house.add("1706.03762")
    assert told(events) == ["it does not answer"]
    (done,) = added(events)
    assert done.state is PaperState.OFFLINE
    assert done.key == "vaswani2017attention"
    assert house.lookups(done.key)["arxiv"].outcome is Outcome.FAILED


def test_where_arxiv_fails_datacite_gives_the_facts(house: House) -> None:
    datacite = knows(preprint(FIRST, "One"), source="datacite")
    house.sources = [FakeSource(failure=DOWN), datacite]
    (done,) = added(house.add(FIRST))
    assert (done.state, done.title) == (PaperState.FETCHED, "One")
    assert datacite.asked == [[f"arxiv:{FIRST}"]]


def test_where_arxiv_answers_datacite_is_not_asked(house: House) -> None:
    datacite = knows(preprint(FIRST), source="datacite")
    house.sources = [knows(preprint(FIRST)), datacite]
    house.add(FIRST)
    assert datacite.asked == []


def test_the_others_add_what_they_know_and_their_silence_is_one_line(house: House) -> None:
    s2 = knows(replace(preprint(FIRST), citations=12), source="semanticscholar")
    house.sources = [
        knows(preprint(FIRST)),
        s2,
        FakeSource("huggingface", ARXIV, failure=DOWN),
        FakeSource("openalex", DOI, failure=DOWN),
    ]
    events = house.add(FIRST)
    (line,) = told(events)
    assert line.startswith("no answer from: huggingface;")
    paper = house.paper(f"arxiv:{FIRST}")
    assert paper.citations == 12
    assert house.lookups(paper.key)["huggingface"].outcome is Outcome.FAILED


def test_a_reference_that_nobody_knows_is_a_stub_with_the_reason(house: House) -> None:
    house.sources = [FakeSource(), FakeSource("datacite", BOTH)]
    events = house.add(FIRST)
    (done,) = added(events)
    (line,) = told(events)
    assert line.startswith(f"arxiv:{FIRST} is not known to: arxiv.")
    assert done.key in line
    assert done.state is PaperState.PENDING


def test_a_reference_that_nobody_can_be_asked_for_is_a_stub_with_the_reason(house: House) -> None:
    house.sources = [FakeSource()]
    events = house.add("https://blog.example.org/post?id=1")
    assert told(events)[0].startswith("no service can be asked for url:https://blog.example.org")
    assert added(events)[0].state is PaperState.PENDING


def test_where_the_network_failed_no_other_reason_is_given(house: House) -> None:
    house.sources = [FakeSource(failure=DOWN)]
    assert told(house.add(FIRST)) == ["it does not answer"]


def test_a_paper_that_wants_a_login_says_so(house: House) -> None:
    openreview = frozenset({Scheme.OPENREVIEW})
    house.sources = [FakeSource("openreview", openreview, failure=NeedsLoginError("log in"))]
    first, second = added(house.add("openreview:abcdefghij", "openreview:klmnopqrst"))
    assert first.state is PaperState.NEEDS_LOGIN
    assert second.state is PaperState.NEEDS_LOGIN


def test_a_title_is_never_taken_for_a_paper(house: House) -> None:
    house.sources = [source := FakeSource(found=[preprint(FIRST)])]
    title, slip = failed(house.add("One Paper About Many Things", "arxiv:1"))
    assert isinstance(title.error, UnclearTitleError)
    assert title.error.fields["title"] == "One Paper About Many Things"
    assert isinstance(slip.error, InvalidIdentifierError)
    assert source.asked == []
    assert source.searched == []


def test_a_slug_becomes_its_paper_where_a_source_here_knows_it(house: House) -> None:
    slug = Identifier(Scheme.PWC, "one-paper-about-many-things")
    archived = replace(
        preprint(FIRST), source="pwc", identifiers=(arxiv_id(FIRST), slug), tasks=("Reading",)
    )
    pwc = FakeSource(
        "pwc", frozenset({Scheme.PWC, Scheme.ARXIV}), {str(slug): archived}, local=True
    )
    house.sources = [pwc, knows(preprint(FIRST))]
    (done,) = added(house.add("https://paperswithcode.com/paper/one-paper-about-many-things"))
    assert done.state is PaperState.FETCHED
    paper = house.paper(done.key)
    assert set(paper.identifiers) == {slug, arxiv_id(FIRST)}
    assert paper.tasks == ("Reading",)
    assert "pwc" not in house.lookups(done.key)


def test_without_a_network_the_archive_answers(house: House) -> None:
    archived = replace(preprint(FIRST), source="pwc")
    house.offline = True
    house.sources = [
        FakeSource("pwc", ARXIV, {f"arxiv:{FIRST}": archived}, local=True),
        FakeSource(),
    ]
    (done,) = added(house.add(FIRST))
    assert (done.state, done.title) == (PaperState.OFFLINE, archived.title)
    assert house.sources[1].asked == []


def test_a_stub_that_is_known_by_more_is_asked_for_by_that(house: House) -> None:
    slug = Identifier(Scheme.PWC, "a-slug")
    house.shelve(PaperRecord("log", "", identifiers=(slug, arxiv_id(FIRST))))
    house.sources = [knows(preprint(FIRST))]
    (done,) = added(house.add("https://paperswithcode.com/paper/a-slug"))
    assert done.state is PaperState.FETCHED


def test_two_references_to_one_work_are_one_paper(house: House) -> None:
    record = preprint(FIRST, identifiers=(arxiv_id(FIRST), doi_of("10.1000/one")))
    house.sources = [knows(record), knows(record, source="crossref")]
    first, second = added(house.add(FIRST, "https://doi.org/10.1000/one"))
    assert first.key == second.key
    assert [first.created, second.created] == [True, False]


def test_a_record_behind_a_doi_that_was_only_claimed_is_not_taken_for_the_paper(
    house: House,
) -> None:
    claim = Publication("A Meeting", 2021, "10.1000/other", "proceedings")
    archived = replace(preprint(FIRST), source="pwc", publication=claim)
    other = printed("10.1000/other", "Something Else Altogether", authors=(Author("Eve Stranger"),))
    house.sources = [
        FakeSource("pwc", ARXIV, {f"arxiv:{FIRST}": archived}, local=True),
        FakeSource(failure=DOWN),
        FakeSource("crossref", DOI, {"doi:10.1000/other": other}),
    ]
    (done,) = added(house.add(FIRST))
    assert (done.state, done.title) == (PaperState.OFFLINE, archived.title)
    assert "crossref" not in house.records(done.key)


def test_a_candidate_with_a_number_is_added_by_it(house: House) -> None:
    house.sources = [source := knows(preprint(FIRST))]
    adding = Adding(house.store, house.clock, house.network, Known())
    found = FoundPaper(replace(preprint(FIRST), source="crossref"))
    (done,) = added(adding.take(found, CancelToken()))
    assert source.asked == [[f"arxiv:{FIRST}"]]
    assert done.state is PaperState.FETCHED


def test_a_candidate_without_a_number_is_added_as_it_is(house: House) -> None:
    adding = Adding(house.store, house.clock, house.network, Known())
    record = PaperRecord("dblp", "Mixture Density Networks", (Author("C. M. Bishop"),), year=1994)
    events = list(adding.take(FoundPaper(record), CancelToken()))
    (done,) = added(events)
    assert (done.key, done.created) == ("bishop1994mixture", True)
    assert events[-1] == Finished(1)


def test_after_a_stop_what_was_fetched_is_saved_and_the_rest_is_left(store: Store) -> None:
    cancel = CancelToken()

    class Stopping(FakeSource):
        def lookup(self, identifiers, cancel):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            for looked in FakeSource.lookup(self, identifiers, cancel):
                yield looked
                cancel.cancel()

    source = Stopping(answers={f"arxiv:{n}": preprint(n, f"Title {n}") for n in (FIRST, SECOND)})
    adding = Adding(store, lambda: NOW, Network(False, lambda _: [source]), Known())
    events = list(adding.add([FIRST, SECOND], cancel))
    assert [one.title for one in added(events)] == [f"Title {FIRST}"]
    assert events[-1] == Finished(1, cancelled=True)
    with store.read() as tx:
        assert len(tx.papers.all()) == 1


def test_a_stop_before_anything_was_fetched_adds_nothing(house: House) -> None:
    cancel = CancelToken()
    cancel.cancel()
    assert house.add(FIRST, cancel=cancel)[-1] == Finished(0, cancelled=True)


def test_adding_can_be_taken_back_as_one_step(house: House) -> None:
    house.sources = [knows(preprint(FIRST)), knows(preprint(FIRST), source="semanticscholar")]
    house.add(FIRST)
    assert house.store.undo() is not None
    with house.store.read() as tx:
        assert tx.papers.all() == []


@pytest.mark.parametrize("reference", [FIRST, "10.1000/one", "ACL:P16-1162"])
def test_every_answer_is_saved_with_its_time(house: House, reference: str) -> None:
    record = preprint(
        FIRST, identifiers=(arxiv_id(FIRST), doi_of("10.1000/one"), doi_of("10.18653/v1/p16-1162"))
    )
    house.sources = [knows(record), knows(record, source="crossref")]
    (done,) = added(house.add(reference))
    fetched = {r.source: r.fetched_at for r in house.records(done.key).values()}
    assert NOW in fetched.values()
    assert all(at == NOW for source, at in fetched.items() if source != "log")


def test_the_events_begin_and_end(house: House) -> None:
    events: list[Event] = house.add(FIRST)
    assert type(events[0]).__name__ == "Started"
    assert isinstance(events[-1], Finished)
    assert any(isinstance(event, ItemDone) for event in events)


def test_each_paper_is_reported_as_soon_as_nobody_is_asked_about_it_any_more(house: House) -> None:
    house.sources = [knows(preprint(FIRST, "One"), preprint(SECOND, "Two"))]
    house.add(SECOND)
    stars = FakeSource("huggingface", ARXIV)
    house.sources.append(stars)
    third = "2001.00003"
    adding = Adding(house.store, house.clock, house.network, Known())
    events = adding.add([FIRST, SECOND, third], CancelToken())
    seen = [(event.label, len(stars.asked)) for event in events if isinstance(event, ItemDone)]
    # The last was asked about first, among those who may know its facts.
    assert seen == [(FIRST, 2), (SECOND, 2), (third, 2)]


def test_a_paper_that_is_taken_out_meanwhile_is_not_reported(house: House) -> None:
    class Removing(FakeSource):
        def lookup(self, identifiers, cancel):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
            with house.store.write() as tx:
                (paper,) = tx.papers.all()
                tx.papers.remove(paper.id)
            yield from FakeSource.lookup(self, identifiers, cancel)

    house.sources = [knows(preprint(FIRST)), Removing("huggingface", ARXIV)]
    assert added(house.add(FIRST)) == []
