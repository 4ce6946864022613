"""Study sessions as they are written: from logs, or by a person, whose word stands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.library import SessionRow
from paperstudy.store import queries_of_meetings as queries
from paperstudy.store.pairing import pair_talks, with_keys
from paperstudy.store.repositories.meeting_rows import MeetingRows
from paperstudy.store.repositories.sessions import SessionReader
from paperstudy.store.repositories.telling import Telling, compare
from paperstudy.store.repositories.tellings import Tellings
from paperstudy.store.said import Said, rewrite, said_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from paperstudy.domain.library import SeriesRow
    from paperstudy.domain.logfiles import LogId
    from paperstudy.domain.sessions import SeriesId, SessionId
    from paperstudy.store.link import Link
    from paperstudy.store.rows import Rows, Values


class SessionWriter(SessionReader):
    """The study sessions of the library, to be changed."""

    def __init__(self, link: Link, rows: Rows) -> None:
        super().__init__(link)
        self._rows = rows
        self._meetings = MeetingRows(link, rows)
        self._telling = Telling(link, rows)

    def replace_for_log(self, log_id: LogId, rows: Sequence[SessionRow]) -> None:
        """Save the sessions that a log tells of now.

        One with the same date and title keeps its number, and so does one of which the log says
        the same in other words, or with another date. One that another log told of already is
        that one, with both logs as its sources. What people said of one stands.
        """
        self._telling.replace_for_log(log_id, rows)

    def add(self, row: SessionRow) -> SessionId:
        """Add a session that a person plans or remembers; no log tells of it."""
        said = said_text(Said(mine=row))
        session_id = self._meetings.insert(row, edited=True, said=said)
        self._meetings.write(session_id, row)
        return session_id

    def edit(self, session_id: SessionId, row: SessionRow) -> None:
        """Write a session anew by a person's hand; what they change stands from now on.

        What they leave as it is follows the logs. A talk without its number is a new one.

        Raises:
            NotFoundError: there is no such session.
        """
        self._must_exist(session_id)
        now = Tellings(self._link).united(session_id) or SessionRow()
        shown = self._shown(session_id)
        there = {talk.id: talk for talk in shown.presentations}
        talks = [replace(talk, keys=()) for talk in row.presentations]
        for place, talk in enumerate(talks):
            same = there.get(talk.id) if talk.id is not None else None
            if same is not None and same.paper_id != talk.paper_id:
                talks[place] = replace(talk, keys=same.keys, group=None, log_id=None)
            elif same is not None:
                talks[place] = replace(talk, keys=same.keys)
        row = replace(row, presentations=tuple(talks))
        said = rewrite(self._said(session_id), now, shown, row)
        self._meetings.write(session_id, row, edited=True, said=said_text(said))

    def remove(self, session_id: SessionId) -> None:
        """Take a session out; one that logs tell of stays away, whatever they say.

        Raises:
            NotFoundError: there is no such session.
        """
        self._must_exist(session_id)
        if any(
            self._link.rows(sql, id=session_id) for sql in (queries.LOGS_TELLING, queries.PARTS)
        ):
            self._rows.update("sessions", session_id, {"decided": "removed"})
        else:
            self._meetings.delete(session_id)

    def merge(self, keep: SessionId, drop: SessionId) -> None:
        """Make two meetings one, with the logs of both; a scan of either does not part them.

        What people said of both stands; where they contradict, what they said of `keep`.

        Raises:
            NotFoundError: one of them is not there.
        """
        from paperstudy.store.repositories.meeting_merging import merge_meetings

        self._must_exist(keep)
        self._must_exist(drop)
        said = (self._said(keep), self._said(drop))
        merge_meetings(self._link, self._rows, keep, drop, said)
        self._telling.settle(keep, None)

    def keep_apart(self, one: SessionId, other: SessionId) -> None:
        """Take a person's word that these are two meetings; they are not asked again."""
        from paperstudy.store.repositories.meeting_merging import keep_apart

        keep_apart(self._link, self._rows, one, other)

    def take(self, session_id: SessionId) -> None:
        """Take a person's word that an unsure session was one.

        Raises:
            NotFoundError: there is no such session.
        """
        self._must_exist(session_id)
        self._rows.update("sessions", session_id, {"decided": "taken"})

    def refuse(self, session_id: SessionId) -> None:
        """Take a person's word that there was no such session; it is not offered again.

        Raises:
            NotFoundError: there is no such session.
        """
        self._must_exist(session_id)
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
        return self._telling.told_by(log_id)

    def retell(self, before: Mapping[SessionId, SessionRow | None]) -> None:
        """Write sessions anew after something has changed what their logs say."""
        for session_id, told in before.items():
            self._telling.settle(session_id, told)

    def _must_exist(self, session_id: SessionId) -> None:
        if self._link.row(queries.SESSION_BY_ID, id=session_id) is None:
            raise NotFoundError("no session has the number {number}", number=session_id)

    def _said(self, session_id: SessionId) -> Said | None:
        """Return what people said of a session; None where nobody said anything."""
        image = self._image(session_id)
        tellings = Tellings(self._link)
        said = tellings.said(image["said"])
        if said is None and image["edited"]:  # an older version did not keep it apart
            stored = self._meetings.read(session_id)
            assert stored is not None, "it was read a moment ago"
            said = compare(tellings.united(session_id) or SessionRow(), stored)
        return said

    def _image(self, session_id: SessionId) -> Values:
        image = self._rows.image("sessions", session_id)
        assert image is not None, "it was read a moment ago"
        return image

    def _shown(self, session_id: SessionId) -> SessionRow:
        """Return a session as it stands, its talks with their numbers and their keys."""
        from paperstudy.store.said import overlay

        stored = self._meetings.read(session_id)
        assert stored is not None, "it was read a moment ago"
        said = self._said(session_id)
        now = Tellings(self._link).united(session_id) or SessionRow()
        made = (overlay(said, now) if said is not None else now).presentations
        there = stored.presentations
        pairs = pair_talks(made, there) if len(made) != len(there) else range(len(made))
        keys = [made[n].keys if n is not None else () for n in pairs]
        return replace(stored, presentations=with_keys(there, keys))
