"""Reading orders: chains of papers and numbered lists that say so, and no other arrows."""

from __future__ import annotations

import pytest

from paperstudy.domain.logs import PathDraft
from paperstudy.logs.scan import scan_log
from tests.fakes.read_logs import read_log
from tests.fakes.recogniser import FakeRecogniser


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("- RNN -> BERT -> ViT -> DETR", [(1, ["bert", "vit", "detr"])]),
        ("ResNet → ViT", [(1, ["resnet", "vit"])]),
        ("BERT => ViT", [(1, ["bert", "vit"])]),
        ("ResNet > ViT > DETR", [(1, ["resnet", "vit", "detr"])]),
        ("> BERT -> ViT", [(1, ["bert", "vit"])]),
        ("읽는 순서: ResNet → ViT → Swin Transformer", [(1, ["resnet", "vit", "swin"])]),
        ("ViT: BERT → DETR", [(1, ["bert", "detr"])]),
        ("BERT: Pre-training of Deep Bidirectional Transformers → ViT", [(1, ["bert", "vit"])]),
        ("BERT → ViT → DETR 순으로 읽으면 좋다", [(1, ["bert", "vit", "detr"])]),
        ("BERT (2018) → ViT (2020)", [(1, ["bert", "vit"])]),
        ("BERT 논문 → ViT 논문", [(1, ["bert", "vit"])]),
        (
            "[BERT](https://arxiv.org/abs/1810.04805) → [ViT](https://arxiv.org/abs/2010.11929)",
            [(1, ["bert", "vit"])],
        ),
        ("## 읽는 순서\n1. BERT\n2. ViT\n3. DETR\n\n끝", [(1, ["bert", "vit", "detr"])]),
        ("## Reading order\n- BERT (2018)\n- ViT", [(1, ["bert", "vit"])]),
        ("- 읽는 순서\n  1. BERT\n  2. ViT를 꼼꼼히\n- DETR", [(1, ["bert", "vit"])]),
        (
            "## 추천 순서\n글 하나\n1. BERT\n2. ViT\n\n다음 글\n\n- DETR",
            [(1, ["bert", "vit"])],
        ),
    ],
)
def test_an_order_of_reading_is_found(text: str, paths: list[tuple[int, list[str]]]) -> None:
    assert read_log(text).path_papers == paths


@pytest.mark.parametrize(
    "text",
    [
        "성능: ViT > ResNet",
        "ViT > ResNet",
        "A > ViT > ResNet > BERT",
        "모델 변경: ResNet → ViT",
        "ResNet => ViT 으로 교체",
        "ResNet 0.81 → ViT 0.84",
        "BERT를 읽고 → ViT를 읽었다",
        "ResNet -> Transformer -> ViT -> FFN",
        "이미지 → ResNet → ViT → 분류",
        "BERT -> 분류",
        "BERT -> BERT",
        "BERT, ViT",
        "```\nBERT -> ViT\n```",
        "| a | b |\n|---|---|\n| BERT → ViT | x |",
        "## 읽는 순서\n1. BERT\n2. 밥",
        "## 읽는 순서\n## 다음\n1. BERT\n2. ViT",
        "## 발표 순서\n1. BERT\n2. ViT",
        "BERT → " + "x" * 700 + " ViT",
    ],
)
def test_other_arrows_and_lists_are_no_order(text: str) -> None:
    assert read_log(text).paths == ()


def test_only_papers_found_for_sure_make_an_order() -> None:
    scan = scan_log(
        "KiteNet → Swift → BirdNav\n\nKiteNet → BirdNav\n\nSwift → OwlNet", "a.md", FakeRecogniser()
    )
    titles = [find.record.title for find in scan.finds]
    kite = next(index for index, title in enumerate(titles) if title.startswith("Kite"))
    bird = next(index for index, title in enumerate(titles) if title.startswith("Asking"))
    assert scan.paths == (PathDraft(3, (kite, bird)),)
