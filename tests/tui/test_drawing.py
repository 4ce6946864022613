"""What is done at the start and at each key: as little as there is to do, counted and not timed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.css import stylesheet
from textual.css.parse import parse
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from paperstudy.tui.stylesheet import KeptStylesheet
from paperstudy.tui.widgets.rows import RowList
from paperstudy.tui.widgets.scrolling import CalmBar
from tests.tui.conftest import open_app

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    import pytest

    from tests.tui.conftest import Library


async def test_each_style_is_read_once_until_a_colour_changes(
    korean: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(scope: str, css: str, *rest: Any, **named: Any) -> Iterable[Any]:
        read.append(css)
        return parse(scope, css, *rest, **named)

    monkeypatch.setattr(stylesheet, "parse", counted)
    async with open_app(korean) as ui:
        await ui.go("people")
        await ui.go("papers")
        assert len(read) == len(set(read))
        ui.app.theme = "paperstudy-light"
        await ui.settle()
        assert len(read) > len(set(read))


def test_a_stylesheet_keeps_its_rules_while_the_colours_stay() -> None:
    sheet = KeptStylesheet(variables={"accent": "red"})
    sheet.add_source("Widget { color: $accent; }")
    before = sheet.rules
    sheet.set_variables({"accent": "red"})
    sheet.reparse()
    assert sheet.rules[0] is before[0]
    sheet.set_variables({"accent": "blue"})
    sheet.reparse()
    assert sheet.rules[0].styles.color != before[0].styles.color


async def test_a_step_of_the_cursor_draws_two_rows(
    korean: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    async with open_app(korean) as ui:
        refresh = RowList.refresh

        def counted(self: RowList[Any], *regions: Any, **named: Any) -> Widget:
            drawn.extend(region.height for region in regions)
            if not regions and not named.get("layout"):
                drawn.append(self.size.height)
            return refresh(self, *regions, **named)

        monkeypatch.setattr(RowList, "refresh", counted)
        await ui.press("j")
        assert drawn == [1, 1]


async def test_the_bar_is_drawn_only_where_its_thumb_moves(
    korean: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[float] = []
    async with open_app(korean) as ui:
        bar = ui.app.screen.query_one("#papers", RowList).vertical_scrollbar
        assert isinstance(bar, CalmBar)
        bar.window_virtual_size, bar.window_size = 100_000, 20
        monkeypatch.setattr(CalmBar, "refresh", lambda self, *_, **__: drawn.append(self.position))
        monkeypatch.setattr(CalmBar, "size", Size(1, 20))
        bar.watch_position(0, 1)
        assert not drawn
        bar.watch_position(0, 50_000)
        assert len(drawn) == 1


async def test_nothing_is_drawn_before_the_first_rows_are_there(
    korean: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[int] = []
    draw = Screen._compositor_refresh

    def counted(self: Screen[None]) -> None:
        rows.append(len(self.query_one("#papers", RowList).ids))
        draw(self)

    monkeypatch.setattr(Screen, "_compositor_refresh", counted)
    async with open_app(korean):
        pass
    assert rows
    assert all(rows)
