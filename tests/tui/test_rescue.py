"""What was typed into a screen that breaks is kept, and put back where it belongs alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from paperstudy.tui.rescue import keep_lines
from tests.tui.conftest import open_app

if TYPE_CHECKING:
    from tests.tui.conftest import Library, Ui


def break_down(ui: Ui) -> dict[str, str]:
    """Return what the drafts would be if a bug broke the screen now."""
    drafts: dict[str, str] = {}
    keep_lines(ui.app.screen_stack, drafts)
    return drafts


def typed(ui: Ui) -> str:
    return ui.app.screen.query_one(Input).value


async def test_a_line_that_nobody_touched_is_not_kept(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("inbox")
        await ui.press("s")
        assert typed(ui), "the name in the log stands there first"
        assert break_down(ui) == {}
        await ui.type(" x")
        assert list(break_down(ui).values()) == [typed(ui)]


async def test_what_was_typed_is_put_back_for_its_subject_alone(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("inbox")
        await ui.press("s")
        await ui.type(" x")
        ui.app.drafts.update(break_down(ui))
        await ui.press("escape", "j", "s")
        assert not typed(ui).endswith(" x")
        await ui.press("escape", "k", "s")
        assert typed(ui) == " x"
        assert break_down(ui) == {}, "it may be what broke the screen"


async def test_tags_are_put_back_for_the_same_papers_alone(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.press("t")
        await ui.type("nlp")
        ui.app.drafts.update(break_down(ui))
        await ui.press("escape", "j", "t")
        assert typed(ui) == ""
        await ui.press("escape", "k", "t")
        assert typed(ui) == "nlp"


async def test_of_several_lines_those_that_were_filled_in_are_put_back(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.press("x")
        await ui.type("BibLaTeX")
        await ui.press("enter", "tab")
        await ui.type("thesis.tex")
        ui.app.drafts.update(break_down(ui))
        assert list(ui.app.drafts.values()) == ["\nthesis.tex\n"]
