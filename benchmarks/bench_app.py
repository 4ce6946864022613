"""The terminal app beside a trivial Textual app, measured in tmux in the same run.

    python benchmarks/bench_app.py [--rounds 5] [--keys 60] [--library FILE]

Makes a library of 100,000 papers and 5,000 sessions in a temporary folder (two minutes; with
--library it is kept and used again), then measures in each round, one after the other: first
paint, key to screen, search as one types, and key to screen while a scan runs in the app; each
p95 is that of a round, and what is reported and held against its bound is the median of the
rounds. A key counts until the cursor is drawn on another row, a letter of a search until the list
begins with the paper that the longer word finds first; whatever else is drawn meanwhile counts
for nothing. Letters come ten a second, as fast as people type, or later where the list is late.
Exit code 1 where a bound is missed. Bytecode must be compiled: the first round of starts is
thrown away, and PYTHONDONTWRITEBYTECODE is unset here.
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
    from collections.abc import Callable, Iterator, Mapping, Sequence

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
INSTALLED = """
import sys
from paperstudy.__main__ import main

sys.exit(main())
"""
PAINT, KEY, SEARCH, MEMORY, BUSY = 1.5, 16.0, 40.0, 110.0, 50.0
_FOCUS = 0.5  # seconds in which the line to type into surely has the keys
_RHYTHM = 0.1  # seconds from one letter to the next
# Letters, and the newest paper of the library that has them and those before them.
LETTERS = (("0", 99990), ("1", 99901), ("2", 99012), ("3", 90123), ("4", 1234))
SEARCHES = 3  # in a round
STARTS = 3  # of each program in a round
LIST_TOP = 4  # lines above the first row
LOGS, LINES = 300, 170  # files of about 17 kB: 5 MB


@dataclass(frozen=True)
class Program:
    """A program to measure: its command, what its screen shows once ready, and what a key moves."""

    command: tuple[str, ...]
    ready: Callable[[str], bool]
    moved: Callable[[str], object]


@dataclass(frozen=True)
class Bench:
    """What is measured: both programs, their surroundings, and how many keys are pressed."""

    trivial: Program
    ours: Program
    environ: Mapping[str, str]
    folder: Path
    keys: int


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


def key_times(terminal: Terminal, program: Program, presses: int) -> list[float]:
    """Return the milliseconds from each `j` until what it moves has moved."""
    times = []
    for _ in range(presses):
        before = program.moved(terminal.screen())
        start = terminal.type("j")
        end = terminal.wait(lambda now, before=before: program.moved(now) not in {before, None})
        times.append((end - start) * 1000)
    return times


def measure_keys(program: Program, environ: Mapping[str, str], presses: int) -> list[float]:
    """Start a program and measure its keys."""
    with Terminal() as terminal:
        terminal.open(program.command, environ)
        terminal.wait(program.ready)
        return key_times(terminal, program, presses)


def measure_search(program: Program, environ: Mapping[str, str]) -> list[float]:
    """Return the milliseconds from each letter of a search to the list that belongs to it."""
    times = []
    with Terminal() as terminal:
        terminal.open(program.command, environ)
        terminal.wait(program.ready)
        for _ in range(SEARCHES):
            terminal.type("/")
            time.sleep(_FOCUS)
            for letter, newest in LETTERS:
                start = terminal.type(letter)
                end = terminal.wait(lambda now, newest=newest: begins_with(now, newest))
                times.append((end - start) * 1000)
                time.sleep(max(0.0, start + _RHYTHM - time.perf_counter()))
            terminal.type("Escape")  # to the list
            time.sleep(_FOCUS)
            terminal.type("Escape")  # out of the search
            terminal.wait(program.ready)
    return times


def begins_with(screen: str, number: int) -> bool:
    """Tell whether the list, below the bars and its titles, begins with a paper."""
    lines = screen.splitlines()
    return len(lines) > LIST_TOP and f"Author{number} " in lines[LIST_TOP]


def cursor_of(screen: str) -> object:
    """Return the row of the list that has the cursor, and where it is; None without one."""
    rows = enumerate(screen.splitlines())
    return next(((at, row.split("▏")[0]) for at, row in rows if row.startswith(">")), None)


def measure_memory(program: Program, environ: Mapping[str, str]) -> float:
    """Return the resident megabytes after a walk through the list."""
    with Terminal() as terminal:
        terminal.open(program.command, environ)
        terminal.wait(lambda now: f"{PAPERS:,}" in now)  # all are there, not the first alone
        for key in ("End", "Home", *["PageDown"] * 20):
            before = program.moved(terminal.screen())
            terminal.type(key)
            terminal.wait(lambda now, before=before: program.moved(now) not in {before, None})
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
            times += key_times(terminal, program, 5)
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
    trivial = (sys.executable, str(script))
    installed = folder / "paperstudy"  # as a package installer writes it
    installed.write_text(INSTALLED, encoding="utf-8")
    ours = (sys.executable, str(installed))
    measured = Bench(
        Program(trivial, lambda now: "ready 0" in now, lambda now: now.strip() or None),
        Program(ours, lambda now: begins_with(now, PAPERS - 1), cursor_of),
        environ,
        folder,
        keys,
    )
    for program in (measured.trivial, measured.ours):
        first_paint(program, environ)
    figures: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, value in measure_round(measured, library):
            figures.setdefault(name, []).append(value)
    print("\nall rounds:")
    for name, values in figures.items():
        print(f"{name:44}", *(f"{value:9.1f}" for value in values))
    print("\nmedians:")
    return judge({name: statistics.median(values) for name, values in figures.items()})


def measure_round(bench: Bench, library: Path) -> Iterator[tuple[str, float]]:
    """Measure everything once, the two programs one right after the other."""
    environ, keys = bench.environ, bench.keys
    starts = [
        (first_paint(bench.trivial, environ), first_paint(bench.ours, environ))
        for _ in range(STARTS)
    ]
    yield "first paint, trivial", statistics.median(one for one, _ in starts)
    yield "first paint, ours", statistics.median(one for _, one in starts)
    yield "key to screen p95, trivial", p95(measure_keys(bench.trivial, environ, keys))
    yield "key to screen p95, ours", p95(measure_keys(bench.ours, environ, keys))
    yield "search, letter to list p95", p95(measure_search(bench.ours, environ))
    yield "resident, ours", measure_memory(bench.ours, environ)
    copied = bench.folder / "scanned.db"
    for suffix in ("", "-wal", "-shm"):
        Path(f"{copied}{suffix}").unlink(missing_ok=True)
    shutil.copy(library, copied)
    busy = measure_busy(bench.ours, {**environ, "PAPERSTUDY_DATABASE": str(copied)}, keys)
    yield "key p95 while scanning", p95(busy)


def judge(figures: Mapping[str, float]) -> bool:
    """Print the medians beside their bounds; return whether all are kept."""
    paint, floor = figures["first paint, trivial"], figures["key to screen p95, trivial"]
    bounds = {
        "first paint, ours": paint * PAINT,
        "key to screen p95, ours": floor + KEY,
        "search, letter to list p95": floor + SEARCH,
        "resident, ours": MEMORY,
        "key p95 while scanning": floor + BUSY,
    }
    units = {"resident, ours": "MB"}
    kept = [
        report(name, value, units.get(name, "ms"), bounds.get(name))
        for name, value in figures.items()
    ]
    return all(kept)


if __name__ == "__main__":
    sys.exit(main())
