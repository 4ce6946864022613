"""From what a name may mean to what is done with it."""

from __future__ import annotations

from paperstudy.domain.logs import FindStatus
from paperstudy.domain.papers import PaperRecord
from paperstudy.matching.decide import MatchPolicy, Option, decide
from paperstudy.matching.names import Role

POLICY = MatchPolicy()


def option(title: str, role: Role, weight: float = 0.0, *, vague: bool = False) -> Option:
    return Option(PaperRecord("catalogue", title), role, weight, (f"why {title}",), vague)


def ask(*options: Option, in_list: bool = False) -> tuple[str, list[str]] | None:
    decision = decide(options, POLICY, in_list=in_list)
    if decision is None:
        return None
    status, candidates = decision
    return status.value, [candidate.record.title for candidate in candidates]


def test_a_name_that_means_one_paper_is_sure() -> None:
    assert ask(option("A", Role.NAME, 1.0)) == ("confident", ["A"])


def test_a_vague_name_is_only_suggested() -> None:
    assert ask(option("A", Role.NAME, 1.0, vague=True)) == ("suggested", ["A"])


def test_what_a_person_taught_wins_over_everything() -> None:
    found = ask(option("A", Role.TITLE, 1.0), option("B", Role.KNOWN), option("C", Role.LEARNED))
    assert found == ("confident", ["C"])


def test_the_groups_own_paper_wins_over_the_catalogue() -> None:
    assert ask(option("A", Role.NAME), option("B", Role.KNOWN)) == ("confident", ["B"])


def test_a_name_wins_over_an_ambiguous_one() -> None:
    assert ask(option("A", Role.AMBIGUOUS, 3.0), option("B", Role.NAME)) == ("confident", ["B"])


def test_an_ambiguous_name_without_context_is_no_paper() -> None:
    assert ask(option("A", Role.AMBIGUOUS)) is None


def test_an_ambiguous_name_with_context_is_sure() -> None:
    assert ask(option("A", Role.AMBIGUOUS, 1.0)) == ("confident", ["A"])


def test_weak_context_only_suggests() -> None:
    assert ask(option("A", Role.AMBIGUOUS, 0.5)) == ("suggested", ["A"])


def test_weak_context_is_enough_in_a_list_of_papers() -> None:
    assert ask(option("A", Role.AMBIGUOUS, 0.5), in_list=True) == ("confident", ["A"])


def test_no_context_suggests_in_a_list_of_papers() -> None:
    assert ask(option("A", Role.AMBIGUOUS), in_list=True) == ("suggested", ["A"])


def test_of_two_papers_the_one_with_more_context_wins() -> None:
    found = ask(option("A", Role.AMBIGUOUS, 1.0), option("B", Role.AMBIGUOUS, 2.0))
    assert found == ("confident", ["B"])


def test_a_tie_is_left_to_a_person_with_both() -> None:
    found = ask(option("A", Role.AMBIGUOUS, 2.0), option("B", Role.AMBIGUOUS, 2.0))
    assert found == ("suggested", ["A", "B"])


def test_a_vague_ambiguous_name_stays_a_suggestion() -> None:
    assert ask(option("A", Role.AMBIGUOUS, 3.0, vague=True)) == ("suggested", ["A"])


def test_scores_follow_the_context_and_carry_their_reason() -> None:
    options = [option("A", Role.AMBIGUOUS, 1.5), option("B", Role.AMBIGUOUS, 1.5)]
    decision = decide(options, POLICY, in_list=False)
    assert decision is not None
    assert decision[0] is FindStatus.SUGGESTED
    assert [candidate.score for candidate in decision[1]] == [0.7, 0.7]
    assert decision[1][0].evidence == ("why A",)
