"""OpenReview's two APIs, for those with a login, over the notes in fixtures/sources/openreview."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.fakes.server import FakeServer, Reply, Request

FIXTURES = Path(__file__).parents[2] / "fixtures" / "sources" / "openreview"
JSON = {"Content-Type": "application/json; charset=utf-8"}
NOTES, LOGIN = "/notes", "/login"
NEW, OLD = "api2", "api1"
OLD_BASE = "/openreview1"
"""Stands before the paths of the first API: its host has the same ones as that of the second."""
VIT, REGISTERS, REFUSED = "YicbFdNTTy", "2dnO3LLiJ1", "mAdeUp-_01"
UNKNOWN = "unknown00000"
USER, PASSWORD, TOKEN = "kim@example.org", "correct horse", "a-token-of-the-tests"


@dataclass(frozen=True)
class FakeApi:
    """One of the two; notes of the other are not here."""

    version: str

    def answer_notes(self, request: Request) -> Reply:
        """Answer with one note, with none, or with a puzzle for whom it does not know."""
        if request.headers.get("authorization") != f"Bearer {TOKEN}":
            return challenge()
        path = FIXTURES / self.version / f"{request.ask('id')}.json"
        if path.is_file():
            return Reply(path.read_bytes(), headers=JSON)
        # The first API says so, the second has an empty list.
        return _reply("not_found", 404) if self.version == OLD else _reply("nothing")


def serve_openreview(server: FakeServer) -> None:
    """Let `server` answer as both APIs do, as the first one below OLD_BASE."""
    server.route(NOTES, FakeApi(NEW).answer_notes)
    server.route(LOGIN, answer_login)
    server.route(OLD_BASE + NOTES, FakeApi(OLD).answer_notes)


def answer_login(request: Request) -> Reply:
    """Answer with a token for the one user there is."""
    asked = request.json()
    if asked != {"id": USER, "password": PASSWORD}:
        return _reply("wrong_login", 400)
    return reply({"token": TOKEN, "user": {"id": "~Cheolsu_Kim1", "profile": {}}})


def challenge() -> Reply:
    """Return the refusal of everybody who is not logged in."""
    return _reply("challenge", 403)


def read_note(version: str, forum: str) -> dict[str, Any]:
    """Return a note, for a test to change."""
    text = (FIXTURES / version / f"{forum}.json").read_text(encoding="utf-8")
    note: dict[str, Any] = json.loads(text)["notes"][0]
    return note


def reply(value: object) -> Reply:
    """Return an answer with this JSON."""
    return Reply(json.dumps(value).encode(), headers=JSON)


def _reply(name: str, status: int = 200) -> Reply:
    return Reply((FIXTURES / f"{name}.json").read_bytes(), status, JSON)
