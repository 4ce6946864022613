"""Dates as people write them, found in a piece of text: what is written, not yet what it means.

A hit may lack its year; `logs/dates.py` says which day it is. No log, path or clock is known here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
MONTHS = 12
_TWO_DIGITS = 2
_FIRST_SHORT_YEAR, _LAST_SHORT_YEAR = 10, 35
_FEBRUARY = 2
_ORDINAL = r"(?:st|nd|rd|th)?"
_YEAR_AFTER = (
    r"(?:(?:\s*,\s*|[\s-]\s*)(?P<{0}>(?:19|20)\d\d)(?!\d)|\s*,?\s*['’](?P<{0}s>\d\d)(?!\d))?"
)

# The order is the order of trust: the first form that fits at a place wins.
_DATE = re.compile(
    "|".join(
        (
            # 2021-08-17, 2021. 8. 17., 2021/8/9, 2022년 2월 14일, 2018年9月1日
            r"(?<![\d.])(?P<iso_y>(?:19|20)\d\d)\s?(?:[-./_]|년도?|年)\s?(?P<iso_m>\d{1,2})\s?"
            r"(?:[-./_]|월|月)\s?(?P<iso_d>\d{1,2})(?!\d)",
            # 令和3年8月10日
            r"令和\s?(?P<era_y>\d{1,2}|元)\s?年\s?(?P<era_m>\d{1,2})\s?月\s?(?P<era_d>\d{1,2})\s?日",
            # 17년 11월 8일
            r"(?<!\d)['’]?(?P<yk>\d\d)\s?년\s?(?P<yk_m>\d{1,2})\s?월\s?(?P<yk_d>\d{1,2})(?!\d)",
            # 8/20/2021, 17.08.2021, 17-08-2021
            r"(?<![\d./-])(?P<ul_a>\d{1,2})(?P<ul_sep>[-./])(?P<ul_b>\d{1,2})(?P=ul_sep)"
            r"(?P<ul_y>(?:19|20)\d\d)(?!\d)",
            # 21.08.17, '21/8/17, 8/20/21
            r"(?<![\d./-])(?P<s_a>\d{1,2})(?P<s_sep>[-./])\s?(?P<s_b>\d{1,2})(?P=s_sep)\s?"
            r"(?P<s_c>\d{1,2})(?![\d/-]|\.\d)",
            # 20210817, 250501
            r"(?<![\d.])(?P<solid_y>20\d\d|[12]\d|3[0-5])(?P<solid_m>0[1-9]|1[0-2])"
            r"(?P<solid_d>0[1-9]|[12]\d|3[01])(?!\d)",
            # 7월 7일, 9月1日
            r"(?<!\d)(?P<k_m>\d{1,2})\s?[월月]\s?(?P<k_d>\d{1,2})(?:\s?[일日](?!차)|(?=\s*(?:[(（~,.]|$)))",
            # 20th August, 2021; 16-Feb-2024; 3rd of May
            r"(?<!\d)(?P<dm_d>\d{1,2})" + _ORDINAL + r"(?:\s{0,2}(?:of\s)?|-)" + _MONTH.format("dm_m")
            + r"(?![a-z])" + _YEAR_AFTER.format("dm_y"),
            # Jan 08th 2024; February 16th, 2024; Aug 17
            r"(?<![a-z])" + _MONTH.format("md_m") + r"[\s-]{0,3}(?P<md_d>\d{1,2})" + _ORDINAL
            + r"(?![\da-z]|:\d)" + _YEAR_AFTER.format("md_y"),
            # 1/5, 2/17일
            r"(?<![\d/.])(?P<sl_a>\d{1,2})/(?P<sl_b>\d{1,2})(?![\d/]|\.\d)",
            # 03.18, 3-18: believed only where a date is expected
            r"(?<![\d./:\w-])(?P<w_a>\d{1,2})[.-]\s?(?P<w_b>\d{1,2})\.?(?![\d/:\w-])",
        )
    ),
    re.IGNORECASE,
)  # fmt: skip

# What every form above holds; most lines hold neither, and these are cheap to look for.
_NUMBERS = re.compile(r"\d\s?[-./_년年월月]|\d{6}")
_DIGIT = re.compile(r"\d")
_MONTH_WORD = re.compile("|".join(_MONTH_NAMES))

_WEEKDAY = re.compile(
    r"(?P<ko>[월화수목금토일])요일"
    r"|[(（\[]\s?(?:(?P<ko_p>[월화수목금토일])|(?P<ja>[月火水木金土日]))(?:曜日?)?\s?[)）\],]"
    r"|(?P<ja_l>[月火水木金土日])曜"
    r"|\b(?P<en>mon|tue|wed|thu|fri|sat|sun)(?:s|rs|r|nes|ur)?(?:day)?\b",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"^\s?[일日]?\.?\s?(?:[(（][^()（）]{1,4}[)）])?\s?(?:~|～|〜|∼|–|—|-|to|부터|から)\s?",
    re.IGNORECASE,
)
_RANGE_END = re.compile(
    r"(?:['’]?\d{2,4}[-./]\s?)?\d{1,2}\s?(?:[./월月-]\s?\d{1,2}|일|日|\Z|(?=\s|[()]))"
)
_CLOCK = re.compile(r"\d{1,2}\s?(?:[:hH]\s?\d{2}|시|時|[ap]m)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateHit:
    """A date found in a text.

    `day_month` tells that month and day may have been written the other way round; `weak` that
    the same characters are often something else (a number, a fraction, a section);
    `is_range` that it opens a span of days. `weekday` is 0 for Monday. `triple` holds the numbers
    of `17.08.21`, of which the first or the last may be the year; `slashed` is said of `5/8`.
    """

    start: int
    end: int
    month: int
    day: int
    year: int | None = None
    weekday: int | None = None
    day_month: bool = False
    short_year: bool = False
    weak: bool = False
    is_range: bool = False
    triple: tuple[int, int, int] | None = None
    slashed: bool = False

    def on(self, year: int) -> date | None:
        """Return this day in `year`; the weekday decides where day and month may be swapped."""
        ways = [(self.month, self.day)]
        if self.day_month:
            ways.append((self.day, self.month))
        days = [day for day in (_make_date(year, *way) for way in ways) if day]
        if self.weekday is not None:
            fitting = [day for day in days if day.weekday() == self.weekday]
            days = fitting or days
        return days[0] if days else None


def find_dates(text: str) -> tuple[DateHit, ...]:
    """Return the dates written in `text`, in order; impossible ones (13월) are left out."""
    found: list[DateHit] = []
    if not _may_hold_dates(text):
        return ()
    for match in _DATE.finditer(text):
        hit = _read(match)
        if hit is not None:
            found.append(_with_surroundings(hit, text))
    return tuple(found)


def _may_hold_dates(text: str) -> bool:
    if _NUMBERS.search(text):
        return True
    return bool(_DIGIT.search(text)) and _MONTH_WORD.search(text.lower()) is not None


def _make_date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read(match: re.Match[str]) -> DateHit | None:
    """Turn a match into a hit, or None where it is no day of any year."""
    group = match.groupdict()
    start, end = match.span()
    if group["ul_y"] or group["s_a"]:
        return _read_numbers(group, start, end)
    if group["sl_a"] or group["w_a"]:
        first, second = int(group["sl_a"] or group["w_a"]), int(group["sl_b"] or group["w_b"])
        return _ordered(first, second, None, (start, end), weak=bool(group["w_a"]))
    year, month, day, short = _named_parts(group)
    if not _possible(month, day):
        return None
    weak = bool(group["solid_y"])
    return DateHit(start, end, month, day, year, short_year=short, weak=weak)


def _named_parts(group: dict[str, str | None]) -> tuple[int | None, int, int, bool]:
    """Return (year, month, day, year in two digits) of a form whose order is certain."""
    if group["era_y"]:
        years = 1 if group["era_y"] == "元" else int(group["era_y"])
        return 2018 + years, int(group["era_m"] or 0), int(group["era_d"] or 0), False
    for year, month, day in (("iso_y", "iso_m", "iso_d"), ("yk", "yk_m", "yk_d"),
                             ("solid_y", "solid_m", "solid_d")):  # fmt: skip
        if group[year]:
            written = group[year] or ""
            short = len(written) == _TWO_DIGITS
            number = int(written) + (2000 if short else 0)
            return number, int(group[month] or 0), int(group[day] or 0), short
    if group["k_m"]:
        return None, int(group["k_m"] or 0), int(group["k_d"] or 0), False
    form = "dm" if group["dm_m"] else "md"
    month_number = _MONTH_NAMES.index((group[form + "_m"] or "jan")[:3].lower()) + 1
    day_number = int(group[form + "_d"] or 0)
    if group[form + "_y"]:
        return int(group[form + "_y"] or 0), month_number, day_number, False
    if group[form + "_ys"]:
        return 2000 + int(group[form + "_ys"] or 0), month_number, day_number, True
    return None, month_number, day_number, False


def _read_numbers(group: dict[str, str | None], start: int, end: int) -> DateHit | None:
    """Read three numbers of which one is the year: 8/20/2021, 17.08.2021, 21.08.17, 8/20/21."""
    if group["ul_y"]:
        first, second = int(group["ul_a"] or 0), int(group["ul_b"] or 0)
        year = int(group["ul_y"] or 0)
        if group["ul_sep"] != "/":  # 17.08.2021 and 17-08-2021 put the day first
            first, second = second, first
        return _ordered(first, second, year, (start, end))
    first, second, third = (int(group[key] or 0) for key in ("s_a", "s_b", "s_c"))
    if (
        len(group["s_a"] or "") == _TWO_DIGITS
        and first >= _FIRST_SHORT_YEAR
        and _possible(second, third)
    ):
        american = group["s_sep"] == "/" and first <= MONTHS < third
        if not american:
            weak = len(group["s_c"] or "") == 1 and group["s_sep"] == "-"
            hit = DateHit(start, end, second, third, 2000 + first, short_year=True, weak=weak)
            return replace(hit, triple=_triple(group))
    if (
        len(group["s_c"] or "") == _TWO_DIGITS
        and third >= _FIRST_SHORT_YEAR
        and group["s_sep"] == "/"
    ):
        return _ordered(first, second, 2000 + third, (start, end), short=True)
    triple = _triple(group)
    if triple is not None:  # 05.08.21: no year can stand first
        year = 2000 + third
        return DateHit(start, end, second, first, year, short_year=True, weak=True, triple=triple)
    return None


def _triple(group: dict[str, str | None]) -> tuple[int, int, int] | None:
    """Return the numbers of a date such as 17.08.21 that could put the day first."""
    written = [group[key] or "" for key in ("s_a", "s_b", "s_c")]
    if group["s_sep"] != "." or any(len(number) != _TWO_DIGITS for number in written):
        return None
    first, second, third = (int(number) for number in written)
    if not _FIRST_SHORT_YEAR <= third <= _LAST_SHORT_YEAR or not _possible(second, first):
        return None
    return first, second, third


def _ordered(
    first: int, second: int, year: int | None, span: tuple[int, int], *,
    weak: bool = False, short: bool = False,
) -> DateHit | None:  # fmt: skip
    """Return the hit of a month and a day, in this order unless only the other is possible."""
    straight, turned = _possible(first, second), _possible(second, first)
    if not straight and not turned:
        return None
    month, day = (first, second) if straight else (second, first)
    both = straight and turned and first != second
    return DateHit(*span, month, day, year, day_month=both, weak=weak, short_year=short)


def _possible(month: int, day: int) -> bool:
    return 1 <= month <= MONTHS and 1 <= day <= (29 if month == _FEBRUARY else 31)


def _with_surroundings(hit: DateHit, text: str) -> DateHit:
    """Add the weekday written beside a date, and whether a second date ends a span."""
    after = text[hit.end : hit.end + 16]
    before = text[max(0, hit.start - 16) : hit.start]
    weekday = _weekday(_WEEKDAY.search(after[:14])) if after else None
    if weekday is None and before:
        weekday = _weekday(next(iter(reversed(list(_WEEKDAY.finditer(before)))), None))
    rest = text[hit.end : hit.end + 40]
    opened = _RANGE.match(rest)
    is_range = bool(
        opened and _RANGE_END.match(rest, opened.end()) and not _CLOCK.match(rest, opened.end())
    )
    slashed = "/" in text[hit.start : hit.end]
    return replace(hit, weekday=weekday, is_range=is_range, slashed=slashed)


def _weekday(match: re.Match[str] | None) -> int | None:
    """Return 0 for Monday to 6 for Sunday."""
    if match is None:
        return None
    if match["en"]:
        return ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(match["en"].lower())
    if match["ko"] or match["ko_p"]:
        return "월화수목금토일".index(match["ko"] or match["ko_p"])
    return "月火水木金土日".index(match["ja"] or match["ja_l"])
