"""Search: what is indexed, and how a query becomes conditions on the plain driver.

The text of a paper stands folded in `paper_index.body`. SQLite has a trigram index on it, kept
by triggers; PostgreSQL uses `pg_trgm` where the server has it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidQueryError
from paperstudy.domain.summaries import PaperStatus
from paperstudy.store.encoding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Table

    from paperstudy.domain.queries import PaperQuery

# FTS5's trigram table knows no term of one or two characters: SQLite 3.40 answers such a LIKE
# with nothing, although Korean words are that short. They are looked for in the base table.
_TRIGRAM = 3
# A phrase of many trigrams is dear and never needed: its start finds few rows, the rest is
# compared there.
_PHRASE = 60
_PHRASES = 16
_WORDS = 200

SQLITE_INDEX = (
    "CREATE VIRTUAL TABLE paper_search USING fts5("
    "body, content='paper_index', content_rowid='paper_id', tokenize='trigram')"
)
SQLITE_TRIGGERS = {
    "paper_index_added": "AFTER INSERT ON paper_index BEGIN"
    " INSERT INTO paper_search(rowid, body) VALUES (new.paper_id, new.body); END",
    "paper_index_removed": "AFTER DELETE ON paper_index BEGIN"
    " INSERT INTO paper_search(paper_search, rowid, body)"
    " VALUES ('delete', old.paper_id, old.body); END",
    "paper_index_changed": "AFTER UPDATE OF body ON paper_index BEGIN"
    " INSERT INTO paper_search(paper_search, rowid, body)"
    " VALUES ('delete', old.paper_id, old.body);"
    " INSERT INTO paper_search(rowid, body) VALUES (new.paper_id, new.body); END",
}
SQLITE_ADD = """INSERT INTO paper_search(rowid, body)
    SELECT i.paper_id, i.body FROM json_each(?) j JOIN paper_index i ON i.paper_id = j.value"""
SQLITE_CONFIGURE = "INSERT INTO paper_search(paper_search, rank) VALUES (?, ?)"
SQLITE_PACE = (("hashsize", 16 << 20, 1 << 20), ("automerge", 0, 4))  # https://sqlite.org/fts5.html
MANY = 50  # new papers, from which on they are indexed together
SQLITE_CHECK = "INSERT INTO paper_search(paper_search) VALUES ('integrity-check')"

POSTGRES_EXTENSION = "CREATE EXTENSION IF NOT EXISTS pg_trgm"
POSTGRES_INDEX = "CREATE INDEX ix_paper_index_body ON paper_index USING gin (body gin_trgm_ops)"

_BY_INDEX = {"", "added", "title", "key"}
_LOOKED_AT = 1500  # papers among which the first hits are looked for, in a few milliseconds
_OF_INDEX = r"\bi\."
_OF_PAPER = r"\bp\.(\w+)"
_WITH_INDEX = " JOIN paper_index i ON i.paper_id = p.id"
_STATUSES = " ".join(f"WHEN '{status}' THEN {n}" for n, status in enumerate(PaperStatus))
# Each with its opposite; a paper without a year comes last either way.
_ORDERS = {
    "": ("p.added_at DESC, p.id DESC", "p.added_at, p.id"),  # and what fits best first: fitting.py
    "added": ("p.added_at DESC, p.id DESC", "p.added_at, p.id"),
    "year": ("p.year DESC NULLS LAST, p.id DESC", "p.year NULLS LAST, p.id"),
    "title": ("p.title_key, p.id", "p.title_key DESC, p.id DESC"),
    "key": ("p.key", "p.key DESC"),
    "author": ("lower(i.authors), p.id", "lower(i.authors) DESC, p.id DESC"),
    "status": (
        f"CASE i.status {_STATUSES} END, p.added_at DESC, p.id DESC",
        f"CASE i.status {_STATUSES} END DESC, p.added_at, p.id",
    ),
}

# As sets of papers: one pass over the other table, instead of a look into it for each paper.
_TAGGED = """p.id IN (SELECT pt.paper_id FROM paper_tags pt JOIN tags t ON t.id = pt.tag_id
    WHERE t.folded = :{name})"""
_WRITTEN_BY = "p.id IN (SELECT a.paper_id FROM authors a WHERE {match})"
_PRESENTED_BY = """p.id IN (SELECT r.paper_id FROM presentations r
    JOIN presenters e ON e.presentation_id = r.id JOIN people w ON w.id = e.person_id
    WHERE {match} OR EXISTS
        (SELECT 1 FROM person_aliases n WHERE n.person_id = w.id AND {alias_match}))"""
_HAS_CODE = "(p.repositories <> '')"
_HAS_VENUE = "(p.publication <> '' OR p.venue <> '')"
_IN_LOG = """p.id IN (SELECT m.paper_id FROM mentions m JOIN logs g ON g.id = m.log_id
    WHERE NOT m.retired AND g.gone_at IS NULL AND {match})"""


def make_index(connection: Connection) -> None:
    """Make what searches need beside the tables, in a new library."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(SQLITE_INDEX)
        for name, text in SQLITE_TRIGGERS.items():
            connection.exec_driver_sql(f"CREATE TRIGGER {name} {text}")
        return
    from sqlalchemy.exc import DBAPIError

    try:
        with connection.begin_nested():
            connection.exec_driver_sql(POSTGRES_EXTENSION)
            connection.exec_driver_sql(POSTGRES_INDEX)
    except DBAPIError:
        # The server lacks the extension, or we may not switch it on: searches are slower then,
        # and find the same.
        return


def add_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    """Index many new papers in SQLite: one statement takes a third of what the trigger takes."""
    from json import dumps

    connection.exec_driver_sql("DROP TRIGGER paper_index_added")
    connection.execute(table.insert(), list(rows))
    # More is put in order in memory, and what was written before is not merged meanwhile.
    for name, while_adding, _ in SQLITE_PACE:
        connection.exec_driver_sql(SQLITE_CONFIGURE, (name, while_adding))
    connection.exec_driver_sql(SQLITE_ADD, (dumps([row["paper_id"] for row in rows]),))
    for name, _, usual in SQLITE_PACE:
        connection.exec_driver_sql(SQLITE_CONFIGURE, (name, usual))
    trigger = SQLITE_TRIGGERS["paper_index_added"]
    connection.exec_driver_sql(f"CREATE TRIGGER paper_index_added {trigger}")


class Conditions:
    """A query as SQL: `where` on `papers p JOIN paper_index i`, its parameters, the order."""

    def __init__(self, query: PaperQuery, dialect: str, *, indexed: bool = True) -> None:
        self.parameters: dict[str, object] = {}
        self._dialect = dialect
        self._indexed = indexed and dialect == "sqlite"
        self._query = query
        self._clauses: list[str] = []
        self.order = _order(query.order, reverse=query.reverse)
        self._add_words(query.words)
        self._add_filters(query)

    @property
    def where(self) -> str:
        """The condition, true for a query that asks for all."""
        return " AND ".join(self._clauses) or "true"

    @property
    def source(self) -> str:
        """The tables to select from; the index only where it is asked about."""
        indexed = re.search(_OF_INDEX, f"{self.where} {self.order}")
        return f"papers p{_WITH_INDEX if indexed else ''}"

    @property
    def first(self) -> str | None:
        """The tables with the first papers of the order alone; None where no index has the order."""
        if self._query.order not in _BY_INDEX:
            return None
        # SQLite would carry along every column named here, the abstract among them.
        asked = ", ".join(sorted({"id", *re.findall(_OF_PAPER, f"{self.where} {self.order}")}))
        some = f"(SELECT {asked} FROM papers p ORDER BY {self.order} LIMIT {_LOOKED_AT}) p"  # noqa: S608 - constants of this file
        return f"{some}{_WITH_INDEX if re.search(_OF_INDEX, self.where) else ''}"

    @property
    def everything(self) -> bool:
        """Whether every paper meets it."""
        return not self._clauses

    def _add_words(self, words: tuple[str, ...]) -> None:
        folded = dict.fromkeys(word for word in map(fold, words) if word)
        if len(folded) > _WORDS:
            raise InvalidQueryError(
                "a search takes {limit} words at most", hint="leave some out", limit=_WORDS
            )
        phrases: list[str] = []
        for word in folded:
            if not self._indexed or len(word) < _TRIGRAM:
                self._clauses.append(self._like("i.body", word))
                continue
            if len(phrases) < _PHRASES:
                phrases.append(_phrase(word[:_PHRASE]))
            if len(word) > _PHRASE or len(phrases) == _PHRASES:
                self._clauses.append(self._contains("i.body", word))
        if phrases:
            name = self._bind(" AND ".join(phrases))
            self._clauses.append(
                f"p.id IN (SELECT rowid FROM paper_search WHERE paper_search MATCH :{name})"  # noqa: S608 - a parameter's name
            )

    def _add_filters(self, query: PaperQuery) -> None:
        for tag in query.tags:
            self._clauses.append(_TAGGED.format(name=self._bind(fold(tag))))
        for author in query.authors:
            match = self._contains("a.folded", fold(author))
            self._clauses.append(_WRITTEN_BY.format(match=match))
        since, until = query.years or (None, None)
        if since is not None:
            self._clauses.append(f"p.year >= :{self._bind(since)}")
        if until is not None:
            self._clauses.append(f"p.year <= :{self._bind(until)}")
        if query.status:
            self._clauses.append(f"i.status = :{self._bind(query.status)}")
        if query.presenter:
            name = fold(query.presenter)
            self._clauses.append(
                _PRESENTED_BY.format(
                    match=self._contains("w.folded", name),
                    alias_match=self._contains("n.folded", name),
                )
            )
        for clause, wanted in ((_HAS_CODE, query.code), (_HAS_VENUE, query.publication)):
            if wanted is not None:
                self._clauses.append(clause if wanted else f"NOT {clause}")
        if query.log:
            match = self._contains("g.folded", fold(query.log))
            self._clauses.append(_IN_LOG.format(match=match))

    def _like(self, column: str, word: str) -> str:
        return f"{column} LIKE :{self._bind(f'%{escape_pattern(word)}%')} ESCAPE '!'"

    def _contains(self, column: str, text: str) -> str:
        """Compare without patterns: nothing to escape, and no limit on the length."""
        function = "instr" if self._dialect == "sqlite" else "strpos"
        return f"{function}({column}, :{self._bind(text)}) > 0"

    def _bind(self, value: object) -> str:
        name = f"q{len(self.parameters)}"
        self.parameters[name] = value
        return name


def escape_pattern(text: str) -> str:
    """Return a text as it stands for itself in `LIKE … ESCAPE '!'`."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _phrase(word: str) -> str:
    """Quote a word for FTS5, in which a doubled quote stands for one; nothing else is special."""
    return '"' + word.replace('"', '""') + '"'


def _order(name: str, *, reverse: bool = False) -> str:
    if name not in _ORDERS:
        raise InvalidQueryError(
            "papers cannot be put in the order “{order}”",
            hint="one of {known}",
            order=name,
            known=", ".join(filter(None, _ORDERS)),
        )
    return _ORDERS[name][reverse]
