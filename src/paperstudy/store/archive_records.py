"""From a work of the archive to a record of it, its publication and its metrics among them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Identifier, Scheme, identifier_url
from paperstudy.domain.papers import Author, PaperRecord, Publication, Repository
from paperstudy.store.archive_text import url_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paperstudy.store.archive_rows import Page, Work

SOURCE = "pwc"
# "ICLR 2021 1", "EMNLP (sdp) 2020 11": the venue, the year, and mostly the month.
_PROCEEDING = re.compile(r"(.+?)[\s,-]+((?:19|20)\d\d)(?:[\s-]+\d{1,2})?")
_LETTER = re.compile(r"[^\W\d_]")
_NO_VENUES = frozenset({"arxiv", "corr", "ssrn", "preprint", "none", "null", "n/a", "unknown"})
_MOST = 100


def make_record(work: Work, asked: Identifier | None = None) -> PaperRecord:
    """Return what the archive says of a work; `asked` is among its identifiers."""
    first = work.pages[0]
    identifiers = list(work.identifiers)
    if asked is not None and asked not in identifiers:
        identifiers.append(asked)
    arxiv = next((each for each in identifiers if each.scheme is Scheme.ARXIV), None)
    return PaperRecord(
        SOURCE,
        next((page.title for page in work.pages if page.title), ""),
        authors=tuple(Author(name) for name in first.authors.split("\n") if name),
        year=next((page.year for page in work.pages if page.year), None),
        identifiers=tuple(identifiers),
        url=identifier_url(Identifier(arxiv.scheme, arxiv.value)) if arxiv else first.url,
        pdf_url=f"https://arxiv.org/pdf/{arxiv.value}" if arxiv else first.pdf,
        publication=_find_publication(work.pages),
        repositories=tuple(
            Repository(url_of(place), SOURCE, bool(official), framework)
            for place, official, _, framework in work.code
        ),
        tasks=_union(page.tasks for page in work.pages),
        methods=_union(page.methods for page in work.pages),
    )


def read_proceeding(text: str) -> Publication | None:
    """Return the publication that the free text of a row tells, None where it tells none."""
    found = _PROCEEDING.fullmatch(text.strip())
    venue = (found[1] if found else text).strip(" ,.-")
    if len(_LETTER.findall(venue)) < 2 or venue.casefold() in _NO_VENUES:  # noqa: PLR2004 - no name
        return None
    return Publication(venue, int(found[2]) if found else None, kind="proceedings")


def read_metrics(text: str) -> tuple[tuple[str, str], ...]:
    """Return the metrics of a leaderboard's row as pairs."""
    try:
        pairs = json.loads(text)
        return tuple((str(name), str(value)) for name, value in pairs)
    except (ValueError, TypeError):
        return ()


def _find_publication(pages: Iterable[Page]) -> Publication | None:
    told = (read_proceeding(page.proceeding) for page in pages if page.proceeding)
    return next((publication for publication in told if publication), None)


def _union(texts: Iterable[str]) -> tuple[str, ...]:
    names = (name for text in texts for name in text.split("\n") if name)
    return tuple(dict.fromkeys(names))[:_MOST]
