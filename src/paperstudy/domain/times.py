"""Times of day as people write them: `10:00`, `7pm`, `오후 7시 30분`."""

from __future__ import annotations

import re
import unicodedata

from paperstudy.domain.errors import InvalidDateError

_NOON = 12
_HOURS, _MINUTES = 24, 60
_AM = {"am", "오전", "아침", "새벽"}
_PM = {"pm", "오후", "저녁", "밤"}
_TIME = re.compile(
    r"(?<![\w:])(?P<half>오전|오후|아침|저녁|밤|새벽|낮)?\s*(?:at\s+|@\s*)?"
    r"(?:(?P<h>\d{1,2}):(?P<m>\d{2})(?::00)?\s*(?P<am1>[ap])?(?:(?<=[ap])\.?m\b\.?)?(?![\d:])"
    r"|(?P<h2>\d{1,2})\s*(?P<am2>[ap])\.?m\b\.?"
    r"|(?P<h3>\d{1,2})\s*시(?!\w*[가-힣]*일)(?:\s*(?:(?P<m3>\d{1,2})\s*분|(?P<half3>반)))?(?:에)?"
    r"|(?P<word>noon|midnight|정오|자정))"
)
_ZEROS = {"noon": "12:00", "정오": "12:00", "midnight": "00:00", "자정": "00:00"}


def read_time(text: str) -> str:
    """Return the time of day that a person means, as `19:30`; empty for nothing.

    Raises:
        InvalidDateError: it means none.
    """
    plain = plain_text(text)
    if not plain:
        return ""
    rest, time = take_time(plain, text)
    if rest or not time:
        raise InvalidDateError(
            "“{text}” is no time of day", hint="write it as 19:30 or 7pm", text=text
        )
    return time


def plain_text(text: str) -> str:
    """Return a text without what differs only in how it is typed: width, letter case, blanks."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def take_time(plain: str, text: str) -> tuple[str, str]:
    """Return `plain` without the time of day, and the time; it is empty where none is named.

    Raises:
        InvalidDateError: it is none that a clock shows; the message quotes `text`.
    """
    match = _TIME.search(plain)
    if match is None:
        return plain, ""
    rest = f"{plain[: match.start()]} {plain[match.end() :]}".strip()
    rest = re.sub(r"\bat\b|@", " ", rest).strip()
    if match["word"]:
        return rest, _ZEROS[match["word"]]
    hour = int(match["h"] or match["h2"] or match["h3"])
    minute = 30 if match["half3"] else int(match["m"] or match["m3"] or 0)
    half = match["half"] or {"a": "am", "p": "pm"}.get(match["am1"] or match["am2"] or "", "")
    hour = _on_the_clock(hour, half)
    if not (0 <= hour < _HOURS and minute < _MINUTES):
        raise InvalidDateError(
            "“{text}” is no time of day", hint="write it as 19:30 or 7pm", text=text
        )
    return rest, f"{hour:02}:{minute:02}"


def _on_the_clock(hour: int, half: str) -> int:
    """Return the hour from 0 to 23; another number where it cannot be in this half of the day."""
    if half in _AM:
        return hour % _NOON if hour <= _NOON else -1
    if half in _PM:
        late = half == "밤" and hour == _NOON
        return 0 if late else hour % _NOON + _NOON if hour <= _NOON else hour
    if half == "낮" and hour < _NOON // 2:
        return hour + _NOON
    return hour
