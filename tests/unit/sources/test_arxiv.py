"""What arXiv says, and what it says when it does not answer."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.errors import (
    InvalidIdentifierError,
    MalformedAnswerError,
    RateLimitedError,
    SourceError,
    SourceUnavailableError,
)
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.sources import Looked, is_withdrawn
from paperstudy.sources.arxiv import ArxivSource
from paperstudy.sources.http import Plumbing, Timeouts
from paperstudy.sources.pacing import LocalPacer
from tests.fakes.arxiv_api import ATOM, QUERY, find_entry, make_feed, read_fixture, serve_arxiv
from tests.fakes.pace import FakeTime
from tests.fakes.server import FakeServer, Reply, Request, failing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.papers import PaperRecord


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        serve_arxiv(server)
        yield server


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def source(server: FakeServer, time: FakeTime) -> ArxivSource:
    return make_source(server, time, Timeouts())


def make_source(server: FakeServer, time: FakeTime, timeouts: Timeouts) -> ArxivSource:
    pacer = LocalPacer(time.clock, time.wait)
    plumbing = Plumbing({"arxiv": server.url}, pacer=pacer, wait=time.wait, timeouts=timeouts)
    return ArxivSource(plumbing)


def arxiv(value: str, version: int | None = None) -> Identifier:
    return Identifier(Scheme.ARXIV, value, version)


def look_up(source: ArxivSource, *identifiers: Identifier) -> list[Looked]:
    return list(source.lookup(identifiers, CancelToken()))


def fetch(source: ArxivSource, value: str, version: int | None = None) -> PaperRecord:
    (looked,) = look_up(source, arxiv(value, version))
    assert looked.record is not None
    return looked.record


def test_a_record_holds_what_the_feed_tells(source: ArxivSource) -> None:
    record = fetch(source, "1706.03762")
    assert record.title == "Attention Is All You Need"
    assert [author.name for author in record.authors][:2] == ["Ashish Vaswani", "Noam Shazeer"]
    assert len(record.authors) == 8
    assert not record.more_authors
    assert (record.year, record.version) == (2017, 7)
    assert record.published == datetime(2017, 6, 12, 17, 57, 34, tzinfo=UTC)
    assert record.updated == datetime(2023, 8, 2, 0, 41, 18, tzinfo=UTC)
    assert record.categories == ("cs.CL", "cs.LG")
    assert record.comment == "15 pages, 5 figures"
    assert record.url == "https://arxiv.org/abs/1706.03762"
    assert record.pdf_url == "https://arxiv.org/pdf/1706.03762v7"
    assert record.identifiers == (arxiv("1706.03762"),)
    assert record.abstract.endswith(
        "attention only, which makes training parallel and translation better."
    )


def test_an_old_paper_brings_its_journal_and_the_journals_doi(source: ArxivSource) -> None:
    record = fetch(source, "hep-th/9711200")
    assert record.journal_ref == "Adv.Theor.Math.Phys.2:231-252,1998"
    assert record.identifiers == (
        arxiv("hep-th/9711200"),
        Identifier(Scheme.DOI, "10.1023/a:1026654312961"),
    )
    assert record.year == 1997
    assert record.abstract.splitlines() == [
        "Says of some field theories that they are a theory of gravity seen from the rim.",
        "A second paragraph starts here.",
    ]


def test_a_title_of_one_zero_and_odd_letters_come_through(source: ArxivSource) -> None:
    record = fetch(source, "2104.12255")
    assert record.title == "0"
    assert [author.name for author in record.authors] == ["Ondřej Chum", "김철수", "M"]
    assert record.comment == "A title of one digit & <no> letters"


def test_a_withdrawn_paper_keeps_the_facts_of_its_last_good_version(
    source: ArxivSource, server: FakeServer
) -> None:
    record = fetch(source, "2101.99998")
    assert record.withdrawn
    assert is_withdrawn(record.comment)
    assert "gap in Lemma 3" in record.comment
    assert record.title == "A Proof Made Up to Be Taken Back"
    assert record.abstract == "Proves what a later version takes back."
    assert (record.version, record.pdf_url) == (1, "https://arxiv.org/pdf/2101.99998v1")
    assert record.identifiers == (arxiv("2101.99998"),)
    asked = [request.ask("id_list") for request in server.requests]
    assert asked == ["2101.99998", "2101.99998v1"]


def test_a_paper_that_stands_is_not_withdrawn(source: ArxivSource, server: FakeServer) -> None:
    record = fetch(source, "1706.03762")
    assert not record.withdrawn
    assert record.kind == "preprint"
    assert len(server.requests) == 1


def make_versions(server: FakeServer, *withdrawn: str) -> None:
    """Let there be papers of these ids and versions, withdrawn, over a good first version."""
    taken, good = find_entry("2101.99998"), find_entry("2101.99998v1")

    def answer(request: Request) -> Reply:
        entries = []
        for asked in request.ask("id_list").split(","):
            latest = max(each for each in withdrawn if each.startswith(asked[:10]))
            short = asked if "v" in asked else latest
            entry = taken if short in withdrawn else good
            entries.append(re.sub(r"2101\.99998v\d", short, entry))
        return Reply(make_feed(entries), headers=ATOM)

    server.route(QUERY, answer)


def test_withdrawn_papers_share_the_requests_for_their_last_good_versions(
    source: ArxivSource, server: FakeServer
) -> None:
    make_versions(server, "2101.00001v2", "2101.00002v2", "2101.00002v3")
    one, other, asked_so = look_up(
        source, arxiv("2101.00001"), arxiv("2101.00002"), arxiv("2101.00002", 3)
    )
    for looked in (one, other):
        assert looked.record is not None
        assert (looked.record.version, looked.record.withdrawn) == (1, True)
    assert asked_so.record is not None
    assert (asked_so.record.version, asked_so.record.withdrawn) == (3, True)
    assert [request.ask("id_list") for request in server.requests] == [
        "2101.00001,2101.00002,2101.00002v3",
        "2101.00001v1,2101.00002v2",
        "2101.00002v1",
    ]


def test_a_paper_withdrawn_many_times_is_not_followed_for_ever(
    source: ArxivSource, server: FakeServer
) -> None:
    make_versions(server, *(f"2101.00001v{version}" for version in range(2, 9)))
    record = fetch(source, "2101.00001")
    assert (record.version, record.withdrawn) == (8, True)
    assert record.pdf_url == "https://arxiv.org/pdf/2101.00001v7"
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    "reply",
    [Reply(b"no", 503), Reply(make_feed([]), headers=ATOM), Reply(b"Rate exceeded.")],
    ids=["trouble", "missing", "no feed"],
)
def test_where_the_last_good_version_cannot_be_had_the_paper_is_withdrawn_all_the_same(
    source: ArxivSource, server: FakeServer, reply: Reply
) -> None:
    server.route(QUERY, Reply(make_feed([find_entry("2101.99998")]), headers=ATOM), reply)
    record = fetch(source, "2101.99998")
    assert record.withdrawn
    assert record.title == "A Paper Made Up to Be Taken Back"
    assert record.pdf_url == "https://arxiv.org/pdf/2101.99998v1"


def test_a_stop_before_the_last_good_version_keeps_the_others(
    source: ArxivSource, time: FakeTime
) -> None:
    time.stop_after = 0
    (looked,) = look_up(source, arxiv("2101.99998"), arxiv("1706.03762"))
    assert looked.identifier == arxiv("1706.03762")


def test_the_first_version_when_withdrawn_leads_to_no_text(
    source: ArxivSource, server: FakeServer
) -> None:
    entry = find_entry("2101.99998").replace("99998v2", "99998v1")
    server.route(QUERY, Reply(make_feed([entry]), headers=ATOM))
    assert fetch(source, "2101.99998").pdf_url == ""
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "doi", ["10.65215/r5bs2d54", "10.48550/arXiv.1706.03762", "10.48550/other", "no doi", ""]
)
def test_a_doi_that_is_no_journals_is_dropped(
    source: ArxivSource, server: FakeServer, doi: str
) -> None:
    entry = find_entry("hep-th/9711200").replace("10.1023/A:1026654312961", doi)
    server.route(QUERY, Reply(make_feed([entry]), headers=ATOM))
    assert fetch(source, "hep-th/9711200").identifiers == (arxiv("hep-th/9711200"),)


def test_the_layout_before_2025_reads_the_same(source: ArxivSource, server: FakeServer) -> None:
    server.route(QUERY, Reply(read_fixture("legacy_namespaces.atom.xml"), headers=ATOM))
    assert fetch(source, "1706.03762").title == "Attention Is All You Need"


def test_a_version_asked_for_is_the_one_that_comes(source: ArxivSource) -> None:
    first, current = look_up(source, arxiv("2010.11929", 1), arxiv("2010.11929"))
    assert first.record is not None
    assert current.record is not None
    assert (first.record.version, current.record.version) == (1, 2)


@pytest.mark.parametrize("first", [0, 1])
def test_an_id_without_its_version_is_the_latest_wherever_it_stands(
    source: ArxivSource, server: FakeServer, first: int
) -> None:
    entries = [find_entry("2010.11929v1"), find_entry("2010.11929")]
    feed = make_feed([entries[first], entries[1 - first]])
    server.route(QUERY, Reply(feed, headers=ATOM))
    current, old = look_up(source, arxiv("2010.11929"), arxiv("2010.11929", 1))
    assert current.record is not None
    assert old.record is not None
    assert (current.record.version, old.record.version) == (2, 1)


def test_a_version_that_there_is_not_is_missing(source: ArxivSource) -> None:
    (looked,) = look_up(source, arxiv("1706.03762", 99))
    assert looked.missing


def test_ten_known_ids_one_unknown_and_one_malformed_cost_one_request(
    source: ArxivSource, server: FakeServer
) -> None:
    known = [arxiv(value) for value in ("1706.03762", "1512.03385", "2010.11929", "2104.12255")]
    answers = look_up(source, *known, arxiv("1905.99999"), arxiv("abc"))
    assert [each.record is not None for each in answers] == [True] * 4 + [False] * 2
    assert answers[4].missing
    assert isinstance(answers[5].error, InvalidIdentifierError)
    assert len(server.requests) == 1


def test_ids_go_out_a_hundred_at_a_time_three_seconds_apart(
    source: ArxivSource, server: FakeServer, time: FakeTime
) -> None:
    asked = [arxiv(f"2001.{number:05}") for number in range(1, 251)]
    answers = look_up(source, *asked)
    assert all(each.missing for each in answers)
    assert [len(each.ask("id_list").split(",")) for each in server.requests] == [100, 100, 50]
    assert time.waits == [3.0, 3.0]


def test_more_answers_than_one_page_are_all_kept_once(
    source: ArxivSource, server: FakeServer
) -> None:
    entries = [find_entry("1706.03762"), find_entry("1512.03385")]

    def answer(request: Request) -> Reply:
        start = int(request.ask("start"))
        # The second page repeats an entry of the first, as arXiv does.
        page = entries if start == 0 else [entries[1], find_entry("2010.11929")]
        return Reply(make_feed(page, total=4, start=start), headers=ATOM)

    server.route(QUERY, answer)
    asked = [arxiv(value) for value in ("1706.03762", "1512.03385", "2010.11929")]
    assert all(each.record for each in look_up(source, *asked))


def test_an_empty_later_page_keeps_what_came_and_marks_nothing_missing(
    source: ArxivSource, server: FakeServer
) -> None:
    server.route(
        QUERY,
        Reply(make_feed([find_entry("1706.03762")], total=2), headers=ATOM),
        Reply(make_feed([], total=0, start=1), headers=ATOM),
    )
    first, second = look_up(source, arxiv("1706.03762"), arxiv("1512.03385"))
    assert first.record is not None
    assert isinstance(second.error, MalformedAnswerError)


@pytest.mark.parametrize(
    "later",
    [
        Reply(make_feed([], total=2, start=1), headers=ATOM),
        Reply(b"Rate exceeded."),
        Reply(b"no", 500),
        Reply(make_feed([find_entry("1512.03385")])[:900], headers=ATOM),
    ],
    ids=["empty of two", "no feed", "trouble", "cut"],
)
def test_a_later_page_that_fails_keeps_what_came_and_marks_nothing_missing(
    source: ArxivSource, server: FakeServer, later: Reply
) -> None:
    first = Reply(make_feed([find_entry("1706.03762")], total=2), headers=ATOM)
    server.route(QUERY, first, later)
    came, lost = look_up(source, arxiv("1706.03762"), arxiv("1512.03385"))
    assert came.record is not None
    assert isinstance(lost.error, SourceError)


def test_pages_without_end_are_left(source: ArxivSource, server: FakeServer) -> None:
    page = make_feed([find_entry("1706.03762")], total=10**9)
    server.route(QUERY, Reply(page, headers=ATOM))
    came, lost = look_up(source, arxiv("1706.03762"), arxiv("1512.03385"))
    assert came.record is not None
    assert isinstance(lost.error, MalformedAnswerError)
    assert len(server.requests) == 11


def test_an_entry_that_the_package_cannot_read_marks_nothing_missing(
    source: ArxivSource, server: FakeServer
) -> None:
    deep = "<x>" * 300 + "</x>" * 300 + "</entry>"
    entries = [find_entry("1706.03762").replace("</entry>", deep), find_entry("1512.03385")]
    server.route(QUERY, Reply(make_feed(entries), headers=ATOM))
    for looked in look_up(source, arxiv("1706.03762"), arxiv("1512.03385")):
        assert looked.record is not None or isinstance(looked.error, MalformedAnswerError)


def test_a_search_that_finds_more_than_asked_for_gives_ten(
    source: ArxivSource, server: FakeServer
) -> None:
    server.route(QUERY, Reply(make_feed([find_entry("1706.03762")] * 12), headers=ATOM))
    assert len(source.search("attention", cancel=CancelToken())) == 10


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("bot_page.html", "no feed"),
        ("rate_exceeded.txt", "no feed"),
        ("error_other.atom.xml", "start must be an integer"),
        ("no_published.atom.xml", "no published"),
        ("empty_of_three.atom.xml", "no entry of 3"),
    ],
)
def test_a_page_that_is_no_whole_feed_is_an_error(
    source: ArxivSource, server: FakeServer, name: str, said: str
) -> None:
    server.route(QUERY, Reply(read_fixture(name)))
    with pytest.raises(MalformedAnswerError, match=said):
        look_up(source, arxiv("1706.03762"), arxiv("1512.03385"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<published>2017-06-12T17:57:34Z<", "<published>yesterday<"),
        ("<published>2017-06-12T17:57:34Z<", "<published><"),
        ("<published>2017-06-12T17:57:34Z<", "<published>0001-01-01T00:00:00+14:00<"),
        ("<title>Attention Is All You Need<", "<title> <"),
        ("<title>Attention Is All You Need<", "<title>Attention <b>Is</b> All<"),
        ("abs/1706.03762v7</id>", "abs/what</id>"),
        ("author>", "other>"),
        ("http://arxiv.org/abs/1706.03762v7</id>", "</id>"),
    ],
)
def test_an_entry_with_a_field_that_is_none_is_an_error(
    source: ArxivSource, server: FakeServer, old: str, new: str
) -> None:
    entry = find_entry("1706.03762")
    assert old in entry
    server.route(QUERY, Reply(make_feed([entry.replace(old, new)]), headers=ATOM))
    with pytest.raises(MalformedAnswerError):
        look_up(source, arxiv("1706.03762"))


@pytest.mark.parametrize(
    "failure",
    [Reply(drop=True), Reply(b"x" * 999, truncate=9), Reply(status=500), Reply(b"", delay=60)],
    ids=["dropped", "broken", "server error", "silent"],
)
def test_a_passing_failure_is_tried_again(
    server: FakeServer, time: FakeTime, failure: Reply
) -> None:
    feed = Reply(make_feed([find_entry("1706.03762")]), headers=ATOM)
    server.route(QUERY, *failing(2, feed, failure))
    source = make_source(server, time, Timeouts(1.0, 0.1, 9.0))
    assert fetch(source, "1706.03762").title == "Attention Is All You Need"
    assert len(server.requests) == 3
    assert all(wait >= 3.0 for wait in time.waits)


def test_a_broken_chunk_is_tried_again(source: ArxivSource, server: FakeServer) -> None:
    chunks = Reply(b"5\r\n<feed", headers={"Transfer-Encoding": "chunked", **ATOM}, unsized=True)
    feed = Reply(make_feed([find_entry("1706.03762")]), headers=ATOM)
    server.route(QUERY, chunks, feed)
    assert fetch(source, "1706.03762").title == "Attention Is All You Need"
    assert len(server.requests) == 2


def test_a_server_that_hangs_is_given_up(server: FakeServer, time: FakeTime) -> None:
    server.route(QUERY, Reply(b"", delay=60))
    with pytest.raises(SourceUnavailableError, match="no answer in time"):
        look_up(make_source(server, time, Timeouts(1.0, 0.05, 9.0)), arxiv("1706.03762"))
    assert len(server.requests) == 3


def test_a_short_pause_that_arxiv_asks_for_is_kept(
    source: ArxivSource, server: FakeServer, time: FakeTime
) -> None:
    feed = Reply(make_feed([find_entry("1706.03762")]), headers=ATOM)
    server.route(QUERY, Reply(b"Rate exceeded.", 429, {"Retry-After": "20"}), feed)
    assert fetch(source, "1706.03762").title == "Attention Is All You Need"
    assert 20.0 in time.waits


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_feed_cut_anywhere_is_an_error_and_gives_no_half_paper(
    source: ArxivSource, server: FakeServer, share: float
) -> None:
    feed = make_feed([find_entry("1706.03762"), find_entry("1512.03385")])
    server.route(QUERY, Reply(feed[: int(len(feed) * share)], headers=ATOM))
    with pytest.raises(MalformedAnswerError, match="no feed"):
        look_up(source, arxiv("1706.03762"), arxiv("1512.03385"))


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE feed [<!ENTITY a "b">]><feed>&a;</feed>',
        b"<feed/>",
        b'<rss xmlns="http://www.w3.org/2005/Atom"/>',
    ],
)
def test_another_document_is_no_feed(source: ArxivSource, server: FakeServer, body: bytes) -> None:
    server.route(QUERY, Reply(body, headers=ATOM))
    with pytest.raises(MalformedAnswerError):
        look_up(source, arxiv("1706.03762"))


def test_one_id_that_arxiv_dislikes_does_not_cost_the_others_their_answer(
    source: ArxivSource, server: FakeServer
) -> None:
    server.route(
        QUERY,
        Reply(read_fixture("error_bad_id.atom.xml"), 400, ATOM),
        Reply(make_feed([find_entry("1706.03762")]), headers=ATOM),
    )
    bad, good = look_up(source, arxiv("1512.03385"), arxiv("1706.03762"))
    assert isinstance(bad.error, SourceError)
    assert good.record is not None
    assert [each.ask("id_list") for each in server.requests] == [
        "1512.03385,1706.03762",
        "1706.03762",
    ]


def test_a_batch_of_only_disliked_ids_ends_without_another_request(
    source: ArxivSource, server: FakeServer
) -> None:
    server.route(QUERY, Reply(read_fixture("error_bad_id.atom.xml"), 400, ATOM))
    (bad,) = look_up(source, arxiv("1512.03385"))
    assert isinstance(bad.error, SourceError)
    assert len(server.requests) == 1


def test_a_refusal_for_an_id_that_was_not_asked_is_an_error(
    source: ArxivSource, server: FakeServer
) -> None:
    server.route(QUERY, Reply(read_fixture("error_bad_id.atom.xml"), 400, ATOM))
    with pytest.raises(MalformedAnswerError):
        look_up(source, arxiv("1706.03762"))


def test_a_feed_with_the_status_of_a_refusal_is_an_error(
    source: ArxivSource, server: FakeServer
) -> None:
    server.route(QUERY, Reply(read_fixture("empty.atom.xml"), 400, ATOM))
    with pytest.raises(MalformedAnswerError, match="status 400"):
        look_up(source, arxiv("1706.03762"))


def test_an_entry_without_an_arxiv_id_is_an_error(source: ArxivSource, server: FakeServer) -> None:
    entry = find_entry("1706.03762").replace("abs/1706.03762v7", "abs/what")
    server.route(QUERY, Reply(make_feed([entry]), headers=ATOM))
    with pytest.raises(MalformedAnswerError, match="without an arXiv id"):
        look_up(source, arxiv("1706.03762"))


def test_what_came_before_the_limit_was_reached_holds(
    source: ArxivSource, server: FakeServer
) -> None:
    server.route(
        QUERY,
        Reply(make_feed([find_entry("1706.03762")]), headers=ATOM),
        Reply(b"Rate exceeded.", 429, {"Retry-After": "3600"}),
    )
    many = [arxiv("1706.03762")] + [arxiv(f"2001.{number:05}") for number in range(1, 150)]
    answers = source.lookup(many, CancelToken())
    assert next(answers).record is not None
    with pytest.raises(RateLimitedError) as caught:
        list(answers)
    assert caught.value.retry_after == 3600
    assert len(server.requests) == 2


def test_a_search_asks_for_title_and_family_name_and_leaves_out_newer_papers(
    source: ArxivSource, server: FakeServer
) -> None:
    found = source.search(
        '"Attention" is all: you need?', "Ashish Vaswani", 2018, cancel=CancelToken()
    )
    query = server.requests[0].ask("search_query")
    assert query == 'ti:"Attention is all you need" AND au:"Vaswani"'
    assert [record.title for record in found] == ["Attention Is All You Need"]
    assert source.search("attention is all you need", "", 2016, cancel=CancelToken()) == []
    assert source.search("no such title", cancel=CancelToken()) == []


def test_a_stop_between_batches_ends_the_stream(
    source: ArxivSource, server: FakeServer, time: FakeTime
) -> None:
    time.stop_after = 0
    asked = [arxiv(f"2001.{number:05}") for number in range(1, 150)]
    assert len(look_up(source, *asked)) == 100
    assert len(server.requests) == 1
