"""Meetings of one day that may be one, though no rule says so: a person is asked. Pure."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from paperstudy.domain.library import PresentationRow, SessionRow
from paperstudy.domain.papers import PaperId
from paperstudy.store.uniting import may_be_same

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from paperstudy.domain.papers import CiteKey
    from paperstudy.domain.sessions import StudySession
    from paperstudy.store.link import Row


def find_alike(
    every: Iterable[StudySession], kept_apart: Iterable[Row]
) -> tuple[tuple[StudySession, StudySession], ...]:
    """Return the meetings of each day that may be one, but for those that people kept apart."""
    days: dict[date, list[StudySession]] = {}
    for session in every:
        if session.date is not None:
            days.setdefault(session.date, []).append(session)
    apart = {frozenset(pair) for pair in kept_apart}
    keys: dict[CiteKey, int] = {}
    found: list[tuple[StudySession, StudySession]] = []
    for sessions in days.values():
        by_number = sorted(sessions, key=lambda session: session.id)
        asked = {session.id: _row(session, keys) for session in by_number}
        found += [
            (one, other)
            for one, other in combinations(by_number, 2)
            if frozenset((one.id, other.id)) not in apart
            and not _were_told_apart(one, other)
            and may_be_same(asked[one.id], asked[other.id])
        ]
    return tuple(found)


def _were_told_apart(one: StudySession, other: StudySession) -> bool:
    """Tell whether somebody has told of both as of two: a person, or one log."""
    by_hand = not one.logs and not other.logs
    return by_hand or bool(set(one.logs) & set(other.logs))


def _row(session: StudySession, keys: dict[CiteKey, int]) -> SessionRow:
    """Return what two meetings are compared by; papers are numbered as they come."""
    return SessionRow(
        date=session.date,
        title=session.title,
        moderator=session.moderator,
        scribe=session.scribe,
        participants=session.participants,
        presentations=tuple(
            PresentationRow(
                held.presenters,
                held.topic,
                paper_id=PaperId(keys.setdefault(held.paper[0], len(keys))) if held.paper else None,
            )
            for held in session.presentations
        ),
        starts=session.starts,
    )
