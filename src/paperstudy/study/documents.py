"""What goes out of the meetings: agendas, minutes, a schedule, the next log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.study.calendars import presented_papers
from paperstudy.study.clock import find_now, find_today
from paperstudy.study.meetings import by_time, find_session
from paperstudy.study.series import foresee
from paperstudy.study.values import Exported

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from paperstudy.domain.sessions import StudySession
    from paperstudy.formats.sheets import Sheet
    from paperstudy.store.store import Store
    from paperstudy.store.views import Reader
    from paperstudy.study.clock import Clock

    Words = Mapping[str, str]


class Documents:
    """Writes documents; `words` are what they say in words of their own, by the English ones.

    `zone` is the time zone of the settings. A session is named as in `Sessions`.
    """

    def __init__(self, store: Store, clock: Clock, zone: str = "") -> None:
        self._store = store
        self._clock = clock
        self._zone = zone

    def agenda(self, which: str, words: Words) -> str:
        """Return what is going to happen at a meeting, as Markdown.

        Raises:
            NotFoundError: there is no such session.
            ConflictError: several are on that day.
            InvalidInputError: the words name no session.
        """
        from paperstudy.formats.agenda import write_agenda

        return self._write(write_agenda, which, words)

    def minutes(self, which: str, words: Words) -> str:
        """Return what happened at a meeting, as Markdown.

        Raises:
            NotFoundError: there is no such session.
            ConflictError: several are on that day.
            InvalidInputError: the words name no session.
        """
        from paperstudy.formats.agenda import write_minutes

        return self._write(write_minutes, which, words)

    def log(self, which: str, words: Words) -> str:
        """Return the log of a meeting as a skeleton, which a scan reads back as that meeting.

        Raises:
            NotFoundError: there is no such session.
            ConflictError: several are on that day.
            InvalidInputError: the words name no session.
        """
        from paperstudy.formats.log_skeleton import write_log

        return self._write(write_log, which, words)

    def schedule(
        self, words: Words, *, since: date | None = None, until: date | None = None
    ) -> Exported:
        """Return the meetings of some days as a table in Markdown, the next of series with them."""
        from paperstudy.formats.schedule import write_schedule

        with self._store.read() as tx:
            shown = self._meetings(tx, since, until)
            papers = presented_papers(tx, shown)
        return Exported(write_schedule(shown, papers, words).encode(), len(shown))

    @staticmethod
    def update_schedule(content: bytes, schedule: str, name: str) -> bytes:
        """Return the file `name` with a schedule between its markers, every other byte as it was.

        Raises:
            InvalidFileError: it is no UTF-8, or has not just these two markers.
        """
        from paperstudy.formats.markdown import put_between

        return put_between(content, schedule, name)

    def _write(self, write: Callable[[Sheet, Words], str], which: str, words: Words) -> str:
        with self._store.read() as tx:
            session = find_session(tx, which, find_now(self._clock, self._zone))
            sheet = _sheet(tx, session)
        return write(sheet, words)

    def _meetings(self, tx: Reader, since: date | None, until: date | None) -> list[StudySession]:
        made = [one for one in tx.sessions.all(since=since, until=until) if one.date]
        today = find_today(self._clock, self._zone)
        first = max(today, since or today)
        new = foresee(tx.sessions.series(), made, first)
        return sorted([*made, *(one for one in new if _is_until(one, until))], key=by_time)


def _is_until(session: StudySession, until: date | None) -> bool:
    return until is None or session.date is None or session.date <= until


def _sheet(tx: Reader, session: StudySession) -> Sheet:
    """Return a meeting with its papers, and what its logs or papers leave open."""
    from paperstudy.domain.logs import TodoKind
    from paperstudy.formats.sheets import Sheet

    papers = presented_papers(tx, [session])
    logs = set(session.logs)
    open_ = tx.todos.all(open_only=True)
    questions = [one for one in open_ if one.kind is TodoKind.QUESTION]
    return Sheet(
        session,
        papers,
        questions=[
            one for one in questions if one.path in logs or (one.paper and one.paper[0] in papers)
        ],
        todos=[one for one in open_ if one.kind is TodoKind.TASK and one.path in logs],
    )
