"""The front door as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import paperstudy
from paperstudy import __main__ as front
from paperstudy.__main__ import main

if TYPE_CHECKING:
    from pathlib import Path


def start(*arguments: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "paperstudy", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, **environ},
        timeout=60,
    )


def test_version_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"paperstudy {paperstudy.__version__}\n"
    assert start("-V").stdout.decode().strip() == f"paperstudy {paperstudy.__version__}"


@pytest.mark.parametrize(
    ("given", "options"),
    [
        ([], {}),
        (["--offline", "--lang", "ko"], {"offline": True, "language": "ko"}),
        (["--library=x"], {"library": "x"}),
        (["--database", "a.db"], {"database": "a.db"}),
        (["--library"], None),
        (["--plain"], None),
        (["--offline", "list"], None),
        (["--help"], None),
    ],
)
def test_options_without_a_command_open_the_app_on_a_terminal(
    given: list[str], options: dict[str, object] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[dict[str, object]] = []

    def open_app(found: dict[str, object]) -> int:
        opened.append(found)
        return 0

    monkeypatch.setattr(front, "_is_at_terminal", lambda: True)
    monkeypatch.setattr(front, "_start_app", open_app)
    main(given)
    assert opened == ([] if options is None else [options])


def test_reader_that_leaves_early_causes_no_noise() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "paperstudy", "--help"],
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(writing)
    assert done.stderr == b""
    assert done.returncode == 0


def test_output_is_utf_8_whatever_the_locale() -> None:
    done = start("--lang", "ko", "--help", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert "사용법" in done.stdout.decode("utf-8")


def test_error_that_the_terminal_cannot_show_is_still_said() -> None:
    done = start("--lang", "ko", "shw", PYTHONIOENCODING="latin-1")
    assert done.returncode == 2
    assert b"\\uc624\\ub958" in done.stderr


def test_bug_ends_in_1_with_a_sentence_and_a_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: object) -> int:
        raise ZeroDivisionError("boom")

    monkeypatch.setattr("paperstudy.cli.app.run", broken)
    assert main(["list"]) == 1
    said = capsys.readouterr().err
    assert "ZeroDivisionError: boom" in said
    assert said.endswith(
        "error: this is a bug in paperstudy; please report it with the lines above\n"
    )


def test_interrupt_before_anything_ends_in_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("paperstudy.cli.app.run", interrupted)
    assert main(["list"]) == 130


def test_identify_reads_a_pipe(tmp_path: Path) -> None:
    source = tmp_path / "ids.txt"
    source.write_bytes("\ufeff1706.03762\r\nfoo\r\n".encode())
    with source.open("rb") as stream:
        done = subprocess.run(
            [sys.executable, "-m", "paperstudy", "identify", "--plain"],
            stdin=stream,
            capture_output=True,
            check=True,
            timeout=60,
        )
    assert done.stdout.decode().splitlines() == ["1706.03762\tarxiv\t1706.03762\t", "foo\tnone\t\t"]
