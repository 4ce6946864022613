"""What a line may be by its build: `주제 (이름)`, `이름: 주제`, a name alone.

These look like much else; `logs/talk_company.py` decides which of them count.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.logs.clock_text import find_time
from paperstudy.logs.date_text import find_dates
from paperstudy.logs.document import LineKind
from paperstudy.logs.people import is_full_name
from paperstudy.logs.people_words import FIELD_TAGS, LABELS
from paperstudy.logs.session_reading import MAX_TEXT, Span
from paperstudy.logs.session_words import (
    DUTY,
    LABEL_SIGN,
    ROLE_LABELS,
)
from paperstudy.logs.talk_values import Talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.logs.document import Line
    from paperstudy.logs.session_reading import SessionReading

_PAREN_END = re.compile(r"[(（\[【]([^()（）\[\]【】]{1,60})[)）\]】]\s*[.!]?\s*$")
_BRACKET_LEAD = re.compile(
    r"^\s*[\[【(（]\s*([^\[\]【】()（）]{1,40}?(?:[\]】)）]\s?[+&,/·]\s?[\[【(（][^\[\]【】()（）]{1,20}){0,3})"
    r"\s*[\]】)）]\s*[:：-]?\s*(?=\S)"
)
_INNER_BRACKET = re.compile(r"[\]】)）\[【(（]")
# Whose turn it was at first: `김가나 대신 이다라: …`, `Jane's slot taken by John: …`.
_INSTEAD = re.compile(
    r"^.{1,40}?(?:\s(?:taken|covered|swapped)(?:\sover)?\sby\s+|(?:님|씨)?\s(?:대신|→|[-=]>)\s*)(?=\w)",
    re.IGNORECASE,
)
_LEFT = re.compile(r"^\s*+([^:：]{1,60}?)\s*[:：]\s*(?=\S)")
_DASH = re.compile(
    r"(?<=\s)(?:[-–—|]{1,2}|//|[→➡]|[-=]>)(?=\s)|(?<=\s)by(?=\s)|[/／](?=\s)|(?<=\s)(?=@\w)"
)
_CALLED = re.compile(r"[가-힣]\s?(?:님|씨)(?![가-힣])|\w(?:さん|くん|氏)(?!\w)|(?<!\w)@\w")
_NAME_FIRST = re.compile(
    r"^\s*(?P<who>[^()（）:：]{2,40}?)\s?[(（](?P<topic>[^()（）]{2,120})[)）]\s*$"
)
_COMMA_LAST = re.compile(r"[,，]\s*(?P<who>[^,，:：()]{2,40})$")
_COMMA_FIRST = re.compile(r"\s*(?P<who>[^\s,，:：()][^,，:：()]{2,40})[,，]\s+(?=[\"“'‘「『\[\w])")
_PAREN = re.compile(r"[(（]")
_PAIR = re.compile(
    r"(?P<outer>[^,，/()（）:：]{2,60}?)\s?[(（](?P<inner>[^()（）]{2,60})[)）](?=\s*(?:[,，/&와과]|$|[가-힣]))"
)
_ON = re.compile(r"\s*(?P<who>\w[\w'’-]+(?: [A-Z][\w'’-]+)?) on (?=\S)")
_ET_AL = re.compile(r"\bet\.? al\b", re.IGNORECASE)
_BOLD_LEFT = re.compile(
    r"^\W*(?P<mark>\*\*|__)(?P<said>[^*_:：]{1,60}[:：]\s*[^*\s][^*]*?)(?P=mark)"
)
_BOLD_NAME = re.compile(r"(?:\*\*|__)?(?P<who>[^*_,]{3,40})(?:\*\*|__)\s?[,，]\s?(?=\S)")
_LEAD_MARKS = re.compile(r"^(?:[^\w(\[【（@]|\d{1,2}[.)](?!\d))+")
_LEAD_WEEK = re.compile(
    r"^\s*(?:(?:week\s?\d{1,2}|day\s?\d{1,3}|\d{1,2}\s?(?:주차|일차|회차|회|차|번째?)|제\s?\d+\s?회)(?:[\s:：.)\-–|]|$)+"
    r"|(?:[월화수목금토일](?:요일)?|[月火水木金土日](?:曜日?)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b|[(（\[][월화수목금토일月火水木][)）\]])"
    r"\s{0,3}[:：.)\]\-–|]+\s*|[월화수목금토일]요일\s+"
    r"|(?:(?:next|this|last)\s(?:week|time|meeting|session|up)|next|다음\s?(?:주|시간|모임|회의|번)?|이번\s?주|차주|오늘|내일|次回|今回|来週)\s?[:：]\s*)",
    re.IGNORECASE,
)
_DATED = re.compile(r"\d|[월화수목금토일]|[月火水木金土日]|[a-z]{3}", re.IGNORECASE)
_MOVED = re.compile(
    r"^\s*(?:(?:moved|postponed|rescheduled)\sto|→|[-=]>)\s+(?=\S{0,9}\s?\d)", re.IGNORECASE
)
_AFTER_DATE = re.compile(
    r"^\s*[)\]]?\s*(?:[(（]?[월화수목금토일月火水木金土日](?:요일|曜日?)?[)）]?(?![가-힣]))?\s*[)\]:：,.!\-–|~]*\s*"
)
_WHO_WORD = re.compile(
    r"^\s*(?:(?:논문\s?)?(?:발표자?|발제자?|담당자?|리뷰어)|by|presenter|presented by|speaker|発表者|担当)[.:：\s]\s*",
    re.IGNORECASE,
)
_TALK_OF = re.compile(
    r"^\s*(?P<who>[가-힣]{2,4}?)\s?(?:님|씨)?(?:의)?\s(?:논문\s?)?(?:발표|리뷰|발제)\s*(?:[:：]|[-–—]|$)\s*"
)
_WORD_FIRST = re.compile(r"^\s*(?P<who>[가-힣]{3,4})(?:님)?\s+(?=[A-Za-z\[「'\"“])")
_WORD_LAST = re.compile(r"(?<=[A-Za-z0-9)\]」'\"”.?!])\s+(?P<who>[가-힣]{3,4})(?:님)?\s*$")
_SHORTEST = 2
_LONGEST_NAMES = 40
_WITH_PARTICLE = 4
_MOST_NAMES = 6
_JOINED = re.compile(r"\s*[+&,/·]\s*")
_INITIALS = re.compile(r"[A-Z]{2,3}|[a-z]{2,3}")


def iter_builds(reading: SessionReading, line: Line) -> Iterator[Talk]:
    """Yield what a line may be by its build, the surest way first."""
    text = line.text[:MAX_TEXT]
    start = _body_start(text)
    stop = _body_end(text, start)
    body = text[start:stop]
    if len(body.strip()) < _SHORTEST or _is_labelled(body):
        return
    dated = _DATED.search(text[:start]) is not None
    for who, topic, way in [*_splits(body), *_marked_splits(line, body, start, dated=dated)]:
        names = _names_in(reading, who, way)
        if not names or len(names) > _MOST_NAMES:
            continue
        end = len(line.raw) + 1 if topic[1] == len(body) else start + topic[1]
        if way == "left":
            end = min(end, _said_end(line))
        bare = way == "alone" or not re.search(r"\w", body[topic[0] : topic[1]])
        spans = () if bare else (Span(line.number, start + topic[0], end),)
        called = _CALLED.search(who) is not None
        yield Talk(line.number, names, spans, way, bare=bare, dated=dated, called=called)


def _is_labelled(body: str) -> bool:
    """Tell whether a line opens with a label: a role, a date, a topic."""
    if LABEL_SIGN.search(body) is None:
        return False
    return any(label.match(body) for label in ROLE_LABELS.values())


def _splits(body: str) -> Iterator[tuple[str, tuple[int, int], str]]:
    """Yield (who, where the topic stands, way) for each way to read a line."""
    end = len(body)
    match = _PAREN_END.search(body)
    if match is not None and re.search(r"\w", body[: match.start()]):
        yield _without_date(_WHO_WORD.sub("", match[1])), (0, match.start()), "bracket"
    match = _NAME_FIRST.match(body)
    if match is not None:
        yield match["who"], match.span("topic"), "left"
    match = _BRACKET_LEAD.match(body)
    if match is not None:
        yield _INNER_BRACKET.sub(" ", match[1]), (match.end(), end), "lead"
    match = _TALK_OF.match(body)
    if match is not None:
        yield match["who"], (match.end(), end), "lead"
    yield from _around_signs(body)


def _around_signs(body: str) -> Iterator[tuple[str, tuple[int, int], str]]:
    """Yield the ways to read a line by its colon, its dashes, or as a name beside Latin words."""
    end = len(body)
    match = _LEFT.match(body)
    if match is not None and not body.startswith("//"):
        yield _INSTEAD.sub("", match[1]), (match.end(), end), "left"
        tail = re.search(r"[:：]\s*([^:：]{1,60})$", body)
        if tail is not None and not DUTY.search(match[1]) and match[1].strip() not in LABELS:
            yield tail[1], (0, tail.start()), "dash"
    cuts = list(_DASH.finditer(body))
    if cuts:
        yield body[cuts[-1].end() :], (0, cuts[-1].start()), "dash"
        yield body[: cuts[0].start()], (cuts[0].end(), end), "dash"
        return
    if len(body.strip()) <= _LONGEST_NAMES:
        yield body, (0, 0), "alone"
    match = _WORD_FIRST.match(body)
    if match is not None and not _is_subject(match["who"]):
        yield match["who"], (match.end("who"), end), "word"
    match = _WORD_LAST.search(body)
    if match is not None:
        yield match["who"], (0, match.start()), "word"


def _is_subject(who: str) -> bool:
    """Tell whether a name has the particle of a subject, which makes the line a sentence: 홍길동이."""
    return len(who) == _WITH_PARTICLE and who[-1] in "이가은는" and is_full_name(who[:-1])


def _marked_splits(
    line: Line, body: str, start: int, *, dated: bool
) -> Iterator[tuple[str, tuple[int, int], str]]:
    """Yield the ways to read a line that its markup shows: `[BERT](…), 홍길동`, `**Jane Doe**, BERT`."""
    match = _COMMA_LAST.search(body)
    if match is not None and any(link.end == start + match.start() for link in line.links):
        yield match["who"], (0, match.start()), "dash"
    match = _BOLD_NAME.match(line.raw[start : start + MAX_TEXT])
    if match is None and dated:  # behind a date: `**5/1** Jane Doe, "BERT"`
        match = _COMMA_FIRST.match(body)
    if match is not None:
        yield match["who"], (match.end(), len(body)), "dash"
    pairs = list(_PAIR.finditer(body)) if _PAREN.search(body) else []
    if len(pairs) >= _SHORTEST:  # `BERT(홍길동), ViT(김철수)` or the other way round
        for pair in pairs:
            yield pair["inner"], pair.span("outer"), "bracket"
            yield pair["outer"], pair.span("inner"), "left"
    match = _ON.match(body)
    if match is not None:
        yield match["who"], (match.end(), len(body)), "word"


def _without_date(who: str) -> str:
    """Return who stands in brackets without a date beside the names: `(홍길동, 05/01)`."""
    hits = find_dates(who)
    if len(hits) != 1:
        return who
    return (who[: hits[0].start] + who[hits[0].end :]).strip(" ,，/·-~")


def _said_end(line: Line) -> int:
    """Return where the bold part ends in which a line says who and what: `**Jane: BERT** …`."""
    match = _BOLD_LEFT.match(line.raw[:MAX_TEXT])
    return match.end("said") if match is not None else MAX_TEXT


def _names_in(reading: SessionReading, who: str, way: str) -> tuple[str, ...]:
    """Return the names that a part of a line is made of, and nothing where it is more."""
    initials = tuple(part for part in _JOINED.split(who.strip()) if part) if way == "lead" else ()
    if initials and all(_INITIALS.fullmatch(part) for part in initials):
        return initials if FIELD_TAGS.isdisjoint(part.upper() for part in initials) else ()
    if _ET_AL.search(who):  # authors
        return ()
    return reading.only_names(who.strip())


def _body_start(text: str) -> int:
    """Return where a line's own words start, after marks, a number, dates and weeks."""
    start = 0
    for _ in range(4):
        before = start
        match = _LEAD_MARKS.match(text[start:])
        if match is not None:
            start += match.end()
        hits = find_dates(text[start : start + 40])
        if hits and hits[0].start <= 1:
            after = _AFTER_DATE.match(text[start + hits[0].end :])
            start += hits[0].end + (after.end() if after else 0)
            start += _time_at(text[start : start + 24])
            moved = _MOVED.match(text[start:])
            start += moved.end() if moved else 0
        week = _LEAD_WEEK.match(text[start:])
        start += week.end() if week else 0
        if start == before:
            break
    return start


def _time_at(text: str) -> int:
    """Return where a time of day ends that a text opens with: `19:30~21:00 홍길동: …`."""
    hit = find_time(text)
    if hit is None or hit.start > 1:
        return 0
    after = _AFTER_DATE.match(text[hit.end :])
    return hit.end + (after.end() if after else 0)


def _body_end(text: str, start: int) -> int:
    """Return where a line's own words end, before a date that closes it."""
    hits = [hit for hit in find_dates(text[start:]) if not hit.weak or hit.year]
    if not hits or re.search(r"[^\W\d]", _AFTER_DATE.sub("", text[start + hits[-1].end :])):
        return len(text)
    bracket = max(text.rfind(sign, start, start + hits[-1].start) for sign in "(（[")
    if bracket >= 0 and re.search(r"[^\W\d]", text[bracket : start + hits[-1].start]):
        return len(text)  # names stand in the bracket too
    return start + len(text[start : start + hits[-1].start].rstrip(" ,;:-–—|·([（"))


def group_of(talk: Talk, line: Line) -> tuple[object, ...]:
    """Return what makes lines of one build: way, kind, level and where they hang."""
    return (
        talk.way,
        line.kind,
        line.depth,
        line.parent if line.kind is LineKind.ITEM else None,
        line.section,
    )
