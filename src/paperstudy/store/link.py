"""A thread of talk with the database on its plain driver: SQL text in, tuples out.

SQL texts name their parameters `:so`; a list or tuple stands for several values, as in
`IN (:so)`. They hold no other colon, so that one text serves both engines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    import psycopg

Row = tuple[Any, ...]

_PARAMETER = re.compile(r":([a-z_][a-z0-9_]*)")
# SQLite takes 32,766 parameters in one statement, PostgreSQL 65,535.
_MANY = 5_000
_LONG = 50


class Link(Protocol):
    """One connection inside a transaction. Not shared between threads."""

    dialect: str

    def rows(self, sql: str, **parameters: object) -> list[Row]:
        """Run `sql` and return all its rows; none where it is no query."""

    def run(self, sql: str, rows: Sequence[Any]) -> None:
        """Write: run `sql` in the driver's own form once for each of `rows`, its parameters."""

    @property
    def broken_rule(self) -> type[Exception]:
        """What `run` raises where a row may not come, or not go."""

    def row(self, sql: str, **parameters: object) -> Row | None:
        """Run `sql` and return its first row."""

    def value(self, sql: str, **parameters: object) -> Any:  # noqa: ANN401 - a column of any type
        """Run `sql` and return the first column of its first row; None where there is none."""


class _Answers:
    """What every link makes of `rows`."""

    def rows(self, sql: str, **parameters: object) -> list[Row]:
        raise NotImplementedError

    def row(self, sql: str, **parameters: object) -> Row | None:
        found = self.rows(sql, **parameters)
        return found[0] if found else None

    def value(self, sql: str, **parameters: object) -> Any:  # noqa: ANN401 - a column of any type
        found = self.row(sql, **parameters)
        return found[0] if found else None


class SqliteLink(_Answers):
    """A link on `sqlite3`."""

    dialect = "sqlite"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def rows(self, sql: str, **parameters: object) -> list[Row]:
        """Run `sql` and return all its rows."""
        sql, parameters = spread(*_pack(sql, parameters))
        return self.connection.execute(sql, parameters).fetchall()

    def run(self, sql: str, rows: Sequence[Any]) -> None:
        """Run `sql` once for each of `rows`, its parameters."""
        self.connection.executemany(sql, rows)

    @property
    def broken_rule(self) -> type[Exception]:
        """What `run` raises where a row may not come, or not go."""
        import sqlite3

        return sqlite3.IntegrityError


class PostgresLink(_Answers):
    """A link on `psycopg`."""

    dialect = "postgresql"

    def __init__(self, connection: psycopg.Connection) -> None:
        self.connection = connection

    def rows(self, sql: str, **parameters: object) -> list[Row]:
        """Run `sql` and return all its rows."""
        sql, parameters = spread(sql, parameters)
        cursor = self.connection.execute(in_pyformat(sql).encode(), parameters)
        return cursor.fetchall() if cursor.description is not None else []

    def run(self, sql: str, rows: Sequence[Any]) -> None:
        """Run `sql` once for each of `rows`, its parameters."""
        with self.connection.cursor() as cursor:
            cursor.executemany(sql.encode(), rows)

    @property
    def broken_rule(self) -> type[Exception]:
        """What `run` raises where a row may not come, or not go."""
        import psycopg

        return psycopg.IntegrityError


class EmptyLink(_Answers):
    """A link to a library that does not exist yet: every question has an empty answer."""

    def __init__(self, dialect: str) -> None:
        self.dialect = dialect

    def rows(self, sql: str, **parameters: object) -> list[Row]:  # noqa: ARG002 - there is nothing to ask
        """Return nothing."""
        return []

    def run(self, sql: str, rows: Sequence[Any]) -> None:
        """Nobody writes here: a write makes the library first."""
        raise NotImplementedError

    @property
    def broken_rule(self) -> type[Exception]:
        """There are no rules."""
        raise NotImplementedError


def spread(sql: str, parameters: dict[str, object]) -> tuple[str, dict[str, object]]:
    """Give every value of a list or tuple a parameter of its own; an empty one matches nothing."""
    lists = {name: value for name, value in parameters.items() if isinstance(value, list | tuple)}
    if not lists:
        return sql, parameters
    flat = {name: value for name, value in parameters.items() if name not in lists}
    for name, values in lists.items():
        flat.update({f"{name}_{number}": value for number, value in enumerate(values)})

    def names(match: re.Match[str]) -> str:
        name = match[1]
        if name not in lists:
            return match[0]
        return ", ".join(f":{name}_{number}" for number in range(len(lists[name]))) or "NULL"

    return _PARAMETER.sub(names, sql), flat


def _pack(sql: str, parameters: dict[str, object]) -> tuple[str, dict[str, object]]:
    """Hand long lists to SQLite as JSON: it finds each of many parameters by going through all."""
    packed = dict(parameters)
    for name, values in parameters.items():
        place = f"(:{name})"
        if isinstance(values, list | tuple) and len(values) > _LONG and place in sql:
            packed[name] = _as_json(values)
            sql = sql.replace(place, f"(SELECT value FROM json_each(:{name}))")  # noqa: S608 - a parameter's name
    return sql, packed


def _as_json(values: Sequence[object]) -> str:
    if all(type(value) is int for value in values):
        return str(list(values))  # numbers of rows, nearly always: they need no library
    import json

    return json.dumps(values)


def in_pyformat(sql: str) -> str:
    """Rewrite the parameters of a SQL text for `psycopg`: `:name` to `%(name)s`."""
    return _PARAMETER.sub(r"%(\1)s", sql.replace("%", "%%"))


def chunks(values: Sequence[Any], size: int = _MANY) -> Iterator[Sequence[Any]]:
    """Cut `values` into runs that fit into one statement."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def by_first(rows: Sequence[Row]) -> Mapping[int, list[Row]]:
    """Group rows by their first column, in order."""
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[0], []).append(row)
    return groups
