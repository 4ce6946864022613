"""BibTeX and BibLaTeX to records: macros, pieces, lent fields; what a field says, elsewhere."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.importing import (
    BrokenEntry,
    ImportEntry,
    ImportFile,
    ImportStream,
    MissingLender,
    UnknownMacro,
)
from paperstudy.formats.bib_rescue import Rescue, Rescued, is_stray
from paperstudy.formats.bib_values import evaluate, usual_macros
from paperstudy.formats.entry_facts import EntryFields, make_record
from paperstudy.formats.moments_in import read_added

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bibtexparser.model import Entry, String

_LARGEST = 50_000_000
# Settings of tools, and entries that only lend their fields to others.
_NO_PAPERS = frozenset({"control", "ieeetranbstctl", "xdata", "set"})
# An entry without a field.
_FIELDLESS = re.compile(r"@\s*[A-Za-z]+\s*[{(]\s*[^\s,{}()\"=#%]*[\s,]*[})]")
# What stands in no name of a field.
_ODD = re.compile(r"[^\w:./+*-]+")
_DEPTH = 9  # who lends to whom
_PIECE = 200_000  # signs, at least, that are read at once
_ENTRY = re.compile(r"@[ \t]*(?!(?i:comment|string|preamble))[A-Za-z]+\s*[{(]")
_HEAD = re.compile(r"\n@[A-Za-z]+[ \t]*\{[ \t]*[^\s,{}()\"=#%]+,")
_LENDING = (b"crossref", b"xdata")

_BROKEN = "a brace, a quote or a comma is missing or too many"
_STRAY = "this belongs to no entry: a brace too many may have closed the one above it"
_TOO_LONG = "the macros (@string) that this is made of come to far too much text"
_EMPTY = "this entry has neither a title nor an identifier"
# What a parent does not lend as it is: BibLaTeX's manual, appendix B.
_OWN = frozenset(
    {
        "title", "subtitle", "titleaddon", "crossref", "xref", "xdata", "ids", "keywords", "file",
        "groups", "annote", "annotation", "note", "abstract", "doi", "eprint", "url", "shorthand",
        "label", "sortkey",
    }
)  # fmt: skip
_RAISED = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}


@dataclass(frozen=True, slots=True)
class _Raw:
    kind: str
    key: str
    fields: dict[str, str]
    line: int
    text: str
    unknown: tuple[str, ...] = ()  # macros


class BibPiece(NamedTuple):
    """A text that can be read without those behind it, and how many lines are before it."""

    before: int
    text: str


def read_bibtex(text: str, folder: str = "") -> ImportFile:
    """Read the entries of a .bib file in order; an entry that cannot be read stops no other.

    Relative paths in it begin at `folder`.

    Raises:
        InvalidFileError: the file is far too large for a list of papers.
    """
    _, pieces = cut_bibtex(text)
    macros = usual_macros()
    stream = ImportStream(0)
    entries = tuple(stream.join(read_piece(piece, macros, folder) for piece in pieces))
    return ImportFile(entries, stream.broken, stream.others, stream.missing, stream.macros)


def cut_bibtex(text: str) -> tuple[int, list[BibPiece]]:
    """Return how many entries a .bib file seems to hold, and its text in pieces.

    Raises:
        InvalidFileError: the file is far too large for a list of papers.
    """
    if len(text) > _LARGEST:
        raise InvalidFileError(
            "the file is too large for a list of papers", hint="cut it into several"
        )
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.removeprefix("\ufeff")
    pieces: list[BibPiece] = []
    line = 0
    for piece in _cut(text):
        pieces.append(BibPiece(line, piece))
        line += piece.count("\n")
    return len(_ENTRY.findall(text)), pieces


def read_piece(piece: BibPiece, macros: dict[str, str], folder: str) -> ImportFile:
    """Read a piece of a file; `macros` gains those that it tells, which only the first one does."""
    raws, broken = _read(piece.text, piece.before, macros)
    lending = _Lending(raws)
    told: list[tuple[_Raw, Mapping[str, str]]] = []
    others = 0
    for raw in raws:
        if raw.kind in _NO_PAPERS or lending.only_lends(raw):
            others += 1
            continue
        fields = lending.inherit(raw)
        if _is_empty(raw, fields):
            broken.append(BrokenEntry(raw.line, _EMPTY, raw.text))
        else:
            told.append((raw, fields))
    return ImportFile(
        tuple([_entry(raw, fields, folder) for raw, fields in told]),
        tuple(sorted(broken, key=lambda entry: entry.line)),
        others,
        tuple(each for raw in raws for each in lending.missing(raw)),
        tuple(UnknownMacro(raw.line, name) for raw in raws for name in dict.fromkeys(raw.unknown)),
    )


def _cut(text: str) -> Iterator[str]:
    """Yield a text in pieces, each of which can be read without those behind it.

    Where a line begins with the head of an entry, one begins for the parser, too, whatever is
    open. Entries that lend their fields and macros stand where they like: their text is not cut.
    """
    # Bytes, for to make a long text of wide letters small takes ten times as long.
    small = text.encode(errors="replace").lower()
    start = 0
    if not any(word in small for word in _LENDING):
        at_least = (text.lower().rfind("@string") if b"@string" in small else 0) + _PIECE
        while head := _HEAD.search(text, at_least):
            yield text[start : head.start() + 1]
            start = head.start() + 1
            at_least = start + _PIECE
    yield text[start:]


def _is_empty(raw: _Raw, fields: Mapping[str, str]) -> bool:
    """Tell whether an entry names no paper: it has neither a title nor an identifier."""
    if fields.get("title", "").lstrip("{ ")[:1].isalnum():
        return False  # nearly all: whatever follows, that letter stays
    record = make_record(EntryFields(raw.kind, fields))
    return not (record.title or record.identifiers)


def _entry(raw: _Raw, fields: Mapping[str, str], folder: str) -> ImportEntry:
    record = make_record(EntryFields(raw.kind, fields, folder=folder))
    more = tuple(_keys(fields.get("ids", "")))
    return ImportEntry(raw.key, record, raw.line, more, read_added(fields))


class _Lending:
    """Which entries lend their fields to others, and what becomes of those that take them."""

    def __init__(self, raws: list[_Raw]) -> None:
        self._parents = {raw.key.casefold(): raw for raw in raws}
        self._known: dict[tuple[str, int], Mapping[str, str]] = {}
        self._lent = {raw.fields.get("crossref", "").casefold() for raw in raws} - {""}

    def only_lends(self, raw: _Raw) -> bool:
        """Tell whether an entry is the volume that others are in."""
        return raw.kind == "proceedings" and raw.key.casefold() in self._lent

    def inherit(self, raw: _Raw, depth: int = 0) -> Mapping[str, str]:
        """Return the fields of an entry with what others lend it."""
        fields = raw.fields
        if not ("crossref" in fields or "xdata" in fields):
            return fields
        given: dict[str, str] = {}
        for key in reversed(_keys(fields.get("xdata", ""))):  # what the first of them says counts
            given.update(self._lend(key, raw, depth))
        lent = self._lend(fields.get("crossref", "").strip(), raw, depth)
        if lent:
            raised = {to: lent[name] for name, to in _RAISED.items() if lent.get(name)}
            below = {name: value for name, value in lent.items() if name not in _OWN}
            given = {**raised, **below, **given}
        own = {n: value for n, value in fields.items() if value and n not in ("crossref", "xdata")}
        for name in ("crossref", "xdata"):
            missing = [key for key in _keys(fields.get(name, "")) if self._is_missing(key)]
            own |= {name: ",".join(missing)} if missing else {}
        return {**given, **own}

    def _lend(self, key: str, taker: _Raw, depth: int) -> Mapping[str, str]:
        """Return what an entry has to lend; once for all that take it, or a ring never ends."""
        lender = self._parents.get(key.casefold())
        if lender is None or lender is taker or depth > _DEPTH:
            return {}
        place = lender.key.casefold(), depth
        if place not in self._known:
            self._known[place] = self.inherit(lender, depth + 1)
        return self._known[place]

    def missing(self, raw: _Raw) -> Iterator[MissingLender]:
        """Yield what an entry takes fields from and is not in the file."""
        for name in ("crossref", "xdata"):
            for key in _keys(raw.fields.get(name, "")):
                if self._is_missing(key):
                    yield MissingLender(raw.line, key)

    def _is_missing(self, key: str) -> bool:
        return key.casefold() not in self._parents


def _keys(value: str) -> list[str]:
    return list(dict.fromkeys(key.strip() for key in value.split(",") if key.strip()))


def _read(text: str, before: int, macros: dict[str, str]) -> tuple[list[_Raw], list[BrokenEntry]]:
    """Return the entries as they are written, macros put in, and what is none.

    `before` are the lines of the file before `text`; `macros` gains those that `text` defines.
    """
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import Entry, ImplicitComment, ParsingFailedBlock, String

    with _silence("bibtexparser"):
        library = parse_string(text, parse_stack=[])
    for string in library.strings:
        _define(string, macros)
    raws: list[_Raw] = []
    broken: list[BrokenEntry] = []
    rescue = Rescue(text, library.blocks)
    for index, block in enumerate(library.blocks):
        if rescue.is_past(index):
            continue
        # A key or a field that stands there twice is no reason to lose the paper.
        held = getattr(block, "ignore_error_block", None) or block
        line = before + (block.start_line or 0) + 1
        if isinstance(held, String):  # one that is told anew counts from here on
            if not _define(held, macros):
                reason = _TOO_LONG if "#" in held.value else _BROKEN
                broken.append(BrokenEntry(line, reason, held.raw or ""))
        elif isinstance(held, ImplicitComment):
            if is_stray(held.comment):
                broken.append(BrokenEntry(line, _STRAY, held.comment))
        elif isinstance(held, (Entry, ParsingFailedBlock)):
            raw = _raw_of(held, line, macros) if isinstance(held, Entry) else None
            found = raw or _rescued(rescue.read(index), line, macros)
            (raws if isinstance(found, _Raw) else broken).append(found)  # type: ignore[arg-type]
    return raws, broken


def _define(string: String, macros: dict[str, str]) -> bool:
    """Take in a macro; one that cannot be read is empty, and false is told of it."""
    value = evaluate(string.value, macros, [])
    macros[string.key.strip().casefold()] = value or ""
    return value is not None


def _raw_of(entry: Entry, line: int, macros: Mapping[str, str]) -> _Raw | None:
    """Return an entry with its values; None where a value or a name cannot be what is meant."""
    fields: dict[str, str] = {}
    unknown: list[str] = []
    for each in entry.fields:
        name, value = _field_name(each.key), evaluate(each.value, macros, unknown)
        if value is None or name is None:
            return None
        _put(fields, name, value)
    if not any(fields.values()):
        return None
    kind, key = entry.entry_type.strip().casefold(), entry.key.strip()
    return _Raw(kind, key, fields, line, entry.raw or "", tuple(unknown))


@lru_cache(maxsize=1024)
def _field_name(key: str) -> str | None:
    """Return the name of a field; None where that cannot be what is meant."""
    name = key.strip().casefold()
    return None if "%" in name else _ODD.sub("-", name)


def _put(fields: dict[str, str], name: str, value: str) -> None:
    """Put a value into its field; where that has one, BibTeX reads the first, and both are kept."""
    known = fields.get(name)
    if not known:
        fields[name] = value
    elif value and value != known:
        count = 2
        while fields.get(f"{name}-{count}", value) != value:
            count += 1
        fields[f"{name}-{count}"] = value


def _rescued(found: Rescued | str, line: int, macros: Mapping[str, str]) -> _Raw | BrokenEntry:
    if isinstance(found, str):
        bare = _FIELDLESS.match(found)
        empty = bare is not None and not is_stray(found[bare.end() :])
        return BrokenEntry(line, _EMPTY if empty else _BROKEN, found)
    fields: dict[str, str] = {}
    unknown: list[str] = []
    for name, written in found.fields:
        value = evaluate(written, macros, unknown)
        if value is None:
            return BrokenEntry(line, _BROKEN, found.text)
        _put(fields, name, value)
    return _Raw(found.kind.casefold(), found.key, fields, line, found.text, tuple(unknown))


@contextmanager
def _silence(name: str) -> Iterator[None]:
    """Keep a library from printing of each mistake what we report ourselves."""
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
