from __future__ import annotations

from datetime import date

import pytest

from paperstudy.domain.errors import ConfigError, InvalidEditError, NotFoundError, StaleEditError
from paperstudy.domain.library import PathRow, PresentationRow, ReadingEntry, SessionRow
from paperstudy.domain.logs import LogScan, PresentationStatus
from paperstudy.domain.papers import CiteKey, PaperStatus
from paperstudy.domain.people import PersonId
from paperstudy.domain.reading import ReadingChange
from paperstudy.store.repositories.reading import ReadingReader
from paperstudy.store.store import Store
from paperstudy.study.reading import Reading
from paperstudy.study.upkeep import Upkeep
from tests.unit.study.house import House, preprint

TO_READ = ReadingChange(PaperStatus.TO_READ)


@pytest.fixture
def keys(house: House) -> list[str]:
    names = ("Recurrent Networks", "Long Memory", "Attention", "Diffusion")
    records = [preprint(f"2001.0000{n}", title) for n, title in enumerate(names, 1)]
    return [paper.key for paper in house.shelve(*records)]


@pytest.fixture
def reading(house: House, keys: list[str]) -> Reading:
    assert keys
    with house.store.write() as tx:
        for name in ("김민수", "이서연"):
            tx.people.ensure(name)
    return Reading(house.store, house.clock, "이서연")


def listed(reading: Reading, person: str = "") -> list[str]:
    return [row.key for row in reading.list(person)]


def test_a_paper_goes_on_the_groups_list_and_says_what_a_person_said(
    reading: Reading, keys: list[str]
) -> None:
    change = ReadingChange(
        PaperStatus.TO_READ, priority=2, due=date(2026, 12, 1), rating=4, note="for the talk"
    )
    (row,) = reading.save([keys[0]], change)
    entry = row.entry
    assert (row.key, row.title) == (keys[0], "Recurrent Networks")
    assert (entry.status, entry.priority, entry.rating) == (PaperStatus.TO_READ, 2, 4)
    assert (entry.due, entry.note) == (date(2026, 12, 1), "for the talk")
    assert reading.list() == (row,)
    assert reading.list("김민수") == ()


def test_what_is_not_said_stays_and_zero_takes_it_away(reading: Reading, keys: list[str]) -> None:
    reading.save([keys[0]], ReadingChange(priority=1, rating=5, due=date(2026, 12, 1), note="x"))
    (row,) = reading.save([keys[0]], ReadingChange(PaperStatus.READING))
    assert (row.entry.priority, row.entry.rating, row.entry.note) == (1, 5, "x")
    (row,) = reading.save([keys[0]], ReadingChange(priority=0, rating=0, no_due=True, note=""))
    entry = row.entry
    assert (entry.status, entry.priority, entry.rating) == (PaperStatus.READING, None, None)
    assert (entry.due, entry.note) == (None, "")


def test_a_note_that_another_changed_meanwhile_is_not_overwritten(
    reading: Reading, keys: list[str]
) -> None:
    reading.save([keys[0]], ReadingChange(note="theirs"))
    with pytest.raises(StaleEditError) as stale:
        reading.save([keys[0]], ReadingChange(note="mine"), expected="")
    assert stale.value.fields["now"] == "theirs"
    (row,) = reading.save([keys[0]], ReadingChange(note="both"), expected="theirs ")
    assert row.entry.note == "both"


def test_a_list_is_in_the_order_of_priority_votes_and_age(
    reading: Reading, house: House, keys: list[str]
) -> None:
    for key in keys[:3]:
        reading.save([key], TO_READ)
        house.wait(days=1)
    reading.save([keys[3]], ReadingChange(PaperStatus.TO_READ, priority=1))
    reading.back([keys[2]], "김민수")
    assert listed(reading) == [keys[3], keys[2], keys[0], keys[1]]


def test_each_person_has_a_list_of_their_own(reading: Reading, keys: list[str]) -> None:
    reading.save([keys[0]], TO_READ, "김민수")
    reading.save([keys[1]], TO_READ, "me")
    assert listed(reading, "민수") == [keys[0]]
    assert listed(reading, "이서연") == [keys[1]]
    assert listed(reading) == []


def test_what_is_read_leaves_the_list_that_is_shown(reading: Reading, keys: list[str]) -> None:
    reading.save(keys[:2], TO_READ)
    reading.save([keys[0]], ReadingChange(PaperStatus.READ))
    assert listed(reading) == [keys[1]]
    assert [row.key for row in reading.list(statuses=())] == keys[:2]
    assert [row.key for row in reading.list(statuses=[PaperStatus.READ])] == [keys[0]]


def test_undo_takes_back_what_was_said(house: House, reading: Reading, keys: list[str]) -> None:
    reading.save([keys[0]], TO_READ)
    reading.save([keys[0]], ReadingChange(PaperStatus.READ, rating=3))
    upkeep = Upkeep(house.store, house.clock)
    assert upkeep.undo() == f"reading {keys[0]}"
    assert reading.list()[0].entry.rating is None
    upkeep.undo()
    assert reading.list() == ()


def test_a_list_is_changed_for_all_papers_or_for_none(reading: Reading, keys: list[str]) -> None:
    with pytest.raises(NotFoundError) as caught:
        reading.save([keys[0], keys[1] + "x"], TO_READ)
    assert keys[1] in caught.value.hint
    assert reading.list() == ()


@pytest.mark.parametrize("change", [ReadingChange(rating=6), ReadingChange(PaperStatus.UNREAD)])
def test_what_no_entry_can_say_is_refused(
    reading: Reading, keys: list[str], change: ReadingChange
) -> None:
    with pytest.raises(InvalidEditError) as caught:
        reading.save([keys[0]], change)
    assert caught.value.hint
    assert reading.list() == ()


def test_a_name_that_nobody_has_is_an_error_with_the_nearest(reading: Reading) -> None:
    with pytest.raises(NotFoundError) as caught:
        reading.list("김만수")
    assert "김민수" in caught.value.hint


def test_me_must_be_somebody(house: House, keys: list[str]) -> None:
    nobody = Reading(house.store, house.clock)
    with pytest.raises(ConfigError):
        nobody.list("me")
    with pytest.raises(ConfigError):
        nobody.back([keys[0]])


def test_who_is_new_has_an_empty_list_and_joins_with_the_first_vote(
    house: House, keys: list[str]
) -> None:
    new = Reading(house.store, house.clock, "박지훈")
    assert new.list("me") == ()
    assert new.next("me") is None
    assert new.back([keys[0]], "").rows[0].votes == ("박지훈",)
    assert new.list("박지훈") == ()


def test_papers_are_taken_off_a_list(reading: Reading, keys: list[str]) -> None:
    reading.save(keys[:2], TO_READ)
    assert reading.remove([keys[0]]) == (keys[0],)
    assert listed(reading) == [keys[1]]
    with pytest.raises(NotFoundError):
        reading.remove([keys[0]])
    with pytest.raises(NotFoundError):
        reading.remove([keys[1]], "me")


def test_a_paper_that_somebody_proposes_is_on_the_groups_list(
    reading: Reading, keys: list[str]
) -> None:
    (row,) = reading.back([keys[0]], "김민수", propose=True).rows
    assert (row.nominated_by, row.entry.status) == ("김민수", PaperStatus.TO_READ)
    both = reading.back(keys[:2], propose=True)
    assert [row.nominated_by for row in both.rows] == ["김민수", "이서연"]
    assert [row.key for row in both.before] == [keys[0]]


def test_a_vote_counts_once_and_can_be_taken_back(reading: Reading, keys: list[str]) -> None:
    assert reading.back([keys[0]]).before == ()
    again = reading.back([keys[0], keys[0]])
    assert again.rows == again.before
    assert again.rows[0].votes == ("이서연",)
    assert reading.back([keys[0]], "김민수").rows[0].votes == ("이서연", "김민수")
    assert reading.unvote([keys[0], keys[0]]) == (keys[0],)
    assert reading.list()[0].votes == ("김민수",)


def test_a_vote_that_nobody_gave_cannot_be_taken_back(reading: Reading, keys: list[str]) -> None:
    with pytest.raises(NotFoundError) as caught:
        reading.unvote([keys[0]])
    assert caught.value.message == f"이서연 has no vote for {keys[0]}"
    assert "reading list" in caught.value.hint
    reading.back(keys[1:2])
    with pytest.raises(NotFoundError) as caught:
        reading.unvote([keys[1], keys[0]])
    assert caught.value.hint == f"did you mean {keys[1]}?"
    assert reading.list()[0].votes == ("이서연",)


def test_papers_are_backed_all_or_none(reading: Reading, keys: list[str]) -> None:
    with pytest.raises(NotFoundError):
        reading.back([keys[0], "nothing"], propose=True)
    assert reading.list() == ()


def test_next_is_what_was_begun_else_the_first(reading: Reading, keys: list[str]) -> None:
    assert reading.next() is None
    reading.save(keys[:3], TO_READ)
    first = reading.next()
    assert first is not None
    assert first.row.key == keys[0]
    reading.save([keys[2]], ReadingChange(PaperStatus.READING))
    begun = reading.next()
    assert begun is not None
    assert begun.row.key == keys[2]


def present(store: Store, reference: str, status: PresentationStatus, day: date) -> None:
    with store.write() as tx:
        paper = tx.papers.find_by_key(reference)
        assert paper is not None
        held = PresentationRow(("김민수",), "", status=status, paper_id=paper.id)
        tx.sessions.add(SessionRow(date=day, presentations=(held,)))


def test_the_group_is_not_shown_what_is_planned_already(
    reading: Reading, house: House, keys: list[str]
) -> None:
    reading.save(keys[:2], TO_READ)
    present(house.store, keys[0], PresentationStatus.PLANNED, date(2026, 11, 27))
    found = reading.next()
    assert found is not None
    assert found.row.key == keys[1]


def test_a_paper_that_was_presented_is_so_on_the_list(
    reading: Reading, house: House, keys: list[str]
) -> None:
    reading.save(keys[:2], TO_READ)
    present(house.store, keys[0], PresentationStatus.DONE, date(2026, 11, 20))
    assert listed(reading) == [keys[1]]
    (row,) = reading.list(statuses=[PaperStatus.PRESENTED])
    assert row.key == keys[0]


@pytest.fixture
def ordered(house: House, reading: Reading, keys: list[str]) -> Reading:
    """Return the lists of a library with a log that says in which order to read."""
    with house.store.write() as tx:
        numbers = {paper.key: paper.id for paper in tx.papers.all(keys)}
        log_id = tx.logs.save("/logs/a.md", "d", 1, 1, LogScan("Day"), house.now)
        wanted = tuple(numbers[CiteKey(key)] for key in keys[:3])
        tx.paths.replace_for_log(log_id, [PathRow(3, (0, 1, 2), wanted)])
    return reading


def test_what_comes_before_a_paper_is_told_with_where_it_stands(
    ordered: Reading, keys: list[str]
) -> None:
    ordered.save([keys[0]], ReadingChange(PaperStatus.READ))
    steps = ordered.before(keys[2])
    assert [(step.key, step.status) for step in steps] == [
        (keys[0], PaperStatus.READ),
        (keys[1], PaperStatus.UNREAD),
    ]
    mine = ordered.before(keys[2], "me")
    assert [step.status for step in mine] == [PaperStatus.UNREAD] * 2


def test_next_tells_what_is_not_read_before_it(ordered: Reading, keys: list[str]) -> None:
    ordered.save([keys[0]], ReadingChange(PaperStatus.READ))
    ordered.save([keys[2]], TO_READ)
    found = ordered.next()
    assert found is not None
    assert [step.key for step in found.before] == [keys[1]]


def test_orders_of_reading_are_those_of_the_logs(ordered: Reading, keys: list[str]) -> None:
    (order,) = ordered.orders()
    assert [step.key for step in order.steps] == keys[:3]
    assert order.line == 3
    assert ordered.orders(keys[1]) == (order,)
    assert ordered.orders(keys[3]) == ()
    with pytest.raises(NotFoundError):
        ordered.orders("nothing")


def test_the_list_is_read_once_for_many_papers(
    reading: Reading, keys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []
    every = ReadingReader.all

    def counted(self: ReadingReader, person: PersonId | None = None) -> tuple[ReadingEntry, ...]:
        read.append(person)
        return every(self, person)

    monkeypatch.setattr(ReadingReader, "all", counted)
    reading.save(keys, ReadingChange(priority=1))
    assert len(keys) > 1
    assert read == [None]
