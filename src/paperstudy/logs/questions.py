"""Open questions about papers: lines that ask something where a log collects its questions.

A question mark alone is no question to anybody (`왜 필요할까?` opens an explanation): the line has
to stand under a heading or an item such as 질문 or Q&A, or to be marked by `Q:`, with a paper on
it or above it, and nothing under it may answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.domain.logs import TodoDraft, TodoKind
from paperstudy.domain.text import clean_line
from paperstudy.logs.document import LineKind
from paperstudy.logs.marks import shown
from paperstudy.logs.session_reading import MAX_TEXT, has_words, line_span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.logs.document import Line
    from paperstudy.logs.session_reading import SessionReading

_HEADING = re.compile(
    r"\W*(?:\d{1,2}[.)]\s*)?(?:.{0,20}?\s)?(?:추가\s?|남은\s?|열린\s?|미해결\s?)?(?:질문(?:\s?(?:내용|사항|거리|목록|들|리스트|및\s?(?:토의|토론|논의|답변)))?|질의(?:\s?응답)?|의문(?:점|사항)?|궁금(?:한|했던)\s?(?:것|점|거|내용)(?:들)?"
    r"|(?:open\s|unanswered\s|remaining\s|discussion\s)?questions?|q\s?(?:&|and|n)\s?a|qna|faq|疑問点?|質問(?:事項)?|質疑(?:応答)?)\W*(?:[(（\[][^()]{0,24}[)）\]]\W*)?",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"[^\w(\[]*(?:q\d{0,2}|질문\s?\d{0,2}|question\s?\d{0,2}|의문점?|質問)\s{0,2}[.:：)\]]\s*(?=\S)",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"[^\w(\[]*(?:a\d{0,2}|답(?:변)?\s?\d{0,2}|ans(?:wer)?\s?\d{0,2}|해결|정답|결론|回答|答え?)\s{0,2}[.:：)\]]|\s*(?:[-*+>]\s)?\s*(?:→|⇒|➡|=>|->|↳|└)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"[?？]+\s*(?:[(（\[][^()（）]{0,40}[)）\]])?[\s)\]*_~\"'”’.!ㅎㅋㅠㅜ\U0001f300-\U0001faff]*$"
    r"|(?:궁금(?:하다|합니다|함|해요|해|하네요)|잘\s?모르겠(?:다|습니다|음|어요))\s*[.!~]*\s*$"
)
_ANSWERED = re.compile(
    r"해결(?:됨|했|완료|!|\))|답변\s?완료|\b(?:answered|solved|resolved)\b|✅|✔", re.IGNORECASE
)
_STRUCK = re.compile(r"^[\s>*+\-\d.\[\]xX]*~~[^~]+~~\W*$")
_READ = frozenset({LineKind.ITEM, LineKind.TEXT})
_CLOSE = 3
_LONG = 300
_SHORT = 40


def find_questions(reading: SessionReading) -> Iterator[TodoDraft]:
    """Yield the open questions of a log, by line; a ticked box says that one is answered."""
    papers = _Papers(reading)
    for line in reading.document.lines:
        if not _asks(reading, line):
            continue
        find = papers.of(line)
        if find is not None and (line.checked is not None or not _is_answered(reading, line)):
            yield TodoDraft(line.number, _words(line), bool(line.checked), find, TodoKind.QUESTION)


class _Papers:
    """What a question is about: a paper on its line, above it, or the one the log is about."""

    def __init__(self, reading: SessionReading) -> None:
        self._reading = reading
        self._whole: tuple[int, ...] | None = None

    def of(self, line: Line) -> int | None:
        """Return the paper a question is about, None where that does not show."""
        named = self._sure(line)
        if named:
            return named[0]
        document = self._reading.document
        parent = line.parent
        for _ in range(8):
            if parent is None or parent == line.number:
                break
            above = document.line(parent)
            named = self._sure(above)
            if named:
                return named[0] if len(named) == 1 else None
            parent = above.parent if above.parent != parent else None
        for heading in reversed(document.headings_above(line.number)):
            named = self._sure(heading)
            if named:
                return named[0] if len(named) == 1 else None
        return self._of_log()

    def _sure(self, line: Line) -> tuple[int, ...]:
        marks = [
            mark for mark in self._reading.marks_on(line.number)
            if mark.find not in self._reading.weak
        ]  # fmt: skip
        return tuple(dict.fromkeys(mark.find for mark in marks))

    def _of_log(self) -> int | None:
        """Return the one paper that the title or the front matter of a log is about."""
        if self._whole is None:
            lines = self._reading.document.lines
            hidden = [line for line in lines[:_SHORT] if line.kind is LineKind.HIDDEN]
            headings = [line for line in lines if line.kind is LineKind.HEADING][:1]
            self._whole = ()
            for line in [*hidden, *headings]:
                self._whole = self._whole or self._reading.presented([line_span(line)])
        return self._whole[0] if len(self._whole) == 1 else None


def _asks(reading: SessionReading, line: Line) -> bool:
    """Tell whether a line is a question put where questions stand."""
    text = line.text.strip()
    if line.kind not in _READ or not text or len(text) > _LONG or _ASKS.search(text) is None:
        return False
    if _STRUCK.match(line.raw[:MAX_TEXT]) or _ANSWERED.search(text) or _ANSWER.match(text):
        return False
    return _LABEL.match(text) is not None or _is_collected(reading, line)


def _is_collected(reading: SessionReading, line: Line) -> bool:
    """Tell whether the nearest heading, or an item above, says that questions follow."""
    document = reading.document
    parent = line.parent
    for _ in range(8):
        if parent is None or parent == line.number:
            break
        above = document.line(parent)
        if _says_questions(above):
            return True
        parent = above.parent if above.parent != parent else None
    if line.section is None:
        return False
    return _says_questions(document.line(line.section))


def _says_questions(line: Line) -> bool:
    text = line.text[:MAX_TEXT].strip()
    return len(text) <= _SHORT and _HEADING.fullmatch(text) is not None


def _is_answered(reading: SessionReading, line: Line) -> bool:
    """Tell whether something under or right after a question answers it."""
    if any(has_words(under) for under in reading.nested.get(line.number, ())):
        return True
    document = reading.document
    for below in document.lines[line.number : line.number + _CLOSE]:
        if below.kind is LineKind.BLANK:
            continue
        if below.kind not in _READ or not below.text.strip():
            break
        if _ANSWER.match(below.raw[:MAX_TEXT]):
            return True
        return _follows(line, below)
    return False


def _follows(line: Line, below: Line) -> bool:
    """Tell whether the next words go on with a question: a paragraph, or a list under one."""
    if _ASKS.search(below.text.strip()) or _LABEL.match(below.text.strip()):
        return False
    return line.kind is LineKind.TEXT or below.kind is LineKind.TEXT


def _words(line: Line) -> str:
    label = _LABEL.match(line.text)
    start = label.end() if label is not None else 0
    return clean_line(shown(line.raw[start:], line.text[start:])) or clean_line(line.text)
