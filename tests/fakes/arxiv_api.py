"""arXiv's API as its documentation tells it, over the entries in fixtures/sources/arxiv/id."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape

from tests.fakes.server import FakeServer, Reply, Request

FIXTURES = Path(__file__).parents[2] / "fixtures" / "sources" / "arxiv"
ATOM = {"Content-Type": "application/atom+xml; charset=UTF-8"}
QUERY = "/api/query"
_WELL_FORMED = re.compile(r"(?:\d{4}\.\d{4,5}|[a-z-]+/\d{7})(?:v\d+)?")
_FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" \
xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/fake</id>
  <title>arXiv Query: {title}</title>
  <updated>2026-11-20T22:10:19Z</updated>
  <opensearch:itemsPerPage>{limit}</opensearch:itemsPerPage>
  <opensearch:totalResults>{total}</opensearch:totalResults>
  <opensearch:startIndex>{start}</opensearch:startIndex>
{entries}
</feed>
"""


def read_fixture(name: str) -> bytes:
    """Return the bytes of an answer in fixtures/sources/arxiv."""
    return (FIXTURES / name).read_bytes()


def serve_arxiv(server: FakeServer) -> None:
    """Let `server` answer as arXiv does."""
    server.route(QUERY, answer_query)


def make_feed(entries: list[str], *, total: int | None = None, start: int = 0) -> bytes:
    """Return a feed of these entries."""
    size = len(entries) if total is None else total
    feed = _FEED.format(title="q", limit=100, total=size, start=start, entries="\n".join(entries))
    return feed.encode()


def find_entry(short_id: str) -> str:
    """Return the entry of one paper; "" for a paper that there is not."""
    name = short_id.replace("/", "_")
    for stem in (name, re.sub(r"v\d+$", "", name)):
        path = FIXTURES / "id" / f"{stem}.atom.xml"
        if path.exists():
            text = path.read_text(encoding="utf-8")
            entry = re.search(r"  <entry>.*</entry>", text, re.DOTALL)
            assert entry is not None
            fits = stem == name or f"/abs/{short_id}<" in entry[0]
            return entry[0] if fits else ""
    return ""


def answer_query(request: Request) -> Reply:
    """Answer as arXiv: one bad id spoils all, unknown ids are absent, the order is its own."""
    ids = [each for each in request.ask("id_list").split(",") if each]
    bad = [each for each in ids if not _WELL_FORMED.fullmatch(each)]
    if bad:
        body = read_fixture("error_bad_id.atom.xml").replace(b"1512.03385", bad[0].encode())
        return Reply(body, 400, ATOM)
    if ids:
        found = sorted({find_entry(each) for each in ids} - {""}, reverse=True)
    else:
        found = _search(request.ask("search_query"))
    start, limit = int(request.ask("start", "0")), int(request.ask("max_results", "10"))
    page = found[start : start + limit]
    return Reply(make_feed(page, total=len(found), start=start), 200, ATOM)


def _search(query: str) -> list[str]:
    words = re.search(r'ti:"([^"]*)"', query)
    assert words is not None, query
    entries = [
        find_entry(path.name.removesuffix(".atom.xml").replace("_", "/"))
        for path in sorted((FIXTURES / "id").glob("*.xml"))
    ]
    wanted = escape(words[1]).lower()
    return [each for each in entries if wanted in each.lower()]
