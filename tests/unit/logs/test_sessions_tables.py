"""Sessions in tables: schedules, reading lists, grids, in the forms groups write them."""

from __future__ import annotations

import pytest

from tests.fakes.read_logs import read_log


@pytest.mark.parametrize(
    ("text", "talks", "days"),
    [
        pytest.param(
            """
# 2023년 논문 스터디
| 주차 | 날짜 | 논문 | 발표자 |
|---|---|---|---|
| 1주차 | 3/3 | BERT | 김철수 |
| 2주차 | 3/10 | [ViT](https://arxiv.org/abs/2010.11929) | 이영희, 박민수 |
| 3주차 | 3/17 | 휴강 | |
| 4주차 | 3/24 | TBA | 미정 |
""",
            [("김철수", "bert"), ("이영희", "vit"), ("박민수", "vit")],
            ["2023-03-03", "2023-03-10", "2023-03-10"],
            id="table ko",
        ),
        pytest.param(
            """
# Reading Group 2022
| When | What | Who |
|---|---|---|
| 25/11/2022 | Attention Is All You Need | Jane |
| 02/12/2022 | BERT | N/A |
""",
            [("Jane", "attention")],
            ["2022-11-25"],
            id="table en d/m",
        ),
        pytest.param(
            """
## 스터디 일정
| Week | Paper | Presenter |
|---|---|---|
| 1 | BERT | 김철수 |
| 2 | ViT | 이영희 |
""",
            [("김철수", "bert"), ("이영희", "vit")],
            None,
            id="table week no date",
        ),
        pytest.param(
            """
## 논문 발표
| 이름 | 논문 |
|---|---|
| 김철수 | BERT |
| 이영희 | ViT |
""",
            [("김철수", "bert"), ("이영희", "vit")],
            None,
            id="matrix by person",
        ),
        pytest.param(
            """
# 論文輪読会 2023年度
| 日付 | 発表者 | 論文 |
|---|---|---|
| 4/7 | 田中 | BERT |
| 4/14 | 佐藤 花子 | ViT |
| 1/12 | 未定 | |
""",
            [("田中", "bert"), ("佐藤 花子", "vit")],
            ["2023-04-07", "2023-04-14"],
            id="ja table",
        ),
        pytest.param(
            """
| Date | Presenter | Paper |
|---|---|---|
| 2021.03.05 | 김철수 | BERT |
| | 이영희 | ViT |
| 2021.03.12 | 박민수 | U-Net |
""",
            [("김철수", "bert"), ("이영희", "vit"), ("박민수", "unet")],
            ["2021-03-05", "2021-03-05", "2021-03-12"],
            id="next row same date",
        ),
        pytest.param(
            """
<table>
<tr><th>날짜</th><th>논문</th><th>발표자</th></tr>
<tr><td>2022-01-05</td><td>BERT</td><td>김철수</td></tr>
<tr><td rowspan="2">2022-01-12</td><td>ViT</td><td>이영희</td></tr>
<tr><td>U-Net</td><td>박민수</td></tr>
</table>
""",
            [("김철수", "bert"), ("이영희", "vit"), ("박민수", "unet")],
            ["2022-01-05", "2022-01-12", "2022-01-12"],
            id="html table",
        ),
        pytest.param(
            """
| 날짜 | 주제 | 발표 |
|:--:|:--:|:--:|
| 2021/07/05 | [BERT](https://arxiv.org/abs/1810.04805) | [김철수](https://github.com/kim) |
| 2021/07/12 | [ViT](https://arxiv.org/abs/2010.11929) | [@younghee](https://github.com/lee) |
""",
            [("김철수", "bert"), ("younghee", "vit")],
            ["2021-07-05", "2021-07-12"],
            id="with github links",
        ),
        pytest.param(
            """
## 2023 스터디
| 주차 | 김철수 | 이영희 |
|---|---|---|
| 1 | BERT | ViT |
| 2 | U-Net | DETR |
""",
            [("김철수", "bert"), ("이영희", "vit"), ("김철수", "unet"), ("이영희", "detr")],
            None,
            id="table per person columns",
        ),
        pytest.param(
            """
## 스터디 현황
| 이름 | 1주차 | 2주차 |
|---|---|---|
| 김철수 | BERT | U-Net |
| 이영희 | ViT | DETR |
""",
            [("김철수", "bert"), ("김철수", "unet"), ("이영희", "vit"), ("이영희", "detr")],
            None,
            id="people rows weeks columns",
        ),
        pytest.param(
            """
# 회의록
| 항목 | 내용 |
|---|---|
| 일시 | 2022-05-06 |
| 참석자 | 김철수, 이영희 |
| 발표자 | 김철수 |
| 논문 | BERT |
""",
            [("김철수", "bert")],
            ["2022-05-06"],
            id="kv table",
        ),
        pytest.param(
            """
| 날짜 | 발표자(논문) |
|---|---|
| 2022-03-04 | 김철수 (BERT) |
""",
            [("김철수", "bert")],
            ["2022-03-04"],
            id="person cell",
        ),
        pytest.param(
            """
| 주차 | 내용 |
|---|---|
| 1주차 | BERT (김철수) |
| 2주차 | [ViT](https://arxiv.org/abs/2010.11929) - 이영희 |
""",
            [("김철수", "bert"), ("이영희", "vit")],
            None,
            id="topic cell names",
        ),
        pytest.param(
            """
# Fall 2022 seminar
| Date | Speaker | Title |
|---|---|---|
| Fri, Sep 9 | Jane Doe (MIT) | BERT |
| Fri, Sep 16 | TBA | TBA |
| Fri, Jan 13 | Prof. John Roe | ViT |
""",
            [("Jane Doe", "bert"), ("John Roe", "vit")],
            ["2022-09-09", "2023-01-13"],
            id="table weekday en",
        ),
        pytest.param(
            """
| Date | Papers | Lead |
|---|---|---|
| 2020-01-02 | BERT, ViT | Jane & Bob |
""",
            [("Jane", "bert"), ("Jane", "vit"), ("Bob", "bert"), ("Bob", "vit")],
            ["2020-01-02", "2020-01-02", "2020-01-02", "2020-01-02"],
            id="two papers cell",
        ),
        pytest.param(
            """
| 순서 | 발표자 | 논문 제목 | 발표일 |
|:-:|:-:|---|:-:|
| 1 | 김철수 | Attention Is All You Need | 22.03.04 |
| 2 | 이영희 | BERT | 22.03.11 |
""",
            [("김철수", "attention"), ("이영희", "bert")],
            ["2022-03-04", "2022-03-11"],
            id="table col 순서",
        ),
        pytest.param(
            """
## 읽은 논문
| 논문 | 연도 | 저자 | 리뷰어 |
|---|---|---|---|
| BERT | 2018 | Devlin | 김철수 |
| ViT | 2020 | Dosovitskiy | @lee |
""",
            [("김철수", "bert"), ("lee", "vit")],
            None,
            id="reading list reviewer",
        ),
        pytest.param(
            """
| Week | Topic | Presenter | Slides |
|---|---|---|---|
| W1 (Sep 3, 2021) | BERT | Kim | [s](x) |
""",
            [("Kim", "bert")],
            ["2021-09-03"],
            id="issue links",
        ),
    ],
)
def test_a_table_gives_its_talks(
    text: str, talks: list[tuple[str, str | None]], days: list[str] | None
) -> None:
    log = read_log(text)
    assert sorted(log.talks, key=str) == sorted(talks, key=str)
    if days is not None:
        assert sorted(day for _, _, day in log.dated_talks if day) == sorted(days)


def test_a_listed_topic_beside_papers_is_a_talk_too() -> None:
    log = read_log("""
| Date | Presenter | Topic |
|---|---|---|
| 2023-05-01 | Jane Doe | 1. BERT<br>2. How to write a review |
""")

    assert log.talks == [("Jane Doe", "bert"), ("Jane Doe", None)]


def test_an_empty_next_meeting_gives_way_to_the_row_of_its_day() -> None:
    log = read_log("""
# Reading group

## Next meeting: March 26, 2024

## Schedule

| Date | Presenter | Paper |
|---|---|---|
| 2024-03-26 | Jane Doe | BERT |
""")

    assert [session.date.isoformat() for session in log.sessions if session.date] == ["2024-03-26"]


def test_a_talk_announced_for_a_day_belongs_to_that_day() -> None:
    log = read_log("""
# Day 3 2024-03-15

## 피어세션

- 모더레이터: 김철수
- 이영희님이 다음 주 금요일(3/22)에 BERT를 발표하기로 함
""")

    assert log.dated_talks == [("이영희", "bert", "2024-03-22")]
