"""The YAML of papis (a file a work) and of cobib (one file, a document a work) to records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from paperstudy.domain.importing import BrokenEntry, ImportEntry, ImportFile
from paperstudy.formats.attachments import resolve
from paperstudy.formats.entry_facts import EntryFields, make_record
from paperstudy.formats.moments_in import read_added
from paperstudy.formats.names_in import make_author

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paperstudy.domain.papers import Author

_DOCUMENTS = re.compile(r"^---[ \t]*$|^\.\.\.[ \t]*$", re.MULTILINE)
_EMPTY = "this entry has neither a title nor an identifier"
_BROKEN = "this entry is no YAML that can be read"
# What papis keeps for itself, or writes a second time.
_OF_PAPIS = frozenset(
    {"type", "ref", "files", "notes", "author_list", "tags", "papis_id", "time-added", "citations",
     "editor_list", "doc_url"}
)  # fmt: skip
_OF_COBIB = frozenset({"ENTRYTYPE", "tags", "file", "url", "month", "author", "editor"})


def read_papis(text: str, folder: str = "") -> ImportFile:
    """Read the `info.yaml` of a work; its files are named from `folder`, where it lies."""
    data = _load(text)
    if not isinstance(data, dict):
        return ImportFile((), (BrokenEntry(1, _BROKEN, text),))
    fields = {name.lower(): _text(value) for name, value in data.items() if name not in _OF_PAPIS}
    fields = {name: value for name, value in fields.items() if value}
    if "journal" in fields and "journaltitle" not in fields:
        fields["journaltitle"] = fields.pop("journal")
    authors = tuple(_listed(data.get("author_list")))
    if authors:
        fields.pop("author", None)
    files = [resolve(str(name), folder) for name in _strings(data.get("files"))]
    tags = data.get("tags")
    record = make_record(
        EntryFields(
            str(data.get("type") or "misc").lower(),
            fields,
            latex=False,
            source="import",
            authors=authors,
            tags=tuple(
                _strings(tags.split() if isinstance(tags, str) and "," not in tags else tags)
            ),
            attachments=tuple(files),
        )
    )
    if not record.title and not record.identifiers:
        return ImportFile((), (BrokenEntry(1, _EMPTY, text),))
    added = read_added({"time-added": _moment(data.get("time-added"))})
    return ImportFile((ImportEntry(_text(data.get("ref")), record, 1, added_at=added),))


def read_cobib(text: str, folder: str = "") -> ImportFile:
    """Read the database of cobib."""
    entries: list[ImportEntry] = []
    broken: list[BrokenEntry] = []
    for line, document in _documents(text):
        data = _load(document)
        if not isinstance(data, dict):
            broken.append(BrokenEntry(line, _BROKEN, document))
            continue
        for key, told in data.items():
            entry = _cobib_entry(str(key), told, line, folder) if isinstance(told, dict) else None
            if entry is not None and (entry.record.title or entry.record.identifiers):
                entries.append(entry)
            else:
                broken.append(BrokenEntry(line, _EMPTY, document))
    return ImportFile(tuple(entries), tuple(broken))


def _cobib_entry(key: str, told: Mapping[str, Any], line: int, folder: str) -> ImportEntry:
    data: Mapping[str, Any] = (
        {**told, **told["data"]} if isinstance(told.get("data"), dict) else told
    )
    fields = {
        str(name).lower(): _text(value)
        for name, value in data.items()
        if name not in _OF_COBIB and name != "data"
    }
    fields = {name: value for name, value in fields.items() if value}
    urls = _strings(data.get("url"))
    if urls:
        fields["url"] = urls[0]
    if data.get("month"):
        fields["month"] = _text(data["month"])
    authors = tuple(_listed(data.get("author")))
    if not authors and data.get("author"):
        fields["author"] = _text(data["author"])
    editors = data.get("editor")
    if editors:
        people = [f"{p.family}, {p.given}" if p.given else p.name for p in _listed(editors)]
        fields["editor"] = " and ".join(people) or _text(editors)
    files = [resolve(path, folder) for path in _strings(data.get("file"))]
    record = make_record(
        EntryFields(
            _text(data.get("ENTRYTYPE") or data.get("entrytype") or "misc").lower(),
            fields,
            latex=any("\\" in value for value in fields.values()),
            source="import",
            authors=authors,
            tags=tuple(_strings(data.get("tags"))),
            attachments=tuple(files),
        )
    )
    return ImportEntry(key, record, line)


def _documents(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for found in (*_DOCUMENTS.finditer(text), None):
        end = found.start() if found else len(text)
        document = text[start:end]
        if document.strip():
            blank = len(document) - len(document.lstrip("\n"))
            yield text.count("\n", 0, start + blank) + 1, document.strip("\n")
        start = found.end() if found else end


def _load(text: str) -> object:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506 - either is a safe loader
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _listed(value: object) -> Iterator[Author]:
    """Yield people that are written in parts: papis' `family`, cobib's `last` and `particle`."""
    for person in value if isinstance(value, list) else ():
        if not isinstance(person, dict):
            continue
        told = {str(name): _text(part) for name, part in person.items()}
        last = told.get("family") or told.get("last") or ""
        family = " ".join(filter(None, (told.get("particle"), last)))
        given = told.get("given") or told.get("first") or ""
        author = make_author(family, given, told.get("suffix", ""))
        if author.name:
            yield author


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        value = re.split(r"[,;]\s*", value)
    return [text for text in map(_text, value if isinstance(value, list | tuple) else ()) if text]


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_text, value)))
    if value is None or isinstance(value, dict | bool):
        return ""
    return str(value).strip()


def _moment(value: object) -> str:
    """Return papis' `2024-01-31-12:30:00` with a blank before its time."""
    return re.sub(r"^(\d{4}-\d\d-\d\d)-", r"\1 ", _text(value))
