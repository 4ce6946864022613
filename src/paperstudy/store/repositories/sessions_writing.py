"""Study sessions as they are written: from logs, or by a person, whose word stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.library import SessionRow
from paperstudy.domain.sessions import SessionId
from paperstudy.domain.text import clean_block, clean_line
from paperstudy.store import queries_of_meetings as queries
from paperstudy.store.encoding import date_text, fold
from paperstudy.store.repositories.filling import Filling
from paperstudy.store.repositories.sessions import SessionReader, read_row
from paperstudy.store.repositories.tellings import Tellings
from paperstudy.store.told import told_text
from paperstudy.store.uniting import apply_news, is_retold, is_same_meeting, names_nothing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from paperstudy.domain.library import SeriesRow
    from paperstudy.domain.logfiles import LogId
    from paperstudy.domain.sessions import SeriesId
    from paperstudy.store.link import Link, Row
    from paperstudy.store.rows import Rows, Values


class SessionWriter(SessionReader):
    """The study sessions of the library, to be changed."""

    def __init__(self, link: Link, rows: Rows) -> None:
        super().__init__(link)
        self._rows = rows
        self._filling = Filling(link, rows)

    def replace_for_log(self, log_id: LogId, rows: Sequence[SessionRow]) -> None:
        """Save the sessions that a log tells of now.

        One with the same date and title keeps its number. One that another log told of already is
        that one, with both logs as its sources. Where a person edited one, their word stands.
        """
        before = self._people_of(log_id)
        known = {row[0]: row for row in self._link.rows(queries.SESSIONS_OF_LOG, log_id=log_id)}
        unmatched: list[tuple[str, SessionRow]] = []
        for identity, row in _identify(rows):
            there = known.pop(identity, None)
            if there is None:
                unmatched.append((identity, row))
            else:
                self._tell_again(there, identity, row)
        # What is left on both sides is, in order, the same meeting under another name or date.
        for identity, row in unmatched:
            successor = self._successor(known.values(), row, log_id)
            if successor is not None:
                del known[successor[0]]
                self._tell_again(successor, identity, row)
            else:
                self._tell_first(log_id, identity, row)
        for there in known.values():
            self._forget(there)
        self._drop_strangers(before)

    def add(self, row: SessionRow) -> SessionId:
        """Add a session that a person plans or remembers; no log tells of it."""
        session_id = self._insert(row, edited=True)
        self._filling.fill(session_id, row)
        return session_id

    def edit(self, session_id: SessionId, row: SessionRow) -> None:
        """Write a session anew by a person's hand; what they change stands from now on.

        Raises:
            NotFoundError: there is no such session.
        """
        changes = self._changes(session_id)
        values = self._values(row) | {"edited": True, "changes": changes + 1}
        self._rows.update("sessions", session_id, values)
        self._filling.fill(session_id, row)

    def remove(self, session_id: SessionId) -> None:
        """Take a session out; one that logs tell of stays away, whatever they say.

        Raises:
            NotFoundError: there is no such session.
        """
        changes = self._changes(session_id)
        if self._link.rows(queries.LOGS_TELLING, id=session_id):
            values = {"decided": "removed", "changes": changes + 1}
            self._rows.update("sessions", session_id, values)
        else:
            self._delete(session_id)

    def take(self, session_id: SessionId) -> None:
        """Take a person's word that an unsure session was one.

        Raises:
            NotFoundError: there is no such session.
        """
        self._changes(session_id)
        self._rows.update("sessions", session_id, {"decided": "taken"})

    def refuse(self, session_id: SessionId) -> None:
        """Take a person's word that there was no such session; it is not offered again.

        Raises:
            NotFoundError: there is no such session.
        """
        self._changes(session_id)
        self._rows.update("sessions", session_id, {"decided": "refused"})

    def save_series(self, row: SeriesRow, series_id: SeriesId | None = None) -> SeriesId:
        """Save a meeting that comes again, a new one or in place of one there is."""
        from paperstudy.store.repositories.series import save_series

        return save_series(self._rows, row, series_id)

    def skip_day(self, series_id: SeriesId, day: date) -> None:
        """Leave a day out of a series.

        Raises:
            NotFoundError: there is no such series.
        """
        from paperstudy.store.repositories.series import skip_day

        skip_day(self._link, self._rows, series_id, day)

    def end_series(self, series_id: SeriesId, until: date) -> None:
        """Say on which day a series comes for the last time, at the latest.

        Raises:
            NotFoundError: there is no such series.
        """
        from paperstudy.store.repositories.series import end_series

        end_series(self._link, self._rows, series_id, until)

    def told_by(self, log_id: LogId) -> Mapping[SessionId, SessionRow | None]:
        """Return what all logs together say of the sessions of one; give it to `retell`."""
        rows = self._link.rows(queries.SESSIONS_OF_LOG, log_id=log_id)
        tellings = Tellings(self._link)
        return {SessionId(row[1]): tellings.united(row[1]) for row in rows}

    def retell(self, before: Mapping[SessionId, SessionRow | None]) -> None:
        """Write sessions anew after something has changed what their logs say."""
        for session_id, told in before.items():
            self._settle(session_id, told)

    def _insert(self, row: SessionRow, *, edited: bool) -> SessionId:
        return SessionId(self._rows.insert("sessions", self._values(row) | {"edited": edited}))

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

    def _tell_first(self, log_id: LogId, identity: str, row: SessionRow) -> None:
        """Save what a log says for the first time: of a new session, or of one that is there."""
        session_id = self._same_meeting(log_id, row)
        before = None
        if session_id is None:
            session_id = self._insert(row, edited=False)
        else:
            before = Tellings(self._link).united(session_id) or SessionRow()
            self._write_down(session_id)
        values = {
            "session_id": session_id,
            "log_id": log_id,
            "line": row.line,
            "identity": identity,
            "told": told_text(row),
        }
        self._rows.insert("session_logs", values)
        self._settle(session_id, before)

    def _write_down(self, session_id: SessionId) -> None:
        """Keep a log's words that an older version did not, before another log's join them."""
        for link_id, log_id, told, *_ in self._link.rows(queries.LOGS_TELLING, id=session_id):
            kept = Tellings(self._link).kept(session_id, log_id) if not told else None
            if kept is not None:
                self._rows.update("session_logs", link_id, {"told": told_text(kept)})

    def _tell_again(self, there: Row, identity: str, row: SessionRow) -> None:
        _, session_id, link_id, *_ = there
        before = Tellings(self._link).united(session_id)
        values = {"identity": identity, "line": row.line, "told": told_text(row)}
        self._rows.update("session_logs", link_id, values)
        self._settle(session_id, before)

    def _settle(self, session_id: SessionId, before: SessionRow | None) -> None:
        """Write what logs say now into a session; a person's word stands over it."""
        now = Tellings(self._link).united(session_id)
        image = self._rows.image("sessions", session_id)
        if now is None or image is None:
            return
        if image["edited"]:
            mine = self._stored(session_id)
            if before is None or mine is None:
                return  # an older version did not keep what the log had said
            now = apply_news(mine, before, now)
            if now == mine:
                return
        self._rows.update("sessions", session_id, self._values(now))
        self._filling.fill(session_id, now)

    def _same_meeting(self, log_id: LogId, row: SessionRow) -> SessionId | None:
        """Return the session that other logs or people told of, if it is the same meeting."""
        if row.date is None:
            return None
        told = {there[1] for there in self._link.rows(queries.SESSIONS_OF_LOG, log_id=log_id)}
        asked = Tellings(self._link).named(row, log_id)
        found = [
            (fold(there[3]) != fold(row.title), there[0])
            for there in self._link.rows(queries.SESSIONS_ON, date=date_text(row.date))
            if there[0] not in told and is_same_meeting(asked, read_row(self._link, there))
        ]
        if len(found) > 1 and names_nothing(asked):
            return None  # it may be any of them
        return SessionId(min(found)[1]) if found else None

    def _successor(self, left: Iterable[Row], row: SessionRow, log_id: LogId) -> Row | None:
        """Return what a log said before and, as it seems, says now in these other words."""
        tellings = Tellings(self._link)
        asked = tellings.named(row, log_id)
        for there in left:
            image = self._rows.image("sessions", there[1]) or {}
            if there[4] == 1 and not image["decided"] and not image["edited"]:
                return there
            told = tellings.of_log(there[1], log_id) or self._stored(SessionId(there[1]))
            if told is not None and is_retold(told, asked):
                return there
        return None

    def _stored(self, session_id: SessionId) -> SessionRow | None:
        found = self._link.row(queries.SESSION_ANY, id=session_id)
        return read_row(self._link, found) if found is not None else None

    def _forget(self, there: Row) -> None:
        """Take away a log's word for a session, and the session where nobody else has one."""
        _, session_id, link_id, edited, logs = there
        if logs == 1 and edited:
            return  # its last log stays known, so that an undo of the edit leaves no orphan
        before = Tellings(self._link).united(session_id)
        self._rows.delete("session_logs", link_id)
        if logs > 1:
            self._settle(session_id, before)
        else:
            self._delete(session_id)

    def _delete(self, session_id: SessionId) -> None:
        self._filling.fill(session_id, SessionRow())
        self._rows.delete("sessions", session_id)

    def _changes(self, session_id: SessionId) -> int:
        """Return how often people changed a session so far."""
        found = self.get(session_id)
        if found is None:
            raise NotFoundError("no session has the number {number}", number=session_id)
        return found.changes

    def _people_of(self, log_id: LogId) -> list[int]:
        rows = self._link.rows(queries.PEOPLE_OF_LOG, log_id=log_id)
        return [person_id for (person_id,) in rows if person_id is not None]

    def _drop_strangers(self, before: Sequence[int]) -> None:
        """Forget people whom only this log named, by a scan's mistake since put right, say."""
        for (person_id,) in self._link.rows(queries.STRANGERS, ids=list(before)):
            self._rows.delete("people", person_id)


def _identify(rows: Sequence[SessionRow]) -> list[tuple[str, SessionRow]]:
    """Name each session of a log by date and title, and number those named alike."""
    seen: dict[str, int] = {}
    named: list[tuple[str, SessionRow]] = []
    for row in rows:
        name = f"{date_text(row.date) or fold(row.date_text)}\n{fold(row.title)}"
        seen[name] = seen.get(name, 0) + 1
        named.append((f"{name}\n{seen[name]}", row))
    return named
