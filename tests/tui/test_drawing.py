"""What is done at the start and at each key: as little as there is to do, counted and not timed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual._compositor import Compositor, ReflowResult
from textual.css import stylesheet
from textual.css.parse import parse
from textual.geometry import Region, Size
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from paperstudy.tui.stylesheet import KeptStylesheet
from paperstudy.tui.widgets.rows import RowList
from paperstudy.tui.widgets.scrolling import CalmBar
from paperstudy.tui.widgets.sheet import Sheet
from tests.tui.conftest import LARGE, open_app

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


async def test_a_step_of_the_cursor_asks_no_other_widget_for_its_lines(
    korean: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, int]] = []
    async with open_app(korean, LARGE) as ui:
        screen = ui.app.screen
        for widget in (screen, *screen.walk_children(Widget)):

            def counted(crop: Region, widget: Widget = widget) -> list[Strip]:
                asked.append((widget.id or type(widget).__name__, crop.height))
                return type(widget).render_lines(widget, crop)

            monkeypatch.setattr(widget, "render_lines", counted)
        monkeypatch.setattr(type(screen), "rest", lambda *_: None)  # no paper is read
        await ui.press("j")
    assert asked == [("papers", 2)]


async def test_what_changed_is_drawn_as_if_everything_were(korean: Library) -> None:
    async with open_app(korean, LARGE) as ui:
        screen = ui.app.screen
        ours = screen._compositor
        whole = [strip.text for strip in ours.render_strips()]
        plain = Compositor()
        plain.reflow(screen, screen.size)
        assert whole == [strip.text for strip in plain.render_strips()]
        for parts in (
            {Region(0, 5, 40, 2)},  # in the list
            {Region(70, 3, 40, 6)},  # over the rule between list and pane
            {Region(0, 0, 160, 1), Region(0, 30, 20, 1)},  # the bar above, and a row
            {Region(0, 0, 160, 50)},
        ):
            ours._dirty_regions = set(parts)
            update = ours.render_partial_update()
            assert update is not None
            for y, left, right in update.spans:
                for end, (x, strip) in zip(
                    update.chop_ends[y], update.chops[y].items(), strict=True
                ):
                    if x < right and end > left:
                        assert strip is not None
                        assert strip.text == cut(whole[y], x, end)


def cut(text: str, left: int, right: int) -> str:
    """Return the cells of a line from one to another."""
    return Strip([Segment(text)]).crop(left, right).text


async def test_a_list_of_another_length_lays_nothing_out(
    korean: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid: list[Size] = []
    reflow = Compositor.reflow

    def counted(self: Compositor, parent: Widget, size: Size) -> ReflowResult:
        laid.append(size)
        return reflow(self, parent, size)

    async with open_app(korean, LARGE) as ui:
        await ui.press("slash")
        papers = ui.app.screen.query_one("#papers", RowList)
        before = len(papers.ids)
        monkeypatch.setattr(Compositor, "reflow", counted)
        monkeypatch.setattr(Sheet, "show", lambda *_, **__: None)  # of another paper
        await ui.type("transformer")
        assert 0 < len(papers.ids) < before
    assert not laid


async def test_the_bar_is_drawn_only_where_its_thumb_moves(
    korean: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[float] = []
    async with open_app(korean) as ui:
        bar = ui.app.screen.query_one("#papers", RowList).vertical_scrollbar
        assert isinstance(bar, CalmBar)
        monkeypatch.setattr(CalmBar, "refresh", lambda self, *_, **__: drawn.append(self.position))
        monkeypatch.setattr(CalmBar, "size", Size(1, 20))
        bar.window_virtual_size, bar.window_size = 100_000, 20
        drawn.clear()
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
