"""What people do with a paper at a meeting: present, review, implement."""

from __future__ import annotations

import pytest

from tests.fakes.read_logs import read_log

STUDY = "# 논문 스터디 2023-05-01\n\n"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("- 김하늘: BERT", "present"),
        ("- 김하늘: BERT 논문 리뷰", "review"),
        ("- 김하늘: BERT 코드 리뷰", "review"),
        ("- BERT 구현 (발표자: 김하늘)", "implement"),
        ("- 김하늘: BERT 논문 구현", "implement"),
        ("- 김하늘: BERT 리뷰 및 구현", "implement"),
        ("- 김하늘: BERT 구현 방법", "present"),
        ("- 논문 리뷰: BERT (발표자: 김하늘)", "present"),
        ("- 코드 구현: BERT (발표자: 김하늘)", "implement"),
        ("- BERT implementation (presenter: 김하늘)", "implement"),
        ("- BERT (발표자: 강재현)", "present"),
        ("- BERT 재현 실험 (발표자: 강재현)", "implement"),
        ("- 김하늘: BERT 리뷰 논문", "present"),
        ("- 리뷰어: 김하늘 (BERT)", "review"),
    ],
)
def test_the_words_beside_a_paper_say_what_is_done_with_it(line: str, role: str) -> None:
    (session,) = read_log(STUDY + "## 발표\n" + line + "\n- 이바다: ViT").sessions
    assert session.presentations[0].role.value == role


def test_the_words_of_a_paper_s_title_say_nothing() -> None:
    text = (
        STUDY
        + "- 김하늘: [Review of Code Reviews](https://arxiv.org/abs/1810.04805)\n- 이바다: ViT"
    )
    (session,) = read_log(text).sessions
    assert session.presentations[0].role.value in {"present", "review"}


def test_a_part_of_a_log_can_be_about_implementing() -> None:
    text = STUDY + "## 코드 구현\n- 김하늘: BERT\n- 이바다: ViT\n"
    roles = [talk.role.value for one in read_log(text).sessions for talk in one.presentations]
    assert roles == ["implement", "implement"]


@pytest.mark.parametrize(
    ("header", "topic", "role"),
    [
        ("발표자", "BERT", "present"),
        ("리뷰어", "BERT", "review"),
        ("발표자", "BERT 구현", "implement"),
        ("presenter", "BERT (implementation)", "implement"),
    ],
)
def test_a_schedule_says_it_by_its_column_or_its_topic(header: str, topic: str, role: str) -> None:
    text = f"# 2023년\n\n| 날짜 | {header} | 논문 |\n|---|---|---|\n| 5/1 | 김하늘 | {topic} |\n| 5/8 | 이바다 | ViT |"
    assert read_log(text).sessions[0].presentations[0].role.value == role


def test_a_topic_that_names_its_people_says_it_too() -> None:
    text = "# 2023년\n\n| 날짜 | 논문 |\n|---|---|\n| 5/1 | BERT 구현 (김하늘) |\n| 5/8 | ViT (이바다) |"
    roles = [talk.role.value for one in read_log(text).sessions for talk in one.presentations]
    assert roles == ["implement", "present"]
