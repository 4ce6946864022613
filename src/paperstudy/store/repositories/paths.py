"""Orders in which to read, as the logs write them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from paperstudy.domain.library import ReadingPath
from paperstudy.domain.papers import CiteKey
from paperstudy.store import queries_of_meetings as queries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.library import PathRow
    from paperstudy.domain.logfiles import LogId
    from paperstudy.domain.papers import PaperId
    from paperstudy.store.link import Link, Row
    from paperstudy.store.rows import Rows

_SHORTEST = 2  # papers make an order


class PathReader:
    """The orders of reading in the library."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def all(self) -> tuple[ReadingPath, ...]:
        """Return all orders of two papers of the library and more, by log and line."""
        return _paths(self._link.rows(queries.PATHS))

    def of_paper(self, paper_id: PaperId) -> tuple[ReadingPath, ...]:
        """Return the orders that a paper stands in."""
        return _paths(self._link.rows(queries.PATHS_OF_PAPER, paper_id=paper_id))


class PathWriter(PathReader):
    """The orders of reading, to be changed."""

    def __init__(self, link: Link, rows: Rows) -> None:
        super().__init__(link)
        self._rows = rows

    def replace_for_log(self, log_id: LogId, rows: Sequence[PathRow]) -> None:
        """Save the orders that a log writes now; what stands in the same place keeps its number."""
        there = {
            (number, position): row_id
            for row_id, number, position in self._link.rows(queries.PATHS_OF_LOG, log_id=log_id)
        }
        for number, row in enumerate(rows):
            for position, (find, paper_id) in enumerate(zip(row.groups, row.papers, strict=True)):
                values = {"line": row.line, "paper_id": paper_id, "find": find}
                row_id = there.pop((number, position), None)
                if row_id is not None:
                    self._rows.update("path_items", row_id, values)
                else:
                    place = {"log_id": log_id, "number": number, "position": position}
                    self._rows.insert("path_items", place | values)
        for row_id in there.values():
            self._rows.delete("path_items", row_id)


def _paths(rows: Sequence[Row]) -> tuple[ReadingPath, ...]:
    paths: list[ReadingPath] = []
    for _, members in groupby(rows, key=lambda row: (row[0], row[1])):
        items = list(members)
        papers = tuple(dict.fromkeys((CiteKey(row[4]), str(row[5])) for row in items))
        if len(papers) >= _SHORTEST:
            paths.append(ReadingPath(items[0][2], items[0][3], papers))
    return tuple(paths)
