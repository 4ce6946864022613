from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.saying.cells import columns, crop, display_width, pad, wrap


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("한글", 4),
        ("\u1112\u1161\u11ab", 2),  # a syllable in its parts
        ("e\u0301", 1),
        ("漢字かな", 8),
        ("👍", 2),
        ("👍🏽", 2),
        ("👩\u200d💻", 2),
        ("❤\ufe0f", 2),
        ("🇰🇷", 2),
        ("ﾊﾝ", 2),
        ("…", 1),
        ("", 0),
    ],
)
def test_width_counts_cells_and_not_characters(text: str, width: int) -> None:
    assert display_width(text) == width


def test_crop_leaves_what_fits_and_marks_what_does_not() -> None:
    assert crop("한글", 4) == "한글"
    assert crop("한글 논문", 6) == "한글…"
    assert crop("abcdef", 4) == "abc…"
    assert crop("abcdef", 0) == ""


@given(st.text(max_size=40), st.integers(1, 30))
def test_crop_never_exceeds_its_width(text: str, width: int) -> None:
    assert display_width(crop(text, width)) <= max(width, 1)


@given(st.text(max_size=60), st.integers(2, 30))
def test_wrap_keeps_every_word_within_its_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(display_width(line) <= width for line in lines)


def test_pad_fills_cells() -> None:
    assert pad("한", 4) == "한  "


def test_columns_shrink_the_one_that_may_stretch() -> None:
    rows = [("key", "한국어 제목이 아주 길다", "2017"), ("longer", "short", "")]
    lines = ["  ".join(cells) for cells in columns(rows, 30, stretch=1)]
    assert lines == ["key     한국어 제목이…    2017", "longer  short                 "]
    assert all(display_width(line) <= 30 for line in lines)


def test_columns_that_cannot_shrink_enough_cut_the_last() -> None:
    (line,) = ["  ".join(cells) for cells in columns([("key", "a" * 40, "b" * 40)], 30, stretch=1)]
    assert line == "key  " + "a" * 11 + "…  " + "b" * 10 + "…"


def test_columns_of_nothing_are_nothing() -> None:
    assert list(columns([], 80, stretch=0)) == []
