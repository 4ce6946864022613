"""Whether a record that was found by its title is of the same work. Pure."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Scheme
from paperstudy.domain.papers import Author, PaperRecord, Publication
from paperstudy.matching.likeness import Kinship, compare_authors, title_key

if TYPE_CHECKING:
    from paperstudy.domain.identifiers import Identifier

_TELLING = 4
"""Words from which on a title is hardly ever that of another work."""
_YEARS_APART = 1
_CVF_STEM = re.compile(r"([^_]+)_(.+)_([A-Za-z]+)_(\d{4})")


class Sameness(Enum):
    """What can be said of two records."""

    SAME = auto()
    MAYBE = auto()
    OTHER = auto()


def compare_works(mine: PaperRecord, theirs: PaperRecord, *, cut: bool = False) -> Sameness:
    """Compare what is known of a work with a record that a search found.

    The same work has the same title and first author, and a year that fits where both are known.
    Without an author to compare nobody can be sure. A title that is `cut` is a beginning.
    """
    title, found = title_key(mine.title), title_key(theirs.title)
    if not title or not (found.startswith(title) if cut else found == title):
        return Sameness.OTHER
    if not mine.authors or not theirs.authors:
        return Sameness.MAYBE if len(mine.title.split()) >= _TELLING else Sameness.OTHER
    kinship = compare_authors(mine.authors[0], theirs.authors[0])
    if kinship is not Kinship.SAME:
        return Sameness.MAYBE if kinship is Kinship.ALIKE else Sameness.OTHER
    apart = abs(mine.year - theirs.year) if mine.year and theirs.year else 0
    return Sameness.SAME if apart <= _YEARS_APART else Sameness.MAYBE


def describe_cvf(identifier: Identifier) -> PaperRecord | None:
    """Return what the name of an Open Access file tells: first author, a cut title, venue, year."""
    parts = _CVF_STEM.fullmatch(identifier.value) if identifier.scheme is Scheme.CVF else None
    if parts is None:
        return None
    family, title, venue, year = parts.groups()
    return PaperRecord(
        "cvf",
        title.replace("_", " "),
        authors=(Author(family, family=family),),
        year=int(year),
        publication=Publication(venue, int(year), kind="proceedings"),
        identifiers=(identifier,),
    )
