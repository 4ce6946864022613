"""What a step that is taken back, or done again, changes of meetings that scans write as well.

A meeting of which logs tell stays with them when the step that made it goes. In the end each
meeting is written anew from what its logs say now and what people said of it, as that is then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.sessions import SessionId
from paperstudy.store import queries_of_meetings as queries

if TYPE_CHECKING:
    from paperstudy.store.link import Link
    from paperstudy.store.recorder import Image
    from paperstudy.store.rows import Rows

# Rows that say that a person belongs to something, and the column that says to what.
_OWNERS = {"attendance": "session_id", "presenters": "presentation_id"}
_PERSONS = ("moderator_id", "scribe_id")
# What a meeting is of which nobody has said anything.
_UNSAID: Image = {"edited": False, "said": "", "note": "", "state": "open", "reason": ""}
_ASIDE = -1_000_000  # where presentations wait until all have their places


class MeetingReplay:
    """The meetings that one step touches."""

    def __init__(self, rows: Rows, link: Link) -> None:
        self._rows = rows
        self._link = link
        self._sessions: set[int] = set()
        self._talks: set[int] = set()  # presentations whose meeting is not known yet
        self._people: set[int] = set()
        self._places: dict[int, int] = {}  # presentations, and where they are to stand

    def touch(self, table: str, row_id: int, image: Image) -> None:
        """Say that the step changes a row."""
        if table == "sessions":
            self._sessions.add(row_id)
        elif table in {"attendance", "presentations", "series_sessions"}:
            self._add(self._sessions, table, row_id, image, "session_id")
        elif table == "session_pairs":
            self._add(self._sessions, table, row_id, image, "session_id")
            self._add(self._sessions, table, row_id, image, "other_id")
        elif table == "presenters":
            self._add(self._talks, table, row_id, image, "presentation_id")
        elif table == "people":
            self._people.add(row_id)
        elif table == "person_aliases":
            self._add(self._people, table, row_id, image, "person_id")

    def is_settled(self, table: str, new: Image) -> bool:
        """Return whether a person need not be put in: a scan did so, or has forgotten them."""
        owner = _OWNERS.get(table)
        if owner is None:
            return False
        people: dict[int, int] = dict(self._link.rows(queries.PEOPLE_IN[table], id=new[owner]))
        there = "sessions" if table == "attendance" else "presentations"
        return (
            new["person_id"] in people
            or self._rows.image("people", new["person_id"]) is None
            or self._rows.image(there, new[owner]) is None
        )

    def known(self, table: str, values: Image) -> Image:
        """Return columns without the people whom scans have forgotten since."""
        if table != "sessions":
            return values
        return {
            name: None
            if name in _PERSONS and value and self._rows.image("people", value) is None
            else value
            for name, value in values.items()
        }

    def place(self, table: str, row_id: int, new: Image) -> Image:
        """Return a row to be put in; a presentation waits aside until all have their places."""
        if table != "presentations":
            return self.known(table, new)
        self._places[row_id] = new["position"]
        return {**new, "position": _ASIDE - row_id}

    def follow(self, table: str, row_id: int, new: Image, current: Image) -> Image:
        """Return the columns to be written that follow from others."""
        if table == "presentations" and "position" in new:
            self._places[row_id] = new["position"]
        elif table == "attendance" and "position" in new:
            return {"position": new["position"]}
        elif table == "sessions" and "changes" in new:
            # A step of an older version, which did not keep apart what it said.
            return {"changes": current["changes"] + 1, "said": ""}
        return {}

    def leave(self, session_id: int) -> bool:
        """Leave a meeting that was to go to the logs that tell of it; False where none does."""
        if not self._link.rows(queries.LOGS_TELLING, id=session_id):
            return False
        self._rows.update("sessions", session_id, _UNSAID)
        return True

    def take_back(self, session_id: int, new: Image) -> None:
        """Let a meeting that its logs kept meanwhile be what a person said of it again."""
        said = {name: new[name] for name in _UNSAID if name in new}
        self._rows.update("sessions", session_id, said)

    def finish(self) -> None:
        """Give presentations their places, and write anew what only logs tell of."""
        from paperstudy.store.repositories.sessions_writing import SessionWriter

        for presentation_id in self._talks | set(self._places):
            image = self._rows.image("presentations", presentation_id)
            if image is not None:
                self._sessions.add(image["session_id"])
        for session_id in sorted(self._sessions):
            self._put_in_order(session_id)
        writer = SessionWriter(self._link, self._rows)
        for person_id in sorted(self._people):
            rows = self._link.rows(queries.SESSIONS_NAMING, person_id=person_id)
            self._sessions.update(session_id for (session_id,) in rows)
        writer.retell({SessionId(session_id): None for session_id in sorted(self._sessions)})
        self._rows.mark_sessions(self._sessions)

    def _add(self, there: set[int], table: str, row_id: int, image: Image, column: str) -> None:
        found = image if column in image else self._rows.image(table, row_id) or {}
        if found.get(column) is not None:
            there.add(found[column])

    def _put_in_order(self, session_id: int) -> None:
        there = self._link.rows(queries.PRESENTATIONS_HELD, id=session_id)
        ordered = sorted(there, key=lambda row: (self._places.get(row[0], row[2]), row[0]))
        moved = [(row[0], position) for position, row in enumerate(ordered) if row[2] != position]
        for row_id, _ in moved:
            self._rows.update("presentations", row_id, {"position": _ASIDE - row_id})
        for row_id, position in moved:
            self._rows.update("presentations", row_id, {"position": position})
