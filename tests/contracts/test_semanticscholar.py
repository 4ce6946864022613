"""Semantic Scholar keeps the promises of a source, with a key and without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.sources.semanticscholar import SemanticScholarSource
from tests.contracts.source_contract import SourceContract
from tests.fakes.semanticscholar_api import BATCH, serve_semanticscholar

if TYPE_CHECKING:
    from paperstudy.domain.sources import Source
    from paperstudy.sources.http import Plumbing
    from tests.fakes.server import FakeServer


class TestSemanticScholar(SourceContract):
    known = (
        Identifier(Scheme.ARXIV, "1706.03762"),
        Identifier(Scheme.DOI, "10.1109/cvpr.2016.90"),
        Identifier(Scheme.ACL, "P16-1162"),
        Identifier(Scheme.S2, "CorpusID:225039882"),
    )
    unknown = Identifier(Scheme.ARXIV, "1905.99999")
    known_title = "Attention Is All You Need"
    route = BATCH

    def make_source(self, plumbing: Plumbing) -> Source:
        return SemanticScholarSource(plumbing)

    def serve(self, server: FakeServer) -> None:
        serve_semanticscholar(server)


class TestSemanticScholarWithKey(TestSemanticScholar):
    credentials = {"semanticscholar": "a-key-of-ours"}  # noqa: RUF012 - never written to
