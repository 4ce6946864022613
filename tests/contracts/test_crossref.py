"""Crossref keeps the promises of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.sources.crossref import CrossrefSource
from tests.contracts.source_contract import OneByOneContract
from tests.fakes.crossref_api import serve_crossref

if TYPE_CHECKING:
    from paperstudy.domain.sources import Source
    from paperstudy.sources.http import Plumbing
    from tests.fakes.server import FakeServer


class TestCrossref(OneByOneContract):
    known = (
        Identifier(Scheme.DOI, "10.1109/cvpr.2016.90"),
        Identifier(Scheme.DOI, "10.1145/3298689.3346997"),
        Identifier(Scheme.DOI, "10.1109/tpami.2018.2846566"),
    )
    unknown = Identifier(Scheme.DOI, "10.1109/cvpr.1999.1")
    known_title = "Deep Residual Learning for Image Recognition"
    route = "/works/*"

    def make_source(self, plumbing: Plumbing) -> Source:
        return CrossrefSource(plumbing)

    def serve(self, server: FakeServer) -> None:
        serve_crossref(server)
