"""What the library is, and small facts it keeps for the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.library import StoreInfo
from paperstudy.store import queries
from paperstudy.store.revisions import FIND_REVISION

if TYPE_CHECKING:
    from paperstudy.store.engine import Engine
    from paperstudy.store.link import Link
    from paperstudy.store.rows import Rows

# A turn farther off was written by a clock that went wrong.
_LONGEST_REST = 86_400.0


def read_info(link: Link, engine: Engine) -> StoreInfo:
    """Return what the library is and how much it holds."""
    counts = tuple((word, link.value(sql) or 0) for word, sql in queries.COUNTS.items())
    return StoreInfo(
        database=engine.database,
        engine=engine.name,
        revision=link.value(FIND_REVISION) or "",
        size=engine.size(),
        counts=counts,
    )


class UpkeepReader:
    """Facts by name."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def fact(self, name: str) -> str:
        """Return a fact; empty where it was never set."""
        return self._link.value(queries.META, name=name) or ""


class UpkeepWriter(UpkeepReader):
    """Facts by name, to be changed; the journal does not see them."""

    def __init__(self, link: Link, rows: Rows) -> None:
        super().__init__(link)
        self._rows = rows

    def set_fact(self, name: str, value: str) -> None:
        """Remember a fact."""
        row_id = self._link.value(queries.META_ID, name=name)
        if row_id is None:
            self._rows.insert("meta", {"name": name, "value": value})
        else:
            self._rows.update("meta", row_id, {"value": value})

    def next_turn(self, host: str, now: float) -> float:
        """Return when a host may be asked next, in seconds since 1970; `now` at the earliest."""
        found = self._link.row(queries.HOST, name=host)
        if found is None or found[1] > now + _LONGEST_REST:
            return now
        return max(now, float(found[1]))

    def set_turn(self, host: str, turn: float) -> None:
        """Say when a host may be asked next."""
        found = self._link.row(queries.HOST, name=host)
        if found is None:
            self._rows.insert("hosts", {"name": host, "next_at": turn})
        else:
            self._rows.update("hosts", found[0], {"next_at": turn})
