"""Two meetings that are one, and what a person says of those that may be."""

from __future__ import annotations

from datetime import date

import pytest

from paperstudy.domain.errors import ConflictError, InvalidInputError, NotFoundError
from paperstudy.domain.library import SeriesRow, SessionRow
from paperstudy.domain.logs import LogScan
from paperstudy.store.store import Store
from paperstudy.study.study import Study
from tests.unit.study.house import NOW

DAY = date(2021, 8, 17)


@pytest.fixture
def library(study: Study) -> Store:
    """Three logs of one day: two that name people, and one that names nobody."""
    store: Store = study._store
    rows = {
        "a": SessionRow(DAY, title="A", participants=("Kim",)),
        "b": SessionRow(DAY, title="B", participants=("Lee",)),
        "c": SessionRow(DAY),
    }
    with store.write() as tx:
        for name, row in rows.items():
            log_id = tx.logs.save(f"/logs/{name}.md", name, 1, 1, LogScan(), NOW)
            tx.sessions.replace_for_log(log_id, [row])
    return store


def test_a_log_that_may_be_of_several_is_one_of_them_by_a_person_s_word(
    study: Study, library: Store
) -> None:
    (asked,) = study.same_meetings.list()
    assert [one.title for one in asked.others] == ["A", "B"]
    number = asked.session.id
    with pytest.raises(ConflictError, match="may be one of 2"):
        study.same_meetings.accept(number)
    with pytest.raises(InvalidInputError, match="no session that s3 may be"):
        study.same_meetings.accept(number, "9")
    merged = study.same_meetings.accept(number, str(asked.others[1].id))
    assert (merged.title, merged.logs) == ("B", ("/logs/b.md", "/logs/c.md"))
    assert study.same_meetings.list() == ()
    with pytest.raises(NotFoundError, match="s3 waits"):
        study.same_meetings.reject(number)
    study.upkeep.undo()
    assert study.same_meetings.list() == (asked,)


def test_one_that_is_none_of_them_is_not_asked_about_again(study: Study, library: Store) -> None:
    (asked,) = study.same_meetings.list()
    assert study.same_meetings.reject(asked.session.id) == asked.session
    assert study.same_meetings.list() == ()
    assert len(study.sessions.list()) == 3


def test_a_day_of_another_series_is_left_out_where_its_meeting_is_part_of_one(
    study: Study, library: Store
) -> None:
    friday = date(2026, 11, 27)
    with library.write("plan", at=NOW) as tx:
        one, other = (tx.sessions.save_series(SeriesRow(4, friday)) for _ in "ab")
        keep = tx.sessions.add(SessionRow(friday, title="A", starts="10:00", series=one))
        drop = tx.sessions.add(SessionRow(friday, title="B", starts="14:00", series=other))
    merged = study.same_meetings.merge(str(keep), str(drop))
    assert (merged.id, merged.series) == (keep, one)
    with library.read() as tx:
        assert [series.skipped for series in tx.sessions.series()] == [(), (friday,)]
    assert [one.id for one in study.sessions.list(since=friday, until=friday)] == [keep]


def test_what_is_no_meeting_or_the_same_one_is_refused(study: Study, library: Store) -> None:
    with pytest.raises(ConflictError, match="with itself"):
        study.same_meetings.merge("1", "1")
    with pytest.raises(NotFoundError, match="no session 77"):
        study.same_meetings.merge("1", "77")
