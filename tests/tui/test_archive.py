"""The archive of Papers with Code is looked at, filled and deleted from the settings."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

from paperstudy.domain.events import Finished
from paperstudy.tui.screens.archive import archive_said
from tests.tui.conftest import LARGE, open_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.tui.conftest import Library

DUMP = "links-between-papers-and-code.json"
ROWS = [
    {
        "paper_url": "https://paperswithcode.com/paper/attention-is-all-you-need",
        "paper_title": "Attention Is All You Need",
        "paper_arxiv_id": "1706.03762",
        "paper_url_abs": "http://arxiv.org/abs/1706.03762v7",
        "paper_url_pdf": "http://arxiv.org/pdf/1706.03762v7.pdf",
        "repo_url": "https://github.com/tensorflow/tensor2tensor",
        "is_official": True,
        "mentioned_in_paper": True,
        "mentioned_in_github": True,
        "framework": "tf",
    }
]


async def test_a_dump_is_taken_in_shown_and_deleted(empty: Library) -> None:
    empty.put(DUMP, json.dumps(ROWS))
    async with open_app(empty, LARGE) as ui:
        await ui.go("settings")
        await ui.press("c")
        assert "nothing imported" in ui.text
        await ui.press("i")
        await ui.type("links")
        await ui.press("enter")
        assert ui.toasts == ["links: 1 row"]
        assert DUMP in ui.text, "the dialog reads it anew"
        await ui.press("d", "n")
        assert (empty.folder / "archive.db").exists()
        await ui.press("d", "y")
        assert ui.toasts == ["the archive is removed"]
        assert "nothing imported" in ui.text
    assert not (empty.folder / "archive.db").exists()


async def test_a_file_that_is_no_dump_is_told_and_changes_nothing(empty: Library) -> None:
    empty.put("cats.json", "[1, 2")
    async with open_app(empty, LARGE) as ui:
        await ui.go("settings")
        await ui.press("c", "i")
        await ui.type("cats")
        await ui.press("enter")
        assert "cats.json" in ui.toasts[-1]
        assert "nothing imported" in ui.text


async def test_without_the_network_nothing_is_downloaded_and_that_is_said(empty: Library) -> None:
    async with open_app(empty) as ui:
        await ui.go("settings")
        await ui.press("c", "p", "enter")
        assert "the network is switched off" in ui.toasts[-1]
        assert [job.error is not None for job in ui.app.jobs.all] == [True]
        await ui.press("escape")
        assert len(ui.app.screen_stack) == 1


async def test_an_archive_that_is_damaged_is_told_where_it_would_be_shown(empty: Library) -> None:
    empty.put("archive.db", "no database at all " * 100)
    async with open_app(empty, LARGE) as ui:
        await ui.go("settings")
        await ui.press("c")
        assert "archive.db" in ui.text
        assert not ui.toasts


async def test_nothing_is_deleted_while_more_comes_in(empty: Library) -> None:
    gate = threading.Event()

    def stream(*_: object) -> Iterator[Finished]:
        gate.wait(60)
        yield Finished(())

    async with open_app(empty, LARGE) as ui:
        await ui.go("settings")
        await ui.press("c")
        ui.app.jobs.start("pull", stream, said=archive_said)
        before = ui.app.screen
        await ui.pilot.press("d")
        try:
            assert ui.app.screen is before
            assert "more of the archive comes in" in ui.toasts[-1]
        finally:
            gate.set()
        await ui.settle()
        await ui.press("d")
        assert "Delete the archive?" in ui.text
