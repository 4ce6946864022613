"""Who presents next: who never did, then the longest since the last time, then the fewest. Pure.

What is planned counts as the last time too. So nobody new presents week after week to make up for
the time before they came: once they have, they wait for all the others.
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

    def rank(one: str) -> tuple[bool, date, int, int, str]:
        last = max(tally.last.get(one, date.min), tally.planned.get(one, date.min))
        some = bool(tally.ever[one]) or last > date.min
        return some, last, tally.held[one] + tally.ahead[one], tally.ever[one], one

    free = [one for one in people if one not in tally.busy and one not in absent]
    return tuple(Ranked(one, tuple(_reasons(tally, one))) for one in sorted(free, key=rank))


@dataclass(frozen=True, slots=True)
class _Tally:
    """What each person presented: at any time, in the year before a day, and is going to.

    `last` is the day of the last one held, `planned` that of the last one planned.
    """

    ever: Counter[str]
    held: Counter[str]
    ahead: Counter[str]
    last: dict[str, date]
    planned: dict[str, date]
    busy: set[str]


def _count(
    people: Collection[str], turns: Iterable[Turn], day: date, ever: Mapping[str, PersonCounts]
) -> _Tally:
    talks = {one: count.presentations for one, count in ever.items()}
    last = {one: count.last for one, count in ever.items() if count.last and count.last < day}
    tally = _Tally(Counter(talks), Counter(), Counter(), last, {}, set())
    for turn in turns:
        ahead = turn.planned or turn.day > day
        when, count = (tally.planned, tally.ahead) if ahead else (last, tally.held)
        for person in set(people) & set(turn.presenters):
            when[person] = max(turn.day, when.get(person, turn.day))
            count[person] += turn.day >= day - _YEAR
            if turn.day == day:
                tally.busy.add(person)
    return tally


def _reasons(tally: _Tally, one: str) -> Iterator[Reason]:
    last = tally.last.get(one)
    if last is not None:
        yield Reason("the last one on {date}", (("date", last.isoformat()),))
    elif tally.ever[one]:
        yield Reason("no presentation in the last year")  # but one that has no date
    elif one not in tally.planned:
        yield Reason("no presentation so far")
    if tally.held[one]:
        yield Reason("{count} in the last year", (("count", str(tally.held[one])),))
    if one in tally.planned:
        day = ("date", tally.planned[one].isoformat())
        if tally.ahead[one] == 1:
            yield Reason("planned for {date}", (day,))
        else:
            yield Reason(
                "{count} planned, the last for {date}", (("count", str(tally.ahead[one])), day)
            )


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
