"""The JSON lines of a scan: what is in a log, and what became of it."""

from __future__ import annotations

from paperstudy.domain.logs import LogScan
from paperstudy.study.rows import scan_object
from paperstudy.study.scanned import LogChange, ScannedLog

FOUND = {
    "path",
    "title",
    "date",
    "papers",
    "sessions",
    "todos",
    "questions",
    "paths",
    "other_todos",
}


def test_a_dry_run_prints_what_is_in_a_log_and_nothing_else() -> None:
    row = scan_object(ScannedLog("/a.md", LogChange.NEW, LogScan(title="A")), dry_run=True)
    assert row is not None
    assert set(row) == FOUND
    assert scan_object(ScannedLog("/a.md", LogChange.GONE), dry_run=True) is None


def test_a_scan_prints_what_became_of_a_log_as_well() -> None:
    row = scan_object(ScannedLog("/a.md", LogChange.NEW, LogScan(title="A")), dry_run=False)
    assert row is not None
    assert set(row) == FOUND | {"change", "added"}
    gone = scan_object(ScannedLog("/a.md", LogChange.UNCHANGED), dry_run=False)
    assert gone == {"path": "/a.md", "change": "unchanged"}
