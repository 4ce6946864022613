"""Several processes scan and annotate one library at once: no update is lost, none made twice."""

from __future__ import annotations

import multiprocessing
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from paperstudy.domain.queries import PaperQuery
from paperstudy.store.store import open_store
from tests.faults.study_worker import open_group, scan, scan_and_annotate

PROCESSES = 4
TURNS = 3
MEETING = """# 2021-08-{day} 스터디

| 발표자 | 논문 |
|---|---|
| 김철수 | [ViT](https://arxiv.org/abs/2010.11929) |
| 이영희 | [BERT](https://arxiv.org/abs/1810.04805) |

- [ ] ViT 논문 다시 읽기
"""


def told(database: str) -> tuple[Any, ...]:
    """What the logs told, whatever the numbers of the rows."""
    with open_store(database) as store, store.read() as tx:
        papers = tx.papers.all()
        return (
            sorted((p.key, p.title, sorted(map(str, p.identifiers))) for p in papers),
            sorted(
                (m.path, m.line, m.column, m.text, p.key)
                for p in papers
                for m in tx.papers.mentions(p.id)
            ),
            sorted(
                (s.date_text, s.logs, s.participants, s.presentations) for s in tx.sessions.all()
            ),
            [(todo.path, todo.line, todo.paper) for todo in tx.todos.all()],
            sorted(person.name for person in tx.people.all()),
        )


def test_four_processes_scan_and_annotate_one_library_and_lose_no_update(tmp_path: Path) -> None:
    logs, database = tmp_path / "logs", str(tmp_path / "group.db")
    logs.mkdir()
    for day in range(10, 16):
        (logs / f"day{day}.md").write_text(MEETING.format(day=day), encoding="utf-8")
    context = multiprocessing.get_context("spawn")
    names = [f"worker{number}" for number in range(PROCESSES)]
    workers = [
        context.Process(target=scan_and_annotate, args=(database, str(logs), name, TURNS))
        for name in names
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0] * PROCESSES
    turns = [(name, turn) for name in names for turn in range(TURNS)]
    with open_store(database) as store, store.read() as tx:
        (paper,) = tx.papers.search(PaperQuery(("attention is all you need",))).rows
        assert sorted(paper.tags) == sorted(f"{name}-{turn}" for name, turn in turns)
        note = tx.papers.note(paper.id).split("\n")
        assert sorted(note) == sorted(f"{name} {turn}" for name, turn in turns)
        assert len(tx.journal.entries()) == 2 * len(turns)
    with closing(sqlite3.connect(database)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    scan(open_group(database), str(logs))  # what was written after the last scan
    alone = str(tmp_path / "alone.db")
    scan(open_group(alone), str(logs))
    assert told(database) == told(alone)
