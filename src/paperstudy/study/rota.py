"""Who presents next: the fewest so far first, then the longest since the last time. Pure.

The third of the group that presented last waits for the others: so nobody new presents
week after week to make up for the time before they came. Of those without a presentation in the
year, whoever never had one is first.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from paperstudy.domain.planning import Ranked, Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from paperstudy.domain.people import Person, PersonCounts
    from paperstudy.domain.planning import Turn
    from paperstudy.domain.sessions import StudySession

_YEAR = timedelta(days=366)


def rank_presenters(
    people: Sequence[str],
    turns: Sequence[Turn],
    day: date,
    absent: Collection[str] = (),
    ever: Mapping[str, PersonCounts] | None = None,
) -> tuple[Ranked, ...]:
    """Return who could present on `day`, the first first, each with the reasons.

    `turns` are all that was presented in the year before and all that is planned, also after
    `day`; `ever` is what each person presented at any time. Who is absent, or presents on that
    day already, is left out.
    """
    tally = _count(people, turns, day, ever or {})
    tired = set(sorted(tally.nearest, key=tally.nearest.__getitem__)[: len(people) // 3])
    never = (day - date.min).days

    def rank(one: str) -> tuple[bool, int, int, date, int, str]:
        apart = tally.nearest.get(one, never)
        last = tally.last.get(one, date.min)
        count = tally.held[one] + tally.planned[one]
        return one in tired, count, -apart, last, tally.ever[one], one

    free = [one for one in people if one not in tally.busy and one not in absent]
    return tuple(Ranked(one, tuple(_reasons(tally, one))) for one in sorted(free, key=rank))


@dataclass(frozen=True, slots=True)
class _Tally:
    """What each person presented: at any time, in the year before a day, and from then on.

    `nearest` is how many days lie between that day and their nearest presentation of the year.
    """

    ever: Counter[str]
    held: Counter[str]
    planned: Counter[str]
    last: dict[str, date]
    nearest: dict[str, int]
    busy: set[str]


def _count(
    people: Collection[str], turns: Iterable[Turn], day: date, ever: Mapping[str, PersonCounts]
) -> _Tally:
    talks = {one: count.presentations for one, count in ever.items()}
    last = {one: count.last for one, count in ever.items() if count.last and count.last < day}
    tally = _Tally(Counter(talks), Counter(), Counter(), last, {}, set())
    for turn in turns:
        if turn.day < day - _YEAR:
            continue
        apart = abs((day - turn.day).days)
        for person in set(people) & set(turn.presenters):
            tally.nearest[person] = min(apart, tally.nearest.get(person, apart))
            if turn.day < day:
                tally.held[person] += 1
                last[person] = max(turn.day, last.get(person, turn.day))
            else:
                tally.planned[person] += 1
            if turn.day == day:
                tally.busy.add(person)
    return tally


def _reasons(tally: _Tally, one: str) -> Iterator[Reason]:
    last = tally.last.get(one)
    if last is not None:
        yield Reason("the last one on {date}", (("date", last.isoformat()),))
    elif tally.ever[one]:
        yield Reason("no presentation in the last year")  # but one that has no date
    elif not tally.planned[one]:
        yield Reason("no presentation so far")
    if tally.held[one]:
        yield Reason("{count} in the last year", (("count", str(tally.held[one])),))
    if tally.planned[one]:
        yield Reason("{count} planned", (("count", str(tally.planned[one])),))


def choose_group(
    people: Iterable[Person], sessions: Iterable[StudySession]
) -> tuple[list[str], list[str]]:
    """Return who takes turns, and who of the active ones is left out, by name.

    Somebody whom only logs name takes turns while one of the `sessions`, those of the last year
    and to come, names them.
    """
    seen: set[str] = set()
    for session in sessions:
        seen.update((session.moderator, session.scribe, *session.participants, *session.absent))
        seen.update(name for held in session.presentations for name in held.presenters)
    active = [person for person in people if person.active]
    there = [one.name for one in active if one.by_hand or one.name in seen]
    return there, [one.name for one in active if not (one.by_hand or one.name in seen)]
