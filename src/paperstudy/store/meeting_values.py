"""Rows of meetings and series as values: what hangs on them is read in a few queries for all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationRole, PresentationStatus
from paperstudy.domain.sessions import (
    Presentation,
    RemovedSession,
    Series,
    SeriesId,
    SessionId,
    SessionState,
    StudySession,
)
from paperstudy.store import queries_of_meetings as queries
from paperstudy.store.encoding import read_date
from paperstudy.store.link import by_first, chunks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from paperstudy.store.link import Link, Row

_TAKEN = "taken"
_RUN = 500  # sessions and more are read in one run
_STATES = {state.value: state for state in SessionState}
_STATUSES = {status.value: status for status in PresentationStatus}
_ROLES = {role.value: role for role in PresentationRole}


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
        revision=row[17],
    )


def read_series(link: Link) -> tuple[Series, ...]:
    """Return the meetings that come again, the earliest first."""
    skipped = by_first(link.rows(queries.SKIPPED_DAYS))
    return tuple(_series(row, skipped.get(row[0], ())) for row in link.rows(queries.SERIES_ALL))


def read_shown_session(number: int, revision: int, text: str) -> RemovedSession:
    """Return a meeting from what calendars show of it still."""
    shown = json.loads(text)
    return RemovedSession(
        id=SessionId(number),
        date=read_date(shown["date"]),
        title=shown["title"],
        starts=shown["starts"],
        zone=shown["zone"],
        place=shown["place"],
        minutes=shown["minutes"],
        series=shown["series"],
        revision=revision,
    )


def read_shown_series(number: int, revision: int, text: str) -> Series:
    """Return a meeting that came again from what calendars show of it still."""
    shown = json.loads(text)
    since = read_date(shown["since"])
    assert since is not None
    return Series(
        id=SeriesId(number),
        weekday=shown["weekday"],
        starts=shown["starts"],
        zone=shown["zone"],
        title=shown["title"],
        since=since,
        until=read_date(shown["until"]),
        every=shown["every"],
        place=shown["place"],
        minutes=shown["minutes"],
        revision=revision,
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
        revision=row[10],
    )
