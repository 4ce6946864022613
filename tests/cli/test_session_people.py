"""Who is told of with a session on a terminal, and what a plan may have overlooked."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperstudy.cli.output import Style
from tests.cli.conftest import Desk
from tests.cli.test_sessions import desk

__all__ = ["desk"]

PEERS = ("강재현", "권예환", "김민수", "이서연", "박지훈", "최유나", "정하늘")


def hold(desk: Desk) -> None:
    """A peer session that somebody leads, with seven people and two talks."""
    for name in ("장동건", *PEERS):
        if name != "김민수":
            desk("person", "add", name)
    desk("session", "new", "2021-08-10", "--title", "피어 세션", "--moderator", "장동건")
    desk("session", "present", "2021-08-10", "he2015deep", "--by", "권예환")
    desk("session", "present", "2021-08-10", "vaswani2017attention", "--by", "강재현")
    desk("session", "attend", "2021-08-10", *PEERS)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_list_tells_who_led_and_who_was_there_on_every_width(desk: Desk, width: int) -> None:
    hold(desk)
    shown = desk("session", "list", style=Style(width=width)).out
    people = " ".join(line.strip() for line in shown.splitlines()[1:])
    assert f"led by 장동건 · {', '.join(PEERS)} 권예환: Deep" in people
    assert "강재현: Attention" in people
    colored = desk("session", "list", style=Style(width=width, color=True)).out
    assert "\x1b[2mled by 장동건" in colored


def test_in_korean_too(desk: Desk) -> None:
    hold(desk)
    assert "장동건" in desk("session", "list", "--lang", "ko").out.splitlines()[1]


def test_who_was_not_there_was_absent_and_who_will_not_cannot_come(desk: Desk) -> None:
    for day in ("2021-08-10", "friday"):
        desk("session", "new", day)
        desk("session", "attend", day, "--absent", "Bob")
    was, coming = (desk("session", "show", day).out for day in ("2021-08-10", "friday"))
    assert "Absent" in was
    assert "Cannot come" not in was
    assert "Cannot come" in coming


def test_a_paper_that_was_presented_before_is_told(desk: Desk) -> None:
    hold(desk)
    desk("session", "new", "friday")
    given = desk("session", "present", "friday", "he2015deep", "--by", "Bob")
    assert given.code == 0
    assert given.err == "he2015deep was presented on 2021-08-10 already, by 권예환\n"
    assert desk("session", "present", "friday", "--topic", "x", "--by", "Ada", "--json").code == 0


def test_it_is_told_when_the_reading_list_has_no_paper_left(desk: Desk) -> None:
    desk("session", "repeat", "friday", "10:00")
    desk("reading", "add", "he2015deep")
    given = desk("session", "next", "--assign", "--count", "3")
    assert given.err == (
        "the reading list has no paper for 2026-12-04, 2026-12-11; to add one: "
        "paperstudy reading add KEY\n"
    )


def test_presentations_that_take_longer_than_the_session_are_told(
    desk: Desk, tmp_path: Path
) -> None:
    desk("session", "new", "friday", "10:00", "--minutes", "60")
    first = desk("session", "present", "friday", "he2015deep", "--minutes", "50")
    assert first.err == ""
    said = "the presentations take 100 min, the session 60"
    assert said in desk("session", "present", "friday", "--topic", "x", "--minutes", "50").err
    assert said in desk("session", "agenda", "friday", "-o", str(tmp_path / "a.md")).err


def test_days_the_wrong_way_round_are_refused(desk: Desk) -> None:
    for name in ("table", "list"):
        given = desk("session", name, "--since", "2026-12-04", "--until", "2026-11-27")
        assert (given.code, given.out) == (2, "")
        assert "did you mean --since 2026-11-27 --until 2026-12-04?" in given.err.lower()


def test_what_becomes_of_a_changed_meeting_is_shown_in_two_lines(desk: Desk) -> None:
    desk("session", "repeat", "friday", "10:00")
    given = desk("session", "repeat", "friday", "19:00", "--since", "2027-01-08", "--replace")
    assert given.out == (
        "Friday  10:00  each week  from 2026-11-21 until 2027-01-07\n"
        "Friday  19:00  each week  from 2027-01-08\n"
    )


def test_what_is_removed_is_called_by_its_title(desk: Desk) -> None:
    desk("session", "new", "friday", "--title", "Vision")
    assert desk("session", "remove", "friday").out == "removed: 2026-11-27 Vision\n"
