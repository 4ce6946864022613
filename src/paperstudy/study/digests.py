"""The week: what was presented, what comes, who is next, what to read, what is still asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.logs import TodoKind
from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.sessions import SessionState
from paperstudy.study.clock import find_now
from paperstudy.study.meetings import has_begun
from paperstudy.study.stats import presented

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from paperstudy.domain.library import ReadingRow, Todo
    from paperstudy.domain.sessions import Presentation, StudySession
    from paperstudy.store.store import Store
    from paperstudy.study.clock import Clock
    from paperstudy.study.sessions import Sessions

_WEEK = timedelta(days=7)
_SOON = timedelta(days=14)  # how far ahead the meetings are that it tells of
_NAMES = 3


@dataclass(frozen=True, slots=True)
class Digest:
    """What a group wants to know of a week; `presenters` are those whose turn it is.

    `reading` is what the group has still to read, without what a coming meeting has.
    """

    since: date
    until: date
    presented: tuple[tuple[StudySession, Presentation], ...]
    coming: tuple[StudySession, ...]
    presenters: tuple[str, ...]
    reading: tuple[ReadingRow, ...]
    questions: tuple[Todo, ...]


class Digests:
    """Tells of a week. `zone` is the time zone of the settings."""

    def __init__(self, store: Store, clock: Clock, zone: str, sessions: Sessions) -> None:
        self._store = store
        self._clock = clock
        self._zone = zone
        self._sessions = sessions

    def get(self, *, since: date | None = None) -> Digest:
        """Return what was since a day, a week ago where none is given, and what comes then."""
        now = find_now(self._clock, self._zone)
        today = now.date()
        since = since or today - _WEEK
        sessions = self._sessions.list(since=since, until=today + _SOON)
        with self._store.read() as tx:
            rows = tx.reading.rows(None)
            questions = tx.todos.all(open_only=True, kind=TodoKind.QUESTION)
        open_ = [one for one in sessions if one.state is not SessionState.SKIPPED and one.date]
        held = [one for one in open_ if one.date and one.date <= today]
        coming = [one for one in open_ if not (has_begun(one, now) or _is_over(one))]
        planned = {each.paper[0] for one in coming for each in one.presentations if each.paper}
        unread = [row for row in rows if row.entry.status is PaperStatus.TO_READ]
        return Digest(
            since=since,
            until=today,
            presented=tuple((one, each) for one in held for each in presented(one)),
            coming=tuple(coming),
            presenters=self._presenters(),
            reading=tuple(row for row in unread if row.key not in planned),
            questions=newest(questions),
        )

    def _presenters(self) -> tuple[str, ...]:
        try:
            return tuple(dict.fromkeys(one.person for one in self._sessions.next(_NAMES)))
        except NotFoundError:  # nobody is in the group yet
            return ()


def _is_over(session: StudySession) -> bool:
    """Tell whether all that a meeting was to have has been presented."""
    talks = session.presentations
    return bool(talks) and len(presented(session)) == len(talks)


def newest(questions: Sequence[Todo]) -> tuple[Todo, ...]:
    """Return questions, those of the newest logs first."""
    dated = [one for one in questions if one.log_date is not None]
    undated = [one for one in questions if one.log_date is None]
    return (*sorted(dated, key=lambda one: str(one.log_date), reverse=True), *undated)
