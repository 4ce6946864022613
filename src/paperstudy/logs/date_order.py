"""In which order a log writes day, month and year where one date alone could mean two days.

`17.08.21` is the year first in Korea and Japan and the day first in much of Europe; `5/8/2021`
is May in America. The other dates of the log tell, or nothing is changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paperstudy.logs.date_text import MONTHS, find_dates
from paperstudy.logs.document import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.logs.date_text import DateHit
    from paperstudy.logs.document import Document

_CJK = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u4e00-\u9fff\uac00-\ud7a3]")
_NUMBERS = re.compile(r"\d\s?[-./년年]\s?\d")
_TRIPLE = re.compile(r"(?<!\d)\d\d\.\s?\d\d\.\s?\d\d(?!\d)")
_EUROPEAN = re.compile(
    r"(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d(?!\d)"
)
_SLASHES = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})(?:/(?:(?:19|20)\d\d|\d\d)(?![\d/]))(?!\d)")
_READ = 400
_FEWEST = 3
_LAST_DAY = 31
_FIRST_YEAR = 10  # no log is older


@dataclass(frozen=True, slots=True)
class DateOrder:
    """What the dates of a log say of their order.

    `days_first` is said of 17.08.21, `slashes_day_first` of 5/8/2021; `years_first` of a log in
    Korean or Japanese, which puts the year first unless its dates say otherwise.
    """

    days_first: bool = False
    slashes_day_first: bool = False
    years_first: bool = False

    @property
    def certain(self) -> bool:
        """Whether a year of two digits is believed."""
        return self.days_first or self.years_first

    def turn(self, hit: DateHit) -> DateHit:
        """Return a hit as this log means it."""
        if hit.triple and self.days_first:
            day, month, year = hit.triple
            return replace(hit, day=day, month=month, year=2000 + year, weak=False)
        if self.slashes_day_first and hit.slashed and hit.day_month and hit.year is not None:
            return replace(hit, month=hit.day, day=hit.month)
        return hit


def read_order(document: Document) -> DateOrder:
    """Return in which order a log writes its dates."""
    texts = list(_texts(document))
    cjk = any(_CJK.search(text) for text in texts)
    dated = [text for text in texts if _NUMBERS.search(text)]
    firsts = {
        int(match[1]) > MONTHS
        for text in dated
        if "/" in text
        for match in _SLASHES.finditer(text)
        if _is_clear(match)
    }
    return DateOrder(_has_days_first(dated), firsts == {True}, cjk)


def _has_days_first(texts: list[str]) -> bool:
    """Tell whether the dates of two-digit years put the day first; most logs have none such."""
    if not any(_TRIPLE.search(text) for text in texts):
        return False
    hits = [hit for text in texts for hit in find_dates(text)]
    triples = {hit.triple for hit in hits if hit.triple}
    years = {hit.year for hit in hits if hit.year and not hit.triple and not hit.short_year}
    european = any(_EUROPEAN.search(text) for text in texts)
    return bool(triples) and _puts_days_first(triples, years, european=european)


def _texts(document: Document) -> Iterator[str]:
    for value in document.front.values():
        if isinstance(value, str):
            yield value[:_READ]
    for line in document.lines:
        if line.kind not in {LineKind.BLANK, LineKind.CODE, LineKind.HIDDEN}:
            yield line.text[:_READ]


def _is_clear(match: re.Match[str]) -> bool:
    """Tell whether only one of two numbers can be the month."""
    return (int(match[1]) > MONTHS) != (int(match[2]) > MONTHS)


def _puts_days_first(
    triples: set[tuple[int, int, int]], years: set[int], *, european: bool
) -> bool:
    """Tell whether all of 17.08.21, 24.08.21 … are days before months before years, and why."""
    if not all(_may_be(day, month) for day, month, _ in triples):
        return False
    later = any(first < _FIRST_YEAR or last > _LAST_DAY for first, _, last in triples)
    if european or (later and len(triples) > 1):
        return True
    behind = {2000 + last for _, _, last in triples}
    before = {2000 + first for first, _, _ in triples}
    if years:
        return behind <= years and not before & years
    return len(triples) >= _FEWEST and len(behind) == 1 and len(before) > 1


def _may_be(day: int, month: int) -> bool:
    return 1 <= day <= _LAST_DAY and 1 <= month <= MONTHS
