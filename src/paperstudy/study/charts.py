"""What the group did, counted for charts: over time, by area, by person. Quick on big libraries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from paperstudy.study.clock import find_today
from paperstudy.study.stats import as_of, correct_statuses, find_waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from paperstudy.domain.papers import PaperStatus, PaperSummary
    from paperstudy.domain.people import Person, PersonId
    from paperstudy.domain.talks import AreaKind, Talk
    from paperstudy.store.repositories.talks import Area
    from paperstudy.store.store import Store
    from paperstudy.store.views import Reader
    from paperstudy.study.clock import Clock
    from paperstudy.study.stats import WaitingPaper

_YEAR = timedelta(days=366)
_DECEMBER = 12
_FEW_MONTHS = 24  # a longer time is counted by years


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `since` to `until`, both among them; None for no end on that side."""

    since: date | None = None
    until: date | None = None

    def __contains__(self, day: date | None) -> bool:
        """Tell whether a day is in it; an unknown one is only where there is no end at all."""
        if day is None:
            return self == Span()
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )

    def has_year(self, year: int | None) -> bool:
        """Tell whether a part of a year is in it."""
        if year is None:
            return self == Span()
        return (self.since is None or self.since.year <= year) and (
            self.until is None or year <= self.until.year
        )


@dataclass(frozen=True, slots=True)
class TimeCount:
    """A year (2021), month (2021-08) or day, and what was presented and met there."""

    name: str
    span: Span
    papers: int
    presentations: int = 0
    sessions: int = 0


@dataclass(frozen=True, slots=True)
class TalkCount:
    """What a person presented: how often, how many papers, and when last."""

    person: Person
    presentations: int
    papers: int
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """The group in numbers; `areas` are most first, `times` without gaps, `span` what was asked."""

    span: Span
    times: tuple[TimeCount, ...] = ()
    areas: Mapping[AreaKind, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    people: tuple[TalkCount, ...] = ()
    statuses: Mapping[PaperStatus, int] = field(default_factory=dict)
    waiting: tuple[WaitingPaper, ...] = ()
    papers: int = 0
    months: tuple[str, ...] = ()  # in which the group met at all, 2021-08


class Charts:
    """Counts for charts. What is planned, called off or still to come was not presented."""

    def __init__(self, store: Store, clock: Clock, zone: str = "") -> None:
        self._store = store
        self._clock = clock
        self._zone = zone

    def talks(self) -> tuple[Talk, ...]:
        """Return what was presented by date, and what is planned for today and later."""
        today = self._today()
        with self._store.read() as tx:
            talks = as_of(tx.talks.all(), today)
        return tuple(one for one in talks if one.held or one.day is None or one.day >= today)

    def presented(self, span: Span) -> Chart:
        """Count what the group presented in a span."""
        today = self._today()
        with self._store.read() as tx:
            every = [one for one in as_of(tx.talks.all(), today) if one.held]
            talks = [one for one in every if one.day in span]
            papers = {one.paper for one in talks if one.paper is not None}
            areas = count_areas(tx.talks.areas(papers))
            meetings = {
                day: count for day, count in tx.talks.meetings().items() if day and day <= today
            }
            people = tx.people.members()
            chart = self._rest(tx, span, every)
        return replace(
            chart,
            times=count_times(talks, meetings, span),
            areas=areas,
            people=count_talks(people, talks),
            papers=len(papers),
            months=tuple(sorted({f"{day:%Y-%m}" for day in meetings})),
        )

    def library(self, span: Span) -> Chart:
        """Count what is in the library, by year of publication; of a month counts its year."""
        today = self._today()
        with self._store.read() as tx:
            years = {year: count for year, count in tx.talks.years().items() if span.has_year(year)}
            areas = count_areas(one for one in tx.talks.areas() if span.has_year(one[1]))
            every = [one for one in as_of(tx.talks.all(), today) if one.held]
            talks = [one for one in every if one.day in span]
            people = tx.people.members()
            chart = self._rest(tx, span, every)
        known = {year: count for year, count in years.items() if year is not None}
        return replace(
            chart,
            times=_count_years(known),
            areas=areas,
            people=count_talks(people, talks),
            papers=sum(years.values()),
            months=tuple(f"{year:04}-01" for year in sorted(known)),
        )

    def find_presented(
        self, span: Span, kind: AreaKind | None = None, name: str = ""
    ) -> tuple[PaperSummary, ...]:
        """Return the papers presented in a span, the newest first; only those about `name`."""
        with self._store.read() as tx:
            talks = [one for one in as_of(tx.talks.all(), self._today()) if one.held]
            ids = dict.fromkeys(
                one.paper for one in reversed(talks) if one.paper and one.day in span
            )
            if kind is not None:
                about = {one[0] for one in tx.talks.areas(ids) if one[2:] == (kind, name)}
                ids = dict.fromkeys(one for one in ids if one in about)
            return tuple(tx.lists.summaries(list(ids)))

    def find_in_library(self, span: Span, kind: AreaKind, name: str) -> tuple[PaperSummary, ...]:
        """Return the papers about `name` that were published in the years of a span."""
        with self._store.read() as tx:
            ids = [
                number
                for number, year, *about in tx.talks.areas()
                if about == [kind, name] and span.has_year(year)
            ]
            return tuple(tx.lists.summaries(ids))

    def _rest(self, tx: Reader, span: Span, talks: Iterable[Talk]) -> Chart:
        rows = tx.reading.rows(None)
        statuses = correct_statuses(tx.talks.statuses(), rows, talks)
        return Chart(span, statuses=statuses, waiting=find_waiting(rows, self._today()))

    def _today(self) -> date:
        return find_today(self._clock, self._zone)


def find_balance(
    talks: Iterable[Talk], people: Collection[PersonId], today: date
) -> dict[PersonId, float]:
    """Return how many more than the others on average each of these presents, or fewer.

    What counts are the talks of the last year and those that are planned; without any of them
    there is nothing to compare.
    """
    count = Counter(
        one
        for talk in talks
        if talk.day is not None and talk.day > today - _YEAR
        for one in talk.people
        if one in people
    )
    if not count:
        return {}
    mean = count.total() / len(people)
    return {one: count[one] - mean for one in people}


def count_talks(people: Sequence[Person], talks: Iterable[Talk]) -> tuple[TalkCount, ...]:
    """Return who presented, most first; of those who did not, who is active."""
    held: dict[PersonId, list[Talk]] = {}
    for talk in talks:
        for one in talk.people:
            held.setdefault(one, []).append(talk)
    counts = [_count(one, held.get(one.id, ())) for one in people]
    shown = [one for one in counts if one.presentations or one.person.active]
    return tuple(sorted(shown, key=lambda one: (-one.presentations, one.person.name)))


def _count(person: Person, talks: Sequence[Talk]) -> TalkCount:
    last = max((one.day for one in talks if one.day), default=None)
    papers = {one.paper for one in talks if one.paper is not None}
    return TalkCount(person, len(talks), len(papers), last)


def count_areas(areas: Iterable[Area]) -> dict[AreaKind, tuple[tuple[str, int], ...]]:
    """Return how many papers are about what, most first."""
    counts: dict[AreaKind, Counter[str]] = {}
    for _, _, kind, name in areas:
        counts.setdefault(kind, Counter())[name] += 1
    return {
        kind: tuple(sorted(count.items(), key=lambda one: (-one[1], one[0].casefold())))
        for kind, count in counts.items()
    }


def count_times(
    talks: Sequence[Talk], meetings: Mapping[date, int], span: Span
) -> tuple[TimeCount, ...]:
    """Return each day, month or year from the first meeting in a span to the last, by its length.

    Years and months without a meeting count 0; days without one are left out.
    """
    days = [day for day in {*meetings, *(one.day for one in talks if one.day)} if day in span]
    if not days:
        return ()
    name = _namer(min(days), max(days), span)
    names = {name(day): day for day in days} if name is _day else _every(name, days)
    by_name: dict[str, list[Talk]] = {}
    for talk in talks:
        if talk.day is not None:
            by_name.setdefault(name(talk.day), []).append(talk)
    met: Counter[str] = Counter()
    for day, count in meetings.items():
        if day in span:
            met[name(day)] += count
    return tuple(_time(each, by_name.get(each, ()), met[each]) for each in sorted(names))


def _namer(first: date, last: date, span: Span) -> Callable[[date], str]:
    if span.since and span.until and (span.until - span.since).days < 31:  # noqa: PLR2004 - a month
        return _day
    months = (last.year - first.year) * _DECEMBER + last.month - first.month
    return _year if months >= _FEW_MONTHS else _month


def _day(day: date) -> str:
    return day.isoformat()


def _month(day: date) -> str:
    return f"{day.year:04}-{day.month:02}"


def _year(day: date) -> str:
    return f"{day.year:04}"


def _every(name: Callable[[date], str], days: Collection[date]) -> dict[str, date]:
    """Return each month or year from the first to the last, with its first day."""
    first, last = min(days).replace(day=1), max(days)
    found: dict[str, date] = {}
    while first <= last:
        found.setdefault(name(first), first)
        first = (first + timedelta(days=31)).replace(day=1)
    return found


def _time(name: str, talks: Sequence[Talk], sessions: int) -> TimeCount:
    papers = {one.paper for one in talks if one.paper is not None}
    return TimeCount(name, span_of(name), len(papers), len(talks), sessions)


def _count_years(years: Mapping[int, int]) -> tuple[TimeCount, ...]:
    """Return the years there are papers of; a year misread must not draw a thousand others."""
    names = {f"{year:04}": count for year, count in sorted(years.items())}
    return tuple(TimeCount(name, span_of(name), count) for name, count in names.items())


def span_of(name: str) -> Span:
    """Return the span of a year (2021), a month (2021-08) or a day, as `TimeCount` names them."""
    year, *rest = (int(part) for part in name.split("-"))
    year = min(max(year, date.min.year), date.max.year - 1)
    if len(rest) > 1:
        day = date(year, *rest)
        return Span(day, day)
    first = date(year, rest[0] if rest else 1, 1)
    last = rest[0] if rest else _DECEMBER
    after = date(year + last // _DECEMBER, last % _DECEMBER + 1, 1)
    return Span(first, after - timedelta(days=1))
