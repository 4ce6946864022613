"""The screen of the sessions: fields, minutes, series, the calendar, searching, what goes out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.errors import ConflictError
from paperstudy.domain.language import set_language
from paperstudy.domain.library import SessionRow
from paperstudy.domain.planning import SeriesPlan
from paperstudy.study.kept import OUTPUTS, read_kept
from paperstudy.tui.places import SessionPlace
from paperstudy.tui.screens.sessions_papers import Document, write_out
from paperstudy.tui.widgets.rows import RowList
from tests.tui.conftest import HOSTILE, LARGE, open_app
from tests.tui.meetings import on, plan, save_told, save_unsure, sessions

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Library


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
        await ui.press("R", "enter", "tab", "tab", "tab")
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


async def test_a_calendar_is_of_some_days_and_never_written_over_another_file(
    korean: Library,
) -> None:
    plan(korean, "2026-11-27 10:00")
    korean.put("sessions.ics", "a diary")
    async with open_app(korean, LARGE) as ui:
        await ui.go("sessions")
        await ui.press("x", *["down"] * 4, "enter", "tab")
        await ui.type("soon")
        await ui.press("enter")
        assert "soon" in ui.text
        assert not ui.toasts
        await ui.press("ctrl+u")
        await ui.type("2026-11-20")
        await ui.press("tab", "tab")
        await ui.type("90")
        await ui.press("enter")
        assert "sessions.ics is there already. Write over it?" in ui.text
        await ui.press("n")
        assert korean.read("sessions.ics") == "a diary"
        await ui.press("x", *["down"] * 4, "enter", "tab", "tab", "tab")
        await ui.type("90")
        await ui.press("enter", "y")
        assert "sessions.ics replaced" in ui.toasts[-1]
        await ui.press("x", *["down"] * 4, "enter", "enter")
        assert "sessions.ics replaced" in ui.toasts[-1], "a calendar of ours is brought up to date"
    assert "BEGIN:VCALENDAR" in korean.read("sessions.ics")


async def test_without_a_dated_session_there_is_no_calendar(empty: Library) -> None:
    async with open_app(empty) as ui:
        await ui.go("sessions")
        await ui.press("x", "down", "enter", "enter")
        assert ui.toasts == ["no session with a date is there to write"]


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
        await ui.press("x", "down", "down", "down", "enter")
        assert "README.md" in ui.text, "it is offered again"
        await ui.press("ctrl+u")
        await ui.type("sessions.md")
        await ui.press("enter")
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


async def test_two_marked_sessions_become_one_and_undo_parts_them(empty: Library) -> None:
    first = plan(empty, "2026-11-27 10:00", title="Vision")
    plan(empty, "2026-11-28 10:00")
    async with open_app(empty) as ui:
        await ui.go("sessions")
        await ui.press("g", "space", "space", "M")
        assert [one.id for one in sessions(empty)] == [first.id]
        await ui.press("u")
        assert len(sessions(empty)) == 2


async def test_a_session_is_united_with_one_that_is_picked(empty: Library) -> None:
    plan(empty, "2026-11-27 10:00")
    plan(empty, "2026-11-28 10:00")
    async with open_app(empty) as ui:
        await ui.go("sessions")
        await ui.press("M", "enter")
        assert len(sessions(empty)) == 1


async def test_a_meeting_that_comes_again_is_changed(empty: Library) -> None:
    empty.ask(lambda study: study.sessions.repeat(SeriesPlan("friday 10:00")))
    plan(empty, "2026-12-11 10:00")
    async with open_app(empty) as ui:
        await ui.go("sessions")
        await ui.press("R", "enter", "ctrl+u")
        await ui.type("friday 11:00")
        await ui.press("tab", "tab", "tab")
        await ui.type("2026-12-11")
        await ui.press("enter")
        (series,) = empty.ask(lambda study: study.sessions.series())
        assert series.starts == "11:00"
        assert series.skipped == (date(2026, 12, 11),)
        assert "called off, as there is a holiday: 2026-12-11" in ui.toasts[-1]


async def test_what_may_be_one_session_is_made_one_or_kept_apart(korean: Library) -> None:
    waiting = korean.ask(lambda study: study.same_meetings.list())
    one = next(each for each in waiting if len(each.others) == 1)
    async with open_app(korean, LARGE) as ui:
        await ui.app.open(SessionPlace(one.session.id))
        await ui.settle()
        assert "May be one with this" in ui.text
        await ui.press("plus")
        assert one.session.id not in {each.id for each in sessions(korean)}
        await ui.press("u")
        await ui.app.open(SessionPlace(one.session.id))
        await ui.settle()
        await ui.press("minus")
        left = korean.ask(lambda study: study.same_meetings.list())
        assert one.session.id not in {each.session.id for each in left}
        assert one.session.id in {each.id for each in sessions(korean)}


async def test_a_session_without_a_date_is_called_by_its_name_alone(empty: Library) -> None:
    told = SessionRow(title="Today we read", sure=False)
    empty.ask(lambda study: save_told(study, told))
    async with open_app(empty, LARGE) as ui:
        await ui.go("sessions")
        assert "Today we read" in ui.text
        await ui.go("inbox")
        assert "Today we read" in ui.text
        assert "- Today" not in ui.text
        await ui.press("a")
        await ui.go("sessions")
        assert not any(line.strip(" │") == "-" for line in ui.text.splitlines())
        await ui.press("m")
        await ui.type("x")
        await ui.press("ctrl+s")
        assert "minutes saved: Today we read · u undoes it" in ui.toasts


async def test_a_role_is_named_in_the_language_in_use(empty: Library) -> None:
    plan(empty, "2026-11-27 10:00")
    set_language("ko")
    try:
        async with open_app(empty, LARGE) as ui:
            await ui.go("sessions")
            await ui.press("t")
            await ui.type("BERT")
            await ui.press("enter")
            assert "present" not in ui.text
            await ui.press("tab", *["backspace"] * 4)
            await ui.type("리뷰")
            await ui.press("enter")
    finally:
        set_language("en")
    (talk,) = on(empty, date(2026, 11, 27)).presentations
    assert talk.role == "review"


def test_a_file_that_is_refused_is_not_offered_the_next_time(korean: Library) -> None:
    korean.put("diary.ics", "a diary")
    settings = korean.settings
    with pytest.raises(ConflictError, match="holds no calendar"):
        korean.ask(lambda study: write_out(study, Document("ics", file="diary.ics"), settings))
    assert read_kept(settings, OUTPUTS) == {}
    korean.ask(lambda study: write_out(study, Document("ics", file="ours.ics"), settings))
    assert read_kept(settings, OUTPUTS)["ics"].endswith("ours.ics")


async def test_turns_beyond_the_planned_sessions_are_said_to_have_none_each_person_once(
    korean: Library,
) -> None:
    plan(korean, "2026-12-04 10:00")
    korean.ask(lambda study: study.people.set_active("한결", active=True))
    async with open_app(korean, LARGE) as ui:
        await ui.go("sessions")
        await ui.press("a")
        box = ui.app.screen.query_one(RowList)
        rows = [row for number in box.ids if (row := box.row(number))]
        later = [one.person for one in rows if one.session is None]
        assert later
        assert len(later) == len(set(later))
        await ui.press("G")
        assert "no session that lacks a presenter" in ui.text
        await ui.press("enter")
        assert "no session that lacks a presenter" in ui.toasts[-1]
        await ui.press("space")
        assert "from the first to the one" in ui.toasts[-1]
        assert not box.marked
