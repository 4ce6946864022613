"""The logs that were read, and reading them again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.events import CancelToken, Event, Finished, ItemDone
from paperstudy.study.scanned import ScannedLog, ScanSummary
from paperstudy.study.study import Study
from paperstudy.study.watching import Watch, suggest_folders

Scan = Callable[[], list[Event]]
DIARY = """# Day 3 (2021-08-10)

- ViT를 읽었다: https://arxiv.org/abs/2010.11929
- [ ] ViT 부록 읽기
"""


def rescan(study: Study, *folders: Path) -> dict[str, str]:
    events = list(study.logbook.rescan(folders, cancel=CancelToken()))
    assert isinstance(events[-1], Finished)
    assert isinstance(events[-1].summary, ScanSummary)
    logs = [one.value for one in events if isinstance(one, ItemDone)]
    return {Path(one.path).name: one.change.value for one in logs if isinstance(one, ScannedLog)}


def test_a_log_tells_what_it_gave(study: Study, logs: Path, scan: Scan) -> None:
    (logs / "a.md").write_text(DIARY, encoding="utf-8")
    scan()
    (log,) = study.logbook.list()
    assert (Path(log.path).name, log.papers, log.todos, log.error) == ("a.md", 1, 1, None)
    text = study.logbook.show(log.id)
    assert text.lines[0] == "# Day 3 (2021-08-10)"
    assert {find.line for find in text.finds} >= {3}
    assert text.finds[0].paper is not None
    with pytest.raises(NotFoundError):
        study.logbook.show(99)


def test_what_could_not_be_read_is_told_until_it_can_or_is_gone(
    study: Study, logs: Path, scan: Scan
) -> None:
    bad = logs / "a.md"
    bad.write_bytes(b"\x00\x01\x02\xff\xfe\x00PNG\x00" * 50)
    scan()
    (log,) = study.logbook.list()
    assert log.error
    assert log.scanned_at is None
    bad.unlink()
    assert study.logbook.list() == ()
    bad.write_text(DIARY, encoding="utf-8")
    scan()
    assert [one.error for one in study.logbook.list()] == [None]


def test_a_dry_run_keeps_no_error(study: Study, logs: Path) -> None:
    (logs / "a.md").write_bytes(b"\x00\x01\x02\xff\xfe\x00PNG\x00" * 50)
    list(study.scanning.scan([logs], dry_run=True, cancel=CancelToken()))
    assert study.logbook.list() == ()


def test_reading_again_needs_no_folder_and_tells_what_has_gone(
    study: Study, logs: Path, scan: Scan
) -> None:
    for name in ("a.md", "b.md"):
        (logs / name).write_text(f"{DIARY}\n{name}\n", encoding="utf-8")
    scan()
    (logs / "a.md").unlink()
    (logs / "b.md").write_text(DIARY + "- LoRA\n", encoding="utf-8")
    (logs / "c.md").write_text(DIARY + "- BERT\n", encoding="utf-8")
    assert rescan(study) == {"a.md": "gone", "b.md": "changed"}
    assert rescan(study, logs) == {"b.md": "unchanged", "c.md": "new"}
    assert [Path(log.path).name for log in study.logbook.list() if log.gone] == ["a.md"]


def test_a_watch_tells_what_is_new_changed_or_gone_once(tmp_path: Path) -> None:
    one, other = tmp_path / "a.md", tmp_path / "deep" / "b.md"
    one.write_text("a", encoding="utf-8")
    watch = Watch([str(tmp_path)], [])
    assert watch.look() == ()
    one.write_text("longer", encoding="utf-8")
    assert watch.look() == (str(one),)
    assert watch.look() == ()
    other.parent.mkdir()
    other.write_text("b", encoding="utf-8")
    assert watch.look() == (str(other),)
    one.unlink()
    assert watch.look() == (str(one),)
    assert watch.look() == ()


def test_folders_with_markdown_files_are_suggested_the_fullest_first(tmp_path: Path) -> None:
    for name in ("notes/a.md", "notes/b.md", "other/c.md", ".git/d.md", "other/e.py"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    found = [(Path(path).name, count) for path, count in suggest_folders(tmp_path)]
    assert found == [(tmp_path.name, 3), ("notes", 2), ("other", 1)]
    assert suggest_folders(tmp_path / "notes") == ((str(tmp_path / "notes"), 2),)
