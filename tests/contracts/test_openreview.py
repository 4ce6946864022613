"""OpenReview keeps the promises of a source for those with a login; it is not asked for titles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.sources.openreview import OpenReviewSource
from tests.contracts.source_contract import OneByOneContract
from tests.fakes.openreview_api import (
    OLD_BASE,
    PASSWORD,
    REFUSED,
    REGISTERS,
    TOKEN,
    UNKNOWN,
    USER,
    VIT,
    serve_openreview,
)

if TYPE_CHECKING:
    from paperstudy.domain.sources import Source
    from paperstudy.sources.http import Plumbing
    from tests.fakes.pace import FakeTime
    from tests.fakes.server import FakeServer


class TestOpenReview(OneByOneContract):
    known = (
        Identifier(Scheme.OPENREVIEW, REGISTERS),
        Identifier(Scheme.OPENREVIEW, VIT),
        Identifier(Scheme.OPENREVIEW, REFUSED),
    )
    unknown = Identifier(Scheme.OPENREVIEW, UNKNOWN)
    known_title = "Vision Transformers Need Registers"
    searches = False
    credentials = {"openreview_token": TOKEN}  # noqa: RUF012 - never written to

    def make_source(self, plumbing: Plumbing) -> Source:
        return OpenReviewSource(plumbing)

    def serve(self, server: FakeServer) -> None:
        serve_openreview(server)

    def plumbing(self, server: FakeServer, time: FakeTime, *, offline: bool = False) -> Plumbing:
        urls = {"openreview": server.url, "openreview1": server.url + OLD_BASE}
        return replace(super().plumbing(server, time, offline=offline), base_urls=urls)


class TestOpenReviewByPassword(TestOpenReview):
    credentials = {"openreview_username": USER, "openreview_password": PASSWORD}  # noqa: RUF012 - never written to
