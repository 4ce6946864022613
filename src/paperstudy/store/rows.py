"""The three ways to write: insert, update and delete one row of a table, and their bulk forms.

All writes of a transaction go through here, so that here alone is known what a person's step
replaced (`journal.py`) and which papers must be indexed again (`indexing.py`).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, bindparam

from paperstudy.store import queries
from paperstudy.store.calendar_marks import Touched
from paperstudy.store.indexing import refresh
from paperstudy.store.link import chunks
from paperstudy.store.numbers import reserve_numbers
from paperstudy.store.queries_of_meetings import PAPERS_OF_SESSIONS
from paperstudy.store.recorder import BRIEF
from paperstudy.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection, Dialect

    from paperstudy.store.link import Link, Row
    from paperstudy.store.recorder import Recorder

# Tables whose rows show in a paper's index row, and the column that names the paper.
_INDEXED = {
    "papers": "id",
    "authors": "paper_id",
    "identifiers": "paper_id",
    "paper_tags": "paper_id",
    "notes": "paper_id",
    "reading_entries": "paper_id",
    "presentations": "paper_id",
    "records": "paper_id",
    "learned_names": "paper_id",
    "merged_papers": "paper_id",
}

# Tables of which a row that goes must be looked at first: calendars show what it belongs to.
_OWNED = {"sessions", "session_logs", "series", "series_sessions", "series_skips"}

# Turns at hosts are the program's own; a person's step is not made of them.
_UNJOURNALLED = {"hosts"}

Values = dict[str, Any]


class Rows:
    """The write side of one transaction."""

    def __init__(self, connection: Connection, link: Link, recorder: Recorder | None) -> None:
        self._connection = connection
        self._link = link
        self._recorder = recorder
        self._dirty: set[int] = set()
        self._touched = Touched()

    def insert(self, table: str, values: Values) -> int:
        """Add a row and return its number; `values` may bring the number along."""
        if "id" in values:
            self._insert_many(table, [values])
            row_id = int(values["id"])
        else:
            added = self._connection.execute(METADATA.tables[table].insert(), values)
            key = added.inserted_primary_key
            assert key is not None
            row_id = int(key[0])
        self._note_insert(table, row_id, values)
        return row_id

    def insert_all(self, table: str, rows: Sequence[Values]) -> None:
        """Add many rows, which all bring the same columns, at once."""
        if not rows:
            return
        if self._recorder_for(table) is not None:
            self._insert_noted(table, rows)
        else:
            self._insert_many(table, rows)
        column = _INDEXED.get(table)
        if column is not None:
            self._dirty.update(r[column] for r in rows if r.get(column) is not None)

    def reserve(self, table: str, count: int) -> Sequence[int]:
        """Return numbers for rows that are to come, which no row has had and none will get."""
        return reserve_numbers(self._link, table, count)

    def update(self, table: str, row_id: int, changes: Values) -> None:
        """Set columns of a row; what is the same already is not written."""
        column = _INDEXED.get(table)
        if self._recorder is not None or column is not None:
            before = self.image(table, row_id)
            assert before is not None, f"no row {row_id} in {table}"
            changes = {name: value for name, value in changes.items() if before[name] != value}
            if not changes:
                return
            self._note_update(table, row_id, before, changes)
        self._touched.note_change(table, row_id, changes)
        self._set(table, [{"row_id": row_id, **changes}])

    def update_all(self, table: str, changes: Mapping[int, Values]) -> None:
        """Set columns of many rows, each to its own values, at once."""
        if self._recorder is not None or table in _INDEXED:
            changes = self._note_updates(table, changes)
        alike: dict[tuple[str, ...], list[Values]] = {}
        for row_id, values in changes.items():
            self._touched.note_change(table, row_id, values)
            alike.setdefault(tuple(values), []).append({"row_id": row_id, **values})
        for some in alike.values():
            self._set(table, some)

    def delete(self, table: str, row_id: int, image: Values | None = None) -> None:
        """Take a row out; `image` is how it is now, where the caller has read it already."""
        column = _INDEXED.get(table)
        if self._recorder is not None or column is not None or table in _OWNED:
            before = image if image is not None else self.image(table, row_id)
            assert before is not None, f"no row {row_id} in {table}"
            if column is not None and before[column] is not None:
                self._dirty.add(before[column])
            self._touched.note_row(table, row_id, before)
            recorder = self._recorder_for(table)
            if recorder is not None:
                recorder.note(table, row_id, before, None)
        mark = "?" if self._link.dialect == "sqlite" else "%s"
        self._link.run(f"DELETE FROM {table} WHERE id = {mark}", [(row_id,)])  # noqa: S608 - names of ours

    def delete_where(self, table: str, **columns: int | str) -> None:
        """Take out all rows that have these values."""
        same = " AND ".join(f"{name} = :{name}" for name in columns)
        found = f"SELECT id FROM {table} WHERE {same} ORDER BY id"  # noqa: S608 - names of ours
        for (row_id,) in self._link.rows(found, **columns):
            self.delete(table, row_id)

    def note_file(self, path: str, before: bytes, after: bytes) -> None:
        """Remember what a file outside the library held, where a step of a person changes it."""
        if self._recorder is not None:
            self._recorder.note_file(path, before, after)

    def image(self, table: str, row_id: int) -> Values | None:
        """Return all columns of a row but its number; None where there is no such row."""
        names, flags, sql = _looked_at(table)
        found = self._link.row(sql, id=row_id)
        return _as_image(names, flags, found) if found is not None else None

    def in_use(self, table: str, row_id: int) -> bool:
        """Return whether any row points at this one."""
        return any(
            self._link.row(
                f"SELECT 1 FROM {key.parent.table.name} WHERE {key.parent.name} = :id LIMIT 1",  # noqa: S608 - names of ours
                id=row_id,
            )
            for other in METADATA.tables.values()
            for key in other.foreign_keys
            if key.column.table.name == table
        )

    def mark_sessions(self, session_ids: Iterable[int]) -> None:
        """Say that calendars may show something else of meetings, for such a reason too."""
        self._touched.sessions.update(session_ids)

    def mark(self, paper_ids: Iterable[int]) -> None:
        """Say that papers must be indexed again for a reason that no row of theirs shows."""
        self._dirty.update(paper_ids)

    def unindex(self, paper_ids: Iterable[int]) -> None:
        """Take papers that are to go out of the index, until the next `flush`.

        SQLite's search index forgets texts ten times faster in the order of their numbers.
        """
        for some in chunks(sorted(paper_ids)):
            self._link.rows(queries.UNINDEX, ids=list(some))
            self.mark(some)

    def flush(self) -> None:
        """Bring the index of papers up to date, so that a search sees what was written."""
        touched, self._touched = self._touched, Touched()
        for sessions in chunks(sorted(touched.sessions)):  # whose papers may be presented now
            found = self._link.rows(PAPERS_OF_SESSIONS, ids=list(sessions))
            self.mark(paper_id for (paper_id,) in found)
        touched.refresh(self._link, self._connection)
        if self._dirty:
            refresh(self._link, self._connection, sorted(self._dirty))
            self._dirty.clear()

    def _insert_noted(self, table: str, rows: Sequence[Values]) -> None:
        """Insert rows and note each for the journal; those that say all need not be read again."""
        recorder = self._recorder_for(table)
        assert recorder is not None
        columns = set(METADATA.tables[table].columns.keys())
        if rows[0].keys() | {"id"} != columns:  # and so do the others
            for row in rows:
                self.insert(table, row)
            return
        new = [row for row in rows if "id" not in row]
        numbers = iter(self.reserve(table, len(new)))
        numbered = [row if "id" in row else {**row, "id": next(numbers)} for row in rows]
        self._insert_many(table, numbered)
        if table != "papers":
            recorder.note_new(table, numbered)
            return
        for row in numbered:  # each can be found in the journal by its number
            recorder.note(table, row["id"], None, {name: row[name] for name in BRIEF[table]})

    def _insert_many(self, table: str, rows: Sequence[Values]) -> None:
        """Insert rows of the same columns on the plain driver: SQLAlchemy takes as long again."""
        sql, order = _inserted(table, self._connection.dialect, tuple(rows[0]))
        values = (
            [dict(row) for row in rows]
            if order is None
            else [tuple([row[name] for name in order]) for row in rows]
        )
        self._link.run(sql, values)

    def _set(self, table: str, changes: list[Values]) -> None:
        target = METADATA.tables[table]
        statement = target.update().where(target.c.id == bindparam("row_id"))
        self._connection.execute(statement, changes)

    def _note_insert(self, table: str, row_id: int, values: Values) -> None:
        column = _INDEXED.get(table)
        if column is not None:
            paper_id = row_id if column == "id" else values.get(column)
            if paper_id is not None:
                self._dirty.add(paper_id)
        self._touched.note_row(table, row_id, values)
        recorder = self._recorder_for(table)
        if recorder is not None:
            recorder.note(table, row_id, None, self.image(table, row_id))

    def _note_updates(self, table: str, changes: Mapping[int, Values]) -> dict[int, Values]:
        """Note what rows were before; return what each gets that it has not already."""
        images = self.images(table, list(changes))
        new: dict[int, Values] = {}
        for row_id, values in changes.items():
            before = images[row_id]
            other = {name: value for name, value in values.items() if before[name] != value}
            if other:
                self._note_update(table, row_id, before, other)
                new[row_id] = other
        return new

    def images(self, table: str, row_ids: Sequence[int]) -> dict[int, Values]:
        """Return the images of many rows, by their numbers."""
        names, flags, _ = _looked_at(table)
        sql = f"SELECT id, {', '.join(names)} FROM {table} WHERE id IN (:ids)"  # noqa: S608 - names of ours
        return {
            row[0]: _as_image(names, flags, row[1:])
            for some in chunks(row_ids)
            for row in self._link.rows(sql, ids=list(some))
        }

    def _note_update(self, table: str, row_id: int, before: Values, changes: Values) -> None:
        column = _INDEXED.get(table)
        if column is not None:
            touched = (before[column], changes.get(column))
            self._dirty.update(paper_id for paper_id in touched if paper_id is not None)
        self._touched.note_row(table, row_id, before)
        recorder = self._recorder_for(table)
        if recorder is not None:
            replaced = {name: before[name] for name in changes}
            recorder.note(table, row_id, replaced, dict(changes))

    def _recorder_for(self, table: str) -> Recorder | None:
        return None if table in _UNJOURNALLED else self._recorder


def _as_image(names: Sequence[str], flags: Sequence[str], found: Row) -> Values:
    image = dict(zip(names, found, strict=True))
    for name in flags:
        if image[name] is not None:  # SQLite has numbers for them
            image[name] = bool(image[name])
    return image


@lru_cache
def _looked_at(table: str) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """Return the columns of an image, those of them that are flags, and what reads it by number."""
    columns = [
        column
        for column in METADATA.tables[table].columns
        if column.name != "id" or _INDEXED.get(table) == "id"
    ]
    names = tuple(column.name for column in columns)
    flags = tuple(column.name for column in columns if isinstance(column.type, Boolean))
    return names, flags, f"SELECT {', '.join(names)} FROM {table} WHERE id = :id"  # noqa: S608 - names of ours


@lru_cache
def _inserted(
    table: str, dialect: Dialect, names: tuple[str, ...]
) -> tuple[str, Sequence[str] | None]:
    """Return what inserts these columns on the plain driver, and their order, None by names."""
    statement = METADATA.tables[table].insert()
    compiled = statement.compile(dialect=dialect, column_keys=list(names))
    return str(compiled), compiled.positiontup
