"""Meetings that come again, and that nobody has planned anything for yet. Pure."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from paperstudy.domain.recurrence import is_day_of, iter_days, taken_days
from paperstudy.domain.sessions import SessionId, StudySession

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from paperstudy.domain.sessions import Series

NOT_MADE = SessionId(0)  # the number of a meeting of a series that is only foreseen
_SHOWN = 4  # so many coming meetings of a series are shown


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


def _taken_days(series: Series, made: Sequence[StudySession]) -> set[date]:
    return taken_days(series, ((one.date, one.series, one.starts) for one in made))


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
