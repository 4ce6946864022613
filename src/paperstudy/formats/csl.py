"""Papers to CSL-JSON, which Zotero, pandoc and every citation processor read."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from paperstudy.formats.bib_layout import in_order
from paperstudy.formats.bib_venues import names_work
from paperstudy.formats.csl_in import FIELDS, FILES, OTHER_PEOPLE
from paperstudy.formats.csl_variables import DAYS, PEOPLE, TEXTS
from paperstudy.formats.latex_in import decode_latex
from paperstudy.formats.name_parts import name_parts
from paperstudy.formats.names_in import read_names
from paperstudy.formats.plain_entry import describe

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

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
# Fields of CSL that nothing of ours takes, as `csl_in` calls them; all others are no fields there.
_OWN = "csl-"
_CUSTOM = "csl-custom-"
_OWN_TEXTS = {_OWN + name.lower(): name for name in TEXTS}
_LISTED = "csl-categories"
_ROLES = (
    {ours: name for name, ours in OTHER_PEOPLE.items()}
    | {name: name for name in PEOPLE}
    | {_OWN + name: name for name in PEOPLE}
)
_DAYS = {"date": "issued", "urldate": "accessed", "eventdate": "event-date"} | {
    _OWN + name: name for name in DAYS
}
_KNOWN_BETTER = {"date": "issued", "type": "genre"}
_RESERVED = ("arxiv", FILES)
_DAY = re.compile(r"(-?\d{3,4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_HOUSES = {"phdthesis", "mastersthesis", "techreport"}
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}


def write_csl(papers: Sequence[Paper], *, ascii_only: bool = False) -> str:
    """Return `papers` as CSL-JSON, by cite key, each paper once; JSON has its own way to ASCII."""
    items = [csl_item(paper, key) for paper, key in in_order(papers)]
    return json.dumps(items, ensure_ascii=ascii_only, indent=2) + "\n"


def csl_item(paper: Paper, key: str) -> dict[str, Any]:
    """Return one paper as CSL-JSON calls it, without what is not known."""
    entry = describe(paper)
    people = _people(paper.authors)
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
        name, value = _extra(extra, entry.year)
        if name and (_KNOWN_BETTER.get(extra.name) == name or told.get(name, value) == value):
            told[name] = value
        else:
            custom[_custom_name(extra.name, custom)] = decode_latex(extra.value)
    return told | ({"custom": custom} if custom else {})


def _custom_name(name: str, taken: Collection[str]) -> str:
    """Return what a field is called that CSL has none for; what we tell there stays ours."""
    short = name.removeprefix(_CUSTOM)
    if short in _RESERVED:
        return _CUSTOM + short
    return name if short in taken else short


def _extra(extra: ExtraField, year: int | None) -> tuple[str, Any]:
    """Return what a field that an entry was imported with is called in CSL, and what it says there.

    The name is empty where CSL has none for it, or none for what it says: any name can come from
    a .bib file, and whoever reads CSL trusts that a date is one, and that people are.
    """
    text = decode_latex(extra.value)
    value: Any = None
    if name := _ROLES.get(extra.name, ""):
        value = _people(read_names(extra.value)[0])
    elif name := _DAYS.get(extra.name, ""):
        value = _dates(text) or ({"literal": text} if text else None)
        if name == "issued" and year is not None and value != _dates(text, year):
            value = None  # the year that is known says more
    elif name := _NAMES.get(extra.name, "") or _OWN_TEXTS.get(extra.name, ""):
        value = text
    elif extra.name == _LISTED:
        name, value = "categories", text.split("; ") if text else None
    return (name, value) if value else ("", None)


def _dates(text: str, year: int | None = None) -> dict[str, Any]:
    """Return a day, or the first and the last of some, in or from a year; nothing for other text."""
    found = [_DAY.fullmatch(day) for day in text.split("/", maxsplit=1)]
    parts = [[int(part) for part in day.groups() if part] for day in found if day]
    if len(parts) < len(found) or year not in (None, parts[0][0]):
        return {}
    return {"date-parts": parts}


def _people(authors: Sequence[Author]) -> list[dict[str, str | bool]]:
    return [person for author in authors if (person := _person(author))]


def _person(author: Author) -> dict[str, str | bool]:
    parts = name_parts(author)
    told: dict[str, str | bool] = {
        "family": parts.family,
        "given": parts.given,
        "dropping-particle": parts.dropped,
        "non-dropping-particle": parts.particle,
        "suffix": parts.suffix,
        "comma-suffix": parts.comma,
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
