"""One meeting told by several logs, and changed by people: whose word makes which part of it.

Pure: from what is said to what is kept. Names are those of people already (`told.py` keeps them as
the logs write them), and papers those of the library.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationRole, PresentationStatus
from paperstudy.store.encoding import fold, fold_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


def is_retold(before: SessionRow, now: SessionRow) -> bool:
    """Return whether a log that said `before` says `now` of the same meeting, in other words."""
    same_day = before.date is not None and before.date == now.date
    same_title = bool(fold(now.title)) and fold(before.title) == fold(now.title)
    return (same_day or (same_title and not is_generic(now.title))) and _meet(before, now)


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
        row = _joined(row, other)
    return replace(row, absent=_without(row.absent, row.participants))


def apply_news(mine: SessionRow, before: SessionRow, now: SessionRow) -> SessionRow:
    """Return a meeting that a person changed with what logs say now and did not say `before`.

    A person's word stands: where `mine` is not as the logs had it, their news is passed over.
    """
    changed = {
        name: getattr(now, name)
        for name in _SCALARS
        if getattr(mine, name) == getattr(before, name) and getattr(now, name)
    }
    came = _without(now.participants, before.participants)
    went = _without(before.participants, now.participants)
    participants = _without(mine.participants, went)
    return replace(
        mine,
        **changed,
        participants=(*participants, *_without(came, (*participants, *mine.absent))),
        presentations=_new_presentations(mine, before, now),
    )


def _joined(row: SessionRow, other: SessionRow) -> SessionRow:
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
    return (_folded(one.presenters), fold_title(one.topic), one.paper_id) == (
        *(_folded(other.presenters), fold_title(other.topic), other.paper_id),
    )


def is_same_presentation(one: PresentationRow, other: PresentationRow) -> bool:
    """Return whether two accounts of a meeting mean one presentation."""
    if _is_equal(one, other):
        return True
    mine, theirs = _folded(one.presenters), _folded(other.presenters)
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
    )


def _new_presentations(
    mine: SessionRow, before: SessionRow, now: SessionRow
) -> tuple[PresentationRow, ...]:
    """Add what logs say is presented for the first time, and mark what they say was held."""
    kept = list(mine.presentations)
    for held in now.presentations:
        known = any(is_same_presentation(held, one) for one in before.presentations)
        place = next((n for n, one in enumerate(kept) if is_same_presentation(held, one)), None)
        if place is not None:
            was_held = known and any(
                one.status is PresentationStatus.DONE and is_same_presentation(held, one)
                for one in before.presentations
            )
            if held.status is PresentationStatus.DONE and not was_held:
                kept[place] = _held(kept[place], held)
        elif not known:
            kept.append(held)
    return tuple(kept)


def _held(mine: PresentationRow, held: PresentationRow) -> PresentationRow:
    if mine.status is not PresentationStatus.PLANNED:
        return mine
    told = replace(mine, status=PresentationStatus.DONE)
    if mine.paper_id is None and held.paper_id is not None and mine.group is None:
        return replace(told, paper_id=held.paper_id, group=held.group, log_id=held.log_id)
    return told


def _titles_agree(one: str, other: str) -> bool:
    return fold_title(one) == fold_title(other) or is_generic(one) or is_generic(other)


def _people(row: SessionRow) -> set[str]:
    people = {fold(name) for name in (*row.participants, row.moderator, row.scribe)}
    for held in row.presentations:
        people |= _folded(held.presenters)
    return people - {""}


def _things(row: SessionRow) -> set[str]:
    papers = {f"paper {one.paper_id}" for one in row.presentations if one.paper_id is not None}
    return papers | {f"topic {fold_title(one.topic)}" for one in row.presentations if one.topic}


def _folded(names: Iterable[str]) -> set[str]:
    return {fold(name) for name in names} - {""}


def _union(mine: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return (*mine, *_without(others, mine))


def _without(names: Sequence[str], taken: Sequence[str]) -> tuple[str, ...]:
    gone = _folded(taken)
    return tuple(name for name in names if fold(name) not in gone)
