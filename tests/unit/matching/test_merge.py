"""Merging of records: who is believed, and that nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, PaperRecord, PaperState
from paperstudy.matching.merge import merge_records, state_of

ARXIV = Identifier(Scheme.ARXIV, "1706.03762")
DOI = Identifier(Scheme.DOI, "10.1000/x")


def test_a_source_wins_over_the_catalogue_and_a_person_over_both() -> None:
    records = [
        PaperRecord("catalogue", "Attention", year=2016),
        PaperRecord("arxiv", "Attention Is All You Need", year=2017),
        PaperRecord("person", "", year=2018),
    ]
    merged, provenance = merge_records(records)
    assert (merged.title, merged.year) == ("Attention Is All You Need", 2018)
    assert provenance == {"title": "arxiv", "year": "person"}


def test_an_empty_answer_replaces_nothing() -> None:
    merged, _ = merge_records(
        [PaperRecord("arxiv", "", venue=""), PaperRecord("catalogue", "Title", venue="ICLR 2021")]
    )
    assert (merged.title, merged.venue) == ("Title", "ICLR 2021")


def test_a_whole_list_of_authors_wins_over_one_that_is_cut() -> None:
    short = PaperRecord("arxiv", "T", authors=(Author("A"),), more_authors=True)
    whole = PaperRecord("catalogue", "T", authors=(Author("A"), Author("B")))
    merged, provenance = merge_records([short, whole])
    assert [a.name for a in merged.authors] == ["A", "B"]
    assert not merged.more_authors
    assert provenance["authors"] == "catalogue"


def test_a_field_that_a_person_cleared_stays_empty() -> None:
    person = PaperRecord("person", "", cleared=("venue", "year", "authors"))
    catalogue = PaperRecord("catalogue", "T", authors=(Author("A"),), year=2020, venue="X")
    merged, provenance = merge_records([catalogue, person])
    assert (merged.venue, merged.year, merged.authors) == ("", None, ())
    assert provenance["venue"] == "person"


def test_identifiers_of_all_records_are_united_once() -> None:
    merged, _ = merge_records(
        [
            PaperRecord("log", "T", identifiers=(ARXIV, DOI)),
            PaperRecord("arxiv", "T", identifiers=(ARXIV,)),
        ]
    )
    assert set(merged.identifiers) == {ARXIV, DOI}
    assert len(merged.identifiers) == 2


def test_the_state_says_who_has_told_us_of_the_paper() -> None:
    log = PaperRecord("log", "T")
    assert state_of([log]) is PaperState.PENDING
    assert state_of([log, PaperRecord("catalogue", "T")]) is PaperState.OFFLINE
    assert state_of([log, PaperRecord("arxiv", "T")]) is PaperState.FETCHED


@given(
    st.lists(
        st.builds(
            PaperRecord,
            source=st.sampled_from(["arxiv", "catalogue", "log", "person", "nobody"]),
            title=st.sampled_from(["", "A title", "제목"]),
            year=st.sampled_from([None, 1994, 2021]),
            venue=st.sampled_from(["", "ICLR"]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_merging_loses_no_field_and_merging_the_outcome_changes_nothing(
    records: list[PaperRecord],
) -> None:
    merged, provenance = merge_records(records)
    for name in ("title", "year", "venue"):
        if any(getattr(record, name) for record in records):
            assert getattr(merged, name)
            assert name in provenance
    assert merge_records([merged])[0] == merged
