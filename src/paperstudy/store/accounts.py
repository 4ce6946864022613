"""Accounts of meetings, and when two of one day may be of one meeting. Pure.

Apart from `uniting.py`, since every scan counts the meetings that a person is asked about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from paperstudy.store.encoding import fold, fold_title

if TYPE_CHECKING:
    from collections.abc import Hashable
    from collections.abc import Set as AbstractSet

# Titles that say no more than that people met; compiled where two titles are compared.
_GENERIC = (
    r"(?:weekly|daily|regular|our|the|정기|주간|오늘의?|일일)?\s*"
    r"(?:paper|논문|group|그룹|study|스터디|reading)?\s*"
    r"(?:session|meeting|study|meetup|minutes|notes?|seminar|group|세션|미팅|모임|회의|회의록|스터디|세미나|"
    r"기록|노트)"
)
_NUMBERS = r"\d+\s*(?:일차|주차|회차|차)|\b(?:day|week|session)\W*\d+|[\d\W_]+"


class Account(NamedTuple):
    """What a meeting is known by: its people and things are the same where they are equal."""

    day: Hashable  # None where nobody said
    starts: str
    title: str
    people: AbstractSet[Hashable]
    things: AbstractSet[Hashable]  # papers and topics

    @property
    def names_nothing(self) -> bool:
        """Whether it says of nobody and of nothing that it was there."""
        return not self.people and not self.things


def may_be_same(one: Account, other: Account) -> bool:
    """Return whether a person should say if two meetings of one day are one.

    The hours do not contradict, and they share a person, or a paper where one names nobody; or
    one names nothing at all, and the titles do not contradict either.
    """
    if not is_same_hour(one, other):
        return False
    empty = one.names_nothing or other.names_nothing
    return met(one, other) and (not empty or titles_agree(one.title, other.title))


def is_same_hour(one: Account, other: Account) -> bool:
    """Tell whether both are of one day, and of one hour where both say so."""
    if one.day is None or one.day != other.day:
        return False
    return not (one.starts and other.starts and one.starts != other.starts)


def met(one: Account, other: Account) -> bool:
    """Tell whether the same people met: teams of one camp often have one paper on one day."""
    if one.people and other.people:
        return bool(one.people & other.people)
    return bool(one.things & other.things) or one.names_nothing or other.names_nothing


def titles_agree(one: str, other: str) -> bool:
    """Tell whether two titles are one, or one of them says no more than that people met."""
    return fold_title(one) == fold_title(other) or is_generic(one) or is_generic(other)


def is_generic(title: str) -> bool:
    """Return whether a title says no more than that people met, or when."""
    bare = re.sub(_NUMBERS, " ", fold(title)).strip()
    return not bare or re.fullmatch(_GENERIC, bare) is not None
