"""The name that somebody meant who mistyped it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.matching.hangul_names import sound_of_hangul
from paperstudy.matching.near_names import find_near_name, find_near_owner, sound_of_latin

GROUP = (
    "김현수",
    "박지훈",
    "이서연",
    "남궁민수",
    "정영희",
    "John Smith",
    "Ankit Sharma",
    "田中 太郎",
    "Potato",
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("박지운", "박지훈"),
        ("이서현", "이서연"),
        ("헌수", "김현수"),
        ("지혼", "박지훈"),
        ("서연이", "이서연"),
        ("Hyunso", "김현수"),
        ("hyonsu", "김현수"),
        ("kim_hyunso", "김현수"),
        ("Jihon", "박지훈"),
        ("Seo Yon", "이서연"),
        ("Mimsoo", "남궁민수"),
        ("Jonh", "John Smith"),
        ("Smiht", "John Smith"),
        ("Ankti Sharma", "Ankit Sharma"),
        ("田中太", "田中 太郎"),
        ("potatoe", "Potato"),
    ],
)
def test_mistyped_name_is_near_the_one_that_was_meant(written: str, meant: str) -> None:
    assert find_near_name(written, GROUP) == meant


def test_a_few_sounds_in_common_are_no_name() -> None:
    assert find_near_name("나은채", ["Ajay Unagar", "Ada Lovelace"]) == ""
    assert find_near_name("segment anything", ["권예환"]) == ""


def test_hangul_is_near_a_name_that_is_known_in_latin_letters_only() -> None:
    assert find_near_name("헌수", ["Ada Lovelace", "Kim Hyunsoo"]) == "Kim Hyunsoo"


@pytest.mark.parametrize(
    "written", ["", " ", "김", "x", "Zaphod", "홍길동", "2021", "🔥🔥🔥", "Nobody"]
)
def test_what_is_like_no_name_is_near_none(written: str) -> None:
    assert find_near_name(written, GROUP) == ""
    assert find_near_name(written, ()) == ""


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("현수", "hyunsoo"),
        ("지훈", "jihoon"),
        ("영희", "younghee"),
        ("서", "suh"),
        ("철호", "cheolho"),
    ],
)
def test_a_name_sounds_alike_in_both_letters(hangul: str, latin: str) -> None:
    assert sound_of_latin(sound_of_hangul(hangul)) == sound_of_latin(latin)


@given(st.text(max_size=12), st.lists(st.text(max_size=12), max_size=5))
def test_any_text_is_near_one_of_the_names_or_none(written: str, names: list[str]) -> None:
    assert find_near_name(written, names) in {"", *names}


SHORT = {"Kim": 1, "Lee": 2, "Park": 3, "Choi": 4}


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Kmi", "Kim"),
        ("ikm", "Kim"),
        ("Le", "Lee"),
        ("Pakr", "Park"),
        ("ch", "Choi"),
        ("L", ""),
        ("Kxy", ""),
    ],
)
def test_two_letters_that_changed_places_and_the_first_letters_say_who(
    written: str, meant: str
) -> None:
    assert find_near_owner(written, SHORT) == meant


def test_a_beginning_counts_where_it_fits_one_person_by_whichever_name() -> None:
    assert find_near_owner("Le", {"Lee": 1, "Leo": 2}) == ""
    assert find_near_owner("Le", {"Lee": 1, "Lee Minji": 1}) == "Lee"
    assert find_near_owner("Mi", {"Lee": 1, "Lee Minji": 1}) == "Lee Minji"
