"""The three ways to write: insert, update and delete one row of a table, and their bulk forms.

All writes of a transaction go through here, so that here alone is known what a person's step
replaced (`journal.py`) and which papers must be indexed again (`indexing.py`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from paperstudy.store.calendar_marks import Touched
from paperstudy.store.indexing import refresh
from paperstudy.store.link import chunks
from paperstudy.store.queries_of_meetings import PAPERS_OF_SESSIONS
from paperstudy.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from paperstudy.store.link import Link
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
        added = self._connection.execute(METADATA.tables[table].insert(), values)
        key = added.inserted_primary_key
        assert key is not None
        row_id = int(key[0])
        self._note_insert(table, row_id, values)
        return row_id

    def insert_all(self, table: str, rows: Sequence[Values]) -> None:
        """Add many rows, which all bring the same columns, at once."""
        if self._recorder is not None:
            for values in rows:
                self.insert(table, values)
        elif rows:
            self._connection.execute(METADATA.tables[table].insert(), list(rows))
            column = _INDEXED.get(table)
            if column is not None:
                self._dirty.update(r[column] for r in rows if r.get(column) is not None)

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
        """Set the same columns of many rows, each to its own values, at once."""
        if self._recorder is not None or table in _INDEXED:
            for row_id, values in changes.items():
                self.update(table, row_id, values)
        elif changes:
            self._set(table, [{"row_id": row_id, **values} for row_id, values in changes.items()])

    def delete(self, table: str, row_id: int) -> None:
        """Take a row out."""
        column = _INDEXED.get(table)
        if self._recorder is not None or column is not None or table in _OWNED:
            before = self.image(table, row_id)
            assert before is not None, f"no row {row_id} in {table}"
            if column is not None and before[column] is not None:
                self._dirty.add(before[column])
            self._touched.note_row(table, row_id, before)
            recorder = self._recorder_for(table)
            if recorder is not None:
                recorder.note(table, row_id, before, None)
        target = METADATA.tables[table]
        self._connection.execute(target.delete().where(target.c.id == row_id))

    def delete_where(self, table: str, **columns: int) -> None:
        """Take out all rows that have these values."""
        target = METADATA.tables[table]
        found = select(target.c.id).order_by(target.c.id)
        for name, value in columns.items():
            found = found.where(target.c[name] == value)
        for (row_id,) in self._connection.execute(found).all():
            self.delete(table, row_id)

    def image(self, table: str, row_id: int) -> Values | None:
        """Return all columns of a row but its number; None where there is no such row."""
        target = METADATA.tables[table]
        found = self._connection.execute(select(target).where(target.c.id == row_id)).first()
        if found is None:
            return None
        image = dict(found._mapping)  # noqa: SLF001 - SQLAlchemy's documented attribute
        if _INDEXED.get(table) != "id":
            del image["id"]
        return image

    def in_use(self, table: str, row_id: int) -> bool:
        """Return whether any row points at this one."""
        columns = [
            key.parent
            for other in METADATA.tables.values()
            for key in other.foreign_keys
            if key.column.table.name == table
        ]
        return any(
            self._connection.execute(select(column).where(column == row_id).limit(1)).first()
            for column in columns
        )

    def mark_sessions(self, session_ids: Iterable[int]) -> None:
        """Say that calendars may show something else of meetings, for such a reason too."""
        self._touched.sessions.update(session_ids)

    def mark(self, paper_ids: Iterable[int]) -> None:
        """Say that papers must be indexed again for a reason that no row of theirs shows."""
        self._dirty.update(paper_ids)

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
