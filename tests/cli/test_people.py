"""`person` at the terminal, on a real library."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest

from paperstudy.cli.app import run
from paperstudy.cli.call import Call
from paperstudy.cli.complete_people import complete_people
from paperstudy.cli.me import find_me
from paperstudy.cli.output import Style
from paperstudy.cli.render_people import render_person
from paperstudy.domain.library import ReadingEntry, ReadingRow
from paperstudy.domain.logs import PresentationRole, PresentationStatus
from paperstudy.domain.papers import CiteKey, PaperId, PaperStatus
from paperstudy.domain.people import Person, PersonId
from paperstudy.domain.sessions import Presentation, SessionId, StudySession
from paperstudy.saying.cells import display_width
from paperstudy.study.people import PersonDetail
from tests.cli.conftest import NOW, TERMINAL, Outcome

Run = Callable[..., Outcome]
Screen = Callable[[str, str], None]

LOG = """---
author: 김현수
---
# 2024-01-05 논문 스터디

- 참석자: 김현수, 박지훈, 이서연
- 지훈님: [ViT](https://arxiv.org/abs/2010.11929) 발표
- Kim Hyunsoo: [BERT](https://arxiv.org/abs/1810.04805) 발표
"""


@pytest.fixture
def house(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return what runs a command line on a library of its own."""

    def invoke(*arguments: str, style: Style = TERMINAL) -> Outcome:
        capsys.readouterr()
        call = Call(environ=dict(os.environ), drawn=style, clock=lambda: NOW)
        code = run(("--offline", *arguments), call)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return invoke


@pytest.fixture
def group(house: Run, tmp_path: Path) -> Run:
    """Return the same, after one log was scanned."""
    (tmp_path / "2024-01-05.md").write_text(LOG, encoding="utf-8")
    assert house("scan", str(tmp_path / "2024-01-05.md")).code == 0
    return house


@pytest.mark.parametrize("language", ["en", "ko"])
def test_people_are_listed_with_what_they_presented(
    group: Run, screen: Screen, language: str
) -> None:
    group("person", "active", "서연", "--no")
    shown = group("person", "--lang", language)
    assert shown.code == 0
    screen(f"person-list.{language}", shown.out)
    screen(f"person-show.{language}", group("person", "show", "지훈", "--lang", language).out)


def test_plain_list_is_a_record_a_line(group: Run) -> None:
    group("person", "active", "서연", "--no")
    lines = group("person", "list", style=Style(plain=True)).out.splitlines()
    assert [line.split("\t") for line in lines] == [
        ["김현수", "1", "1", "2024-01-05", "Kim Hyunsoo", ""],
        ["박지훈", "1", "1", "2024-01-05", "", ""],
        ["이서연", "0", "1", "-", "", "inactive"],
    ]


def test_json_of_list_and_show_names_everybody(group: Run) -> None:
    rows = json.loads(group("person", "list", "--json").out)
    assert [(row["name"], row["aliases"], row["presentations"]) for row in rows] == [
        ("김현수", ["Kim Hyunsoo"], 1),
        ("박지훈", [], 1),
        ("이서연", [], 0),
    ]
    row = json.loads(group("person", "show", "kim hyunsoo", "--json").out)
    assert row["name"] == "김현수"
    assert row["presentations"][0]["paper"]["key"]
    assert row["sessions"][0]["participants"] == ["김현수", "박지훈", "이서연"]


def test_empty_library_says_where_people_come_from(house: Run) -> None:
    shown = house("person")
    assert (shown.code, shown.out) == (0, "")
    assert "paperstudy person add NAME" in shown.err
    assert json.loads(house("person", "--json").out) == []
    house("person", "add", "Ada Lovelace")
    house("person", "active", "Ada", "--no")
    assert "nobody takes part now" in house("person", "list", "--active").err


def test_every_change_prints_the_person_and_can_be_undone(group: Run) -> None:
    assert group("person", "add", "최성재", "--alias", "Jay").out == "최성재  also called Jay\n"
    assert group("person", "alias", "지훈", "Potato").out == "박지훈  also called Potato\n"
    assert group("person", "alias", "박지훈").out == "박지훈  also called Potato\n"
    assert group("person", "alias", "박지훈", "--remove", "Potato").out == "박지훈\n"
    assert group("person", "rename", "Jay", "최재성").out == "최재성  also called Jay, 최성재\n"
    assert group("person", "active", "Jay", "--no").out.endswith("(inactive)\n")
    assert group("person", "active", "Jay").out == "최재성  also called Jay, 최성재\n"
    merged = json.loads(group("person", "merge", "박지훈", "Jay", "--json").out)
    assert merged["aliases"] == ["Jay", "최성재", "최재성"]
    for _ in range(8):
        group("undo")
    assert [row["name"] for row in json.loads(group("person", "--json").out)] == [
        "김현수",
        "박지훈",
        "이서연",
    ]


def test_me_is_nobody_where_nobody_can_be_asked(group: Run) -> None:
    given = group("person", "show", "me")
    assert (given.code, given.out) == (2, "")
    assert "PAPERSTUDY_ME" in given.err
    assert "paperstudy.toml" in given.err


def test_person_of_whom_nothing_is_known_is_removed_and_comes_back(group: Run) -> None:
    group("person", "add", "Ada Lovelace", "--alias", "Countess")
    assert group("person", "remove", "countess").out == "removed: Ada Lovelace\n"
    assert group("person", "show", "Ada").code == 3
    group("undo")
    assert group("person", "alias", "Ada").out == "Ada Lovelace  also called Countess\n"
    assert json.loads(group("person", "remove", "Ada", "--json").out)["name"] == "Ada Lovelace"
    refused = group("person", "remove", "이서연")
    assert (refused.code, refused.out) == (3, "")
    assert "sessions name “이서연”, the last of them 2024-01-05" in refused.err
    assert "person merge NAME 이서연" in refused.err
    assert "person active 이서연 --no" in refused.err


def test_name_that_fits_somebody_is_added_with_a_word_about_them(group: Run) -> None:
    added = group("person", "add", "서연")
    assert (added.code, added.out) == (0, "서연\n")
    assert "이서연 may be the same person" in added.err
    assert group("person", "add", "홍길동").err == ""


def test_name_that_fits_two_is_refused(group: Run) -> None:
    group("person", "add", "최지훈")
    given = group("person", "show", "지훈")
    assert given.code == 3
    assert "박지훈, 최지훈" in given.err


def test_names_are_completed(group: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with click.Context(click.Command("x"), obj=Call(environ=dict(os.environ))) as ctx:
        assert complete_people(ctx, click.Argument(["name"]), "박") == ["박지훈"]
        monkeypatch.setenv("PAPERSTUDY_OFFLINE", "perhaps")
    with click.Context(click.Command("x"), obj=Call(environ=dict(os.environ))) as ctx:
        assert complete_people(ctx, click.Argument(["name"]), "박") == []


class Keyboard(io.StringIO):
    """What a person types; it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    def type_in(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", Keyboard(text))
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)

    return type_in


def test_who_is_at_the_keyboard_is_asked_once(group: Run, keyboard: Any) -> None:
    keyboard("지훈\n")
    shown = group("person", "show", "me")
    assert "Who are you?" in shown.err
    assert "config.toml" in shown.err
    assert "박지훈" in shown.out
    keyboard("")
    again = group("person", "show", "me")
    assert "Who are you?" not in again.err
    assert "박지훈" in again.out


def test_mistyped_name_is_offered_as_the_nearest(group: Run, keyboard: Any) -> None:
    keyboard("지운\ny\n")
    shown = group("person", "show", "me")
    assert "Did you mean 박지훈? [y/N]" in shown.err
    assert "from now on you are 박지훈" in shown.err
    assert shown.out.split("\n")[0].endswith("박지훈")


def test_newcomer_says_that_they_are_new(group: Run, keyboard: Any) -> None:
    keyboard("지운\nn\ny\n")
    shown = group("reading", "list", "--mine")
    assert "Nobody here is called “지운”. Are you new in the group? [y/N]" in shown.err
    assert "from now on you are 지운" in shown.err


@pytest.mark.parametrize("typed", ["지운\n\n\n", "Zaphod\n\n", "지운\n"])
def test_who_says_neither_is_nobody_and_nothing_is_kept(
    group: Run, keyboard: Any, typed: str
) -> None:
    keyboard(typed)
    shown = group("person", "show", "me")
    assert shown.code == 2
    assert "from now on" not in shown.err
    assert "PAPERSTUDY_ME" in shown.err


def test_name_that_fits_two_is_chosen_by_number(group: Run, keyboard: Any) -> None:
    group("person", "add", "최지훈")
    keyboard("지훈\n2\n")
    shown = group("person", "show", "me")
    assert "several people are called “지훈”" in shown.err
    assert "2. 최지훈" in shown.err
    assert "from now on you are 최지훈" in shown.err
    keyboard("\n")


def test_what_is_no_name_is_no_answer(group: Run, keyboard: Any) -> None:
    keyboard("🔥\n")
    shown = group("person", "show", "me")
    assert shown.code == 2
    assert "is no name of a person" in shown.err


@pytest.mark.parametrize("typed", ["", "\n"])
def test_no_answer_is_no_name(group: Run, keyboard: Any, typed: str) -> None:
    keyboard(typed)
    shown = group("person", "show", "me")
    assert shown.code == 2
    assert "PAPERSTUDY_ME" in shown.err


def test_nobody_is_asked_without_need(keyboard: Any) -> None:
    keyboard("지훈\n")
    call = Call(environ=dict(os.environ))
    assert find_me(call).me == find_me(call, "박지훈").me == ""
    assert sys.stdin.readline() == "지훈\n"


def test_all_that_is_known_of_a_person_is_shown(screen: Screen) -> None:
    key, title = CiteKey("dosovitskiy2021image"), "An Image is Worth 16x16 Words"
    held = (
        Presentation(("박지훈",), (key, title), "", role=PresentationRole.REVIEW),
        Presentation(("박지훈",), None, "다음 주제", PresentationStatus.PLANNED),
    )
    meetings = tuple(
        StudySession(SessionId(number), None, f"{number}주차", "스터디", "", "", (), held[:number])
        for number in range(1, 13)
    )
    entry = ReadingEntry(PaperId(1), PaperStatus.TO_READ, PersonId(1), due=date(2024, 5, 1))
    detail = PersonDetail(
        Person(PersonId(1), "박지훈", ("Potato",), active=False),
        meetings,
        tuple((meetings[0], presentation) for presentation in held),
        (
            ReadingRow(entry, key, title),
            ReadingRow(ReadingEntry(PaperId(2), PaperStatus.READ), CiteKey("stub"), ""),
        ),
    )
    screen("person-detail", "\n".join(render_person(detail, TERMINAL)) + "\n")
    plain = "\n".join(render_person(detail, Style(plain=True)))
    assert f"1주차: {title} [{key}] (review)" in plain


def test_long_name_leaves_room_for_the_rest(house: Run) -> None:
    house("person", "add", "가" * 80, "--alias", "나" * 80)
    house("person", "add", "[/oops]")
    first, second = house("person").out.splitlines()
    assert first.startswith("[/oops] ")
    assert display_width(second) <= TERMINAL.width
    assert "0 presentations" in second


def test_of_many_presentations_the_newest_are_shown() -> None:
    title = "스터디"
    meetings = tuple(
        StudySession(SessionId(n), date(2024, 1, n), "", title, "", "", (), ())
        for n in range(1, 26)
    )
    talks = tuple((one, Presentation(("Ada",), None, f"talk {one.id}")) for one in meetings)
    detail = PersonDetail(Person(PersonId(1), "Ada"), meetings, talks, coming=meetings[:1])
    lines = list(render_person(detail, TERMINAL))
    assert "The newest 20 of 25 presentations" in lines
    assert next(line for line in lines if "talk" in line) == "  2024-01-25: talk 25"
    assert not any("talk 5" in line for line in lines)
    assert "Presentations  25" in lines
    assert lines[lines.index("Coming") + 1].startswith("     1  2024-01-01")
