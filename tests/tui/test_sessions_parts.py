"""What the sessions screen is made of: the calendar, Markdown as blocks, names that are suggested."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.planning import SessionEdit
from paperstudy.domain.sessions import SessionId, StudySession
from paperstudy.tui.places import WebPlace
from paperstudy.tui.screens.sessions_calendar import CalendarStrip, month_of
from paperstudy.tui.screens.sessions_list import Meeting, fits, marks_of
from paperstudy.tui.widgets.fields import NamesSuggester
from paperstudy.tui.widgets.markdown import markdown_blocks
from paperstudy.tui.widgets.sheet import Heading, Place, Prose, Row, Verbatim
from tests.tui.conftest import LARGE, open_app

if TYPE_CHECKING:
    from tests.tui.conftest import Library


def make_meeting(day: date | None, state: str, starts: str = "", number: int = 0) -> Meeting:
    session = StudySession(SessionId(number), day, "", "", "", "", (), (), starts=starts)
    return Meeting(session, state)


def test_markdown_becomes_headings_lists_boxes_quotes_code_and_links() -> None:
    text = (
        "# Talk\nOne line\nand *another*.\n\n- a **b**\n  1. c\n- [ ] open\n- [x] done\n"
        "> said\n---\n```py\nx  =  1\n```\nsee [the paper](https://example.org/p)"
    )
    assert list(markdown_blocks(text)) == [
        Heading("Talk"),
        Prose("One line and another."),
        Row("- ", "a b"),
        Row("  1. ", "c"),
        Row("- [ ] ", "open"),
        Row("- [x] ", "done"),
        Prose("said", "dim", indent=2),
        Prose("---", "dim"),
        Verbatim("x  =  1"),
        Prose("see the paper"),
        Place("https://example.org/p", WebPlace("https://example.org/p")),
    ]


def test_names_with_underscores_keep_them() -> None:
    assert list(markdown_blocks("use top_k and max_len, 2 * 3 * 4")) == [
        Prose("use top_k and max_len, 2 * 3 * 4")
    ]


@given(st.text())
def test_any_text_is_markdown(text: str) -> None:
    list(markdown_blocks(text))


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("나", "나은채"),
        ("한결, 나", "한결, 나은채"),
        ("ad", "ada Lovelace"),
        ("한결, 한", None),
        ("한결,", None),
        ("", None),
    ],
)
async def test_the_last_name_of_a_line_is_completed(typed: str, suggested: str | None) -> None:
    names = NamesSuggester(["한결", "나은채", "Ada Lovelace"])
    assert await names.get_suggestion(typed) == suggested


def test_a_day_shows_a_meeting_that_takes_place_before_one_that_is_off() -> None:
    day, other = date(2026, 11, 27), date(2026, 11, 28)
    meetings = [
        make_meeting(day, "off", number=1),
        make_meeting(day, "next", number=2),
        make_meeting(other, "off", number=3),
        make_meeting(None, "", number=4),
    ]
    assert marks_of(meetings) == {day: "*", other: "x"}


def test_two_meetings_foreseen_on_one_day_have_rows_of_their_own() -> None:
    day = date(2026, 11, 27)
    numbers = {make_meeting(day, "repeats", at).number for at in ("", "10:00", "19:00")}
    assert len(numbers) == 3
    assert all(number < 0 for number in numbers)


@pytest.mark.parametrize(
    ("kind", "state", "shown"),
    [
        ("all", "off", True),
        ("upcoming", "repeats", True),
        ("upcoming", "held", False),
        ("past", "", True),
        ("past", "off", False),
        ("open", "planned", True),
        ("off", "off", True),
        ("unsure", "next", False),
        ("mine", "next", False),
    ],
)
def test_a_filter_leaves_what_it_says(kind: str, state: str, *, shown: bool) -> None:
    assert fits(make_meeting(date(2026, 11, 27), state), kind, ["한결"]) is shown


async def test_a_click_on_a_day_goes_to_its_session(empty: Library) -> None:
    for when in ("2026-11-27 10:00", "2026-11-30 10:00"):
        empty.ask(lambda study, when=when: study.sessions.new(when, SessionEdit()))  # type: ignore[misc]
    async with open_app(empty, LARGE) as ui:
        await ui.go("sessions")
        line = ui.text.splitlines()[3]
        await ui.pilot.click("#calendar", offset=(line.index(" 30 ") + 1, 2))
        await ui.settle()
        assert ui.cursor().session.date == date(2026, 11, 30)
        assert "[30]" in ui.text


async def test_the_month_of_the_chosen_day_is_named_rather_than_the_one_that_goes_by(
    empty: Library,
) -> None:
    async with open_app(empty, (60, 20)) as ui:
        await ui.go("sessions")
        calendar = ui.app.screen.query_one(CalendarStrip)
        for day in (date(2017, 2, 10) + timedelta(n) for n in range(60)):
            calendar.show(date(2026, 11, 21), day)
            names = "".join(text for _, text, _ in calendar._months())
            assert month_of(day) in names


async def test_zero_brings_the_calendar_back_though_the_cursor_is_there_already(
    empty: Library,
) -> None:
    empty.ask(lambda study: study.sessions.new("2026-11-27 10:00", SessionEdit()))
    async with open_app(empty, LARGE) as ui:
        await ui.go("sessions")
        await ui.press("left_square_bracket", "left_square_bracket")
        assert "[27]" in ui.text
        assert "November 2026" not in ui.text
        await ui.press("0")
        assert "November 2026" in ui.text


@pytest.mark.parametrize("day", [date.min, date.max])
async def test_the_calendar_has_a_beginning_and_an_end(empty: Library, day: date) -> None:
    async with open_app(empty, LARGE) as ui:
        await ui.go("sessions")
        ui.app.screen.query_one(CalendarStrip).show(date(2026, 11, 21), day)
        await ui.run("days(7)")
        await ui.run("months(1)")
        assert ui.text


async def test_the_screen_is_the_same_after_it_was_narrow(empty: Library) -> None:
    empty.ask(lambda study: study.sessions.new("2026-11-27 10:00", SessionEdit()))
    async with open_app(empty, LARGE) as ui:
        await ui.go("sessions")
        before = ui.text
        await ui.resize(80, 24)
        await ui.press("enter")
        assert "none yet: t plans one" in ui.text
        await ui.press("escape")
        await ui.resize(*LARGE)
        assert ui.text == before
