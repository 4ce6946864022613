"""Import of dumps of Papers with Code: seconds and memory, each in a process of its own.

    python benchmarks/bench_archive.py [FOLDER] [--rounds 3] [--quick]

FOLDER holds dumps as `make_dumps.py` writes them; they are made there where they are not (some
minutes and 700 MB), in a temporary folder where none is named. `--quick` takes a tenth of the
rows and of the bounds. Prints the median of the seconds, the most memory, and the ratio to what
unpacking and parsing of the same file takes alone; exit code 1 where a bound is missed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import make_dumps
from paperstudy.domain.archive import ImportedDump
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.matching.catalogue import load_catalogue
from paperstudy.matching.methods import with_methods
from paperstudy.matching.recognise import NameRecogniser
from paperstudy.sources.dumps import read_dump
from paperstudy.store.archive import open_archive


@dataclass(frozen=True)
class Case:
    """A dump, and what its import may take; None: printed only."""

    kind: str
    rows: int
    seconds: float | None
    megabytes: int | None


CASES = (
    Case("links", make_dumps.LINKS, 8.0, 80),
    Case("papers", make_dumps.PAPERS, 90.0, 120),
    Case("methods", make_dumps.METHODS, None, None),
    Case("tables", make_dumps.TABLES, None, None),
)
LOADING = 0.1
SEARCHES = 50


def import_dump(database: str, path: Path) -> int:
    """Import one dump, as the command does; print seconds and bytes of memory."""
    start = time.perf_counter()
    token = CancelToken()
    dump = read_dump(path, token)
    at = datetime(2026, 1, 1, tzinfo=UTC)

    def sign(rows: int) -> ImportedDump:
        return ImportedDump(dump.kind, path.name, dump.size, rows, dump.skipped, at, dump.dated)

    for step in open_archive(database).replace(dump.kind, dump.batches(), sign, token):
        last = step
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps([seconds, memory, last.rows]))
    return 0


def parse_dump(path: Path) -> float:
    """Return the seconds that unpacking and parsing alone take: the floor."""
    start = time.perf_counter()
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            if len(line) > 2:
                json.loads(line.rstrip().rstrip(","))
    return time.perf_counter() - start


def measure(database: Path, path: Path) -> tuple[float, int, int]:
    """Import a dump in a process of its own."""
    environ = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    line = [sys.executable, __file__, "--import", str(path), str(database)]
    done = subprocess.run(line, env=environ, stdout=subprocess.PIPE, check=True)
    seconds, memory, rows = json.loads(done.stdout)
    return seconds, memory, rows


def bench_imports(folder: Path, rounds: int, share: float) -> bool:
    """Measure every import."""
    kept = True
    for case in CASES:
        path = folder / make_dumps.NAMES[case.kind]
        wanted = int(case.rows * share)
        if not path.exists():
            make_dumps.make_dump(folder, case.kind, wanted)
        floor = parse_dump(path)
        taken = [measure(folder / "archive.db", path) for _ in range(rounds)]
        seconds = statistics.median(each[0] for each in taken)
        megabytes = max(each[1] for each in taken) / 1_000_000
        in_time = case.seconds is None or seconds <= max(1.0, case.seconds * share)
        in_room = case.megabytes is None or megabytes <= case.megabytes
        verdict = "" if in_time and in_room else "MISSED"
        print(
            f"{case.kind:8} {taken[0][2]:9,} rows {seconds:7.2f} s {megabytes:6.0f} MB"
            f" {seconds / floor:6.2f} x parsing alone {verdict}"
        )
        kept = kept and in_time and in_room
    return kept


def bench_use(folder: Path) -> bool:
    """Measure look-ups, searches, and what methods cost a scan."""
    archive = open_archive(folder / "archive.db")
    papers = [make_dumps.paper_fields(number) for number in range(1, 401)]
    ids = [Identifier(Scheme.ARXIV, p["arxiv"]) for p in papers if p["arxiv"]]
    start = time.perf_counter()
    found = archive.find(ids)
    print(f"find     {len(found):9,} papers {(time.perf_counter() - start) * 1000:6.1f} ms")
    times, hits = [], 0
    for paper in papers[:SEARCHES]:
        start = time.perf_counter()
        records = archive.search(paper["title"], 10)
        times.append(time.perf_counter() - start)
        hits += bool(records) and records[0].title.casefold() == paper["title"].casefold()
    print(f"search   {hits:3} of {SEARCHES} found first {statistics.median(times) * 1000:6.1f} ms")
    catalogue = load_catalogue()
    NameRecogniser(catalogue)
    extra = []
    for _ in range(15):
        start = time.perf_counter()
        NameRecogniser(catalogue)
        middle = time.perf_counter()
        NameRecogniser(with_methods(catalogue, archive.methods()))
        extra.append((time.perf_counter() - middle) - (middle - start))
    seconds = statistics.median(sorted(extra)[:5])  # a busy moment says nothing of so short a time
    verdict = "" if seconds <= LOADING else "MISSED"
    print(f"methods  {seconds * 1000:6.1f} ms more to make a recogniser {verdict}")
    return not verdict and hits == SEARCHES


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the import of dumps.")
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--import", dest="dump", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.dump is not None:
        return import_dump(str(options.folder), options.dump)
    with tempfile.TemporaryDirectory(prefix="paperstudy-bench-") as name:
        folder = options.folder or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("archive.db*"):
            old.unlink()
        kept = bench_imports(folder, options.rounds, 0.1 if options.quick else 1.0)
        kept = bench_use(folder) and kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
