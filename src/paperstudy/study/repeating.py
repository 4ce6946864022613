"""Meetings that come again: planned, changed, ended, and the days they leave out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from paperstudy.domain.errors import (
    ConflictError,
    InvalidDateError,
    InvalidEditError,
    NotFoundError,
)
from paperstudy.domain.library import SeriesRow
from paperstudy.domain.moments import read_day, read_every, read_weekday
from paperstudy.domain.planning import Repeated
from paperstudy.domain.recurrence import iter_days
from paperstudy.domain.sessions import SessionState
from paperstudy.domain.text import clean_line
from paperstudy.study.meetings import has_begun
from paperstudy.study.presenting import call_off, check_minutes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from paperstudy.domain.planning import SeriesPlan
    from paperstudy.domain.sessions import Series, SeriesId, StudySession
    from paperstudy.store.views import Writer

_MOST_WEEKS = 52


def repeat(tx: Writer, plan: SeriesPlan, now: datetime, zone: str) -> Repeated:
    """Plan a meeting that comes again; one that does already gets another end, and holidays.

    Raises:
        InvalidDateError: a day or time cannot be read, or the end lies before the beginning.
        InvalidEditError: it comes again too seldom.
        ConflictError: the group meets on that weekday already, and not in that way.
        NotFoundError: there is none to be replaced.
    """
    today = now.date()
    until = read_day(plan.until, today) if clean_line(plan.until) else None
    holidays = [read_day(day, today) for day in plan.holidays]
    there = _find(tx, plan, today)
    row = _overlay(there, plan, today, zone)
    if until is not None:
        row = replace(row, until=until)
    _check(row)
    if there is None or plan.replace:
        _must_meet(row)
    before = None
    if there is None:
        number = tx.sessions.save_series(row)
    elif plan.replace:
        number, before = _change(tx, there, row, now)
    else:
        number = there.id
        if until is not None:
            tx.sessions.end_series(number, until)
    off = [one for day in holidays for one in _leave_out(tx, number, day, now)]
    saved = _saved(tx, number)
    after = tuple(_made(tx, number, now, saved.until)) if saved.until else ()
    after = tuple(one for one in after if one.date != saved.until)
    return Repeated(saved, tuple(off), after, before)


def _overlay(there: Series | None, plan: SeriesPlan, today: date, zone: str) -> SeriesRow:
    """Return what is planned; what the plan does not say is as it was."""
    weekday, starts = read_weekday(plan.weekday)
    row = SeriesRow(weekday=weekday, since=today) if there is None else _row_of(there)
    if starts:
        row = replace(row, starts=starts, zone=zone if starts != row.starts else row.zone)
    every = plan.every if plan.every is not None else read_every(plan.weekday)
    return replace(
        row,
        since=read_day(plan.since, today) if clean_line(plan.since) else row.since,
        every=row.every if every is None else every,
        title=clean_line(plan.title) or row.title,
        place=clean_line(plan.place) or row.place,
        minutes=check_minutes(plan.minutes or 0) or row.minutes,
    )


def _row_of(series: Series) -> SeriesRow:
    return SeriesRow(
        weekday=series.weekday,
        since=series.since,
        starts=series.starts,
        zone=series.zone,
        title=series.title,
        until=series.until,
        every=series.every,
        place=series.place,
        minutes=series.minutes,
    )


def _check(row: SeriesRow) -> None:
    if row.until is not None and row.until < row.since:
        raise InvalidDateError(
            "{until} is before {since}, its first day",
            hint="the nearest end is {since}",
            until=row.until,
            since=row.since,
        )
    if not 1 <= row.every <= _MOST_WEEKS:
        raise InvalidEditError(
            "a meeting comes again every 1 to {most} weeks, not every {every}",
            hint="the nearest is {near}",
            most=_MOST_WEEKS,
            every=row.every,
            near=min(max(row.every, 1), _MOST_WEEKS),
        )


def _must_meet(row: SeriesRow) -> None:
    first = row.since + timedelta((row.weekday - row.since.weekday()) % 7)
    if row.until is not None and row.until < first:
        raise InvalidDateError(
            "there would be no meeting between {since} and {until}",
            hint="the first is on {first}",
            since=row.since,
            until=row.until,
            first=first,
        )


# Which one is meant ------------------------------------------------------------------------


def _find(tx: Writer, plan: SeriesPlan, today: date) -> Series | None:
    """Return the series that goes on and is meant, None where a new one is."""
    weekday, starts = read_weekday(plan.weekday)
    title = clean_line(plan.title)
    since = read_day(plan.since, today) if clean_line(plan.since) else today
    every = [one for one in tx.sessions.series() if not one.until or one.until >= since]
    there = [one for one in every if one.weekday == weekday]
    of_title = [one for one in there if title and one.title == title]
    at_time = [one for one in there if starts and one.starts == starts]
    at_time = at_time or [one for one in there if not starts or not one.starts]
    meant = [one for one in of_title if one in at_time] or at_time
    if plan.replace:
        return _one_of(meant or of_title or there, plan, today)
    if meant:
        found = _one_of(meant, plan, today)
        _must_agree(found, plan, starts)
        return found
    if of_title or (there and not title):
        raise _meets_already((of_title or there)[0], plan, starts)
    return None


def _one_of(series: Sequence[Series], plan: SeriesPlan, today: date) -> Series:
    """Return the one that is meant: of one that goes over into another, that of the day named."""
    days = [day for day in (*plan.holidays, plan.since, plan.until) if clean_line(day)]
    day = read_day(days[0], today) if days else today
    if len(series) > 1:
        then = [one for one in series if one.since <= day <= (one.until or day)]
        series = then if len(then) == 1 else series
    if len(series) == 1:
        return series[0]
    weekday = clean_line(plan.weekday)
    if not series:
        raise NotFoundError(
            "no meeting comes again on “{weekday}”",
            hint="`paperstudy session repeat` lists those that do",
            weekday=weekday,
        )
    raise ConflictError(
        "several meetings come again on “{weekday}”: {meetings}",
        hint="give the time, or the --title",
        weekday=weekday,
        meetings=", ".join(map(_called, series)),
    )


def _must_agree(there: Series, plan: SeriesPlan, starts: str) -> None:
    every = plan.every if plan.every is not None else read_every(plan.weekday)
    same = (
        every in {None, there.every}
        and starts in {"", there.starts}
        and clean_line(plan.title) in {"", there.title}
        and clean_line(plan.place) in {"", there.place}
        and (plan.minutes or there.minutes) == there.minutes
        and not clean_line(plan.since)
    )
    if not same:
        raise ConflictError(
            "the group meets at that time already: {meeting}, since {since}",
            hint="to change that: paperstudy session repeat “{weekday}” … --replace",
            meeting=_called(there),
            since=there.since,
            weekday=clean_line(plan.weekday),
        )


def _meets_already(there: Series, plan: SeriesPlan, starts: str) -> ConflictError:
    return ConflictError(
        "the group meets on that weekday already: {meeting}",
        hint="to have it at {starts} from now on: paperstudy session repeat “{weekday}” --replace; "
        "for a second meeting that day, name it with --title",
        meeting=_called(there),
        starts=starts,
        weekday=clean_line(plan.weekday),
    )


def _called(series: Series) -> str:
    return f"{series.starts} {series.title}".strip() or series.since.isoformat()


# What is planned already -------------------------------------------------------------------


def _made(
    tx: Writer, number: SeriesId, now: datetime, since: date | None = None
) -> Iterator[StudySession]:
    """Yield the meetings of a series from a day on that are planned and still to be held."""
    for session in tx.sessions.all(since=since or now.date(), series=number):
        if session.state is SessionState.OPEN and not has_begun(session, now):
            yield session


def _change(
    tx: Writer, there: Series, row: SeriesRow, now: datetime
) -> tuple[SeriesId, Series | None]:
    """Change a meeting that comes again, from a later day on as one of its own.

    Return its number, and the one that goes on as it was until then, if any of it is left.
    """
    if next(iter_days(there, now.date()), row.since) >= row.since:
        number = tx.sessions.save_series(row, there.id)
        _change_made(tx, there, row, (number, now))
        return number, None
    number = tx.sessions.save_series(row)
    for day in there.skipped:
        if day >= row.since:
            tx.sessions.skip_day(number, day)
    _change_made(tx, there, row, (number, now))
    tx.sessions.end_series(there.id, row.since - timedelta(days=1))
    return number, _saved(tx, there.id)


def _saved(tx: Writer, number: SeriesId) -> Series:
    saved = tx.sessions.one_series(number)
    assert saved is not None, "it was written a moment ago"
    return saved


def _change_made(tx: Writer, there: Series, row: SeriesRow, to: tuple[SeriesId, datetime]) -> None:
    """Change the meetings from the first day on too, in what nobody gave them of their own."""
    number, now = to
    for session in tuple(_made(tx, there.id, now, max(row.since, now.date()))):
        known = tx.sessions.row(session.id)
        assert known is not None, "it was found a moment ago"
        new = replace(known, series=number)
        if (session.starts, session.zone) == (there.starts, there.zone):
            new = replace(new, starts=row.starts, zone=row.zone)
        if session.title == there.title:
            new = replace(new, title=row.title)
        if session.place == there.place:
            new = replace(new, place=row.place)
        if session.minutes == there.minutes:
            new = replace(new, minutes=row.minutes)
        if new != known:
            tx.sessions.edit(session.id, new)


def _leave_out(tx: Writer, number: SeriesId, day: date, now: datetime) -> Iterator[StudySession]:
    """Leave a day out; yield the meeting that is planned there already, and is called off now."""
    tx.sessions.skip_day(number, day)
    for session in tuple(_made(tx, number, now, day)):
        if session.date != day:
            break
        row = tx.sessions.row(session.id)
        assert row is not None, "it was found a moment ago"
        tx.sessions.edit(session.id, call_off(row, ""))
        found = tx.sessions.get(session.id)
        assert found is not None, "it was written a moment ago"
        yield found
