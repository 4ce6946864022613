"""Papers to BibLaTeX: the entries of BibTeX in the words of Biber's data model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.formats.bib_dates import month_day, month_number
from paperstudy.formats.bib_layout import in_order, lay_out
from paperstudy.formats.bibtex import bibtex_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.papers import Paper
    from paperstudy.formats.bibtex import Fields

_NAMES = {
    "journal": "journaltitle",
    "primaryClass": "eprintclass",
    "school": "institution",
    "address": "location",
    "issue": "number",
}
_TYPES = {
    "conference": "inproceedings",
    "incollection": "inbook",  # the other wants an editor, whom we do not know
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "techreport": "report",
}
_WORKS = {"phdthesis": "phdthesis", "mastersthesis": "mathesis", "techreport": "techreport"}
_PARTS = frozenset(
    {"incollection", "inbook", "bookinbook", "suppbook", "suppcollection", "inreference"}
)
# Types that an entry keeps which came with them, by BibTeX's: they say as much, or more.
_OWN_TYPES = {
    "article": frozenset({"suppperiodical"}),
    "book": frozenset({"mvbook", "collection", "mvcollection", "reference", "mvreference"}),
    "proceedings": frozenset({"mvproceedings"}),
    "inbook": _PARTS,
    "incollection": _PARTS,
    "misc": frozenset(
        {
            "online", "dataset", "software", "patent", "artwork", "audio", "video", "performance",
            "periodical",
        }
    ),
}  # fmt: skip
# What Biber reads as a date (ISO 8601-2), or as two: seasons are its months 21 to 24.
_DAY = (
    r"-?[\dX]{4}(?:-(?:0[1-9]|1[0-2]|2[1-4]|XX)(?:-(?:0[1-9]|[12]\d|3[01]|XX)"
    r"(?:T[\d:]+(?:Z|[+-][\d:]+)?)?)?)?[~?%]?"
)
_ISO = re.compile(rf"(?:{_DAY}|\.\.)?/(?:{_DAY}|\.\.)?|{_DAY}", re.ASCII)
_REFERENCES = ("doi", "eprint", "url")


def write_biblatex(papers: Sequence[Paper], *, ascii_only: bool = False) -> str:
    """Return `papers` as a .bib file for BibLaTeX; order, letters and `ascii_only` as in BibTeX."""
    return lay_out(
        (key, *biblatex_entry(paper, key, ascii_only=ascii_only))
        for paper, key in in_order(papers, ascii_only=ascii_only)
    )


def biblatex_entry(paper: Paper, key: str, *, ascii_only: bool = False) -> tuple[str, Fields]:
    """Return the type of an entry and its fields, in order; their values are LaTeX."""
    kind, told = bibtex_entry(paper, key, ascii_only=ascii_only)
    values: Fields = {}
    dropped = {"month", "date", "year"}
    if all(extra.name != "key" for extra in paper.extra):
        dropped.add("key")  # Biber needs none to sort by
    for name, value in told.items():
        if name == "archivePrefix":
            values["eprinttype"] = value.lower() if value == "arXiv" else value
        elif name == "year":
            when = _date(paper, value, told)
            values["year" if when and not _ISO.fullmatch(when) else "date"] = when  # “in press”
        elif name not in dropped:
            values.setdefault(_NAMES.get(name, name), value)
    if kind in _WORKS:
        values.setdefault("type", _WORKS[kind])
    if kind == "article":
        values.pop("publisher", None)  # Biber's data model gives an article none
    return _type(paper, kind, values), values


def _date(paper: Paper, year: str, told: Fields) -> str:
    """Return the year with its month and day, as far as they are known."""
    if year in told.get("date", "") or not year:
        return told.get("date", "")
    month = told.get("month", "")
    if dayed := month_day(year, month):
        return dayed
    number = month_number(month)
    if not number:
        return year
    if paper.published is not None and paper.published.month == number:
        return f"{paper.published:%Y-%m-%d}" if year == f"{paper.published:%Y}" else year
    return f"{year}-{number:02}"


def _type(paper: Paper, kind: str, values: Fields) -> str:
    if paper.entry_type in _OWN_TYPES.get(kind, ()):
        return paper.entry_type
    if kind != "misc":
        return _TYPES.get(kind, kind)
    found = any(values.get(name) for name in _REFERENCES)
    return "online" if found and not values.get("howpublished") else "misc"
