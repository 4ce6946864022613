"""Study sessions as they are read: who met when, and who presented what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationRole, PresentationStatus
from paperstudy.domain.sessions import (
    Presentation,
    Series,
    SeriesId,
    SessionState,
    StudySession,
)
from paperstudy.store import queries_of_meetings as queries
from paperstudy.store.encoding import date_text, fold, read_date
from paperstudy.store.link import by_first, chunks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from paperstudy.domain.library import SessionRow
    from paperstudy.domain.sessions import SessionId
    from paperstudy.store.link import Link, Row

_TAKEN = "taken"
_RUN = 500  # sessions and more are read in one run
_STATES = {state.value: state for state in SessionState}
_STATUSES = {status.value: status for status in PresentationStatus}
_ROLES = {role.value: role for role in PresentationRole}


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

    def series(self) -> tuple[Series, ...]:
        """Return the meetings that come again, the earliest first."""
        skipped = by_first(self._link.rows(queries.SKIPPED_DAYS))
        return tuple(
            _series(row, skipped.get(row[0], ())) for row in self._link.rows(queries.SERIES_ALL)
        )

    def one_series(self, series_id: SeriesId) -> Series | None:
        """Return the meeting that comes again with this number."""
        return next((series for series in self.series() if series.id == series_id), None)


def read_sessions(link: Link, rows: Sequence[Row]) -> list[StudySession]:
    """Return rows of the sessions' columns as values; five queries for up to 5,000 of them."""
    sessions: list[StudySession] = []
    names: dict[int, str] = dict(link.rows(queries.NAMES)) if rows else {}
    for some in chunks(rows):
        ids = [row[0] for row in some]
        attendance = _hanging(link, queries.ATTENDANCE_OF, ids)
        presentations = _hanging(link, queries.PRESENTATIONS_OF, ids)
        held = [row[1] for group in presentations.values() for row in group]
        presenters = _hanging(link, queries.PRESENTERS_OF, held)
        logs = _hanging(link, queries.SESSION_LOGS_OF, ids)
        for row in some:
            talks = [
                _presentation(one, [names[w] for _, w in presenters.get(one[1], ())])
                for one in presentations.get(row[0], ())
            ]
            paths = tuple([path for _, path in logs.get(row[0], ())])
            sessions.append(_session(row, names, attendance.get(row[0], ()), talks, paths))
    return sessions


def _hanging(link: Link, sql: Mapping[str, str], ids: Sequence[int]) -> Mapping[int, list[Row]]:
    """Return what hangs on rows, by their numbers."""
    if len(ids) < _RUN:
        return by_first(link.rows(sql["some"], ids=list(ids)))
    return by_first(link.rows(sql["run"], first=min(ids), last=max(ids)))


def _session(
    row: Row,
    names: Mapping[int, str],
    present: Sequence[Row],
    talks: Sequence[Presentation],
    logs: tuple[str, ...],
) -> StudySession:
    return StudySession(
        id=row[0],
        date=read_date(row[1]),
        date_text=row[2],
        title=row[3],
        moderator=names[row[4]] if row[4] is not None else "",
        scribe=names[row[5]] if row[5] is not None else "",
        participants=tuple([names[person] for _, person, absent in present if not absent]),
        presentations=tuple(talks),
        logs=logs,
        starts=row[6],
        zone=row[7],
        place=row[8],
        minutes=row[9],
        note=row[10],
        state=_STATES[row[11]],
        reason=row[12],
        absent=tuple([names[person] for _, person, absent in present if absent]),
        series=row[13],
        edited=bool(row[14]),
        sure=bool(row[15]) or row[16] == _TAKEN,
        changes=row[17],
    )


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


def _presentation(row: Row, presenters: Sequence[str]) -> Presentation:
    _, number, topic, status, line, key, title, role, minutes, reason = row
    return Presentation(
        presenters=tuple(presenters),
        paper=(key, title) if key is not None else None,
        topic=topic,
        status=_STATUSES[status],
        line=line,
        id=number,
        role=_ROLES[role],
        minutes=minutes,
        reason=reason,
    )


def _series(row: Row, skipped: Sequence[Row]) -> Series:
    since = read_date(row[5])
    days = (read_date(day) for _, day in skipped)
    assert since is not None
    return Series(
        id=SeriesId(row[0]),
        weekday=row[1],
        starts=row[2],
        zone=row[3],
        title=row[4],
        since=since,
        until=read_date(row[6]),
        every=row[7],
        place=row[8],
        minutes=row[9],
        skipped=tuple(day for day in days if day is not None),
    )
