"""Papers to CSL-JSON, which Zotero, pandoc and every citation processor read."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from paperstudy.formats.bib_layout import in_order
from paperstudy.formats.bib_venues import names_work
from paperstudy.formats.csl_in import FIELDS, FILES, OTHER_PEOPLE
from paperstudy.formats.latex_in import decode_latex
from paperstudy.formats.name_parts import name_parts
from paperstudy.formats.names_in import read_names
from paperstudy.formats.plain_entry import describe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.papers import Author, ExtraField, Paper
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
_NAMES = {ours: name for name, ours in reversed(FIELDS.items())} | {
    "number": "number",
    "annote": "annote",
}
_ROLES = {ours: name for name, ours in OTHER_PEOPLE.items()}
_DAYS = {
    "date": "issued",
    "urldate": "accessed",
    "eventdate": "event-date",
    "csl-submitted": "submitted",
    "csl-available-date": "available-date",
    "csl-original-date": "original-date",
}
# Fields of CSL that nothing of ours takes, as `csl_in` calls them; some are no fields there.
_OWN = "csl-"
_MADE_UP = ("csl-custom", "csl-more-", "csl-season", "csl-circa")
_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
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
    custom = {}
    if entry.arxiv and entry.arxiv not in f"{item['URL']} {item.get('number')}":
        custom["arxiv"] = entry.arxiv  # CSL 1.0.2 has no place for it
    if paper.attachments:
        custom[FILES] = "\n".join(paper.attachments)
    told = {name: value for name, value in item.items() if value}
    for extra in paper.extra:
        if extra.name == "type" and names_work(paper):
            continue
        for name, value in _extra(extra, entry.year):
            if name in ("issued", "genre") or told.get(name, value) == value:
                told[name] = value
                break
        else:
            custom[extra.name.removeprefix("csl-custom-")] = decode_latex(extra.value)
    return told | ({"custom": custom} if custom else {})


def _extra(extra: ExtraField, year: int | None) -> Iterator[tuple[str, Any]]:
    """Yield what a field that an entry was imported with is called in CSL, if it has a name there."""
    role = _ROLES.get(extra.name)
    day = _DAY.fullmatch(extra.value) if extra.name in _DAYS else None
    if role:
        yield role, [_person(person) for person in read_names(extra.value)[0]]
    elif day:
        parts = [int(part) for part in day.groups() if part]
        if extra.name != "date" or parts[0] == year:
            yield _DAYS[extra.name], {"date-parts": [parts]}
    elif extra.name in _NAMES:
        yield _NAMES[extra.name], decode_latex(extra.value)
    elif extra.name.startswith(_OWN) and not extra.name.startswith(_MADE_UP):
        yield extra.name.removeprefix(_OWN), decode_latex(extra.value)


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
