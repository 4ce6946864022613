"""What is read of 5,000 meetings, as ratios to `python -c pass`, measured in the same run.

    python benchmarks/bench_sessions.py [--rounds 15] [--sessions 5000]

Makes a library of that many meetings in a temporary folder, the last of them weeks ahead, with 40
people, 200 papers and two presentations each; then runs each command in turn, round after round,
so that a busy moment falls on all of them alike. Prints medians; exit code 1 where a bound is
missed. Bytecode must be compiled: the first round is thrown away, and PYTHONDONTWRITEBYTECODE is
unset here.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from commands import Case, bench_commands, make_environ
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.library import PresentationRow, SessionRow
from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.papers import Author, CiteKey, PaperId, PaperRecord, PaperState
from paperstudy.store.store import open_store
from paperstudy.study.clock import utc_now

if TYPE_CHECKING:
    from datetime import date

    from paperstudy.store.views import Writer

PEOPLE = 40
PAPERS = 200
AHEAD = 20  # so many meetings are still to come
APART = timedelta(days=2)


CASES = (
    Case(("session", "list"), 8.0),
    Case(("session", "list", "--upcoming")),
    Case(("session", "list", "--past")),
    Case(("session", "list", "--all")),
    Case(("session", "list", "--json")),
    Case(("session", "show", "last")),
    Case(("session", "next")),
    Case(("person", "list")),
    Case(("stats",)),
    Case(("digest",)),
)


def make_library(database: str, count: int) -> None:
    """Fill a library with meetings; who presents goes round."""
    now = utc_now()
    with open_store(database) as store:
        with store.write() as tx:
            papers = [_add_paper(tx, number) for number in range(PAPERS)]
        with store.write() as tx:
            for number in range(count):
                day = now.date() + APART * (AHEAD - count + number)
                tx.sessions.add(_session(number, day, now.date(), papers))


def _add_paper(tx: Writer, number: int) -> PaperId:
    record = PaperRecord(
        "catalogue",
        f"Attention and retrieval in language models, part {number}",
        authors=(Author(f"Ada Author{number}"), Author("김민수")),
        year=2000 + number % 25,
        identifiers=(Identifier(Scheme.ARXIV, f"2001.{number:05}"),),
    )
    key = CiteKey(f"author{number}attention")
    return tx.papers.add(record, key, PaperState.OFFLINE, utc_now())


def _session(number: int, day: date, today: date, papers: list[PaperId]) -> SessionRow:
    names = [f"member {(number + step) % PEOPLE:02}" for step in range(8)]
    status = PresentationStatus.DONE if day < today else PresentationStatus.PLANNED
    paper = papers[number % len(papers)]
    talks = (
        PresentationRow((names[0],), "", status=status, paper_id=paper),
        PresentationRow((names[1], names[2]), f"How part {number} was trained", status=status),
    )
    return SessionRow(
        date=day,
        title=f"Meeting {number}: 언어 모델",
        starts="19:30",
        zone="Asia/Seoul",
        moderator=names[3],
        participants=tuple(names),
        presentations=talks,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure what is read of many meetings.")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--sessions", type=int, default=5000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="paperstudy-bench-") as name:
        environ = make_environ(Path(name), PAPERSTUDY_TIME_ZONE="Asia/Seoul")
        make_library(environ["PAPERSTUDY_DATABASE"], options.sessions)
        kept = bench_commands(CASES, environ, options.rounds)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
