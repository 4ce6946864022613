"""Which meetings a list shows: those that were, those to come, those of a person or a paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from paperstudy.study.meetings import ZONES, by_time, has_begun
from paperstudy.study.series import foresee

if TYPE_CHECKING:
    from datetime import datetime

    from paperstudy.domain.sessions import StudySession
    from paperstudy.store.views import Reader


@dataclass(frozen=True, slots=True)
class SessionQuery:
    """What is asked for: days, a person, a paper's key, `upcoming` or `past`, and how many."""

    since: date | None = None
    until: date | None = None
    person: str = ""
    paper: str = ""
    time: str = ""
    newest: int | None = None


def find_sessions(
    tx: Reader, asked: SessionQuery, now: datetime, me: str
) -> tuple[StudySession, ...]:
    """Return the meetings that fit, by date; see `Sessions.list`.

    Raises:
        NotFoundError: no paper has the key, or nobody the name.
    """
    paper, person = _called(tx, asked, me)
    since, until = _span(tx, asked, now)
    found = list(tx.sessions.all(since=since, until=until, person=person, paper=paper))
    if not person and not paper and asked.time != "past":
        new = foresee(tx.sessions.series(), found, max(now.date(), since or now.date()))
        found += [one for one in new if not until or (one.date or until) <= until]
        found.sort(key=by_time) if new else None
    if not asked.time:
        return tuple(found)
    past = asked.time == "past"
    return tuple(one for one in found if one.date and has_begun(one, now) is past)


def _called(tx: Reader, asked: SessionQuery, me: str) -> tuple[str, str]:
    """Return the key of the paper and the name of the person that are meant."""
    paper, person = asked.paper, asked.person
    if paper:
        from paperstudy.study.finding import find_paper

        paper = find_paper(tx, paper).key
    if person:
        from paperstudy.study.persons_finding import get_person

        person = get_person(tx, person, me).name
    return paper, person


def _span(tx: Reader, asked: SessionQuery, now: datetime) -> tuple[date | None, date | None]:
    """Return the first and the last day on which a meeting can be that is asked for."""
    since, until, newest = asked.since, asked.until, asked.newest
    if newest is not None and since is None:
        if asked.time == "past":
            newest += len(tx.sessions.all(since=now.date()))
        since = tx.sessions.date_of_newest(newest)
    if asked.time == "past":
        until = min(now.date() + ZONES, until or date.max)
    elif asked.time:
        since = max(now.date() - ZONES, since or date.min)
    return since, until
