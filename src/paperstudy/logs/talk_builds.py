"""What a line may be: somebody presents something, by a role it names or by its build.

A role (`발표자: …`, `presented by …`) says so outright. The other builds (`주제 (이름)`,
`이름: 주제`, a name alone) look like much else; `logs/talk_company.py` decides which count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.logs.date_text import find_dates
from paperstudy.logs.document import LineKind
from paperstudy.logs.people import (
    are_only_names,
    clean_name,
    is_full_name,
    is_given_name,
    may_be_nickname,
    split_names,
)
from paperstudy.logs.people_words import FIELD_TAGS, LABELS
from paperstudy.logs.session_reading import MAX_TEXT, Span
from paperstudy.logs.session_words import INLINE_PRESENTER, PRESENTER_WORDS, ROLE_LABELS, VALUE_END

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.logs.document import Line
    from paperstudy.logs.session_reading import SessionReading
    from paperstudy.logs.talk_people import KnownPeople

_PAREN_END = re.compile(r"[(（\[【]([^()（）\[\]【】]{1,60})[)）\]】]\s*[.!]?\s*$")
_CLOSE = re.compile(r"[)）\]](?=[^()（）\[\]]*$)|[)）\]]")
_BRACKET_LEAD = re.compile(
    r"^\s*[\[【(（]\s*([^\[\]【】()（）]{1,40}?)\s*[\]】)）]\s*[:：-]?\s*(?=\S)"
)
_LEFT = re.compile(r"^\s*+([^:：]{1,60}?)\s*[:：]\s*(?=\S)")
_DASH = re.compile(r"(?<=\s)(?:[-–—|]|//)(?=\s)|(?<=\s)by(?=\s)|[/／](?=\s)")
_LEAD_MARKS = re.compile(r"^(?:[^\w(\[【（]|\d{1,2}[.)](?!\d))+")
_LEAD_WEEK = re.compile(
    r"^\s*(?:week\s?\d{1,2}|day\s?\d{1,3}|\d{1,2}\s?(?:주차|일차|회차|회|차|번째?)|제\s?\d+\s?회)(?:[\s:：.)\-–|]|$)+",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(
    r"^\s*[)\]]?\s*(?:[(（]?[월화수목금토일月火水木金土日](?:요일|曜日?)?[)）]?(?![가-힣]))?\s*[)\]:：,.\-–|~]*\s*"
)
_ROLE_DASH = re.compile(
    rf"^\W*(?P<strong>{PRESENTER_WORDS})(?P<open>)(?P<by>)(?P<is>)\s+(?:[-–—|]\s+|(?=[가-힣]{{2,4}}(?:님)?\s*$))(?P<value>[^\n]{{1,200}})",
    re.IGNORECASE,
)
_IS_NAME = re.compile(
    r"\s*(?P<who>[가-힣]{2,4}?)\s?(?:님|씨)?(?:이고|이며|이었|였|입니다|이다|이셨|(?=\s|[,.]|$))"
)
_SPOKEN = re.compile(r"발표|발제|発表")
_NAME_AND_TOPIC = re.compile(r"(?P<who>[^,，/|()（）]{2,30})[(（](?P<topic>[^()（）]{2,120})[)）]")
_AUTHOR = re.compile(
    r"저자|작가|글쓴이|작성자|지은이|교수|강사|author|writer|instructor|出典|著者", re.IGNORECASE
)
_KO_SENTENCE = re.compile(
    r"(?<![가-힣\w])(?P<name>[가-힣]{2,4}?)\s?(?P<title>님|씨|캠퍼님?|조교님?)?\s?(?P<josa>께서|이|가|은|는|의|께서는)\s"
    r"(?P<topic>.{0,80}?)(?P<verb>발표|리뷰|발제)"
)
_EN_SENTENCE = re.compile(
    r"(?:^|[.,;:]\s+|\b(?:today|then|and|finally|first|next),?\s+)(?P<name>[A-Z][\w'’.-]+(?:\s[A-Z][\w'’.-]+){0,2}"
    r"(?:(?:,\s|\sand\s|\s&\s)[A-Z][\w'’.-]+(?:\s[A-Z][\w'’.-]+){0,2})*)\s"
    r"(?:will (?:be )?(?:present|lead|talk|discuss)\w*|present(?:s|ed)|led\b|leads\b|gave (?:a|the) (?:talk|presentation)|talked about"
    r"|walked us)"
)
_ELSEWHERE = re.compile(r"youtu|tistory|velog|blog|medium\.com|brunch", re.IGNORECASE)
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
_MOST_NAMES = 6
_INITIALS = re.compile(r"[A-Z]{2,3}")


@dataclass(frozen=True, slots=True)
class Talk:
    """Somebody presents: who, on which line, and the stretches of the line that say what.

    `bare` tells that the line says nothing of the topic: it stands around it; `dated` that the
    line opens with a date or a week, as in a schedule.
    """

    line: int
    names: tuple[str, ...]
    spans: tuple[Span, ...]
    way: str
    bare: bool = False
    dated: bool = False


def read_role(reading: SessionReading, people: KnownPeople, line: Line) -> tuple[Talk, ...]:
    """Return the talks of a line that says `발표자: …`, `(Presenter: …)` or `presented by …`.

    It is one talk, unless each presenter has a paper in brackets: `발표자: 가 (BERT), 나 (ViT)`.
    """
    text = line.text[:MAX_TEXT]
    opening = _ROLE_DASH.match(text)
    for match in [*INLINE_PRESENTER.finditer(text), *([opening] if opening else [])]:
        each = _each_with_paper(reading, line, match)
        if each:
            return each
        start, end = _value_span(reading, line, match)
        names = _role_names(match, text[start:end], people)
        way = "role" if match["strong"] or match["by"] or match["is"] else "weak role"
        names = without_papers(reading, people, line, names, sure=bool(match["strong"]))
        if not names:
            continue
        spans = (Span(line.number, 0, match.start()), Span(line.number, end, len(line.raw) + 1))
        words = text[: match.start()] + text[end:]
        bare = not re.search(r"[^\W\d]{2}", words)
        return (Talk(line.number, names, spans, way, bare=bare),)
    return ()


def _each_with_paper(reading: SessionReading, line: Line, match: re.Match[str]) -> tuple[Talk, ...]:
    """Return a talk for each name that has a paper in brackets behind it, where there are several."""
    text = line.text[:MAX_TEXT]
    talks = []
    for piece in _NAME_AND_TOPIC.finditer(text, match.start("value"), match.end("value")):
        names = are_only_names(piece["who"])
        span = Span(line.number, piece.start("topic"), piece.end("topic"))
        if names and reading.marks_in(span):
            talks.append(Talk(line.number, names, (span,), "role"))
    return tuple(talks) if len(talks) > 1 else ()


def _value_span(reading: SessionReading, line: Line, match: re.Match[str]) -> tuple[int, int]:
    """Return where the names after a role stand: up to a bracket, a dash, the next label."""
    text = line.text[:MAX_TEXT]
    start, end = match.span("value")
    if match["is"]:
        told = _IS_NAME.match(text, start, end)
        return start, told.end() if told else end
    if match["open"]:
        close = _CLOSE.search(text, start, end)
        return start, close.start() if close else end
    stop = VALUE_END.search(text, start, end)
    if stop is not None:
        end = stop.start()
    for mark in reading.marks_on(line.number):  # the paper may stand behind the name, in brackets
        if start < mark.start < end:
            bracket = max(text.rfind(sign, start, mark.start) for sign in "(（[")
            end = bracket if bracket > start else end
            break
    return start, end


def _role_names(match: re.Match[str], value: str, people: KnownPeople) -> tuple[str, ...]:
    """Return the names after a role; a weak one (담당: …) takes only what surely are people."""
    if match["by"]:
        return _leading_names(value)
    if match["strong"]:
        return split_names(value) if are_only_names(value) else _leading_names(value)
    if match["is"]:
        told = _IS_NAME.match(value)
        return _only_people(told["who"], people) if told else ()
    spoken = bool(match["open"]) and _SPOKEN.search(match["weak"]) is not None
    return _only_people(value, people, spoken=spoken, bracketed=bool(match["open"]))


def _leading_names(value: str) -> tuple[str, ...]:
    """Return the names that a text opens with, also where it goes on with other words."""
    names: list[str] = []
    for piece in re.split(r"\s*(?:[,，、/&＆·]|\band\b|\s및\s)\s*", value.strip())[:12]:
        name = clean_name(piece)
        if not name or (" " in name and not are_only_names(piece)):
            words = piece.split()
            tries = (
                clean_name(" ".join(words[:count])) for count in (3, 2, 1) if count <= len(words)
            )
            name = next(
                (found for found in tries if found and (is_full_name(found) or not names)), ""
            )
            if name and (is_full_name(name) or re.match(r"^[A-Z가-힣]", name)):
                names.append(name)
            break
        names.append(name)
    return tuple(dict.fromkeys(names))


def _only_people(
    value: str, people: KnownPeople, *, spoken: bool = False, bracketed: bool = False
) -> tuple[str, ...]:
    """Return the names of a text that is a list of what surely are people, else nothing.

    In brackets after 발표: a nickname will do, after 担当: a family name.
    """
    names = are_only_names(value)
    honoured = re.search(r"[가-힣]님", value) is not None
    fitting = all(
        name in people
        or is_full_name(name)
        or is_given_name(name)
        or ((honoured or spoken) and may_be_nickname(name))
        or (bracketed and re.fullmatch(r"[\u4e00-\u9fff]{1,4}", name) is not None)
        for name in names
    )
    return names if fitting else ()


def without_papers(
    reading: SessionReading, people: KnownPeople, line: Line, names: tuple[str, ...], *, sure: bool
) -> tuple[str, ...]:
    """Drop words that are a paper's name or, where no role is named, one of its authors."""
    marks = reading.marks_on(line.number)
    surfaces = {mark.text.casefold() for mark in marks}
    authors = set() if sure else {who for mark in marks for who in reading.authors[mark.find]}
    return tuple(
        name for name in names
        if name.casefold() not in surfaces
        and (name in people.named or name.split()[-1].casefold() not in authors)
    )  # fmt: skip


def iter_builds(line: Line) -> Iterator[Talk]:
    """Yield what a line may be by its build, the surest way first."""
    text = line.text[:MAX_TEXT]
    start = _body_start(text)
    stop = _body_end(text, start)
    body = text[start:stop]
    if len(body.strip()) < _SHORTEST or any(label.match(body) for label in ROLE_LABELS.values()):
        return
    dated = re.search(r"\d", text[:start]) is not None
    for who, topic, way in _splits(body):
        names = _names_in(who, way)
        if not names or len(names) > _MOST_NAMES:
            continue
        end = len(line.raw) + 1 if topic[1] == len(body) else start + topic[1]
        bare = way == "alone" or not re.search(r"\w", body[topic[0] : topic[1]])
        spans = () if bare else (Span(line.number, start + topic[0], end),)
        yield Talk(line.number, names, spans, way, bare=bare, dated=dated)
    yield from _by_sentence(line, text)


def _splits(body: str) -> Iterator[tuple[str, tuple[int, int], str]]:
    """Yield (who, where the topic stands, way) for each way to read a line."""
    end = len(body)
    match = _PAREN_END.search(body)
    if match is not None and re.search(r"\w", body[: match.start()]):
        yield _WHO_WORD.sub("", match[1]), (0, match.start()), "bracket"
    match = _BRACKET_LEAD.match(body)
    if match is not None:
        yield match[1], (match.end(), end), "lead"
    match = _TALK_OF.match(body)
    if match is not None:
        yield match["who"], (match.end(), end), "lead"
    match = _LEFT.match(body)
    if match is not None and not body.startswith("//"):
        yield match[1], (match.end(), end), "left"
        tail = re.search(r"[:：]\s*([^:：]{1,60})$", body)
        if tail is not None and not _AUTHOR.search(match[1]) and match[1].strip() not in LABELS:
            yield tail[1], (0, tail.start()), "dash"
    cuts = list(_DASH.finditer(body))
    if cuts:
        yield body[cuts[-1].end() :], (0, cuts[-1].start()), "dash"
        yield body[: cuts[0].start()], (cuts[0].end(), end), "dash"
        return
    if len(body.strip()) <= _LONGEST_NAMES:
        yield body, (0, 0), "alone"
    match = _WORD_FIRST.match(body)
    if match is not None:
        yield match["who"], (match.end("who"), end), "word"
    match = _WORD_LAST.search(body)
    if match is not None:
        yield match["who"], (0, match.start()), "word"


def _names_in(who: str, way: str) -> tuple[str, ...]:
    """Return the names that a part of a line is made of, and nothing where it is more."""
    if way == "lead" and _INITIALS.fullmatch(who.strip()):
        return (who.strip(),) if who.strip() not in FIELD_TAGS else ()
    return are_only_names(who)


def _by_sentence(line: Line, text: str) -> Iterator[Talk]:
    """Yield the talk of a sentence: `홍길동님이 … 발표`, `Jane Doe presented …`."""
    if any(_ELSEWHERE.search(link.url) for link in line.links):
        return
    if not re.search(r"마스터|멘토|강사|교수|특강", text):
        for match in _KO_SENTENCE.finditer(text):
            name = clean_name(match["name"])
            if name and (match["title"] or is_full_name(name)):
                topic = Span(line.number, match.end("josa"), match.end("topic"))
                yield Talk(line.number, (name,), (topic,), "sentence")
    for match in _EN_SENTENCE.finditer(text):
        names = split_names(match["name"])
        stop = re.search(r"[.!?](?:\s|$)", text[match.end() :])
        end = match.end() + stop.start() if stop else len(line.raw) + 1
        if names:
            yield Talk(line.number, names, (Span(line.number, match.end(), end),), "sentence")


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
        week = _LEAD_WEEK.match(text[start:])
        start += week.end() if week else 0
        if start == before:
            break
    return start


def _body_end(text: str, start: int) -> int:
    """Return where a line's own words end, before a date that closes it."""
    hits = [hit for hit in find_dates(text[start:]) if not hit.weak or hit.year]
    if not hits or re.search(r"[^\W\d]", _AFTER_DATE.sub("", text[start + hits[-1].end :])):
        return len(text)
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
