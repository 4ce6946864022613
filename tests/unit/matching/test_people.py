"""Whom a name means: what fits one person, what fits two, and what is nobody's name."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.people import Person, PersonId
from paperstudy.formats.romanise import to_ascii
from paperstudy.matching.hangul_names import (
    FAMILIES,
    is_hangul,
    spellings,
    split_family,
    whole_spellings,
)
from paperstudy.matching.people import PersonMatch, PersonNames, is_nobody, strip_title

GROUP = (
    "김현수",
    "박지훈",
    "이서연",
    "남궁민수",
    "정영희",
    "최성재",
    "John Smith",
    "Ankit Sharma",
    "田中 太郎",
)


def names(*known: str | tuple[str, ...]) -> PersonNames:
    entries = [(each,) if isinstance(each, str) else each for each in known]
    return PersonNames(
        Person(PersonId(number), entry[0], entry[1:]) for number, entry in enumerate(entries, 1)
    )


def meant(match: PersonMatch) -> str:
    return match.person.name if match.person else ""


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("김현수", "김현수"),
        ("김현수님", "김현수"),
        ("김 현수", "김현수"),
        ("현수", "김현수"),
        ("현수님", "김현수"),
        ("영희 씨", "정영희"),
        ("성재 멘토님", "최성재"),
        ("민수", "남궁민수"),
        ("Kim Hyunsoo", "김현수"),
        ("Hyunsoo Kim", "김현수"),
        ("Hyeon-su Kim", "김현수"),
        ("HYUNSU KIM", "김현수"),
        ("hyunsoo.kim", "김현수"),
        ("@kimhyunsoo", "김현수"),
        ("Hyunsoo", "김현수"),
        ("Jihoon Pak", "박지훈"),
        ("Seoyeon Yi", "이서연"),
        ("Chung Young Hee", "정영희"),
        ("Namkoong Minsoo", "남궁민수"),
        ("Smith John", "John Smith"),
        ("Dr. John Smith", "John Smith"),
        ("J. Smith", "John Smith"),
        ("J. Park", "박지훈"),
        ("Park J.H.", "박지훈"),
        ("Y. H. Chung", "정영희"),
        ("S Yi", "이서연"),
        ("John S.", "John Smith"),
        ("john", "John Smith"),
        ("Smith", "John Smith"),
        ("Ankit", "Ankit Sharma"),
        ("田中", "田中 太郎"),
        ("田中太郎", "田中 太郎"),
        ("田中さん", "田中 太郎"),
    ],
)
def test_other_way_to_write_a_name_is_the_same_person(written: str, person: str) -> None:
    assert meant(names(*GROUP).resolve(written)) == person


@pytest.mark.parametrize(
    "written",
    ["박현수", "이현수", "Suyeon Lee", "Hyunsoo Park", "T1234", "hskim", "Lee", "김", "田中 花子",
     "Jane Smith", "수", "John Miller", "山田", "김교수", "J. Miller", "도토리", "H. Park", "J. H. S. Park", "K. Park"],
)  # fmt: skip
def test_another_name_is_somebody_new(written: str) -> None:
    match = names(*GROUP).resolve(written)
    assert match.person is None
    assert not match.candidates
    assert not match.nobody


@pytest.mark.parametrize(
    ("known", "written"),
    [
        (("김현수", "박현수"), "현수"),
        (("김현수", "박현수"), "Hyunsu"),
        (("John Smith", "John Miller"), "John"),
        (("김선희", "김순희"), "Kim Sunhee"),
        (("박지훈", "박재범"), "J. Park"),
        (("田中 太郎", "田中 花子"), "田中"),
    ],
)
def test_name_that_fits_two_is_in_doubt(known: tuple[str, ...], written: str) -> None:
    match = names(*known).resolve(written)
    assert match.person is None
    assert tuple(person.name for person in match.candidates) == known


def test_what_is_written_most_alike_decides() -> None:
    known = names("김현수", "현수")
    assert meant(known.resolve("현수")) == "현수"
    known = names("김현수", "박현수", ("이민호", "현수"))
    assert meant(known.resolve("현수")) == "이민호"


def test_alias_means_its_person_in_any_letter_case() -> None:
    known = names(("김현수", "T1234", "Potato"), "박현수")
    assert meant(known.resolve("t1234")) == "김현수"
    assert meant(known.resolve("POTATO님")) == "김현수"


@pytest.mark.parametrize(
    "text", ["", "  ", "🔥", "🙂🙂", "-", "OOO", "xx", "ㅇㅇㅇ", "○○○", "???", "TBD"]
)
def test_emoji_and_template_rows_are_nobody(text: str) -> None:
    assert is_nobody(text)
    assert names("김현수").resolve(text) == PersonMatch(nobody=True)


def test_whole_name_completes_the_one_person_known_by_half_of_it() -> None:
    known = names("현수")
    match = known.resolve("김현수")
    assert (meant(match), match.alias) == ("현수", "김현수")
    assert meant(names("현수").resolve("Kim Hyunsoo")) == "현수"
    assert meant(names("Hyunsoo Kim").resolve("현수")) == "Hyunsoo Kim"


def test_two_whole_names_are_never_one_person() -> None:
    known = names(("현수", "김현수"))
    assert known.resolve("박현수").person is None
    # Nor does a third take a half name that two others claim.
    assert names("김현수", "박현수", "현수").resolve("이현수").person is None
    assert names("鈴木").resolve("鈴木 一郎").person is not None


def test_only_a_whole_name_is_a_spelling_to_learn() -> None:
    known = names("김현수")
    assert known.resolve("Kim Hyunsoo님").alias == "Kim Hyunsoo"
    assert known.resolve("현수").alias == ""
    assert known.resolve("김현수님").alias == ""


def test_names_of_a_log_settle_one_another() -> None:
    matches = names().resolve_all([("현수",), ("김현수", "박지훈님"), ("Jihoon Park",), ("🔥",)])
    assert {name: meant(match) for name, match in matches.items()} == {
        "현수": "김현수",
        "김현수": "김현수",
        "박지훈님": "박지훈",
        "Jihoon Park": "박지훈",
        "🔥": "",
    }
    assert matches["Jihoon Park"].alias == "Jihoon Park"
    assert {match.person.id for match in matches.values() if match.person} == {-1, -2}


def test_log_that_names_one_of_two_in_full_means_that_one() -> None:
    matches = names("김현수", "박현수").resolve_all([("박현수", "이서연"), ("현수",)])
    assert meant(matches["현수"]) == "박현수"
    matches = names("김현수", "박현수").resolve_all([("박현수", "김현수"), ("현수",)])
    assert matches["현수"].person is None
    assert len(matches["현수"].candidates) == 2


def test_two_names_of_one_list_are_two_people() -> None:
    matches = names("김현수").resolve_all([("김현수", "현수")])
    assert meant(matches["현수"]) == "현수"
    matches = names("현수").resolve_all([("김현수", "박현수")])
    assert {meant(match) for match in matches.values()} == {"김현수", "박현수"}
    # But for one name that is written twice.
    matches = names("김현수").resolve_all([("김현수", "Kim Hyunsoo", "김현수님")])
    assert {meant(match) for match in matches.values()} == {"김현수"}


def test_who_is_added_is_found_again() -> None:
    known = names()
    new = known.add(" 이서연 ")
    assert (new.name, new.id) == ("이서연", -1)
    assert known.resolve("서연").person == new
    assert known.add("박지훈").id == -2


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("현수님", "현수"),
        ("현수 교수님", "현수"),
        ("수씨", "수"),
        ("현수씨", "현수"),
        ("@hyunsoo", "hyunsoo"),
        ("Prof. Kim", "Kim"),
        ("Dr", "Dr"),
        ("님", "님"),
    ],
)
def test_titles_are_dropped_where_a_name_is_left(written: str, bare: str) -> None:
    assert strip_title(written) == ("수씨" if written == "수씨" else bare)


@pytest.mark.parametrize(
    ("name", "family", "given_name"),
    [
        ("김현수", "김", "현수"),
        ("남궁민수", "남궁", "민수"),
        ("황보라", "황보", "라"),
        ("박마루찬", "박", "마루찬"),
        ("현수", "", "현수"),
        ("김솔", "김", "솔"),
        ("도", "", "도"),
        ("쿠르르", "", "쿠르르"),
    ],
)
def test_family_name_is_told_from_the_given_one(name: str, family: str, given_name: str) -> None:
    assert split_family(name) == (family, given_name)


HANGUL = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=4)
ANY = st.text(max_size=20) | HANGUL | st.from_regex(r"[A-Za-z]{1,9}( [A-Za-z.]{1,9}){0,2}")


@given(HANGUL)
def test_official_spelling_of_any_name_fits_it(name: str) -> None:
    assert is_hangul(name)
    assert spellings(name).fullmatch(to_ascii(name))


@given(st.sampled_from(sorted(FAMILIES)), HANGUL)
def test_every_family_name_fits_before_and_behind(family: str, given_name: str) -> None:
    latin = to_ascii(given_name)
    for written in (*FAMILIES[family], to_ascii(family)):
        assert whole_spellings(family, given_name).fullmatch(written + latin)
        assert whole_spellings(family, given_name).fullmatch(latin + written)


@given(st.lists(ANY, max_size=6), ANY)
def test_no_text_breaks_the_search_and_everybody_is_found_by_name(
    known: list[str], written: str
) -> None:
    people = names(*known)
    people.resolve(written)
    for name in known:
        match = people.resolve(name)
        assert match.nobody or match.person is not None


@given(st.lists(st.lists(ANY, max_size=4), max_size=4), st.lists(ANY, max_size=4))
def test_every_name_of_a_log_is_somebody_a_doubt_or_nobody(
    groups: list[list[str]], known: list[str]
) -> None:
    matches = names(*known).resolve_all(groups)
    assert set(matches) == {name for group in groups for name in group}
    for match in matches.values():
        assert match.nobody or match.person is not None or len(match.candidates) > 1


@given(ANY)
def test_name_is_found_whatever_its_unicode_form(name: str) -> None:
    people = names(name)
    for form in ("NFC", "NFD"):
        match = people.resolve(unicodedata.normalize(form, name))
        assert match.nobody or match.person is not None
