"""What `show` says of a paper's facts, where they come from, and how old they are."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.cli.output import Style
from paperstudy.cli.render_detail import FIELDS, TITLES
from paperstudy.domain.papers import PaperRecord, PaperState, Publication, Repository, Result
from paperstudy.domain.sources import Lookup, Outcome
from paperstudy.saying.facts import age_of, several, version_of
from paperstudy.study.values import FieldOrigin, PaperDetail
from tests.cli.conftest import MENTION, NOW, PAPER

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]
    Screen = Callable[[str, str], None]

FULL = PAPER._replace(
    venue="",
    state=PaperState.FETCHED,
    version=7,
    published=datetime(2017, 6, 12, 17, 57, tzinfo=UTC),
    updated=datetime(2023, 8, 2, 0, 41, tzinfo=UTC),
    comment="15 pages, 5 figures",
    categories=("cs.CL", "cs.LG"),
    publication=Publication("NeurIPS", 2017, "10.5555/3295222.3295349"),
    citations=123456,
    upvotes=42,
    project_page="https://example.org/attention",
    tasks=("Machine Translation", "Parsing", "a", "b", "c", "d", "e"),
    methods=("Adam", "Dropout"),
    provenance=(
        ("title", "arxiv"),
        ("authors", "arxiv"),
        ("year", "person"),
        ("publication", "semanticscholar"),
        ("citations", "semanticscholar"),
    ),
)
CODE = (
    Repository("https://github.com/tensorflow/tensor2tensor", "pwc", official=True, framework="tf"),
    Repository("https://github.com/huggingface/transformers", "huggingface", stars=1, guessed=True),
    *(
        Repository(f"https://github.com/somebody/{'x' * 50}-{n}", "arxiv", stars=n)
        for n in range(5)
    ),
)
RESULTS = tuple(
    Result("Machine Translation", f"WMT2014 English-{n}", "Transformer Big", (("BLEU", "28.4"),))
    for n in ("German", "French", "Czech", "Russian", "Hindi", "Korean")
)
FETCHED = PaperDetail(
    FULL,
    "",
    (MENTION,),
    (),
    (
        PaperRecord("arxiv", PAPER.title, fetched_at=NOW - timedelta(days=40)),
        PaperRecord("semanticscholar", PAPER.title, fetched_at=NOW - timedelta(days=12)),
        PaperRecord("person", "", year=2017),
    ),
    CODE,
    RESULTS,
    (
        Lookup("arxiv", NOW - timedelta(days=1), Outcome.FAILED, "time-out"),
        Lookup("crossref-title", NOW - timedelta(days=1), Outcome.FAILED, "time-out"),
        Lookup("semanticscholar", NOW - timedelta(days=12), Outcome.FOUND),
    ),
    archived=True,
)
ORIGINS = (
    FieldOrigin("title", PAPER.title, "arxiv", NOW - timedelta(days=40)),
    FieldOrigin("abstract", "line one\nline two " * 20, "arxiv", NOW - timedelta(minutes=5)),
    FieldOrigin("year", "2017", "person"),
    FieldOrigin("surprise", "1", "newcomer"),
)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_facts_are_shown(cli: Run, study: Any, screen: Screen, language: str) -> None:
    study.detail = FETCHED
    screen(f"show-facts.{language}", cli("show", PAPER.key, "--lang", language).out)


def test_facts_are_shown_plainly(cli: Run, study: Any, screen: Screen) -> None:
    study.detail = FETCHED
    screen("show-facts.plain", cli("show", PAPER.key, "--plain").out)


def test_all_of_a_long_list_is_shown_when_asked_for(cli: Run, study: Any) -> None:
    study.detail = FETCHED
    said = cli("show", PAPER.key).out
    assert "-4" not in said
    assert "English-Korean" not in said
    assert "and 2 more (--all or --json prints them)" in said
    said = cli("show", PAPER.key, "--all").out
    assert "-4" in said
    assert "English-Korean" in said
    assert "Parsing, a, b, c, d, e" in " ".join(said.split())


def test_no_line_of_facts_is_wider_than_the_terminal_but_a_link(cli: Run, study: Any) -> None:
    from paperstudy.saying.cells import display_width

    study.detail = FETCHED
    for line in cli("show", PAPER.key, "--lang", "ko", style=Style(width=60)).out.splitlines():
        assert display_width(line) <= 60 or line.startswith("  https://"), line


def test_json_has_all_of_it(cli: Run, study: Any) -> None:
    study.detail, study.origins = FETCHED, ORIGINS
    shown = json.loads(cli("show", PAPER.key, "--json", "--lang", "ko").out)
    assert shown["publication"]["venue"] == "NeurIPS"
    assert shown["publication"]["doi"] == "10.5555/3295222.3295349"
    assert [each["official"] for each in shown["code"][:2]] == [True, False]
    assert len(shown["code"]) == len(CODE)
    assert shown["results"][0]["metrics"] == {"BLEU": "28.4"}
    assert shown["licences"] == {"pwc": "CC BY-SA 4.0"}
    assert (shown["citations"], shown["upvotes"], shown["withdrawn"]) == (123456, 42, False)
    assert shown["fetched_at"] == "2024-05-09T12:00:00+00:00"
    assert shown["lookups"][0]["outcome"] == "failed"
    assert shown["fields"][0] == {
        "field": "title",
        "value": PAPER.title,
        "source": "arxiv",
        "fetched_at": "2024-04-11T12:00:00+00:00",
    }
    assert shown["published"].startswith("2017-06-12")


def test_json_of_a_paper_without_facts_has_the_same_keys(cli: Run) -> None:
    shown = json.loads(cli("show", PAPER.key, "--json").out)
    assert (shown["publication"], shown["citations"], shown["fetched_at"]) == (None, None, None)
    assert (shown["code"], shown["results"], shown["licences"]) == ([], [], {})


@pytest.mark.parametrize("language", ["en", "ko"])
def test_provenance_is_a_table(cli: Run, study: Any, screen: Screen, language: str) -> None:
    study.detail, study.origins = FETCHED, ORIGINS
    given = cli("show", PAPER.key, "--provenance", "--lang", language)
    screen(f"show-provenance.{language}", given.out)
    assert max(map(len, given.out.splitlines())) <= 80


def test_plain_provenance_is_a_line_of_fields(cli: Run, study: Any) -> None:
    study.origins = ORIGINS
    lines = cli("show", PAPER.key, "--provenance", "--plain").out.splitlines()
    assert lines[0].split("\t") == ["Title", PAPER.title, "arXiv", "40 days ago"]
    assert lines[2].split("\t") == ["Year", "2017", "by hand", ""]
    assert lines[3].split("\t") == ["surprise", "1", "newcomer", ""]


def test_withdrawn_paper_wears_its_badge(cli: Run, study: Any) -> None:
    paper = FULL._replace(withdrawn=True)
    study.detail = replace(FETCHED, paper=paper)
    assert cli("show", PAPER.key).out.splitlines()[1] == "[withdrawn by its authors]"
    painted = cli("show", PAPER.key, style=Style(width=80, color=True)).out
    assert "\x1b[31m[withdrawn" in painted


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (PaperState.PENDING, "to be fetched: paperstudy sync vaswani2017attention"),
        (PaperState.NEEDS_LOGIN, "set PAPERSTUDY_OPENREVIEW_USERNAME"),
        (PaperState.OFFLINE, "not fetched; from: "),
        (PaperState.FETCHED, "fetched from a source"),
    ],
)
def test_state_says_what_to_do(cli: Run, study: Any, state: PaperState, said: str) -> None:
    study.detail = PaperDetail(FULL._replace(state=state), "", (), (), ())
    assert said in " ".join(cli("show", PAPER.key).out.split())


def test_paper_that_nobody_knew_is_not_just_to_be_fetched(cli: Run, study: Any) -> None:
    asked = (
        Lookup("arxiv", NOW - timedelta(days=4), Outcome.MISSING),
        Lookup("pwc", NOW, Outcome.FOUND),
    )
    pending = PAPER._replace(state=PaperState.PENDING)
    study.detail = PaperDetail(pending, "", (), (), (), lookups=asked)
    said = " ".join(cli("show", PAPER.key).out.split())
    assert "asked for 4 days ago, and nobody knew it" in said
    assert "paperstudy edit vaswani2017attention" in said
    failed = (*asked, Lookup("datacite", NOW, Outcome.FAILED))
    study.detail = replace(study.detail, lookups=failed)
    assert "to be fetched: paperstudy sync" in " ".join(cli("show", PAPER.key).out.split())


@pytest.mark.parametrize(
    ("venue", "told"), [("NeurIPS", True), ("neurips, 2017", True), ("ICML", False), ("", True)]
)
def test_venue_is_not_said_twice(cli: Run, study: Any, venue: str, told: bool) -> None:
    paper = PAPER._replace(venue=venue, publication=Publication("NeurIPS", 2017))
    study.detail = PaperDetail(paper, "", (), (), ())
    lines = cli("show", PAPER.key).out.splitlines()
    assert any(line.startswith("Venue ") for line in lines) != told


def test_kind_of_a_work_is_a_word(cli: Run, study: Any) -> None:
    study.origins = (FieldOrigin("kind", "preprint", "arxiv"),)
    assert "프리프린트" in cli("show", PAPER.key, "--provenance", "--lang", "ko").out


def test_every_field_of_a_paper_has_a_title() -> None:
    assert len(FIELDS) == len(TITLES)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(minutes=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=23.9), "23 hours ago"),
        (timedelta(days=1), "1 day ago"),
        (timedelta(days=59), "59 days ago"),
        (timedelta(days=60), "2 months ago"),
        (timedelta(days=729), "24 months ago"),
        (timedelta(days=1200), "3 years ago"),
    ],
)
def test_age_is_said_in_words(ago: timedelta, said: str) -> None:
    assert age_of(NOW - ago, NOW) == said


def test_version_is_said_with_its_dates() -> None:
    assert version_of(FULL) == "v7, first 2017-06-12, this version 2023-08-02"
    assert version_of(FULL._replace(updated=FULL.published, version=1)) == "v1, 2017-06-12"
    assert version_of(FULL._replace(updated=None, version=None)) == "2017-06-12"
    assert version_of(FULL._replace(published=None)) == "v7, this version 2023-08-02"
    assert version_of(PAPER) == ""


def test_short_list_is_whole() -> None:
    assert several(("a", "b"), everything=False) == "a, b"
    assert several(tuple("abcdefgh"), everything=False) == "a, b, c, d, e, f and 2 more"
