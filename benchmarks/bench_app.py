"""The terminal app beside a trivial Textual app, measured in tmux in the same run.

    python benchmarks/bench_app.py [--rounds 5] [--keys 60] [--library FILE]

Makes a library of 100,000 papers and 5,000 sessions in a temporary folder (two minutes; with
--library it is kept and used again), then measures in turn: first paint, key to screen, search
as one types, memory, and key to screen while a scan runs in the app. Exit code 1 where a bound is
missed. Bytecode must be compiled: the first start is thrown away, and
PYTHONDONTWRITEBYTECODE is unset here.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from library import WORDS, make_library
from terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

PAPERS, SESSIONS = 100_000, 5_000
TRIVIAL = """
from textual.app import App
from textual.widgets import Input, Static

class Trivial(App):
    BINDINGS = [("j", "count", "count")]
    number = 0

    def compose(self):
        yield Static("ready 0")

    def action_count(self):
        self.number += 1
        self.query_one(Static).update(f"ready {self.number}")

Trivial().run()
"""
PAINT, KEY, SEARCH, MEMORY, BUSY = 1.5, 16.0, 40.0, 110.0, 50.0
_FOCUS = 0.5  # seconds in which the line to type into surely has the keys
QUERY = "98765"  # each figure narrows the list to other rows
LOGS, LINES = 300, 170  # files of about 17 kB: 5 MB


@dataclass(frozen=True)
class Program:
    """A program to measure: its command, and what its screen shows once it is ready."""

    command: tuple[str, ...]
    ready: Callable[[str], bool]


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 in 100 stay under."""
    return sorted(values)[max(0, round(len(values) * 0.95) - 1)]


def report(name: str, value: float, unit: str, bound: float | None = None) -> bool:
    """Print a row; return whether the bound is kept."""
    kept = bound is None or value <= bound
    limit = "" if bound is None else f"<= {bound:.1f}"
    print(f"{name:44} {value:9.1f} {unit:3} {limit:10}{'' if kept else 'MISSED'}", flush=True)
    return kept


def first_paint(program: Program, environ: Mapping[str, str]) -> float:
    """Return the milliseconds from the start of a program to its first screen."""
    with Terminal() as terminal:
        start = terminal.open(program.command, environ)
        return (terminal.wait(program.ready) - start) * 1000


def key_times(terminal: Terminal, presses: int) -> list[float]:
    """Return the milliseconds from each `j` to a screen that differs."""
    times = []
    for _ in range(presses):
        before = terminal.screen()
        start = terminal.type("j")
        times.append((terminal.wait(lambda now, before=before: now != before) - start) * 1000)
    return times


def measure_keys(program: Program, environ: Mapping[str, str], presses: int) -> list[float]:
    """Start a program and measure its keys."""
    with Terminal() as terminal:
        terminal.open(program.command, environ)
        terminal.wait(program.ready)
        return key_times(terminal, presses)


def measure_search(program: Program, environ: Mapping[str, str], rounds: int) -> list[float]:
    """Return the milliseconds from each letter of a search to a list that fits it."""
    times = []
    with Terminal() as terminal:
        terminal.open(program.command, environ)
        terminal.wait(program.ready)
        for _ in range(rounds):
            terminal.type("/")
            time.sleep(_FOCUS)
            for letter in QUERY:
                before = terminal.screen()
                start = terminal.type(letter)
                end = terminal.wait(lambda now, before=before: rows(now) != rows(before))
                times.append((end - start) * 1000)
            terminal.type("Escape")  # to the list
            time.sleep(_FOCUS)
            terminal.type("Escape")  # out of the search
            terminal.wait(program.ready)
    return times


def rows(screen: str) -> list[str]:
    """Return the list of a screen, without the bars and the line that is typed into."""
    return screen.splitlines()[4:-1]


def measure_memory(program: Program, environ: Mapping[str, str]) -> float:
    """Return the resident megabytes after a walk through the list."""
    with Terminal() as terminal:
        terminal.open(program.command, environ)
        terminal.wait(program.ready)
        for key in ("End", "Home", *["PageDown"] * 20):
            before = terminal.screen()
            terminal.type(key)
            terminal.wait(lambda now, before=before: now != before)
        return terminal.resident()


def make_logs(folder: Path) -> None:
    """Write 5 MB of study logs, each of a day of its own."""
    folder.mkdir()
    names = ("ViT", "BERT", "ResNet", "GAN", "Transformer 논문", "DDPM", "CLIP", "LoRA")
    for number in range(LOGS):
        day = date(2020, 1, 1) + timedelta(days=number)
        lines = [f"# {day} 피어 세션", "", "- 모더레이터: 김민수", ""]
        for at in range(LINES):
            words = " ".join(WORDS[(number * 7 + at * step) % len(WORDS)] for step in (1, 3, 7, 11))
            lines.append(f"- {names[(number + at) % len(names)]}: {words} 오늘 이야기한 것 {at}")
        text = "\n".join(lines) + "\n"
        (folder / f"{day}-day.md").write_text(text, encoding="utf-8")


def measure_busy(program: Program, environ: Mapping[str, str], presses: int) -> list[float]:
    """Return the key times while the app reads 5 MB of logs into a copy of its library."""
    times: list[float] = []
    with Terminal() as terminal:
        terminal.open(program.command, environ)
        terminal.wait(program.ready)
        terminal.type("6")
        terminal.wait(lambda now: "R" in now.splitlines()[-1])
        terminal.type("R")
        terminal.wait(lambda now: "/" in now.splitlines()[0])  # 12/300 in the bar
        terminal.type("2")
        terminal.wait(program.ready)
        while len(times) < presses and "/" in terminal.screen().splitlines()[0]:
            times += key_times(terminal, 5)
    return times


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the terminal app.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--keys", type=int, default=60)
    parser.add_argument("--library", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="paperstudy-bench-") as name:
        folder = Path(name)
        library = options.library or folder / "library.db"
        if not library.exists():
            make_library(str(library), papers=PAPERS, sessions=SESSIONS)
        return 0 if bench(folder, library, options.rounds, options.keys) else 1


def bench(folder: Path, library: Path, rounds: int, keys: int) -> bool:
    """Measure everything; return whether all bounds are kept."""
    environ = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "PAPERSTUDY_DATABASE": str(library),
        "PAPERSTUDY_LOGS": str(folder / "logs"),
        "PAPERSTUDY_OFFLINE": "1",
    }
    script = folder / "trivial.py"
    script.write_text(TRIVIAL, encoding="utf-8")
    make_logs(folder / "logs")
    trivial = Program((sys.executable, str(script)), lambda now: "ready 0" in now)
    newest = f"{PAPERS - 1}"
    ours = Program((sys.executable, "-m", "paperstudy"), lambda now: newest in now)
    plain, full = [], []
    for number in range(rounds + 1):
        pair = first_paint(trivial, environ), first_paint(ours, environ)
        if number:
            plain.append(pair[0])
            full.append(pair[1])
    base = statistics.median(plain)
    report("first paint, trivial", base, "ms")
    paint = statistics.median(full)
    kept = [report("first paint, ours", paint, "ms", base * PAINT)]
    floor = p95(measure_keys(trivial, environ, keys))
    report("key to screen p95, trivial", floor, "ms")
    key = p95(measure_keys(ours, environ, keys))
    kept.append(report("key to screen p95, ours", key, "ms", floor + KEY))
    search = p95(measure_search(ours, environ, rounds))
    kept.append(report("search, letter to list p95", search, "ms", floor + SEARCH))
    kept.append(report("resident, ours", measure_memory(ours, environ), "MB", MEMORY))
    copied = folder / "scanned.db"
    shutil.copy(library, copied)
    busy = measure_busy(ours, environ | {"PAPERSTUDY_DATABASE": str(copied)}, keys)
    kept.append(report(f"key p95 while scanning ({len(busy)})", p95(busy), "ms", floor + BUSY))
    return all(kept)


if __name__ == "__main__":
    sys.exit(main())
