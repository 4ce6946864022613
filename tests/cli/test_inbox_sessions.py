"""Sessions and names of people that wait in the inbox: listed, accepted, chosen, rejected."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from paperstudy.cli.output import Style
from paperstudy.domain.people import DoubtId, NameDoubt, Person, PersonId
from paperstudy.domain.sessions import SessionId
from tests.cli.conftest import SESSION

Run = Callable[..., Any]
UNSURE = replace(SESSION, id=SessionId(4), sure=False)
DOUBT = NameDoubt(
    DoubtId(2),
    "민수",
    "/logs/2021-08-17.md",
    (Person(PersonId(1), "김민수"), Person(PersonId(2), "박민수")),
)


@pytest.fixture(autouse=True)
def waiting(study: Any) -> None:
    study.items, study.unsure, study.doubted = [], [UNSURE], [DOUBT]


def test_they_stand_under_headings_of_their_own(cli: Run) -> None:
    given = cli("inbox")
    assert given.out == (
        "\nSessions that may be none\n"
        "   s4  2021-08-17  피어 세션  /logs/2021-08-17.md\n"
        "         박지훈: Attention Is All You Need\n"
        "         다음 주 주제 정하기 (planned)\n"
        "         김민수, 박지훈, 이서연\n"
        "\nNames that fit several people\n"
        "   n2  “민수”  /logs/2021-08-17.md\n"
        "       1. 김민수\n"
        "       2. 박민수\n"
    )
    assert given.err.splitlines() == [
        "1 session to look at",
        "1 name that fits several people",
        "  paperstudy inbox accept s4    it was a session",
        "  paperstudy inbox reject s4    it was none",
        "  paperstudy inbox choose n2 1  it is the first of them",
        "  paperstudy inbox reject n2    it is none of them",
    ]


def test_plain_they_are_lines_of_fields(cli: Run) -> None:
    assert cli("inbox", "--plain").out.splitlines() == [
        "s4\t/logs/2021-08-17.md\t2021-08-17\t피어 세션\t김민수, 박지훈, 이서연\t"
        "박지훈: Attention Is All You Need; 다음 주 주제 정하기 (planned)",
        "n2\t/logs/2021-08-17.md\t민수\t1. 김민수; 2. 박민수",
    ]


def test_as_json_they_are_rows_with_a_kind(cli: Run) -> None:
    session, name = json.loads(cli("inbox", "--json").out)
    assert (session["id"], session["kind"], session["date"]) == ("s4", "session", "2021-08-17")
    assert (name["id"], name["kind"], name["text"]) == ("n2", "person", "민수")
    assert name["candidates"] == ["김민수", "박민수"]


def test_no_line_is_wider_than_the_terminal(cli: Run) -> None:
    from paperstudy.saying.cells import display_width

    lines = cli("inbox", style=Style(width=40)).out.splitlines()
    assert max(map(display_width, lines)) <= 40


def test_a_session_is_accepted_or_rejected(cli: Run, study: Any) -> None:
    assert cli("inbox", "accept", "s4").out.startswith("   3  2021-08-17  피어 세션\n")
    assert json.loads(cli("inbox", "accept", "S4", "--json").out)[0]["date"] == "2021-08-17"
    assert cli("inbox", "reject", "s4").out == "there was no such session: 2021-08-17 피어 세션\n"
    assert study.asked == [
        ("together", "accept s4"),
        ("accept_session", 4),
        ("together", "accept s4"),
        ("accept_session", 4),
        ("together", "reject s4"),
        ("reject_session", 4),
    ]


def test_a_name_is_given_to_a_person_or_to_nobody(cli: Run, study: Any) -> None:
    assert cli("inbox", "choose", "n2", "1").out == "n2 means 김민수\n"
    assert json.loads(cli("inbox", "choose", "n2", "김민수", "--json").out) == {
        "name": "김민수",
        "aliases": ["민수"],
    }
    assert cli("inbox", "reject", "n2").out == "n2 means nobody of them\n"
    settled = [asked for asked in study.asked if asked[0] == "settle"]
    assert settled == [("settle", 2, "1"), ("settle", 2, "김민수"), ("settle", 2, "")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("accept", "n2"), "say whom it means: paperstudy inbox choose n2 NAME"),
        (("choose", "s4", "1"), "s4 is a question of yes or no"),
        (("choose", "p4", "1"), "p4 is a question of yes or no"),
        (("accept", "s"), "“s” is no number in that list"),
        (("reject", "x4"), "numbers look like 12, p1, s1 or n1; `paperstudy inbox` lists"),
    ],
)
def test_what_does_not_fit_is_refused(cli: Run, line: tuple[str, ...], said: str) -> None:
    given = cli("inbox", *line)
    assert given.code != 0
    assert said.lower() in given.err.lower()


def test_several_of_all_kinds_go_in_one_call(cli: Run, study: Any) -> None:
    given = cli("inbox", "reject", "4", "s4", "n4", "p4")
    assert given.code == 0
    assert [asked[0] for asked in study.asked] == [
        "together",
        "reject",
        "reject_session",
        "settle",
        "reject_offer",
    ]
