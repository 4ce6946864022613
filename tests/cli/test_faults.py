"""What is wrong with a command line, a file or an item is said, and is never a bug of ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.domain.errors import LogError, OfflineError, StoreLockedError
from paperstudy.domain.events import Finished, ItemFailed, Notice
from paperstudy.study.scanned import ScanSummary

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]

LONG = "a" * 300


# numbers and names


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("inbox", "accept", "9" * 23), "“99999999999999999999999” is no number in that list"),
        (("inbox", "reject", "9" * 23), "“99999999999999999999999” is no number in that list"),
        (("inbox", "choose", "9" * 23, "1"), "“99999999999999999999999” is no number in that list"),
        (("session", "next", "--count", "9" * 23), "--count takes a whole number from 1 to 52"),
        (("list", "--limit", "9" * 20), "--limit takes a whole number from 0 to 2147483647"),
        (("search", "x", "--limit", "-1"), "--limit takes a whole number from 0 to 2147483647"),
        (("scan",), "PATH is missing"),
    ],
)
def test_number_that_no_item_can_have_is_refused(
    cli: Run, study: Any, arguments: tuple[str, ...], said: str
) -> None:
    given = cli(*arguments)
    assert given.code == 2
    assert given.err.startswith(f"error: {said}")
    assert study.asked == []


def test_name_that_no_file_can_have_reaches_the_scan(cli: Run, study: Any) -> None:
    study.events = [Finished(ScanSummary())]
    cli("scan", LONG, f"{LONG}*")
    assert study.asked[0][1] == [Path(LONG), Path(f"{LONG}*")]


@pytest.mark.parametrize("line", [("export", "bibtex"), ("demo",)])
def test_home_of_nobody_is_an_error(cli: Run, line: tuple[str, ...]) -> None:
    given = cli(*line, "-o", "~nobody-of-that-name/x")
    assert given.code == 2
    assert "there is no home folder ~nobody-of-that-name" in given.err


@pytest.mark.parametrize("line", [("export", "bibtex"), ("demo",)])
def test_name_that_no_file_can_have_is_an_error(
    cli: Run, line: tuple[str, ...], tmp_path: Path
) -> None:
    given = cli(*line, "-o", str(tmp_path / LONG))
    assert given.code == 2
    assert "cannot be" in given.err


@pytest.mark.skipif(os.name == "nt", reason="a link needs a privilege there")
def test_links_in_a_circle_are_an_error(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "a.bib").symlink_to(tmp_path / "b.bib")
    (tmp_path / "b.bib").symlink_to(tmp_path / "a.bib")
    given = cli("export", "bibtex", "-o", str(tmp_path / "a.bib"))
    assert given.code == 2
    assert "cannot be written" in given.err


# streams that take nothing


def start(line: str, tmp_path: Path) -> subprocess.CompletedProcess[bytes]:
    command = f'"{sys.executable}" -m paperstudy {line}'
    database = str(tmp_path / "library.db")
    return subprocess.run(
        ["sh", "-c", command],
        capture_output=True,
        check=False,
        env={**os.environ, "PAPERSTUDY_DATABASE": database},
        timeout=60,
    )


needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has it")


@needs_full
@pytest.mark.parametrize("line", ["--version", "--help", "identify 1706.03762", "config --json"])
def test_full_disk_is_an_error_of_its_own(line: str, tmp_path: Path) -> None:
    done = start(f"{line} > /dev/full", tmp_path)
    assert done.returncode == 6
    said = done.stderr.decode()
    assert "the output cannot be written" in said
    assert "Traceback" not in said
    assert ("--json" in line) == said.startswith("{")


@needs_full
def test_export_to_a_full_disk_is_the_same_error(cli: Run, tmp_path: Path) -> None:
    given = cli("export", "bibtex", "-o", "/dev/full")
    assert given.code == 6
    assert given.err.startswith("error: /dev/full cannot be written")


@needs_full
def test_talk_that_nobody_can_read_is_not_missed(tmp_path: Path) -> None:
    assert start("shw 2> /dev/full", tmp_path).returncode == 2


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX")
@pytest.mark.parametrize(
    ("line", "code"),
    [("--version >&-", 0), ("list >&-", 0), ("shw 2>&-", 2), ("identify <&-", 2)],
)
def test_streams_may_be_closed(line: str, code: int, tmp_path: Path) -> None:
    done = start(line, tmp_path)
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)


def test_other_words_of_the_system_are_bugs(cli: Run, study: Any) -> None:
    study.failure = PermissionError(13, "not our output")
    with pytest.raises(PermissionError):
        cli("list")


# what is said of an item


def test_error_names_the_log_that_it_is_about(cli: Run, study: Any) -> None:
    log = Path.cwd().as_posix() + "/logs/export.zip"
    error = LogError("the archive cannot be opened: {reason}", reason="no zip file")
    study.events = [ItemFailed(log, error), Finished(ScanSummary(failed=1))]
    given = cli("scan", "logs")
    assert given.err.splitlines()[0] == (
        "error: logs/export.zip: the archive cannot be opened: no zip file"
    )
    assert json.loads(cli("scan", "logs", "--json").err.splitlines()[0])["error"]["subject"] == log


def test_notice_cannot_drive_the_terminal(cli: Run, study: Any) -> None:
    fields = (("source", "arxiv"), ("reason", "\x1b]0;owned\x07busy\u202e\n"))
    study.events = [Notice("{source}: {reason}", fields), Finished(0)]
    assert cli("add", "a").err == "arXiv: busy\n"


def test_error_within_a_notice_is_translated(cli: Run, study: Any) -> None:
    why = OfflineError(
        "{source} was not asked: the network is switched off", source="ar\x1b[31mxiv"
    )
    study.events = [
        Notice("{source}: {reason}", (("source", "arxiv"), ("reason", why))),
        Finished(0),
    ]
    assert cli("add", "a").err == "arXiv: arXiv was not asked: the network is switched off\n"
    assert "네트워크" in cli("add", "a", "--lang", "ko").err


@pytest.mark.parametrize("what", ["undo", "redo"])
def test_step_cannot_drive_the_terminal(cli: Run, study: Any, what: str) -> None:
    study.action = "tag \x1b]0;owned\x07k"
    assert cli(what).out.endswith(": tag k\n")


# several items


def test_accepting_several_goes_on_after_a_failure(cli: Run, study: Any) -> None:
    given = cli("inbox", "accept", "46", "99999", "47", "46")
    assert given.code == 8
    assert [asked[1] for asked in study.asked] == ["accept 46 99999 47", 46, 99999, 47]
    assert given.out.count("vaswani2017attention") == 2
    assert given.err == "error: nothing with the number 99999 waits\n"


def test_accepting_several_with_json_prints_those_that_were(cli: Run) -> None:
    given = cli("inbox", "accept", "46", "99999", "--json")
    assert given.code == 8
    (row,) = json.loads(given.out)
    assert row["key"] == "vaswani2017attention"
    assert row["learned"] == "Swin"
    assert json.loads(given.err)["error"]["subject"] == "99999"


def test_rejecting_several_goes_on_after_a_failure(cli: Run) -> None:
    given = cli("inbox", "reject", "99999", "46")
    assert given.code == 8
    assert given.out == "“Swin” means no paper\n"
    assert "99999" in given.err


@pytest.mark.parametrize("what", ["accept", "reject"])
def test_single_item_keeps_its_own_code(cli: Run, what: str) -> None:
    assert cli("inbox", what, "99999").code == 3


def test_library_that_cannot_be_written_ends_the_batch(cli: Run, study: Any) -> None:
    study.failure = StoreLockedError("another process holds the library")
    given = cli("inbox", "accept", "1", "2", "3")
    assert given.code == 6
    assert given.err == "error: another process holds the library\n"
