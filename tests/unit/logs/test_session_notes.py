"""What people write below and beside the lines of the form that `session log` writes is kept."""

from __future__ import annotations

from datetime import date

from paperstudy.logs.scan import scan_log
from tests.fakes.recogniser import FakeRecogniser

HEAD = """# 피어세션

- 날짜: 2021-08-10
- 참여자: 김철수, 이영희, 박민수

## 발표

"""
KITE = "https://arxiv.org/abs/2101.00001"
BIRD = "https://arxiv.org/abs/2101.00002"

Talk = tuple[tuple[str, ...], str]


def meetings(text: str) -> list[tuple[date | None, list[Talk]]]:
    """Return the days of a log that has the form, with who presents which paper or topic there."""
    scan = scan_log(HEAD + text, "a.md", FakeRecogniser())
    return [
        (
            one.date,
            [
                (
                    held.presenters,
                    str(scan.finds[held.find].record.title.split(":")[0].split()[0])
                    if held.find is not None
                    else held.topic,
                )
                for held in one.presentations
            ],
        )
        for one in scan.sessions
    ]


def talks(text: str) -> list[Talk]:
    (meeting,) = meetings(text)
    assert meeting[0] == date(2021, 8, 10)
    return meeting[1]


def test_prose_below_a_part_that_names_nobody_tells_the_presentations() -> None:
    assert talks(
        "### 논문 리뷰\n\n- 발표자: 다 같이\n\n"
        "이영희가 KiteNet 논문을 발표했다. 박민수가 BirdNav 논문을 발표했다.\n"
    ) == [(("이영희",), "KiteNet"), (("박민수",), "Asking")]


def test_two_pairs_of_presenter_and_paper_under_one_heading_are_two_presentations() -> None:
    assert talks(
        f"### 1부\n\n- 발표자: 이영희\n- 논문: {KITE}\n- 발표자: 박민수\n- 논문: {BIRD}\n"
    ) == [(("이영희",), "KiteNet"), (("박민수",), "Asking")]


def test_the_paper_may_stand_below_other_facts_and_a_name_as_heading_is_no_topic() -> None:
    text = HEAD + f"### 이영희\n\n- 발표자: 이영희\n- 질문: 왜?\n- 논문: {KITE}\n"
    scan = scan_log(text, "a.md", FakeRecogniser())
    (held,) = scan.sessions[0].presentations
    assert (held.presenters, held.topic, held.find) == (("이영희",), "", 0)


def test_presentations_in_another_part_of_the_log_join_the_meeting() -> None:
    first = f"### KiteNet\n\n- 발표자: 이영희\n- 논문: {KITE}\n\n"
    for more in (
        f"## 추가 발표\n\n- 박민수: [BirdNav]({BIRD})\n",
        "## 회의\n\n- 발표: 박민수 - BirdNav\n- 박민수가 BirdNav 논문을 발표했다.\n",
    ):
        assert talks(first + more) == [(("이영희",), "KiteNet"), (("박민수",), "Asking")]


def test_a_row_of_the_template_that_nobody_filled_in_is_no_presentation() -> None:
    assert talks(
        f"### KiteNet\n\n- 발표자: 이영희\n- 논문: {KITE}\n\n### 다음 시간\n\n- 발표자:\n- 주제:\n"
    ) == [(("이영희",), "KiteNet")]


def test_what_people_said_of_a_presentation_is_no_other_one() -> None:
    notes = "- 김철수: BirdNav와 무엇이 다른가?\n- 박민수: BirdNav 논문도 KiteNet을 쓴다\n- OwlNet보다 낫다 (박민수)\n"
    assert talks(f"### KiteNet\n\n- 발표자: 이영희\n- 논문: {KITE}\n{notes}") == [
        (("이영희",), "KiteNet")
    ]


def test_notes_tell_the_paper_of_a_topic_and_the_people_of_a_paper() -> None:
    assert talks(
        "### 연\n\n- 발표자: 박민수\n- 주제: 연\n- 박민수가 KiteNet 논문을 발표했다.\n"
    ) == [(("박민수",), "KiteNet")]
    assert talks(f"### 연\n\n- 발표자:\n- 논문: {KITE}\n\n박민수가 KiteNet 논문을 발표했다.\n") == [
        (("박민수",), "KiteNet")
    ]


def test_another_presentation_in_the_notes_is_one_more() -> None:
    assert talks(
        f"### KiteNet\n\n- 발표자: 이영희\n- 논문: {KITE}\n\n이어서 박민수가 BirdNav 논문을 발표했다.\n"
    ) == [(("이영희",), "KiteNet"), (("박민수",), "Asking")]


def test_what_is_announced_for_later_is_a_meeting_of_its_own() -> None:
    first = f"### KiteNet\n\n- 발표자: 이영희\n- 논문: {KITE}\n\n"
    later = "## 다음 모임\n\n- 2021-08-17 박민수: BirdNav\n"
    assert meetings(first + later) == [
        (date(2021, 8, 10), [(("이영희",), "KiteNet")]),
        (date(2021, 8, 17), [(("박민수",), "Asking")]),
    ]
