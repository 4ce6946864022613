"""The screen of the activity: long work from begin to retry, and what was done by hand."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.events import Finished, ItemDone, ItemFailed, Notice, Started
from paperstudy.domain.library import StoreInfo
from paperstudy.domain.papers import CiteKey, PaperState
from paperstudy.saying.settings import address_said
from paperstudy.study.values import Synced
from paperstudy.tui.jobs import JobState
from paperstudy.tui.screens.activity_list import library_blocks
from paperstudy.tui.widgets.sheet import Sheet
from tests.tui.conftest import HOSTILE, LARGE, SMALL, check_screen, open_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.study.study import Study
    from tests.tui.conftest import Library, Ui

COUNT = (("count", 2),)


def half(_: Study, cancel: CancelToken) -> Iterator[Event]:
    """Work of which a part fails."""
    yield Started(3, "test")
    yield ItemDone("one", None)
    error = NotFoundError("nobody knows “{name}”", hint="look at {name}", name=HOSTILE)
    yield ItemFailed(HOSTILE, error)
    yield ItemDone("three", None)
    yield Notice("{name} was slow", (("name", HOSTILE),))
    yield Finished(None, cancelled=cancel.cancelled)


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("name", ["empty", "korean", "hostile"])
async def test_the_screen_looks_like_this(
    name: str, size: tuple[int, int], request: pytest.FixtureRequest
) -> None:
    library: Library = request.getfixturevalue(name)
    async with open_app(library, size) as ui:
        if name != "empty":
            ui.app.jobs.start("로그 읽기 [/b]", half)
            await ui.settle()
            await ui.press("d")
        await ui.go("activity")
        check_screen(ui, f"activity-{name}-{size[0]}")


async def start(ui: Ui, label: str = "work") -> None:
    ui.app.jobs.start(label, half)
    await ui.settle()


async def test_papers_that_a_source_did_not_answer_for_count_as_failed_and_notices_are_said(
    korean: Library,
) -> None:
    def sync(_: Study, cancel: CancelToken) -> Iterator[Event]:
        yield Started(2, "sync")
        yield ItemDone("he2015deep", Synced(CiteKey("he2015deep"), "", PaperState.PENDING))
        failed = ("arxiv", "crossref")
        yield ItemDone("kim2021", Synced(CiteKey("kim2021"), "", PaperState.PENDING, (), failed))
        yield Notice("the network is switched off; papers without fetched facts: {count}", COUNT)
        yield Finished(None, cancelled=cancel.cancelled)

    async with open_app(korean, LARGE) as ui:
        await ui.go("activity")
        job = ui.app.jobs.start("sync", sync, said=lambda _: "0 changed")
        await ui.settle()
        assert [(one.label, str(one.error)) for one in job.failures] == [
            ("kim2021", "no answer from: arXiv, Crossref")
        ]
        assert "1 failed" in ui.text
        assert job.told().splitlines() == [
            "0 changed",
            "the network is switched off; papers without fetched facts: 2",
        ]


async def test_what_failed_is_told_with_the_reason_and_can_be_tried_again(
    korean: Library,
) -> None:
    async with open_app(korean, LARGE) as ui:
        await ui.go("activity")
        await start(ui)
        assert "1 failed" in ui.text
        assert "nobody knows “[/oops]" in ui.text
        assert "Notices" in ui.text
        await ui.press("r")
        assert [job.state for job in ui.app.jobs.all] == [JobState.DONE, JobState.DONE]
        assert ui.cursor("#jobs").number == 2


async def test_work_is_stopped_by_a_key(korean: Library) -> None:
    begun = threading.Event()

    def long(_: Study, cancel: CancelToken) -> Iterator[Event]:
        yield Started(10, "long")
        begun.set()
        cancel.wait(30)
        yield Finished(None, cancelled=cancel.cancelled)

    async with open_app(korean) as ui:
        await ui.go("activity")
        job = ui.app.jobs.start("long", long)
        await ui.pilot.pause(0)
        begun.wait(30)
        await ui.pilot.press("c")
        await ui.settle()
        assert job.state is JobState.CANCELLED
        assert "stopped" in ui.text


async def test_what_was_done_by_hand_is_listed_and_undone_from_here(korean: Library) -> None:
    async with open_app(korean, LARGE) as ui:
        await ui.press("d")
        await ui.go("activity")
        await ui.press("t")
        assert ui.cursor("#steps").action.startswith("remove ")
        assert ui.text.count("papers removed: ") == 2, "in the list and in the pane"
        await ui.press("u")
        assert "undone" in ui.text
        assert ui.cursor("#steps").undone
        await ui.press("ctrl+r")
        assert not ui.cursor("#steps").undone


async def test_among_what_was_done_by_hand_no_work_is_stopped_or_done_again(
    korean: Library,
) -> None:
    runs: list[int] = []

    def stream(_: Study, cancel: CancelToken) -> Iterator[Event]:
        runs.append(1)
        yield Started(1, "import")
        yield Finished(None, cancelled=cancel.cancelled)

    async with open_app(korean, LARGE) as ui:
        await ui.press("d")
        ui.app.jobs.start("import", stream)
        await ui.go("activity")
        await ui.press("t")
        for key in ("r", "c"):
            await ui.press(key)
            assert "t goes to the long work" in ui.toasts[-1]
        await ui.press("enter", "r")
        assert runs == [1], "nor from the pane"
        assert "papers removed: " in ui.app.screen.query_one(Sheet).text
        await ui.press("escape", "t", "r")
        assert runs == [1, 1]


async def test_the_library_tells_how_much_is_in_it(korean: Library) -> None:
    async with open_app(korean) as ui:
        await ui.go("activity")
        await ui.press("i")
        assert "sqlite" in ui.text.lower()


def test_the_library_is_shown_without_its_password() -> None:
    info = StoreInfo("postgresql+psycopg://me:s3cr@t@host/db", "PostgreSQL", "0001", 0, ())
    shown = " ".join(str(block) for block in library_blocks(info))
    assert "s3cr" not in shown
    assert "host/db" in shown
    assert address_said("/home/a@b/library.db") == "/home/a@b/library.db"
