"""The whole library, table by table: all of it out, and into a library that is empty.

Left out is what hangs on one machine or is made from the rest: the journal, the turns at hosts,
and the index of papers. Numbers of rows stay what they are, also those that are gone: none is
given twice afterwards either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, Integer

from paperstudy.domain.errors import ConflictError, InvalidFileError
from paperstudy.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sqlalchemy import Column, Table
    from sqlalchemy.types import TypeEngine

    from paperstudy.store.link import Link
    from paperstudy.store.rows import Rows, Values

_LEFT_OUT = frozenset({"journal", "journal_changes", "hosts", "paper_index"})
_MADE_WITH_IT = frozenset({"library", "hosts", "paper_index"})
_PAGE = 500
_LARGEST = 1 << 62  # of a number: a database takes no more, and must be able to count on

_SQLITE_LAST = "SELECT seq FROM sqlite_sequence WHERE name = :name"
_SQLITE_FORGET = "DELETE FROM sqlite_sequence WHERE name = :name"
_SQLITE_COUNT = "INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :number)"
_POSTGRESQL_LAST = """SELECT last_value FROM pg_sequences
    WHERE schemaname = current_schema() AND sequencename = :name"""
_POSTGRESQL_COUNT = "SELECT setval(pg_get_serial_sequence(:name, 'id'), :number)"


class WholeReader:
    """All that a library holds."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def last_numbers(self) -> dict[str, int]:
        """Return the highest number that a row of each table ever had, 0 for none."""
        if self._link.dialect == "sqlite":
            return {t.name: self._link.value(_SQLITE_LAST, name=t.name) or 0 for t in _tables()}
        return {
            t.name: self._link.value(_POSTGRESQL_LAST, name=f"{t.name}_id_seq") or 0
            for t in _tables()
        }

    def tables(self) -> Iterator[tuple[str, Iterator[Values]]]:
        """Yield each table with its rows by number, those that are pointed at first."""
        for table in _tables():
            yield table.name, self._rows(table)

    def is_empty(self) -> bool:
        """Whether the library holds nothing, and nothing was done in it that could be undone."""
        names = (name for name in METADATA.tables if name not in _MADE_WITH_IT)
        return not any(
            self._link.row(f"SELECT 1 FROM {name} LIMIT 1")  # noqa: S608 - names of ours
            for name in names
        )

    def _rows(self, table: Table) -> Iterator[Values]:
        names = table.columns.keys()
        flags = [column.name for column in table.columns if isinstance(column.type, Boolean)]
        listed = ", ".join(f'"{name}"' for name in names)
        sql = f"SELECT {listed} FROM {table.name} WHERE id > :last ORDER BY id LIMIT {_PAGE}"  # noqa: S608 - names of ours
        found = self._link.rows(sql, last=0)
        while found:
            for row in found:
                values = dict(zip(names, row, strict=True))
                for name in flags:
                    values[name] = bool(values[name])  # SQLite has numbers for them
                yield values
            found = self._link.rows(sql, last=values["id"])


class WholeWriter(WholeReader):
    """A library that is to be filled."""

    def __init__(self, link: Link, rows: Rows) -> None:
        super().__init__(link)
        self._to = rows

    def fill(self, rows: Iterable[tuple[str, Values]]) -> None:
        """Take in the rows of all tables, in the order in which they came out.

        Raises:
            ConflictError: the library is not empty.
            InvalidFileError: there is no such table, or a row does not fit it.
        """
        if not self.is_empty():
            raise ConflictError(
                "this library is not empty, and a whole library fits only into an empty one",
                hint="give it a library of its own: `paperstudy --library NAME import FILE`",
            )
        known = {table.name: table for table in _tables()}
        waiting: list[Values] = []
        current = ""
        for name, row in rows:
            if name != current or len(waiting) == _PAGE:
                self._insert(current, waiting)
                current, waiting = name, []
            waiting.append(_fitting(known, name, row))
        self._insert(current, waiting)

    def _insert(self, table: str, rows: list[Values]) -> None:
        if table == "library":  # it has one already, made with it
            for (number,) in self._link.rows("SELECT id FROM library"):
                self._to.delete(table, number)
        try:
            self._to.insert_all(table, rows)
        except self._link.broken_rule as error:
            raise InvalidFileError("rows of {table} do not fit the others", table=table) from error

    def count_from(self, numbers: Mapping[str, object]) -> None:
        """Give rows that come no number up to these."""
        for table in _tables():
            number = numbers.get(table.name, 0)
            if table.name == "library":  # of a library that was never made there is none
                continue
            if not (
                isinstance(number, int) and self.last_numbers()[table.name] <= number < _LARGEST
            ):
                raise InvalidFileError("the numbers of {table} are not whole", table=table.name)
            if self._link.dialect == "sqlite":
                self._link.rows(_SQLITE_FORGET, name=table.name)
                if number:
                    self._link.rows(_SQLITE_COUNT, name=table.name, number=number)
            elif number:
                self._link.rows(_POSTGRESQL_COUNT, name=table.name, number=number)


def _tables() -> list[Table]:
    return [table for table in METADATA.sorted_tables if table.name not in _LEFT_OUT]


def _kind(kind: TypeEngine[Any]) -> type:
    if isinstance(kind, Boolean):
        return bool
    return int if isinstance(kind, Integer) else str


def _fits(column: Column[Any], value: object) -> bool:
    if isinstance(value, int) and not 0 <= value + _LARGEST < 2 * _LARGEST:
        return False
    right = type(value) is _kind(column.type)
    return right and (column.name != "id" or (isinstance(value, int) and value > 0))


def _fitting(known: Mapping[str, Table], name: str, row: Values) -> Values:
    """Return a row as its table takes it: its columns, all of them, each of its kind."""
    table = known.get(name)
    if table is None:
        raise InvalidFileError("there is no table {table}", table=name)
    odd = sorted(row.keys() ^ set(table.columns.keys()))
    if odd:
        raise InvalidFileError(
            "row {row} of {table} does not have its columns: {column} is missing or too many",
            row=row.get("id", "?"),
            table=name,
            column=odd[0],
        )
    for column in table.columns:
        value = row[column.name]
        fits = bool(column.nullable) if value is None else _fits(column, value)
        if not fits:
            raise InvalidFileError(
                "a row of {table} has no right value for {column}",
                table=name,
                column=column.name,
            )
    return row
