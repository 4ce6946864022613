"""Which keys a document cites."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.formats.citations import read_aux, read_tex


def test_an_aux_file_tells_keys_and_further_files() -> None:
    aux = (
        "\\relax\n\\citation{a,b}\n\\abx@aux@cite{0}{c}\n\\abx@aux@cite{d}\n"
        "\\@input{chapters/one.aux}\n\\bibstyle{plain}\n\\bibcite{x}{1}\n\\citation{a}\n"
        "\\abx@aux@segm{0}{0}{e}\n\\citation{*}\n"
    )
    cited = read_aux(aux)
    assert cited.keys == ("a", "b", "c", "d", "*")
    assert cited.inputs == ("chapters/one.aux",)


@pytest.mark.parametrize(
    ("tex", "keys"),
    [
        (r"\cite{a}", ("a",)),
        (r"\cite{a, b,c}", ("a", "b", "c")),
        ("\\cite{a,\n  b}", ("a", "b")),
        (r"\cite[p.~3]{a}", ("a",)),
        (r"\citep[see][p. 3]{a}", ("a",)),
        (r"\Citet*{a}", ("a",)),
        (r"\textcite{a}\parencite{b}\footcite{c}\autocite{d}", ("a", "b", "c", "d")),
        (r"\Textcite{a} and \Autocite{b}", ("a", "b")),
        (r"\cites[1]{a}[2]{b}{c}", ("a", "b", "c")),
        (r"\parencites(pre)(post)[1]{a}{b}", ("a", "b")),
        (r"\citeauthor{a}, \citeyear{b}, \citealp{c}", ("a", "b", "c")),
        (r"\nocite{*}", ("*",)),
        (r"\cite{a} % \cite{b}", ("a",)),
        (r"50\% of \cite{a}", ("a",)),
        (r"a \\% \cite{b}", ()),
        (r"\citestyle{plain}\setcitestyle{x}", ()),
        (r"\cite{a}{not}", ("a",)),
        (r"\newcommand{\x}[1]{\cite{#1}}", ()),
        ("\\begin{verbatim}\\cite{a}\\end{verbatim}\\cite{b}", ("b",)),
        (r"\verb|\cite{a}| \verb*+%+ \lstinline!\cite{b}! \cite{c}", ("c",)),
        (r"\cite{a} \cite{a}", ("a",)),
        (r"\cite{홍2020학습}", ("홍2020학습",)),
        (r"\cite{}", ()),
        ("", ()),
    ],
)
def test_a_source_tells_its_keys(tex: str, keys: tuple[str, ...]) -> None:
    assert read_tex(tex).keys == keys


def test_a_source_tells_what_it_reads_in_turn() -> None:
    tex = "\\input{intro}\\include{chapters/two}\\subfile{three.tex} % \\input{no}"
    assert read_tex(tex).inputs == ("intro.tex", "chapters/two.tex", "three.tex")
    tex = "\\input one\n\\import{sub/}{two}\\subimport*{sub}{three.tex}\\inputfrom{}{four}\\inputx five"
    assert read_tex(tex).inputs == ("one.tex", "sub/two.tex", "sub/three.tex", "four.tex")


@given(st.text(st.sampled_from("\\cite[]{}(),%a*# \n"), max_size=60))
def test_no_text_is_too_odd_to_read(text: str) -> None:
    for cited in (read_tex(text), read_aux(text)):
        assert all(key and "," not in key for key in cited.keys)
