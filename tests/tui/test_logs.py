"""The screen of the logs, from keys to the database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from paperstudy.config import load_settings
from paperstudy.domain.language import set_language
from paperstudy.tui.screens.scan_jobs import start_scan
from tests.tui.conftest import LARGE, SMALL, check_screen, open_app
from tests.tui.meetings import save_unsure

if TYPE_CHECKING:
    from paperstudy.domain.logfiles import LogFacts
    from tests.tui.conftest import Library, Ui


def here(ui: Ui) -> LogFacts:
    return ui.cursor("#logs")  # type: ignore[no-any-return]


def listed(library: Library) -> dict[str, LogFacts]:
    logs = library.ask(lambda study: study.logbook.list())
    return {log.path.rpartition("/")[2]: log for log in logs}


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("name", ["empty", "korean", "hostile"])
async def test_the_screen_looks_like_this(
    name: str, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    library: Library = request.getfixturevalue(name)
    async with open_app(library, size) as ui:
        await ui.go("logs")
        check_screen(ui, f"logs-{name}-{size[0]}")


async def test_a_folder_is_added_read_and_kept_in_the_settings(empty: Library) -> None:
    empty.write_log("2021-08-17.md", "# 8월 17일\n\n- BERT 를 읽기로 했다\n")
    async with open_app(empty, LARGE) as ui:
        await ui.go("logs")
        assert "a adds a folder of your notes" in ui.text
        await ui.press("a")
        assert "1 log" in ui.text
        await ui.press("enter")
        assert "1 log read" in " ".join(ui.toasts)
        assert here(ui).papers == 1
        assert load_settings().logs == (str(empty.folder / "logs"),)


async def test_the_settings_say_at_once_where_the_folders_are_kept(empty: Library) -> None:
    empty.write_log("2021-08-17.md", "# 8월 17일\n\n- BERT 를 읽기로 했다\n")
    async with open_app(empty, LARGE) as ui:
        await ui.go("logs")
        await ui.press("a", "enter")
        await ui.go("settings")
        row = next(line for line in ui.text.splitlines() if "Folders of logs" in line)
        assert "default" not in row


async def test_a_folder_is_typed_right_into_the_list_of_those_found(empty: Library) -> None:
    empty.write_log("2021-08-17.md", "# 8월 17일\n\n- BERT 를 읽기로 했다\n")
    empty.put("else/where/one.md", "# 8월 18일\n\n- LoRA 를 읽기로 했다\n")
    async with open_app(empty) as ui:
        await ui.go("logs")
        await ui.press("a")
        assert "another folder: type where it is" in ui.text
        await ui.type("else/wher")
        assert "use “else/wher”" in ui.text
        await ui.press("enter")  # the folder that fits comes before what was typed
        assert load_settings().logs == (str(empty.folder / "else/where"),)
        await ui.press("a")
        await ui.type("else/nowhere")
        await ui.press("enter")
        assert "there is no file or folder “else/nowhere”" in ui.text
        await ui.press(*["backspace"] * len("/nowhere"), "enter")
        await ui.press("a")
        await ui.type("~nobodyofthatname")
        await ui.press("enter")
        assert "there is no home folder ~nobodyofthatname" in ui.text
        await ui.press("escape")
        assert load_settings().logs[1:] == (str(empty.folder / "else"),)


async def test_a_place_that_is_not_there_is_said_and_can_be_mended(empty: Library) -> None:
    async with open_app(empty) as ui:
        await ui.go("logs")
        await ui.press("a")
        await ui.type("nowhere")
        await ui.press("enter")
        assert "there is no file or folder “nowhere”" in ui.text
        assert "nowhere" in ui.app.screen.query_one("Input").value  # type: ignore[attr-defined]


async def test_the_log_is_shown_with_its_finds_and_leads_to_the_paper(korean: Library) -> None:
    async with open_app(korean, LARGE) as ui:
        await ui.go("logs")
        assert " → " in ui.text
        await ui.press("n", "enter")
        assert ui.app.current_mode == "papers"


async def test_what_changed_is_read_again_and_what_is_gone_is_told(korean: Library) -> None:
    korean.write_log("2026-11-01.md", "# 11월 1일\n\n- LoRA 복습\n")
    korean.scan()
    async with open_app(korean, LARGE) as ui:
        await ui.go("logs")
        assert here(ui).path.endswith("2026-11-01.md")
        assert here(ui).papers == 1
        korean.write_log("2026-11-01.md", "# 11월 1일\n\n- LoRA 복습\n- BERT 복습\n")
        await ui.press("r")
        assert here(ui).papers == 2
        (korean.folder / "logs" / "2026-11-01.md").unlink()
        await ui.press("R")
        assert listed(korean)["2026-11-01.md"].gone
        assert "1 log is gone" in " ".join(ui.toasts)


async def test_the_questions_are_as_many_in_the_toast_as_in_the_inbox(korean: Library) -> None:
    korean.ask(save_unsure)
    korean.write_log("2026-11-01.md", "# 11월 1일\n\n- ERNIE 복습\n")
    async with open_app(korean, LARGE) as ui:
        await ui.go("logs")
        assert listed(korean)["day1.md"].waiting == 1
        start_scan(ui.app, [korean.folder / "logs"])
        await ui.settle()
        assert f"{ui.app.counts['inbox']} questions in the inbox" in " ".join(ui.toasts)


async def test_a_log_that_cannot_be_read_is_shown_with_the_reason(korean: Library) -> None:
    (korean.folder / "logs" / "bad.md").write_bytes(b"\x00\x01\x02\xff\xfe\x00PNG\x00" * 50)
    korean.scan()
    async with open_app(korean, LARGE) as ui:
        await ui.go("logs")
        assert "! 1 with an error" in ui.text
        await ui.run("only('errors')")
        assert here(ui).path.endswith("bad.md")
        assert "the file is no text" in ui.text
        await ui.press("escape")
        assert len(ui.app.screen.query_one("#logs").ids) > 1  # type: ignore[attr-defined]


async def test_the_reason_is_said_in_the_language_in_use(korean: Library) -> None:
    (korean.folder / "logs" / "bad.md").write_bytes(b"\x00\x01\x02\xff\xfe\x00PNG\x00" * 50)
    korean.scan()
    set_language("ko")
    try:
        async with open_app(korean, LARGE) as ui:
            await ui.go("logs")
            await ui.run("only('errors')")
            assert "텍스트 파일이 아닙니다" in ui.text
    finally:
        set_language("en")


async def test_a_watched_folder_gives_what_is_saved_in_it(korean: Library) -> None:
    folder = str(korean.folder / "logs")
    async with open_app(korean, LARGE, logs=(folder,)) as ui:
        await ui.go("logs")
        await ui.press("w")
        assert "watching: changes come by themselves" in ui.text
        ui.app.log_watch.look()
        await ui.settle()
        assert not ui.app.jobs.all
        korean.write_log("2026-11-02.md", "# 11월 2일\n\n- LoRA 복습\n")
        ui.app.log_watch.look()
        await ui.settle()
        await ui.settle()
        assert "2026-11-02.md" in listed(korean)
        assert "2026-11-02.md" in ui.text
        await ui.press("w")
        assert "not watching" in ui.text


async def test_a_try_writes_nothing(korean: Library) -> None:
    korean.write_log("2026-11-02.md", "# 11월 2일\n\n- LoRA 복습\n")
    async with open_app(korean, LARGE) as ui:
        await ui.go("logs")
        await ui.press("t")
        await ui.type("logs")
        await ui.press("enter")
        assert "nothing was written; new 1" in " ".join(ui.toasts)
        assert "2026-11-02.md" not in listed(korean)


async def test_the_editor_opens_at_the_line_of_the_find(
    korean: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []

    async def note(_: object, place: object) -> None:
        opened.append(place)

    async with open_app(korean, LARGE) as ui:
        monkeypatch.setattr(type(ui.app), "open", note)
        await ui.go("logs")
        await ui.press("n", "e")
        (place,) = opened
        line = ui.app.screen.sheet.target.line  # type: ignore[attr-defined]
        assert (place.line, Path(place.path).name) == (  # type: ignore[attr-defined]
            line,
            Path(here(ui).path).name,
        )


@pytest.mark.parametrize(("mode", "key"), [("logs", "t"), ("logs", "I"), ("papers", "i")])
async def test_the_home_of_nobody_is_told_in_the_dialog(
    korean: Library, mode: str, key: str
) -> None:
    async with open_app(korean, LARGE) as ui:
        await ui.go(mode)
        await ui.press(key)
        ui.app.screen.query_one(Input).value = "~nosuchuser/refs.bib"
        await ui.settle()
        await ui.press("enter")
        assert "there is no home folder ~nosuchuser" in ui.text
        assert ui.app.screen.query_one(Input).value == "~nosuchuser/refs.bib"
        assert not ui.app.jobs.all


async def test_a_folder_is_left_out_only_where_a_person_says_so(korean: Library) -> None:
    folders = (str(korean.folder / "logs"), str(korean.folder / "more"))
    async with open_app(korean, LARGE, logs=folders) as ui:
        await ui.go("logs")
        await ui.press("F", "enter", "n")
        assert list(ui.app.settings.logs) == list(folders)
        await ui.press("F", "enter", "y")
        assert list(ui.app.settings.logs) == [folders[1]]
        assert "a adds it again" in ui.toasts[0]
