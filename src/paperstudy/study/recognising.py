"""The recogniser of this group: the shipped catalogue, its own papers, the names it taught."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from paperstudy.domain.errors import StoreError
from paperstudy.domain.identifiers import Identifier, Scheme, identifier_url, parse_identifier
from paperstudy.domain.logs import Candidate
from paperstudy.domain.papers import PaperRecord
from paperstudy.domain.recognising import LearnedName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.archive import Method
    from paperstudy.domain.recognising import NameHit, Passage, Recogniser
    from paperstudy.store.archive import Archive
    from paperstudy.store.store import Store

_TELLING = 4
"""Words from which on a title is hardly ever that of another work."""


class Known(NamedTuple):
    """What the group knows beyond the catalogue: names it taught, papers it has, an archive.

    `archive` is the path of an archive of Papers with Code that holds something, else empty; its
    `methods` bring names. All of it can be handed to another process.
    """

    learned: tuple[LearnedName, ...] = ()
    records: tuple[PaperRecord, ...] = ()
    methods: tuple[Method, ...] = ()
    archive: str = ""


def read_known(store: Store, archive: Archive | None) -> Known:
    """Return what is in the library and in the archive now."""
    with store.read() as tx:
        names = tx.names.all()
        titles = [
            (paper_id, PaperRecord("library", title, identifiers=identifiers))
            for paper_id, title, identifiers in tx.papers.titles()
            # A paper that goes by its number has no title to be recognised by yet.
            if not any(title in str(identifier) for identifier in identifiers)
        ]
    last = dict(titles)  # a paper may have had another title before, which stands first
    learned = tuple(
        LearnedName(name.normalised, last[name.paper_id]) for name in names if name.paper_id in last
    )
    records = tuple(record for _, record in titles)
    if archive is None:
        return Known(learned, records)
    return Known(learned, records, archive.methods(), str(archive.path))


def known_offline(archive: Archive | None) -> Known:
    """Return what leads from identifiers to papers, beside the catalogue: the archive."""
    return Known(archive=str(archive.path) if archive is not None else "")


def recogniser_of(known: Known) -> Recogniser:
    """Return a recogniser that knows the catalogue and `known`; it takes a while to make."""
    from paperstudy.matching.catalogue import load_catalogue
    from paperstudy.matching.recognise import NameRecogniser

    catalogue = load_catalogue()
    if known.methods:
        from paperstudy.matching.methods import with_methods

        catalogue = with_methods(catalogue, known.methods)
    recogniser = NameRecogniser(catalogue, learned=known.learned, known=known.records)
    if not known.archive:
        return recogniser
    from paperstudy.store.archive import open_archive

    return _ArchiveRecogniser(recogniser, open_archive(known.archive))


def search_archive(archive: Archive | None, title: str, limit: int) -> list[PaperRecord]:
    """Return what the archive has for a title; nothing where it is damaged."""
    if archive is None:
        return []
    try:
        return archive.search(title, limit)
    except StoreError:
        return []


class _ArchiveRecogniser:
    """A recogniser that looks in the archive for identifiers and titles nobody else knows."""

    def __init__(self, inner: Recogniser, archive: Archive) -> None:
        self._inner = inner
        self._archive = archive

    def recognise(self, passage: Passage) -> Sequence[NameHit]:
        """Return the names and titles in `passage`; those of methods are known to the inner one."""
        return self._inner.recognise(passage)

    def match_title(self, title: str) -> Candidate | None:
        """Return the paper that a written title means; of the archive only that very title."""
        known = self._inner.match_title(title)
        if known is not None or len(title.split()) < _TELLING:
            return known
        from paperstudy.matching.likeness import title_key

        wanted = title_key(title)
        for record in search_archive(self._archive, title, 3):
            if title_key(record.title) == wanted:
                return Candidate(record, 1.0, ("title in the archive of Papers with Code",))
        return None

    def find_identifier(self, identifier: Identifier) -> PaperRecord | None:
        """Return what is known offline of an identifier: a slug of Papers with Code leads far."""
        known = self._inner.find_identifier(identifier)
        if known is not None and identifier.scheme is not Scheme.PWC:
            return known  # a slug is known to the catalogue only by the words of a title
        bare = Identifier(identifier.scheme, identifier.value)
        found = self._look_up(bare)
        if found is None:
            return known
        by_number = (
            self._inner.find_identifier(each) for each in found.identifiers if each != bare
        )
        same = next((record for record in by_number if record is not None), None)
        if same is None:
            return found
        identifiers = tuple(dict.fromkeys((*same.identifiers, bare)))
        return replace(same, identifiers=identifiers)

    def _look_up(self, identifier: Identifier) -> PaperRecord | None:
        """Return what the archive says; of code only where it is the official code of one paper."""
        try:
            if identifier.scheme is not Scheme.GITHUB:
                return self._archive.find([identifier]).get(identifier)
            url = identifier_url(identifier)
            papers = [
                record
                for record in self._archive.find_repository(url)
                if any(
                    code.official and parse_identifier(code.url) == identifier
                    for code in record.repositories
                )
            ]
        except StoreError:  # `catalogue status` tells of it; nothing else stops for it
            return None
        return papers[0] if len(papers) == 1 else None
