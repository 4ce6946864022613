"""Agendas, minutes and schedules as Markdown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.papers import CiteKey, Publication
from paperstudy.domain.sessions import Presentation, SessionId, SessionState, StudySession
from paperstudy.formats.agenda import write_agenda, write_minutes
from paperstudy.formats.schedule import write_schedule
from paperstudy.formats.sheets import Sheet, time_table
from tests.unit.formats.meetings import (
    ATTENTION,
    HOSTILE,
    KOREAN,
    MEETING,
    PAPERS,
    QUESTION,
    SHEET,
    WORDS,
)
from tests.unit.formats.test_markdown import PARSER

BARE = StudySession(SessionId(9), None, "언젠가", "", "", "", (), ())


def test_an_agenda_has_who_what_when_papers_and_questions() -> None:
    assert write_agenda(SHEET, WORDS) == (
        """# 금요 논문 스터디

- **Date**: 2026-11-27 (Fri) 10:00–11:30 Asia/Seoul
- **Place**: <https://meet.example.org/room>
- **Moderator**: 김민수
- **Scribe**: 이서연
- **Participants**: 김민수, 박지훈, 이서연
- **Absent**: 홍길동

## Time table

| Time | What | Presenters |
| --- | --- | --- |
| 10:00–10:30 | [Attention Is All You Need](https://arxiv.org/abs/1706.03762) | 박지훈 |
| 10:30–11:10 | [An Image is Worth 16x16 Words](https://openreview.net/forum?id=YicbFdNTTy) (implement) | 이서연, 김민수 |
| 11:10–11:30 | 다음 주 주제 정하기 | 박지훈 |

## Papers

### [Attention Is All You Need](https://arxiv.org/abs/1706.03762)

- Ashish Vaswani, Noam Shazeer, Niki Parmar et al., NeurIPS 2017
- Key: vaswani2017attention
- Paper: <https://arxiv.org/abs/1706.03762>
- PDF: <https://arxiv.org/pdf/1706.03762>
- Code: <https://github.com/tensorflow/tensor2tensor> (official, tf)

### [An Image is Worth 16x16 Words](https://openreview.net/forum?id=YicbFdNTTy)

- Alexey Dosovitskiy, ICLR 2021
- Key: dosovitskiy2021image
- Paper: <https://openreview.net/forum?id=YicbFdNTTy>

## Open questions

- Why is it \\*scaled\\* by sqrt(d_k)? (Attention Is All You Need)
"""
    )


def test_an_agenda_speaks_the_language_of_its_words() -> None:
    text = write_agenda(SHEET, KOREAN)
    assert "- **모더레이터**: 김민수" in text
    assert "2026-11-27 (금) 10:00–11:30" in text
    assert "## 질문" in text
    assert "(구현)" in text
    assert "Moderator" not in text


def test_an_agenda_of_nothing_says_so() -> None:
    assert write_agenda(Sheet(BARE, {}), WORDS) == (
        "# Study session\n\n- **Date**: 언젠가\n\nNothing is planned yet.\n"
    )


def test_an_agenda_without_times_has_no_column_of_them() -> None:
    talk = Presentation((), (CiteKey("x"), "X"), "")
    bare = ATTENTION._replace(key=CiteKey("x"), authors=(), publication=None, year=None)
    text = write_agenda(Sheet(replace(BARE, presentations=(talk,)), {"x": bare}), WORDS)
    assert "| What |\n| --- |\n| [X](" in text
    assert ")\n\n- Key: x\n" in text, "nothing is known of who wrote it"
    day = replace(MEETING, starts="", presentations=())
    assert "- **Date**: 2026-11-27 (Fri)\n" in write_agenda(Sheet(day, {}), WORDS)


def test_a_meeting_that_is_called_off_says_so_and_why() -> None:
    for reason, said in (("exam *week*", ": exam \\*week\\*"), ("", "")):
        off = replace(MEETING, state=SessionState.SKIPPED, reason=reason)
        for text in (write_agenda(Sheet(off, {}), WORDS), write_minutes(Sheet(off, {}), WORDS)):
            assert f"\n\n**This session is called off**{said}\n" in text


def test_a_paper_is_told_of_once_and_one_that_is_gone_not_at_all() -> None:
    again = (*MEETING.presentations[:1] * 2, Presentation((), (CiteKey("gone"), "Gone"), ""))
    text = write_agenda(Sheet(replace(MEETING, presentations=again), PAPERS), WORDS)
    assert text.count("- Key: ") == 1
    assert "| Gone |" in text
    minutes = write_minutes(Sheet(replace(MEETING, presentations=again), PAPERS), WORDS)
    assert minutes.count("- Key: ") == 1


def test_minutes_have_who_was_there_what_was_said_and_what_is_open() -> None:
    held = replace(
        MEETING,
        note="Good talk.\n\n- one\n  - \x1b[31mtwo",
        presentations=MEETING.presentations[:1],
    )
    assert write_minutes(replace(SHEET, session=held), WORDS).partition("## Presentations")[2] == (
        """

### 1. [Attention Is All You Need](https://arxiv.org/abs/1706.03762)

- **Presenters**: 박지훈
- 30 minutes
- Ashish Vaswani, Noam Shazeer, Niki Parmar et al., NeurIPS 2017
- Key: vaswani2017attention
- Paper: <https://arxiv.org/abs/1706.03762>
- PDF: <https://arxiv.org/pdf/1706.03762>
- Code: <https://github.com/tensorflow/tensor2tensor> (official, tf)

## Notes

Good talk.

- one
  - two

## Open questions

- Why is it \\*scaled\\* by sqrt(d_k)? (Attention Is All You Need)

## To do

- [ ] Read BERT
"""
    )


def test_minutes_say_what_was_skipped_and_why() -> None:
    for reason, said in (("ill", "(skipped: ill)"), ("", "(skipped)")):
        talk = Presentation((), None, "CRF", PresentationStatus.SKIPPED, reason=reason)
        sheet = Sheet(replace(MEETING, presentations=(talk, talk)), {})
        assert f"### 2. CRF {said}\n" in write_minutes(sheet, WORDS)


@pytest.mark.parametrize("text", HOSTILE)
def test_documents_show_text_from_outside_as_it_is(text: str) -> None:
    talk = Presentation((text,), (ATTENTION.key, text), "", PresentationStatus.SKIPPED, reason=text)
    session = replace(
        MEETING,
        title=text,
        moderator=text,
        place=text,
        participants=(text,),
        presentations=(talk, replace(talk, paper=None, topic=text)),
    )
    paper = ATTENTION._replace(title=text, url="javascript:alert(1)", identifiers=())
    sheet = Sheet(session, {paper.key: paper}, (replace(QUESTION, text=text),))
    written = [write(sheet, WORDS) for write in (write_agenda, write_minutes)]
    written.append(write_schedule([session], {paper.key: paper}, WORDS))
    for document in written:
        page = PARSER.render(document)
        assert "<script" not in page
        assert "<img" not in page
        assert "javascript:" not in "".join(page.split("href=")[1:]).partition(">")[0]
        assert not {"<em>", "<s>", "<code>", "<blockquote>"} & set(page.split())
        assert "{{" not in document
        assert page.count("<h1>") <= 1


# Times -------------------------------------------------------------------------------------


def times(*minutes: int | None, starts: str = "10:00", total: int | None = None) -> list[str]:
    talks = tuple(Presentation((), None, "x", minutes=each) for each in minutes)
    return time_table(replace(MEETING, presentations=talks, starts=starts, minutes=total))


def test_times_follow_from_the_minutes_before() -> None:
    assert times(30, 45) == ["10:00–10:30", "10:30–11:15"]
    assert times(30, 45, starts="23:30") == ["23:30–00:00", "00:00–00:45"]
    assert times(30, 90, starts="") == ["0:00–0:30", "0:30–2:00"]


def test_times_end_where_nobody_said_how_long_something_takes() -> None:
    assert times(30, None, 20) == ["10:00–10:30", "10:30", ""]
    assert times(None, None) == ["", ""]
    assert times() == []


def test_those_without_minutes_share_what_is_left() -> None:
    assert times(None, 30, None, total=90) == ["10:00–10:30", "10:30–11:00", "11:00–11:30"]
    assert times(None, None, total=61) == ["10:00–10:30", "10:30–11:00"]
    assert times(90, None, total=60) == ["10:00–11:30", "11:30"]


def test_what_is_skipped_takes_no_time() -> None:
    talk = Presentation((), None, "x", minutes=30)
    off = replace(talk, status=PresentationStatus.SKIPPED)
    assert time_table(replace(MEETING, presentations=(off, talk))) == ["", "10:00–10:30"]


# A schedule --------------------------------------------------------------------------------


def test_a_schedule_has_a_line_for_each_presentation() -> None:
    off = replace(MEETING, state=SessionState.SKIPPED, reason="exam", title="A|B", starts="")
    skipped = Presentation((), None, "CRF", PresentationStatus.SKIPPED)
    shown = [MEETING, off, replace(off, reason=""), replace(BARE, presentations=(skipped,))]
    assert write_schedule(shown, PAPERS, WORDS) == (
        """| Date | Session | What | Presenters |
| --- | --- | --- | --- |
| 2026-11-27 10:00 | 금요 논문 스터디 | [Attention Is All You Need](https://arxiv.org/abs/1706.03762) | 박지훈 |
|  |  | [An Image is Worth 16x16 Words](https://openreview.net/forum?id=YicbFdNTTy) (implement) | 이서연, 김민수 |
|  |  | 다음 주 주제 정하기 | 박지훈 |
| 2026-11-27 | A\\|B | called off: exam |  |
| 2026-11-27 | A\\|B | called off |  |
| 언젠가 |  |  |  |
"""
    )


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        (Publication("NeurIPS", 2017), "NeurIPS 2017"),
        (Publication("2018 IEEE Conference", 2017), "2018 IEEE Conference"),
        (Publication("CVPR 2018", 2017), "CVPR 2018"),
        (Publication("JMLR", None), "JMLR, 2017"),
        (None, "ICLR 2018"),
    ],
)
def test_a_paper_says_one_year(published: Publication | None, shown: str) -> None:
    paper = ATTENTION._replace(publication=published, venue="ICLR 2018", year=2017)
    assert f" et al., {shown}\n" in write_agenda(Sheet(MEETING, {paper.key: paper}), WORDS)


def test_a_meeting_of_which_nothing_is_said_has_no_gap_under_its_title() -> None:
    bare = replace(BARE, date=None, participants=(), presentations=MEETING.presentations)
    assert "\n\n\n" not in write_minutes(Sheet(bare, PAPERS), WORDS)
    assert "\n\n\n" not in write_agenda(Sheet(bare, PAPERS), WORDS)


def test_an_address_with_words_beside_it_stays_as_it_is_written() -> None:
    place = "https://zoom.example/j/1 (room 3)"
    shown = write_agenda(Sheet(replace(MEETING, place=place), PAPERS), WORDS)
    assert f"- **Place**: {place}\n" in shown


def test_a_schedule_says_a_role_that_is_not_the_usual_one() -> None:
    table = write_schedule([MEETING], PAPERS, WORDS)
    assert "(implement) | 이서연, 김민수 |" in table
    assert table.count("(") == table.count("](") + 1
