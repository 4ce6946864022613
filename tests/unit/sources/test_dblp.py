"""What DBLP finds for a title, and what it says when its doorkeeper answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.domain.errors import (
    InvalidIdentifierError,
    MalformedAnswerError,
    OfflineError,
    SourceError,
)
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Publication
from paperstudy.sources.dblp import DblpSource
from paperstudy.sources.http import Plumbing
from paperstudy.sources.pacing import LocalPacer
from tests.fakes.dblp_api import FIXTURES, SEARCH, bot_page, reply, serve_dblp
from tests.fakes.pace import FakeTime
from tests.fakes.server import FakeServer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.papers import PaperRecord

RESNET = "Deep Residual Learning for Image Recognition"


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        serve_dblp(server)
        yield server


@pytest.fixture
def time() -> FakeTime:
    return FakeTime()


@pytest.fixture
def source(server: FakeServer, time: FakeTime) -> DblpSource:
    pacer = LocalPacer(time.clock, time.wait)
    return DblpSource(Plumbing({"dblp": server.url}, pacer=pacer, wait=time.wait))


def search(source: DblpSource, title: str = RESNET, **more: Any) -> list[PaperRecord]:
    return source.search(title, cancel=CancelToken(), **more)


def search_changed(source: DblpSource, server: FakeServer, **changes: object) -> PaperRecord:
    answer: dict[str, Any] = json.loads((FIXTURES / "residual.json").read_text(encoding="utf-8"))
    hits = answer["result"]["hits"]
    hits["hit"] = [{"info": hits["hit"][0]["info"] | changes}]
    server.route(SEARCH, reply(answer))
    (record,) = search(source)
    return record


def test_a_hit_holds_where_a_paper_appeared(source: DblpSource) -> None:
    record = search(source)[0]
    assert record.source == "dblp"
    assert (record.title, record.year, record.venue) == (RESNET, 2016, "CVPR")
    assert record.kind == "proceedings"
    assert record.identifiers == (Identifier(Scheme.DOI, "10.1109/cvpr.2016.90"),)
    assert record.url == "https://doi.org/10.1109/CVPR.2016.90"
    assert record.publication == Publication(
        "CVPR", 2016, "10.1109/cvpr.2016.90", "proceedings", pages="770-778"
    )


def test_namesakes_lose_their_numbers(source: DblpSource) -> None:
    names = [author.name for author in search(source)[0].authors]
    assert names == ["Kaiming He", "Xiangyu Zhang", "Shaoqing Ren", "Jian Sun"]


def test_corr_is_no_venue_and_names_the_preprint(source: DblpSource) -> None:
    record = search(source)[1]
    assert (record.venue, record.publication, record.kind) == ("", None, "preprint")
    assert record.identifiers == (Identifier(Scheme.ARXIV, "1512.03385"),)


def test_one_author_comes_alone(source: DblpSource) -> None:
    (record,) = search(source, "On the Measure of Intelligence")
    assert [author.name for author in record.authors] == ["François Chollet"]
    assert record.identifiers == (Identifier(Scheme.ARXIV, "1911.01547"),)


def test_a_venue_can_be_a_list_and_text_comes_escaped(source: DblpSource) -> None:
    (record,) = search(source, "Who asks, and why?")
    assert record.title == "Q&A: Who Asks, and Why?"
    assert record.venue == "ACL"
    assert record.identifiers == ()
    assert record.publication == Publication(
        "ACL", 2021, kind="journal", volume="7", number="2", pages="1-9"
    )


def test_a_key_names_the_preprint_where_no_link_does(
    source: DblpSource, server: FakeServer
) -> None:
    record = search_changed(
        source, server, key="journals/corr/abs-2010-11929", venue="CoRR", doi=None, ee=None
    )
    assert record.identifiers == (Identifier(Scheme.ARXIV, "2010.11929"),)


def test_a_doi_of_arxiv_is_an_arxiv_id_and_junk_is_nothing(
    source: DblpSource, server: FakeServer
) -> None:
    of_arxiv = search_changed(source, server, doi="10.48550/arXiv.1512.03385", ee=None)
    assert of_arxiv.identifiers == (Identifier(Scheme.ARXIV, "1512.03385"),)
    assert of_arxiv.publication is not None
    assert of_arxiv.publication.doi == ""
    junk = "10.65215/2q58a426"
    of_nobody = search_changed(source, server, doi=junk, ee=f"https://doi.org/{junk}")
    assert of_nobody.identifiers == ()


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("Why?", "Why?"),
        ("0.", "0"),
        ("And then...", "And then..."),
        ("M &amp; &lt;N&gt;.", "M & <N>"),
    ],
)
def test_a_title_loses_its_last_dot_alone(
    source: DblpSource, server: FakeServer, given: str, read: str
) -> None:
    assert search_changed(source, server, title=given).title == read


def test_a_name_of_a_million_blanks_takes_no_time(source: DblpSource, server: FakeServer) -> None:
    name = f"Kim{' ' * 1_000_000}Lee 0001"
    record = search_changed(source, server, authors={"author": {"text": name}})
    assert [author.name for author in record.authors] == ["Kim Lee"]


@pytest.mark.parametrize("odd", [None, 5, [], {}, [None, {}], "x", {"author": None}])
def test_fields_in_any_shape_are_read_as_far_as_they_go(
    source: DblpSource, server: FakeServer, odd: object
) -> None:
    record = search_changed(
        source, server, authors=odd, year=odd, type=odd, key=odd, doi=odd, ee=odd, url=odd
    )
    assert record.title == RESNET
    assert (record.authors, record.year, record.kind, record.url) == ((), None, "", "")


@pytest.mark.parametrize("status", [200, 500])
def test_the_page_of_the_doorkeeper_is_an_error_and_never_no_hits(
    source: DblpSource, server: FakeServer, status: int
) -> None:
    server.route(SEARCH, bot_page(status))
    with pytest.raises(SourceError):
        search(source)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        [],
        {"result": None},
        {"result": {"hits": {}}},
        {"result": {"status": {"@code": "500", "text": "Oops"}, "hits": {"@total": "0"}}},
    ],
)
def test_what_is_no_list_of_hits_is_never_taken_for_an_empty_one(
    source: DblpSource, server: FakeServer, answer: object
) -> None:
    server.route(SEARCH, reply(answer))
    with pytest.raises(MalformedAnswerError):
        search(source)


def test_no_hits_are_no_hits(source: DblpSource) -> None:
    assert search(source, "zzz") == []


def test_a_hit_without_a_title_or_newer_than_asked_is_left_out(
    source: DblpSource, server: FakeServer
) -> None:
    assert [each.year for each in search(source, year=2015)] == [2015]
    answer = {"result": {"hits": {"@total": "2", "hit": [{"info": {"title": None}}, {}]}}}
    server.route(SEARCH, reply(answer))
    assert search(source) == []


def test_title_and_author_are_asked_for_as_words(source: DblpSource, server: FakeServer) -> None:
    search(source, "Q&A: who asks?", author="Cheolsu Kim")
    assert server.requests[0].ask("q") == "Q A who asks Kim"
    assert server.requests[0].ask("format") == "json"


def test_identifiers_are_not_looked_up(source: DblpSource, server: FakeServer) -> None:
    asked = [Identifier(Scheme.DOI, "10.1109/cvpr.2016.90"), Identifier(Scheme.ARXIV, "1512.03385")]
    looked = list(source.lookup([*asked, *asked], CancelToken()))
    assert [each.identifier for each in looked] == asked
    assert all(isinstance(each.error, InvalidIdentifierError) for each in looked)
    assert server.requests == []


def test_an_empty_title_and_a_stop_ask_nothing(source: DblpSource, server: FakeServer) -> None:
    stopped = CancelToken()
    stopped.cancel()
    assert source.search(RESNET, cancel=stopped) == []
    assert search(source, "  ", author="Kim") == []
    assert search(source, "?!") == []
    assert server.requests == []


def test_offline_nothing_is_asked(server: FakeServer) -> None:
    source = DblpSource(Plumbing({"dblp": server.url}, offline=True))
    with pytest.raises(OfflineError):
        search(source)
    assert server.requests == []


def test_requests_keep_their_distance(source: DblpSource, time: FakeTime) -> None:
    search(source)
    search(source)
    assert time.waits == pytest.approx([2.0])
