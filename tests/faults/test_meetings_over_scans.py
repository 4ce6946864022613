"""People change meetings while scans go on: nothing is lost, and undo and redo are exact."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperstudy.domain.library import PresentationRow, SessionRow
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import LogScan, PresentationStatus
from paperstudy.domain.sessions import SessionId, StudySession
from paperstudy.store.store import Store, open_store
from paperstudy.store.views import Writer
from paperstudy.study.rows_of_sessions import meeting_row

AT = datetime(2026, 11, 21, tzinfo=UTC)
DAY, NEXT = date(2026, 11, 27), date(2026, 11, 28)
VIT, AAE = PresentationRow(("Kim",), "ViT", 3), PresentationRow(("Lee",), "AAE", 4)
MDN = PresentationRow(("Park",), "MDN", 5)
TOLD = SessionRow(DAY, title="Friday", participants=("Kim", "Lee"), presentations=(VIT, AAE))
SCANS: dict[str, tuple[SessionRow, ...]] = {
    "told": (TOLD,),
    "more": (replace(TOLD, scribe="Park", presentations=(VIT, AAE, MDN)),),
    "less": (replace(TOLD, participants=("Kim",), presentations=(VIT,)),),
    "moved": (replace(TOLD, date=NEXT, title="스터디"),),
    "reworded": (replace(TOLD, presentations=(replace(VIT, topic="DeiT"), AAE)),),
    "other names": (replace(TOLD, presentations=(replace(VIT, presenters=("Choi",)), AAE)),),
    "two": (TOLD, SessionRow(NEXT, title="Reading", participants=("Park",))),
}
Change = Callable[[SessionRow], SessionRow]
CHANGES: dict[str, Change] = {
    "title": lambda row: replace(row, title=f"{row.title}!"),
    "date": lambda row: replace(row, date=date(2026, 12, 4), date_text=""),
    "drop": lambda row: replace(row, presentations=row.presentations[1:]),
    "turn": lambda row: replace(row, presentations=row.presentations[::-1]),
    "add": lambda row: replace(
        row, presentations=(PresentationRow(("Choi",), "GAN"), *row.presentations)
    ),
    "away": lambda row: replace(row, participants=row.participants[1:], absent=("Kim",)),
    "swap": lambda row: replace(
        row, presentations=tuple(replace(one, presenters=("Jung",)) for one in row.presentations)
    ),
    "skip": lambda row: replace(
        row,
        presentations=tuple(
            replace(one, status=PresentationStatus.SKIPPED) for one in row.presentations
        ),
    ),
    "note": lambda row: replace(row, note="minutes"),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "library.db")) as opened:
        yield opened


def tell(store: Store, *rows: SessionRow, path: str = "/logs/a.md") -> None:
    with store.write() as tx:
        tx.sessions.replace_for_log(_log(tx, path), rows)


def _log(tx: Writer, path: str) -> LogId:
    return tx.logs.save(path, path, 1, 1, LogScan(), AT)


def sessions(store: Store) -> tuple[StudySession, ...]:
    with store.read() as tx:
        return tx.sessions.all()


def only(store: Store) -> StudySession:
    (session,) = sessions(store)
    return session


def edit(store: Store, change: Change, action: str = "edit", which: int = 0) -> bool:
    there = sessions(store)
    if not there:
        return False
    with store.write(action, at=AT) as tx:
        row = tx.sessions.row(there[which % len(there)].id)
        assert row is not None
        tx.sessions.edit(there[which % len(there)].id, change(row))
    return True


def merge(store: Store, keep: StudySession, drop: StudySession) -> None:
    with store.write("merge", at=AT) as tx:
        tx.sessions.merge(keep.id, drop.id)


def plan(store: Store, row: SessionRow) -> None:
    with store.write("plan", at=AT) as tx:
        tx.sessions.add(row)


def listed(store: Store) -> str:
    """What `session list --json` says, all but the numbers of presentations."""
    return json.dumps([meeting_row(one) for one in sessions(store)], ensure_ascii=False)


def revisions(store: Store) -> dict[SessionId, int]:
    with store.read() as tx:
        there = {one.id: one.revision for one in tx.sessions.all()}
        return there | {one.id: one.revision for one in tx.sessions.removed()}


def topics(session: StudySession) -> list[str]:
    return [talk.topic for talk in session.presentations]


# What a person left alone follows the log ----------------------------------------------------


def test_what_a_person_did_not_touch_is_put_right_by_the_log(store: Store) -> None:
    tell(store, TOLD)
    edit(store, lambda row: replace(row, place="Room 2"))
    right = replace(VIT, topic="DeiT"), replace(AAE, presenters=("Choi",))
    tell(store, replace(TOLD, title="Vision", moderator="Lee", presentations=right))
    session = only(store)
    assert (session.title, session.moderator, session.place) == ("Vision", "Lee", "Room 2")
    assert [(one.presenters, one.topic) for one in session.presentations] == [
        (("Kim",), "DeiT"),
        (("Choi",), "AAE"),
    ]


def test_a_talk_taken_out_stays_out_though_the_log_calls_it_otherwise_now(store: Store) -> None:
    tell(store, TOLD)
    edit(store, CHANGES["drop"])
    tell(store, replace(TOLD, presentations=(replace(VIT, topic="DeiT"), AAE)))
    assert topics(only(store)) == ["AAE"]
    tell(store, replace(TOLD, presentations=(AAE,)))
    tell(store, replace(TOLD, presentations=(replace(VIT, topic="DeiT"), AAE, MDN)))
    assert topics(only(store)) == ["AAE", "MDN"]


def test_a_talk_of_which_a_person_changed_one_thing_follows_in_the_others(store: Store) -> None:
    tell(store, TOLD)
    held = PresentationStatus.SKIPPED
    edit(
        store,
        lambda row: replace(
            row, presentations=(replace(row.presentations[0], status=held), *row.presentations[1:])
        ),
    )
    tell(store, replace(TOLD, presentations=(replace(VIT, topic="DeiT"), AAE)))
    first = only(store).presentations[0]
    assert (first.topic, first.status) == ("DeiT", PresentationStatus.SKIPPED)


def test_a_date_put_right_in_a_log_is_that_of_the_same_meeting(store: Store) -> None:
    plain = replace(TOLD, title="")
    tell(store, plain)
    number = only(store).id
    edit(store, lambda row: replace(row, note="minutes"))
    tell(store, replace(plain, date=NEXT))
    session = only(store)
    assert (session.id, session.date, session.note) == (number, NEXT, "minutes")
    edit(store, CHANGES["date"])
    tell(store, replace(plain, date=DAY))
    assert only(store).date == date(2026, 12, 4)


def test_another_meeting_in_the_place_of_one_that_a_person_changed_is_a_new_one(
    store: Store,
) -> None:
    tell(store, TOLD)
    edit(store, lambda row: replace(row, note="minutes"))
    tell(store, SessionRow(NEXT, title="Reading", presentations=(MDN,)))
    assert [(one.date, one.note) for one in sessions(store)] == [(DAY, "minutes"), (NEXT, "")]


def test_a_step_done_again_is_as_it_was_though_a_log_told_of_the_meeting_between(
    store: Store,
) -> None:
    plan(store, SessionRow(DAY, title="Friday", participants=("Choi", "Kim"), note="n"))
    tell(store, TOLD)
    before = listed(store)
    assert store.undo() == "plan"
    assert only(store).note == ""
    assert [one.presenters for one in only(store).presentations] == [("Kim",), ("Lee",)]
    assert store.redo() == "plan"
    assert listed(store) == before


# Two that are one --------------------------------------------------------------------------


def two(store: Store) -> tuple[StudySession, StudySession]:
    tell(store, replace(TOLD, title="피어 세션"))
    tell(store, replace(TOLD, title="비전 논문 읽기", scribe="Choi"), path="/logs/b.md")
    one, other = sessions(store)
    return one, other


def test_meetings_of_a_day_that_share_people_under_other_titles_are_asked_about(
    store: Store,
) -> None:
    one, other = two(store)
    with store.read() as tx:
        assert tx.sessions.alike() == ((one, other),)
    with store.write("apart", at=AT) as tx:
        tx.sessions.keep_apart(one.id, other.id)
        assert tx.sessions.alike() == ()
    store.undo()
    with store.read() as tx:
        assert len(tx.sessions.alike()) == 1


def test_a_log_that_names_nobody_and_could_be_of_several_is_asked_about(store: Store) -> None:
    tell(store, SessionRow(DAY, title="A", participants=("Kim",)), path="/logs/a.md")
    tell(store, SessionRow(DAY, title="B", participants=("Lee",)), path="/logs/b.md")
    with store.read() as tx:
        assert tx.sessions.alike() == ()
    tell(store, SessionRow(DAY), path="/logs/c.md")
    with store.read() as tx:
        assert [(one.title, other.title) for one, other in tx.sessions.alike()] == [
            ("A", ""),
            ("B", ""),
        ]


def test_what_one_log_tells_apart_or_other_hours_say_is_not_asked(store: Store) -> None:
    tell(store, replace(TOLD, title="A"), replace(TOLD, title="B"))
    tell(store, replace(TOLD, title="C", date=NEXT, starts="10:00"), path="/logs/b.md")
    tell(store, replace(TOLD, title="D", date=NEXT, starts="16:00"), path="/logs/c.md")
    with store.read() as tx:
        assert tx.sessions.alike() == ()


def test_two_meetings_made_one_stay_one_whatever_their_logs_say(store: Store) -> None:
    one, other = two(store)
    before = listed(store)
    merge(store, one, other)
    whole = only(store)
    assert (whole.id, whole.title, whole.scribe) == (one.id, "피어 세션", "Choi")
    assert whole.logs == ("/logs/a.md", "/logs/b.md")
    assert topics(whole) == ["ViT", "AAE"]
    merged = listed(store)
    tell(store, replace(TOLD, title="비전 논문 읽기", scribe="Choi"), path="/logs/b.md")
    tell(store, replace(TOLD, title="피어 세션"))
    assert listed(store) == merged
    tell(store, replace(TOLD, title="비전 읽기", scribe="Jung"), path="/logs/b.md")
    assert only(store).scribe == "Jung"
    tell(store, replace(TOLD, title="비전 논문 읽기", scribe="Choi"), path="/logs/b.md")
    assert store.undo() == "merge"
    assert listed(store) == before
    assert store.redo() == "merge"
    assert listed(store) == merged


def test_what_people_said_of_both_stands_in_the_one(store: Store) -> None:
    one, other = two(store)
    edit(store, lambda row: replace(row, note="ours", place="Room 2"), which=0)
    edit(
        store, lambda row: replace(row, note="yours", presentations=row.presentations[1:]), which=1
    )
    merge(store, one, other)
    whole = only(store)
    assert (whole.note, whole.place) == ("ours\n\nyours", "Room 2")
    tell(store, replace(TOLD, title="피어 세션", place="Room 3", moderator="Kim"))
    assert (only(store).place, only(store).moderator) == ("Room 2", "Kim")
    while store.undo() is not None:
        pass
    assert [row.note for row in sessions(store)] == ["", ""]


def test_a_meeting_made_of_two_goes_when_both_logs_forget_it(store: Store) -> None:
    one, other = two(store)
    merge(store, one, other)
    tell(store)
    assert only(store).logs == ("/logs/b.md",)
    tell(store, path="/logs/b.md")
    assert sessions(store) == ()
    with store.read() as tx:
        assert tx.people.all() == []


# What calendars count ------------------------------------------------------------------------


def test_a_revision_rises_with_each_change_and_with_nothing_else(store: Store) -> None:
    tell(store, TOLD)
    number = only(store).id
    seen = [revisions(store)[number]]
    tell(store, TOLD)
    edit(store, lambda row: replace(row, note="no calendar shows minutes"))
    assert revisions(store)[number] == seen[0]
    for step in (
        lambda: edit(store, CHANGES["title"]),
        store.undo,
        store.redo,
        lambda: tell(store, replace(TOLD, place="Room 2")),
    ):
        step()
        seen.append(revisions(store)[number])
    with store.write("rename", at=AT) as tx:
        kim = tx.people.find("Kim")
        assert kim is not None
        tx.people.rename(kim, "Kim Chulsoo")
    seen.append(revisions(store)[number])
    assert seen == sorted(set(seen))


def test_a_meeting_that_is_gone_is_told_to_calendars_until_it_is_back(store: Store) -> None:
    tell(store, TOLD)
    session = only(store)
    with store.write("remove", at=AT) as tx:
        tx.sessions.remove(session.id)
    with store.read() as tx:
        (gone,) = tx.sessions.removed()
        assert (gone.id, gone.date, gone.title) == (session.id, DAY, "Friday")
        assert gone.revision > session.revision
    store.undo()
    with store.read() as tx:
        assert tx.sessions.removed() == ()
    assert only(store).revision > gone.revision
    tell(store)
    with store.read() as tx:
        assert [one.id for one in tx.sessions.removed()] == [session.id]


# Whatever happens --------------------------------------------------------------------------

PEOPLE = ("rename", "same person")
WAYS = ("plan", "other", "merge", "apart", "remove", "undo", "redo")
steps = st.lists(
    st.tuples(
        st.sampled_from([*CHANGES, *SCANS, *PEOPLE, *WAYS]),
        st.integers(0, 2),
    ),
    max_size=6,
)


def take(store: Store, step: str, which: int) -> bool:
    """Take one step; return whether a person took it."""
    there = sessions(store)
    if step in CHANGES:
        return edit(store, CHANGES[step], step, which)
    if step in SCANS:
        tell(store, *SCANS[step])
    elif step == "plan":
        plan(store, SessionRow(NEXT, title="Reading", presentations=(MDN,)))
        return True
    elif step == "other":
        tell(store, replace(TOLD, title="", scribe="Jung"), path="/logs/b.md")
    elif step in {"merge", "apart"} and len(there) > 1:
        with store.write(step, at=AT) as tx:
            pair = tx.sessions.merge if step == "merge" else tx.sessions.keep_apart
            pair(there[0].id, there[1].id)
        return True
    elif step in PEOPLE:
        return change_people(store, step)
    elif step == "remove" and there:
        with store.write("remove", at=AT) as tx:
            tx.sessions.remove(there[which % len(there)].id)
        return True
    elif step in {"undo", "redo"}:
        getattr(store, step)()
    return False


def change_people(store: Store, step: str) -> bool:
    with store.write(step, at=AT) as tx:
        people = tx.people.all()
        if step == "rename" and people:
            tx.people.rename(people[0].id, f"{people[0].name} x")
        elif step == "same person" and len(people) > 1:
            tx.people.merge(people[0].id, people[1].id)
        else:
            return False
    return True


@settings(max_examples=20, deadline=None)
@given(steps)
def test_each_step_is_undone_and_done_again_to_the_letter(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    with open_store(str(tmp_path_factory.mktemp("w") / "library.db")) as store:
        tell(store, TOLD)
        last: dict[str, tuple[SessionRow, ...]] = {"/logs/a.md": (TOLD,)}
        for step, which in steps:
            before, counted = listed(store), revisions(store)
            by_person = take(store, step, which)
            after = listed(store)
            assert all(revisions(store)[n] >= count for n, count in counted.items())
            if step in SCANS:
                last["/logs/a.md"] = SCANS[step]
            elif step == "other":
                last["/logs/b.md"] = (replace(TOLD, title="", scribe="Jung"),)
            if by_person and before != after:
                assert store.undo() is not None
                assert listed(store) == before
                assert store.redo() is not None
                assert listed(store) == after
            counted = revisions(store)
            for path, rows in last.items():
                tell(store, *rows, path=path)
            assert listed(store) == after
            assert revisions(store) == counted


def test_what_an_older_version_wrote_of_a_meeting_is_kept_and_follows_its_log(store: Store) -> None:
    tell(store, TOLD)
    edit(store, lambda row: replace(row, place="Room 2", presentations=row.presentations[1:]))
    with closing(sqlite3.connect(store.info().database)) as connection:
        # It kept neither what people said apart, nor keys of talks.
        connection.execute("UPDATE sessions SET said = ''")
        connection.execute("UPDATE session_logs SET told = replace(told, '\"keys\"', '\"once\"')")
        connection.execute("DELETE FROM journal_changes")
        connection.execute("DELETE FROM journal")
        connection.commit()
    tell(store, replace(TOLD, moderator="Lee", presentations=(VIT, replace(AAE, topic="VAE"))))
    session = only(store)
    assert (session.place, session.moderator, topics(session)) == ("Room 2", "Lee", ["VAE"])
    edit(store, CHANGES["title"])
    assert store.undo() == "edit"
    assert (only(store).title, topics(only(store))) == ("Friday", ["VAE"])
