"""Lists of any length: cursor, marks, pages, columns, mouse."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from paperstudy.tui.screens.base import PaperstudyScreen
from paperstudy.tui.widgets.columns import Column, fit
from paperstudy.tui.widgets.rows import RowList
from tests.tui.conftest import open_app

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.widget import Widget

    from tests.tui.conftest import Library, Ui


class ListScreen(PaperstudyScreen):
    """A list of numbers whose rows are made on demand."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.asked: list[list[int]] = []
        self.heard: list[Any] = []

    def fetch(self, _: object, ids: Sequence[int]) -> list[tuple[int, str]]:
        self.asked.append(list(ids))
        return [(number, f"줄 {number}") for number in ids]

    def compose_body(self) -> Iterable[Widget]:
        columns = [
            Column[str]("이름", 0, str, "name"),
            Column[str]("길이", 6, lambda x: str(len(x))),
        ]
        yield RowList(columns, self.fetch, empty="아무것도 없음", id="list")

    def load(self) -> None:
        self.rows.show(array("q", range(self.count)))

    @property
    def rows(self) -> RowList[str]:
        return self.query_one("#list", RowList)

    def on_row_list_moved(self, event: Any) -> None:
        self.heard.append(event.number)

    def on_row_list_opened(self, event: Any) -> None:
        self.heard.append(("open", event.number))

    def on_row_list_sorted(self, event: Any) -> None:
        self.heard.append(("sort", event.order))


async def shown(ui: Ui, count: int) -> ListScreen:
    screen = ListScreen(count)
    await ui.app.push_screen(screen)
    await ui.settle()
    return screen


async def test_of_a_hundred_thousand_rows_only_those_near_the_screen_are_read(
    empty: Library,
) -> None:
    async with open_app(empty) as ui:
        screen = await shown(ui, 100_000)
        assert "> 줄 0" in ui.text.replace(">  ", "> ")
        await ui.press("G")
        assert "줄 99999" in ui.text
        assert sum(map(len, screen.asked)) < 1_000
        await ui.press("g", "ctrl+d", "pagedown", "k", "j")
        assert screen.rows.current_row is not None


async def test_the_cursor_stays_on_its_row_when_the_list_changes(empty: Library) -> None:
    async with open_app(empty) as ui:
        screen = await shown(ui, 50)
        await ui.press("j", "j", "j")
        screen.rows.show(array("q", [7, 8, 3, 1]))
        await ui.settle()
        assert screen.rows.current == 3
        screen.rows.show(array("q", [7, 8, 9]))
        assert screen.rows.current == 9, "its row has gone: the one at its place"
        screen.rows.show(array("q"))
        await ui.settle()
        assert screen.rows.current is None
        assert "아무것도 없음" in ui.text


async def test_marks_outlive_a_change_of_the_list(empty: Library) -> None:
    async with open_app(empty) as ui:
        screen = await shown(ui, 5)
        await ui.press("space", "space")
        assert screen.rows.marked == (0, 1)
        assert screen.rows.chosen == (0, 1)
        screen.rows.show(array("q", [4, 1]))
        assert screen.rows.marked == (0, 1)
        await ui.press("asterisk")
        assert 4 in screen.rows.marked
        screen.rows.drop(4)
        assert 4 not in screen.rows.marked
        assert screen.rows.unmark()
        assert list(screen.rows.chosen) == [1]


async def test_shift_and_arrow_mark_a_range(empty: Library) -> None:
    async with open_app(empty) as ui:
        screen = await shown(ui, 9)
        await ui.press("shift+down", "shift+down")
        assert screen.rows.marked == (0, 1, 2)


async def test_a_mouse_moves_marks_opens_and_sorts(empty: Library) -> None:
    async with open_app(empty) as ui:
        screen = await shown(ui, 9)
        await ui.pilot.click("#list", offset=(10, 3))
        assert screen.rows.current == 2
        await ui.pilot.click("#list", offset=(0, 4))
        assert screen.rows.marked == (3,)
        await ui.pilot.click("#list", offset=(10, 5), times=2)
        await ui.pilot.click("#list", offset=(4, 0))
        await ui.settle()
        assert ("open", 4) in screen.heard
        assert ("sort", "name") in screen.heard


async def test_korean_letters_are_the_keys_they_stand_on(empty: Library) -> None:
    async with open_app(empty) as ui:
        screen = await shown(ui, 9)
        await ui.press("ㅓ", "ㅓ", "ㅏ")
        assert screen.rows.current == 1


async def test_a_row_that_is_dropped_makes_place_for_the_next(empty: Library) -> None:
    async with open_app(empty) as ui:
        screen = await shown(ui, 4)
        await ui.press("j")
        screen.rows.drop(1)
        assert screen.rows.current == 2


@given(st.text(max_size=40), st.integers(0, 30), st.booleans())
def test_a_text_takes_exactly_the_cells_it_is_given(text: str, width: int, right: bool) -> None:
    from paperstudy.domain.text import clean_line

    assert cell_len(fit(clean_line(text), width, right=right)) == width


@pytest.mark.parametrize(
    ("text", "fitted"), [("한글 제목", "한글…"), ("한글", "한글 "), ("abcdef", "abcd…")]
)
def test_text_is_cut_by_cells(text: str, fitted: str) -> None:
    assert fit(text, 5) == fitted


async def test_a_list_that_fills_stays_at_its_top_until_somebody_touches_it(
    empty: Library,
) -> None:
    async with open_app(empty) as ui:
        screen = ListScreen(0)
        ui.app.push_screen(screen)
        await ui.settle()
        screen.rows.show([5])
        screen.rows.show([3, 4, 5])
        assert screen.rows.current == 3
        await ui.press("f12")
        screen.rows.show([1, 2, 3, 4, 5])
        assert screen.rows.current == 3


async def test_a_row_that_was_pointed_at_is_held(empty: Library) -> None:
    async with open_app(empty) as ui:
        screen = ListScreen(0)
        ui.app.push_screen(screen)
        await ui.settle()
        screen.rows.show([4, 5])
        await ui.settle()
        await ui.pilot.click("#list", offset=(6, 1))
        screen.rows.show([1, 2, 4, 5])
        assert screen.rows.current == 4
