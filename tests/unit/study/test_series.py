"""On which days a meeting comes again, and which of them nobody has planned anything for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.recurrence import is_day_of, iter_days
from paperstudy.domain.sessions import Series, SeriesId, SessionId
from paperstudy.study.series import find_foreseen, foresee, meeting_on

FRIDAY = date(2026, 11, 27)
WEEKLY = Series(SeriesId(1), 4, "10:00", "Asia/Seoul", "Weekly", date(2026, 11, 21))


def days(series: Series, since: date, count: int = 3) -> list[str]:
    return [day.isoformat() for day in islice(iter_days(series, since), count)]


def test_a_series_begins_with_its_first_weekday() -> None:
    assert days(WEEKLY, date(2020, 1, 1)) == ["2026-11-27", "2026-12-04", "2026-12-11"]
    assert days(WEEKLY, date(2026, 12, 5), 1) == ["2026-12-11"]


def test_every_other_week_keeps_its_rhythm_and_leaves_days_out() -> None:
    series = replace(WEEKLY, every=2, skipped=(date(2026, 12, 25),), until=date(2027, 1, 10))
    assert days(series, date(2026, 12, 1), 9) == ["2026-12-11", "2027-01-08"]
    assert is_day_of(series, FRIDAY)
    assert not is_day_of(series, FRIDAY + timedelta(weeks=1))
    assert not is_day_of(series, date(2026, 12, 25))


def test_a_meeting_that_is_there_is_not_foreseen() -> None:
    made = replace(meeting_on(WEEKLY, FRIDAY), id=SessionId(7))
    assert find_foreseen([WEEKLY], [made], FRIDAY) == []
    assert [str(one.date) for one in foresee([WEEKLY], [made], FRIDAY, 2)] == ["2026-12-04"]
    told_by_a_log = replace(made, series=None, starts="")
    assert find_foreseen([WEEKLY], [told_by_a_log], FRIDAY) == []
    another = replace(made, series=None, starts="19:00")
    assert len(find_foreseen([WEEKLY], [another], FRIDAY)) == 1


@given(
    st.integers(0, 6),
    st.integers(1, 8),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.dates(date(2019, 1, 1), date(2032, 1, 1)),
)
def test_days_have_the_weekday_and_the_distance(
    weekday: int, every: int, since: date, asked: date
) -> None:
    series = replace(WEEKLY, weekday=weekday, every=every, since=since)
    found = list(islice(iter_days(series, asked), 5))
    assert all(day.weekday() == weekday and day >= max(since, asked) for day in found)
    first = next(iter_days(series, since))
    assert all((day - first).days % (7 * every) == 0 for day in found)
    assert found[0] - max(since, asked) < timedelta(weeks=every)
