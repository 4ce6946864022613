"""Days that were, as people write them: `friday` is the last one, `2026-10` its first day."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from paperstudy.domain.daywords import MONTH_NAME
from paperstudy.domain.errors import InvalidDateError
from paperstudy.domain.moments import read_days

if TYPE_CHECKING:
    from datetime import date

_WEEK = timedelta(days=7)
_MONTHS = 12
_MONTH = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:년?|\s*[-./]\s*(?P<month>\d{1,2})|년?\s*(?P<korean>\d{1,2})월)"
)


def read_since(text: str, today: date) -> date:
    """Return the day since which something is asked; a month or a year is its first day.

    Raises:
        InvalidDateError: the text means none.
    """
    text = text.strip()
    if re.fullmatch(MONTH_NAME, text.lower()):
        return read_past(f"{text} 1", today)
    if re.fullmatch(r"\d{1,2}월", text):
        return read_past(f"{text} 1일", today)
    found = _MONTH.fullmatch(text)
    if found is None:
        return read_past(text, today)
    year, month = int(found["year"]), int(found["month"] or found["korean"] or 1)
    if not 1 <= month <= _MONTHS:
        raise InvalidDateError(
            "“{text}” is no month",
            hint="did you mean {near}?",
            text=text,
            near=f"{year}-{_MONTHS if month else 1:02}",
        )
    return read_past(f"{year}-{month:02}-01", today)


def read_past(text: str, today: date) -> date:
    """Return the day up to today that a text means.

    Raises:
        InvalidDateError: it means none.
    """
    days = read_days(text, today)
    past = [day for day in days if day <= today]
    if past:
        return past[0]
    if days[0] - today < _WEEK:
        return days[0] - _WEEK
    raise InvalidDateError(
        "“{text}” is {day}, which is still to come",
        hint="give a day of the past, as {near}",
        text=text,
        day=days[0].isoformat(),
        near=(today - _WEEK).isoformat(),
    )
