"""Who is due to be asked again, and by which number."""

from __future__ import annotations

from datetime import timedelta

import pytest

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.sources import Lookup, Outcome
from paperstudy.study.asking import (
    BY_TITLE,
    Urgency,
    derive_identifiers,
    is_due,
    is_wanted,
    needs_login,
    pick_identifier,
)
from tests.unit.study.house import NOW, arxiv_id, doi_of

HOUR = timedelta(hours=1)


def looked(source: str, outcome: Outcome, age: timedelta) -> Lookup:
    return Lookup(source, NOW - age, outcome)


def test_one_that_never_answered_is_due_unless_only_old_answers_are_wanted() -> None:
    due = {urgency: is_due(None, urgency, NOW) for urgency in Urgency}
    assert due == {
        Urgency.NEW: True,
        Urgency.DUE: True,
        Urgency.STALE: False,
        Urgency.ALL: True,
    }


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.NEEDS_LOGIN])
def test_a_failure_is_no_answer_however_fresh_it_is(outcome: Outcome) -> None:
    lookup = looked("arxiv", outcome, HOUR)
    assert is_due(lookup, Urgency.NEW, NOW)
    assert is_due(lookup, Urgency.DUE, NOW)
    assert not is_due(lookup, Urgency.STALE, NOW)
    assert is_due(lookup, Urgency.ALL, NOW)


@pytest.mark.parametrize(
    ("source", "outcome", "days"),
    [
        ("arxiv", Outcome.FOUND, 7),
        ("huggingface", Outcome.FOUND, 1),
        ("semanticscholar", Outcome.FOUND, 7),
        ("crossref", Outcome.FOUND, 30),
        ("datacite", Outcome.FOUND, 30),
        ("openalex", Outcome.FOUND, 30),
        ("arxiv", Outcome.MISSING, 3),
        ("huggingface", Outcome.MISSING, 3),
        ("crossref" + BY_TITLE, Outcome.FOUND, 30),
        ("crossref" + BY_TITLE, Outcome.MISSING, 30),
    ],
)
def test_an_answer_is_good_for_its_time(source: str, outcome: Outcome, days: int) -> None:
    age = timedelta(days=days)
    fresh, old = looked(source, outcome, age - HOUR), looked(source, outcome, age)
    for urgency in (Urgency.DUE, Urgency.STALE):
        assert not is_due(fresh, urgency, NOW)
        assert is_due(old, urgency, NOW)
    assert not is_due(old, Urgency.NEW, NOW)
    assert is_due(fresh, Urgency.ALL, NOW)


def test_a_source_is_asked_by_the_number_it_takes_best_and_without_a_version() -> None:
    numbers = [doi_of("10.1/a"), Identifier(Scheme.ARXIV, "2001.00001", 3), doi_of("10.1/b")]
    both = frozenset({Scheme.ARXIV, Scheme.DOI})
    assert pick_identifier(numbers, both) == arxiv_id("2001.00001")
    assert pick_identifier(numbers, frozenset({Scheme.DOI})) == doi_of("10.1/a")
    assert pick_identifier(numbers, frozenset({Scheme.ACL})) is None
    assert pick_identifier([Identifier(Scheme.CVF, "x")], frozenset({Scheme.CVF})) is None
    assert pick_identifier([], both) is None


def test_a_paper_of_the_acl_has_a_doi() -> None:
    acl = Identifier(Scheme.ACL, "P16-1162")
    assert derive_identifiers([acl, acl]) == (acl, doi_of("10.18653/v1/p16-1162"))
    assert derive_identifiers([arxiv_id("2001.00001")]) == (arxiv_id("2001.00001"),)


def test_only_a_refusal_for_want_of_a_login_is_one() -> None:
    assert needs_login(looked("openreview", Outcome.NEEDS_LOGIN, HOUR))
    assert not needs_login(looked("openreview", Outcome.FAILED, HOUR))
    assert not needs_login(None)


def test_datacite_waits_until_the_first_source_has_failed() -> None:
    preprint, work = [arxiv_id("2001.00001"), doi_of("10.1000/one")], [doi_of("10.1000/one")]
    found = looked("x", Outcome.FOUND, HOUR)
    missing = looked("x", Outcome.MISSING, HOUR)
    failed = looked("x", Outcome.FAILED, HOUR)
    assert not is_wanted("datacite", preprint, {})
    assert not is_wanted("datacite", preprint, {"arxiv": missing, "crossref": failed})
    assert is_wanted("datacite", preprint, {"arxiv": failed})
    assert is_wanted("datacite", preprint, {"arxiv": found}, {"arxiv"})
    assert not is_wanted("datacite", work, {"crossref": found})
    assert is_wanted("datacite", work, {"crossref": missing})


def test_openalex_waits_for_those_who_count_citations() -> None:
    work = [doi_of("10.1000/one")]
    found = looked("x", Outcome.FOUND, HOUR)
    missing = looked("x", Outcome.MISSING, HOUR)
    assert is_wanted("openalex", work, {})
    assert not is_wanted("openalex", work, {"semanticscholar": found})
    assert not is_wanted("openalex", work, {"crossref": found})
    assert is_wanted("openalex", work, {"semanticscholar": found, "crossref": missing})
    assert is_wanted("openalex", work, {"crossref": found}, {"crossref"})
    assert is_wanted("huggingface", work, {})
