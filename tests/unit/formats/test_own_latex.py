"""What a person wrote in LaTeX goes out as it came, while it prints the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.papers import CiteKey, Paper, PaperId, PaperRecord
from paperstudy.formats.bibtex import write_bibtex
from paperstudy.formats.bibtex_in import read_bibtex
from paperstudy.formats.own_latex import keep_latex
from tests.unit.formats.bib_reader import read_bib


def paper_of(record: PaperRecord) -> Paper:
    """Return the paper that a library makes of the record of a file."""
    return Paper(
        PaperId(1),
        CiteKey("k"),
        record.title,
        record.authors,
        year=record.year,
        venue=record.venue,
        kind=record.kind,
        publication=record.publication,
        entry_type=record.entry_type,
        extra=record.extra,
    )


def passed(entry: str, *, ascii_only: bool = False) -> str:
    """Return an entry that came in and went out."""
    (record,) = read_bibtex(entry).records
    return write_bibtex([paper_of(record)], ascii_only=ascii_only)


@pytest.mark.parametrize(
    "title",
    [
        r"The {\TeX}book",
        r"Using \LaTeX\ and {\BibTeX}",
        r"The {Ising} model in {Seoul} and {p-values} for {iPhone} Users",
        r"On the \emph{Principia} of {K}urt {G}{\"o}del \cite{foo}",
        r"The 3\textsuperscript{rd} \mycommand{Way} of 50\% R\&D",
        r"{A Title Kept as a Whole}",
        r"Space {$O(n_1^2)$} and {\H{o}}",
        r"{서울}의 {이징} 모형",
    ],
)
def test_a_title_goes_out_as_a_person_wrote_it(title: str) -> None:
    written = passed(f"@article{{k, title = {{{title}}}, journal = {{J. of \\emph{{X}}}}}}")
    assert f"  title = {{{title}}},\n" in written
    assert "  journal = {J. of \\emph{X}},\n" in written
    assert passed(written) == written


def test_words_are_protected_also_where_a_person_did_not() -> None:
    assert "{The {Ising} model and {BERT}, with {$O(n)$}}" in passed(
        "@misc{k, title = {The {Ising} model and BERT, with $O(n)$}}"
    )


def test_a_title_that_is_another_now_is_written_by_us() -> None:
    (record,) = read_bibtex("@misc{k, title = {The {Ising} model}}").records
    paper = paper_of(record)._replace(title="The Ising model of 1925")
    assert "  title = {The Ising model of 1925},\n" in write_bibtex([paper])


@pytest.mark.parametrize(
    "title",
    [
        r"x \input{/etc/passwd}", r"x \write18{rm}", r"{\def\a{b}}", r"{\catcode`\%=12}", "x^^5cinput{y}",
        r"{\csname input\endcsname}", r"{BERT} 100% sure", r"{BERT} & co", r"{BERT}_x", r"{BERT} $x",
        "{BERT} $x^^5c$", "\\emph\uff49\uff4e{x}", "{x} #1",
    ],
)  # fmt: skip
@pytest.mark.parametrize("ascii_only", [False, True])
def test_what_does_more_than_print_stays_text(title: str, *, ascii_only: bool) -> None:
    assert keep_latex("title", title) == ""
    written = passed(f"@misc{{k, title = {{{title}}}}}", ascii_only=ascii_only)
    assert "\\input" not in written
    assert "\\write" not in written
    assert "^^" not in written


def test_what_ours_says_as_well_is_not_kept_twice() -> None:
    (record,) = read_bibtex(r"@article{k, title = {{BERT} at 5\%}, journal = {A \& B}}").records
    assert record.extra == ()


@given(
    st.lists(
        st.sampled_from(
            [
                "{",
                "}",
                "\\",
                "$",
                "%",
                " ",
                "\\emph{",
                "\\TeX",
                "{Ab}",
                "BERT",
                "한",
                "é",
                "\\'e",
                "^",
                "--",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_whatever_came_in_comes_again_byte_for_byte(title: str) -> None:
    found = read_bibtex(f"@misc{{k, title = {{x{title}}}, year = {{2000}}}}")
    if not found.records:
        return
    once = write_bibtex([paper_of(found.records[0])])
    assert len(read_bib(once)) == 1
    assert passed(once) == once
