"""The scanner against logs of our own, written and annotated by hand (fixtures/logs)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from paperstudy.logs.reading import read_text
from paperstudy.logs.scan import scan_log
from paperstudy.matching.catalogue import load_catalogue
from paperstudy.matching.recognise import NameRecogniser
from tests.journeys.scoring import GoldLog, Score, add_scan, gold_logs

if TYPE_CHECKING:
    from paperstudy.domain.logs import LogScan

ALL = gold_logs()
each_log = pytest.mark.parametrize("log", ALL, ids=lambda log: log.id)


@pytest.fixture(scope="module")
def scans() -> dict[str, LogScan]:
    recogniser = NameRecogniser(load_catalogue())
    return {
        log.id: scan_log(read_text(log.path.read_bytes()), str(log.path), recogniser) for log in ALL
    }


@pytest.fixture(scope="module")
def total(scans: dict[str, LogScan]) -> Score:
    total = Score()
    for log in ALL:
        add_scan(total, log, scans[log.id])
    return total


def _lines(log: GoldLog) -> list[str]:
    return ["", *read_text(log.path.read_bytes()).split("\n")]


def test_the_gold_covers_every_log_and_many_kinds_of_them() -> None:
    kinds = Counter(log.gold["doc_type"] for log in ALL)

    assert all(log.path.is_file() for log in ALL)
    assert len(ALL) == len(list(ALL[0].path.parent.glob("*.md")))
    assert kinds.keys() >= {"daily-log", "weekly-log", "team-minutes", "schedule-table"}
    assert {"ko", "en", "ja"} <= {log.gold["lang"] for log in ALL}


@each_log
def test_gold_evidence_stands_on_the_line_it_names(log: GoldLog) -> None:
    lines = _lines(log)

    for paper in log.gold["papers"]:
        for item in paper["evidence"]:
            assert item["text"] in lines[item["line"]]
    for item in [*log.gold["not_papers"], *log.gold["todos"], *log.gold["other_todos"]]:
        assert item["text"] in lines[item["line"]]
    for session in log.gold["sessions"]:
        for presentation in session["presentations"]:
            for name in presentation["presenters"]:
                assert name in lines[presentation["line"]]


@each_log
def test_evidence_of_a_scan_stands_where_it_says(log: GoldLog, scans: dict[str, LogScan]) -> None:
    lines = _lines(log)

    for find in scans[log.id].finds:
        for mention in find.mentions:
            line = lines[mention.line]
            assert line[mention.column : mention.column + len(mention.text)] == mention.text


def test_papers_are_found_and_few_are_wrong(total: Score) -> None:
    assert total.papers.precision >= 0.95, total.papers
    assert total.papers.recall >= 0.88, total.papers


def test_presenters_are_found_with_what_they_present(total: Score) -> None:
    assert total.presenters.f1 >= 0.85, total.presenters
    assert total.pairs.f1 >= 0.80, total.pairs


def test_dates_of_logs_and_sessions_are_right_and_not_invented(total: Score) -> None:
    assert total.log_dates.recall >= 0.85, total.log_dates
    assert len(total.log_dates.wrong) <= 1, total.log_dates
    assert total.session_dates.f1 >= 0.80, total.session_dates


def test_todos_about_papers_are_told_from_other_todos(total: Score) -> None:
    assert total.todos.f1 >= 0.75, total.todos


def test_a_log_without_papers_gives_none(scans: dict[str, LogScan]) -> None:
    empty = [log.id for log in ALL if not log.gold["papers"]]

    assert empty
    assert all(not scans[name].finds for name in empty)
