"""Behaviours 1 and 2 that a study group relies on, at arXiv: one request, and no half answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.errors import InvalidIdentifierError, SourceError
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.sources.arxiv import ArxivSource
from paperstudy.sources.http import Plumbing
from paperstudy.sources.pacing import LocalPacer
from tests.fakes.arxiv_api import ATOM, QUERY, find_entry, make_feed, read_fixture
from tests.fakes.pace import FakeTime
from tests.fakes.server import FakeServer, Reply, Request

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.sources import Looked

KNOWN = [f"2001.{number:05}" for number in range(1, 11)]
UNKNOWN, MALFORMED = "1905.99999", "2001.123"
ASKED = [*KNOWN[:4], MALFORMED, *KNOWN[4:7], UNKNOWN, *KNOWN[7:]]


def make_entry(short_id: str) -> str:
    return find_entry("1706.03762").replace("1706.03762", short_id)


def answer(request: Request) -> Reply:
    """Answer as arXiv does: in its own order, and nothing for what there is not."""
    asked = request.ask("id_list").split(",")
    return Reply(
        make_feed([make_entry(each) for each in reversed(KNOWN) if each in asked]), 200, ATOM
    )


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as server:
        server.route(QUERY, answer)
        yield server


def look_up(server: FakeServer) -> list[Looked]:
    time = FakeTime()
    pacer = LocalPacer(time.clock, time.wait)
    source = ArxivSource(Plumbing({"arxiv": server.url}, pacer=pacer, wait=time.wait))
    asked = [Identifier(Scheme.ARXIV, each) for each in ASKED]
    return list(source.lookup(asked, CancelToken()))


def test_behaviour_1_of_twelve_ids_ten_come_in_a_single_request(server: FakeServer) -> None:
    answers = {each.identifier.value: each for each in look_up(server)}
    assert list(answers) == ASKED
    for value in KNOWN:
        record = answers[value].record
        assert record is not None
        assert record.identifiers[0].value == value
    assert isinstance(answers[MALFORMED].error, InvalidIdentifierError)
    assert answers[UNKNOWN].missing
    (request,) = server.requests
    assert MALFORMED not in request.path


@pytest.mark.parametrize("name", ["rate_exceeded.txt", "bot_page.html"])
@pytest.mark.parametrize("kind", ["application/atom+xml", "text/plain", "text/html"])
def test_behaviour_2_what_is_no_feed_marks_nothing_missing(
    server: FakeServer, name: str, kind: str
) -> None:
    server.route(QUERY, Reply(read_fixture(name), headers={"Content-Type": kind}))
    with pytest.raises(SourceError):
        look_up(server)


def test_behaviour_2_a_cut_feed_gives_no_half_paper(server: FakeServer) -> None:
    whole = make_feed([make_entry(each) for each in KNOWN])
    for size in range(0, len(whole) - 8, len(whole) // 40):
        server.route(QUERY, Reply(whole[:size], headers=ATOM))
        with pytest.raises(SourceError):
            look_up(server)
