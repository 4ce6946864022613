"""Papers as they are read: one by key, number, title or identifier; lists; all for an export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.queries import Page
from paperstudy.domain.summaries import PaperState, PaperStatus, PaperSummary
from paperstudy.store import queries
from paperstudy.store.encoding import fold, fold_title
from paperstudy.store.link import by_first, chunks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.identifiers import Identifier
    from paperstudy.domain.library import DuplicateRow, LogMention, SyncRow
    from paperstudy.domain.papers import CiteKey, Paper, PaperId, PaperRecord
    from paperstudy.domain.queries import PaperQuery
    from paperstudy.domain.sources import Lookup
    from paperstudy.store.link import Link, Row

_ALL = 2**62  # a limit that limits nothing; SQLite takes no OFFSET without a LIMIT


class PaperReader:
    """The papers of the library."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def get(self, paper_id: PaperId) -> Paper:
        """Return the paper with this number.

        Raises:
            NotFoundError: there is none.
        """
        paper = self._one(self._link.rows(queries.PAPER_BY_ID, id=paper_id))
        if paper is None:
            raise NotFoundError("no paper has the number {number}", number=paper_id)
        return paper

    def find_by_key(self, key: str) -> Paper | None:
        """Return the paper with this cite key."""
        return self._one(self._link.rows(queries.PAPER_BY_KEY, key=key))

    def find_by_identifier(self, identifier: Identifier) -> Paper | None:
        """Return the paper that has this identifier, whatever the version."""
        found = self._link.rows(
            queries.PAPER_BY_IDENTIFIER, scheme=identifier.scheme.value, value=identifier.value
        )
        return self._one(found)

    def all_by_title(self, title: str) -> list[Paper]:
        """Return the papers with the same letters and digits in their title, now or formerly."""
        key = fold_title(title)
        if not key:
            return []
        rows = self._link.rows(queries.PAPERS_BY_TITLE, title_key=key)
        return _assemble(
            self._link, rows or self._link.rows(queries.PAPER_BY_FORMER_TITLE, title_key=key)
        )

    def former_ids(self, paper_id: PaperId) -> list[PaperId]:
        """Return the numbers of the papers that went into this one."""
        rows = self._link.rows(queries.FORMER_IDS, paper_id=paper_id)
        return [number for (number,) in rows]

    def find_former(self, key: str) -> Paper | None:
        """Return the paper that has this key beside its own, or into which its paper was merged."""
        alias = self._one(self._link.rows(queries.PAPER_BY_ALIAS, key=key))
        return alias or self._one(self._link.rows(queries.PAPER_BY_FORMER_KEY, key=key))

    def ids_by_identifiers(self, identifiers: Sequence[Identifier]) -> dict[str, PaperId]:
        """Return, by `str(identifier)`, the papers that have one of these."""
        wanted = {str(identifier) for identifier in identifiers}
        found: dict[str, PaperId] = {}
        for values in chunks(sorted({identifier.value for identifier in identifiers})):
            for scheme, value, paper_id in self._link.rows(
                queries.PAPER_IDS_BY_VALUES, values=list(values)
            ):
                name = f"{scheme}:{value}"
                if name in wanted:
                    found[name] = paper_id
        return found

    def search(
        self, query: PaperQuery, offset: int = 0, limit: int | None = None
    ) -> Page[PaperSummary]:
        """Return the papers that meet `query`, a page of them, and how many there are in all.

        Raises:
            InvalidQueryError: the order is unknown, or there are too many words.
        """
        from paperstudy.store.fitting import find_ids, is_ranked
        from paperstudy.store.search import Conditions

        offset = max(offset, 0)
        wanted = _ALL if limit is None else max(limit, 0)
        if is_ranked(query):
            ids = find_ids(self._link, query, offset + wanted)
            some = ids[offset : offset + wanted]
            return Page(read_summaries(self._link, some), len(ids), offset)
        asked = Conditions(query, self._link.dialect)
        rows = self._link.rows(
            f"{queries.SUMMARIES} WHERE {asked.where} ORDER BY {asked.order}"
            " LIMIT :limit OFFSET :offset",
            limit=wanted,
            offset=offset,
            **asked.parameters,
        )
        total = offset + len(rows)
        if len(rows) == wanted or (offset and not rows):
            count = f"{queries.SUMMARY_COUNT} WHERE {asked.where}"
            total = self._link.value(
                queries.PAPER_COUNT if asked.everything else count, **asked.parameters
            )
        return Page(tuple(map(read_summary, rows)), total or 0, offset)

    def all(self, keys: Sequence[str] | None = None) -> list[Paper]:
        """Return all papers, or those with these keys, in order of their keys."""
        if keys is None:
            return _assemble(self._link, self._link.rows(queries.PAPERS_ALL), everything=True)
        rows = [
            row
            for some in chunks(sorted(set(keys)))
            for row in self._link.rows(queries.PAPERS_BY_KEYS, keys=list(some))
        ]
        return _assemble(self._link, sorted(rows, key=lambda row: str(row[1])))

    def keys(self, prefix: str = "", limit: int = 50) -> list[tuple[CiteKey, str]]:
        """Return key and title of the papers whose key begins so, for completion."""
        start = prefix.lower()
        rows = self._link.rows(
            queries.PAPER_KEY_PREFIX, prefix=start, length=len(start), limit=limit
        )
        return [(key, title) for key, title in rows]

    def all_keys(self) -> set[str]:
        """Return every cite key in use."""
        return {key for (key,) in self._link.rows(queries.PAPER_KEYS)}

    def tags(self, prefix: str = "") -> list[tuple[str, int]]:
        """Return the tags in use that begin so, and on how many papers each is."""
        start = fold(prefix)
        rows = self._link.rows(queries.TAG_COUNTS, prefix=start, length=len(start))
        return [(name, count) for name, count in rows]

    def titles(self) -> list[tuple[PaperId, str, tuple[Identifier, ...]]]:
        """Return number, title and identifiers of every paper: what recognising needs.

        Titles of papers that were merged into others come first, with the number of the other.
        """
        from paperstudy.store.repositories.bulk import read_identifiers

        identifiers = by_first(self._link.rows(queries.IDENTIFIERS_ALL))
        return [
            (paper_id, title, read_identifiers(identifiers.get(paper_id, ())))
            for paper_id, title, _ in self._link.rows(queries.PAPER_TITLES)
        ]

    def records(self, paper_id: PaperId) -> tuple[PaperRecord, ...]:
        """Return what each source said about a paper, the oldest first."""
        from paperstudy.store.bodies import read_record

        rows = self._link.rows(queries.RECORDS_OF, id=paper_id)
        return tuple(read_record(body) for (body,) in rows)

    def lookups(self, paper_id: PaperId) -> tuple[Lookup, ...]:
        """Return who was asked for a paper, when, and how that ended the last time."""
        from paperstudy.store.repositories.bulk import read_lookups

        return read_lookups(self._link.rows(queries.LOOKUPS_OF, ids=[paper_id]))

    def sync_rows(self, keys: Sequence[str] | None = None) -> list[SyncRow]:
        """Return all papers, or those with these keys, as `sync` looks at them, in key order."""
        from paperstudy.store.repositories.bulk import read_sync_rows

        return read_sync_rows(self._link, keys)

    def claims(self) -> list[tuple[PaperId, tuple[Identifier, ...]]]:
        """Return what the records of each paper name, its published DOI too, by number.

        Some of these identifiers may belong to another paper: then the two are one, perhaps.
        """
        from paperstudy.store.repositories.bulk import read_all_claims

        return list(read_all_claims(self._link).items())

    def duplicate_rows(self) -> list[DuplicateRow]:
        """Return every paper as the search for duplicates compares it, by number."""
        from paperstudy.store.repositories.bulk import read_duplicate_rows

        return read_duplicate_rows(self._link)

    def note(self, paper_id: PaperId) -> str:
        """Return the group's note on a paper; empty where there is none."""
        return self._link.value(queries.NOTE_OF, id=paper_id) or ""

    def mentions(self, paper_id: PaperId) -> tuple[LogMention, ...]:
        """Return the places in logs that point at a paper, by date, log and line."""
        from paperstudy.store.repositories.mentions import read_log_mention

        return tuple(
            read_log_mention(row) for row in self._link.rows(queries.MENTIONS_OF, id=paper_id)
        )

    def _one(self, rows: Sequence[Row]) -> Paper | None:
        papers = _assemble(self._link, rows)
        return papers[0] if papers else None


def read_by_numbers(link: Link, paper_ids: Sequence[PaperId]) -> dict[PaperId, Paper]:
    """Return the papers with these numbers; those that are not here are left out."""
    rows = [
        row
        for some in chunks(paper_ids)
        for row in link.rows(queries.PAPERS_BY_IDS, ids=list(some))
    ]
    return {paper.id: paper for paper in _assemble(link, rows)}


def _assemble(link: Link, rows: Sequence[Row], *, everything: bool = False) -> list[Paper]:
    """Put papers together from their rows with three more queries, however many there are."""
    if not rows:
        return []
    from paperstudy.store.repositories.assembling import assemble

    if everything:
        authors = by_first(link.rows(queries.AUTHORS_ALL))
        identifiers = by_first(link.rows(queries.IDENTIFIERS_ALL))
        tags = by_first(link.rows(queries.TAGS_ALL))
        return assemble(rows, authors, identifiers, tags)
    papers: list[Paper] = []
    for some in chunks(rows):
        ids = [row[0] for row in some]
        authors = by_first(link.rows(queries.AUTHORS_OF, ids=ids))
        identifiers = by_first(link.rows(queries.IDENTIFIERS_OF, ids=ids))
        tags = by_first(link.rows(queries.TAGS_OF, ids=ids))
        papers += assemble(some, authors, identifiers, tags)
    return papers


def read_summaries(link: Link, ids: Sequence[int]) -> tuple[PaperSummary, ...]:
    """Return the rows of these papers, in this order; what is no longer there is left out."""
    found = {
        row[0]: read_summary(row)
        for some in chunks(ids)
        for row in link.rows(queries.SUMMARIES_OF, ids=list(some))
    }
    return tuple(found[number] for number in ids if number in found)


def read_summary(row: Row) -> PaperSummary:
    """Return a row of a list from the columns of `queries.SUMMARIES`."""
    key, authors, identifiers, tags = row[1], row[3], row[6], row[9]
    return PaperSummary(
        id=row[0],
        key=key,
        title=row[2],
        authors=tuple(authors.split("\n")) if authors else (),
        more_authors=bool(row[4]),
        year=row[5],
        identifiers=tuple(identifiers.split("\n")) if identifiers else (),
        status=PaperStatus(row[7]),
        state=PaperState(row[8]),
        tags=tuple(tags.split("\n")) if tags else (),
    )
