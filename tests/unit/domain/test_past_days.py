"""A day that was, however it is written."""

from __future__ import annotations

from datetime import date

import pytest

from paperstudy.domain.errors import InvalidDateError
from paperstudy.domain.past_days import read_since

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (" friday ", date(2026, 11, 20)),
        ("2026-10", date(2026, 10, 1)),
        ("2025", date(2025, 1, 1)),
        ("9월", date(2026, 9, 1)),
        ("October", date(2026, 10, 1)),
        ("11/20", date(2026, 11, 20)),
    ],
)
def test_a_day_since_which_is_the_last_of_its_name(text: str, day: date) -> None:
    assert read_since(text, TODAY) == day


@pytest.mark.parametrize("text", ["2026-13", "2027-01-05", "soon"])
def test_a_day_to_come_or_none_is_refused(text: str) -> None:
    with pytest.raises(InvalidDateError):
        read_since(text, TODAY)
