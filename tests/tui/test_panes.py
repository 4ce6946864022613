"""A pane shows what the cursor is on, however late the answer to a question before comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.widgets import Static

from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.people import DoubtId, NameDoubt
from paperstudy.domain.queries import PaperQuery
from paperstudy.domain.reading import ReadingChange
from paperstudy.tui.screens.citing import Cite, Look
from paperstudy.tui.screens.inbox import InboxScreen
from paperstudy.tui.screens.logs import LogsScreen
from paperstudy.tui.screens.reading import ReadingScreen
from paperstudy.tui.widgets.sheet import Sheet
from tests.tui.conftest import LARGE, hold_answers, open_app

if TYPE_CHECKING:
    import threading

    import pytest

    from tests.tui.conftest import Library, Ui

DOUBT = NameDoubt(id=DoubtId(5), name="민수", candidates=(), path="logs/other.md")


async def let_go(ui: Ui, gate: threading.Event) -> None:
    """Have all answers come that were held back, and nothing else happen."""
    gate.set()
    await ui.app.work.settle()


async def test_the_answer_about_a_paper_does_not_take_the_place_of_a_to_do(korean: Library) -> None:
    rows = korean.ask(lambda study: study.library.search(PaperQuery(), limit=1)).rows
    change = ReadingChange(status=PaperStatus.TO_READ)
    korean.ask(lambda study: study.reading.save([rows[0].key], change))
    async with open_app(korean, LARGE) as ui:
        await ui.go("reading")
        screen = cast("ReadingScreen", ui.app.screen)
        gate = hold_answers(ui)
        screen._read()
        screen.show_todos(on=True)
        await ui.pilot.pause(0)
        screen.rest_now()
        shown = screen.query_one(Sheet).text
        await let_go(ui, gate)
        assert screen.todos.current_row is not None
        assert screen.todos.current_row.text in shown
        assert screen.query_one(Sheet).text == shown


async def test_the_lines_of_another_question_are_not_shown_nor_opened(
    korean: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []

    async def keep(place: object) -> None:
        opened.append(place)

    async with open_app(korean, LARGE) as ui:
        await ui.go("inbox")
        screen = cast("InboxScreen", ui.app.screen)
        first = screen.questions.ids[0]
        item = screen.questions.row(first)
        assert item is not None
        gate = hold_answers(ui)
        screen.questions.show([first, 99999], [(first, item), (99999, DOUBT)])
        await ui.pilot.pause(0)
        screen.questions.cursor = 1
        await ui.pilot.pause(0)
        shown = screen.sheet.text
        await let_go(ui, gate)
        assert "민수" in shown
        assert screen.sheet.text == shown
        monkeypatch.setattr(ui.app, "open", keep)
        await screen.action_open_log()
        assert [(place.path, place.line) for place in opened] == [("logs/other.md", 0)]  # type: ignore[attr-defined]


async def test_the_text_of_a_log_that_is_no_longer_listed_is_not_shown(korean: Library) -> None:
    async with open_app(korean, LARGE) as ui:
        await ui.go("logs")
        screen = cast("LogsScreen", ui.app.screen)
        gate = hold_answers(ui)
        screen._read()
        screen.logs.show([])
        await ui.pilot.pause(0)
        screen.rest_now()
        await let_go(ui, gate)
        assert not screen.sheet.text.strip()


async def test_references_of_the_style_before_are_not_copied(
    korean: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []
    async with open_app(korean) as ui:
        monkeypatch.setattr(ui.app, "copy_to_clipboard", copied.append)
        await ui.press("c")
        screen = cast("Cite", ui.app.screen)
        gate = hold_answers(ui, "holding")
        screen._read(Look("ieee"))
        await ui.pilot.pause(0)
        assert "IEEE" in str(screen.query_one("#look", Static).render())
        await ui.pilot.press("enter")
        assert not copied
        gate.set()
        await ui.settle()
        await ui.press("enter")
        assert len(copied) == 1
