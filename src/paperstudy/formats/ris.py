"""Papers to RIS: a tag of two letters and a value on each line, as reference managers read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.domain.text import clean_line
from paperstudy.formats.bib_dates import month_day, month_number
from paperstudy.formats.bib_layout import in_order
from paperstudy.formats.latex_in import decode_latex
from paperstudy.formats.name_parts import name_parts
from paperstudy.formats.names_in import read_names
from paperstudy.formats.plain_entry import describe
from paperstudy.formats.ris_in import FIELDS, PLACED
from paperstudy.formats.romanise import to_ascii

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.papers import Paper
    from paperstudy.formats.plain_entry import PlainEntry

_TYPES = {
    "article": "JOUR",
    "inproceedings": "CONF",
    "conference": "CONF",
    "incollection": "CHAP",
    "inbook": "CHAP",
    "book": "BOOK",
    "proceedings": "BOOK",
    "phdthesis": "THES",
    "mastersthesis": "THES",
    "techreport": "RPRT",
    "unpublished": "UNPB",
}
_HOUSES = {"THES", "RPRT"}
_TAGS = {ours: tag for tag, ours in reversed(FIELDS.items())} | {
    "address": "CY",
    "isbn": "SN",
    "issn": "SN",
    "shortjournal": "J2",
}
_ROLES = {"editor": "ED", "translator": "A4"}
_NOTES = {"annotation", "annote", "note"}
_OWN_TAG = re.compile("ris-[a-z][a-z0-9]")
_DAY = re.compile(r"\d{4}-\d\d(?:-\d\d)?")


def write_ris(papers: Sequence[Paper], *, ascii_only: bool = False) -> str:
    """Return `papers` as RIS, by cite key; lines end as its description of 2001 has them."""
    lines: list[str] = []
    for paper, key in in_order(papers, ascii_only=ascii_only):
        for tag, value in _tagged(paper, key):
            text = clean_line(to_ascii(value) if ascii_only else value)
            if text:
                lines.append(f"{tag}  - {text}")
        lines += ["ER  - ", ""]
    return "".join(f"{line}\r\n" for line in lines)


def _tagged(paper: Paper, key: str) -> Iterator[tuple[str, str]]:
    entry = describe(paper)
    kind = _TYPES.get(entry.kind, "JOUR" if entry.venue else "GEN")
    yield "TY", kind
    yield "ID", key
    yield "TI", paper.title
    for author in paper.authors:
        yield "AU", name_parts(author).inverted
    if paper.authors and paper.more_authors:
        yield "AU", "et al."  # as EndNote's users write it
    if entry.year is not None:
        yield "PY", str(entry.year)
    yield "DA", _day(paper, entry)
    yield from _place(entry, kind)
    yield "VL", entry.volume
    yield "IS", entry.number
    start, dash, end = entry.pages.partition("-")
    yield "SP", start if dash and "-" not in end else entry.pages
    yield "EP", end if dash and "-" not in end else ""
    yield "DO", entry.doi
    yield "UR", entry.url
    if entry.arxiv and entry.arxiv not in entry.url:
        yield "UR", f"https://arxiv.org/abs/{entry.arxiv}"
    if entry.kind == "mastersthesis" and not any(each.name == "type" for each in paper.extra):
        yield "M3", "Master's thesis"  # THES is of any degree
    for tag in paper.tags:
        yield "KW", tag
    yield "AB", paper.abstract
    for path in paper.attachments:
        yield "L1", path
    if paper.withdrawn:
        yield "N1", "Withdrawn"
    yield from _extras(paper, kind)


def _day(paper: Paper, entry: PlainEntry) -> str:
    """Return when a work came out, as far as its year and month tell; a date of its own is kept."""
    if entry.published is not None:
        return f"{entry.published:%Y/%m/%d}"
    told = {extra.name: extra.value for extra in paper.extra}
    number = month_number(told.get("month", ""))
    if entry.year is None or "date" in told:
        return ""
    day = month_day(str(entry.year), told.get("month", ""))
    return (day or (f"{entry.year}-{number:02}" if number else "")).replace("-", "/")


def _extras(paper: Paper, kind: str) -> Iterator[tuple[str, str]]:
    """Yield what an imported entry holds beyond that, as far as RIS has a tag for it."""
    placed = any(extra.name == "location" for extra in paper.extra)
    for extra in paper.extra:
        if extra.name == "address" and placed:
            continue  # BibLaTeX's name for one counts
        tag = "N1" if extra.name in _NOTES else _TAGS.get(extra.name, "")
        if extra.name in _ROLES:
            for person in read_names(extra.value)[0]:
                yield _ROLES[extra.name], name_parts(person).inverted
        elif extra.name == "date" and _DAY.fullmatch(extra.value):
            yield "DA", extra.value.replace("-", "/")
        elif tag and not (tag == "IS" and kind == "JOUR"):
            yield tag, decode_latex(extra.value)
        elif _OWN_TAG.fullmatch(extra.name) and (own := extra.name[-2:].upper()) not in PLACED:
            yield own, decode_latex(extra.value)  # no end of an entry that a .bib file wants here


def _place(entry: PlainEntry, kind: str) -> Iterator[tuple[str, str]]:
    if kind in _HOUSES:
        yield "PB", entry.venue
        return
    yield "T2", entry.venue
    yield "PB", entry.publisher
