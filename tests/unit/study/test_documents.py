"""Documents of a library's meetings: agenda, minutes, schedule, the next log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from paperstudy.config import load_settings
from paperstudy.domain.errors import InvalidFileError, NotFoundError
from paperstudy.domain.events import CancelToken
from paperstudy.domain.logs import PresentationRole
from paperstudy.domain.planning import PresentationPlan, SeriesPlan, SessionEdit
from paperstudy.store.store import Store, open_store
from paperstudy.study.documents import Documents
from paperstudy.study.sessions import Sessions
from paperstudy.study.study import Study
from tests.unit.formats.meetings import KOREAN, WORDS
from tests.unit.study.house import House, preprint

# Saturday 2026-11-21, 18:00 in Seoul.
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ZONE = "Asia/Seoul"
TITLE = "Attention Is All You Need"
QUESTIONS = f"""---
date: 2026-11-13
---
# 피어세션

- 모더레이터: 김민수
- 참가자: 김민수, 이서연

## 발표

- {TITLE} https://arxiv.org/abs/1706.03762 (발표자: 이서연)

## 할 일

- TODO: 논문 읽기
"""


@pytest.fixture
def sessions(store: Store, house: House) -> Sessions:
    house.shelve(preprint("1706.03762", TITLE))
    with store.write() as tx:
        for name in ("김민수", "이서연", "Ada"):
            tx.people.ensure(name)
    return Sessions(store, lambda: NOW, ZONE, "Ada")


@pytest.fixture
def documents(store: Store) -> Documents:
    return Documents(store, lambda: NOW, ZONE)


def plan(sessions: Sessions) -> str:
    """Plan a meeting on a paper; return its number."""
    session = sessions.new("friday 10:00", SessionEdit(title="Vision", minutes=90, moderator="Ada"))
    number = str(session.id)
    sessions.present(number, PresentationPlan("1706.03762", by=("이서연",), minutes=30))
    return number


# Agenda and minutes --------------------------------------------------------------------------


def test_an_agenda_has_the_paper_with_its_link(sessions: Sessions, documents: Documents) -> None:
    text = documents.agenda(plan(sessions), WORDS)
    assert text.startswith("# Vision\n\n- **Date**: 2026-11-27 (Fri) 10:00–11:30 Asia/Seoul\n")
    assert f"| 10:00–10:30 | [{TITLE}](https://arxiv.org/abs/1706.03762) | 이서연 |" in text
    assert documents.agenda("next", KOREAN).startswith("# Vision\n\n- **날짜**: ")


def test_minutes_have_the_note(sessions: Sessions, documents: Documents) -> None:
    number = plan(sessions)
    sessions.set_note(number, "All agreed.")
    assert "## Notes\n\nAll agreed.\n" in documents.minutes("11/27", WORDS)


def test_a_meeting_of_a_series_has_an_agenda_before_anybody_planned_it(
    sessions: Sessions, documents: Documents
) -> None:
    sessions.repeat(SeriesPlan("friday 10:00", title="Weekly"))
    assert documents.agenda("next", WORDS).startswith("# Weekly\n")
    assert "Nothing is planned yet." in documents.agenda("2026-12-04", WORDS)


def test_a_meeting_that_is_not_there_is_an_error(documents: Documents) -> None:
    for write in (documents.agenda, documents.minutes, documents.log):
        with pytest.raises(NotFoundError):
            write("3", WORDS)


# The schedule ------------------------------------------------------------------------------


def test_a_schedule_has_what_was_and_what_comes(sessions: Sessions, documents: Documents) -> None:
    plan(sessions)
    sessions.new("2026-11-13", SessionEdit(title="Past"))
    sessions.repeat(SeriesPlan("friday 10:00", until="2026-12-11", title="Weekly"))
    lines = documents.schedule(WORDS).text.splitlines()[2:]
    assert [line.split(" | ")[:2] for line in lines] == [
        ["| 2026-11-13", "Past"],
        ["| 2026-11-27 10:00", "Vision"],
        ["| 2026-12-04 10:00", "Weekly"],
        ["| 2026-12-11 10:00", "Weekly"],
    ]
    some = documents.schedule(WORDS, since=date(2026, 11, 20), until=date(2026, 12, 4))
    assert some.count == 2
    assert documents.schedule(WORDS, since=date(2026, 12, 5)).count == 1


def test_a_schedule_is_put_into_a_file(documents: Documents) -> None:
    text = documents.schedule(WORDS).text
    before = b"<!-- paperstudy:schedule --><!-- /paperstudy:schedule -->"
    after = documents.update_schedule(before, text, "README.md")
    assert text.encode() in after
    with pytest.raises(InvalidFileError, match=r"README\.md"):
        documents.update_schedule(b"", text, "README.md")


# Logs --------------------------------------------------------------------------------------


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    loaded = load_settings()
    settings = replace(
        loaded, database=str(tmp_path / "group.db"), offline=True, time_zone=ZONE, me="Ada"
    )
    with open_store(settings.database) as store:
        yield Study(store, settings, lambda: NOW)


def scan(study: Study, folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    list(study.scanning.scan([folder], cancel=CancelToken()))


def test_minutes_have_what_the_log_of_the_meeting_leaves_open(study: Study, tmp_path: Path) -> None:
    scan(study, tmp_path / "logs", "a.md", QUESTIONS)
    text = study.documents.minutes("last", WORDS)
    assert "- **Moderator**: 김민수\n" in text
    assert TITLE.casefold() in text.casefold()
    assert "## To do\n\n- [ ] TODO: 논문 읽기\n" in text


@pytest.mark.parametrize("words", [WORDS, KOREAN], ids=["en", "ko"])
def test_the_log_of_a_meeting_is_scanned_as_that_meeting(
    study: Study, tmp_path: Path, words: dict[str, str]
) -> None:
    for name in ("김민수", "이서연", "Ada"):
        study.people.add(name)
    session = study.sessions.new(
        "2026-11-20 10:00", SessionEdit(title="Vision 스터디", moderator="Ada", scribe="김민수")
    )
    number = str(session.id)
    scan(study, tmp_path / "logs", "a.md", QUESTIONS)  # which brings the paper
    plans = (
        PresentationPlan("1706.03762", by=("이서연",)),
        PresentationPlan("발표 없는 주 정하기", by=("Ada", "김민수"), topic=True),
        PresentationPlan("GAN", by=("김민수",), role=PresentationRole.IMPLEMENT, topic=True),
    )
    for each in plans:
        study.sessions.present(number, each)
    study.sessions.attend(number, ("Ada", "이서연", "김민수"))
    planned = study.sessions.get(number)
    scan(study, tmp_path / "logs", "next.md", study.documents.log(number, words))
    everything = study.sessions.list()
    assert len(everything) == 2, "the log tells of the meeting that was planned"
    told = study.sessions.get(number)
    assert len(told.logs) == 1
    held = tuple(replace(one, line=None) for one in told.presentations)
    same = replace(told, presentations=held)
    assert same == replace(planned, logs=told.logs, date_text=told.date_text)
