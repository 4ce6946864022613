"""Slips of the fingers in long names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.matching.normalise import find_words, fold
from paperstudy.matching.spelling import Slip, Speller, measure_slip

SPELLER = Speller(
    [
        "transformer",
        "batch norm",
        "Fashion MNIST",
        "DenseNet",
        "EfficientNet",
        "EfficientDet",
        "SVM",
    ],
    frozenset({"transform", "transformed", "efficient"}),
)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("transforemr", Slip("transformer", 1)),
        ("tranformer", Slip("transformer", 1)),
        ("transfformer", Slip("transformer", 1)),
        ("trensformer", Slip("transformer", 1)),
        ("desnet", Slip("densenet", 2)),
        ("efficentnet", Slip("efficientnet", 1)),
    ],
)
def test_a_slip_leads_to_the_one_name_it_is_near(word: str, meant: Slip) -> None:
    assert SPELLER.correct(word) == meant


@pytest.mark.parametrize(
    "word", ["transformer", "transformed", "transforms", "transforming", "ransformer", "transformew",
             "trbnsformer", "efficient", "svn", "densenot9", "unrelated"]
)  # fmt: skip
def test_other_words_are_no_slips(word: str) -> None:
    assert SPELLER.correct(word) is None


def test_a_word_between_two_names_is_neither() -> None:
    speller = Speller(["colbertnet", "colbartnet"], frozenset())
    assert speller.correct("colbirtnet") is None


def find(text: str) -> list[tuple[int, int, str]]:
    words = find_words(fold(text).text)
    taken = bytearray(len(words.spans))
    return [(first, last, slip.key) for first, last, slip in SPELLER.find(words, taken)]


def test_a_name_of_two_words_may_have_one_of_them_wrong() -> None:
    assert find("layer norm vs betch norm") == [(3, 4, "batchnorm")]
    assert find("Fasion MNIST") == [(0, 1, "fashionmnist")]


def test_words_taken_already_are_left_alone() -> None:
    words = find_words("transforemr")
    assert list(SPELLER.find(words, bytearray(b"\x01"))) == []


def test_short_words_make_no_pair() -> None:
    assert find("bat norm") == []


@given(st.integers(1, 9))
def test_a_dropped_inner_letter_is_one_slip(spot: int) -> None:
    key = "transformer"
    assert measure_slip(key[:spot] + key[spot + 1 :], key) == 1


@given(
    st.text(alphabet="abcdeirst", min_size=1, max_size=12),
    st.text(alphabet="abcdeirst", min_size=1, max_size=12),
)
def test_a_slip_keeps_the_first_letter_and_the_last(word: str, key: str) -> None:
    if measure_slip(word, key):
        assert (word[0], word[-1]) == (key[0], key[-1])
        assert word != key
