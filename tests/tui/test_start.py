"""An app that a bug breaks begins anew, with what was typed, and gives up where that is no help."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.errors import ConflictError, DiskFullError
from paperstudy.study.kept import DRAFTS, read_kept
from paperstudy.tui.app import PaperstudyApp
from paperstudy.tui.start import run_on

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.tui.conftest import Library


class FakeRun:
    """Runs apps that break each after some seconds; the last does not."""

    def __init__(self, *seconds: float) -> None:
        self._seconds = list(seconds)
        self.clock = 0.0
        self.apps: list[PaperstudyApp] = []

    def __call__(self, app: PaperstudyApp) -> None:
        self.apps.append(app)
        try:
            if self._seconds:
                self.clock += self._seconds.pop(0)
                app.broken = True
                app.bugs.append(ZeroDivisionError(f"bug {len(self.apps)}"))
                app.drafts[f"draft {len(self.apps)}"] = "typed"
        finally:
            app.close()


def play(
    library: Library, clock: FakeRun, run: Callable[[PaperstudyApp], None] | None = None
) -> PaperstudyApp:
    """Run apps to the end; return the last."""
    code = run_on(PaperstudyApp(library.settings), run or clock, lambda: clock.clock)
    assert code == int(bool(clock.apps[-1].bugs))
    return clock.apps[-1]


def test_an_app_that_breaks_begins_anew_with_what_was_typed(empty: Library) -> None:
    run = FakeRun(5.0)
    last = play(empty, run)
    assert len(run.apps) == 2
    assert not last.broken
    assert last.drafts == {"draft 1": "typed"}
    assert read_kept(empty.settings, DRAFTS) == last.drafts


@pytest.mark.parametrize("seconds", [0.0, 1.05, 50.0])
def test_an_app_that_breaks_again_soon_is_given_up(empty: Library, seconds: float) -> None:
    run = FakeRun(*[seconds] * 9)
    last = play(empty, run)
    assert len(run.apps) == 2
    assert [str(bug) for bug in last.bugs] == ["bug 1", "bug 2"]
    assert read_kept(empty.settings, DRAFTS) == {"draft 1": "typed", "draft 2": "typed"}


def test_an_app_that_breaks_now_and_then_goes_on(empty: Library) -> None:
    run = FakeRun(5.0, 61.0, 3600.0)
    assert not play(empty, run).broken
    assert len(run.apps) == 4


def test_drafts_that_cannot_be_kept_go_on_to_the_next_app(empty: Library) -> None:
    run = FakeRun(5.0)

    def fill_disk(app: PaperstudyApp) -> None:
        run(app)
        if app.broken:
            raise DiskFullError("there is no room")

    last = play(empty, run, fill_disk)
    assert len(run.apps) == 2
    assert last.drafts == {"draft 1": "typed"}


def test_bugs_are_printed_even_where_the_drafts_cannot_be_kept(
    empty: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    run = FakeRun(5.0, 5.0)

    def fill_disk(app: PaperstudyApp) -> None:
        run(app)
        raise DiskFullError("there is no room")

    with pytest.raises(DiskFullError):
        play(empty, run, fill_disk)
    assert "ZeroDivisionError: bug 2" in capsys.readouterr().err


def test_what_was_refused_when_the_screen_had_gone_is_told(
    empty: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(app: PaperstudyApp) -> None:
        app.bugs.append(ConflictError("the note on {key} has changed", key="x\x1b[2J"))
        app.close()

    assert run_on(PaperstudyApp(empty.settings), refuse) == 1
    assert capsys.readouterr().err == "not done: the note on x has changed\n"
