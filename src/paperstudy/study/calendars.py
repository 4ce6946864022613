"""Meetings out, as a calendar that other programs take in again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.study.values import Exported

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from paperstudy.domain.papers import Paper
    from paperstudy.domain.sessions import StudySession
    from paperstudy.store.store import Store
    from paperstudy.store.views import Reader
    from paperstudy.study.clock import Clock


class Calendars:
    """Writes meetings as calendars.

    `zone` is the time zone of meetings that name none: that of the settings, else the machine's,
    "" where nobody knows it.
    """

    def __init__(self, store: Store, clock: Clock, zone: str = "") -> None:
        self._store = store
        self._clock = clock
        self._zone = zone

    def write(
        self,
        words: Mapping[str, str],
        *,
        since: date | None = None,
        until: date | None = None,
        reminder: int | None = None,
    ) -> Exported:
        """Return the dated meetings as a calendar; nothing at all where there never was one.

        `words` are what it says in words of its own, by the English ones; `reminder` is how many
        minutes before a meeting the calendar shall tell, None for not.
        """
        from paperstudy.formats.icalendar import CalendarFrame, write_calendar
        from paperstudy.study.recurring import list_recurring

        with self._store.read() as tx:
            everything, removed = tx.sessions.all(), tx.sessions.removed()
            series = tx.sessions.series(), tx.sessions.removed_series()
            every = list_recurring(*series, everything, (since, until))
            sessions = [one for one in everything if _is_between(one.date, since, until)]
            gone = [one for one in removed if _is_between(one.date, since, until)]
            papers = presented_papers(tx, sessions)
            library = tx.uid()
        if not (sessions or every or gone):
            return Exported(b"", 0)
        frame = CalendarFrame(library, self._clock(), words, self._zone, reminder)
        written = write_calendar(sessions, every, papers, frame, gone)
        count = len(sessions) + sum(not each.over for each in every)
        return Exported(written.text.encode(), count, floating=written.floating)


def presented_papers(tx: Reader, sessions: Iterable[StudySession]) -> dict[str, Paper]:
    """Return the papers that are presented at meetings, by cite key."""
    held = [each.paper for session in sessions for each in session.presentations if each.paper]
    keys = list(dict.fromkeys(key for key, _ in held))
    return {paper.key: paper for paper in tx.papers.all(keys)} if keys else {}


def _is_between(day: date | None, since: date | None, until: date | None) -> bool:
    if day is None:
        return False
    return (since is None or since <= day) and (until is None or day <= until)
