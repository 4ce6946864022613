"""When a meeting starts and where it is: from its heading, its labels, its table's columns."""

from __future__ import annotations

import pytest

from paperstudy.logs.session_heads import is_call
from tests.fakes.read_logs import read_log

ZOOM = "https://us02web.zoom.us/j/123"


def heads(text: str) -> list[tuple[str | None, str, int | None, str]]:
    return [
        (one.date.isoformat() if one.date else None, one.starts, one.minutes, one.place)
        for one in read_log(text).sessions
    ]


DAY = "2023-05-01"


@pytest.mark.parametrize(
    ("text", "head"),
    [
        (
            "# 2023-05-01 논문 스터디\n- 일시: 2023년 5월 1일 19:30~21:00\n- 장소: 공학관 301호\n"
            "- 참석자: 김하늘, 이바다\n## 발표\n- 김하늘: BERT",
            (DAY, "19:30", 90, "공학관 301호"),
        ),
        (
            f"# 논문 스터디 회의록\n\n**일시**: 2023.05.01 (월) 오후 7시\n**장소**: [Zoom]({ZOOM})\n"
            "**참석자**: 김하늘, 이바다\n\n## 발표\n- BERT (발표자: 김하늘)",
            (DAY, "19:00", None, ZOOM),
        ),
        (
            "# Day 3 (2023-05-01)\n## 피어세션 (16:00 ~ 17:00)\n- 모더레이터: 김하늘\n",
            (DAY, "16:00", 60, ""),
        ),
        (
            "# Reading group\n\n## 2023-05-01 7pm @ Room 204\n- Presenter: Jane Doe\n- Paper: BERT",
            (DAY, "19:00", None, "Room 204"),
        ),
        (
            "# Reading group 2023-05-01\n\nTime: 7:30 PM - 9:00 PM KST\nPlace: Room 401, Main Hall\n"
            "Presenter: Jane Doe\nPaper: BERT",
            (DAY, "19:30", 90, "Room 401, Main Hall"),
        ),
        (
            "# 스터디 2023-05-01\n\n### 장소\n강남역 스터디룸\n\n### 시간\n오후 2시 ~ 4시\n\n### 발표\n"
            "- 김하늘: BERT\n- 이바다: ViT",
            (DAY, "14:00", 120, "강남역 스터디룸"),
        ),
        (
            "# 輪読会 2023-05-01\n- 日時: 5月1日 19:00-20:30\n- 場所: 3F会議室\n- 発表者: 田中 太郎\n- 論文: BERT",
            (DAY, "19:00", 90, "3F会議室"),
        ),
        (
            "## 회의 정보\n- 일시 및 장소: 2023-05-01 19:30, 공학관 301호\n- 참석자: 김하늘, 이바다\n\n"
            "## 발표\n- BERT (발표자: 김하늘)",
            (DAY, "19:30", None, "공학관 301호"),
        ),
        (
            f"# 스터디 2023-05-01\nZoom: {ZOOM}\n\n## 발표\n- 김하늘: BERT\n- 이바다: ViT",
            (DAY, "", None, ZOOM),
        ),
        (
            f"# 스터디 2023-05-01\n- 장소: 301호 ({ZOOM})\n- 참석자: 김하늘, 이바다",
            (DAY, "", None, f"301호 {ZOOM}"),
        ),
        (
            f"# 스터디 2023-05-01\n- 장소: 301호 (또는 온라인 접속) {ZOOM}\n- 참석자: 김하늘, 이바다",
            (DAY, "", None, f"301호 (또는 온라인 접속) {ZOOM}"),
        ),
        (
            f"# 스터디 2023-05-01\n## 5/1 회의\n오늘은 여기서: <{ZOOM}>\n- 참석자: 김하늘, 이바다",
            (DAY, "", None, ZOOM),
        ),
        (
            "# 스터디 2023-05-01\n일시: 5월 1일 19:30 / 장소: 강남역\n참석자: 김하늘, 이바다",
            (DAY, "19:30", None, "강남역"),
        ),
        (
            "# 스터디 2023-05-01\n장소: https://example.org/room\n참석자: 김하늘, 이바다",
            (DAY, "", None, "https://example.org/room"),
        ),
    ],
)
def test_the_head_of_a_meeting_says_when_and_where(
    text: str, head: tuple[str | None, str, int | None, str]
) -> None:
    assert heads(text) == [head]


@pytest.mark.parametrize(
    "line",
    [
        "- 시간: 2시간",
        "- 시간: 7시",
        "- 장소: 미정",
        "- 장소: TBA",
        "- 회의 링크: https://docs.example.org/minutes",
        "녹화: https://us02web.zoom.us/rec/share/abc",
        "다음 모임: 5/8 20:00",
    ],
)
def test_what_says_nothing_of_this_meeting_is_left_out(line: str) -> None:
    text = f"# 스터디 2023-05-01\n{line}\n- 참석자: 김하늘, 이바다\n## 발표\n- 김하늘: BERT\n- 이바다: ViT"
    assert heads(text) == [(DAY, "", None, "")]


def test_the_hour_at_which_a_log_was_written_is_no_start() -> None:
    text = "---\ndate: 2023-05-01 22:40:00 +0900\n---\n## 피어세션\n- BERT (발표자: 이바다)\n"
    assert heads(text) == [(DAY, "", None, "")]


def test_a_place_far_below_a_meeting_is_not_its_place() -> None:
    text = "# Day 3 (2023-05-01)\n## 피어세션\n- BERT (발표자: 이바다)\n\n## 회고\n장소: 카페\n"
    assert heads(text) == [(DAY, "", None, "")]


def test_every_meeting_of_a_log_has_its_own_head() -> None:
    text = (
        "# Reading group\n\n## 2023-05-01 7pm\n- Presenter: Jane Doe\n- Paper: BERT\n\n"
        "## 2023-05-08 8pm\n- Where: https://meet.google.com/abc-defg-hij\n"
        "- Presenter: John Smith\n- Paper: ViT"
    )
    assert heads(text) == [
        (DAY, "19:00", None, ""),
        ("2023-05-08", "20:00", None, "https://meet.google.com/abc-defg-hij"),
    ]


def test_a_dated_line_gives_its_time_and_still_its_talk() -> None:
    read = read_log("# 스터디 2023년\n- 5/1 (월) 19:30 김하늘: BERT\n- 5/8 (월) 20:00 이바다: ViT")
    assert [(one.date and one.date.isoformat(), one.starts) for one in read.sessions] == [
        (DAY, "19:30"),
        ("2023-05-08", "20:00"),
    ]
    assert read.talks == [("김하늘", "bert"), ("이바다", "vit")]


def test_the_columns_of_a_schedule_give_times_and_places() -> None:
    text = (
        "# 세미나 2023년\n\n| 날짜 | 시간 | 장소 | 발표자 | 논문 |\n|---|---|---|---|---|\n"
        "| 5/1 | 19:00~20:00 | 301호 | 김하늘 | BERT |\n"
        "| 5/8 | 19:30 | [게더](https://app.gather.town/app/x/y) | 이바다 | ViT |\n"
        "| 5/15 |  | 미정 | 박산 | DETR |"
    )
    assert heads(text) == [
        (DAY, "19:00", 60, "301호"),
        ("2023-05-08", "19:30", None, "https://app.gather.town/app/x/y"),
        ("2023-05-15", "", None, ""),
    ]


def test_a_room_may_stand_behind_the_time_in_a_date_column() -> None:
    text = (
        "# 2023년 세미나\n\n| 날짜 | 발표자 | 논문 |\n|---|---|---|\n"
        "| 5/1 4:00 PM, D403 | 김하늘 | BERT |\n| 5/8 | 이바다 | ViT |"
    )
    assert heads(text) == [(DAY, "16:00", None, "D403"), ("2023-05-08", "", None, "")]


def test_the_slots_of_one_day_give_its_start_and_not_its_length() -> None:
    text = (
        "# 세미나\n일시: 2023-05-01\n\n| 시간 | 발표자 | 논문 |\n|---|---|---|\n"
        "| 13:00-13:15 | 김하늘 | BERT |\n| 13:15-13:30 | 이바다 | ViT |"
    )
    assert heads(text) == [(DAY, "13:00", None, "")]


@pytest.mark.parametrize(
    ("url", "call"),
    [
        ("https://us02web.zoom.us/j/1", True),
        ("https://meet.google.com/abc", True),
        ("https://app.gather.town/app/x", True),
        ("https://zoom.us", False),
        ("https://us02web.zoom.us/rec/play/1", False),
        ("https://notzoom.us/j/1", False),
        ("http://[", False),
    ],
)
def test_a_call_is_told_from_other_addresses(url: str, *, call: bool) -> None:
    assert is_call(url) is call


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("# 2023-05-01 스터디\n참석자: 김하늘, 이바다", [True]),
        ("## 피어세션\n- BERT (발표자: 김하늘)", [True]),
        ("## 피어세션\n- 재미있었다", [False]),
        ("# Day 3 (2023-05-01)\n## 피어세션\n- 재미있었다", [True]),
    ],
)
def test_a_heading_alone_is_no_sure_meeting(text: str, sure: list[bool]) -> None:
    assert [one.sure for one in read_log(text).sessions] == sure


def test_two_meetings_of_one_day_stay_two() -> None:
    text = (
        "# 2023-05-01\n## 아침 회의\n참석자: 김하늘, 이바다\n## 피어세션\n- BERT (발표자: 김하늘)\n"
    )
    assert len(read_log(text).sessions) == 2


MINUTES = "| 발표자 | 논문 |\n|---|---|\n| 김하늘 | BERT |\n| 이바다 | ViT |"


@pytest.mark.parametrize(
    ("above", "head", "participants"),
    [
        (
            "# 2023-05-01 논문 스터디\n- 시간: 19:30\n- 장소: 301호\n- 참석자: 김하늘, 이바다, 박산",
            (DAY, "19:30", None, "301호"),
            3,
        ),
        ("# 2023-05-01 논문 스터디\n- 시간: 19:30", (DAY, "19:30", None, ""), 0),
        ("# 2023-05-01 19:30 논문 스터디", (DAY, "19:30", None, ""), 0),
        (f"# 2023-05-01 논문 스터디\n{ZOOM}", (DAY, "", None, ZOOM), 0),
    ],
)
def test_what_stands_above_a_table_of_talks_is_of_the_same_meeting(
    above: str, head: tuple[str | None, str, int | None, str], participants: int
) -> None:
    read = read_log(f"{above}\n\n{MINUTES}")
    assert heads(f"{above}\n\n{MINUTES}") == [head]
    assert len(read.sessions[0].participants) == participants
    assert read.talks == [("김하늘", "bert"), ("이바다", "vit")]


def test_company_of_one_day_is_no_company_of_a_schedule_of_many() -> None:
    text = (
        "# 스터디 2023년\n\n| 날짜 | 발표자 | 논문 |\n|---|---|---|\n| 5/1 | 김하늘 | BERT |\n"
        "| 5/8 | 이바다 | ViT |\n\n## 5/8 회의\n참석자: 김하늘, 이바다\n\n## 5/15 회의\n참석자: 김하늘, 박산"
    )
    told = [(str(one.date), len(one.participants)) for one in read_log(text).sessions]
    assert told == [(DAY, 0), ("2023-05-08", 2), ("2023-05-15", 2)]


def test_a_line_at_the_top_is_of_the_meeting_held_and_not_of_the_one_announced() -> None:
    text = (
        f"---\ndate: 2023-05-01\n---\nZoom: {ZOOM}\n시간: 19:30\n\n## 발표\n- 김하늘: BERT\n- 이바다: ViT\n"
        "- 내일 박산님이 DETR 발표 예정\n"
    )
    assert heads(text) == [(DAY, "19:30", None, ZOOM), ("2023-05-02", "", None, "")]


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("일시 및 장소: 5월 1일 (월), 공학관 301호", "공학관 301호"),
        ("일시 및 장소: 5월 1일 (월) 미정", ""),
        ("### 장소\n미정", ""),
        ("### 장소\n### 시간", ""),
        ("### 장소\n\n\n\n\n301호", ""),
    ],
)
def test_a_place_beside_the_day_or_below_its_label(line: str, place: str) -> None:
    text = f"# 스터디 2023-05-01\n참석자: 김하늘, 이바다\n{line}\n"
    assert heads(text) == [(DAY, "", None, place)]


@pytest.mark.parametrize(
    "head",
    [
        "- 장소:\n- 진행:\n- 참석자: 김하늘, 이바다",
        "- 장소:\n\n- 시간:\n- 서기:\n- 참석자: 김하늘, 이바다",
        "장소:\n시간:\n참석자: 김하늘, 이바다",
        "**장소**:\n\n**참석자**: 김하늘, 이바다",
        "- Place:\n- Moderator:\n- Time:\n- Participants: 김하늘, 이바다",
    ],
)
def test_an_empty_label_takes_nothing_from_the_next_line(head: str) -> None:
    (session,) = read_log(f"# 2023-05-01 논문 스터디\n\n{head}\n").sessions
    assert (session.place, session.starts, session.moderator, session.scribe) == ("", "", "", "")
    assert session.participants == ("김하늘", "이바다")


def test_what_stands_in_the_front_matter_and_the_heading_is_said_once() -> None:
    front = "---\ntitle: Day 3 오늘의 기록\ndate: 2023-05-01\n---\n"
    for heading in ("오늘의 기록", "Day 3 오늘의 기록"):
        (session,) = read_log(f"{front}# {heading}\n\n- 발표자: 김하늘 (BERT)\n").sessions
        assert session.title == "Day 3 오늘의 기록"
