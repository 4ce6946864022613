"""`sync` at the terminal: what is new, what is not, and how it ends."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.cli.output import Style
from paperstudy.domain.errors import NotFoundError, SourceUnavailableError
from paperstudy.domain.events import Finished, ItemDone, Notice, Started
from paperstudy.domain.papers import CiteKey, PaperState
from paperstudy.study.values import Change, ChangeKind, Synced, SyncSummary
from tests.cli.conftest import PAPER

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]
    Screen = Callable[[str, str], None]

CHANGED = Synced(
    PAPER.key,
    PAPER.title,
    PaperState.FETCHED,
    (
        Change(ChangeKind.VERSION, "v{before} → v{after}", (("before", 5), ("after", 7))),
        Change(ChangeKind.PUBLISHED, "published at {venue}", (("venue", "NeurIPS 2017"),)),
        Change(
            ChangeKind.CODE,
            "code found: {url}",
            (("url", "https://github.com/tensorflow/tensor2tensor"),),
        ),
    ),
)
SAME = Synced(CiteKey("he2015deep"), "Deep Residual Learning", PaperState.FETCHED)
SILENT = Synced(
    CiteKey("kim2020korean"),
    "한국어",
    PaperState.PENDING,
    failed=("arxiv", "semanticscholar"),
)
QUIET = Synced(CiteKey("liu2021swin"), "Swin", PaperState.FETCHED, failed=("semanticscholar",))


def done(*papers: Synced) -> list[Any]:
    return [ItemDone(paper.key, paper) for paper in papers]


@pytest.fixture
def events() -> list[Any]:
    """Return the events of a sync in which something changed and two sources were silent."""
    why = SourceUnavailableError(
        "{source} cannot be reached ({reason})", source="arxiv", reason="time-out"
    )
    return [
        Started(4, "sync"),
        *done(CHANGED, SAME),
        Notice("{reason}", (("reason", why),)),
        *done(SILENT, QUIET),
        Finished(
            SyncSummary(changed=1, unchanged=3, fresh=1200, pending=1, failed=2, offers=2),
        ),
    ]


@pytest.mark.parametrize("language", ["en", "ko"])
def test_sync_prints_what_has_changed(
    cli: Run, study: Any, events: list[Any], screen: Screen, language: str
) -> None:
    study.events = events
    given = cli("sync", "--lang", language)
    screen(f"sync.{language}", f"{given.out}--- stderr\n{given.err}")
    assert given.code == 8


def test_plain_sync_is_a_line_of_two_fields(cli: Run, study: Any, events: list[Any]) -> None:
    study.events = events
    (line,) = cli("sync", "--plain").out.splitlines()
    assert line == (
        "vaswani2017attention\tv5 → v7 · published at NeurIPS 2017 · code found: "
        "https://github.com/tensorflow/tensor2tensor"
    )


def test_narrow_sync_is_no_wider_than_the_terminal(cli: Run, study: Any, events: list[Any]) -> None:
    study.events = events
    lines = cli("sync", style=Style(width=30)).out.splitlines()
    assert lines[0] == "vaswani2017attention"
    assert max(map(len, lines)) <= 30


def test_sync_with_json_prints_a_line_for_each_paper(
    cli: Run, study: Any, events: list[Any]
) -> None:
    study.events = events
    rows = [json.loads(line) for line in cli("sync", "--json", "--lang", "ko").out.splitlines()]
    assert [row["key"] for row in rows] == [p.key for p in (CHANGED, SAME, SILENT, QUIET)]
    assert rows[0]["changes"][0] == {"kind": "version", "text": "v5 → v7", "before": 5, "after": 7}
    assert rows[2]["failed"] == ["arxiv", "semanticscholar"]
    assert rows[2]["state"] == "pending"


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ((), ((), False, False)),
        (("--all",), ((), True, False)),
        (("--stale",), ((), False, True)),
        (("a", "b"), (("a", "b"), False, False)),
        (("a", "--stale"), (("a",), False, True)),
    ],
)
def test_sync_asks_for_what_it_is_told(
    cli: Run, study: Any, line: tuple[str, ...], asked: tuple[Any, ...]
) -> None:
    study.events = [Started(0, "sync"), Finished(SyncSummary())]
    assert cli("sync", *line).code == 0
    assert study.asked[0] == ("sync", *asked)


@pytest.mark.parametrize("line", [("--all", "--stale"), ("--all", "key")])
def test_options_that_exclude_each_other_ask_nobody(
    cli: Run, study: Any, line: tuple[str, ...]
) -> None:
    assert cli("sync", *line).code == 2
    assert study.asked == []


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        (SyncSummary(), "no papers yet; read in your logs: paperstudy scan FOLDER\n"),
        (SyncSummary(fresh=1), "1 paper, all fresh; --all asks again all the same\n"),
        (SyncSummary(fresh=1200), "1,200 papers, all fresh; --all asks again all the same\n"),
    ],
)
def test_sync_of_nothing_says_why(cli: Run, study: Any, summary: SyncSummary, said: str) -> None:
    study.events = [Started(0, "sync"), Finished(summary)]
    given = cli("sync")
    assert (given.code, given.out, given.err) == (0, "", said)


def test_sync_of_what_is_old_names_what_was_never_fetched(cli: Run, study: Any) -> None:
    study.events = [Started(0, "sync"), Finished(SyncSummary(fresh=3))]
    assert cli("sync", "--stale").err == "nothing is old; 2 were never fetched: paperstudy sync\n"
    assert cli("sync", "--stale", "arxiv210100001").err.startswith("nothing is old; 1 was never")
    assert "3 papers, all fresh" in cli("sync", "--stale", "vaswani2017attention").err
    assert "3 papers, all fresh" in cli("sync").err


def test_counts_of_a_sync_do_not_overlap(cli: Run, study: Any) -> None:
    locked = Synced(CiteKey("x"), "", PaperState.NEEDS_LOGIN)
    summary = SyncSummary(changed=1, unchanged=2, fresh=1, pending=2, offers=-2)
    study.events = [*done(CHANGED, SILENT, locked), Finished(summary)]
    said = cli("sync").err.splitlines()
    assert said[:2] == ["Papers: 1 changed, 2 unchanged", "1 of them is still to be fetched"]
    assert said[2].startswith("1 of them only OpenReview knows")
    assert said[3] == "1 other paper is fresh and was not asked for"
    assert not any("question" in line for line in said)


def test_sync_in_which_all_papers_failed_ends_in_their_code(cli: Run, study: Any) -> None:
    study.events = [*done(SILENT, QUIET), Finished(SyncSummary(unchanged=2, failed=2))]
    assert cli("sync").code == 4


def test_sync_that_went_well_ends_in_0(cli: Run, study: Any) -> None:
    study.events = [Started(2, "sync"), *done(CHANGED, SAME), Finished(SyncSummary(1, 1))]
    given = cli("sync")
    assert (given.code, given.err) == (0, "Papers: 1 changed, 1 unchanged\n")


def test_single_paper_that_nobody_answered_for_ends_in_4(cli: Run, study: Any) -> None:
    summary = SyncSummary(unchanged=1, pending=1, failed=1)
    study.events = [Started(1, "sync"), *done(SILENT), Finished(summary)]
    given = cli("sync", SILENT.key)
    assert given.code == 4
    assert "no answer from: arXiv (1 paper), Semantic Scholar (1 paper);" in given.err


def test_stopped_sync_says_what_is_saved(cli: Run, study: Any, events: list[Any]) -> None:
    study.stopped = SyncSummary(changed=1)
    study.events = [*events[:2], lambda: signal.raise_signal(signal.SIGINT), *events[2:]]
    given = cli("sync")
    assert given.code == 130
    assert PAPER.key in given.out
    assert "stopped: 1 of 4 papers\n" in given.err
    assert "what was fetched is saved; run it again to go on\n" in given.err


def test_unknown_key_is_an_error(cli: Run, study: Any) -> None:
    study.failure = NotFoundError("no paper has the key “{key}”", key="x")
    assert cli("sync", "x").code == 3


def test_what_a_source_says_cannot_drive_the_terminal(cli: Run, study: Any) -> None:
    change = Change(ChangeKind.TITLE, "the title is now “{title}”", (("title", "a\x1b[31m\nb"),))
    synced = Synced(CiteKey("k"), "t", PaperState.FETCHED, (change,))
    study.events = [*done(synced), Finished(SyncSummary(1))]
    assert cli("sync").out == "k  the title is now “a b”\n"
