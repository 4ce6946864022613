"""The group in numbers: what was presented when and by whom, and what waits to be read."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.sessions import SessionState
from paperstudy.study.clock import find_today

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from paperstudy.domain.library import ReadingRow
    from paperstudy.domain.papers import CiteKey
    from paperstudy.domain.people import Person
    from paperstudy.domain.sessions import Presentation, StudySession
    from paperstudy.domain.talks import Talk
    from paperstudy.store.store import Store
    from paperstudy.study.clock import Clock

_YEAR = 12  # months in it


@dataclass(frozen=True, slots=True)
class MonthCount:
    """A month, written 2021-08: its meetings, and what was presented there."""

    month: str
    papers: int
    presentations: int
    sessions: int


@dataclass(frozen=True, slots=True)
class PersonCount:
    """What a person presented, how many meetings they came to, and when they presented last."""

    name: str
    presentations: int
    papers: int
    sessions: int
    last: date | None = None
    active: bool = True


@dataclass(frozen=True, slots=True)
class WaitingPaper:
    """A paper on the group's list; `days` since it came there, None where nobody knows."""

    key: CiteKey
    title: str
    days: int | None
    votes: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """The group in numbers; months without a meeting between others count 0."""

    months: tuple[MonthCount, ...]
    people: tuple[PersonCount, ...]
    statuses: tuple[tuple[PaperStatus, int], ...]
    waiting: tuple[WaitingPaper, ...]


class Stats:
    """Counts."""

    def __init__(self, store: Store, clock: Clock, zone: str = "") -> None:
        self._store = store
        self._clock = clock
        self._zone = zone

    def numbers(self, *, since: date | None = None) -> Numbers:
        """Return the group in numbers; meetings only since a day, where one is given."""
        today = find_today(self._clock, self._zone)
        with self._store.read() as tx:
            sessions = tx.sessions.all(since=since)
            people = tx.people.members()
            statuses = tx.talks.statuses()
            rows = tx.reading.rows(None)
            talks = as_of(tx.talks.all(), today)
        held = [one for one in sessions if is_held(one, today)]
        return Numbers(
            months=count_months(held),
            people=count_people(people, held),
            statuses=tuple(correct_statuses(statuses, rows, talks).items()),
            waiting=find_waiting(rows, today),
        )


def is_held(session: StudySession, today: date) -> bool:
    """Return whether a meeting has been held: not skipped, and not in the days to come."""
    coming = session.date is not None and session.date > today
    return session.state is not SessionState.SKIPPED and not coming


def as_of(talks: Iterable[Talk], today: date) -> tuple[Talk, ...]:
    """Return talks, of which those of a day to come are planned, whatever they say."""
    return tuple(
        replace(one, held=False) if one.held and one.day and one.day > today else one
        for one in talks
    )


def correct_statuses(
    counts: Mapping[PaperStatus, int], rows: Iterable[ReadingRow], talks: Iterable[Talk]
) -> dict[PaperStatus, int]:
    """Return how many papers stand where; what the group has had is not left to read.

    Somebody may want it again: it waits on the group's list then, and has been presented.
    """
    had = {one.paper for one in talks if one.held}
    again = sum(
        row.entry.status is PaperStatus.TO_READ and row.entry.paper_id in had for row in rows
    )
    moved = {PaperStatus.TO_READ: -again, PaperStatus.PRESENTED: again}
    return {status: count + moved.get(status, 0) for status, count in counts.items()}


def count_months(sessions: Iterable[StudySession]) -> tuple[MonthCount, ...]:
    """Return each month from the first meeting to the last; undated ones are in none."""
    months: dict[tuple[int, int], list[StudySession]] = {}
    for session in sessions:
        if session.date is not None:
            months.setdefault((session.date.year, session.date.month), []).append(session)
    if not months:
        return ()
    return tuple(
        _month(year, month, months.get((year, month), ()))
        for year, month in _months(min(months), max(months))
    )


def _months(first: tuple[int, int], last: tuple[int, int]) -> Iterator[tuple[int, int]]:
    for number in range(first[0] * _YEAR + first[1] - 1, last[0] * _YEAR + last[1]):
        yield number // _YEAR, number % _YEAR + 1


def _month(year: int, month: int, sessions: Sequence[StudySession]) -> MonthCount:
    held = [one for session in sessions for one in presented(session)]
    return MonthCount(
        month=f"{year:04}-{month:02}",
        papers=len({one.paper[0] for one in held if one.paper}),
        presentations=len(held),
        sessions=len(sessions),
    )


def presented(session: StudySession) -> tuple[Presentation, ...]:
    """Return what was presented at a meeting, without what was planned and did not happen."""
    return tuple(one for one in session.presentations if one.status is PresentationStatus.DONE)


def count_people(
    people: Sequence[Person], sessions: Iterable[StudySession]
) -> tuple[PersonCount, ...]:
    """Return who presented, most first; of those who never did, who is active."""
    came: Counter[str] = Counter()
    talks: dict[str, list[tuple[date | None, Presentation]]] = {}
    for session in sessions:
        came.update(_everybody(session))
        for one in presented(session):
            for name in one.presenters:
                talks.setdefault(name, []).append((session.date, one))
    counts = [_count(one, talks.get(one.name, ()), came[one.name]) for one in people]
    shown = [one for one in counts if one.active or one.presentations]
    return tuple(sorted(shown, key=lambda one: (-one.presentations, -one.sessions, one.name)))


def _everybody(session: StudySession) -> set[str]:
    """Return who was there: what was planned for somebody does not say that they came."""
    presenters = {name for one in presented(session) for name in one.presenters}
    there = {*session.participants, session.moderator, session.scribe, *presenters}
    return there - set(session.absent)


def _count(
    person: Person, talks: Sequence[tuple[date | None, Presentation]], sessions: int
) -> PersonCount:
    return PersonCount(
        name=person.name,
        presentations=len(talks),
        papers=len({one.paper[0] for _, one in talks if one.paper}),
        sessions=sessions,
        last=max((day for day, _ in talks if day is not None), default=None),
        active=person.active,
    )


def find_waiting(rows: Sequence[ReadingRow], today: date) -> tuple[WaitingPaper, ...]:
    """Return what the group still has to read, the longest waiting first."""
    waiting = [row for row in rows if row.entry.status is PaperStatus.TO_READ]
    counted = [
        WaitingPaper(row.key, row.title, _days(row, today), len(row.votes)) for row in waiting
    ]
    return tuple(sorted(counted, key=lambda one: (one.days is None, -(one.days or 0))))


def _days(row: ReadingRow, today: date) -> int | None:
    added = row.entry.added_at
    return None if added is None else max(0, (today - added.date()).days)
