"""A log in the form that `session log` writes, read to the letter.

A heading, a list of facts (`- Date: …`), and under a heading that says presentations one heading
for each, with `- Presenter: …` as its first line and one `- Paper: …` or `- Topic: …` below. Where
a log has this form nothing needs to be guessed: a title is a title, whatever it speaks of. What
people write below and beside those lines is read as in any other log (`session_notes.py`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationDraft, PresentationRole, SessionDraft
from paperstudy.domain.text import clean_line
from paperstudy.logs.clock_text import find_time
from paperstudy.logs.date_text import find_dates
from paperstudy.logs.document import LineKind
from paperstudy.logs.inline import read_escapes
from paperstudy.logs.people import split_names
from paperstudy.logs.session_heads import read_place_value
from paperstudy.logs.session_reading import line_span
from paperstudy.logs.session_words import HEAD_HEADINGS, ROLE_HEADINGS
from paperstudy.logs.talk_parts import role_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from paperstudy.logs.document import Line
    from paperstudy.logs.session_reading import SessionReading

_FACT = re.compile(
    r"\s*[-*+]\s+(?P<b>\*\*|__)?(?P<label>[^:：*_\\]{1,30}?)(?(b)(?P=b))\s?[:：](?P<value>.*)$"
)
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(?P<title>.*?)(?:\s+#+)?\s*$")
_TALKS = re.compile(
    r"(?:논문\s?)?발표(?:\s?(?:목록|순서|논문))?|presentations?|talks?", re.IGNORECASE
)
_TOPIC = re.compile(r"주제|topic", re.IGNORECASE)
_REVIEWER = re.compile(r"리뷰어|reviewers?", re.IGNORECASE)
_PART = re.compile(r"[(（]([^()（）]{1,20})[)）]\s*$")
_NUMBER = re.compile(r"^\d{1,2}[.)]\s+")
_BLANK = frozenset({LineKind.BLANK, LineKind.HIDDEN, LineKind.RULE})
_FACTS = ("date", "moderator", "scribe", "participants", "absent", "place", "time")
_TITLE, _PARTS, _TALK = 1, 2, 3  # levels of headings


@dataclass(frozen=True, slots=True)
class SessionForm:
    """A meeting, the lines that it was read from, and its presentations with all their lines."""

    draft: SessionDraft
    lines: frozenset[int]
    talks: tuple[FormTalk, ...] = ()


@dataclass(frozen=True, slots=True)
class FormTalk:
    """A presentation, None where nobody has filled it in, and its part of the log.

    `read` are the lines that it was read from; `part` is from its heading to its last line.
    """

    draft: PresentationDraft | None
    read: tuple[Line, ...]
    part: range


@dataclass(frozen=True, slots=True)
class _Fact:
    line: Line
    kind: str
    label: str
    value: str


def read_form(reading: SessionReading) -> SessionForm | None:
    """Return the meeting of a log that has the form; None where anything is unlike it."""
    lines = reading.document.lines
    shown = [line for line in lines if line.kind not in _BLANK]
    title = shown[0] if shown else None
    if title is None or not _is_heading(title, _TITLE):
        return None
    facts = _facts(lines, title.number)
    kinds = {fact.kind for fact in facts or ()}
    if facts is None or "date" not in kinds or not kinds & {"participants", "moderator"}:
        return None
    part = next((line for line in shown if _is_heading(line, _PARTS) and _says_talks(line)), None)
    talks = list(_talks(reading, part)) if part is not None else []
    if part is None or None in talks:
        return None
    held = tuple(talk for talk in talks if talk is not None)
    read = [
        title,
        part,
        *(fact.line for fact in facts),
        *(line for one in held for line in one.read),
    ]
    told = tuple(one.draft for one in held if one.draft is not None)
    draft = _draft(reading, title, {fact.kind: fact for fact in facts}, told)
    return SessionForm(draft, frozenset(line.number for line in read), held)


def _is_heading(line: Line, depth: int) -> bool:
    return line.kind is LineKind.HEADING and line.depth == depth


def _says_talks(line: Line) -> bool:
    return _TALKS.fullmatch(_title(line)) is not None


def _title(heading: Line) -> str:
    """Return what a heading shows: as it is written, links by their labels."""
    match = _HEADING.match(heading.raw)
    if match is None or any(link.label for link in heading.links):
        return clean_line(_NUMBER.sub("", heading.text.strip()))
    return clean_line(read_escapes(_NUMBER.sub("", match["title"])))


def _facts(lines: Sequence[Line], start: int) -> list[_Fact] | None:
    """Return the facts under line `start`; None where something else stands there."""
    found: list[_Fact] = []
    for line in lines[start:]:
        if line.kind is LineKind.HEADING:
            break
        if line.kind in _BLANK:
            continue
        fact = _read_fact(line)
        if fact is None or fact.kind not in _FACTS:
            return None
        found.append(fact)
    return found


def _read_fact(line: Line) -> _Fact | None:
    """Return what an item of the outer level says: a label, a colon and a value, empty or not."""
    match = _FACT.match(line.raw) if line.kind is LineKind.ITEM and line.depth == 0 else None
    if match is None:
        return None
    label = match["label"].strip()
    patterns = {**ROLE_HEADINGS, **HEAD_HEADINGS}
    if _REVIEWER.fullmatch(label):
        return _Fact(line, "presenter", label, match["value"].strip())
    for kind in (*_FACTS, "presenter", "topic"):
        if patterns[kind].match(label):
            return _Fact(line, kind, label, match["value"].strip())
    return None


def _draft(
    reading: SessionReading,
    title: Line,
    facts: dict[str, _Fact],
    talks: tuple[PresentationDraft, ...],
) -> SessionDraft:
    values = {kind: fact.value for kind, fact in facts.items()}
    day, said = _day(reading, facts["date"])
    when = find_time(said) or find_time(values.get("time", ""))
    if day is None and when is not None:
        said = said.replace(said[when.start : when.end], " ") if find_time(said) else said
    place = facts.get("place")
    return SessionDraft(
        line=title.number,
        date=day,
        date_text="" if day else clean_line(read_escapes(said)),
        title=_title(title),
        moderator=next(iter(_names(values.get("moderator", ""))), ""),
        scribe=next(iter(_names(values.get("scribe", ""))), ""),
        participants=_names(values.get("participants", "")),
        presentations=talks,
        starts=when.starts if when is not None else "",
        minutes=when.minutes if when is not None else None,
        place=_place(place) if place is not None else "",
    )


def _day(reading: SessionReading, fact: _Fact) -> tuple[date | None, str]:
    """Return the day that a fact says, and the words behind it; all of them where it says none.

    An empty fact leaves it to the log.
    """
    if not fact.value:
        return reading.default_date(), ""
    hits = [hit for hit in find_dates(fact.value) if not hit.weak and not hit.is_range]
    if not hits:
        return None, fact.value
    day = reading.settle(hits[0], reading.year_at(fact.line.number), reading.log_date)
    return day, fact.value[hits[0].end :] if day is not None else fact.value


def _place(fact: _Fact) -> str:
    """Return a place as it is written; its address where a link with a label says it."""
    value = fact.value
    if value.startswith("<") and value.endswith(">"):
        return clean_line(value[1:-1])
    links = fact.line.links
    if any(link.label for link in links):
        return read_place_value(fact.line.text[fact.line.raw.rindex(value) :], links)
    return clean_line(read_escapes(value))


def _names(value: str) -> tuple[str, ...]:
    return split_names(read_escapes(value))


# Presentations -----------------------------------------------------------------------------


def _talks(reading: SessionReading, part: Line) -> Iterator[FormTalk | None]:
    """Yield each presentation; None for what is none."""
    lines = reading.document.lines
    talk: Line | None = None
    told: list[Line] = []
    for line in [*lines[part.number :], None]:
        ends = line is None or (line.kind is LineKind.HEADING and line.depth <= _TALK)
        if ends and talk is not None:
            yield _talk(reading, talk, told)
        if line is None or (ends and line.depth <= _PARTS):
            return
        if ends:
            talk, told = line, []
        elif line.kind not in _BLANK:
            if talk is None:  # what is presented has no heading of its own
                yield None
                return
            told.append(line)


def _talk(reading: SessionReading, heading: Line, lines: Sequence[Line]) -> FormTalk | None:
    who = _read_fact(lines[0]) if lines else None
    if who is None or who.kind != "presenter":
        return None
    facts = [fact for fact in map(_read_fact, lines[1:]) if fact is not None]
    about = next((fact for fact in facts if fact.kind == "topic"), None)
    (names, role), title = _who(who), _title(heading)
    finds = _finds(reading, heading, title, about)
    if any(_tells_more(reading, fact, finds) for fact in facts if fact is not about):
        return None
    read = (heading, who.line, *((about.line,) if about else ()))
    part = range(heading.number, lines[-1].number + 1)
    if not names and not finds and not (about and about.value):
        return FormTalk(None, read, part)  # nobody has filled it in yet
    find = finds[0] if finds else None
    said = find is not None and reading.titles[find] == title.casefold()
    stated = about is not None and _says_again(about, title)
    called = not stated and title in {*names, ", ".join(names)}  # `### 김철수`
    topic = "" if said or called or _TOPIC.fullmatch(title) else title
    return FormTalk(
        PresentationDraft(names, topic, who.line.number, find=find, role=role), read, part
    )


def _tells_more(reading: SessionReading, fact: _Fact, finds: tuple[int, ...]) -> bool:
    """Tell whether a fact further below is of another presentation: who gives it, or its paper."""
    if fact.kind == "presenter":
        return bool(_names(fact.value))
    more = reading.presented([line_span(fact.line)]) if fact.kind == "topic" else ()
    return not set(more) <= set(finds)


def _finds(
    reading: SessionReading, heading: Line, title: str, about: _Fact | None
) -> tuple[int, ...]:
    """Return the papers that the line below the presenters names, else the heading.

    A topic that says again what the heading says is a topic and no paper, whatever it is called.
    """
    if about is None:
        return reading.presented([line_span(heading)])
    if _says_again(about, title):
        return ()
    return reading.presented([line_span(about.line)]) or reading.presented([line_span(heading)])


def _says_again(about: _Fact, title: str) -> bool:
    said = clean_line(read_escapes(about.value))
    return _TOPIC.fullmatch(about.label) is not None and said == title


def _who(who: _Fact) -> tuple[tuple[str, ...], PresentationRole]:
    """Return who presents, and the role that a word in brackets behind them or the label says."""
    behind = _PART.search(who.value)
    role = role_in(behind[1]) if behind is not None else PresentationRole.PRESENT
    if behind is not None and role is not PresentationRole.PRESENT:
        return _names(who.value[: behind.start()]), role
    return _names(who.value), role_in(who.label)
