"""`link` on real files, as a person runs it."""

from __future__ import annotations

import json
import subprocess
from shutil import which
from typing import TYPE_CHECKING

import pytest

from paperstudy.cli.app import run
from paperstudy.cli.call import Call
from paperstudy.study.linking import _Check

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "# ViT\r\n\r\n오늘은 ViT를 읽었다.\r\n끝"
LINKED = TEXT.replace("ViT를", "[ViT](https://arxiv.org/abs/2010.11929)를")


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.md"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    return path


def link(tmp_path: Path, *arguments: str) -> int:
    database = ("--database", str(tmp_path / "library.db"), "--offline")
    return run(["link", *arguments, *database], Call({}))


def upkeep(tmp_path: Path, verb: str) -> int:
    return run([verb, "--database", str(tmp_path / "library.db")], Call({}))


def test_a_diff_is_shown_and_nothing_written(
    tmp_path: Path, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = log.read_bytes()
    assert link(tmp_path, str(log)) == 0
    out, err = capsys.readouterr()
    assert "-오늘은 ViT를 읽었다.\r\n+오늘은 [ViT](https://arxiv.org/abs/2010.11929)를" in out
    assert out.endswith(" 끝\n\\ No newline at end of file\n")
    assert err == "1 link would be put in; --write does it\n"
    assert log.read_bytes() == before
    assert not (tmp_path / "library.db").exists()


@pytest.mark.skipif(which("patch") is None, reason="there is no `patch` here")
def test_the_diff_can_be_applied(
    tmp_path: Path, log: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert link(tmp_path, str(log)) == 0
    diff = capfdbinary.readouterr().out
    subprocess.run(
        ["patch", "--binary", "-p0", "-d", "/"], input=diff, check=True, capture_output=True
    )
    assert log.read_bytes() == b"\xef\xbb\xbf" + LINKED.encode()


def test_write_keeps_every_other_byte_and_a_second_run_finds_nothing_to_do(
    tmp_path: Path, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert link(tmp_path, str(log), "--write") == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"{log}: 1 link\n1 link written\n")
    assert log.read_bytes() == b"\xef\xbb\xbf" + LINKED.encode()
    assert link(tmp_path, str(log), "--write") == 0
    assert capsys.readouterr().err == "no link is missing\n"
    assert log.read_bytes() == b"\xef\xbb\xbf" + LINKED.encode()


def test_json_says_where_each_link_goes(
    tmp_path: Path, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert link(tmp_path, str(log), "--json") == 0
    [line] = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {
        "path": str(log),
        "written": False,
        "links": [
            {"line": 3, "column": 4, "text": "ViT", "url": "https://arxiv.org/abs/2010.11929"}
        ],
    }


def test_undo_brings_the_file_back_and_redo_the_links(
    tmp_path: Path, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = log.read_bytes()
    (tmp_path / "more.md").write_text("ViT\n", encoding="utf-8")
    assert link(tmp_path, str(log), str(tmp_path / "more.md"), "--write") == 0
    linked = log.read_bytes()
    assert linked != before
    capsys.readouterr()
    assert upkeep(tmp_path, "undo") == 0
    assert capsys.readouterr().out == f"undone: link {log} {tmp_path / 'more.md'}\n"
    assert log.read_bytes() == before
    assert (tmp_path / "more.md").read_text(encoding="utf-8") == "ViT\n"
    assert upkeep(tmp_path, "redo") == 0
    assert log.read_bytes() == linked


def test_undo_leaves_files_that_changed_since_and_takes_back_nothing_else(
    tmp_path: Path, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "more.md").write_text("ViT\n", encoding="utf-8")
    assert link(tmp_path, str(log), str(tmp_path / "more.md"), "--write") == 0
    linked = log.read_bytes()
    (tmp_path / "more.md").write_text("another\n", encoding="utf-8")
    assert upkeep(tmp_path, "undo") == 3
    assert "cannot be undone: what it changed has changed since" in capsys.readouterr().err
    assert log.read_bytes() == linked
    assert upkeep(tmp_path, "undo") == 0
    assert capsys.readouterr().err == "there is nothing to undo\n"


def test_what_cannot_be_linked_is_told(
    tmp_path: Path, log: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.md").write_bytes("Größe und Straße, ViT".encode("latin-1"))
    assert link(tmp_path, str(tmp_path), "--write") == 8
    assert "could not be written again" in capsys.readouterr().err
    assert log.read_bytes() == b"\xef\xbb\xbf" + LINKED.encode()
    assert link(tmp_path, "nowhere.md") == 3
    assert link(tmp_path, str(log), "--diff", "--write") == 2


def test_names_that_are_unsure_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "unsure.md"
    log.write_text("We read a paper, Swim Transformer\n", encoding="utf-8")
    assert link(tmp_path, str(log)) == 0
    said = capsys.readouterr().err
    assert "no link is missing" not in said
    assert said.startswith("1 name is unsure: ")


def test_names_that_get_no_link_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_Check, "_is_same", lambda _, __: False)  # any link would harm
    log = tmp_path / "log.md"
    log.write_text("We read ViT today.\n", encoding="utf-8")
    assert link(tmp_path, str(log)) == 0
    said = capsys.readouterr().err
    assert said == "1 name gets no link: with one the log would be read otherwise\n"
