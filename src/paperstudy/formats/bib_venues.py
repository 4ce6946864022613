"""What kind of entry a paper is: by its publication, its venue's name, or as it was imported."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Scheme
from paperstudy.formats.latex_in import decode_latex

if TYPE_CHECKING:
    from paperstudy.domain.papers import Paper, Publication

PREPRINT = re.compile(r"\b(?:arxiv|corr|ssrn|biorxiv|medrxiv|preprint)\b", re.IGNORECASE)
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
PERSON = "person"
# What an imported entry says of its own kind is kept.
_FILES = frozenset({"bibtex", "import"})
# Who says a venue as a person wrote it.
_PERSONAL = _FILES | {PERSON}
_ENTRIES = {
    "proceedings": ("inproceedings", "booktitle"),
    "journal": ("article", "journal"),
    "chapter": ("incollection", "booktitle"),
}
# What is no publication, but has a kind of entry of its own.
_WORKS = {"thesis": ("phdthesis", "school"), "report": ("techreport", "institution")}
# Types that say more than the one we would choose, by the one we would choose.
_NEARER = {
    "inproceedings": {"conference"},
    "incollection": {"inbook"},
    "book": {"proceedings"},
    "phdthesis": {"mastersthesis"},
    "misc": {"unpublished", "manual", "booklet"},
}
# What stays what it is where nobody says what it is in, and the field that takes what a person says.
_HOMES = {
    "article": "journal",
    "inproceedings": "booktitle",
    "conference": "booktitle",
    "incollection": "booktitle",
    "inbook": "booktitle",
    "book": "publisher",
    "proceedings": "publisher",
}
_HOUSES = frozenset({"school", "institution"})
# BibLaTeX's words for what kind of thesis or report a work is; BibTeX has types of entries instead.
_NAMED_WORKS = {"phdthesis": "phdthesis", "mathesis": "mastersthesis", "techreport": "techreport"}
_MASTERS = re.compile(r"\bmaster|석사", re.IGNORECASE)
# What BibLaTeX calls more nearly, as BibTeX of 1988 has it.
_OLD_NAMES = {
    "suppbook": "inbook",
    "suppcollection": "incollection",
    "suppperiodical": "article",
    "inreference": "incollection",
    "reference": "book",
    "mvreference": "book",
    "bookinbook": "inbook",
    "mvproceedings": "proceedings",
    "collection": "book",
    "mvcollection": "book",
    "mvbook": "book",
}


def cited_publication(paper: Paper) -> Publication | None:
    """Return the publication to cite: one whose year is known, unless a person named a venue.

    That of an imported entry is cited without a year as well, and is what it was under the name
    that a person gives it.
    """
    publication = paper.publication
    if publication is None or not publication.venue:
        return None
    named = ("venue", PERSON) in paper.provenance
    if publication.year is not None and not named:
        return publication  # nearly all
    if dict(paper.provenance).get("publication") in _FILES:
        if named:
            return _renamed(publication, paper)
        return replace(publication, year=year_of(paper))
    return None


def _renamed(publication: Publication, paper: Paper) -> Publication | None:
    """Return the publication of an imported entry under the name that a person gave it."""
    venue, year = paper.venue, year_of(paper)
    if not venue or PREPRINT.search(venue):
        return None
    if year == paper.year:  # the name says none
        year = publication.year or year
    house = venue if publication.publisher == publication.venue else publication.publisher
    return replace(publication, venue=venue, year=year, publisher=house)


def place_of(publication: Publication) -> tuple[str, dict[str, str]]:
    """Return the entry type for a publication, and the field with its name where it has one."""
    venue = publication.venue
    if publication.kind == "book":
        series = {"series": venue} if venue != publication.publisher else {}
        return "book", series if publication.publisher else {"publisher": venue}
    entry, field = _ENTRIES.get(publication.kind) or kind_of(venue)
    if entry == "misc":
        entry, field = _ENTRIES["proceedings"]
    return entry, {field: venue}


def undated(paper: Paper, venue: str, year: int | None) -> str:
    """Return a venue without the year that is told beside it, unless a person wrote it there."""
    short = venue.removesuffix(f" {year}")
    if short == venue:
        return venue
    told = dict(paper.provenance)
    source = told.get("venue") if cited_publication(paper) is None else told.get("publication")
    return venue if source is None or source in _PERSONAL else short


@lru_cache(maxsize=1024)  # papers share their venues
def kind_of(venue: str, work: str = "") -> tuple[str, str]:
    """Return the entry type for a venue and the field that takes its name; `work` as Paper.kind."""
    if work in _WORKS:
        return _WORKS[work]
    if not venue or PREPRINT.search(venue):
        return "misc", ""
    if _REPORT.search(venue):
        return "misc", "howpublished"
    if _JOURNAL.search(venue) and not _MEETING.search(venue):
        return "article", "journal"
    return "inproceedings", "booktitle"


def place_of_unpublished(paper: Paper) -> tuple[str, str]:
    """Return the entry type of a paper of no publication, and the field of its venue.

    What it was imported as says more than the name that a person gave its venue.
    """
    kind, field = kind_of(paper.venue, paper.kind)
    if paper.kind in _WORKS or not field:
        return kind, field
    if _is_house(paper):
        return "misc", ""
    named = ("venue", PERSON) in paper.provenance and not _is_preprint(paper)
    imported = _imported_as(paper)
    return (imported, _HOMES[imported]) if named and imported in _HOMES else (kind, field)


def _is_house(paper: Paper) -> bool:
    """Tell whether a venue is the university that an entry names in a field of its own."""
    return any(
        each.name in _HOUSES and decode_latex(each.value) == paper.venue for each in paper.extra
    )


def _is_preprint(paper: Paper) -> bool:
    return any(each.scheme is Scheme.ARXIV for each in paper.identifiers)


def _imported_as(paper: Paper) -> str:
    imported = _type_of(paper)
    return _OLD_NAMES.get(imported, imported)


def entry_kind(kind: str, paper: Paper) -> str:
    """Return the type that a paper was imported with, where it says as much as `kind` or more.

    An article of no journal stays one, and so does a talk of no meeting, unless it is a preprint,
    which has a type of its own.
    """
    imported = _imported_as(paper)
    if imported in _NEARER.get(kind, ()):
        return imported
    homeless = kind == "misc" and not _is_preprint(paper) and (not paper.venue or _is_house(paper))
    return imported if homeless and imported in _HOMES else kind


def names_work(paper: Paper) -> bool:
    """Tell whether an imported field `type` says what the type of the entry says as well."""
    return paper.kind in _WORKS and _told_type(paper).casefold() in _NAMED_WORKS


def _type_of(paper: Paper) -> str:
    """Return the type that a paper was imported with, nearer where its field `type` says more."""
    told = _told_type(paper)
    if not told or paper.kind not in _WORKS:
        return paper.entry_type
    named = _NAMED_WORKS.get(told.casefold())
    return named or ("mastersthesis" if _MASTERS.search(told) else paper.entry_type)


def _told_type(paper: Paper) -> str:
    return next((each.value for each in paper.extra if each.name == "type"), "")


def year_of(paper: Paper) -> int | None:
    """Return the year of the venue that is cited, where it names one, else that of the paper.

    A preprint of 2015 in `CVPR 2016` is cited by 2016; a year that cannot be its own is not.
    """
    kind, _ = kind_of(paper.venue)
    named = _YEAR.search(paper.venue) if kind != "misc" else None
    if not named:
        return paper.year
    year = int(named[0])
    fits = paper.year is None or paper.year <= year <= paper.year + _LATE
    return year if fits else paper.year
