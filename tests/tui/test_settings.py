"""The screen of the settings: changed in place, kept in the person's file, used at once."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from paperstudy.config import load_settings
from paperstudy.domain.language import set_language
from paperstudy.study.settings_file import user_file
from paperstudy.tui.setting_words import about, title_of_key
from tests.tui.conftest import LARGE, SMALL, check_screen, open_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.tui.conftest import Library, Ui

KEPT = '# by hand\ncontact = "a@example.org" # mine\n'


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    set_language("en")


def rows(ui: Ui) -> list[str]:
    listed = ui.app.screen.query_one("#settings")
    return [listed.row(n).key for n in listed.ids]  # type: ignore[attr-defined]


async def go_to(ui: Ui, key: str) -> None:
    await ui.go("settings")
    ui.app.screen.query_one("#settings").select(rows(ui).index(key))  # type: ignore[attr-defined]
    await ui.settle()


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("name", ["empty", "korean", "hostile"])
async def test_the_screen_looks_like_this(
    name: str, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    library: Library = request.getfixturevalue(name)
    me = "[/oops] \x1b[31m\u202e한글" if name == "hostile" else "도윤우"
    language = "ko" if name == "korean" else "en"
    set_language(language)
    async with open_app(library, size, language=language) as ui:
        ui.app.settings = replace(
            ui.app.settings, me=me, database="/data/x.db", archive="/data/a.db", pdf_folder="/pdf"
        )
        await ui.go("settings")
        check_screen(ui, f"settings-{name}-{size[0]}")


async def test_the_language_changes_at_once_and_the_file_keeps_its_comments(
    korean: Library,
) -> None:
    path = user_file(os.environ)
    path.parent.mkdir(parents=True)
    path.write_text(KEPT, encoding="utf-8")
    async with open_app(korean, LARGE) as ui:
        await go_to(ui, "language")
        await ui.press("enter", "down", "enter")
        assert "2 논문" in ui.text
        assert "이제 “언어” 설정은 ko입니다" in ui.toasts[-1]
        assert ui.cursor("#settings").key == "language"
        assert path.read_text(encoding="utf-8") == f'{KEPT}language = "ko"\n'
        await ui.press("2")
        assert "논문" in ui.text.splitlines()[0]


async def test_a_value_is_found_by_what_the_file_calls_it(korean: Library) -> None:
    async with open_app(korean) as ui:
        await go_to(ui, "language")
        await ui.press("enter")
        await ui.type("ko")
        await ui.press("enter")
        assert load_settings().language == "ko"


async def test_a_new_library_is_typed_right_into_the_list(korean: Library) -> None:
    async with open_app(korean) as ui:
        await go_to(ui, "library")
        await ui.press("enter")
        await ui.type("vision")
        assert "use “vision”" in ui.text
        await ui.press("enter")
        assert load_settings().library == "vision"


async def test_where_no_time_zone_is_set_the_one_that_holds_is_shown(
    korean: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/Lima")
    async with open_app(korean, time_zone="") as ui:
        await go_to(ui, "time_zone")
        assert "America/Lima" in ui.text


async def test_ctrl_c_in_a_dialog_says_how_to_leave(korean: Library) -> None:
    async with open_app(korean) as ui:
        for key in ("language", "contact"):
            await go_to(ui, key)
            await ui.press("enter")
            ui.app.clear_notifications()
            await ui.press("ctrl+c")
            assert "esc leaves this box" in ui.toasts[-1]
            await ui.press("escape")


async def test_a_theme_is_used_at_once_and_kept(korean: Library) -> None:
    async with open_app(korean) as ui:
        await go_to(ui, "theme")
        await ui.press("enter")
        await ui.type("light")
        await ui.press("enter")
        assert ui.app.theme.endswith("light")
        assert load_settings().theme == ui.app.theme
        await ui.press("d")
        assert "out of your settings file?" in ui.text
        await ui.press("n")
        assert load_settings().theme == ui.app.theme
        await ui.press("d", "y")
        assert ui.app.theme == "paperstudy-dark"
        assert load_settings().theme == ""
        await ui.press("d")
        assert "this is the default already" in ui.toasts


async def test_what_cannot_be_is_refused_and_nothing_is_written(korean: Library) -> None:
    async with open_app(korean) as ui:
        await go_to(ui, "library")
        await ui.press("enter")
        await ui.type("a/b")
        await ui.press("enter")
        assert "library cannot be" in " ".join(ui.toasts)
        assert not user_file(os.environ).exists()


async def test_another_library_is_shown_at_once(korean: Library) -> None:
    async with open_app(korean) as ui:
        await go_to(ui, "library")
        await ui.press("enter")
        await ui.press("down", "enter")  # another: type it
        for _ in range(len("test")):
            await ui.pilot.press("backspace")
        await ui.type("seminar")
        await ui.press("enter")
        assert ui.app.settings.library == "seminar"
        await ui.press("2")
        assert "0 papers" in ui.text


async def test_offline_is_one_key(korean: Library) -> None:
    async with open_app(korean) as ui:
        await go_to(ui, "offline")
        await ui.press("enter")
        assert ui.app.settings.offline is False
        await ui.press("enter")
        assert load_settings().offline is True


async def test_a_variable_that_outranks_the_file_is_told(
    korean: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PAPERSTUDY_TIME_ZONE", "Asia/Seoul")
    async with open_app(korean) as ui:
        await go_to(ui, "time_zone")
        await ui.press("enter")
        await ui.type("europe/berlin")
        await ui.press("enter")
        assert ui.app.settings.time_zone == "Asia/Seoul"
        assert "PAPERSTUDY_TIME_ZONE has the last word" in " ".join(ui.toasts)


async def test_a_name_that_nobody_has_is_said_to_be_new(korean: Library) -> None:
    async with open_app(korean) as ui:
        await go_to(ui, "me")
        await ui.press("enter", *["backspace"] * 20)
        await ui.type("Zyx Qqq")
        await ui.press("enter")
        assert any("nobody is called “Zyx Qqq”" in toast for toast in ui.toasts)


async def test_what_a_setting_is_for_can_be_read_on_a_small_screen(korean: Library) -> None:
    async with open_app(korean) as ui:
        for key in ("theme", "cite_key"):
            await go_to(ui, key)
            assert about(key) in ui.text
            assert title_of_key(key) in ui.text
