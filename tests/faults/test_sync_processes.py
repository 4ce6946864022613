"""Real processes sync: killed anywhere, two at once, and stopped by Ctrl-C."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from paperstudy.domain.identifiers import parse_identifier
from paperstudy.domain.papers import PaperRecord, PaperState
from paperstudy.store.store import open_store
from tests.fakes import semanticscholar_api
from tests.fakes.server import FakeServer, Reply
from tests.fakes.world import PAPERS, base_urls, serve_world, variables
from tests.faults import sync_worker
from tests.unit.study.house import House

CUTS = 6
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.faults.sync_worker", "paperstudy.sources.registry", "arxiv"])


@pytest.fixture
def world() -> Iterator[FakeServer]:
    with FakeServer() as server:
        serve_world(server)
        yield server


def begin(path: Path, *references: str) -> Path:
    """A library with papers that nobody was asked about."""
    identifiers = [parse_identifier(reference) for reference in references]
    with open_store(str(path)) as store:
        records = [PaperRecord("log", "", identifiers=(i,)) for i in identifiers if i is not None]
        House(store).shelve(*records)
    return path


def look(path: Path) -> list[Any]:
    """All that is in a library, once it is known to be whole."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with open_store(str(path)) as store:
        return House(store).dump()


def kill_at(world: FakeServer, path: Path, count: int, pause: float) -> bool:
    """Start a sync, and kill it a little after so many requests; tell whether it was still at it."""
    world.requests.clear()
    process = CONTEXT.Process(target=sync_worker.sync, args=(str(path), base_urls(world.url)))
    process.start()
    deadline = time.monotonic() + 30
    while len(world.requests) < count and process.is_alive() and time.monotonic() < deadline:
        time.sleep(0.001)
    time.sleep(pause)
    process.kill()
    process.join(30)
    return process.exitcode == -signal.SIGKILL


def test_a_sync_that_is_killed_anywhere_goes_on_to_the_same_library(
    world: FakeServer, tmp_path: Path
) -> None:
    begun = begin(tmp_path / "begun.db", *(paper.id for paper in PAPERS), "arxiv:2312.99999")

    def copy(name: str) -> Path:
        return Path(shutil.copy(begun, tmp_path / name))

    urls = base_urls(world.url)
    undisturbed = copy("whole.db")
    sync_worker.sync(str(undisturbed), urls)
    whole, requests = look(undisturbed), len(world.requests)
    assert requests > 2 * CUTS
    seed = random.randrange(10_000)
    dice = random.Random(seed)
    killed = 0
    for count in sorted(dice.sample(range(1, requests), CUTS)):
        path = copy(f"cut{count}.db")
        killed += kill_at(world, path, count, dice.uniform(0, 0.01))
        sync_worker.sync(str(path), urls)
        assert look(path) == whole, f"seed {seed}, killed at request {count}"
    assert killed >= CUTS // 2, "too few were killed before they were done"


def test_two_processes_keep_the_pace_of_arxiv_together(world: FakeServer, tmp_path: Path) -> None:
    numbers = [paper.id.removeprefix("arxiv:") for paper in PAPERS if paper.id.startswith("arxiv")]
    path = begin(tmp_path / "group.db", *(f"arxiv:{number}" for number in numbers[:6]))
    workers = [
        CONTEXT.Process(target=sync_worker.ask_arxiv, args=(str(path), world.url, some))
        for some in (numbers[:3], numbers[3:5])
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0]
    times = [request.time for request in world.requests]
    assert len(times) >= 5
    gaps = [later - sooner for sooner, later in pairwise(times)]
    assert min(gaps) > sync_worker.INTERVAL - 0.1, gaps
    with open_store(str(path)) as store:
        house = House(store)
        assert {house.paper(f"arxiv:{n}").state for n in numbers[:5]} == {PaperState.FETCHED}


@pytest.mark.skipif(os.name != "posix", reason="there is no such signal")
def test_ctrl_c_while_a_server_never_answers_ends_at_once_and_keeps_what_came(
    world: FakeServer, tmp_path: Path
) -> None:
    path = begin(tmp_path / "group.db", "arxiv:1706.03762", "arxiv:1512.03385")
    hanging = threading.Event()
    world.route(semanticscholar_api.BATCH, Reply(gate=hanging))
    environ = os.environ | variables(world.url) | {"PAPERSTUDY_DATABASE": str(path)}
    process = subprocess.Popen(
        [sys.executable, "-m", "paperstudy", "sync"],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        deadline = time.monotonic() + 30
        while semanticscholar_api.BATCH not in {r.route for r in world.requests}:
            assert time.monotonic() < deadline, "it never came to ask"
            assert process.poll() is None, process.communicate()
            time.sleep(0.005)
        time.sleep(0.05)
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
        took = time.monotonic() - begun
    finally:
        hanging.set()
        process.kill()
    assert took < 0.5
    assert process.returncode == 130
    assert "Traceback" not in said
    with open_store(str(path)) as store:
        papers = House(store)
        for number in ("1706.03762", "1512.03385"):
            assert papers.paper(f"arxiv:{number}").state is PaperState.FETCHED
            assert "semanticscholar" not in papers.lookups(f"arxiv:{number}")
