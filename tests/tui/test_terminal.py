"""The app in a real terminal: it starts, works, is resized, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import select
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.queries import PaperQuery

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.tui.conftest import Library

if sys.platform == "win32":
    pytest.skip("there are no pseudo-terminals here", allow_module_level=True)

import fcntl
import pty
import termios

TITLE = "Momentum Contrast"
ENOUGH = 60  # seconds, for a machine under load


class Terminal:
    """A terminal of 100x30 with the app in it: what is typed goes in, what is drawn is kept."""

    def __init__(
        self, library: Library, *command: str, columns: int = 100, lines: int = 30
    ) -> None:
        self._own, self._theirs = pty.openpty()
        self.resize(columns, lines)
        self.before = termios.tcgetattr(self._theirs)
        self.drawn = b""
        self.process = subprocess.Popen(
            [sys.executable, *(command or ("-m", "paperstudy"))],
            stdin=self._theirs,
            stdout=self._theirs,
            stderr=self._theirs,
            env={
                **os.environ,
                "PAPERSTUDY_DATABASE": library.settings.database,
                "TERM": "xterm-256color",
                "COLUMNS": "80",  # as a shell exported it once; the terminal knows better
                "LINES": "24",
            },
            start_new_session=True,
            preexec_fn=_take_terminal,  # noqa: PLW1509 - no threads of ours are there yet
        )

    def resize(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self._own, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def type(self, keys: str) -> None:
        os.write(self._own, keys.encode())

    @property
    def text(self) -> str:
        """What was drawn, without the codes between."""
        return re.sub(
            r"\x1b(\[[0-9;?<=>$]*[A-Za-z]|\][^\x07]*\x07)",
            "",
            self.drawn.decode("utf-8", "replace"),
        )

    def wait_for(self, text: str) -> None:
        """Read until a text is drawn that was not there before; forget what was drawn up to it."""
        until = time.monotonic() + ENOUGH
        while text not in self.text:
            assert time.monotonic() < until, f"{text} was never drawn: {self.text[-3000:]}"
            assert self._read() or self.process.poll() is None, self.text[-3000:]
        self.forgotten = self.drawn
        self.drawn = b""

    def wait(self) -> int:
        """Read until the app has ended; return its exit code."""
        until = time.monotonic() + ENOUGH
        while self.process.poll() is None:
            assert time.monotonic() < until, self.text[-3000:]
            self._read()
        while self._read():
            pass
        return self.process.returncode

    def hang_up(self) -> None:
        os.close(self._own)
        self._own = -1

    def close(self) -> None:
        for left in processes_of(self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(left, signal.SIGKILL)
        self.process.wait()
        os.close(self._theirs)
        if self._own >= 0:
            os.close(self._own)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._own], [], [], 0.1)
        if not ready:
            return False
        try:
            more = os.read(self._own, 65536)
        except OSError:  # nobody writes any more
            return False
        self.drawn += more
        return bool(more)

    def assert_restored(self) -> None:
        """The main screen is back, with its cursor, without mouse reports, in lines with echo."""
        assert self.drawn.rindex(b"\x1b[?1049l") > self.drawn.rfind(b"\x1b[?1049h")
        assert self.drawn.rindex(b"\x1b[?25h") > self.drawn.rfind(b"\x1b[?25l")
        for mode in (b"1000", b"1003", b"2004"):
            assert self.drawn.rindex(b"\x1b[?" + mode + b"l") > self.drawn.rfind(
                b"\x1b[?" + mode + b"h"
            )
        assert termios.tcgetattr(self._theirs) == self.before
        assert not processes_of(self.process.pid)


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def processes_of(session: int) -> list[int]:
    """Return the processes that were started in a session, the app's own and its children."""
    listed = subprocess.run(
        ["ps", "-eo", "pid,sess,stat"], capture_output=True, text=True, check=True
    )
    rows = [line.split() for line in listed.stdout.splitlines()[1:]]
    return [int(pid) for pid, sess, stat in rows if int(sess) == session and "Z" not in stat]


@contextmanager
def terminal(library: Library, *command: str) -> Iterator[Terminal]:
    opened = Terminal(library, *command)
    try:
        yield opened
    finally:
        opened.close()


def test_it_starts_works_is_resized_and_leaves_the_terminal_as_it_was(korean: Library) -> None:
    with terminal(korean) as screen:
        screen.wait_for(TITLE)
        screen.type("/masked autoencoders scalable\r")  # all at once: nothing goes to the list
        screen.wait_for("he2021masked")
        screen.type("n")
        screen.wait_for("^s save")
        screen.type("읽어 볼 것\x13")
        screen.wait_for("saved")
        screen.resize(160, 50)
        screen.wait_for(" 8 Activity")  # drawn so where there is room
        screen.resize(60, 15)
        screen.wait_for("Papers")
        screen.type("q")
        assert screen.wait() == 0
        screen.assert_restored()
    note = korean.ask(lambda study: study.library.get("he2021masked").note)
    assert note == "읽어 볼 것"


def test_the_main_screen_says_nothing_after_a_clean_end(korean: Library) -> None:
    with terminal(korean) as screen:
        screen.wait_for(TITLE)
        screen.type("q")
        assert screen.wait() == 0
        after = screen.drawn[screen.drawn.rindex(b"\x1b[?1049l") :]
        assert not re.sub(rb"\x1b\[[0-9;?<=>$]*[A-Za-z]", b"", after).strip()


def test_ctrl_c_ends_nothing_by_chance_and_says_how_to_leave(korean: Library) -> None:
    with terminal(korean) as screen:
        screen.wait_for(TITLE)
        screen.type("\x03")
        screen.wait_for("q leaves")
        screen.type("q")
        assert screen.wait() == 0
        screen.assert_restored()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_it_in_good_order(korean: Library, number: signal.Signals) -> None:
    with terminal(korean) as screen:
        screen.wait_for(TITLE)
        screen.type("n")
        screen.wait_for("^s save")
        screen.type("half a note")
        screen.wait_for("note")
        screen.process.send_signal(number)
        assert screen.wait() == 128 + number
        screen.assert_restored()
    with terminal(korean) as screen:
        screen.wait_for(TITLE)
        screen.type("n")
        screen.wait_for("half a note")


EDITOR = """
import sys, time
try:
    print("here is the editor", flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    with open(sys.argv[1], "a") as note:
        note.write(" and more")
"""


def test_ctrl_c_in_an_editor_is_the_editor_s(
    korean: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = korean.put("editor.py", EDITOR)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {editor}")
    monkeypatch.delenv("VISUAL", raising=False)
    with terminal(korean) as screen:
        screen.wait_for(TITLE)
        screen.type("n")
        screen.wait_for("^s save")
        screen.type("half a note\x0f")
        screen.wait_for("here is the editor")
        screen.type("\x03")
        screen.wait_for("and more")
        screen.type("\x13")
        screen.wait_for("saved")
        screen.type("q")
        assert screen.wait() == 0
        screen.assert_restored()


def test_who_leaves_while_the_library_is_busy_loses_nothing(korean: Library) -> None:
    before = korean.ask(lambda study: len(study.library.ids(PaperQuery())))
    with terminal(korean) as screen, closing(sqlite3.connect(korean.settings.database)) as lock:
        screen.wait_for(TITLE)
        lock.isolation_level = None
        lock.execute("BEGIN IMMEDIATE")
        screen.type("djdq")
        screen.wait_for("saving, then it ends")
        lock.execute("ROLLBACK")
        assert screen.wait() == 0
    assert korean.ask(lambda study: len(study.library.ids(PaperQuery()))) == before - 2


BREAKS = """
from paperstudy.__main__ import main
from paperstudy.tui.screens.papers import PapersScreen
from paperstudy.tui.widgets.dialogs import Prompt

broken = []

def on_input_changed(self, event):
    if event.value.endswith("!") and not broken:
        broken.append(True)
        raise ZeroDivisionError("the bug")

Prompt.on_input_changed = on_input_changed
raise SystemExit(main())
"""


def test_a_screen_that_breaks_loses_nothing_that_was_typed(korean: Library) -> None:
    with terminal(korean, "-c", BREAKS) as screen:
        screen.wait_for(TITLE)
        screen.type("t")
        screen.wait_for("Tags for")
        screen.type("half a tag!")
        screen.wait_for("begin anew")
        screen.type("t")
        screen.wait_for("half a tag!")
        screen.process.send_signal(signal.SIGTERM)
        screen.wait()
        assert "ZeroDivisionError: the bug" in screen.text
        screen.assert_restored()


def test_nothing_is_left_when_the_terminal_goes_away(korean: Library) -> None:
    with terminal(korean) as screen:
        screen.wait_for(TITLE)
        screen.hang_up()
        screen.process.wait(ENOUGH)
        assert not processes_of(screen.process.pid)


@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
def test_tmux_shows_the_shell_again_when_the_app_has_gone(korean: Library) -> None:
    def tmux(*words: str) -> str:
        command = ["tmux", "-L", f"paperstudy-{os.getpid()}", "-f", "/dev/null", *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def wait_for(text: str) -> str:
        until = time.monotonic() + ENOUGH
        while text not in (shown := tmux("capture-pane", "-p")):
            assert time.monotonic() < until, shown
        return shown

    start = f"PAPERSTUDY_DATABASE={korean.settings.database} {sys.executable} -m paperstudy; echo left $?"
    tmux("new-session", "-d", "-x", "100", "-y", "30", "-e", "PS1=$ ", "sh")
    try:
        tmux("send-keys", "-l", f"echo begun; {start}\n")
        wait_for(TITLE)
        tmux("send-keys", "q")
        shown = wait_for("left 0")
        assert "begun" in shown, "the screen from before is back"
        assert TITLE not in shown
        assert tmux(
            "display", "-p", "#{alternate_on} #{cursor_flag} #{mouse_any_flag}"
        ).split() == ["0", "1", "0"]
    finally:
        tmux("kill-server")
