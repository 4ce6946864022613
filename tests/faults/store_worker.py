"""What a process of a test does to a library; run by its path in a fresh interpreter."""

from __future__ import annotations

import os
import sys
import time
from datetime import UTC, datetime

from paperstudy.domain.papers import PaperRecord, PaperState
from paperstudy.domain.queries import PaperQuery
from paperstudy.store.store import open_store
from paperstudy.store.views import Reader, Writer

AT = datetime(2026, 11, 21, tzinfo=UTC)


def read_counter(tx: Reader) -> int:
    """Return the number that stands in the library, as the note on a paper of its own."""
    paper = tx.papers.find_by_key("counter")
    return int(tx.papers.note(paper.id)) if paper is not None else 0


def raise_counter(tx: Writer) -> int:
    """Raise the number by one, and return it."""
    paper = tx.papers.find_by_key("counter")
    number = read_counter(tx) + 1
    record = PaperRecord("log", "counter")
    paper_id = paper.id if paper else tx.papers.add(record, "counter", PaperState.PENDING, AT)
    tx.papers.set_note(paper_id, str(number))
    return number


def count(database: str, turns: int) -> None:
    """Raise a number in the library `turns` times, with a paper for each; read in between."""
    with open_store(database, busy_seconds=60.0) as store:
        for turn in range(turns):
            with store.write() as tx:
                value = raise_counter(tx)
                key = f"paper-{os.getpid()}-{turn}"
                tx.papers.add(PaperRecord("log", f"학습 {key}"), key, PaperState.PENDING, AT)
            with store.read() as tx:
                seen = read_counter(tx)
                assert seen >= value
                assert tx.papers.search(PaperQuery(("학습",)), limit=1).total == seen


def write_for_ever(database: str) -> None:
    """Write until killed; say so when the first transaction is saved."""
    with open_store(database, busy_seconds=60.0) as store:
        for turn in range(sys.maxsize):
            with store.write("a step") as tx:
                raise_counter(tx)
                key = f"paper-{os.getpid()}-{time.monotonic_ns()}"
                paper = tx.papers.add(
                    PaperRecord("log", f"학습 {key}"), key, PaperState.PENDING, AT
                )
                tx.papers.set_note(paper, "note " * 200)
            if turn == 0:
                os.write(1, b"writing\n")


if __name__ == "<run_path>":
    count(DATABASE, TURNS)  # type: ignore[name-defined]  # noqa: F821 - handed in by run_path
elif __name__ == "__main__":
    write_for_ever(sys.argv[1])
