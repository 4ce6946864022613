"""What DataCite tells of arXiv's papers, and what it is not believed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.domain.errors import (
    InvalidIdentifierError,
    MalformedAnswerError,
    RateLimitedError,
)
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Publication
from paperstudy.domain.sources import Looked
from paperstudy.sources.arxiv import ArxivSource
from paperstudy.sources.datacite import DataciteSource
from paperstudy.sources.http import Plumbing
from paperstudy.sources.pacing import LocalPacer
from tests.fakes.datacite_api import SEARCH, read_paper, reply, route_of, serve_datacite
from tests.fakes.pace import FakeTime
from tests.fakes.server import FakeServer, Reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.papers import PaperRecord


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        serve_datacite(server)
        yield server


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def plumbing(server: FakeServer, time: FakeTime) -> Plumbing:
    urls = {"datacite": server.url, "arxiv": server.url}
    return Plumbing(urls, pacer=LocalPacer(time.clock, time.wait), wait=time.wait)


@pytest.fixture
def source(plumbing: Plumbing) -> DataciteSource:
    return DataciteSource(plumbing)


def arxiv(value: str, version: int | None = None) -> Identifier:
    return Identifier(Scheme.ARXIV, value, version)


def doi(value: str) -> Identifier:
    return Identifier(Scheme.DOI, value)


def look_up(source: DataciteSource, *identifiers: Identifier) -> list[Looked]:
    return list(source.lookup(identifiers, CancelToken()))


def fetch(source: DataciteSource, identifier: Identifier) -> PaperRecord:
    (looked,) = look_up(source, identifier)
    assert looked.error is None
    assert looked.record is not None
    return looked.record


def serve_changed(server: FakeServer, **changes: object) -> None:
    """Let 1706.03762 be answered with other attributes than its own."""
    paper = read_paper("1706.03762")
    paper["data"]["attributes"] |= changes
    server.route(route_of("1706.03762"), reply(paper))


def test_a_record_holds_what_arxiv_deposited(source: DataciteSource) -> None:
    record = fetch(source, arxiv("1706.03762"))
    assert record.title == "Attention Is All You Need"
    assert [author.name for author in record.authors][:2] == ["Ashish Vaswani", "Noam Shazeer"]
    assert (record.authors[5].family, record.authors[5].given) == ("Gomez", "Aidan N.")
    assert len(record.authors) == 8
    assert record.abstract.startswith("Builds a translator of attention only")
    assert record.categories == ("cs.CL", "cs.LG")
    assert record.comment == "15 pages, 5 figures"
    assert record.identifiers == (arxiv("1706.03762"),)
    assert record.url == "https://arxiv.org/abs/1706.03762"
    assert (record.kind, record.withdrawn, record.publication) == ("preprint", False, None)


def test_the_dates_are_those_of_the_first_and_the_newest_version(source: DataciteSource) -> None:
    record = fetch(source, arxiv("1706.03762"))
    assert record.version == 7
    assert record.published == datetime(2017, 6, 12, 17, 57, 34, tzinfo=UTC)
    assert record.updated == datetime(2023, 8, 2, 0, 41, 18, tzinfo=UTC)


def test_the_year_is_that_of_version_1_and_not_the_year_of_publication_told(
    source: DataciteSource,
) -> None:
    told = read_paper("1706.03762")["data"]["attributes"]
    assert (told["publicationYear"], told["dates"][-1]["date"]) == (2023, "2023")
    assert fetch(source, arxiv("1706.03762")).year == 2017


def test_an_abstract_that_is_broken_over_lines_is_one_paragraph(source: DataciteSource) -> None:
    record = fetch(source, arxiv("2010.11929"))
    assert record.abstract == (
        "Shows that a plain Transformer reads images well once they are cut into patches and "
        "there is enough to learn from."
    )


def test_a_published_version_that_the_author_named_is_claimed_by_its_doi_alone(
    source: DataciteSource,
) -> None:
    record = fetch(source, arxiv("1801.07698"))
    assert record.publication == Publication("", doi="10.1109/tpami.2021.3087709")
    assert record.identifiers == (arxiv("1801.07698"),)
    assert record.year == 2018


@pytest.mark.parametrize(
    "related",
    [
        {"relatedIdentifier": "10.48550/arXiv.1606.00001"},
        {"relatedIdentifier": "10.65215/copy.1"},
        {"relatedIdentifier": "https://example.org/paper", "relatedIdentifierType": "URL"},
        {"relatedIdentifier": "10.1000/cited", "relationType": "References"},
        {"relatedIdentifier": "10.1000/" + "x" * 100_000},
        {"relatedIdentifier": None},
        {"relatedIdentifier": ["10.1000/list"]},
    ],
    ids=["arXiv's own", "junk", "a URL", "a reference", "endless", "null", "a list"],
)
def test_what_is_no_doi_of_a_published_version_is_no_claim(
    source: DataciteSource, server: FakeServer, related: dict[str, object]
) -> None:
    named = {"relationType": "IsVersionOf", "relatedIdentifierType": "DOI", **related}
    serve_changed(server, relatedIdentifiers=[named])
    assert fetch(source, arxiv("1706.03762")).publication is None


def test_a_withdrawn_paper_is_told_by_its_comment_and_keeps_the_version_before(
    source: DataciteSource,
) -> None:
    record = fetch(source, arxiv("2101.99998"))
    assert record.withdrawn
    assert record.version == 1
    assert record.abstract == "An abstract with $a<b$ and b>c in it."


def test_a_first_version_that_was_withdrawn_leaves_no_version(
    source: DataciteSource, server: FakeServer
) -> None:
    withdrawn = [{"description": "Withdrawn.", "descriptionType": "Other"}]
    serve_changed(server, version="1", descriptions=withdrawn)
    assert fetch(source, arxiv("1706.03762")).version is None


def test_a_group_keeps_its_name_and_inverted_names_are_turned(source: DataciteSource) -> None:
    authors = fetch(source, arxiv("2101.99998")).authors
    assert [author.name for author in authors] == [
        "The Example Collaboration, Group B",
        "M",
        "Cheolsu Kim",
    ]
    assert authors[2].family == "Kim"


def test_an_old_id_with_a_slash_is_asked_for_and_answered(
    source: DataciteSource, server: FakeServer
) -> None:
    record = fetch(source, arxiv("hep-th/9711200"))
    assert record.categories == ("hep-th",)
    assert record.year == 1997
    assert server.paths() == ["/dois/10.48550/arXiv.hep-th/9711200"]


def test_requests_are_paced(source: DataciteSource, time: FakeTime) -> None:
    look_up(source, arxiv("1706.03762"), arxiv("2010.11929"), arxiv("1801.07698"))
    assert [round(each, 3) for each in time.waits] == [0.7, 0.7]


def test_the_newest_version_answers_for_itself_and_an_older_one_cannot_be_had(
    source: DataciteSource,
) -> None:
    newest, older = look_up(source, arxiv("1706.03762", 7), arxiv("1706.03762", 1))
    assert newest.record is not None
    assert older.record is None
    assert isinstance(older.error, InvalidIdentifierError)
    assert "version 1" in older.error.message


def test_a_404_that_is_not_its_own_is_never_missing(
    source: DataciteSource, server: FakeServer
) -> None:
    for body in (
        b"<html>Not Found</html>",
        b'{"message": "no route"}',
        b'{"errors": [5]}',
        b'{"errors": [{"status": "500"}]}',
    ):
        server.route(route_of("1706.03762"), Reply(body, 404))
        (looked,) = look_up(source, arxiv("1706.03762"))
        assert isinstance(looked.error, MalformedAnswerError)


def test_an_answer_for_another_paper_is_an_error_of_that_paper_alone(
    source: DataciteSource, server: FakeServer
) -> None:
    server.route(route_of("1706.03762"), reply(read_paper("2010.11929")))
    wrong, right = look_up(source, arxiv("1706.03762"), arxiv("2010.11929"))
    assert isinstance(wrong.error, MalformedAnswerError)
    assert right.record is not None


def test_a_paper_without_a_title_is_an_error_of_that_paper_alone(
    source: DataciteSource, server: FakeServer
) -> None:
    serve_changed(server, titles=[{"title": " "}, {"title": "Übersetzt", "titleType": "Other"}])
    wrong, right = look_up(source, arxiv("1706.03762"), arxiv("2010.11929"))
    assert isinstance(wrong.error, MalformedAnswerError)
    assert right.record is not None


@pytest.mark.parametrize("junk", [None, 5, "text", [], {}, [None, 5, "x", [], {}], True, [[[]]]])
@pytest.mark.parametrize(
    "name",
    ["creators", "dates", "descriptions", "subjects", "relatedIdentifiers", "types", "version",
     "publicationYear", "container", "publisher"],
)  # fmt: skip
def test_a_field_of_any_type_is_read_as_nothing(
    source: DataciteSource, server: FakeServer, name: str, junk: object
) -> None:
    serve_changed(server, **{name: junk})
    assert fetch(source, arxiv("1706.03762")).title == "Attention Is All You Need"


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        ([{"date": "2017-06", "dateType": "Submitted"}], 2016),
        ([{"date": "soon", "dateType": "Submitted"}, {"date": "2015", "dateType": "Issued"}], 2015),
        ([{"date": "0001-01-01T00:00:00+14:00", "dateType": "Submitted"}], 2016),
        ([{"date": "9999-12-31T23:00:00-14:00", "dateType": "Submitted"}], 2016),
        ([], 2016),
    ],
)
def test_a_date_that_is_none_leaves_the_year_to_what_else_is_told(
    source: DataciteSource, server: FakeServer, dates: list[Any], year: int
) -> None:
    serve_changed(server, dates=dates, publicationYear="2016")
    record = fetch(source, arxiv("1706.03762"))
    assert (record.year, record.published, record.updated) == (year, None, None)


@pytest.mark.parametrize("version", ["v7", 7, "7"])
def test_a_version_is_read_in_any_spelling(
    source: DataciteSource, server: FakeServer, version: object
) -> None:
    serve_changed(server, version=version)
    assert fetch(source, arxiv("1706.03762")).version == 7


@pytest.mark.parametrize("version", ["1.0.2", "0", "-1", "newest", 10**9])
def test_what_is_no_version_is_none(
    source: DataciteSource, server: FakeServer, version: object
) -> None:
    serve_changed(server, version=version)
    assert fetch(source, arxiv("1706.03762")).version is None


def test_a_report_with_a_doi_of_its_own_is_no_preprint(source: DataciteSource) -> None:
    record = fetch(source, doi("10.5281/zenodo.9999999"))
    assert record.title == "Reading in Groups: A Report"
    assert record.abstract == "What a group & its log gain."
    assert (record.kind, record.year, record.version) == ("report", 2021, None)
    assert record.identifiers == (doi("10.5281/zenodo.9999999"),)


def test_an_article_with_a_doi_of_its_own_is_its_own_publication(source: DataciteSource) -> None:
    record = fetch(source, doi("10.1234/kjl.2020.5"))
    assert record.publication == Publication(
        "Made-Up Letters",
        2020,
        "10.1234/kjl.2020.5",
        "journal",
        volume="5",
        number="2",
        pages="11-19",
        publisher="Made-Up Press",
    )
    assert record.venue == "Made-Up Letters"


def test_a_search_asks_for_words_alone_and_leaves_out_newer_papers(
    source: DataciteSource, server: FakeServer
) -> None:
    title = '"Attention" is (all) you: need?'
    found = source.search(title, "Ashish Vaswani", 2018, cancel=CancelToken())
    query = server.requests[0].ask("query")
    assert query == 'titles.title:"Attention is all you need" AND creators.familyName:"Vaswani"'
    assert server.requests[0].ask("client-id") == "arxiv.content"
    assert [each.identifiers for each in found] == [(arxiv("1706.03762"),)]
    assert source.search(title, "", 2016, cancel=CancelToken()) == []
    assert source.search("no such title", cancel=CancelToken()) == []


@pytest.mark.parametrize("data", [None, {}, "x"])
def test_a_search_answered_by_no_list_is_an_error(
    source: DataciteSource, server: FakeServer, data: object
) -> None:
    server.route(SEARCH, reply({"data": data}))
    with pytest.raises(MalformedAnswerError):
        source.search("a title", cancel=CancelToken())


def test_what_a_search_finds_without_a_doi_or_title_is_left_out(
    source: DataciteSource, server: FakeServer
) -> None:
    untitled = {"attributes": {"doi": "10.48550/arxiv.1706.03762", "titles": []}}
    server.route(SEARCH, reply({"data": [None, {}, {"attributes": {"titles": 5}}, untitled]}))
    assert source.search("a title", cancel=CancelToken()) == []


def test_when_arxiv_refuses_for_ever_datacite_knows_the_same_paper(
    plumbing: Plumbing, server: FakeServer
) -> None:
    """Behaviour 3 of the sources, as far as a source goes."""
    server.route("/api/query", Reply(b"Rate exceeded.", 429))
    asked = [arxiv("1706.03762"), arxiv("hep-th/9711200")]
    with pytest.raises(RateLimitedError):
        list(ArxivSource(plumbing).lookup(asked, CancelToken()))
    records = [each.record for each in DataciteSource(plumbing).lookup(asked, CancelToken())]
    for record in records:
        assert record is not None
        assert record.source == "datacite"
        assert all((record.title, record.authors, record.abstract, record.year, record.version))
        assert all((record.published, record.updated, record.categories))


def test_a_stop_between_two_papers_ends_the_stream(source: DataciteSource, time: FakeTime) -> None:
    time.stop_after = 0
    answers = look_up(source, arxiv("1706.03762"), arxiv("2010.11929"))
    assert [each.identifier for each in answers] == [arxiv("1706.03762")]
