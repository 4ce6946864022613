"""Writes down what a scan read of meetings in one log: new ones, others, those it forgot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.library import SessionRow
from paperstudy.domain.sessions import SessionId
from paperstudy.store import queries_of_meetings as queries
from paperstudy.store.encoding import date_text, fold
from paperstudy.store.pairing import give_keys, pair_talks, with_keys
from paperstudy.store.repositories.meeting_rows import MeetingRows
from paperstudy.store.repositories.sessions import read_row
from paperstudy.store.repositories.tellings import Tellings, read_keyed
from paperstudy.store.said import Said, overlay, said_text
from paperstudy.store.told import read_forgotten, told_text
from paperstudy.store.uniting import is_retold, is_same_meeting, names_nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from paperstudy.domain.logfiles import LogId
    from paperstudy.store.link import Link, Row
    from paperstudy.store.rows import Rows


class Telling:
    """Writes what logs say of meetings."""

    def __init__(self, link: Link, rows: Rows) -> None:
        self._link = link
        self._rows = rows
        self._meetings = MeetingRows(link, rows)

    def replace_for_log(self, log_id: LogId, rows: Sequence[SessionRow]) -> None:
        """See `SessionWriter.replace_for_log`."""
        before = self._people_of(log_id)
        known = {row[0]: row for row in self._link.rows(queries.SESSIONS_OF_LOG, log_id=log_id)}
        unmatched: list[tuple[str, SessionRow]] = []
        for identity, row in _identify(rows):
            there = known.pop(identity, None) or known.pop(_forgotten(identity), None)
            if there is None:
                unmatched.append((identity, row))
            else:
                self._tell_again(log_id, there, identity, row)
        left = list(known.values())
        for identity, row, successor in self._succeed(log_id, unmatched, left):
            if successor is not None:
                self._tell_again(log_id, successor, identity, row)
            else:
                self._tell_first(log_id, identity, row)
        for there in left:
            self._forget(there)
        for (person_id,) in self._link.rows(queries.STRANGERS, ids=before):
            # Whom only this log named, by a scan's mistake since put right, say.
            self._rows.delete("people", person_id)

    def told_by(self, log_id: LogId) -> Mapping[SessionId, SessionRow | None]:
        """See `SessionWriter.told_by`."""
        rows = self._link.rows(queries.SESSIONS_OF_LOG, log_id=log_id)
        tellings = Tellings(self._link)
        whole = {self.whole(row[1]) for row in rows}
        return {SessionId(number): tellings.united(number) for number in sorted(whole)}

    def settle(self, session_id: int, before: SessionRow | None) -> None:
        """Write what logs say now into a meeting; what people said stands over it.

        `before` is what logs said until now, for one whose people's word an older version did
        not keep apart.
        """
        session_id = self.whole(session_id)
        image = self._rows.image("sessions", session_id)
        stored = self._meetings.read(session_id)
        if image is None or stored is None:
            return
        tellings = Tellings(self._link)
        now = tellings.united(session_id)
        if not image["edited"]:
            if now is not None and not self._is_forgotten(session_id):
                self._meetings.write(session_id, now)
            return
        if now is None and self._link.rows(queries.LOGS_TELLING, id=session_id):
            return  # an older version did not keep what the log had said
        said = tellings.said(image["said"]) or compare(before, stored)
        if said is None:
            return
        row = overlay(said, now or SessionRow())
        own = {
            name: getattr(stored, name) for name in ("note", "state", "reason", "series", "sure")
        }
        kept = image["said"] or said_text(said)
        self._meetings.write(session_id, replace(row, **own), said=kept)

    def whole(self, session_id: int) -> int:
        """Return the meeting that one is part of, itself where it is none's."""
        return int(self._link.value(queries.PART_OF, id=session_id) or session_id)

    # Finding -------------------------------------------------------------------------------

    def _same_meeting(self, log_id: LogId, row: SessionRow) -> SessionId | None:
        """Return the session that other logs or people told of, if it is the same meeting."""
        if row.date is None:
            return None
        told = {there[1] for there in self._link.rows(queries.SESSIONS_OF_LOG, log_id=log_id)}
        told |= {self.whole(number) for number in told}
        asked = Tellings(self._link).named(row, log_id)
        found = [
            (fold(there[3]) != fold(row.title), there[0])
            for there in self._link.rows(queries.SESSIONS_ON, date=date_text(row.date))
            if self.whole(there[0]) not in told
            and is_same_meeting(asked, read_row(self._link, there))
        ]
        if len({self.whole(number) for _, number in found}) > 1 and names_nothing(asked):
            return None  # it may be any of them
        return SessionId(min(found)[1]) if found else None

    def _succeed(
        self, log_id: LogId, unmatched: Sequence[tuple[str, SessionRow]], left: list[Row]
    ) -> list[tuple[str, SessionRow, Row | None]]:
        """Give each row what the log said before of the same meeting, as it seems; take it out.

        First those of which it says the same in other words; then what nobody said anything of
        is, in order, the same meeting under another name or date.
        """
        tellings = Tellings(self._link)
        asked = [tellings.named(row, log_id) for _, row in unmatched]
        told = {there[2]: self._told(tellings, there, log_id) for there in left}
        found: dict[int, Row] = {}
        tests: tuple[Callable[[SessionRow, Row], bool], ...] = (
            lambda row, there: (
                told[there[2]].date == row.date and is_retold(told[there[2]], row, alone=True)
            ),
            lambda row, there: is_retold(told[there[2]], row, alone=there[4] == 1),
            lambda _, there: self._is_untouched(there),
        )
        for fits in tests:
            for place, row in enumerate(asked):
                if place in found:
                    continue
                same = next((there for there in left if fits(row, there)), None)
                if same is not None:
                    found[place] = same
                    left.remove(same)
        return [(*one, found.get(place)) for place, one in enumerate(unmatched)]

    def _told(self, tellings: Tellings, there: Row, log_id: LogId) -> SessionRow:
        told = tellings.of_log(there[1], log_id) or self._meetings.read(there[1])
        assert told is not None, "its log tells of it"
        return told

    def _is_untouched(self, there: Row) -> bool:
        image = self._rows.image("sessions", there[1]) or {}
        return (
            there[4] == 1
            and not image["decided"]
            and not image["edited"]
            and there[0] != _forgotten(there[0])
        )

    # Telling -------------------------------------------------------------------------------

    def _tell_first(self, log_id: LogId, identity: str, row: SessionRow) -> None:
        """Save what a log says for the first time: of a new session, or of one that is there."""
        session_id = self._same_meeting(log_id, row)
        before = None
        if session_id is None:
            session_id = self._meetings.insert(row, edited=False)
        else:
            before = Tellings(self._link).united(self.whole(session_id)) or SessionRow()
            self._write_down(session_id)
        values = {
            "session_id": session_id,
            "log_id": log_id,
            "line": row.line,
            "identity": identity,
        }
        link_id = self._rows.insert("session_logs", values | {"told": ""})
        keys, _ = give_keys((), row.presentations, (), str(link_id))
        told = replace(row, presentations=with_keys(row.presentations, keys))
        self._rows.update("session_logs", link_id, {"told": told_text(told)})
        self.settle(session_id, before)

    def _write_down(self, session_id: SessionId) -> None:
        """Keep a log's words that an older version did not, before another log's join them."""
        for link_id, log_id, told, *_ in self._link.rows(queries.LOGS_TELLING, id=session_id):
            kept = Tellings(self._link).kept(session_id, log_id) if not told else None
            if kept is not None:
                self._rows.update("session_logs", link_id, {"told": told_text(kept)})

    def _tell_again(self, log_id: LogId, there: Row, identity: str, row: SessionRow) -> None:
        _, session_id, link_id, *_ = there
        tellings = Tellings(self._link)
        before = tellings.united(self.whole(session_id))
        text = self._link.value(queries.TOLD, id=link_id) or ""
        told = read_keyed(text, link_id) if text else SessionRow()
        once = read_forgotten(text)
        keys, forgotten = give_keys(
            tellings.named(told, log_id).presentations,
            tellings.named(row, log_id).presentations,
            tellings.named(replace(told, presentations=once), log_id).presentations,
            str(link_id),
        )
        now = replace(row, presentations=with_keys(row.presentations, keys))
        values = {"identity": identity, "line": row.line, "told": told_text(now, forgotten)}
        self._rows.update("session_logs", link_id, values)
        self.settle(session_id, before)

    def _forget(self, there: Row) -> None:
        """Take away a log's word for a session, and the session where nobody else has one."""
        identity, session_id, link_id, edited, logs = there
        whole = self.whole(session_id)
        before = Tellings(self._link).united(whole)
        if logs > 1:
            self._rows.delete("session_logs", link_id)
        elif edited or self._link.row(queries.IS_PAIRED, id=session_id):
            # Known still, so that the log can say it again, and an undo leaves no orphan.
            self._rows.update("session_logs", link_id, {"identity": _forgotten(identity)})
        else:
            self._rows.delete("session_logs", link_id)
            self._meetings.delete(session_id)
        for number in {session_id, whole}:
            if self._is_forgotten(number):
                self._meetings.write(number, SessionRow())
        self.settle(whole, before)

    def _is_forgotten(self, session_id: int) -> bool:
        """Tell whether logs told of a meeting once, and nobody says anything of it now."""
        image = self._rows.image("sessions", session_id)
        if image is None or image["edited"]:
            return False
        told = [identity for (identity,) in self._link.rows(queries.IDENTITIES, id=session_id)]
        return bool(told) and all(identity == _forgotten(identity) for identity in told)

    def _people_of(self, log_id: LogId) -> list[int]:
        rows = self._link.rows(queries.PEOPLE_OF_LOG, log_id=log_id)
        return [person_id for (person_id,) in rows if person_id is not None]


def compare(told: SessionRow | None, mine: SessionRow) -> Said | None:
    """Return what people said, from a meeting as it stands and what its logs told of it."""
    if told is None:
        return None
    pairs = pair_talks(told.presentations, mine.presentations)
    keys = [told.presentations[n].keys if n is not None else () for n in pairs]
    return Said(told, replace(mine, presentations=with_keys(mine.presentations, keys)))


def _forgotten(identity: str) -> str:
    """Return how what a log told is called once it says so no longer: see `_TELLS`."""
    return f" {identity.lstrip(' ')}"


def _identify(rows: Sequence[SessionRow]) -> list[tuple[str, SessionRow]]:
    """Name each session of a log by date and title, and number those named alike."""
    seen: dict[str, int] = {}
    named: list[tuple[str, SessionRow]] = []
    for row in rows:
        name = f"{date_text(row.date) or fold(row.date_text)}\n{fold(row.title)}"
        seen[name] = seen.get(name, 0) + 1
        named.append((f"{name}\n{seen[name]}", row))
    return named
