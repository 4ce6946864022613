"""Cite keys, and the letters that they are made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.papers import Author
from paperstudy.formats.bib_names import write_authors
from paperstudy.formats.citekey import is_cite_key, make_cite_key
from paperstudy.formats.romanise import romanise_family, to_ascii


@pytest.mark.parametrize(
    ("title", "authors", "year", "key"),
    [
        ("Attention Is All You Need", ["Ashish Vaswani"], 2017, "vaswani2017attention"),
        ("An Image is Worth 16x16 Words", ["Alexey Dosovitskiy"], 2020, "dosovitskiy2020image"),
        ("On the Way", ["A B"], 2020, "b2020way"),
        ("On the", ["A B"], 2020, "b2020on"),
        ("$\\ell_1$-Norm \\textbf{Nets}", ["Ondřej Chum"], 2001, "chum2001norm"),
        ("U-Net: Convolutional", ["Olaf Ronneberger"], 2015, "ronneberger2015unet"),
        ("0", ["Łukasz Kaiser"], 2021, "kaiser20210"),
        ("No Year", ["A B"], None, "bno"),
        ("No Author at All", [], 2020, "no2020author"),
        ("3D Nets", [], 2019, "p3d2019nets"),
        ("언어 모델의 이해", ["홍길동"], 2021, "hong2021eoneo"),
        ("BERT", ["김 철수"], 2021, "kim2021bert"),
        ("BERT", ["남궁민수"], 2021, "namgung2021bert"),
        ("BERT", ["남궁"], 2021, "nam2021bert"),
        ("BERT", ["Yuan Hu, Hao He, Chen Xu"], 2019, "hu2019bert"),
        ("BERT", ["Hu, Yuan"], 2019, "hu2019bert"),
        ("BERT", ["李明"], 2019, "bert2019"),
        ("深度学习", ["李明"], 2019, "paper2019"),
        ("", [], None, "paper"),
        ("x" * 200, ["y" * 200], 2020, "y" * 30 + "2020" + "x" * 30),
    ],
)
def test_a_key_is_name_year_and_first_telling_word(
    title: str, authors: list[str], year: int | None, key: str
) -> None:
    assert make_cite_key(title, [Author(name) for name in authors], year, ()) == key


def test_a_family_name_that_a_source_gives_is_taken() -> None:
    author = Author("Laurens van der Maaten", family="van der Maaten", given="Laurens")
    assert make_cite_key("Visualizing", [author], 2008, ()) == "vandermaaten2008visualizing"


@pytest.mark.parametrize(
    ("template", "key"),
    [
        ("{author}:{year}:{word}", "kim:bert"),
        ("{author}_{yy}", "kim"),
        ("{year}-{author}", "kim"),
        ("{author}--{word}", "kim--bert"),
    ],
)
def test_what_is_not_known_leaves_no_gap(template: str, key: str) -> None:
    assert make_cite_key("BERT", [Author("A Kim")], None, (), template) == key


def test_a_taken_key_gets_the_next_free_letter() -> None:
    taken: set[str] = set()
    for _ in range(30):
        taken.add(make_cite_key("X", [Author("A B")], 2020, taken))
    assert len(taken) == 30
    assert {"b2020x", "b2020xa", "b2020xz", "b2020xz2", "b2020xz4"} <= taken


@given(st.text(), st.lists(st.text(), max_size=3), st.none() | st.integers(1, 9999))
def test_any_paper_gets_a_key_that_bibtex_takes(
    title: str, names: list[str], year: int | None
) -> None:
    authors = [Author(name) for name in names]
    key = make_cite_key(title, authors, year, ())
    assert is_cite_key(key)
    assert key == key.lower()
    again = make_cite_key(title, authors, year, {key})
    assert is_cite_key(again)
    assert again != key


@pytest.mark.parametrize("key", ["", " ", "a b", "a,b", "{a}", "é", "-a", "a" * 101])
def test_some_texts_are_no_keys(key: str) -> None:
    assert not is_cite_key(key)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("plain", "plain"),
        ("Ångström Øre Straße", "Angstrom Ore Strasse"),
        ("학습 값 읽기 가힣", "hakseup gap ikgi gahit"),
        ("深い", ""),
        ("Nguyễn", "Nguyen"),
    ],
)
def test_letters_become_ascii(text: str, plain: str) -> None:
    assert to_ascii(text) == plain


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("이순신", "lee"),
        ("제갈공명", "jegal"),
        ("표준어", "pyo"),
        ("Kim", ""),
        ("김", "kim"),
        ("박", "park"),
        ("가나다라마", "ganadarama"),
    ],
)
def test_a_hangul_name_begins_with_its_family_name(name: str, family: str) -> None:
    assert romanise_family(name) == family


@given(st.text())
def test_ascii_is_ascii(text: str) -> None:
    assert to_ascii(text).isascii()


@pytest.mark.parametrize(
    ("author", "key"),
    [
        (Author("영택 김", "김", "영택"), "kim2001x"),
        (Author("영희 이", "이", "영희"), "lee2001x"),
        (Author("남궁, 민", "남궁", "민"), "namgung2001x"),
        (Author("김철수"), "kim2001x"),
    ],
)
def test_a_family_name_told_apart_is_spelled_as_in_a_whole_name(author: Author, key: str) -> None:
    assert make_cite_key("X", [author], 2001, ()) == key


@pytest.mark.parametrize(
    ("author", "written"),
    [
        (Author("김철수"), "Kim, Cheolsu"),
        (Author("이 영희"), "Lee, Yeonghui"),
        (Author("박, 지성", "박", "지성"), "Park, Jiseong"),
        (Author("남궁민수"), "Namgung, Minsu"),
        (Author("서지현"), "Seo, Jihyeon"),
        (Author("네이버"), "neibeo"),
        (Author("Kim Cheolsu"), "Kim Cheolsu"),
    ],
)
def test_a_hangul_name_is_romanised_as_a_name(author: Author, written: str) -> None:
    assert write_authors([author], more=False, ascii_only=True) == written
