"""The screen of the sessions, from keys to the database."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.library import SessionRow
from paperstudy.domain.logs import LogScan
from paperstudy.domain.planning import PresentationPlan, SessionEdit
from paperstudy.tui.places import SessionPlace
from tests.tui.conftest import HOSTILE, LARGE, NOW, SMALL, check_screen, open_app

if TYPE_CHECKING:
    from pathlib import Path

    from paperstudy.domain.sessions import StudySession
    from paperstudy.study.study import Study
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


def sessions(library: Library) -> tuple[StudySession, ...]:
    return library.ask(lambda study: study.sessions.list())


def on(library: Library, day: date) -> StudySession:
    return next(one for one in sessions(library) if one.date == day)


def plan(library: Library, when: str, **facts: object) -> StudySession:
    edit = SessionEdit(**facts)  # type: ignore[arg-type]  # as the test says
    return library.ask(lambda study: study.sessions.new(when, edit))


def present(study: Study, plan: PresentationPlan) -> StudySession:
    return study.sessions.present("2026-11-27", plan)


def save_unsure(study: Study) -> None:
    row = SessionRow(date=date(2021, 8, 17), title="Maybe", sure=False)
    with study._store.write() as tx:
        log = tx.logs.save("/logs/day1.md", "d1", 10, 20, LogScan("Day 1"), NOW)
        tx.sessions.replace_for_log(log, [row])


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


async def test_what_is_no_paper_becomes_a_topic(empty: Library) -> None:
    plan(empty, "2026-11-27 10:00")
    async with open_app(empty) as ui:
        await ui.go("sessions")
        await ui.press("t")
        await ui.type("How we train")
        await ui.press("enter", "enter")
        (talk,) = on(empty, date(2026, 11, 27)).presentations
        assert talk.topic == "How we train"


async def test_a_presenter_nobody_knows_keeps_the_form(korean: Library) -> None:
    plan(korean, "2026-11-27 10:00")
    async with open_app(korean) as ui:
        await ui.go("sessions")
        await ui.press("t")
        await ui.type("How we train")
        await ui.press("enter")
        await ui.type("Zzz")
        await ui.press("enter")
        assert not on(korean, date(2026, 11, 27)).presentations
        assert "Presenters" in ui.text
        assert "Zzz" in ui.text


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


async def test_fields_are_edited_and_a_wrong_number_is_said(empty: Library) -> None:
    plan(empty, "2026-11-27 10:00")
    async with open_app(empty) as ui:
        await ui.go("sessions")
        await ui.press("e")
        await ui.type("Vision [/oops]")
        await ui.press("tab", "tab")
        await ui.type("https://meet.example/1")
        await ui.press("tab")
        await ui.type("an hour")
        await ui.press("enter")
        assert "is no number of minutes" in ui.text
        await ui.press(*["backspace"] * 7)
        await ui.type("60")
        await ui.press("enter")
        session = on(empty, date(2026, 11, 27))
        assert (session.title, session.minutes) == ("Vision [/oops]", 60)
        assert session.place == "https://meet.example/1"
        assert "Vision [/oops]" in ui.text


async def test_minutes_are_written_with_a_preview_and_shown(empty: Library) -> None:
    plan(empty, "2026-11-27 10:00")
    async with open_app(empty, LARGE) as ui:
        await ui.go("sessions")
        await ui.press("m")
        await ui.type("# Talk")
        await ui.press("enter")
        await ui.type("- [x] **read** [/oops]")
        assert "- [x] read [/oops]" in ui.text
        await ui.press("ctrl+s")
        assert on(empty, date(2026, 11, 27)).note.startswith("# Talk")
        assert "- [x] read [/oops]" in ui.text


async def test_a_meeting_comes_again_and_one_that_is_foreseen_can_be_planned_for(
    empty: Library,
) -> None:
    async with open_app(empty) as ui:
        await ui.go("sessions")
        await ui.press("R")
        await ui.type("friday 10:00")
        await ui.press("enter")
        assert len(empty.ask(lambda study: study.sessions.series())) == 1
        await ui.press("0")
        assert ui.cursor().session.date == date(2026, 11, 27)
        assert ui.cursor().session.id == 0
        await ui.press("s", "enter")
        assert on(empty, date(2026, 11, 27)).state == "skipped"
        await ui.press("R", "enter", "tab")
        await ui.type("2026-12-11")
        await ui.press("enter")
        series = empty.ask(lambda study: study.sessions.series())[0]
        assert date(2026, 12, 11) in series.skipped


async def test_the_calendar_moves_by_weeks_and_months_and_takes_the_cursor_along(
    korean: Library,
) -> None:
    plan(korean, "2026-12-25 10:00")
    async with open_app(korean, LARGE) as ui:
        await ui.go("sessions")
        assert "[25]" in ui.text
        await ui.press("h")
        assert "[18]" in ui.text
        assert ui.cursor().session.date == date(2026, 12, 25)
        await ui.press("left_square_bracket")
        assert "[18]" in ui.text
        assert "November 2026" in ui.text
        for _ in range(32):
            await ui.press("left_square_bracket")
        assert ui.cursor().session.date < date(2026, 11, 21)
        await ui.press("0")
        assert ui.cursor().session.date == date(2026, 12, 25)


async def test_an_empty_day_that_is_chosen_is_where_a_new_session_is_planned(
    empty: Library,
) -> None:
    plan(empty, "2026-11-27 10:00")
    async with open_app(empty) as ui:
        await ui.go("sessions")
        await ui.press("l", "n")
        await ui.type("19:00")
        await ui.press("enter")
        assert on(empty, date(2026, 12, 4)).starts == "19:00"


async def test_searching_and_filtering_narrow_the_list_and_escape_shows_all(
    korean: Library,
) -> None:
    plan(korean, "2026-11-27 10:00")
    async with open_app(korean) as ui:
        await ui.go("sessions")
        rows = ui.app.screen.query_one("#sessions")
        count = len(rows.ids)  # type: ignore[attr-defined]
        await ui.press("slash")
        await ui.type("lora")
        assert 0 < len(rows.ids) < count  # type: ignore[attr-defined]
        await ui.press("enter", "escape")
        assert len(rows.ids) == count  # type: ignore[attr-defined]
        await ui.press("f", "down", "enter")
        assert len(rows.ids) == 1  # type: ignore[attr-defined]
        assert "those to come: 1 session" in ui.text
        await ui.press("escape")
        assert len(rows.ids) == count  # type: ignore[attr-defined]


async def test_a_session_nobody_is_sure_about_is_accepted_or_refused(empty: Library) -> None:
    empty.ask(save_unsure)
    async with open_app(empty, LARGE) as ui:
        await ui.go("sessions")
        assert "Was this a session?" in ui.text
        await ui.press("minus")
        assert not empty.ask(lambda study: study.inbox.unsure_sessions())
        await ui.press("u", "plus")
        assert not empty.ask(lambda study: study.inbox.unsure_sessions())
        assert [one.title for one in sessions(empty)] == ["Maybe"]


async def test_documents_go_to_a_file_or_the_clipboard(korean: Library, tmp_path: Path) -> None:
    plan(korean, "2026-11-27 10:00")
    async with open_app(korean) as ui:
        await ui.go("sessions")
        await ui.press("x", "enter", "enter")
        assert (tmp_path / "agenda-2026-11-27.md").read_text(encoding="utf-8").startswith("#")
        (tmp_path / "agenda-2026-11-27.md").write_text("mine", encoding="utf-8")
        await ui.press("x", "enter", "enter", "n")
        assert (tmp_path / "agenda-2026-11-27.md").read_text(encoding="utf-8") == "mine"
        await ui.press("x", "enter", "enter", "y")
        assert (tmp_path / "agenda-2026-11-27.md").read_text(encoding="utf-8") != "mine"
        await ui.press("x", *["down"] * 4, "enter", "enter")
        assert "BEGIN:VCALENDAR" in (tmp_path / "sessions.ics").read_text(encoding="utf-8")
        await ui.press("y", "enter")
        assert ui.app.clipboard.startswith("#")


async def test_a_table_is_put_between_the_markers_of_a_readme(
    korean: Library, tmp_path: Path
) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(
        "mine\n<!-- paperstudy:schedule -->\n<!-- /paperstudy:schedule -->\nmine too\n",
        encoding="utf-8",
    )
    async with open_app(korean) as ui:
        await ui.go("sessions")
        await ui.press("x", "down", "down", "down", "enter", "ctrl+u")
        await ui.type("README.md")
        await ui.press("enter")
        text = readme.read_text(encoding="utf-8")
        assert text.startswith("mine\n")
        assert text.endswith("mine too\n")
        assert "| " in text
        await ui.press("x", "down", "down", "down", "enter", "enter")
        written = (tmp_path / "sessions.md").read_text(encoding="utf-8")
        assert written.startswith("<!-- paperstudy:schedule -->\n")
        await ui.press("x", "down", "down", "down", "enter", "enter")
        assert "sessions.md: nothing changed" in ui.toasts[-1]


async def test_a_paper_leads_to_its_session_and_back(korean: Library) -> None:
    held = next(one for one in sessions(korean) if any(t.paper for t in one.presentations))
    async with open_app(korean, LARGE) as ui:
        await ui.app.open(SessionPlace(held.id))
        await ui.settle()
        assert ui.app.current_mode == "sessions"
        assert ui.cursor().session.id == held.id
        await ui.press("enter", "down", "enter")
        assert ui.app.current_mode == "papers"


async def test_a_hostile_session_is_plain_text(hostile: Library) -> None:
    plan(hostile, "2026-11-27 10:00", title=HOSTILE, place=HOSTILE)
    hostile.ask(lambda study: study.sessions.set_note("2026-11-27", f"# {HOSTILE}\n- {HOSTILE}"))
    async with open_app(hostile, LARGE) as ui:
        await ui.go("sessions")
        for key in ("e", "A", "m", "t", "r", "x", "y", "s", "T"):
            await ui.press(key)
            assert "[/oops]" in ui.text
            assert not {char for char in ui.text if ord(char) < 32 and char != "\n"}
            await ui.press("escape")
