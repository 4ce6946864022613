"""Papers to BibTeX. The text of values is made in `latex`, names in `bib_names`.

The text is what the writer of bibtexparser makes of the same entries, which a test compares: to
write it by ourselves takes a tenth of the time, for the library copies each entry twice.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from paperstudy.domain.identifiers import Scheme, identifier_url
from paperstudy.domain.text import clean_line
from paperstudy.formats.bib_layout import MONTHS, in_order, lay_out
from paperstudy.formats.bib_names import write_authors
from paperstudy.formats.bib_venues import (
    PERSON,
    cited_publication,
    entry_kind,
    names_work,
    place_of,
    place_of_unpublished,
    undated,
    year_of,
)
from paperstudy.formats.entry_facts import GROUP
from paperstudy.formats.latex import (
    balance_braces,
    escape_block,
    escape_latex,
    is_balanced,
    protect_title,
    to_latex_ascii,
)
from paperstudy.formats.names_in import read_names
from paperstudy.formats.own_latex import KEPT, own_latex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.identifiers import Identifier
    from paperstudy.domain.papers import Author, Paper, Publication

Fields = dict[str, str]

# Addresses, numbers and paths: LaTeX reads none of their signs.
_VERBATIM = frozenset(
    {"doi", "url", "eprint", "file", "pdf", "ee", "link", "biburl", "bibsource", "primaryclass"}
)
_RANGES = re.compile("\\s*(?:-{2,}|[\u2010-\u2015\u2212]+)\\s*")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_:./+*-]*")
_BREAKING = re.compile(r"[{}\\^\s\x00-\x1f\x7f-\x9f]")
_BEFORE_WIDE = re.compile(r"\\(?=[^\x00-\x7f])")
_ESCAPED_BRACE = re.compile(r"\\[{}]")
# What they name is not in the file that is written: what it lends is in the entry already.
_LINKS = frozenset({"crossref", "xdata"})
# Fields of ours that have capitals, by their names without.
_CAPITALS = {"archiveprefix": "archivePrefix", "primaryclass": "primaryClass"}
# What may have editors and no author; of both BibTeX complains.
_EDITED = frozenset({"book", "proceedings"})
# Where plain BibTeX's styles take a volume or a number, and warn of both.
_NO_NUMBER = frozenset({"inproceedings", "conference", "incollection", "inbook", "book"})


def write_bibtex(papers: Sequence[Paper], *, ascii_only: bool = False) -> str:
    """Return `papers` as the text of a .bib file, by cite key, each paper once.

    Letters beyond ASCII stay as they are, since today's tools read UTF-8; with `ascii_only` they
    become LaTeX accents, Hangul is romanised, and what has no way is a question mark.
    """
    return lay_out(
        (key, *bibtex_entry(paper, key, ascii_only=ascii_only))
        for paper, key in in_order(papers, ascii_only=ascii_only)
    )


def bibtex_entry(paper: Paper, key: str, *, ascii_only: bool = False) -> tuple[str, Fields]:
    """Return the type of an entry and its fields, in order; their values are LaTeX."""
    own = own_latex(paper.extra)
    title = own.get(paper.title) or protect_title(paper.title, ascii_only=ascii_only)
    values = {"title": title}
    authors = write_authors(paper.authors, more=paper.more_authors, ascii_only=ascii_only)
    values |= {"author": authors} if authors else {"key": key}  # by which styles can sort it
    publication = cited_publication(paper)
    kind, told = _published(paper, publication) if publication else _unpublished(paper)
    if paper.withdrawn:
        told["note"] = "; ".join(filter(None, ("Withdrawn", told.get("note"))))
    for name, text in told.items():
        latex = own.get(text) if name in KEPT else None
        values[name] = latex or _short(text, ascii_only)
    if told.get("pages"):  # whose hyphens are meant as dashes
        values["pages"] = values["pages"].replace("-{}-", "--")
    values |= _references(paper, publication)
    if paper.tags:
        values |= _tags(paper.tags, ascii_only=ascii_only)
    if paper.abstract:
        values["abstract"] = escape_block(paper.abstract, ascii_only=ascii_only)
    if paper.attachments and not any(extra.name == "file" for extra in paper.extra):
        values["file"] = ";".join(map(_attachment, paper.attachments))
    kind = entry_kind(kind, paper)
    if paper.extra:
        values |= _extras(paper, values, ascii_only=ascii_only)
        if kind in _EDITED and _is_edited(paper):
            del values["author"]
    if ascii_only:
        values |= {name: to_latex_ascii(values[name]) for name in KEPT & values.keys()}
        values = {name: _ascii_address(value) for name, value in values.items()}
    return kind, values


@lru_cache(maxsize=2048)  # years, venues, publishers: papers share them
def _short(text: str, ascii_only: bool) -> str:  # noqa: FBT001 - called for each field
    return escape_latex(text, ascii_only=ascii_only)


def _published(paper: Paper, publication: Publication) -> tuple[str, Fields]:
    kind, place = place_of(publication)
    year = publication.year
    if ("year", PERSON) in paper.provenance:
        year = paper.year or year
    number = publication.number
    # A number without a series is as good as none to the styles, and beside a volume a mistake.
    issue = "" if kind not in _NO_NUMBER else number
    told = {
        "year": str(year or ""),
        "volume": publication.volume,
        "number": "" if issue else number,
        "issue": issue,
        "pages": _pages_of(publication.pages),
        "publisher": publication.publisher,
    }
    place = {field: undated(paper, venue, year) for field, venue in place.items()}
    return kind, place | {name: value for name, value in told.items() if value}


def _unpublished(paper: Paper) -> tuple[str, Fields]:
    kind, field = place_of_unpublished(paper)
    told: Fields = {}
    year = year_of(paper)
    if field and paper.venue:
        told[field] = undated(paper, paper.venue, year)
    told["year"] = str(year or "")
    if kind == "misc" and paper.published is not None and paper.published.year == year:
        told["month"] = MONTHS[paper.published.month - 1]
    if not told.get(field) and paper.journal_ref:
        told["note"] = paper.journal_ref  # free text with volume and pages: it has no other field
    return kind, told


def _pages_of(pages: str) -> str:
    """Return a range of pages with BibTeX's dash; a hyphen inside a number stays: `S1-12`."""
    if _RANGES.search(pages):
        return _RANGES.sub("--", pages)
    return pages.replace("-", "--") if pages.count("-") == 1 else pages


def _references(paper: Paper, publication: Publication | None) -> Fields:
    first = {identifier.scheme: identifier for identifier in reversed(paper.identifiers)}
    values: Fields = {}
    arxiv = first.get(Scheme.ARXIV)
    if arxiv:
        values |= {"eprint": arxiv.value, "archivePrefix": "arXiv"}
        if paper.categories:
            values["primaryClass"] = _verbatim(paper.categories[0])
    doi = first.get(Scheme.DOI)
    cited = publication.doi if publication is not None else ""
    if cited or doi:
        values["doi"] = _verbatim(cited or (doi.value if doi else ""))
    values["url"] = _verbatim(paper.url or next(_pages(paper.identifiers), ""))
    return values


def _pages(identifiers: Sequence[Identifier]) -> Iterator[str]:
    for identifier in identifiers:
        url = identifier_url(identifier)
        if url and identifier.scheme is not Scheme.GITHUB:
            yield url


def _tags(tags: Sequence[str], *, ascii_only: bool) -> Fields:
    """Return tags as keywords, and those that stand for groups as JabRef's groups."""
    words: list[str] = []
    groups: list[str] = []
    for tag in tags:
        some = groups if tag.startswith(GROUP) else words
        some.append(_short(tag.removeprefix(GROUP), ascii_only))
    return {"keywords": ", ".join(words), "groups": ", ".join(groups)}


def _attachment(path: str) -> str:
    """Return a path as JabRef, Zotero and papis write it: `:papers/a.pdf:PDF`."""
    kind = path.rpartition(".")[2].upper() if "." in path else ""
    escaped = re.sub(r"[\\:;]", r"\\\g<0>", clean_line(path))
    return _balanced(f":{escaped}:{kind if kind.isascii() and kind.isalnum() else ''}")


def _extras(paper: Paper, values: Fields, *, ascii_only: bool) -> Fields:
    """Return what an imported entry held and no field of ours takes; it is LaTeX already."""
    told = {*_LINKS, "type"} if names_work(paper) else _LINKS
    extras: Fields = {}
    for extra in paper.extra:
        if extra.name == "year" and values.get("year", "-") in extra.value:
            pass  # the year and more: “23/12/2010”, “2010, in press”
        elif (
            extra.name in told
            # A label of its own goes before the one that we make.
            or (extra.name != "key" and values.get(_CAPITALS.get(extra.name, extra.name)))
            or not _NAME.fullmatch(extra.name)
        ):
            continue
        month = extra.value.lower()[:3] if extra.name == "month" and extra.value.isalpha() else ""
        value = month if month in MONTHS else _balanced(extra.value)
        if ascii_only and extra.name not in _VERBATIM:
            # A backslash would take the brace that begins what stands for the letter.
            value = to_latex_ascii(_BEFORE_WIDE.sub(r"\g<0> ", value))
        extras[extra.name] = value
    return extras


def _is_edited(paper: Paper) -> bool:
    """Tell whether the people of a paper are its editors, who stand in a field of their own."""
    field = next((extra.value for extra in paper.extra if extra.name == "editor"), "")
    editors, more = read_names(field)
    return bool(field) and (_words(editors), more) == (_words(paper.authors), paper.more_authors)


def _words(people: Sequence[Author]) -> list[str]:
    """Return the words of names, which once were read otherwise than today."""
    return sorted(word.strip(",;") for person in people for word in person.name.split())


def _balanced(value: str) -> str:
    """Return LaTeX that is not ours as it is, unless it would break the file."""
    whole = is_balanced(value) and is_balanced(_ESCAPED_BRACE.sub("", value))
    text = value if whole else balance_braces(value)
    if text.endswith("\\"):
        text += " "
    return text.replace("\n@", "\n{@}")


def _verbatim(value: str) -> str:
    """Return an address as it is, but for the signs that would end or break its field."""
    if not _BREAKING.search(value):
        return value
    return _BREAKING.sub(lambda sign: quote(sign[0]), value)


def _ascii_address(value: str) -> str:
    """Return an address (all other values are ASCII by now) with its letters encoded."""
    if value.isascii():
        return value
    return "".join(sign if sign.isascii() else quote(sign) for sign in value)
