"""Dates and times as people type them, on Saturday 2026-11-21."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.errors import InvalidDateError
from paperstudy.domain.moments import (
    read_day,
    read_days,
    read_every,
    read_moment,
    read_weekday,
)
from paperstudy.domain.times import read_time

TODAY = date(2026, 11, 21)
FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-27",
        "2026.11.27",
        "2026. 11. 27.",
        "2026/11/27",
        "20261127",
        "2026년 11월 27일",
        "2026년 11월 27일 (금)",
        "26년 11월 27일",
        "26.11.27",
        "27.11.2026",
        "11/27/2026",
        "27/11/2026",
        "11/27/26",
        "11/27",
        "11.27",
        "11-27",
        "11월 27일",
        "11월27일",
        "27일",
        "the 27th",
        "nov 27",
        "November 27th",
        "27 nov 2026",
        "27th of november",
        "Fri, Nov 27",
        "friday",
        "FRI",
        "on friday",
        "this friday",
        "next friday",
        "friday next week",
        "금",
        "금요일",
        "금요일에",
        "다음 주 금요일",
        "다음주 금",
        "다음 금요일",
        "금욜",
        "금욜날",
        "fri.",
        "오는 금요일",
        "담주 금",
        "담주 금욜",
        "다음주금요일",
        "차주 금요일",
        "이번 달 27일",
        "in 6 days",
        "6일 뒤",
        "１１/２７",
    ],
)
def test_all_of_these_are_the_coming_friday(text: str) -> None:
    assert read_day(text, TODAY) == FRIDAY


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("today", 0),
        ("오늘", 0),
        ("saturday", 0),
        ("토요일", 0),
        ("tomorrow", 1),
        ("내일", 1),
        ("낼", 1),
        ("tmr", 1),
        ("모레", 2),
        ("낼모레", 2),
        ("내일 모레", 2),
        ("월욜", 2),
        ("화욜", 3),
        ("수욜", 4),
        ("목욜", 5),
        ("토욜", 0),
        ("일욜", 1),
        ("담주 월욜", 2),
        ("다음주월요일", 2),
        ("이번주 금", -1),
        ("요번주 금욜", -1),
        ("다음 달 3일", 12),
        ("지난달 20일", -32),
        ("내일모레", 2),
        ("the day after tomorrow", 2),
        ("글피", 3),
        ("yesterday", -1),
        ("어제", -1),
        ("그저께", -2),
        ("in 2 weeks", 14),
        ("in a week", 7),
        ("two weeks from now", 14),
        ("2주 후", 14),
        ("일주일 뒤", 7),
        ("next week", 7),
        ("다음 주", 7),
        ("3일 전", -3),
        ("2 weeks ago", -14),
        ("last week", -7),
        ("last friday", -1),
        ("지난 금요일", -1),
        ("last saturday", -7),
        ("지난주 월요일", -12),
        ("이번 주 월요일", -5),
        ("friday in 2 weeks", 13),
        ("2주 뒤 금요일", 13),
        ("다다음 주 금요일", 13),
        ("in a month", 30),
        ("한 달 뒤", 30),
    ],
)
def test_words_count_from_today(text: str, days: int) -> None:
    assert read_day(text, TODAY) == TODAY + timedelta(days)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("friday 10:00", (FRIDAY, "10:00")),
        ("fri at 10:00", (FRIDAY, "10:00")),
        ("10:00 friday", (FRIDAY, "10:00")),
        ("fri, nov 27, 10 am", (FRIDAY, "10:00")),
        ("tomorrow 7pm", (date(2026, 11, 22), "19:00")),
        ("다음 주 금요일 오후 7시 30분", (FRIDAY, "19:30")),
        ("금요일 저녁 7시 반", (FRIDAY, "19:30")),
        ("2026-11-27T19:30", (FRIDAY, "19:30")),
        ("11/27 19시", (FRIDAY, "19:00")),
        ("오늘 밤 9시", (TODAY, "21:00")),
        ("tonight 8 p.m.", (TODAY, "20:00")),
        ("19:30", (TODAY, "19:30")),
        ("friday", (FRIDAY, "")),
    ],
)
def test_a_day_may_have_a_time(text: str, moment: tuple[date, str]) -> None:
    assert read_moment(text, TODAY) == moment


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("7pm", "19:00"),
        ("12am", "00:00"),
        ("12:30 am", "00:30"),
        ("12 pm", "12:00"),
        ("noon", "12:00"),
        ("정오", "12:00"),
        ("자정", "00:00"),
        ("오전 12시", "00:00"),
        ("낮 1시", "13:00"),
        ("밤 12시", "00:00"),
        ("오후 19시", "19:00"),
        ("새벽 1시", "01:00"),
        ("9:05", "09:05"),
        ("at 10:00", "10:00"),
        ("", ""),
    ],
)
def test_time_of_day_is_read_in_two_languages(text: str, time: str) -> None:
    assert read_time(text) == time


@pytest.mark.parametrize("text", ["25:00", "10:75", "13 am", "friday", "soon", "10:00 friday"])
def test_what_is_no_time_of_day_is_refused(text: str) -> None:
    with pytest.raises(InvalidDateError, match="no time of day"):
        read_time(text)


def test_a_day_without_its_year_is_near_and_rather_ahead() -> None:
    assert read_day("1/5", TODAY) == date(2027, 1, 5)
    assert read_day("11/20", TODAY) == date(2026, 11, 20)
    assert read_days("8/10", TODAY)[:2] == (date(2027, 8, 10), date(2026, 8, 10))
    assert read_day("2/29", date(2027, 6, 1)) == date(2028, 2, 29)
    assert read_day("15일", TODAY) == date(2026, 12, 15)
    assert read_day("the 31st", TODAY) == date(2026, 12, 31)


def test_the_end_of_a_month_does_not_run_over() -> None:
    assert read_day("in a month", date(2027, 1, 31)) == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ("firday", "“firday” is no date", "did you mean friday?"),
        ("next firday", "is no date", "did you mean friday?"),
        ("굼요일", "“굼요일” is no date", "did you mean 금요일?"),
        ("금요날", "“금요날” is no date", "did you mean 금요일?"),
        ("네일", "“네일” is no date", "did you mean 내일?"),
        ("tomorow", "is no date", "did you mean tomorrow?"),
        ("novembre 27", "is no date", "did you mean november?"),
        ("2026-11-31", "the calendar has no 2026-11-31", "did you mean 2026-11-30?"),
        ("2026-27-11", "the calendar has no", "did you mean 2026-11-27?"),
        ("31/12", "the calendar has no 31/12", "did you mean 2026-12-31?"),
        ("11/31", "the calendar has no 11/31", "did you mean 2026-11-30?"),
        ("13/27", "the calendar has no 13/27", "did you mean 2026-12-27?"),
        ("2026-13-45", "the calendar has no 2026-13-45", "did you mean 2026-12-31?"),
        ("32일", "the calendar has no 32일", "write it as 2026-11-27"),
        ("9999-01-01", "the calendar has no", "write it as 2026-11-27"),
        ("fri 11/26", "does not fit: 2026-11-26 is another", "did you mean 2026-11-27?"),
        ("tomorrow friday", "does not fit", "did you mean 2026-11-20?"),
        ("soon", "“soon” is no date", "write it as 2026-11-27, 11/27, friday or tomorrow"),
        ("", "“” is no date", "write it as"),
        ("  ,", "is no date", "write it as"),
        ("friday 10:00", "is no date", "write the day alone"),
    ],
)
def test_what_is_no_day_is_refused_with_the_nearest(text: str, said: str, hint: str) -> None:
    with pytest.raises(InvalidDateError) as caught:
        read_day(text, TODAY)
    assert said in caught.value.message
    assert hint in caught.value.hint


def test_an_impossible_time_is_refused_with_its_day() -> None:
    with pytest.raises(InvalidDateError, match="no time of day"):
        read_moment("friday 25:00", TODAY)


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("friday 10:00", (4, "10:00")),
        ("every friday", (4, "")),
        ("fridays 7pm", (4, "19:00")),
        ("매주 금요일 오전 10시", (4, "10:00")),
        ("월", (0, "")),
        ("매주 금욜 10시", (4, "10:00")),
        ("금요일마다", (4, "")),
        ("격주 금요일 19시", (4, "19:00")),
        ("every other friday", (4, "")),
    ],
)
def test_a_weekday_that_comes_again_is_read(text: str, rhythm: tuple[int, str]) -> None:
    assert read_weekday(text) == rhythm


@pytest.mark.parametrize(
    ("text", "hint"), [("firday", "friday"), ("굼요일", "금요일"), ("11/27", "friday 10:00")]
)
def test_what_is_no_weekday_is_refused_with_the_nearest(text: str, hint: str) -> None:
    with pytest.raises(InvalidDateError, match="no weekday") as caught:
        read_weekday(text)
    assert hint in caught.value.hint


def test_every_how_many_weeks_is_heard() -> None:
    for text in ("격주 금요일", "every other friday", "biweekly friday 10:00", "2주마다 금요일"):
        assert read_every(text) == 2, text
        assert read_weekday(text)[0] == 4, text
    assert read_every("매주 금요일") == read_every("every friday") == 1
    assert read_every("friday 10:00") is None


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
def test_a_whole_date_is_itself_whatever_today_is(day: date, today: date) -> None:
    for text in (day.isoformat(), f"{day:%Y. %m. %d.}", f"{day:%Y년 %m월 %d일}", f"{day:%d %b %Y}"):
        assert read_days(text, today) == (day,)


@given(st.text(alphabet="0123456789./-월일금요주다음 nextfriday:시오후분", max_size=24))
def test_any_text_is_a_day_or_an_error_of_ours(text: str) -> None:
    try:
        read_moment(text, TODAY)
    except InvalidDateError as error:
        refused: InvalidDateError | None = error
    else:
        refused = None
    assert refused is None or (refused.message and refused.hint)
