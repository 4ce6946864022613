"""Meetings that come again, as a calendar has them: one event, without the days it leaves out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.study.series import find_foreseen, is_day_of, iter_days

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from paperstudy.domain.sessions import RemovedSession, Series, StudySession
    from paperstudy.formats.icalendar import Recurring


def list_recurring(
    every: Sequence[Series],
    sessions: Sequence[StudySession],
    removed: Sequence[RemovedSession],
    days: tuple[date | None, date | None],
) -> list[Recurring]:
    """Return the meetings that come again from the first to the last of some days.

    One whose days are all taken or over is among them still. `sessions` and `removed` are all
    there are.
    """
    made: dict[date, list[StudySession]] = {}
    for session in sessions:
        if session.date is not None:
            made.setdefault(session.date, []).append(session)
    found = (
        _recurring_from(series, made, _count_changes(series, [*sessions, *removed]))
        for series in every
    )
    return [recurring for recurring in found if _meets(recurring, *days)]


def _meets(recurring: Recurring, since: date | None, until: date | None) -> bool:
    series = recurring.series
    begin = max(series.since, since or series.since)
    day = next(iter_days(series, begin), None) if not recurring.over else recurring.first
    return day is not None and day >= begin and (until is None or day <= until)


def _recurring_from(
    series: Series, made: Mapping[date, Sequence[StudySession]], changes: int
) -> Recurring:
    """Return a series without the days on which it does not meet, or as a meeting of its own."""
    from paperstudy.formats.icalendar import Recurring

    every_day = replace(series, skipped=())
    left_out = {day for day in series.skipped if is_day_of(every_day, day)}
    for day, there in made.items():
        if is_day_of(series, day) and not find_foreseen([series], there, day):
            left_out.add(day)
    return Recurring(
        series,
        first=next(iter_days(replace(every_day, until=None), series.since)),
        left_out=tuple(sorted(left_out)),
        over=series.until is not None and left_out.issuperset(iter_days(every_day, series.since)),
        sequence=series.revision + changes,
    )


def _count_changes(series: Series, sessions: Sequence[StudySession | RemovedSession]) -> int:
    """Return a number that rises whenever a meeting begins or ceases to stand for a day of these."""
    return sum(one.revision + 1 for one in sessions if one.series in {series.id, None})
