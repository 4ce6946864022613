"""The first run: from nothing to the inbox, reading nothing but the screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from paperstudy.config import load_settings
from paperstudy.domain.queries import PaperQuery
from paperstudy.tui.app import PaperstudyApp
from tests.tui.conftest import LARGE, NOW, SMALL, Ui, check_screen, open_app

if TYPE_CHECKING:
    from tests.tui.conftest import Library

LOG = "# 8월 17일\n\n- BERT 를 읽기로 했다\n- [/oops] GAN 도\n"


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("language", ["en", "ko"])
async def test_the_screen_looks_like_this(
    empty: Library, size: tuple[int, int], language: str
) -> None:
    from paperstudy.domain.language import set_language

    empty.write_log("2021-08-17.md", LOG)
    empty.write_log("[oops]/2021-08-18.md", LOG)
    set_language(language)
    try:
        async with open_app(empty, size) as ui:
            await ui.run("app.first_run")
            check_screen(ui, f"first-run-{language}-{size[0]}")
    finally:
        set_language("en")


async def test_a_folder_is_chosen_its_papers_appear_and_the_inbox_comes_next(
    empty: Library,
) -> None:
    empty.write_log("2021-08-17.md", LOG)
    async with open_app(empty) as ui:
        await ui.run("app.first_run")
        await ui.press("enter")
        assert "1 of 1 logs" in ui.text
        assert "BERT" in ui.text
        await ui.press("enter")
        waiting = empty.ask(lambda study: study.inbox.count())
        assert ui.app.current_mode == ("inbox" if waiting else "papers")
        assert load_settings().logs == (str(empty.folder / "logs"),)


async def test_sample_logs_go_into_a_library_of_their_own(empty: Library) -> None:
    async with open_app(empty) as ui:
        await ui.run("app.first_run")
        await ui.press("end", "up", "enter")
        assert ui.app.settings.library == "demo"
        assert ui.app.settings.database != empty.settings.database
        folder = Path(ui.app.settings.database).parent
        assert folder.is_dir()
        await ui.press("enter")
        assert ui.app.current_mode == "inbox"
    assert not folder.exists(), "it goes with the app"
    assert empty.ask(lambda study: study.library.search(PaperQuery())).total == 0


async def test_escape_leaves_everything_as_it_is(empty: Library) -> None:
    async with open_app(empty) as ui:
        await ui.run("app.first_run")
        await ui.press("escape")
        assert "no papers yet" in ui.text


@pytest.mark.parametrize(("name", "greets"), [("empty", True), ("korean", False)])
async def test_only_an_empty_library_greets(
    name: str, greets: bool, request: pytest.FixtureRequest
) -> None:
    library: Library = request.getfixturevalue(name)
    app = PaperstudyApp(library.settings, clock=lambda: NOW, watch=0, greet=True)
    try:
        async with app.run_test(size=SMALL, notifications=True) as pilot:
            ui = Ui(app, pilot)
            await ui.settle()
            assert ("Welcome to paperstudy" in ui.text) is greets
    finally:
        app.close()


async def test_where_logs_cannot_be_read_another_folder_can_be_chosen(empty: Library) -> None:
    wrong = empty.put("wrong.zip", "no archive")
    empty.write_log("2021-08-17.md", LOG)
    async with open_app(empty) as ui:
        await ui.run("app.first_run")
        await ui.press("end", "up", "up", "enter")
        await ui.type(str(wrong))
        await ui.press("enter")
        assert "cannot be opened" in ui.text
        assert "choose another folder" in ui.text
        await ui.press("enter", "home", "enter")
        assert "1 of 1 logs" in ui.text
        assert "BERT" in ui.text
