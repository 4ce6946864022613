"""CSL-JSON to records: what Zotero, Pandoc and citeproc call their items."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from paperstudy.domain.importing import BrokenEntry, ImportEntry, ImportFile
from paperstudy.domain.papers import Author
from paperstudy.formats.entry_facts import EntryFields, make_record
from paperstudy.formats.json_in import load_items
from paperstudy.formats.names_in import make_author

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "review-book": "article",
    "article": "online",
    "webpage": "online",
    "post": "online",
    "post-weblog": "online",
    "book": "book",
    "chapter": "incollection",
    "entry": "inreference",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "paper-conference": "inproceedings",
    "thesis": "thesis",
    "report": "report",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "manuscript": "unpublished",
}
FIELDS = {
    "volume": "volume",
    "issue": "number",
    "page": "pages",
    "publisher": "publisher",
    "publisher-place": "location",
    "DOI": "doi",
    "URL": "url",
    "ISBN": "isbn",
    "ISSN": "issn",
    "abstract": "abstract",
    "keyword": "keywords",
    "note": "note",
    "annote": "annotation",
    "language": "langid",
    "collection-title": "series",
    "collection-number": "seriesnumber",
    "edition": "edition",
    "event": "eventtitle",
    "event-title": "eventtitle",
    "event-place": "venue",
    "title-short": "shorttitle",
    "shortTitle": "shorttitle",
    "container-title-short": "shortjournal",
    "journalAbbreviation": "shortjournal",
    "genre": "type",
    "number": "number",
    "number-of-pages": "pagetotal",
    "chapter-number": "chapter",
    "medium": "howpublished",
    "PMID": "pmid",
    "PMCID": "pmcid",
    "status": "pubstate",
    "version": "version",
    "source": "source",
    "archive": "archive",
}
"""Names of CSL-JSON, and of BibLaTeX."""
OTHER_PEOPLE = {"editor": "editor", "translator": "translator", "container-author": "bookauthor"}
_READ = frozenset({"id", "type", "title", "container-title", "author", "issued", "citation-key"})
_ARXIV = re.compile(r"arxiv:\s*", re.IGNORECASE)
_MARKUP = re.compile(r"</?(?:i|b|sub|sup|span|sc|nc)(?:\s[^<>]*)?>")
_LONGEST_NUMBER = 9  # of a day, a month or a year
_EMPTY = "this entry has neither a title nor an identifier"


def read_csl(text: str) -> ImportFile:
    """Read the items of a CSL-JSON file, a list or one alone.

    Raises:
        InvalidFileError: the file is no JSON.
    """
    entries: list[ImportEntry] = []
    broken: list[BrokenEntry] = []
    for line, item in load_items(text).listed:
        entry = _entry(item, line) if isinstance(item, dict) else None
        if entry is not None and (entry.record.title or entry.record.identifiers):
            entries.append(entry)
        else:
            broken.append(BrokenEntry(line, _EMPTY, json.dumps(item, ensure_ascii=False)))
    return ImportFile(tuple(entries), tuple(broken))


def _entry(item: Mapping[str, Any], line: int) -> ImportEntry:
    kind = _TYPES.get(str(item.get("type", "")), "misc")
    fields = dict(_fields(item, kind))
    roles = ((ours, tuple(_people(item.get(name)))) for name, ours in OTHER_PEOPLE.items())
    record = make_record(
        EntryFields(
            kind,
            fields,
            latex=False,
            source="import",
            authors=tuple(_people(item.get("author"))),
            people=tuple((role, people) for role, people in roles if people),
        )
    )
    key = str(item.get("citation-key") or item.get("id") or "")
    return ImportEntry("" if "://" in key or key.isdecimal() else key, record, line)


def _fields(item: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    yield "title", _plain(item.get("title"))
    container = _plain(item.get("container-title"))
    if container:
        place = "journaltitle" if kind in ("article", "online") else "booktitle"
        yield "series" if kind == "book" else place, container
    date = _date(item.get("issued"))
    if date:
        yield "date", date
    arxiv = _arxiv(item)
    if arxiv:
        yield "eprint", arxiv
        yield "eprinttype", "arxiv"
    for name, ours in FIELDS.items():
        value = _plain(item.get(name))
        told = arxiv and (name, value.lower()) in (
            ("publisher", "arxiv"),
            ("number", f"arxiv:{arxiv}"),
        )
        if value and not told:
            yield ours, value
    for name, ours in (("accessed", "urldate"), ("event-date", "eventdate")):
        if date := _date(item.get(name)):
            yield ours, date
    yield from _unknown(item)


def _arxiv(item: Mapping[str, Any]) -> str:
    """Return the number at arXiv, where Zotero has it (`number`) or we (`custom`)."""
    custom = item.get("custom")
    if isinstance(custom, dict) and isinstance(custom.get("arxiv"), str):
        return str(custom["arxiv"])
    number = _plain(item.get("number"))
    found = _ARXIV.match(number)
    return number[found.end() :].split()[0].lower() if found and found.end() < len(number) else ""


def _unknown(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    known = {*FIELDS, *OTHER_PEOPLE, *_READ, "accessed", "event-date"}
    for name in sorted(item.keys() - known):
        value = item[name]
        if isinstance(value, str | int | float) and value != "":
            yield f"csl-{name.lower()}", _plain(value)


def _people(value: object) -> Iterator[Author]:
    for person in value if isinstance(value, list) else ():
        if not isinstance(person, dict):
            continue
        told = {name: str(part) for name, part in person.items() if isinstance(part, str)}
        if told.get("literal"):
            yield Author(told["literal"])
            continue
        particle = told.get("non-dropping-particle") or told.get("dropping-particle") or ""
        family = " ".join(filter(None, (particle, told.get("family", ""))))
        author = make_author(family, told.get("given", ""), told.get("suffix", ""))
        if author.name:
            yield author


def _date(value: object) -> str:
    """Return a date as BibLaTeX writes it: `2017-06-12`, `2017-06/2017-08`, or as it stands."""
    if not isinstance(value, dict):
        return str(value) if isinstance(value, str | int) else ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        days = ["-".join(f"{int(p):02d}" for p in day if _is_number(p)) for day in parts]
        return "/".join(filter(None, days))
    return str(value.get("raw") or value.get("literal") or "")


def _is_number(value: object) -> bool:
    if isinstance(value, str):
        return value.isdecimal() and len(value) < _LONGEST_NUMBER
    return isinstance(value, int)


def _plain(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if not isinstance(value, str | int | float):
        return ""
    return " ".join(_MARKUP.sub("", str(value)).split())
