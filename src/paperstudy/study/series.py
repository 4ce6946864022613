"""Meetings that come again: on which days, and those that nobody has planned anything for. Pure."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from paperstudy.domain.sessions import SessionId, StudySession

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import date

    from paperstudy.domain.sessions import Series

NOT_MADE = SessionId(0)  # the number of a meeting of a series that is only foreseen
_SHOWN = 4  # so many coming meetings of a series are shown
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


def foresee(
    every: Sequence[Series], made: Sequence[StudySession], since: date, count: int = _SHOWN
) -> list[StudySession]:
    """Return the next `count` meetings of each series from `since` on that are not made yet.

    `made` are the meetings from `since` on that are; they count.
    """
    foreseen: list[StudySession] = []
    for series in every:
        days = islice(iter_days(series, since), count)
        taken = _taken_days(series, made)
        foreseen += [meeting_on(series, day) for day in days if day not in taken]
    return foreseen


def find_foreseen(
    every: Sequence[Series], made: Sequence[StudySession], day: date
) -> list[StudySession]:
    """Return the meetings of series on a day that are not made yet."""
    return [
        meeting_on(series, day)
        for series in every
        if is_day_of(series, day) and day not in _taken_days(series, made)
    ]


def _taken_days(series: Series, made: Sequence[StudySession]) -> Collection[date | None]:
    """Return the days on which the meeting is there already, told by a log maybe."""
    return {
        session.date
        for session in made
        if session.series == series.id or (session.series is None and _may_be(series, session))
    }


def _may_be(series: Series, session: StudySession) -> bool:
    return not session.starts or not series.starts or session.starts == series.starts


def meeting_on(series: Series, day: date) -> StudySession:
    """Return the meeting of a series on a day, as nobody has planned it yet."""
    return StudySession(
        id=NOT_MADE,
        date=day,
        date_text="",
        title=series.title,
        moderator="",
        scribe="",
        participants=(),
        presentations=(),
        starts=series.starts,
        zone=series.zone,
        place=series.place,
        minutes=series.minutes,
        series=series.id,
    )
