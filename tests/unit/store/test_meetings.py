from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.library import PresentationRow, SeriesRow, SessionRow
from paperstudy.domain.logfiles import LogId
from paperstudy.domain.logs import PresentationRole, PresentationStatus
from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.sessions import Series, SeriesId, SessionId, SessionState
from paperstudy.store.store import Store
from paperstudy.store.views import Writer

SaveLog = Callable[..., LogId]
DAY = date(2021, 8, 10)
PLANNED, DONE = PresentationStatus.PLANNED, PresentationStatus.DONE
MINE = SessionRow(
    DAY,
    title="피어세션",
    moderator="Kim",
    participants=("Kim", "Lee"),
    presentations=(PresentationRow(("Kim",), "ViT", 4),),
    line=2,
)
YOURS = SessionRow(
    DAY,
    participants=("Lee", "Park"),
    presentations=(PresentationRow(("Kim",), "ViT", 9), PresentationRow(("Lee",), "AAE", 10)),
    line=7,
)


def two_logs(tx: Writer, save_log: SaveLog) -> tuple[LogId, LogId]:
    one, other = save_log(tx, "/logs/kim/10.md"), save_log(tx, "/logs/lee/10.md", "d2")
    tx.sessions.replace_for_log(one, [MINE])
    tx.sessions.replace_for_log(other, [YOURS])
    return one, other


def test_a_planned_meeting_keeps_all_that_a_person_said_of_it(store: Store) -> None:
    talk = PresentationRow(
        ("Lee",), "ViT", status=PLANNED, role=PresentationRole.REVIEW, minutes=20, reason="r"
    )
    row = SessionRow(
        DAY,
        title="Friday",
        presentations=(talk,),
        starts="19:30",
        zone="Asia/Seoul",
        place="Room 1",
        minutes=90,
        note="one\ntwo",
        state=SessionState.SKIPPED,
        reason="holiday",
        participants=("Lee",),
        absent=("Kim", "Lee"),
    )
    with store.write() as tx:
        series = tx.sessions.save_series(SeriesRow(4, DAY))
        number = tx.sessions.add(replace(row, series=series))
        found = tx.sessions.get(number)
        assert found is not None
        assert (found.starts, found.zone, found.place, found.minutes) == (
            *("19:30", "Asia/Seoul", "Room 1", 90),
        )
        assert (found.note, found.state, found.reason) == ("one\ntwo", "skipped", "holiday")
        assert (found.participants, found.absent, found.series) == (("Lee",), ("Kim",), series)
        assert (found.edited, found.sure, found.revision) == (True, True, 0)
        (held,) = found.presentations
        assert (held.role, held.minutes, held.reason) == (PresentationRole.REVIEW, 20, "r")
        kept = tx.sessions.row(number)
        assert kept is not None
        assert kept.presentations[0].id == held.id
        tx.sessions.edit(number, kept)
        assert tx.sessions.get(number) == found
        assert tx.sessions.all(series=series) == tx.sessions.all()
        assert tx.sessions.all(series=SeriesId(99)) == ()
        tx.sessions.edit(number, replace(kept, series=None))
        assert tx.sessions.all(series=series) == ()
        assert tx.sessions.row(SessionId(99)) is None


def test_presentations_that_change_places_keep_their_numbers(store: Store) -> None:
    talks = tuple(PresentationRow((name,), "") for name in ("Kim", "Lee", "Park"))
    with store.write() as tx:
        number = tx.sessions.add(SessionRow(DAY, presentations=talks))
        row = tx.sessions.row(number)
        assert row is not None
        ids = {one.presenters: one.id for one in row.presentations}
        turned = replace(row, presentations=row.presentations[:0:-1])
        tx.sessions.edit(number, turned)
        found = tx.sessions.get(number)
        assert found is not None
        assert [(one.presenters, one.id) for one in found.presentations] == [
            (("Park",), ids["Park",]),
            (("Lee",), ids["Lee",]),
        ]


def test_a_meeting_told_by_two_logs_is_one_with_the_words_of_both(
    store: Store, save_log: SaveLog
) -> None:
    with store.write() as tx:
        one, other = two_logs(tx, save_log)
        (session,) = tx.sessions.all()
        assert session.logs == ("/logs/kim/10.md", "/logs/lee/10.md")
        assert (session.title, session.moderator) == ("피어세션", "Kim")
        assert session.participants == ("Kim", "Lee", "Park")
        assert [talk.topic for talk in session.presentations] == ["ViT", "AAE"]
        for log, row in ((one, MINE), (other, YOURS), (one, MINE)):
            tx.sessions.replace_for_log(log, [row])
            assert tx.sessions.all() == (session,)
        tx.sessions.replace_for_log(other, [])
        (left,) = tx.sessions.all()
        assert (left.id, left.participants) == (session.id, ("Kim", "Lee"))
        assert [person.name for person in tx.people.all()] == ["Kim", "Lee"]
        tx.sessions.replace_for_log(other, [YOURS])
        tx.sessions.replace_for_log(one, [])
        (left,) = tx.sessions.all()
        assert (left.id, left.moderator, left.participants) == (session.id, "", ("Lee", "Park"))
        tx.sessions.replace_for_log(other, [])
        assert tx.sessions.all() == ()
        assert tx.people.all() == []


def test_a_log_that_turns_to_another_day_leaves_the_shared_meeting(
    store: Store, save_log: SaveLog
) -> None:
    with store.write() as tx:
        _, other = two_logs(tx, save_log)
        tx.sessions.replace_for_log(other, [replace(YOURS, date=date(2021, 8, 12))])
        first, second = tx.sessions.all()
        assert (first.date, first.participants) == (DAY, ("Kim", "Lee"))
        assert (second.date, second.participants) == (date(2021, 8, 12), ("Lee", "Park"))


def test_two_meetings_that_one_log_tells_of_are_two(store: Store, save_log: SaveLog) -> None:
    with store.write() as tx:
        log = save_log(tx)
        tx.sessions.replace_for_log(log, [MINE, replace(MINE, title="")])
        assert len(tx.sessions.all()) == 2


def test_what_a_log_that_has_gone_said_goes_and_comes_back_with_it(
    store: Store, save_log: SaveLog, at: datetime
) -> None:
    with store.write() as tx:
        one, other = two_logs(tx, save_log)
        (both,) = tx.sessions.all()
        tx.logs.mark_gone(one, at)
        (left,) = tx.sessions.all()
        assert (left.moderator, left.participants) == ("", ("Lee", "Park"))
        tx.logs.mark_gone(other, at)
        assert tx.sessions.all() == ()
        tx.logs.rename(one, "/logs/kim/10.md")
        tx.logs.rename(other, "/logs/lee/10.md")
        (back,) = tx.sessions.all()
        assert replace(back, presentations=()) == replace(both, presentations=())
        assert [talk.topic for talk in back.presentations] == ["ViT", "AAE"]


def test_a_person_s_word_stands_over_the_news_of_logs(store: Store, save_log: SaveLog) -> None:
    with store.write() as tx:
        one, other = two_logs(tx, save_log)
        (session,) = tx.sessions.all()
        row = tx.sessions.row(session.id)
        assert row is not None
        talks = row.presentations[:1]
        tx.sessions.edit(session.id, replace(row, title="By hand", presentations=talks))
        tx.sessions.replace_for_log(other, [YOURS])
        (edited,) = tx.sessions.all()
        assert (edited.title, [t.topic for t in edited.presentations]) == ("By hand", ["ViT"])
        more = PresentationRow(("Park",), "MDN", 12)
        news = replace(
            YOURS, title="Vision", scribe="Park", presentations=(*YOURS.presentations, more)
        )
        tx.sessions.replace_for_log(other, [news])
        (edited,) = tx.sessions.all()
        assert (edited.title, edited.scribe) == ("By hand", "Park")
        assert [talk.topic for talk in edited.presentations] == ["ViT", "MDN"]
        tx.sessions.replace_for_log(other, [])
        tx.sessions.replace_for_log(one, [])
        (edited,) = tx.sessions.all()
        assert (edited.title, edited.scribe, edited.logs) == ("By hand", "", ())


def test_a_log_of_a_planned_meeting_becomes_its_source_and_fills_it_in(
    store: Store, save_log: SaveLog, add_paper: Any
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "vit", "ViT")
        plan = PresentationRow(("Kim",), "", status=PLANNED, paper_id=paper)
        number = tx.sessions.add(SessionRow(DAY, title="Friday", presentations=(plan,)))
        assert tx.papers.get(paper).status is PaperStatus.UNREAD
        held = PresentationRow(("Kim",), "ViT", 4, paper_id=paper, group=0)
        log = save_log(tx)
        tx.sessions.replace_for_log(log, [replace(MINE, title="", presentations=(held,))])
        (session,) = tx.sessions.all()
        assert (session.id, session.title, session.moderator) == (number, "Friday", "Kim")
        assert session.logs == ("/logs/day1.md",)
        assert [talk.status for talk in session.presentations] == [DONE]
        assert tx.papers.get(paper).status is PaperStatus.PRESENTED


def test_a_meeting_taken_out_stays_away_though_logs_tell_of_it(
    store: Store, save_log: SaveLog
) -> None:
    with store.write() as tx:
        one, _ = two_logs(tx, save_log)
        (session,) = tx.sessions.all()
    with store.write("remove 1") as tx:
        tx.sessions.remove(session.id)
        with pytest.raises(NotFoundError):
            tx.sessions.remove(session.id)
    with store.write() as tx:
        tx.sessions.replace_for_log(one, [MINE])
        third = save_log(tx, "/logs/park/10.md", "d3")
        tx.sessions.replace_for_log(third, [YOURS])
        assert tx.sessions.all() == ()
        assert tx.sessions.get(session.id) is None
        assert tx.sessions.unsure() == ()
    assert store.undo() == "remove 1"
    with store.read() as reader:
        (back,) = reader.sessions.all()
        assert (back.id, len(back.logs)) == (session.id, 3)


def test_a_meeting_made_by_hand_goes_whole_and_comes_back(store: Store) -> None:
    with store.write() as tx:
        series = tx.sessions.save_series(SeriesRow(4, DAY))
        number = tx.sessions.add(replace(MINE, series=series))
        before = tx.sessions.all()
    with store.write("remove") as tx:
        tx.sessions.remove(number)
        assert tx.sessions.all() == ()
    assert store.undo() == "remove"
    with store.read() as reader:
        assert reader.sessions.all() == before
    assert store.redo() == "remove"
    with store.read() as reader:
        assert reader.sessions.all() == ()


def test_a_meeting_that_the_rules_are_not_sure_of_waits_for_a_person(
    store: Store, save_log: SaveLog, add_paper: Any
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "vit")
        talk = PresentationRow(("Kim",), "", paper_id=paper)
        unsure = SessionRow(DAY, title="a", presentations=(talk,), sure=False)
        other = SessionRow(DAY, title="b", sure=False)
        log = save_log(tx)
        tx.sessions.replace_for_log(log, [unsure, other])
        assert tx.sessions.all() == ()
        assert tx.papers.get(paper).status is PaperStatus.UNREAD
        a, b = tx.sessions.unsure()
        assert not a.sure
        tx.sessions.refuse(b.id)
    with store.write("take") as tx:
        tx.sessions.take(a.id)
        with pytest.raises(NotFoundError):
            tx.sessions.take(b.id)
        with pytest.raises(NotFoundError):
            tx.sessions.refuse(SessionId(99))
    with store.write() as tx:
        tx.sessions.replace_for_log(log, [unsure, other])
        (taken,) = tx.sessions.all()
        assert (taken.title, taken.sure) == ("a", True)
        assert tx.sessions.unsure() == ()
        assert tx.papers.get(paper).status is PaperStatus.PRESENTED
    assert store.undo() == "take"
    with store.read() as reader:
        assert [session.title for session in reader.sessions.unsure()] == ["a"]
        assert reader.papers.get(paper).status is PaperStatus.UNREAD


def test_an_unsure_meeting_that_was_refused_does_not_hide_another(
    store: Store, save_log: SaveLog
) -> None:
    with store.write() as tx:
        log = save_log(tx)
        tx.sessions.replace_for_log(log, [SessionRow(DAY, title="a", sure=False)])
        (asked,) = tx.sessions.unsure()
        tx.sessions.refuse(asked.id)
        tx.sessions.replace_for_log(log, [SessionRow(date(2021, 8, 11), title="b")])
        assert [session.title for session in tx.sessions.all()] == ["b"]


def test_a_series_is_saved_changed_and_ended(store: Store) -> None:
    row = SeriesRow(4, DAY, "10:00", "Asia/Seoul", "Friday", every=2, place="Room", minutes=60)
    with store.write() as tx:
        number = tx.sessions.save_series(row)
        first = Series(number, 4, "10:00", "Asia/Seoul", "Friday", DAY, None, 2, "Room", 60)
        assert tx.sessions.series() == (first,)
        assert tx.sessions.one_series(number) == first
        assert tx.sessions.one_series(SeriesId(99)) is None
        tx.sessions.skip_day(number, date(2021, 8, 20))
        tx.sessions.skip_day(number, date(2021, 8, 20))
        tx.sessions.skip_day(number, date(2021, 8, 13))
        tx.sessions.end_series(number, date(2021, 12, 31))
        assert tx.sessions.save_series(replace(row, starts="11:00"), number) == number
        assert tx.sessions.one_series(number) == replace(
            first, starts="11:00", skipped=(date(2021, 8, 13), date(2021, 8, 20))
        )
        missing = SeriesId(99)
        with pytest.raises(NotFoundError):
            tx.sessions.skip_day(missing, DAY)
        with pytest.raises(NotFoundError):
            tx.sessions.end_series(missing, DAY)
        with pytest.raises(NotFoundError):
            tx.sessions.save_series(row, missing)


def test_a_paper_is_presented_while_a_meeting_that_shows_says_so(
    store: Store, add_paper: Any
) -> None:
    with store.write() as tx:
        paper = add_paper(tx, "vit")
        tx.reading.set_status(paper, PaperStatus.TO_READ)
        talk = PresentationRow(("Kim",), "", status=PLANNED, paper_id=paper)
        number = tx.sessions.add(SessionRow(DAY, presentations=(talk,)))

    def status() -> PaperStatus:
        with store.read() as reader:
            (shown,) = reader.papers.all()
            return shown.status

    def hold(**changes: Any) -> None:
        with store.write("hold") as tx:
            row = tx.sessions.row(number)
            assert row is not None
            held = tuple(replace(one, status=DONE) for one in row.presentations)
            tx.sessions.edit(number, replace(row, presentations=held, **changes))

    assert status() is PaperStatus.TO_READ
    hold()
    assert status() is PaperStatus.PRESENTED
    store.undo()
    assert status() is PaperStatus.TO_READ
    hold(state=SessionState.SKIPPED)
    assert status() is PaperStatus.TO_READ
    hold(state=SessionState.HELD)
    assert status() is PaperStatus.PRESENTED
    with store.write("again") as tx:
        tx.reading.set_status(paper, PaperStatus.TO_READ)
    assert status() is PaperStatus.TO_READ
    with store.write("done") as tx:
        tx.reading.set_status(paper, PaperStatus.PRESENTED)
    assert status() is PaperStatus.PRESENTED
    with store.write("gone") as tx:
        tx.sessions.remove(number)
    assert status() is PaperStatus.TO_READ


def forget_words(tx: Writer) -> None:
    """Make a library as one was that did not keep what each log had said."""
    for (row_id,) in tx._link.rows("SELECT id FROM session_logs"):
        tx._rows.update("session_logs", row_id, {"told": ""})


def test_a_meeting_of_an_older_library_becomes_one_with_another_log_s(
    store: Store, save_log: SaveLog
) -> None:
    with store.write() as tx:
        one = save_log(tx, "/logs/kim/10.md")
        tx.sessions.replace_for_log(one, [MINE])
        forget_words(tx)
        other = save_log(tx, "/logs/lee/10.md", "d2")
        tx.sessions.replace_for_log(other, [YOURS])
        (session,) = tx.sessions.all()
        assert session.participants == ("Kim", "Lee", "Park")
        tx.sessions.replace_for_log(other, [])
        (session,) = tx.sessions.all()
        assert (session.participants, session.moderator) == (("Kim", "Lee"), "Kim")
        forget_words(tx)
        tx.sessions.replace_for_log(one, [replace(MINE, date=date(2021, 8, 12), title="b")])
        (moved,) = tx.sessions.all()
        assert (moved.id, moved.date) == (session.id, date(2021, 8, 12))


def test_an_edited_meeting_of_an_older_library_is_left_alone(
    store: Store, save_log: SaveLog
) -> None:
    with store.write() as tx:
        log = save_log(tx)
        tx.sessions.replace_for_log(log, [MINE])
        forget_words(tx)
        (session,) = tx.sessions.all()
        tx.sessions.edit(session.id, SessionRow(DAY, title="By hand"))
        before = tx.sessions.all()
        tx.sessions.replace_for_log(log, [replace(MINE, title="c")])
        tx.sessions.replace_for_log(log, [replace(MINE, title="c")])
        assert tx.sessions.all() == before
        forget_words(tx)
        other = save_log(tx, "/logs/lee/10.md", "d2")
        tx.sessions.replace_for_log(other, [replace(YOURS, title="By hand")])
        (after,) = tx.sessions.all()
        assert (after.title, len(after.logs)) == ("By hand", 2)


def test_two_logs_of_which_each_finds_its_own_paper_follow_their_finds(
    store: Store, save_log: SaveLog, add_paper: Any, make_row: Any, at: datetime
) -> None:
    talk = PresentationRow(("Kim",), "ViT", 4, group=0)
    with store.write() as tx:
        one, other = two_logs(tx, save_log)
        rows = [make_row("vit")]
        tx.mentions.replace(one, rows)
        tx.sessions.replace_for_log(one, [replace(MINE, presentations=(talk,))])
        paper = add_paper(tx, "vit", "ViT")
        (item,) = tx.mentions.pending().rows
        tx.mentions.decide(item.mention_ids, paper, "person", at)
        tx.sessions.replace_for_log(other, [YOURS])
        (session,) = tx.sessions.all()
        assert [talk.paper for talk in session.presentations] == [("vit", "ViT"), None]


def test_it_is_known_since_when_the_newest_are(store: Store) -> None:
    with store.write() as tx:
        for number in range(1, 6):
            tx.sessions.add(SessionRow(date(2021, 1, number), title=str(number)))
        assert tx.sessions.date_of_newest(2) == date(2021, 1, 4)
        assert tx.sessions.date_of_newest(9) is None


def test_many_sessions_are_read_in_six_queries(store: Store, save_log: SaveLog) -> None:
    rows = [
        SessionRow(date(2021, 1, 1 + n % 28), title=f"s{n}", participants=("Kim",))
        for n in range(510)
    ]
    with store.write() as tx:
        for row in rows:
            tx.sessions.add(row)
    with store.read() as reader:
        asked: list[str] = []
        plain = reader._link.rows

        def count(sql: str, **parameters: object) -> list[Any]:
            asked.append(sql)
            return plain(sql, **parameters)

        reader._link.rows = count  # type: ignore[method-assign]
        found = reader.sessions.all()
        assert len(found) == 510
        assert all(session.participants == ("Kim",) for session in found)
        assert len(asked) == 6
