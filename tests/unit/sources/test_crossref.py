"""What Crossref tells of a DOI, and which of its works are no publication."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.errors import MalformedAnswerError, SourceUnavailableError
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Publication
from paperstudy.domain.sources import Looked
from paperstudy.sources.crossref import CrossrefSource
from paperstudy.sources.http import Plumbing
from paperstudy.sources.pacing import LocalPacer
from tests.fakes.crossref_api import SEARCH, read_answer, reply, route_of, serve_crossref
from tests.fakes.pace import FakeTime
from tests.fakes.server import FakeServer, Reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.papers import PaperRecord

RESNET = "10.1109/cvpr.2016.90"


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        serve_crossref(server)
        yield server


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def source(server: FakeServer, time: FakeTime) -> CrossrefSource:
    pacer = LocalPacer(time.clock, time.wait)
    urls = {"crossref": server.url}
    return CrossrefSource(Plumbing(urls, "a@example.org", pacer=pacer, wait=time.wait))


def doi(value: str) -> Identifier:
    return Identifier(Scheme.DOI, value)


def arxiv(value: str) -> Identifier:
    return Identifier(Scheme.ARXIV, value)


def look_up(source: CrossrefSource, *values: str) -> list[Looked]:
    return list(source.lookup([doi(value) for value in values], CancelToken()))


def fetch(source: CrossrefSource, value: str) -> PaperRecord:
    (looked,) = look_up(source, value)
    assert looked.error is None
    assert looked.record is not None
    return looked.record


def serve_changed(server: FakeServer, **changes: object) -> None:
    """Let the work RESNET be answered with other fields than its own."""
    answer = read_answer("10.1109_cvpr.2016.90")
    answer["message"] |= {name.replace("_", "-"): value for name, value in changes.items()}
    server.route(route_of(RESNET), reply(answer))


def test_a_paper_of_a_conference_brings_its_publication(source: CrossrefSource) -> None:
    record = fetch(source, RESNET)
    assert record.title == "Deep Residual Learning for Image Recognition"
    assert [author.name for author in record.authors][:2] == ["Kaiming He", "Xiangyu Zhang"]
    assert (record.authors[0].family, record.authors[0].given) == ("He", "Kaiming")
    assert (record.year, record.kind, record.citations) == (2016, "proceedings", 100)
    assert record.url == "https://doi.org/10.1109/cvpr.2016.90"
    assert record.publication == Publication(
        "2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)",
        2016,
        RESNET,
        "proceedings",
        pages="770-778",
        publisher="IEEE",
    )
    assert record.venue == record.publication.venue


def test_the_arxiv_id_of_a_preprint_that_it_names_is_kept(source: CrossrefSource) -> None:
    assert fetch(source, RESNET).identifiers == (doi(RESNET), arxiv("1512.03385"))
    record = fetch(source, "10.1109/tpami.2018.2846566")
    assert record.identifiers == (doi("10.1109/tpami.2018.2846566"), arxiv("1711.02512"))


def test_an_article_of_a_journal_has_volume_and_number(source: CrossrefSource) -> None:
    record = fetch(source, "10.1109/tpami.2018.2846566")
    assert record.publication is not None
    assert record.kind == record.publication.kind == "journal"
    assert (record.publication.volume, record.publication.number) == ("41", "7")
    assert [author.name for author in record.authors] == [
        "Filip Radenović",
        "Giorgos Tolias",
        "Ondřej Chum",
    ]


def test_title_and_subtitle_are_joined_and_the_abstract_is_plain(source: CrossrefSource) -> None:
    record = fetch(source, "10.1145/3298689.3346997")
    assert record.title == ("Recommending what video to watch next: a multitask ranking system")
    assert record.abstract == (
        "Ranks videos for several goals at once & with experts.\nIt has a $k$ in it; a < b."
    )


def test_a_chapter_is_of_its_book_and_not_of_the_series(source: CrossrefSource) -> None:
    record = fetch(source, "10.1007/978-3-319-10602-1_48")
    assert record.publication is not None
    assert record.publication.venue == "Computer Vision – ECCV 2014"
    assert (record.publication.kind, record.publication.year) == ("chapter", 2014)


def test_groups_and_single_names_are_authors_and_empty_ones_are_not(
    source: CrossrefSource,
) -> None:
    authors = fetch(source, "10.1007/978-3-319-10602-1_48").authors
    assert [author.name for author in authors] == ["Tsung-Yi Lin", "The COCO Group", "M"]


def test_markup_and_entities_leave_a_title_its_letters(source: CrossrefSource) -> None:
    record = fetch(source, "10.5555/odd.1")
    assert record.title == "M & H2O: is a < b?"


def test_a_meeting_stands_for_the_proceedings_that_are_not_named(source: CrossrefSource) -> None:
    record = fetch(source, "10.5555/odd.1")
    assert record.publication is not None
    assert (record.publication.venue, record.publication.volume) == ("A Workshop & More", "7")


def test_the_year_is_the_first_that_is_one(source: CrossrefSource) -> None:
    assert fetch(source, "10.5555/odd.1").year == 2021


@pytest.mark.parametrize(
    ("dates", "year"),
    [
        ({}, 2016),
        ({"published": {"date-parts": [[2015, 12]]}}, 2015),
        ({"published": None, "issued": {"date-parts": [[2017]]}}, 2017),
        ({"published": {"date-parts": [[None]]}, "issued": {"date-parts": []}}, 2016),
        ({"published": {"date-parts": [2015]}, "issued": 5}, 2016),
        ({"published": {"date-parts": [[0]]}, "issued": {"date-parts": [[99999]]}}, 2016),
        ({"published": {"date-parts": [[True]]}}, 2016),
    ],
)
def test_dates_of_odd_shapes_are_passed_over(
    source: CrossrefSource, server: FakeServer, dates: dict[str, object], year: int
) -> None:
    serve_changed(server, **dates)
    assert fetch(source, RESNET).year == year


@pytest.mark.parametrize(
    ("told", "kind", "published"),
    [
        ("proceedings-article", "proceedings", True),
        ("journal-article", "journal", True),
        ("book-chapter", "chapter", True),
        ("book", "book", True),
        ("posted-content", "preprint", False),
        ("report", "report", False),
        ("dissertation", "thesis", False),
        ("peer-review", "", False),
        (None, "", False),
        (["book"], "", False),
    ],
)
def test_the_kind_decides_whether_a_work_is_a_publication(
    source: CrossrefSource, server: FakeServer, told: object, kind: str, *, published: bool
) -> None:
    serve_changed(server, type=told)
    record = fetch(source, RESNET)
    assert record.kind == kind
    assert (record.publication is not None) is published
    assert record.publication is None or record.publication.kind == kind


def test_what_is_posted_elsewhere_is_a_preprint(source: CrossrefSource) -> None:
    record = fetch(source, "10.1000/preprint.1")
    assert (record.kind, record.publication, record.venue) == ("preprint", None, "")


@pytest.mark.parametrize("junk", [None, 5, "text", [], {}, [None, 5, "x", [], {}], True, [[[]]]])
@pytest.mark.parametrize(
    "name",
    ["author", "container-title", "event", "subtitle", "abstract", "relation", "publisher", "page",
     "issued", "is-referenced-by-count", "aliases"],
)  # fmt: skip
def test_a_field_of_any_type_costs_no_more_than_itself(
    source: CrossrefSource, server: FakeServer, name: str, junk: object
) -> None:
    serve_changed(server, **{name: junk})
    record = fetch(source, RESNET)
    assert record.title.startswith("Deep Residual Learning")
    assert record.year == 2016


def test_a_count_below_nought_was_not_told(source: CrossrefSource, server: FakeServer) -> None:
    serve_changed(server, is_referenced_by_count=-1)
    assert fetch(source, RESNET).citations is None


def test_a_relation_to_anything_but_a_preprint_of_arxiv_is_left_out(
    source: CrossrefSource, server: FakeServer
) -> None:
    related = [
        {"id-type": "doi", "id": "10.1101/2020.01.01.1"},
        {"id-type": "arxiv", "id": "arXiv:1512.03385v2"},
        {"id-type": "arxiv", "id": "nothing"},
        {"id-type": "uri", "id": None},
    ]
    serve_changed(server, relation={"has-preprint": related, "cites": [{"id": "arxiv:1409.1556"}]})
    assert fetch(source, RESNET).identifiers == (doi(RESNET), arxiv("1512.03385"))


def test_a_doi_is_asked_for_in_one_piece_and_without_an_address_in_it(
    source: CrossrefSource, server: FakeServer, time: FakeTime
) -> None:
    odd = "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"
    answers = look_up(source, odd, RESNET)
    assert answers[0].missing
    assert server.paths()[0] == route_of(odd)
    assert "/" not in server.paths()[0].removeprefix("/works/")
    assert time.waits == [1.0]
    assert "a@example.org" in server.requests[0].headers["user-agent"]
    assert not any("example" in path for path in server.paths())


def test_a_404_that_is_not_its_own_is_never_missing(
    source: CrossrefSource, server: FakeServer
) -> None:
    for body in (b"<html>Not Found</html>", b'{"status": "error"}', b""):
        server.route(route_of(RESNET), Reply(body, 404))
        (looked,) = look_up(source, RESNET)
        assert isinstance(looked.error, MalformedAnswerError)


def test_a_doi_that_was_renamed_is_answered_under_both_names(
    source: CrossrefSource, server: FakeServer
) -> None:
    server.route(route_of("10.5555/odd.before"), reply(read_answer("10.5555_odd.1")))
    record = fetch(source, "10.5555/odd.before")
    assert record.identifiers == (doi("10.5555/odd.before"), doi("10.5555/odd.1"))


def test_an_answer_for_another_doi_is_an_error_of_that_doi_alone(
    source: CrossrefSource, server: FakeServer
) -> None:
    server.route(route_of(RESNET), reply(read_answer("10.5555_odd.1")))
    wrong, right = look_up(source, RESNET, "10.1145/3298689.3346997")
    assert isinstance(wrong.error, MalformedAnswerError)
    assert right.record is not None


@pytest.mark.parametrize("title", [None, [], [""], [None], {}, ["<i></i>"]])
def test_a_work_without_a_title_is_an_error_of_that_work_alone(
    source: CrossrefSource, server: FakeServer, title: object
) -> None:
    serve_changed(server, title=title)
    wrong, right = look_up(source, RESNET, "10.1145/3298689.3346997")
    assert isinstance(wrong.error, MalformedAnswerError)
    assert right.record is not None


def test_what_came_before_a_breakdown_holds(source: CrossrefSource, server: FakeServer) -> None:
    server.route(route_of("10.5555/odd.1"), Reply(status=503))
    answers = source.lookup([doi(RESNET), doi("10.5555/odd.1")], CancelToken())
    assert next(answers).record is not None
    with pytest.raises(SourceUnavailableError):
        next(answers)


def test_a_search_asks_for_title_and_family_name_and_leaves_out_newer_works(
    source: CrossrefSource, server: FakeServer
) -> None:
    title = "Deep residual learning\n for image recognition"
    found = source.search(title, "Kaiming He", cancel=CancelToken())
    request = server.requests[0]
    assert request.ask("query.bibliographic") == "Deep residual learning for image recognition He"
    assert request.ask("rows") == "5"
    assert [each.year for each in found] == [2016, 2022]
    assert found[0].identifiers == (doi(RESNET), arxiv("1512.03385"))
    assert [each.year for each in source.search(title, "", 2018, cancel=CancelToken())] == [2016]


def test_a_search_selects_all_fields_that_a_record_is_made_of(
    source: CrossrefSource, server: FakeServer
) -> None:
    source.search("deep residual learning", cancel=CancelToken())
    selected = server.requests[0].ask("select").split(",")
    work = read_answer("10.1109_cvpr.2016.90")["message"]
    (found,) = source.search("deep residual learning", "", 2018, cancel=CancelToken())
    narrow = {"message": {"items": [{name: work[name] for name in selected if name in work}]}}
    server.route(SEARCH, reply(narrow))
    assert source.search("deep residual learning", cancel=CancelToken()) == [found]


def test_a_search_without_a_list_of_works_is_an_error(
    source: CrossrefSource, server: FakeServer
) -> None:
    for message in (None, {}, {"items": None}, {"items": "x"}):
        server.route(SEARCH, reply({"status": "ok", "message": message}))
        with pytest.raises(MalformedAnswerError):
            source.search("a title", cancel=CancelToken())


def test_a_work_that_is_found_without_doi_and_venue_is_no_publication(
    source: CrossrefSource, server: FakeServer
) -> None:
    server.route(SEARCH, reply({"message": {"items": [{"title": ["A"], "type": "book"}]}}))
    (found,) = source.search("a", cancel=CancelToken())
    assert (found.identifiers, found.url, found.publication) == ((), "", None)


def test_an_endless_title_makes_no_endless_address(
    source: CrossrefSource, server: FakeServer
) -> None:
    source.search("word " * 10_000, cancel=CancelToken())
    assert len(server.paths()[0]) < 2000


def test_the_copies_that_lead_a_search_are_no_publication_and_have_no_doi(
    source: CrossrefSource, server: FakeServer
) -> None:
    """Behaviour 6 of the sources: the hijacked title of 1706.03762."""
    found = source.search("Attention Is All You Need", "Vaswani", cancel=CancelToken())
    assert [each.title for each in found] == ["Attention Is All You Need"] * 2
    for record in found:
        assert record.kind == "preprint"
        assert record.publication is None
        assert record.identifiers == ()
        assert (record.url, record.venue) == ("", "")
    assert source.search("Attention Is All You Need", "", 2017, cancel=CancelToken()) == []


def test_a_copy_that_was_asked_for_by_its_doi_is_no_publication_either(
    source: CrossrefSource,
) -> None:
    record = fetch(source, "10.65215/copy.1")
    assert record.identifiers == (doi("10.65215/copy.1"),)
    assert (record.kind, record.publication, record.venue) == ("preprint", None, "")


def test_control_signs_of_a_title_are_gone(source: CrossrefSource, server: FakeServer) -> None:
    answer = read_answer("10.1109_cvpr.2016.90")
    answer["message"]["title"] = ["A\u001b[31m red\u202e title"]
    server.route(route_of(RESNET), Reply(json.dumps(answer).encode()))
    assert fetch(source, RESNET).title == "A red title"
