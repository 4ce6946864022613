"""The panel of sources: one that fails is said once, and soon left alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from paperstudy.domain.errors import (
    MalformedAnswerError,
    NeedsLoginError,
    OfflineError,
    RateLimitedError,
    SourceError,
    SourceUnavailableError,
)
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier
from paperstudy.study.network import Network
from paperstudy.study.panel import Panel
from tests.fakes.sources import FakeSource
from tests.unit.study.house import arxiv_id, preprint, told

ONE, TWO, THREE = arxiv_id("2001.00001"), arxiv_id("2001.00002"), arxiv_id("2001.00003")
DOWN = SourceUnavailableError("arXiv does not answer")


def open_panel(*sources: FakeSource, offline: bool = False) -> Panel:
    return Panel(Network(offline, lambda _: sources), CancelToken())


def ask(panel: Panel, *identifiers: Identifier) -> list[tuple[Identifier, bool]]:
    return [
        (looked.identifier, looked.error is not None) for looked in panel.ask("arxiv", identifiers)
    ]


def test_whoever_waits_gets_sources_that_hurry() -> None:
    seen: list[bool] = []

    def make(hurried: bool) -> Sequence[FakeSource]:
        seen.append(hurried)
        return [FakeSource()]

    Panel(Network(False, make), CancelToken(), hurried=True)
    Panel(Network(False, make), CancelToken())
    assert seen == [True, False]


def test_without_a_network_only_what_is_on_this_machine_is_asked() -> None:
    panel = open_panel(FakeSource(), FakeSource("pwc", local=True), offline=True)
    assert panel.can_ask("pwc")
    assert not panel.can_ask("arxiv")
    assert not panel.can_ask("nobody")


def test_what_was_answered_before_a_failure_holds_and_the_rest_has_an_error() -> None:
    source = FakeSource(answers={str(ONE): preprint(ONE.value)}, failure=DOWN, good=1)
    panel = open_panel(source)
    assert ask(panel, ONE, TWO, THREE) == [(ONE, False), (TWO, True), (THREE, True)]


def test_a_source_that_fails_twice_in_a_row_is_left_alone() -> None:
    source = FakeSource(failure=DOWN)
    panel = open_panel(source)
    ask(panel, ONE)
    assert panel.can_ask("arxiv")
    ask(panel, TWO)
    assert not panel.can_ask("arxiv")


def test_an_answer_between_two_failures_is_a_new_beginning() -> None:
    source = FakeSource(failure=DOWN)
    panel = open_panel(source)
    for failure in (DOWN, None, DOWN):
        source.failure = failure
        ask(panel, ONE)
    assert panel.can_ask("arxiv")


def test_an_item_that_cannot_be_reached_is_no_new_beginning() -> None:
    source = FakeSource(failure=DOWN)
    panel = open_panel(source)
    ask(panel, ONE)
    source.failure, source.errors = None, {str(TWO): DOWN}
    ask(panel, TWO)
    source.failure = DOWN
    ask(panel, ONE)
    assert not panel.can_ask("arxiv")


@pytest.mark.parametrize(
    "error", [RateLimitedError("wait"), OfflineError("off"), NeedsLoginError("no")]
)
def test_a_failure_that_lasts_leaves_a_source_alone_at_once(error: SourceError) -> None:
    panel = open_panel(FakeSource(failure=error))
    ask(panel, ONE)
    assert not panel.can_ask("arxiv")
    needs_login = isinstance(error, NeedsLoginError)
    assert panel.find_login_error("arxiv") == (error if needs_login else None)


def test_a_failure_is_said_once() -> None:
    panel = open_panel(FakeSource(failure=DOWN))
    assert panel.notices() == []
    ask(panel, ONE)
    assert told(panel.notices()) == ["arXiv does not answer"]
    ask(panel, ONE)
    assert panel.notices() == []


def test_sources_that_stand_aside_get_one_line_together() -> None:
    panel = open_panel(
        FakeSource(failure=DOWN),
        FakeSource("huggingface", failure=MalformedAnswerError("what is this")),
        FakeSource("openalex", failure=MalformedAnswerError("and this")),
    )
    for name in ("arxiv", "huggingface", "openalex"):
        list(panel.ask(name, [ONE]))
    first, second = told(panel.notices(aside={"huggingface", "openalex"}))
    assert first == "arXiv does not answer"
    assert second.startswith("no answer from: huggingface, openalex;")


def test_a_search_finds_or_fails_and_after_a_stop_says_nothing() -> None:
    source = FakeSource(found=[preprint(ONE.value)])
    panel = open_panel(source)
    assert panel.search("arxiv", "A Title", "Ada", 2020) == source.found
    source.failure = DOWN
    assert panel.search("arxiv", "A Title") is None
    assert told(panel.notices()) == ["arXiv does not answer"]
    source.failure = None
    panel.cancel.cancel()
    assert panel.search("arxiv", "A Title") is None


def test_the_first_error_can_be_raised() -> None:
    panel = open_panel(FakeSource(failure=DOWN))
    panel.raise_first()
    ask(panel, ONE)
    with pytest.raises(SourceUnavailableError, match="does not answer"):
        panel.raise_first()


def test_after_a_stop_the_answers_just_end() -> None:
    panel = open_panel(FakeSource())
    panel.cancel.cancel()
    assert ask(panel, ONE, TWO) == []
    assert panel.notices() == []
