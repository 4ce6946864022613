"""CSL-JSON to records: what Zotero, Pandoc and citeproc call their items."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from paperstudy.domain.importing import BrokenEntry, ImportEntry, ImportFile
from paperstudy.formats.entry_facts import WORKS, EntryFields, make_record
from paperstudy.formats.json_in import load_items
from paperstudy.formats.names_in import make_author, make_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paperstudy.domain.papers import Author

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
FILES = "files"
"""The custom field that holds paths of files, one a line."""
_NUMBERS = frozenset({"ISBN", "ISSN"})  # of which a work may have several
_KNOWN_LISTS = frozenset({"author", *OTHER_PEOPLE, *FIELDS})
_READ = frozenset({"id", "type", "title", "container-title", "author", "issued", "citation-key"})
_ARXIV = re.compile(r"arxiv:\s*", re.IGNORECASE)
_MARKUP = re.compile(r"</?(?:i|b|sub|sup|span|sc|nc)(?:\s[^<>]*)?>")
_ELISIONS = ("'", "’")  # `d’`, which no blank follows
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
    people = OTHER_PEOPLE | {name: name.lower() for name in _other_roles(item)}
    roles = ((ours, tuple(_people(item.get(name)))) for name, ours in people.items())
    record = make_record(
        EntryFields(
            kind,
            _fields(item, kind),
            latex=False,
            source="import",
            authors=tuple(_people(item.get("author"))),
            people=tuple((role, people) for role, people in roles if people),
            attachments=_files(item),
        )
    )
    key = str(item.get("citation-key") or item.get("id") or "")
    return ImportEntry("" if "://" in key or key.isdecimal() else key, record, line)


def _fields(item: Mapping[str, Any], kind: str) -> dict[str, str]:
    """Return what an item says by our names; what these do not take, by names that begin `csl-`."""
    arxiv = _arxiv(item)
    fields = {"title": _plain(item.get("title"))}
    place = "journaltitle" if kind in ("article", "online") else "booktitle"
    fields["series" if kind == "book" else place] = _plain(item.get("container-title"))
    fields["date"] = _date(item.get("issued"))
    if arxiv:
        fields |= {"eprint": arxiv, "eprinttype": "arxiv"}
    fields = {name: value for name, value in fields.items() if value}
    rest: dict[str, str] = {}
    for name, ours in FIELDS.items():
        value = _numbers(item.get(name)) if name in _NUMBERS else _plain(item.get(name))
        if name == "publisher" and kind in WORKS:
            ours = "institution"  # noqa: PLW2901 - as CSL and RIS call a university
        told = arxiv and (name, value.lower()) in (
            ("publisher", "arxiv"),
            ("number", f"arxiv:{arxiv}"),
        )
        if value and not told and fields.setdefault(ours, value) != value:
            rest[f"csl-{name.lower()}"] = value
    for name, ours in (("accessed", "urldate"), ("event-date", "eventdate")):
        if date := _date(item.get(name)):
            fields[ours] = date
    for name, value in _custom(item):
        if fields.setdefault(name, value) != value:
            rest[f"csl-custom-{name}"] = value
    return fields | rest | dict(_unknown(item))


def _custom(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the fields that somebody made up, as CSL 1.0.2 has them."""
    custom = item.get("custom")
    for name, value in custom.items() if isinstance(custom, dict) else ():
        text = _text(value)
        if text and name not in ("arxiv", FILES):
            yield name.lower(), text


def _files(item: Mapping[str, Any]) -> tuple[str, ...]:
    custom = item.get("custom")
    files = custom.get(FILES) if isinstance(custom, dict) else None
    return tuple(filter(None, files.split("\n"))) if isinstance(files, str) else ()


def _arxiv(item: Mapping[str, Any]) -> str:
    """Return the number at arXiv, where Zotero has it (`number`) or we (`custom`)."""
    custom = item.get("custom")
    if isinstance(custom, dict) and isinstance(custom.get("arxiv"), str):
        return str(custom["arxiv"])
    number = _plain(item.get("number"))
    found = _ARXIV.match(number)
    return number[found.end() :].split()[0].lower() if found and found.end() < len(number) else ""


def _unknown(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    known = {*FIELDS, *OTHER_PEOPLE, *_READ, "accessed", "event-date", *_other_roles(item)}
    for name in sorted(item.keys() - known):
        if (value := _text(item[name])) and (name != "custom" or not isinstance(item[name], dict)):
            yield f"csl-{name.lower()}", value
    for name in ("title", "container-title", *FIELDS):
        listed = item.get(name)
        if isinstance(listed, list) and name not in _NUMBERS and (more := _text(listed[1:])):
            yield f"csl-more-{name.lower()}", more
    issued = item.get("issued")
    for name in ("season", "circa"):
        if isinstance(issued, dict) and issued.get(name):
            yield f"csl-{name}", _text(issued[name])


def _text(value: object) -> str:
    """Return what a field of any shape says in a line."""
    if isinstance(value, dict):
        return _date(value) or json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "; ".join(filter(None, map(_text, value)))
    return _plain(value)


def _other_roles(item: Mapping[str, Any]) -> list[str]:
    """Return the names of the fields that hold people of whom BibLaTeX knows no role."""
    return [
        name
        for name, value in item.items()
        if isinstance(value, list) and name not in _KNOWN_LISTS and any(_people(value))
    ]


def _people(value: object) -> Iterator[Author]:
    for person in value if isinstance(value, list) else ():
        if not isinstance(person, dict):
            continue
        told = {name: str(part) for name, part in person.items() if isinstance(part, str)}
        author = make_whole(told["literal"]) if told.get("literal") else _person(told)
        suffix = f" {told.get('suffix')}"
        printed = person.get("comma-suffix") is True and not author.undivided
        if printed and author.name.endswith(suffix):
            author = replace(author, name=f"{author.name.removesuffix(suffix)},{suffix}")
        if author.name:
            yield author


def _person(told: Mapping[str, str]) -> Author:
    """Read a name in parts; a particle that is dropped goes with the given names."""
    dropped, given = told.get("dropping-particle", ""), told.get("given", "")
    family = _join(told.get("non-dropping-particle", ""), told.get("family", ""))
    if given and not dropped.endswith(_ELISIONS):
        given = _join(given, dropped)
    else:
        family = _join(dropped, family)
    return make_author(family, given, told.get("suffix", ""))


def _join(before: str, name: str) -> str:
    return f"{before}{name}" if before.endswith(_ELISIONS) else f"{before} {name}".strip()


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


def _numbers(value: object) -> str:
    return ", ".join(filter(None, map(_plain, value if isinstance(value, list) else [value])))


def _plain(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if not isinstance(value, str | int | float):
        return ""
    return " ".join(_MARKUP.sub("", str(value)).split())
