"""Who presents next: the fewest so far first, then the longest since the last time. Pure.

The third of the group that presented last waits for the others: so nobody new presents
week after week to make up for the time before they came.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from paperstudy.domain.planning import Ranked, Reason

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from paperstudy.domain.planning import Turn

_YEAR = timedelta(days=366)


def rank_presenters(
    people: Sequence[str], turns: Sequence[Turn], day: date, absent: Collection[str] = ()
) -> tuple[Ranked, ...]:
    """Return who could present on `day`, the first first, each with the reasons.

    `turns` are all that was presented in the year before and all that is planned, also after
    `day`. Who is absent, or presents on that day already, is left out.
    """
    counts = dict.fromkeys(people, 0)
    before: dict[str, date] = {}
    nearest: dict[str, int] = {}
    busy: set[str] = set()
    for turn in turns:
        if turn.day < day - _YEAR:
            continue
        for person in counts.keys() & set(turn.presenters):
            counts[person] += 1
            apart = abs((day - turn.day).days)
            nearest[person] = min(apart, nearest.get(person, apart))
            if turn.day < day:
                before[person] = max(turn.day, before.get(person, turn.day))
            elif turn.day == day:
                busy.add(person)
    tired = set(sorted(nearest, key=nearest.__getitem__)[: len(people) // 3])
    free = [person for person in people if person not in busy and person not in absent]
    never = (day - date.min).days
    order = sorted(
        free,
        key=lambda one: (one in tired, counts[one], -nearest.get(one, never), one),
    )
    return tuple(Ranked(one, tuple(_reasons(counts[one], before.get(one)))) for one in order)


def _reasons(count: int, last: date | None) -> list[Reason]:
    if count == 0:
        return [Reason("no presentation in the last year")]
    times = Reason("{count} in the last year", (("count", str(count)),))
    if last is None:
        return [times]
    return [Reason("the last one on {date}", (("date", last.isoformat()),)), times]
