"""What sources say of papers, in the inbox: listed, accepted, rejected."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.cli.output import Style
from paperstudy.domain.library import OfferId, OfferKind
from paperstudy.domain.papers import PaperRecord
from tests.cli.conftest import OFFER, PAPER

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]
    Screen = Callable[[str, str], None]

OTHER = replace(
    OFFER,
    id=OfferId(7),
    kind=OfferKind.RECORD,
    title="",
    record=PaperRecord("semanticscholar", PAPER.title),
)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_offers_stand_under_a_heading_of_their_own(
    cli: Run, study: Any, screen: Screen, language: str
) -> None:
    study.offered = [OFFER, OTHER]
    given = cli("inbox", "--lang", language)
    screen(f"inbox-offers.{language}", f"{given.out}--- stderr\n{given.err}")


def test_offers_alone_have_their_own_footer(cli: Run, study: Any) -> None:
    study.items, study.offered = [], [OFFER]
    given = cli("inbox")
    assert "waiting" not in given.err
    assert "paperstudy inbox accept p1" in given.err


def test_plain_offer_is_a_line_of_fields(cli: Run, study: Any) -> None:
    study.items, study.offered = [], [OFFER]
    assert cli("inbox", "--plain").out == (
        "p1\tvaswani2017attention\tAttention Is All You Need\t"
        "Crossref: published at NeurIPS 2017 (10.5555/3295222)\tdoi:10.5555/3295222\t"
        "its title differs a little\tAttention is all you need\tA. Vaswani\n"
    )


def test_no_offer_is_wider_than_the_terminal(cli: Run, study: Any) -> None:
    study.offered = [OFFER, OTHER]
    lines = cli("inbox", style=Style(width=50)).out.splitlines()
    assert max(map(len, lines)) <= 50


def test_offers_are_items_of_the_array(cli: Run, study: Any) -> None:
    study.offered = [OFFER]
    item, offer = json.loads(cli("inbox", "--json").out)
    assert item["id"] == 31
    assert (offer["id"], offer["kind"], offer["key"]) == ("p1", "publication", PAPER.key)
    assert offer["publication"]["doi"] == "10.5555/3295222"
    assert offer["source"] == "crossref"


def test_offers_are_decided_by_their_number(cli: Run, study: Any) -> None:
    given = cli("inbox", "accept", "p1", "1", "P1")
    assert [asked for asked in study.asked if asked[0] != "names"] == [
        ("together", "accept p1 1"),
        ("accept_offer", 1),
        ("accept", 1),
    ]
    assert given.out.startswith(
        "vaswani2017attention  published at NeurIPS 2017  Attention Is All You Need\n"
    )
    given = cli("inbox", "reject", "p1")
    assert study.asked[-1] == ("reject_offer", 1)
    assert given.out == "vaswani2017attention stays as it is: Attention Is All You Need\n"


def test_accepted_offer_is_a_row_of_the_array(cli: Run) -> None:
    item, offer = json.loads(cli("inbox", "accept", "1", "p1", "--json").out)
    assert item["mentions"] == 2
    assert offer["publication"]["venue"] == "NeurIPS 2017"


def test_accepted_record_without_a_publication_is_said(cli: Run, study: Any) -> None:
    study.accept_offer = lambda _: PAPER
    assert cli("inbox", "accept", "p7").out.startswith("vaswani2017attention  taken")


def test_offer_that_is_not_there_is_named(cli: Run) -> None:
    given = cli("inbox", "accept", "p99999", "p1")
    assert given.code == 8
    assert "99999" in given.err


def test_offer_leaves_nothing_to_choose(cli: Run, study: Any) -> None:
    given = cli("inbox", "choose", "p1", "2")
    assert (given.code, study.asked) == (2, [])
    assert given.err == (
        "error: p1 is a question of yes or no. "
        "paperstudy inbox accept p1, or paperstudy inbox reject p1\n"
    )


@pytest.mark.parametrize("number", ["p", "px", "p-1", "q1", "p" + "9" * 20])
def test_number_that_is_none_is_refused(cli: Run, study: Any, number: str) -> None:
    for command in ("accept", "reject"):
        given = cli("inbox", command, number)
        assert given.code == 2
        assert given.err.startswith("error: “")
    assert study.asked == []
