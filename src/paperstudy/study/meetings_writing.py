"""Meetings as a person writes them down: new ones, other facts, another day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import ConflictError, InvalidDateError
from paperstudy.domain.library import SessionRow
from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.moments import read_moment
from paperstudy.domain.sessions import SessionState
from paperstudy.domain.text import clean_line
from paperstudy.domain.times import read_time
from paperstudy.study.meetings import (
    find_place,
    find_session,
    has_begun,
    make_real,
    meetings_on,
)
from paperstudy.study.persons_finding import get_person
from paperstudy.study.presenting import bring_back, check_minutes, must_come, put

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from paperstudy.domain.planning import SessionEdit
    from paperstudy.domain.sessions import SessionId, StudySession
    from paperstudy.store.views import Writer


def add_session(
    tx: Writer, when: str, facts: SessionEdit, now: datetime, place: tuple[str, str]
) -> SessionId:
    """Write down a new meeting and return its number; `place` is the time zone, and who `me` is.

    One that a series foresees on that day is meant where the time fits.

    Raises:
        InvalidDateError: `when` is no date and time.
        ConflictError: there is one at that time already.
        NotFoundError: nobody has the name of the moderator or scribe.
    """
    zone, me = place
    day, starts = read_moment(when, now.date())
    starts = starts or read_time(facts.starts or "")
    clash = _clash(tx, day, starts)
    if clash is not None and clash.id:
        raise _taken(tx, clash, starts)
    if clash is not None:
        number = make_real(tx, clash)
        row = tx.sessions.row(number)
        assert row is not None, "it was written a moment ago"
    else:
        row = SessionRow(date=day, zone=zone if starts else "")
        number = None
    row = apply_edit(tx, replace(row, starts=starts or row.starts), facts, zone, me)
    if number is None:
        return tx.sessions.add(row)
    tx.sessions.edit(number, row)
    return number


def apply_edit(tx: Writer, row: SessionRow, facts: SessionEdit, zone: str, me: str) -> SessionRow:
    """Return the meeting with what a person says of it.

    Raises:
        NotFoundError: nobody has the name of the moderator or scribe.
        InvalidDateError: the time is none.
        InvalidEditError: the minutes are none that a meeting lasts.
    """
    if facts.starts is not None:
        starts = read_time(facts.starts)
        row = replace(row, starts=starts, zone=(row.zone or zone) if starts else "")
    if facts.minutes is not None:
        row = replace(row, minutes=check_minutes(facts.minutes))
    if facts.title is not None:
        row = replace(row, title=clean_line(facts.title))
    if facts.place is not None:
        row = replace(row, place=clean_line(facts.place))
    if facts.moderator is not None:
        row = replace(row, moderator=_name(tx, facts.moderator, me))
    if facts.scribe is not None:
        row = replace(row, scribe=_name(tx, facts.scribe, me))
    return row


def move_session(tx: Writer, which: str, when: str, now: datetime, zone: str) -> SessionId:
    """Move a meeting to another day or time; one that was called off is on again.

    Raises:
        NotFoundError: there is no such session.
        InvalidDateError: `when` is no date and time.
        ConflictError: there is one at that time already.
    """
    session = find_session(tx, which, now)
    day, starts = _read_when(when, session.date, now.date())
    starts = starts or session.starts
    clash = _clash(tx, day, starts)
    if clash is not None and clash.id not in {0, session.id}:
        raise _taken(tx, clash, starts)
    number = make_real(tx, session)
    row = tx.sessions.row(number)
    assert row is not None, "it was found a moment ago"
    if session.series is not None and session.date not in {None, day}:
        assert session.date is not None, "a meeting of a series has a date"
        tx.sessions.skip_day(session.series, session.date)
    row = replace(
        row, date=day, date_text="", starts=starts, zone=(row.zone or zone) if starts else ""
    )
    if row.state is SessionState.HELD and day > now.date():
        row = replace(row, state=SessionState.OPEN)
    tx.sessions.edit(number, bring_back(row))
    return number


def hand_over(tx: Writer, which: str, presentation: str, when: str, now: datetime) -> SessionId:
    """Move a presentation to another meeting, which `when` names; return that one's number.

    Raises:
        NotFoundError: there is no such session or presentation.
        ConflictError: the presentation is there already, or a presenter cannot come that day.
    """
    source = find_session(tx, which, now)
    place = find_place(source, presentation)
    to = find_session(tx, when, now)
    target = make_real(tx, to)
    if target == source.id:
        raise ConflictError(
            "the presentation is in session {number} already",
            hint="to give it another place there: --position NUMBER",
            number=target,
        )
    from_row, to_row = tx.sessions.row(source.id), tx.sessions.row(target)
    assert from_row is not None, "it was found a moment ago"
    assert to_row is not None, "it was found a moment ago"
    held = replace(from_row.presentations[place], id=None, group=None, log_id=None, line=None)
    must_come(to_row, held.presenters)
    if held.status is PresentationStatus.SKIPPED:
        begun = has_begun(to, now)
        status = PresentationStatus.DONE if begun else PresentationStatus.PLANNED
        held = replace(held, status=status, reason="")
    tx.sessions.edit(source.id, put(from_row, place, None))
    tx.sessions.edit(target, replace(to_row, presentations=(*to_row.presentations, held)))
    return target


def _read_when(when: str, day: date | None, today: date) -> tuple[date, str]:
    """Return the day and time that a person means; a time alone is of the day it is on."""
    if day is not None:
        try:
            starts = read_time(when)
        except InvalidDateError:
            starts = ""
        if starts:
            return day, starts
    return read_moment(when, today)


def _clash(tx: Writer, day: date, starts: str) -> StudySession | None:
    """Return the meeting of that day and time; one without a time is at any."""
    for session in meetings_on(tx, day):
        called_off = session.state is SessionState.SKIPPED
        if not called_off and (not starts or not session.starts or session.starts == starts):
            return session
    return None


def _taken(tx: Writer, session: StudySession, starts: str) -> ConflictError:
    assert session.date is not None, "it was found by its day"
    there = meetings_on(tx, session.date)
    untimed = next((one for one in there if one.id and not one.starts), None)
    if untimed is not None:
        return ConflictError(
            "session {number} is on {date} already, at no time",
            hint="change that one, or for a second one give it a time: "
            "paperstudy session edit {number} --time {time}",
            number=untimed.id,
            date=untimed.date,
            time=starts or _free_time(there),
        )
    return ConflictError(
        "session {number} is on {date} already",
        hint="change that one, or give another time of that day: {date} {time}",
        number=session.id,
        date=session.date,
        time=_free_time(there),
    )


def _free_time(there: Sequence[StudySession]) -> str:
    """Return a time of a day at which none of its meetings begins."""
    taken = {one.starts for one in there}
    hours = (*range(19, 24), *range(19))
    return next(time for hour in hours if (time := f"{hour:02}:30") not in taken)


def _name(tx: Writer, name: str, me: str) -> str:
    return get_person(tx, name, me).name if clean_line(name) else ""
