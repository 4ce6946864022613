"""Hugging Face Papers keeps the promises of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.sources.huggingface import HuggingFaceSource
from tests.contracts.source_contract import OneByOneContract
from tests.fakes.huggingface_api import UNKNOWN, serve_huggingface

if TYPE_CHECKING:
    from paperstudy.domain.sources import Source
    from paperstudy.sources.http import Plumbing
    from tests.fakes.server import FakeServer


class TestHuggingFace(OneByOneContract):
    known = (
        Identifier(Scheme.ARXIV, "1706.03762"),
        Identifier(Scheme.ARXIV, "2010.11929"),
        Identifier(Scheme.ARXIV, "1810.04805"),
    )
    unknown = Identifier(Scheme.ARXIV, UNKNOWN)
    known_title = "Attention Is All You Need"
    credentials = {"huggingface": "a-token-of-the-tests"}  # noqa: RUF012 - never written to

    def make_source(self, plumbing: Plumbing) -> Source:
        return HuggingFaceSource(plumbing)

    def serve(self, server: FakeServer) -> None:
        serve_huggingface(server)
