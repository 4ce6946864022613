"""The key that somebody meant who mistyped it."""

from __future__ import annotations

import pytest

from paperstudy.domain.papers import CiteKey
from paperstudy.study.finding import find_near_key

KEYS = tuple(
    CiteKey(key)
    for key in (
        "hu2022lora",
        "he2016deep",
        "vaswani2017attention",
        "dosovitskiy2021image",
        "devlin2019bert",
        "liu2019roberta",
        "kim2018korean",
        "kim2021korean",
        "arxiv210100001",
    )
)


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("devlin2019brt", "devlin2019bert"),
        ("VASWANI", "vaswani2017attention"),
        ("dev", "devlin2019bert"),
        ("lora2021", "hu2022lora"),
        ("lora", "hu2022lora"),
        ("hu2021lra", "hu2022lora"),
        ("atention2017", "vaswani2017attention"),
        ("robrta2020", "liu2019roberta"),
        ("kim2022", "kim2021korean"),
        ("korean2017", "kim2018korean"),
        ("dosovitsky2020vit", "dosovitskiy2021image"),
    ],
)
def test_mistyped_key_is_near_the_one_that_was_meant(typed: str, near: str) -> None:
    assert find_near_key(typed, KEYS) == near


@pytest.mark.parametrize("typed", ["", "x", "2021", "1706.03762", "nothing", "zzz2019"])
def test_what_is_like_no_key_is_near_none(typed: str) -> None:
    assert find_near_key(typed, KEYS) == ""
    assert find_near_key(typed, ()) == ""
