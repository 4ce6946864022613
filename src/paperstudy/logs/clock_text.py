"""Times of day as people write them, found in a piece of text: `19:30~21:00`, `오후 7시`, `7pm`.

An hour that may be before or after noon (`7시`) is no time: a meeting at the wrong hour is worse
than one without.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOCK = (
    r"(?:(?P<{0}part>새벽|오전|아침|점심|낮|오후|저녁|밤|午前|午後|朝|夜)\s?)?(?P<{0}hour>\d{{1,2}})"
    r"(?:\s?[:：]\s?(?P<{0}colon>[0-5]\d)(?![\d:：])|[hH](?P<{0}h>[0-5]\d)"
    r"|\s?(?P<{0}sign>시|時)(?!간|間)(?:\s?(?P<{0}minute>[0-5]?\d)\s?[분分]|\s?(?P<{0}half>[반半]))?)?"
    r"(?:\s?(?P<{0}ends>(?P<{0}noon>[ap])\.?m\b\.?))?"
)
_TIME = re.compile(
    r"(?<![\d.:：/-])" + _CLOCK.format("")
    + r"(?:\s?(?:[~～〜∼–—-]|부터|から|to\b|until\b)\s?" + _CLOCK.format("to_") + r")?(?![\d/:：])",
    re.IGNORECASE,
)  # fmt: skip
_MORNING = frozenset({"새벽", "오전", "아침", "午前", "朝", "a"})
_MIDDAY = frozenset({"낮", "점심"})
_NIGHT = frozenset({"밤", "夜"})
_NOON, _DAY = 12, 24
_FIRST_CERTAIN = 9  # 9시 is the morning's; 8시 may be either
_LATE, _EVENING = 6, 18
_HOUR = 60
_LONGEST = 12 * _HOUR


@dataclass(frozen=True, slots=True)
class ClockHit:
    """A time of day found in a text: `starts` as `19:30`, `minutes` where the end is said too."""

    start: int
    end: int
    starts: str
    minutes: int | None = None


def find_time(text: str) -> ClockHit | None:
    """Return the first time of day written in `text`, with its end where a span is written."""
    for match in _TIME.finditer(text):
        hit = _read(match)
        if hit is not None:
            return hit
    return None


def _read(match: re.Match[str]) -> ClockHit | None:
    group = match.groupdict()
    until = _minute_of_day(group, "to_", part=group["part"] or "") if group["to_hour"] else None
    begin = _start(group, until)
    if begin is None:
        return None
    minutes = _length(begin, until) if until is not None else 0
    said = 0 < minutes <= _LONGEST
    shown = f"{begin // _HOUR:02}:{begin % _HOUR:02}"
    end = match.end() if said else _end_of_first(match)
    return ClockHit(match.start(), end, shown, minutes if said else None)


def _start(group: dict[str, str | None], until: int | None) -> int | None:
    """Return the minute of the day of a match's first time; the second may say what it means."""
    whole = not _is_marked(group, "")
    if whole and (until is None or not _is_marked(group, "to_") or group["to_colon"]):
        return None
    half = group["part"] or group["noon"]
    if until is not None and (group["to_noon"] or group["to_part"]) and not half:
        return _before(group, until)
    if whole and not half:
        return _whole_hour(group, until or 0)
    return _minute_of_day(group, "", part="")


def _length(begin: int, until: int) -> int:
    past_midnight = begin >= _EVENING * _HOUR and until <= _LATE * _HOUR
    return until - begin + (_DAY * _HOUR if past_midnight else 0)


def _end_of_first(match: re.Match[str]) -> int:
    ends = [match.end(name) for name in ("hour", "colon", "h", "sign", "minute", "half", "ends")]
    return max(ends)


def _is_marked(group: dict[str, str | None], which: str) -> bool:
    """Tell whether a number says that it is a time: 7pm, 7시, 7:00, 7h00."""
    return any(group[which + name] for name in ("colon", "h", "sign", "noon"))


def _before(group: dict[str, str | None], until: int) -> int | None:
    """Return a start that shares the half of the day with its end: `7-9pm`, `11:30-1pm`."""
    hour, minute = int(group["hour"] or 0), _minute(group, "")
    if hour > _NOON:
        return _valid(hour, minute)
    late = _valid(hour % _NOON + (_NOON if until >= _NOON * _HOUR else 0), minute)
    if late is not None and late < until:
        return late
    return _valid(hour, minute)


def _whole_hour(group: dict[str, str | None], until: int) -> int | None:
    """Return the start of `19~21시`, of which only the end says that it is a time."""
    hour = int(group["hour"] or 0)
    start = hour * _HOUR
    return start if hour >= _FIRST_CERTAIN and start < until else None


def _minute(group: dict[str, str | None], which: str) -> int:
    if group[which + "half"]:
        return 30
    return int(
        next((group[which + n] for n in ("colon", "h", "minute") if group[which + n]), 0) or 0
    )


def _minute_of_day(group: dict[str, str | None], which: str, *, part: str) -> int | None:
    """Return the minute of the day a time means; None where it may mean two.

    Args:
        group: the groups of a match.
        which: the prefix of the time's groups.
        part: the part of the day that the time before it named: 오후 7시~9시.
    """
    hour, minute = int(group[which + "hour"] or 0), _minute(group, which)
    named = group[which + "part"] or group[which + "noon"] or part
    if named:
        return _in_part(hour, minute, named.lower())
    if group[which + "sign"] and hour < _FIRST_CERTAIN:
        return None
    return _valid(hour, minute)


def _in_part(hour: int, minute: int, part: str) -> int | None:
    """Return the minute of the day of an hour whose half of the day is said."""
    if hour > _NOON:
        return None if part in _MORNING else _valid(hour, minute)
    if part in _MORNING:
        return _valid(hour % _NOON, minute)
    if part in _NIGHT and (hour == _NOON or hour < _LATE):  # it is the next day already
        return None
    if part in _MIDDAY and hour in {_NOON - 2, _NOON - 1}:
        return _valid(hour, minute)
    return _valid(hour % _NOON + _NOON, minute)


def _valid(hour: int, minute: int) -> int | None:
    return hour * _HOUR + minute if hour < _DAY else None
