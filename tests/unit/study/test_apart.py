"""Long work in a child process: its events, its errors, and that it can be stopped."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.config import Settings
from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.events import CancelToken, Finished, ItemDone, Started
from paperstudy.study import open_study
from paperstudy.study.apart import ApartError, run_apart
from paperstudy.study.scanned import ScannedLog, ScanSummary

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A library that is not there yet, beside a folder of logs."""
    logs = tmp_path / "logs"
    logs.mkdir()
    for day in range(1, 6):
        text = f"# 8월 {day}일\n\n- 논문: Attention Is All You Need\n"
        (logs / f"2021-08-0{day}.md").write_text(text, "utf-8")
    return Settings(
        database=str(tmp_path / "library.db"), archive=str(tmp_path / "archive.db"), offline=True
    )


def scan(settings: Settings, folder: Path, cancel: CancelToken | None = None) -> list[Any]:
    return list(run_apart(settings, "scanning.scan", ([folder],), cancel or CancelToken()))


def test_a_scan_apart_tells_the_same_as_one_here(settings: Settings, tmp_path: Path) -> None:
    events = scan(settings, tmp_path / "logs")
    assert events[0] == Started(5, "scan")
    done = [event.value for event in events if isinstance(event, ItemDone)]
    assert len(done) == 5
    assert all(isinstance(one, ScannedLog) and one.scan is None for one in done)
    last = events[-1]
    assert isinstance(last, Finished)
    assert isinstance(last.summary, ScanSummary)
    assert last.summary.new == 5
    with open_study(settings) as study:
        assert study.library.get("1706.03762").mentions


def test_an_error_of_the_operation_is_raised_here(settings: Settings, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as caught:
        scan(settings, tmp_path / "nowhere")
    assert caught.value.hint_template == "check the path for spelling"
    assert "nowhere" in str(caught.value.fields["path"])


def test_a_bug_comes_with_its_traceback(settings: Settings) -> None:
    with pytest.raises(ApartError, match="AttributeError"):
        list(run_apart(settings, "scanning.no_such_verb", (), CancelToken()))


def test_what_is_cancelled_ends_with_a_word_about_it(settings: Settings, tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    events = scan(settings, tmp_path / "logs", cancel)
    # The child may be done before it hears of the stop; it never hangs and never fails.
    assert isinstance(events[-1], Finished)


def test_a_reader_that_leaves_early_leaves_no_child_behind(
    settings: Settings, tmp_path: Path
) -> None:
    events = run_apart(settings, "scanning.scan", ([tmp_path / "logs"],), CancelToken())
    next(events)
    events.close()  # type: ignore[attr-defined]
    assert not [one for one in subprocess._active if one.poll() is None]  # type: ignore[attr-defined]


def test_a_child_whose_parent_dies_ends_too() -> None:
    """Closing its input is all that a dying parent does."""
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "paperstudy.study.apart"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.close()
    started = time.monotonic()
    child.stdout.read()
    child.stdout.close()
    assert child.wait(30) == 0
    assert time.monotonic() - started < 30
