"""Numbers for rows that are inserted many at a time, from where the database keeps count."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.store.link import Link

# Where a table has had no row yet, SQLite knows nothing of it.
_SQLITE = "SELECT seq FROM sqlite_sequence WHERE name = :name"
_POSTGRESQL = """SELECT nextval(pg_get_serial_sequence(:name, 'id'))
    FROM generate_series(1, :count)"""


def reserve_numbers(link: Link, table: str, count: int) -> Sequence[int]:
    """Return `count` new numbers of a table; on SQLite they are taken by inserting the rows.

    The write transaction must be open: nobody else can take them before it ends.
    """
    if count == 0:
        return ()
    if link.dialect == "sqlite":
        last = link.value(_SQLITE, name=table) or 0
        return range(last + 1, last + 1 + count)
    return [int(number) for (number,) in link.rows(_POSTGRESQL, name=table, count=count)]
