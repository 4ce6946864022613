"""Whose turn it is: never first, longest ago first, over a year and with people away."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.logs import PresentationStatus
from paperstudy.domain.people import Person, PersonCounts, PersonId
from paperstudy.domain.planning import Turn
from paperstudy.domain.sessions import Presentation, SessionId, StudySession
from paperstudy.study.rota import choose_group, rank_presenters

FIRST = date(2026, 1, 2)
WEEK = timedelta(weeks=1)
SEEN = ["presented", "moderated", "wrote", "attended", "away"]
GROUP = [f"person {number:02}" for number in range(12)]


def hold(people: list[str], weeks: int, away: float, seed: int, each: int = 1) -> list[Turn]:
    """The turns of so many weeks, of which everybody misses a share."""
    chance = random.Random(seed)
    turns: list[Turn] = []
    for week in range(weeks):
        day = FIRST + WEEK * week
        absent = [person for person in people if chance.random() < away]
        ranked = rank_presenters(people, turns, day, absent)
        if ranked:
            turns.append(Turn(day, tuple(one.person for one in ranked[:each])))
    return turns


def counts(turns: list[Turn], people: list[str]) -> list[int]:
    found = Counter(person for turn in turns for person in turn.presenters)
    return [found[person] for person in people]


@pytest.mark.parametrize("away", [0.0, 0.1, 0.25])
@pytest.mark.parametrize("seed", range(40))
def test_in_a_year_nobody_presents_three_times_more_than_another(seed: int, away: float) -> None:
    turns = hold(GROUP, 52, away, seed)
    held = counts(turns, GROUP)
    assert sum(held) == 52
    assert max(held) - min(held) <= 2


def test_who_is_away_very_often_still_presents_about_as_often() -> None:
    spread = []
    for seed in range(40):
        held = counts(hold(GROUP, 52, 0.4, seed), GROUP)
        spread.append(max(held) - min(held))
    assert max(spread) <= 3
    assert sum(spread) / len(spread) < 1.5


def test_two_a_week_are_as_fair() -> None:
    for seed in range(8):  # 8 or 9 times each
        held = counts(hold(GROUP, 52, 0.2, seed, each=2), GROUP)
        assert max(held) - min(held) <= 3


def test_the_last_time_comes_before_the_number_of_times() -> None:
    turns = [Turn(date(2026, month, day), ("가영",)) for month, day in ((1, 9), (2, 6), (3, 6))]
    turns.append(Turn(date(2026, 11, 13), ("나영",)))
    ranked = rank_presenters(("가영", "나영"), turns, date(2026, 11, 27))
    assert [(one.person, *map(str, one.reasons)) for one in ranked] == [
        ("가영", "the last one on 2026-03-06", "3 in the last year"),
        ("나영", "the last one on 2026-11-13", "1 in the last year"),
    ]


def test_one_that_is_planned_counts_as_the_last_time_and_is_called_planned() -> None:
    held = [Turn(date(2026, 11, 6), ("a",)), Turn(date(2026, 3, 6), ("b",))]
    planned = [Turn(date(2026, 12, day), ("b",), planned=True) for day in (4, 18)]
    for day in (date(2026, 11, 27), date(2026, 12, 25)):
        ranked = rank_presenters(("a", "b"), [*held, *planned[:1]], day)
        assert [one.person for one in ranked] == ["a", "b"]
        assert str(ranked[1].reasons[-1]) == "planned for 2026-12-04"
        assert "the last one on 2026-03-06" in map(str, ranked[1].reasons)
    both = rank_presenters(("b",), [*held, *planned], date(2026, 12, 25))
    assert str(both[0].reasons[-1]) == "2 planned, the last for 2026-12-18"


def test_with_nobody_away_it_goes_round() -> None:
    turns = hold(GROUP[:4], 12, 0, 0)
    assert [turn.presenters[0] for turn in turns] == GROUP[:4] * 3


def test_who_is_absent_or_presents_that_day_is_left_out() -> None:
    turns = [Turn(FIRST, ("a",))]
    assert [one.person for one in rank_presenters("abc", turns, FIRST, {"b"})] == ["c"]
    assert rank_presenters("a", turns, FIRST) == ()
    assert rank_presenters((), turns, FIRST) == ()


def test_the_reasons_are_the_last_time_and_the_number() -> None:
    turns = [Turn(FIRST, ("a",)), Turn(FIRST + WEEK, ("a",)), Turn(FIRST + 4 * WEEK, ("b",))]
    ranked = rank_presenters(("a", "b", "c"), turns, FIRST + 3 * WEEK)
    told = {one.person: [str(reason) for reason in one.reasons] for one in ranked}
    assert told == {
        "c": ["no presentation so far"],
        "b": ["planned for 2026-01-30"],
        "a": ["the last one on 2026-01-09", "2 in the last year"],
    }


def test_who_comes_late_does_not_present_week_after_week() -> None:
    people = GROUP[:6]
    turns = hold(people, 24, 0, 0)
    people = [*people, "new"]
    days = [FIRST + WEEK * week for week in range(24, 60)]
    for day in days:
        turns.append(Turn(day, (rank_presenters(people, turns, day)[0].person,)))
    mine = [turn.day for turn in turns if turn.presenters == ("new",)]
    assert mine[0] == days[0]
    assert min(after - before for before, after in pairwise(mine)) >= 3 * WEEK


def test_of_those_without_one_in_the_year_the_last_ever_decides() -> None:
    ever = {
        "anna": PersonCounts(9, 3, date(2024, 5, 1)),
        "bert": PersonCounts(9, 1, date(2023, 5, 1)),
        "cleo": PersonCounts(9, 1, None),  # of a log without a date
        "doro": PersonCounts(5),
        "emil": PersonCounts(9, 2, date(2024, 5, 1)),
    }
    people = ("anna", "bert", "cleo", "doro", "emil", "fred")
    ranked = rank_presenters(people, (), FIRST, (), ever)
    assert [(one.person, *map(str, one.reasons)) for one in ranked] == [
        ("doro", "no presentation so far"),
        ("fred", "no presentation so far"),
        ("cleo", "no presentation in the last year"),
        ("bert", "the last one on 2023-05-01"),
        ("emil", "the last one on 2024-05-01"),
        ("anna", "the last one on 2024-05-01"),
    ]


def test_whom_only_old_logs_name_takes_no_turn() -> None:
    people = [
        Person(PersonId(1), "by hand"),
        Person(PersonId(2), "by hand, gone", active=False),
        Person(PersonId(3), "long ago", by_hand=False),
        *(Person(PersonId(n), one, by_hand=False) for n, one in enumerate(SEEN, 10)),
    ]
    held = Presentation(("presented",), None, "", PresentationStatus.PLANNED)
    session = StudySession(
        SessionId(1), FIRST, "", "", "moderated", "wrote", ("attended",), (held,), absent=("away",)
    )
    there, left_out = choose_group(people, [session])
    assert there == ["by hand", *SEEN]
    assert left_out == ["long ago"]


def test_what_is_more_than_a_year_ago_counts_no_longer() -> None:
    turns = [Turn(FIRST, ("a",)), Turn(FIRST, ("a",)), Turn(FIRST + 60 * WEEK, ("b",))]
    ranked = rank_presenters(("a", "b"), turns, FIRST + 61 * WEEK)
    assert [one.person for one in ranked] == ["a", "b"]


@given(
    st.lists(st.sampled_from("abcdef"), unique=True),
    st.lists(st.tuples(st.dates(FIRST, date(2026, 12, 31)), st.sampled_from("abcdefgh"))),
    st.sets(st.sampled_from("abc")),
)
def test_everybody_who_can_come_has_one_place(
    people: list[str], held: list[tuple[date, str]], absent: set[str]
) -> None:
    day = date(2026, 6, 1)
    turns = [Turn(when, (who,)) for when, who in held]
    ranked = [one.person for one in rank_presenters(people, turns, day, absent)]
    busy = {who for when, who in held if when == day}
    assert sorted(ranked) == sorted(set(people) - absent - busy)
