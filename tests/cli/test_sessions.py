"""`session` at the terminal, on a library of its own, on Saturday 2026-11-21 in Seoul."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from paperstudy.cli.call import Call
from paperstudy.cli.output import Style
from paperstudy.domain.planning import SessionEdit
from paperstudy.study import open_study
from tests.cli.conftest import SATURDAY, Desk, Outcome


@pytest.fixture
def desk(furnish: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Run command lines one after another on one library, which has three people and two papers."""
    monkeypatch.setenv("PAPERSTUDY_TIME_ZONE", "Asia/Seoul")
    monkeypatch.setenv("PAPERSTUDY_ME", "Ada")
    people = [("person", "add", name) for name in ("김민수", "Ada", "Bob")]
    return furnish(*people, ("add", "1512.03385"), ("add", "1706.03762"))


def rows(outcome: Outcome) -> Any:
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out)


def test_a_group_runs_a_month_from_the_terminal(desk: Desk) -> None:
    desk("reading", "add", "vaswani2017attention")
    repeated = desk("session", "repeat", "friday", "10:00", "--title", "Weekly", "--minutes", "60")
    assert repeated.out == "Friday  10:00  each week  Weekly  from 2026-11-21\n"
    desk("session", "attend", "friday", "--absent", "me")
    assert desk("session", "next", "--assign", "--count", "2").out == (
        "   1  2026-11-27 10:00  Weekly\n"
        "      Bob: Attention is All you Need (planned)\n"
        "   2  2026-12-04 10:00  Weekly\n"
        "      Ada (planned)\n"
    )
    assert desk("session", "swap", "bob", "민수").code == 0
    assert desk("session", "attend", "friday", "민수").code == 0
    assert desk("session", "note", "friday", "--text", "# Questions").out == (
        "minutes saved: 2026-11-27 10:00 Weekly\n"
    )
    assert desk("session", "show", "11/27").out == (
        "Session       1\n"
        "Date          2026-11-27 10:00 Asia/Seoul\n"
        "Title         Weekly\n"
        "Length        60 min\n"
        "Participants  김민수\n"
        "Cannot come   Ada\n"
        "\n"
        "Presentations\n"
        "  김민수: Attention is All you Need (planned)\n"
        "    vaswani2017attention\n"
        "\n"
        "Minutes\n"
        "  # Questions\n"
    )
    assert desk("session", "list", "--upcoming").out.splitlines()[5:] == [
        "   -  2026-12-11 10:00  Weekly",
        "   -  2026-12-18 10:00  Weekly",
    ]


def test_a_session_is_written_down_when_it_was_held(desk: Desk) -> None:
    assert desk("session", "new", "2026-11-13", "7pm", "--moderator", "me").code == 0
    made = desk(
        *("session", "present", "last", "he2015deep", "--by", "민수", "--by", "Bob"),
        *("--role", "review", "--minutes", "5", "--json"),
    )
    talk = rows(made)["presentations"][0]
    assert talk["presenters"] == ["김민수", "Bob"]
    assert talk["paper"]["key"] == "he2015deep"
    assert (talk["status"], talk["role"], talk["minutes"]) == ("done", "review", 5)
    assert desk("session", "list", "--past").out == (
        "   1  2026-11-13 19:00\n"
        "      led by Ada\n"
        "      김민수, Bob: Deep Residual Learning for Image Recogniti… (a review, 5 min)\n"
    )
    assert rows(desk("session", "done", "last", "--json"))["state"] == "held"
    assert "presented" in desk("list").out
    listed = rows(desk("session", "list", "--json", "--since", "11/1"))[0]
    assert {"date", "title", "moderator", "participants", "presentations"} <= set(listed)
    assert listed["date"] == "2026-11-13"


def test_a_paper_alone_is_planned_for_the_next_session(desk: Desk) -> None:
    desk("session", "new", "friday")
    shown = desk("session", "present", "he2015deep", "--by", "me")
    assert shown.out.splitlines()[1] == (
        "      Ada: Deep Residual Learning for Image Recognition (planned)"
    )
    desk("session", "present", "friday", "How", "we", "train", "--by", "Bob")
    assert "Bob: How we train" in desk("session", "present", "--by", "Bob").out
    assert "Bob: 3 ways" in desk("session", "present", "--topic", "3 ways", "--by", "Bob").out
    moved = desk("session", "move", "friday", "--presentation", "3 ways", "--position", "1")
    assert moved.out.splitlines()[1] == "      Bob: 3 ways (planned)"
    assert "3 ways" not in desk("session", "unpresent", "friday", "1").out


def test_a_session_is_called_off_and_on_again(desk: Desk) -> None:
    desk("session", "new", "friday", "10:00", "--title", "Vision", "--place", "Room 1")
    off = desk("session", "skip", "friday", "--reason", "a storm")
    assert off.out == "   1  2026-11-27 10:00  called off (a storm) · Vision\n"
    assert "called off" in desk("session", "show", "1").out
    assert desk("session", "move", "1", "내일").out == "   1  2026-11-22 10:00  Vision\n"
    assert desk("session", "edit", "1", "--title", "", "--time", "7pm").out == (
        "   1  2026-11-22 19:00  Room 1\n"
    )
    assert desk("session", "skip", "1", "--plain").out.split("\t")[2] == "called off"
    removed = desk("session", "remove", "1")
    assert (removed.out, removed.err) == (
        "removed: 2026-11-22 19:00\n",
        "to bring them back: paperstudy undo\n",
    )
    assert desk("undo").code == 0
    assert desk("session", "show", "1").code == 0


def test_who_cannot_come_and_was_to_present_is_told(desk: Desk) -> None:
    desk("session", "new", "friday")
    desk("session", "present", "he2015deep", "--by", "Bob")
    away = desk("session", "attend", "friday", "--absent", "Bob")
    assert "paperstudy session swap “Bob” NAME" in away.err


def test_suggestions_come_with_their_reasons(desk: Desk) -> None:
    desk("reading", "add", "he2015deep")
    none = desk("session", "next")
    assert none.err.startswith("no meeting without a presenter is planned; ")
    desk("session", "new", "11/27", "10:00")
    desk("session", "attend", "11/27", "--absent", "Bob")
    given = desk("session", "next")
    assert given.out == (
        "2026-11-27 10:00  Ada  no presentation so far\n"
        "    to present: he2015deep  Deep Residual Learning for Image Recognition\n"
        "    after that: 김민수\n"
        "    cannot come: Bob\n"
    )
    assert "--assign --count 1" in given.err
    assert desk("session", "next", "--plain").out == (
        "2026-11-27 10:00\tAda\tno presentation so far\the2015deep\t김민수\n"
    )
    (row,) = rows(desk("session", "next", "--json"))
    assert (row["person"], row["others"], row["absent"]) == ("Ada", ["김민수"], ["Bob"])
    assert row["session"]["date"] == "2026-11-27"
    assert "Ada" in desk("session", "next", style=Style(width=80, color=True)).out


def test_recurring_meetings_are_listed(desk: Desk) -> None:
    assert "no meeting comes again" in desk("session", "repeat").err
    line = ("session", "repeat", "매주 금요일 19시", "--every", "2", "--until", "2026-12-31")
    (given, again) = (desk(*line), desk("session", "repeat", "friday", "--holiday", "12/25"))
    assert given.out == "Friday  19:00  every other week  from 2026-11-21 until 2026-12-31\n"
    assert again.out.endswith("until 2026-12-31\n    without 2026-12-25\n")
    assert desk("session", "repeat").out == again.out
    assert desk("session", "repeat", "--plain").out.startswith("Friday\t19:00\tevery other week\t")
    (row,) = rows(desk("session", "repeat", "--json"))
    assert (row["weekday"], row["every"], row["skipped"]) == (5, 2, ["2026-12-25"])
    assert rows(desk("session", "repeat", "friday", "--json"))["starts"] == "19:00"


def test_what_a_holiday_costs_is_told(desk: Desk) -> None:
    desk("session", "repeat", "friday", "10:00")
    desk("session", "present", "12/25", "he2015deep", "--by", "Bob", "--by", "민수")
    given = desk("session", "repeat", "friday", "--holiday", "12/25")
    assert given.err == (
        "no presentation of Bob, 김민수 on 2026-12-25: it is still their turn; to have it at "
        "another session: paperstudy session move 1 --presentation 1 next\n"
    )
    assert desk("session", "move", "1", "--presentation", "1", "next").code == 0
    late = desk("session", "repeat", "friday", "--until", "11/26")
    assert late.err == (
        "still planned after that: 2026-11-27; to call one off: paperstudy session skip DATE\n"
    )
    off = desk("session", "skip", "11/27", "--reason", "a storm")
    assert "no presentation of Bob, 김민수 on 2026-11-27" in off.err
    assert "called off (a storm)" in desk("session", "skip", "11/27").out


def test_a_second_time_on_a_weekday_is_asked_about(desk: Desk) -> None:
    desk("session", "repeat", "friday", "10:00", "--title", "Weekly")
    again = desk("session", "repeat", "friday", "19:00")
    assert again.code == 3
    assert "paperstudy session repeat “friday 19:00” --replace" in again.err
    changed = desk("session", "repeat", "friday 19:00", "--replace", "--every", "3")
    assert changed.out == "Friday  19:00  every 3 weeks  Weekly  from 2026-11-21\n"


def test_who_comes_and_who_cannot_is_confirmed(desk: Desk) -> None:
    desk("session", "new", "friday")
    came = desk("session", "attend", "friday", "me", "Bob")
    assert came.out == "   1  2026-11-27\n      Ada, Bob\n"
    away = desk("session", "attend", "friday", "민수", "--absent", "Bob", "--absent", "me")
    assert away.out == "   1  2026-11-27\n      김민수\n"
    assert away.err == "cannot come: Bob, Ada\n"
    bare = desk("session", "attend", "friday", "Bob", "--absent")
    assert (bare.code, bare.out) == (2, "")
    assert "--absent" in bare.err


def test_who_is_left_out_is_counted(desk: Desk, tmp_path: Path) -> None:
    desk("session", "new", "friday")
    log = tmp_path / "2020-05-01.md"
    log.write_text(
        "# 2020-05-01 study\n\n- Moderator: Grace\n- Participants: Grace, Linus\n",
        encoding="utf-8",
    )
    assert desk("scan", str(log)).code == 0
    given = desk("session", "next")
    assert given.err.startswith("2 people whom no meeting of the last year names are left out; ")
    assert "Grace" not in given.out
    assert desk("person", "active", "Grace").code == 0
    told = desk("session", "next")
    assert told.err.startswith("1 person whom no meeting of the last year names is left out; ")
    assert "Grace" in told.out


def test_a_session_that_waits_says_how_it_is_taken(desk: Desk, tmp_path: Path) -> None:
    log = tmp_path / "week.md"
    log.write_text("# 피어세션\n\n- 발표: Ada - ViT\n", encoding="utf-8")
    desk("scan", str(log))
    (unsure,) = [row for row in rows(desk("inbox", "--json")) if str(row["id"]).startswith("s")]
    shown = desk("session", "show", unsure["id"][1:]).out
    assert f"waits in the inbox: paperstudy inbox accept {unsure['id']}, or reject" in shown


def test_of_many_past_sessions_the_newest_are_listed(desk: Desk, tmp_path: Path) -> None:
    with open_study(Call(environ=dict(os.environ)).settings, clock=lambda: SATURDAY) as study:
        days = [date(2026, 11, 20) - timedelta(days=2 * number) for number in range(120)]
        for day in (*days, date(2026, 11, 27), date(2026, 12, 4)):
            study.sessions.new(day.isoformat(), SessionEdit())
    past = desk("session", "--past", "--plain")
    assert len(past.out.splitlines()) == 100
    assert "2026-11-20" in past.out.splitlines()[-1]
    assert past.err == "there may be older ones: paperstudy session --past --all\n"
    assert len(desk("session", "--past", "--all", "--plain").out.splitlines()) == 120
    listed = desk("session", "--json").out
    assert len(json.loads(listed)) == len(listed.splitlines()) == 122


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (("show", "firday"), 2, "“firday” is no date. Did you mean friday?"),
        (("show", "x"), 2, "“x” names no session. Name it by its number"),
        (("show", "99"), 3, "there is no session 99. The nearest number is 1"),
        (("show", "11/26"), 3, "The nearest is on 2026-11-27"),
        (("show",), 2, "SESSION is missing"),
        (("new", "2026-11-31"), 2, "Did you mean 2026-11-30?"),
        (("new", "friday"), 3, "session 1 is on 2026-11-27 already"),
        (("new",), 2, "DATE is missing"),
        (("edit", "1"), 2, "say what to change"),
        (("edit", "1", "--moderator", "Bobb"), 3, "Did you mean Bob?"),
        (("present", "1", "he2015dep", "--by", "Bob"), 3, "Did you mean he2015deep?"),
        (("present", "1"), 2, "nothing is planned: no paper, no topic and no name"),
        (("present", "1", "x", "--role", "sing"), 2, "one of: present, review, implement"),
        (("unpresent", "1"), 3, "nothing is planned for session 1"),
        (("move", "1"), 2, "say where to"),
        (("move", "1", "friday", "--position", "1"), 2, "say where to"),
        (("skip", "7"), 3, "The nearest number is 1"),
        (("done", "1"), 3, "is still to come"),
        (("attend", "1", "Adda"), 3, "Did you mean Ada?"),
        (("swap", "Ada", "Bob"), 3, "neither Ada nor Bob is to present"),
        (("next", "--count", "0"), 2, "a whole number from 1 to 52. The nearest is 1"),
        (("next", "--count", "2000000000"), 2, "The nearest is 52"),
        (("repeat", "firday"), 2, "Did you mean friday?"),
        (("repeat", "--until", "friday"), 2, "say on which weekday"),
        (("list", "--upcoming", "--past"), 2, "give --upcoming or --past, not both"),
        (("list", "--since", "soon"), 2, "“soon” is no date"),
        (("note", "1", "--append"), 2, "--append needs a text"),
        (("note", "1", "--text", "a", "--stdin"), 2, "not both"),
        (("list", "--person", "Adda"), 3, "Did you mean Ada?"),
        (("persent", "1"), 2, "Did you mean paperstudy session present?"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_nearest(
    desk: Desk, line: tuple[str, ...], code: int, said: str
) -> None:
    desk("session", "new", "friday")
    given = desk("session", *line)
    assert given.code == code
    assert said in given.err
    assert given.out == ""


def test_lists_that_are_empty_say_so(desk: Desk) -> None:
    assert "no sessions yet" in desk("session").err
    assert "paperstudy session new" in desk("session").err
    assert desk("session", "--upcoming").err == "no session fits\n"
    assert desk("session", "list", "--since", "2주 전", "--person", "me").err == "no session fits\n"
    assert desk("session", "--json").out == "[]\n"


def test_minutes_are_written_in_the_editor(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk("session", "new", "friday")
    assert "there is no editor" in desk("session", "note", "1").err
    editor = tmp_path / "editor.sh"
    editor.write_text('#!/bin/sh\nprintf "second\\n" >> "$1"\n', encoding="utf-8")
    editor.chmod(0o755)
    monkeypatch.setenv("EDITOR", str(editor))
    desk("session", "note", "1", "--text", "first")
    assert desk("session", "note", "1").out == "minutes saved: 2026-11-27\n"
    desk("session", "note", "1", "--append", "--text", "third")
    assert rows(desk("session", "show", "1", "--json"))["note"] == "first\nsecond\nthird"
    editor.write_text("#!/bin/sh\n", encoding="utf-8")
    assert desk("session", "note", "1").err == "nothing changed\n"
    assert desk("session", "note", "1", "--text", "").out == "minutes removed: 2026-11-27\n"


def test_it_all_runs_in_korean(desk: Desk) -> None:
    lines = (
        ("repeat", "금요일", "19:00"),
        ("present", "금요일", "he2015deep", "--by", "나", "--minutes", "20", "--role", "implement"),
        ("next", "--count", "2"),
        ("list", "--upcoming"),
        ("skip", "다음", "--reason", "휴일"),
        ("show", "11월 27일"),
    )
    for line in lines:
        assert desk("session", *line, "--lang", "ko").code == 0, line
    for name in ("new", "edit", "move", "present", "next", "repeat", "note"):
        assert desk("session", name, "--help", "--lang", "ko").code == 0, name


def test_every_command_is_in_the_help(desk: Desk) -> None:
    shown = desk("session", "--help").out
    for name in ("new", "edit", "present", "unpresent", "move", "skip", "done", "attend", "note"):
        assert f"\n  {name} " in shown
    assert desk("session", "new", "--help").code == 0
