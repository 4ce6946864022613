from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

from paperstudy.domain.errors import ConflictError, InvalidEditError, NotFoundError
from paperstudy.domain.library import PresentationRow, ReadingEntry, SessionRow
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.people import DoubtId, Person, PersonCounts, PersonId
from paperstudy.domain.sessions import SessionState
from paperstudy.store.store import Store
from paperstudy.store.views import Reader

SaveLog = Callable[..., LogId]
DAY = date(2021, 8, 10)


def test_a_person_is_found_by_number(store: Store) -> None:
    with store.write() as tx:
        kim = tx.people.ensure("Kim")
        tx.people.add_alias(kim, "김")
        assert tx.people.get(kim) == Person(kim, "Kim", ("김",))
        with pytest.raises(NotFoundError):
            tx.people.get(PersonId(99))


def test_an_alias_goes_and_none_is_empty(store: Store) -> None:
    with store.write() as tx:
        kim = tx.people.ensure("Kim")
        tx.people.add_alias(kim, "T1234")
        tx.people.remove_alias(kim, "t1234")
        assert tx.people.find("T1234") is None
        with pytest.raises(NotFoundError):
            tx.people.remove_alias(kim, "Kim")
        with pytest.raises(InvalidEditError):
            tx.people.add_alias(kim, " ")


def test_a_person_renamed_is_still_found_by_the_name_that_logs_write(
    store: Store, save_log: SaveLog
) -> None:
    with store.write() as tx:
        log = save_log(tx)
        row = SessionRow(DAY, participants=("철수",))
        tx.sessions.replace_for_log(log, [row])
        kim, lee = tx.people.ensure("철수"), tx.people.ensure("Lee")
    with store.write("rename") as tx:
        tx.people.rename(kim, "김철수")
        assert tx.people.get(kim) == Person(kim, "김철수", ("철수",))
        with pytest.raises(ConflictError):
            tx.people.rename(kim, "lee")
        with pytest.raises(InvalidEditError):
            tx.people.rename(lee, "")
        tx.people.rename(lee, "LEE")
        assert tx.people.get(lee) == Person(lee, "LEE")
    with store.write() as tx:
        tx.sessions.replace_for_log(log, [row])
        (session,) = tx.sessions.all()
        assert session.participants == ("김철수",)
    assert store.undo() == "rename"
    with store.read() as reader:
        assert reader.people.get(kim) == Person(kim, "철수", by_hand=False)
        assert reader.sessions.all()[0].participants == ("철수",)
    store.redo()
    with store.write() as tx:
        tx.people.rename(kim, "철수")
        assert tx.people.get(kim) == Person(kim, "철수", ("김철수",))


def everything(tx: Reader, *people: PersonId) -> list[Any]:
    return [
        tx.people.all(),
        tx.sessions.all(),
        tx.reading.rows(),
        *(tx.reading.all(person) for person in people),
    ]


def test_two_people_who_are_one_are_merged_and_parted_again(
    store: Store, add_paper: Any, at: datetime
) -> None:
    with store.write() as tx:
        a, b = add_paper(tx, "a"), add_paper(tx, "b")
        keep, drop = tx.people.ensure("김철수"), tx.people.ensure("Chulsoo")
        tx.people.set_active(keep, active=False)
        tx.people.add_alias(drop, "T1234")
        both = PresentationRow(("김철수", "Chulsoo"), "x", paper_id=a)
        tx.sessions.add(
            SessionRow(
                DAY,
                moderator="Chulsoo",
                scribe="Chulsoo",
                participants=("Chulsoo",),
                absent=("김철수",),
                presentations=(both, PresentationRow(("Chulsoo",), "y")),
            )
        )
        tx.reading.save(ReadingEntry(a, PaperStatus.TO_READ, keep, priority=3))
        tx.reading.save(ReadingEntry(a, PaperStatus.READ, drop, priority=1))
        tx.reading.save(ReadingEntry(b, PaperStatus.TO_READ, drop))
        tx.reading.nominate(b, drop, at)
        for voter in (keep, drop):
            tx.reading.vote(b, voter)
        before = everything(tx, keep, drop)
    with store.write("merge") as tx:
        tx.people.merge(keep, drop)
        (person,) = tx.people.all()
        assert person == Person(keep, "김철수", ("T1234", "Chulsoo"), active=True)
        assert tx.people.find("chulsoo") == keep
        (session,) = tx.sessions.all()
        assert (session.moderator, session.scribe, session.participants, session.absent) == (
            *("김철수", "김철수", ("김철수",), ()),
        )
        assert [talk.presenters for talk in session.presentations] == [("김철수",)] * 2
        assert tx.people.history(keep) == (session,)
        entries = {entry.paper_id: entry for entry in tx.reading.all(keep)}
        assert (entries[a].priority, entries[a].status) == (1, PaperStatus.READ)
        assert entries[b].status is PaperStatus.TO_READ
        (row,) = tx.reading.rows()
        assert (row.votes, row.nominated_by) == (("김철수",), "김철수")
        with pytest.raises(ConflictError):
            tx.people.merge(keep, keep)
        with pytest.raises(NotFoundError):
            tx.people.merge(keep, drop)
        after = everything(tx, keep)
    assert store.undo() == "merge"
    with store.read() as reader:
        assert everything(reader, keep, drop) == before
    assert store.redo() == "merge"
    with store.read() as reader:
        assert everything(reader, keep)[:1] == after[:1]


def test_a_merge_taken_back_after_a_scan_gives_each_their_meetings(
    store: Store, save_log: SaveLog
) -> None:
    row = SessionRow(DAY, participants=("Kim", "철수"))
    later = SessionRow(date(2021, 8, 11), participants=("철수", "Lee"))
    with store.write() as tx:
        log = save_log(tx)
        tx.sessions.replace_for_log(log, [row])
        kim, drop = tx.people.ensure("Kim"), tx.people.ensure("철수")
    with store.write("merge") as tx:
        tx.people.merge(kim, drop)
    with store.write() as tx:
        tx.sessions.replace_for_log(log, [row, later])
        assert [one.participants for one in tx.sessions.all()] == [("Kim",), ("Kim", "Lee")]
    assert store.undo() == "merge"
    with store.read() as reader:
        assert [one.participants for one in reader.sessions.all()] == [
            ("Kim", "철수"),
            ("철수", "Lee"),
        ]


def test_history_leaves_out_where_a_person_did_not_come(store: Store) -> None:
    with store.write() as tx:
        tx.sessions.add(SessionRow(DAY, title="a", participants=("Kim",)))
        tx.sessions.add(SessionRow(DAY, title="b", absent=("Kim",)))
        tx.sessions.add(SessionRow(DAY, title="c", scribe="Kim"))
        kim = tx.people.find("kim")
        assert kim is not None
        assert [session.title for session in tx.people.history(kim)] == ["a", "c"]


def test_whom_a_doubtful_name_means_is_said_once_for_its_log(
    store: Store, save_log: SaveLog
) -> None:
    row = SessionRow(DAY, moderator="현수", participants=("현수", "Lee"))
    with store.write() as tx:
        one, other = tx.people.ensure("김현수"), tx.people.ensure("박현수")
        log = save_log(tx)
        tx.sessions.replace_for_log(log, [row])
        number = tx.people.add_doubt(log, "현수", [one, other])
        assert tx.people.add_doubt(log, "현수", [other, one]) == number
        (doubt,) = tx.people.doubts()
        assert (doubt.id, doubt.name, doubt.path, doubt.log_id) == (
            *(number, "현수", "/logs/day1.md", log),
        )
        assert [person.name for person in doubt.candidates] == ["박현수", "김현수"]
        with pytest.raises(NotFoundError):
            tx.people.settle_doubt(DoubtId(99), one)
    with store.write("settle") as tx:
        tx.people.settle_doubt(doubt.id, other)
    with store.write() as tx:
        assert tx.people.settled(log) == {"현수": other}
        assert tx.people.find("현수") is None
        (session,) = tx.sessions.all()
        assert (session.moderator, session.participants) == ("박현수", ("박현수", "Lee"))
        tx.sessions.replace_for_log(log, [row])
        tx.people.replace_doubts(log, {"현수": [one, other]})
        assert tx.sessions.all() == (session,)
        assert tx.people.doubts() == ()
    assert store.undo() == "settle"
    with store.read() as reader:
        assert len(reader.people.doubts()) == 1
        assert reader.sessions.all()[0].moderator == "현수"


def test_doubts_go_with_the_name_and_follow_a_merge(store: Store, save_log: SaveLog) -> None:
    with store.write() as tx:
        a, b, c = (tx.people.ensure(name) for name in ("김현수", "박현수", "이현수"))
        log = save_log(tx)
        tx.people.replace_doubts(log, {"현수": [a, b, c], "T1": [a, b]})
        tx.people.merge(a, c)
        assert [len(doubt.candidates) for doubt in tx.people.doubts()] == [2, 2]
        tx.people.replace_doubts(log, {"현수": [a, b]})
        (doubt,) = tx.people.doubts()
        tx.people.settle_doubt(doubt.id, None)
        assert tx.people.settled(log) == {}
        assert tx.people.doubts() == ()


def test_whom_only_an_unsure_meeting_names_is_no_member_until_it_is_taken(
    store: Store, save_log: SaveLog
) -> None:
    with store.write() as tx:
        rows = [
            SessionRow(DAY, title="A", participants=("Kim",)),
            SessionRow(DAY, title="B", moderator="Lee", participants=("Kim", "Park"), sure=False),
        ]
        tx.sessions.replace_for_log(save_log(tx), rows)
        assert [person.name for person in tx.people.all()] == ["Kim", "Lee", "Park"]
        assert [person.name for person in tx.people.members()] == ["Kim"]
        (unsure,) = tx.sessions.unsure()
    with store.write("take") as tx:
        tx.sessions.take(unsure.id)
        assert [person.name for person in tx.people.members()] == ["Kim", "Lee", "Park"]
    store.undo()
    with store.write() as tx:
        assert [person.name for person in tx.people.members()] == ["Kim"]
        tx.people.ensure("Choi")
        assert [person.name for person in tx.people.members()] == ["Choi", "Kim"]


def test_what_people_did_is_counted_in_one_go(store: Store, save_log: SaveLog) -> None:
    day, next_day = date(2021, 8, 10), date(2021, 8, 17)
    planned = PresentationRow(("Lee",), "later", status=PresentationStatus.PLANNED)
    with store.write() as tx:
        rows = [
            SessionRow(
                day,
                moderator="Kim",
                participants=("Kim", "Lee"),
                presentations=(PresentationRow(("Kim",), "a"), PresentationRow(("Kim",), "b")),
            ),
            SessionRow(next_day, participants=("Kim",), absent=("Lee",), presentations=(planned,)),
            SessionRow(next_day, title="B", sure=False, participants=("Kim",)),
        ]
        tx.sessions.replace_for_log(save_log(tx), rows)
        off = SessionRow(next_day, title="C", participants=("Kim",), state=SessionState.SKIPPED)
        tx.sessions.add(off)
        tx.people.ensure("Choi")
        named = {person.id: person.name for person in tx.people.all()}
        counted = {named[number]: counts for number, counts in tx.people.counts().items()}
    assert counted == {
        "Kim": PersonCounts(sessions=2, presentations=2, last=day),
        "Lee": PersonCounts(sessions=1, presentations=0, last=None),
    }
