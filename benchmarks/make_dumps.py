"""Make dumps of Papers with Code of made-up papers, as large as the real ones.

    python benchmarks/make_dumps.py FOLDER [--links 300161] [--papers 576261] [--methods 8725]
        [--tables 2254] [--only links]

Rows have the fields of the real ones and about their sizes: abstracts of some 1,200 letters,
methods with descriptions. Titles are put together from a vocabulary whose words are as unevenly
common as those of real titles. The same folder is made from the same numbers, whoever makes it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

LINKS, PAPERS, METHODS, TABLES = 300_161, 576_261, 8_725, 2_254
NAMES = {
    "links": "jul-28-links-between-papers-and-code.json.gz",
    "papers": "jul-29-papers-with-abstracts.json.gz",
    "methods": "jul-28-methods.json.gz",
    "tables": "jul-28-evaluation-tables.json.gz",
}
_COMMON = (
    "learning deep neural networks for with of and a the in via using towards model models data "
    "image graph language detection segmentation generation adversarial attention transformer "
    "efficient robust representation unsupervised supervised self few-shot prediction analysis "
    "recognition video speech multi-task estimation optimization reinforcement classification"
)
_VENUES = ("ICLR 2021 1", "NeurIPS 2017 12", "CVPR 2016 6", "ACL 2019 7", "EMNLP (ACL) 2020 11")
_FRAMEWORKS = ("pytorch", "tf", "jax", "none", "mxnet", None)
_SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo zu shan mar tel"


class Words:
    """A vocabulary of made-up words, the first of them much more common than the last."""

    def __init__(self, size: int = 60_000) -> None:
        chance = random.Random(7)
        syllables = _SYLLABLES.split()
        made = ["".join(chance.choices(syllables, k=2 + number % 3)) for number in range(size)]
        self._words = _COMMON.split() + made
        self._weights = [1.0]
        for number in range(1, len(self._words)):
            self._weights.append(self._weights[-1] + 1 / (number + 1))

    def take(self, chance: random.Random, count: int) -> list[str]:
        """Return some words."""
        return chance.choices(self._words, cum_weights=self._weights, k=count)


def title_of(number: int) -> str:
    """Return the title of a paper; the same in every dump."""
    chance = random.Random(number)
    return " ".join(WORDS.take(chance, chance.randint(5, 12))).title() + f" {number % 97}"


def paper_fields(number: int) -> dict[str, Any]:
    """Return what the dumps say alike of a paper; every fourth is not on arXiv."""
    title = title_of(number)
    slug = title.lower().replace(" ", "-") + (f"-{number % 7}" if number % 11 == 0 else "")
    month = number // 5000
    arxiv = f"{15 + month // 12:02}{1 + month % 12:02}.{1 + number % 5000:05}"
    return {
        "slug": slug,
        "arxiv": arxiv if number % 4 else None,
        "title": title,
        "page": f"http://arxiv.org/abs/{arxiv}v2" if number % 4 else f"https://x.org/{slug}",
    }


def iter_links(count: int) -> Iterator[dict[str, Any]]:
    """Yield the rows of a dump of links, not quite two for a paper."""
    for number in range(count):
        paper = paper_fields(number * 4 // 7)
        yield {
            "paper_url": f"https://paperswithcode.com/paper/{paper['slug']}",
            "paper_title": paper["title"],
            "paper_arxiv_id": paper["arxiv"],
            "paper_url_abs": paper["page"],
            "paper_url_pdf": paper["page"].replace("abs", "pdf") + ".pdf",
            "repo_url": f"https://github.com/group{number % 9000}/code-of-{number}",
            "is_official": number % 3 == 0,
            "mentioned_in_paper": number % 5 == 0,
            "mentioned_in_github": number % 2 == 0,
            "framework": _FRAMEWORKS[number % len(_FRAMEWORKS)],
        }


def iter_papers(count: int) -> Iterator[dict[str, Any]]:
    """Yield the rows of a dump of papers, four kB each."""
    chance = random.Random(11)
    texts = [" ".join(WORDS.take(chance, 170)) for _ in range(2000)]
    methods = [_inner_method(number, texts[number]) for number in range(1500)]
    for number in range(count):
        paper = paper_fields(number)
        abstract = f"{texts[number % 1999]} {number}"
        yield {
            "paper_url": f"https://paperswithcode.com/paper/{paper['slug']}",
            "arxiv_id": paper["arxiv"],
            "nips_id": number if number % 90 == 0 else None,
            "openreview_id": f"Abc{number:07}" if number % 20 == 0 else None,
            "title": paper["title"],
            "abstract": abstract,
            "short_abstract": abstract[:200],
            "url_abs": paper["page"],
            "url_pdf": paper["page"].replace("abs", "pdf") + ".pdf",
            "proceeding": _VENUES[number % 5] if number % 3 == 0 else None,
            "authors": [f"Ada{number % 700} Family{number * 7 % 9000}", "김민수", "B. Third", "Cy"],
            "tasks": [f"Task {number % 3000}", f"Other Task {number % 41}"],
            "date": f"{2010 + number % 15}-0{1 + number % 9}-11",
            "conference_url_abs": None,
            "conference_url_pdf": None,
            "conference": None,
            "reproduces_paper": None,
            "methods": [methods[number * step % 1500] for step in range(1, 1 + number % 5)],
        }


def _inner_method(number: int, text: str) -> dict[str, Any]:
    return {
        "name": f"Method {number}",
        "full_name": f"A Method of Number {number}",
        "description": text[:500],
        "introduced_year": 2015,
        "source_title": title_of(number),
        "source_url": "http://arxiv.org/abs/1501.00001v1",
        "code_snippet_url": None,
        "main_collection": {"name": "C", "description": text[:100], "parent": None, "area": "G"},
    }


def iter_methods(count: int) -> Iterator[dict[str, Any]]:
    """Yield the rows of a dump of methods: made-up names, and words that are no names."""
    chance, common = random.Random(13), _COMMON.split()
    for number in range(count):
        paper = paper_fields(number)
        first, second = WORDS.take(chance, 2)
        coined = f"{first[:5].title()}{second[:4].title()}Net"
        plain = " ".join(chance.choices(common, k=2)).title()
        yield {
            "url": f"https://paperswithcode.com/method/{coined.lower()}",
            "name": (coined, plain, first.title(), plain)[number % 4],
            "full_name": " ".join(WORDS.take(chance, 4)).title(),
            "description": "Made up. " * 60,
            "paper": None,
            "introduced_year": 2019,
            "source_url": paper["page"] if number % 6 else None,
            "source_title": paper["title"] if number % 6 else None,
            "code_snippet_url": None,
            "num_papers": number % 300,
            "collections": [{"collection": "Networks", "area_id": "cv", "area": "Vision"}],
        }


def iter_tables(count: int) -> Iterator[dict[str, Any]]:
    """Yield trees of leaderboards; every hundredth is a large one."""
    chance = random.Random(17)
    for number in range(count):
        rows = 1500 if number % 100 == 0 else 20
        yield {
            "task": f"Task {number}",
            "categories": ["Computer Vision"],
            "description": " ".join(WORDS.take(chance, 60)),
            "source_link": None,
            "synonyms": [],
            "subtasks": [],
            "datasets": [
                {
                    "dataset": f"Set {number}",
                    "description": "",
                    "dataset_links": [],
                    "dataset_citations": [],
                    "subdatasets": [],
                    "sota": {
                        "metrics": ["Accuracy"],
                        "rows": [_table_row(number + row) for row in range(rows)],
                    },
                }
            ],
        }


def _table_row(number: int) -> dict[str, Any]:
    paper = paper_fields(number)
    return {
        "model_name": f"Model-{number}",
        "paper_title": paper["title"],
        "paper_url": paper["page"],
        "paper_date": "2020-10-22",
        "code_links": [{"title": "g/r", "url": f"https://github.com/g/r{number}"}],
        "model_links": [],
        "metrics": {"Accuracy": f"{number % 100}.5%"},
        "uses_additional_data": False,
    }


MAKERS = {
    "links": iter_links,
    "papers": iter_papers,
    "methods": iter_methods,
    "tables": iter_tables,
}


def make_dump(folder: Path, kind: str, count: int) -> Path:
    """Write one dump; return its path."""
    path = folder / NAMES[kind]
    part = path.with_name(path.name + ".part")
    with gzip.open(part, "wt", compresslevel=1, encoding="utf-8") as file:
        file.write("[\n")
        for number, row in enumerate(MAKERS[kind](count)):
            file.write((",\n" if number else "") + json.dumps(row))
        file.write("\n]\n")
    return part.replace(path)


WORDS = Words()


def main() -> int:
    parser = argparse.ArgumentParser(description="Make dumps as large as the real ones.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--links", type=int, default=LINKS)
    parser.add_argument("--papers", type=int, default=PAPERS)
    parser.add_argument("--methods", type=int, default=METHODS)
    parser.add_argument("--tables", type=int, default=TABLES)
    parser.add_argument("--only", choices=MAKERS)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for kind in [options.only] if options.only else MAKERS:
        path = make_dump(options.folder, kind, getattr(options, kind))
        print(f"{path}  {path.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
