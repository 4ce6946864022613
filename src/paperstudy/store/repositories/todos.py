"""To-dos about papers, as the logs say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.library import Todo, TodoId
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.papers import CiteKey
from paperstudy.domain.text import clean_line
from paperstudy.store import queries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.library import TodoRow
    from paperstudy.store.link import Link
    from paperstudy.store.rows import Rows, Values


class TodoReader:
    """The to-dos of the library."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def all(self, *, open_only: bool = False) -> tuple[Todo, ...]:
        """Return the to-dos, by log and line."""
        return tuple(
            Todo(
                id=TodoId(row[0]),
                log_id=LogId(row[1]),
                path=row[2],
                line=row[3],
                text=row[4],
                done=bool(row[5]),
                paper=(CiteKey(row[6]), row[7]) if row[6] is not None else None,
            )
            for row in self._link.rows(queries.TODOS, open_only=open_only)
        )


class TodoWriter(TodoReader):
    """The to-dos of the library, to be changed."""

    def __init__(self, link: Link, rows: Rows) -> None:
        super().__init__(link)
        self._rows = rows

    def replace_for_log(self, log_id: LogId, rows: Sequence[TodoRow]) -> None:
        """Save what a log says is to do now; one with the same words keeps its number."""
        known: dict[str, list[int]] = {}
        for row_id, text in self._link.rows(queries.TODOS_OF_LOG, log_id=log_id):
            known.setdefault(text, []).append(row_id)
        new: list[Values] = []
        for row in rows:
            values: Values = {
                "line": row.line,
                "text": clean_line(row.text),
                "done": row.done,
                "paper_id": row.paper_id,
                "find": row.group,
            }
            there = known.get(values["text"])
            if there:
                self._rows.update("todos", there.pop(0), values)
            else:
                new.append({"log_id": log_id, **values})
        for row_ids in known.values():
            for row_id in row_ids:
                self._rows.delete("todos", row_id)
        self._rows.insert_all("todos", new)
