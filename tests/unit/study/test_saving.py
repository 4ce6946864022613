"""What a log tells of meetings, people, questions and reading orders, in the library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from paperstudy.domain.events import Event
from paperstudy.domain.logs import PresentationRole, TodoKind
from paperstudy.store.store import Store, open_store

Scan = Callable[[], list[Event]]
MINUTES = """---
author: 박마루
---
# 2023-05-01 논문 스터디
- 시간: 19:30~21:00
- 장소: 공학관 301호
- 사회자: 김하늘님
- 참석자: 김하늘, 이바다

## 발표
- 김하늘: ViT 논문 구현
- 이바다: BERT

## 질문
- ViT의 patch는 왜 16x16인가?
- [ ] BERT 논문은 왜 유명한가?

## 할 일
- ViT 논문 읽기

읽는 순서: Attention Is All You Need → BERT → ViT
"""


@pytest.fixture
def kept(logs: Path, scan: Scan, settings_store: Store) -> Store:
    (logs / "minutes.md").write_text(MINUTES, encoding="utf-8")
    scan()
    return settings_store


@pytest.fixture
def settings_store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "library" / "group.db"))


def test_a_meeting_is_saved_with_its_time_place_and_roles(kept: Store) -> None:
    with kept.read() as tx:
        (session,) = tx.sessions.all()
    assert (session.starts, session.minutes, session.place) == ("19:30", 90, "공학관 301호")
    assert (session.moderator, session.participants) == ("김하늘", ("김하늘", "이바다"))
    assert session.sure
    assert [(held.presenters, held.role) for held in session.presentations] == [
        (("김하늘",), PresentationRole.IMPLEMENT),
        (("이바다",), PresentationRole.PRESENT),
    ]


def test_the_author_of_a_log_is_a_person(kept: Store) -> None:
    with kept.read() as tx:
        names = {person.name for person in tx.people.all()}
    assert names == {"김하늘", "이바다", "박마루"}


def test_a_role_that_writes_a_log_is_nobody(logs: Path, scan: Scan, settings_store: Store) -> None:
    (logs / "a.md").write_text("---\nauthor: 관리자\n---\n# BERT\n", encoding="utf-8")
    (logs / "b.md").write_text("---\nauthor: admin\n---\n# ViT\n", encoding="utf-8")
    scan()
    with settings_store.read() as tx:
        assert tx.people.all() == []


def test_questions_and_tasks_are_kept_apart(kept: Store) -> None:
    with kept.read() as tx:
        todos = [(todo.line, todo.kind, todo.done) for todo in tx.todos.all()]
    assert todos == [
        (15, TodoKind.QUESTION, False),
        (16, TodoKind.QUESTION, False),
        (19, TodoKind.TASK, False),
    ]


def test_a_reading_order_is_saved_with_its_papers(kept: Store) -> None:
    with kept.read() as tx:
        (path,) = tx.paths.all()
    assert path.line == 21
    assert [str(key) for key, _ in path.papers] == [
        "vaswani2017attention",
        "devlin2018bert",
        "dosovitskiy2020image",
    ]


def test_a_second_reading_of_a_changed_log_says_what_it_says_now(
    kept: Store, logs: Path, scan: Scan
) -> None:
    changed = MINUTES.replace("19:30~21:00", "20:00").replace("→ BERT ", "").replace("[ ]", "[x]")
    (logs / "minutes.md").write_text(changed, encoding="utf-8")
    scan()
    with kept.read() as tx:
        (session,) = tx.sessions.all()
        (path,) = tx.paths.all()
        done = [todo.line for todo in tx.todos.all() if todo.done]
    assert (session.starts, session.minutes) == ("20:00", None)
    assert len(path.papers) == 2
    assert done == [16]


def test_an_unsure_meeting_waits_for_a_person(
    logs: Path, scan: Scan, settings_store: Store
) -> None:
    (logs / "a.md").write_text("## 피어세션\n- 재미있었다\n", encoding="utf-8")
    scan()
    with settings_store.read() as tx:
        assert tx.sessions.all() == ()
        assert len(tx.sessions.unsure()) == 1
