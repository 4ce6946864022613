"""What charts count: talks, areas, times without gaps, and who presents more than the others."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from paperstudy.domain.library import PresentationRow, ReadingEntry, SessionRow
from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.papers import PaperId, PaperStatus
from paperstudy.domain.people import PersonId
from paperstudy.domain.sessions import PresentationId, SessionId, SessionState
from paperstudy.domain.talks import AreaKind, Talk
from paperstudy.study.charts import Charts, Span, count_times, find_balance, span_of
from tests.unit.study.house import preprint

if TYPE_CHECKING:
    from paperstudy.domain.papers import Paper
    from tests.unit.study.house import House

TODAY = date(2026, 11, 21)
PLANNED = PresentationStatus.PLANNED
DAYS = some.dates(date(2010, 1, 1), date(2030, 12, 31))


def talk(number: int, day: date | None, *people: int, held: bool = True) -> Talk:
    return Talk(
        PresentationId(number),
        SessionId(number),
        day,
        held,
        PaperId(number),
        tuple(PersonId(one) for one in people),
    )


@pytest.fixture
def papers(house: House) -> list[Paper]:
    """Return four papers of a group that met in 2024 and 2026, and is to meet again."""
    found = house.shelve(
        *(
            preprint(f"2001.0000{n}", f"Paper {n}", categories=("cs.CL",) if n < 3 else ("cs.CV",))
            for n in range(1, 5)
        )
    )
    rows = [
        (date(2024, 5, 7), ("민수",), 0, PresentationStatus.DONE, SessionState.OPEN),
        (date(2026, 10, 2), ("민수", "서연"), 1, PresentationStatus.DONE, SessionState.OPEN),
        (date(2026, 10, 9), ("서연",), 2, PresentationStatus.DONE, SessionState.SKIPPED),
        (date(2026, 10, 16), ("서연",), 2, PLANNED, SessionState.OPEN),
        (date(2026, 12, 4), ("서연",), 3, PresentationStatus.DONE, SessionState.OPEN),
    ]
    with house.store.write() as tx:
        for day, who, paper, status, state in rows:
            held = PresentationRow(who, "", paper_id=found[paper].id, status=status)
            tx.sessions.add(SessionRow(date=day, presentations=(held,), state=state))
        entry = ReadingEntry(found[3].id, PaperStatus.TO_READ, None, added_at=house.clock())
        tx.reading.save(entry)
    return list(found)


@pytest.fixture
def charts(house: House, papers: list[Paper]) -> Charts:
    del papers
    return Charts(house.store, house.clock, "Asia/Seoul")


def test_an_empty_library_counts_nothing(house: House) -> None:
    chart = Charts(house.store, house.clock).presented(Span())
    assert (chart.times, chart.people, chart.waiting, chart.papers) == ((), (), (), 0)
    assert Charts(house.store, house.clock).library(Span()).times == ()


def test_talks_are_those_held_and_those_to_come(charts: Charts) -> None:
    found = [(one.day, one.held, len(one.people)) for one in charts.talks()]
    assert found == [
        (date(2024, 5, 7), True, 1),
        (date(2026, 10, 2), True, 2),
        (date(2026, 12, 4), False, 1),
    ]


def test_presented_counts_what_was_held(charts: Charts) -> None:
    chart = charts.presented(Span())
    assert [(one.name, one.papers) for one in chart.times] == [
        ("2024", 1),
        ("2025", 0),
        ("2026", 1),
    ]
    assert chart.papers == 2
    assert chart.areas == {AreaKind.CATEGORY: (("cs.CL", 2),)}
    assert [(one.person.name, one.presentations, one.last) for one in chart.people] == [
        ("민수", 2, date(2026, 10, 2)),
        ("서연", 1, date(2026, 10, 2)),
    ]
    assert [one.days for one in chart.waiting] == [0]
    assert chart.statuses[PaperStatus.PRESENTED] == 2


def test_a_year_counts_its_months_and_a_month_its_days(charts: Charts) -> None:
    year = charts.presented(span_of("2026"))
    assert [(one.name, one.papers, one.sessions) for one in year.times] == [("2026-10", 1, 2)]
    month = charts.presented(span_of("2026-10"))
    assert [one.name for one in month.times] == ["2026-10-02", "2026-10-16"]
    assert year.months == ("2024-05", "2026-10")


def test_the_library_counts_all_papers_by_year(charts: Charts) -> None:
    chart = charts.library(Span())
    assert [(one.name, one.papers) for one in chart.times] == [("2020", 4)]
    assert chart.areas == {AreaKind.CATEGORY: (("cs.CL", 2), ("cs.CV", 2))}
    assert charts.library(span_of("2019")).papers == 0


def test_papers_behind_a_bar_are_found(charts: Charts, papers: list[Paper]) -> None:
    assert [one.key for one in charts.find_presented(span_of("2026"))] == [papers[1].key]
    found = charts.find_presented(Span(), AreaKind.CATEGORY, "cs.CL")
    assert [one.key for one in found] == [papers[1].key, papers[0].key]
    everything = charts.find_in_library(Span(), AreaKind.CATEGORY, "cs.CV")
    assert {one.key for one in everything} == {papers[2].key, papers[3].key}


def test_balance_is_against_the_mean_of_the_last_year() -> None:
    talks = [
        talk(1, date(2026, 10, 1), 1),
        talk(2, date(2026, 10, 8), 1),
        talk(3, date(2020, 1, 1), 2),
        talk(4, date(2026, 12, 1), 3, held=False),
    ]
    people = [PersonId(one) for one in (1, 2, 3)]
    assert find_balance(talks, people, TODAY) == {1: 1.0, 2: -1.0, 3: 0.0}
    assert find_balance([], people, TODAY) == {}


@given(some.lists(DAYS, max_size=30))
def test_times_leave_no_talk_out_and_no_month_or_year(days: list[date]) -> None:
    talks = [talk(number, day) for number, day in enumerate(days)]
    times = count_times(talks, {}, Span())
    assert sum(one.presentations for one in times) == len(days)
    for one, after in pairwise(times):
        assert one.span.until is not None
        assert after.span.since is not None
        assert (after.span.since - one.span.until).days == 1


@given(DAYS)
def test_a_span_is_named_by_what_it_covers(day: date) -> None:
    for name in (f"{day:%Y}", f"{day:%Y-%m}", day.isoformat()):
        assert day in span_of(name)
    assert None not in span_of("2026")
    assert None in Span()


def test_years_out_of_the_calendar_do_no_harm() -> None:
    assert span_of("0000").since is not None
    assert span_of("9999").until is not None
