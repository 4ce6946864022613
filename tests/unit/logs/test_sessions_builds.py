"""Talks in running text, in the forms groups write them: dates, labels, front matter, brackets."""

from __future__ import annotations

import pytest

from tests.fakes.read_logs import read_log


@pytest.mark.parametrize(
    ("text", "talks", "days"),
    [
        pytest.param(
            """
## 🗣️ 피어세션
👑 모더레이터: 김철수
✍️ 서기: 이영희
🎤 발표자: 박민수
📄 논문: ViT
""",
            [("박민수", "vit")],
            None,
            id="emoji role",
        ),
        pytest.param(
            """
# Paper reading schedule 2024
- Jan 12: Jane Doe - LoRA
- Jan 19: John Roe - DDPM
- Jan 26: no meeting
- Feb 2: TBD
""",
            [("Jane Doe", "lora"), ("John Roe", "ddpm")],
            ["2024-01-12", "2024-01-19"],
            id="date colon name paper",
        ),
        pytest.param(
            """
## Past sessions
1. **Attention Is All You Need** — *Jane Doe*, 12 March 2021
2. **BERT** — *John Roe*, 19 March 2021
""",
            [("Jane Doe", "attention"), ("John Roe", "bert")],
            ["2021-03-12", "2021-03-19"],
            id="paper then presenter line italics",
        ),
        pytest.param(
            """
## 스터디
### 1. BERT (발표자 김철수)
### 2. ViT (by 이영희)
""",
            [("김철수", "bert"), ("이영희", "vit")],
            None,
            id="paren no colon",
        ),
        pytest.param(
            """
## 피어세션
- 김철수님 발표: BERT
- 이영희 발표 - ViT
""",
            [("김철수", "bert"), ("이영희", "vit")],
            None,
            id="name 발표",
        ),
        pytest.param(
            """
# 2021 논문 읽기
* 1주차 (7/5) : BERT - 김철수
* 2주차 (7/12) : ViT - 이영희
""",
            [("김철수", "bert"), ("이영희", "vit")],
            ["2021-07-05", "2021-07-12"],
            id="week list",
        ),
        pytest.param(
            """
# 논문 스터디 일정 2021
- [x] 7/5 김철수 BERT
- [ ] 7/12 이영희 [ViT](https://arxiv.org/abs/2010.11929)
""",
            [("김철수", "bert"), ("이영희", "vit")],
            ["2021-07-05", "2021-07-12"],
            id="space only",
        ),
        pytest.param(
            """
## 회의
발표자: 김철수, 논문: BERT
진행자 : 이영희 / 서기 : 박민수 / 참석자 : 김철수, 이영희, 박민수
""",
            [("김철수", "bert")],
            None,
            id="one line labels",
        ),
        pytest.param(
            """
---
title: Attention Is All You Need
date: 2022-04-05
presenter: 김철수
---
# Attention Is All You Need
내용
""",
            [("김철수", "attention")],
            ["2022-04-05"],
            id="front presenter",
        ),
        pytest.param(
            """
# ML Reading Group 2023
- Jan 12: BERT (Alice)
- Jan 19: ViT (Bob)
""",
            [("Alice", "bert"), ("Bob", "vit")],
            ["2023-01-12", "2023-01-19"],
            id="english singles",
        ),
        pytest.param(
            """
# Journal Club
## 2023-02-01
- Alice: BERT
- Bob: LoRA
""",
            [("Alice", "bert"), ("Bob", "lora")],
            ["2023-02-01", "2023-02-01"],
            id="english singles left",
        ),
        pytest.param(
            """
## Talk 3 - May 5th, 2022
Speaker - Jane Doe
Paper - BERT
""",
            [("Jane Doe", "bert")],
            ["2022-05-05"],
            id="speaker dash",
        ),
        pytest.param(
            """
# 5차 모임 (2022.05.06)
## 참석자
- 김철수
- 이영희
## 발표
- 김철수: BERT
""",
            [("김철수", "bert")],
            ["2022-05-06"],
            id="participants list",
        ),
        pytest.param(
            """
## 발표 일정
- 3월 4일
  - 김철수: BERT
  - 이영희: ViT
- 3월 11일
  - 박민수: U-Net
""",
            [("김철수", "bert"), ("이영희", "vit"), ("박민수", "unet")],
            None,
            id="발표 일정 list nested",
        ),
        pytest.param(
            """
---
date: 2022-02-25
---
## 다음 발표 일정
- 3월 4일: 김철수 - BERT
""",
            [("김철수", "bert")],
            ["2022-03-04"],
            id="log year near",
        ),
        pytest.param(
            """
> 발표자: 김철수
> 논문: [ViT](https://arxiv.org/abs/2010.11929)
""",
            [("김철수", "vit")],
            None,
            id="quote names",
        ),
        pytest.param(
            """
### 2023.03.02
- **발표자** : 김철수
- **논문** : [BERT: Pre-training of Deep Bidirectional Transformers](https://arxiv.org/abs/1810.04805)
- **자료** : [링크](x)
""",
            [("김철수", "bert")],
            ["2023-03-02"],
            id="bold item label",
        ),
        pytest.param(
            """
# 논문 스터디
## 1. Attention Is All You Need
- 발표자 : 김철수
- 날짜 : 2022.01.03
## 2. BERT
- 발표자 : 이영희
- 날짜 : 2022.01.10
""",
            [("김철수", "attention"), ("이영희", "bert")],
            ["2022-01-03", "2022-01-10"],
            id="heading paper, presenter below, many",
        ),
        pytest.param(
            """
# 第3回 論文読み会
日時：2022年6月1日（水）
参加者：田中、佐藤、鈴木
発表者：田中
論文：BERT
""",
            [("田中", "bert")],
            ["2022-06-01"],
            id="ja presenter",
        ),
        pytest.param(
            """
# 輪講 2021年度
- 4/7 BERT（担当：山田）
- 4/14 ViT（担当：佐藤）
""",
            [("山田", "bert"), ("佐藤", "vit")],
            ["2021-04-07", "2021-04-14"],
            id="ja inline",
        ),
        pytest.param(
            """
## 피어세션
### 모더레이터
- 김철수
### 참석자
김철수 이영희 박민수
### 논문
- BERT (이영희)
""",
            [("이영희", "bert")],
            None,
            id="moderator next line",
        ),
        pytest.param(
            """
## 과제 리뷰
- 필수과제 1 (김철수)
- 선택과제 2 (이영희)
""",
            [("김철수", None), ("이영희", None)],
            None,
            id="assignments",
        ),
        pytest.param(
            """
## 발표 순서
- 월: 김철수
- 화: 이영희
## 모더레이터 순서
- 월: 김철수
""",
            [("김철수", None), ("이영희", None)],
            None,
            id="roster",
        ),
        pytest.param(
            """
## 팀 구성
- T2001 김철수
- T2002 이영희
## 오늘 논문 발표
1. 김철수_T2001 : ViT
""",
            [("김철수", "vit")],
            None,
            id="camper list",
        ),
        pytest.param(
            """
## 세미나
오늘 발표자는 김철수님이고 논문은 BERT였다.
""",
            [("김철수", "bert")],
            None,
            id="발표자는",
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
