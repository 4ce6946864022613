"""DBLP keeps the promises of a source for titles; it knows no identifiers to look up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.errors import OfflineError, PaperstudyError, SourceError
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.sources.dblp import DblpSource
from tests.contracts.source_contract import SourceContract
from tests.fakes.dblp_api import serve_dblp

if TYPE_CHECKING:
    from paperstudy.domain.sources import Source
    from paperstudy.sources.http import Plumbing
    from tests.fakes.pace import FakeTime
    from tests.fakes.server import FakeServer


class TestDblp(SourceContract):
    known = ()
    unknown = Identifier(Scheme.DOI, "10.1109/cvpr.2016.90")
    known_title = "Deep Residual Learning for Image Recognition"

    def make_source(self, plumbing: Plumbing) -> Source:
        return DblpSource(plumbing)

    def serve(self, server: FakeServer) -> None:
        serve_dblp(server)

    def check_failure(self, source: Source) -> str:
        with pytest.raises(SourceError) as caught:
            source.search(self.known_title, cancel=CancelToken())
        return f"{caught.value.message} {caught.value.hint}"

    def test_a_known_paper_is_answered_by_a_record_that_names_it(self, source: Source) -> None:
        record = source.search(self.known_title, cancel=CancelToken())[0]
        assert record.title == self.known_title
        assert record.source == source.name
        assert record.fetched_at is None
        assert self.unknown in record.identifiers

    def test_answers_come_in_the_order_asked_and_once_each(self, source: Source) -> None:
        asked = [self.unknown, Identifier(Scheme.ARXIV, "1512.03385")]
        answers = list(source.lookup([*asked, *asked], CancelToken()))
        assert [each.identifier for each in answers] == asked

    def test_an_unknown_paper_is_missing_and_no_error(self, source: Source) -> None:
        (looked,) = source.lookup([self.unknown], CancelToken())
        assert isinstance(looked.error, PaperstudyError), "nothing may be called missing unasked"
        assert source.search("Nothing of the kind", cancel=CancelToken()) == []

    def test_offline_nothing_is_asked(self, server: FakeServer, time: FakeTime) -> None:
        source = self.make_source(self.plumbing(server, time, offline=True))
        with pytest.raises(OfflineError):
            source.search(self.known_title, cancel=CancelToken())
        assert server.requests == []

    def test_requests_say_who_asks(self, source: Source, server: FakeServer) -> None:
        source.search(self.known_title, cancel=CancelToken())
        (request,) = server.requests
        assert request.headers["user-agent"].startswith("paperstudy/")
