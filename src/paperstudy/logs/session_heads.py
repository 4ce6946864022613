"""When a meeting starts, how long it takes and where it is, as the lines at its head say."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from paperstudy.domain.text import clean_line
from paperstudy.logs.clock_text import find_time
from paperstudy.logs.date_text import find_dates
from paperstudy.logs.document import LineKind
from paperstudy.logs.session_reading import MAX_TEXT, has_words
from paperstudy.logs.session_words import (
    HEAD_HEADINGS,
    HEAD_HINT,
    HEAD_LABELS,
    ROLE_HEADINGS,
    ROLE_LABELS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.logs import SessionDraft
    from paperstudy.logs.clock_text import ClockHit
    from paperstudy.logs.document import Cell, Line, Link
    from paperstudy.logs.session_reading import SessionReading

_HOSTS = (
    "zoom.us", "zoom.com", "meet.google.com", "gather.town", "teams.microsoft.com", "teams.live.com",
    "webex.com", "meet.jit.si", "whereby.com", "discord.gg", "zep.us", "meet.naver.com",
)  # fmt: skip
_RECORDING = re.compile(r"/(?:rec|recording|playback)(?:/|$)")
_INLINE_PLACE = re.compile(
    r"(?<!\w)(?:장소|place|location|where|場所|会場)\s{0,3}[:：]\s*(?P<value>[^|;/\n]{2,80}?)\s*(?:$|[|;/]|,?\s\S{1,6}\s?[:：])",
    re.IGNORECASE,
)
_AT_PLACE = re.compile(r"\s@\s+(?P<value>[^@()|:：]{2,40})\s*$")
# What follows a time and is a room: `4:00 PM, D403`, `19:30, 공학관 301호`.
_ROOM = re.compile(
    r"^\s*[,(·/@]\s*(?P<value>[A-Za-z]{0,3}-?\d{2,4}호?|[^,()|:：]{0,24}(?:\d호|룸|강의실|회의실|세미나실|관|\broom\s?\w{0,5}|\bhall|zoom|줌))\s*\)?\s*$",
    re.IGNORECASE,
)
_NO_PLACE = re.compile(r"(?:\W|tba|tbd|n/?a|미정|추후\s?공지|없음|未定)*", re.IGNORECASE)
_ADDRESS = re.compile(r"링크|주소|link|url", re.IGNORECASE)
_EMPTY = re.compile(r"[(（\[]\s*[)）\]]")
_ON_THE_WEB = re.compile(
    r"(?:zoom|줌|google|구글|meet|미트|gather(?:\.?\s?town)?|게더(?:타운)?|online|온라인|링크|link|접속|here|여기|discord|디스코드"
    r"|webex|teams|화상|회의|미팅|meeting|\W)*",
    re.IGNORECASE,
)
_BOTH = re.compile(r"장소|place|location|venue|場所", re.IGNORECASE)
_BESIDE = re.compile(
    r"[\W\d]*(?:[월화수목금토일](?:요일)?|[月火水木金土日](?:曜日?)?|[a-z]{3,9}day|mon|tue|wed|thu|fri|sat|sun|at|from|@)?[\W]*",
    re.IGNORECASE,
)
_LONGEST, _NEXT_LINES = 200, 3


@dataclass(frozen=True, slots=True)
class HeadFact:
    """What one line says of when or where a meeting is."""

    line: int
    starts: str = ""
    minutes: int | None = None
    place: str = ""
    labelled: bool = True


def find_head_facts(reading: SessionReading) -> Iterator[HeadFact]:
    """Yield the lines that say when or where: `시간: 19:30~21:00`, `장소: Zoom`, a meeting's link."""
    for line in reading.document.lines:
        if not (has_words(line) or line.links) or line.kind is LineKind.ROW:
            continue
        if HEAD_HINT.search(line.raw[:MAX_TEXT].lower()) is None:
            continue
        fact = _labelled(reading, line) or _linked(line)
        if fact is not None:
            yield fact


def head_of(line: Line) -> HeadFact | None:
    """Return what a session's own heading or dated line says of its time and place."""
    text = line.text[:MAX_TEXT]
    hit = find_time(text)
    if hit is None:
        return None
    if line.kind is not LineKind.HEADING and not _is_beside_date(text, hit):
        return None
    return HeadFact(line.number, hit.starts, hit.minutes, _place_behind(text, hit))


def read_when(text: str) -> HeadFact:
    """Return the time of day and the room that a cell or a date's label holds beside the date."""
    hit = find_time(text)
    if hit is None:
        return HeadFact(0, place=_inline_place(text))
    return HeadFact(0, hit.starts, hit.minutes, _place_behind(text, hit))


def read_place(cell: Cell) -> str:
    """Return the place that a table's cell names."""
    links = [link for part in cell.parts for link in part.links]
    return _place(cell.text, links)


def read_place_value(text: str, links: Sequence[Link]) -> str:
    """Return the place that some words with links name: the address of the call, else the words."""
    return _place(text, links)


def with_fact(draft: SessionDraft, fact: HeadFact) -> SessionDraft:
    """Return a session with what a line adds; what was said first stays."""
    if fact.starts and not draft.starts:
        draft = replace(draft, starts=fact.starts, minutes=fact.minutes)
    return replace(draft, place=draft.place or fact.place)


def _labelled(reading: SessionReading, line: Line) -> HeadFact | None:
    text = line.text[:MAX_TEXT]
    for kind in ("time", "place", "date"):
        label = HEAD_LABELS.get(kind, ROLE_LABELS["date"]).match(text)
        if label is not None and re.search(r"\w", label["value"]):
            return _fact(kind, line, label)
        if label is not None and line.links:
            return _fact(kind, line, label)
        alone = HEAD_HEADINGS[kind].match(text) if kind in HEAD_HEADINGS else None
        below = _below(reading, line) if alone is not None else None
        if below is not None:
            found = read_when(below.text[:MAX_TEXT])
            if kind == "place":
                found = HeadFact(line.number, place=_place(below.text, below.links))
            return replace(found, line=line.number) if found.starts or found.place else None
    return None


def _fact(kind: str, line: Line, label: re.Match[str]) -> HeadFact | None:
    value = label["value"]
    if kind == "place":
        start = label.end("label")
        links = [link for link in line.links if link.end > start]
        if _ADDRESS.search(label["label"]) and not any(is_call(link.url) for link in links):
            return None
        place = _place(value, links)
        return HeadFact(line.number, place=place) if place else None
    found = read_when(value)
    if not found.place and _BOTH.search(label["label"]):
        found = replace(found, place=_rest(value))
    return replace(found, line=line.number) if found.starts or found.place else None


def _below(reading: SessionReading, line: Line) -> Line | None:
    """Return the next line that says something, where it stands close under a label.

    The next item of a list is none under the one before, nor is a line with a label of its own.
    """
    for below in reading.document.lines[line.number : line.number + _NEXT_LINES]:
        beside = below.kind is LineKind.ITEM and below.depth <= line.depth
        if below.kind is LineKind.HEADING or (line.kind is LineKind.ITEM and beside):
            return None
        if has_words(below) or below.links:
            return None if _is_labelled(below) else below
    return None


def _is_labelled(line: Line) -> bool:
    text = line.text[:MAX_TEXT]
    tests = (*ROLE_LABELS.values(), *HEAD_LABELS.values(), *ROLE_HEADINGS.values())
    return any(test.match(text) for test in (*tests, *HEAD_HEADINGS.values()))


def _linked(line: Line) -> HeadFact | None:
    """Return the meeting's address where a line links to one."""
    link = next((link for link in line.links if is_call(link.url)), None)
    return (
        HeadFact(line.number, place=clean_line(link.url)[:_LONGEST], labelled=False)
        if link
        else None
    )


def is_call(url: str) -> bool:
    """Tell whether an address is that of a call or a room on the web, not of its recording."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    host = (parts.hostname or "").lower()
    meets = any(host == known or host.endswith(f".{known}") for known in _HOSTS)
    return meets and len(parts.path) > 1 and _RECORDING.search(parts.path) is None


def _is_beside_date(text: str, hit: ClockHit) -> bool:
    """Tell whether a time follows a date that opens a line."""
    dates = find_dates(text[: hit.start + 1])
    return bool(dates) and _BESIDE.fullmatch(text, dates[0].end, hit.start) is not None


def _place_behind(text: str, hit: ClockHit) -> str:
    found = _inline_place(text)
    if found:
        return found
    room = _ROOM.match(text[hit.end :]) or _AT_PLACE.search(text[hit.end :])
    return clean_line(room["value"]) if room is not None else ""


def _inline_place(text: str) -> str:
    match = _INLINE_PLACE.search(text)
    value = clean_line(match["value"]) if match is not None else ""
    return "" if _NO_PLACE.fullmatch(value) else value[:_LONGEST]


def _rest(value: str) -> str:
    """Return what is left of `3월 4일 19:30, 공학관 301호` behind the day and the time."""
    hit = find_time(value)
    dates = find_dates(value)
    end = max([hit.end if hit else 0, *(date.end for date in dates)])
    rest = clean_line(re.sub(r"^(?:\s*[(（][^()（）]{1,4}[)）])?[\s,·/|@:-]+", "", value[end:]))
    return "" if _NO_PLACE.fullmatch(rest) else rest[:_LONGEST]


def _place(text: str, links: Sequence[Link]) -> str:
    """Return a place as written, with the address of the call where there is one."""
    words = clean_line(_EMPTY.sub(" ", text[:_LONGEST])).strip(" ,/·|-")
    if words.count("(") != words.count(")"):  # a bracket around the link
        words = words.strip("() ")
    call = next((link for link in links if is_call(link.url)), None)
    words = "" if _NO_PLACE.fullmatch(words) else words
    if call is None:
        return words or next((clean_line(link.url)[:_LONGEST] for link in links), "")
    label = clean_line(call.label)
    if not words or words == label or _ON_THE_WEB.fullmatch(words):
        return clean_line(call.url)[:_LONGEST]
    return f"{words} {clean_line(call.url)}"[: _LONGEST * 2]
