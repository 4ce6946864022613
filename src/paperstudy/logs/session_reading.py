"""A document seen by the finders of sessions: papers by place, years by heading, words around."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paperstudy.domain.logs import FindStatus, MentionKind
from paperstudy.logs.date_order import DateOrder, read_order
from paperstudy.logs.dates import (
    YearHint,
    find_event_date,
    find_year,
    is_last_change,
    settle_date,
)
from paperstudy.logs.document import Line, LineKind
from paperstudy.logs.people import are_only_names
from paperstudy.logs.session_words import (
    ANNOUNCED,
    DAILY,
    FILLER,
    ONE_MEETING,
    RETROSPECT,
    ROLE_HINT,
    WEEKLY,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from paperstudy.domain.logs import PaperFind
    from paperstudy.logs.date_text import DateHit
    from paperstudy.logs.document import CellPart, Document

MAX_TEXT = 600
_EMPTY_KINDS = frozenset({LineKind.BLANK, LineKind.CODE, LineKind.HIDDEN, LineKind.RULE})
_BRACKETED = re.compile(r"[(（\[][^()（）\[\]]{0,80}[)）\]]")
_CALLED_PAPER = re.compile(r"\s?(?:の?論文|논문|paper(?!s|\w))(?!\s?(?:구현|관련))", re.IGNORECASE)
_COMMA = re.compile(r"[,，、]\s")
_FEW_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A mention of a paper by place: offsets `start` to `end` of a line, its find and kind."""

    line: int
    start: int
    end: int
    find: int
    kind: MentionKind
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SessionReading:
    """A document with all that says where its papers are and which dates its headings give."""

    document: Document
    marks: dict[int, list[Mark]]
    nested: dict[int, list[Line]]
    log_date: date | None
    event_date: date | None
    title: str
    announced: bool
    authors: tuple[frozenset[str], ...] = ()
    titles: tuple[str, ...] = ()
    weak: frozenset[int] = frozenset()
    order: DateOrder = field(default_factory=DateOrder)
    _years: dict[int | None, YearHint | None] = field(default_factory=dict)
    _names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _roles: dict[int, bool] = field(default_factory=dict)

    def marks_in(self, span: Span) -> list[Mark]:
        """Return the mentions that start in `span`, in order."""
        return [
            mark for mark in self.marks.get(span.line, ()) if span.start <= mark.start < span.end
        ]

    def marks_on(self, number: int) -> list[Mark]:
        """Return the mentions on a line."""
        return self.marks.get(number, [])

    def only_names(self, text: str) -> tuple[str, ...]:
        """Return the names where `text` is a list of names and nothing else; read once a log."""
        names = self._names.get(text)
        if names is None:
            names = self._names[text] = are_only_names(text)
        return names

    def may_name_role(self, line: Line) -> bool:
        """Tell whether a line holds a word such as 발표 or presenter at all: cheap to ask."""
        found = self._roles.get(line.number)
        if found is None:
            found = ROLE_HINT.search(line.text[:MAX_TEXT].lower()) is not None
            self._roles[line.number] = found
        return found

    def year_at(self, number: int) -> YearHint | None:
        """Return the year that the headings above line `number`, or the title, give."""
        line = self.document.line(number)
        key = number if line.kind is LineKind.HEADING else line.section
        if key not in self._years:
            self._years[key] = self._find_year(number)
        return self._years[key]

    def _find_year(self, number: int) -> YearHint | None:
        headings = list(reversed(self.document.headings_above(number)))
        if self.document.line(number).kind is LineKind.HEADING:
            headings.insert(0, self.document.line(number))
        for heading in headings:
            hint = find_year(heading.text[:MAX_TEXT])
            if hint:
                return hint
        return find_year(self.title)

    def settle(
        self, hit: DateHit, year: YearHint | None = None, near: date | None = None
    ) -> date | None:
        """Return the day a hit means in this log, as `settle_date` tells it."""
        return settle_date(self.order.turn(hit), year, near)

    def default_date(self) -> date | None:
        """Return the day of a meeting that names none: the announced day, or the day of the log."""
        if self.event_date:
            return self.event_date
        if self.log_date is None or is_last_change(self.document, self.log_date):
            return None
        weekly = bool(WEEKLY.search(self.title)) and not DAILY.search(self.title)
        if weekly and (RETROSPECT.search(self.title) or not ONE_MEETING.search(self.title)):
            return None
        return self.log_date

    def presented(self, spans: Sequence[Span]) -> tuple[int, ...]:
        """Return the papers a topic is about.

        Links and written titles are; a short name only where the topic says little else
        (`AlexNet 논문리뷰`, not `GANs for Computer Vision`).
        """
        marks = [
            mark for span in spans for mark in self.marks_in(span)
            if mark.find not in self.weak or mark.kind is MentionKind.LINK
        ]  # fmt: skip
        if not marks:
            return ()
        strong = [mark for mark in marks if mark.kind is not MentionKind.NAME]
        if strong:
            named = self._named_by_labels(marks)
            wrong = {mark for mark in strong if mark in named}
            chosen = [
                named.get(mark, mark.find) for mark in strong if mark not in wrong or mark in named
            ]
            return tuple(dict.fromkeys(chosen))
        for piece in self._pieces(spans):
            inside = [mark for mark in marks if any(_within(mark, span) for span in piece)]
            if inside and self._is_all(piece, inside):
                return tuple(dict.fromkeys(mark.find for mark in self._outside(inside)))
        only = len({mark.find for mark in marks}) == 1
        return (marks[0].find,) if only and any(map(self._is_called_paper, marks)) else ()

    def _is_called_paper(self, mark: Mark) -> bool:
        """Tell whether the line says that a name is a paper's: `BERT 논문`, `the BERT paper`."""
        return _CALLED_PAPER.match(self.document.line(mark.line).text, mark.end) is not None

    def only_mark(self, spans: Sequence[Span]) -> tuple[int, ...]:
        """Return the one paper that some words name, among whatever else they say."""
        named = {
            mark.find for span in spans for mark in self.marks_in(span)
            if mark.find not in self.weak or mark.kind is MentionKind.LINK
        }  # fmt: skip
        return tuple(named) if len(named) == 1 else ()

    def _named_by_labels(self, marks: Sequence[Mark]) -> dict[Mark, int]:
        """Return the links whose label names another paper, which is the one that is meant."""
        found: dict[Mark, int] = {}
        for mark in marks:
            if mark.kind is not MentionKind.LINK:
                continue
            for link in self.document.line(mark.line).links:
                if not link.start <= mark.start < link.end:
                    continue
                others = [
                    other for other in marks
                    if other.line == mark.line and link.start <= other.start < link.end
                    and other.kind is MentionKind.TITLE
                ]  # fmt: skip
                if others and all(other.find != mark.find for other in others):
                    found[mark] = others[0].find
        return found

    def _pieces(self, spans: Sequence[Span]) -> list[list[Span]]:
        """Return the topic whole, and the parts of a one-line topic after and before a colon."""
        pieces = [list(spans)]
        if len(spans) != 1:
            return pieces
        span = spans[0]
        text = self.document.line(span.line).text[span.start : span.end]
        comma = _COMMA.search(text)  # BERT, 시간이 없어 절반만
        if comma is not None:
            place = span.start + comma.start()
            if all(mark.start < place for mark in self.marks_in(span)):
                pieces.append([Span(span.line, span.start, place)])
        colon = max(text.rfind(":"), text.rfind("："))
        if colon >= 0:
            pieces.append([Span(span.line, span.start + colon + 1, span.end)])
            first = min(place for place in (text.find(":"), text.find("：")) if place >= 0)
            pieces.append([Span(span.line, span.start, span.start + first)])
        return pieces

    def _outside(self, marks: Sequence[Mark]) -> list[Mark]:
        """Drop the names that only a remark in brackets makes: `U-Net++ (more skip connections)`."""
        kept = list(marks)
        for bracket in _BRACKETED.finditer(self.document.line(marks[0].line).text):
            inner = [
                mark for mark in kept
                if mark.line == marks[0].line and bracket.start() < mark.start < bracket.end()
            ]  # fmt: skip
            words = bracket[0]
            for mark in inner:
                words = words.replace(mark.text, " ")
            if inner and len(inner) < len(kept) and len(FILLER.sub("", words)) > _FEW_LETTERS:
                kept = [mark for mark in kept if mark not in inner]
        return kept

    def _is_all(self, spans: Iterable[Span], marks: Iterable[Mark]) -> bool:
        """Tell whether the spans say no more than these names."""
        taken = list(marks)
        left = ""
        for span in spans:
            text = list(self.document.line(span.line).text[span.start : span.end])
            for mark in taken:
                if mark.line == span.line:
                    for place in range(max(mark.start, span.start), min(mark.end, span.end)):
                        if place - span.start < len(text):
                            text[place - span.start] = " "
            left += " " + "".join(text)
        left = _BRACKETED.sub(" ", left)
        return len(FILLER.sub("", left[:MAX_TEXT])) <= _FEW_LETTERS


def make_reading(
    document: Document, finds: Sequence[PaperFind], log_date: date | None, *, meetings: bool = True
) -> SessionReading:
    """Return `document` with its papers laid out by line.

    Args:
        document: the log.
        finds: its papers.
        log_date: its day.
        meetings: whether to look for what a log announces; to-dos need it not.
    """
    marks: dict[int, list[Mark]] = {}
    for index, find in enumerate(finds):
        for mention in find.mentions:
            if not 1 <= mention.line <= len(document.lines):
                continue
            end = mention.column + len(mention.text)
            marks.setdefault(mention.line, []).append(
                Mark(mention.line, mention.column, end, index, mention.kind, mention.text)
            )
    for found in marks.values():
        found.sort(key=lambda mark: (mark.start, mark.end))
    nested: dict[int, list[Line]] = {}
    for line in document.lines:
        if line.parent is not None and line.kind not in _EMPTY_KINDS:
            nested.setdefault(line.parent, []).append(line)
    return SessionReading(
        document=document,
        marks=marks,
        nested=nested,
        log_date=log_date,
        event_date=find_event_date(document) if meetings else None,
        title=_title(document),
        order=read_order(document) if meetings else DateOrder(),
        announced=meetings
        and any(ANNOUNCED.search(line.text[:MAX_TEXT]) for line in document.lines),
        authors=tuple(_families(find) for find in finds),
        titles=tuple(find.record.title.casefold() if find.candidates else "" for find in finds),
        weak=frozenset(index for index, find in enumerate(finds) if _is_weak(find)),
    )


def _is_weak(find: PaperFind) -> bool:
    """Tell whether a find is too unsure to be what a talk is about: a guess at a name or a title."""
    if find.status is FindStatus.CONFIDENT or not find.candidates:
        return not find.candidates
    return find.record.source == "log" or all(
        mention.kind is MentionKind.NAME for mention in find.mentions
    )


def _families(find: PaperFind) -> frozenset[str]:
    """Return the family names of a paper's authors, to tell them from presenters."""
    authors = find.record.authors if find.candidates else ()
    return frozenset(author.family_name.casefold() for author in authors)


def part_span(part: CellPart) -> Span:
    """Return where a piece of a cell stands, its links' addresses included."""
    end = max([part.start + len(part.text), *(link.end for link in part.links)])
    return Span(part.line, part.start, end)


def line_span(line: Line) -> Span:
    """Return the whole of a line."""
    return Span(line.number, 0, len(line.raw) + 1)


def has_words(line: Line) -> bool:
    """Tell whether a line is read at all and says something."""
    return line.kind not in _EMPTY_KINDS and bool(line.text.strip())


def _within(mark: Mark, span: Span) -> bool:
    return mark.line == span.line and span.start <= mark.start < span.end


def _title(document: Document) -> str:
    """Return the front matter's titles and the first heading as one text, each once."""
    parts = [document.front.get(key) for key in ("title", "subtitle")]
    first = next((line for line in document.lines if line.kind is LineKind.HEADING), None)
    words = [part for part in parts if isinstance(part, str)]
    if first is not None and (first.depth == 1 or not words):
        words.append(first.text.strip())
    words = [
        word for at, word in enumerate(words)
        if not any(word in other and (word != other or at > n) for n, other in enumerate(words) if n != at)
    ]  # fmt: skip
    return " · ".join(words)[:MAX_TEXT]
