"""Lines that name a role outright: `발표자: …`, `(Presenter: …)`, `presented by …`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.logs.people import (
    are_only_names,
    clean_name,
    is_full_name,
    is_given_name,
    is_kanji_name,
    may_be_nickname,
    split_names,
)
from paperstudy.logs.session_reading import MAX_TEXT, Span
from paperstudy.logs.session_words import (
    INLINE_PRESENTER,
    PRESENTER_WORDS,
    VALUE_END,
    WEAK_PRESENTER_WORDS,
)
from paperstudy.logs.talk_values import Talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.logs.document import Line
    from paperstudy.logs.session_reading import SessionReading
    from paperstudy.logs.talk_people import KnownPeople

_CLOSE = re.compile(r"[)）\]](?=[^()（）\[\]]*$)|[)）\]]")
_ARROW = re.compile(r"\s?(?:[→⇒➡]|[-=]>)\s?(?=\S)")
_SIGN_LAST = re.compile(r"\s?[,，/]\s?[\"“'「『]?$")
_ROLE_DASH = re.compile(
    rf"^\W*(?:(?P<strong>{PRESENTER_WORDS})|(?P<weak>{WEAK_PRESENTER_WORDS}))(?P<open>)(?P<by>)(?P<is>)\s+(?:[-–—|]\s+|(?=[가-힣]{{2,4}}(?:님)?\s*(?:$|[/|,(–-])))(?P<value>[^\n]{{1,200}})",
    re.IGNORECASE,
)
_IS_NAME = re.compile(
    r"\s*(?P<who>[가-힣]{2,4}?)\s?(?:님|씨)?(?:이고|이며|이었|였|입니다|이다|이셨|(?=\s|[,.]|$))"
)
_IS_LATIN_NAME = re.compile(r"\s*(?P<who>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2})")
_SPOKEN = re.compile(r"발표|발제|発表")
_NAME_AND_TOPIC = re.compile(r"(?P<who>[^,，/|()（）]{2,30})[(（](?P<topic>[^()（）]{2,120})[)）]")


def read_role(reading: SessionReading, people: KnownPeople, line: Line) -> tuple[Talk, ...]:
    """Return the talks of a line that says `발표자: …`, `(Presenter: …)` or `presented by …`.

    It is one talk, unless each presenter has a paper in brackets: `발표자: 가 (BERT), 나 (ViT)`.
    """
    if not reading.may_name_role(line):
        return ()
    text = line.text[:MAX_TEXT]
    opening = _ROLE_DASH.match(text)
    for match in [*_labels_in(text), *([opening] if opening else [])]:
        each = _each_with_paper(reading, line, match)
        if each:
            return each
        start, end = _value_span(reading, people, line, match)
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


def _labels_in(text: str) -> Iterator[re.Match[str]]:
    """Yield the roles named in a line, also one in what another says: `리뷰: BERT (발표자: 가)`."""
    match = INLINE_PRESENTER.search(text)
    while match is not None:
        yield match
        match = INLINE_PRESENTER.search(text, match.start("value"))


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


def _value_span(
    reading: SessionReading, people: KnownPeople, line: Line, match: re.Match[str]
) -> tuple[int, int]:
    """Return where the names after a role stand: up to a bracket, a dash, the next label."""
    text = line.text[:MAX_TEXT]
    start, end = match.span("value")
    if match["is"]:
        told = _IS_NAME.match(text, start, end) or _IS_LATIN_NAME.match(text, start, end)
        return start, told.end() if told else end
    if match["open"]:
        close = _CLOSE.search(text, start, end)
        return start, close.start() if close else end
    stop = VALUE_END.search(text, start, end)
    if stop is not None:
        end = stop.start()
    arrow = _ARROW.search(text, start, end)
    if arrow is not None and not _only_people(text[arrow.end() : end], people):
        end = arrow.start()  # 담당: 홍길동 → BERT, not an order of turns
    for mark in reading.marks_on(line.number):  # the paper may stand behind the name
        if start < mark.start < end:
            before = max(text.rfind(sign, start, mark.start) for sign in "(（[")
            if before <= start and (sign := _SIGN_LAST.search(text, start, mark.start)):
                before = sign.start()
            end = before if before > start else mark.start if mark.start > start + 1 else end
            break
    return start, end


def _role_names(match: re.Match[str], value: str, people: KnownPeople) -> tuple[str, ...]:
    """Return the names after a role; a weak one (담당: …) takes only what surely are people."""
    if match["by"]:
        return _leading_names(value)
    if match["strong"]:
        return split_names(value) if are_only_names(value) else _leading_names(value)
    if match["is"]:
        told = _IS_NAME.match(value) or _IS_LATIN_NAME.match(value)
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
        or is_kanji_name(name)
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
