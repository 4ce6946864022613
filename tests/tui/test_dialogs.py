"""Small screens that ask one thing: what they show, and how they are answered."""

from __future__ import annotations

import gettext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import paperstudy
from paperstudy.tui.help import make_help
from paperstudy.tui.modes import MODES
from paperstudy.tui.screens.sessions_dialogs import AWAY, Attendance, Comer
from paperstudy.tui.widgets.dialogs import Confirm, Pick, Preview, Prompt, Words
from paperstudy.tui.widgets.keyline import KeyLine, clickable
from paperstudy.tui.widgets.rows import RowList
from paperstudy.tui.widgets.sheet import Fact, Heading, Prose
from tests.tui.conftest import open_app

if TYPE_CHECKING:
    from textual.screen import ModalScreen

    from paperstudy.tui.modes import Mode
    from tests.tui.conftest import Library, Ui

LOCALE = Path(paperstudy.__file__).parent / "locale"


async def ask(ui: Ui, dialog: ModalScreen[Any]) -> list[Any]:
    """Show a dialog; return where its answer goes."""
    answers: list[Any] = []
    ui.app.push_screen(dialog, answers.append)
    await ui.settle()
    return answers


async def click(ui: Ui, words: str) -> None:
    """Click on words of the line of keys of the dialog in front."""
    line = ui.app.screen.query_one(KeyLine)
    text = str(line.render())
    await ui.pilot.click(KeyLine, offset=(text.index(words) + 1, 0))
    await ui.settle()


async def test_enter_is_no_yes_to_what_cannot_be_taken_back(empty: Library) -> None:
    async with open_app(empty) as ui:
        answers = await ask(ui, Confirm("Delete it?"))
        await ui.press("enter")
        assert not answers
        await ui.press("y")
        assert answers == [True]


@pytest.mark.parametrize(("words", "answer"), [("yes", True), ("no", None)])
async def test_yes_and_no_can_be_clicked(empty: Library, words: str, answer: object) -> None:
    async with open_app(empty) as ui:
        answers = await ask(ui, Confirm("Delete it?"))
        await click(ui, words)
        assert answers == [answer]


async def test_a_line_and_a_preview_can_be_answered_and_left_with_the_mouse(empty: Library) -> None:
    async with open_app(empty) as ui:
        answers = await ask(ui, Prompt("Name", "kim"))
        await click(ui, "takes it")
        assert answers == ["kim"]
        answers = await ask(ui, Prompt("Name", "kim"))
        await click(ui, "leaves")
        assert answers == [None]
        answers = await ask(ui, Preview("What", [Prose("this")], "⏎ does it · esc leaves it"))
        await click(ui, "does it")
        assert answers == ["yes"]


async def test_who_cannot_come_is_said_and_saved_with_the_mouse(empty: Library) -> None:
    async with open_app(empty) as ui:
        answers = await ask(ui, Attendance("Who comes", [Comer("김민수", "")]))
        await click(ui, "cannot come")
        await click(ui, "saves")
        assert answers == [(Comer("김민수", AWAY),)]


async def test_what_stands_beside_a_choice_is_not_cut_in_hangul(empty: Library) -> None:
    async with open_app(empty) as ui:
        await ask(ui, Pick("Who", [("a", 1, "김민수 발표"), ("b", 2, "로그 폴더")]))
        assert "김민수 발표" in ui.text
        assert "로그 폴더" in ui.text


async def test_words_put_back_into_a_line_are_known_as_typed(empty: Library) -> None:
    async with open_app(empty) as ui:
        ui.app.drafts["Name"] = "typed before"
        dialog = Words("Name", "proposal")
        await ask(ui, dialog)
        assert list(dialog.first_lines.values()) == ["proposal"]  # type: ignore[attr-defined]


def test_a_part_that_begins_with_no_key_presses_none() -> None:
    said = clickable("! it ended: esc, then 8 · nothing to take in · ^s saves")
    pressed = [str(span.style.meta["@click"]) for span in said.spans]  # type: ignore[union-attr]
    assert pressed == ["app.simulate_key('ctrl+s')"]


def test_the_same_keys_can_be_clicked_in_korean() -> None:
    korean = gettext.translation("paperstudy", LOCALE, ["ko"])
    catalogue: dict[Any, str] = korean._catalog  # type: ignore[attr-defined]
    for said, words in catalogue.items():
        english = said[0] if isinstance(said, tuple) else said
        if " · esc " in english and english[:1] in "⏎^p":
            assert pressed_by(english) == pressed_by(words), english


def pressed_by(said: str) -> list[str]:
    """The keys that a line presses, in order."""
    spans = clickable(said).spans
    return [span.style.meta["@click"] for span in spans]  # type: ignore[union-attr]


async def test_a_list_to_choose_from_is_left_with_the_mouse(empty: Library) -> None:
    async with open_app(empty) as ui:
        answers = await ask(ui, Pick("Which", [("a", 1, ""), ("b", 2, "")]))
        ui.app.screen.query_one(RowList).cursor = 1
        await click(ui, "takes it")
        assert answers == [2]


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_the_keys_of_a_screen_name_each_key_once(mode: Mode) -> None:
    heading, keys = "", []
    for block in make_help(mode.name)._blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Fact) and heading != "Signs":  # of rows, which are no keys
            keys += [key for key in block.label.split() if key != ":"]
    assert len(keys) == len(set(keys)), sorted(key for key in keys if keys.count(key) > 1)


def test_markup_in_a_line_of_keys_is_text() -> None:
    assert clickable("s [red]style[/red] · [@click=app.quit]x[/]").plain == (
        "s [red]style[/red] · [@click=app.quit]x[/]"
    )
