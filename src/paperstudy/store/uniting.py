"""One meeting told by several logs, and changed by people: whose word makes which part of it.

Pure: from what is said to what is kept. Names are those of people already (`told.py` keeps them as
the logs write them), and papers those of the library.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationRole, PresentationStatus
from paperstudy.store.encoding import fold, fold_names, fold_title, leave_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.library import PresentationRow, SessionRow

# What a log says of a meeting in a word or a number.
_SCALARS = (
    *("date", "date_text", "title", "moderator", "scribe", "starts", "zone", "place", "minutes"),
)
# Titles that say no more than that people met.
_GENERIC = re.compile(
    r"(?:weekly|daily|regular|our|the|정기|주간|오늘의?|일일)?\s*"
    r"(?:paper|논문|group|그룹|study|스터디|reading)?\s*"
    r"(?:session|meeting|study|meetup|minutes|notes?|seminar|group|세션|미팅|모임|회의|회의록|스터디|세미나|"
    r"기록|노트)"
)
_NUMBERS = re.compile(r"\d+\s*(?:일차|주차|회차|차)|\b(?:day|week|session)\W*\d+|[\d\W_]+")


def is_same_meeting(one: SessionRow, other: SessionRow) -> bool:
    """Return whether two logs tell of one meeting.

    They do where the day is the same, title and hour do not contradict, and they share a person;
    where one of them names no people, a paper or topic, unless it names nothing at all.
    """
    if one.date is None or one.date != other.date:
        return False
    if one.starts and other.starts and one.starts != other.starts:
        return False
    if not _titles_agree(one.title, other.title):
        return False
    return _meet(one, other)


def is_retold(before: SessionRow, now: SessionRow, *, alone: bool) -> bool:
    """Return whether a log that said `before` says `now` of the same meeting, in other words.

    On another day it is the same where its title says more than that people met. Where no other
    log tells of it (`alone`), so it is where it is about the same; or, about nothing, where all
    the rest is as it was.
    """
    if not _meet(before, now):
        return False
    if before.date is not None and before.date == now.date:
        return True
    same_title = fold(before.title) == fold(now.title)
    if same_title and not is_generic(now.title):
        return True
    if not alone:
        return False
    things = _things(before), _things(now)
    if things[0] and things[1]:
        return bool(things[0] & things[1])
    return same_title and _people(before) == _people(now)


def may_be_same(one: SessionRow, other: SessionRow) -> bool:
    """Return whether a person should say if two meetings of one day are one.

    The hours do not contradict, and they share a person, or a paper where one names nobody; or
    one names nothing at all, and the titles do not contradict either.
    """
    if one.date is None or one.date != other.date:
        return False
    if one.starts and other.starts and one.starts != other.starts:
        return False
    empty = names_nothing(one) or names_nothing(other)
    return _meet(one, other) and (not empty or _titles_agree(one.title, other.title))


def _meet(one: SessionRow, other: SessionRow) -> bool:
    """Tell whether the same people met: teams of one camp often have one paper on one day."""
    people = _people(one), _people(other)
    if people[0] and people[1]:
        return bool(people[0] & people[1])
    things = _things(one), _things(other)
    return bool(things[0] & things[1]) or names_nothing(one) or names_nothing(other)


def names_nothing(row: SessionRow) -> bool:
    """Tell whether a meeting says of nobody and of nothing that it was there."""
    return not _people(row) and not _things(row)


def unite(told: Sequence[SessionRow]) -> SessionRow:
    """Return the meeting that all of them tell of; where they contradict, the first one is right."""
    row = told[0]
    for other in told[1:]:
        row = join(row, other)
    return replace(row, absent=leave_out(row.absent, row.participants))


def join(row: SessionRow, other: SessionRow) -> SessionRow:
    """Return one account made of two; where they contradict, the first one is right."""
    values = {name: getattr(row, name) or getattr(other, name) for name in _SCALARS}
    if other.title and row.title and is_generic(row.title) and not is_generic(other.title):
        values["title"] = other.title
    return replace(
        row,
        **values,
        participants=_union(row.participants, other.participants),
        absent=_union(row.absent, other.absent),
        presentations=_join_presentations(row.presentations, other.presentations),
        sure=row.sure or other.sure,
    )


def _join_presentations(
    mine: Sequence[PresentationRow], others: Sequence[PresentationRow]
) -> tuple[PresentationRow, ...]:
    joined = list(mine)
    free = list(range(len(joined)))
    left = list(others)
    for alike in (_is_equal, is_same_presentation):
        rest, left = left, []
        for other in rest:
            same = next((n for n in free if alike(joined[n], other)), None)
            if same is None:
                left.append(other)
            else:
                free.remove(same)
                joined[same] = _joined_presentation(joined[same], other)
    return (*joined, *left)


def _is_equal(one: PresentationRow, other: PresentationRow) -> bool:
    return (fold_names(one.presenters), fold_title(one.topic), one.paper_id) == (
        *(fold_names(other.presenters), fold_title(other.topic), other.paper_id),
    )


def is_same_presentation(one: PresentationRow, other: PresentationRow) -> bool:
    """Return whether two accounts of a meeting mean one presentation."""
    if _is_equal(one, other):
        return True
    mine, theirs = fold_names(one.presenters), fold_names(other.presenters)
    if mine and theirs and not mine & theirs:
        return False
    if one.paper_id is not None and other.paper_id is not None:
        return one.paper_id == other.paper_id
    topics = fold_title(one.topic), fold_title(other.topic)
    if topics[0] and topics[0] == topics[1]:
        return True
    bare = (not topics[0] and one.paper_id is None) or (not topics[1] and other.paper_id is None)
    return bare and bool(mine) and mine == theirs


def is_generic(title: str) -> bool:
    """Return whether a title says no more than that people met, or when."""
    bare = _NUMBERS.sub(" ", fold(title)).strip()
    return not bare or _GENERIC.fullmatch(bare) is not None


def _joined_presentation(mine: PresentationRow, other: PresentationRow) -> PresentationRow:
    about = mine if mine.paper_id is not None or other.paper_id is None else other
    status = mine.status if mine.status is not PresentationStatus.PLANNED else other.status
    role = mine.role if mine.role is not PresentationRole.PRESENT else other.role
    return replace(
        mine,
        presenters=_union(mine.presenters, other.presenters),
        topic=mine.topic or other.topic,
        paper_id=about.paper_id,
        group=about.group,
        log_id=about.log_id,
        line=about.line,
        status=status,
        role=role,
        minutes=mine.minutes or other.minutes,
        reason=mine.reason or other.reason,
        keys=tuple(dict.fromkeys((*mine.keys, *other.keys))),
    )


def _titles_agree(one: str, other: str) -> bool:
    return fold_title(one) == fold_title(other) or is_generic(one) or is_generic(other)


def _people(row: SessionRow) -> set[str]:
    people = {fold(name) for name in (*row.participants, row.moderator, row.scribe)}
    for held in row.presentations:
        people |= fold_names(held.presenters)
    return people - {""}


def _things(row: SessionRow) -> set[str]:
    papers = {f"paper {one.paper_id}" for one in row.presentations if one.paper_id is not None}
    return papers | {f"topic {fold_title(one.topic)}" for one in row.presentations if one.topic}


def _union(mine: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return (*mine, *leave_out(others, mine))
