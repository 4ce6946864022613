"""A program in a real terminal, for benchmarks: tmux driven over one control connection.

A control connection answers in well under a millisecond, where a process of tmux for each look
at the screen would take several and blur what is measured.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType
    from typing import Self

_NUMBERS = count()
_PAUSE = 0.0005  # between two looks at the screen, in seconds


class Terminal:
    """A tmux server of its own for one program, which `open` starts, once."""

    def __init__(self, *, columns: int = 160, rows: int = 50) -> None:
        self._name = f"paperstudy-{os.getpid()}-{next(_NUMBERS)}"
        size = ("-x", str(columns), "-y", str(rows))
        self._run("-f", "/dev/null", "new-session", "-d", *size, "sleep 1000000")
        self._run("set-option", "-g", "remain-on-exit", "on")
        self._run("set-option", "-g", "escape-time", "0")
        self._run("set-option", "-g", "window-size", "manual")
        self._control = subprocess.Popen(
            ["tmux", "-L", self._name, "-C", "attach"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        self._rest = b""
        self.ask("refresh-client -f no-output")
        self._run("resize-window", *size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._run("kill-server")
        self._control.wait(10)

    def open(self, command: Sequence[str], environ: Mapping[str, str]) -> float:
        """Start the program; return when."""
        given = " ".join(f"{name}={shlex.quote(value)}" for name, value in environ.items())
        line = f"exec env -i {given} {shlex.join(command)}"
        start = time.perf_counter()
        self.ask(f"respawn-window -k {shlex.quote(line)}")
        return start

    def type(self, *keys: str) -> float:
        """Send keys by their names (`j`, `Enter`, `C-d`); return when."""
        start = time.perf_counter()
        self.ask("send-keys " + " ".join(shlex.quote(key) for key in keys))
        return start

    def screen(self) -> str:
        """Return the screen as text."""
        return self.ask("capture-pane -p")

    def wait(self, until: Callable[[str], bool], *, seconds: float = 30.0) -> float:
        """Return when the screen first satisfies `until`.

        Raises:
            TimeoutError: it never did; the message is the screen.
        """
        end = time.perf_counter() + seconds
        while True:
            screen = self.screen()
            now = time.perf_counter()
            if until(screen):
                return now
            if now > end:
                raise TimeoutError(screen)
            time.sleep(_PAUSE)

    def resident(self) -> float:
        """Return the resident memory of the program, in megabytes."""
        pid = self.ask("display-message -p '#{pane_pid}'").strip()
        status = Path("/proc", pid, "status").read_text(encoding="utf-8")
        row = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(row.split()[1]) / 1024

    def ask(self, command: str) -> str:
        """Give tmux a command and return its answer."""
        assert self._control.stdin is not None
        self._control.stdin.write(command.encode() + b"\n")
        lines: list[str] = []
        inside = False
        while True:
            line = self._line()
            if line.startswith(("%end", "%error")) and inside:
                return "\n".join(lines)
            if inside:
                lines.append(line)
            elif line.startswith("%begin") and line.endswith(" 1"):  # 1: of this connection
                inside = True

    def _line(self) -> str:
        assert self._control.stdout is not None
        while b"\n" not in self._rest:
            data = self._control.stdout.read(65536)
            if not data:
                raise RuntimeError("tmux has gone")
            self._rest += data
        line, self._rest = self._rest.split(b"\n", 1)
        return line.decode(errors="replace").rstrip("\r")

    def _run(self, *arguments: str) -> None:
        subprocess.run(["tmux", "-L", self._name, *arguments], check=True, capture_output=True)
