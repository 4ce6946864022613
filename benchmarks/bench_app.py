"""The terminal app beside a trivial Textual app, measured in tmux in the same run.

    python benchmarks/bench_app.py [--rounds 5] [--keys 60] [--library FILE] [--logs-mb 5]

Makes a library of 100,000 papers and 5,000 sessions in a temporary folder (two minutes; with
--library it is kept and used again), then measures in turn: first paint, key to screen, search
as one types, memory, and key to screen while a scan runs in the app. Exit code 1 where a bound is
missed. Bytecode must be compiled: the first start is thrown away, and
PYTHONDONTWRITEBYTECODE is unset here.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from library import make_library
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
QUERY = "needle"


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
    with Terminal("paperstudy-bench") as terminal:
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
    with Terminal("paperstudy-bench") as terminal:
        terminal.open(program.command, environ)
        terminal.wait(program.ready)
        return key_times(terminal, presses)


def measure_search(program: Program, environ: Mapping[str, str], rounds: int) -> list[float]:
    """Return the milliseconds from each letter of a search to a list that fits it."""
    times = []
    with Terminal("paperstudy-bench") as terminal:
        terminal.open(program.command, environ)
        terminal.wait(program.ready)
        for _ in range(rounds):
            terminal.type("/")
            terminal.wait(lambda now: "/" in now)
            typed = ""
            for letter in QUERY:
                typed += letter
                before = terminal.screen()
                start = terminal.type(letter)
                times.append((terminal.wait(lambda now, b=before, t=typed: changed(b, now, t)) - start) * 1000)
            terminal.type("Escape")
            terminal.wait(program.ready)
    return times


def changed(before: str, now: str, typed: str) -> bool:
    """Tell whether the list, not only the line that is typed into, shows something else."""
    old = [line for line in before.splitlines() if typed[:-1] not in line or "Author" in line]
    new = [line for line in now.splitlines() if typed not in line or "Author" in line]
    return old != new


def measure_memory(program: Program, environ: Mapping[str, str]) -> float:
    """Return the resident megabytes after a walk through the list."""
    with Terminal("paperstudy-bench") as terminal:
        terminal.open(program.command, environ)
        terminal.wait(program.ready)
        for key in ("End", "Home", *["PageDown"] * 20):
            before = terminal.screen()
            terminal.type(key)
            terminal.wait(lambda now, before=before: now != before)
        return terminal.resident()
