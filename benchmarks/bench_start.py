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
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from commands import Case, bench_commands, find_command, make_environ, measure, report
from library import make_library

PAPERS = 10_000
CASES = (
    Case(("--version",), 2.0),
    Case(("--help",), 6.0),
    Case(("--lang", "ko", "--help"), 6.0, "--help (한국어)"),
    Case(("list",), 7.0),
    Case(("list", "--json", "--limit", "50"), 7.0),
    Case(("search", "needle"), 7.0, "search, 50 hits"),
    Case(("search", "모델"), 7.0, "search, 2 syllables"),
    Case(("show", "author5000word"), name="show"),
    Case(("list", "--all")),
)
LOGS = Path(__file__).parents[1] / "fixtures" / "logs"
FIRST_SCAN = 90.0
IDLE_SCAN = 8.0


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
        environ = make_environ(folder)
        make_library(environ["PAPERSTUDY_DATABASE"], papers=PAPERS)
        kept = bench_commands(CASES, environ, options.rounds)
        kept = bench_scans(environ, options.logs, folder, max(3, options.rounds // 5)) and kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
