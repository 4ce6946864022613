"""Days that a person types as an option, and how a day is written in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidDateError

if TYPE_CHECKING:
    from datetime import date

    from paperstudy.cli.call import Call


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
    from paperstudy.domain.past_days import read_since

    return read_since(text, today_of(call)) if text and text.strip() else None
