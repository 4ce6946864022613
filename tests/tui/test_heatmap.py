"""The heat map: names in Hangul keep the weeks in line, and it can be read without colour."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from rich.cells import cell_len
from textual.app import App, ComposeResult

from paperstudy.tui.widgets.heatmap import WEEKS, HeatMap, HeatRow, find_week

TODAY = date(2026, 11, 21)
DAY = date(2026, 8, 18)
ROWS = (
    HeatRow(1, "김민수", {DAY: 1}),
    HeatRow(2, "Ada [/oops] \x1b[31m Lovelace of the long name", {DAY: 12}),
    HeatRow(3, "서연", {}, {date(2026, 12, 4): 1}),
    HeatRow(4, "gone", {date(2020, 1, 1): 1}),
)


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield HeatMap()


async def draw(width: int, rows: tuple[HeatRow, ...], year: int) -> list[str]:
    app = Bare()
    async with app.run_test(size=(width, 12)):
        heat = app.query_one(HeatMap)
        heat.show(rows, year, TODAY)
        heat.select(rows[0].number)
        return [heat.render_line(y).text for y in range(6)]


@pytest.mark.parametrize("width", [50, 80, 120])
async def test_every_line_is_as_wide_as_the_screen(width: int) -> None:
    assert {cell_len(one) for one in await draw(width, ROWS, 2026)} == {width}


async def test_weeks_of_all_names_stand_below_each_other() -> None:
    lines = await draw(100, ROWS, 2026)
    first, second = lines[2], lines[3]
    at = cell_len(first[: first.index("1")])
    assert cell_len(second[: second.index("+")]) == at
    assert first.startswith("> 김민수")
    assert lines[4].rstrip().endswith("o")
    assert "gone" not in "".join(lines)
    assert "\x1b" not in "".join(lines)


async def test_months_take_the_place_of_weeks_where_it_is_narrow() -> None:
    lines = await draw(56, ROWS, 2026)
    assert "by month" in lines[0]
    assert lines[2].split()[-1] == "1"
    assert "12" in lines[3]


async def test_a_year_without_talks_says_so() -> None:
    assert "nobody presented in this year" in (await draw(80, ROWS, 2023))[2]


@given(some.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_days_of_one_week_share_a_cell(day: date) -> None:
    cell = find_week(day)
    assert 0 <= cell < WEEKS
    after = day + timedelta(days=1)
    if after.year == day.year:
        assert find_week(after) - cell == (after.weekday() == 0)
