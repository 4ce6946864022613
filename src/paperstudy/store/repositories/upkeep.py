"""What the library is, and when hosts may be asked next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.library import StoreInfo
from paperstudy.store import queries
from paperstudy.store.revisions import FIND_REVISION

if TYPE_CHECKING:
    from paperstudy.store.engine import Engine
    from paperstudy.store.link import Link
    from paperstudy.store.rows import Rows

# Nobody rests longer; a turn farther off was written by a clock that went wrong.
LONGEST_REST = 86_400.0


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


class TurnWriter:
    """When hosts may be asked next; the journal does not see it."""

    def __init__(self, link: Link, rows: Rows) -> None:
        self._link = link
        self._rows = rows

    def next_turn(self, host: str, now: float) -> float:
        """Return when a host may be asked next, in seconds since 1970; `now` at the earliest."""
        found = self._link.row(queries.HOST, name=host)
        if found is None or found[1] > now + LONGEST_REST:
            return now
        return max(now, float(found[1]))

    def set_turn(self, host: str, turn: float) -> None:
        """Say when a host may be asked next."""
        found = self._link.row(queries.HOST, name=host)
        if found is None:
            self._rows.insert("hosts", {"name": host, "next_at": turn})
        else:
            self._rows.update("hosts", found[0], {"next_at": turn})
