"""Talks in running text, in the forms groups write them: roles, lists and headings."""

from __future__ import annotations

import pytest

from tests.fakes.read_logs import read_log


@pytest.mark.parametrize(
    ("text", "talks", "days"),
    [
        pytest.param(
            """
# 2021-08-10 피어세션
- ViT 리뷰 (발표자 : 김철수)
- 잡담
""",
            [("김철수", "vit")],
            ["2021-08-10"],
            id="paren role",
        ),
        pytest.param(
            """
## 논문 스터디
- 김철수: BERT
- 이영희: ResNet 논문 리뷰
""",
            [("김철수", "bert"), ("이영희", "resnet")],
            None,
            id="colon first full name",
        ),
        pytest.param(
            """
## 피어세션
- 참석자: 망고, 체리, 레몬
### 논문 발표
- 망고 - BERT
- 체리 - ViT
""",
            [("망고", "bert"), ("체리", "vit")],
            None,
            id="nick known",
        ),
        pytest.param(
            """
## 3월 4일 스터디
### BERT: Pre-training of Deep Bidirectional Transformers
- 발표자: 박민수
- 내용 요약
""",
            [("박민수", "bert")],
            None,
            id="presenter below topic",
        ),
        pytest.param(
            """
---
date: 2022-03-04
---
## 스터디 내용
- 논문: BERT
- 발표자: 박민수
- 논문: ViT
- 발표자: 최영희
""",
            [("박민수", "bert"), ("최영희", "vit")],
            ["2022-03-04", "2022-03-04"],
            id="pairs topic-first",
        ),
        pytest.param(
            """
## 스터디 내용
발표자: 박민수
논문: [Attention is all you need](https://arxiv.org/abs/1706.03762)

발표자: 최영희
논문: ViT
""",
            [("박민수", "attention"), ("최영희", "vit")],
            None,
            id="pairs presenter-first",
        ),
        pytest.param(
            """
# Journal Club
- 2023-02-03: [Attention Is All You Need](https://arxiv.org/abs/1706.03762), presented by Jane Doe
- 2023-02-10: BERT (presented by John Smith and Amy Lee)
""",
            [("Jane Doe", "attention"), ("John Smith", "bert"), ("Amy Lee", "bert")],
            ["2023-02-03", "2023-02-10", "2023-02-10"],
            id="english presented by",
        ),
        pytest.param(
            """
## March 3, 2023
**Presenter:** Alice Brown
**Paper:** [Attention Is All You Need](https://arxiv.org/abs/1706.03762)

## March 10, 2023
**Presenter:** Bob
**Paper:** BERT
""",
            [("Alice Brown", "attention"), ("Bob", "bert")],
            ["2023-03-03", "2023-03-10"],
            id="presenter label english",
        ),
        pytest.param(
            """
# Reading group
- **2022-10-05**
  - Speaker: Maria Rossi
  - Paper: [Attention Is All You Need](https://arxiv.org/abs/1706.03762)
- **2022-10-12**
  - Speaker: Li Wei
  - Paper: ViT
""",
            [("Maria Rossi", "attention"), ("Li Wei", "vit")],
            ["2022-10-05", "2022-10-12"],
            id="nested list",
        ),
        pytest.param(
            """
## 논문 리뷰 스터디
1. [김철수] BERT
2. [이영희] Swin Transformer
""",
            [("김철수", "bert"), ("이영희", "swin")],
            None,
            id="bracket lead",
        ),
        pytest.param(
            """
## 피어세션 (논문 발표)
### 김철수
- Attention Is All You Need
- 트랜스포머 구조
### 이영희
- [Deep Residual Learning for Image Recognition](x)
""",
            [("김철수", "attention"), ("이영희", "resnet")],
            None,
            id="heading names",
        ),
        pytest.param(
            """
## 피어세션
- 모더레이터: T1234_김철수
- 발표: T1235_이영희 - BERT
""",
            [("이영희", "bert")],
            None,
            id="camper id",
        ),
        pytest.param(
            """
## 피어세션
- 김철수님이 ViT 논문을 발표해주셨다.
- 피어님들의 발표가 좋았다
""",
            [("김철수", "vit")],
            None,
            id="sentence",
        ),
        pytest.param(
            """
---
date: 2021-08-17
---
## 피어세션
- 오늘 발표: 김철수 (BERT)
- 내일 발표: 이영희 (ViT)
""",
            [("김철수", "bert"), ("이영희", "vit")],
            ["2021-08-17", "2021-08-18"],
            id="tomorrow",
        ),
        pytest.param(
            """
# 4주차 스터디 회의록
- 일시: 2022.03.04 (금) 19:00
- 참석자: 김철수, 이영희, 박민수
- 서기: 박민수
- 불참: 최지우

## 발표 1. BERT (김철수)
- 내용

## 발표 2. ViT (이영희)
""",
            [("김철수", "bert"), ("이영희", "vit")],
            ["2022-03-04", "2022-03-04"],
            id="minutes",
        ),
        pytest.param(
            """
## 세미나 일정 (2023)
- 3/5 | 김철수 | BERT
- 3/12 | 이영희 | ViT
""",
            [("김철수", "bert"), ("이영희", "vit")],
            ["2023-03-05", "2023-03-12"],
            id="pipe",
        ),
        pytest.param(
            """
# 輪読会
## 2022年5月10日
- 発表者：山田太郎
- 論文：[Attention Is All You Need](https://arxiv.org/abs/1706.03762)
""",
            [("山田太郎", "attention")],
            ["2022-05-10"],
            id="ja list",
        ),
        pytest.param(
            """
# 논문 읽기 모임
## 2023-05-01
- Attention Is All You Need - 김철수
- Deep Residual Learning for Image Recognition / 이영희
""",
            [("김철수", "attention"), ("이영희", "resnet")],
            ["2023-05-01", "2023-05-01"],
            id="title by dash name",
        ),
        pytest.param(
            """
# Paper Study
<details><summary>Week 1 (2023.01.02)</summary>

- 김철수 : BERT
- 이영희 : ViT

</details>
""",
            [("김철수", "bert"), ("이영희", "vit")],
            ["2023-01-02", "2023-01-02"],
            id="details weeks",
        ),
        pytest.param(
            """
# Group meeting papers
Members: Wei Tang (WT), Jon Snow (JS)
- [WT] Attention Is All You Need
- [JS] BERT
- [NLP] GPT-3
""",
            [("WT", "attention"), ("JS", "bert")],
            None,
            id="initials",
        ),
        pytest.param(
            """
## 오늘의 논문 발표
민수 : BERT
지영 : ViT
""",
            [("민수", "bert"), ("지영", "vit")],
            None,
            id="given names by text",
        ),
        pytest.param(
            """
## 피어세션 발표
1. 김철수
   - Attention Is All You Need 리뷰
2. 이영희
   - BERT 발표
""",
            [("김철수", "attention"), ("이영희", "bert")],
            None,
            id="topic next line",
        ),
        pytest.param(
            """
# Meeting 2023-04-05
Attendees: Alice, Bob, Carol
Alice presented BERT. Bob will present ViT next week.
""",
            [("Alice", "bert"), ("Bob", "vit")],
            ["2023-04-05"],
            id="english sentence",
        ),
        pytest.param(
            """
# 2022-05-06 세미나
## 발표자
김철수
## 논문
[Attention Is All You Need](https://arxiv.org/abs/1706.03762)
""",
            [("김철수", "attention")],
            ["2022-05-06"],
            id="heading role next line",
        ),
        pytest.param(
            """
## 2022년 5월 6일 세미나
- BERT (발표: 김철수, 이영희)
- ViT 발표자 - 박민수
""",
            [("김철수", "bert"), ("이영희", "bert"), ("박민수", "vit")],
            ["2022-05-06", "2022-05-06", "2022-05-06"],
            id="two presenters and",
        ),
    ],
)
def test_a_text_gives_its_talks(
    text: str, talks: list[tuple[str, str | None]], days: list[str] | None
) -> None:
    log = read_log(text)
    assert sorted(log.talks, key=str) == sorted(talks, key=str)
    if days is not None:
        assert sorted(day for _, _, day in log.dated_talks if day) == sorted(days)
