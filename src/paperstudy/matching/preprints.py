"""What is known of the preprint of a paper, apart from what its publication says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Scheme, year_of
from paperstudy.domain.papers import PaperRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

OF_PREPRINT = (
    "arxiv", "datacite", "huggingface", "semanticscholar", "pwc", "openreview", "catalogue",
    "bibtex", "import", "person", "log",
)  # fmt: skip
"""Who speaks of the preprint itself, best first; each fills the gaps of those before it."""


def find_preprint(records: Sequence[PaperRecord]) -> PaperRecord | None:
    """Return what is known of the preprint of a paper, put together; None where there is none.

    Its year is that of its first version, whatever year a publication of it has.
    """
    arxiv = [i for r in records for i in r.identifiers if i.scheme is Scheme.ARXIV]
    told = [r for r in records if r.source in OF_PREPRINT]
    told.sort(key=lambda record: OF_PREPRINT.index(record.source))
    if not told or not (arxiv or told[0].source == "arxiv"):
        return None
    first = told[0]
    published = next((r.published for r in told if r.published), None)
    return PaperRecord(
        first.source,
        next((r.title for r in told if r.title), ""),
        authors=next((r.authors for r in told if r.authors), ()),
        year=next((r.year for r in told if r.year), None),
        published=published,
        identifiers=tuple(dict.fromkeys(i for r in told for i in r.identifiers)),
    )


def first_year(preprint: PaperRecord) -> int | None:
    """Return the year of a preprint's first version: as dated, else as its arXiv id says."""
    if preprint.published is not None:
        return preprint.published.year
    numbers = (each for each in preprint.identifiers if each.scheme is Scheme.ARXIV)
    return next(filter(None, map(year_of, numbers)), preprint.year)
