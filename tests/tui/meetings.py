"""Sessions for the tests of the sessions screen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from paperstudy.domain.library import SessionRow
from paperstudy.domain.logs import LogScan
from paperstudy.domain.planning import PresentationPlan, SessionEdit
from tests.tui.conftest import NOW

if TYPE_CHECKING:
    from paperstudy.domain.sessions import StudySession
    from paperstudy.study.study import Study
    from tests.tui.conftest import Library


def sessions(library: Library) -> tuple[StudySession, ...]:
    return library.ask(lambda study: study.sessions.list())


def on(library: Library, day: date) -> StudySession:
    return next(one for one in sessions(library) if one.date == day)


def plan(library: Library, when: str, **facts: object) -> StudySession:
    edit = SessionEdit(**facts)  # type: ignore[arg-type]  # as the test says
    return library.ask(lambda study: study.sessions.new(when, edit))


def present(study: Study, plan: PresentationPlan) -> StudySession:
    return study.sessions.present("2026-11-27", plan)


def save_unsure(study: Study) -> None:
    save_told(study, SessionRow(date=date(2021, 8, 17), title="Maybe", sure=False))


def save_told(study: Study, row: SessionRow, path: str = "/logs/day1.md") -> None:
    """Have a log tell of a session."""
    with study._store.write() as tx:
        log = tx.logs.save(path, "d1", 10, 20, LogScan("Day 1"), NOW)
        tx.sessions.replace_for_log(log, [row])
