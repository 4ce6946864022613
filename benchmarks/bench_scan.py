"""Time a first scan and an idle re-scan as ratios to `python -c pass`, whole processes.

    python benchmarks/bench_scan.py [FOLDER] [--runs N]

FOLDER holds study logs (default: fixtures/logs). The three commands are run in turn, so that a
machine that slows down slows all of them; medians of N runs are printed.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROMISES = {"first scan": 90.0, "idle re-scan": 8.0}


def seconds(command: list[str], home: Path) -> float:
    """Run a command once, quietly, with a home of its own; return its wall time in seconds."""
    environment = {
        **{k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "PAPERSTUDY_OFFLINE": "1",
    }
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    taken = time.perf_counter() - start
    if done.returncode not in (0, 8):
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr.decode()}")
    return taken


def main() -> None:
    """Run the benchmark and print one line per promise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = Path(__file__).parent.parent / "fixtures" / "logs"
    parser.add_argument("folder", nargs="?", type=Path, default=default)
    parser.add_argument("--runs", type=int, default=7)
    args = parser.parse_args()
    scan = [sys.executable, "-m", "paperstudy", "scan", str(args.folder)]
    times: dict[str, list[float]] = {"floor": [], **{name: [] for name in PROMISES}}
    for run in range(args.runs + 1):
        with tempfile.TemporaryDirectory() as home:
            taken = {
                "floor": seconds([sys.executable, "-c", "pass"], Path(home)),
                "first scan": seconds(scan, Path(home)),
                "idle re-scan": seconds(scan, Path(home)),
            }
        for name, value in taken.items():
            if run:  # the first round compiles and warms
                times[name].append(value)
    floor = statistics.median(times["floor"])
    print(f"python -c pass: {floor * 1000:.1f} ms (median of {args.runs})")
    for name, promise in PROMISES.items():
        ratio = statistics.median(times[name]) / floor
        print(f"{name:14} {ratio:6.1f} x   promise <= {promise:g} x")


if __name__ == "__main__":
    main()
