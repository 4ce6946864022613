"""The person's own editor: how it is found and told a line, and what it may do to the app."""

from __future__ import annotations

import signal
import sys
import tempfile
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.domain.errors import InvalidInputError
from paperstudy.tui.editor import command_for, edit_outside, find_editor
from tests.tui.conftest import open_app

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Library


class FakeApp:
    """Steps aside, as it has no terminal to do so on."""

    def suspend(self) -> Any:
        return nullcontext()


APP: Any = FakeApp()


@pytest.fixture(autouse=True)
def no_visual(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VISUAL", raising=False)


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that files go to which are nobody's."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"EDITOR": "vi"}, ["vi"]),
        ({"EDITOR": "vi", "VISUAL": "code --wait"}, ["code", "--wait"]),
        ({"EDITOR": '"/my programs/ed" -x'}, ["/my programs/ed", "-x"]),
    ],
)
def test_the_editor_is_found(environ: dict[str, str], words: list[str]) -> None:
    assert find_editor(environ) == words


@pytest.mark.parametrize("command", ["", "  ", "vi '", 'vi "'])
def test_what_is_no_command_is_refused_with_what_to_do(command: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        find_editor({"EDITOR": command})
    assert "EDITOR=vi" in refused.value.hint


def test_editors_are_told_the_line_each_in_its_way() -> None:
    assert command_for(["vi"], "a.md", 3) == ["vi", "+3", "a.md"]
    assert command_for(["hx"], "a.md", 3) == ["hx", "a.md:3"]
    assert command_for(["code", "-w"], "a.md", 3) == ["code", "-w", "--goto", "a.md:3"]
    assert command_for(["vi"], "a.md", 0) == ["vi", "a.md"]


async def test_an_editor_that_is_no_command_breaks_no_screen(
    korean: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "vi '")
    async with open_app(korean) as ui:
        await ui.press("n")
        await ui.type("half a note")
        await ui.press("ctrl+o")
        assert "is no command" in ui.toasts[-1]
        assert "half a note" in ui.text


def test_an_editor_that_cannot_start_leaves_nothing_behind(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "nosucheditor")
    with pytest.raises(InvalidInputError, match="nosucheditor"):
        edit_outside(APP, "a secret note")
    assert not list(scratch.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="signals are of POSIX")
def test_ctrl_c_is_for_the_editor_and_what_ends_us_waits_for_it(
    scratch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The editor interrupts the app and asks it to end; it does not ignore Ctrl-C itself."""
    seen: list[int] = []
    before = {
        number: signal.signal(number, lambda got, _: seen.append(got))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    editor = scratch.parent / "editor.py"
    editor.write_text(
        "import os, signal, sys\n"
        "os.kill(os.getppid(), signal.SIGINT)\n"
        "os.kill(os.getppid(), signal.SIGQUIT)\n"
        "os.kill(os.getppid(), signal.SIGTERM)\n"
        "with open(sys.argv[1], 'a') as note:\n"
        "    default = signal.getsignal(signal.SIGINT) is signal.default_int_handler\n"
        "    note.write(f' {default}')\n"
    )
    monkeypatch.setenv("EDITOR", f"{sys.executable} {editor}")
    try:
        assert edit_outside(APP, "note") == "note True"
        assert seen == [signal.SIGTERM]
        assert not list(scratch.iterdir())
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
