"""Exchange: 10,000 entries of about 1.5 kB out and in, against bibtexparser's parse of the file.

    python benchmarks/bench_exchange.py [ENTRIES]

Prints each time as a ratio to that parse, in the same run and on the same file, and the memory
of the process that did it. Exit code 1 where a bound is missed: export 0.45, resident 250 MB.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, PaperRecord, PaperState, Publication
from paperstudy.store.store import open_store

ENTRIES = 10_000
ROUNDS = 5
RATIO = 0.45
MEGABYTES = 250
WORDS = [
    "attention",
    "learning",
    "deep",
    "neural",
    "network",
    "transformer",
    "graph",
    "contrastive",
    "representation",
    "image",
    "language",
    "model",
    "generation",
    "sparse",
    "efficient",
    "robust",
    "adaptation",
    "of",
    "for",
    "with",
    "and",
    "in",
    "the",
    "a",
    "via",
    "self-supervised",
    "pre-training",
    "BERT",
    "U-Net",
    "Bayesian",
    "diffusion",
    "policy",
    "reward",
    "gradient",
    "sampling",
]
FAMILIES = ("Smith", "Müller", "van der Maaten", "García", "Chen", "Nguyễn", "Ondřej", "Kim")
GIVEN = ("Ann", "Bo", "Çelik", "D. E.", "Élise", "Finn", "Grace", "Hao")
HANGUL = ("홍길동", "김민지", "이서준", "박지훈")
PARSE = (
    "import sys, time, logging; from pathlib import Path; "
    "from bibtexparser.entrypoint import parse_string; "
    "text = Path(sys.argv[1]).read_text(encoding='utf-8'); start = time.perf_counter(); "
    "library = parse_string(text); print(time.perf_counter() - start, len(library.entries))"
)


def words(chance: random.Random, number: int) -> str:
    return " ".join(chance.choices(WORDS, k=number))


def record(chance: random.Random, number: int) -> PaperRecord:
    """Return a paper as a source tells it: LaTeX in some, Korean authors in some."""
    authors = [
        Author(chance.choice(HANGUL))
        if chance.random() < 0.2
        else Author(f"{chance.choice(GIVEN)} {chance.choice(FAMILIES)}")
        for _ in range(chance.randint(1, 6))
    ]
    sentences = [words(chance, chance.randint(8, 16)).capitalize() for _ in range(11)]
    if chance.random() < 0.3:
        sentences[3] += r" by 3% & $O(n^2)$ for Erd\H{o}s_Renyi"
    year = chance.randint(2012, 2026)
    publication = None
    if chance.random() < 0.5:
        publication = Publication(
            "Advances in Neural Information Processing Systems", year,
            f"10.1000/bench.{number}", "proceedings", str(number % 40), pages="1-12",
            publisher="Curran Associates",
        )  # fmt: skip
    return PaperRecord(
        "arxiv",
        f"{words(chance, 8).capitalize()} {number}",
        authors=tuple(authors),
        year=year,
        venue=str(publication or ""),
        abstract=". ".join(sentences)[:1050] + ".",
        identifiers=(Identifier(Scheme.ARXIV, f"{year % 100:02}01.{number:05}"),),
        categories=("cs.LG", "stat.ML"),
        published=datetime(year, 1, 1 + number % 28, tzinfo=UTC),
        publication=publication,
    )


def fill(database: Path, number: int) -> None:
    """Make a library of so many papers."""
    chance = random.Random(7)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    with open_store(str(database)) as store, store.write() as tx:
        for n in range(number):
            paper = record(chance, n)
            tx.papers.add(paper, f"bench{paper.year}paper{n}", PaperState.FETCHED, at)


def run(*arguments: str) -> tuple[float, str, int]:
    """Return seconds, output and the greatest resident size in kB of a command, in a process."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    assert process.stdout is not None
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    assert status == 0, text
    return seconds, text, usage.ru_maxrss


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES
    with tempfile.TemporaryDirectory() as folder:
        database, bib = Path(folder, "library.db"), Path(folder, "refs.bib")
        fill(database, number)
        export = ("-m", "paperstudy", "--database", str(database), "-q", "export", "bibtex", "-o")
        exports, parses = [], []
        size = 0
        for _ in range(ROUNDS):
            seconds, _, kilobytes = run(*export, str(bib))
            exports.append(seconds)
            size = max(size, kilobytes)
            _, told, _ = run("-c", PARSE, str(bib))
            parses.append(float(told.split()[0]))
            assert int(told.split()[1]) == number
        parse, out = min(parses), min(exports)
        print(f"{number} entries, {bib.stat().st_size / 1e6:.1f} MB of BibTeX")
        print(f"bibtexparser's parse  {parse:6.2f} s  1.00")
        print(f"export bibtex         {out:6.2f} s  {out / parse:.2f}  {size / 1024:.0f} MB")
        if out > RATIO * parse or size > MEGABYTES * 1024:
            sys.exit(1)


if __name__ == "__main__":
    main()
