"""What a talk is about: the papers on its line, or, where it says nothing, those around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.domain.logs import MentionKind
from paperstudy.domain.text import clean_line
from paperstudy.logs.document import LineKind
from paperstudy.logs.marks import shown, words_of
from paperstudy.logs.session_reading import MAX_TEXT, Span, has_words, line_span
from paperstudy.logs.session_words import GENERIC_TOPIC, ROLE_HEADINGS, ROLE_LABELS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from paperstudy.logs.document import Line
    from paperstudy.logs.session_reading import SessionReading
    from paperstudy.logs.talk_values import Talk

_PAPER_LABEL = re.compile(
    r"^\W*(?:\w{1,6}\s)?(?:논문(?:\s?(?:제목|명|링크|이름))?|페이퍼|papers?(?:\s?(?:title|link|url))?|arxiv|論文(?:名)?)\s{0,3}[:：=-]",
    re.IGNORECASE,
)
_PAPER_INTRO = re.compile(r"논문(?:은|들은|들|\s?목록|\s?리스트)?|papers?\b|論文", re.IGNORECASE)
_ONLY_LINK = re.compile(
    r"[\W_]*(?:링크|link|url|논문|paper|pdf|arxiv|원문|論文)?[\W_]*", re.IGNORECASE
)
_TRIM = re.compile(r"^[\s\W]+(?=[(\[「\"'“<]?\w)|[\s:：,\-–—|/·(（\[]+$")
_ODD_BRACKET = re.compile(r"^([^()（）]*)[)）]|[(（](?=[^()（）]*$)")
_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+")
_FAR = 40
_PAIR, _SHORT = 2, 60


def topic_of(reading: SessionReading, talk: Talk) -> str:
    """Return the words of a talk's line that say what it is about."""
    text = clean_line(" ".join(_words_in(reading, span) for span in talk.spans))
    text = re.sub(r"[(（\[]\s*[)）\]]", "", text)
    text = _NUMBER.sub("", _TRIM.sub("", text))
    return _ODD_BRACKET.sub(r"\1", text).strip()


def _words_in(reading: SessionReading, span: Span) -> str:
    """Return what a reader sees in a span: `**QA**: why` is `QA: why`, without a gap."""
    line, end = reading.document.line(span.line), min(span.end, MAX_TEXT)
    return shown(line.raw[span.start : end], line.text[span.start : end])


def papers_of(
    reading: SessionReading, talk: Talk, others: Collection[int]
) -> tuple[tuple[int, ...], str]:
    """Return the papers of a talk, and the words for a topic that its line does not give.

    Args:
        reading: the log.
        talk: who presents, and where.
        others: the lines of the log's other talks, where the search ends.
    """
    if reading.document.line(talk.line).kind is LineKind.HIDDEN:
        return _of_whole_log(reading, others)
    topic = topic_of(reading, talk)
    papers = _of_line(reading, talk)
    if papers:
        return papers, ""
    generic = talk.bare or GENERIC_TOPIC.fullmatch(topic) is not None
    inside = _inside(reading, talk, others)
    labelled = _labelled(reading, inside)
    if labelled or not generic:
        return labelled or _link_below(reading, inside), ""
    papers = ()
    words = ""
    if not _names_other_topic(reading, inside):
        papers, words = _around(reading, talk, inside, others)
        if not papers and not others:  # the log's only talk is about what the log is about
            papers = _of_whole_log(reading, others)[0]
    return papers, words


def _of_line(reading: SessionReading, talk: Talk) -> tuple[int, ...]:
    """Return the papers a talk's own line names: all its words together, or one stretch of them."""
    papers = reading.presented(talk.spans) if talk.spans else ()
    for span in talk.spans:
        papers = papers or reading.presented([span])
    if papers or not talk.spans:
        return papers
    if talk.way == "sentence":
        return reading.only_mark(talk.spans)
    behind = Span(talk.line, talk.spans[-1].end, len(reading.document.line(talk.line).raw) + 1)
    return reading.presented([behind]) or reading.only_mark([behind]) if talk.way == "left" else ()


def _of_whole_log(reading: SessionReading, others: Collection[int]) -> tuple[tuple[int, ...], str]:
    """Return what a log is about as a whole: the paper of its front matter, title, first lines."""
    lines = reading.document.lines[: _FAR * 2]
    hidden = [line for line in lines if line.kind is LineKind.HIDDEN]
    headings = [line for line in lines if line.kind is LineKind.HEADING]
    for line in [*hidden, *headings[:1]]:
        papers = reading.presented([line_span(line)])
        if papers:
            return papers, reading.title
    told = [line for line in lines if has_words(line) and line.number not in others]
    return _listed(reading, told), reading.title


def _inside(reading: SessionReading, talk: Talk, others: Collection[int]) -> list[Line]:
    """Return the lines that belong to a talk's line: nested ones, or those under its heading."""
    line = reading.document.line(talk.line)
    if line.kind is LineKind.ITEM:
        found = []
        for nested in _all_nested(reading, line.number):
            if nested.number in others:
                break
            found.append(nested)
        return found
    found = []
    for other in reading.document.lines[talk.line : talk.line + _FAR]:
        ends = other.kind is LineKind.HEADING and (
            line.kind is not LineKind.HEADING or other.depth <= line.depth
        )
        if other.number in others or ends:
            break
        if has_words(other) or other.links:
            found.append(other)
    return found


def _all_nested(reading: SessionReading, number: int) -> list[Line]:
    """Return all lines under an item, at any depth, in order."""
    found: list[Line] = []
    waiting = list(reversed(reading.nested.get(number, [])))
    while waiting and len(found) < _FAR:
        line = waiting.pop()
        found.append(line)
        if line.kind is LineKind.ITEM:
            waiting.extend(reversed(reading.nested.get(line.number, [])))
    return found


def _labelled(reading: SessionReading, lines: Sequence[Line]) -> tuple[int, ...]:
    """Return the papers of a line that says `논문: …` or `Paper: …`, or of the lines just below it."""
    for place, line in enumerate(lines):
        if not _PAPER_LABEL.match(line.text[:MAX_TEXT]):
            continue
        papers = reading.presented([line_span(line)])
        for below in lines[place + 1 : place + 3]:
            papers = papers or _bare_link(reading, below)
        if papers:
            return papers
    return ()


def _names_other_topic(reading: SessionReading, lines: Sequence[Line]) -> bool:
    """Tell whether a talk's own lines give a topic that is no paper: `주제: 검색 모델 비교`.

    Names further below are then what was said of it; links are the talk's papers all the same.
    """
    kinds = {mark.kind for line in lines for mark in reading.marks_on(line.number)}
    label = ROLE_LABELS["topic"].match(lines[0].text[:MAX_TEXT]) if lines else None
    if label is None or not kinds <= {MentionKind.NAME} or not re.search(r"\w", label["value"]):
        return False
    return not reading.presented([line_span(lines[0])])


def _link_below(reading: SessionReading, lines: Sequence[Line]) -> tuple[int, ...]:
    """Return the paper whose link alone stands on the first line under a topic."""
    return _bare_link(reading, lines[0]) if lines else ()


def _bare_link(reading: SessionReading, line: Line) -> tuple[int, ...]:
    """Return the papers of a line that holds no more than a link."""
    marks = reading.marks_on(line.number)
    if not any(mark.kind is MentionKind.LINK for mark in marks):
        return ()
    text = line.text[:MAX_TEXT]
    for link in line.links:
        text = text[: link.start] + " " * (min(link.end, len(text)) - link.start) + text[link.end :]
    return reading.presented([line_span(line)]) if _ONLY_LINK.fullmatch(text) else ()


def _around(
    reading: SessionReading, talk: Talk, inside: Sequence[Line], others: Collection[int]
) -> tuple[tuple[int, ...], str]:
    """Return the papers of a talk whose line names only the presenter."""
    line = reading.document.line(talk.line)
    found = _listed(reading, inside)
    if line.kind is LineKind.HEADING and found:
        return found, ""
    if line.kind is LineKind.ITEM and line.parent is not None and line.parent != line.number:
        parent = reading.document.line(line.parent)
        papers = reading.presented([line_span(parent)])
        if papers or not found:
            siblings = [
                other for other in _all_nested(reading, parent.number) if other.number not in others
            ]
            return papers or _beside(reading, talk, siblings, others), words_of(parent)
    if found and line.kind is LineKind.ITEM:
        return found, ""
    near = _beside(reading, talk, _same_section(reading, line), others)
    if near:
        return near, ""
    return _by_heading(reading, line, found)


def _by_heading(
    reading: SessionReading, line: Line, found: tuple[int, ...]
) -> tuple[tuple[int, ...], str]:
    """Return the papers of the heading above, else those found in the talk's own lines."""
    if found:
        return found, ""
    around = ""
    for heading in reversed(reading.document.headings_above(line.number)):
        papers = reading.presented([line_span(heading)])
        words = words_of(heading)
        if papers:
            return papers, words
        around = around or ("" if _is_label(words) else words)
    return _under_topic_heading(reading, line), around


def _is_label(words: str) -> bool:
    return any(label.match(words) for label in ROLE_HEADINGS.values())


def _under_topic_heading(reading: SessionReading, line: Line) -> tuple[int, ...]:
    """Return the papers under a heading near a presenter's that says only 논문 or Paper."""
    for other in reading.document.lines[max(0, line.number - _FAR) : line.number + _FAR]:
        if other.kind is LineKind.ROW and ROLE_LABELS["topic"].match(_row_label(other)):
            papers = reading.presented([line_span(other)])
            if papers:
                return papers
        if other.kind is LineKind.HEADING and ROLE_HEADINGS["topic"].match(other.text[:MAX_TEXT]):
            below = reading.document.lines[other.number : other.number + 12]
            own = [each for each in below if each.section == other.number]
            papers = _listed(reading, [each for each in own if has_words(each) or each.links])
            if papers:
                return papers
    return ()


def _row_label(line: Line) -> str:
    """Return a table row's first two cells as a labelled line: `논문: BERT`."""
    cells = [cell.strip() for cell in line.raw[:MAX_TEXT].strip().strip("|").split("|")]
    return f"{cells[0]}: {cells[1]}" if len(cells) == _PAIR else ""


def _same_section(reading: SessionReading, line: Line) -> list[Line]:
    """Return the lines of a line's own section, near it."""
    lines = reading.document.lines[max(0, line.number - _FAR) : line.number + _FAR]
    return [
        other for other in lines
        if other.section == line.section and other.kind is not LineKind.HEADING
        and (has_words(other) or other.links)
    ]  # fmt: skip


def _beside(
    reading: SessionReading, talk: Talk, lines: Sequence[Line], others: Collection[int]
) -> tuple[int, ...]:
    """Return the papers of the topic line that goes with a presenter's line.

    Where several pairs follow one another, what comes first in the section (topic or presenter)
    tells whether the topic stands before or after.
    """
    topics = [line.number for line in lines if _is_topic(reading, line)]
    people = sorted({talk.line, *(line.number for line in lines if line.number in others)})
    if not topics:
        return ()
    first_is_topic = topics[0] < people[0]
    place = people.index(talk.line)
    if first_is_topic:
        floor = people[place - 1] if place else 0
        wanted = [number for number in topics if floor < number < talk.line]
        wanted = wanted[-1:]
    else:
        ceiling = people[place + 1] if place + 1 < len(people) else talk.line + _FAR
        wanted = [number for number in topics if talk.line < number < ceiling]
    return _listed(reading, [reading.document.line(number) for number in wanted])


def _is_topic(reading: SessionReading, line: Line) -> bool:
    text = line.text[:MAX_TEXT]
    if ROLE_LABELS["topic"].match(text):
        return True
    return bool(reading.presented([line_span(line)])) or _PAPER_LABEL.match(text) is not None


def _listed(reading: SessionReading, lines: Sequence[Line]) -> tuple[int, ...]:
    """Return the papers of the first line that has some; of a whole list that says it holds papers."""
    labelled = _labelled(reading, lines)
    if labelled:
        return labelled
    introduced = False
    first: tuple[int, ...] = ()
    listed: list[int] = []
    for line in lines:
        papers = reading.presented([line_span(line)])
        if not papers and line.kind is LineKind.ITEM:
            papers = _opening(reading, line)
        if papers and not first and not introduced:
            first = papers
        if introduced and line.kind is LineKind.ITEM:
            listed.extend(paper for paper in papers if paper not in listed)
        if line.kind is LineKind.TEXT and not papers and _is_intro(line):
            introduced = True
            first = ()
    return tuple(listed) or first


def _is_intro(line: Line) -> bool:
    text = line.text.strip()
    return len(text) <= _SHORT and _PAPER_INTRO.search(text) is not None


def _opening(reading: SessionReading, line: Line) -> tuple[int, ...]:
    """Return the paper whose short name opens an item: `CAM: Learning Deep Features …`."""
    for mark in reading.marks_on(line.number):
        if not re.search(r"\w", line.text[: mark.start]) and re.match(
            r"\s*[:：]", line.text[mark.end :]
        ):
            return (mark.find,)
    return ()
