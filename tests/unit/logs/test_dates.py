"""Dates: what people write, which day it is, and the day of a log."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.logs.date_text import find_dates
from paperstudy.logs.dates import (
    YearHint,
    find_event_date,
    find_log_date,
    find_year,
    is_last_change,
    parse_date,
    settle_date,
)
from paperstudy.logs.document import Document
from paperstudy.logs.parsing import parse_document


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("2021-08-17", None, date(2021, 8, 17)),
        ("2021. 8. 9. (월)", None, date(2021, 8, 9)),
        ("2021/8/9", None, date(2021, 8, 9)),
        ("2022년 2월 14일", None, date(2022, 2, 14)),
        ("17년 11월 8일", None, date(2017, 11, 8)),
        ("2018年9月1日（土） 13:00 - 16:30", None, date(2018, 9, 1)),
        ("令和3年8月10日", None, date(2021, 8, 10)),
        ("令和元年12月1日", None, date(2019, 12, 1)),
        ("250501", None, date(2025, 5, 1)),
        ("20210817", None, date(2021, 8, 17)),
        ("'21.08.17", None, date(2021, 8, 17)),
        ("22.03.04", None, date(2022, 3, 4)),
        ("8/20/2021", None, date(2021, 8, 20)),
        ("20/8/2021", None, date(2021, 8, 20)),
        ("17.08.2021", None, date(2021, 8, 17)),
        ("17-08-2021", None, date(2021, 8, 17)),
        ("8/20/21", None, date(2021, 8, 20)),
        ("Monday January 08th, 2024 at 10h00", None, date(2024, 1, 8)),
        ("Friday, February 16th, 2024 at 11h00-13h00", None, date(2024, 2, 16)),
        ("20th August, 2021", None, date(2021, 8, 20)),
        ("4th July,2020", None, date(2020, 7, 4)),
        ("3rd of May '24", None, date(2024, 5, 3)),
        ("16-Feb-2024", None, date(2024, 2, 16)),
        ("Tue Aug 17 2021 10:15:00 GMT+0900", None, date(2021, 8, 17)),
        ("1/5 금요일", 2018, date(2018, 1, 5)),
        ("2/17일 발표", 2022, date(2022, 2, 17)),
        ("7월 7일", 2017, date(2017, 7, 7)),
        ("9月1日（土）", 2018, date(2018, 9, 1)),
        ("1/15 4:00 PM, D403", 2018, date(2018, 1, 15)),
        ("Jan 12: a talk", 2024, date(2024, 1, 12)),
        ("03.18", 2022, date(2022, 3, 18)),
        ("03-18 (금)", 2022, date(2022, 3, 18)),
        ("Sat 02/05/2022", None, date(2022, 2, 5)),
        ("Mon 02/05/2022", None, date(2022, 5, 2)),
        ("2/30", 2022, None),
        ("2021-13-40", None, None),
        ("1/5 금요일", None, None),
        ("7월 초, 중", 2018, None),
        ("12월 3주차", 2022, None),
        ("May 2021", 2021, None),
        ("2022-03", None, None),
        ("Week 3", 2022, None),
        ("13:15 - 13:30", 2018, None),
        ("2401.12345", None, None),
        ("2021.08.09 ~ 2021.08.13", None, None),
        ("8/9-13", 2021, None),
        ("7/1 ~ 7/7", 2022, None),
        ("Talk 3 - nothing", 2022, None),
        ("", 2022, None),
    ],
)
def test_a_written_date_is_read_and_nothing_else_is(
    text: str, year: int | None, expected: date | None
) -> None:
    assert parse_date(text, year) == expected


def test_a_time_after_a_dash_makes_no_span_of_days() -> None:
    assert parse_date("Jan 5 - 10:00", 2024) == date(2024, 1, 5)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("2018년도 1학기 정기 세미나", YearHint(2018)),
        ("2017-2학기", YearHint(2017, 3)),
        ("Summer 2021 Reading Group", YearHint(2021)),
        ("2022/23 season", YearHint(2022, 7)),
        ("21년도 세미나", YearHint(2021)),
        ("CVPR 2016 papers", None),
        ("Papers of 2019, 2020", None),
        ("세미나", None),
    ],
)
def test_a_heading_gives_a_year_where_it_names_one(heading: str, expected: YearHint | None) -> None:
    assert find_year(heading) == expected


def test_january_of_an_autumn_term_is_in_the_next_year() -> None:
    (hit,) = find_dates("1월 5일")
    assert settle_date(hit, YearHint(2017, 3)) == date(2018, 1, 5)


def test_a_weekday_moves_a_date_over_the_turn_of_the_year() -> None:
    (hit,) = find_dates("1/5 (금)")
    assert settle_date(hit, YearHint(2017)) == date(2018, 1, 5)


def test_a_date_without_year_lies_near_the_day_of_the_log() -> None:
    (hit,) = find_dates("1/3")
    assert settle_date(hit, near=date(2021, 12, 28)) == date(2022, 1, 3)
    assert settle_date(hit) is None


@pytest.mark.parametrize(
    "written",
    [
        "2021-08-17 10:15 +0900",
        "'2021-08-17'",
        "2021.08.17",
        "2021/8/17",
        '"Aug 17, 2021"',
        "2021년 8월 17일 화요일",
        "210817",
        "2021-08-17T23:59:00+09:00",
        "17 August 2021",
    ],
)
def test_front_matter_gives_the_day_in_all_its_forms(written: str) -> None:
    text = f"---\ntitle: x\ndate: {written}\n---\n본문\n"
    assert find_log_date(parse_document(text), "x.md") == date(2021, 8, 17)


def test_front_matter_values_may_be_dates_times_and_lists() -> None:
    day = date(2021, 8, 17)
    zone = timezone(timedelta(hours=9))
    for value in (day, datetime(2021, 8, 17, 1, tzinfo=zone), ["2021-08-17"], "2021-08-17"):
        assert find_log_date(Document(front={"date": value}), "x.md") == day
    for nothing in (None, [], ["2021-08-17", "2021-08-18"], 3.5, "{{ date }}", "2021-08"):
        assert find_log_date(Document(front={"date": nothing}), "x.md") is None


@pytest.mark.parametrize(
    "text",
    [
        "# 2022년 3월 29일\n본문",
        "# [TIL] 2022.03.29 회고",
        "# 학습 일지\n\n날짜: 2022-03-29\n",
        "# 회의록\n- **일시** : 2022. 3. 29 (화) 19:00\n",
        "## 日時\n- 2022年3月29日（火） 13:00\n",
        "# Notes\nDate: March 29, 2022\n",
        "# 오늘\n> 22.03.29 (화)\n\n본문",
        "---\ntitle: 2022-03-29 피어세션\n---\n",
        "| 일시 | 2022-03-29 |\n|---|---|\n| 장소 | 줌 |\n",
        "# 노트\n2022.03.29\n본문",
    ],
)
def test_title_label_or_top_line_give_the_day(text: str) -> None:
    assert find_log_date(parse_document(text), "note.md") == date(2022, 3, 29)


@pytest.mark.parametrize(
    "path",
    [
        "2022-03-29-day-1.md",
        "logs/20220329.md",
        "logs/220329_회의록.md",
        "logs/2022/03/29.md",
        "logs/2022/0329.md",
        "logs/2022/03/2022-03-29-notes.md",
        "logs/2022-03-29/README.md",
        "2022년 3월 29일.md",
        "export.zip/Day 1 2022.03.29 0123456789abcdef0123456789abcdef.md",
    ],
)
def test_a_path_that_says_it_in_full_gives_the_day(path: str) -> None:
    assert find_log_date(parse_document("본문"), path) == date(2022, 3, 29)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("발표 자료 마감: 2022-03-29", "x.md"),
        ("그 논문은 2017년 6월 12일에 나왔다고 한다. 오늘은 그걸 읽었다.", "x.md"),
        ("# 일정\n- 2022-03-01 BERT\n- 2022-03-08 ViT\n", "README.md"),
        ("## 2022-03-01\n본문\n## 2022-03-08\n본문\n", "minutes.md"),
        ("- Next Meeting: Friday, February 16th, 2024\n", "README.md"),
        ("# Week 4 - Day 1\n", "week4_1.md"),
        ("본문", "note_20-09-2.md"),
        ("본문", "backup-2024-05-01/logs/day1.md"),
        ("본문", "2022-03-01_2022-03-08.md"),
        ("날짜: 3월 29일", "x.md"),
        ("발표일: 2022-03-01\n\n발표일: 2022-03-08\n", "x.md"),
        ("# BERT\nSubmission deadline\n2021-02-31\n", "20210231.md"),
    ],
)
def test_no_day_is_invented(text: str, path: str) -> None:
    assert find_log_date(parse_document(text), path) is None


def test_the_last_change_counts_only_when_nothing_else_does() -> None:
    front = "---\nlast_modified_at: 2022-04-02\n---\n"
    day = date(2022, 4, 2)
    document = parse_document(front + "본문")
    assert find_log_date(document, "x.md") == day
    assert is_last_change(document, day)
    dated = parse_document("---\nlast_modified_at: 2022-04-02\ndate: 2022-03-29\n---\n")
    assert find_log_date(dated, "x.md") == date(2022, 3, 29)
    assert not is_last_change(dated, date(2022, 3, 29))
    assert find_log_date(document, "2022-03-29-x.md") == date(2022, 3, 29)


def test_an_announced_meeting_has_a_day_of_its_own() -> None:
    text = "---\ndate: 2018-07-20\n---\n## 日時\n- 2018年9月1日（土） 13:00\n"
    document = parse_document(text)
    assert find_event_date(document) == date(2018, 9, 1)
    assert find_log_date(document, "x.md") == date(2018, 7, 20)


@given(st.text(max_size=200), st.one_of(st.none(), st.integers(1, 9998)))
def test_any_text_is_read_without_a_crash(text: str, year: int | None) -> None:
    parse_date(text, year)
    find_year(text)
    find_log_date(parse_document(text), text)


@given(st.text(alphabet="0123456789./-년월일 ~()월화금Jan,'", max_size=60))
def test_date_like_text_is_read_without_a_crash(text: str) -> None:
    for hit in find_dates(text):
        assert 0 <= hit.start < hit.end <= len(text)
    parse_date(text, 2022)
    find_log_date(parse_document(f"날짜: {text}"), f"{text}.md")


@given(st.dates(date(2010, 1, 1), date(2035, 12, 31)))
def test_full_dates_survive_writing_and_reading(day: date) -> None:
    forms = (
        day.isoformat(),
        f"{day:%Y.%m.%d}",
        f"{day:%d %B %Y}",
        f"{day:%B %d, %Y}",
        f"{day:%y%m%d}",
    )
    for form in forms:
        assert parse_date(form, None) == day


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("<< [[2024-05-20]] | [[2024-05-22]] >>\n\ntext", "2024-05-21.md", date(2024, 5, 21)),
        ("<< [[2024-05-20]]\n\ntext", "2024-05-21.md", date(2024, 5, 21)),
        ("<< [[2024-05-20]]\n\ntext", "note.md", None),
        ("[[2024-05-20]]\n\ntext", "note.md", date(2024, 5, 20)),
        ("# Notes\n\n*Week of 6 November 2023*\n\ntext", "note.md", date(2023, 11, 6)),
    ],
)
def test_links_to_other_days_are_not_the_day_of_a_note(
    text: str, path: str, expected: date | None
) -> None:
    assert find_log_date(parse_document(text), path) == expected


@given(st.text(alphabet="0123456789-./년월日年 JanMayOct令和元", max_size=40))
def test_looking_first_whether_there_may_be_a_date_loses_none(text: str) -> None:
    before = "1/1 ;; "  # a date beside it lets the whole search run

    places = [(hit.start, hit.month, hit.day) for hit in find_dates(text)]
    beside = [(hit.start - 7, hit.month, hit.day) for hit in find_dates(before + text)[1:]]

    assert places == beside
