"""Going from one library to another: what is of the one is never done to the other."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.domain.events import Finished
from paperstudy.domain.papers import Author, PaperEdit
from paperstudy.domain.queries import PaperQuery
from paperstudy.study.kept import DRAFTS, read_kept
from paperstudy.tui.setting_changes import use_loaded
from paperstudy.tui.widgets.dialogs import Confirm
from tests.tui.conftest import make_library, open_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.tui.conftest import Library, Ui


@pytest.fixture
def other(tmp_path: Path) -> Library:
    """Another library, with more papers."""
    folder = tmp_path / "b"
    folder.mkdir()
    library = make_library(folder)

    def fill(study: Any) -> None:
        for number in range(20):
            edit = PaperEdit(title=f"Precious {number}", authors=(Author("A"),), year=2000)
            study.library.add_manual(edit)

    library.ask(fill)
    return library


def go_over(ui: Ui, to: Library) -> None:
    database = to.settings.database
    ui.app.use_settings(replace(ui.app.settings, library="b", database=database))


def count(library: Library) -> int:
    return len(library.ask(lambda study: study.library.ids(PaperQuery())))


async def test_marks_do_not_outlive_their_library(korean: Library, other: Library) -> None:
    async with open_app(korean) as ui:
        await ui.press("space", "space")
        go_over(ui, other)
        await ui.settle()
        assert not ui.app.screen.query("RowList").first().marked  # type: ignore[attr-defined]
        assert "marked" not in ui.text
        assert ui.cursor().title.startswith("Precious")
        await ui.press("d")
    assert count(other) == 19


async def test_what_was_begun_in_a_library_ends_there(korean: Library, other: Library) -> None:
    gate = threading.Event()
    before = count(korean)
    async with open_app(korean) as ui:
        ui.app.work.do(lambda _: gate.wait(10))
        await ui.pilot.press("d")
        await ui.pilot.pause(0)
        go_over(ui, other)
        gate.set()
        await ui.settle()
    assert count(korean) == before - 1
    assert count(other) == 20


async def test_drafts_stay_with_their_library(korean: Library, other: Library) -> None:
    async with open_app(korean) as ui:
        ui.app.drafts["Note on x"] = "of the first"
        go_over(ui, other)
        assert not ui.app.drafts
        ui.app.drafts["Note on y"] = "of the second"
        ui.app.use_settings(korean.settings)
        assert ui.app.drafts == {"Note on x": "of the first"}
        there = ui.app.settings.data_folder
        await ui.settle()
    settings = replace(other.settings, data_folder=there)
    assert read_kept(korean.settings, DRAFTS) == {"Note on x": "of the first"}
    assert read_kept(settings, DRAFTS) == {"Note on y": "of the second"}


async def test_no_answer_and_no_watch_goes_over(korean: Library, other: Library) -> None:
    taken: list[object] = []
    async with open_app(korean) as ui:
        await ui.go("logs")
        await ui.press("w")
        answers = ui.app.answers
        spot = answers.spot()
        await ui.press("1")
        answers.show(spot, Confirm("Write over it?"), taken.append)
        ui.app.use_settings(replace(ui.app.settings, me="김민수"))
        assert answers.titles
        assert ui.app.log_watch.goes_on
        go_over(ui, other)
        await ui.settle()
        assert not answers.titles
        assert not ui.app.log_watch.goes_on


async def test_long_work_is_done_again_where_it_was_begun(korean: Library, other: Library) -> None:
    seen: list[int] = []

    def stream(study: Any, _: object) -> Iterator[Any]:
        seen.append(len(study.library.ids(PaperQuery())))
        yield Finished(None)

    async with open_app(korean) as ui:
        job = ui.app.jobs.start("sync", stream)
        await ui.settle()
        go_over(ui, other)
        ui.app.jobs.retry(job)
        await ui.settle()
    assert seen == [count(korean)] * 2


async def test_a_dialog_left_open_elsewhere_does_not_go_over(
    korean: Library, other: Library
) -> None:
    async with open_app(korean) as ui:
        await ui.press("t")
        await ui.go("settings")
        loaded = replace(ui.app.settings, database=other.settings.database)
        await use_loaded(ui.app, loaded, ["library"])
        await ui.settle()
        assert ui.app.current_mode == "settings"
        await ui.go("papers")
        assert "Tags for" not in ui.text
        assert "Precious" in ui.text


async def test_the_watch_on_logs_outlives_another_language(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("logs")
        await ui.press("w")
        await use_loaded(ui.app, replace(ui.app.settings, language="ko"), ["language"])
        await ui.settle()
        assert ui.app.log_watch.goes_on
        await ui.press("w")
        assert not ui.app.log_watch.goes_on
