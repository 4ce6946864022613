"""An answer that comes late opens no dialog over what is done meanwhile."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, TextArea

from paperstudy.domain.queries import PaperQuery
from paperstudy.tui.screens.import_preview import ImportPreview
from paperstudy.tui.widgets.dialogs import Confirm
from tests.tui.conftest import LARGE, hold_answers, open_app

if TYPE_CHECKING:
    from tests.tui.conftest import Library, Ui


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


TYPED_AHEAD = [
    ("papers", "t", "dl"),
    ("papers", "n", "dx"),
    ("inbox", "L", "ar"),
    ("reading", "a", "xD"),
    ("reading", "P", "dd"),
    ("people", "M", "Dd"),
    ("sessions", "t", "Dd"),
    ("sessions", "e", "Dd"),
]


@pytest.mark.parametrize(("mode", "key", "ahead"), TYPED_AHEAD)
async def test_what_is_typed_for_a_dialog_that_is_to_come_waits_for_it(
    korean: Library, mode: str, key: str, ahead: str
) -> None:
    korean.ask(lambda study: study.inbox.accept_all())
    steps = korean.ask(lambda study: study.upkeep.history())
    async with open_app(korean, LARGE) as ui:
        await ui.go(mode)
        before = ui.app.screen
        gate = hold_answers(ui)
        await ui.pilot.press(key, *ahead)
        gate.set()
        await ui.settle()
        assert ui.app.screen is not before
        line = ui.app.focused
        assert (line.text if isinstance(line, TextArea) else line.value).endswith(ahead)  # type: ignore[union-attr]
    assert korean.ask(lambda study: study.upkeep.history()) == steps


async def test_escape_lets_go_of_a_dialog_that_is_to_come(korean: Library) -> None:
    async with open_app(korean, LARGE) as ui:
        before = ui.app.screen
        gate = hold_answers(ui)
        await ui.pilot.press("t", "d", "escape")
        gate.set()
        await ui.settle()
        assert ui.app.screen is before
        await ui.press("t")
        assert ui.app.screen is not before
        assert not ui.app.screen.query_one(Input).value


async def test_where_no_dialog_comes_what_was_typed_for_it_is_let_go(korean: Library) -> None:
    count = korean.ask(lambda study: study.library.search(PaperQuery()).total)
    async with open_app(korean, LARGE) as ui:
        key = ui.cursor().key
        korean.ask(lambda study: study.library.remove([key]))
        gate = hold_answers(ui)
        await ui.pilot.press("e", "d")
        gate.set()
        await ui.settle()
        assert ui.toasts == ["these papers are gone"]
        await ui.press("slash")
        await ui.type("bert")
        assert ui.app.screen.query_one(Input).value == "bert"
    assert korean.ask(lambda study: study.library.search(PaperQuery()).total) == count - 1


REFUSED = [("reading", "a"), ("people", "a"), ("people", "r"), ("people", "n")]


@pytest.mark.parametrize(("mode", "key"), REFUSED)
async def test_what_was_refused_is_asked_for_again_with_what_was_typed(
    korean: Library, mode: str, key: str
) -> None:
    async with open_app(korean, LARGE) as ui:
        await ui.go(mode)
        typed = "nosuchkey2020" if mode == "reading" else _somebody_else(korean, ui)
        await ui.press(key)
        ui.app.screen.query_one(Input).value = typed
        await ui.press("enter")
        assert len(ui.toasts) == 1
        assert ui.app.screen.query_one(Input).value == typed
        await ui.press("escape")
        assert not korean.ask(lambda study: study.upkeep.history())


async def test_what_was_refused_waits_where_something_else_is_done(korean: Library) -> None:
    async with open_app(korean, LARGE) as ui:
        await ui.go("people")
        taken = _somebody_else(korean, ui)
        await ui.press("a")
        ui.app.screen.query_one(Input).value = taken
        gate = threading.Event()
        ui.app.work.do(lambda _: gate.wait(60))
        await ui.pilot.press("enter")
        await ui.pilot.pause(0)
        await ui.pilot.press("slash")
        gate.set()
        await ui.settle()
        assert "f2 opens it" in ui.toasts[-1]
        await ui.press("f2")
        assert ui.app.screen.query_one(Input).value == taken


def _somebody_else(library: Library, ui: Ui) -> str:
    """Return the name of somebody who is not under the cursor."""
    names = [one.person.name for one in library.ask(lambda study: study.people.list())]
    return next(name for name in names if name != ui.cursor("#people").person.name)
