"""What a process of a test asks of a source; run by its path in a fresh interpreter.

    source_worker.py pace DATABASE URL TURNS INTERVAL
    source_worker.py stop URL handler|none

It says that it is ready and waits for a line, so that a test can let several begin at once.
"""

from __future__ import annotations

import signal
import sys
import time

from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.sources.arxiv import ArxivSource
from paperstudy.sources.http import Door, Plumbing
from paperstudy.store.store import open_store


def say(text: str) -> None:
    """Tell the test at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def keep_pace(database: str, url: str, turns: int, interval: float) -> None:
    """Ask `turns` times, at the pace that all processes of one library keep together."""
    with open_store(database, busy_seconds=60.0) as store:
        plumbing = Plumbing({"arxiv": url}, pacer=store.pacer())
        door = Door(plumbing, "arxiv", url, host="arxiv.org", interval=interval)
        say("ready")
        sys.stdin.readline()
        for _ in range(turns):
            door.get(f"{door.base_url}/api/query", CancelToken())


def stop(url: str, *, handles: bool) -> None:
    """Look a paper up until Ctrl-C; tell how long it took from then to the end of the stream."""
    cancel = CancelToken()
    at: list[float] = []

    def note(*_: object) -> None:
        at.append(time.monotonic())
        cancel.cancel()
        if not handles:
            raise KeyboardInterrupt

    signal.signal(signal.SIGINT, note)
    source = ArxivSource(Plumbing({"arxiv": url}))
    ids = [Identifier(Scheme.ARXIV, f"2001.{number:05}") for number in range(1, 150)]
    say("ready")
    sys.stdin.readline()
    answers = 0
    try:
        for _ in source.lookup(ids, cancel):
            answers += 1
    except KeyboardInterrupt:
        say("interrupted")
    say(f"{time.monotonic() - at[0]} {answers}")


if __name__ == "__main__":
    if sys.argv[1] == "pace":
        keep_pace(sys.argv[2], sys.argv[3], int(sys.argv[4]), float(sys.argv[5]))
    else:
        stop(sys.argv[2], handles=sys.argv[3] == "handler")
