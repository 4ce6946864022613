"""DBLP's search, over the answers in fixtures/sources/dblp, and the doorkeeper before it."""

from __future__ import annotations

import json
from pathlib import Path

from tests.fakes.server import FakeServer, Reply, Request

FIXTURES = Path(__file__).parents[2] / "fixtures" / "sources" / "dblp"
JSON = {"Content-Type": "application/json; charset=utf-8"}
HTML = {"Content-Type": "text/html; charset=utf-8"}
SEARCH = "/search/publ/api"
_ANSWERS = {"residual": "residual", "measure": "one_author", "asks": "venues"}


def serve_dblp(server: FakeServer) -> None:
    """Let `server` answer as DBLP does."""
    server.route(SEARCH, answer_search)


def answer_search(request: Request) -> Reply:
    """Answer with the hits for one word of the query."""
    words = request.ask("q").lower().split()
    name = next((_ANSWERS[word] for word in words if word in _ANSWERS), "nothing")
    return Reply((FIXTURES / f"{name}.json").read_bytes(), headers=JSON)


def bot_page(status: int) -> Reply:
    """Return the page of the doorkeeper: 500 at DBLP itself, 200 at its mirror."""
    return Reply((FIXTURES / "bot_page.html").read_bytes(), status, HTML)


def reply(value: object) -> Reply:
    """Return an answer with this JSON."""
    return Reply(json.dumps(value).encode(), headers=JSON)
