"""Who presents at the coming meetings: suggested, assigned, swapped."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from paperstudy.domain.errors import (
    ConflictError,
    InvalidInputError,
    NotFoundError,
    StaleEditError,
)
from paperstudy.domain.library import PresentationRow
from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.planning import Suggestion, Turn
from paperstudy.domain.sessions import SessionState
from paperstudy.study.meetings import coming, has_begun, make_real
from paperstudy.study.persons_finding import get_person
from paperstudy.study.presenting import must_come
from paperstudy.study.rota import choose_group, rank_presenters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from paperstudy.domain.library import SessionRow
    from paperstudy.domain.papers import CiteKey
    from paperstudy.domain.sessions import SessionId, StudySession
    from paperstudy.store.views import Reader, Writer

    Paper = tuple[CiteKey, str]

_YEAR = timedelta(days=366)
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_WAITING = (PaperStatus.TO_READ, PaperStatus.READING)
MOST = 52  # meetings that can be planned at a time
_OTHERS = 3  # so many who come after are named


def suggest(tx: Reader | Writer, now: datetime, count: int) -> tuple[Suggestion, ...]:
    """Return who should present at the next `count` meetings that have nobody, and why.

    Where fewer are planned, the rest are of no meeting.

    Raises:
        NotFoundError: nobody is in the group, or no log of the last year names anybody.
        InvalidInputError: it is more than a year of meetings, or none.
    """
    if not 1 <= count <= MOST:
        raise InvalidInputError(
            "a plan is for 1 to {most} meetings, not for {count}",
            hint="the nearest is {near}",
            most=MOST,
            count=count,
            near=min(max(count, 1), MOST),
        )
    year = tx.sessions.all(since=now.date() - _YEAR)
    members = tx.people.members()
    people, left_out = choose_group(members, year)
    if not people:
        raise _nobody(left_out)
    counts = tx.people.counts(until=now.date() - _DAY)  # of what is to come the turns tell
    ever = {one.name: counts[one.id] for one in members if one.id in counts}
    ahead = coming(tx, now, count + _planned(tx, now))
    turns = list(_turns(year, now))
    papers = _papers(tx, ahead)
    found: list[Suggestion] = []
    for session, day in _open(ahead, now.date(), count):
        absent = session.absent if session is not None else ()
        ranked = rank_presenters(people, turns, day, absent, ever)
        if not ranked:
            continue
        first = ranked[0]
        turns.append(Turn(day, (first.person,), planned=True))
        found.append(
            Suggestion(
                first.person,
                first.reasons,
                session,
                _paper_there(session) or next(papers, None),
                tuple(one.person for one in ranked[1 : 1 + _OTHERS]),
                tuple(name for name in absent if name in people),
            )
        )
    return tuple(found)


def find_left_out(tx: Reader, now: datetime) -> tuple[str, ...]:
    """Return who of the active is not suggested: no meeting of the last year names them."""
    told = [one for one in tx.people.members() if one.active and not one.by_hand]
    year = tx.sessions.all(since=now.date() - _YEAR) if told else ()
    return tuple(choose_group(told, year)[1])


def assign(
    tx: Writer, now: datetime, count: int, shown: Sequence[Suggestion] = ()
) -> tuple[StudySession, ...]:
    """Write the suggestions, or those that a person was shown, into the meetings; return these.

    Raises:
        StaleEditError: one of those shown does not fit any more.
        NotFoundError: nobody is in the group, or no meeting without a presenter is to come.
    """
    numbers: list[SessionId] = []
    for one in shown or suggest(tx, now, count):
        if one.session is None:
            continue
        if shown:
            _must_fit(tx, one, now)
        number = make_real(tx, one.session)
        row = _row(tx, number)
        paper = tx.papers.find_by_key(one.paper[0]) if one.paper else None
        new = PresentationRow(
            (one.person,),
            "",
            status=PresentationStatus.PLANNED,
            paper_id=paper.id if paper else None,
        )
        tx.sessions.edit(number, _with_presenter(row, new))
        numbers.append(number)
    if not numbers:
        raise NotFoundError(
            "no meeting without a presenter is planned",
            hint="to plan one: paperstudy session new “friday 10:00”",
        )
    return _sessions(tx, numbers)


def _must_fit(tx: Writer, one: Suggestion, now: datetime) -> None:
    """Refuse a suggestion where its meeting, or who is to present there, has changed since."""
    there = one.session
    now_there = [each for each in coming(tx, now, MOST) if there and _same(each, there)]
    fits = now_there and one.person not in now_there[0].absent
    names = {person.name for person in tx.people.members() if person.active}
    if not fits or one.person not in names or next(_open(now_there, now.date(), 1))[0] is None:
        raise StaleEditError(
            "whose turn it is has changed meanwhile", hint="look at it again, then assign it"
        )


def _same(one: StudySession, other: StudySession) -> bool:
    return (one.id, one.date, one.starts) == (other.id, other.date, other.starts)


def swap(tx: Writer, names: tuple[str, str], now: datetime, me: str) -> tuple[StudySession, ...]:
    """Let two people change places in what they are to present next; return the meetings.

    Where only one of them is to present, the other does it instead.

    Raises:
        NotFoundError: nobody has that name, or neither is to present.
        ConflictError: they are one person, present together, or one cannot come that day.
    """
    one, other = (get_person(tx, name, me).name for name in names)
    if one == other:
        raise ConflictError("both names mean {name}", hint="name two people", name=one)
    ahead = [session for session in coming(tx, now, 1) if session.id]
    places = [place for place in (_place_of(ahead, one), _place_of(ahead, other)) if place]
    if not places:
        raise NotFoundError(
            "neither {one} nor {other} is to present",
            hint="`paperstudy session list --upcoming` lists who does",
            one=one,
            other=other,
        )
    if len(places) > 1 and places[0] == places[1]:
        raise ConflictError(
            "{one} and {other} present together",
            hint="change it by hand: paperstudy session unpresent, paperstudy session present",
            one=one,
            other=other,
        )
    for number, place in places:
        row = _row(tx, number)
        held = list(row.presentations)
        must_come(row, {one, other} - set(held[place].presenters))
        held[place] = replace(held[place], presenters=_swapped(held[place].presenters, one, other))
        tx.sessions.edit(number, replace(row, presentations=tuple(held)))
    return _sessions(tx, dict.fromkeys(number for number, _ in places))


def _nobody(left_out: Sequence[str]) -> NotFoundError:
    if not left_out:
        return NotFoundError(
            "nobody is in the group yet",
            hint="scan your logs, or say who is: paperstudy person add NAME",
        )
    return NotFoundError(
        "no meeting of the last year names anybody",
        hint="to say who takes part: paperstudy person active NAME; `paperstudy person list` "
        "lists who was there before",
    )


# What is planned already -------------------------------------------------------------------


def _planned(tx: Reader | Writer, now: datetime) -> int:
    return len(tx.sessions.all(since=now.date()))


def _turns(sessions: Iterable[StudySession], now: datetime) -> Iterator[Turn]:
    for session in sessions:
        if session.date is None or session.state is SessionState.SKIPPED:
            continue
        for held in session.presentations:
            if held.presenters and held.status is not PresentationStatus.SKIPPED:
                yield Turn(session.date, held.presenters, planned=not has_begun(session, now))


def _open(
    ahead: Sequence[StudySession], today: date, count: int
) -> Iterator[tuple[StudySession | None, date]]:
    """Yield the first `count` meetings that have nobody, then days a week apart for the rest."""
    last = today
    left = count
    for session in ahead:
        day = session.date or today
        last = max(last, day)
        if left and not any(
            _stands(held.presenters, held.status) for held in session.presentations
        ):
            left -= 1
            yield session, day
    for number in range(1, left + 1):
        yield None, last + _WEEK * number


def _stands(presenters: Sequence[str], status: PresentationStatus) -> bool:
    return bool(presenters) and status is not PresentationStatus.SKIPPED


def _papers(tx: Reader | Writer, ahead: Sequence[StudySession]) -> Iterator[Paper]:
    """Yield the papers of the group's reading list that no coming meeting has, the first first."""
    taken = {held.paper[0] for session in ahead for held in session.presentations if held.paper}
    for row in tx.reading.rows(None):
        if row.entry.status in _WAITING and row.key not in taken:
            yield row.key, row.title


def _paper_there(session: StudySession | None) -> Paper | None:
    """Return the paper that a meeting has, and nobody to present it."""
    held = session.presentations if session is not None else ()
    return next((one.paper for one in held if one.paper and not one.presenters), None)


def _with_presenter(row: SessionRow, new: PresentationRow) -> SessionRow:
    """Return the meeting with a presenter for what nobody presents yet, else with `new`."""
    held = list(row.presentations)
    for place, there in enumerate(held):
        if not there.presenters and there.status is PresentationStatus.PLANNED:
            held[place] = replace(
                there,
                presenters=new.presenters,
                paper_id=there.paper_id or (None if there.topic else new.paper_id),
            )
            return replace(row, presentations=tuple(held))
    return replace(row, presentations=(*held, new))


def _place_of(ahead: Sequence[StudySession], name: str) -> tuple[SessionId, int] | None:
    """Return the meeting and the place in it where somebody is to present next."""
    for session in ahead:
        for place, held in enumerate(session.presentations):
            if name in held.presenters and held.status is PresentationStatus.PLANNED:
                return session.id, place
    return None


def _swapped(presenters: Sequence[str], one: str, other: str) -> tuple[str, ...]:
    turned = {one: other, other: one}
    return tuple(dict.fromkeys(turned.get(name, name) for name in presenters))


def _row(tx: Writer, number: SessionId) -> SessionRow:
    row = tx.sessions.row(number)
    assert row is not None, "it was found a moment ago"
    return row


def _sessions(tx: Writer, numbers: Iterable[SessionId]) -> tuple[StudySession, ...]:
    found = (tx.sessions.get(number) for number in numbers)
    return tuple(session for session in found if session is not None)
