"""To-dos and open questions about papers, as the logs say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.library import Todo, TodoId
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import TodoKind
from paperstudy.domain.papers import CiteKey
from paperstudy.domain.text import clean_line
from paperstudy.store import queries_of_meetings as queries
from paperstudy.store.encoding import read_date

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.library import TodoRow
    from paperstudy.store.link import Link, Row
    from paperstudy.store.rows import Rows, Values


class TodoReader:
    """The to-dos of the library."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def all(
        self, *, open_only: bool = False, kind: TodoKind | None = None, paper: str = ""
    ) -> tuple[Todo, ...]:
        """Return the to-dos, by log and line; `paper` is a cite key."""
        asked = {
            queries.TODO_OF_KIND: ("kind", kind.value if kind is not None else ""),
            queries.TODO_OF_PAPER: ("key", paper),
        }
        given = {sql: bound for sql, bound in asked.items() if bound[1]}
        where = "".join(f" AND {sql}" for sql in given)
        sql = f"{queries.TODOS}{where} {queries.TODO_ORDER}"
        rows = self._link.rows(sql, open_only=open_only, **dict(given.values()))
        return tuple(_todo(row) for row in rows)

    def get(self, todo_id: TodoId) -> Todo | None:
        """Return the to-do with this number."""
        found = self._link.row(queries.TODO_BY_ID, id=todo_id)
        return _todo(found) if found is not None else None


class TodoWriter(TodoReader):
    """The to-dos of the library, to be changed."""

    def __init__(self, link: Link, rows: Rows) -> None:
        super().__init__(link)
        self._rows = rows

    def replace_for_log(self, log_id: LogId, rows: Sequence[TodoRow]) -> None:
        """Save what a log says is to do now; one with the same words keeps its number.

        What a person said of one stands until the log's own box changes.
        """
        known: dict[str, list[Row]] = {}
        for row in self._link.rows(queries.TODOS_OF_LOG, log_id=log_id):
            known.setdefault(row[1], []).append(row)
        new: list[Values] = []
        for told in rows:
            values: Values = {
                "line": told.line,
                "text": clean_line(told.text),
                "told": told.done,
                "paper_id": told.paper_id,
                "find": told.group,
                "kind": told.kind.value,
            }
            there = known.get(values["text"])
            if not there:
                new.append({"log_id": log_id, **values, "done": told.done, "by_hand": False})
                continue
            row_id, _, before, by_hand = there.pop(0)
            if not by_hand or bool(before) != told.done:
                values |= {"done": told.done, "by_hand": False}
            self._rows.update("todos", row_id, values)
        for left in known.values():
            for row in left:
                self._rows.delete("todos", row[0])
        self._rows.insert_all("todos", new)

    def set_done(self, todo_id: TodoId, *, done: bool) -> None:
        """Take a person's word that something is done, or open again.

        Raises:
            NotFoundError: there is no such to-do.
        """
        if self.get(todo_id) is None:
            raise NotFoundError("no to-do has the number {number}", number=todo_id)
        self._rows.update("todos", todo_id, {"done": done, "by_hand": True})


def _todo(row: Row) -> Todo:
    return Todo(
        id=TodoId(row[0]),
        log_id=LogId(row[1]),
        path=row[2],
        line=row[3],
        text=row[4],
        done=bool(row[5]),
        paper=(CiteKey(row[6]), row[7]) if row[6] is not None else None,
        kind=TodoKind(row[8]),
        by_hand=bool(row[9]),
        log_date=read_date(row[10]),
    )
