"""Text from outside, made fit for a terminal, a page and a database."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.text import clean_block, clean_line, clean_typed

# Marks that set the direction of writing (UAX #9), and what draws nothing: a text may hide in it.
DIRECTION = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
HIDDEN = [
    *DIRECTION,
    *"\u180e\u200b\u200c\u2028\u2029\u2060\u2061\u2064\u206a\u206f\ufeff\ufff9\ufffb",
    *map(chr, range(0xE0000, 0xE0080)),
    *map(chr, range(0x20)),
    *map(chr, range(0x7F, 0xA0)),
]
TEXT = st.lists(st.characters() | st.sampled_from(HIDDEN) | st.sampled_from("\x1b[]m0;\x07가")).map(
    "".join
)


@given(TEXT)
def test_no_control_and_no_direction_is_left(text: str) -> None:
    cleaned = clean_line(text)
    assert not set(cleaned) & set(HIDDEN)
    assert not {unicodedata.category(char) for char in cleaned} & {"Cc", "Cs", "Zl", "Zp"}
    assert cleaned == " ".join(cleaned.split())


@given(TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_block(clean_block(text)) == clean_block(text)


@given(st.text())
def test_block_is_its_lines(text: str) -> None:
    assert [clean_line(line) for line in clean_block(text).split("\n")] == clean_block(text).split(
        "\n"
    )


@pytest.mark.parametrize("mark", [mark for mark in HIDDEN if mark != "\x1b"])
def test_every_hidden_mark_goes(mark: str) -> None:
    assert clean_line(f"논문{mark}") == "논문"
    assert clean_line(f"a {mark} b") == "a b"


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  plain  text ", "plain text"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07rest", "rest"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\u1112\u1161\u11ab", "한"),
        ("a\ud800b", "a\ufffdb"),
        ("👩\u200d💻", "👩\u200d💻"),
    ],
)
def test_line_is_cleaned(text: str, cleaned: str) -> None:
    assert clean_line(text) == cleaned


def test_a_letter_with_an_accent_ends_no_escape_sequence_in_either_form() -> None:
    assert clean_line("0\x1b\u00c0") == clean_line("0\x1bA\u0300") == "0 \u00c0"


def test_what_is_typed_keeps_its_layout_and_no_controls() -> None:
    text = "a  b \r\n\t- c\x1b[31m red\x1b[0m\x1b]0;pwn\x07\r  \u202etxt\u200b\x00\n"
    assert clean_typed(text) == "a  b \n\t- c red\n  txt\n"
    assert clean_typed("한") == "한"
    assert clean_typed("\ud800") == "\ufffd"


@given(st.text())
def test_what_was_cleaned_for_typing_stays_as_it_is(text: str) -> None:
    clean = clean_typed(text)
    assert clean_typed(clean) == clean
