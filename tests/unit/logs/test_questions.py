"""Open questions about papers: asked where questions stand, and answered nowhere."""

from __future__ import annotations

import pytest

from paperstudy.domain.logs import TodoKind
from tests.fakes.read_logs import read_log


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("## Q&A\n- ViT의 patch 크기는 왜 16인가?\n- 점심 뭐 먹지?", [(2, False, "vit")]),
        ("# BERT 리뷰\n## 질문\n- 왜 15%를 가리는가?", [(3, False, "bert")]),
        ("### ViT 질문\n1. cls 토큰은 왜 필요한가요?? ㅠㅠ", [(2, False, "vit")]),
        ("- 질문\n  - BERT의 mask 비율은?\n- BERT는?", [(2, False, "bert")]),
        ("- BERT\n  - 질문\n    - mask 비율은?", [(3, False, "bert")]),
        ("Q1. BERT의 NSP는 왜 쓰는가?\n\n## 다음", [(1, False, "bert")]),
        ("질문: BERT의 NSP는 왜 쓰는가?", [(1, False, "bert")]),
        ("## 궁금한 점\n- BERT 마스크 비율이 궁금합니다.", [(2, False, "bert")]),
        ("## Open questions\n- Why does ViT need 16x16 (patches)?", [(2, False, "vit")]),
        ("## 질문\n- [x] BERT는 왜 양방향인가?\n- [ ] DETR는 왜 느린가?",
         [(2, True, "bert"), (3, False, "detr")]),
        ("## 질문\nBERT는 왜 좋은가?\nViT는 왜 좋은가?", [(2, False, "bert"), (3, False, "vit")]),
        ("---\ntitle: BERT 리뷰\n---\n## 질문\n- 왜 15%인가?", [(5, False, "bert")]),
    ],
)  # fmt: skip
def test_an_open_question_about_a_paper_is_found(
    text: str, questions: list[tuple[int, bool, str | None]]
) -> None:
    assert read_log(text).questions == questions


@pytest.mark.parametrize(
    "text",
    [
        "## 왜?\nBERT는 왜 좋은가?",
        "BERT는 왜 좋은가? 양방향이라서.",
        "## 질문\n- BERT는 왜 좋은가?\n  - 양방향이라서",
        "## 질문\n- BERT는 왜 좋은가?\n- A: 양방향이라서",
        "## 질문\n- BERT는 왜 좋은가?\n→ 양방향이라서",
        "Q: BERT의 NSP는 왜 쓰는가?\nA: 문장 관계",
        "## 질문\n> BERT는 왜 양방향인가?\n\n- 답입니다",
        "## 질문\n- ~~BERT는 왜 좋은가?~~",
        "## 질문\n- BERT는 왜 좋은가? (해결됨)",
        "## 질문\n- BERT는 왜 좋은가? ✅",
        "## 질문\n- 점심 뭐 먹지?",
        "## 질문\n- BERT를 읽었다",
        "## 질문 게시판 이용 규칙\n- BERT는 왜 좋은가?",
        "# BERT와 ViT 비교 (BERT, ViT)\n## 질문\n- 왜 더 좋은가?",
        "```\nQ: BERT는 왜 좋은가?\n```",
    ],
)
def test_what_is_answered_or_asked_elsewhere_is_left_out(text: str) -> None:
    assert read_log(text).questions == []


def test_a_question_with_a_box_is_no_task_as_well() -> None:
    (asked,) = read_log("## 질문\n- [ ] BERT 논문은 왜 유명한가?").todos
    assert (asked.kind, asked.text) == (TodoKind.QUESTION, "BERT 논문은 왜 유명한가?")


def test_the_words_of_a_question_go_without_its_label() -> None:
    (asked,) = read_log("**Q.** BERT는 왜 **좋은가**?").todos
    assert asked.text == "BERT는 왜 좋은가?"


def test_tasks_and_questions_come_by_line() -> None:
    todos = read_log("## 질문\n- BERT는 왜 좋은가?\n\n## 할 일\n- ViT 읽기\n").todos
    assert [(todo.line, todo.kind) for todo in todos] == [
        (2, TodoKind.QUESTION),
        (5, TodoKind.TASK),
    ]
