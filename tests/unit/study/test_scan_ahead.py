"""Scanning ahead: the same finds from a second process, and no harm when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from paperstudy.domain.errors import UnreadableLogError
from paperstudy.domain.events import CancelToken, Finished, ItemDone
from paperstudy.logs.reading import LogFile, read_text
from paperstudy.logs.scan import scan_log
from paperstudy.study.recognising import Known, recogniser_of
from paperstudy.study.scan_ahead import WORTH_IT, ScanAhead, digest_of
from paperstudy.study.study import Study

TEXT = "# 논문\n- ViT 읽기 https://arxiv.org/abs/2010.11929\n".encode()


def log(path: str, data: bytes = TEXT) -> LogFile:
    return LogFile(path, len(data), 1, lambda: data)


@pytest.fixture
def started() -> Iterator[list[ScanAhead]]:
    helpers: list[ScanAhead] = []
    yield helpers
    for helper in helpers:
        helper.close()


def test_the_helper_finds_what_we_would_find(started: list[ScanAhead]) -> None:
    files = [log("/a.md"), log("/b.md", b"nothing here\n")]
    helper = ScanAhead(files, Known())
    started.append(helper)
    recogniser = recogniser_of(Known())
    for file in files:
        expected = scan_log(read_text(file.load()), file.path, recogniser)
        assert helper.take(file.path, digest_of(file.load())) == expected


def test_a_log_may_be_skipped_and_one_that_was_not_given_is_none(started: list[ScanAhead]) -> None:
    helper = ScanAhead([log("/a.md"), log("/b.md")], Known())
    started.append(helper)
    assert helper.take("/c.md", digest_of(TEXT)) is None
    assert helper.take("/b.md", digest_of(TEXT)) is not None
    assert helper.take("/a.md", digest_of(TEXT)) is None


def test_a_log_that_changed_meanwhile_is_left_to_us(started: list[ScanAhead]) -> None:
    helper = ScanAhead([log("/a.md")], Known())
    started.append(helper)
    assert helper.take("/a.md", digest_of(b"another")) is None


def test_a_log_that_cannot_be_read_is_left_to_us(started: list[ScanAhead]) -> None:
    def fail() -> bytes:
        raise UnreadableLogError("no")

    helper = ScanAhead([LogFile("/a.md", 1, 1, fail), log("/b.md", b"\x00\x01\xff" * 99)], Known())
    started.append(helper)
    assert helper.take("/a.md", digest_of(b"")) is None
    assert helper.take("/b.md", digest_of(b"\x00\x01\xff" * 99)) is None


def test_a_helper_that_was_ended_leaves_all_to_us() -> None:
    helper = ScanAhead([log("/a.md")], Known())
    helper.close()
    helper.close()
    assert helper.take("/a.md", digest_of(TEXT)) is None


def test_files_of_the_folder_we_stand_in_are_not_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[ScanAhead]
) -> None:
    for name in ("pickle.py", "signal.py", "paperstudy.py"):
        (tmp_path / name).write_text(
            "import pathlib; pathlib.Path(__file__ + '.ran').touch()\n", encoding="utf-8"
        )
    monkeypatch.chdir(tmp_path)
    helper = ScanAhead([log("/a.md")], Known())
    started.append(helper)
    assert helper.take("/a.md", digest_of(TEXT)) is not None
    assert not list(tmp_path.glob("*.ran"))


def test_a_python_that_cannot_be_started_leaves_all_to_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/no/such/python")
    helper = ScanAhead([log("/a.md")], Known())
    assert helper.take("/a.md", digest_of(TEXT)) is None
    helper.close()


def test_many_logs_are_scanned_as_one_by_one(study: Study, logs: Path, tmp_path: Path) -> None:
    names = ["ResNet", "BERT", "ViT", "ArcFace", "DenseNet"]
    for number in range(WORTH_IT + 3):
        text = f"# {number}\n- {names[number % 5]} 논문\n"
        (logs / f"{number:02}.md").write_text(text, encoding="utf-8")
    together = list(study.scanning.scan([logs], dry_run=True, cancel=CancelToken()))
    alone = [
        event
        for path in sorted(logs.iterdir())
        for event in study.scanning.scan([path], dry_run=True, cancel=CancelToken())
        if isinstance(event, ItemDone)
    ]
    assert [event for event in together if isinstance(event, ItemDone)] == alone


def test_a_stop_ends_the_helper_too(study: Study, logs: Path) -> None:
    for number in range(WORTH_IT + 3):
        (logs / f"{number:02}.md").write_text("ResNet 논문\n", encoding="utf-8")
    cancel = CancelToken()
    seen = []
    for event in study.scanning.scan([logs], cancel=cancel):
        seen.append(event)
        if isinstance(event, ItemDone):
            cancel.cancel()
    assert len([event for event in seen if isinstance(event, ItemDone)]) == 1
    assert isinstance(seen[-1], Finished)
    assert seen[-1].cancelled
