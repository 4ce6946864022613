"""All sources together: their order, and that they tell the same of the same papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.errors import ConfigError, NeedsLoginError, RateLimitedError
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme, parse_identifier
from paperstudy.domain.papers import PaperRecord
from paperstudy.sources.http import Plumbing
from paperstudy.sources.pacing import LocalPacer
from paperstudy.sources.registry import make_sources
from tests.fakes.openreview_api import TOKEN
from tests.fakes.pace import FakeTime
from tests.fakes.server import FakeServer
from tests.fakes.world import ATTENTION, PAPERS, SOURCES, WorldPaper, base_urls, serve_world

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.sources import Looked, Source

ORDER = [
    "arxiv",
    "datacite",
    "crossref",
    "semanticscholar",
    "openreview",
    "huggingface",
    "openalex",
]
JUNK = "10.65215/"


class EmptyArchive:
    """An archive that nothing was imported into."""

    def find(self, identifiers: Sequence[Identifier]) -> dict[Identifier, PaperRecord]:
        return {}

    def search(self, title: str, limit: int) -> list[PaperRecord]:
        return []


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        serve_world(server)
        yield server


@pytest.fixture
def plumbing(server: FakeServer) -> Plumbing:
    time = FakeTime()
    return Plumbing(
        base_urls(server.url),
        pacer=LocalPacer(time.clock, time.wait),
        wait=time.wait,
        credentials={"openreview_token": TOKEN},
    )


@pytest.fixture
def sources(plumbing: Plumbing) -> tuple[Source, ...]:
    return make_sources(plumbing, archive=EmptyArchive(), dblp=True)


def look_up(source: Source, identifier: str) -> Looked:
    asked = parse_identifier(identifier)
    assert asked is not None
    (looked,) = source.lookup([asked], CancelToken())
    return looked


def names(made: Sequence[Source]) -> list[str]:
    return [source.name for source in made]


def test_the_sources_are_made_in_the_order_they_are_asked(server: FakeServer) -> None:
    assert names(make_sources(Plumbing())) == ORDER
    everything = make_sources(Plumbing(), archive=EmptyArchive(), dblp=True)
    assert names(everything) == ["pwc", *ORDER, "dblp"]
    assert server.requests == []


def test_only_the_archive_answers_from_this_machine(sources: tuple[Source, ...]) -> None:
    assert [source.name for source in sources if source.local] == ["pwc"]


def test_every_kind_of_identifier_that_services_know_is_answered_by_one(
    sources: tuple[Source, ...],
) -> None:
    answered = frozenset[Scheme]().union(*(source.schemes for source in sources))
    assert answered >= {Scheme.ARXIV, Scheme.DOI, Scheme.OPENREVIEW, Scheme.ACL, Scheme.S2}


@pytest.mark.parametrize("name", [name for name in SOURCES if name != "pwc"])
def test_a_base_url_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(ConfigError, match=name):
        make_sources(Plumbing({name: "ftp://example.org"}), dblp=True)


@pytest.mark.parametrize("hurried", [False, True])
def test_in_a_hurry_what_only_adds_to_the_facts_is_asked_once(
    plumbing: Plumbing, server: FakeServer, hurried: bool
) -> None:
    from paperstudy.domain.errors import SourceError
    from tests.fakes.server import Reply

    made = {source.name: source for source in make_sources(plumbing, hurried=hurried)}
    server.answer_all(Reply(status=503))
    with pytest.raises(SourceError):
        look_up(made["huggingface"], ATTENTION.id)
    assert len(server.requests) == (1 if hurried else 3)


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("semanticscholar", ATTENTION.id),
        ("huggingface", ATTENTION.id),
        ("openalex", "doi:10.1109/cvpr.2016.90"),
    ],
)
def test_in_a_hurry_a_host_that_rests_is_not_waited_for(
    server: FakeServer, name: str, asked: str
) -> None:
    time = FakeTime()
    pacer = LocalPacer(time.clock, time.wait)
    for host in ("semanticscholar.org", "huggingface.co", "openalex.org"):
        pacer.postpone(host, 50.0)
    plumbing = Plumbing(base_urls(server.url), pacer=pacer, wait=time.wait)
    made = {each.name: each for each in make_sources(plumbing, hurried=True)}
    with pytest.raises(RateLimitedError, match="50 s"):
        look_up(made[name], asked)
    assert time.waits == []
    assert server.requests == []


@pytest.mark.parametrize("paper", PAPERS, ids=[paper.id for paper in PAPERS])
def test_all_sources_tell_the_same_of_a_paper(
    sources: tuple[Source, ...], paper: WorldPaper
) -> None:
    asked = parse_identifier(paper.id)
    assert asked is not None
    told = set()
    for source in sources:
        if asked.scheme not in source.schemes:
            continue
        looked = look_up(source, paper.id)
        assert looked.error is None, source.name
        if looked.record is not None:
            told.add(source.name)
            check_record(looked.record, paper)
    assert told == paper.told_by


def check_record(record: PaperRecord, paper: WorldPaper) -> None:
    assert record.title == paper.title, record.source
    assert len(record.authors) == paper.authors, record.source
    assert record.authors[0].name == paper.first_author, record.source
    if record.source != "semanticscholar":  # there it can be the year of the publication
        assert record.year == paper.year, record.source
    if record.source == "huggingface":
        assert [each.url for each in record.repositories] == [paper.repository][
            : bool(paper.repository)
        ]


@pytest.mark.parametrize(
    "paper",
    [paper for paper in PAPERS if paper.venue_year and paper.doi],
    ids=lambda paper: paper.id,
)
def test_the_doi_of_a_paper_leads_to_its_publication(
    sources: tuple[Source, ...], paper: WorldPaper
) -> None:
    doi = Identifier(Scheme.DOI, paper.doi)
    told = set()
    for source in sources:
        if Scheme.DOI in source.schemes:
            (looked,) = source.lookup([doi], CancelToken())
            if looked.record is not None:
                told.add(source.name)
                assert looked.record.title == paper.title
                assert looked.record.publication is not None
                assert looked.record.publication.doi == paper.doi
                if source.name in {"crossref", "openalex"}:
                    assert looked.record.publication.year == paper.venue_year
                    assert paper.venue in looked.record.publication.venue
    assert told >= {"crossref", "openalex"}


def test_no_source_gives_the_famous_paper_the_year_or_the_doi_of_a_copy(
    sources: tuple[Source, ...],
) -> None:
    """Acceptance 6: neither by its id, nor by its title, whatever leads the search."""
    found: list[PaperRecord] = []
    for source in sources:
        if Scheme.ARXIV in source.schemes:
            record = look_up(source, ATTENTION.id).record
            found += [record] if record else []
        found += source.search(ATTENTION.title, "Vaswani", cancel=CancelToken())
    assert {"arxiv", "datacite", "crossref", "semanticscholar", "huggingface"} <= {
        each.source for each in found
    }
    arxiv_id = Identifier(Scheme.ARXIV, "1706.03762")
    for record in found:
        if arxiv_id in record.identifiers:
            assert record.year == 2017, record.source
        assert not [each for each in record.identifiers if each.value.startswith(JUNK)]
        assert record.publication is None or not record.publication.doi.startswith(JUNK)


def test_without_a_login_only_openreview_answers_nothing(
    plumbing: Plumbing, server: FakeServer
) -> None:
    """Acceptance 5."""
    made = make_sources(Plumbing(base_urls(server.url), pacer=plumbing.pacer, wait=plumbing.wait))
    source = next(each for each in made if each.name == "openreview")
    assert isinstance(look_up(source, "openreview:YicbFdNTTy").error, NeedsLoginError)
    assert server.requests == []
