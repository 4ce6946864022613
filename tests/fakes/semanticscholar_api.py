"""Semantic Scholar's graph over the papers in fixtures/sources/semanticscholar."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.fakes.server import JSON, FakeServer, Reply, Request

FIXTURES = Path(__file__).parents[2] / "fixtures" / "sources" / "semanticscholar"
BATCH = "/graph/v1/paper/batch"
MATCH = "/graph/v1/paper/search/match"


def read_answer(name: str) -> Any:
    """Return one answer of the fixtures, read."""
    return json.loads((FIXTURES / f"{name}.json").read_text(encoding="utf-8"))


def reply(answer: object, status: int = 200) -> Reply:
    """Return an answer as it is sent."""
    return Reply(json.dumps(answer).encode(), status, JSON)


def serve_semanticscholar(server: FakeServer) -> None:
    """Let `server` answer as Semantic Scholar does."""
    server.route(BATCH, answer_batch)
    server.route(MATCH, answer_match)


def answer_batch(request: Request) -> Reply:
    """Answer in the order asked, null for what is unknown; a refusal where nothing is known."""
    asked = request.json()["ids"]
    if len(asked) > 500:
        return reply({"error": "too many ids"}, 400)
    by_id = _by_id()
    found = [by_id.get(each.lower()) for each in asked]
    if not any(found):
        return reply(read_answer("no_valid_ids_400"), 400)
    return reply(found)


def answer_match(request: Request) -> Reply:
    """Answer with the one paper of a title."""
    wanted = request.ask("query").lower()
    found = [each for each in _papers() if each["title"].lower() == wanted]
    if not found:
        return reply(read_answer("match_not_found_404"), 404)
    return reply({"data": [{**found[0], "matchScore": 208.1}]})


def _papers() -> list[Any]:
    found = [read_answer(path.stem) for path in sorted(FIXTURES.glob("*.json"))]
    return [each for each in found if "paperId" in each]


def _by_id() -> dict[str, Any]:
    known = {}
    for paper in _papers():
        known[paper["paperId"]] = paper
        for name, value in paper["externalIds"].items():
            known[f"{name}:{value}".lower()] = paper
    return known
