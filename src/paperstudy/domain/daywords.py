"""The words for days and months in two languages, short and long, and the one nearest to a slip."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEAR = 0.7
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_KOREAN = "월화수목금토일"
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
NEAR_DAYS = {
    "today": 0, "tonight": 0, "tomorrow": 1, "tmr": 1, "tmrw": 1, "day after tomorrow": 2,
    "yesterday": -1, "day before yesterday": -2, "오늘": 0, "내일": 1, "낼": 1, "내일모레": 2,
    "내일 모레": 2, "낼모레": 2, "낼 모레": 2, "모레": 2, "글피": 3, "어제": -1, "그제": -2,
    "그저께": -2,
}  # fmt: skip
WEEKDAYS = (*_DAYS, *(f"{day}요일" for day in _KOREAN))
KNOWN = (*WEEKDAYS, *NEAR_DAYS, *_MONTHS)
NEAR_DAY = "|".join(sorted(NEAR_DAYS, key=len, reverse=True))
DAY_NAME = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?|[월화수목금토일](?:(?:요일|욜)날?)?)"
)
MONTH_NAME = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)


def weekday_of(name: str) -> int:
    """Return the number of a weekday that `DAY_NAME` fits, 0 for Monday."""
    if name[0] in _KOREAN:
        return _KOREAN.index(name[0])
    return next(n for n, day in enumerate(_DAYS) if day.startswith(name[:3]))


def month_of(name: str) -> int:
    """Return the number of a month that `MONTH_NAME` fits, from 1."""
    return next(n for n, month in enumerate(_MONTHS, 1) if month.startswith(name[:3]))


def nearest_word(text: str, known: Iterable[str] = KNOWN) -> str:
    """Return the known word that one of the text's is most like; empty where none is like it.

    A Hangul syllable is compared letter by letter: 굼요일 is near 금요일.
    """
    from difflib import get_close_matches

    letters = {unicodedata.normalize("NFD", word): word for word in known}
    for word in text.split():
        near = get_close_matches(unicodedata.normalize("NFD", word), letters, n=1, cutoff=_NEAR)
        if near:
            return letters[near[0]]
    return ""
