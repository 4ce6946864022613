"""Parts of one log that tell of one meeting: who was there in one, who presented in another."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paperstudy.domain.logs import SessionDraft


def unite(company: SessionDraft, talks: SessionDraft, *, title: str) -> SessionDraft:
    """Return one session of a part that names people and one that names talks."""
    first, other = sorted((company, talks), key=lambda draft: draft.line)
    timed = first if first.starts else other
    return replace(
        talks,
        line=first.line,
        title=title,
        date_text=first.date_text or other.date_text,
        moderator=company.moderator or talks.moderator,
        scribe=company.scribe or talks.scribe,
        participants=company.participants or talks.participants,
        starts=timed.starts,
        minutes=timed.minutes,
        place=first.place or other.place,
        sure=True,
    )


def names_company(draft: SessionDraft) -> bool:
    """Tell whether a session says who was there."""
    return bool(draft.participants or draft.moderator)


def with_company(
    scheduled: Sequence[SessionDraft], told: Iterable[SessionDraft]
) -> list[SessionDraft]:
    """Return the sessions of schedules, and those told of that are not the same meetings.

    A part of the log that says who was there on a day is joined to the schedule's one meeting of
    that day, unless that one has people of its own.
    """
    sessions = list(scheduled)
    days = Counter(draft.date for draft in scheduled)
    for draft in told:
        place = (
            _same_day(sessions[: len(scheduled)], draft)
            if draft.date and days[draft.date] == 1
            else None
        )
        if place is None:
            sessions.append(draft)
        else:
            title = draft.title or sessions[place].title
            sessions[place] = unite(draft, sessions[place], title=title)
    return sessions


def _same_day(scheduled: Sequence[SessionDraft], draft: SessionDraft) -> int | None:
    if draft.presentations or not names_company(draft):
        return None
    fitting = (
        place
        for place, other in enumerate(scheduled)
        if other.date == draft.date and not names_company(other)
    )
    return next(fitting, None)
