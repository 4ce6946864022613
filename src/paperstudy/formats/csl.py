"""Papers to CSL-JSON, which Zotero, pandoc and every citation processor read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from paperstudy.formats.bib_layout import in_order
from paperstudy.formats.name_parts import name_parts
from paperstudy.formats.plain_entry import describe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.papers import Author, Paper
    from paperstudy.formats.plain_entry import PlainEntry

_TYPES = {
    "article": "article-journal",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "incollection": "chapter",
    "inbook": "chapter",
    "book": "book",
    "proceedings": "book",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "techreport": "report",
    "unpublished": "manuscript",
    "manual": "book",
    "booklet": "book",
}
_HOUSES = {"phdthesis", "mastersthesis", "techreport"}
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}


def write_csl(papers: Sequence[Paper], *, ascii_only: bool = False) -> str:
    """Return `papers` as CSL-JSON, by cite key, each paper once; JSON has its own way to ASCII."""
    items = [csl_item(paper, key) for paper, key in in_order(papers)]
    return json.dumps(items, ensure_ascii=ascii_only, indent=2) + "\n"


def csl_item(paper: Paper, key: str) -> dict[str, Any]:
    """Return one paper as CSL-JSON calls it, without what is not known."""
    entry = describe(paper)
    people = [_person(author) for author in paper.authors]
    if people and paper.more_authors:
        people.append({"literal": "others"})  # as pandoc says it
    item = {
        "id": key,
        "type": _TYPES.get(entry.kind, "article"),
        "title": paper.title,
        "author": people,
        "issued": _issued(entry),
        **_place(entry),
        "volume": entry.volume,
        "issue": entry.number,
        "page": entry.pages,
        "DOI": entry.doi,
        "URL": entry.url,
        "abstract": paper.abstract,
        "keyword": ", ".join(paper.tags),
        "note": "Withdrawn" if paper.withdrawn else "",
    }
    return {name: value for name, value in item.items() if value}


def _person(author: Author) -> dict[str, str]:
    parts = name_parts(author)
    told = {
        "family": parts.family,
        "given": parts.given,
        "non-dropping-particle": parts.particle,
        "suffix": parts.suffix,
        "literal": parts.whole,
    }
    return {name: value for name, value in told.items() if value}


def _issued(entry: PlainEntry) -> dict[str, Any]:
    if entry.year is None:
        return {}
    day = entry.published
    return {"date-parts": [[entry.year, day.month, day.day] if day else [entry.year]]}


def _place(entry: PlainEntry) -> dict[str, str]:
    if entry.kind in _HOUSES:
        return {"publisher": entry.venue, "genre": _GENRES.get(entry.kind, "")}
    if entry.kind == "book":
        return {"collection-title": entry.venue, "publisher": entry.publisher}
    if entry.kind == "misc" and not entry.venue and entry.arxiv:
        return {"publisher": "arXiv", "number": f"arXiv:{entry.arxiv}"}
    return {"container-title": entry.venue, "publisher": entry.publisher}
