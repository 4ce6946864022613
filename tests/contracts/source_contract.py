"""What every metadata source must do, as tests: inherit, say how it is made, and run.

A subclass gives `make_source` and `serve`, and the papers that its fake service knows. A source
that finds nothing by title says `searches = False`; one with several base URLs or a login names
them in `base_names` and `credentials`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.errors import (
    MalformedAnswerError,
    OfflineError,
    PaperstudyError,
    SourceError,
)
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.sources.http import Plumbing
from paperstudy.sources.pacing import LocalPacer
from tests.fakes.pace import FakeTime
from tests.fakes.server import JSON, FakeServer, Reply

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paperstudy.domain.sources import Source


BOT_PAGE = Reply(b"<!doctype html><html><body>hi", 200, {"Content-Type": "text/html"})
ODD = (
    BOT_PAGE,
    Reply(b'{"half', 200, JSON),
    Reply(b"{}", 200, JSON),
    Reply(b"[]", 200, JSON),
    Reply(b'{"error": "Bad request"}', 400, JSON),
)


class SourceContract:
    """Inherited by the tests of each source."""

    known: tuple[Identifier, ...]
    """Two or more papers that the fake service knows."""
    unknown: Identifier
    """A well-formed identifier that it does not know."""
    known_title: str
    """The title of the first of `known`."""
    route: str = "*"
    """Where the fake service answers a look-up; `/works/*` and the like for all that begin so."""
    searches: bool = True
    """Whether it can be asked for a title."""
    base_names: tuple[str, ...] = ()
    """The names of its base URLs, where they are not just the name of the source."""
    credentials: Mapping[str, str] = {}
    """The keys with which it is made."""
    most_requests: int = 3
    """How many requests a service that fails for ever may cost."""

    def make_source(self, plumbing: Plumbing) -> Source:
        """Return the source under test, built on `plumbing`."""
        raise NotImplementedError

    def serve(self, server: FakeServer) -> None:
        """Let `server` answer as the service does."""
        raise NotImplementedError

    def break_down(self, server: FakeServer, reply: Reply) -> None:
        """Let every look-up be answered by `reply` from now on."""
        if self.route == "*":
            server.answer_all(reply)
        else:
            server.route(self.route, reply)

    def check_failure(self, source: Source) -> str:
        """Look up all known papers: none may come, none be missing; return what is said."""
        said = []
        try:
            for looked in source.lookup(self.known, CancelToken()):
                assert looked.record is None
                assert isinstance(looked.error, PaperstudyError)
                said.append(f"{looked.error.message} {looked.error.hint}")
        except SourceError as error:
            said.append(f"{error.message} {error.hint}")
        assert said
        return "\n".join(said)

    @pytest.fixture
    def server(self) -> Iterator[FakeServer]:
        with FakeServer() as server:
            self.serve(server)
            yield server

    @pytest.fixture
    def time(self) -> FakeTime:
        return FakeTime()

    def plumbing(self, server: FakeServer, time: FakeTime, *, offline: bool = False) -> Plumbing:
        """Return plumbing that leads every source to `server`."""
        names = self.base_names or (self.make_source(Plumbing()).name,)
        return Plumbing(
            dict.fromkeys(names, server.url),
            "group@example.org",
            offline,
            LocalPacer(time.clock, time.wait),
            time.wait,
            self.credentials,
        )

    @pytest.fixture
    def source(self, server: FakeServer, time: FakeTime) -> Source:
        return self.make_source(self.plumbing(server, time))

    def test_a_known_paper_is_answered_by_a_record_that_names_it(self, source: Source) -> None:
        (looked,) = source.lookup(self.known[:1], CancelToken())
        assert looked.identifier == self.known[0]
        assert looked.error is None
        assert looked.record is not None
        assert looked.record.title == self.known_title
        assert looked.record.source == source.name
        assert looked.record.fetched_at is None
        assert self.known[0] in looked.record.identifiers

    def test_answers_come_in_the_order_asked_and_once_each(self, source: Source) -> None:
        asked = [*reversed(self.known), self.unknown, *self.known]
        answers = list(source.lookup(asked, CancelToken()))
        assert [each.identifier for each in answers] == list(dict.fromkeys(asked))
        for each in answers:
            assert each.record is None or each.identifier in each.record.identifiers

    def test_an_unknown_paper_is_missing_and_no_error(self, source: Source) -> None:
        looked = list(source.lookup([self.known[0], self.unknown], CancelToken()))
        assert [each.missing for each in looked] == [False, True]

    def test_nothing_asked_is_nothing_answered(self, source: Source, server: FakeServer) -> None:
        assert list(source.lookup([], CancelToken())) == []
        assert server.requests == []

    def test_an_identifier_of_another_scheme_is_refused_without_a_request(
        self, source: Source, server: FakeServer
    ) -> None:
        other = next(each for each in Scheme if each not in source.schemes)
        (looked,) = source.lookup([Identifier(other, "some-value")], CancelToken())
        assert isinstance(looked.error, PaperstudyError)
        assert server.requests == []

    @pytest.mark.parametrize("status", [403, 429, 500, 503])
    def test_a_service_that_fails_for_ever_raises_and_marks_nothing_missing(
        self, source: Source, server: FakeServer, time: FakeTime, status: int
    ) -> None:
        self.break_down(server, Reply(b"no", status))
        said = self.check_failure(source)
        assert len(server.requests) <= self.most_requests
        assert sum(time.waits) < 120
        for secret in ("group@example.org", *self.credentials.values()):
            assert secret not in said
        assert not re.search(r"\?\w+=", said)

    @pytest.mark.parametrize(
        "reply",
        [
            Reply(b"", 200),
            Reply(b"Rate exceeded.", 200, {"Content-Type": "text/plain"}),
            BOT_PAGE,
            Reply(b"\x00" * (11 * 1024 * 1024), 200),
            Reply(b"{}", 200, JSON),
            Reply(b"[]", 200, JSON),
            Reply(b"null", 200, JSON),
            Reply(b'"text"', 200, JSON),
            Reply(b'{"data": 5, "message": [], "notes": "x", "results": null}', 200, JSON),
            Reply(b"[" * 100_000, 200, JSON),
            Reply(b'{"half', 200, JSON),
        ],
        ids=[
            "empty",
            "plain text",
            "bot page",
            "eleven megabytes",
            "empty object",
            "empty list",
            "null",
            "string",
            "other types",
            "deep",
            "half",
        ],
    )
    def test_what_is_no_answer_is_never_taken_for_an_empty_one(
        self, source: Source, server: FakeServer, reply: Reply
    ) -> None:
        self.break_down(server, reply)
        self.check_failure(source)

    def test_offline_nothing_is_asked(self, server: FakeServer, time: FakeTime) -> None:
        source = self.make_source(self.plumbing(server, time, offline=True))
        with pytest.raises(OfflineError):
            list(source.lookup(self.known, CancelToken()))
        if self.searches:
            with pytest.raises(OfflineError):
                source.search(self.known_title, cancel=CancelToken())
        assert server.requests == []

    def test_after_a_stop_the_stream_ends_without_a_request(
        self, source: Source, server: FakeServer
    ) -> None:
        stopped = CancelToken()
        stopped.cancel()
        assert list(source.lookup(self.known, stopped)) == []
        assert source.search(self.known_title, cancel=stopped) == []
        assert server.requests == []

    def test_requests_say_who_asks(self, source: Source, server: FakeServer) -> None:
        list(source.lookup(self.known, CancelToken()))
        agents = {request.headers["user-agent"] for request in server.requests}
        assert len(agents) == 1
        assert agents.pop().startswith("paperstudy/")

    def test_a_title_is_found(self, source: Source, server: FakeServer) -> None:
        records = source.search(self.known_title, cancel=CancelToken())
        if self.searches:
            assert self.known_title in [record.title for record in records]
        else:
            assert records == []
            assert server.requests == []

    def test_an_empty_title_asks_nothing(self, source: Source, server: FakeServer) -> None:
        assert source.search("  ", cancel=CancelToken()) == []
        assert server.requests == []


class OneByOneContract(SourceContract):
    """Inherited by the tests of each source that asks for one paper per request."""

    @pytest.fixture
    def source(self, server: FakeServer, time: FakeTime) -> Source:
        """Return the source after its first question, which may have been for a token."""
        source = self.make_source(self.plumbing(server, time))
        assert [each.missing for each in source.lookup([self.unknown], CancelToken())] == [True]
        server.requests.clear()
        return source

    @pytest.mark.parametrize("reply", ODD, ids=["bot page", "half", "object", "list", "400"])
    def test_an_odd_answer_costs_its_own_paper_alone_and_names_it(
        self, source: Source, server: FakeServer, reply: Reply
    ) -> None:
        server.spoil(reply)
        first, *others = source.lookup(self.known, CancelToken())
        assert isinstance(first.error, MalformedAnswerError)
        assert str(self.known[0]) in first.error.message
        assert others
        assert all(each.record is not None for each in others)

    def test_json_of_another_shape_never_ends_the_stream(
        self, source: Source, server: FakeServer
    ) -> None:
        self.break_down(server, Reply(b'{"odd": 1}', 200, JSON))
        asked = [*self.known, self.unknown]
        answers = list(source.lookup(asked, CancelToken()))
        assert [each.identifier for each in answers] == asked
        assert all(isinstance(each.error, MalformedAnswerError) for each in answers)

    def test_three_pages_in_a_row_that_are_no_answers_end_the_stream(
        self, source: Source, server: FakeServer
    ) -> None:
        self.break_down(server, BOT_PAGE)
        answers = source.lookup([*self.known, self.unknown], CancelToken())
        for identifier in self.known[:2]:
            looked = next(answers)
            assert looked.identifier == identifier
            assert isinstance(looked.error, MalformedAnswerError)
        with pytest.raises(MalformedAnswerError):
            next(answers)
        assert len(server.requests) == 3
