"""Sessions that may be one: the question in the inbox, and `session merge`, on a library."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Desk, Outcome

KIM = """# 2024-01-05 비전 스터디

- 참석자: 김현수, 박지훈

| 발표자 | 논문 |
|---|---|
| 김현수 | [ViT](https://arxiv.org/abs/2010.11929) |
"""
LEE = """# 2024-01-05 트랜스포머 읽기

- 참석자: 박지훈, 이서연

| 발표자 | 논문 |
|---|---|
| 박지훈 | [BERT](https://arxiv.org/abs/1810.04805) |
"""


@pytest.fixture
def desk(empty_desk: Desk, tmp_path: Path) -> Desk:
    """Run command lines on one library that has read the logs of two people."""
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "kim.md").write_text(KIM, encoding="utf-8")
    (logs / "lee.md").write_text(LEE, encoding="utf-8")
    assert empty_desk("scan", str(logs)).code == 0
    return empty_desk


def rows(outcome: Outcome) -> Any:
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out)


def test_the_inbox_asks_which_sessions_are_one(desk: Desk) -> None:
    (asked,) = rows(desk("inbox", "--json"))
    assert (asked["id"], asked["kind"]) == ("s2", "same_session")
    assert [one["id"] for one in asked["candidates"]] == [1]
    given = desk("inbox")
    assert "Sessions that may be the same" in given.out
    assert "the same as session 1?  2024-01-05  2024-01-05 비전 스터디" in given.out
    assert "1 session that may be the same as another" in given.err
    assert "paperstudy inbox accept s2" in given.err
    assert desk("inbox", "--plain").out.startswith("s2\t")


def test_accepted_they_are_one_and_stay_so(desk: Desk, tmp_path: Path) -> None:
    before = desk("session", "list", "--json").out
    (one,) = rows(desk("inbox", "accept", "s2", "--json"))
    assert (one["id"], len(one["presentations"])) == (1, 2)
    assert one["participants"] == ["김현수", "박지훈", "이서연"]
    (tmp_path / "logs" / "lee.md").write_text(f"{LEE}\n끝\n", encoding="utf-8")
    desk("scan", str(tmp_path / "logs"))
    (one,) = rows(desk("session", "list", "--json"))
    assert len(one["logs"]) == 2
    assert rows(desk("inbox", "--json")) == []
    desk("undo")
    assert desk("session", "list", "--json").out == before
    desk("redo")
    assert rows(desk("session", "list", "--json")) == [one]


def test_rejected_they_are_not_asked_about_again(desk: Desk) -> None:
    assert desk("inbox", "reject", "s2").out.startswith("a session of its own: 2024-01-05")
    assert rows(desk("inbox", "--json")) == []
    assert len(rows(desk("session", "list", "--json"))) == 2
    assert "no session with the number s2 waits" in desk("inbox", "accept", "s2").err
    desk("undo")
    assert len(rows(desk("inbox", "--json"))) == 1


def test_one_of_several_is_chosen_by_its_number(desk: Desk, tmp_path: Path) -> None:
    other = LEE.replace("트랜스포머 읽기", "언어 모델").replace("박지훈, 이서연", "김현수, 이서연")
    (tmp_path / "logs" / "park.md").write_text(other, encoding="utf-8")
    desk("scan", str(tmp_path / "logs"))
    refused = desk("inbox", "accept", "s3")
    assert refused.code == 3
    assert "session s3 may be one of 2: 1, 2" in refused.err
    assert "paperstudy inbox choose s3 1" in refused.err
    assert "“7” is no session that s3 may be" in desk("inbox", "choose", "s3", "7").err
    assert rows(desk("inbox", "choose", "s3", "2", "--json"))["id"] == 2
    assert len(rows(desk("session", "list", "--json"))) == 2


def test_two_sessions_are_merged_by_hand(desk: Desk) -> None:
    merged = desk("session", "merge", "1", "2")
    assert merged.code == 0
    assert "to take them apart again: paperstudy undo" in merged.err
    assert "cannot be merged with itself" in desk("session", "merge", "1", "1").err
    missing = desk("session", "merge", "1", "2")
    assert (missing.code, "there is no session 2" in missing.err) == (3, True)
    assert rows(desk("session", "show", "1", "--json"))["title"].endswith("비전 스터디")


def test_a_session_that_only_a_series_has_is_none_to_merge(desk: Desk) -> None:
    desk("session", "repeat", "friday", "10:00")
    refused = desk("session", "merge", "1", "next")
    assert (refused.code, "nothing is known yet" in refused.err) == (3, True)
