"""What is kept of a row of each dump. The site was open to all, so any field may hold anything."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from paperstudy.domain.archive import DumpKind, LinkRow, MethodRow, PaperRow, ResultRow
from paperstudy.domain.idshapes import match_arxiv
from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_LONGEST = 1000
_LONGEST_URL = 500
_MOST_AUTHORS = 5000
_MOST = 100
_MOST_METRICS = 30
_LARGEST_NUMBER = 10**9
_YEAR = re.compile(r"(1[89]\d\d|20\d\d)(?:-|$)")
_YEARS = range(1800, 2100)
_ARXIV_PAGE = re.compile(r"https?://(?:www\.)?arxiv\.org/(?:abs|pdf)/([^?#]+)", re.IGNORECASE)
_PAPER_PAGE = re.compile(r"paperswithcode\.com/+paper/+[^/?#]", re.IGNORECASE)
# What `match_arxiv` would take its time to find valid: most ids since 2015.
_PLAIN_ID = re.compile(r"(?:1[5-9]|2[0-9])(?:0[1-9]|1[0-2])\.(?!00000)[0-9]{5}", re.ASCII)
_TAIL = re.compile(r"[?#].*", re.DOTALL)
_FRAMEWORKS = ("pytorch", "tf", "jax", "mxnet", "torch", "caffe2", "paddle", "mindspore")
_WEB = ("https://", "http://")
_FORUM = re.compile(r"[\w-]{4,40}", re.ASCII)
_SHAPES = (
    # A field that only this dump has, and one that has to be there too.
    (DumpKind.LINKS, {"repo_url", "paper_url"}),
    (DumpKind.PAPERS, {"proceeding", "paper_url"}),
    (DumpKind.RESULTS, {"datasets", "task"}),
    (DumpKind.METHODS, {"source_title", "name"}),
)


def tell_fields(row: dict[str, Any]) -> DumpKind | None:
    """Return the dump that has rows of such fields, None where none has."""
    return next((kind for kind, fields in _SHAPES if fields <= row.keys()), None)


def read_links(rows: Iterable[dict[str, Any]]) -> Iterator[LinkRow]:
    """Yield the repositories of papers, but for rows that lack one of the two."""
    last = slug = title = arxiv = page = ""
    for row in rows:
        address = row.get("paper_url")
        if not isinstance(address, str):
            continue
        if address != last:  # the rows of a paper mostly stand together
            last, slug = address, _slug(address)
            title = _line(row.get("paper_title"))
            abstract = row.get("paper_url_abs")
            arxiv = _arxiv(row.get("paper_arxiv_id"), abstract)
            page = "" if arxiv else _url(abstract)
        repository = _url(row.get("repo_url"))
        if not slug or not repository:
            continue
        yield LinkRow(
            slug,
            arxiv,
            title,
            page,
            repository,
            row.get("is_official") is True,
            row.get("mentioned_in_paper") is True,
            _framework(row.get("framework")),
        )


def read_papers(rows: Iterable[dict[str, Any]]) -> Iterator[PaperRow]:
    """Yield papers, but for rows that have no title or no address."""
    for row in rows:
        slug = _slug(row.get("paper_url"))
        title = _line(row.get("title"))
        if not slug or not title:
            continue
        page = row.get("url_abs")
        arxiv = _arxiv(row.get("arxiv_id"), page)
        forum = row.get("openreview_id")
        number = row.get("nips_id")
        day = row.get("date")
        year = _YEAR.match(day) if isinstance(day, str) else None
        yield PaperRow(
            slug,
            arxiv,
            forum if isinstance(forum, str) and _FORUM.fullmatch(forum) else "",
            str(number) if isinstance(number, int) and 0 < number < _LARGEST_NUMBER else "",
            title,
            _lines(row.get("authors"), _MOST_AUTHORS),
            int(year[1]) if year else None,
            _line(row.get("proceeding")),
            _lines(row.get("tasks"), _MOST),
            _lines([_get(each, "name") for each in _list(row.get("methods"))], _MOST),
            # What follows from the arXiv id need not be kept.
            "" if arxiv else _url(page),
            "" if arxiv else _url(row.get("url_pdf")),
        )


def read_methods(rows: Iterable[dict[str, Any]]) -> Iterator[MethodRow]:
    """Yield methods, but for rows that have no name."""
    for row in rows:
        name = _line(row.get("name"))
        if not name:
            continue
        paper = row.get("paper")
        collections = _list(row.get("collections"))
        first = collections[0] if collections else None
        year = row.get("introduced_year")
        page = _get(paper, "url")
        yield MethodRow(
            name,
            _line(row.get("full_name")),
            _line(row.get("source_title")) or _line(_get(paper, "title")),
            _arxiv(None, row.get("source_url")) or _arxiv(None, page),
            _page_slug(page),
            year if isinstance(year, int) and year in _YEARS else None,
            _line(_get(first, "collection")),
            _line(_get(first, "area")),
        )


def read_tables(rows: Iterable[dict[str, Any]]) -> Iterator[ResultRow]:
    """Yield the rows of trees of leaderboards that name a model and a paper."""
    tasks = list(rows)
    while tasks:
        task = tasks.pop()
        name = _line(task.get("task"))
        tasks.extend(_objects(task.get("subtasks")))
        datasets = _objects(task.get("datasets"))
        while datasets:
            dataset = datasets.pop()
            datasets.extend(_objects(dataset.get("subdatasets")))
            label = _line(dataset.get("dataset"))
            for each in _objects(_get(dataset.get("sota"), "rows")):
                result = _read_result(name, label, each)
                if result:
                    yield result


def _read_result(task: str, dataset: str, row: dict[str, Any]) -> ResultRow | None:
    model = _line(row.get("model_name"))
    title = _line(row.get("paper_title"))
    page = row.get("paper_url")
    arxiv = _arxiv(None, page)
    slug = _page_slug(page)
    if not model or not (title or arxiv or slug):
        return None
    told = row.get("metrics")
    metrics = [
        (_line(name), _line(str(value)))
        for name, value in (told.items() if isinstance(told, dict) else ())
        if isinstance(value, str | int | float) and not isinstance(value, bool)
    ]
    kept = json.dumps([pair for pair in metrics if all(pair)][:_MOST_METRICS])
    return ResultRow(task, dataset, model, kept, arxiv, slug, title)


READERS: dict[DumpKind, Callable[[Iterable[dict[str, Any]]], Iterator[Any]]] = {
    DumpKind.LINKS: read_links,
    DumpKind.PAPERS: read_papers,
    DumpKind.METHODS: read_methods,
    DumpKind.RESULTS: read_tables,
}


def _line(value: object) -> str:
    if not isinstance(value, str):
        return ""
    # The same as `clean_line`, for most of the millions of texts that pass here.
    if len(value) <= _LONGEST and value.isascii() and value.isprintable() and "  " not in value:
        return value.strip()
    return clean_line(value[:_LONGEST])


def _lines(value: object, most: int) -> str:
    if not isinstance(value, list):
        return ""
    return "\n".join(filter(None, map(_line, value[:most])))


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _objects(value: object) -> list[dict[str, Any]]:
    return [each for each in _list(value) if isinstance(each, dict)]


def _get(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None


def _slug(value: object) -> str:
    """Return the last part of a paper's address, which alone tells papers apart."""
    if not isinstance(value, str):
        return ""
    if "?" in value or "#" in value:
        value = _TAIL.sub("", value)
    slug = _line(value.rstrip("/").rpartition("/")[2]).lower()
    return slug if slug != "paper" else ""  # an address that ends before it


def _page_slug(page: object) -> str:
    """Return the slug of an address that is a page of a paper there, else an empty string."""
    return _slug(page) if isinstance(page, str) and _PAPER_PAGE.search(page) else ""


def _arxiv(value: object, page: object) -> str:
    """Return the arXiv id that a row gives, or else that of the page it leads to."""
    if not isinstance(value, str) or not value:
        found = _ARXIV_PAGE.match(page) if isinstance(page, str) and "arxiv" in page else None
        if found is None:
            return ""
        value = found[1].removesuffix(".pdf")
    elif _PLAIN_ID.fullmatch(value):
        return value
    known = match_arxiv(value)
    return known[0] if known else ""


def _framework(value: object) -> str:
    if value in _FRAMEWORKS:
        return str(value)
    return "" if value is None or value == "none" else _line(value)


def _url(value: object) -> str:
    """Return a web address that fits a line, else an empty string."""
    if not isinstance(value, str) or len(value) > _LONGEST_URL:
        return ""
    url = _line(value)
    return url if url.startswith(_WEB) and " " not in url and "." in url else ""
