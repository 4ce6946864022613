"""A log of a meeting still to come is its plan: nothing of it has been presented before the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from paperstudy.config import Settings
from paperstudy.domain.events import CancelToken
from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.reading import ReadingChange
from paperstudy.store.store import Store, open_store
from paperstudy.study.study import Study
from tests.unit.study.house import NOW

VIT = "https://arxiv.org/abs/2010.11929"
PLAN = """# {day} 논문 스터디
- 시간: 19:30
- 참석자: 김하늘, 이바다

## 발표
- 이바다: ViT {link}
"""
DONE, PLANNED = PresentationStatus.DONE, PresentationStatus.PLANNED


class Group:
    """A library in Seoul whose clock a test moves."""

    def __init__(self, store: Store, settings: Settings, logs: Path) -> None:
        self.now = NOW
        self.logs = logs
        self.study = Study(store, settings, lambda: self.now)

    def write(self, day: str, text: str = PLAN, name: str = "next.md") -> None:
        (self.logs / name).write_text(text.format(day=day, link=VIT), encoding="utf-8")

    def scan(self) -> None:
        list(self.study.scanning.scan([self.logs], cancel=CancelToken()))

    def status(self) -> PresentationStatus:
        (session,) = self.study.sessions.list()
        (held,) = session.presentations
        return held.status

    def standing(self) -> set[PaperStatus]:
        """Where the paper stands: on the group's list, its presenter's, and by itself."""
        rows = [
            *self.study.reading.list(statuses=()),
            *self.study.reading.list("이바다", statuses=()),
        ]
        return {row.entry.status for row in rows} | {
            self.study.library.get("2010.11929").paper.status
        }


@pytest.fixture
def group(settings: Settings, tmp_path: Path, logs: Path) -> Iterator[Group]:
    store = open_store(str(tmp_path / "group.db"))
    yield Group(store, replace(settings, time_zone="Asia/Seoul"), logs)
    store.close()


def listed(group: Group) -> None:
    group.study.reading.save(["2010.11929"], ReadingChange())
    group.study.reading.save(["2010.11929"], ReadingChange(), "이바다")


def test_what_a_log_says_of_a_day_to_come_is_planned(group: Group) -> None:
    group.write("2026-11-27")
    group.scan()
    listed(group)
    assert group.status() is PLANNED
    assert PaperStatus.PRESENTED not in group.standing()
    assert group.study.stats.numbers().months == ()


def test_the_first_scan_after_the_meeting_began_takes_the_plan_as_held(group: Group) -> None:
    group.write("2026-11-27")
    group.scan()
    listed(group)
    group.now = datetime(2026, 11, 27, 10, 29, tzinfo=UTC)  # 19:29 in Seoul
    group.scan()
    assert group.status() is PLANNED
    group.now += timedelta(minutes=1)
    group.scan()
    assert group.status() is DONE
    assert group.standing() == {PaperStatus.PRESENTED}


def test_saying_that_the_session_was_held_needs_no_scan(group: Group) -> None:
    group.write("2026-11-27")
    group.scan()
    group.now += timedelta(days=7)
    group.study.sessions.done("2026-11-27")
    assert group.status() is DONE
    group.scan()
    assert group.status() is DONE


@pytest.mark.parametrize("day", ["2026-11-20", "2026-11-21"])
def test_a_log_of_a_day_past_or_of_a_meeting_that_has_begun_tells_what_was(
    group: Group, day: str
) -> None:
    group.now = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)
    group.write(day)
    group.scan()
    assert group.status() is DONE


def test_a_log_of_today_that_says_no_time_tells_what_was(group: Group) -> None:
    group.write("2026-11-21", PLAN.replace("- 시간: 19:30\n", ""))
    group.scan()
    assert group.status() is DONE


def test_the_day_is_that_of_the_group(group: Group) -> None:
    group.now = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)  # the 27th has begun in Seoul
    group.write("2026-11-27", PLAN.replace("- 시간: 19:30\n", ""))
    group.scan()
    assert group.status() is DONE


def test_a_log_is_read_again_once_and_what_a_person_said_of_it_stands(group: Group) -> None:
    group.write("2026-11-27")
    group.scan()
    group.study.sessions.skip("2026-11-27", "휴가", "1")
    group.now += timedelta(days=7)
    group.scan()
    assert group.status() is PresentationStatus.SKIPPED


def test_a_box_that_nobody_ticked_stays_planned(group: Group) -> None:
    boxes = (
        "## 발표\n- [ ] 이바다: ViT {link}\n- [x] 김하늘: BERT https://arxiv.org/abs/1810.04805\n"
    )
    group.write("2026-11-20", f"# {{day}} 논문 스터디\n\n{boxes}")
    for _ in range(2):
        group.scan()
        (session,) = group.study.sessions.list()
        assert [held.status for held in session.presentations] == [PLANNED, DONE]
        group.now += timedelta(days=9)
