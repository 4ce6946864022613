"""What calendars show of meetings and series, and in which revision (RFC 5545 §3.8.7.4).

After each transaction what it touched is looked at: where a calendar would show something else
than before, the revision rises, whoever changed it and by what way. It never falls, not by an undo
either, since a calendar takes the higher number for the newer word. What is gone keeps its mark,
with what was shown of it last, so that calendars are told.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from paperstudy.domain.recurrence import days_left_out
from paperstudy.store import queries_of_meetings as queries
from paperstudy.store.encoding import read_date
from paperstudy.store.link import chunks
from paperstudy.store.meeting_values import read_series, read_sessions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from sqlalchemy import Connection

    from paperstudy.domain.sessions import StudySession
    from paperstudy.store.link import Link

_MEETING = (
    "title",
    "starts",
    "zone",
    "place",
    "minutes",
    "series",
    "moderator",
    "scribe",
    "reason",
)
# Tables whose rows say which meeting, or which series, they belong to.
_OWNERS = {
    "presentations": "session_id",
    "series_sessions": "session_id",
    "session_logs": "session_id",
    "series_skips": "series_id",
}


class Touched:
    """What one transaction has changed that a calendar may show."""

    def __init__(self) -> None:
        self.sessions: set[int] = set()
        self._series: set[int] = set()
        self._talks: set[int] = set()
        self._people: set[int] = set()
        self._papers: set[int] = set()

    def note_change(self, table: str, row_id: int, changes: Mapping[str, Any]) -> None:
        """Say that a row gets these columns."""
        if table == "papers" and not changes.keys().isdisjoint({"key", "title"}):
            self._papers.add(row_id)
        elif table == "people" and "name" in changes:
            self._people.add(row_id)
        else:
            self.note_row(table, row_id, changes)

    def note_row(self, table: str, row_id: int, columns: Mapping[str, Any]) -> None:
        """Say that a row came, went, or was changed that has these columns, or had them."""
        if table == "sessions":
            self.sessions.add(row_id)
        elif table == "series":
            self._series.add(row_id)
        elif table == "presenters" and "presentation_id" in columns:
            self._talks.add(columns["presentation_id"])
        elif columns.get(_OWNERS.get(table, "")) is not None:
            owners = self._series if table == "series_skips" else self.sessions
            owners.add(columns[_OWNERS[table]])

    def refresh(self, link: Link, connection: Connection) -> None:
        """Bring the marks of all that was touched up to date."""
        sessions = set(self.sessions)
        for sql, ids in (
            (queries.SESSIONS_OF_TALKS, self._talks),
            (queries.SESSIONS_WITH_PAPERS, self._papers),
            (queries.SESSIONS_WITH_PEOPLE, self._people),
        ):
            for some in chunks(sorted(ids)):
                sessions.update(number for (number,) in link.rows(sql, ids=list(some)))
        for some in chunks(sorted(sessions)):
            there = read_sessions(link, link.rows(queries.SESSIONS_TO_SHOW, ids=list(some)))
            texts = {int(one.id): _text(_shown(one)) for one in there}
            _mark(link, connection, "session", some, texts)
        if self._series or sessions:  # which may stand for a day of a series
            texts = _series_texts(link)
            _mark(link, connection, "series", sorted(self._series | texts.keys()), texts)


def fill_marks(link: Link, connection: Connection) -> None:
    """Write what calendars show of all that is there, in a library of an older version.

    It kept only how often each had changed; of a series not even that.
    """
    from paperstudy.store.tables import METADATA  # which what only reads shall not wait for

    table = METADATA.tables["calendar_marks"]
    there = {row[0] for row in link.rows(queries.SESSIONS_SHOWN)}
    sessions = read_sessions(link, link.rows(queries.SESSIONS_EVER_SHOWN))
    texts = {("session", int(one.id)): _text(_shown(one)) for one in sessions}
    texts |= {("series", number): text for number, text in _series_texts(link).items()}
    for (kind, number), text in texts.items():
        gone = kind == "session" and number not in there
        # A series was counted by the days it leaves out.
        ahead = len(json.loads(text)["left_out"]) if kind == "series" else int(gone)
        row = (table.c.kind == kind) & (table.c.number == number)
        values = {"revision": table.c.revision + ahead, "shown": text, "gone": gone}
        connection.execute(table.update().where(row).values(values))


def _series_texts(link: Link) -> dict[int, str]:
    """Return what a calendar shows of each series, which depends on meetings too."""
    every = read_series(link)
    if not every:
        return {}
    since = min(one.since for one in every).isoformat()
    made = [
        (read_date(day), owner, starts)
        for day, owner, starts in link.rows(queries.DAYS_OF_SESSIONS, since=since)
    ]
    return {
        int(one.id): _text(
            {**asdict(one), "revision": 0, "left_out": days_left_out(one, made)},
        )
        for one in every
    }


def _shown(session: StudySession) -> dict[str, Any]:
    talks = [
        [one.presenters, one.paper, one.topic, one.status, one.role, one.minutes]
        for one in session.presentations
    ]
    facts = {name: getattr(session, name) for name in _MEETING}
    return facts | {"date": session.date, "state": session.state, "talks": talks}


def _text(shown: dict[str, Any]) -> str:
    return json.dumps(shown, ensure_ascii=False, sort_keys=True, default=str)


def _mark(
    link: Link, connection: Connection, kind: str, ids: Iterable[int], texts: Mapping[int, str]
) -> None:
    """Write what is shown now of each number; one without a text is gone."""
    from paperstudy.store.tables import METADATA  # which what only reads shall not wait for

    table = METADATA.tables["calendar_marks"]
    numbers = list(ids)
    known = {row[0]: row[1:] for row in link.rows(queries.MARKS, kind=kind, ids=numbers)}
    new = []
    for number in numbers:
        text = texts.get(number)
        mark = known.get(number)
        if mark is None:
            if text is not None:
                values = {"kind": kind, "number": number, "revision": 0}
                new.append({**values, "shown": text, "gone": False})
            continue
        mark_id, revision, shown, gone = mark
        if (text is None and gone) or (text == shown and not gone):
            continue
        connection.execute(
            table.update().where(table.c.id == mark_id),
            {
                "revision": revision + 1,
                "shown": shown if text is None else text,
                "gone": text is None,
            },
        )
    if new:
        connection.execute(table.insert(), new)
