"""On which days meetings come again, and which of these another meeting stands for. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from paperstudy.domain.sessions import Series, SeriesId

    Meeting = tuple[date | None, SeriesId | None, str]  # its day, its series, when it starts

_FAR = timedelta(days=366 * 10)


def iter_days(series: Series, since: date) -> Iterator[date]:
    """Yield the days of a series from `since` on, without those left out."""
    first = series.since + timedelta((series.weekday - series.since.weekday()) % 7)
    step = timedelta(weeks=max(series.every, 1))
    day = first + step * max(0, -((first - since) // step))
    last = series.until or max(since, series.since) + _FAR
    while day <= last:
        if day not in series.skipped:
            yield day
        day += step


def is_day_of(series: Series, day: date) -> bool:
    """Tell whether a series meets on a day."""
    return next(iter_days(series, day), None) == day


def taken_days(series: Series, made: Iterable[Meeting]) -> set[date]:
    """Return the days on which a meeting of a series is there already, told by a log maybe."""
    return {
        day
        for day, owner, starts in made
        if day is not None
        and (owner == series.id or (owner is None and _may_be(series, starts)))
        and is_day_of(series, day)
    }


def days_left_out(series: Series, made: Iterable[Meeting]) -> tuple[date, ...]:
    """Return the days on which a series would meet, but is left out or another event."""
    every_day = replace(series, skipped=())
    skipped = {day for day in series.skipped if is_day_of(every_day, day)}
    return tuple(sorted(skipped | taken_days(series, made)))


def _may_be(series: Series, starts: str) -> bool:
    return not starts or not series.starts or starts == series.starts
