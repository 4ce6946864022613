"""A wrong name, date, key, number or value at each command of people and reading names the nearest."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from paperstudy.cli.app import run
from paperstudy.cli.call import Call
from paperstudy.cli.output import Style
from paperstudy.study.study import Study
from tests.cli.test_reading import KEYS, Desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from paperstudy.config import Settings

    Said = tuple[int, str, str]
    Run = Callable[..., Said]

GRU, ATTENTION, BERT = KEYS


@pytest.fixture
def at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Return what runs a command line on a group of five; it gives exit code, stdout, stderr."""
    desk = Desk(tmp_path)
    desk.fill()
    with desk.store.write() as tx:
        for name in ("박지훈", "John Smith"):
            tx.people.ensure(name)

    @contextmanager
    def opener(_: Settings) -> Iterator[Study]:
        yield Study(desk.store, desk.settings, desk.clock)

    def invoke(*words: str) -> Said:
        capsys.readouterr()
        environ = {"PAPERSTUDY_TIME_ZONE": "Asia/Seoul", "HOME": "/nowhere"}
        code = run(words, Call(environ, opener, drawn=Style(width=80), clock=desk.clock))
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    yield invoke
    desk.store.close()


_NAMES = (
    ("이서현", "이서연"),
    ("서현", "이서연"),
    ("지혼", "박지훈"),
    ("Jihon", "박지훈"),
    ("seoyonn", "이서연"),
    ("Jonh", "John Smith"),
    ("adda", "Ada"),
)
_TAKING_NAMES = (
    "person show {}",
    "person alias {} Potato",
    "person merge {} Ada",
    "person merge 이서연 {}",
    "person rename {} 홍길동",
    "person active {} --no",
    "person remove {}",
    "reading list --person {}",
    f"reading add {GRU} --person {{}}",
    f"reading set {GRU} --status read --person {{}}",
    f"reading remove {GRU} --person {{}}",
    "reading next --person {}",
    f"reading nominate {GRU} --by {{}}",
    f"reading vote {GRU} --by {{}}",
    f"reading unvote {GRU} --by {{}}",
    f"reading path {GRU} --person {{}}",
)


@pytest.mark.parametrize("command", _TAKING_NAMES)
def test_a_mistyped_name_names_the_nearest(at: Run, command: str) -> None:
    for typed, near in _NAMES:
        code, out, err = at(*(typed if word == "{}" else word for word in command.split()))
        assert (code, out) == (3, "")
        assert f"nobody here is called “{typed}”. Did you mean {near}?" in err


_KEYS = (
    ("devlin2018bertt", BERT),
    ("bert2019", BERT),
    ("devln2018", BERT),
    ("attention", ATTENTION),
    ("vaswani", ATTENTION),
)
_TAKING_KEYS = (
    "reading add {}",
    f"reading add {GRU} {{}}",
    "reading set {} --status read",
    "reading remove {}",
    "reading nominate {}",
    f"reading nominate {GRU} {{}}",
    "reading vote {}",
    "reading unvote {}",
    "reading path {}",
    "todo --paper {}",
)


@pytest.mark.parametrize("command", _TAKING_KEYS)
def test_a_mistyped_key_names_the_nearest(at: Run, command: str) -> None:
    for typed, near in _KEYS:
        code, out, err = at(*(typed if word == "{}" else word for word in command.split()))
        assert (code, out) == (3, "")
        assert f"no paper has the key “{typed}”. Did you mean {near}?" in err
    assert "[]" in at("reading", "list", "--json")[1]


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        # Values of options
        ("reading list --status raed", 2, "Did you mean read?"),
        (f"reading set {GRU} --status to_read", 2, "Did you mean to-read?"),
        (f"reading set {GRU} --status Dropped!", 2, "Did you mean dropped?"),
        (f"reading set {GRU} --status unread", 2, "Did you mean read?"),
        (f"reading set {GRU} --status zzz", 2, "takes one of: to-read, reading, read"),
        (f"reading add {GRU} --rating five", 2, "--rating takes a whole number from 0 to 5"),
        (f"reading add {GRU} --rating 7", 2, "--rating takes a whole number from 0 to 5"),
        (f"reading add {GRU} --priority high", 2, "--priority takes a whole number from 0"),
        (f"reading add {GRU} --note", 2, "--note needs a value"),
        (f"reading set {GRU}", 2, "--status read"),
        ("reading list --mine --person Ada", 2, "not both"),
        ("todo --questions --tasks", 2, "not both"),
        # Days
        (f"reading add {GRU} --due fridag", 2, "friday"),
        (f"reading set {GRU} --due 2026-02-30", 2, "2026-02-28"),
        (f"reading set {GRU} --due 2026-11-31", 2, "2026-11-30"),
        ("stats --since 2026-13-01", 2, "2026-13-01"),
        ("stats --since yesterdy", 2, "yesterday"),
        ("stats --since 2027-11-01", 2, "still to come"),
        ("stats --since 2026-13", 2, "Did you mean 2026-12?"),
        ("stats --since 2026.0", 2, "Did you mean 2026-01?"),
        ("stats --since augst", 2, "Did you mean august?"),
        ("stats --since 2027-02", 2, "still to come"),
        ("digest --since moonday", 2, "monday"),
        ("digest --since 2027-01-04", 2, "still to come"),
        # Numbers
        ("todo done 99", 3, "Did you mean 3?"),
        ("todo open 0", 3, "Did you mean 1?"),
        ("todo done first", 2, "`paperstudy todo` lists"),
        ("todo done 1 99", 3, "Did you mean 3?"),
        (
            "inbox accept foo",
            2,
            "“foo” is no number in that list. Numbers look like 12, p1, s1 or n1",
        ),
        ("reading vote chung2014empirical --by Ad", 3, "Did you mean Ada?"),
        # What is there, but not so
        (f"reading remove {GRU}", 3, "not on that list"),
        (f"reading unvote {GRU}", 3, "has no vote for"),
        ("person add 이서연", 3, "is here already"),
        ("person add 🔥", 2, "is no name of a person"),
        ("person rename Ada 이서연", 3, "is the name of 이서연"),
        ("person alias Ada 이서연", 3, "person merge Ada 이서연"),
        ("person alias Ada --remove Adda", 3, "has no alias “Adda”"),
        ("person merge 서연 이서연", 3, "is 이서연 already"),
        ("person remove 이서연", 3, "person merge NAME 이서연"),
        # Commands and options
        ("person shwo", 2, "person show"),
        ("person delete Ada", 2, "there is no command “delete”"),
        ("reading nomintae x", 2, "reading nominate"),
        ("todo lsit", 2, "todo list"),
        ("stats --sinc 2026-11-01", 2, "--since"),
        ("digest --sinse monday", 2, "--since"),
        ("person list --activ", 2, "--active"),
        ("stats 2026-11", 2, "is more than"),
        ("person show", 2, "NAME is missing"),
        ("reading vote", 2, "KEY"),
    ],
)
def test_what_does_not_fit_says_what_would(at: Run, line: str, code: int, said: str) -> None:
    given, out, err = at(*line.split(" "))
    assert (given, out) == (code, "")
    assert said in err
    assert err.count("\n") == 1
    assert "{" not in err


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("2026-10", ["2026-11"]),
        ("2026.9", ["2026-09", "2026-10", "2026-11"]),
        ("2026년 11월", ["2026-11"]),
        ("2026", ["2026-09", "2026-10", "2026-11"]),
        ("2025년", ["2026-09", "2026-10", "2026-11"]),
        ("september", ["2026-09", "2026-10", "2026-11"]),
        ("9월", ["2026-09", "2026-10", "2026-11"]),
    ],
)
def test_numbers_are_asked_since_a_month_as_they_print_it(
    at: Run, text: str, months: list[str]
) -> None:
    code, out, _ = at("stats", "--json", "--since", text)
    assert code == 0
    assert [month["month"] for month in json.loads(out)["months"]] == months


def test_a_name_in_doubt_that_there_is_not_is_not_said_to_fit_several_people(at: Run) -> None:
    code, _, err = at("inbox", "accept", "n1")
    assert "no name in the inbox has the number n1" in err
    assert "fits several" not in err
    assert code != 0
