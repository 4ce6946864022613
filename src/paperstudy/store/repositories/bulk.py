"""Many papers at once, each with the little that a sweep over the library needs of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, CiteKey, PaperId, PaperState
from paperstudy.store import queries
from paperstudy.store.encoding import read_time
from paperstudy.store.link import by_first, chunks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from paperstudy.domain.library import DuplicateRow, SyncRow
    from paperstudy.domain.sources import Lookup
    from paperstudy.store.link import Link, Row

_SCHEMES = {scheme.value: scheme for scheme in Scheme}  # far faster than to call the class


def read_identifiers(rows: Sequence[Row]) -> tuple[Identifier, ...]:
    """Return rows of `queries.IDENTIFIERS_OF` as values."""
    return tuple(
        [Identifier(_SCHEMES[scheme], value, version) for _, scheme, value, version in rows]
    )


def read_lookups(rows: Sequence[Row]) -> tuple[Lookup, ...]:
    """Return rows of `queries.LOOKUPS_OF` as values."""
    from paperstudy.domain.sources import Lookup, Outcome

    looked: list[Lookup] = []
    for _, source, at, outcome, message in rows:
        moment = read_time(at)
        assert moment is not None
        looked.append(Lookup(source, moment, Outcome(outcome), message))
    return tuple(looked)


def read_sync_rows(link: Link, keys: Sequence[str] | None) -> list[SyncRow]:
    """Return papers as `sync` looks at them, in key order; three queries, however many there are."""
    if keys is None:
        rows = link.rows(queries.SYNCED_ALL)
        identifiers = by_first(link.rows(queries.IDENTIFIERS_ALL))
        lookups = by_first(link.rows(queries.LOOKUPS_ALL))
        return _sync_rows(rows, identifiers, lookups)
    made: list[SyncRow] = []
    for some in chunks(sorted(set(keys))):
        rows = link.rows(queries.SYNCED_BY_KEYS, keys=list(some))
        ids = [row[0] for row in rows]
        identifiers = by_first(link.rows(queries.IDENTIFIERS_OF, ids=ids))
        lookups = by_first(link.rows(queries.LOOKUPS_OF, ids=ids))
        made += _sync_rows(rows, identifiers, lookups)
    return sorted(made, key=lambda row: row.key)


def read_all_claims(link: Link) -> dict[PaperId, tuple[Identifier, ...]]:
    """Return the identifiers that the records of each paper name, by its number."""
    from paperstudy.store.bodies import read_claims

    claimed: dict[PaperId, dict[Identifier, None]] = {}
    for paper_id, body in link.rows(queries.RECORD_CLAIMS):
        claimed.setdefault(PaperId(paper_id), {}).update(dict.fromkeys(read_claims(body)))
    return {paper_id: tuple(identifiers) for paper_id, identifiers in claimed.items()}


def read_duplicate_rows(link: Link) -> list[DuplicateRow]:
    """Return every paper as the search for duplicates compares it, by number."""
    from dataclasses import replace

    from paperstudy.domain.library import DuplicateRow

    authors = by_first(link.rows(queries.AUTHORS_ALL))
    own = by_first(link.rows(queries.IDENTIFIERS_ALL))
    claimed = read_all_claims(link)
    made: list[DuplicateRow] = []
    for number, key, title, year in link.rows(queries.COMPARED):
        paper_id = PaperId(number)
        named = (
            *(replace(one, version=None) for one in read_identifiers(own.get(number, ()))),
            *claimed.get(paper_id, ()),
        )
        families = (Author(*parts[1:]).family_name for parts in authors.get(number, ()))
        made.append(
            DuplicateRow(
                id=paper_id,
                key=CiteKey(key),
                title=title,
                authors=tuple(families),
                year=year,
                identifiers=tuple(dict.fromkeys(named)),
            )
        )
    return made


def _sync_rows(
    rows: Sequence[Row], identifiers: Mapping[int, list[Row]], lookups: Mapping[int, list[Row]]
) -> list[SyncRow]:
    from paperstudy.domain.library import SyncRow

    return [
        SyncRow(
            id=PaperId(number),
            key=CiteKey(key),
            title=title,
            state=PaperState(state),
            identifiers=read_identifiers(identifiers.get(number, ())),
            lookups=read_lookups(lookups.get(number, ())),
        )
        for number, key, title, state in rows
    ]
