"""The group's meetings: when, who, and which paper; planned, changed and held."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import ConflictError, StaleEditError
from paperstudy.domain.text import clean_block
from paperstudy.study.clock import find_now
from paperstudy.study.listing import SessionQuery, find_sessions
from paperstudy.study.meetings import find_place, find_session, has_begun, make_real

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from paperstudy.domain.library import SessionRow
    from paperstudy.domain.planning import (
        PresentationPlan,
        Repeated,
        SeriesPlan,
        SessionEdit,
        Suggestion,
    )
    from paperstudy.domain.sessions import Series, SessionId, StudySession
    from paperstudy.store.store import Store
    from paperstudy.store.views import Writer
    from paperstudy.study.clock import Clock

    Change = Callable[[Writer, StudySession, SessionRow], SessionRow]


class Sessions:
    """Lists, plans and changes study sessions. `zone` is the time zone of the settings.

    `find_zone` tells that of the machine: without one of the settings, meetings are planned there.
    A session is named by its number, its date or a day word, or as `next` or `last`. A name may
    be `me`, the person at the keyboard.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        zone: str = "",
        me: str = "",
        *,
        find_zone: Callable[[], str] = str,
    ) -> None:
        self._store = store
        self._clock = clock
        self._zone = zone
        self._me = me
        self._find_zone = find_zone

    def list(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        person: str = "",
        paper: str = "",
        time: str = "",
        newest: int | None = None,
    ) -> tuple[StudySession, ...]:
        """Return sessions by date, those without one last; all filters must hold.

        `time` is `upcoming`, `past` or empty. With `newest` about so many are returned where there
        are more, and none without a date. Among the coming ones are the next of each series,
        numbered 0 while nobody has planned anything for them.

        Raises:
            NotFoundError: no paper has the key `paper`, or nobody the name `person`.
        """
        now = self._now()
        asked = SessionQuery(since, until, person, paper, time, newest)
        with self._store.read() as tx:
            return find_sessions(tx, asked, now, self._me)

    def get(self, which: str | int) -> StudySession:
        """Return one session.

        Raises:
            NotFoundError: there is none.
            ConflictError: several are on that day.
            InvalidInputError: the words name no session.
        """
        with self._store.read() as tx:
            return find_session(tx, str(which), self._now())

    def new(self, when: str, facts: SessionEdit) -> StudySession:
        """Plan a session, or write down one that was; one of a series is the one of that day.

        Raises:
            InvalidDateError: `when` is no date and time.
            ConflictError: there is one at that time already.
            NotFoundError: nobody has the name of the moderator or scribe.
        """
        from paperstudy.domain.moments import read_moment
        from paperstudy.study.meetings_writing import add_session

        now = self._now()
        day, _ = read_moment(when, now.date())
        with self._store.write(f"session new {day}", at=self._clock()) as tx:
            number = add_session(tx, when, facts, now, (self._own_zone(), self._me))
            return _get(tx, number)

    def edit(self, which: str, facts: SessionEdit) -> StudySession:
        """Change what is said of a session; a log's word does not come back over it.

        Raises:
            NotFoundError: there is no such session, or nobody has that name.
            InvalidDateError: the time is none.
        """
        from paperstudy.study.meetings_writing import apply_edit

        return self._change(
            "edit", which, lambda tx, _, row: apply_edit(tx, row, facts, self._own_zone(), self._me)
        )

    def present(self, which: str, plan: PresentationPlan) -> StudySession:
        """Plan a presentation, or write down one that was held.

        Raises:
            NotFoundError: there is no such session, paper or person.
            ConflictError: a presenter said that they cannot come.
            InvalidEditError: the plan says nothing.
        """
        from paperstudy.study.presenting import plan_presentation

        now = self._now()

        def change(tx: Writer, session: StudySession, row: SessionRow) -> SessionRow:
            return plan_presentation(tx, row, plan, self._me, held=has_begun(session, now))

        return self._change("present", which, change)

    def unpresent(self, which: str, presentation: str = "") -> StudySession:
        """Take a presentation out of a session.

        Raises:
            NotFoundError: there is no such session or presentation.
            InvalidInputError: nothing tells which presentation.
        """
        from paperstudy.study.presenting import put

        return self._change(
            "unpresent",
            which,
            lambda _, session, row: put(row, find_place(session, presentation), None),
        )

    def move(self, which: str, when: str, presentation: str | None = None) -> StudySession:
        """Move a session to another day or time, or only one presentation to another session.

        A session that was called off is on again. Return where the session, or the presentation,
        is now.

        Raises:
            NotFoundError: there is no such session or presentation.
            InvalidDateError: `when` is no date and time.
            ConflictError: there is a session at that time already.
        """
        from paperstudy.study.meetings_writing import hand_over, move_session

        now = self._now()
        which, called = self._name(which, now)
        with self._store.write(f"session move {called}", at=self._clock()) as tx:
            if presentation is not None:
                return _get(tx, hand_over(tx, which, presentation, when, now))
            return _get(tx, move_session(tx, which, when, now, self._own_zone()))

    def reorder(self, which: str, presentation: str, position: int) -> StudySession:
        """Put a presentation at another place in its session, counted from 1.

        Raises:
            NotFoundError: there is no such session or presentation.
            InvalidEditError: there is no such place.
        """
        from paperstudy.study.presenting import reorder

        return self._change(
            "move",
            which,
            lambda _, session, row: reorder(row, find_place(session, presentation), position - 1),
        )

    def skip(self, which: str, reason: str = "", presentation: str | None = None) -> StudySession:
        """Call a session off, or only one presentation of it; a reason given before stays.

        Raises:
            NotFoundError: there is no such session or presentation.
            ConflictError: something of the session was held.
        """
        from paperstudy.study.presenting import call_off, call_off_talk, must_not_be_held

        def change(_: Writer, session: StudySession, row: SessionRow) -> SessionRow:
            if presentation is None:
                must_not_be_held(row)
                return call_off(row, reason)
            return call_off_talk(row, find_place(session, presentation), reason)

        return self._change("skip", which, change)

    def done(self, which: str) -> StudySession:
        """Say that a session was held, and all that was planned for it.

        Raises:
            NotFoundError: there is no such session.
            ConflictError: it is still to come.
        """
        from paperstudy.study.presenting import close

        now = self._now()
        today = now.date()

        def change(_: Writer, session: StudySession, row: SessionRow) -> SessionRow:
            ahead = session.date is not None and session.date > today
            if ahead and not has_begun(session, now):
                raise ConflictError(
                    "the session of {date} is still to come",
                    hint="if it was earlier: paperstudy session move {date} {today}",
                    date=session.date,
                    today=today,
                )
            return close(row)

        return self._change("done", which, change)

    def attend(
        self, which: str, names: Sequence[str] = (), *, absent: Sequence[str] = ()
    ) -> StudySession:
        """Say who was there or comes, and who of the `absent` cannot come.

        Raises:
            NotFoundError: there is no such session, or nobody has one of the names.
        """
        from paperstudy.study.persons_finding import get_people
        from paperstudy.study.presenting import set_attendance

        def change(tx: Writer, _: StudySession, row: SessionRow) -> SessionRow:
            here, away = (
                tuple(person.name for person in get_people(tx, each, self._me))
                for each in (names, absent)
            )
            return set_attendance(row, here, away)

        return self._change("attend", which, change)

    def append_note(self, which: str, text: str) -> StudySession:
        """Add lines below the minutes of a session.

        Raises:
            NotFoundError: there is no such session.
        """

        def change(_: Writer, session: StudySession, row: SessionRow) -> SessionRow:
            return replace(row, note=clean_block(f"{session.note}\n{text}".strip("\n")))

        return self._change("note", which, change)

    def set_note(self, which: str, text: str, *, expected: str | None = None) -> StudySession:
        """Write the minutes of a session; an empty text removes them.

        Raises:
            NotFoundError: there is no such session.
            StaleEditError: they are no longer what was `expected`.
        """

        def change(_: Writer, session: StudySession, row: SessionRow) -> SessionRow:
            if expected is not None and session.note != expected:
                raise StaleEditError(
                    "somebody else wrote minutes of this session meanwhile",
                    hint="look at them with `paperstudy session show {which}` and write yours anew",
                    which=which,
                    now=session.note,
                )
            return replace(row, note=clean_block(text))

        return self._change("note", which, change)

    def remove(self, which: str) -> StudySession:
        """Take a session away; logs that tell of it do not bring it back.

        Raises:
            NotFoundError: there is no such session.
        """
        now = self._now()
        which, called = self._name(which, now)
        with self._store.write(f"session remove {called}", at=self._clock()) as tx:
            session = find_session(tx, which, now)
            if session.series is not None and session.date is not None:
                tx.sessions.skip_day(session.series, session.date)
            if session.id:
                tx.sessions.remove(session.id)
            return session

    # Planning ------------------------------------------------------------------------------

    def series(self) -> tuple[Series, ...]:
        """Return the meetings that come again and have not come to an end."""
        today = self._now().date()
        with self._store.read() as tx:
            every = tx.sessions.series()
        return tuple(one for one in every if one.until is None or one.until >= today)

    def repeat(self, plan: SeriesPlan) -> Repeated:
        """Let a meeting come again, every week or every few; or change one that does.

        Meetings planned for a day that is a holiday now are called off.

        Raises:
            InvalidDateError: a day or time cannot be read.
            ConflictError: the group meets on that weekday already.
            NotFoundError: there is none to be replaced.
        """
        from paperstudy.study.repeating import repeat

        with self._store.write(f"session repeat {plan.weekday}", at=self._clock()) as tx:
            return repeat(tx, plan, self._now(), self._own_zone())

    def next(self, count: int = 1) -> tuple[Suggestion, ...]:
        """Return who should present at the next sessions that have nobody, and why.

        Raises:
            NotFoundError: nobody is in the group.
            InvalidInputError: it is more than a year of sessions, or none.
        """
        from paperstudy.study.planning import suggest

        with self._store.read() as tx:
            return suggest(tx, self._now(), count)

    def left_out(self) -> tuple[str, ...]:
        """Return who takes part, but is not suggested: no meeting of the last year names them."""
        from paperstudy.study.planning import find_left_out

        with self._store.read() as tx:
            return find_left_out(tx, self._now())

    def assign(self, count: int = 1, shown: Sequence[Suggestion] = ()) -> tuple[StudySession, ...]:
        """Give the next sessions that have nobody their presenter and a paper to read.

        With `shown` it is those suggestions that are written, as a person saw them.

        Raises:
            StaleEditError: one that was shown does not fit any more.
            NotFoundError: nobody is in the group, or no session without a presenter is to come.
        """
        from paperstudy.study.planning import assign

        action = f"session next --assign --count {len(shown) or count}"
        with self._store.write(action, at=self._clock()) as tx:
            return assign(tx, self._now(), count, shown)

    def swap(self, one: str, other: str) -> tuple[StudySession, ...]:
        """Let two people change places: what one is to present next the other does.

        Raises:
            NotFoundError: nobody has that name, or neither is to present.
            ConflictError: they are one person, or present together.
        """
        from paperstudy.study.planning import swap

        with self._store.write(f"session swap {one} {other}", at=self._clock()) as tx:
            return swap(tx, (one, other), self._now(), self._me)

    def _own_zone(self) -> str:
        """Return the time zone in which a person says the time."""
        return self._zone or self._find_zone()

    def _now(self) -> datetime:
        return find_now(self._clock, self._zone)

    def _change(self, verb: str, which: str, change: Change) -> StudySession:
        """Change a session in one step that can be undone; return it as it is then."""
        now = self._now()
        which, called = self._name(which, now)
        with self._store.write(f"session {verb} {called}", at=self._clock()) as tx:
            number = make_real(tx, find_session(tx, which, now))
            row = tx.sessions.row(number)
            assert row is not None, "it was found a moment ago"
            tx.sessions.edit(number, change(tx, _get(tx, number), row))
            return _get(tx, number)

    def _name(self, which: str, now: datetime) -> tuple[str, str]:
        """Return what names a session also when time has passed, and how its step is called."""
        with self._store.read() as tx:
            session = find_session(tx, which, now)
        day = str(session.date or f"#{session.id}")
        return str(session.id or f"{day} {session.starts}"), day


def _get(tx: Writer, number: SessionId) -> StudySession:
    session = tx.sessions.get(number)
    assert session is not None, "it was written a moment ago"
    return session
