"""Any meeting, written as the log to be filled in and scanned, is the very same meeting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from paperstudy.domain.logs import LogScan, PresentationDraft, PresentationRole, PresentationStatus
from paperstudy.domain.papers import CiteKey
from paperstudy.domain.sessions import Presentation, StudySession
from paperstudy.domain.text import clean_line
from paperstudy.formats.log_skeleton import write_log
from paperstudy.formats.sheets import Sheet
from paperstudy.logs.scan import scan_log
from tests.fakes.recogniser import FakeRecogniser
from tests.unit.formats.meetings import (
    ATTENTION,
    HOSTILE,
    KOREAN,
    MEETING,
    PAPERS,
    PLANNED,
    VIT,
    WORDS,
)

LANGUAGES = pytest.mark.parametrize("words", [WORDS, KOREAN], ids=["en", "ko"])
WRITTEN = (
    *HOSTILE,
    "[x] done",
    '"quoted" title',
    "{{ page.title }}",
    "{% raw %}",
    "a ` tick",
    "<!-- gone -->",
    "<details> open",
    "<pre>",
    "C#",
    "Sharp #",
    "- 장소: 여기",
    "발표자: 홍길동",
    "2026-01-02 19:30",
    "다음 주 계획",
    "***",
    "한글 [제목] (부제)",
    "%% hidden",
    "$x^2$",
    "| a | b |",
    "&amp; &#124;",
    "\\",
    "1) first",
    "내일 김철수님이 발표하기로 함",
)
NAMES = st.sampled_from(
    [
        "김민수",
        "박지훈",
        "이서연",
        "Jane Doe",
        "Bob",
        "남궁민수",
        "山田 太郎",
        "j_doe",
        "María López",
    ]
)
TEXTS = (
    st.one_of(
        st.sampled_from(WRITTEN),
        st.text("[]<>*_`#|\"'{}%-+=:~$&\\!()1.가나 ab발표날짜", min_size=1, max_size=30),
        st.text(max_size=40),
    )
    .map(clean_line)
    .filter(lambda text: any(sign.isalnum() for sign in text))
)
PEOPLE = st.lists(NAMES, max_size=4, unique=True).map(tuple)
PLACES = st.one_of(st.just(""), TEXTS, st.just("https://meet.example.org/room?a=b"))
ROLES = st.sampled_from(PresentationRole)


@st.composite
def presentations(draw: st.DrawFn) -> Presentation:
    paper = draw(st.sampled_from([ATTENTION, VIT, None]))
    topic = draw(TEXTS)
    people = draw(PEOPLE)
    # Two works of one title at one meeting would be one to everybody.
    told = (CiteKey(paper.key), f"{paper.title} {topic}") if paper else None
    return Presentation(people, told, "" if paper else topic, PLANNED, role=draw(ROLES))


@st.composite
def sessions(draw: st.DrawFn) -> StudySession:
    starts = draw(st.one_of(st.just(""), st.times().map(lambda at: f"{at:%H:%M}")))
    people = draw(PEOPLE)
    return replace(
        MEETING,
        date=draw(st.dates(date(2010, 1, 1), date(2039, 12, 31))),
        starts=starts,
        minutes=None,
        title=draw(TEXTS),
        place=draw(PLACES),
        moderator=draw(st.one_of(st.just(""), NAMES)),
        scribe=draw(st.one_of(st.just(""), NAMES)),
        participants=people,
        absent=draw(PEOPLE),
        presentations=tuple(draw(st.lists(presentations(), max_size=4))),
    )


def read_back(session: StudySession, words: dict[str, str]) -> LogScan:
    return scan_log(write_log(Sheet(session, PAPERS), words), "next.md", FakeRecogniser())


def page(scan: LogScan, find: int | None) -> str:
    return str(scan.finds[find].record.identifiers[0]) if find is not None else ""


def topic_of(scan: LogScan, held: PresentationDraft) -> str:
    """What a presentation is about: its topic, else the title of its paper."""
    return held.topic or (scan.finds[held.find].record.title if held.find is not None else "")


IDENTIFIERS = {ATTENTION.key: "arxiv:1706.03762", VIT.key: "openreview:YicbFdNTTy"}


def assert_same(session: StudySession, scan: LogScan) -> None:
    (draft,) = scan.sessions
    facts = ("date", "starts", "title", "place", "moderator", "scribe", "participants")
    assert {name: getattr(draft, name) for name in facts} == {
        name: getattr(session, name) for name in facts
    }
    assert [
        (held.presenters, held.role, topic_of(scan, held), page(scan, held.find))
        for held in draft.presentations
    ] == [
        (
            held.presenters,
            held.role,
            held.paper[1] if held.paper else held.topic,
            IDENTIFIERS[held.paper[0]] if held.paper else "",
        )
        for held in session.presentations
    ]
    assert draft.sure
    assert scan.title == session.title


@LANGUAGES
@given(session=sessions())
@settings(max_examples=300, deadline=None)
def test_any_meeting_comes_back_as_it_was(words: dict[str, str], session: StudySession) -> None:
    assert_same(session, read_back(session, words))


@LANGUAGES
@pytest.mark.parametrize("text", WRITTEN)
def test_foreign_text_comes_back_to_the_letter(words: dict[str, str], text: str) -> None:
    text = clean_line(text)
    talks = (
        Presentation(("박지훈",), None, text, PLANNED),
        Presentation(("이서연",), (ATTENTION.key, text), "", PLANNED),
    )
    session = replace(MEETING, title=text, place=text, minutes=None, presentations=talks)
    if text == "***":  # no name of a place
        session = replace(session, place="")
    assert_same(session, read_back(session, words))


@LANGUAGES
def test_how_long_it_takes_comes_back(words: dict[str, str]) -> None:
    for starts, minutes in (("10:00", 90), ("19:30", 45), ("23:00", 120)):
        (draft,) = read_back(replace(MEETING, starts=starts, minutes=minutes), words).sessions
        assert (draft.starts, draft.minutes) == (starts, minutes)


@LANGUAGES
def test_a_meeting_without_a_date_comes_back_without_one(words: dict[str, str]) -> None:
    session = replace(MEETING, date=None, date_text="언젠가 [곧]")
    (draft,) = read_back(session, words).sessions
    assert (draft.date, draft.date_text, draft.starts) == (None, "언젠가 [곧]", "10:00")


@LANGUAGES
def test_a_presentation_that_was_called_off_is_not_in_the_log(words: dict[str, str]) -> None:
    first, *rest = MEETING.presentations
    off = replace(first, status=PresentationStatus.SKIPPED)
    (draft,) = read_back(replace(MEETING, presentations=(off, *rest)), words).sessions
    assert len(draft.presentations) == len(rest)


@LANGUAGES
def test_what_is_written_into_the_log_takes_nothing_from_it(words: dict[str, str]) -> None:
    text = write_log(Sheet(MEETING, PAPERS), words).rstrip("\n")
    filled = text.replace("\n- \n", "\n- 김민수: 정말 좋은 논문이다\n- BERT보다 빠르다 (이서연)\n")
    later = f"\n\n## 다음 모임\n\n- 2026-12-04 이서연: BERT {'https://arxiv.org/abs/1810.04805'}\n"
    scan = scan_log(filled + later, "next.md", FakeRecogniser())
    first, second = scan.sessions
    assert (first.date, len(first.presentations)) == (MEETING.date, 3)
    assert second.date == date(2026, 12, 4)
    assert [held.presenters for held in second.presentations] == [("이서연",)]


@LANGUAGES
def test_a_topic_called_as_a_paper_stays_a_topic_and_any_other_may_be_one(
    words: dict[str, str],
) -> None:
    talks = (Presentation(("박지훈",), None, "KiteNet", PLANNED),)
    text = write_log(Sheet(replace(MEETING, presentations=talks), {}), words)
    for written, found in (
        (text, False),
        (text.replace("### KiteNet", "### 1"), True),
        (text.replace(f"- {words['Topic']}: KiteNet\n", ""), True),
    ):
        (held,) = scan_log(written, "next.md", FakeRecogniser()).sessions[0].presentations
        assert (held.find is not None) is found


@LANGUAGES
def test_a_title_that_is_found_in_the_library_is_the_paper(words: dict[str, str]) -> None:
    unlinked = ATTENTION._replace(identifiers=(), url="", pdf_url="")
    text = write_log(Sheet(MEETING, {ATTENTION.key: unlinked}), words)
    assert "1706.03762" not in text
    scan = scan_log(text, "next.md", FakeRecogniser())
    held = scan.sessions[0].presentations[0]
    assert topic_of(scan, held) == "Attention Is All You Need"
    assert held.find is not None
    assert scan.finds[held.find].record.title == "Attention Is All You Need"
