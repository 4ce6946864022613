from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.library import ReadingPath
from paperstudy.domain.papers import CiteKey
from paperstudy.domain.reading import find_before


def path(*keys: str) -> ReadingPath:
    return ReadingPath("log.md", 1, tuple((CiteKey(key), key.upper()) for key in keys))


def before(key: str, *paths: ReadingPath) -> list[str]:
    return [each for each, _ in find_before(paths, CiteKey(key))]


def test_what_stands_before_a_paper_comes_in_its_order() -> None:
    assert before("transformer", path("rnn", "lstm", "gru", "transformer", "bert")) == [
        "rnn",
        "lstm",
        "gru",
    ]


def test_orders_of_several_logs_are_joined() -> None:
    first, second = path("lstm", "attention", "bert"), path("rnn", "lstm")
    assert before("bert", first, second) == ["rnn", "lstm", "attention"]
    assert find_before([first, second], CiteKey("lstm")) == (("rnn", "RNN"),)


def test_an_order_that_runs_in_a_circle_is_cut() -> None:
    assert before("a", path("a", "b"), path("b", "a")) == ["b"]
    assert before("c", path("a", "b", "a", "c")) == ["b", "a"]


def test_a_paper_in_no_order_has_nothing_before_it() -> None:
    assert before("x", path("a", "b")) == []
    assert before("a") == []


def test_a_very_long_order_is_no_trouble() -> None:
    keys = [f"k{number}" for number in range(5_000)]
    assert before(keys[-1], path(*keys)) == keys[:-1]


@given(st.lists(st.lists(st.sampled_from("abcdef"), min_size=2), max_size=6))
def test_each_paper_comes_once_and_never_before_itself(orders: list[list[str]]) -> None:
    found = before("a", *(path(*order) for order in orders))
    assert len(found) == len(set(found))
    assert "a" not in found
