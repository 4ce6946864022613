"""OpenAlex, asked by DOI, over the works in fixtures/sources/openalex."""

from __future__ import annotations

import json
from pathlib import Path

from tests.fakes.server import FakeServer, Reply

FIXTURES = Path(__file__).parents[2] / "fixtures" / "sources" / "openalex"
JSON = {"Content-Type": "application/json"}
WORKS = "/works/doi:"
RESNET, BERT, MALDACENA = "10.1109/cvpr.2016.90", "10.18653/v1/n19-1423", "10.1023/a:1026654312961"
HIJACKED = "10.5555/3295222.3295349"
"""A DOI of a famous paper, behind which the work of somebody else stands by now."""
UNKNOWN = "10.1000/unknown"


def read_work(doi: str) -> dict[str, object]:
    """Return the fields of a work, for a test to change."""
    fields: dict[str, object] = json.loads(_path(doi).read_text(encoding="utf-8"))
    return fields


def serve_openalex(server: FakeServer) -> None:
    """Let `server` answer as OpenAlex does."""
    for doi in (RESNET, BERT, MALDACENA):
        server.route(WORKS + doi, Reply(_path(doi).read_bytes(), headers=JSON))
    server.route(WORKS + HIJACKED, Reply(_path("hijacked").read_bytes(), headers=JSON))
    server.route(f"{WORKS}*", not_found())


def not_found() -> Reply:
    """Return the page for a work that is not there."""
    page = (FIXTURES / "not_found.html").read_bytes()
    return Reply(page, 404, {"Content-Type": "text/html; charset=utf-8"})


def no_budget(seconds: int) -> Reply:
    """Return the answer when the credits of a day are spent, and how long the day still is."""
    headers = JSON | {"Retry-After": str(seconds), "X-RateLimit-Remaining": "0"}
    return Reply((FIXTURES / "no_budget.json").read_bytes(), 429, headers)


def reply(value: object) -> Reply:
    """Return an answer with this JSON."""
    return Reply(json.dumps(value).encode(), headers=JSON)


def _path(doi: str) -> Path:
    return FIXTURES / f"{doi.replace('/', '_').replace(':', '_')}.json"
