"""Where a paper was published: which of the claims of its records are believed, and which asked of.

A title search finds copies, namesakes and journal versions by other people, and services mix the
facts of a preprint with those of its publication. So a claim must fit the paper in title, first
author and year before a BibTeX entry is made of it; one that nearly fits is left to a person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Scheme
from paperstudy.domain.papers import Publication
from paperstudy.domain.registrants import ARXIV_PREFIX, DENIED_PREFIXES
from paperstudy.matching.likeness import (
    Kinship,
    compare_authors,
    compare_titles,
    is_head,
    is_turned,
)
from paperstudy.matching.preprints import OF_PREPRINT, find_preprint, first_year
from paperstudy.matching.venues import is_known_venue, is_preprint_venue, is_same_venue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.papers import PaperRecord

LATE = 5
"""Years that a work may take from its preprint to its publication."""

_SAME_TITLE = 0.9
_LIKE_TITLE = 0.75
_PERSON = "person"
# Whose claim is taken first; of a name that is not here, last.
_ORDER = (
    "arxiv", "datacite", "semanticscholar", "openreview", "crossref", "dblp", "bibtex", "import",
    "catalogue", "pwc", "openalex", "huggingface",
)  # fmt: skip
# These say where a paper was accepted without saying what kind of publication that is.
_KINDLESS = frozenset({"arxiv", "semanticscholar", "openreview", "catalogue", "pwc"})
_KINDS = frozenset({"proceedings", "journal"})
_ASKED_KINDS = frozenset({"", "chapter", "book"})
# These say what work is meant; the others, what they found for it.
_OWN = frozenset({"person", "arxiv", "catalogue", "bibtex", "import", "log"})
FILES = ("bibtex", "import")
"""A person's files: what they cite, the kind and year of which is not doubted."""

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


class Standing(Enum):
    """What becomes of a claim."""

    ACCEPTED = "accepted"
    DOUBTFUL = "doubtful"  # a person is asked
    REFUSED = "refused"  # said nothing of


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a claim, and of a doubtful one why: an English sentence for a door."""

    standing: Standing
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A record whose claim a person should decide on."""

    record: PaperRecord
    reason: str


@dataclass(frozen=True, slots=True)
class Choice:
    """The publication of a paper, who told of it first, and what could not be decided.

    `publication` may hold a DOI alone, where its venue is not known yet, or a venue without a
    year. `strangers` are the records that tell of another work, or may do so.
    """

    publication: Publication | None = None
    source: str = ""
    offers: tuple[Doubt, ...] = ()
    strangers: tuple[PaperRecord, ...] = ()


_ACCEPTED = Verdict(Standing.ACCEPTED)
_REFUSED = Verdict(Standing.REFUSED)


def is_citable_doi(doi: str) -> bool:
    """Tell whether a DOI may be that of a publication: there is one, and it is on no deny list."""
    return "/" in doi and not is_denied_doi(doi)


@lru_cache(maxsize=1024)  # each is asked about several times
def is_denied_doi(doi: str) -> bool:
    """Tell whether a registrant whose DOIs are no publication gave out this one."""
    return doi.lower().split("/")[0] in DENIED_PREFIXES


def choose_publication(records: Sequence[PaperRecord]) -> Choice:
    """Return where the paper of `records` was published, as far as that is sure.

    What a person said stands. Else the first source in order that tells venue and year is
    believed, and those that speak of the same publication fill its gaps.
    """
    own = next((r.publication for r in records if r.source == _PERSON and r.publication), None)
    preprint = find_preprint(records)
    anchor = preprint or _best(records)
    kin = _find_kin(records)
    accepted, judged, strangers = [], [], []
    for record in sorted(records, key=lambda record: _rank(record.source)):
        claim, related = _claim(record), record in kin
        copied = preprint is not None and _is_copy(record)
        if claim is None:
            strangers += [record] if copied else []
            continue
        known = None if record is anchor else anchor  # nothing is doubted against itself
        verdict = _judge(known, claim, related=related, dated=preprint is not None)
        if verdict.standing is Standing.ACCEPTED:
            accepted.append(claim)
            continue
        judged.append((claim, verdict))
        if record is not anchor and (copied or not related):
            strangers.append(record)
    if own is not None:
        return Choice(own, _PERSON, strangers=tuple(strangers))
    publication, source = _combine(accepted)
    settled = publication is not None and bool(publication.venue and publication.year)
    offers = () if settled else tuple(_doubts(judged))
    return Choice(publication, source, offers, tuple(strangers))


def choose_alone(record: PaperRecord) -> Choice:
    """Return what `choose_publication` makes of the record of a file alone, of no preprint.

    What a person cites so is believed, unless it is no publication at all.
    """
    claim = _claim(record)
    if claim is None or claim.publication is None or _is_junk(claim, claim.publication):
        return Choice()
    return Choice(claim.publication, claim.source)


def judge(preprint: PaperRecord, claim: PaperRecord) -> Verdict:
    """Say whether the publication that `claim` tells of is that of `preprint`."""
    return _judge(preprint, claim, related=_shares(preprint, claim), dated=True)


def _best(records: Sequence[PaperRecord]) -> PaperRecord | None:
    """Return the record by which a paper without a preprint is known.

    It is that of a source which was asked by identifier, else what a person or a file said of
    it, else what a source found.
    """
    named = [record for record in records if record.title]
    kin = [record for record in _find_kin(records) if record.title]
    told = [record for record in kin if not _is_own(record)] or kin or named
    order = ("crossref", *OF_PREPRINT)
    known = [r for r in told if r.source in order]
    return min(known, key=lambda r: order.index(r.source), default=told[0] if told else None)


def _is_own(record: PaperRecord) -> bool:
    """Tell whether a record says what work is meant, rather than what was found for it."""
    return record.source in _OWN


def _claim(record: PaperRecord) -> PaperRecord | None:
    """Return a record with its claim: the DOI that authors gave arXiv, a venue of the catalogue."""
    if record.publication is not None:
        dated = _dated(record.publication)
        return record if dated is record.publication else replace(record, publication=dated)
    doi = next((i.value for i in record.identifiers if i.scheme is Scheme.DOI), "")
    if record.source == "catalogue" and _YEAR.search(record.venue):
        return replace(record, publication=_dated(Publication(record.venue, doi=doi)))
    if record.source == "arxiv" and doi:
        return replace(record, publication=Publication("", doi=doi))
    return None


def _dated(publication: Publication) -> Publication:
    """Return a publication with the year that its venue is written with, where it has no other."""
    years = set(_YEAR.findall(publication.venue))
    if publication.year is not None or len(years) != 1:
        return publication
    return replace(publication, year=int(years.pop()))


def _rank(source: str) -> int:
    return _ORDER.index(source) if source in _ORDER else len(_ORDER)


def _judge(
    anchor: PaperRecord | None, record: PaperRecord, *, related: bool, dated: bool
) -> Verdict:
    """Judge a claim; `related` tells that it has an identifier of the paper, `dated` of a window."""
    claim = record.publication
    if claim is None or _is_junk(record, claim):
        return _REFUSED
    doubts: list[str] = []
    filed = record.source in FILES
    if claim.venue and not filed:
        doubts += _doubt_kind(record, claim)
    if anchor is not None:
        for doubt in (_doubt_title, _doubt_author):
            reason = doubt(anchor, record, related=related)
            if reason is None:
                return _REFUSED
            doubts.append(reason)
    if anchor is not None and claim.year is not None and not filed:
        reason = (
            _doubt_year(first_year(anchor), claim.year, related=related)
            if dated
            else _compare_years(anchor, claim.year, related=related)
        )
        if reason is None:
            return _REFUSED
        doubts.append(reason)
    reason = next(filter(None, doubts), "")
    return Verdict(Standing.DOUBTFUL, reason) if reason else _ACCEPTED


def _is_junk(record: PaperRecord, claim: Publication) -> bool:
    denied = bool(claim.doi) and is_denied_doi(claim.doi)
    nothing = not claim.venue and not claim.doi
    kind = claim.kind not in _KINDS | _ASKED_KINDS
    return denied or nothing or kind or _is_copy(record) or is_preprint_venue(claim.venue)


def _is_copy(record: PaperRecord) -> bool:
    """Tell whether a record is of a copy that somebody registered a DOI for."""
    dois = [i.value for i in record.identifiers if i.scheme is Scheme.DOI]
    dois.append(record.publication.doi if record.publication else "")
    return any(is_denied_doi(doi) and not doi.startswith(ARXIV_PREFIX) for doi in dois)


def _doubt_kind(record: PaperRecord, claim: Publication) -> list[str]:
    if claim.kind in _KINDS or (
        not claim.kind and record.source in _KINDLESS and is_known_venue(claim.venue)
    ):
        return []
    return [
        "it is a book, or a chapter of one"
        if claim.kind
        else "nobody says whether it is a journal or a meeting"
    ]


# The three below return why a claim is doubtful, "" where it is not, None where it is refused.


def _doubt_title(anchor: PaperRecord, record: PaperRecord, *, related: bool) -> str | None:
    if not anchor.title or not record.title:
        return "" if related else None
    likeness = compare_titles(anchor.title, record.title)
    if likeness >= _SAME_TITLE and not is_turned(anchor.title, record.title):
        return ""
    if likeness >= _LIKE_TITLE or is_head(anchor.title, record.title):
        return "its title differs a little"
    return "its title is another, but it has an identifier of this paper" if related else None


def _doubt_author(anchor: PaperRecord, record: PaperRecord, *, related: bool) -> str | None:
    if not anchor.authors or not record.authors:
        return "" if related else "nobody says whether the authors are the same"
    kinship = compare_authors(anchor.authors[0], record.authors[0])
    if kinship is Kinship.SAME:
        return ""
    if kinship is Kinship.ALIKE:
        return "its first author is spelled differently"
    firsts = (anchor.authors[0], record.authors), (record.authors[0], anchor.authors)
    if any(compare_authors(one, other) is Kinship.SAME for one, them in firsts for other in them):
        return "its authors stand in another order"
    return "its first author is another" if related else None


def _doubt_year(first: int | None, year: int, *, related: bool) -> str | None:
    if first is None:
        return "" if related else "nobody says when the preprint is from"
    if first <= year <= first + LATE:
        return ""
    if year == first - 1:
        return "it is from the year before the preprint"
    late = "it is from long before the preprint" if year < first else "it came years later"
    return late if related else None


def _compare_years(anchor: PaperRecord, year: int, *, related: bool) -> str:
    """Return why the year of what was found is doubtful for a work without a preprint."""
    apart = 0 if related or anchor.year is None else abs(anchor.year - year)
    return "its year is another" if apart > 1 else ""


def _shares(one: PaperRecord, other: PaperRecord) -> bool:
    return bool(_known_by(one) & _known_by(other))


def _known_by(record: PaperRecord) -> set[str]:
    """Return the identifiers a record is known by, and the DOI it claims; repositories are none."""
    known = {str(i) for i in record.identifiers if i.scheme is not Scheme.GITHUB}
    if record.publication is not None and is_citable_doi(record.publication.doi):
        known.add(f"doi:{record.publication.doi.lower()}")
    return known


def _find_kin(records: Sequence[PaperRecord]) -> list[PaperRecord]:
    """Return the records that an identifier ties to the paper, if by way of other records.

    What two services found for a title is tied to each other at most. A paper that began with what
    a service said is known by that, until somebody tells a number of their own.
    """
    kin = [record for record in records if _is_own(record)]
    if not any(map(_known_by, kin)) and not any(map(_is_own, records[:1])):
        numbered = [r for r in records if any(i.scheme is Scheme.ARXIV for i in r.identifiers)]
        kin += numbered or sorted(records, key=lambda record: record.source != "crossref")[:1]
    known = {each for record in kin for each in _known_by(record)}
    rest = [record for record in records if record not in kin]
    while tied := [record for record in rest if known & _known_by(record)]:
        kin += tied
        known |= {each for record in tied for each in _known_by(record)}
        rest = [record for record in rest if record not in tied]
    return kin


def _combine(accepted: Sequence[PaperRecord]) -> tuple[Publication | None, str]:
    """Return the publication of the first whole claim with its gaps filled, and its source."""
    claims = [(r.publication, r.source) for r in accepted if r.publication is not None]
    base, source = next(
        ((whole, source) for claim, source in claims if (whole := _join(claim, claims))),
        (None, ""),
    )
    if base is None:  # no year is known; a venue tells more than a DOI
        named = [(claim, source) for claim, source in claims if claim.venue] or claims
        base, source = named[0] if named else (None, "")
    if base is None:
        return None, ""
    for claim, _ in claims:
        if _speak_of_same(base, claim):
            base = _fill(base, claim)
    return base, source


def _join(claim: Publication, claims: Sequence[tuple[Publication, str]]) -> Publication | None:
    """Return a claim that tells venue and year, or another of its DOI that does; else None."""
    if claim.venue and claim.year is not None:
        return claim
    if not claim.doi or claim.venue:
        return None
    same = (each for each, _ in claims if each.doi.lower() == claim.doi.lower())
    return next((each for each in same if each.venue and each.year is not None), None)


def _speak_of_same(base: Publication, other: Publication) -> bool:
    if base.doi and other.doi:
        return base.doi.lower() == other.doi.lower()
    if base.year is not None and other.year is not None and base.year != other.year:
        return False
    return is_same_venue(base.venue, other.venue)


def _fill(base: Publication, other: Publication) -> Publication:
    gaps = {
        field.name: getattr(other, field.name)
        for field in fields(Publication)
        if not getattr(base, field.name) and getattr(other, field.name)
    }
    return replace(base, **gaps)


def _doubts(judged: Sequence[tuple[PaperRecord, Verdict]]) -> Iterator[Doubt]:
    """Yield what a person should decide on, each publication once."""
    asked: list[Publication] = []
    for record, verdict in judged:
        claim = record.publication
        if verdict.standing is not Standing.DOUBTFUL or claim is None or not claim.venue:
            continue
        if not any(_speak_of_same(known, claim) for known in asked):
            asked.append(claim)
            yield Doubt(record, verdict.reason)
