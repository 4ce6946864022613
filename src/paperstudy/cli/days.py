"""Days that a person types as an option, and how a day is written in a line."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidDateError

if TYPE_CHECKING:
    from datetime import date

    from paperstudy.cli.call import Call

_WEEK = timedelta(days=7)
_MONTHS = 12
_MONTH = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:년?|\s*[-./]\s*(?P<month>\d{1,2})|년?\s*(?P<korean>\d{1,2})월)"
)


def today_of(call: Call) -> date:
    """Return the day it is where the person is."""
    from paperstudy.study.clock import find_today

    return find_today(lambda: call.now, call.settings.time_zone)


def coming_day(call: Call, text: str | None) -> date | None:
    """Return the day that a text means, of those to come where it may mean several; None for none.

    Raises:
        InvalidDateError: it means none.
    """
    if not text:
        return None
    from paperstudy.domain.moments import read_day

    return read_day(text, today_of(call))


def check_span(since: date | None, until: date | None) -> None:
    """Refuse days of which the last is before the first.

    Raises:
        InvalidDateError: it is.
    """
    if since and until and until < since:
        raise InvalidDateError(
            "{until} is before {since}",
            hint="did you mean --since {until} --until {since}?",
            since=since.isoformat(),
            until=until.isoformat(),
        )


def since_day(call: Call, text: str | None) -> date | None:
    """Return the day since which something is asked; a month or a year is its first day.

    Raises:
        InvalidDateError: the text means none.
    """
    from paperstudy.domain.daywords import MONTH_NAME

    text = (text or "").strip()
    if re.fullmatch(MONTH_NAME, text.lower()):
        return past_day(call, f"{text} 1")
    if re.fullmatch(r"\d{1,2}월", text):
        return past_day(call, f"{text} 1일")
    found = _MONTH.fullmatch(text)
    if found is None:
        return past_day(call, text)
    year, month = int(found["year"]), int(found["month"] or found["korean"] or 1)
    if not 1 <= month <= _MONTHS:
        raise InvalidDateError(
            "“{text}” is no month",
            hint="did you mean {near}?",
            text=text,
            near=f"{year}-{_MONTHS if month else 1:02}",
        )
    return past_day(call, f"{year}-{month:02}-01")


def past_day(call: Call, text: str | None) -> date | None:
    """Return the day up to today that a text means, so that `friday` is the last one.

    Raises:
        InvalidDateError: it means none.
    """
    if not text:
        return None
    from paperstudy.domain.moments import read_days

    today = today_of(call)
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
