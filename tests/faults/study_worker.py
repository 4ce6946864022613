"""What a process of a test does to a library through a study; run in a fresh interpreter."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from paperstudy.config import load_settings
from paperstudy.domain.events import CancelToken, ItemFailed
from paperstudy.store.store import open_store
from paperstudy.study.study import Study

AT = datetime(2026, 11, 21, tzinfo=UTC)


def open_group(database: str) -> Study:
    """Open a study that asks no network; its store closes with the process."""
    settings = replace(load_settings(), database=database, offline=True)
    return Study(open_store(database, busy_seconds=60.0), settings, lambda: AT)


def scan(study: Study, logs: str) -> None:
    """Scan a folder; a log that fails fails the process."""
    for event in study.scanning.scan([Path(logs)], cancel=CancelToken()):
        assert not isinstance(event, ItemFailed), event.error


def scan_and_annotate(database: str, logs: str, name: str, turns: int) -> None:
    """Scan the folder over and over; between, tag one paper and write below its note."""
    study = open_group(database)
    with open_store(database, busy_seconds=60.0) as store:
        for turn in range(turns):
            # Each turn edits a log of this process's own, so that there is something to scan.
            text = f"# {name} {turn}\n\n- https://arxiv.org/abs/1706.03762\n- BERT 논문\n"
            Path(logs, f"{name}.md").write_text(text, encoding="utf-8")
            scan(study, logs)
            study.library.tag(["arxiv:1706.03762"], add=[f"{name}-{turn}"])
            with store.write("note") as tx:
                paper = next(row for row in tx.papers.all() if row.key.startswith("vaswani"))
                tx.papers.append_note(paper.id, f"{name} {turn}")
