"""What a person is told when things do not go the usual way, or on an unusual terminal."""

from __future__ import annotations

import signal
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from paperstudy.cli.commands.papers import COMMANDS
from paperstudy.cli.output import Style
from paperstudy.domain.events import Finished
from paperstudy.study.scanned import ScanSummary
from paperstudy.study.values import Exported
from tests.cli.conftest import SESSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    Run = Callable[..., Any]


def test_stopped_scan_says_how_far_it_came(cli: Run, study: Any, scanned: list[Any]) -> None:
    study.events = [
        replace(scanned[0], total=600),
        scanned[1],
        lambda: signal.raise_signal(signal.SIGINT),
        scanned[1],
    ]
    given = cli("scan", "/logs")
    assert given.code == 130
    assert "stopped: 1 of 600 logs\n" in given.err
    assert "paperstudy inbox" not in given.err


def test_scan_leaves_the_look_at_a_file_to_the_reader(
    cli: Run, study: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    monkeypatch.setattr("os.access", lambda *_: False)
    study.events = [Finished(ScanSummary(new=1))]
    assert cli("scan", str(tmp_path / "a.md")).code == 0
    assert study.asked[0][1] == [tmp_path / "a.md"]


def test_export_of_nothing_leaves_a_file_as_it_is(cli: Run, study: Any, tmp_path: Path) -> None:
    target = tmp_path / "refs.bib"
    study.exported = Exported(b"", 0)
    assert cli("export", "bibtex", "-o", str(target)).code == 0
    target.write_text("@book{b}\n", encoding="utf-8")
    given = cli("export", "bibtex", "nobody", "-o", str(target))
    assert given.code == 3
    assert "nothing fits the query" in given.err
    assert "is left as it is" in given.err
    assert target.read_text(encoding="utf-8") == "@book{b}\n"
    assert cli("export", "bibtex").err == "there are no papers to write\n"


def test_date_in_words_is_not_printed_twice(cli: Run, study: Any) -> None:
    study.meetings = [
        replace(SESSION, date=None, date_text="셋째 주", title="셋째 주", moderator="김민수"),
        replace(SESSION, title="회의 · 회의"),
    ]
    lines = [line for line in cli("session").out.splitlines() if line[:4].strip()]
    assert lines == ["   3  셋째 주", "   3  2021-08-17  회의"]


def test_hints_of_the_inbox_wrap_with_their_lines(cli: Run) -> None:
    said = cli("inbox", style=Style(width=50)).err.splitlines()
    assert "      take the first candidate" in said
    assert all(len(line) <= 50 for line in said)


def test_path_of_the_database_stays_in_one_piece(cli: Run) -> None:
    assert "/data/default.db" in cli("db", "info", style=Style(width=20)).out


def test_shell_without_a_name_is_told_the_names(cli: Run) -> None:
    for line in (("completion",), ("completion", "tcsh")):
        assert cli(*line).err == "error: choose one of: bash, zsh, fish\n"


def test_statuses_are_completed() -> None:
    context = click.Context(COMMANDS["list"])
    (status,) = (param for param in COMMANDS["list"].params if param.name == "status")
    assert [item.value for item in status.shell_complete(context, "to")] == ["to-read"]
