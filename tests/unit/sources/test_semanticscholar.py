"""What Semantic Scholar tells of a work, and which of it is the preprint's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.domain.errors import (
    InvalidIdentifierError,
    MalformedAnswerError,
    RateLimitedError,
    SourceError,
)
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Publication
from paperstudy.domain.sources import Looked
from paperstudy.sources.http import Plumbing
from paperstudy.sources.pacing import LocalPacer
from paperstudy.sources.semanticscholar import SemanticScholarSource
from tests.fakes.pace import FakeTime
from tests.fakes.semanticscholar_api import (
    BATCH,
    MATCH,
    answer_batch,
    read_answer,
    reply,
    serve_semanticscholar,
)
from tests.fakes.server import FakeServer, Reply, Request

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.papers import PaperRecord


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        serve_semanticscholar(server)
        yield server


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


def make_source(server: FakeServer, time: FakeTime, key: str = "") -> SemanticScholarSource:
    pacer = LocalPacer(time.clock, time.wait)
    keys = {"semanticscholar": key}
    urls = {"semanticscholar": server.url}
    return SemanticScholarSource(Plumbing(urls, pacer=pacer, wait=time.wait, credentials=keys))


@pytest.fixture
def source(server: FakeServer, time: FakeTime) -> SemanticScholarSource:
    return make_source(server, time)


def arxiv(value: str, version: int | None = None) -> Identifier:
    return Identifier(Scheme.ARXIV, value, version)


def doi(value: str) -> Identifier:
    return Identifier(Scheme.DOI, value)


def s2(value: str) -> Identifier:
    return Identifier(Scheme.S2, value)


def look_up(source: SemanticScholarSource, *identifiers: Identifier) -> list[Looked]:
    return list(source.lookup(identifiers, CancelToken()))


def fetch(source: SemanticScholarSource, identifier: Identifier) -> PaperRecord:
    (looked,) = look_up(source, identifier)
    assert looked.error is None
    assert looked.record is not None
    return looked.record


def serve_changed(server: FakeServer, /, **changes: object) -> None:
    """Let every paper be 1706.03762, with other fields than its own."""
    server.route(BATCH, reply([{**read_answer("1706.03762"), **changes}]))


def test_a_record_holds_what_is_said_of_the_work(source: SemanticScholarSource) -> None:
    record = fetch(source, arxiv("1706.03762"))
    assert record.title == "Attention Is All You Need"
    assert [author.name for author in record.authors][:2] == ["Ashish Vaswani", "Noam Shazeer"]
    assert record.abstract.startswith("Builds a translator")
    assert (record.year, record.citations, record.version) == (2017, 1000, None)
    assert record.identifiers == (arxiv("1706.03762"), s2("CorpusID:13756489"))
    assert record.url == "https://arxiv.org/abs/1706.03762"


def test_the_venue_of_a_record_that_is_dated_as_the_preprint_has_no_year(
    source: SemanticScholarSource,
) -> None:
    """Behaviour 7 of the sources: venue ICLR, year 2020, journal ArXiv."""
    record = fetch(source, arxiv("2010.11929"))
    venue = "International Conference on Learning Representations"
    assert record.publication == Publication(venue, kind="proceedings")
    assert str(record.publication) == venue
    assert "2020" not in record.venue
    assert record.year == 2020


def test_a_year_is_not_that_of_the_venue_where_the_work_is_dated_by_its_preprint(
    source: SemanticScholarSource,
) -> None:
    record = fetch(source, arxiv("1512.03385"))
    assert record.publication == Publication(
        "Computer Vision and Pattern Recognition",
        None,
        "10.1109/cvpr.2016.90",
        "proceedings",
        pages="770-778",
    )
    assert record.pdf_url == "https://example.org/resnet.pdf"


def test_a_year_is_that_of_the_venue_where_the_key_of_dblp_ends_with_it(
    source: SemanticScholarSource,
) -> None:
    publication = fetch(source, arxiv("1706.03762")).publication
    assert publication is not None
    assert str(publication) == "Neural Information Processing Systems 2017"
    assert publication.pages == "5998-6008"


@pytest.mark.parametrize(
    ("dated", "told"),
    [
        ((2017, "2017-06-12", "conf/nips/VaswaniSPUJGKP17"), 2017),
        ((2017, "2017-06-12", "conf/nips/VaswaniSPUJGKP17a"), 2017),
        ((2017, "2017-06-12", "conf/nips/VaswaniSPUJGKP18"), None),
        ((2017, "2017-06-12", "journals/corr/VaswaniSPUJGKP17"), None),
        ((2017, "2017-05-31", None), None),
        ((2017, "2017-07-01", None), None),
        ((2017, "2017-12-04", None), 2017),
        ((2018, "2018-02-01", None), 2018),
        ((2017, None, None), None),
        ((2018, None, None), 2018),
        ((2018, "soon", ["conf/nips/X18"]), 2018),
        ((None, "2018-02-01", "conf/nips/X18"), None),
        (("2018", "2018-02-01", None), 2018),
    ],
)
def test_the_year_of_a_venue_is_told_only_where_it_is_not_the_preprints(
    source: SemanticScholarSource,
    server: FakeServer,
    dated: tuple[object, object, object],
    told: int | None,
) -> None:
    year, day, dblp = dated
    ids = {"ArXiv": "1706.03762", "DBLP": dblp}
    serve_changed(server, year=year, publicationDate=day, externalIds=ids)
    publication = fetch(source, arxiv("1706.03762")).publication
    assert publication is not None
    assert publication.year == told


def test_an_old_arxiv_id_tells_its_month_as_well(
    source: SemanticScholarSource, server: FakeServer
) -> None:
    ids = {"ArXiv": "hep-th/9711200"}
    for year, day, told in ((1997, "1997-11-27", None), (1999, "1999-04-01", 1999)):
        serve_changed(server, year=year, publicationDate=day, externalIds=ids)
        publication = fetch(source, arxiv("hep-th/9711200")).publication
        assert publication is not None
        assert publication.year == told


@pytest.mark.parametrize(
    "venue",
    ["arXiv.org", "ArXiv", "arXiv: Machine Learning", "CoRR", "SSRN Electronic Journal",
     "Social Science Research Network", "bioRxiv", "", None],
)  # fmt: skip
def test_a_server_for_preprints_is_no_venue(
    source: SemanticScholarSource, server: FakeServer, venue: str | None
) -> None:
    serve_changed(server, venue=venue, publicationVenue={"name": venue})
    record = fetch(source, arxiv("1706.03762"))
    assert (record.publication, record.venue, record.kind) == (None, "", "preprint")


def test_the_venue_stands_in_one_of_two_places(
    source: SemanticScholarSource, server: FakeServer
) -> None:
    serve_changed(server, publicationVenue=None, venue="A Workshop")
    assert fetch(source, arxiv("1706.03762")).venue == "A Workshop"
    serve_changed(server, publicationVenue={"name": "arXiv.org"}, venue="A Workshop")
    assert fetch(source, arxiv("1706.03762")).venue == "A Workshop"


def test_a_paper_that_is_a_preprint_alone_has_no_publication_and_maybe_no_abstract(
    source: SemanticScholarSource,
) -> None:
    record = fetch(source, arxiv("1911.01547"))
    assert (record.publication, record.kind, record.abstract) == (None, "preprint", "")
    assert record.identifiers == (arxiv("1911.01547"), s2("CorpusID:207870692"))


def test_arxivs_own_doi_makes_the_year_the_preprints(
    source: SemanticScholarSource, server: FakeServer
) -> None:
    ids = {"ArXiv": "1706.03762", "DOI": "10.48550/arXiv.1706.03762"}
    serve_changed(server, externalIds=ids, year=2019, publicationDate="2019-01-01")
    record = fetch(source, arxiv("1706.03762"))
    assert record.publication == Publication(
        "Neural Information Processing Systems", kind="proceedings"
    )


@pytest.mark.parametrize("junk", ["10.65215/copy.1", "10.48550/arXiv.x", "no doi", None, 5, []])
def test_a_doi_that_is_not_of_a_published_version_is_not_kept(
    source: SemanticScholarSource, server: FakeServer, junk: object
) -> None:
    serve_changed(server, externalIds={"ArXiv": "1706.03762", "DOI": junk})
    record = fetch(source, arxiv("1706.03762"))
    assert record.publication is not None
    assert record.publication.doi == ""
    assert {each.scheme for each in record.identifiers} == {Scheme.ARXIV}


def test_a_published_doi_is_an_identifier_only_where_it_was_asked_for(
    source: SemanticScholarSource,
) -> None:
    by_arxiv, by_doi = look_up(source, arxiv("1512.03385"), doi("10.1109/cvpr.2016.90"))
    assert by_arxiv.record is not None
    assert by_doi.record is not None
    assert doi("10.1109/cvpr.2016.90") not in by_arxiv.record.identifiers
    assert by_doi.record.identifiers == (
        doi("10.1109/cvpr.2016.90"),
        arxiv("1512.03385"),
        s2("CorpusID:206594692"),
    )


def test_an_article_without_a_preprint_is_dated_as_told(source: SemanticScholarSource) -> None:
    record = fetch(source, doi("10.1109/tpami.2018.2846566"))
    assert record.publication == Publication(
        "IEEE Transactions on Pattern Analysis and Machine Intelligence",
        2019,
        "10.1109/tpami.2018.2846566",
        "journal",
        volume="41",
        pages="1655-1668",
    )
    assert record.kind == "journal"


def test_a_paper_of_the_anthology_is_known_by_all_its_ids(source: SemanticScholarSource) -> None:
    acl = Identifier(Scheme.ACL, "P16-1162")
    record = fetch(source, acl)
    assert set(record.identifiers) == {acl, arxiv("1508.07909"), s2("CorpusID:1114678")}
    assert record.publication is not None
    assert (record.publication.year, record.publication.doi) == (None, "10.18653/v1/p16-1162")


def test_each_scheme_is_asked_for_by_its_own_name(
    source: SemanticScholarSource, server: FakeServer
) -> None:
    look_up(
        source,
        arxiv("1706.03762"),
        doi("10.1109/cvpr.2016.90"),
        Identifier(Scheme.ACL, "P16-1162"),
        s2("CorpusID:225039882"),
        s2("3" * 40),
    )
    (request,) = server.requests
    assert request.json() == {
        "ids": [
            "ARXIV:1706.03762",
            "DOI:10.1109/cvpr.2016.90",
            "ACL:P16-1162",
            "CorpusId:225039882",
            "3" * 40,
        ]
    }
    assert "abstract" in request.ask("fields").split(",")


def test_null_in_its_place_is_missing_and_costs_the_others_nothing(
    source: SemanticScholarSource, server: FakeServer
) -> None:
    first, second, third = look_up(
        source, arxiv("1706.03762"), arxiv("1905.99999"), arxiv("2010.11929")
    )
    assert (first.missing, second.missing, third.missing) == (False, True, False)
    assert len(server.requests) == 1


def test_a_refusal_because_it_knows_none_of_them_is_missing(
    source: SemanticScholarSource, server: FakeServer
) -> None:
    answers = look_up(source, arxiv("1905.99999"), arxiv("1905.99998"))
    assert [each.missing for each in answers] == [True, True]
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Reply(b'{"error": "Unrecognized or unsupported fields"}', 400),
        Reply(b'{"error": "No valid paper ids given"}', 404),
        Reply(b"No valid paper ids given", 400),
        Reply(b'{"error": 5}', 400),
    ],
)
def test_another_refusal_is_never_missing(
    source: SemanticScholarSource, server: FakeServer, answer: Reply
) -> None:
    server.route(BATCH, answer)
    with pytest.raises(MalformedAnswerError):
        look_up(source, arxiv("1706.03762"))


@pytest.mark.parametrize("size", [0, 1, 3])
def test_an_answer_of_the_wrong_length_is_an_error(
    source: SemanticScholarSource, server: FakeServer, size: int
) -> None:
    server.route(BATCH, reply([read_answer("1706.03762")] * size))
    with pytest.raises(MalformedAnswerError):
        look_up(source, arxiv("1706.03762"), arxiv("2010.11929"))


def test_answers_in_the_wrong_order_are_errors(
    source: SemanticScholarSource, server: FakeServer
) -> None:
    server.route(BATCH, reply([read_answer("2010.11929"), read_answer("1706.03762")]))
    for each in look_up(source, arxiv("1706.03762"), arxiv("2010.11929")):
        assert isinstance(each.error, MalformedAnswerError)


def test_what_is_no_paper_or_has_no_title_is_an_error_of_that_paper_alone(
    source: SemanticScholarSource, server: FakeServer
) -> None:
    untitled = {**read_answer("2010.11929"), "title": None}
    server.route(BATCH, reply(["text", untitled, read_answer("1706.03762")]))
    first, second, third = look_up(
        source, arxiv("1512.03385"), arxiv("2010.11929"), arxiv("1706.03762")
    )
    assert isinstance(first.error, MalformedAnswerError)
    assert isinstance(second.error, MalformedAnswerError)
    assert third.record is not None


def test_ids_go_out_five_hundred_at_a_time(
    source: SemanticScholarSource, server: FakeServer, time: FakeTime
) -> None:
    asked = [arxiv("1706.03762"), *(arxiv(f"2001.{number:05}") for number in range(1, 600))]
    answers = look_up(source, *asked)
    assert [each.identifier for each in answers] == asked
    assert [len(each.json()["ids"]) for each in server.requests] == [500, 100]
    assert time.waits == [3.5]


def test_two_versions_of_a_paper_are_one_id(
    source: SemanticScholarSource, server: FakeServer
) -> None:
    first, second = look_up(source, arxiv("1706.03762", 1), arxiv("1706.03762"))
    assert first.record == second.record is not None
    assert server.requests[0].json() == {"ids": ["ARXIV:1706.03762"]}


def test_an_id_that_is_none_is_refused_here_and_spoils_no_batch(
    source: SemanticScholarSource, server: FakeServer
) -> None:
    bad, good, other = look_up(
        source, arxiv("abc"), arxiv("1706.03762"), Identifier(Scheme.PWC, "attention")
    )
    assert isinstance(bad.error, InvalidIdentifierError)
    assert isinstance(other.error, InvalidIdentifierError)
    assert good.record is not None
    assert server.requests[0].json() == {"ids": ["ARXIV:1706.03762"]}


def test_a_key_is_sent_in_its_header_alone_and_quickens_the_pace(
    server: FakeServer, time: FakeTime
) -> None:
    source = make_source(server, time, "a-key-of-ours")
    look_up(source, arxiv("1706.03762"))
    source.search("Attention Is All You Need", cancel=CancelToken())
    assert [each.headers["x-api-key"] for each in server.requests] == ["a-key-of-ours"] * 2
    assert not any("a-key-of-ours" in path for path in server.paths())
    assert [round(each, 3) for each in time.waits] == [1.1]


def test_without_a_key_no_header_is_sent(source: SemanticScholarSource, server: FakeServer) -> None:
    look_up(source, arxiv("1706.03762"))
    assert "x-api-key" not in server.requests[0].headers


def test_a_pool_that_is_used_up_ends_the_look_up_and_keeps_what_came(
    source: SemanticScholarSource, server: FakeServer
) -> None:
    used_up = reply(read_answer("rate_limited_429"), 429)
    server.route(BATCH, answer_batch, used_up)
    asked = [arxiv("1706.03762"), *(arxiv(f"2001.{number:05}") for number in range(1, 600))]
    answers = source.lookup(asked, CancelToken())
    assert next(answers).record is not None
    with pytest.raises(RateLimitedError):
        list(answers)


@pytest.mark.parametrize("junk", [None, 5, "text", [], {}, [None, 5, "x", [], {}], True, [[[]]]])
@pytest.mark.parametrize(
    "name",
    ["abstract", "year", "venue", "publicationVenue", "publicationTypes", "publicationDate",
     "journal", "externalIds", "citationCount", "openAccessPdf", "authors"],
)  # fmt: skip
def test_a_field_of_any_type_costs_no_more_than_itself(
    source: SemanticScholarSource, server: FakeServer, name: str, junk: object
) -> None:
    serve_changed(server, **{name: junk})
    record = fetch(source, arxiv("1706.03762"))
    assert record.title == "Attention Is All You Need"
    assert record.identifiers[0] == arxiv("1706.03762")


@pytest.mark.parametrize(
    "ids",
    [
        {"ArXiv": "x" * 100_000, "ACL": ["P16-1162"], "CorpusId": "many"},
        {"ArXiv": "10.1000/x", "ACL": "arxiv:2010.11929", "CorpusId": -5},
        {"ArXiv": None, "ACL": 16, "CorpusId": True, "DOI": "10.1000/" + "x" * 100_000},
    ],
)
def test_ids_that_are_none_are_left_out(
    source: SemanticScholarSource, server: FakeServer, ids: dict[str, Any]
) -> None:
    serve_changed(server, externalIds=ids)
    assert fetch(source, arxiv("1706.03762")).identifiers == (arxiv("1706.03762"),)


@pytest.mark.parametrize("url", ["http://example.org/a.pdf", "javascript:alert(1)", None, 5])
def test_a_text_that_is_not_reached_safely_is_not_offered(
    source: SemanticScholarSource, server: FakeServer, url: object
) -> None:
    serve_changed(server, openAccessPdf={"url": url})
    assert fetch(source, arxiv("1706.03762")).pdf_url == ""


def test_a_title_is_matched_and_a_newer_paper_left_out(
    source: SemanticScholarSource, server: FakeServer
) -> None:
    title = " Deep Residual  Learning\nfor Image Recognition "
    (found,) = source.search(title, "Kaiming He", cancel=CancelToken())
    assert server.requests[0].ask("query") == "Deep Residual Learning for Image Recognition"
    assert found.identifiers == (arxiv("1512.03385"), s2("CorpusID:206594692"))
    assert source.search(title, "", 2014, cancel=CancelToken()) == []


def test_a_title_that_matches_nothing_is_no_error(source: SemanticScholarSource) -> None:
    assert source.search("no such title", cancel=CancelToken()) == []


@pytest.mark.parametrize(
    "answer",
    [
        Reply(b"<html>Not Found</html>", 404),
        Reply(b'{"error": "Paper not found"}', 404),
        Reply(b'{"data": {"title": "x"}}'),
        Reply(b'{"total": 0}'),
    ],
)
def test_a_match_in_another_shape_is_an_error(
    source: SemanticScholarSource, server: FakeServer, answer: Reply
) -> None:
    server.route(MATCH, answer)
    with pytest.raises(SourceError):
        source.search("a title", cancel=CancelToken())


def test_matches_without_title_or_ids_are_read_as_far_as_they_go(
    source: SemanticScholarSource, server: FakeServer
) -> None:
    server.route(MATCH, reply({"data": [None, {"title": None}, {"title": "A Title"}]}))
    (found,) = source.search("a title", cancel=CancelToken())
    assert (found.title, found.identifiers, found.url, found.kind) == ("A Title", (), "", "")


def test_an_endless_title_makes_no_endless_address(
    source: SemanticScholarSource, server: FakeServer
) -> None:
    def check(request: Request) -> Reply:
        assert len(request.path) < 2000
        return reply(read_answer("match_not_found_404"), 404)

    server.route(MATCH, check)
    assert source.search("word " * 10_000, cancel=CancelToken()) == []
    assert len(server.requests) == 1
