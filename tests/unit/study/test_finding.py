"""The key that somebody meant who mistyped it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.papers import CiteKey
from paperstudy.study.finding import find_near_key
from tests.unit.study.house import NOW, House, preprint

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


def test_a_name_that_people_call_a_paper_by_offers_its_key(house: House) -> None:
    first, second, _ = house.shelve(
        replace(preprint("2010.11929", "An Image is Worth 16x16 Words"), names=("ViT", "V-T")),
        replace(preprint("2101.11986", "Tokens-to-Token Vision Transformers"), names=("V-T",)),
        preprint("2001.00001", "Vitamins"),
    )
    with pytest.raises(NotFoundError) as raised:
        house.paper("vit")
    assert raised.value.hint == f"did you mean {first.key}?"
    with house.store.write() as tx:
        tx.names.learn("t2t", "T2T", second.id, NOW)
    with pytest.raises(NotFoundError) as raised:
        house.paper("T2T")
    assert raised.value.fields["near"] == second.key
    with pytest.raises(NotFoundError) as raised:
        house.paper("V-T")  # so are two of them called
    assert raised.value.fields["near"] not in {first.key, second.key}
