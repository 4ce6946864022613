"""Words nearby that support an ambiguous name."""

from __future__ import annotations

import pytest

from paperstudy.matching.context import ContextWeights, Surroundings

CONTEXTS = (
    ("segmentation", "mask", "마스크", "learning rate"),
    *[("localization", "vision", "CNN")] * 3,
    ("protein", "vision"),
)
WEIGHTS = ContextWeights(CONTEXTS, common=3)


@pytest.mark.parametrize(
    "word", ["vision", "self", "self-supervised", "학습", "learning rate", "cnn"]
)
def test_words_and_phrases_are_found_whatever_hangs_on_them(word: str) -> None:
    assert Surroundings("Vision, self-supervised 학습을 CNNs, Learning  Rate learning rate").has(
        word
    )


@pytest.mark.parametrize("word", ["vis", "rate learning", "학교"])
def test_a_part_of_a_word_is_no_word(word: str) -> None:
    assert not Surroundings("vision learning rate 학습").has(word)


def test_words_of_few_papers_weigh_more_than_those_of_many() -> None:
    around = Surroundings("vision cnn localization")
    support = WEIGHTS.weigh(("detectors", "vision", "CNN"), around, frozenset(), 0.5)
    assert support == (1.0, ("CNN", "vision"))


def test_common_words_weigh_fully_in_a_context_chosen_by_hand() -> None:
    support = WEIGHTS.weigh(("protein", "vision"), Surroundings("vision"), frozenset(), 0.5)
    assert support.weight == 1.0


def test_words_that_stand_in_every_log_weigh_little() -> None:
    support = WEIGHTS.weigh(("논문",), Surroundings("논문을 읽었다"), frozenset(), 0.5)
    assert support.weight == 0.5


def test_the_name_itself_is_no_support() -> None:
    around = Surroundings("SMOKE smoke")
    assert WEIGHTS.weigh(("smoke",), around, frozenset({"smoke"}), 0.5).weight == 0


def test_a_word_counts_once() -> None:
    support = WEIGHTS.weigh(("Mask", "mask"), Surroundings("mask"), frozenset(), 0.5)
    assert support == (1.0, ("Mask",))
