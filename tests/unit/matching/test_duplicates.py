"""Papers that are in the library twice."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.library import DuplicateRow
from paperstudy.domain.papers import CiteKey, PaperId
from paperstudy.matching.duplicates import find_duplicates

TITLE = "Attention Is All You Need"


def arxiv(number: int) -> Identifier:
    return Identifier(Scheme.ARXIV, f"1706.{number:05}")


def doi(value: str) -> Identifier:
    return Identifier(Scheme.DOI, value)


def row(
    number: int,
    title: str = TITLE,
    author: str = "Vaswani",
    year: int | None = 2017,
    *identifiers: Identifier,
) -> DuplicateRow:
    authors = (author, "Shazeer") if author else ()
    return DuplicateRow(PaperId(number), CiteKey(f"key{number}"), title, authors, year, identifiers)


def keys(*rows: DuplicateRow) -> list[list[int]]:
    return [[paper.id for paper in group.papers] for group in find_duplicates(rows)]


def test_no_papers_are_no_duplicates() -> None:
    assert find_duplicates([]) == ()
    assert find_duplicates([row(1)]) == ()


def test_a_shared_identifier_is_sure_and_named() -> None:
    (group,) = find_duplicates(
        [
            row(2, "Another Title", "Miller", 1999, doi("10.1/A")),
            row(1, TITLE, "Vaswani", 2017, arxiv(3762), doi("10.1/a")),
        ]
    )
    assert [paper.id for paper in group.papers] == [1, 2]
    assert group.sure
    assert [str(each) for each in group.evidence] == ["both are known as doi:10.1/a"]


def test_a_repository_makes_no_duplicates() -> None:
    code = Identifier(Scheme.GITHUB, "a/b")
    assert keys(row(1, "One", "A", 2017, code), row(2, "Two", "B", 2017, code)) == []


@pytest.mark.parametrize(
    "other",
    [
        row(2, "attention is all you need."),
        row(2, "Attention-Is All <i>You</i> Need", "VASWANI", 2019),
        row(2, TITLE, "Vaswáni", 2015),
        row(2, TITLE, "", 2017),
        row(2, TITLE, "Vaswani", None),
        row(2, TITLE, "", None),
        row(2, TITLE, "Vaswani", 2017, doi("10.1/a")),
    ],
)
def test_one_title_author_and_time_are_one_work(other: DuplicateRow) -> None:
    mine = row(1, TITLE, "Vaswani", 2017, arxiv(3762))
    groups = find_duplicates([mine, other])
    assert [paper.id for group in groups for paper in group.papers] == [1, 2]
    assert not groups[0].sure
    assert groups[0].evidence


@pytest.mark.parametrize(
    "other",
    [
        row(2, "Attention Is Not All You Need"),
        row(2, TITLE, "Miller"),
        row(2, TITLE, "Vaswani", 2020),
        row(2, TITLE, "Vaswani", 2017, arxiv(9999)),
        row(2, "", "Vaswani"),
    ],
)
def test_what_differs_is_another_work(other: DuplicateRow) -> None:
    assert keys(row(1, TITLE, "Vaswani", 2017, arxiv(3762)), other) == []


def test_a_short_title_needs_author_and_year() -> None:
    assert keys(row(1, "Mixture Models"), row(2, "Mixture Models", "", None)) == []
    assert keys(row(1, "Mixture Models"), row(2, "Mixture Models")) == [[1, 2]]
    long = "深層学習による画像認識の研究について"
    assert keys(row(1, long), row(2, long, "", None)) == [[1, 2]]


def test_titles_of_other_scripts_are_compared_by_their_own_letters() -> None:
    assert keys(row(1, "深層学習 BERT"), row(2, "自然言語 BERT")) == []
    assert keys(row(1, "한국어 BERT의 학습"), row(2, "한국어  bert의 학습!")) == [[1, 2]]


def test_titles_without_letters_are_compared_with_none() -> None:
    assert keys(row(1, "???"), row(2, "!!!")) == []


def test_two_preprints_do_not_come_together_over_a_third_paper() -> None:
    link = row(3, "Third", "C", 2000, doi("10.1/a"), doi("10.1/b"))
    one = row(1, "One", "A", 2000, arxiv(1), doi("10.1/a"))
    two = row(2, "Two", "B", 2000, arxiv(2), doi("10.1/b"))
    assert keys(one, two, link) == [[1, 3]]
    same = [row(n, TITLE, "Vaswani", 2017, arxiv(n)) for n in (1, 2)]
    assert keys(*same, row(3)) == [[1, 3]]


def test_years_do_not_run_on_in_steps() -> None:
    rows = [row(number, TITLE, "Vaswani", 2010 + 2 * number) for number in range(1, 5)]
    assert keys(*rows) == [[1, 2], [3, 4]]


def test_a_paper_that_could_be_either_of_two_is_neither() -> None:
    rows = [row(1, TITLE, "Vaswani"), row(2, TITLE, "Miller"), row(3, TITLE, "", None)]
    assert keys(*rows) == []
    assert keys(*rows, row(4, TITLE, "", None)) == [[3, 4]]
    assert keys(row(1, TITLE, "Kim", None), row(2, TITLE, "Kim", None)) == [[1, 2]]
    assert keys(row(1, TITLE, "Kim", None), row(2, TITLE, "", None)) == [[1, 2]]
    assert keys(row(1, TITLE, "", None), row(2, TITLE, "Kim", None)) == [[1, 2]]
    assert keys(row(1, TITLE, "Kim", None), row(2, TITLE, "Lee", None)) == []


def test_sure_groups_come_first_and_evidence_is_gathered() -> None:
    groups = find_duplicates(
        [
            row(1, "A Title of Four Words"),
            row(2, "A Title of Four Words"),
            row(3, TITLE, "Vaswani", 2017, doi("10.1/x")),
            row(4, TITLE, "Vaswani", 2018, doi("10.1/x")),
            row(5, "Other", "X", 1999, doi("10.1/x"), doi("10.1/x")),
        ]
    )
    assert [[paper.id for paper in group.papers] for group in groups] == [[3, 4, 5], [1, 2]]
    assert [str(each) for each in groups[0].evidence] == [
        "both are known as doi:10.1/x",
        "same title and first author, years at most two apart",
    ]


_ROWS = st.lists(
    st.builds(
        row,
        st.integers(1, 30),
        st.sampled_from([TITLE, "Short", "", "A Title of Four Words"]),
        st.sampled_from(["", "Kim", "Lee"]),
        st.sampled_from([None, 2017, 2018, 2021]),
        st.sampled_from([arxiv(1), arxiv(2), doi("10.1/a"), doi("10.1/b")]),
    ),
    max_size=12,
    unique_by=lambda each: each.id,
)


@given(_ROWS)
def test_groups_hold_each_paper_once_and_one_preprint_at_most(rows: list[DuplicateRow]) -> None:
    groups = find_duplicates(rows)
    assert groups == find_duplicates(rows[::-1])
    found = [paper.id for group in groups for paper in group.papers]
    assert len(found) == len(set(found))
    for group in groups:
        preprints = {i.value for p in group.papers for i in p.identifiers if i.scheme == "arxiv"}
        assert len(preprints) <= 1
        assert len(group.papers) > 1
        assert group.evidence


@pytest.mark.parametrize("author", ["", "Kim"])
@pytest.mark.parametrize("preprints", [True, False])
def test_ten_thousand_papers_take_no_time(author: str, preprints: bool) -> None:
    rows = [
        row(n, TITLE, author, 2017 if author else None, *([arxiv(n)] if preprints else []))
        for n in range(5_000)
    ]
    rows += [row(n, f"Study of matter number {n // 2}", "Kim", 2017) for n in range(5_000, 10_000)]
    started = time.perf_counter()
    groups = find_duplicates(rows)
    assert time.perf_counter() - started < 3, "it takes 0.3 s on two busy cores"
    assert len(groups) == 2_500 + (not preprints)
