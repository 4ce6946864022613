from __future__ import annotations

from dataclasses import replace
from datetime import date

from paperstudy.cli.output import Style
from paperstudy.cli.render_stats import render_numbers
from paperstudy.domain.library import PresentationRow, SessionRow
from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.papers import CiteKey, PaperStatus
from paperstudy.domain.people import Person, PersonId
from paperstudy.domain.reading import ReadingChange
from paperstudy.domain.sessions import Presentation, SessionId, SessionState, StudySession
from paperstudy.study.charts import Charts, Span
from paperstudy.study.reading import Reading
from paperstudy.study.stats import MonthCount, Numbers, Stats, count_months, count_people, is_held
from tests.unit.study.house import House, preprint

TODAY = date(2026, 11, 21)


def talk(
    who: str, key: str = "", status: PresentationStatus = PresentationStatus.DONE
) -> Presentation:
    paper = (CiteKey(key), key.upper()) if key else None
    return Presentation((who,), paper, "" if key else "a topic", status)


def session(day: date | None, *talks: Presentation, **facts: object) -> StudySession:
    told = {"participants": (), "state": SessionState.OPEN} | facts
    return StudySession(SessionId(1), day, "", "", "", "", presentations=talks, **told)  # type: ignore[arg-type]


def test_months_run_from_the_first_meeting_to_the_last() -> None:
    sessions = [
        session(date(2021, 11, 5), talk("a", "vit"), talk("b", "vit"), talk("b")),
        session(date(2022, 1, 7), talk("a", "gan", PresentationStatus.SKIPPED)),
        session(date(2022, 1, 14)),
        session(None, talk("a", "bert")),
    ]
    assert count_months(sessions) == (
        MonthCount("2021-11", 1, 3, 1),
        MonthCount("2021-12", 0, 0, 0),
        MonthCount("2022-01", 0, 0, 2),
    )
    assert count_months([]) == ()


def test_people_are_counted_by_what_they_presented() -> None:
    people = [
        Person(PersonId(1), "민수"),
        Person(PersonId(2), "서연"),
        Person(PersonId(3), "gone", active=False),
        Person(PersonId(4), "was here", active=False),
        Person(PersonId(5), "new"),
    ]
    sessions = [
        session(date(2021, 8, 3), talk("서연", "vit"), talk("was here"), participants=("민수",)),
        session(date(2021, 8, 10), talk("서연", "vit"), talk("민수", "gan")),
        session(date(2021, 8, 17), talk("민수", "aae", PresentationStatus.PLANNED)),
        session(date(2021, 8, 24), participants=("서연", "민수"), absent=("민수",)),
    ]
    found = {one.name: one for one in count_people(people, sessions)}
    assert list(found) == ["서연", "민수", "was here", "new"]
    assert (found["서연"].presentations, found["서연"].papers) == (2, 1)
    assert (found["민수"].sessions, found["민수"].last) == (2, date(2021, 8, 10))
    assert found["서연"].sessions == 3
    assert (found["new"].presentations, found["new"].last) == (0, None)


def test_a_meeting_counts_when_it_was_held() -> None:
    assert is_held(session(date(2026, 11, 20)), TODAY)
    assert is_held(session(TODAY), TODAY)
    assert is_held(session(None), TODAY)
    assert not is_held(session(date(2026, 11, 22)), TODAY)
    assert not is_held(session(date(2026, 11, 20), state=SessionState.SKIPPED), TODAY)


def test_numbers_of_an_empty_library_are_all_nothing(house: House) -> None:
    numbers = Stats(house.store, house.clock, "Asia/Seoul").numbers()
    assert (numbers.months, numbers.people, numbers.waiting) == ((), (), ())
    assert {count for _, count in numbers.statuses} == {0}


def test_numbers_tell_what_was_presented_and_what_waits(house: House) -> None:
    papers = house.shelve(*(preprint(f"2001.0000{n}", f"Paper {n}") for n in range(1, 5)))
    with house.store.write() as tx:
        held = PresentationRow(("민수",), "", paper_id=papers[0].id)
        tx.sessions.add(SessionRow(date=date(2026, 10, 2), presentations=(held,)))
        tx.sessions.add(SessionRow(date=date(2026, 12, 4), presentations=(held,)))
    reading = Reading(house.store, house.clock, "민수")
    reading.save([papers[1].key], ReadingChange(PaperStatus.TO_READ))
    house.wait(days=10)
    reading.save([papers[2].key], ReadingChange(PaperStatus.TO_READ, priority=1))
    reading.back([papers[2].key])
    house.wait(days=1)
    numbers = Stats(house.store, house.clock).numbers()
    assert [month.month for month in numbers.months] == ["2026-10", "2026-11", "2026-12"][:1]
    assert dict(numbers.statuses)[PaperStatus.PRESENTED] == 1
    assert dict(numbers.statuses)[PaperStatus.TO_READ] == 2
    assert dict(numbers.statuses)[PaperStatus.UNREAD] == 1
    assert [(one.key, one.days, one.votes) for one in numbers.waiting] == [
        (papers[1].key, 11, 0),
        (papers[2].key, 1, 1),
    ]
    assert numbers.people[0].name == "민수"
    assert Stats(house.store, house.clock).numbers(since=date(2026, 11, 1)).months == ()


def test_what_the_group_has_had_and_wants_again_is_no_more_to_read(house: House) -> None:
    (paper,) = house.shelve(preprint("2001.00001", "Attention"))
    with house.store.write() as tx:
        tx.people.ensure("김민수")
        held = PresentationRow(("김민수",), "", paper_id=paper.id)
        tx.sessions.add(SessionRow(date(2026, 11, 13), title="Week 2", presentations=(held,)))
    backed = Reading(house.store, house.clock, "김민수").back([paper.key], propose=True)
    ((key, session),) = backed.presented
    assert (key, session.title) == (paper.key, "Week 2")
    charts = Charts(house.store, house.clock)
    for counts in (
        dict(Stats(house.store, house.clock).numbers().statuses),
        charts.presented(Span()).statuses,
        charts.library(Span(until=date(2020, 1, 1))).statuses,
    ):
        assert (counts[PaperStatus.PRESENTED], counts[PaperStatus.TO_READ]) == (1, 0)


def test_the_last_months_are_printed_from_the_first_in_which_people_met() -> None:
    sessions = [session(date(2021, 1, 5)), session(date(2022, 10, 7)), session(date(2022, 12, 7))]
    months = count_months(sessions)
    shown = list(render_numbers(Numbers(months, (), (), ()), Style(width=80)))
    assert [line.split()[0] for line in shown if line.startswith("  20")] == [
        "2022-10",
        "2022-11",
        "2022-12",
    ]


def test_a_scribe_came_to_what_was_held() -> None:
    people = [Person(PersonId(1), "민수")]
    (found,) = count_people(people, [replace(session(date(2021, 8, 3)), scribe="민수")])
    assert found.sessions == 1
