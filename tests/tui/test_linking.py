"""Links go into logs once a person has seen them as a diff; the week goes into a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.events import CancelToken, Finished, ItemDone
from tests.tui.conftest import LARGE, SMALL, make_library, open_app

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Library


LOG = "# 2021-08-17\n\n오늘은 BERT 를 읽었다.\n\nBERT 는 [/oops] 길다.\n"
LINK = "[BERT](https://arxiv.org/abs/1810.04805)"


class StopsAfter(CancelToken):
    """Lets so many looks pass before it says that a person wants the work to stop."""

    looks = 0

    @property
    def cancelled(self) -> bool:
        type(self).looks += 1
        return type(self).looks > 1


@pytest.fixture
def logs(tmp_path: Path) -> Library:
    """A library with one log, which names a paper twice without a link."""
    library = make_library(tmp_path)
    library.write_log("2021-08-17.md", LOG)
    library.scan()
    return library


async def test_links_are_shown_as_a_diff_and_only_then_written(logs: Library) -> None:
    async with open_app(logs) as ui:
        await ui.go("logs")
        await ui.press("l")
        assert "1 link would be put in" in ui.text
        assert f"+ 오늘은 {LINK}" in ui.text
        assert "- 오늘은 BERT" in ui.text
        await ui.press("escape")
        assert logs.read("logs/2021-08-17.md") == LOG
        await ui.press("l", "enter")
        assert ui.toasts == ["1 link written"]
        assert logs.read("logs/2021-08-17.md") == LOG.replace("BERT", LINK, 1)
        await ui.press("l")
        assert ui.toasts == ["no link is missing"]


async def test_links_come_on_every_line_if_asked(logs: Library) -> None:
    async with open_app(logs, LARGE) as ui:
        await ui.go("logs")
        await ui.press("l", "e")
        assert "2 links would be put in" in ui.text
        await ui.press("enter")
        assert ui.toasts == ["2 links written"]
    assert logs.read("logs/2021-08-17.md").count(LINK) == 2


async def test_a_log_that_changes_meanwhile_is_left_and_told(logs: Library) -> None:
    async with open_app(logs) as ui:
        await ui.go("logs")
        await ui.press("l")
        logs.put("logs/2021-08-17.md", LOG + "more\n")
        await ui.press("enter")
        assert "0 links written" in ui.toasts[-1]
        assert "1 could not be written: 8 shows why" in ui.toasts[-1]
    assert logs.read("logs/2021-08-17.md") == LOG + "more\n"


async def test_links_that_are_written_again_are_there_already(logs: Library) -> None:
    async with open_app(logs) as ui:
        await ui.go("logs")
        await ui.press("l", "enter")
        ui.app.jobs.retry(ui.app.jobs.all[0])
        await ui.settle()
        assert ui.toasts == ["0 links written"]
        assert not ui.app.jobs.all[0].failures


async def test_writing_links_that_is_stopped_scans_no_further(logs: Library) -> None:
    async with open_app(logs) as ui:
        await ui.go("logs")
        await ui.press("l", "enter")
        log = logs.read("logs/2021-08-17.md")
        logs.put("logs/2021-08-17.md", LOG)
        stream = ui.app.jobs.all[0].stream
        events = logs.ask(lambda study: list(stream(study, StopsAfter())))
        assert logs.read("logs/2021-08-17.md") == log
        assert events[-1] == Finished(1, cancelled=True)
        assert not any(isinstance(event, ItemDone) for event in events)


async def test_a_log_that_is_gone_has_no_links(logs: Library) -> None:
    (logs.folder / "logs" / "2021-08-17.md").unlink()
    async with open_app(logs) as ui:
        await ui.go("logs")
        await ui.press("l")
        assert "2021-08-17.md" in ui.toasts[-1]
        assert not ui.app.jobs.all


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_week_is_read_and_copied(korean: Library, size: tuple[int, int]) -> None:
    async with open_app(korean, size) as ui:
        await ui.go("sessions")
        await ui.press("W")
        assert "2026-11-14 to 2026-11-21" in ui.text
        await ui.press("s")
        await ui.type("2027")
        await ui.press("enter")
        assert "which is still to come" in ui.text
        await ui.press("ctrl+u")
        await ui.type("2026-09")
        await ui.press("enter")
        assert "2026-09-01 to 2026-11-21" in ui.text
        await ui.press("enter")
        assert ui.app.clipboard.startswith("2026-09-01 to 2026-11-21\n- ")
        assert ui.app.clipboard.count("\n") < 10


async def test_the_week_of_an_empty_library_says_nothing_happened(empty: Library) -> None:
    async with open_app(empty) as ui:
        await ui.go("sessions")
        await ui.press("W")
        assert "Presented: nothing" in ui.text
        await ui.press("escape")
        assert len(ui.app.screen_stack) == 1
