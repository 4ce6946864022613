"""Which paper a talk is about, where its line does not simply say so; and grids of talks."""

from __future__ import annotations

import pytest

from paperstudy.domain.logs import Candidate, FindStatus, Mention, MentionKind, PaperFind
from paperstudy.domain.papers import PaperRecord
from paperstudy.logs.parsing import parse_document
from paperstudy.logs.sessions import find_sessions
from tests.fakes.read_logs import read_log


def make_find(
    raw: str, surface: str, kind: MentionKind, status: FindStatus, source: str, *, line: int = 2
) -> PaperFind:
    mention = Mention(line, raw.index(surface), surface, kind, surface.casefold())
    return PaperFind(status, (mention,), (Candidate(PaperRecord(source, surface), 1.0),))


@pytest.mark.parametrize(
    ("text", "talks"),
    [
        (
            "## 논문 스터디\n- BERT 살펴보기 (발표자: 김철수)\n  - 논문: [링크](https://arxiv.org/abs/1810.04805)\n",
            [("김철수", "bert")],
        ),
        (
            "## 논문 스터디\n- 언어 모델 비교 (발표자: 김철수)\n  - 논문:\n    - https://arxiv.org/abs/1810.04805\n",
            [("김철수", "bert")],
        ),
        (
            "## 논문 스터디\n- 언어 모델의 역사 (발표자: 김철수)\n  - https://arxiv.org/abs/1810.04805\n",
            [("김철수", "bert")],
        ),
        (
            "## 논문 스터디\n- 언어 모델의 역사 (발표자: 김철수)\n  - 참고: BERT, GPT-3\n",
            [("김철수", None)],
        ),
        (
            "## 논문 스터디\n### 발표자: 김철수\n오늘의 논문들\n- BERT: 양방향 사전학습\n- ViT: 이미지 패치\n",
            [("김철수", "bert"), ("김철수", "vit")],
        ),
        (
            "# 2022-05-06 세미나\n## 논문\n- BERT\n## 발표자\n- 김철수\n",
            [("김철수", "bert")],
        ),
        (
            "# BERT 논문 리뷰\n## 개요\n발표자: 김철수\n",
            [("김철수", "bert")],
        ),
        (
            "---\nspeakers: [Jane Doe, John Roe]\n---\n# Intro\n- Attention Is All You Need\n",
            [("Jane Doe", "attention"), ("John Roe", "attention")],
        ),
        (
            "## 논문 스터디\n- [ViT](https://arxiv.org/abs/2010.11929) 리뷰\n  - 발표자: 김철수\n",
            [("김철수", "vit")],
        ),
        (
            "## 회의록\n- 발표 논문\n  - 발표자: 김철수\n  - 제목: BERT\n",
            [("김철수", "bert")],
        ),
        (
            "# 회의록 2022-05-06\n| 발표자 | 김철수 |\n|---|---|\n| 논문 | BERT |\n",
            [("김철수", "bert")],
        ),
    ],
)
def test_a_talk_finds_its_paper_around_it(text: str, talks: list[tuple[str, str | None]]) -> None:
    assert read_log(text).talks == talks


def test_the_title_in_a_label_outweighs_a_wrong_address() -> None:
    raw = "- [Long Walks Home](https://arxiv.org/abs/1111.11111) (발표자: 김철수)"
    link = make_find(
        raw, "https://arxiv.org/abs/1111.11111", MentionKind.LINK, FindStatus.CONFIDENT, "log"
    )
    title = make_find(raw, "Long Walks Home", MentionKind.TITLE, FindStatus.CONFIDENT, "catalogue")
    document = parse_document(f"## 논문 스터디\n{raw}\n")
    (session,) = find_sessions(document, (link, title), None)
    assert [talk.find for talk in session.presentations] == [1]


@pytest.mark.parametrize(
    ("kind", "status", "source", "tied"),
    [
        (MentionKind.TITLE, FindStatus.SUGGESTED, "log", None),
        (MentionKind.NAME, FindStatus.SUGGESTED, "catalogue", None),
        (MentionKind.TITLE, FindStatus.SUGGESTED, "catalogue", 0),
        (MentionKind.TITLE, FindStatus.CONFIDENT, "log", 0),
    ],
)
def test_a_guess_is_not_what_is_presented(
    kind: MentionKind, status: FindStatus, source: str, tied: int | None
) -> None:
    raw = "- 발표자: 김철수 / 주제: Walks"
    find = make_find(raw, "Walks", kind, status, source)
    (session,) = find_sessions(parse_document(f"## 논문 스터디\n{raw}\n"), (find,), None)
    assert [talk.find for talk in session.presentations] == [tied]


def test_a_mention_beyond_the_end_of_a_log_is_left_alone() -> None:
    find = make_find("x", "x", MentionKind.NAME, FindStatus.CONFIDENT, "catalogue", line=9)
    assert find_sessions(parse_document("본문"), (find,), None) == ()


def test_a_grid_of_dates_and_people_gives_a_session_for_each_date() -> None:
    log = read_log("""
## 2022 논문 발표
| 이름 | 3/4 | 3/11 |
|---|---|---|
| 김철수 | BERT | - |
| 이영희 | ViT | YOLO 예정 |
| 합계 | 2 | 1 |
""")
    assert log.dated_talks == [
        ("김철수", "bert", "2022-03-04"),
        ("이영희", "vit", "2022-03-04"),
        ("이영희", "yolo", "2022-03-11"),
    ]


def test_a_grid_of_people_gives_a_session_for_each_row() -> None:
    log = read_log("""
## 논문 발표
| 날짜 | 김철수 | 이영희 |
|---|---|---|
| 2022-03-04 | BERT | ViT |
| 2022-03-11 | 불참 | [YOLO](x) 논문 |
| 2022-03-18 | | |
""")
    assert log.dated_talks == [
        ("김철수", "bert", "2022-03-04"),
        ("이영희", "vit", "2022-03-04"),
        ("이영희", "yolo", "2022-03-11"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "## 출석 기록 (할 일)\n| 날짜 | 김철수 | 이영희 |\n|---|---|---|\n| 3/4 | 지각 | BERT |\n",
        "## 표\n| 이름 | 나이 | 학교 |\n|---|---|---|\n| 김철수 | 20 | 가 |\n",
        "| a | b |\n|---|---|\n",
        "## 실험\n| Model | Acc | Note |\n|---|---|---|\n| BERT | 0.9 | 좋음 |\n| ViT | 0.8 | 나쁨 |\n",
        "## 논문 목록\n| 논문 | 저자 | 연도 |\n|---|---|---|\n| BERT | 김철수 | 2018 |\n",
    ],
)
def test_other_tables_give_no_talks(text: str) -> None:
    assert read_log(text).talks == []


def test_a_topic_in_a_heading_has_no_gap_where_a_mark_of_emphasis_closes() -> None:
    text = "# 2021-01-05\n\n### **QXQ**: Sideways *Engines*, woven\n\npresenter: Kim\n"
    (session,) = find_sessions(parse_document(text), (), None)
    assert [talk.topic for talk in session.presentations] == ["QXQ: Sideways Engines, woven"]
