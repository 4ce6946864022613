"""What a log says is still to do about papers: read, present, sum up, implement.

Checkboxes and to-do lists are taken when they name a paper or say 논문, and every checkbox under a
heading that says to-do, whatever it is about; a sentence only when it says outright that a paper is
going to be read. Elsewhere lectures, homework and experiments are no to-dos.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.domain.logs import MentionKind, TodoDraft
from paperstudy.domain.text import clean_line
from paperstudy.logs.document import LineKind
from paperstudy.logs.questions import find_questions
from paperstudy.logs.session_reading import (
    MAX_TEXT,
    SessionReading,
    has_words,
    line_span,
    make_reading,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.logs import PaperFind
    from paperstudy.logs.document import Document, Line

_PAPER = re.compile(r"논문|페이퍼|(?<!\w)papers?(?![\w/])|論文|arxiv", re.IGNORECASE)
_NOT_A_PAPER = re.compile(
    r"졸업\s?논문|학위\s?논문|논문\s?(?:작성|쓰기|투고|심사)|paper\s?(?:writing|submission)|(?:my|our) paper",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"^.{0,16}?(?:할\s?일|해야\s?할\s?(?:일|것들?)|to[\s-]?dos?(?:\s?list)?|(?:시도|도전)할\s?것|내일\s?(?:의\s?)?(?:계획|목표)|(?:내일|tomorrow)"
    r"|(?:다음|차)\s?주?(?:의|까지)?\s?(?:계획|목표|까지)|계획|못\s?한\s?(?:것|일)(?:들)?|해\s?볼\s?(?:것|일|거)(?:들)?|next(?:\s?(?:steps?|actions?|up|week|time))?|action items?|plans?|목표|숙제|宿題"
    r"|추후|앞으로|읽을\s?(?:거리|것|논문)|읽어야\s?할\s?논문|(?:papers?|things) to read|to[\s-]?read(?:\s?list)?|やること|次回まで|今後|homework)"
    r"\W*(?:[(（\[][^()]{0,24}[)）\]]\W*)?$",
    re.IGNORECASE,
)
# A heading under which every box is something to do: narrower than a list of plans or goals.
_DUTIES = re.compile(
    r"^.{0,16}?(?:할\s?일|해야\s?할\s?(?:일|것)|to[\s-]?dos?(?:\s?list)?|tasks?|action\s?(?:items?|points?)|next\s?steps?|숙제|homework|宿題|やること)"
    r"(?:들|\s?목록|\s?리스트)?\W*(?:[(（\[][^()]{0,24}[)）\]]\W*)?$",
    re.IGNORECASE,
)
_NOT_A_LIST = re.compile(
    r"발표|일정|주제|presentation|schedule|presenter|후보|candidate|규칙|룰|rules?|한\s?일|완료|done|회고",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^[^\w(\[]*(?:to[\s-]?do|할\s?일|내일\s?할\s?일|추후\s?할\s?일|다음\s?주?\s?할\s?일|해야\s?할\s?일?|next(?: steps?)?|action items?|숙제|やること)"
    r"\s{0,3}[:：\-–]\s*(?=\S)",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"읽|리뷰|구현|정리|발표|요약|스터디|공부|이해|찾아|알아|보기|뜯어|복습|코드|논문|read|review|implement|present|summari|study|paper|look|reproduce"
    r"|読|実装|紹介|要約|まとめ",
    re.IGNORECASE,
)
_OTHER_WORK = re.compile(
    r"강의|수강|과제|퀴즈|미션|강\s?(?:듣|복습)|lecture|quiz|assignment|학습\s?(?:돌|시키|진행|코드)|실험|튜닝|fine-?tun|train|제출|앙상블|submi|ensembl"
    r"|적용|돌리|돌려|baseline|베이스라인|하이퍼|성능|배포|서빙|데이터셋|데이터\s?(?:수집|전처리)|augment|교체|용량|디스크|서버",
    re.IGNORECASE,
)
_ON_PAPERS = re.compile(
    r"논문|페이퍼|papers?(?!\w)|구현|implement|論文|実装|리뷰|review|코드\s?(?:찾|분석|읽)",
    re.IGNORECASE,
)
_ACTION = r"(?:읽|리뷰|구현|정리|요약|발표|발제|구성|실습|공부|스터디|뜯어|분석)"
_GOING_TO = re.compile(
    _ACTION + r"[가-힣]{0,4}?\s?(?:을|를)?\s?(?:해|하|어|아|여)?\s?(?:보|봐|오|와)?\s?"
    r"(?:기로\s?(?:했|하였|함|하고|정|약속)|(?<=[하보읽])자(?:고|는|[!.~\s]*$)|(?:할|볼|올|을)\s?(?:예정|계획|것이|것\s*$|거)|야\s?(?:한다|함|겠|할\s|지[!.~\s]*$)"
    r"|는\s?걸[로루]|겠[다습음]|제안|오기(?:\s|$)|해오기)"
)
_EACH = re.compile(r"각자\s.{0,24}?(?:읽|정리|리뷰|구현)|읽어\s?보고\s.{0,30}걸[로루]")
_GOING_TO_EN = re.compile(
    r"\b(?:need to|have to|will|going to|plan(?:ning|s)? to|let'?s|want to|todo:?|remember to)\s+(?:\w+\s+){0,3}?"
    r"(?:read|review|implement|present|summari[sz]e|reproduce|re-?read|go through)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"때문|완료|위해|위한|했었|읽었|봤다|좋겠|어떨까|할까|궁금|추천|방법|경우|이유|라고 (?:했|하)|하셨|하신다|[?？]\s*$"
)
_STRUCK = re.compile(r"^[\s>*+\-\d.\[\]xX]*~~[^~]+~~\W*$")
_NEAR = 45
_SHORT = 40


def find_todos(document: Document, finds: tuple[PaperFind, ...]) -> tuple[TodoDraft, ...]:
    """Return the to-dos in a log, ticked or not, and its open questions, by line."""
    reading = make_reading(document, finds, None, meetings=False)
    questions = list(find_questions(reading))
    lines = {asked.line for asked in questions}
    tasks = (task for task in _iter_todos(reading) if task.line not in lines)
    return tuple(sorted([*tasks, *questions], key=lambda todo: todo.line))


def _iter_todos(reading: SessionReading) -> Iterator[TodoDraft]:
    for line in reading.document.lines:
        if line.kind not in {LineKind.ITEM, LineKind.TEXT} or _STRUCK.match(line.raw[:MAX_TEXT]):
            continue
        if not (has_words(line) or line.links):
            continue
        if line.checked is not None:
            wanted = _is_about_paper(reading, line)
            if not wanted and _is_duty(reading, line):
                yield TodoDraft(line.number, _words(line), bool(line.checked), about_paper=False)
        else:
            wanted = _is_listed(reading, line) or _is_said(reading, line)
        if wanted:
            yield TodoDraft(line.number, _words(line), bool(line.checked), _paper(reading, line))


def _is_about_paper(reading: SessionReading, line: Line) -> bool:
    """Tell whether a checkbox is about a paper: by a link or title, a name with no other work, or 논문."""
    text = line.text[:MAX_TEXT]
    marks = reading.marks_on(line.number)
    if _NOT_A_PAPER.search(text):
        return False
    if _ON_PAPERS.search(text) and (marks or _PAPER.search(text)):
        return True
    if any(mark.kind in {MentionKind.LINK, MentionKind.TITLE} for mark in marks):
        return True
    if marks:
        return not _OTHER_WORK.search(text)
    return False


def _is_duty(reading: SessionReading, line: Line) -> bool:
    """Tell whether a checkbox stands under a heading that says to-do, alone or below another box."""
    if line.section is None or not re.search(r"\w", line.text):
        return False
    heading = reading.document.line(line.section).text[:MAX_TEXT].strip()
    return (
        len(heading) <= _SHORT
        and _DUTIES.match(heading) is not None
        and not _NOT_A_LIST.search(heading)
    )


def _is_listed(reading: SessionReading, line: Line) -> bool:
    """Tell whether a line without a box stands in a to-do list and is about a paper."""
    text = line.text[:MAX_TEXT]
    label = _LABEL.match(text)
    if label is None and not _is_in_list(reading, line):
        return False
    if _NOT_A_PAPER.search(text) or _LIST.fullmatch(text.strip()):
        return False
    if _PAPER.search(text):
        return True
    marks = reading.marks_on(line.number)
    if any(mark.kind in {MentionKind.LINK, MentionKind.TITLE} for mark in marks):
        return line.kind is LineKind.ITEM or label is not None
    return bool(marks) and _WORK.search(text) is not None and not _OTHER_WORK.search(text)


def _is_in_list(reading: SessionReading, line: Line) -> bool:
    """Tell whether the item above, or the heading, says that this is to be done.

    Below a checkbox nothing counts again: the box does.
    """
    document = reading.document
    parent = line.parent
    for _ in range(8):
        if parent is None or parent == line.number:
            break
        above = document.line(parent)
        if above.checked is not None:
            return False
        if _says_list(above.text[:MAX_TEXT]):
            return True
        parent = above.parent if above.parent != parent else None
    if line.section is None:
        return False
    heading = document.line(line.section).text[:MAX_TEXT]
    return _says_list(heading) and line.kind is LineKind.ITEM and line.depth == 0


def _says_list(text: str) -> bool:
    return (
        len(text.strip()) <= _SHORT
        and _LIST.match(text.strip()) is not None
        and not _NOT_A_LIST.search(text)
    )


def _is_said(reading: SessionReading, line: Line) -> bool:
    """Tell whether a sentence says that a paper is going to be read, reviewed or built."""
    text = line.text
    if len(text) > MAX_TEXT * 4:
        return False
    for match in [*_GOING_TO.finditer(text), *_GOING_TO_EN.finditer(text), *_EACH.finditer(text)]:
        start = max(
            text.rfind(". ", 0, match.start()) + 1, text.rfind("! ", 0, match.start()) + 1, 0
        )
        sentence = re.split(r"(?<=[.!?])\s", text[start:])[0]
        if _PAST.search(sentence) or _NOT_A_PAPER.search(sentence):
            continue
        window = max(start, match.start() - _NEAR)
        until = match.end() + (_NEAR if text[match.start()].isascii() else 0)
        if _names_paper(reading, line, window, until):
            return True
        if match.re is _EACH and _parent_says_paper(reading, line):
            return True
    return False


def _names_paper(reading: SessionReading, line: Line, start: int, end: int) -> bool:
    """Tell whether a stretch of a line says 논문 or names a paper."""
    if _PAPER.search(line.text[start:end]):
        return True
    marks = [mark for mark in reading.marks_on(line.number) if start <= mark.start < end]
    return bool(marks) and not re.search(r"강의|수강|lecture", line.text[start:end])


def _parent_says_paper(reading: SessionReading, line: Line) -> bool:
    if line.parent is None or line.parent == line.number:
        return False
    return _PAPER.search(reading.document.line(line.parent).text[:MAX_TEXT]) is not None


def _paper(reading: SessionReading, line: Line) -> int | None:
    """Return the paper of a to-do: one on its line, else on the lines nested under it."""
    for other in (line, *reading.nested.get(line.number, ())[:3]):
        papers = reading.presented([line_span(other)])
        if papers:
            return papers[0]
        marks = reading.marks_on(other.number)
        if marks:
            return marks[0].find
    return None


def _words(line: Line) -> str:
    """Return the words of a to-do without its box; the address where there is nothing else."""
    text = clean_line(line.text)
    return text or clean_line(re.sub(r"^[\s>*+\-]*(?:\[[ xX]\])?", "", line.raw))
