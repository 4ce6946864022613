"""Start-up of the commands as ratios to `python -c pass`, measured in the same run.

    python benchmarks/bench_start.py [--rounds 21] [--logs DIR]

Makes a library of 10,000 papers in a temporary folder, then runs each command in turn, round
after round, so that a busy moment falls on all of them alike. Prints medians; exit code 1 where
a bound is missed. The first scan and the idle scan are those of the logs in fixtures/logs, or of
another folder with --logs. Bytecode must be compiled: the first round is thrown
away, and PYTHONDONTWRITEBYTECODE is unset here.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, CiteKey, PaperRecord, PaperState
from paperstudy.store.store import open_store

PAPERS = 10_000
WORDS = [
    "attention",
    "retrieval",
    "contrastive",
    "diffusion",
    "segmentation",
    "transformer",
    "pretraining",
    "language",
    "한국어",
    "모델",
    "학습",
    "graph",
    "sparse",
    "federated",
    "prompt",
    "adversarial",
    "detection",
    "speech",
    "reinforcement",
    "영상",
]


@dataclass(frozen=True)
class Case:
    """A command, and how many times `python -c pass` it may take (None: printed only)."""

    name: str
    arguments: tuple[str, ...]
    bound: float | None


CASES = (
    Case("--version", ("--version",), 2.0),
    Case("--help", ("--help",), 6.0),
    Case("--help (한국어)", ("--lang", "ko", "--help"), 6.0),
    Case("list", ("list",), 7.0),
    Case("list --json --limit 50", ("list", "--json", "--limit", "50"), 7.0),
    Case("search, 50 hits", ("search", "needle"), 7.0),
    Case("search, 2 syllables", ("search", "모델"), 7.0),
    Case("show", ("show", "author5000word"), None),
    Case("list --all", ("list", "--all"), None),
)
LOGS = Path(__file__).parents[1] / "fixtures" / "logs"
FIRST_SCAN = 90.0
IDLE_SCAN = 8.0


def make_library(database: str) -> None:
    """Fill a library with generated papers; every two hundredth has the needle in its title."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    store = open_store(database)
    with store.write() as tx:
        for number in range(PAPERS):
            words = [WORDS[(number * step) % len(WORDS)] for step in (1, 3, 7, 11)]
            needle = " needle" if number % 200 == 0 else ""
            record = PaperRecord(
                "catalogue",
                f"{' '.join(words).title()} {number}{needle}",
                authors=(Author(f"Ada Author{number}"), Author("김민수"), Author("B. Third")),
                year=2000 + number % 25,
                venue="NeurIPS",
                abstract=" ".join(WORDS * 4),
                identifiers=(Identifier(Scheme.ARXIV, f"{1000 + number // 100:04}.{number:05}"),),
            )
            tx.papers.add(record, CiteKey(f"author{number}word"), PaperState.OFFLINE, at)
    store.close()


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


def bench_commands(environ: dict[str, str], rounds: int) -> bool:
    """Measure every command against a bare Python, in turn."""
    command = find_command()
    bare: list[float] = []
    times: dict[str, list[float]] = {case.name: [] for case in CASES}
    for number in range(rounds + 1):
        for case in CASES:
            beside = measure([sys.executable, "-c", "pass"], environ)
            taken = measure([*command, *case.arguments], environ)
            if number:
                bare.append(beside)
                times[case.name].append(taken)
    base = statistics.median(bare)
    report("python -c pass", base, base, None)
    kept = [report(c.name, statistics.median(times[c.name]), base, c.bound) for c in CASES]
    return all(kept)


def bench_scans(environ: dict[str, str], logs: Path, folder: Path, rounds: int) -> bool:
    """Measure a first scan and an idle one of the same logs."""
    command = find_command()
    copy = folder / "logs"
    shutil.copytree(logs, copy)
    bare: list[float] = []
    first: list[float] = []
    idle: list[float] = []
    for number in range(rounds):
        own = environ | {"PAPERSTUDY_DATABASE": str(folder / f"scan{number}.db")}
        first.append(measure([*command, "scan", str(copy)], own))
        for _ in range(3):
            bare.append(measure([sys.executable, "-c", "pass"], environ))
            idle.append(measure([*command, "scan", str(copy)], own))
    base = statistics.median(bare)
    kept = report("scan, first", statistics.median(first), base, FIRST_SCAN)
    return report("scan, idle", statistics.median(idle), base, IDLE_SCAN) and kept


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the start-up of the commands.")
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--logs", type=Path, default=LOGS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="paperstudy-bench-") as name:
        folder = Path(name)
        environ = {k: v for k, v in os.environ.items() if not k.startswith("PAPERSTUDY_")}
        environ.pop("PYTHONDONTWRITEBYTECODE", None)
        environ |= {"HOME": name, "LANG": "C.UTF-8", "PAPERSTUDY_DATABASE": str(folder / "b.db")}
        make_library(environ["PAPERSTUDY_DATABASE"])
        kept = bench_commands(environ, options.rounds)
        kept = bench_scans(environ, options.logs, folder, max(3, options.rounds // 5)) and kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
