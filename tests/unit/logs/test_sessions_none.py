"""Logs full of words that look like presenters, in which nobody presents anything."""

from __future__ import annotations

import pytest

from tests.fakes.read_logs import read_log


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            """
## 피어세션
- 결론: BERT 를 쓰자
- 질문: ViT 는 왜 느린가?
- Attention (어텐션)
- Precision (정밀도)
- ArcFace (loss function)
- 논문: BERT
- GPT-3 (OpenAI)
- 모더레이터: 돌아가면서
- 발표자: 미정
- 발표자는 하루 전에 랜덤 선택
""",
            id="not persons",
        ),
        pytest.param(
            """
## 회의록
- 참석자: 김철수, 이영희
- 김철수: 저는 데이터 전처리를 먼저 해야 한다고 생각합니다.
- 이영희: 네 동의합니다
""",
            id="dialog",
        ),
        pytest.param(
            """
## Papers
- BERT (Jacob Devlin)
- Attention Is All You Need (Ashish Vaswani)
""",
            id="author not presenter",
        ),
        pytest.param(
            """
## 팀원
| 이름 | 역할 | GitHub |
|---|---|---|
| 김철수 | 모델링 | a |
| 이영희 | 데이터 | b |
""",
            id="member table no",
        ),
        pytest.param(
            """
## 역할 분담
- 김철수: YOLO 학습, 데이터 전처리
- 이영희: U-Net 구현
""",
            id="contribution",
        ),
        pytest.param(
            """
---
title: "[논문 리뷰] BERT"
date: 2022-01-01
---
## Abstract
저자: 홍길동
- Model: BERT
- Encoder: Transformer
## Key Idea
- Masked LM: 15%
""",
            id="blog notes",
        ),
        pytest.param(
            """
---
title: "[Day 15] 학습정리"
date: 2022-02-11
---
## 강의
- 저자: 홍길동
- CNN: 합성곱
- 김태희 마스터님 강의
- 구글이 BERT를 발표했다
- OpenAI가 GPT-3 를 발표했다.
## 피어세션
- 질문: ViT 왜 쓰나
- 오늘은 김철수 멘토님이 오셨다
- 각자 논문 리뷰
- Accuracy (정확도)
- Recall (재현율)
- 과제 리뷰: 다 같이
- 논문 발표 순서 정하기
- 네이버 부스트캠프 (부캠)
## 회고
- 민수: 다음엔 더 열심히
""",
            id="diary noise",
        ),
        pytest.param(
            """
# BERT notes
## Related Work
- ELMo: feature-based (Peters)
- GPT-3: OpenAI (2020)
Vaswani et al. presented the Transformer. Devlin presented BERT.
- Main Contribution: BERT
- Authors: Jacob Devlin, Ming-Wei Chang
- Speaker Identification: ViT
""",
            id="notes noise en",
        ),
        pytest.param(
            """
## 문의
담당: 김철수 (kim@x.com)
- 운영진: 김철수, 이영희
""",
            id="contacts",
        ),
        pytest.param(
            """
# Team
- 김철수 - Data, BERT 실험
- 이영희 - ViT 모델링
## Result
| Model | F1 | 담당 |
|---|---|---|
| BERT | 0.9 | 김철수 |
| ViT | 0.8 | 이영희 |
""",
            id="readme team",
        ),
        pytest.param(
            """
---
title: "논문 리뷰 - BERT"
date: 2022-01-01
---
# BERT 논문 리뷰
## 1. Introduction
## 2. Method (MLM)
""",
            id="title with blog",
        ),
        pytest.param(
            """
## 피어세션
- 김철수: 강의 3강까지 수강
- 이영희: 논문 리뷰 완료, EDA 진행 중
- 박민수: BERT 논문 읽는 중
""",
            id="standup",
        ),
        pytest.param(
            """
## 피어세션
- BatchNorm 위치는 어디가 좋을까? (이영희)
- ViT 는 왜 느린가요? (김철수)
""",
            id="questions",
        ),
        pytest.param(
            """
| 날짜 | 모더레이터 | 참석자 | 내용 |
|---|---|---|---|
| 2022.05.06 | 김철수 | 김철수, 이영희 | 논문 토의 |
""",
            id="table moderator",
        ),
    ],
)
def test_no_presenter_is_invented(text: str) -> None:
    assert read_log(text).talks == []
