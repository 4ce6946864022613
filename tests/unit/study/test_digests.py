from __future__ import annotations

from datetime import date

from paperstudy.domain.library import PresentationRow, SessionRow, TodoRow
from paperstudy.domain.logs import LogScan, PresentationStatus, TodoKind
from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.planning import SeriesPlan
from paperstudy.domain.reading import ReadingChange
from paperstudy.domain.sessions import SessionState
from paperstudy.study.digests import Digests
from paperstudy.study.reading import Reading
from paperstudy.study.sessions import Sessions
from tests.unit.study.house import House, preprint


def digests(house: House) -> Digests:
    sessions = Sessions(house.store, house.clock, "Asia/Seoul")
    return Digests(house.store, house.clock, "Asia/Seoul", sessions)


def meet(house: House, day: date, *talks: PresentationRow, state: SessionState) -> None:
    with house.store.write() as tx:
        tx.sessions.add(SessionRow(date=day, title=str(day), presentations=talks, state=state))


def talk(topic: str, status: PresentationStatus = PresentationStatus.DONE) -> PresentationRow:
    return PresentationRow(("민수",), topic, status=status)


def test_a_digest_of_an_empty_library_has_only_its_days(house: House) -> None:
    found = digests(house).get()
    assert (found.since, found.until) == (date(2026, 11, 14), date(2026, 11, 21))
    assert (found.presented, found.coming) == ((), ())
    assert (found.reading, found.questions) == ((), ())
    assert found.presenters == ()


def test_a_digest_tells_what_was_and_what_comes(house: House) -> None:
    planned = talk("coming", PresentationStatus.PLANNED)
    meet(house, date(2026, 11, 6), talk("long ago"), state=SessionState.HELD)
    meet(house, date(2026, 11, 19), talk("this week"), state=SessionState.HELD)
    meet(house, date(2026, 11, 20), talk("no"), state=SessionState.SKIPPED)
    meet(house, date(2026, 11, 21), talk("today"), state=SessionState.OPEN)
    meet(house, date(2026, 11, 27), planned, state=SessionState.OPEN)
    meet(house, date(2026, 11, 28), planned, state=SessionState.SKIPPED)
    meet(house, date(2026, 12, 24), planned, state=SessionState.OPEN)
    found = digests(house).get()
    assert [held.topic for _, held in found.presented] == ["this week", "today"]
    assert [one.title for one in found.coming] == ["2026-11-27"]
    assert found.presenters == ("민수",)
    since = digests(house).get(since=date(2026, 11, 1))
    assert [held.topic for _, held in since.presented] == ["long ago", "this week", "today"]


def test_a_digest_tells_what_to_read_and_what_is_still_asked(house: House) -> None:
    first, second = house.shelve(preprint("2001.00001", "One"), preprint("2001.00002", "Two"))
    reading = Reading(house.store, house.clock)
    reading.save([first.key], ReadingChange(PaperStatus.TO_READ))
    reading.save([second.key], ReadingChange(PaperStatus.READ))
    rows = [
        TodoRow(1, "old?", kind=TodoKind.QUESTION),
        TodoRow(2, "answered?", done=True, kind=TodoKind.QUESTION),
        TodoRow(3, "no question"),
    ]
    with house.store.write() as tx:
        for path, day in (("/a.md", date(2026, 11, 1)), ("/b.md", date(2026, 11, 20))):
            log_id = tx.logs.save(path, path, 1, 1, LogScan("Day", day), house.now)
            tx.todos.replace_for_log(
                log_id, rows if path == "/a.md" else [TodoRow(1, "new?", kind=TodoKind.QUESTION)]
            )
        undated = tx.logs.save("/c.md", "c", 1, 1, LogScan("No day"), house.now)
        tx.todos.replace_for_log(undated, [TodoRow(1, "when?", kind=TodoKind.QUESTION)])
    found = digests(house).get()
    assert [row.key for row in found.reading] == [first.key]
    assert [todo.text for todo in found.questions] == ["new?", "old?", "when?"]


def test_a_meeting_that_comes_again_is_told_before_anybody_plans_it(house: House) -> None:
    sessions = Sessions(house.store, house.clock, "Asia/Seoul")
    sessions.repeat(SeriesPlan("friday 10:00"))
    found = digests(house).get()
    assert [one.date for one in found.coming] == [date(2026, 11, 27), date(2026, 12, 4)]


def test_what_a_coming_meeting_has_is_not_told_twice(house: House) -> None:
    (paper,) = house.shelve(preprint("2001.00001", "One"))
    Reading(house.store, house.clock).save([paper.key], ReadingChange(PaperStatus.TO_READ))
    planned = PresentationRow((), "", status=PresentationStatus.PLANNED, paper_id=paper.id)
    meet(house, date(2026, 11, 27), planned, state=SessionState.OPEN)
    assert digests(house).get().reading == ()
