"""An answer that comes late opens no dialog over what is done meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.queries import PaperQuery
from paperstudy.tui.screens.import_preview import ImportPreview
from paperstudy.tui.widgets.dialogs import Confirm
from tests.tui.conftest import LARGE, hold_answers, open_app

if TYPE_CHECKING:
    from tests.tui.conftest import Library


async def test_enter_in_a_search_imports_nothing(korean: Library) -> None:
    korean.put("refs.bib", "@misc{kim2021, title = {한국어 언어 모델}, year = {2021}}")
    count = korean.ask(lambda study: study.library.search(PaperQuery()).total)
    async with open_app(korean, LARGE) as ui:
        await ui.press("i")
        await ui.type("refs")
        gate = hold_answers(ui)
        await ui.pilot.press("enter", "slash", "b", "e", "r")
        gate.set()
        await ui.settle()
        await ui.press("t", "enter")
        assert not isinstance(ui.app.screen, ImportPreview)
        assert not ui.app.jobs.all
        assert "f2 refs.bib: nothing is written yet" in ui.text
        assert "f2 opens it" in ui.toasts[0]
        await ui.press("f2")
        assert isinstance(ui.app.screen, ImportPreview)
        await ui.press("enter")
        assert "f2 refs.bib" not in ui.text
    assert korean.ask(lambda study: study.library.search(PaperQuery()).total) == count + 1


async def test_who_waits_for_an_answer_has_it_at_once(korean: Library) -> None:
    taken: list[bool | None] = []
    async with open_app(korean) as ui:
        answers = ui.app.answers
        answers.show(answers.spot(), Confirm("Go on?"), taken.append)
        await ui.press("y")
        assert taken == [True]
        await ui.press("f2")
        assert ui.toasts == ["no answer waits"]


@pytest.mark.parametrize("keys", [["slash"], ["n"], ["8"]])
async def test_answers_wait_in_their_order(korean: Library, keys: list[str]) -> None:
    taken: list[str] = []
    async with open_app(korean) as ui:
        answers = ui.app.answers
        spot = answers.spot()
        await ui.press(*keys)
        for name in ("one [/x]", "two"):
            answers.show(spot, Confirm(name), lambda _, name=name: taken.append(name))  # type: ignore[misc]
        await ui.settle()
        assert answers.titles == ("one [/x]", "two")
        await ui.press("y")
        assert taken == []
        await ui.press("escape", "2", "f2", "y", "f2", "y")
        assert taken == ["one [/x]", "two"]
