"""Zotero's own forms to records: the JSON of Better BibTeX, and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from paperstudy.domain.importing import BrokenEntry, ImportEntry, ImportFile
from paperstudy.domain.papers import Author
from paperstudy.formats.attachments import resolve
from paperstudy.formats.entry_facts import GROUP, EntryFields, make_record
from paperstudy.formats.json_in import load_json
from paperstudy.formats.moments_in import read_moment
from paperstudy.formats.names_in import make_author

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TYPES = {
    "journalArticle": "article",
    "magazineArticle": "article",
    "newspaperArticle": "article",
    "conferencePaper": "inproceedings",
    "preprint": "online",
    "webpage": "online",
    "blogPost": "online",
    "book": "book",
    "bookSection": "incollection",
    "thesis": "thesis",
    "report": "report",
    "dataset": "dataset",
    "computerProgram": "software",
    "patent": "patent",
    "manuscript": "unpublished",
}
_NO_PAPERS = frozenset({"note", "attachment", "annotation"})
# By Zotero's names of fields, small letters without blanks: CSV writes `Publication Title`.
_FIELDS = {
    "title": "title",
    "publicationtitle": "journaltitle",
    "proceedingstitle": "booktitle",
    "booktitle": "booktitle",
    "conferencename": "eventtitle",
    "date": "date",
    "volume": "volume",
    "issue": "number",
    "pages": "pages",
    "publisher": "publisher",
    "university": "institution",
    "institution": "institution",
    "place": "location",
    "doi": "doi",
    "url": "url",
    "isbn": "isbn",
    "issn": "issn",
    "abstractnote": "abstract",
    "language": "langid",
    "series": "series",
    "seriestitle": "series",
    "edition": "edition",
    "shorttitle": "shorttitle",
    "journalabbreviation": "shortjournal",
    "accessdate": "urldate",
    "thesistype": "type",
    "reporttype": "type",
    "reportnumber": "number",
    "archiveid": "archiveid",
    "numpages": "pagetotal",
    "callnumber": "callnumber",
    "rights": "rights",
    "librarycatalog": "source",
    "repository": "repository",
}
_EXTRA_LINE = re.compile(r"^\s*([A-Za-z][\w .-]{0,30}):\s*(.+?)\s*$", re.MULTILINE)
_TAGS = re.compile(r"<[^>]+>")
_BREAKS = re.compile(r"</p>|<br\s*/?>|</li>|</h[1-6]>", re.IGNORECASE)
_EMPTY = "this entry has neither a title nor an identifier"
_KEYS = ("citationKey", "citekey", "citation key", "citation-key")


def read_json(text: str, folder: str = "") -> ImportFile:
    """Read what Better BibTeX writes as its JSON; collections become tags that say so.

    Raises:
        InvalidFileError: the file is no JSON.
    """
    value = load_json(text)
    whole = value if isinstance(value, dict) else {}
    items = whole.get("items", value) if whole else value
    groups = _collections(whole.get("collections"))
    entries: list[ImportEntry] = []
    broken: list[BrokenEntry] = []
    others = 0
    for item in items if isinstance(items, list) else [items]:
        told = _data(item)
        if str(told.get("itemType")) in _NO_PAPERS:
            others += 1
            continue
        line = _line_of(text, told)
        entry = _entry(told, line, folder, groups)
        if entry.record.title or entry.record.identifiers:
            entries.append(entry)
        else:
            broken.append(BrokenEntry(line, _EMPTY, json.dumps(item, ensure_ascii=False)))
    return ImportFile(tuple(entries), tuple(broken), others)


def read_csv(text: str, folder: str = "") -> ImportFile:
    """Read the CSV that Zotero writes, a line of it for each item."""
    entries: list[ImportEntry] = []
    broken: list[BrokenEntry] = []
    others = 0
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    line = 2
    for row in reader:
        told = {str(name): value for name, value in row.items() if isinstance(value, str)}
        if told.get("Item Type") in _NO_PAPERS:
            others += 1
        else:
            entry = _row_entry(told, line, folder)
            if entry.record.title or entry.record.identifiers:
                entries.append(entry)
            else:
                broken.append(BrokenEntry(line, _EMPTY, ",".join(told.values())))
        line = reader.line_num + 1
    return ImportFile(tuple(entries), tuple(broken), others)


def _entry(
    item: Mapping[str, Any], line: int, folder: str, groups: Mapping[str, list[str]]
) -> ImportEntry:
    kind = _TYPES.get(str(item.get("itemType", "")), "misc")
    plain = {name: str(v) for name, v in item.items() if isinstance(v, str | int)}
    extra = dict(_extra(plain.get("extra", "")))
    creators = [each for each in _list(item, "creators") if isinstance(each, dict)]
    fields = _mapped(plain, kind) | _others(creators, kind)
    tags = [each.get("tag", "") if isinstance(each, dict) else each for each in _list(item, "tags")]
    names = [str(item.get(name)) for name in ("itemID", "key", "itemKey") if item.get(name)]
    tags += [GROUP + group for name in names for group in groups.get(name, ())]
    notes = [
        each.get("note", "") if isinstance(each, dict) else each for each in _list(item, "notes")
    ]
    files = [
        str(each.get("path") or each.get("localPath") or "")
        for each in _list(item, "attachments")
        if isinstance(each, dict)
    ]
    record = make_record(
        EntryFields(
            kind,
            fields | extra,
            latex=False,
            source="import",
            authors=tuple(_person(each) for each in creators if _is_author(each)),
            tags=tuple(tag for tag in map(str, tags) if tag),
            note="\n\n".join(filter(None, (_unmarked(str(note)) for note in notes))),
            attachments=tuple(resolve(path, folder) for path in files if path),
        )
    )
    key = next((str(item[name]) for name in _KEYS if item.get(name)), "")
    key = key or _key_in_extra(plain.get("extra", ""))
    return ImportEntry(key, record, line, added_at=read_moment(plain.get("dateAdded", "")))


def _data(item: object) -> Mapping[str, Any]:
    """Return what an item says; Zotero's own service wraps it in `data`."""
    if not isinstance(item, dict):
        return {}
    return item["data"] if isinstance(item.get("data"), dict) else item


def _list(item: Mapping[str, Any], name: str) -> list[Any]:
    value = item.get(name)
    return value if isinstance(value, list) else []


def _row_entry(row: Mapping[str, str], line: int, folder: str) -> ImportEntry:
    kind = _TYPES.get(row.get("Item Type", ""), "misc")
    plain = {name.replace(" ", ""): value for name, value in row.items() if value}
    year = plain.get("PublicationYear", "")
    plain.setdefault("Date", year)
    fields = _mapped(plain, kind) | dict(_extra(row.get("Extra", "")))
    for name, ours in (("Editor", "editor"), ("Translator", "translator")):
        if row.get(name):
            fields[ours] = " and ".join(part.strip() for part in row[name].split(";"))
    names = [name.strip() for name in row.get("Author", "").split(";") if name.strip()]
    tags = [row.get("Manual Tags", ""), row.get("Automatic Tags", "")]
    files = [path.strip() for path in row.get("File Attachments", "").split(";")]
    record = make_record(
        EntryFields(
            kind,
            fields,
            latex=False,
            source="import",
            authors=tuple(make_author(*_parts(name)) for name in names),
            tags=tuple(tag.strip() for some in tags for tag in some.split(";") if tag.strip()),
            note=_unmarked(row.get("Notes", "")),
            attachments=tuple(resolve(path, folder) for path in files if path),
        )
    )
    key = _key_in_extra(row.get("Extra", "")) or row.get("Citation Key", "")
    return ImportEntry(key, record, line, added_at=read_moment(row.get("Date Added", "")))


def _mapped(plain: Mapping[str, str], kind: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for name, value in plain.items():
        ours = _FIELDS.get(name.lower())
        if ours and value:
            fields.setdefault(ours, _unmarked(value) if ours == "title" else value)
    if kind in ("inproceedings", "incollection") and "journaltitle" in fields:
        fields.setdefault("booktitle", fields.pop("journaltitle"))
    if kind == "inproceedings" and "booktitle" not in fields and "eventtitle" in fields:
        fields["booktitle"] = fields.pop("eventtitle")
    if kind in ("thesis", "report") and "publisher" in fields:
        fields.setdefault("institution", fields.pop("publisher"))
    return fields


def _extra(text: str) -> Iterator[tuple[str, str]]:
    """Yield what the field Extra says line by line, as Zotero and Better BibTeX read it."""
    rest = []
    for line in text.split("\n"):
        found = _EXTRA_LINE.match(line)
        name = found[1].strip().lower().replace(" ", "") if found else ""
        if found and name == "arxiv":
            yield "eprint", found[2].split()[0]
            yield "eprinttype", "arxiv"
        elif found and name in ("doi", "pmid", "pmcid", "isbn", "issn"):
            yield name, found[2]
        elif line.strip() and not (found and name in ("citationkey", "bibtex")):
            rest.append(line.strip())
    if rest:
        yield "note", "; ".join(rest)


def _key_in_extra(text: str) -> str:
    for name, value in _EXTRA_LINE.findall(text):
        if name.strip().lower() in ("citation key", "bibtex"):
            return str(value).split()[0]
    return ""


def _is_author(creator: Mapping[str, Any]) -> bool:
    return creator.get("creatorType", "author") in (
        *("author", "programmer", "inventor", "presenter", "director", "artist"),
    )


def _others(creators: list[dict[str, Any]], kind: str) -> dict[str, str]:
    del kind
    found: dict[str, list[str]] = {}
    for each in creators:
        if not _is_author(each):
            person = _person(each)
            name = f"{person.family}, {person.given}" if person.given else person.name
            found.setdefault(str(each.get("creatorType", "")).lower(), []).append(name)
    return {name: " and ".join(people) for name, people in found.items() if name}


def _person(creator: Mapping[str, Any]) -> Author:
    if creator.get("name"):
        return Author(str(creator["name"]))
    return make_author(str(creator.get("lastName") or ""), str(creator.get("firstName") or ""))


def _parts(name: str) -> tuple[str, str]:
    family, _, given = name.partition(",")
    return family.strip(), given.strip()


def _collections(value: object) -> dict[str, list[str]]:
    """Return the names of the collections that each item is in."""
    found: dict[str, list[str]] = {}
    for collection in value.values() if isinstance(value, dict) else ():
        if isinstance(collection, dict):
            for item in _list(collection, "items"):
                found.setdefault(str(item), []).append(str(collection.get("name", "")))
    return found


def _unmarked(text: str) -> str:
    """Return a note or a title of Zotero without its HTML."""
    if "<" not in text and "&" not in text:
        return text
    return unescape(_TAGS.sub("", _BREAKS.sub("\n", text))).strip()


def _line_of(text: str, item: Mapping[str, Any]) -> int:
    for name in ("itemKey", "key", "citationKey", "title"):
        if isinstance(item.get(name), str) and item[name]:
            found = text.find(json.dumps(item[name], ensure_ascii=False))
            if found >= 0:
                return text.count("\n", 0, found) + 1
    return 1
