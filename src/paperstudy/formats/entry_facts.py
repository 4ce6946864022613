"""The fields of an entry, by the names that BibTeX and BibLaTeX give them, as a record.

All readers come through here, whatever they read: what has a place of ours becomes a fact, the
rest is kept as BibTeX would write it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Scheme, parse_identifier
from paperstudy.domain.papers import ExtraField, PaperRecord, Publication
from paperstudy.domain.text import clean_block
from paperstudy.formats.attachments import read_attachments
from paperstudy.formats.bib_names import write_authors
from paperstudy.formats.bib_venues import PREPRINT
from paperstudy.formats.latex import escape_latex, escape_lines
from paperstudy.formats.latex_in import decode_latex, decode_lines
from paperstudy.formats.names_in import is_others, read_authors
from paperstudy.formats.own_latex import KEPT, keep_latex

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from paperstudy.domain.identifiers import Identifier
    from paperstudy.domain.papers import Author

GROUP = "group:"
"""What a tag begins with that stands for a group or a collection of another tool."""

KINDS = {
    "article": "journal",
    "inproceedings": "proceedings",
    "conference": "proceedings",
    "incollection": "chapter",
    "suppperiodical": "journal",
    "inbook": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "inreference": "chapter",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "mvcollection": "book",
    "reference": "book",
    "mvreference": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
}
"""What kind of publication or work an entry is of, by its type."""

WORKS = ("thesis", "report")
"""Kinds of works that are of a university or a firm, and no publications."""
_YEAR = re.compile(r"(?<![0-9])(?:1[5-9]|20)[0-9]{2}(?![0-9])")
_COMMAS = re.compile(r"[;,\n]")
_DASHES = re.compile(r"(?:(?<!\s)\s++)?[-\u2010-\u2015\u2212]+\s*")
_ADDRESS = re.compile(r"https?://[^\s{}\"<>]+")
_ARXIV_NUMBER = re.compile(r"(?:arxiv:)?\s*", re.IGNORECASE)
_LONGEST_ABSTRACT = 20_000
# Addresses and numbers are no LaTeX, wherever they stand.
_VERBATIM = frozenset(
    {
        "url", "doi", "eprint", "file", "pdf", "ee", "link", "isbn", "issn", "pmid", "pmcid",
        "mrnumber", "zblnumber", "urldate", "date", "timestamp", "dateadded", "date-added",
        "date-modified", "eventdate", "origdate", "bibsource", "biburl",
    }
)  # fmt: skip
# Of these LaTeX prints no sign as a command, whatever it is.
_ADDRESSES = frozenset({"url", "doi", "eprint", "file", "pdf", "ee", "link", "biburl"})
_ANNOTATION = "annotation"
_NOTES = ("annote", _ANNOTATION, "comment", "review")
_KEYWORDS = ("keywords", "keyword", "mendeley-tags")
_GROUPS = ("groups", "mendeley-groups")


@dataclass(frozen=True, slots=True)
class EntryFields:
    """What an entry says: `kind` and names of fields in small letters, as BibLaTeX calls them.

    `latex` tells whether the values are LaTeX or plain text. Where a format has authors, people
    of other roles, tags, notes or paths of files in parts of their own, they stand beside the
    fields. `folder` is that of the file, for paths.
    """

    kind: str
    fields: Mapping[str, str]
    latex: bool = True
    source: str = "bibtex"
    authors: tuple[Author, ...] = ()
    people: tuple[tuple[str, tuple[Author, ...]], ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    attachments: tuple[str, ...] = ()
    folder: str = ""

    def plain(self, *names: str) -> str:
        """Return the first of these fields that says something, as plain text."""
        for name in names:
            value = self.fields.get(name, "")
            if value:
                if not self.latex or name in _VERBATIM:
                    return value
                return decode_lines(value) if name == "abstract" else decode_latex(value)
        return ""


@dataclass(slots=True)
class _Told:
    """The fields that have found a place of ours."""

    names: set[str] = field(default_factory=set)

    def take(self, entry: EntryFields, *names: str) -> str:
        """Return the first of these fields that says something, and note that it has a place."""
        for name in names:
            if entry.fields.get(name):
                self.names.add(name)
                return entry.plain(name)
        return ""


def make_record(entry: EntryFields) -> PaperRecord:
    """Return what an entry says of its work, and all else that it holds."""
    fields, told = entry.fields, _Told()
    identifiers = _identifiers(fields, told)
    authors, more = entry.authors, False
    if len(authors) > 1 and is_others(authors[-1].name):  # as pandoc and we write where names end
        authors, more = authors[:-1], True
    if not authors:
        authors, more = read_authors(fields, latex=entry.latex)
    if not authors:
        authors = next((people for role, people in entry.people if role == "editor"), ())
    if authors and fields.get("author"):
        told.names.add("author")
    year = _year(entry, told)
    kind = KINDS.get(entry.kind, "")
    publication = _publication(kind, entry, year, told, _doi(identifiers))
    if publication is None and kind in ("", "journal") and _is_preprint(entry, identifiers):
        kind = "preprint"
    house = "" if publication else _house(entry, kind, told)
    long = len(fields.get("abstract", "")) > _LONGEST_ABSTRACT
    return PaperRecord(
        entry.source,
        _title(entry, identifiers, told),
        authors=authors,
        more_authors=more,
        year=year,
        venue=publication.venue if publication else house,
        abstract=entry.plain("abstract") if long else told.take(entry, "abstract"),
        identifiers=identifiers,
        url=_url(fields, told),
        categories=_categories(entry, identifiers, told),
        kind=kind,
        publication=publication,
        entry_type=entry.kind,
        attachments=entry.attachments or read_attachments(fields, entry.folder),
        tags=_tags(entry, told),
        note=entry.note or _note(entry),
        extra=_rest(entry, told),
    )


def add_note(record: PaperRecord, text: str) -> PaperRecord:
    """Return a record with a note that a file of its own held."""
    note = "\n\n".join(filter(None, (record.note, text)))
    extra = tuple(each for each in record.extra if each.name != _ANNOTATION)
    return replace(record, note=note, extra=(*extra, _annotation(note)))


def find_notes(extra: Sequence[ExtraField]) -> dict[str, str]:
    """Return what the fields of an entry that hold notes say, by their names."""
    return {each.name: clean_block(_lines(each.value)) for each in extra if each.name in _NOTES}


def _note(entry: EntryFields) -> str:
    """Return what a person wrote of a work; its lines stay lines."""
    text = next((entry.fields[name] for name in _NOTES if entry.fields.get(name)), "")
    return _lines(text) if entry.latex else text


def _lines(text: str) -> str:
    return "\n".join(decode_latex(line) for line in text.strip().split("\n"))


def _annotation(note: str) -> ExtraField:
    """Return a note as BibTeX has it, so that it goes out with the rest."""
    return ExtraField(_ANNOTATION, escape_lines(note))


def _rest(entry: EntryFields, told: _Told) -> tuple[ExtraField, ...]:
    rest = []
    for name, value in entry.fields.items():
        if name in told.names and name in KEPT and entry.latex:
            kept = keep_latex(name, value)
            rest += [ExtraField(name, kept)] if kept else []
        if name in told.names or not value or not name:
            continue
        rest.append(ExtraField(name, value if entry.latex else _as_latex(name, value)))
    for role, people in entry.people:
        rest.append(ExtraField(role, write_authors(people, more=False)))
    if entry.note:
        rest.append(_annotation(entry.note))
    return tuple(rest)


def _as_latex(name: str, value: str) -> str:
    """Return a value that is no LaTeX as LaTeX prints it; a date or a number is what it is there.

    One with a backslash is neither: what a .bib file said of it, LaTeX would run.
    """
    verbatim = name in _VERBATIM and (name in _ADDRESSES or "\\" not in value)
    return value if verbatim else escape_latex(value)


def _title(entry: EntryFields, identifiers: tuple[Identifier, ...], told: _Told) -> str:
    """Return the title; what is called by its number still waits for one."""
    title = told.take(entry, "title")
    return "" if title.casefold() in {str(each).casefold() for each in identifiers} else title


def _year(entry: EntryFields, told: _Told) -> int | None:
    name = "year" if entry.fields.get("year") else "date"
    text = entry.plain(name)
    found = _YEAR.search(text)
    if found and found[0] == text:
        told.names.add(name)
    return int(found[0]) if found else None


def _doi(identifiers: tuple[Identifier, ...]) -> str:
    return next((i.value for i in identifiers if i.scheme is Scheme.DOI), "")


def _publication(
    kind: str, entry: EntryFields, year: int | None, told: _Told, doi: str
) -> Publication | None:
    names = ("series", "publisher") if kind == "book" else ("booktitle", "journal", "journaltitle")
    if kind in WORKS:
        return None
    place = next((name for name in names if entry.fields.get(name)), "")
    venue = entry.plain(place)
    if not venue or PREPRINT.search(venue):
        return None
    told.names.add(place)
    if not kind:
        kind = "proceedings" if place == "booktitle" else "journal"
    return Publication(
        venue,
        year,
        doi,
        kind,
        volume=told.take(entry, "volume"),
        number=told.take(entry, "number", "issue"),
        pages=_DASHES.sub("-", told.take(entry, "pages")),
        publisher=told.take(entry, "publisher"),
    )


def _is_preprint(entry: EntryFields, identifiers: tuple[Identifier, ...]) -> bool:
    names = ("journal", "journaltitle", "booktitle")
    return any(i.scheme is Scheme.ARXIV for i in identifiers) or any(
        PREPRINT.search(entry.plain(name)) for name in names if entry.fields.get(name)
    )


def _house(entry: EntryFields, kind: str, told: _Told) -> str:
    """Return the university or firm that a thesis or a report is of."""
    if kind in WORKS:
        return told.take(entry, "school", "institution")
    return entry.plain("school", "institution")


def _url(fields: Mapping[str, str], told: _Told) -> str:
    for name in ("url", "ee", "link", "howpublished"):
        value = fields.get(name)
        found = _ADDRESS.search(value.replace("\\", "")) if value else None
        if found:
            if name == "url" and found[0] == value:
                told.names.add(name)
            return found[0]
    return ""


def _categories(
    entry: EntryFields, identifiers: tuple[Identifier, ...], told: _Told
) -> tuple[str, ...]:
    if not any(i.scheme is Scheme.ARXIV for i in identifiers):
        return ()
    named = told.take(entry, "primaryclass", "eprintclass")
    return (named,) if named else ()


def _identifiers(fields: Mapping[str, str], told: _Told) -> tuple[Identifier, ...]:
    """Return what an entry is known by; a repository is none, nor what its abstract names."""
    found: dict[Identifier, str] = {}
    for name, text in _references(fields):
        identifier = parse_identifier(text.replace("\\", ""))
        if identifier is not None and identifier.scheme not in (Scheme.GITHUB, Scheme.URL):
            found.setdefault(identifier, name)
    kept: dict[Scheme, Identifier] = {}
    for identifier, name in found.items():
        if kept.setdefault(identifier.scheme, identifier) is identifier:
            _note_place(identifier, name, told)
    return tuple(kept.values())


def _note_place(identifier: Identifier, name: str, told: _Told) -> None:
    """Note the fields that an identifier says as well."""
    if name == "eprint":
        told.names.update(("eprint", "archiveprefix", "eprinttype"))
    elif name in ("arxivid", "arxiv") or (name == "doi" and identifier.scheme is Scheme.DOI):
        told.names.add(name)


def _references(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    eprint = fields.get("eprint")
    prefix = fields.get("archiveprefix") or fields.get("eprinttype", "arxiv")
    if eprint and prefix.strip().casefold() == "arxiv":
        yield "eprint", "arXiv:" + _ARXIV_NUMBER.sub("", eprint.strip(), count=1)
    for name in ("arxivid", "arxiv", "doi", "url", "ee", "link"):
        if fields.get(name):
            yield name, fields[name]
    if fields.get("aclid"):
        yield "aclid", f"acl:{fields['aclid']}"
    for name in ("journal", "journaltitle", "booktitle", "volume", "howpublished", "note"):
        value = fields.get(name)
        if value and ("://" in value or PREPRINT.search(value) or value.startswith("abs/")):
            yield name, value


def _tags(entry: EntryFields, told: _Told) -> tuple[str, ...]:
    """Return keywords as tags, and groups as tags that say so; commas and `;` part them."""
    found = dict.fromkeys(filter(None, (_tag(re.sub("[,;]", " ", tag)) for tag in entry.tags)))
    for names, before in ((_KEYWORDS, ""), (_GROUPS, GROUP)):
        for name in names:
            text = entry.plain(name) if entry.fields.get(name) else ""
            told.names.add(name)
            for word in _COMMAS.split(text):
                tag = _tag(word)
                if tag:
                    found.setdefault(before + tag)
    return tuple(found)


def _tag(text: str) -> str:
    return " ".join(text.split()).lstrip("#")
