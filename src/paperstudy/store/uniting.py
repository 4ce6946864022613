"""One meeting told by several logs, and changed by people: whose word makes which part of it.

Pure: from what is said to what is kept. Names are those of people already (`told.py` keeps them as
the logs write them), and papers those of the library.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationRole, PresentationStatus
from paperstudy.store.accounts import Account, is_generic, is_same_hour, met, titles_agree
from paperstudy.store.encoding import fold, fold_names, fold_title, leave_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.domain.library import PresentationRow, SessionRow

# What a log says of a meeting in a word or a number.
_SCALARS = (
    *("date", "date_text", "title", "moderator", "scribe", "starts", "zone", "place", "minutes"),
)


def is_same_meeting(one: SessionRow, other: SessionRow) -> bool:
    """Return whether two logs tell of one meeting.

    They do where the day is the same, title and hour do not contradict, and they share a person;
    where one of them names no people, a paper or topic, unless it names nothing at all.
    """
    if one.date != other.date:
        return False
    accounts = account_of(one), account_of(other)
    return is_same_hour(*accounts) and titles_agree(one.title, other.title) and met(*accounts)


def is_retold(before: SessionRow, now: SessionRow, *, alone: bool) -> bool:
    """Return whether a log that said `before` says `now` of the same meeting, in other words.

    On another day it is the same where its title says more than that people met. Where no other
    log tells of it (`alone`), so it is where it is about the same; or, about nothing, where all
    the rest is as it was.
    """
    accounts = account_of(before), account_of(now)
    if not met(*accounts):
        return False
    if before.date is not None and before.date == now.date:
        return True
    same_title = fold(before.title) == fold(now.title)
    if same_title and not is_generic(now.title):
        return True
    if not alone:
        return False
    one, other = accounts
    if one.things and other.things:
        return bool(one.things & other.things)
    return same_title and one.people == other.people


def account_of(row: SessionRow) -> Account:
    """Return what a meeting is known by."""
    return Account(row.date, row.starts, row.title, _people(row), _things(row))


def names_nothing(row: SessionRow) -> bool:
    """Tell whether a meeting says of nobody and of nothing that it was there."""
    return account_of(row).names_nothing


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
