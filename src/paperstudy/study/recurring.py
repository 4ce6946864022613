"""Meetings that come again, as a calendar has them: one event, without the days it leaves out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.recurrence import days_left_out, iter_days

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from paperstudy.domain.sessions import Series, StudySession
    from paperstudy.formats.icalendar import Recurring


def list_recurring(
    every: Sequence[Series],
    gone: Sequence[Series],
    sessions: Sequence[StudySession],
    days: tuple[date | None, date | None],
) -> list[Recurring]:
    """Return the meetings that come again from the first to the last of some days.

    One whose days are all taken or over is among them still, and so is one that is `gone`.
    `sessions` are all there are.
    """
    found = [
        *(_recurring_from(series, sessions) for series in every),
        *(_recurring_from(series, (), gone=True) for series in gone),
    ]
    return [recurring for recurring in found if _meets(recurring, *days)]


def _meets(recurring: Recurring, since: date | None, until: date | None) -> bool:
    series = recurring.series
    begin = max(series.since, since or series.since)
    day = next(iter_days(series, begin), None) if not recurring.over else recurring.first
    return day is not None and day >= begin and (until is None or day <= until)


def _recurring_from(
    series: Series, sessions: Sequence[StudySession], *, gone: bool = False
) -> Recurring:
    """Return a series without the days on which it does not meet, or as a meeting of its own."""
    from paperstudy.formats.icalendar import Recurring

    every_day = replace(series, skipped=())
    left_out = days_left_out(series, ((one.date, one.series, one.starts) for one in sessions))
    no_day_left = series.until is not None and set(left_out).issuperset(
        iter_days(every_day, series.since)
    )
    return Recurring(
        series,
        first=next(iter_days(replace(every_day, until=None), series.since)),
        left_out=left_out,
        over=gone or no_day_left,
    )
