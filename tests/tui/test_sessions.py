"""The screen of the sessions, from keys to the database."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.planning import PresentationPlan
from tests.tui.conftest import LARGE, SMALL, check_screen, open_app
from tests.tui.meetings import on, plan, present, sessions

if TYPE_CHECKING:
    from tests.tui.conftest import Library


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("name", ["empty", "korean", "hostile"])
async def test_the_screen_looks_like_this(
    name: str, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    library: Library = request.getfixturevalue(name)
    async with open_app(library, size) as ui:
        await ui.go("sessions")
        check_screen(ui, f"sessions-{name}-{size[0]}")


async def test_a_session_is_planned_as_people_write_dates(empty: Library) -> None:
    async with open_app(empty) as ui:
        await ui.go("sessions")
        await ui.press("n")
        await ui.type("다음 주 금요일 오후 7시")
        assert "= 2026-11-27" in ui.text
        await ui.press("enter")
        planned = on(empty, date(2026, 11, 27))
        assert planned.starts == "19:00"
        assert ui.cursor().session.id == planned.id
        assert "planned: 2026-11-27 19:00 · u undoes it" in ui.toasts
        await ui.press("u")
        assert not sessions(empty)


async def test_what_is_no_date_keeps_the_dialog_and_what_was_typed(empty: Library) -> None:
    async with open_app(empty) as ui:
        await ui.go("sessions")
        await ui.press("n")
        await ui.type("fryday 10:00")
        await ui.press("enter")
        assert "is no date" in ui.text
        assert "fryday 10:00" in ui.text
        assert not sessions(empty)


async def test_a_time_that_is_taken_asks_again_with_what_was_typed(empty: Library) -> None:
    plan(empty, "2026-11-27 10:00")
    async with open_app(empty) as ui:
        await ui.go("sessions")
        await ui.press("n", *["backspace"] * 40)
        await ui.type("2026-11-27 10:00")
        await ui.press("enter")
        assert len(sessions(empty)) == 1
        assert "Plan a session" in ui.text
        assert "2026-11-27 10:00" in ui.text


async def test_the_list_begins_at_the_next_session_with_the_past_above_it(korean: Library) -> None:
    plan(korean, "2026-12-04 10:00")
    plan(korean, "2026-11-27 10:00")
    async with open_app(korean, LARGE) as ui:
        await ui.go("sessions")
        assert ui.cursor().session.date == date(2026, 11, 27)
        assert ui.cursor().state == "next"
        await ui.press("k")
        assert ui.cursor().session.date < date(2026, 11, 21)


async def test_a_talk_is_planned_from_the_papers_with_a_presenter_who_is_suggested(
    korean: Library,
) -> None:
    plan(korean, "2026-11-27 10:00")
    async with open_app(korean) as ui:
        await ui.go("sessions")
        await ui.press("t")
        await ui.type("lora")
        await ui.press("enter")
        await ui.type("나은")
        await ui.press("right", "tab", "tab")
        await ui.type("20")
        await ui.press("enter")
        (talk,) = on(korean, date(2026, 11, 27)).presentations
        assert talk.paper is not None
        assert "LoRA" in talk.paper[1]
        assert talk.presenters == ("나은채",)
        assert talk.minutes == 20


async def test_a_new_member_is_added_from_the_dialog_of_a_talk(korean: Library) -> None:
    plan(korean, "2026-11-27 10:00")
    async with open_app(korean) as ui:
        await ui.go("sessions")
        await ui.press("t")
        await ui.type("lora")
        await ui.press("enter")
        await ui.type("새사람, 나은채")
        await ui.press("enter")
        assert "Nobody is called “새사람” here. Add them to the group?" in " ".join(ui.text.split())
        await ui.press("n")
        assert not on(korean, date(2026, 11, 27)).presentations
        assert "새사람, 나은채" in ui.text
        await ui.press("enter", "y")
        (talk,) = on(korean, date(2026, 11, 27)).presentations
        assert talk.presenters == ("새사람", "나은채")


async def test_what_is_no_paper_becomes_a_topic(empty: Library) -> None:
    plan(empty, "2026-11-27 10:00")
    async with open_app(empty) as ui:
        await ui.go("sessions")
        await ui.press("t")
        await ui.type("How we train")
        await ui.press("enter", "enter")
        (talk,) = on(empty, date(2026, 11, 27)).presentations
        assert talk.topic == "How we train"


async def test_a_talk_is_taken_out_put_later_and_called_off(korean: Library) -> None:
    plan(korean, "2026-11-27 10:00")
    for talk in (PresentationPlan(what="One", topic=True), PresentationPlan("Two", topic=True)):
        korean.ask(partial(present, plan=talk))
    async with open_app(korean) as ui:
        await ui.go("sessions")
        await ui.press("T", "enter", "down", "down", "down", "enter")
        held = on(korean, date(2026, 11, 27)).presentations
        assert [talk.topic for talk in held] == ["Two", "One"]
        await ui.press("T", "enter", "down", "enter")
        await ui.type("no time")
        await ui.press("enter")
        first = on(korean, date(2026, 11, 27)).presentations[0]
        assert (first.status, first.reason) == ("skipped", "no time")
        await ui.press("T", "enter", "enter")
        held = on(korean, date(2026, 11, 27)).presentations
        assert [talk.topic for talk in held] == ["One"]


async def test_whose_turn_it_is_is_shown_with_reasons_and_assigned_up_to_the_cursor(
    korean: Library,
) -> None:
    for when in ("2026-11-27 10:00", "2026-12-04 10:00", "2026-12-11 10:00"):
        plan(korean, when)
    korean.ask(lambda study: [study.people.set_active(name, active=True) for name in ("한결",)])
    async with open_app(korean, LARGE) as ui:
        await ui.go("sessions")
        await ui.press("a")
        suggested = korean.ask(lambda study: study.sessions.next(2))
        assert suggested[0].person in ui.text
        await ui.press("down", "enter")
        assert "2 sessions assigned · u undoes it" in ui.toasts
        held = [on(korean, date(2026, 11, 27)), on(korean, date(2026, 12, 4))]
        assert [one.presentations[0].presenters for one in held] == [
            (one.person,) for one in suggested
        ]
        assert not on(korean, date(2026, 12, 11)).presentations


async def test_a_time_of_another_zone_is_shown_with_it(korean: Library) -> None:
    plan(korean, "2026-11-27 19:00")
    for zone, said in (("Asia/Seoul", "19:00 "), ("Europe/Madrid", "19:00 Asia/Seoul ")):
        async with open_app(korean, time_zone=zone) as ui:
            await ui.go("sessions")
            row = next(line for line in ui.text.splitlines() if "2026-11-27" in line)
            assert said in row
            assert ("Asia/Seoul" in row) == ("Asia/Seoul" in said)


async def test_who_comes_is_ticked_with_space_and_is_not_lost_by_a_slip(korean: Library) -> None:
    when = plan(korean, "2026-11-27").date
    assert when is not None
    async with open_app(korean, (60, 20)) as ui:
        await ui.go("sessions")
        await ui.press("A")
        assert "^s saves" in ui.text
        await ui.press("space")
        assert "[x]" in ui.text
        await ui.press("escape")
        assert "Leave without saving" in ui.text
        await ui.press("n")
        assert "[x]" in ui.text
        await ui.press("ctrl+s")
        assert len(on(korean, when).participants) == 1
        await ui.press("A", "escape")
        assert "Who comes" not in ui.text
        await ui.press("A", "tab", "escape", "y")
        assert "Who comes" not in ui.text
        assert len(on(korean, when).participants) == 1


async def test_who_comes_and_who_cannot_is_said_in_one_dialog(korean: Library) -> None:
    plan(korean, "2026-11-27 10:00")
    names = korean.ask(
        lambda study: [one.person.name for one in study.people.list(active_only=True)]
    )
    async with open_app(korean) as ui:
        await ui.go("sessions")
        await ui.press("A", "enter", "down", "tab", "ctrl+s")
        session = on(korean, date(2026, 11, 27))
        assert session.participants == (names[0],)
        assert session.absent == (names[1],)


async def test_two_people_swap(korean: Library) -> None:
    plan(korean, "2026-11-27 10:00")
    korean.ask(partial(present, plan=PresentationPlan("One", by=("한결",), topic=True)))
    async with open_app(korean) as ui:
        await ui.go("sessions")
        await ui.press("w", "enter")
        await ui.type("나은채")
        await ui.press("enter")
        assert on(korean, date(2026, 11, 27)).presentations[0].presenters == ("나은채",)


async def test_a_session_is_done_called_off_moved_and_removed(korean: Library) -> None:
    today = plan(korean, "2026-11-21 09:00")
    async with open_app(korean) as ui:
        await ui.go("sessions")
        await ui.press("slash")
        await ui.type("2026-11-21")
        await ui.press("enter", "d")
        assert korean.ask(lambda study: study.sessions.get(today.id)).state == "held"
        await ui.press("s")
        await ui.type("snow")
        await ui.press("enter")
        assert korean.ask(lambda study: study.sessions.get(today.id)).reason == "snow"
        await ui.press("r")
        await ui.type("2026-11-28 10:00")
        await ui.press("enter")
        moved = korean.ask(lambda study: study.sessions.get(today.id))
        assert (moved.date, moved.state) == (date(2026, 11, 28), "open")
        assert ui.cursor().session.id == today.id
        await ui.press("D")
        assert today.id not in {one.id for one in sessions(korean)}
