"""The shipped catalogue and the records it gives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author
from paperstudy.matching.catalogue import (
    Catalogue,
    CatalogueEntry,
    load_catalogue,
)

if TYPE_CHECKING:
    from typing import Any

ROW = {
    "key": "invented",
    "title": "An Invented Paper",
    "authors": ["Ada One", "Bo Two", "Cy Three", "others"],
    "year": 2020,
    "arxiv": "2001.00001",
    "doi": "10.18653/v1/P16-1162",
    "openreview": "aBc_1",
    "venue": "ACL 2020",
    "names": ["InvNet"],
    "ambiguous": ["INV"],
    "context": ["parsing"],
    "case": ["INV"],
    "concept": True,
    "plain": ["INV"],
    "idea": ["InvNet"],
    "well_known": True,
}


def make(**changes: Any) -> Catalogue:
    return Catalogue.from_lines([json.dumps(ROW | changes), ""])


def test_the_shipped_catalogue_has_its_papers_in_order_of_key(catalogue: Catalogue) -> None:
    keys = [row["key"] for row in catalogue.rows]
    assert len(catalogue) > 3000
    assert keys == sorted(keys)
    assert len(keys) == len(set(keys))


def test_an_entry_holds_all_fields_of_its_line() -> None:
    entry = make().entry(0)
    assert entry.names == ("InvNet",)
    assert entry.ambiguous == ("INV",)
    assert entry.case == {"INV"}
    assert entry.concept
    assert entry.plain == {"INV"}
    assert entry.idea == {"InvNet"}
    assert not entry.word
    assert entry.well_known
    assert not entry.often
    assert make().entry(0) == entry


def test_a_line_may_leave_out_what_is_unknown() -> None:
    catalogue = Catalogue.from_lines(['{"key": "bare", "title": "Bare"}'])
    assert catalogue.entry(0) == CatalogueEntry(key="bare", title="Bare")
    assert catalogue.entry(0).to_record().identifiers == ()


def test_a_record_says_where_it_comes_from_and_that_authors_are_missing() -> None:
    record = make().entry(0).to_record()
    assert record.source == "catalogue"
    assert record.authors == (Author("Ada One"), Author("Bo Two"), Author("Cy Three"))
    assert record.more_authors
    assert (record.year, record.venue) == (2020, "ACL 2020")


def test_a_record_with_all_its_authors_says_so() -> None:
    assert not make(authors=["Ada One"]).entry(0).to_record().more_authors


def test_the_anthology_identifier_follows_from_the_doi() -> None:
    assert make().entry(0).identifiers == (
        Identifier(Scheme.ARXIV, "2001.00001"),
        Identifier(Scheme.DOI, "10.18653/v1/p16-1162"),
        Identifier(Scheme.ACL, "P16-1162"),
        Identifier(Scheme.OPENREVIEW, "aBc_1"),
    )


def test_new_anthology_identifiers_stay_lower_case() -> None:
    entry = make(doi="10.18653/v1/2020.acl-main.747").entry(0)
    assert Identifier(Scheme.ACL, "2020.acl-main.747") in entry.identifiers


def test_every_identifier_leads_to_the_number_of_its_entry() -> None:
    numbers = make().number_identifiers()
    assert numbers == {i.scheme: {i.value: 0} for i in make().entry(0).identifiers}


def test_an_entry_is_made_once(catalogue: Catalogue) -> None:
    assert catalogue.entry(5) is catalogue.entry(5)


@pytest.mark.parametrize("field", ["case", "plain", "idea", "family", "word"])
def test_what_is_said_of_surfaces_is_said_of_those_of_the_entry(
    catalogue: Catalogue, field: str
) -> None:
    for row in catalogue.rows:
        surfaces = {*row.get("names", ()), *row.get("ambiguous", ())}
        assert set(row.get(field, ())) <= surfaces, row["key"]


def test_a_name_that_needs_no_context_has_been_ambiguous(catalogue: Catalogue) -> None:
    for row in catalogue.rows:
        assert set(row.get("plain", ())) <= set(row.get("ambiguous", ())), row["key"]


def test_no_line_holds_an_empty_field(catalogue: Catalogue) -> None:
    for row in catalogue.rows:
        assert all(value not in (None, [], False) for value in row.values()), row["key"]


def test_no_shipped_title_has_half_of_a_mark_of_emphasis(catalogue: Catalogue) -> None:
    assert not [row["title"] for row in catalogue.rows if row["title"].count("**") % 2]


def test_no_shipped_id_of_openreview_is_cut_off() -> None:
    ids = [row["openreview"] for row in load_catalogue().rows if "openreview" in row]
    assert len(ids) > 300
    assert [each for each in ids if len(each) < 9] == []


@pytest.mark.parametrize("key", ["smote", "bleu", "gpt1", "dropout", "lenet"])
def test_of_many_authors_the_catalogue_says_that_there_are_more(key: str) -> None:
    catalogue = load_catalogue()
    (number,) = [n for n, row in enumerate(catalogue.rows) if row["key"] == key]
    assert catalogue.entry(number).to_record().more_authors
