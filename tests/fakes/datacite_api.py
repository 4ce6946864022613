"""DataCite's API over the papers in fixtures/sources/datacite: what it does not know is a 404."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from tests.fakes.server import JSON, FakeServer, Reply, Request

FIXTURES = Path(__file__).parents[2] / "fixtures" / "sources" / "datacite"
SEARCH = "/dois"


def route_of(arxiv_id: str) -> str:
    """Return where the paper with an arXiv id is asked for."""
    return f"/dois/10.48550/arXiv.{arxiv_id}"


def read_paper(name: str) -> Any:
    """Return one answer of the fixtures, read."""
    return json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))


def reply(answer: object, status: int = 200) -> Reply:
    """Return an answer as it is sent."""
    return Reply(json.dumps(answer).encode(), status, JSON)


def serve_datacite(server: FakeServer) -> None:
    """Let `server` answer as DataCite does."""
    by_doi = {paper["data"]["attributes"]["doi"].lower(): paper for paper in _papers()}

    def answer(request: Request) -> Reply:
        doi = unquote(request.route.removeprefix("/dois/")).lower()
        if doi in by_doi:
            return reply(by_doi[doi])
        return reply(read_paper("not_found_404"), 404)

    server.route("/dois/*", answer)
    server.route(SEARCH, _search)


def _search(request: Request) -> Reply:
    wanted = re.search(r'titles\.title:"([^"]*)"', request.ask("query"))
    assert wanted is not None, request.path
    words = re.findall(r"\w+", wanted[1].lower())
    found = [
        paper["data"]
        for paper in _papers()
        if words == re.findall(r"\w+", paper["data"]["attributes"]["titles"][0]["title"].lower())
    ]
    return reply({"data": found, "meta": {"total": len(found), "totalPages": 1, "page": 1}})


def _papers() -> list[Any]:
    paths = sorted(FIXTURES.glob("*.json"))
    return [read_paper(path.stem) for path in paths if path.stem != "not_found_404"]
