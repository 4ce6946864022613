"""Study sessions as they are written: from a log, or by a person, whose word stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.library import SessionRow
from paperstudy.domain.sessions import SessionId
from paperstudy.domain.text import clean_line
from paperstudy.store import queries
from paperstudy.store.encoding import date_text, fold
from paperstudy.store.repositories.people import PersonWriter
from paperstudy.store.repositories.sessions import SessionReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.library import PresentationRow
    from paperstudy.domain.logfiles import LogId
    from paperstudy.domain.people import PersonId
    from paperstudy.store.link import Link, Row
    from paperstudy.store.rows import Rows, Values


class SessionWriter(SessionReader):
    """The study sessions of the library, to be changed."""

    def __init__(self, link: Link, rows: Rows) -> None:
        super().__init__(link)
        self._rows = rows
        self._people = PersonWriter(link, rows)

    def replace_for_log(self, log_id: LogId, rows: Sequence[SessionRow]) -> None:
        """Save the sessions that a log tells of now.

        One with the same date and title keeps its number. One that a person edited stays as it
        is, whatever the log says.
        """
        before = self._people_of(log_id)
        known = {row[0]: row for row in self._link.rows(queries.SESSIONS_OF_LOG, log_id=log_id)}
        unmatched: list[tuple[str, SessionRow]] = []
        for identity, row in _identify(rows):
            there = known.pop(identity, None)
            if there is None:
                unmatched.append((identity, row))
            else:
                self._refill(there, identity, row, log_id)
        # What is left on both sides is, in order, the same meeting under another name or date.
        left = [there for there in known.values() if not there[3]]
        for (identity, row), there in zip(unmatched, left, strict=False):
            self._refill(there, identity, row, log_id)
        for identity, row in unmatched[len(left) :]:
            session_id = self._insert(row, edited=False)
            self._rows.insert(
                "session_logs",
                {
                    "session_id": session_id,
                    "log_id": log_id,
                    "line": row.line,
                    "identity": identity,
                },
            )
            self._fill(session_id, row, log_id)
        for there in left[len(unmatched) :]:
            self._forget(there)
        self._drop_strangers(before)

    def add(self, row: SessionRow) -> SessionId:
        """Add a session that a person plans or remembers; no log tells of it."""
        session_id = self._insert(row, edited=True)
        self._fill(session_id, row, None)
        return session_id

    def edit(self, session_id: SessionId, row: SessionRow) -> None:
        """Write a session anew by a person's hand; scans leave it alone from now on.

        Raises:
            NotFoundError: there is no such session.
        """
        if self.get(session_id) is None:
            raise NotFoundError("no session has the number {number}", number=session_id)
        self._rows.update("sessions", session_id, self._values(row) | {"edited": True})
        self._fill(session_id, row, None)

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
            "moderator_id": self._person(row.moderator),
            "scribe_id": self._person(row.scribe),
            "sure": row.sure,
        }

    def _refill(self, there: Row, identity: str, row: SessionRow, log_id: LogId) -> None:
        _, session_id, link_id, edited, _ = there
        self._rows.update("session_logs", link_id, {"identity": identity, "line": row.line})
        if not edited:
            self._rows.update("sessions", session_id, self._values(row))
            self._fill(session_id, row, log_id)

    def _fill(self, session_id: int, row: SessionRow, log_id: LogId | None) -> None:
        """Make attendance and presentations those of `row`; what is there keeps its number.

        A presentation of the same topic is the same one, wherever it stands now; the others are
        taken in order. So an earlier step still finds the rows it changed (`replay.py`).
        """
        self._fill_people("attendance", session_id, row.participants)
        there = self._link.rows(queries.PRESENTATIONS_HELD, id=session_id)
        pairs = _pair(there, row.presentations)
        kept = {known[0] for known in pairs if known is not None}
        for presentation_id, *_ in there:
            if presentation_id not in kept:
                self._rows.delete_where("presenters", presentation_id=presentation_id)
                self._rows.delete("presentations", presentation_id)
        for position, known in enumerate(pairs):
            if known is not None and known[2] != position:  # out of the way of the others
                self._rows.update("presentations", known[0], {"position": -1 - position})
        for position, (held, known) in enumerate(zip(row.presentations, pairs, strict=True)):
            values = _presentation(held, position, log_id)
            if known is None:
                number = self._rows.insert("presentations", {"session_id": session_id, **values})
            else:
                number = known[0]
                self._rows.update("presentations", number, values)
            self._fill_people("presenters", number, held.presenters)

    def _fill_people(self, table: str, owner: int, names: Sequence[str]) -> None:
        known: dict[int, int] = dict(self._link.rows(queries.PEOPLE_IN[table], id=owner))
        column = "session_id" if table == "attendance" else "presentation_id"
        people = dict.fromkeys(self._person(name) for name in names)
        new: list[Values] = []
        for position, person_id in enumerate(p for p in people if p is not None):
            row_id = known.pop(person_id, None)
            if row_id is not None:
                self._rows.update(table, row_id, {"position": position})
            else:
                new.append({column: owner, "person_id": person_id, "position": position})
        for row_id in known.values():
            self._rows.delete(table, row_id)
        self._rows.insert_all(table, new)

    def _forget(self, there: Row) -> None:
        """Take away a log's word for a session, and the session where nobody else has one."""
        _, session_id, link_id, _, logs = there
        self._rows.delete("session_logs", link_id)
        if logs == 1:
            self._fill(session_id, SessionRow(), None)
            self._rows.delete("sessions", session_id)

    def _person(self, name: str) -> PersonId | None:
        return self._people.ensure(name, by_hand=False) if fold(name) else None

    def _people_of(self, log_id: LogId) -> list[int]:
        rows = self._link.rows(queries.PEOPLE_OF_LOG, log_id=log_id)
        return [person_id for (person_id,) in rows if person_id is not None]

    def _drop_strangers(self, before: Sequence[int]) -> None:
        """Forget people whom only this log named, by a scan's mistake since put right, say."""
        for (person_id,) in self._link.rows(queries.STRANGERS, ids=list(before)):
            self._rows.delete("people", person_id)


def _pair(there: Sequence[Row], wanted: Sequence[PresentationRow]) -> list[Row | None]:
    """Return for each wanted presentation the row that becomes it: (number, topic, position)."""
    left = list(there)
    pairs: list[Row | None] = []
    for held in wanted:
        topic = clean_line(held.topic)
        same = next((row for row in left if topic and row[1] == topic), None)
        if same is not None:
            left.remove(same)
        pairs.append(same)
    rest = iter(left)
    return [row if row is not None else next(rest, None) for row in pairs]


def _presentation(held: PresentationRow, position: int, log_id: LogId | None) -> Values:
    return {
        "position": position,
        "topic": clean_line(held.topic),
        "line": held.line,
        "status": held.status.value,
        "paper_id": held.paper_id,
        "log_id": log_id,
        "find": held.group,
    }


def _identify(rows: Sequence[SessionRow]) -> list[tuple[str, SessionRow]]:
    """Name each session of a log by date and title, and number those named alike."""
    seen: dict[str, int] = {}
    named: list[tuple[str, SessionRow]] = []
    for row in rows:
        name = f"{date_text(row.date) or fold(row.date_text)}\n{fold(row.title)}"
        seen[name] = seen.get(name, 0) + 1
        named.append((f"{name}\n{seen[name]}", row))
    return named
