"""Written titles: whole, cut, misspelled; and the slugs of addresses."""

from __future__ import annotations

import pytest

from paperstudy.matching.normalise import split_words
from paperstudy.matching.titles import TitleIndex, is_near, is_same_title, measure_distance

TITLES = (
    "Attention Is All You Need",
    "You Only Look Once: Unified, Real-Time Object Detection",
    "mixup: Beyond Empirical Risk Minimization",
    "Learning Deep Features for Discriminative Localization",
    "Searching for MobileNetV3",
    "Very Long Titles about Nothing in Particular and Everything at Once: A Study",
    "Unsupervised Learning of Visual Things by Asking",
    "wav2vec 2.0: A Framework for Self-Supervised Learning of Speech",
    "Deep Sets",
    "Rich Maps for Poor Robots: An Essay on Place and Time",
    "Rich Maps for Poor Robots: An Essay on Place and Space",
)


@pytest.fixture
def titles() -> TitleIndex:
    index = TitleIndex()
    for paper, title in enumerate(TITLES):
        index.add(paper, title, split_words(title))
    return index


@pytest.mark.parametrize(
    ("written", "paper"),
    [
        ("attention is all you need", 0),
        ("“Attention Is All You Need”", 0),
        ("[논문 리뷰] Attention Is All You Need", 0),
        ("Attention Is All You Need 논문 리뷰", 0),
        ("Attention Is All You Need (NeurIPS 2017)", 0),
        ("Attention Is All You Need, NIPS 2017", 0),
        ("Attention Is All You Need review", 0),
        ("3. Attention Is All You Need", 0),
        ("Transformer: Attention Is All You Need", 0),
        ("YOLO: You Only Look Once", 1),
        ("You Only Look Once", 1),
        ("Unified, Real-Time Object Detection (YOLO v1)", 1),
        ("CAM：Learning Deep Features for Discriminative Localization", 3),
        ("Deep sets", 8),
    ],
)
def test_a_title_is_known_with_all_that_people_write_around_it(
    titles: TitleIndex, written: str, paper: int
) -> None:
    found = titles.match(written)
    assert found is not None
    assert found.paper == paper
    assert found.score >= 0.95


@pytest.mark.parametrize(
    "written",
    [
        "Very Long Titles about Nothing in Particular and Ever",
        "Very Long Titles about…",
        "Very Long Titles about...",
    ],
)
def test_a_cut_title_is_the_one_that_begins_so(titles: TitleIndex, written: str) -> None:
    found = titles.match(written)
    assert found is not None
    assert (found.paper, found.reason) == (5, "title, cut")


@pytest.mark.parametrize(
    "written",
    [
        "Attention All You Need",
        "Attention Is All Yuo Need",
        "Learning Deep Feature for Discriminative Localisation",
    ],
)
def test_a_slip_in_a_title_does_not_hide_it(titles: TitleIndex, written: str) -> None:
    found = titles.match(written)
    assert found is not None
    assert found.reason == "title, misspelled"


@pytest.mark.parametrize(
    "written",
    [
        "Recall Is All You Need",
        "Searching for MobileNetV2",
        "Supervised Learning of Visual Things by Asking",
        "Self-Adaptive Training: Beyond Empirical Risk Minimization",
        "Rich Maps for Poor Robots",
        "Rich Maps for Poor Robots: An Essay on Place and Tame Space",
        "Deep Setz",
        "Very Long Titles",
        "",
        "(((",
        "완전히 다른 이야기",
    ],
)
def test_another_title_is_no_nearest_neighbour(titles: TitleIndex, written: str) -> None:
    assert titles.match(written) is None


def test_the_later_of_two_papers_with_one_title_stands(titles: TitleIndex) -> None:
    titles.add(99, "Attention is all you need.", split_words("Attention is all you need."))
    for written in ("Attention Is All You Need", "Attention Is All Yuo Need"):
        found = titles.match(written)
        assert found is not None
        assert found.paper == 99


@pytest.mark.parametrize(
    ("slug", "paper"),
    [
        ("attention-is-all-you-need", 0),
        ("attention-is-all-you-need-1", 0),
        ("wav2vec-2-0-a-framework-for-self-supervised", 7),
        ("very-long-titles-about-nothing-in-1", 5),
        ("deep-sets", 8),
        ("attention", None),
        ("rich-maps-for-poor-robots-an-essay", None),
        ("something-else-that-is-quite-unknown", None),
    ],
)
def test_a_slug_is_that_of_a_title_whole_or_cut(
    titles: TitleIndex, slug: str, paper: int | None
) -> None:
    assert titles.match_slug(slug) == paper


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        ("learning to see", "learning see", True),
        ("betch normalization", "batch normalization", True),
        ("image generation", "video generation", False),
        ("attention net v2", "attention net v3", False),
        ("supervised things", "unsupervised things", False),
        ("things", "things more", False),
        ("a b c d e f", "g h i j k l", False),
    ],
)
def test_two_titles_are_one_but_for_small_words_and_a_slip(
    mine: str, theirs: str, same: bool
) -> None:
    assert is_same_title(mine.split(), theirs.split()) is same


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("owl", "owl", 0), ("owl", "olw", 1), ("owl", "owls", 1), ("owl", "cow", 2), ("", "owl", 3)],
)
def test_letters_changed_lost_or_swapped_are_counted(one: str, other: str, distance: int) -> None:
    assert measure_distance(one, other) == measure_distance(other, one) == distance


def test_keys_are_near_when_most_letters_are_the_same_in_order() -> None:
    assert is_near("learningtofly", "learnigtofly")
    assert not is_near("learningtofly", "flytolearning")
    assert not is_near("learningtofly", "learning")
