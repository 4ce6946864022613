"""arXiv keeps the promises of a source, and the package beneath keeps the seams we use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import arxiv
import pytest
import requests

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.sources.arxiv import ArxivSource
from tests.contracts.source_contract import SourceContract
from tests.fakes.arxiv_api import QUERY, serve_arxiv

if TYPE_CHECKING:
    from paperstudy.domain.sources import Source
    from paperstudy.sources.http import Plumbing
    from tests.fakes.server import FakeServer


class TestArxiv(SourceContract):
    known = (
        Identifier(Scheme.ARXIV, "1706.03762"),
        Identifier(Scheme.ARXIV, "hep-th/9711200"),
        Identifier(Scheme.ARXIV, "2104.12255"),
    )
    unknown = Identifier(Scheme.ARXIV, "1905.99999")
    known_title = "Attention Is All You Need"
    route = QUERY

    def make_source(self, plumbing: Plumbing) -> Source:
        return ArxivSource(plumbing)

    def serve(self, server: FakeServer) -> None:
        serve_arxiv(server)


def test_the_package_still_asks_through_the_session_that_we_replace() -> None:
    client = arxiv.Client(page_size=7, delay_seconds=0, num_retries=0)
    assert isinstance(client._session, requests.Session)
    asked = []

    class Session:
        def get(self, url: str, **_: object) -> object:
            asked.append(url)
            raise RuntimeError

    client.query_url_format = "http://127.0.0.1:1/api/query?{}"
    client._session = Session()
    with pytest.raises(RuntimeError):
        next(client.results(arxiv.Search(id_list=["1706.03762"], max_results=None)))
    assert len(asked) == 1
    assert asked[0].startswith("http://127.0.0.1:1/api/query?")
    assert "max_results=7" in asked[0]
