"""What hangs on a session in the tables: attendance, presentations, who holds them, its series."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.text import clean_line
from paperstudy.store import queries_of_meetings as queries
from paperstudy.store.encoding import fold
from paperstudy.store.repositories.people import People

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.library import PresentationRow, SessionRow
    from paperstudy.domain.people import PersonId
    from paperstudy.domain.sessions import SeriesId
    from paperstudy.store.link import Link, Row
    from paperstudy.store.rows import Rows, Values

# Columns of a row of `queries.PRESENTATIONS_HELD`.
_ID, _TOPIC, _POSITION, _PAPER, _LOG, _FIND, _LINE = range(7)


class Filling:
    """Makes the rows that hang on sessions what they are to be; what is there keeps its number."""

    def __init__(self, link: Link, rows: Rows) -> None:
        self._link = link
        self._rows = rows
        self._people = People(link, rows)

    def fill(self, session_id: int, row: SessionRow) -> None:
        """Make attendance and presentations those of `row`.

        A presentation of the same topic is the same one, wherever it stands now; the others are
        taken in order. So an earlier step still finds the rows it changed (`replay.py`).
        """
        self._fill_attendance(session_id, row)
        self._fill_series(session_id, row.series)
        there = self._link.rows(queries.PRESENTATIONS_HELD, id=session_id)
        pairs = _pair(there, row.presentations)
        kept = {pair[_ID] for pair in pairs if pair is not None}
        for known in there:
            if known[_ID] not in kept:
                self._rows.delete_where("presenters", presentation_id=known[_ID])
                self._rows.delete("presentations", known[_ID])
        for position, pair in enumerate(pairs):
            if pair is not None and pair[_POSITION] != position:  # out of the way of the others
                self._rows.update("presentations", pair[_ID], {"position": -1 - position})
        for position, (held, pair) in enumerate(zip(row.presentations, pairs, strict=True)):
            values = _presentation(held, position, pair)
            if pair is None:
                number = self._rows.insert("presentations", {"session_id": session_id, **values})
            else:
                number = pair[_ID]
                self._rows.update("presentations", number, values)
            self._fill_presenters(number, held.presenters)

    def person(self, name: str) -> PersonId | None:
        """Return whom a name means, a new person where nobody has it; None for no name."""
        return self._people.ensure(name, by_hand=False) if fold(name) else None

    def _fill_attendance(self, session_id: int, row: SessionRow) -> None:
        came = dict.fromkeys(self._persons(row.participants), False)
        for person_id in self._persons(row.absent):
            came.setdefault(person_id, True)
        known: dict[int, int] = dict(
            self._link.rows(queries.PEOPLE_IN["attendance"], id=session_id)
        )
        new: list[Values] = []
        for position, (person_id, absent) in enumerate(came.items()):
            values: Values = {"position": position, "absent": absent}
            row_id = known.pop(person_id, None)
            if row_id is not None:
                self._rows.update("attendance", row_id, values)
            else:
                new.append({"session_id": session_id, "person_id": person_id, **values})
        for row_id in known.values():
            self._rows.delete("attendance", row_id)
        self._rows.insert_all("attendance", new)

    def _fill_presenters(self, owner: int, names: Sequence[str]) -> None:
        known: dict[int, int] = dict(self._link.rows(queries.PEOPLE_IN["presenters"], id=owner))
        new: list[Values] = []
        for position, person_id in enumerate(self._persons(names)):
            row_id = known.pop(person_id, None)
            if row_id is not None:
                self._rows.update("presenters", row_id, {"position": position})
            else:
                new.append({"presentation_id": owner, "person_id": person_id, "position": position})
        for row_id in known.values():
            self._rows.delete("presenters", row_id)
        self._rows.insert_all("presenters", new)

    def _fill_series(self, session_id: int, series: SeriesId | None) -> None:
        known = self._link.row(queries.SERIES_OF_SESSION, id=session_id)
        if known is None and series is not None:
            values = {"session_id": session_id, "series_id": series}
            self._rows.insert("series_sessions", values)
        elif known is not None and series is None:
            self._rows.delete("series_sessions", known[0])
        elif known is not None and known[1] != series:
            self._rows.update("series_sessions", known[0], {"series_id": series})

    def _persons(self, names: Sequence[str]) -> list[PersonId]:
        people = dict.fromkeys(self.person(name) for name in names)
        return [person_id for person_id in people if person_id is not None]


def _pair(there: Sequence[Row], wanted: Sequence[PresentationRow]) -> list[Row | None]:
    """Return for each wanted presentation the row that becomes it.

    That is the one with its number, else of its topic, else of its paper, else the next one.
    """
    left = list(there)
    pairs: list[Row | None] = [None] * len(wanted)
    for place, held in enumerate(wanted):
        pairs[place] = _take(left, _ID, held.id)
    for column in (_TOPIC, _PAPER):
        for place, held in enumerate(wanted):
            if pairs[place] is None:
                said = clean_line(held.topic) if column == _TOPIC else held.paper_id
                pairs[place] = _take(left, column, said)
    for place, same in enumerate(pairs):
        if same is None and left:
            pairs[place] = left.pop(0)
    return pairs


def _take(left: list[Row], column: int, said: object) -> Row | None:
    """Take the first row out that says so; nothing is said of one by no number and no word."""
    same = next((row for row in left if said and row[column] == said), None)
    if same is not None:
        left.remove(same)
    return same


def _presentation(held: PresentationRow, position: int, known: Row | None) -> Values:
    log_id, find, line = held.log_id, held.group, held.line
    if log_id is None and known is not None and known[_PAPER] == held.paper_id:
        log_id, find = known[_LOG], known[_FIND]  # a person left it as the log has it
        line = line if line is not None else known[_LINE]
    return {
        "position": position,
        "topic": clean_line(held.topic),
        "line": line,
        "status": held.status.value,
        "paper_id": held.paper_id,
        "log_id": log_id,
        "find": find,
        "role": held.role.value,
        "minutes": held.minutes,
        "reason": clean_line(held.reason),
    }
