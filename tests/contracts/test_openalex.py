"""OpenAlex keeps the promises of a source; it is not asked for titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.sources.openalex import OpenAlexSource
from tests.contracts.source_contract import OneByOneContract
from tests.fakes.openalex_api import BERT, MALDACENA, RESNET, UNKNOWN, serve_openalex

if TYPE_CHECKING:
    from paperstudy.domain.sources import Source
    from paperstudy.sources.http import Plumbing
    from tests.fakes.server import FakeServer


class TestOpenAlex(OneByOneContract):
    known = (
        Identifier(Scheme.DOI, RESNET),
        Identifier(Scheme.DOI, BERT),
        Identifier(Scheme.DOI, MALDACENA),
    )
    unknown = Identifier(Scheme.DOI, UNKNOWN)
    known_title = "Deep Residual Learning for Image Recognition"
    searches = False
    credentials = {"openalex": "a-key-of-the-tests"}  # noqa: RUF012 - never written to

    def make_source(self, plumbing: Plumbing) -> Source:
        return OpenAlexSource(plumbing)

    def serve(self, server: FakeServer) -> None:
        serve_openalex(server)
