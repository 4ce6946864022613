"""Reading orders in a log: `RNN → LSTM → GRU → Transformer`, or a numbered list that says so.

Only papers found for sure make a path; steps that are no papers are passed over. An arrow means
much else in a log (a change of model, a result), so a line has to be a chain and little more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.domain.logs import FindStatus, PathDraft
from paperstudy.logs.document import LineKind
from paperstudy.logs.session_reading import MAX_TEXT, make_reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.logs import PaperFind
    from paperstudy.logs.document import Document, Line
    from paperstudy.logs.session_reading import Mark, SessionReading

_ARROW = re.compile(r"[→⇒➡⟶➔➜▶►»]\ufe0f?|[-=]{1,2}>|(?<=\s)>{1,2}(?=\s)")
_ORDER = re.compile(
    r"(?:읽는|읽을|읽기|학습|공부(?:하는|할)?|추천|논문)\s?순서|순서대로\s?(?:읽|공부|보)|로드\s?맵|읽을\s?차례"
    r"|(?:reading|learning|study|recommended|suggested)\s(?:order|path|sequence)|order\s(?:of|to|for)\s(?:reading|read|study)"
    r"|(?:read|study)\sin\s(?:this|the following)\sorder|road\s?map|読む順番?|読書順",
    re.IGNORECASE,
)
# What arrows between models also say: that one was put in the other's place, or was better.
_OTHER_SENSE = re.compile(
    r"변경|교체|바꾸|바꿔|바꿈|바꿨|대체|전환|수정|성능|정확도|점수|속도|파라미터|향상|개선|상승|하락|증가|감소|보다|대신|앙상블|전이|변환|출력|입력"
    r"|accuracy|score|\bacc\b|\bf1\b|\bmap\b|\bmiou\b|\bloss\b|\blr\b|faster|better|worse|replac|switch|swap|instead|ensembl|convert|input|output"
    r"|\d\.\d|%",
    re.IGNORECASE,
)
# What may stand beside a paper in its step: a year, brackets, a word for what it is.
_BESIDE = re.compile(
    r"(?:[\W\d_]|논문|모델|계열|구조|시리즈|등|순(?:서|으로)?|papers?|models?|family|the|then|and|etc|론)*",
    re.IGNORECASE,
)
_LABEL = re.compile(r".{1,40}?[:：]\s*(?!//)")
_READS = re.compile(
    r"\s*(?:순(?:으로|서(?:대로|로)?)?|의\s순서)?\s?(?:로|으로)?\s?(?:읽|공부|보면|보기|보자|발전|이어|정리|학습|진행)\S{0,12}(?:\s\S{1,12}){0,3}",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*(?:>\s*)*(?:[-*+]\s+)?(?:\(?\d{1,2}[.)]|[①-⑳])")
_LONGEST_STEP, _SHORT = 40, 60
_FEWEST, _FEWEST_COMPARED = 2, 3
_STEPS_A_STRANGER = 3
_MOST_ITEMS = 60


def find_paths(document: Document, finds: tuple[PaperFind, ...]) -> tuple[PathDraft, ...]:
    """Return the reading orders of a log, by line."""
    sure = frozenset(
        index for index, find in enumerate(finds) if find.status is FindStatus.CONFIDENT
    )
    if len(sure) < _FEWEST:
        return ()
    reading = make_reading(document, finds, None, meetings=False)
    found = [*_chains(reading, sure), *_lists(reading, sure)]
    return tuple(sorted(found, key=lambda path: path.line))


def _chains(reading: SessionReading, sure: frozenset[int]) -> Iterator[PathDraft]:
    """Yield the lines on which arrows lead from paper to paper."""
    for number, marks in sorted(reading.marks.items()):
        line = reading.document.line(number)
        if line.kind in {LineKind.CODE, LineKind.HIDDEN} or len(marks) < _FEWEST:
            continue
        if len(line.raw) > MAX_TEXT or not _ARROW.search(line.raw):
            continue
        steps = _chain(line, [mark for mark in marks if mark.find in sure])
        if len(steps) >= _FEWEST:
            yield PathDraft(number, steps)


def _chain(line: Line, marks: Sequence[Mark]) -> tuple[int, ...]:
    """Return the papers of a chain, in order; none where the line says something else."""
    pieces = _pieces(line, marks)
    if len(pieces) < _FEWEST or _speaks_of_other(line, marks):
        return ()
    steps: list[int] = []
    strange = 0
    for place, (start, end) in enumerate(pieces):
        inside = [mark for mark in marks if start <= mark.start < end]
        said = _said(line, (start, end), inside, last=place == len(pieces) - 1)
        if inside and said:
            steps.extend(mark.find for mark in inside if mark.find not in steps)
        elif inside or len(line.text[start:end].strip()) > _LONGEST_STEP:
            return ()
        else:
            strange += 1
    compared = any(sign.group().startswith(">") for sign in _ARROW.finditer(line.text))
    fewest = _FEWEST_COMPARED if compared else _FEWEST
    most = 0 if compared else len(steps) // _STEPS_A_STRANGER
    enough = len(steps) >= fewest and strange <= most
    return tuple(steps) if enough else ()


def _pieces(line: Line, marks: Sequence[Mark]) -> list[tuple[int, int]]:
    """Return the stretches between the arrows of a line; an arrow inside a title parts nothing."""
    text = line.text
    start = len(text) - len(text.lstrip(" >-*+•")) if text.strip() else 0
    cuts = [
        match.span() for match in _ARROW.finditer(text, start)
        if not any(mark.start <= match.start() < mark.end for mark in marks)
    ]  # fmt: skip
    start = _behind_label(text, start, cuts, marks)
    edges = [start, *(edge for cut in cuts for edge in cut), len(text)]
    return [(edges[at], edges[at + 1]) for at in range(0, len(edges), 2)] if cuts else []


def _behind_label(
    text: str, start: int, cuts: Sequence[tuple[int, int]], marks: Sequence[Mark]
) -> int:
    """Return where the first step starts behind a label such as `읽는 순서:`."""
    label = _LABEL.match(text, start, cuts[0][0]) if cuts else None
    if label is None or any(mark.start < label.end() < mark.end for mark in marks):
        return start
    after = any(label.end() <= mark.start < cuts[0][0] for mark in marks)
    before = any(mark.start < label.end() for mark in marks)
    return label.end() if after or not before else start


def _said(line: Line, span: tuple[int, int], marks: Sequence[Mark], *, last: bool) -> bool:
    """Tell whether a step says no more than its papers; the last one may say what to do."""
    text = line.text
    for link in line.links:
        text = text[: link.start] + " " * (link.end - link.start) + text[link.end :]
    for mark in marks:
        text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    rest = text[span[0] : span[1]]
    if last and marks:
        behind = max(mark.end for mark in marks)
        if _READS.match(text, behind) is not None:
            rest = text[span[0] : behind]
    return _BESIDE.fullmatch(rest) is not None


def _speaks_of_other(line: Line, marks: Sequence[Mark]) -> bool:
    """Tell whether a line's own words are of a change or a result rather than of an order."""
    text = line.text
    for mark in marks:
        text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return _OTHER_SENSE.search(text) is not None and _ORDER.search(text) is None


def _lists(reading: SessionReading, sure: frozenset[int]) -> Iterator[PathDraft]:
    """Yield the lists under a heading or an item that says in which order to read."""
    for line in reading.document.lines:
        text = line.text[:MAX_TEXT].strip()
        if not text or len(text) > _SHORT or line.kind in {LineKind.CODE, LineKind.ROW}:
            continue
        if _ORDER.search(text) is None:
            continue
        steps: list[int] = []
        for item in _items_of(reading, line):
            named = [mark.find for mark in reading.marks_on(item.number) if mark.find in sure]
            steps.extend(find for find in named[:1] if find not in steps)
        if len(steps) >= _FEWEST:
            yield PathDraft(line.number, tuple(steps))


def _items_of(reading: SessionReading, line: Line) -> list[Line]:
    """Return the items of the first list under a line: numbered ones, where some are."""
    document = reading.document
    if line.kind is LineKind.ITEM:
        under = document.items_under(line.number)
        items = [item for item in under if item.depth == line.depth + 1]
    else:
        items = []
        for below in document.lines[line.number : line.number + _MOST_ITEMS]:
            if below.kind is LineKind.HEADING:
                break
            if below.kind is LineKind.ITEM and below.depth == 0:
                items.append(below)
            elif items and below.kind is LineKind.TEXT and below.parent is None:
                break
    numbered = [item for item in items if _NUMBERED.match(item.raw)]
    return numbered or items
