"""All metadata sources, in the order they are asked. A new one is a line in `make_sources`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.pacing import SHORT_WAIT
from paperstudy.sources.arxiv import ArxivSource
from paperstudy.sources.crossref import CrossrefSource
from paperstudy.sources.datacite import DataciteSource
from paperstudy.sources.dblp import DblpSource
from paperstudy.sources.huggingface import HuggingFaceSource
from paperstudy.sources.openalex import OpenAlexSource
from paperstudy.sources.openreview import OpenReviewSource
from paperstudy.sources.pwc import PwcSource
from paperstudy.sources.semanticscholar import SemanticScholarSource

if TYPE_CHECKING:
    from paperstudy.domain.sources import PaperArchive, Source
    from paperstudy.sources.http import Plumbing


def make_sources(
    plumbing: Plumbing,
    *,
    archive: PaperArchive | None = None,
    dblp: bool = False,
    hurried: bool = False,
) -> tuple[Source, ...]:
    """Return the sources in the order they are asked; nothing is asked before they are used.

    Papers with Code is among them where its `archive` is given, and DBLP where it is wanted. While
    a person waits (`hurried`), a source that only adds to the facts is not asked twice,
    and not waited for.

    Raises:
        ConfigError: a base URL is none.
    """
    extras = replace(plumbing, tries=1, patience=SHORT_WAIT) if hurried else plumbing
    local: tuple[Source, ...] = () if archive is None else (PwcSource(archive),)
    return (
        *local,
        ArxivSource(plumbing),
        DataciteSource(plumbing),
        CrossrefSource(plumbing),
        SemanticScholarSource(extras),
        OpenReviewSource(plumbing),
        HuggingFaceSource(extras),
        OpenAlexSource(extras),
        *((DblpSource(extras),) if dblp else ()),
    )
