"""Study sessions as they are read: who met when, and who presented what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.papers import CiteKey
from paperstudy.domain.sessions import Presentation, SessionId, StudySession
from paperstudy.store import queries
from paperstudy.store.encoding import date_text, fold, read_date
from paperstudy.store.link import by_first, chunks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from paperstudy.store.link import Link, Row


class SessionReader:
    """The study sessions of the library."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def all(
        self,
        since: date | None = None,
        until: date | None = None,
        person: str = "",
        paper: str = "",
    ) -> tuple[StudySession, ...]:
        """Return the sessions that meet all conditions, by date, undated ones last.

        `person` is a name or alias, whole, of one who moderated, kept the minutes, took part or
        presented; `paper` a cite key.
        """
        asked = {
            queries.SESSION_SINCE: ("since", date_text(since)),
            queries.SESSION_UNTIL: ("until", date_text(until)),
            queries.SESSION_OF_PERSON: ("person", fold(person)),
            queries.SESSION_OF_PAPER: ("key", paper),
        }
        given = {sql: bound for sql, bound in asked.items() if bound[1]}
        where = "".join(f" AND {sql}" for sql in given)
        rows = self._link.rows(
            f"{queries.SESSIONS_SHOWN}{where} {queries.SESSION_ORDER}", **dict(given.values())
        )
        return tuple(self._sessions(rows))

    def get(self, session_id: SessionId) -> StudySession | None:
        """Return the session with this number."""
        found = self._sessions(self._link.rows(queries.SESSION_BY_ID, id=session_id))
        return found[0] if found else None

    def _sessions(self, rows: Sequence[Row]) -> list[StudySession]:
        sessions: list[StudySession] = []
        for some in chunks(rows):
            ids = [row[0] for row in some]
            attendance = by_first(self._link.rows(queries.ATTENDANCE_OF, ids=ids))
            presentations = by_first(self._link.rows(queries.PRESENTATIONS_OF, ids=ids))
            presenters = by_first(self._link.rows(queries.PRESENTERS_OF, ids=ids))
            logs = by_first(self._link.rows(queries.SESSION_LOGS_OF, ids=ids))
            sessions += [
                StudySession(
                    id=SessionId(row[0]),
                    date=read_date(row[1]),
                    date_text=row[2],
                    title=row[3],
                    moderator=row[4] or "",
                    scribe=row[5] or "",
                    participants=tuple(name for _, name in attendance.get(row[0], ())),
                    presentations=tuple(
                        _presentation(held, presenters.get(held[1], ()))
                        for held in presentations.get(row[0], ())
                    ),
                    logs=tuple(path for _, path in logs.get(row[0], ())),
                )
                for row in some
            ]
        return sessions


def _presentation(row: Row, presenters: Sequence[Row]) -> Presentation:
    _, _, topic, status, line, key, title = row
    return Presentation(
        presenters=tuple(name for _, name in presenters),
        paper=(CiteKey(key), title) if key is not None else None,
        topic=topic,
        status=PresentationStatus(status),
        line=line,
    )
