"""Talks told in a sentence, in Korean, English and Japanese."""

from __future__ import annotations

import pytest

from tests.fakes.read_logs import read_log

STUDY = "# 논문 스터디 2023-05-01\n\n"
GROUP = "# Reading group 2023-05-01\n\n"
DIARY = "# Day 12 (2023-05-01)\n\n## 피어세션\n\n"


@pytest.mark.parametrize(
    ("text", "talks"),
    [
        (
            GROUP + "Jonas covered the BERT paper, then Ana Ruiz talked us through ViT.",
            [("Jonas", "bert"), ("Ana Ruiz", "vit")],
        ),
        (GROUP + "BERT was presented by Jonas.", [("Jonas", "bert")]),
        (GROUP + "The BERT paper will be presented by Ana Ruiz next week.", [("Ana Ruiz", "bert")]),
        (
            GROUP + ("- BERT (presented by Ana)\n- ViT, by Jonas Berg"),
            [("Ana", "bert"), ("Jonas Berg", "vit")],
        ),
        (DIARY + "문가온님이 BERT 논문을 발표해주셨다.", [("문가온", "bert")]),
        (DIARY + "소이준이 ViT를 설명해줌", [("소이준", "vit")]),
        (DIARY + "오늘은 소이준님의 ViT 발표", [("소이준", "vit")]),
        (DIARY + "내일은 소이준님이 DETR 발표 예정", [("소이준", "detr")]),
        (DIARY + "- 문가온님의 논문 리뷰(BERT)", [("문가온", "bert")]),
        (
            DIARY + "- 오늘 논문 발표는 문가온님(BERT), 소이준님(ViT)",
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (
            DIARY + "- 문가온, 소이준님이 BERT 논문 발표를 진행했다",
            [("문가온", "bert"), ("소이준", "bert")],
        ),
        (DIARY + "- BERT 논문 발표를 문가온님이 진행해주셨다", [("문가온", "bert")]),
        (DIARY + "- BERT 발표는 문가온님이 맡았다", [("문가온", "bert")]),
        (DIARY + "- 가온님이 BERT를 리뷰해주셨습니다.", [("가온", "bert")]),
        (DIARY + "- 가온님께서 준비하신 BERT 논문 리뷰를 들었다.", [("가온", "bert")]),
        (DIARY + "- 문가온 캠퍼님의 BERT 논문 발표가 있었다.", [("문가온", "bert")]),
        (DIARY + "- 오늘은 BERT에 대해 문가온님께서 발표해주셨다.", [("문가온", "bert")]),
        (DIARY + "- BERT(문가온), ViT(소이준) 발표", [("문가온", "bert"), ("소이준", "vit")]),
        (
            DIARY + ("- BERT 리뷰 by 문가온\n- ViT 리뷰 by 소이준"),
            [("문가온", "bert"), ("소이준", "vit")],
        ),
        (DIARY + "- 다음 발표는 문가온님", [("문가온", None)]),
        (
            DIARY + "- 논문 발표 순서: 문가온 → 소이준 → 방소율",
            [("문가온", None), ("소이준", None), ("방소율", None)],
        ),
        (GROUP + "Jane Doe is presenting BERT this week.", [("Jane Doe", "bert")]),
        (GROUP + "Next meeting, 2023-05-08: Jane Doe presents BERT", [("Jane Doe", "bert")]),
    ],
)
def test_a_sentence_tells_who_presented_what(
    text: str, talks: list[tuple[str, str | None]]
) -> None:
    assert sorted(read_log(text).talks, key=str) == sorted(talks, key=str)
