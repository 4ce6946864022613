"""The index of papers: one row each with what lists print and searches look through.

It is made from the other tables, at the end of each transaction for the papers that changed. The text is folded here and not by a trigger, since SQLite
knows the letter case of ASCII only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paperstudy.store import queries
from paperstudy.store.bodies import read_names, read_venue
from paperstudy.store.encoding import fold_block, fold_lines
from paperstudy.store.link import by_first, chunks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from paperstudy.store.link import Link, Row

    Values = dict[str, object]

_FACTS = ("authors", "identifiers", "tags", "status")
_BODY = "body"  # what searches look through; a trigger hands it on to the search index


def refresh(link: Link, connection: Connection, paper_ids: Sequence[int]) -> None:
    """Index these papers again; one that is no longer there has lost its row by itself."""
    from paperstudy.store.search import MANY, add_many
    from paperstudy.store.tables import METADATA

    table = METADATA.tables["paper_index"]
    for ids in chunks(paper_ids):
        there = {row[0]: row[1:] for row in link.rows(queries.INDEX_ROWS_OF, ids=list(ids))}
        made = {row[0]: row[1:] for row in _make_rows(link, list(ids))}
        new = [_values(key, row) for key, row in made.items() if key not in there]
        if len(new) > MANY and link.dialect == "sqlite":
            add_many(connection, table, new)
        elif new:
            connection.execute(table.insert(), new)
        changed = [key for key, row in made.items() if there.get(key, row) != row]
        told = [key for key in changed if there[key][-1] == made[key][-1]]
        for some, names in ((told, _FACTS), (set(changed).difference(told), (*_FACTS, _BODY))):
            _update(connection, [_values(key, made[key]) for key in sorted(some)], names)


def _update(connection: Connection, rows: Sequence[Values], names: Sequence[str]) -> None:
    """Set these columns of index rows; without the body the search index is not touched."""
    from sqlalchemy import bindparam

    from paperstudy.store.tables import METADATA

    if rows:
        table = METADATA.tables["paper_index"]
        columns: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
        statement = table.update().where(table.c.paper_id == bindparam("number")).values(columns)
        values = [
            {"number": row["paper_id"], **{f"new_{name}": row[name] for name in names}}
            for row in rows
        ]
        connection.execute(statement, values)


def _make_rows(link: Link, ids: list[int]) -> list[Row]:
    authors = by_first(link.rows(queries.AUTHORS_OF, ids=ids))
    identifiers = by_first(link.rows(queries.IDENTIFIERS_OF, ids=ids))
    tags = by_first(link.rows(queries.TAGS_OF, ids=ids))
    notes = by_first(link.rows(queries.NOTES_OF, ids=ids))
    called = _names_of(link, ids)
    made: list[Row] = []
    for key, cite_key, title, venue, publication, abstract, status in link.rows(
        queries.INDEXED_PAPERS_OF, ids=ids
    ):
        names = "\n".join(row[1] for row in authors.get(key, ()))
        values = "\n".join(f"{row[1]}:{row[2]}" for row in identifiers.get(key, ()))
        tagged = "\n".join(row[1] for row in tags.get(key, ()))
        lines = [title, *names.split("\n"), cite_key, *values.split("\n"), *tagged.split("\n")]
        lines += called.get(key, ())
        note = "".join(row[1] for row in notes.get(key, ()))
        lines += [venue, read_venue(publication)]
        body = [*fold_lines([*dict.fromkeys(lines)]), fold_block(abstract), fold_block(note)]
        made.append((key, names, values, tagged, status, "\n".join(part for part in body if part)))
    return made


def _names_of(link: Link, ids: list[int]) -> dict[int, list[str]]:
    """Return what people call these papers: as their records tell it, and as the group taught.

    Titles of papers that were merged into them belong to it.
    """
    found: dict[int, list[str]] = {}
    for key, body in link.rows(queries.NAMING_BODIES_OF, ids=ids):
        found.setdefault(key, []).extend(read_names(body))
    for key, surface in link.rows(queries.LEARNED_NAMES_OF, ids=ids):
        found.setdefault(key, []).append(surface)
    for key, title in link.rows(queries.FORMER_TITLES_OF, ids=ids):
        found.setdefault(key, []).append(title)
    return found


def _values(key: int, row: Row) -> Values:
    return {"paper_id": key, **dict(zip((*_FACTS, _BODY), row, strict=True))}
