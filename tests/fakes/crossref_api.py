"""Crossref's API over the works in fixtures/sources/crossref; its 404 is plain text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from tests.fakes.server import JSON, FakeServer, Reply, Request

FIXTURES = Path(__file__).parents[2] / "fixtures" / "sources" / "crossref"
PLAIN = {"Content-Type": "text/plain;charset=utf-8"}
SEARCH = "/works"


def route_of(doi: str) -> str:
    """Return where the work with a DOI is asked for."""
    return f"/works/{quote(doi, safe='')}"


def read_answer(name: str) -> Any:
    """Return one answer of the fixtures, read."""
    return json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))


def reply(answer: object, status: int = 200) -> Reply:
    """Return an answer as it is sent."""
    return Reply(json.dumps(answer).encode(), status, JSON)


def serve_crossref(server: FakeServer) -> None:
    """Let `server` answer as Crossref does."""
    works = [read_answer(path.stem) for path in FIXTURES.glob("10.*.json")]
    by_doi = {work["message"]["DOI"]: work for work in works}
    not_found = Reply((FIXTURES / "not_found_404.txt").read_bytes(), 404, PLAIN)

    def answer(request: Request) -> Reply:
        doi = unquote(request.route.removeprefix("/works/"))
        return reply(by_doi[doi]) if doi in by_doi else not_found

    server.route("/works/*", answer)
    server.route(SEARCH, _search)


def _search(request: Request) -> Reply:
    words = request.ask("query.bibliographic").lower()
    name = "search_hijack" if words.startswith("attention") else "search_residual"
    return reply(read_answer(name))
