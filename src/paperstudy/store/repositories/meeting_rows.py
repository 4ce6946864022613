"""The rows of one meeting as they are written, whoever says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.library import SessionRow
from paperstudy.domain.sessions import SessionId
from paperstudy.domain.text import clean_block, clean_line
from paperstudy.store import queries_of_meetings as queries
from paperstudy.store.encoding import date_text
from paperstudy.store.repositories.filling import Filling
from paperstudy.store.repositories.sessions import read_row

if TYPE_CHECKING:
    from paperstudy.store.link import Link
    from paperstudy.store.rows import Rows, Values


class MeetingRows:
    """Writes meetings with all that hangs on them."""

    def __init__(self, link: Link, rows: Rows) -> None:
        self._link = link
        self._rows = rows
        self._filling = Filling(link, rows)

    def read(self, session_id: int) -> SessionRow | None:
        """Return a session as it stands, also one that was removed or merged."""
        found = self._link.row(queries.SESSION_ANY, id=session_id)
        return read_row(self._link, found) if found is not None else None

    def insert(self, row: SessionRow, **columns: object) -> SessionId:
        """Add a session; what hangs on it is not filled in yet."""
        return SessionId(self._rows.insert("sessions", self._values(row) | columns))

    def write(self, session_id: int, row: SessionRow, **columns: object) -> None:
        """Make a session what the row says, and set other columns of it."""
        self._rows.update("sessions", session_id, self._values(row) | columns)
        self._filling.fill(session_id, row)

    def delete(self, session_id: int) -> None:
        """Take a session out, with all that hangs on it."""
        self._filling.fill(session_id, SessionRow())
        for (pair_id,) in self._link.rows(queries.PAIRS_OF, id=session_id):
            self._rows.delete("session_pairs", pair_id)
        self._rows.delete("sessions", session_id)

    def _values(self, row: SessionRow) -> Values:
        return {
            "date": date_text(row.date),
            "date_text": clean_line(row.date_text),
            "starts": clean_line(row.starts),
            "zone": clean_line(row.zone),
            "place": clean_line(row.place),
            "title": clean_line(row.title),
            "moderator_id": self._filling.person(row.moderator),
            "scribe_id": self._filling.person(row.scribe),
            "sure": row.sure,
            "minutes": row.minutes,
            "note": clean_block(row.note),
            "state": row.state.value,
            "reason": clean_line(row.reason),
        }
