"""The YAML of papis (a file a work) and of cobib (one file, a document a work) to records."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from paperstudy.domain.importing import BrokenEntry, ImportEntry, ImportFile
from paperstudy.domain.papers import Author
from paperstudy.formats.attachments import resolve
from paperstudy.formats.entry_facts import EntryFields, make_record
from paperstudy.formats.latex_in import decode_latex
from paperstudy.formats.moments_in import read_added
from paperstudy.formats.names_in import make_author, read_names
from paperstudy.formats.yaml_load import load_yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


_DOCUMENTS = re.compile(r"^---[ \t]*$|^\.\.\.[ \t]*$", re.MULTILINE)
_EMPTY = "this entry has neither a title nor an identifier"
_BROKEN = "this entry is no YAML that can be read"
# What papis keeps for itself, or writes a second time.
_OF_PAPIS = frozenset(
    {"type", "ref", "files", "notes", "author_list", "tags", "papis_id", "time-added", "citations",
     "editor_list", "doc_url"}
)  # fmt: skip
_OF_COBIB = frozenset({"ENTRYTYPE", "tags", "file", "url", "author", "editor", "notes"})


def read_papis(text: str, folder: str = "") -> ImportFile:
    """Read the `info.yaml` of a work; its files are named from `folder`, where it lies."""
    data = load_yaml(text)
    if not isinstance(data, dict):
        return ImportFile((), (BrokenEntry(1, _BROKEN, text),))
    fields = _fields(data, _OF_PAPIS)
    if "$" not in fields.get("title", "$"):  # papis decodes LaTeX, and leaves BibTeX's braces
        fields["title"] = re.sub("[{}]", "", fields["title"])
    if "journal" in fields and "journaltitle" not in fields:
        fields["journaltitle"] = fields.pop("journal")
    added = _moment(data.get("time-added"))
    if added:
        fields["date-added"] = added
    files = _strings(data.get("files"))
    if files:
        fields.pop("file", None)  # what BibTeX said of them before papis took them in
    tags = data.get("tags")
    record = make_record(
        EntryFields(
            str(data.get("type") or "misc").lower(),
            fields,
            latex=False,
            source="import",
            authors=tuple(_listed(data.get("author_list"))),
            people=_roles(data.get("editor_list"), fields),
            tags=tuple(
                _strings(tags.split() if isinstance(tags, str) and "," not in tags else tags)
            ),
            attachments=tuple(resolve(name, folder) for name in files),
        )
    )
    if not record.title and not record.identifiers:
        return ImportFile((), (BrokenEntry(1, _EMPTY, text),))
    entry = ImportEntry(
        _text(data.get("ref")),
        record,
        1,
        added_at=read_added(fields),
        note_file=resolve(next(iter(_strings(data.get("notes"))), ""), folder),
    )
    return ImportFile((entry,))


def read_cobib(text: str, folder: str = "") -> ImportFile:
    """Read the database of cobib."""
    entries: list[ImportEntry] = []
    broken: list[BrokenEntry] = []
    for line, document in _documents(text):
        data = load_yaml(document)
        if not isinstance(data, dict):
            broken.append(BrokenEntry(line, _BROKEN, document))
            continue
        for key, told in data.items():
            entry = _cobib_entry(str(key), told, line, folder) if isinstance(told, dict) else None
            if entry is not None and (entry.record.title or entry.record.identifiers):
                entries.append(entry)
            else:
                alone = document if len(data) == 1 else json.dumps({key: told}, ensure_ascii=False)
                broken.append(BrokenEntry(line, _EMPTY, alone))
    return ImportFile(tuple(entries), tuple(broken))


def _cobib_entry(key: str, told: Mapping[str, Any], line: int, folder: str) -> ImportEntry:
    data: Mapping[str, Any] = (
        {**told, **told["data"]} if isinstance(told.get("data"), dict) else told
    )
    fields = _fields(data, {*_OF_COBIB, "data"})
    urls = _strings(data.get("url"))
    if urls:
        fields["url"] = urls[0]
    authors = tuple(_listed(data.get("author"), latex=True))
    if not authors and data.get("author"):
        fields["author"] = _text(data["author"])
    editors = data.get("editor")
    if isinstance(editors, str):
        fields["editor"] = editors
    record = make_record(
        EntryFields(
            _text(data.get("ENTRYTYPE") or data.get("entrytype") or "misc").lower(),
            fields,
            source="import",
            authors=authors,
            people=_roles(editors, fields, latex=True),
            tags=tuple(_strings(data.get("tags"))),
            attachments=tuple(resolve(path, folder) for path in _strings(data.get("file"))),
        )
    )
    note = resolve(_text(data.get("notes")), folder)
    return ImportEntry(key, record, line, added_at=read_added(fields), note_file=note)


def _fields(data: Mapping[str, Any], own: Collection[str]) -> dict[str, str]:
    """Return the fields of a work that are words or numbers, without those read elsewhere."""
    fields = {str(name).lower(): _text(value) for name, value in data.items() if name not in own}
    return {name: value for name, value in fields.items() if value}


def _roles(
    editors: object, fields: Mapping[str, str], *, latex: bool = False
) -> tuple[tuple[str, tuple[Author, ...]], ...]:
    """Return the editors, where no field names them."""
    people = () if "editor" in fields else tuple(_listed(editors, latex=latex))
    return (("editor", people),) if people else ()


def _documents(text: str) -> Iterator[tuple[int, str]]:
    start = counted = 0
    line = 1
    for found in (*_DOCUMENTS.finditer(text), None):
        end = found.start() if found else len(text)
        document = text[start:end]
        if document.strip():
            blank = len(document) - len(document.lstrip("\n"))
            line += text.count("\n", counted, start + blank)
            counted = start + blank
            yield line, document.strip("\n")
        start = found.end() if found else end


def _listed(value: object, *, latex: bool = False) -> Iterator[Author]:
    """Yield people that are written in parts: papis' `family`, cobib's `last` and `particle`.

    cobib writes those whole whose names have no parts.
    """
    for person in value if isinstance(value, list) else ():
        if isinstance(person, str):
            names, more = read_names(person, latex=latex)
            yield from (*names, Author("others")) if more else names
        if not isinstance(person, dict):
            continue
        told = {str(name): _text(part) for name, part in person.items()}
        if latex:
            told = {name: decode_latex(part) for name, part in told.items()}
        last = told.get("family") or told.get("last") or told.get("surname") or ""
        family = " ".join(filter(None, (told.get("particle"), last)))
        given = told.get("given") or told.get("first") or told.get("given_name") or ""
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
