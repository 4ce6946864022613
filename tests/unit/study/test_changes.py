"""What a sync says is new about a paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from paperstudy.domain.papers import CiteKey, Paper, PaperId, PaperState, Publication, Repository
from paperstudy.study.changes import describe_changes

PAPER = Paper(PaperId(1), CiteKey("a2020one"), "One", state=PaperState.FETCHED, version=5)
ICLR = Publication("ICLR", 2021)
CODE = Repository("https://github.com/example/one")


def say(before: Paper, after: Paper) -> list[str]:
    return [c.template.format(**dict(c.fields)) for c in describe_changes(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "news"),
    [
        ({}, {}, []),
        ({"state": PaperState.PENDING, "title": "arxiv:1"}, {}, ["facts fetched"]),
        ({"state": PaperState.OFFLINE}, {}, ["facts fetched"]),
        ({}, {"title": "One, Revised"}, ["the title is now “One, Revised”"]),
        ({}, {"version": 7}, ["v5 → v7"]),
        ({"version": None}, {}, []),
        ({}, {"version": None}, []),
        ({}, {"withdrawn": True}, ["withdrawn"]),
        ({"withdrawn": True}, {}, []),
        ({}, {"publication": ICLR}, ["published at ICLR 2021"]),
        ({"publication": ICLR}, {"publication": replace(ICLR, doi="10.1000/x")}, []),
        (
            {"publication": ICLR},
            {"publication": replace(ICLR, year=2022)},
            ["published at ICLR 2022"],
        ),
        ({"publication": ICLR}, {}, []),
        ({}, {"repositories": (CODE,)}, ["code found: https://github.com/example/one"]),
        ({"repositories": (CODE,)}, {"repositories": (replace(CODE, stars=9),)}, []),
        ({}, {"citations": 12, "upvotes": 3}, []),
        (
            {},
            {"withdrawn": True, "version": 6, "publication": ICLR},
            ["withdrawn", "v5 → v6", "published at ICLR 2021"],
        ),
    ],
)
def test_the_news_are_said_in_order(
    before: dict[str, object], after: dict[str, object], news: list[str]
) -> None:
    assert say(PAPER._replace(**before), PAPER._replace(**after)) == news  # type: ignore[arg-type]
