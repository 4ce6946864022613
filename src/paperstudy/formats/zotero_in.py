"""The JSON that Better BibTeX writes of a library of Zotero to records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from paperstudy.domain.importing import BrokenEntry, ImportEntry, ImportFile
from paperstudy.formats.attachments import resolve
from paperstudy.formats.entry_facts import GROUP, EntryFields, make_record
from paperstudy.formats.json_in import load_items
from paperstudy.formats.moments_in import read_added
from paperstudy.formats.names_in import make_author, make_whole
from paperstudy.formats.zotero_fields import find_key, kind_of, map_fields, unmark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paperstudy.domain.papers import Author

_NO_PAPERS = frozenset({"note", "attachment", "annotation"})
_EMPTY = "this entry has neither a title nor an identifier"
# Who made a work of its kind; all others have a role beside them.
_MAKERS = frozenset(
    {"author", "programmer", "inventor", "presenter", "director", "artist", "cartographer"}
)


def read_json(text: str, folder: str = "") -> ImportFile:
    """Read what Better BibTeX writes as its JSON; collections become tags that say so.

    Raises:
        InvalidFileError: the file is no JSON.
    """
    found = load_items(text)
    groups = _collections(found.beside.get("collections"))
    entries: list[ImportEntry] = []
    broken: list[BrokenEntry] = []
    others = 0
    for line, item in found.listed:
        told = _data(item)
        if str(told.get("itemType")) in _NO_PAPERS:
            others += 1
            continue
        entry = _entry(told, line, folder, groups)
        if entry.record.title or entry.record.identifiers:
            entries.append(entry)
        else:
            broken.append(BrokenEntry(line, _EMPTY, json.dumps(item, ensure_ascii=False)))
    return ImportFile(tuple(entries), tuple(broken), others)


def _entry(
    item: Mapping[str, Any], line: int, folder: str, groups: Mapping[str, list[str]]
) -> ImportEntry:
    item_type = str(item.get("itemType", ""))
    plain = dict(_plain(item))
    creators = [each for each in _list(item, "creators") if isinstance(each, dict)]
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
    fields = map_fields(plain, item_type)
    record = make_record(
        EntryFields(
            kind_of(item_type),
            fields,
            latex=False,
            source="import",
            authors=tuple(_person(each) for each in creators if _is_maker(each)),
            people=_others(creators),
            tags=tuple(tag for tag in map(str, tags) if tag),
            note="\n\n".join(filter(None, (unmark(str(note)) for note in notes))),
            attachments=tuple(resolve(path, folder) for path in files if path),
        )
    )
    return ImportEntry(find_key(plain), record, line, added_at=read_added(fields))


def _plain(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what an item says in words and numbers; `version` counts changes, and is none."""
    for name, value in item.items():
        if isinstance(value, bool):
            yield name, str(value).lower()
        elif isinstance(value, str | int | float) and name != "version":
            yield name, str(value)
    extra = item.get("extra")
    if isinstance(extra, list):  # a line each, as Better BibTeX keeps its own samples
        yield "extra", "\n".join(map(str, extra))


def _data(item: object) -> Mapping[str, Any]:
    """Return what an item says; Zotero's own service wraps it in `data`."""
    if not isinstance(item, dict):
        return {}
    return item["data"] if isinstance(item.get("data"), dict) else item


def _list(item: Mapping[str, Any], name: str) -> list[Any]:
    value = item.get(name)
    return value if isinstance(value, list) else []


def _is_maker(creator: Mapping[str, Any]) -> bool:
    return creator.get("creatorType", "author") in _MAKERS


def _others(creators: list[dict[str, Any]]) -> tuple[tuple[str, tuple[Author, ...]], ...]:
    """Return the people of each other role."""
    found: dict[str, list[Author]] = {}
    for each in creators:
        role = str(each.get("creatorType", "")).lower()
        if role and not _is_maker(each):
            found.setdefault(role, []).append(_person(each))
    return tuple((role, tuple(people)) for role, people in found.items())


def _person(creator: Mapping[str, Any]) -> Author:
    if creator.get("name"):
        return make_whole(str(creator["name"]))
    return make_author(str(creator.get("lastName") or ""), str(creator.get("firstName") or ""))


def _collections(value: object) -> dict[str, list[str]]:
    """Return the names of the collections that each item is in."""
    found: dict[str, list[str]] = {}
    for collection in value.values() if isinstance(value, dict) else ():
        if isinstance(collection, dict):
            for item in _list(collection, "items"):
                found.setdefault(str(item), []).append(str(collection.get("name", "")))
    return found
