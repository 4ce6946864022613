"""RIS to records: tags of two letters, one a line, as EndNote, Mendeley and publishers write it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Scheme, parse_identifier
from paperstudy.domain.importing import BrokenEntry, ImportEntry, ImportFile
from paperstudy.formats.attachments import resolve
from paperstudy.formats.entry_facts import WORKS, EntryFields, make_record
from paperstudy.formats.names_in import read_inverted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from paperstudy.domain.papers import Author

_TYPES = {
    "JOUR": "article",
    "MGZN": "article",
    "NEWS": "article",
    "EJOUR": "article",
    "CONF": "inproceedings",
    "CPAPER": "inproceedings",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CHAP": "incollection",
    "ECHAP": "incollection",
    "THES": "thesis",
    "RPRT": "report",
    "ELEC": "online",
    "BLOG": "online",
    "GEN": "misc",
    "UNPB": "unpublished",
    "DATA": "dataset",
    "COMP": "software",
    "PAT": "patent",
}
_TITLES = ("TI", "T1", "CT")
_PLACES = ("T2", "JO", "JF", "BT", "JA", "J2")
_SHORT = frozenset({"JA", "J2"})
FIELDS = {
    "VL": "volume",
    "IS": "number",
    "PB": "publisher",
    "CY": "location",
    "DO": "doi",
    "UR": "url",
    "AB": "abstract",
    "N2": "abstract",
    "ET": "edition",
    "LA": "langid",
    "T3": "series",
    "AD": "address-of-authors",
    "C7": "article-number",
    "M3": "type",
    "DB": "source",
    "DP": "provider",
    "AN": "accession",
    "Y2": "urldate",
}
"""Tags of RIS, and names of BibLaTeX."""
_PEOPLE = frozenset({"AU", "A1"})
_ROLES = {"editor": ("ED", "A2", "A3"), "translator": ("A4", "TA")}
_FILES = frozenset({"L1", "L4"})
_LINE = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  ?- ?(?P<value>.*)")
_DAY = re.compile(r"(\d{4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?")
_OF_ISBN = (10, 13)  # digits
_DATES = ("DA", "PY", "Y1")
PLACED = frozenset(
    {
        *_PEOPLE, *_FILES, *(tag for tags in _ROLES.values() for tag in tags),
        "SN", "TY", "ID", "KW", "SP", "EP", "N1", "RN", "ER",
    }
)  # fmt: skip
"""Tags of which all that they say has a place: no field is kept of what one says beyond that."""
_EMPTY = "this entry has neither a title nor an identifier"
_OPEN = "this entry does not begin with its type (TY)"


def read_ris(text: str, folder: str = "") -> ImportFile:
    """Read the entries of an RIS file; relative paths in it begin at `folder`."""
    entries: list[ImportEntry] = []
    broken: list[BrokenEntry] = []
    for line, told, raw in _blocks(text):
        if "TY" not in told:
            broken.append(BrokenEntry(line, _OPEN, raw))
            continue
        entry = _entry(told, line, folder)
        if entry.record.title or entry.record.identifiers:
            entries.append(entry)
        else:
            broken.append(BrokenEntry(line, _EMPTY, raw))
    return ImportFile(tuple(entries), tuple(broken))


def _blocks(text: str) -> Iterator[tuple[int, dict[str, list[str]], str]]:
    """Yield each entry: the line it begins on, its values by tag, and its text."""
    told: dict[str, list[list[str]]] = {}  # the lines of each value
    lines: list[str] = []
    start, last = 1, ""
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        found = _LINE.match(line.strip())
        if found and found["tag"] == "TY" and told:  # the last has no end, or these no beginning
            yield start, _joined(told), "\n".join(lines)
            told, lines = {}, []
        if found is None:
            if line.strip() and last:  # a value goes on
                told[last][-1].append(line.strip())
                lines.append(line)
            continue
        if found["tag"] == "ER":
            if told:
                yield start, _joined(told), "\n".join((*lines, line))
            told, lines, last = {}, [], ""
            continue
        if not told:
            start = number
        last = found["tag"]
        told.setdefault(last, []).append([found["value"].strip()])
        lines.append(line)
    if told:
        yield start, _joined(told), "\n".join(lines)


def _joined(told: Mapping[str, list[list[str]]]) -> dict[str, list[str]]:
    return {tag: [" ".join(lines) for lines in values] for tag, values in told.items()}


def _entry(told: Mapping[str, list[str]], line: int, folder: str) -> ImportEntry:
    kind = _TYPES.get(told["TY"][0], "misc")
    files = [value.removeprefix("file://") for tag in sorted(_FILES) for value in told.get(tag, ())]
    roles = ((role, tuple(_people(told, tags))) for role, tags in _ROLES.items())
    record = make_record(
        EntryFields(
            kind,
            _fields(told, kind),
            latex=False,
            source="import",
            authors=tuple(_people(told, _PEOPLE)),
            people=tuple((role, people) for role, people in roles if people),
            tags=tuple(filter(None, told.get("KW", ()))),
            note="\n".join(filter(None, (*told.get("RN", ()), *told.get("N1", ())))),
            attachments=tuple(resolve(path, folder) for path in files if path),
        )
    )
    key = next(iter(told.get("ID", ())), "")
    return ImportEntry(key if not key.isdecimal() else "", record, line)


def _fields(told: Mapping[str, list[str]], kind: str) -> dict[str, str]:
    found = _Fields()
    for tag in _TITLES:
        found.put_all("title", tag, told)
    for tag in _PLACES:
        place = _place_field(kind)
        found.put_all("shortjournal" if found.has(place) and tag in _SHORT else place, tag, told)
    found.put_date(told)
    found.named["pages"] = "-".join(
        told[tag][0] for tag in ("SP", "EP") if told.get(tag) and told[tag][0]
    )
    for tag, name in FIELDS.items():
        of_house = tag == "PB" and kind in WORKS  # a university has no other tag
        found.put_all("institution" if of_house else name, tag, told)
    for number in told.get("SN", ()):
        signs = sum(sign.isalnum() for sign in number.partition(",")[0])
        found.join("isbn" if signs in _OF_ISBN else "issn", number)
    for tag in told.keys() - {*_TITLES, *_PLACES, *FIELDS, *_DATES, *PLACED}:
        for value in told[tag]:
            found.keep(tag, value)
    return found.named | {f"ris-{tag.lower()}": found.rest[tag] for tag in sorted(found.rest)}


@dataclass(slots=True)
class _Fields:
    """The fields of an entry by their names, and by tags what else these say."""

    named: dict[str, str] = field(default_factory=dict)
    rest: dict[str, str] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Tell whether a field says something."""
        return bool(self.named.get(name))

    def put_all(self, name: str, tag: str, told: Mapping[str, list[str]]) -> None:
        """Put what a tag says into a field; what it says beyond the first that did is kept."""
        for value in told.get(tag, ()):
            named = parse_identifier(value) if tag == "UR" and self.has(name) else None
            if named is not None and named.scheme is Scheme.ARXIV:
                self.named |= {"eprint": named.value, "eprinttype": "arxiv"}
            elif not self.has(name):
                self.named[name] = value
            elif self.named[name] != value:
                self.keep(tag, value)

    def put_date(self, told: Mapping[str, list[str]]) -> None:
        """Put the first date that is one into its field; words such as `Spring` are kept."""
        for tag in _DATES:
            for value in told.get(tag, ()):
                day = _DAY.match(value)
                if day is None:
                    self.keep(tag, value)
                elif not self.has("date"):
                    self.named["date"] = "-".join(part.zfill(2) for part in day.groups() if part)

    def keep(self, tag: str, value: str) -> None:
        """Keep a value that has no field of its own."""
        if value:
            self.rest[tag] = "; ".join(filter(None, (self.rest.get(tag), value)))

    def join(self, name: str, value: str) -> None:
        """Put a value behind those that a field has."""
        if value and value not in self.named.get(name, ""):
            self.named[name] = ", ".join(filter(None, (self.named.get(name), value)))


def _place_field(kind: str) -> str:
    if kind in ("book", "thesis", "report"):
        return "series"
    return "journaltitle" if kind in ("article", "online", "misc") else "booktitle"


def _people(told: Mapping[str, list[str]], tags: Collection[str]) -> Iterator[Author]:
    for tag, names in told.items():
        if tag in tags:
            yield from map(read_inverted, filter(None, names))
