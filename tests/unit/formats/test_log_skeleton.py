"""The log of the next meeting, read back by our own scan as that meeting."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paperstudy.domain.language import set_language
from paperstudy.domain.logs import LogScan, PresentationRole, SessionDraft
from paperstudy.domain.sessions import Presentation, StudySession
from paperstudy.formats.log_skeleton import write_log
from paperstudy.formats.sheets import Sheet
from paperstudy.logs.scan import scan_log
from paperstudy.saying.document_words import document_words
from tests.fakes.recogniser import FakeRecogniser
from tests.unit.formats.meetings import (
    ATTENTION,
    HOSTILE,
    KOREAN,
    MEETING,
    PAPERS,
    PLANNED,
    WORDS,
)

LANGUAGES = pytest.mark.parametrize("words", [WORDS, KOREAN], ids=["en", "ko"])


def read_back(session: StudySession, words: dict[str, str]) -> LogScan:
    return scan_log(write_log(Sheet(session, PAPERS), words), "next.md", FakeRecogniser())


def only(scan: LogScan) -> SessionDraft:
    (session,) = scan.sessions
    return session


@LANGUAGES
def test_a_scan_reads_the_meeting_back(words: dict[str, str]) -> None:
    scan = read_back(MEETING, words)
    draft = only(scan)
    assert (scan.title, scan.date) == ("금요 논문 스터디", MEETING.date)
    assert (draft.date, draft.starts, draft.title) == (MEETING.date, "10:00", "금요 논문 스터디")
    assert (draft.moderator, draft.scribe) == ("김민수", "이서연")
    assert draft.participants == ("김민수", "박지훈", "이서연")
    assert draft.place == "https://meet.example.org/room"
    assert draft.sure
    assert [held.presenters for held in draft.presentations] == [
        held.presenters for held in MEETING.presentations
    ]


@LANGUAGES
@pytest.mark.parametrize("gap", ["moderator", "scribe", "place", "starts"])
def test_what_nobody_knows_yet_is_not_taken_from_the_next_line(
    words: dict[str, str], gap: str
) -> None:
    facts = {"moderator": "김민수", "scribe": "이서연", "place": "Room 2", "starts": "10:00"}
    draft = only(read_back(replace(MEETING, **(facts | {gap: ""})), words))  # type: ignore[arg-type]  # texts all
    assert {name: getattr(draft, name) for name in facts} == facts | {gap: ""}


def test_a_scan_reads_back_what_the_catalogue_of_translations_makes_of_it() -> None:
    set_language("ko")
    draft = only(read_back(MEETING, document_words()))
    assert (draft.moderator, draft.scribe) == ("김민수", "이서연")
    assert draft.participants == ("김민수", "박지훈", "이서연")
    assert [held.presenters for held in draft.presentations] == [
        held.presenters for held in MEETING.presentations
    ]


@LANGUAGES
def test_a_scan_reads_back_which_paper_is_whose(words: dict[str, str]) -> None:
    scan = read_back(MEETING, words)
    first, second, third = only(scan).presentations
    assert first.find is not None
    assert second.find is not None
    assert [str(each) for each in scan.finds[first.find].record.identifiers] == ["arxiv:1706.03762"]
    assert [str(each) for each in scan.finds[second.find].record.identifiers] == [
        "openreview:YicbFdNTTy"
    ]
    assert (third.find, third.topic) == (None, "다음 주 주제 정하기")


@LANGUAGES
@pytest.mark.parametrize("role", list(PresentationRole))
def test_a_scan_reads_the_role_back(words: dict[str, str], role: PresentationRole) -> None:
    talk = Presentation(("박지훈",), (ATTENTION.key, ATTENTION.title), "", PLANNED, role=role)
    (held,) = only(read_back(replace(MEETING, presentations=(talk,)), words)).presentations
    assert (held.presenters, held.role) == (("박지훈",), role)


@LANGUAGES
def test_what_is_to_be_filled_in_is_neither_question_nor_task(words: dict[str, str]) -> None:
    assert read_back(MEETING, words).todos == ()


@LANGUAGES
def test_a_meeting_of_which_little_is_known_leaves_room_to_write(words: dict[str, str]) -> None:
    bare = replace(
        MEETING, title="", moderator="", scribe="", participants=(), absent=(), place="", starts=""
    )
    text = write_log(Sheet(replace(bare, presentations=()), {}), words)
    assert f"- {words['Moderator']}:\n" in text
    assert f"\n# {words['Study session']}\n" in text
    talk = Presentation((), None, "", PLANNED)
    text = write_log(Sheet(replace(bare, presentations=(talk,)), {}), words)
    assert f"\n### {words['Topic']}\n\n- {words['Presenter']}:\n" in text
    filled = text.replace(f"- {words['Presenter']}:", f"- {words['Presenter']}: 박지훈")
    draft = only(
        scan_log(filled.replace(f"### {words['Topic']}", "### CRF"), "n.md", FakeRecogniser())
    )
    assert draft.date == MEETING.date
    assert [(held.presenters, held.topic) for held in draft.presentations] == [(("박지훈",), "CRF")]


def test_a_meeting_without_a_date_keeps_what_was_said_of_it() -> None:
    text = write_log(Sheet(replace(MEETING, date=None, date_text="언젠가"), {}), WORDS)
    assert "\ndate:" not in text
    assert "- Date: 언젠가 10:00–11:30\n" in text


@LANGUAGES
@pytest.mark.parametrize(
    "topic", ["ViT: what next?", "다음 주 계획", "R&D", "C++ & CUDA", "발표자: 없음"]
)
def test_a_topic_that_speaks_of_other_things_stays_the_topic(
    words: dict[str, str], topic: str
) -> None:
    talks = (
        Presentation(("박지훈",), None, topic, PLANNED),
        Presentation(("이서연",), (ATTENTION.key, ATTENTION.title), "", PLANNED),
    )
    draft = only(read_back(replace(MEETING, presentations=talks), words))
    assert draft.date == MEETING.date
    assert [held.presenters for held in draft.presentations][-2:] == [("박지훈",), ("이서연",)]


@LANGUAGES
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_breaks_no_log(words: dict[str, str], text: str) -> None:
    talks = (replace(MEETING.presentations[0], paper=(ATTENTION.key, text)),)
    scan = read_back(replace(MEETING, title=text, presentations=talks), words)
    assert scan.date == MEETING.date
    assert [draft.date for draft in scan.sessions if draft.moderator] == [MEETING.date]
