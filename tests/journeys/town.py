"""The whole house against the services of a made-up world: commands, library, sources, archive."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from paperstudy.cli.app import run
from paperstudy.cli.call import Call
from paperstudy.config import Settings
from paperstudy.sources.http import Plumbing
from paperstudy.sources.pacing import LocalPacer
from paperstudy.store.store import open_store
from paperstudy.study.study import Study
from tests.fakes.arxiv_api import ATOM, QUERY, answer_query, find_entry, make_feed
from tests.fakes.pace import FakeTime
from tests.fakes.server import FakeServer, Reply, Request

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


class HurriedStudy(Study):
    """A study whose waits for a turn at a host take no time."""

    town: Town

    def _plumbing(self) -> Plumbing:
        return replace(super()._plumbing(), pacer=self.town.pacer, wait=self.town.time.wait)


@dataclass(frozen=True)
class Told:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass
class Town:
    """Runs commands in this process; `now` is the day, `time` counts waits between requests."""

    server: FakeServer
    capsys: pytest.CaptureFixture[str]
    now: datetime = NOW
    time: FakeTime = field(default_factory=FakeTime)
    pacer: LocalPacer = field(init=False)  # one for all commands, as the library's is

    def __post_init__(self) -> None:
        self.pacer = LocalPacer(self.time.clock, self.time.wait)

    def run(self, *arguments: str) -> Told:
        self.capsys.readouterr()
        code = run(arguments, Call(os.environ, self._open, clock=lambda: self.now))
        heard = self.capsys.readouterr()
        assert "Traceback" not in heard.err
        return Told(code, heard.out, heard.err)

    def show(self, reference: str) -> Any:
        told = self.run("show", reference, "--json")
        assert told.code == 0, told.err
        return told.json

    def origins(self, reference: str) -> dict[str, str]:
        """Which source each field of a paper comes from."""
        return {row["field"]: row["source"] for row in self.show(reference)["fields"]}

    def wait(self, **time: float) -> None:
        passed = timedelta(**time)
        self.now += passed
        self.time.now += passed.total_seconds()

    def asked(self, path: str) -> list[Request]:
        """The requests whose path begins so."""
        return [request for request in self.server.requests if request.path.startswith(path)]

    @contextmanager
    def _open(self, settings: Settings) -> Iterator[Study]:
        with open_store(settings.database) as store:
            study = HurriedStudy(store, settings, lambda: self.now)
            study.town = self
            yield study


def crowd(count: int) -> list[str]:
    """Numbers of papers that only `serve_crowd` knows."""
    return [f"2001.{number:05}" for number in range(1, count + 1)]


def crowd_entry(number: str, version: int = 1) -> str:
    """The entry of one of the crowd, made from that of a real one."""
    entry = find_entry("1911.01547")
    title = entry[entry.index("<title>") : entry.index("</title>")]
    entry = entry.replace(title, f"<title>Paper Number {number} of the Crowd")
    for old in ("1911.01547v2", "1911.01547v1", "1911.01547"):
        entry = entry.replace(old, f"{number}v{version}")
    return entry


def serve_crowd(server: FakeServer, count: int, versions: Mapping[str, int] | None = None) -> None:
    """Let arXiv know so many papers more."""
    known = {
        number: crowd_entry(number, (versions or {}).get(number, 1)) for number in crowd(count)
    }

    def answer(request: Request) -> Reply:
        ids = request.ask("id_list").split(",")
        found = [known[each] for each in ids if each in known]
        start, limit = int(request.ask("start", "0")), int(request.ask("max_results", "10"))
        if not found:
            return answer_query(request)
        page = found[start : start + limit]
        return Reply(make_feed(page, total=len(found), start=start), 200, ATOM)

    server.route(QUERY, answer)
