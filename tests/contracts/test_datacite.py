"""DataCite keeps the promises of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.sources.datacite import DataciteSource
from tests.contracts.source_contract import OneByOneContract
from tests.fakes.datacite_api import serve_datacite

if TYPE_CHECKING:
    from paperstudy.domain.sources import Source
    from paperstudy.sources.http import Plumbing
    from tests.fakes.server import FakeServer


class TestDatacite(OneByOneContract):
    known = (
        Identifier(Scheme.ARXIV, "1706.03762"),
        Identifier(Scheme.ARXIV, "hep-th/9711200"),
        Identifier(Scheme.DOI, "10.5281/zenodo.9999999"),
    )
    unknown = Identifier(Scheme.ARXIV, "1905.99999")
    known_title = "Attention Is All You Need"
    route = "/dois/*"

    def make_source(self, plumbing: Plumbing) -> Source:
        return DataciteSource(plumbing)

    def serve(self, server: FakeServer) -> None:
        serve_datacite(server)
