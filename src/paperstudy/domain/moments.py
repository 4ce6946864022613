"""Dates and times as people write them: `friday 10:00`, `11/27`, `내일`, `다음 주 금요일 오후 7시`.

Where a text may mean several days, the likeliest comes first. Today is handed in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from paperstudy.domain.daywords import (
    DAY_NAME,
    MONTH_NAME,
    NEAR_DAY,
    NEAR_DAYS,
    WEEKDAYS,
    month_of,
    nearest_word,
    weekday_of,
)
from paperstudy.domain.errors import InvalidDateError
from paperstudy.domain.times import plain_text, take_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WEEK = 7
_MONTHS = 12
_HOURS = 24
_LEAP_YEAR = 2024
_AHEAD = 305  # of the days of a year without its number, so many lie ahead
_CENTURY = 2000
_LAST_YEAR = 9990  # no sum of days goes beyond the calendar
_SMALL = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "한": 1,
    "두": 2, "세": 3, "네": 4, "일": 1, "이": 2, "삼": 3, "사": 4,
}  # fmt: skip
_WEEKS = {
    "next": 1, "다음": 1, "담": 1, "차": 1, "다다음": 2, "this": 0, "이번": 0, "요번": 0, "금": 0,
}  # fmt: skip
_NUMBER = r"(?P<number>\d{1,3}|an?|one|two|three|four|five|six|[한두세네일이삼사])"
_UNIT = r"(?P<unit>days?|weeks?|months?|일|주일|주|달|개월)"
_OTHER_WEEK = re.compile(
    r"\b(?:every (?:other|second|2) weeks?(?: on)?|every other|biweekly)\b|격주|2주마다"
)
_EVERY_WEEK = re.compile(r"\b(?:every|each|weekly)\b|매주|마다")
_LITTLE = re.compile(r"(?:\b(?:on|at|the|of)\b|[,()\[\]·]|(?<=[일레피])에(?=\s|$))")


@dataclass(slots=True)
class _Read:
    """What the words read so far say of a day."""

    days: list[date] = field(default_factory=list)  # as they stand, the likeliest first
    shift: int | None = None  # days from today
    weeks: int | None = None  # whole weeks, of a weekday
    months: int | None = None
    weekday: int | None = None
    turn: str = ""  # next, last, this


def read_day(text: str, today: date) -> date:
    """Return the day that a person means by `text`.

    A day without a year is the one of this year unless it is long past; a weekday is the coming
    one, or today.

    Raises:
        InvalidDateError: it means none; the message names what may have been meant.
    """
    return read_days(text, today)[0]


def read_days(text: str, today: date) -> tuple[date, ...]:
    """Return all days that `text` may mean, the likeliest first: of one without year several.

    Raises:
        InvalidDateError: it means none.
    """
    days, time = _read(text, today)
    if time:
        raise _unreadable(text, hint="write the day alone")
    return days


def read_moment(text: str, today: date) -> tuple[date, str]:
    """Return the day and the time of day, as `19:30` or empty, that a person means.

    Raises:
        InvalidDateError: it means none.
    """
    days, time = _read(text, today)
    return days[0], time


def read_moments(text: str, today: date) -> tuple[tuple[date, ...], str]:
    """Return all days that `text` may mean, the likeliest first, and the time of day or nothing.

    Raises:
        InvalidDateError: it means none.
    """
    return _read(text, today)


def read_weekday(text: str) -> tuple[int, str]:
    """Return the weekday, 0 for Monday, and the time of day of a meeting that comes again.

    Raises:
        InvalidDateError: no weekday is named.
    """
    plain = _OTHER_WEEK.sub(" ", plain_text(text))
    rest, time = take_time(_EVERY_WEEK.sub(" ", plain), text)
    rest = _trim(rest)
    match = re.fullmatch(DAY_NAME + r"s?", rest)
    if match is None:
        hour = re.fullmatch(DAY_NAME + r"s? (?P<hour>\d{1,2})", rest)
        if hour is not None and not time and int(hour["hour"]) < _HOURS:
            raise InvalidDateError(
                "“{text}” does not say which time {hour} is",
                hint="did you mean {near}?",
                text=text,
                hour=hour["hour"],
                near=f"{rest.split()[0]} {hour['hour']}:00",
            )
        near = nearest_word(rest, WEEKDAYS)
        raise InvalidDateError(
            "“{text}” names no weekday",
            hint="did you mean {near}?" if near else "write it as friday 10:00",
            text=text,
            near=near,
        )
    return weekday_of(match["weekday"]), time


def read_every(text: str) -> int | None:
    """Return every how many weeks a meeting comes again by the words for it; None if none say so."""
    plain = plain_text(text)
    if _OTHER_WEEK.search(plain):
        return 2
    return 1 if _EVERY_WEEK.search(plain) else None


def _read(text: str, today: date) -> tuple[tuple[date, ...], str]:
    plain = re.sub(r"(?<=\d)t(?=\d)", " ", plain_text(text))
    rest, time = take_time(plain, text)
    if not rest and time:
        return (today,), time
    read = _Read()
    rest = _trim(rest)
    if not rest:
        raise _unreadable(text)
    while rest:
        for form, take in _FORMS:
            match = form.match(rest)
            if match is not None:
                take(match, read, today)
                rest = _trim(rest[match.end() :])
                break
        else:
            raise _unreadable(text, rest=rest)
    return _settle(read, text, today), time


def _trim(text: str) -> str:
    return " ".join(_LITTLE.sub(" ", text).split())


# The day -----------------------------------------------------------------------------------


def _take_ymd(match: re.Match[str], read: _Read, _: date) -> None:
    year = int(match["y"])
    read.days += [_make(year + (_CENTURY if year < 100 else 0), match["m"], match["d"], match[0])]  # noqa: PLR2004 - two digits


def _take_year_last(match: re.Match[str], read: _Read, _: date) -> None:
    """Read 11/27/2026 as Americans write it, 27.11.2026 as Europeans do."""
    month, day = match["a"], match["b"]
    if match["sep"] != "/" or int(month) > _MONTHS:
        month, day = day, month
    year = int(match["y"])
    read.days += [_make(year + (_CENTURY if year < 100 else 0), month, day, match[0])]  # noqa: PLR2004


def _take_month_day(match: re.Match[str], read: _Read, today: date) -> None:
    name = match["m"]
    month = str(month_of(name)) if not name.isdecimal() else name
    year = match.groupdict().get("y")
    if year:
        read.days += [_make(int(year), month, match["d"], match[0])]
    else:
        read.days += _of_near_years(month, match["d"], match[0], today)


def _take_day_alone(match: re.Match[str], read: _Read, today: date) -> None:
    """Read `27일` and `the 27th`: of this month, or of the next where it is past."""
    number = int(match["d"])
    found = []
    for ahead in range(_MONTHS):
        year, month = divmod(today.year * _MONTHS + today.month - 1 + ahead, _MONTHS)
        day = _try(year, month + 1, number)
        if day is not None:
            found.append(day)
    if not found:
        raise _impossible(match[0].strip(), None)
    first = next((day for day in found if day >= today), found[0])
    read.days += [first, *(day for day in found[:2] if day != first)]


def _take_day_of_month(match: re.Match[str], read: _Read, today: date) -> None:
    """Read `다음 달 3일`."""
    ahead = _WEEKS.get(match["which"], -1)
    first = _months_on(today.replace(day=1), ahead)
    read.days += [_make(first.year, str(first.month), match["d"], match[0])]


def _take_near(match: re.Match[str], read: _Read, _: date) -> None:
    read.shift = (read.shift or 0) + NEAR_DAYS[match["near"]]


def _take_count(match: re.Match[str], read: _Read, _: date) -> None:
    number = match["number"]
    count = int(number) if number.isdecimal() else _SMALL[number]
    if match.groupdict().get("back"):
        count = -count
    unit = match["unit"]
    if unit.startswith("d") or unit == "일":
        read.shift = (read.shift or 0) + count
    elif unit.startswith("w") or unit in {"주", "주일"}:
        read.weeks = (read.weeks or 0) + count
    else:
        read.months = (read.months or 0) + count


def _take_week(match: re.Match[str], read: _Read, _: date) -> None:
    word = match["which"].replace(" ", "")
    read.weeks = (read.weeks or 0) + _WEEKS.get(word, -2 if word == "지지난" else -1)


def _take_weekday(match: re.Match[str], read: _Read, _: date) -> None:
    read.weekday = weekday_of(match["weekday"])
    turns = {
        "다음": "next",
        "담": "next",
        "이번": "this",
        "요번": "this",
        "지난": "last",
        "저번": "last",
    }
    turn = (match["turn"] or "").strip()
    read.turn = turns.get(turn, turn)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], _Read, date], None]], ...] = tuple(
    (re.compile(form), take)
    for form, take in (
        (r"(?P<y>\d{4})(?:\s?[-./]\s?|년\s?)(?P<m>\d{1,2})(?:\s?[-./]\s?|월\s?)"
         r"(?P<d>\d{1,2})(?:일|\.)?(?![\d])", _take_ymd),
        (r"(?P<y>20\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)", _take_ymd),
        (r"(?P<a>\d{1,2})(?P<sep>[-./])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})(?!\d)",
         _take_year_last),
        (r"(?P<y>1[3-9]|[2-9]\d)[-./]\s?(?P<m>\d{1,2})[-./]\s?(?P<d>\d{1,2})\.?(?!\d)", _take_ymd),
        (r"(?P<y>\d\d)년\s?(?P<m>\d{1,2})월\s?(?P<d>\d{1,2})일?", _take_ymd),
        (r"(?P<a>\d{1,2})(?P<sep>/)(?P<b>\d{1,2})/(?P<y>\d\d)(?!\d)", _take_year_last),
        (r"(?P<m>\d{1,2})(?:[-./]\s?|월\s?)(?P<d>\d{1,2})(?:일|\.)?(?![\d/-])", _take_month_day),
        (MONTH_NAME.replace("month", "m") + r"\s?(?P<d>\d{1,2})(?:st|nd|rd|th)?\b(?:\s*(?P<y>\d{4}))?",
         _take_month_day),
        (r"(?P<d>\d{1,2})(?:st|nd|rd|th)?\s?" + MONTH_NAME.replace("month", "m")
         + r"(?:\s*(?P<y>\d{4}))?(?![a-z])", _take_month_day),
        (rf"in\s+{_NUMBER}\s*{_UNIT}\b", _take_count),
        (rf"{_NUMBER}\s*{_UNIT}\s+(?:from now|later)\b", _take_count),
        (rf"{_NUMBER}\s*{_UNIT}\s+(?P<back>ago)\b", _take_count),
        (rf"{_NUMBER}\s*{_UNIT}\s?(?:뒤|후|있다가)(?:에)?", _take_count),
        (rf"{_NUMBER}\s*{_UNIT}\s?(?P<back>전)(?:에)?", _take_count),
        (r"(?P<which>다음|담|이번|요번|지난|저번)\s?달\s?(?P<d>\d{1,2})일", _take_day_of_month),
        (r"(?P<d>\d{1,2})(?:일(?!\s?(?:뒤|후|전))|st\b|nd\b|rd\b|th\b)", _take_day_alone),
        (rf"(?P<near>{NEAR_DAY})(?![a-z가-힣])", _take_near),
        (r"(?P<which>next|last|this)\s+week\b", _take_week),
        (r"(?P<which>다\s?다음|다음|담|차|이번|요번|금|지\s?지난|지난|저번)\s?주(?:에)?", _take_week),
        (r"(?P<turn>next|last|this|coming|다음|담|이번|요번|오는|돌아오는|지난|저번)?\s?"
         + DAY_NAME + r"\.?(?![a-z가-힣])",
         _take_weekday),
    )
)  # fmt: skip


def _settle(read: _Read, text: str, today: date) -> tuple[date, ...]:
    """Return the days that all the words together mean."""
    if read.days:
        return _with_weekday(read.days, read.weekday, text)
    day = _months_on(today, read.months or 0)
    day += timedelta(read.shift or 0)
    if read.weekday is None:
        return (day + timedelta(weeks=read.weeks or 0),)
    if read.shift is not None or read.months is not None:
        return _with_weekday([day], read.weekday, text)
    return (_weekday_near(today, read.weekday, read),)


def _weekday_near(today: date, weekday: int, read: _Read) -> date:
    """Return the day of that name in the week that is meant; without a word the coming one."""
    weeks = 1 if read.weeks is None and read.turn == "next" else read.weeks
    if weeks is not None:
        return today - timedelta(today.weekday()) + timedelta(weeks=weeks, days=weekday)
    if read.turn == "last":
        return today - timedelta((today.weekday() - weekday - 1) % _WEEK + 1)
    return today + timedelta((weekday - today.weekday()) % _WEEK)


def _with_weekday(days: list[date], weekday: int | None, text: str) -> tuple[date, ...]:
    """Return the days that fall on the weekday written beside them.

    Raises:
        InvalidDateError: the likeliest does not: it is a slip, and no day of years ago.
    """
    if weekday is not None and days[0].weekday() != weekday:
        off = (weekday - days[0].weekday() + 3) % _WEEK - 3
        raise InvalidDateError(
            "“{text}” does not fit: {day} is another weekday",
            hint="did you mean {near}?",
            text=text,
            day=days[0].isoformat(),
            near=(days[0] + timedelta(off)).isoformat(),
        )
    return tuple(day for day in days if weekday is None or day.weekday() == weekday)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    year = min(max(year, 1), _LAST_YEAR)
    found = (_try(year, month + 1, number) for number in range(day.day, 0, -1))
    return next(one for one in found if one is not None)


def _of_near_years(month: str, day: str, text: str, today: date) -> Iterator[date]:
    """Yield the day of the year that is meant first, then the one before and the one after."""
    if _try(_LEAP_YEAR, int(month), int(day)) is None:
        raise _impossible(text.strip(), _near_day(today.year, int(month), int(day)))
    years = range(today.year - 12, today.year + 5)
    found = [one for year in years if (one := _try(year, int(month), int(day))) is not None]
    likeliest = [one for one in found if one <= today + timedelta(_AHEAD)][-1:] or found[:1]
    yield likeliest[0]
    before = [one for one in found if one < likeliest[0]]
    yield from reversed(before)
    yield from (one for one in found if one > likeliest[0])


def _make(year: int, month: str, day: str, text: str) -> date:
    """Return the day.

    Raises:
        InvalidDateError: the calendar has none; the message names the nearest.
    """
    found = _try(year, int(month), int(day))
    if found is None or year > _LAST_YEAR:
        near = _near_day(year, int(month), int(day)) if year <= _LAST_YEAR else None
        raise _impossible(text.strip(), near)
    return found


def _near_day(year: int, month: int, day: int) -> date | None:
    if _try(year, day, month) is not None:  # the other way round
        return _try(year, day, month)
    month = min(max(month, 1), _MONTHS)
    found = (_try(year, month, number) for number in range(min(day, 31), 0, -1))
    return next((one for one in found if one is not None), None)


def _try(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


# Errors ------------------------------------------------------------------------------------


def _impossible(text: str, near: date | None) -> InvalidDateError:
    return InvalidDateError(
        "the calendar has no {text}",
        hint="did you mean {near}?" if near else "write it as 2026-11-27, 11/27 or friday",
        text=text,
        near=near.isoformat() if near else "",
    )


def _unreadable(text: str, *, hint: str = "", rest: str = "") -> InvalidDateError:
    near = "" if hint else nearest_word(rest)
    if near:
        hint = "did you mean {near}?"
    return InvalidDateError(
        "“{text}” is no date",
        hint=hint or "write it as 2026-11-27, 11/27, friday or tomorrow",
        text=text,
        near=near,
    )
