"""What a title or a name may mean: searched everywhere, and never decided here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidQueryError
from paperstudy.domain.identifiers import Scheme, parse_identifier
from paperstudy.domain.papers import Author, PaperRecord
from paperstudy.domain.queries import PaperQuery
from paperstudy.domain.recognising import Passage
from paperstudy.domain.text import clean_line
from paperstudy.matching.likeness import title_words
from paperstudy.matching.normalise import make_key
from paperstudy.study.panel import Panel
from paperstudy.study.recognising import read_known, recogniser_of, search_archive
from paperstudy.study.shelving import find_known
from paperstudy.study.values import FoundPaper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.events import CancelToken
    from paperstudy.store.archive import Archive
    from paperstudy.store.store import Store
    from paperstudy.store.views import Reader
    from paperstudy.study.network import Network

_SEARCHED = ("arxiv", "semanticscholar", "crossref")
_MOST = 10
_FROM_ARCHIVE = 5
_EXACT = "the same title"
_Hit = tuple[PaperRecord, str]


def find_candidates(
    store: Store,
    network: Network,
    archive: Archive | None,
    title: str,
    cancel: CancelToken,
    *,
    by_words: bool = False,
) -> tuple[FoundPaper, ...]:
    """Return at most ten works that `title` may mean, one each, the likeliest first.

    With `by_words` papers of the library that a search for these words finds come before them,
    at most ten as well.

    Raises:
        SourceError: nothing was found here, and no source answered.
    """
    hits = [*(_search_library(store, title) if by_words else ()), *_here(store, archive, title)]
    panel = Panel(network, cancel, hurried=True)
    answered = False
    for name in _SEARCHED:
        if panel.can_ask(name) and not cancel.cancelled:
            found = panel.search(name, title)
            answered = answered or found is not None
            like = [record for record in found or () if _resembles(title, record.title)]
            hits += [(record, f"found by {name}") for record in like]
    if not hits and not answered and not cancel.cancelled:
        panel.raise_first()
    with store.read() as tx:
        return tuple(_unite(hits, title, tx, 2 * _MOST if by_words else _MOST))


def _search_library(store: Store, text: str) -> Iterator[_Hit]:
    """Yield the papers of the library whose title, authors or key hold all the words."""
    words = tuple(clean_line(text).split())
    try:
        with store.read() as tx:
            found = tx.papers.search(PaperQuery(words=words), limit=_MOST).rows if words else ()
    except InvalidQueryError:  # a page, rather than some words
        return
    for row in found:
        identifiers = filter(None, map(parse_identifier, row.identifiers))
        yield (
            PaperRecord(
                "library",
                row.title,
                authors=tuple(map(Author, row.authors)),
                more_authors=row.more_authors,
                year=row.year,
                identifiers=tuple(identifiers),
            ),
            "",
        )


def _here(store: Store, archive: Archive | None, title: str) -> Iterator[_Hit]:
    """Yield what the library, the catalogue and the archive know by this title or name."""
    recogniser = recogniser_of(read_known(store, archive))
    match = recogniser.match_title(title)
    if match is not None:
        yield match.record, match.evidence[0] if match.evidence else _EXACT
    for hit in recogniser.recognise(Passage(1, title, in_list=True)):
        for candidate in hit.candidates:
            yield candidate.record, candidate.evidence[0] if candidate.evidence else ""
    for record in search_archive(archive, title, _FROM_ARCHIVE):
        yield record, "in the archive of Papers with Code"


def _unite(hits: list[_Hit], title: str, tx: Reader, most: int) -> Iterator[FoundPaper]:
    """Yield one candidate for each work: those of exactly this title first."""
    wanted = make_key(title)
    works: list[tuple[PaperRecord, list[str]]] = []
    for record, evidence in hits:
        for number, (known, reasons) in enumerate(works):
            if _same(known, record):
                works[number] = (_fill(known, record), reasons)
                reasons.append(evidence)
                break
        else:
            exact = make_key(record.title) == wanted
            works.append((record, [_EXACT, evidence] if exact else [evidence]))
    works.sort(key=lambda work: make_key(work[0].title) != wanted)
    for record, reasons in works[:most]:
        paper_id = find_known(tx, record)
        key = tx.papers.get(paper_id).key if paper_id is not None else None
        yield FoundPaper(record, tuple(dict.fromkeys(filter(None, reasons))), key)


def _resembles(title: str, found: str) -> bool:
    """Tell whether half of the words of a title are in what was found: services find anything."""
    words, others = set(title_words(title)), set(title_words(found))
    return len(words & others) * 2 >= len(words)


def _same(one: PaperRecord, other: PaperRecord) -> bool:
    mine, theirs = set(one.identifiers), set(other.identifiers)
    if mine & theirs:
        return True
    for scheme in (Scheme.ARXIV, Scheme.DOI):
        both = [{i.value for i in ids if i.scheme is scheme} for ids in (mine, theirs)]
        if both[0] and both[1]:
            return False
    return make_key(one.title) == make_key(other.title)


def _fill(known: PaperRecord, other: PaperRecord) -> PaperRecord:
    identifiers = tuple(dict.fromkeys((*known.identifiers, *other.identifiers)))
    source = other.source if known.source == "library" else known.source
    return replace(
        known,
        source=source,
        authors=known.authors or other.authors,
        year=known.year or other.year,
        venue=known.venue or other.venue,
        publication=known.publication or other.publication,
        identifiers=identifiers,
    )
