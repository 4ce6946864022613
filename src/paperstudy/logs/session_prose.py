"""Sessions in running text: what opens one, which talks and people belong to it, on which day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from paperstudy.domain.logs import (
    PresentationDraft,
    PresentationRole,
    PresentationStatus,
    SessionDraft,
)
from paperstudy.domain.text import clean_line
from paperstudy.logs.date_text import find_dates
from paperstudy.logs.document import LineKind
from paperstudy.logs.session_anchors import DOCUMENT, Anchor, Anchors
from paperstudy.logs.session_heads import find_head_facts, head_of, with_fact
from paperstudy.logs.session_reading import MAX_TEXT, has_words
from paperstudy.logs.session_uniting import names_company, unite
from paperstudy.logs.session_words import PLANNED
from paperstudy.logs.talk_parts import role_of_line
from paperstudy.logs.talk_people import RoleLine, find_roles, know_people
from paperstudy.logs.talk_scene import context_of
from paperstudy.logs.talk_topics import papers_of, topic_of
from paperstudy.logs.talks import find_talks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from paperstudy.logs.session_heads import HeadFact
    from paperstudy.logs.session_reading import SessionReading
    from paperstudy.logs.talk_values import Talk

_TOMORROW = re.compile(r"내일|익일|tomorrow|明日", re.IGNORECASE)
_NEXT_DAY, _SOME_DAY, _EARLIER_DAY = "next day", "some day", "earlier"
_LATER_LABEL = re.compile(
    r"다음|차주|내일|next|예정|연기|[주준]신?다고|기로\s?[했함하]|[월화수목금토일]요일은|postponed|次回|来週|延期",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\blast (?:week|time|month|meeting|session)|지난\s?(?:주|시간|번|모임|회의|스터디)|저번|前回|先週",
    re.IGNORECASE,
)
# What follows the words of a sentence's topic: 발표할 예정, 설명해주신다고 함.
_AFTER_TOPIC = re.compile(r"\s*\S+(?:\s(?:예정|하기로|할|것)\S*)?")
_NEXT_MEETING = re.compile(
    r"(?:다음\s?(?:모임|회의|스터디|미팅|멘토링|세션|세미나|발표)(?:\s?(?:일시|날짜|일정))?(?:[은는]|\s?[:：])"
    r"|next\s(?:one|meeting|session|time)(?:\s(?:is|will be)(?:\son)?|\s?[:：])|次回(?:[はの]|\s?[:：]|開催))\s?(?P<when>.{4,40})",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"발표|발제|present|speaker|発表", re.IGNORECASE)
_BEFORE = 48
_HEAD, _NEAR_HEAD = 30, 15  # lines
_PAIR = 2

# The line of a session, and "" or which other meeting is announced there.
_Key = tuple[int, str]


def find_prose_sessions(
    reading: SessionReading, table_lines: frozenset[int]
) -> Iterator[SessionDraft]:
    """Yield the sessions that a log tells of outside its schedules.

    Args:
        reading: the log.
        table_lines: the lines of headings under which a schedule stands; such a heading is no
            meeting of its own unless people or talks stand there too.
    """
    roles = find_roles(reading)
    talks = find_talks(reading, know_people(reading, roles), roles)
    anchors = Anchors(reading)
    drafts: dict[_Key, SessionDraft] = {}
    for anchor in anchors.meetings(table_lines):
        drafts[anchor.line, ""] = _open(reading, anchor, later="")
    meetings = frozenset(line for line, _ in drafts)
    numbers = frozenset(talk.line for talk in talks)
    for talk in talks:
        held = list(_presentations(reading, talk, numbers - {talk.line}))
        anchor = anchors.of(talk.line)
        planned = held[0].status is PresentationStatus.PLANNED
        later = _later_than(reading, talk, anchor) if planned else _earlier_than(reading, talk)
        if later:
            anchor, later = _announced_day(reading, talk, anchor, later)
        key = (anchor.line, later)
        draft = drafts.get(key) or _open(reading, anchor, later=later, talk=talk)
        drafts[key] = replace(draft, presentations=draft.presentations + tuple(held))
    _add_roles(reading, anchors, roles, drafts)
    _add_heads(reading, anchors, drafts)
    _unite(drafts, meetings)
    yield from _settled(drafts)


def _open(
    reading: SessionReading, anchor: Anchor, *, later: str, talk: Talk | None = None
) -> SessionDraft:
    """Return a new session at an anchor."""
    day: date | None = None
    if anchor.hit is not None:
        number = anchor.line or 1
        year = reading.year_at(number) if reading.document.lines else None
        day = reading.settle(anchor.hit, year, reading.log_date or _day_before(reading, number))
    elif not later:
        day = reading.default_date()
    elif later == _NEXT_DAY and reading.log_date and reading.default_date():
        day = reading.log_date + timedelta(days=1)
    line = anchor.line or (talk.line if talk else 1)
    draft = SessionDraft(
        line=line, date=day, date_text=anchor.date_text, title=anchor.title or reading.title,
        sure=(not later and anchor.meeting) or anchor.hit is not None or day is not None,
    )  # fmt: skip
    head = head_of(reading.document.line(anchor.line)) if anchor.line and not later else None
    return with_fact(draft, head) if head is not None else draft


def _day_before(reading: SessionReading, number: int) -> date | None:
    """Return the day of the nearest heading above a line that says day, month and year."""
    for line in reversed(reading.document.lines[: number - 1]):
        if line.kind is not LineKind.HEADING:
            continue
        for hit in find_dates(line.text[:MAX_TEXT]):
            if hit.year and not hit.weak and not hit.is_range:
                return reading.settle(hit)
    return None


def _later_words(reading: SessionReading, talk: Talk) -> str:
    near, _ = context_of(reading, talk.line)
    if talk.way == "sentence":
        return _sentence_words(reading, talk) + " · " + near
    return reading.document.line(talk.line).text[:MAX_TEXT] + " · " + near


def _sentence_words(reading: SessionReading, talk: Talk) -> str:
    """Return the words of the sentence that tells of a talk, as far as they stand near it."""
    span = talk.spans[0]
    text = _own_words(reading, talk)
    start = max(0, span.start - _BEFORE, text.rfind(". ", 0, span.start) + 1)
    verb = _AFTER_TOPIC.match(text, span.end)
    return text[start : verb.end() if verb else span.end]


def _earlier_than(reading: SessionReading, talk: Talk) -> str:
    """Tell by a word whether a sentence speaks of a talk at an earlier meeting, and names its day."""
    if talk.way != "sentence":
        return ""
    words = _sentence_words(reading, talk)
    dated = any(not hit.weak and not hit.is_range for hit in find_dates(words))
    return _EARLIER_DAY if dated and _EARLIER.search(words) else ""


def _later_than(reading: SessionReading, talk: Talk, anchor: Anchor) -> str:
    """Return the other meeting that a talk is announced for: the next day's, a later one, or ""."""
    words = _later_words(reading, talk)
    if anchor.hit is not None:  # the day is known; only the line's own words can mean another
        if anchor.line == talk.line:
            return ""
        words = words.split(" · ")[0] if talk.way == "sentence" else _own_words(reading, talk)
    if _TOMORROW.search(words):
        return _NEXT_DAY
    known = reading.default_date() is not None or anchor.hit is not None
    return _SOME_DAY if known and _LATER_LABEL.search(words) else ""


def _announced_day(
    reading: SessionReading, talk: Talk, anchor: Anchor, later: str
) -> tuple[Anchor, str]:
    """Return the anchor of a talk that is announced for later: the day its line names, if it does.

    `홍길동님이 다음 주(3/22)에 발표하기로`; talks announced for one day share a session.
    """
    text = _own_words(reading, talk)
    hits = [hit for hit in find_dates(text) if not hit.weak and not hit.is_range]
    if not hits and later == _SOME_DAY:
        text = _next_meeting(reading)
        hits = [hit for hit in find_dates(text) if not hit.is_range]
    if len(hits) != 1:
        return replace(anchor, hit=None, date_text=""), later
    shown = clean_line(text[hits[0].start : hits[0].end])
    return replace(anchor, hit=hits[0], date_text=shown), shown


def _next_meeting(reading: SessionReading) -> str:
    """Return the words with which a log says when the next meeting is, if it says so once."""
    told = [
        match["when"] for line in reading.document.lines if has_words(line)
        if (match := _NEXT_MEETING.search(line.text[:MAX_TEXT])) and find_dates(match["when"])
    ]  # fmt: skip
    return told[0] if len(told) == 1 else ""


def _own_words(reading: SessionReading, talk: Talk) -> str:
    return reading.document.line(talk.line).text[:MAX_TEXT]


def _presentations(
    reading: SessionReading, talk: Talk, others: frozenset[int]
) -> Iterator[PresentationDraft]:
    """Yield a presentation for each paper of a talk, or one for its topic."""
    papers, around = papers_of(reading, talk, others)
    topic = topic_of(reading, talk) or around
    status = _status(reading, talk)
    role = _part(reading, talk)
    for paper in papers or (None,):
        yield PresentationDraft(talk.names, topic, talk.line, status, paper, role)


def _part(reading: SessionReading, talk: Talk) -> PresentationRole:
    """Return what the presenters of a talk do: by its own words, else by what stands above it.

    A heading that says review is that of most meetings and makes nobody a reviewer.
    """
    role = role_of_line(reading, talk.line)
    line = reading.document.line(talk.line)
    if role is not PresentationRole.PRESENT or _SPEAKS.search(line.text[:MAX_TEXT]):
        return role
    for above in {line.parent, line.section} - {None, talk.line}:
        if above is not None and role_of_line(reading, above) is PresentationRole.IMPLEMENT:
            return PresentationRole.IMPLEMENT
    return role


def _status(reading: SessionReading, talk: Talk) -> PresentationStatus:
    line = reading.document.line(talk.line)
    if line.checked is not None:
        return PresentationStatus.DONE if line.checked else PresentationStatus.PLANNED
    planned = PLANNED.search(_later_words(reading, talk)) or reading.announced
    return PresentationStatus.PLANNED if planned else PresentationStatus.DONE


def _add_roles(
    reading: SessionReading, anchors: Anchors, roles: Iterable[RoleLine],
    drafts: dict[_Key, SessionDraft],
) -> None:  # fmt: skip
    """Give moderators, scribes and those present to the sessions they belong to."""
    for role in roles:
        if role.role not in {"moderator", "scribe", "participants"}:
            continue
        anchor = anchors.of(role.line)
        key = _session_key(anchor, drafts)
        draft = drafts.get(key)
        if draft is None:
            group_list = role.role == "participants" and not _is_meeting_note(reading, anchor, role)
            if group_list:
                continue
            draft = _open(reading, anchor, later="")
        drafts[key] = _with_role(draft, role)


def _unite(drafts: dict[_Key, SessionDraft], meetings: frozenset[int]) -> None:
    """Make one session of two parts of a log about one day: who was there, and who presented.

    Two headings that both say meeting are two meetings.
    """
    held = [key for key in drafts if not key[1] and drafts[key].date and says_who(drafts[key])]
    days = {drafts[key].date for key in held}
    if len(held) != _PAIR or len(days) != 1 or meetings.issuperset(line for line, _ in held):
        return
    there = next((key for key in held if not drafts[key].presentations), None)
    told = next((key for key in held if not names_company(drafts[key])), None)
    if there is None or told is None or there == told:
        return
    people, talks = drafts.pop(there), drafts[told]
    title = people.title if there[0] in meetings else talks.title
    drafts[told] = unite(people, talks, title=title)


def _add_heads(reading: SessionReading, anchors: Anchors, drafts: dict[_Key, SessionDraft]) -> None:
    """Give the sessions the time and the place that lines at their heads say."""
    if not drafts:
        return
    for fact in find_head_facts(reading):
        key = _session_of(reading, anchors, drafts, fact)
        if key is not None:
            drafts[key] = with_fact(drafts[key], fact)


def _session_of(
    reading: SessionReading, anchors: Anchors, drafts: dict[_Key, SessionDraft], fact: HeadFact
) -> _Key | None:
    """Return the session that a line with a time or a place belongs to.

    That is the one whose heading or item it stands under, near its head; a line at the top of
    a log that tells of one meeting speaks of that one.
    """
    anchor = anchors.of(fact.line)
    key = (anchor.line, "")
    if key in drafts:
        return key if fact.line - anchor.line <= (_HEAD if fact.labelled else _NEAR_HEAD) else None
    held = [key for key in drafts if not key[1]]
    if len(held) != 1 or fact.line > drafts[held[0]].line:
        return None
    day = (
        reading.settle(anchor.hit, reading.year_at(fact.line), reading.log_date)
        if anchor.hit
        else None
    )
    return held[0] if day in {None, drafts[held[0]].date} else None


def _session_key(anchor: Anchor, drafts: dict[_Key, SessionDraft]) -> _Key:
    """Return the session of an anchor; people named for the whole log go to its only session."""
    if (anchor.line, "") not in drafts and anchor.line == DOCUMENT:
        held = [key for key in drafts if not key[1]]
        if len(held) == 1:
            return held[0]
    return (anchor.line, "")


def _is_meeting_note(reading: SessionReading, anchor: Anchor, role: RoleLine) -> bool:
    """Tell whether a list of participants is one meeting's, not the group's."""
    text = reading.document.line(role.line).text[:MAX_TEXT]
    outright = re.search(r"참석|출석|attend|出席|present", text, re.IGNORECASE) is not None
    if not outright and any(table.rows for table in reading.document.tables):
        return False
    if anchor.meeting or anchor.hit is not None:
        return True
    return reading.default_date() is not None or (outright and not reading.document.tables)


def _with_role(draft: SessionDraft, role: RoleLine) -> SessionDraft:
    if role.role == "moderator":
        return replace(draft, moderator=draft.moderator or role.names[0], sure=True)
    if role.role == "scribe":
        return replace(draft, scribe=draft.scribe or role.names[0])
    more = tuple(name for name in role.names if name not in draft.participants)
    return replace(draft, participants=draft.participants + more, sure=True)


def says_who(draft: SessionDraft) -> bool:
    """Tell whether a session says who presented, moderated or was there."""
    return bool(draft.presentations or draft.participants or draft.moderator)


def _settled(drafts: dict[_Key, SessionDraft]) -> Iterator[SessionDraft]:
    """Yield the sessions; an empty one that only repeats the day of another is left out."""
    days = {draft.date for draft in drafts.values() if draft.presentations and draft.date}
    seen: set[date] = set()
    for draft in sorted(drafts.values(), key=lambda draft: draft.line):
        people = says_who(draft)
        if (
            not people
            and draft.date
            and draft.date_text
            and (draft.date in days or draft.date in seen)
        ):
            continue
        if draft.date and not people:
            seen.add(draft.date)
        # A heading alone, with neither a day nor anybody under it, may be any heading.
        yield replace(draft, sure=draft.sure and (people or draft.date is not None))
