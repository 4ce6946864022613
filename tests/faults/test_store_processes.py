"""Several processes and one library: no update is lost, and a killed writer harms nothing."""

from __future__ import annotations

import multiprocessing
import runpy
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from paperstudy.domain.queries import PaperQuery
from paperstudy.store.store import open_store
from tests.faults.store_worker import read_counter

WORKER = Path(__file__).with_name("store_worker.py")
PROCESSES = 4
TURNS = 25


def check(database: str) -> int:
    """The file is sound, and each number that was counted has its paper; return how many."""
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO paper_search(paper_search) VALUES ('integrity-check')")
    with open_store(database) as store, store.read() as tx:
        counted = read_counter(tx)
        assert tx.papers.search(PaperQuery(("학습",))).total == counted
        assert len(tx.papers.all_keys()) == counted + 1
    return counted


def test_four_processes_make_one_library_and_lose_no_update(tmp_path: Path) -> None:
    database = str(tmp_path / "group" / "library.db")
    context = multiprocessing.get_context("spawn")
    names = {"DATABASE": database, "TURNS": TURNS}
    workers = [
        context.Process(target=runpy.run_path, args=(str(WORKER), names)) for _ in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0] * PROCESSES
    assert check(database) == PROCESSES * TURNS


@pytest.mark.parametrize("turn", range(3))
def test_a_writer_that_is_killed_leaves_a_sound_library(tmp_path: Path, turn: int) -> None:
    database = str(tmp_path / "library.db")
    command = [sys.executable, str(WORKER), database]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"writing\n"
    for writer in writers:
        writer.kill()
        writer.communicate()
    counted = check(database)
    assert counted >= len(writers)
    with open_store(database) as store:
        assert store.undo() == "a step"
    assert check(database) == counted - 1
