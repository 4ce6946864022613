"""The world that the journeys about metadata go through."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.fakes.server import FakeServer
from tests.fakes.world import serve_world
from tests.journeys.town import Town


@pytest.fixture
def world() -> Iterator[FakeServer]:
    with FakeServer() as server:
        yield server


@pytest.fixture
def town(
    world: FakeServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Town:
    for name, url in serve_world(world).items():
        monkeypatch.setenv(name, url)
    return Town(world, capsys)
