from __future__ import annotations

import io
import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.cli.call import Call
from paperstudy.cli.output import Style, find_style, prepare_streams
from paperstudy.cli.progress import cancel_on_interrupt, show_progress
from paperstudy.domain.errors import UnreadableLogError
from paperstudy.domain.events import Finished, ItemDone, ItemFailed, Progress, Started

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Terminal(io.StringIO):
    """A stream that a person reads."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Terminal]:
    """Return what puts a terminal in place of stderr, which pytest sets anew for each phase."""

    def install() -> Terminal:
        made = Terminal()
        monkeypatch.setattr(sys, "stderr", made)
        return made

    return install


def work(count: int) -> Iterator[Any]:
    yield Started(count, "scan")
    for number in range(count):
        yield ItemDone(f"/logs/한글 {number}.md")
    yield ItemFailed("x", UnreadableLogError("no"))
    yield Finished(None)


def test_bar_is_drawn_over_itself_and_gone_at_the_end(look: Callable[[], Terminal]) -> None:
    terminal = look()
    call = Call(environ={"COLUMNS": "60"})
    assert len(list(show_progress(work(3), call))) == 6
    drawn = terminal.getvalue()
    assert "1/3" in drawn
    assert "\n" not in drawn
    assert drawn.endswith("\r\x1b[K")


def test_bar_is_gone_before_a_failure_is_told(look: Callable[[], Terminal]) -> None:
    terminal = look()
    for event in show_progress(work(1), Call(environ={})):
        if isinstance(event, ItemFailed):
            assert terminal.getvalue().endswith("\r\x1b[K")


@pytest.mark.parametrize("option", ["quiet", "plain"])
def test_no_bar_where_none_is_wanted(look: Callable[[], Terminal], option: str) -> None:
    terminal = look()
    call = Call(environ={})
    call.options[option] = True
    list(show_progress(work(3), call))
    assert terminal.getvalue() == ""


def test_no_bar_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    list(show_progress(work(3), Call(environ={})))
    assert capsys.readouterr().err == ""


def test_bar_goes_when_the_work_breaks_off(look: Callable[[], Terminal]) -> None:
    terminal = look()

    def broken() -> Iterator[Any]:
        yield Started(None, "add")
        yield ItemDone("a")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(show_progress(broken(), Call(environ={})))
    assert "1  a" in terminal.getvalue()
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_bar_stands_before_the_first_answer(look: Callable[[], Terminal]) -> None:
    terminal = look()
    list(show_progress([Started(3, "sync")], Call(environ={"COLUMNS": "60"})))
    assert terminal.getvalue() == "[........................] 0/3\r\x1b[K"


def test_part_of_an_item_fills_the_bar(look: Callable[[], Terminal]) -> None:
    terminal = look()

    def download() -> Iterator[Any]:
        yield Started(1, "pdf")
        yield Progress(50, 100, "dump\x1b[31m.json")
        yield Progress(60, 100, "dump.json")  # too soon after the last to be drawn
        yield Progress(100, 100, "dump.json")
        yield ItemDone("dump.json")
        yield Finished(None)

    list(show_progress(download(), Call(environ={"COLUMNS": "60"})))
    drawn = terminal.getvalue()
    assert "[############............] 50 %  dump.json" in drawn
    assert "60 %" not in drawn
    assert "[########################] 100 %  dump.json" in drawn
    assert drawn.endswith("\r\x1b[K")


def test_part_of_unknown_length_is_counted(look: Callable[[], Terminal]) -> None:
    terminal = look()
    list(show_progress([Progress(300161, None, "links")], Call(environ={"COLUMNS": "60"})))
    assert "300,161  links" in terminal.getvalue()
    assert "%" not in terminal.getvalue()


def test_bar_makes_room_for_what_is_printed(look: Callable[[], Terminal]) -> None:
    terminal = look()
    for event in show_progress(work(3), Call(environ={"COLUMNS": "60"}), printing=True):
        if isinstance(event, ItemDone):
            before = terminal.getvalue()
            assert not before or before.endswith("\r\x1b[K")
    assert terminal.getvalue().count("1/3") == 4, "it stands again behind each line"


def test_each_stream_has_a_bar_of_its_own_count(look: Callable[[], Terminal]) -> None:
    terminal = look()

    def two() -> Iterator[Any]:
        for _ in range(2):
            yield Started(2, "add")
            yield ItemDone("a")

    list(show_progress(two(), Call(environ={"COLUMNS": "60"})))
    assert "2/2" not in terminal.getvalue()


def test_token_can_be_had_in_another_thread() -> None:
    seen: list[bool] = []

    def run() -> None:
        with cancel_on_interrupt() as token:
            seen.append(token.cancelled)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert seen == [False]


def test_style_follows_the_terminal() -> None:
    assert find_style(Terminal(), {"COLUMNS": "100"}, plain=False) == Style(100, color=True)
    assert find_style(Terminal(), {"COLUMNS": "x"}, plain=False) == Style(80, color=True)
    assert not find_style(Terminal(), {"NO_COLOR": "1"}, plain=False).color
    assert not find_style(Terminal(), {"TERM": "dumb"}, plain=False).color
    assert find_style(Terminal(), {}, plain=True) == Style(plain=True)
    assert find_style(io.StringIO(), {}, plain=False) == Style(plain=True)
    closed = io.StringIO()
    closed.close()
    assert find_style(closed, {}, plain=False).plain


def test_streams_that_cannot_change_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    stderr = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stderr", stderr)
    prepare_streams({})
    assert stderr.encoding == "utf-8"
    assert stderr.errors == "backslashreplace"
