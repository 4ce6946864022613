"""Import 10,000 entries, whole process, against bibtexparser's own parse of the same file.

Promised: at most 3 times that parse, and 250 MB. Both are measured in turns, by processor time
as well: on a machine that does other things at the same time, that is the figure to look at.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from make_bib import make_bib

_ENTRIES = 10_000
_RUNS = 3
_PARSE = "import sys, bibtexparser; bibtexparser.parse_file(sys.argv[1])"
_EMPTY = "import bibtexparser"


def main() -> None:
    """Print seconds and ratios."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else _ENTRIES
    with tempfile.TemporaryDirectory() as folder:
        bib = Path(folder) / "made.bib"
        bib.write_text(make_bib(count), encoding="utf-8")
        parse, whole = [], []
        for number in range(_RUNS):
            empty = _run(["-c", _EMPTY])
            parsed = _run(["-c", _PARSE, str(bib)])
            parse.append(tuple(a - b for a, b in zip(parsed, empty, strict=True)))
            database = str(Path(folder) / f"{number}.db")
            whole.append(_run(["-m", "paperstudy", "--database", database, "import", str(bib)]))
        size = bib.stat().st_size / 1e6
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"{count} entries, {size:.1f} MB; the largest process took {peak:.0f} MB")
    for place, name in enumerate(("wall", "processor")):
        one = median(row[place] for row in parse)
        other = median(row[place] for row in whole)
        print(f"{name:9}  parse {one:6.2f} s   import {other:6.2f} s   {other / one:.2f} times")


def _run(arguments: list[str]) -> tuple[float, float]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, *arguments]
    subprocess.run(command, check=True, capture_output=True, env=environment)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, used


if __name__ == "__main__":
    main()
