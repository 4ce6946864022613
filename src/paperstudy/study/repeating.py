"""Meetings that come again: planned, ended, and the days they leave out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import ConflictError, InvalidDateError, InvalidEditError
from paperstudy.domain.library import SeriesRow
from paperstudy.domain.moments import read_day, read_weekday
from paperstudy.domain.text import clean_line
from paperstudy.study.meetings_writing import check_minutes

if TYPE_CHECKING:
    from datetime import date

    from paperstudy.domain.planning import SeriesPlan
    from paperstudy.domain.sessions import Series
    from paperstudy.store.store import Writer

_MOST_WEEKS = 52


def repeat(tx: Writer, plan: SeriesPlan, today: date, zone: str) -> Series:
    """Plan a meeting that comes again; one that does already gets another end, and holidays.

    Raises:
        InvalidDateError: a day or time cannot be read, or the end lies before the beginning.
        InvalidEditError: it comes again too seldom.
        ConflictError: the group meets at that time already, and not in that way.
    """
    weekday, starts = read_weekday(plan.weekday)
    until = read_day(plan.until, today) if clean_line(plan.until) else None
    holidays = [read_day(day, today) for day in plan.holidays]
    there = _find(tx, weekday, starts, today)
    if there is None:
        number = tx.sessions.save_series(_row(plan, (weekday, starts), until, today, zone))
    else:
        _must_agree(there, plan)
        number = there.id
        if until is not None:
            tx.sessions.end_series(number, until)
    for day in holidays:
        tx.sessions.skip_day(number, day)
    saved = tx.sessions.one_series(number)
    assert saved is not None, "it was written a moment ago"
    return saved


def _row(
    plan: SeriesPlan, when: tuple[int, str], until: date | None, today: date, zone: str
) -> SeriesRow:
    since = read_day(plan.since, today) if clean_line(plan.since) else today
    if until is not None and until < since:
        raise InvalidDateError(
            "{until} is before {since}",
            hint="the end lies after the beginning: --since, --until",
            until=until,
            since=since,
        )
    if not 1 <= plan.every <= _MOST_WEEKS:
        raise InvalidEditError(
            "a meeting comes again every 1 to {most} weeks, not every {every}",
            hint="the nearest is {near}",
            most=_MOST_WEEKS,
            every=plan.every,
            near=min(max(plan.every, 1), _MOST_WEEKS),
        )
    weekday, starts = when
    return SeriesRow(
        weekday=weekday,
        since=since,
        starts=starts,
        zone=zone if starts else "",
        title=clean_line(plan.title),
        until=until,
        every=plan.every,
        place=clean_line(plan.place),
        minutes=check_minutes(plan.minutes or 0),
    )


def _find(tx: Writer, weekday: int, starts: str, today: date) -> Series | None:
    """Return the series of that weekday and time that has not come to an end."""
    for series in tx.sessions.series():
        goes_on = series.until is None or series.until >= today
        same_time = not starts or not series.starts or series.starts == starts
        if series.weekday == weekday and goes_on and same_time:
            return series
    return None


def _must_agree(there: Series, plan: SeriesPlan) -> None:
    same = (
        plan.every in {1, there.every}
        and clean_line(plan.title) in {"", there.title}
        and clean_line(plan.place) in {"", there.place}
        and (plan.minutes or there.minutes) == there.minutes
        and not clean_line(plan.since)
    )
    if not same:
        raise ConflictError(
            "the group meets at that time already, since {since}",
            hint="end that first: paperstudy session repeat “{weekday}” --until yesterday",
            since=there.since,
            weekday=clean_line(plan.weekday),
        )
