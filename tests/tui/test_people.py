"""The people screen, from keys to the database."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.language import set_language
from paperstudy.tui.places import PersonPlace
from paperstudy.tui.widgets.heatmap import HeatMap
from paperstudy.tui.widgets.rows import RowList
from paperstudy.tui.widgets.sheet import Sheet
from tests.tui.conftest import LARGE, SMALL, check_screen, open_app

if TYPE_CHECKING:
    from paperstudy.study.study import Study
    from paperstudy.tui.screens.people_list import PersonRow
    from tests.tui.conftest import Library, Ui


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("name", ["empty", "korean", "hostile"])
async def test_the_screen_looks_like_this(
    name: str, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    library: Library = request.getfixturevalue(name)
    async with open_app(library, size) as ui:
        await ui.go("people")
        check_screen(ui, f"people-{name}-{size[0]}")


def people(ui: Ui) -> RowList[PersonRow]:
    found: RowList[PersonRow] = ui.app.screen.query_one("#people", RowList)
    return found


async def test_a_person_is_added_with_other_names_and_undone(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("people")
        await ui.press("a")
        await ui.type("Bora Kim, bora, kb")
        await ui.press("enter")
        assert ui.toasts == ["added Bora Kim · u undoes it"]
        assert ui.cursor("#people").person.name == "Bora Kim"
        person = korean.ask(lambda study: study.people.get("kb").person)
        assert (person.name, person.aliases) == ("Bora Kim", ("bora", "kb"))
        await ui.press("u")
        assert len(people(ui).ids) == 5


async def test_other_names_are_written_anew(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("people")
        await ui.press("j", "n")
        await ui.type("eunchae, 은채짱")
        await ui.press("enter")
        assert korean.ask(lambda study: study.people.get("eunchae").person.name) == "나은채"
        await ui.press("n", *["backspace"] * len(", 은채짱"), "enter")
        assert korean.ask(lambda study: study.people.get("나은채").person.aliases) == ("eunchae",)


async def test_a_person_is_called_by_another_name(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("people")
        await ui.press("r", *["backspace"] * len("Marta Soler"))
        await ui.type("Marta")
        await ui.press("enter")
        person = korean.ask(lambda study: study.people.get("Marta Soler").person)
        assert person.name == "Marta"
        assert ui.cursor("#people").person.name == "Marta"


async def test_a_name_that_is_taken_is_refused_with_a_way_out(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("people")
        await ui.press("a")
        await ui.type("한결")
        await ui.press("enter")
        assert "“한결” is here already" in ui.toasts[0]


async def test_two_marked_people_become_one(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("people")
        await ui.press("space", "space", "M")
        assert "which name stays" in ui.text
        await ui.press("down", "enter")
        kept = korean.ask(lambda study: study.people.get("Marta Soler").person)
        assert kept.name == "나은채"
        assert ui.cursor("#people").person.name == "나은채"
        assert not people(ui).marked
        await ui.press("u")
        assert korean.ask(lambda study: len(study.people.list())) == 5


async def test_one_alone_is_merged_with_whom_one_picks(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("people")
        await ui.press("M")
        assert "Who is the same person as Marta Soler?" in ui.text
        await ui.type("한결")
        await ui.press("enter", "enter")
        assert korean.ask(lambda study: study.people.get("한결").person.name) == "Marta Soler"


async def test_three_are_not_merged(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("people")
        await ui.press("space", "space", "space", "M")
        assert "two people are made one, not 3" in ui.toasts[0]


def take_part(library: Library) -> None:
    """Have all people take part, though no meeting of the last year names them."""
    for name in library.ask(lambda study: study.sessions.left_out()):
        library.ask(partial(_activate, name))


def _add(name: str, study: Study) -> None:
    study.people.add(name)


def _activate(name: str, study: Study) -> None:
    study.people.set_active(name, active=True)


async def test_who_left_is_inactive_and_can_be_hidden(korean: Library) -> None:
    take_part(korean)
    async with open_app(korean, LARGE) as ui:
        await ui.go("people")
        await ui.press("x")
        assert "inactive" in ui.text
        assert not korean.ask(lambda study: study.people.get("Marta Soler").person.active)
        await ui.press("f")
        assert len(people(ui).ids) == 4
        await ui.press("escape")
        assert len(people(ui).ids) == 5
        await ui.press("k", "x")
        assert korean.ask(lambda study: study.people.get("Marta Soler").person.active)


async def test_who_was_not_there_for_a_year_is_away_until_a_key_says_otherwise(
    korean: Library,
) -> None:
    before = korean.ask(lambda study: study.sessions.left_out())
    async with open_app(korean, LARGE) as ui:
        await ui.go("people")
        name = ui.cursor("#people").person.name
        assert name in before
        assert ui.text.count(" away") == len(before) + 1
        assert " away: no meeting" in ui.text
        assert "as much as the others" not in " ".join(ui.text.split())
        await ui.press("x")
        assert ui.toasts[-1] == f"{name} takes part again · u undoes it"
        assert korean.ask(lambda study: study.sessions.left_out()) == before[1:]
        await ui.press("x")
        assert ui.toasts[-1] == f"{name} is no longer asked to present · u undoes it"


async def test_several_people_are_removed_and_come_back_in_one_step(korean: Library) -> None:
    for name in ("Zoe", "Zora"):
        korean.ask(partial(_add, name))
    async with open_app(korean, LARGE) as ui:
        await ui.go("people")
        await ui.press("asterisk", "d")
        assert "removed Zoe, Zora · u undoes it" in ui.toasts
        assert "sessions name" in ui.toasts[-1], "and one of those that stay"
        assert len(people(ui).ids) == 5
        await ui.press("u")
        assert len(people(ui).ids) == 7


async def test_several_people_are_inactive_in_one_step(korean: Library) -> None:
    take_part(korean)
    async with open_app(korean, LARGE) as ui:
        await ui.go("people")
        await ui.press("space", "space", "x")
        assert ui.toasts[-1] == "2 people are inactive now · u undoes it"
        await ui.press("u")
        assert all(one.person.active for one in korean.ask(lambda study: study.people.list()))


async def test_nobody_whom_meetings_name_is_removed(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("people")
        await ui.press("d")
        assert len(people(ui).ids) == 5
        assert "sessions name “Marta Soler”" in ui.toasts[0]
        await ui.press("a")
        await ui.type("Zoe")
        await ui.press("enter", "d")
        assert len(people(ui).ids) == 5
        assert ui.toasts[-1] == "removed Zoe · u undoes it"


async def test_typing_narrows_down_by_any_name(korean: Library) -> None:
    korean.ask(lambda study: study.people.alias("한결", ["gyeol"]))
    async with open_app(korean) as ui:
        await ui.go("people")
        await ui.press("slash")
        await ui.type("gye")
        await ui.press("enter")
        assert list(people(ui).ids) == [ui.cursor("#people").person.id]
        assert ui.cursor("#people").person.name == "한결"
        await ui.press("escape")
        assert len(people(ui).ids) == 5


async def test_the_year_takes_the_place_of_the_list_where_it_is_low(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("people")
        assert "Presentations by week" not in ui.text
        await ui.press("v", "j")
        assert "Presentations by week, 2024" in ui.text
        assert ui.cursor("#people").person.name == "나은채"
        await ui.press("]")
        assert "by week, 2025" in ui.text
        await ui.press("enter")
        assert "나은채" in ui.app.screen.query_one("#person", Sheet).text
        await ui.press("escape", "escape")
        assert "Presentations by week" not in ui.text
        check_screen(ui, "people-back-80")


async def test_a_narrow_year_shows_months(korean: Library) -> None:
    async with open_app(korean, (60, 24)) as ui:
        await ui.go("people")
        await ui.press("v")
        assert "Presentations by month, 2024" in ui.text
        check_screen(ui, "people-year-60")


async def test_a_talk_leads_to_its_paper(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("people")
        await ui.press("enter", "j", "enter")
        assert ui.app.current_mode == "papers"
        assert ui.cursor("#papers").title.startswith("Learning Transferable")


async def test_a_person_named_elsewhere_is_shown(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.app.open(PersonPlace("백이솔"))
        await ui.settle()
        assert ui.app.current_mode == "people"
        assert "백이솔" in ui.app.screen.query_one("#person", Sheet).text.split("\n")[0]
        assert ui.cursor("#people").person.name == "백이솔"


async def test_numbers_sort_the_most_first_and_again_the_least(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("people")
        people(ui).post_message(RowList.Sorted(people(ui), "talks"))
        await ui.settle()
        await ui.press("g")
        assert ui.cursor("#people").person.name == "나은채"
        people(ui).post_message(RowList.Sorted(people(ui), "talks"))
        await ui.settle()
        await ui.press("g")
        assert ui.cursor("#people").person.name == "도윤우"


async def test_names_in_doubt_lead_to_the_inbox(korean: Library) -> None:
    korean.ask(lambda study: [study.people.add(name) for name in ("김민수", "이민수")])
    korean.write_log(
        "2024-05-07.md",
        "# 2024-05-07 화요 논문 모임\n\n참석자: 민수, 한결\n\n- 발표: BERT (민수)\n",
    )
    korean.scan()
    assert korean.ask(lambda study: study.people.doubts())
    async with open_app(korean) as ui:
        await ui.go("people")
        assert "1 name fits several people (i)" in ui.text
        await ui.press("i")
        assert ui.app.current_mode == "inbox"


async def test_names_have_room_where_the_list_is_half_of_a_small_screen(korean: Library) -> None:
    korean.ask(partial(_add, "Bartholomew Hopkins"))
    async with open_app(korean, (100, 30)) as ui:
        await ui.go("people")
        assert "Bartholomew Hop" in ui.text


async def test_another_year_is_a_click_away(korean: Library) -> None:
    async with open_app(korean, LARGE) as ui:
        await ui.go("people")
        heat = ui.app.screen.query_one(HeatMap)
        year, title = heat._year, heat._title()
        await ui.pilot.click(HeatMap, offset=(title.index("]"), 1))
        await ui.settle()
        assert heat._year == year + 1
        await ui.pilot.click(HeatMap, offset=(title.index("["), 1))
        await ui.settle()
        assert heat._year == year


async def test_the_year_takes_no_more_lines_than_it_has_people(korean: Library) -> None:
    async with open_app(korean, (200, 60)) as ui:
        await ui.go("people")
        heat = ui.app.screen.query_one(HeatMap)
        assert heat.scrollable_content_region.height == len(heat._rows) + 2
        assert ui.app.screen.query_one("#people").size.height > 30


async def test_a_click_in_the_year_goes_to_the_person_under_the_mouse(korean: Library) -> None:
    async with open_app(korean, LARGE) as ui:
        await ui.go("people")
        heat = ui.app.screen.query_one(HeatMap)
        await ui.pilot.click(HeatMap, offset=(4, heat.gutter.top + 2 + 1))
        await ui.settle()
        assert heat.cursor == 1


async def test_marked_people_are_counted_as_people(korean: Library) -> None:
    set_language("ko")
    try:
        async with open_app(korean, LARGE, language="ko") as ui:
            await ui.go("people")
            await ui.press("space", "space")
            assert "2명 표시" in ui.text
    finally:
        set_language("en")
