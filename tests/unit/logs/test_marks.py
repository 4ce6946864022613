"""Titles and the Markdown in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.logs.inline import read_inline
from paperstudy.logs.marks import shown, whole_marks


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("**O**wls **F**ly", "Owls Fly"),
        ("**OwlNet**: Seeing", "OwlNet: Seeing"),
        ("_Owls_ at night", "Owls at night"),
        (r"snake\_case owls", "snake_case owls"),
        ("~~Owls~~ and ==birds==", "Owls and birds"),
        ("Owls &amp; birds", "Owls & birds"),
    ],
)
def test_a_title_is_shown_without_its_marks(raw: str, seen: str) -> None:
    assert shown(raw, read_inline(raw, 1)[0]) == seen


@pytest.mark.parametrize(
    ("raw", "inner", "outer"),
    [
        ("- **Owl**: seeing", "Owl**: seeing", "**Owl**: seeing"),
        ("see **Owl** now", "Owl", "Owl"),
        ("seeing **Owl** end", "seeing **Owl", "seeing **Owl**"),
        ("`Owl`: seeing", "Owl`: seeing", "`Owl`: seeing"),
        ("Owl** seeing", "Owl** seeing", "Owl** seeing"),
    ],
)
def test_a_mark_that_pairs_with_one_inside_belongs_to_the_title(
    raw: str, inner: str, outer: str
) -> None:
    start = raw.index(inner)
    low, high = whole_marks(raw, start, start + len(inner))
    assert raw[low:high] == outer


@given(st.text(alphabet="ab*_` ", max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_the_widened_span_holds_the_old_one_and_stays_in_the_line(
    raw: str, one: int, other: int
) -> None:
    start, end = sorted((min(one, len(raw)), min(other, len(raw))))
    low, high = whole_marks(raw, start, end)
    assert 0 <= low <= start <= end <= high <= len(raw)
