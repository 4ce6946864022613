"""Meetings of one day that may be one, though no rule says so: a person is asked.

Every scan counts them, so no more is read of a meeting than what it is compared by.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from paperstudy.store import queries_of_meetings as queries
from paperstudy.store.accounts import Account, may_be_same
from paperstudy.store.encoding import fold_title
from paperstudy.store.link import by_first

if TYPE_CHECKING:
    from paperstudy.store.link import Link


class _Met(NamedTuple):
    id: int
    account: Account
    logs: frozenset[str]


def find_alike(link: Link) -> list[tuple[int, int]]:
    """Return the numbers of the meetings of each day that may be one, by day.

    Those that people kept apart, or one log tells apart, are not here. The later number comes
    second.
    """
    days = [met for met in _read_days(link) if len(met) > 1]
    if not days:
        return []
    apart = {frozenset(pair) for pair in link.rows(queries.PAIRS_APART)}
    return [
        (one.id, other.id)
        for met in days
        for one, other in combinations(met, 2)
        if may_be_same(one.account, other.account)
        and not _were_told_apart(one, other)
        and frozenset((one.id, other.id)) not in apart
    ]


def _read_days(link: Link) -> list[list[_Met]]:
    """Return the meetings of each day that has several, by day and number."""
    days = by_first(link.rows(queries.FULL_DAYS))
    if not days:
        return []
    people = by_first(link.rows(queries.PEOPLE_OF_FULL_DAYS))
    held = by_first(link.rows(queries.THINGS_OF_FULL_DAYS))
    logs = by_first(link.rows(queries.SESSION_LOGS_OF["full"]))

    def read(day: str, number: int, starts: str, title: str) -> _Met:
        there = frozenset(person for _, person in people.get(number, ()))
        papers = {paper for _, paper, _ in held.get(number, ()) if paper is not None}
        topics = {fold_title(topic) for _, _, topic in held.get(number, ()) if topic}
        account = Account(day, starts, title, there, papers | topics)
        return _Met(number, account, frozenset(path for _, path in logs.get(number, ())))

    return [[read(*row) for row in rows] for rows in days.values()]


def _were_told_apart(one: _Met, other: _Met) -> bool:
    """Tell whether somebody has told of both as of two: a person, or one log."""
    by_hand = not one.logs and not other.logs
    return by_hand or bool(one.logs & other.logs)
