"""Keys of names, words of texts, and the way back to where they stand."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.matching.normalise import (
    find_words,
    fold,
    fold_text,
    make_key,
    split_words,
    strip_accents,
)

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
WORDY = st.text(alphabet="aZ9é·ßﬁ①½한글ᄒ\u1161\u11abＡ ·-_.+…\u0301İ배", max_size=30)


@pytest.mark.parametrize("text", ["ResNet-50", "resnet 50", "RESNET_50", "ＲｅｓＮｅｔ５０"])
def test_spaces_hyphens_case_and_width_make_no_other_key(text: str) -> None:
    assert make_key(text) == "resnet50"


@pytest.mark.parametrize(
    ("one", "other"),
    [("UNet", "UNet++"), ("GPT-3", "GPT-3.5"), ("YOLO", "YOLOv5"), ("DeepLabv3", "DeepLabv3+")],
)
def test_plus_dot_and_digits_make_another_key(one: str, other: str) -> None:
    assert make_key(one) != make_key(other)


def test_a_full_stop_at_the_end_is_no_part_of_the_key() -> None:
    assert make_key("BERT.") == "bert"


def test_vowels_that_koreans_write_for_one_another_make_one_key() -> None:
    assert make_key("트렌스포머") == make_key("트랜스포머")


def test_decomposed_hangul_has_the_key_of_the_composed() -> None:
    assert make_key(unicodedata.normalize("NFD", "배치 정규화")) == make_key("배치정규화")


def test_words_of_two_scripts_part_without_a_space() -> None:
    assert split_words("BERT를 읽음") == ["bert", "를", "읽음"]


def test_offsets_lead_back_through_characters_that_grow_and_shrink() -> None:
    text = "ﬁne " + unicodedata.normalize("NFD", "한") + " straße ① BERT"
    folded = fold(text)
    start = folded.text.index("bert")
    assert text[folded.source(start) : folded.source_end(start + 4)] == "BERT"


def test_the_end_of_a_cluster_is_behind_all_its_characters() -> None:
    text = unicodedata.normalize("NFD", "한글")
    folded = fold(text)
    assert folded.text == "한글"
    assert folded.source_end(1) == folded.source(1)
    assert folded.source_end(2) == len(text)


def test_accents_can_be_left_out() -> None:
    assert strip_accents("Fréchet Nyström 한글") == "Frechet Nystrom 한글"


@given(st.one_of(TEXTS, WORDY))
def test_a_key_is_stable_and_made_of_word_characters(text: str) -> None:
    key = make_key(text)
    assert make_key(key) == key
    assert " " not in key
    assert "-" not in key
    assert "_" not in key


@given(st.one_of(TEXTS, WORDY))
def test_words_found_in_place_are_the_words_of_the_key(text: str) -> None:
    folded = fold(text)
    words = find_words(folded.text)
    assert words.joined == make_key(text)
    assert len(words.starts) == len(words.spans) + 1


@given(st.one_of(TEXTS, WORDY))
def test_offsets_never_leave_the_text_nor_go_back(text: str) -> None:
    folded = fold(text)
    sources = [folded.source(place) for place in range(len(folded.text))]
    assert sources == sorted(sources)
    assert all(0 <= source < len(text) for source in sources)
    for place in range(1, len(folded.text) + 1):
        assert folded.source(place - 1) < folded.source_end(place) <= len(text)


def test_folding_a_text_with_offsets_and_without_is_the_same() -> None:
    assert fold("Ｂ①배ﬁ").text == fold_text("Ｂ①배ﬁ")
