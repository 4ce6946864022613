"""Commands measured as ratios to `python -c pass`, in the same run and each in turn."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Case:
    """A command, and how many times `python -c pass` it may take (None: printed only)."""

    arguments: tuple[str, ...]
    bound: float | None = None
    name: str = ""

    @property
    def title(self) -> str:
        """Its name, else how the command is written."""
        return self.name or " ".join(self.arguments)


def make_environ(home: Path, **more: str) -> dict[str, str]:
    """Return an environment without settings, where bytecode is kept and home is a folder."""
    environ = {k: v for k, v in os.environ.items() if not k.startswith("PAPERSTUDY_")}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    database = str(home / "b.db")
    return environ | {"HOME": str(home), "LANG": "C.UTF-8", "PAPERSTUDY_DATABASE": database} | more


def find_command() -> list[str]:
    """Return the installed command, as a person starts it; else the module."""
    script = Path(sys.executable).with_name("paperstudy")
    return [str(script)] if script.exists() else [sys.executable, "-m", "paperstudy"]


def measure(line: list[str], environ: dict[str, str]) -> float:
    """Return the seconds that a process takes."""
    start = time.perf_counter()
    subprocess.run(line, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)
    return time.perf_counter() - start


def report(name: str, seconds: float, bare: float, bound: float | None) -> bool:
    """Print a row; return whether the bound is kept."""
    ratio = seconds / bare
    kept = bound is None or ratio <= bound
    limit = "" if bound is None else f"<= {bound:g}"
    print(f"{name:26} {seconds * 1000:8.1f} ms {ratio:6.2f} x  {limit:8}{'' if kept else 'MISSED'}")
    return kept


def bench_commands(cases: Sequence[Case], environ: dict[str, str], rounds: int) -> bool:
    """Print the median of every command; return whether all bounds are kept.

    They run round after round, so that a busy moment falls on all of them alike; the first round
    compiles, and does not count.
    """
    command = find_command()
    bare: list[float] = []
    times: dict[str, list[float]] = {case.title: [] for case in cases}
    for number in range(rounds + 1):
        for case in cases:
            beside = measure([sys.executable, "-c", "pass"], environ)
            taken = measure([*command, *case.arguments], environ)
            if number:
                bare.append(beside)
                times[case.title].append(taken)
    base = statistics.median(bare)
    report("python -c pass", base, base, None)
    kept = [report(c.title, statistics.median(times[c.title]), base, c.bound) for c in cases]
    return all(kept)
