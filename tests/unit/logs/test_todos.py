"""To-dos: those about papers are found, all others are left alone."""

from __future__ import annotations

import pytest

from tests.fakes.read_logs import read_log


@pytest.mark.parametrize(
    ("text", "todos"),
    [
        ("- [ ] BERT 논문 읽기", [(1, False, "bert")]),
        ("- [x] [ViT](https://arxiv.org/abs/2010.11929)", [(1, True, "vit")]),
        ("- [ ] ViT 구현해보기", [(1, False, "vit")]),
        ("- [ ] ResNet 코드 찾아보기", [(1, False, "resnet")]),
        ("- [x] 논문 리뷰", [(1, True, None)]),
        ("- [ ] 논문 읽기\n    - BERT", [(1, False, "bert")]),
        ("* [ ] Attention Is All You Need presented by Jane Doe", [(1, False, "attention")]),
        ("## 내일 할 일\n- BERT 논문 정리", [(2, False, "bert")]),
        ("## TODO\n- ViT 읽기\n- 운동하기", [(2, False, "vit")]),
        ("## Next steps\n- read the BERT paper", [(2, False, "bert")]),
        ("### Papers to read\n- Attention Is All You Need", [(2, False, "attention")]),
        ("- 추후에 할 일\n\n  논문 한 편 읽기\n\n  자료 정리", [(3, False, None)]),
        ("TODO: ViT 논문 구현", [(1, False, "vit")]),
        ("## 도전할 것, 시도할 것\n- 논문을 읽으며 메모하기", [(2, False, None)]),
        ("주말에 BERT 논문을 읽기로 했다.", [(1, False, "bert")]),
        ("- ViT, BERT 논문을 다음 주에 같이 리뷰하자고 했다!", [(1, False, "vit")]),
        ("- YOLO 모델을 한 번 구현해보자!", [(1, False, "yolo")]),
        ("내일까지 논문을 한 편씩 읽어오기", [(1, False, None)]),
        ("We need to read the BERT paper by Friday.", [(1, False, "bert")]),
        ("- 논문 스터디\n    - 각자 읽고 정리하기", [(2, False, None)]),
    ],
)
def test_a_to_do_about_a_paper_is_found(
    text: str, todos: list[tuple[int, bool, str | None]]
) -> None:
    assert read_log(text).todo_papers == todos


@pytest.mark.parametrize(
    "text",
    [
        "- [ ] 강의 수강 및 정리",
        "- [x] 코딩테스트 문제 풀이",
        "- [ ] ViT 강의 듣기",
        "- [ ] BERT fine-tuning 실험",
        "- [x] YOLO 학습 돌리기",
        "- [ ] 졸업 논문 쓰기",
        "- [ ] ~~BERT 논문 읽기~~",
        "- [x] Monday January 08th, 2024 at 10h00",
        "## 내일 할 일\n- 운동\n- 강의 듣기",
        "## 오늘 한 일\n- BERT 논문 읽기",
        "## 다음 주 발표\n- 김철수: BERT",
        "## 참고\n- BERT 논문",
        "BERT 논문을 읽었다. 재미있었다.",
        "논문을 읽는 방법이 궁금하다.",
        "논문을 정독하고 이해할 시간이 부족하다면 리뷰 글을 활용하는 것도 방법",
        "다음 주에 BERT 를 각자 돌려보고 발표하기 위해 할 일을 만들지 않았다.",
        "You must read this.",
        "TODO: take photos",
        "> 읽고 싶은 논문 자유롭게 올려주세요!",
        "```\nTODO: BERT 논문 읽기\n```",
    ],
)
def test_other_things_are_no_to_dos_about_papers(text: str) -> None:
    assert read_log(text).todos == ()


def test_the_words_of_a_to_do_are_clean() -> None:
    (todo,) = read_log("- [ ] **[BERT](https://arxiv.org/abs/1810.04805)**  논문   읽기").todos
    assert todo.text == "BERT 논문 읽기"
    (bare,) = read_log("- [ ] https://arxiv.org/abs/1810.04805").todos
    assert bare.text == "https://arxiv.org/abs/1810.04805"


@pytest.mark.parametrize(
    "heading",
    [
        "## 할 일",
        "### 🚀 내일 할 일",
        "## 해야 할 일 목록",
        "## To-do",
        "## TODO list",
        "## Action items:",
        "## Next steps",
        "## 숙제 (11/27)",
        "## やること",
        "## Tasks",
    ],
)
def test_every_box_under_a_to_do_heading_is_one(heading: str) -> None:
    text = (
        f"{heading}\n- [ ] 강의실 예약하기\n- [x] 간식 사기\n    - [ ] 음료\n- 그냥 항목\n- [ ]\n"
    )
    todos = read_log(text).todos
    assert [(todo.line, todo.text, todo.done) for todo in todos] == [
        (2, "강의실 예약하기", False),
        (3, "간식 사기", True),
        (4, "음료", False),
    ]
    assert {(todo.find, todo.about_paper) for todo in todos} == {(None, False)}


def test_a_box_about_a_paper_keeps_it_among_the_others() -> None:
    todos = read_log("## 할 일\n- [ ] BERT 논문 읽기\n- [ ] 간식 사기\n").todos
    assert [(todo.find is not None, todo.about_paper) for todo in todos] == [
        (True, True),
        (False, False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## 오늘 한 일\n- [x] 운동",
        "## 할 일\n- [ ] ~~운동~~",
        "## 완료한 할 일\n- [x] 운동",
        "## 출석\n- [x] 김민수",
        "## 할 일\n본문\n## 회고\n- [ ] 운동",
        "## 다음 주 발표\n- [ ] 김민수",
    ],
)
def test_boxes_elsewhere_are_no_to_dos(text: str) -> None:
    assert read_log(text).todos == ()
