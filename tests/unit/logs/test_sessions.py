"""Sessions as wholes: what is a meeting, who was there, when it was, and what is none of this."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from paperstudy.domain.logs import PresentationStatus
from paperstudy.logs.parsing import parse_document
from paperstudy.logs.sessions import find_sessions
from paperstudy.logs.todos import find_todos
from tests.fakes.read_logs import read_log

DONE, PLANNED = PresentationStatus.DONE, PresentationStatus.PLANNED


def test_a_peer_session_has_moderator_scribe_and_participants() -> None:
    log = read_log("""
---
date: 2021-08-10
---
## 👥 피어 세션
모더레이터 : 김철수님
서기 - 이영희
참가자 : 김철수, 이영희, 박민수 (총 3명)
불참 : 최지우

- 과제 1 (발표자: 박민수)
""")
    (session,) = log.sessions
    assert session.date == date(2021, 8, 10)
    assert (session.moderator, session.scribe) == ("김철수", "이영희")
    assert session.participants == ("김철수", "이영희", "박민수")
    assert session.title.endswith("피어 세션")
    assert session.sure
    assert log.talks == [("박민수", None)]


def test_several_roles_stand_on_one_line() -> None:
    (session,) = read_log(
        "## 회의록\n진행자 : 이영희 / 서기 : 박민수 / 참석자 : 김철수, 이영희, 박민수\n"
    ).sessions
    assert (session.moderator, session.scribe) == ("이영희", "박민수")
    assert session.participants == ("김철수", "이영희", "박민수")


def test_roles_may_be_headings_with_names_below() -> None:
    (session,) = read_log("""
## 피어세션
### 모더레이터
- 김철수
### 참석자
- [x] 이영희
- [ ] 박민수
- [x] 최지우
""").sessions
    assert session.moderator == "김철수"
    assert session.participants == ("이영희", "최지우")


def test_english_minutes_give_their_people() -> None:
    (session,) = read_log("""
# Reading group minutes
Date: March 3, 2023
Moderator: Jane Doe
Scribe: John Roe
Attendees: Ann Lee, Li Wei and Maria Rossi
""").sessions
    assert session.date == date(2023, 3, 3)
    assert (session.moderator, session.scribe) == ("Jane Doe", "John Roe")
    assert session.participants == ("Ann Lee", "Li Wei", "Maria Rossi")


def test_a_role_without_a_name_is_nobodys() -> None:
    log = read_log(
        "## 피어세션\n- 모더레이터: 매일 돌아가면서\n- 발표자: 추후 공지\n- 서기: 없음\n"
    )
    (session,) = log.sessions
    assert (session.moderator, session.scribe, session.participants) == ("", "", ())


def test_a_list_of_members_belongs_to_no_session() -> None:
    assert read_log("# 우리 팀\n## 팀원\n- 김철수\n- 이영희\n").sessions == ()
    log = read_log("""
# 2023 논문 스터디
### 참여자
> 김철수, 이영희

| 날짜 | 발표자 | 논문 |
|---|---|---|
| 3/3 | 김철수 | BERT |
""")
    assert [session.participants for session in log.sessions] == [()]


def test_meetings_listed_by_date_are_sessions_and_struck_ones_are_not() -> None:
    log = read_log("""
# Club
## Meetings
- [x] Monday January 08th, 2024 at 10h00
- [ ] ~~Friday January 26th, 2024 at 11h00~~
- [ ] Friday, February 16th, 2024 at 11h00-13h00
""")
    assert [session.date for session in log.sessions] == [date(2024, 1, 8), date(2024, 2, 16)]


def test_struck_talks_and_rows_are_left_out() -> None:
    log = read_log("""
## 논문 발표
- ~~BERT (발표자: 김철수)~~
- ViT (발표자: 이영희)

| 날짜 | 발표자 | 논문 |
|---|---|---|
| ~~2022-03-03~~ | 김철수 | BERT |
| 2022-03-10 | 이영희 | YOLO |
""")
    assert log.talks == [("이영희", "vit"), ("이영희", "yolo")]


def test_parts_of_a_peer_session_are_sessions_of_their_own() -> None:
    log = read_log("## Peer Session\n### Day 1\n- 논의\n### Day 2\n- 논의\n")
    assert [session.title for session in log.sessions] == ["Day 1", "Day 2"]


def test_a_weekly_look_back_gives_no_day_to_its_sessions() -> None:
    front = '---\ntitle: "3주차 회고"\ndate: 2023-11-24\n---\n'
    assert [s.date for s in read_log(front + "## 피어세션\n- 이야기\n").sessions] == [None]
    front = '---\ntitle: "3주차 논문 스터디"\ndate: 2023-11-24\n---\n'
    held = read_log(front + "## 피어세션\n- 이야기\n").sessions
    assert [session.date for session in held] == [date(2023, 11, 24)]


def test_the_day_of_a_change_is_no_meetings_day() -> None:
    log = read_log("---\nlast_modified_at: 2023-11-24\n---\n## 피어세션\n- BERT (발표자: 김철수)\n")
    assert log.dated_talks == [("김철수", "bert", None)]


def test_what_is_announced_is_planned_and_not_of_today() -> None:
    log = read_log("""
---
date: 2021-08-17
---
## 피어세션
- 발표자: 김철수 (BERT)
- 다음 주 발표: 이영희 (ViT)
- 내일 발표: 박민수 (YOLO)
""")
    found = {
        talk.presenters[0]: (session.date, talk.status)
        for session in log.sessions
        for talk in session.presentations
    }
    assert found == {
        "김철수": (date(2021, 8, 17), DONE),
        "이영희": (None, PLANNED),
        "박민수": (date(2021, 8, 18), PLANNED),
    }


def test_boxes_tell_held_talks_from_plans() -> None:
    log = read_log("""
# Reading group
- [x] BERT presented by Jane Doe
- [ ] ViT presented by John Roe
""")
    talks = [talk for session in log.sessions for talk in session.presentations]
    assert [talk.status for talk in talks] == [DONE, PLANNED]
    assert not any(session.sure for session in log.sessions)


def test_rows_say_whether_a_talk_was_held() -> None:
    log = read_log("""
## 2022 일정
| 날짜 | 발표자 | 주제 | 자료 |
|---|---|---|---|
| 3/4 | 김철수 | BERT | [pdf](a.pdf) |
| 3/11 | 이영희 | ViT | |
| 3/18 | 박민수 | TBA | |
""")
    talks = [talk for session in log.sessions for talk in session.presentations]
    assert [talk.status for talk in talks] == [DONE, PLANNED, PLANNED]
    assert [talk.topic for talk in talks] == ["BERT", "ViT", ""]


def test_one_talk_on_two_papers_is_two_presentations() -> None:
    log = read_log("""
| Date | Paper | Presenters |
|---|---|---|
| 2020-08-15 | BERT, ViT | Ann, Bob |
""")
    (session,) = log.sessions
    assert [talk.presenters for talk in session.presentations] == [("Ann", "Bob")] * 2
    assert [talk.line for talk in session.presentations] == [3, 3]


def test_a_presenter_under_a_heading_presents_the_list_of_papers() -> None:
    log = read_log("""
---
date: 2018-01-05
---
## 발표자: 김철수
YOLO 와 GPT-3 이야기도 나온다.

발표 논문은 다음과 같습니다.

- BERT: Pre-training of Deep Bidirectional Transformers
- Deep Residual Learning for Image Recognition
""")
    day = "2018-01-05"
    assert log.dated_talks == [("김철수", "bert", day), ("김철수", "resnet", day)]


def test_a_short_name_inside_a_topic_is_not_what_is_presented() -> None:
    log = read_log("""
## 피어세션
- BERT 이후의 언어 모델 비교 (발표자: 김철수)
- 선택과제 1: ViT (발표자: 이영희)
- YOLO 논문 리뷰 (발표자: 박민수)
""")
    assert log.talks == [("김철수", None), ("이영희", "vit"), ("박민수", "yolo")]


def test_rows_share_a_session_by_date_and_leave_the_date_out() -> None:
    log = read_log("""
## 2021
| 일시 | 발표자 | 논문 |
|---|---|---|
| 3/5 | 김철수 | BERT |
| 〃 | 이영희 | ViT |
| 3/12 | 박민수 | YOLO |
| 3/5 | 최지우 | DETR |
""")
    assert [len(session.presentations) for session in log.sessions] == [3, 1]


def test_an_event_with_a_time_table_is_one_day() -> None:
    log = read_log("""
---
title: 論文読み会
date: 2018-07-20
---
## 日時
- 2018年9月1日（土） 13:00 - 16:30

参加者を募集します。

## プログラム
| 時間 | 論文 | 発表者 |
|---|---|---|
| 13:00 - 13:15 | BERT | 山田 太郎（京大） |
| 13:15 - 13:30 | ViT | 佐藤 花子 |
""")
    assert log.dated_talks == [
        ("山田 太郎", "bert", "2018-09-01"),
        ("佐藤 花子", "vit", "2018-09-01"),
    ]
    talks = [talk for session in log.sessions for talk in session.presentations]
    assert {talk.status for talk in talks} == {PLANNED}


PIECES = st.sampled_from(
    [
        "# ", "## 피어세션", "- ", "  - ", "1. ", "발표자: ", "모더레이터", "참석자: ", "김철수", "이영희", "(", ")", "[", "](", "|", "---", "\n",
        "\n\n", "|---|---|", "날짜", "발표", "2021-08-17", "3/4", "내일", "BERT", "~~", "<table>", "<tr><td>", "</table>", ":", " - ",
        "presented by ", "Jane Doe", "- [ ] ", "논문 읽기로 했다", "\t", "```", "<br>", "〃", "TBA", "---\ndate: 2021\n---\n",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_mixture_of_such_pieces_is_read(text: str) -> None:
    document = parse_document(text)
    for session in find_sessions(document, (), date(2021, 8, 17)):
        assert 1 <= session.line <= len(document.lines)
        for talk in session.presentations:
            assert 1 <= talk.line <= len(document.lines)
            assert all(name.strip() for name in talk.presenters)


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    document = parse_document(text)
    find_sessions(document, (), None)
    find_todos(document, ())
