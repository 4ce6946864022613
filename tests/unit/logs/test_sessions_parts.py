"""Logs that name people beside papers, in which none of them presents."""

from __future__ import annotations

import pytest

from tests.fakes.read_logs import read_log

STUDY = "# 논문 스터디 2023-05-01\n\n"
GROUP = "# Reading group 2023-05-01\n\n"
DIARY = "# Day 12 (2023-05-01)\n\n## 피어세션\n\n"


@pytest.mark.parametrize(
    "text",
    [
        GROUP + ("Scribe: Ana\nModerator: Jon\nFacilitator: Mo\n\nWe read BERT."),
        STUDY + ("진행: 문가온\n서기: 소이준\n사회: 방소율\n\nBERT를 읽었다"),
        GROUP
        + (
            "**Organisers:** Ruta Miks, Daniel Osei\n"
            "\n"
            "Contact: Ana Ruiz (ana@x.org)\n"
            "Maintainer: Jon Berg\n"
            "Organized by Ana Ruiz"
        ),
        GROUP + ("**Attendees:** A B\n**Notes:** 백이솔"),
        GROUP
        + (
            "Attendees: 도윤우, 백이솔, Marta Soler\n"
            "\n"
            "## Action items\n"
            "\n"
            "- [ ] 도윤우: read the LoRA paper and bring one figure\n"
            "- [ ] Marta: return the projector\n"
            "- [x] 백이솔: pay back the cake money\n"
            "- [ ] Marta Soler: present LoRA results"
        ),
        ("# 딥러닝 강의 정리\n\n강사: 김민수\nTA: 이서준, 박지훈\n멘토: 최유진\n\n- BERT"),
        ("# CS101 course\n\nLecturers: Jane Doe, John Smith\nTAs: Ana Ruiz\n\n- Lecture 1: BERT"),
        DIARY + ("## 마스터클래스\n\n- 김상훈 마스터님이 BERT 발표"),
        GROUP
        + (
            "## Q&A\n"
            "\n"
            "- Jane: why does BERT mask 15%?\n"
            "- John: because\n"
            "\n"
            "Acknowledgements: thanks to Ana Ruiz and Jon Berg for BERT."
        ),
        STUDY + ("## 질문\n\n- 문가온: BERT는 왜 15%?\n- 소이준: 논문에 나옴"),
        (
            "# BERT 리뷰 (2023-05-01)\n"
            "\n"
            "Authors: Jacob Devlin, Ming-Wei Chang\n"
            "저자: 홍길동\n"
            "\n"
            "BERT: Pre-training (Jacob Devlin, 2018)"
        ),
        DIARY + "- 하리안님이 발표 자료는 PPT 말고 노션으로 하자고 하심",
        DIARY + ("- 문가온님이 발표를 잘 하셔서 감동\n- 소이준님은 내일 발표 준비하신다고 함"),
        DIARY + ("- 문가온님이 BERT 관련 질문을 하심\n- 소이준님이 BERT 성능이 안 나온다고 공유"),
        DIARY + ("- 문가온 : BERT 실험 돌리는 중\n- 소이준 : ViT 학습 3 epoch까지 완료"),
        DIARY + ("문가온: 오늘 BERT 실험함\n소이준: 데이터 증강 함"),
        DIARY + "- 코드 리뷰: 문가온님 코드를 함께 봄",
        DIARY + "- 문가온님이 추천한 논문: BERT",
        DIARY + "- BERT 논문 읽어보기 (문가온님 추천)",
        (
            "# 부스트캠프 Day 3\n"
            "\n"
            "## 강의 복습\n"
            "\n"
            "### [DL Basic] BERT\n"
            "\n"
            "(08강) BERT: 소개\n"
            "\n"
            "- 참고: 문가온님 블로그"
        ),
        ("# TIL\n\n## 학습 내용\n\n- Transformer: BERT, GPT\n- 이미지 분류: ViT\n- 김치: 맛있다"),
        GROUP + ("- Jane: BERT is interesting because it masks\n- John: I disagree, ViT is better"),
        GROUP + "- Jane asked whether BERT masks. John said yes. Ana suggested reading ViT.",
        GROUP + "We discussed BERT. Devlin presented it at NAACL. Google introduced BERT in 2018.",
        GROUP
        + "Transformers presented a new way. Table 3 presents BERT results. Figure 2 shows. Vaswani introduced Transformer.",
        GROUP + ("Present: Jane, John\nAbsent: Ana\n\nBERT was discussed."),
        GROUP + ("Attending: Jane Doe, John Smith\nLocation: Room 3\n\n# BERT\n\n- note"),
        GROUP + ("Host: Jane Doe\nPaper: BERT"),
        DIARY + ("- BERT 논문을 읽고 김민수님이 질문하심\n- 이서준님의 설명이 좋았다"),
        DIARY
        + (
            "- 이서준님이 ViT로 0.78 나왔다고 공유해주심\n"
            "- 박지훈님은 EfficientNet 학습 중\n"
            "- 최유진님이 다음 주에 대회 발표가 난다고 함"
        ),
        DIARY
        + (
            "- 논문 리뷰를 매주 하기로 함\n"
            "- 발표 자료는 노션에 올리기\n"
            "- 발표는 20분 이내로\n"
            "- 발표 순서는 사다리로 정함"
        ),
        DIARY
        + ("- 모더레이터: 이서준\n- 회의록 작성: 김민수\n- 발표 준비: 각자\n- 질문 담당: 없음"),
        (
            "# 부스트캠프 2주차 회고\n"
            "\n"
            "## 이번 주\n"
            "\n"
            "- 최성준 마스터님 강의: BERT\n"
            "- 조교님이 ViT 과제를 설명해주심\n"
            "- 김민수 멘토님과 멘토링: 논문 읽는 법"
        ),
        (
            "# 논문 정리: BERT\n"
            "\n"
            "- 저자: Jacob Devlin, Ming-Wei Chang\n"
            "- 소속: Google\n"
            "- 발표: NAACL 2019\n"
            "- 키워드: NLP"
        ),
        (
            "# BERT 논문 리뷰\n"
            "\n"
            "발표: 2018년 10월\n"
            "학회 : NAACL\n"
            "\n"
            "Jacob Devlin이 발표한 BERT는 ...\n"
            "구글이 2018년에 발표한 BERT 논문이다."
        ),
        (
            "# Course schedule\n"
            "\n"
            "| Date | Topic | Instructor |\n"
            "|---|---|---|\n"
            "| 2023-05-01 | BERT | Jane Doe |"
        ),
        GROUP
        + (
            "Thanks to Jane Doe for hosting. Minutes by John Smith. Next minutes: Ana Ruiz.\n"
            "\n"
            "Pizza: Bob\n"
            "Room booking: Eve Stone"
        ),
        GROUP
        + (
            "## Members\n"
            "\n"
            "- Jane Doe (PhD, NLP)\n"
            "- John Smith (MSc, BERT fan)\n"
            "\n"
            "## Links\n"
            "\n"
            "- Website: foo\n"
            "- Slack: bar"
        ),
        GROUP
        + (
            "## Agenda\n"
            "\n"
            "- Intro: 5 min\n"
            "- Discussion: BERT\n"
            "- Wrap-up: everyone\n"
            "- Key Ideas: masks\n"
            "- Open Questions: why?\n"
            "- Strong Points: simple\n"
            "- Related Work: ELMo"
        ),
        (
            "# 스터디 2023-05-01\n"
            "\n"
            "## 논문 내용\n"
            "\n"
            "- 장점: 빠름\n"
            "- 단점: 느림\n"
            "- 구조: Transformer\n"
            "- 성능: BERT보다 좋음\n"
            "- 주의: 없음\n"
            "- 정수: 3\n"
            "- 이진: 2\n"
            "- 유사도: cosine"
        ),
        (
            "# 피어세션 2023-05-01\n"
            "\n"
            "## 한마디\n"
            "\n"
            "김민수: 오늘 ViT 논문 읽음\n"
            "이서준: 과제함\n"
            "박지훈: 피곤"
        ),
        (
            "# 팀 회의 2023-05-01\n"
            "\n"
            "## 역할 분담\n"
            "\n"
            "- 김민수: EDA, 발표\n"
            "- 이서준: 모델링 (ViT)\n"
            "- 박지훈: 발표 자료"
        ),
        (
            "# 팀 회의 2023-05-01\n"
            "\n"
            "## 진행 상황\n"
            "\n"
            "- 김민수: ResNet 실험 (0.8)\n"
            "- 이서준: ViT 학습\n"
            "\n"
            "## 할 일\n"
            "\n"
            "- 김민수 : ViT 논문 읽기\n"
            "- 이서준 : BERT 구현"
        ),
        (
            "# 데일리 스크럼 2023-05-01\n"
            "\n"
            "### 김민수\n"
            "- 어제: BERT 논문 읽기\n"
            "- 오늘: 구현\n"
            "### 이서준\n"
            "- 어제: 쉼\n"
            "- 오늘: ViT"
        ),
        ("# 프로젝트 회고\n\n- 잘한 점: BERT 사용\n- 김민수(팀장): 모델\n- 이서준(팀원): 데이터"),
        (
            "# TIL 2023-05-01\n"
            "\n"
            "## 참고\n"
            "\n"
            "- BERT 설명 - 김민수님 블로그\n"
            "- [ViT 리뷰](https://velog.io/x) - 이서준\n"
            "- 유튜브: 나동빈 - ViT"
        ),
        (
            "# Reading list\n"
            "\n"
            "- BERT (Devlin, 2018)\n"
            "- ViT (Dosovitskiy)\n"
            "- GPT - Alec Radford\n"
            "- LoRA, Edward Hu\n"
            "- Attention Is All You Need by Vaswani"
        ),
        (
            "# Weekly notes\n"
            "\n"
            "Jane reviewed my PR. John shared his screen. Ana covered for Bob. Tom led the way to lunch. Kim presented her passport."
        ),
        (
            "# Standup 2023-05-01\n"
            "\n"
            "- Jane: BERT fine-tuning done\n"
            "- John: reviewing ViT code\n"
            "- Blockers: none"
        ),
        (
            "# 1:1 with advisor 2023-05-01\n"
            "\n"
            "- Prof. Kim suggested reading BERT\n"
            "- Lee presented good results"
        ),
        (
            "# 논문 스터디 모집\n"
            "\n"
            "- 대상: 누구나\n"
            "- 문의: 김민수 (kim@x.com)\n"
            "- 운영진: 이서준, 박지훈\n"
            "- 일정: 매주 화요일\n"
            "- 방식: 1인 1논문 발표\n"
            "- 발표자는 PPT를 준비"
        ),
        ("# 강화학습 스터디\n\n- 교재: 수튼 교수\n- 진도: 3장\n- 발표: 매주 랜덤\n- 벌금: 5000원"),
        (
            "# 輪講 2023-06-16\n"
            "\n"
            "- 目的：BERTの理解\n"
            "- 手法：Transformer\n"
            "- 結果：良い\n"
            "- 課題：計算量\n"
            "- 質問：なぜ？"
        ),
        ("# 輪講 2023-06-16\n\n著者：田中太郎\n発表：ACL 2020\n概要：BERT"),
    ],
)
def test_people_with_other_parts_present_nothing(text: str) -> None:
    assert read_log(text).talks == []
