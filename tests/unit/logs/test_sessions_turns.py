"""Whose turn it is: initials, sentences with a day, swapped turns; and lines that are no talks."""

from __future__ import annotations

import pytest

from tests.fakes.read_logs import read_log

GROUP = "Sparse models reading group\n====\n\n"
LEGEND = "Legend: [KB] Kamil Baran, [jr] jana_r, [TO] Tove-Oda\n\n"
TERM = "2022 Autumn\n-----------\n\n"
DIARY = "---\ndate: 2023-05-01\n---\n\n## 피어세션\n\n- 참석: 문가온, 소이준, 방소율\n\n"
MINUTES = "# Lab meeting 2023-05-01\n\n**Present:** Jonas, Mirela, Oscar (chair)\n\n"
RINKO = "# 第3回 輪講 議事録\n\n日時：2023年5月1日（月）\n出席：田中、村上、黒木\n\n"
TABLE = "# 2023 세미나\n\n| 날짜 | 발표자 | 논문 |\n|---|---|---|\n"


@pytest.mark.parametrize(
    ("text", "talks"),
    [
        (GROUP + LEGEND + TERM + "* Oct 4: [KB] BERT", [("KB", "bert", "2022-10-04")]),
        (GROUP + LEGEND + TERM + "* Oct 4: [jr] ViT", [("jr", "vit", "2022-10-04")]),
        (GROUP + LEGEND + TERM + "* Oct 4: [jr] TBD", [("jr", None, "2022-10-04")]),
        (
            GROUP + LEGEND + TERM + "* Oct 4: [KB] + [TO] ViT",
            [("KB", "vit", "2022-10-04"), ("TO", "vit", "2022-10-04")],
        ),
        (GROUP + LEGEND + TERM + "* Oct 4: no meeting", []),
        (
            GROUP + LEGEND + TERM + '* Oct 4: Kamil, "Attention Is All You Need"',
            [("Kamil", "attention", "2022-10-04")],
        ),
        (GROUP + LEGEND + TERM + "* Oct 4: jana on BERT", [("jana", "bert", "2022-10-04")]),
        (
            GROUP + LEGEND + TERM + "* Oct 4: Tove-Oda: BERT, briefly",
            [("Tove-Oda", "bert", "2022-10-04")],
        ),
        (
            GROUP + LEGEND + TERM + "* Oct 4: moved to Oct 6! [KB] BERT",
            [("KB", "bert", "2022-10-06")],
        ),
    ],
)
def test_initials_that_a_log_explains_are_people(
    text: str, talks: list[tuple[str, str | None, str | None]]
) -> None:
    assert read_log(text).dated_talks == talks


@pytest.mark.parametrize(
    ("line", "talks"),
    [
        ("- 오늘은 **문가온**님이 BERT 발표해주심", [("문가온", "bert", "2023-05-01")]),
        ("- 화요일은 소이준님 차례 -> ViT 로 정함", [("소이준", "vit", None)]),
        ("- 다음 차례는 소이준님", []),
        ("- 다음 주에는 소율이가 BERT 발표하기로 했다.", [("방소율", "bert", None)]),
        ("- 소이준 매니저님이 BERT 논문을 발표해주셨다", [("소이준", "bert", "2023-05-01")]),
        ("- 가온님이 전공 세미나에서 YOLO를 설명해주셨다", [("가온", "yolo", "2023-05-01")]),
        ("- 지난 주(4/24)에는 소이준님이 BERT 발표", [("소이준", "bert", "2023-04-24")]),
        ("- 소이준 → BERT, 시간이 없어 앞부분만", [("소이준", "bert", "2023-05-01")]),
        ("- 방소율 대신 소이준: BERT 논문 리뷰", [("소이준", "bert", "2023-05-01")]),
    ],
)
def test_a_korean_line_tells_whose_turn_it_is(
    line: str, talks: list[tuple[str, str | None, str | None]]
) -> None:
    told = read_log(DIARY + line).dated_talks
    assert [(_whole(name), *rest) for name, *rest in told] == [
        (_whole(name), *rest) for name, *rest in talks
    ]


def _whole(name: str) -> str:
    return {"가온": "문가온", "소율": "방소율"}.get(name, name)


@pytest.mark.parametrize(
    ("text", "talks"),
    [
        (
            "## Paper\nLed by Mirela. [BERT](https://arxiv.org/abs/1810.04805)",
            [("Mirela", "bert", "2023-05-01")],
        ),
        (
            "## Actions\n- [ ] Jonas: rerun\n\nNext one: **15 May**, Jonas presents ViT.",
            [("Jonas", "vit", "2023-05-15")],
        ),
        (
            "## Paper\nMirela presented BERT.\n\nNext week: Jonas on ViT",
            [("Mirela", "bert", "2023-05-01"), ("Jonas", "vit", None)],
        ),
        (
            "## Paper\nLast week, 24 April, Jonas did ViT. Mirela presented BERT.",
            [("Jonas", "vit", "2023-04-24"), ("Mirela", "bert", "2023-05-01")],
        ),
        ("## Updates\nJonas did the runs with ViT again.", []),
        ("## Paper\n- Oscar's slot taken by Jonas: BERT", [("Jonas", "bert", "2023-05-01")]),
    ],
)
def test_english_minutes_tell_who_presents_and_when(
    text: str, talks: list[tuple[str, str | None, str | None]]
) -> None:
    assert sorted(read_log(MINUTES + text).dated_talks, key=str) == sorted(talks, key=str)


@pytest.mark.parametrize(
    ("line", "talks"),
    [
        ("担当：村上さん → BERT", [("村上", "bert", "2023-05-01")]),
        ("担当：村上さん → 都合により延期", [("村上", None, None)]),
        ("次回（5月8日）は黒木さんの発表。論文はBERTの予定", [("黒木", "bert", "2023-05-08")]),
        ("黒木さんの発表資料は後日共有", []),
        ("## 質疑\n- 村上：BERTより強いか\n- 黒木：ViTは未検証", []),
    ],
)
def test_japanese_minutes_tell_whose_turn_it_is(
    line: str, talks: list[tuple[str, str | None, str | None]]
) -> None:
    assert read_log(RINKO + line).dated_talks == talks


@pytest.mark.parametrize(
    ("text", "talks"),
    [
        (TABLE + "| 3/1 | ~~문가온~~ → 소이준 | BERT |", [("소이준", "bert")]),
        (TABLE + "| 3/1 | 문가온 → 소이준 | BERT |", [("소이준", "bert")]),
        (TABLE + "| 3/1 | 초청 강연 : 소이준 박사 (연구원) | BERT |", [("소이준", "bert")]),
        (TABLE + "| 3/1 | 소이준 | BERT |\n| 3/8 | 휴일 (어린이날) | |", [("소이준", "bert")]),
        (TABLE + "| 3/1 | 소이준 | BERT |\n| 3/8 | (자원자) | 이야기 |", [("소이준", "bert")]),
    ],
)
def test_a_presenters_cell_says_who_really_presents(
    text: str, talks: list[tuple[str, str | None]]
) -> None:
    assert read_log(text).talks == talks


@pytest.mark.parametrize(
    "text",
    [
        DIARY + "## 할 일\n- [ ] (문가온) BERT 모델로 교체\n- [ ] (소이준) ViT 리뷰",
        DIARY + "## 숙제\n- 문가온: BERT 코드 리뷰\n- 소이준: ViT 요약",
        DIARY + "## 논문 토론\n### 질의\n- 문가온: BERT는 왜 빠른가\n- 소이준: ViT와 같다",
        MINUTES + "## Paper\n- Mirela: how does it differ from ViT? Jonas: it is smaller",
        MINUTES + "## Misc\nCoffee rota: Mirela -> Jonas -> Oscar.",
        GROUP + LEGEND + "Who's who: [KB] Kamil Baran, [jr] jana_r",
    ],
)
def test_tasks_questions_and_legends_are_no_talks(text: str) -> None:
    assert read_log(text).talks == []


def test_homework_that_says_talk_is_one_at_the_next_meeting() -> None:
    text = DIARY + "## 숙제\n- 문가온: BERT 논문을 다음 모임 때 발표\n\n다음 모임은 5/8 같은 시간"
    assert read_log(text).dated_talks == [("문가온", "bert", "2023-05-08")]


def test_a_heading_that_says_talks_outweighs_homework() -> None:
    text = DIARY + "## 지난 과제 발표\n- 문가온 - BERT\n- 소이준 - 못 함 (다음에)"
    assert read_log(text).talks == [("문가온", "bert")]


def test_a_remark_in_brackets_names_no_other_paper() -> None:
    text = DIARY + "## 논문 발표\n- 문가온 - U-Net (ResNet처럼 이어 붙인다)"
    assert read_log(text).talks == [("문가온", "unet")]


def test_a_topic_that_is_no_paper_keeps_the_names_below_out() -> None:
    text = DIARY + "## 발표 (문가온)\n\n**주제**: 검출 모델 비교\n\n- YOLO, DETR 비교"
    assert read_log(text).talks == [("문가온", None)]


def test_a_bare_day_takes_its_year_from_the_dated_heading_above() -> None:
    text = "# 모임\n\n### 2022.11.08\n발표: 문가온\n\n### 다음 발표\n- 11/22 소이준 - BERT"
    assert ("소이준", "bert", "2022-11-22") in read_log(text).dated_talks


def test_a_name_marked_as_chair_among_those_present_moderates() -> None:
    session = read_log(MINUTES + "Mirela presented BERT.").sessions[0]
    assert (session.moderator, session.participants) == ("Oscar", ("Jonas", "Mirela", "Oscar"))
