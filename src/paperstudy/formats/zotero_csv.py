"""The CSV that Zotero writes to records, a line of it for each item."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING

from paperstudy.domain.importing import BrokenEntry, ImportEntry, ImportFile
from paperstudy.formats.attachments import resolve
from paperstudy.formats.entry_facts import EntryFields, make_record
from paperstudy.formats.moments_in import read_added
from paperstudy.formats.names_in import read_inverted
from paperstudy.formats.zotero_fields import find_key, kind_of, map_fields, unmark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paperstudy.domain.papers import Author

_NO_PAPERS = frozenset({"note", "attachment", "annotation"})
_EMPTY = "this entry has neither a title nor an identifier"
# Columns of people beside the authors.
_PEOPLE = frozenset(
    {
        "Editor", "Series Editor", "Translator", "Contributor", "Attorney Agent", "Book Author",
        "Cast Member", "Commenter", "Composer", "Cosponsor", "Counsel", "Interviewer", "Producer",
        "Recipient", "Reviewed Author", "Scriptwriter", "Words By", "Guest",
    }
)  # fmt: skip


def read_csv(text: str, folder: str = "") -> ImportFile:
    """Read the items of a table; paths in it begin at `folder`."""
    entries: list[ImportEntry] = []
    broken: list[BrokenEntry] = []
    others = 0
    with _fields_of_any_length(len(text)):
        reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        names = next(reader, [])
        line = 2
        for row in reader:
            told = dict(zip(names, row, strict=False))
            if told.get("Item Type") in _NO_PAPERS:
                others += 1
            elif row:
                entry = _entry(told, line, folder)
                if entry.record.title or entry.record.identifiers:
                    entries.append(entry)
                else:
                    broken.append(BrokenEntry(line, _EMPTY, ",".join(told.values())))
            line = reader.line_num + 1
    return ImportFile(tuple(entries), tuple(broken), others)


@contextmanager
def _fields_of_any_length(most: int) -> Iterator[None]:
    """Let `csv` read a note that is longer than the 131,072 signs it takes by itself."""
    before = csv.field_size_limit()
    csv.field_size_limit(max(most, before))
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _entry(row: Mapping[str, str], line: int, folder: str) -> ImportEntry:
    item_type = row.get("Item Type", "")
    plain = {name: value for name, value in row.items() if name not in _PEOPLE}
    plain["Date"] = row.get("Date") or row.get("Publication Year", "")
    people = {name.replace(" ", "").lower(): _people(row.get(name, "")) for name in sorted(_PEOPLE)}
    fields = map_fields(plain, item_type)
    record = make_record(
        EntryFields(
            kind_of(item_type),
            fields,
            latex=False,
            source="import",
            authors=_people(row.get("Author", "")),
            people=tuple((role, some) for role, some in people.items() if some),
            tags=(*_parts(row.get("Manual Tags", "")), *_parts(row.get("Automatic Tags", ""))),
            note=unmark(row.get("Notes", "")),
            attachments=tuple(
                resolve(path, folder) for path in _parts(row.get("File Attachments", ""))
            ),
        )
    )
    return ImportEntry(find_key(row), record, line, added_at=read_added(fields))


def _people(text: str) -> tuple[Author, ...]:
    return tuple(map(read_inverted, _parts(text)))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for part in map(str.strip, text.split(";")) if part)
