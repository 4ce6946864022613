"""Times of day in a text: as people write them, and nothing that may mean two hours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.logs.clock_text import find_time


@pytest.mark.parametrize(
    ("text", "starts", "minutes"),
    [
        ("19:30~21:00", "19:30", 90),
        ("13:00 - 16:30", "13:00", 210),
        ("20:00부터 22:00까지", "20:00", 120),
        ("21:00~01:00", "21:00", 240),
        ("오후 7시", "19:00", None),
        ("오후7:30", "19:30", None),
        ("오후 7시~9시", "19:00", 120),
        ("오전 10시 ~ 오후 1시", "10:00", 180),
        ("10시~10시 40분", "10:00", 40),
        ("19~21시", "19:00", 120),
        ("19시 30분", "19:30", None),
        ("저녁 8시 반", "20:30", None),
        ("점심 12시", "12:00", None),
        ("낮 11시", "11:00", None),
        ("오전 12시", "00:00", None),
        ("밤 10시", "22:00", None),
        ("저녁 19시", "19:00", None),
        ("7pm", "19:00", None),
        ("7 p.m.", "19:00", None),
        ("12am", "00:00", None),
        ("7-9pm", "19:00", 120),
        ("7:30 - 9 PM", "19:30", 90),
        ("11:30-1pm", "11:30", 90),
        ("13-2pm", "13:00", 60),
        ("9am to 10am", "09:00", 60),
        ("Friday, February 16th, 2024 at 11h00", "11:00", None),
        ("5/1 (금) 19:30", "19:30", None),
        ("2021-08-17 10:15 +0900", "10:15", None),
        ("08-17 10:15", "10:15", None),
        ("午後7時半", "19:30", None),
        ("16:00 ~ 15:00", "16:00", None),
    ],
)
def test_a_time_of_day_is_read_with_its_end(text: str, starts: str, minutes: int | None) -> None:
    hit = find_time(text)
    assert hit is not None
    assert (hit.starts, hit.minutes) == (starts, minutes)


@pytest.mark.parametrize(
    "text",
    ["7시", "7~9시", "2시간", "밤 12시", "밤 1시", "오전 14시", "25:00", "16:10:00", "1:1", "10", "3-5",
     "2021.08.17", "2021-08-10", "30am", "CVPR 19", "", "99시", "7-9"],
)  # fmt: skip
def test_what_may_be_no_time_or_two_is_none(text: str) -> None:
    assert find_time(text) is None


def test_a_hit_says_where_it_stands() -> None:
    hit = find_time("1/15 4:00 PM, D403")
    assert hit is not None
    assert (hit.start, hit.end) == (5, 12)


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_time_of_a_clock_is_read_as_written(hour: int, minute: int) -> None:
    hit = find_time(f"at {hour}:{minute:02}")
    assert hit is not None
    assert hit.starts == f"{hour:02}:{minute:02}"


@given(st.text(max_size=60))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    hit = find_time(text)
    assert hit is None or (len(hit.starts) == 5 and hit.starts < "24:00")
