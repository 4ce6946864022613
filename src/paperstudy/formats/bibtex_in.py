"""BibTeX to records, plainly: each entry says what it is of, and where it was published."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.identifiers import Scheme, parse_identifier
from paperstudy.domain.papers import Author, PaperRecord, Publication
from paperstudy.formats.latex_in import decode_latex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paperstudy.domain.identifiers import Identifier

_LARGEST = 50_000_000
_KINDS = {
    "article": "journal",
    "inproceedings": "proceedings",
    "conference": "proceedings",
    "incollection": "chapter",
    "inbook": "chapter",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "proceedings": "book",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
}
# Settings of tools, and entries that only lend their fields to others.
_NO_PAPERS = frozenset({"control", "ieeetranbstctl", "xdata", "set"})
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 (a table)
_PREPRINT = re.compile(r"\b(?:arxiv|corr|ssrn|biorxiv|medrxiv|preprint)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9])(?:1[5-9]|20)[0-9]{2}(?![0-9])")
_OTHERS = re.compile(r"others|et\.?\s*al\.?", re.IGNORECASE)
_HANGUL = re.compile("[가-힣]+")

_BROKEN = "this entry cannot be read: a brace, a quote or a comma is missing or too many"
_EMPTY = "this entry has neither a title nor an identifier"


@dataclass(frozen=True, slots=True)
class BibEntry:
    """An entry: the key it wants, what it says of its paper, and the line it begins on."""

    key: str
    record: PaperRecord
    line: int


@dataclass(frozen=True, slots=True)
class BibFile:
    """What a .bib file holds; `failed` are (line, reason) of what could not be read."""

    entries: tuple[BibEntry, ...] = ()
    failed: tuple[tuple[int, str], ...] = ()

    @property
    def records(self) -> tuple[PaperRecord, ...]:
        """The records of the entries, in order."""
        return tuple(entry.record for entry in self.entries)


@dataclass(frozen=True, slots=True)
class _Raw:
    kind: str
    key: str
    fields: Mapping[str, str]
    line: int


def read_bibtex(text: str) -> BibFile:
    """Read the entries of a .bib file in order; an entry that cannot be read stops no other.

    Raises:
        InvalidFileError: the file is far too large for a list of papers.
    """
    if len(text) > _LARGEST:
        raise InvalidFileError(
            "the file is too large for a list of papers", hint="cut it into several"
        )
    raws, failed = _read(text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
    parents = {raw.key.casefold(): raw for raw in raws}
    lent = {raw.fields.get("crossref", "").casefold() for raw in raws} - {""}
    entries = []
    for raw in raws:
        lends = raw.kind == "proceedings" and raw.key.casefold() in lent
        if lends or raw.kind in _NO_PAPERS:
            continue
        parent = parents.get(raw.fields.get("crossref", "").casefold())
        record = _record(raw.kind, _inherit(raw, parent))
        if record.title or record.identifiers:
            entries.append(BibEntry(raw.key, record, raw.line))
        else:
            failed.append((raw.line, _EMPTY))
    return BibFile(tuple(entries), tuple(sorted(failed)))


def _read(text: str) -> tuple[list[_Raw], list[tuple[int, str]]]:
    """Return the entries as they are written, macros put in, and the lines that are none."""
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.model import Entry, ParsingFailedBlock

    with _silence("bibtexparser"):
        library = parse_string(text, parse_stack=[])
    macros = dict(zip(_MONTHS, _MONTHS, strict=True))
    for string in library.strings:
        macros[string.key.strip().casefold()] = _evaluate(string.value, macros)
    raws, failed = [], []
    for block in library.blocks:
        # A key or a field that stands there twice is no reason to lose the paper.
        entry = getattr(block, "ignore_error_block", None) or block
        if isinstance(entry, Entry):
            fields: dict[str, str] = {}
            for each in entry.fields:
                fields.setdefault(each.key.strip().casefold(), _evaluate(each.value, macros))
            kind, key = entry.entry_type.strip().casefold(), entry.key.strip()
            raws.append(_Raw(kind, key, fields, (entry.start_line or 0) + 1))
        elif isinstance(block, ParsingFailedBlock):
            failed.append(((block.start_line or 0) + 1, _BROKEN))
    return raws, failed


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


def _evaluate(value: object, macros: Mapping[str, str]) -> str:
    """Return a value without its braces or quotes: pieces joined by `#`, macros put in."""
    text = str(value).strip()
    pieces = []
    place = 0
    while place < len(text):
        sign = text[place]
        if sign in '{"':
            end = _end_of_piece(text, place)
            pieces.append(text[place + 1 : end])
            place = end + 1
        elif sign == "#" or sign.isspace():
            place += 1
        else:
            word = re.compile(r"[^\s#{\"]+").match(text, place)
            end = word.end() if word else place + 1
            name = text[place:end]
            pieces.append(macros.get(name.casefold(), name))
            place = end
    return "".join(pieces)


def _end_of_piece(text: str, start: int) -> int:
    """Return where the brace or quote that opens at `start` is closed, else the end."""
    closing = "}" if text[start] == "{" else '"'
    depth = 0
    place = start + 1
    while place < len(text):
        sign = text[place]
        if sign == "\\":
            place += 1
        elif sign == closing and depth == 0:
            return place
        else:
            depth += (sign == "{") - (sign == "}")
        place += 1
    return len(text)


def _inherit(raw: _Raw, parent: _Raw | None) -> Mapping[str, str]:
    if parent is None or parent is raw:
        return raw.fields
    given = {name: value for name, value in parent.fields.items() if name != "title"}
    title = parent.fields.get("booktitle") or parent.fields.get("title", "")
    return {**given, "booktitle": title, **{k: v for k, v in raw.fields.items() if v}}


def _record(kind: str, fields: Mapping[str, str]) -> PaperRecord:
    plain = {name: decode_latex(value) for name, value in fields.items()}
    authors, more = _authors(fields.get("author") or fields.get("editor", ""))
    identifiers = _identifiers(fields)
    year = _YEAR.search(plain.get("year") or plain.get("date", ""))
    work = _KINDS.get(kind, "")
    doi = next((i.value for i in identifiers if i.scheme is Scheme.DOI), "")
    publication = _publication(work, plain, int(year[0]) if year else None, doi)
    if publication is None and work in ("", "journal") and _has_preprint(plain, identifiers):
        work = "preprint"
    return PaperRecord(
        "bibtex",
        plain.get("title", ""),
        authors=authors,
        more_authors=more,
        year=int(year[0]) if year else None,
        venue=publication.venue if publication else _house(plain),
        abstract=plain.get("abstract", ""),
        identifiers=identifiers,
        url=_url(fields),
        kind=work,
        publication=publication,
    )


def _publication(
    kind: str, plain: Mapping[str, str], year: int | None, doi: str
) -> Publication | None:
    venue = plain.get("booktitle") or plain.get("journal") or plain.get("journaltitle", "")
    if kind == "book":
        venue = plain.get("series") or plain.get("publisher", "")
    if not venue or kind in ("thesis", "report") or _PREPRINT.search(venue):
        return None
    if not kind:
        kind = "proceedings" if plain.get("booktitle") else "journal"
    return Publication(
        venue,
        year,
        doi,
        kind,
        volume=plain.get("volume", ""),
        number=plain.get("number") or plain.get("issue", ""),
        pages=re.sub(r"\s*[-\u2010-\u2015\u2212]+\s*", "-", plain.get("pages", "")),
        publisher=plain.get("publisher", ""),
    )


def _has_preprint(plain: Mapping[str, str], identifiers: tuple[Identifier, ...]) -> bool:
    told = " ".join(plain.get(name, "") for name in ("journal", "journaltitle", "booktitle"))
    return bool(_PREPRINT.search(told)) or any(i.scheme is Scheme.ARXIV for i in identifiers)


def _house(plain: Mapping[str, str]) -> str:
    """Return the university or firm that a thesis or a report is of."""
    return plain.get("school") or plain.get("institution", "")


def _url(fields: Mapping[str, str]) -> str:
    for name in ("url", "ee", "link", "howpublished"):
        found = re.search(r"https?://[^\s{}\"<>]+", fields.get(name, "").replace("\\", ""))
        if found:
            return found[0]
    return ""


def _identifiers(fields: Mapping[str, str]) -> tuple[Identifier, ...]:
    """Return what an entry is known by; a repository is none, nor what its abstract names."""
    found: dict[Identifier, None] = {}
    for text in _references(fields):
        identifier = parse_identifier(text.replace("\\", "")) if text else None
        if identifier is not None and identifier.scheme not in (Scheme.GITHUB, Scheme.URL):
            found.setdefault(identifier)
    one_each = {identifier.scheme: identifier for identifier in reversed(found)}
    return tuple(identifier for identifier in found if one_each[identifier.scheme] == identifier)


def _references(fields: Mapping[str, str]) -> Iterator[str]:
    prefix = fields.get("archiveprefix") or fields.get("eprinttype", "arxiv")
    if prefix.strip().casefold() == "arxiv" and fields.get("eprint"):
        yield re.sub(r"^(?:arxiv:)?", "arXiv:", fields["eprint"].strip(), flags=re.IGNORECASE)
    yield from (fields.get(name, "") for name in ("arxivid", "arxiv", "doi", "url", "ee", "link"))
    if fields.get("aclid"):
        yield f"acl:{fields['aclid']}"
    for name in ("journal", "journaltitle", "booktitle", "volume", "howpublished", "note"):
        value = fields.get(name, "")
        if "://" in value or _PREPRINT.search(value) or value.startswith("abs/"):
            yield value


def _authors(text: str) -> tuple[tuple[Author, ...], bool]:
    """Return the authors of a field, and whether it says that there are more."""
    names = [name for name in _split_names(text) if name]
    more = bool(names) and bool(_OTHERS.fullmatch(names[-1].strip("{} .") or "-"))
    authors = [_author(name) for name in (names[:-1] if more else names)]
    return tuple(author for author in authors if author.name), more


def _split_names(text: str) -> Iterator[str]:
    """Yield what stands between ` and ` outside of braces."""
    depth = start = 0
    for found in re.finditer(r"[{}]|(?<!\S)(?i:and)(?!\S)", text):
        sign = found[0]
        if sign in "{}":
            depth = max(0, depth + (1 if sign == "{" else -1))
        elif depth == 0:
            yield text[start : found.start()].strip()
            start = found.end()
    yield text[start:].strip()


def _author(name: str) -> Author:
    """Read one name: `Given Family`, `Family, Given`, `Family, Jr, Given` or `{A Whole Name}`."""
    if name.startswith("{") and _end_of_piece(name, 0) == len(name) - 1 and "\\" not in name[:2]:
        return Author(decode_latex(name))
    parts = [decode_latex(part) for part in _split_commas(name)]
    if len(parts) == 1 or not all(parts):
        return Author(" ".join(filter(None, parts)))
    family, given = parts[0], parts[-1]
    if _HANGUL.fullmatch(family) and _HANGUL.fullmatch(given):
        return Author(family + given, family=family, given=given)
    if len(parts) > 2:  # noqa: PLR2004 - with `Jr` between them, which no part of ours takes
        return Author(" ".join((given, family, *parts[1:-1])), family=family)
    return Author(f"{given} {family}", family=family, given=given)


def _split_commas(name: str) -> list[str]:
    depth, parts, start = 0, [], 0
    for place, sign in enumerate(name):
        depth += (sign == "{") - (sign == "}")
        if sign == "," and depth <= 0:
            parts.append(name[start:place].strip())
            start = place + 1
    return [*parts, name[start:].strip()]
