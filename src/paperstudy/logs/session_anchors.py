"""What a session in running text hangs on: a dated line or heading, a heading that says meeting."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paperstudy.domain.text import clean_line
from paperstudy.logs.date_text import find_dates
from paperstudy.logs.document import LineKind
from paperstudy.logs.marks import words_of
from paperstudy.logs.session_reading import MAX_TEXT, has_words
from paperstudy.logs.session_words import (
    DAY_HEADING,
    NOT_A_MEETING,
    ROLE_HEADINGS,
    ROLE_LABELS,
    STRONG_MEETING,
    WEAK_MEETING,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.logs.date_text import DateHit
    from paperstudy.logs.document import Line
    from paperstudy.logs.session_reading import SessionReading

_STRUCK = re.compile(r"^[\s>*+\-\d.\[\]xX]*~~[^~]+~~\W*$")
_TIMES = re.compile(
    r"\d{1,2}\s?(?:[:hH]\s?\d{2}|[시時])|[\W_]|[ap]m|at|from|to|요일|[월화수목금토일]|\d",
    re.IGNORECASE,
)
_WEEK = re.compile(
    r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|[월화수목금토일]요일|(?:week|day|wk|w|제)\s?\d{1,3}|\d{1,3}\s?(?:주차?|일차|회차?|차)",
    re.IGNORECASE,
)
# Nov 23: moved to Nov 24; 5/1 → 5/3
_MOVED = re.compile(r"[\s:：,(]*(?:(?:moved|postponed|rescheduled)\sto|→|[-=]>)\s*", re.IGNORECASE)
DOCUMENT = 0
_FEW, _SHORT, _LONG = 2, 12, 80


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a session hangs on: a line (0 is the log as a whole), its date as far as it has one."""

    line: int
    title: str = ""
    hit: DateHit | None = None
    date_text: str = ""
    meeting: bool = False


class Anchors:
    """Finds what a line's session hangs on."""

    def __init__(self, reading: SessionReading) -> None:
        self._reading = reading
        self._labels: dict[int, list[Anchor]] = {}
        self._first_heading = next(
            (line for line in reading.document.lines if line.kind is LineKind.HEADING), None
        )
        for key, anchor in self._dated_labels():
            self._labels.setdefault(key, []).append(anchor)

    def of(self, number: int) -> Anchor:
        """Return the anchor of a line: its own date, a parent's, a heading's; else a meeting."""
        document = self._reading.document
        line = document.line(number)
        own = self._dated(line)
        if own is not None and line.kind is not LineKind.HEADING:
            return self._same_day(own)
        parent = line.parent
        for _ in range(8):
            if parent is None or parent == number:
                break
            above = document.line(parent)
            dated = self._dated(above) or self._labelled(above.number, number)
            if dated is not None:
                return dated
            parent = above.parent if above.parent != parent else None
        above_all = self._of_headings(line)
        closing = self._closing(line) if above_all.hit is None else None
        return self._same_day(closing) if closing else above_all

    def meetings(self, table_lines: frozenset[int]) -> Iterator[Anchor]:
        """Yield the headings that say meeting, and dated items under them."""
        document = self._reading.document
        headings = [
            line for line in document.lines if line.kind is LineKind.HEADING and line.text.strip()
        ]
        parts = self._parts(headings)
        split = {
            line.section for line in headings if line.section is not None and line.number in parts
        }
        for line in headings:
            if line.number in table_lines or _is_label(line):
                continue
            if line.number in parts:
                yield self._heading_anchor(line, meeting=True)
            elif (
                line.number not in split
                and _says_meeting(line)
                and not self._is_title(line, headings)
            ):
                if self._dated_items(line.number):
                    continue
                yield self._heading_anchor(line, meeting=True)
        yield from self._items(headings)

    def _parts(self, headings: list[Line]) -> set[int]:
        """Return the headings (Day01, 월요일) into which a meeting's heading is divided."""
        children: dict[int, list[Line]] = {}
        for line in headings:
            if line.section is not None:
                children.setdefault(line.section, []).append(line)
        found: set[int] = set()
        for number, inner in children.items():
            days = [
                line for line in inner if DAY_HEADING.match(line.text) or find_dates(line.text[:60])
            ]
            if _says_meeting(self._reading.document.line(number)) and len(days) >= _FEW:
                found |= {line.number for line in days}
        return found

    def _items(self, headings: list[Line]) -> Iterator[Anchor]:
        for heading in headings:
            if not (_says_meeting(heading) or WEAK_MEETING.search(heading.text[:MAX_TEXT])):
                continue
            for item in self._dated_items(heading.number):
                anchor = self._dated(item)
                if anchor is not None and not _STRUCK.match(item.raw[:MAX_TEXT]):
                    yield replace(anchor, title=words_of(heading), meeting=True)

    def _dated_items(self, heading: int) -> list[Line]:
        """Return the items of a section that are dates and nothing else."""
        found = []
        for line in self._reading.document.lines[heading : heading + 200]:
            if line.kind is LineKind.HEADING:
                break
            if line.kind is not LineKind.ITEM or line.links:
                continue
            text = line.text[:MAX_TEXT]
            hits = [hit for hit in find_dates(text) if not hit.weak]
            if hits and len(_TIMES.sub("", text[: hits[0].start] + text[hits[0].end :])) <= _SHORT:
                found.append(line)
        return found

    def _is_title(self, line: Line, headings: list[Line]) -> bool:
        """Tell whether a heading is the log's title rather than one of its meetings."""
        return line is headings[0] and line.section is None and len(headings) > 1

    def _of_headings(self, line: Line) -> Anchor:
        document = self._reading.document
        above = list(reversed(document.headings_above(line.number)))
        if line.kind is LineKind.HEADING:
            above.insert(0, line)
        for heading in above:
            meeting = _says_meeting(heading)
            dated = self._heading_anchor(heading, meeting=meeting, number=line.number)
            if dated.hit is not None:
                return dated if meeting else self._in_day(dated, heading, above)
        for heading in above:
            if heading is not line and _says_meeting(heading) and not _is_label(heading):
                return self._heading_anchor(heading, meeting=True)
        undated = self._reading.default_date() is None
        outer = [heading for heading in above if heading is not line and heading.number > 1]
        if undated and outer and not self._reading.title.endswith(outer[-1].text.strip()):
            return self._heading_anchor(outer[-1], meeting=False)
        return self._labelled(DOCUMENT, line.number) or Anchor(DOCUMENT, self._reading.title)

    def _in_day(self, dated: Anchor, title: Line, above: list[Line]) -> Anchor:
        """Return the meeting under the title of a day's log: `# Day 3 (8/10)`, `## 피어세션`."""
        if title is not self._first_heading:
            return dated
        inner = above[: above.index(title)]
        meeting = next(
            (heading for heading in inner if _says_meeting(heading) and not _is_label(heading)),
            None,
        )
        if meeting is None:
            return dated
        name = words_of(meeting)
        return replace(dated, line=meeting.number, title=name, meeting=True)

    def _labelled(self, key: int, number: int) -> Anchor | None:
        """Return the dated label of a section or an item that goes with line `number`.

        Where there are several, what comes first, label or talk, tells which belong together.
        """
        labels = self._labels.get(key, [])
        days = {(label.hit.year, label.hit.month, label.hit.day) for label in labels if label.hit}
        if len(days) <= 1:
            return replace(labels[0], line=key) if labels else None
        before = [label for label in labels if label.line <= number]
        after = [label for label in labels if label.line > number]
        if not before or (after and self._names_first(key, labels[0].line)):
            return after[0]
        return before[-1]

    def _names_first(self, key: int, label: int) -> bool:
        """Tell whether a section names a presenter before its first dated label."""
        lines = self._reading.document.lines[key : label - 1]
        return any(ROLE_LABELS["presenter"].match(line.text[:MAX_TEXT]) for line in lines)

    def _heading_anchor(self, heading: Line, *, meeting: bool, number: int | None = None) -> Anchor:
        title = words_of(heading)
        hits = [
            hit
            for hit in find_dates(heading.text[:MAX_TEXT])
            if not hit.weak or _opens(heading, hit)
        ]
        if hits and not hits[0].is_range:
            text = clean_line(heading.text[hits[0].start : hits[0].end])
            return Anchor(heading.number, title, hits[0], text, meeting)
        label = self._labelled(heading.number, number or heading.number)
        if label is not None:
            return replace(label, title=title, meeting=meeting)
        return Anchor(heading.number, title, None, "", meeting)

    def _dated(self, line: Line) -> Anchor | None:
        """Return an anchor where an item or a line opens with a date."""
        text = line.text[:MAX_TEXT]
        hits = find_dates(text[:80])
        if not hits or hits[0].is_range or not _opens(line, hits[0]):
            return None
        hit = hits[0]
        if len(hits) > 1 and _MOVED.fullmatch(text, hit.end, hits[1].start):
            hit = hits[1]
        end = min(len(text), hit.end + 20)
        written = re.split(r"[:：\-–|]", text[hit.start : end])[0] if not hit.weak else ""
        shown = clean_line(written or text[hit.start : hit.end])
        return Anchor(line.number, clean_line(text)[:80], hit, shown)

    def _closing(self, line: Line) -> Anchor | None:
        """Return an anchor where a line ends with a date of a year: `…, 12 March 2021`."""
        text = line.text[:MAX_TEXT]
        hits = [hit for hit in find_dates(text) if hit.year and not hit.weak and not hit.is_range]
        if not hits or re.search(r"[^\W\d]", text[hits[-1].end :]):
            return None
        shown = clean_line(text[hits[-1].start : hits[-1].end])
        return Anchor(line.number, self._reading.title, hits[-1], shown)

    def _same_day(self, anchor: Anchor) -> Anchor:
        """Let lines that open with the same date share the first one's anchor."""
        for other in self._reading.document.lines[max(0, anchor.line - 30) : anchor.line - 1]:
            if not has_words(other) or other.kind is LineKind.HEADING:
                continue
            dated = self._dated(other)
            if dated is not None and dated.hit is not None and anchor.hit is not None:
                same = (dated.hit.year, dated.hit.month, dated.hit.day)
                if same == (anchor.hit.year, anchor.hit.month, anchor.hit.day):
                    return dated
        return anchor

    def _dated_labels(self) -> Iterator[tuple[int, Anchor]]:
        """Yield (heading or item above, anchor) for lines such as `일시: 3월 4일`."""
        for line in self._reading.document.lines:
            if not has_words(line) or line.kind is LineKind.HEADING:
                continue
            match = ROLE_LABELS["date"].match(line.text[:MAX_TEXT])
            if match is None:
                continue
            hits = [hit for hit in find_dates(match["value"]) if not hit.weak or hit.year]
            if hits and not hits[0].is_range:
                nested = line.kind is LineKind.ITEM and line.parent is not None
                key = line.parent if nested and line.parent else line.section or DOCUMENT
                shown = clean_line(match["value"])[:40]
                yield key, Anchor(line.number, self._reading.title, hits[0], shown)


def _opens(line: Line, hit: DateHit) -> bool:
    before = _WEEK.sub("", line.text[: hit.start])
    return not re.search(r"[^\W\d_]", before) or hit.start <= _FEW


def _says_meeting(line: Line) -> bool:
    """Tell whether a heading names a meeting."""
    text = line.text[:MAX_TEXT]
    if NOT_A_MEETING.search(text) or len(text.strip()) > _LONG:
        return False
    if STRONG_MEETING.search(text):
        return True
    return WEAK_MEETING.search(text) is not None and any(not hit.weak for hit in find_dates(text))


def _is_label(line: Line) -> bool:
    text = line.text[:MAX_TEXT]
    return any(label.match(text) for label in ROLE_HEADINGS.values()) or any(
        label.match(text) for label in ROLE_LABELS.values()
    )
