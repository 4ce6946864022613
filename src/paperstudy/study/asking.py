"""When a source is due to be asked for a paper, and by which identifier. Pure."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.sources import Outcome

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import datetime

    from paperstudy.domain.sources import Lookup

# How long an answer is good for. Versions and stars change; what is printed does not.
_MONTH = timedelta(days=30)
_AGES = {
    "arxiv": timedelta(days=7),
    "huggingface": timedelta(days=1),
    "semanticscholar": timedelta(days=7),
}
_MISSING_AGE = timedelta(days=3)
_PREFERRED = (
    Scheme.ARXIV,
    Scheme.DOI,
    Scheme.ACL,
    Scheme.S2,
    Scheme.OPENREVIEW,
    Scheme.PWC,
)
_WHO_COUNT = ("semanticscholar", "crossref")  # citations
BY_TITLE = "-title"
"""Ends the name under which it is kept that a source was searched for a title."""


class Urgency(Enum):
    """Whom to ask again: those that never answered, those due by age as well, or everybody."""

    NEW = auto()
    DUE = auto()
    STALE = auto()  # only what has been answered, long ago
    ALL = auto()


def is_due(lookup: Lookup | None, urgency: Urgency, now: datetime) -> bool:
    """Tell whether a source should be asked, after the `lookup` it last answered."""
    answered = lookup is not None and lookup.outcome in {Outcome.FOUND, Outcome.MISSING}
    if urgency is Urgency.ALL:
        return True
    if lookup is None or not answered:
        return urgency is not Urgency.STALE
    if urgency is Urgency.NEW:
        return False
    missing = lookup.outcome is Outcome.MISSING and not lookup.source.endswith(BY_TITLE)
    age = _MISSING_AGE if missing else _AGES.get(lookup.source, _MONTH)
    return now - lookup.at >= age


def is_wanted(
    name: str,
    identifiers: Sequence[Identifier],
    lookups: Mapping[str, Lookup],
    failed: Collection[str] = (),
) -> bool:
    """Tell whether a source can add to what the others say; a fallback waits for their failure.

    `failed` are those that were not asked, since they no longer answer. It looks at outcomes
    only, so that a run which was cut goes on with the same sources.
    """

    def ended(source: str, *outcomes: Outcome) -> bool:
        lookup = lookups.get(source)
        return source in failed or (lookup is not None and lookup.outcome in outcomes)

    if name == "datacite":
        preprint = any(each.scheme is Scheme.ARXIV for each in identifiers)
        if preprint:
            return ended("arxiv", Outcome.FAILED)
        return ended("crossref", Outcome.FAILED, Outcome.MISSING)
    if name == "openalex":
        counted = any(ended(each, Outcome.FOUND) for each in _WHO_COUNT if each not in failed)
        return not counted or ended("crossref", Outcome.FAILED, Outcome.MISSING)
    return True


def needs_login(lookup: Lookup | None) -> bool:
    """Tell whether a source would answer its own users only."""
    return lookup is not None and lookup.outcome is Outcome.NEEDS_LOGIN


def pick_identifier(
    identifiers: Iterable[Identifier], schemes: frozenset[Scheme]
) -> Identifier | None:
    """Return the identifier by which a source of these schemes is asked, without its version."""
    bare = [Identifier(each.scheme, each.value) for each in identifiers]
    for scheme in _PREFERRED:
        if scheme in schemes:
            found = next((each for each in bare if each.scheme is scheme), None)
            if found is not None:
                return found
    return None


def derive_identifiers(identifiers: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Return identifiers with those that follow from them: papers of the ACL have a DOI."""
    known = tuple(identifiers)
    derived = (
        Identifier(Scheme.DOI, f"10.18653/v1/{each.value.lower()}")
        for each in known
        if each.scheme is Scheme.ACL
    )
    return tuple(dict.fromkeys((*known, *derived)))
