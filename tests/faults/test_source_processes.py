"""Real processes at one service: they keep one pace, and Ctrl-C ends any of their waits."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.fakes.arxiv_api import QUERY, serve_arxiv
from tests.fakes.server import FakeServer, Reply

WORKER = Path(__file__).with_name("source_worker.py")
PROCESSES, TURNS, INTERVAL = 2, 6, 0.1


def start(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(WORKER), *arguments]
    environ = {**os.environ, "PYTHONPATH": str(WORKER.parents[2])}
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environ
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def test_two_processes_that_share_a_library_keep_the_pace_together(tmp_path: Path) -> None:
    database = str(tmp_path / "library.db")
    with FakeServer() as server:
        server.route(QUERY, Reply(b"x"))
        arguments = ("pace", database, server.url, str(TURNS), str(INTERVAL))
        workers = [start(*arguments) for _ in range(PROCESSES)]
        for worker in workers:
            assert worker.stdin is not None
            worker.stdin.write("\n")
            worker.stdin.flush()
        for worker in workers:
            worker.communicate(timeout=60)
            assert worker.returncode == 0
    times = sorted(request.time for request in server.requests)
    assert len(times) == PROCESSES * TURNS
    # A busy machine may send one late, so that the next follows sooner; never all of them.
    assert times[-1] - times[0] > INTERVAL * (len(times) - 1) * 0.8


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C cannot be sent from outside here")
@pytest.mark.parametrize("handler", ["handler", "none"])
@pytest.mark.parametrize(
    "reply",
    [Reply(b"", delay=60), Reply(b"<feed" * 99, trickle=0.05), Reply(b"Rate exceeded.", 429)],
    ids=["no answer", "trickle", "back-off"],
)
def test_ctrl_c_ends_a_wait_within_half_a_second(reply: Reply, handler: str) -> None:
    with FakeServer() as server:
        server.route(QUERY, reply)
        seconds, answers, whole = interrupt(server, handler)
    assert answers == 0
    assert seconds < 0.5
    assert whole < 2  # the end of an interpreter on a busy machine with it
    assert len(server.requests) == 1


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C cannot be sent from outside here")
def test_ctrl_c_between_two_requests_keeps_what_came() -> None:
    with FakeServer() as server:
        serve_arxiv(server)
        seconds, answers, _ = interrupt(server, "handler")
    assert answers == 100
    assert seconds < 0.5
    assert len(server.requests) == 1


def interrupt(server: FakeServer, handler: str) -> tuple[float, int, float]:
    """Let a process look papers up, and stop it when its first request is there."""
    worker = start("stop", server.url, handler)
    assert worker.stdin is not None
    worker.stdin.write("\n")
    worker.stdin.flush()
    until = time.monotonic() + 30
    while not server.requests:
        assert time.monotonic() < until
        time.sleep(0.005)
    time.sleep(0.05)  # into the wait that follows
    begin = time.monotonic()
    worker.send_signal(signal.SIGINT)
    said, _ = worker.communicate(timeout=30)
    whole = time.monotonic() - begin
    assert worker.returncode == 0
    assert ("interrupted" in said) is (handler == "none")
    seconds, answers = said.splitlines()[-1].split()
    return float(seconds), int(answers), whole
