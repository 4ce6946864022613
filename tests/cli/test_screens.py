"""What a person sees at 80 columns, in both languages, kept as text in `screens/`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.cli.output import Style

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]
    Screen = Callable[[str, str], None]

_LINES = {
    "help": ("--help",),
    "help-scan": ("scan", "--help"),
    "help-inbox": ("inbox", "--help"),
    "help-add": ("add", "--help"),
    "help-sync": ("sync", "--help"),
    "help-catalogue": ("catalogue", "--help"),
    "help-tag": ("tag", "--help"),
    "help-completion": ("completion", "--help"),
    "list": ("list",),
    "search-part": ("search", "attention", "--limit", "1"),
    "show": ("show", "vaswani2017attention"),
    "inbox": ("inbox",),
    "session-list": ("session",),
    "session-show": ("session", "show", "3"),
    "db-info": ("db", "info"),
}


@pytest.mark.parametrize("name", _LINES)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_screen_is_as_it_was(cli: Run, screen: Screen, name: str, language: str) -> None:
    given = cli(*_LINES[name], "--lang", language)
    assert given.code == 0
    screen(f"{name}.{language}", given.out + (f"--- stderr\n{given.err}" if given.err else ""))


@pytest.mark.parametrize("name", ["list", "show", "inbox", "session-list", "session-show"])
def test_plain_screen_is_as_it_was(cli: Run, screen: Screen, name: str) -> None:
    given = cli(*_LINES[name], "--plain")
    assert "\x1b" not in given.out
    assert "…" not in given.out
    screen(f"{name}.plain", given.out)


def test_wide_list_is_a_table(cli: Run, screen: Screen) -> None:
    screen("list.wide", cli("list", style=Style(width=160)).out)


def test_note_is_shown_below_the_rest(cli: Run, study: Any, screen: Screen) -> None:
    study.note = "첫 줄\n\n둘째 줄: " + "아주 긴 메모 " * 10
    screen("show-note", cli("show", "vaswani2017attention").out)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_scan_screen_is_as_it_was(
    cli: Run, study: Any, scanned: list[Any], screen: Screen, language: str
) -> None:
    study.events = scanned
    given = cli("scan", "/logs", "--lang", language)
    screen(f"scan.{language}", f"{given.out}--- stderr\n{given.err}")
    given = cli("scan", "/logs", "--dry-run", "--lang", language)
    screen(f"scan-dry.{language}", f"{given.out}--- stderr\n{given.err}")


def test_no_screen_is_wider_than_the_terminal(cli: Run) -> None:
    from paperstudy.saying.cells import display_width

    for width in (40, 60, 80):
        for name in ("list", "inbox", "session-list", "session-show", "show", "db-info", "help"):
            given = cli(*_LINES[name], "--lang", "ko", style=Style(width=width))
            widest = max(given.out.splitlines(), key=display_width)
            assert display_width(widest) <= width, (name, widest)


def test_colour_changes_no_word(cli: Run) -> None:
    import re

    plain = cli("list").out
    painted = cli("list", style=Style(width=80, color=True)).out
    assert "\x1b[36m" in painted
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == plain
