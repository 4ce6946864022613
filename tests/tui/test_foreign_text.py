"""What comes from outside never reaches Textual as markup, and nothing reaches the terminal raw."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual import events
from textual.widgets import Input, TextArea

import paperstudy.tui
from paperstudy.tui.modes import MODES
from tests.tui.conftest import LARGE, SMALL, open_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.tui.conftest import Library, Ui

ROOM = Path(paperstudy.tui.__file__).parent
# What reads markup in the strings it is given, and the ways to hand it text.
MARKUP = {"Static", "Label", "OptionList", "Option", "Button", "Markdown", "update", "notify"}
SAFE = {"plain", "clickable", "Content"}
TITLES = {"border_title", "border_subtitle", "tooltip", "loading_text"}
CONTROLS = {*range(0x20), *range(0x7F, 0xA0), *range(0x200B, 0x2010), *range(0x202A, 0x202F)} - {10}


def unsafe(path: Path) -> Iterator[str]:
    """Yield the places where a string goes to Textual other than through `plain`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            bare = [one for one in node.args[:1] if not _is_safe(one)]
            if name in MARKUP and bare and not _is_ours(node, path):
                yield f"{path.name}:{node.lineno} {name}"
        elif isinstance(node, ast.Assign):
            names = {getattr(target, "attr", "") for target in node.targets}
            if names & TITLES and not _is_safe(node.value):
                yield f"{path.name}:{node.lineno} {names}"


def _is_safe(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and getattr(node.func, "id", "") in SAFE


def _is_ours(node: ast.Call, path: Path) -> bool:
    """Toasts go through the app's own `notify`, which cleans; `update` is also that of sets."""
    owner = getattr(node.func, "value", None)
    name = getattr(node.func, "attr", "")
    if name == "notify":
        return path.name == "app.py"
    return name == "update" and isinstance(owner, ast.Attribute)


def test_no_string_goes_to_textual_but_through_the_door() -> None:
    assert not [place for path in sorted(ROOM.rglob("*.py")) for place in unsafe(path)]


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_hostile_library_is_shown_on_every_screen(
    hostile: Library, size: tuple[int, int]
) -> None:
    async with open_app(hostile, size) as ui:
        for mode in MODES:
            await ui.go(mode.name)
            assert not raw(ui), mode.name
            await ui.press("j", "enter")
            assert not raw(ui), mode.name
            await ui.press("escape", "escape")


async def test_a_hostile_toast_is_plain_text(hostile: Library) -> None:
    async with open_app(hostile) as ui:
        ui.app.say("[/oops] \x1b[31mred\x1b[0m [@click=app.quit]z[/] \u202etxt")
        await ui.settle()
        assert "[/oops] red [@click=app.quit]z[/] txt" in ui.text
        assert not raw(ui)


async def test_a_hostile_paper_can_be_searched_tagged_noted_and_removed(hostile: Library) -> None:
    async with open_app(hostile) as ui:
        await ui.press("slash")
        await ui.type("[/oops] tag:[/t]")
        assert "1 paper" in ui.text
        await ui.press("enter", "t")
        await ui.type("[b]")
        await ui.press("enter", "n", "ctrl+s", "y", "escape", "d")
        assert "nothing fits" in ui.text
        assert not raw(ui)


PASTED = "x \x1b[31mred\x1b[0m \x1b]0;pwn\x07 \u202etxt"


async def test_what_is_pasted_is_clean_and_a_line_takes_all_of_it(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.press("slash")
        ui.app.post_message(events.Paste(f"{PASTED}\n\tmore"))
        await ui.settle()
        assert ui.app.screen.query_one("#search", Input).value == "x red  txt  more"
        assert not raw(ui)
        await ui.press("escape", "escape", "n")
        ui.app.post_message(events.Paste(f"{PASTED}\n  more"))
        await ui.settle()
        assert ui.app.screen.query_one(TextArea).text == "x red  txt\n  more"
        assert not raw(ui)


async def test_what_comes_from_an_editor_or_a_draft_is_clean(korean: Library) -> None:
    async with open_app(korean) as ui:
        name = f"Note on {ui.cursor().key}"
        ui.app.drafts[name] = PASTED
        await ui.press("n")
        assert ui.app.screen.query_one(TextArea).text == "x red  txt"
        assert not raw(ui)
        ui.app.edit_outside = lambda text: f"{text}\n{PASTED}"  # type: ignore[method-assign]
        await ui.press("escape", "n", "ctrl+o")
        assert ui.app.screen.query_one(TextArea).text == "x red  txt\nx red  txt"
        assert not raw(ui)


def raw(ui: Ui) -> set[str]:
    """Return the control characters on the screen, of which there should be none."""
    return {char for char in ui.text if ord(char) in CONTROLS}
