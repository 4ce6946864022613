"""Reading a feed of arXiv through our source, against the package `arxiv` alone.

    python benchmarks/bench_feed.py [--rounds 41] [--entries 100]

Both read the same bytes, handed to them in memory, in turn and round after round, so that a busy
moment falls on both alike. Prints medians; exit code 1 where the bound is missed.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import arxiv

from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.sources.arxiv import ArxivSource
from paperstudy.sources.http import Answer, Plumbing
from paperstudy.sources.pacing import LocalPacer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

BOUND = 2.0
_WORDS = [
    "attention",
    "retrieval",
    "diffusion",
    "graph",
    "sparse",
    "prompt",
    "speech",
    "model",
    "learning",
]
_FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" \
xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/bench</id>
  <title>arXiv Query: search_query=&amp;id_list=</title>
  <updated>2026-11-20T22:10:19Z</updated>
  <opensearch:itemsPerPage>100</opensearch:itemsPerPage>
  <opensearch:totalResults>{total}</opensearch:totalResults>
  <opensearch:startIndex>0</opensearch:startIndex>
{entries}
</feed>
"""
_ENTRY = """  <entry>
    <id>http://arxiv.org/abs/{id}v2</id>
    <title>{title}</title>
    <updated>2021-02-15T09:00:00Z</updated>
    <link href="https://arxiv.org/abs/{id}v2" rel="alternate" type="text/html"/>
    <link href="https://arxiv.org/pdf/{id}v2" rel="related" type="application/pdf" title="pdf"/>
    <summary>{summary}</summary>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
    <published>2021-01-30T10:00:00Z</published>
    <arxiv:comment>12 pages, 5 figures</arxiv:comment>
    <arxiv:primary_category term="cs.LG"/>
{authors}
  </entry>"""


@dataclass(frozen=True)
class Page:
    """As much of a response as the package looks at."""

    content: bytes
    status_code: int = 200


class Memory:
    """Stands for the package's session, and for our door: every answer is the same feed."""

    base_url = "https://export.arxiv.org"

    def __init__(self, feed: bytes) -> None:
        self.feed = feed

    def get(self, *_: object, **__: object) -> Page:
        """Return the feed to the package."""
        return Page(self.feed)


class MemoryDoor(Memory):
    """The door of our source."""

    def get(  # type: ignore[override]
        self, url: str, cancel: CancelToken, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Return the feed to our source."""
        del url, cancel, headers
        return Answer(200, {"content-type": "application/atom+xml"}, self.feed)


def make_feed(ids: list[str]) -> bytes:
    """Return a feed of some 2,500 bytes per entry, as arXiv's; one in ten has foreign letters."""
    entries = []
    for number, short_id in enumerate(ids):
        foreign = " 한국어 – café" if number % 10 == 0 else ""
        words = [_WORDS[(number * step) % len(_WORDS)] for step in (1, 3, 7)]
        authors = "\n".join(
            f"    <author>\n      <name>Ada B. Author{number}{place}</name>\n    </author>"
            for place in range(5)
        )
        summary = "\n".join(f"Line {line}: " + " ".join(words * 4) for line in range(14)) + foreign
        entries.append(
            _ENTRY.format(id=short_id, title=" ".join(words), summary=summary, authors=authors)
        )
    return _FEED.format(total=len(ids), entries="\n".join(entries)).encode()


def read_alone(feed: bytes, ids: list[str]) -> int:
    """Read the feed as the package does by itself."""
    client = arxiv.Client(delay_seconds=0, num_retries=0)
    client._session = Memory(feed)  # noqa: SLF001
    return len(list(client.results(arxiv.Search(id_list=ids, max_results=None))))


def read_through_us(feed: bytes, ids: list[str]) -> int:
    """Read the feed as our source does, from the door on."""
    source = ArxivSource(Plumbing(pacer=LocalPacer()))
    source._door = MemoryDoor(feed)  # type: ignore[assignment]  # noqa: SLF001
    asked = [Identifier(Scheme.ARXIV, each) for each in ids]
    return sum(each.record is not None for each in source.lookup(asked, CancelToken()))


def measure(read: Callable[[bytes, list[str]], int], feed: bytes, ids: list[str]) -> float:
    """Return the seconds of one reading."""
    start = time.perf_counter()
    found = read(feed, ids)
    taken = time.perf_counter() - start
    if found != len(ids):
        sys.exit(f"{found} of {len(ids)} entries were read")
    return taken


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the reading of a feed of arXiv.")
    parser.add_argument("--rounds", type=int, default=41)
    parser.add_argument("--entries", type=int, default=100, help="up to a hundred are one page")
    options = parser.parse_args()
    ids = [f"2101.{number:05}" for number in range(1, options.entries + 1)]
    feed = make_feed(ids)
    times: dict[str, list[float]] = {"alone": [], "ours": []}
    for number in range(options.rounds + 1):
        alone, ours = measure(read_alone, feed, ids), measure(read_through_us, feed, ids)
        if number:  # the first round imports and compiles
            times["alone"].append(alone)
            times["ours"].append(ours)
    alone, ours = statistics.median(times["alone"]), statistics.median(times["ours"])
    ratio = ours / alone
    kept = ratio <= BOUND
    print(f"{len(ids)} entries, {len(feed) // 1024} KiB")
    print(f"{'the package alone':26} {alone * 1000:8.1f} ms   1.00 x")
    print(
        f"{'our source':26} {ours * 1000:8.1f} ms {ratio:6.2f} x  <= {BOUND:g}"
        f"{'' if kept else '  MISSED'}"
    )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
