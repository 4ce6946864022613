"""Talks in the mixed forms of real groups: register and diary, week headings, nested labels."""

from __future__ import annotations

import pytest

from tests.fakes.read_logs import read_log


@pytest.mark.parametrize(
    ("text", "talks", "days"),
    [
        pytest.param(
            """
## 논문 스터디
- 발표자: 김철수 (BERT), 이영희 (ViT)
""",
            [("김철수", "bert"), ("이영희", "vit")],
            None,
            id="each paper",
        ),
        pytest.param(
            """
| 주차 | 내용 |
|---|---|
| 1주차 | 김철수: BERT <br> 이영희: ViT |
| 2주차 | 박민수: U-Net |
""",
            [("김철수", "bert"), ("이영희", "vit"), ("박민수", "unet")],
            None,
            id="cell br",
        ),
        pytest.param(
            """
## 2022-05-06 회의
참석자: @김철수 @이영희
발표자: @박민수
""",
            [("박민수", None)],
            ["2022-05-06"],
            id="mentions notion",
        ),
        pytest.param(
            """
---
title: BERT 논문 리뷰
date: 2022-05-06
---
발표자: 박민수

[BERT: Pre-training of Deep Bidirectional Transformers](https://arxiv.org/abs/1810.04805)
## 1. 개요
""",
            [("박민수", "bert")],
            ["2022-05-06"],
            id="whole log",
        ),
        pytest.param(
            """
---
title: "[부스트캠프] 2주차 학습 일지"
date: 2021-08-13
---
## 피어세션
### 8/9 (월)
- ViT (발표자: 김철수)
### 8/10 (화)
- BERT (발표자: 이영희)
""",
            [("김철수", "vit"), ("이영희", "bert")],
            ["2021-08-09", "2021-08-10"],
            id="weekly day headings",
        ),
        pytest.param(
            """
# Deep Learning Paper Study (2022)
### Schedule
**1st week (2022.01.05)**
- [Attention Is All You Need](https://arxiv.org/abs/1706.03762) - 김철수
- BERT - 이영희

**2nd week (2022.01.12)**
- ViT - 박민수
""",
            [("김철수", "attention"), ("이영희", "bert"), ("박민수", "vit")],
            ["2022-01-05", "2022-01-05", "2022-01-12"],
            id="readme schedule nested bold",
        ),
        pytest.param(
            """
# Reading list
- [Attention Is All You Need](https://arxiv.org/abs/1706.03762)
  - Presenter: Jane Doe
  - Date: 2021-03-04
- BERT
  - Presenter: John Roe
  - Date: 2021-03-11
""",
            [("Jane Doe", "attention"), ("John Roe", "bert")],
            ["2021-03-04", "2021-03-11"],
            id="bullet presenter nested under paper",
        ),
        pytest.param(
            """
## 2021
### Mar 4: Attention Is All You Need (Jane Doe)
### Mar 11: BERT (John Roe)
""",
            [("Jane Doe", "attention"), ("John Roe", "bert")],
            ["2021-03-04", "2021-03-11"],
            id="dated h3 with paper and by",
        ),
        pytest.param(
            """
# 9월 논문 발표
## [김철수] BERT
## [이영희] ViT
""",
            [("김철수", "bert"), ("이영희", "vit")],
            None,
            id="ko heading bracket",
        ),
        pytest.param(
            """
# ゼミ議事録 2022/05/06
- 参加者: 山田, 佐藤
- 発表
  - 山田: BERT
  - 佐藤: ViT
""",
            [("山田", "bert"), ("佐藤", "vit")],
            ["2022-05-06", "2022-05-06"],
            id="ja minutes",
        ),
        pytest.param(
            """
## 📚 논문 리뷰
- BERT (리뷰어: 김철수)
- ViT [발표: 이영희]
""",
            [("김철수", "bert"), ("이영희", "vit")],
            None,
            id="review list",
        ),
        pytest.param(
            """
# Day 23
## 피어세션
### 오늘의 논문: ViT
발표: 망고님
### 질의응답
- 망고: 패치 크기는 16으로 했습니다.
- 체리: 왜요?
""",
            [("망고", "vit")],
            None,
            id="team daily",
        ),
        pytest.param(
            """
# NLP Seminar Spring 2023
| Date | Speaker | Topic |
|:--|:--|:--|
| 03/07 (Tue) | 김철수 (Chulsoo Kim) | BERT |
| 03/14 (Tue) | Younghee Lee | [ViT](https://arxiv.org/abs/2010.11929) |
""",
            [("김철수", "bert"), ("Younghee Lee", "vit")],
            ["2023-03-07", "2023-03-14"],
            id="mixed lang names",
        ),
        pytest.param(
            """
## 지난 세미나
- 발표자: 김철수
- 논문: BERT
- 날짜: 2022-01-03
- 발표자: 이영희
- 논문: ViT
- 날짜: 2022-01-10
""",
            [("김철수", "bert"), ("이영희", "vit")],
            ["2022-01-03", "2022-01-10"],
            id="dates after names",
        ),
        pytest.param(
            """
## 지난 세미나
- 날짜: 2022-01-03
- 발표자: 김철수
- 논문: BERT
- 날짜: 2022-01-10
- 발표자: 이영희
- 논문: ViT
""",
            [("김철수", "bert"), ("이영희", "vit")],
            ["2022-01-03", "2022-01-10"],
            id="dates before names",
        ),
    ],
)
def test_a_log_gives_its_talks(
    text: str, talks: list[tuple[str, str | None]], days: list[str] | None
) -> None:
    log = read_log(text)
    assert sorted(log.talks, key=str) == sorted(talks, key=str)
    if days is not None:
        assert sorted(day for _, _, day in log.dated_talks if day) == sorted(days)
