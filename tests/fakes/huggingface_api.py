"""Hugging Face Papers, over the papers in fixtures/sources/huggingface."""

from __future__ import annotations

import json
from pathlib import Path

from tests.fakes.server import FakeServer, Reply, Request

FIXTURES = Path(__file__).parents[2] / "fixtures" / "sources" / "huggingface"
JSON = {"Content-Type": "application/json; charset=utf-8"}
PAPERS = "/api/papers/"
SEARCH = "/api/papers/search"
UNKNOWN = "1911.01547"
"""A paper of arXiv that nobody has looked up at Hugging Face."""
_ONLY_ALONE = ("linked", "numTotal")  # fields that a paper in a list does not have


def read_paper(arxiv_id: str) -> dict[str, object]:
    """Return the fields of a paper, for a test to change."""
    text = (FIXTURES / "papers" / f"{arxiv_id}.json").read_text(encoding="utf-8")
    fields: dict[str, object] = json.loads(text)
    return fields


def serve_huggingface(server: FakeServer) -> None:
    """Let `server` answer as Hugging Face does."""
    for path in (FIXTURES / "papers").glob("*.json"):
        server.route(PAPERS + path.stem, Reply(path.read_bytes(), headers=JSON))
    server.route(f"{PAPERS}*", not_found())
    server.route(SEARCH, answer_search)


def not_found() -> Reply:
    """Return the answer for a paper that is not there."""
    return Reply((FIXTURES / "not_found.json").read_bytes(), 404, JSON)


def reply(value: object) -> Reply:
    """Return an answer with this JSON."""
    return Reply(json.dumps(value).encode(), headers=JSON)


def nest(paper: dict[str, object]) -> dict[str, object]:
    """Return a paper as it stands in a list: its facts one level deeper, and some again outside."""
    kept = {name: paper[name] for name in paper if not name.startswith(_ONLY_ALONE)}
    outside = {name: paper[name] for name in ("publishedAt", "title", "summary")}
    return {"paper": kept, **outside, "numComments": 1, "isAuthorParticipating": False}


def answer_search(request: Request) -> Reply:
    """Answer with the papers whose title holds a word of the query."""
    words = set(request.ask("q").lower().split())
    papers = [read_paper(path.stem) for path in sorted((FIXTURES / "papers").glob("*.json"))]
    found = [each for each in papers if words & set(str(each["title"]).lower().split())]
    return reply([nest(each) for each in found][: int(request.ask("limit", "10"))])
