"""Names of people: lists of them, what is no name, what looks like one anywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.logs.people import (
    are_only_names,
    clean_name,
    is_full_name,
    is_given_name,
    is_kanji_name,
    may_be_nickname,
    split_names,
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("가온누리, 김철수", ("가온누리", "김철수")),
        ("김철수/이영희", ("김철수", "이영희")),
        ("김철수 · 이영희", ("김철수", "이영희")),
        ("김철수 & 이영희", ("김철수", "이영희")),
        ("김철수와 이영희", ("김철수", "이영희")),
        ("김민건과 이영희", ("김민건", "이영희")),
        ("김철수 이영희 박민수", ("김철수", "이영희", "박민수")),
        ("김철수님, 이영희 씨, 박민수 교수님", ("김철수", "이영희", "박민수")),
        ("김철수 (서울대, 석사과정), 이영희(모더레이터)", ("김철수", "이영희")),
        ("T1234_김철수, 이영희_T2345", ("김철수", "이영희")),
        ("🐶 망고, 체리 🍒", ("망고", "체리")),
        ("김철수 외 2명", ("김철수",)),
        ("유석문 CTO", ("유석문",)),
        ("Jane Doe, John Roe and Li Wei", ("Jane Doe", "John Roe", "Li Wei")),
        ("Ann/Bob", ("Ann", "Bob")),
        ("Prof. Jane Doe (MIT)", ("Jane Doe",)),
        ("Jean-Pierre de la Cruz", ("Jean-Pierre de la Cruz",)),
        ("@gildong", ("gildong",)),
        ("gildong12", ("gildong12",)),
        ("A, B", ("A", "B")),
        ("山田 太郎（京大）\n佐藤さん", ("山田 太郎", "佐藤")),
        ("田中、佐藤", ("田中", "佐藤")),
        ("ジョン・スミス", ("ジョン・スミス",)),
        ("[김철수]", ("김철수",)),
        ("김철수, 김철수", ("김철수",)),
        ("황보 민", ("황보 민",)),
        ("김 철수", ("김 철수",)),
    ],
)
def test_a_list_of_names_is_cut_into_names_as_written(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "TBA", "tbd", "N/A", "-", "미정", "없음", "전원", "다같이", "발표자", "이름", "Presenter", "돌아가면서", "매일 돌아가면서",
        "자율 발표", "未定", "全員", "everyone", "12", "https", "X", "OOO", "ㅇㅇㅇ", "", " ", "피어님", "Paper review", "&nbsp;",
        "x" * 60, "各自で準備する",
    ],
)  # fmt: skip
def test_nobody_is_called_like_this(text: str) -> None:
    assert split_names(text) == ()


@pytest.mark.parametrize(
    "name", ["김철수", "이영희", "남궁민수", "황보관", "박마루찬", "Jane Doe", "山田 太郎"]
)
def test_full_names_are_seen_anywhere(name: str) -> None:
    assert is_full_name(name)


@pytest.mark.parametrize(
    "word",
    [
        "이미지",
        "데이터",
        "전처리",
        "위주로",
        "선택과제",
        "주간회의",
        "Jane",
        "the Paper",
        "미정",
        "안건",
        "Deep Learning",
        "山田",
    ],
)
def test_other_words_are_no_full_names(word: str) -> None:
    assert not is_full_name(word)


def test_given_names_and_nicknames_are_told_from_labels() -> None:
    assert is_given_name("민우")
    assert is_given_name("성재")
    assert not is_given_name("결론")
    assert not is_given_name("정보")
    assert may_be_nickname("도라에몽")
    assert may_be_nickname("Mango")
    assert not may_be_nickname("질문")
    assert not may_be_nickname("하면서")
    assert not may_be_nickname("BERT")


def test_words_beside_names_spoil_a_list_of_only_names() -> None:
    assert are_only_names("김철수, 이영희") == ("김철수", "이영희")
    assert are_only_names("이영희 멘토") == ("이영희",)
    assert are_only_names("김철수, 그리고 실험 결과 정리") == ()
    assert are_only_names("experiments 위주로 봄") == ()
    assert are_only_names("김철수 " * 1000) == ()


def test_a_bracket_left_open_hides_nothing_before_it() -> None:
    assert split_names("김철수 (서울대") == ("김철수",)


@given(st.text(max_size=300))
def test_any_text_gives_clean_names_or_none(text: str) -> None:
    for name in (clean_name(text), *split_names(text), *are_only_names(text)):
        assert name == name.strip()
        assert len(name) <= 45
        assert "\n" not in name


@pytest.mark.parametrize(
    "text", ["Contact: Ana Ruiz", "Organisers: Ruta Miks", "담당 = 김철수", "발표：田中"]
)
def test_a_label_and_a_name_are_no_name(text: str) -> None:
    assert are_only_names(text) == ()


@pytest.mark.parametrize(
    "text", ["Knowledge Distillation", "Masked Autoencoders", "Fast RCNN", "Instance Segmentation"]
)
def test_the_words_of_a_title_are_no_full_name(text: str) -> None:
    assert not is_full_name(text)


def test_a_full_stop_stays_only_after_an_initial() -> None:
    assert clean_name("Jonas.") == "Jonas"
    assert clean_name("Jonas B.") == "Jonas B."


def test_japanese_words_are_told_from_family_names() -> None:
    assert is_kanji_name("五十嵐")
    assert not is_kanji_name("輪講")
    assert not is_full_name("輪講 年度")
    assert is_full_name("山田 太郎")


@pytest.mark.parametrize(
    "name", ["캠퍼1", "Speaker 2", "이름1", "조원 3", "mentors", "Tutor", "12"]
)
def test_a_role_with_or_without_a_number_is_nobody(name: str) -> None:
    assert clean_name(name) == ""
    assert split_names(f"김철수, {name}") == ("김철수",)


def test_a_handle_with_a_number_is_somebody() -> None:
    assert clean_name("jay1") == "jay1"
