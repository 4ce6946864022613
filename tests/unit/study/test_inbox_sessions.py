"""Sessions that no rule is sure about: a person takes them, or says that there were none."""

from __future__ import annotations

from datetime import date

import pytest

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.library import SessionRow
from paperstudy.domain.logs import LogScan
from paperstudy.store.store import Store
from paperstudy.study.study import Study
from tests.unit.study.house import NOW

ROW = SessionRow(date=date(2021, 8, 17), title="Maybe", sure=False)


@pytest.fixture
def number(study: Study) -> int:
    store: Store = study._store
    with store.write() as tx:
        log_id = tx.logs.save("/logs/day1.md", "d1", 10, 20, LogScan("Day 1"), NOW)
        tx.sessions.replace_for_log(log_id, [ROW])
    (unsure,) = study.inbox.unsure_sessions()
    return unsure.id


def test_an_unsure_session_waits_until_it_is_accepted(study: Study, number: int) -> None:
    assert study.sessions.list() == ()
    taken = study.inbox.accept_session(number)
    assert study.sessions.list() == (taken,)
    assert study.inbox.unsure_sessions() == ()
    study.upkeep.undo()
    assert study.sessions.list() == ()
    assert len(study.inbox.unsure_sessions()) == 1


def test_a_rejected_session_is_gone_and_comes_back_by_undo(study: Study, number: int) -> None:
    assert study.inbox.reject_session(number).title == "Maybe"
    assert study.inbox.unsure_sessions() == study.sessions.list() == ()
    for decide in (study.inbox.accept_session, study.inbox.reject_session):
        with pytest.raises(NotFoundError, match=f"s{number} waits"):
            decide(number)
    study.upkeep.undo()
    assert len(study.inbox.unsure_sessions()) == 1
