"""The statistics screen, from keys to the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperstudy.study.charts import Span
from paperstudy.tui.widgets.charts import BarChart
from tests.tui.conftest import LARGE, SMALL, check_screen, open_app

if TYPE_CHECKING:
    from tests.tui.conftest import Library, Ui


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("name", ["empty", "korean", "hostile"])
async def test_the_screen_looks_like_this(
    name: str, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    library: Library = request.getfixturevalue(name)
    async with open_app(library, size) as ui:
        await ui.go("stats")
        check_screen(ui, f"stats-{name}-{size[0]}")


def sections(ui: Ui) -> str:
    return "\n".join(one.text for one in ui.app.screen.query(BarChart))


async def test_a_month_leads_to_its_papers_and_a_paper_to_its_screen(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("stats")
        await ui.press("enter")
        assert "2024-03 · 4 papers" in ui.text
        await ui.press("enter")
        assert ui.app.current_mode == "papers"


async def test_a_person_and_a_status_lead_to_their_screens(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("stats")
        await ui.press("j", "j", "enter")
        assert ui.app.current_mode == "people"
        assert ui.cursor("#people").person.name == "나은채"
        await ui.go("stats")
        await ui.press("G", "enter")
        assert ui.app.current_mode == "papers"
        assert "status:presented" in ui.text


async def test_a_time_is_chosen_by_typing_and_left_with_escape(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("stats")
        await ui.press("r")
        await ui.type("2024-04")
        await ui.press("enter")
        assert "2024-04-02" in sections(ui)
        assert "한결" in sections(ui)
        assert "나은채" not in sections(ui)
        await ui.press("[")
        assert "2024-03-19" in sections(ui)
        await ui.press("escape")
        assert "all time" in ui.text


async def test_areas_are_counted_once_tags_are_known(korean: Library) -> None:
    keys = korean.ask(lambda study: [one.key for one in study.charts.find_presented(Span())])
    korean.ask(lambda study: study.library.tag(keys[:2], add=["vision"]))
    korean.ask(lambda study: study.library.tag(keys[:1], add=["한글 태그"]))
    async with open_app(korean, LARGE) as ui:
        await ui.go("stats")
        assert "By tag" in ui.text
        await ui.press("tab", "enter")
        assert "vision · 2 papers" in ui.text
        await ui.press("escape", "j", "enter")
        assert "한글 태그 · 1 paper" in ui.text


async def test_the_whole_library_is_counted_by_year(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("stats")
        await ui.press("w")
        assert "Papers in the library, by year" in ui.text
        await ui.press("enter")
        assert ui.app.current_mode == "papers"
        assert "year:" in ui.text


async def test_halves_become_one_where_it_is_narrow(korean: Library) -> None:
    async with open_app(korean, LARGE) as ui:
        await ui.go("stats")
        await ui.press("tab")
        await ui.resize(80, 24)
        assert "Presentations, by person" in ui.text
        await ui.press("G")
        assert "> presented" in ui.text


async def test_years_are_looked_into(korean: Library) -> None:
    for year in (2019, 2021):
        korean.write_log(
            f"{year}-05-07.md", f"# {year}-05-07 모임\n\n- 발표: BERT (발표자: 한결)\n"
        )
    korean.scan()
    async with open_app(korean) as ui:
        await ui.go("stats")
        assert "2020  0" in ui.text
        await ui.press("enter")
        assert "2019-05" in ui.text
        await ui.press("escape")
        assert "2020  0" in ui.text


async def test_a_heading_that_has_no_room_ends_in_dots(korean: Library) -> None:
    async with open_app(korean, (60, 15)) as ui:
        await ui.go("stats")
        head = next(line for line in ui.text.splitlines() if "presented by the group" in line)
        assert head.rstrip().endswith("…")
