"""Months as people write them in an entry, and the day that they tell with a year."""

from __future__ import annotations

import re
from datetime import date

from paperstudy.formats.bib_layout import MONTHS

# A month with its day, as BibTeX has it: `mar~12`.
_DAYED = re.compile(
    r"([a-z]{3})[~\s.]{1,3}([0-9]{1,2})|([0-9]{1,2})[~\s.]{1,3}([a-z]{3})", re.ASCII
)


def month_number(text: str) -> int:
    """Return the number of a month: `3`, `03`, `mar`, `March`, `{mar.}`; 0 where it is none."""
    word = text.strip("{}. ").lower()
    if word.isdecimal() and word.isascii() and len(word) < 3:  # noqa: PLR2004 - two digits
        return int(word) if int(word) <= len(MONTHS) else 0
    return MONTHS.index(word[:3]) + 1 if word.isalpha() and word[:3] in MONTHS else 0


def month_day(year: str, month: str) -> str:
    """Return the day that a month tells with it, as ISO 8601, where there is such a day."""
    dayed = _DAYED.fullmatch(month)
    if dayed is None or (dayed[1] or dayed[4]) not in MONTHS:
        return ""
    try:
        told = date(int(year), MONTHS.index(dayed[1] or dayed[4]) + 1, int(dayed[2] or dayed[3]))
    except ValueError:
        return ""
    return told.isoformat()
