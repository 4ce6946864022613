"""What OpenAlex says of a DOI, and which of its works are never taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.errors import MalformedAnswerError, RateLimitedError, SourceError
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Publication
from paperstudy.sources.http import Plumbing
from paperstudy.sources.openalex import OpenAlexSource
from paperstudy.sources.pacing import LocalPacer
from tests.fakes.openalex_api import (
    BERT,
    HIJACKED,
    JSON,
    MALDACENA,
    RESNET,
    UNKNOWN,
    WORKS,
    no_budget,
    read_work,
    reply,
    serve_openalex,
)
from tests.fakes.pace import FakeTime
from tests.fakes.server import FakeServer, Reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.papers import PaperRecord
    from paperstudy.domain.sources import Looked


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        serve_openalex(server)
        yield server


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


def make_source(server: FakeServer, time: FakeTime, **credentials: str) -> OpenAlexSource:
    pacer = LocalPacer(time.clock, time.wait)
    plumbing = Plumbing(
        {"openalex": server.url}, pacer=pacer, wait=time.wait, credentials=credentials
    )
    return OpenAlexSource(plumbing)


@pytest.fixture
def source(server: FakeServer, time: FakeTime) -> OpenAlexSource:
    return make_source(server, time)


def doi(value: str) -> Identifier:
    return Identifier(Scheme.DOI, value)


def look_up(source: OpenAlexSource, *values: str) -> list[Looked]:
    return list(source.lookup([*map(doi, values)], CancelToken()))


def fetch(source: OpenAlexSource, value: str) -> PaperRecord:
    (looked,) = look_up(source, value)
    assert looked.record is not None
    return looked.record


def fetch_changed(source: OpenAlexSource, server: FakeServer, **changes: object) -> PaperRecord:
    server.route(WORKS + RESNET, reply(read_work(RESNET) | changes))
    return fetch(source, RESNET)


def test_a_record_holds_what_a_work_tells(source: OpenAlexSource) -> None:
    record = fetch(source, RESNET)
    venue = "2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)"
    assert record.source == "openalex"
    assert record.title == "Deep Residual Learning for Image Recognition"
    assert [author.name for author in record.authors] == [
        "Kaiming He",
        "Xiangyu Zhang",
        "Shaoqing Ren",
        "Jian Sun",
    ]
    assert (record.year, record.venue, record.kind) == (2016, venue, "proceedings")
    assert record.citations == 210000
    assert record.identifiers == (doi(RESNET),)
    assert record.url == "https://doi.org/10.1109/cvpr.2016.90"
    assert record.pdf_url == "http://arxiv.org/pdf/1512.03385"
    assert record.publication == Publication(venue, 2016, RESNET, "proceedings", pages="770-778")
    assert not record.more_authors


def test_an_article_of_a_journal_brings_its_volume(source: OpenAlexSource) -> None:
    publication = fetch(source, MALDACENA).publication
    assert publication is not None
    assert (publication.kind, publication.volume, publication.number) == ("journal", "38", "4")
    assert publication.pages == "1113-1133"


def test_the_abstract_is_put_together_from_its_index(source: OpenAlexSource) -> None:
    assert fetch(source, RESNET).abstract == (
        "Layers learn what to add to their input, not what to make of it, "
        "and networks of more than a hundred of them can be trained."
    )
    assert fetch(source, BERT).abstract == ""


@pytest.mark.parametrize(
    ("index", "abstract"),
    [
        ({"b": [1, 3], "a": [0, 2]}, "a b a b"),
        ({"b": 1, "a": [0, None, "2", {}]}, "a b"),
        ({"far": [10**17], "near": [-5, 3]}, "near far"),
        ({"a": None, "b": "0"}, ""),
        ({"<p>Small": [0], "words.</p>": [1], "x\u200b\x1b[0m": [2]}, "Small words.\nx"),
        (["a", "b"], ""),
        ("a b", ""),
    ],
)
def test_an_index_in_any_shape_is_read_as_far_as_it_goes(
    source: OpenAlexSource, server: FakeServer, index: object, abstract: str
) -> None:
    assert fetch_changed(source, server, abstract_inverted_index=index).abstract == abstract


def test_a_work_that_another_took_over_is_missing(source: OpenAlexSource) -> None:
    """Acceptance 6: its title and its authors are right, its DOI and its year are not."""
    (looked,) = look_up(source, HIJACKED)
    assert looked.missing


def test_the_year_of_the_work_taken_over_never_comes_through(
    source: OpenAlexSource, server: FakeServer
) -> None:
    """Acceptance 6: asked for by its own DOI, it is junk, and is not even asked for."""
    hijacked = read_work("hijacked")
    server.route(f"{WORKS}10.65215/2q58a426", reply(hijacked))
    server.route(WORKS + RESNET, reply(hijacked | {"doi": None}))
    server.route(
        WORKS + BERT, reply(hijacked | {"doi": "https://doi.org/10.48550/arxiv.1706.03762"})
    )
    looked = look_up(source, "10.65215/2q58a426", RESNET, BERT)
    assert [each.missing for each in looked] == [True, True, True]
    assert server.paths() == [WORKS + RESNET, WORKS + BERT]


def test_the_doi_is_compared_without_case(source: OpenAlexSource, server: FakeServer) -> None:
    record = fetch_changed(source, server, doi="https://doi.org/10.1109/CVPR.2016.90")
    assert record.identifiers == (doi(RESNET),)


def test_a_doi_with_odd_signs_is_quoted(source: OpenAlexSource, server: FakeServer) -> None:
    odd = "10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"
    look_up(source, odd)
    quoted = "10.1002/(sici)1097-4571(199806)49:8%3C693::aid-asi4%3E3.0.co;2-o"
    assert server.paths() == [WORKS + quoted]


def test_an_unknown_doi_is_missing_though_its_answer_is_a_page(source: OpenAlexSource) -> None:
    unknown, known = look_up(source, UNKNOWN, RESNET)
    assert unknown.missing
    assert known.record is not None


@pytest.mark.parametrize(
    "answer",
    [
        Reply(b"no such page", 404, {"Content-Type": "text/plain"}),
        Reply(b'{"error": "bad doi"}', 400, JSON),
    ],
    ids=["404 as text", "400"],
)
def test_a_refusal_in_another_shape_is_an_error_of_its_paper_alone(
    source: OpenAlexSource, server: FakeServer, answer: Reply
) -> None:
    server.route(WORKS + BERT, answer)
    failed, known = look_up(source, BERT, RESNET)
    assert isinstance(failed.error, MalformedAnswerError)
    assert known.record is not None


@pytest.mark.parametrize("answer", [{}, [], {"results": []}, {"id": None}])
def test_what_is_no_work_is_an_error(
    source: OpenAlexSource, server: FakeServer, answer: object
) -> None:
    server.route(WORKS + RESNET, reply(answer))
    (looked,) = look_up(source, RESNET)
    assert isinstance(looked.error, MalformedAnswerError)


def test_a_work_without_a_title_is_an_error(source: OpenAlexSource, server: FakeServer) -> None:
    server.route(WORKS + RESNET, reply(read_work(RESNET) | {"title": None, "display_name": None}))
    (looked,) = look_up(source, RESNET)
    assert isinstance(looked.error, MalformedAnswerError)


def test_a_title_comes_without_its_markup(source: OpenAlexSource, server: FakeServer) -> None:
    title = "If <i>a</i> &lt; b &amp; 0"
    assert fetch_changed(source, server, display_name=title).title == "If a < b & 0"
    assert fetch_changed(source, server, display_name="0").title == "0"


@pytest.mark.parametrize(
    ("work", "place", "found"),
    [
        ("article", "conference", "proceedings"),
        ("article", "journal", "journal"),
        ("book-chapter", "book series", "chapter"),
        ("book", "ebook platform", "book"),
        ("dataset", "ebook platform", ""),
        (None, 5, ""),
    ],
)
def test_a_work_that_appeared_somewhere_is_published(
    source: OpenAlexSource, server: FakeServer, work: object, place: object, found: str
) -> None:
    location = {"source": {"display_name": "Somewhere", "type": place}}
    record = fetch_changed(source, server, type=work, primary_location=location)
    assert (record.kind, record.venue) == (found, "Somewhere")
    assert record.publication is not None
    assert record.publication.kind == found


@pytest.mark.parametrize(
    ("work", "place", "found"),
    [
        ("article", "repository", "preprint"),
        ("preprint", "journal", "preprint"),
        ("dissertation", "conference", "thesis"),
        ("report", "journal", "report"),
    ],
)
def test_a_preprint_or_a_thesis_claims_no_publication(
    source: OpenAlexSource, server: FakeServer, work: object, place: object, found: str
) -> None:
    location = {"source": {"display_name": "Somewhere", "type": place}}
    record = fetch_changed(source, server, type=work, primary_location=location)
    assert (record.kind, record.venue, record.publication) == (found, "", None)


@pytest.mark.parametrize(
    "place", [None, {}, {"source": None}, "x", {"source": {"type": "journal"}}]
)
def test_a_work_without_a_place_claims_none(
    source: OpenAlexSource, server: FakeServer, place: object
) -> None:
    record = fetch_changed(source, server, primary_location=place, best_oa_location=place)
    assert (record.venue, record.publication, record.pdf_url) == ("", None, "")


@pytest.mark.parametrize(
    ("biblio", "pages"),
    [
        ({"first_page": "7", "last_page": "9"}, "7-9"),
        ({"first_page": "7", "last_page": "7"}, "7"),
        ({"first_page": "e7", "last_page": None}, "e7"),
        ({"first_page": None, "last_page": None}, ""),
        (None, ""),
    ],
)
def test_pages_are_written_as_far_as_they_are_known(
    source: OpenAlexSource, server: FakeServer, biblio: object, pages: str
) -> None:
    publication = fetch_changed(source, server, biblio=biblio).publication
    assert publication is not None
    assert publication.pages == pages


def test_authors_are_printed_as_the_paper_prints_them(
    source: OpenAlexSource, server: FakeServer
) -> None:
    authorships = [
        {"raw_author_name": "김 철수", "author": {"display_name": "Cheolsu Kim"}},
        {"raw_author_name": None, "author": {"display_name": "Ondřej Chum"}},
        {"author": None},
        None,
    ]
    record = fetch_changed(source, server, authorships=authorships, is_authors_truncated=True)
    assert [author.name for author in record.authors] == ["김 철수", "Ondřej Chum"]
    assert record.more_authors


@pytest.mark.parametrize("number", [None, "many", -3, True, 1.5])
def test_numbers_that_are_none_are_not_told(
    source: OpenAlexSource, server: FakeServer, number: object
) -> None:
    record = fetch_changed(source, server, cited_by_count=number, publication_year=number)
    assert (record.citations, record.year) == (None, None)


def test_a_spent_budget_ends_at_once_and_is_not_waited_for(
    source: OpenAlexSource, server: FakeServer, time: FakeTime
) -> None:
    """Acceptance 8: fifteen hours."""
    server.route(WORKS + BERT, no_budget(54000))
    answers = source.lookup([doi(RESNET), doi(BERT), doi(MALDACENA)], CancelToken())
    assert next(answers).record is not None
    with pytest.raises(RateLimitedError) as caught:
        next(answers)
    assert caught.value.retry_after == 54000
    assert len(server.requests) == 2
    assert sum(time.waits) < 5
    with pytest.raises(RateLimitedError):
        look_up(source, MALDACENA)
    assert len(server.requests) == 2


def test_a_key_is_sent_and_never_shown(server: FakeServer, time: FakeTime) -> None:
    source = make_source(server, time, openalex="a&key")
    look_up(source, RESNET)
    assert server.requests[0].ask("api_key") == "a&key"
    server.route(WORKS + RESNET, Reply(b"no", 401), Reply(drop=True))
    for _ in range(2):
        with pytest.raises(SourceError) as caught:
            look_up(source, RESNET)
        shown = f"{caught.value!r} {caught.value.hint} {caught.value.fields}"
        assert "key" not in shown.replace("keys", "")


def test_without_a_key_none_is_sent(source: OpenAlexSource, server: FakeServer) -> None:
    look_up(source, RESNET)
    assert server.paths() == [WORKS + RESNET]


def test_titles_are_not_searched_for(source: OpenAlexSource, server: FakeServer) -> None:
    assert source.search("Attention Is All You Need", cancel=CancelToken()) == []
    assert server.requests == []


def test_a_stop_ends_the_stream_after_what_came(source: OpenAlexSource, server: FakeServer) -> None:
    cancel = CancelToken()
    answers = source.lookup([doi(RESNET), doi(BERT)], cancel)
    assert next(answers).record is not None
    cancel.cancel()
    assert list(answers) == []
    assert len(server.requests) == 1
