"""Papers to BibTeX. The text of values is made in `latex`; bibtexparser lays out the entries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from paperstudy.domain.identifiers import Scheme, identifier_url
from paperstudy.formats.latex import balance_braces, escape_latex, protect_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bibtexparser.model import Block, Entry

    from paperstudy.domain.identifiers import Identifier
    from paperstudy.domain.papers import Author, Paper, Publication

_PREPRINT = re.compile(r"\b(?:arxiv|corr|ssrn|biorxiv|medrxiv|preprint)\b", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:report|thesis|dissertation|coursera|lecture|blog)\b", re.IGNORECASE)
_MEETING = re.compile(
    r"\b(?:conference|workshop|symposium|proceedings of the \S+ \S+|annual meeting|congress)\b",
    re.IGNORECASE,
)
_JOURNAL = re.compile(
    r"\b(?:journal|transactions|trans\.|letters|review|reviews|annals|magazine|bulletin|nature|"
    r"science|computation|pnas|plos|cell|bioinformatics|computer|machine learning|"
    r"neural networks|neurocomputing|pattern recognition|artificial intelligence|"
    r"proceedings of the ieee|jmlr|tmlr|jair|ijcv|tacl|tpami|pami|tip|tog|tnnls|tkde|tvcg)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_LATE = 5  # years that a work may take from preprint to proceedings
_ENTRIES = {
    "proceedings": ("inproceedings", "booktitle"),
    "journal": ("article", "journal"),
    "chapter": ("incollection", "booktitle"),
}
# What is no publication, but has a kind of entry of its own.
_WORKS = {"thesis": ("phdthesis", "school"), "report": ("techreport", "institution")}
_PROSE = {
    "booktitle", "journal", "series", "school", "institution", "howpublished", "note", "volume",
    "number", "pages", "publisher",
}  # fmt: skip
_RANGES = re.compile("\\s*(?:-{2,}|[\u2010-\u2015\u2212]+)\\s*")
_PERSON = "person"
_KEY = re.compile(r"[^A-Za-z0-9:_./+-]")
_GROUP = re.compile(
    r"\b(?:(?i:team|group|collaboration|consortium|research|labs?|inc|university|project|"
    r"community|foundation)|AI)\b"
)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_ET_AL = re.compile(r",?\s+et al\b\.?$", re.IGNORECASE)
_OTHERS = " and others"
_GENERATION = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV")


def write_bibtex(papers: Sequence[Paper], *, ascii_only: bool = False) -> str:
    """Return `papers` as the text of a .bib file, by cite key, each paper once.

    Letters beyond ASCII stay as they are, since today's tools read UTF-8; with `ascii_only` they
    become LaTeX accents, Hangul is romanised, and what has no way is a question mark.
    """
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.writer import BibtexFormat

    layout: Any = BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent = "  "
    layout.trailing_comma = True
    layout.block_separator = "\n"
    by_id = {paper.id: paper for paper in papers}
    ordered = sorted(by_id.values(), key=lambda paper: (paper.key.casefold(), paper.id))
    keys = _unique_keys(ordered)
    entries: list[Block] = [
        _entry(paper, key, ascii_only=ascii_only) for paper, key in zip(ordered, keys, strict=True)
    ]
    return write_string(Library(entries), unparse_stack=[], bibtex_format=layout)


def _unique_keys(papers: Sequence[Paper]) -> list[str]:
    """Return a key for each paper that BibTeX, which ignores letter case, takes for its own."""
    used: set[str] = set()
    keys = []
    for paper in papers:
        base = key = _KEY.sub("", paper.key) or f"paper{paper.id}"
        number = 1
        while key.casefold() in used:
            number += 1
            key = f"{base}-{number}"
        used.add(key.casefold())
        keys.append(key)
    return keys


def _entry(paper: Paper, key: str, *, ascii_only: bool) -> Entry:
    from bibtexparser.model import Entry, Field

    values = {"title": protect_title(paper.title, ascii_only=ascii_only)}
    values["author"] = _authors(paper, ascii_only=ascii_only)
    publication = _cited(paper)
    if publication is not None:
        kind, place = _place(publication)
        year = publication.year
        if dict(paper.provenance).get("year") == _PERSON:
            year = paper.year or year
        values |= {**place, "year": str(year), **_details(publication)}
    else:
        kind, venue_field = _WORKS.get(paper.kind) or _kind(paper.venue)
        if venue_field and paper.venue:
            values[venue_field] = paper.venue
        elif paper.journal_ref:  # free text with volume and pages, which no field of its own takes
            values["note"] = paper.journal_ref
        values["year"] = str(_year(paper) or "")
    if paper.withdrawn:
        values["note"] = "; ".join(filter(None, ("Withdrawn", values.get("note"))))
    for name in _PROSE & set(values):
        values[name] = escape_latex(values[name], ascii_only=ascii_only)
    values |= _references(paper, publication)
    if ascii_only:
        values = {name: _ascii_address(value) for name, value in values.items()}
    values["keywords"] = escape_latex(", ".join(paper.tags), ascii_only=ascii_only)
    fields = [Field(name, "{" + value + "}") for name, value in values.items() if value]
    return Entry(kind, key, fields)


def _cited(paper: Paper) -> Publication | None:
    """Return the publication to cite: one whose year is known, unless a person named a venue."""
    publication = paper.publication
    if publication is None or publication.year is None or not publication.venue:
        return None
    return None if dict(paper.provenance).get("venue") == _PERSON else publication


def _place(publication: Publication) -> tuple[str, dict[str, str]]:
    """Return the entry type for a publication, and the field with its name where it has one."""
    venue = publication.venue
    if publication.kind == "book":
        series = {"series": venue} if venue != publication.publisher else {}
        return "book", series if publication.publisher else {"publisher": venue}
    entry, field = _ENTRIES.get(publication.kind) or _kind(venue)
    if entry == "misc":
        entry, field = _ENTRIES["proceedings"]
    return entry, {field: venue}


def _details(publication: Publication) -> dict[str, str]:
    told = {
        "volume": publication.volume,
        "number": publication.number,
        "pages": _pages_of(publication.pages),
        "publisher": publication.publisher,
    }
    return {name: value for name, value in told.items() if value}


def _pages_of(pages: str) -> str:
    """Return a range of pages with BibTeX's dash; a hyphen inside a number stays: `S1-12`."""
    if _RANGES.search(pages):
        return _RANGES.sub("--", pages)
    return pages.replace("-", "--") if pages.count("-") == 1 else pages


def _kind(venue: str) -> tuple[str, str]:
    """Return the entry type for a venue and the field that takes its name."""
    if not venue or _PREPRINT.search(venue):
        return "misc", ""
    if _REPORT.search(venue):
        return "misc", "howpublished"
    if _JOURNAL.search(venue) and not _MEETING.search(venue):
        return "article", "journal"
    return "inproceedings", "booktitle"


def _year(paper: Paper) -> int | None:
    """Return the year of the venue that is cited, where it names one, else that of the paper.

    A preprint of 2015 in `CVPR 2016` is cited by 2016; a year that cannot be its own is not.
    """
    kind, _ = _kind(paper.venue)
    named = _YEAR.search(paper.venue) if kind != "misc" else None
    if not named:
        return paper.year
    year = int(named[0])
    fits = paper.year is None or paper.year <= year <= paper.year + _LATE
    return year if fits else paper.year


def _authors(paper: Paper, *, ascii_only: bool) -> str:
    names = [_author(author, ascii_only=ascii_only) for author in paper.authors]
    names = [name for name in names if name]
    if names and paper.more_authors and not names[-1].endswith(_OTHERS):
        names.append("others")
    return " and ".join(names)


def _author(author: Author, *, ascii_only: bool) -> str:
    """Return one author as BibTeX reads names: family first, or given names first, or whole."""
    name, others = _ET_AL.subn("", author.name)
    if author.family and author.given:
        written = [_part(author.family), _part(author.given)]
        name = ", ".join(written)
    elif _GROUP.search(name) and " " in name:
        name = _part(name, whole=True)
    else:
        name = " and ".join(_person(each) for each in _split_list(name) if each)
    return escape_latex(name + (_OTHERS if others and name else ""), ascii_only=ascii_only)


def _split_list(name: str) -> list[str]:
    """Return the names in `name`: a source that forgot to split a list gives it as one name."""
    names = [each.strip(" ,") for each in _AND.split(name)]
    parts = [part.strip() for part in name.split(",")]
    if len(names) == 1 and len(parts) > 2 and all(" " in part for part in parts):  # noqa: PLR2004
        return parts
    return names


def _person(name: str) -> str:
    words = name.split()
    if name.count(",") > 1:
        return _part(name, whole=True)
    if "," not in name and len(words) > 2 and _GENERATION.fullmatch(words[-1]):  # noqa: PLR2004
        return f"{words[-2]}, {words[-1]}, {' '.join(words[:-2])}"
    return name


def _part(text: str, *, whole: bool = False) -> str:
    """Return a part of a name, in braces where BibTeX would divide it (or where it is `whole`)."""
    return f"{{{balance_braces(text)}}}" if whole or "," in text or _AND.search(text) else text


def _references(paper: Paper, publication: Publication | None) -> dict[str, str]:
    first = {identifier.scheme: identifier for identifier in reversed(paper.identifiers)}
    values: dict[str, str] = {}
    arxiv = first.get(Scheme.ARXIV)
    if arxiv:
        values |= {"eprint": arxiv.value, "archivePrefix": "arXiv"}
        if paper.categories:
            values["primaryClass"] = _verbatim(paper.categories[0])
    doi = first.get(Scheme.DOI)
    cited = publication.doi if publication is not None else ""
    if cited or doi:
        values["doi"] = _verbatim(cited or (doi.value if doi else ""))
    url = paper.url or next(_pages(paper.identifiers), "")
    values["url"] = _verbatim(url)
    return values


def _pages(identifiers: Sequence[Identifier]) -> Iterator[str]:
    for identifier in identifiers:
        url = identifier_url(identifier)
        if url and identifier.scheme is not Scheme.GITHUB:
            yield url


def _verbatim(value: str) -> str:
    """Return an address as it is, but for the signs that would end or break its field."""
    return re.sub(r"[{}\\^\s]", lambda sign: f"%{ord(sign[0]):02X}", value)


def _ascii_address(value: str) -> str:
    """Return an address (all other values are ASCII by now) with its letters encoded."""
    if value.isascii():
        return value
    return "".join(sign if sign.isascii() else quote(sign) for sign in value)
