"""What Hugging Face says of papers, and what of it is taken."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.domain.errors import MalformedAnswerError, RateLimitedError, SourceError
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Repository
from paperstudy.sources.http import Plumbing
from paperstudy.sources.huggingface import HuggingFaceSource
from paperstudy.sources.pacing import LocalPacer
from tests.fakes.huggingface_api import (
    JSON,
    PAPERS,
    SEARCH,
    UNKNOWN,
    nest,
    not_found,
    read_paper,
    reply,
    serve_huggingface,
)
from tests.fakes.pace import FakeTime
from tests.fakes.server import FakeServer, Reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.papers import PaperRecord
    from paperstudy.domain.sources import Looked

ATTENTION, VIT, BERT, RESNET = "1706.03762", "2010.11929", "1810.04805", "1512.03385"


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        serve_huggingface(server)
        yield server


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


def make_source(server: FakeServer, time: FakeTime, **credentials: str) -> HuggingFaceSource:
    pacer = LocalPacer(time.clock, time.wait)
    plumbing = Plumbing(
        {"huggingface": server.url}, pacer=pacer, wait=time.wait, credentials=credentials
    )
    return HuggingFaceSource(plumbing)


@pytest.fixture
def source(server: FakeServer, time: FakeTime) -> HuggingFaceSource:
    return make_source(server, time)


def arxiv(value: str, version: int | None = None) -> Identifier:
    return Identifier(Scheme.ARXIV, value, version)


def look_up(source: HuggingFaceSource, *values: str) -> list[Looked]:
    return list(source.lookup([*map(arxiv, values)], CancelToken()))


def fetch(source: HuggingFaceSource, value: str) -> PaperRecord:
    (looked,) = look_up(source, value)
    assert looked.record is not None
    return looked.record


def fetch_changed(source: HuggingFaceSource, server: FakeServer, **changes: object) -> PaperRecord:
    server.route(PAPERS + BERT, reply(read_paper(BERT) | changes))
    return fetch(source, BERT)


def test_a_record_holds_what_the_page_of_a_paper_tells(source: HuggingFaceSource) -> None:
    record = fetch(source, ATTENTION)
    assert record.source == "huggingface"
    assert record.title == "Attention Is All You Need"
    assert [author.name for author in record.authors][-1] == "Illia Polosukhin"
    assert len(record.authors) == 8
    assert record.abstract.startswith("Drops recurrence and convolution")
    assert record.year == 2017
    assert record.published == datetime(2017, 6, 12, 17, 57, 34, tzinfo=UTC)
    assert record.identifiers == (arxiv(ATTENTION),)
    assert record.url == "https://arxiv.org/abs/1706.03762"
    assert record.upvotes == 118
    assert record.project_page == "https://example.org/transformer"
    assert record.publication is None
    assert not record.withdrawn


def test_code_that_a_reader_named_is_no_guess(source: HuggingFaceSource) -> None:
    assert fetch(source, ATTENTION).repositories == (
        Repository("https://github.com/tensorflow/tensor2tensor", "huggingface", stars=15000),
    )


def test_code_that_a_machine_found_is_a_guess(source: HuggingFaceSource) -> None:
    (repository,) = fetch(source, VIT).repositories
    assert repository.guessed
    assert repository.stars == 12000
    assert not repository.official


def test_a_paper_without_the_optional_fields_is_whole(source: HuggingFaceSource) -> None:
    record = fetch(source, RESNET)
    assert (record.repositories, record.project_page, record.upvotes) == ((), "", 9)


def test_a_paper_that_was_taken_back_is_withdrawn(source: HuggingFaceSource) -> None:
    assert fetch(source, "2101.99998").withdrawn


def test_it_is_asked_by_the_bare_id(source: HuggingFaceSource, server: FakeServer) -> None:
    asked = arxiv(ATTENTION, 5)
    (looked,) = source.lookup([asked], CancelToken())
    assert looked.identifier == asked
    assert looked.record is not None
    assert looked.record.version is None
    assert server.paths() == [PAPERS + ATTENTION]


def test_an_id_with_a_slash_is_one_part_of_the_path(
    source: HuggingFaceSource, server: FakeServer
) -> None:
    server.route(f"{PAPERS}hep-th%2F9711200", not_found())
    (looked,) = look_up(source, "hep-th/9711200")
    assert looked.missing


def test_a_paper_that_nobody_looked_up_there_is_missing(source: HuggingFaceSource) -> None:
    unknown, known = look_up(source, UNKNOWN, ATTENTION)
    assert unknown.missing
    assert known.record is not None


@pytest.mark.parametrize(
    "answer",
    [
        Reply(b"no such page", 404, {"Content-Type": "text/plain"}),
        Reply(b"<!doctype html>", 404, {"Content-Type": "text/html"}),
        Reply(b'{"error": "Invalid id"}', 400, JSON),
    ],
    ids=["404 as text", "404 as a page", "400"],
)
def test_a_refusal_in_another_shape_is_an_error_of_its_paper_alone(
    source: HuggingFaceSource, server: FakeServer, answer: Reply
) -> None:
    server.route(PAPERS + BERT, answer)
    failed, known = look_up(source, BERT, ATTENTION)
    assert isinstance(failed.error, MalformedAnswerError)
    assert known.record is not None


def test_an_answer_about_another_paper_is_not_taken(
    source: HuggingFaceSource, server: FakeServer
) -> None:
    server.route(PAPERS + BERT, reply(read_paper(ATTENTION)))
    (looked,) = look_up(source, BERT)
    assert isinstance(looked.error, MalformedAnswerError)


@pytest.mark.parametrize("title", [None, "", "  ", 7, ["BERT"]])
def test_a_paper_without_a_title_is_an_error(
    source: HuggingFaceSource, server: FakeServer, title: object
) -> None:
    server.route(PAPERS + BERT, reply(read_paper(BERT) | {"title": title}))
    (looked,) = look_up(source, BERT)
    assert isinstance(looked.error, MalformedAnswerError)


def test_a_title_of_one_zero_is_a_title(source: HuggingFaceSource, server: FakeServer) -> None:
    assert fetch_changed(source, server, title="0").title == "0"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://github.com/a/b", "https://github.com/a/b"),
        ("http://github.com/a/b/tree/main", "https://github.com/a/b"),
        ("https://github.com/a/b.git", "https://github.com/a/b"),
        ("https://gitlab.com/a/b", "https://gitlab.com/a/b"),
        ("http://example.org/code", None),
        ("https://github.com/a/b\x1b[31m", None),
        ("https://user:word@example.org/code", None),
        ("https://localhost/code", None),
        ("https://[broken/code", None),
        ("https://github.com/a/" + "b" * 3000, None),
        ("javascript:alert(1)//https://github.com/a/b", None),
        ("file:///etc/passwd", None),
        ("google/bert", None),
        ("", None),
        (None, None),
        (["https://github.com/a/b"], None),
    ],
)
def test_a_repository_is_kept_where_its_address_is_one(
    source: HuggingFaceSource, server: FakeServer, given: object, kept: str | None
) -> None:
    record = fetch_changed(source, server, githubRepo=given)
    assert [each.url for each in record.repositories] == ([] if kept is None else [kept])


@pytest.mark.parametrize("page", ["javascript:alert(1)", "/papers", "see our page", 5, None])
def test_a_project_page_that_is_no_address_is_dropped(
    source: HuggingFaceSource, server: FakeServer, page: object
) -> None:
    assert fetch_changed(source, server, projectPage=page).project_page == ""


@pytest.mark.parametrize("count", [-1, "many", None, True, 1.5, [3]])
def test_a_count_that_is_none_is_not_told(
    source: HuggingFaceSource, server: FakeServer, count: object
) -> None:
    record = fetch_changed(source, server, upvotes=count, githubStars=count)
    assert record.upvotes is None
    assert record.repositories[0].stars is None


@pytest.mark.parametrize("day", ["", "soon", None, 2018, "2018-13-45T00:00:00Z"])
def test_a_day_that_is_none_leaves_the_year_open(
    source: HuggingFaceSource, server: FakeServer, day: object
) -> None:
    record = fetch_changed(source, server, publishedAt=day)
    assert (record.year, record.published) == (None, None)


@pytest.mark.parametrize(
    ("authors", "names"),
    [
        (None, []),
        ("Jacob Devlin", []),
        ([{"name": "김철수"}, {"name": None}, {}, "x", {"name": " "}], ["김철수"]),
        ({"name": "M"}, ["M"]),
    ],
)
def test_authors_in_any_shape_are_read_as_far_as_they_go(
    source: HuggingFaceSource, server: FakeServer, authors: object, names: list[str]
) -> None:
    record = fetch_changed(source, server, authors=authors)
    assert [author.name for author in record.authors] == names


def test_a_token_is_sent_and_never_shown(server: FakeServer, time: FakeTime) -> None:
    source = make_source(server, time, huggingface="hf_secret")
    look_up(source, ATTENTION)
    assert server.requests[0].headers["authorization"] == "Bearer hf_secret"
    server.route(PAPERS + ATTENTION, Reply(b"no", 401), Reply(b"no", 403))
    with pytest.raises(SourceError, match="does not know the token") as caught:
        look_up(source, ATTENTION)
    assert "hf_secret" not in f"{caught.value!r} {caught.value.hint} {caught.value.fields}"
    with pytest.raises(SourceError, match="refuses") as caught:
        look_up(source, ATTENTION)
    assert "hf_secret" not in f"{caught.value!r} {caught.value.hint} {caught.value.fields}"


def test_without_a_token_none_is_sent(source: HuggingFaceSource, server: FakeServer) -> None:
    look_up(source, ATTENTION)
    assert "authorization" not in server.requests[0].headers


def test_requests_keep_their_distance(source: HuggingFaceSource, time: FakeTime) -> None:
    look_up(source, ATTENTION, VIT, BERT)
    assert time.waits == pytest.approx([0.7, 0.7])


def test_the_pause_of_its_rate_limit_is_kept(
    source: HuggingFaceSource, server: FakeServer, time: FakeTime
) -> None:
    limit = {"RateLimit": '"api";r=0;t=30', "RateLimit-Policy": '"fixed window";"api";q=500;w=300'}
    server.route(PAPERS + ATTENTION, Reply(b"{}", 429, JSON | limit), reply(read_paper(ATTENTION)))
    assert fetch(source, ATTENTION).upvotes == 118
    assert max(time.waits) >= 30


def test_a_stop_ends_the_stream_after_what_came(
    source: HuggingFaceSource, server: FakeServer
) -> None:
    cancel = CancelToken()
    answers = source.lookup([arxiv(ATTENTION), arxiv(VIT)], cancel)
    assert next(answers).record is not None
    cancel.cancel()
    assert list(answers) == []
    assert len(server.requests) == 1


def test_what_came_before_a_failure_holds(source: HuggingFaceSource, server: FakeServer) -> None:
    server.route(PAPERS + VIT, Reply(b"{}", 429, JSON | {"Retry-After": "3600"}))
    answers = source.lookup([arxiv(ATTENTION), arxiv(VIT)], CancelToken())
    assert next(answers).record is not None
    with pytest.raises(RateLimitedError):
        next(answers)


def search(source: HuggingFaceSource, title: str, **more: Any) -> list[PaperRecord]:
    return source.search(title, cancel=CancelToken(), **more)


def test_the_search_reads_the_facts_one_level_deeper(source: HuggingFaceSource) -> None:
    record = next(each for each in search(source, "attention") if each.year == 2017)
    assert record.identifiers == (arxiv(ATTENTION),)
    assert record.repositories[0].stars == 15000
    assert record.upvotes == 118


def test_the_search_leaves_out_what_is_newer_and_what_is_no_paper(
    source: HuggingFaceSource, server: FakeServer
) -> None:
    odd: list[object] = [None, "x", {}, {"paper": None}, {"paper": {"id": "x", "title": "y"}}]
    papers = [nest(read_paper(each)) for each in (ATTENTION, VIT)]
    server.route(SEARCH, reply([*odd, *papers]))
    assert [each.year for each in search(source, "attention")] == [2017, 2020]
    assert [each.year for each in search(source, "attention", year=2018)] == [2017]


def test_the_words_of_a_title_are_quoted(source: HuggingFaceSource, server: FakeServer) -> None:
    search(source, " Q&A: who #asks? 왜 ", author="Kim")
    assert server.requests[0].ask("q") == "Q&A: who #asks? 왜"
    assert server.requests[0].ask("limit") == "10"


@pytest.mark.parametrize("answer", [{"error": "x"}, {"papers": []}, {}])
def test_an_answer_that_is_no_list_is_never_taken_for_no_hits(
    source: HuggingFaceSource, server: FakeServer, answer: object
) -> None:
    server.route(SEARCH, reply(answer))
    with pytest.raises(MalformedAnswerError):
        search(source, "attention")


def test_no_hits_are_no_hits(source: HuggingFaceSource) -> None:
    assert search(source, "zzz") == []
