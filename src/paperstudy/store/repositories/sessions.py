"""Study sessions as they are read: who met when, and who presented what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.sessions import SessionId
from paperstudy.store import queries_of_meetings as queries
from paperstudy.store.alike import find_alike
from paperstudy.store.encoding import date_text, fold, read_date
from paperstudy.store.link import chunks
from paperstudy.store.meeting_values import (
    read_series,
    read_sessions,
    read_shown_series,
    read_shown_session,
)

if TYPE_CHECKING:
    from datetime import date

    from paperstudy.domain.library import SessionRow
    from paperstudy.domain.sessions import RemovedSession, Series, SeriesId, StudySession
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
        *,
        series: SeriesId | None = None,
    ) -> tuple[StudySession, ...]:
        """Return the sessions that meet all conditions, by date, undated ones last.

        `person` is a name or alias, whole, of one who moderated, kept the minutes, took part or
        presented; `paper` a cite key. Those that wait for a person's word are not among them.
        """
        asked = {
            queries.SESSION_SINCE: ("since", date_text(since)),
            queries.SESSION_UNTIL: ("until", date_text(until)),
            queries.SESSION_OF_PERSON: ("person", fold(person)),
            queries.SESSION_OF_PAPER: ("key", paper),
            queries.SESSION_OF_SERIES: ("series", series),
        }
        given = {sql: bound for sql, bound in asked.items() if bound[1]}
        where = "".join(f" AND {sql}" for sql in given)
        rows = self._link.rows(
            f"{queries.SESSIONS_SHOWN}{where} {queries.SESSION_ORDER}", **dict(given.values())
        )
        return tuple(read_sessions(self._link, rows))

    def date_of_newest(self, count: int) -> date | None:
        """Return since when the newest `count` sessions are; None where there are no more."""
        found = self._link.value(queries.SESSION_DATE_OF_NEWEST, offset=max(count - 1, 0))
        return read_date(found)

    def get(self, session_id: SessionId) -> StudySession | None:
        """Return the session with this number; None for one that was removed or refused."""
        found = read_sessions(self._link, self._link.rows(queries.SESSION_BY_ID, id=session_id))
        return found[0] if found else None

    def row(self, session_id: SessionId) -> SessionRow | None:
        """Return a session as it is to be given to `edit`, with the numbers of what it holds."""
        found = self._link.row(queries.SESSION_BY_ID, id=session_id)
        return read_row(self._link, found) if found is not None else None

    def unsure(self) -> tuple[StudySession, ...]:
        """Return the sessions that wait for a person's word, by date."""
        rows = self._link.rows(f"{queries.SESSIONS_UNSURE} {queries.SESSION_ORDER}")
        return tuple(read_sessions(self._link, rows))

    def told_at(self, session_id: SessionId) -> tuple[tuple[str, int], ...]:
        """Return the logs that tell of a session, each with the line where that begins."""
        rows = self._link.rows(queries.SESSION_TOLD_AT, id=session_id)
        return tuple((path, line) for path, line in rows)

    def alike(self) -> tuple[tuple[StudySession, StudySession], ...]:
        """Return meetings of one day that may be one, by date: the later number comes second.

        They share a person or a paper and have other titles; or one of them names nobody, and
        several it could be. Those that a person kept apart, or one log tells apart, are not here.
        """
        pairs = find_alike(self._link)
        numbers = sorted({number for pair in pairs for number in pair})
        sessions = {
            session.id: session
            for some in chunks(numbers)
            for session in read_sessions(
                self._link, self._link.rows(queries.SESSIONS_TO_SHOW, ids=list(some))
            )
        }
        return tuple((sessions[SessionId(one)], sessions[SessionId(other)]) for one, other in pairs)

    def removed(self) -> tuple[RemovedSession, ...]:
        """Return the meetings that are none any more and were shown once, the oldest first.

        However it came that they are gone: by hand, by a scan, or by an undo. Days that a series
        leaves out are among its `skipped`.
        """
        rows = self._link.rows(queries.MARKS_GONE, kind="session")
        return tuple(read_shown_session(*row) for row in rows)

    def series(self) -> tuple[Series, ...]:
        """Return the meetings that come again, the earliest first."""
        return read_series(self._link)

    def removed_series(self) -> tuple[Series, ...]:
        """Return the meetings that came again once and are no more, as they were last."""
        rows = self._link.rows(queries.MARKS_GONE, kind="series")
        return tuple(read_shown_series(*row) for row in rows)

    def one_series(self, series_id: SeriesId) -> Series | None:
        """Return the meeting that comes again with this number."""
        return next((series for series in self.series() if series.id == series_id), None)


def read_row(link: Link, row: Row) -> SessionRow:
    """Return one of the sessions' rows as it is to be given to `edit`."""
    from paperstudy.domain.library import PresentationRow, SessionRow
    from paperstudy.domain.papers import PaperId

    session = read_sessions(link, [row])[0]
    rows = link.rows(queries.PRESENTATION_ROWS, id=session.id)
    return SessionRow(
        date=session.date,
        date_text=session.date_text,
        title=session.title,
        moderator=session.moderator,
        scribe=session.scribe,
        participants=session.participants,
        presentations=tuple(
            PresentationRow(
                presenters=held.presenters,
                topic=held.topic,
                line=held.line,
                status=held.status,
                paper_id=PaperId(there[4]) if there[4] is not None else None,
                group=there[5],
                role=held.role,
                minutes=held.minutes,
                reason=held.reason,
                id=held.id,
                log_id=there[6],
            )
            for held, there in zip(session.presentations, rows, strict=True)
        ),
        sure=session.sure,
        starts=session.starts,
        zone=session.zone,
        place=session.place,
        minutes=session.minutes,
        note=session.note,
        state=session.state,
        reason=session.reason,
        absent=session.absent,
        series=session.series,
    )
