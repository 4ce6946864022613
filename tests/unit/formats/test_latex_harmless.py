"""A log says what stands in a .bib file; it must never say what LaTeX runs."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, CiteKey, Paper, PaperId
from paperstudy.formats.bibtex import write_bibtex
from paperstudy.formats.latex import escape_latex, protect_title
from tests.unit.formats.bib_reader import read_bib

MATHS = """
    alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi
    varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi
    Pi Sigma Upsilon Phi Psi Omega mathcal mathbb mathrm mathbf mathit mathsf mathtt mathfrak
    mathscr boldsymbol bm operatorname text textbf textit textrm textsf texttt cal bf rm it ell hbar
    imath jmath Re Im aleph partial nabla infty emptyset varnothing frac sqrt binom underset overset
    hat widehat tilde widetilde bar overline underline vec dot ddot log ln exp sin cos tan tanh min
    max sup inf lim arg det dim ker deg gcd bmod Pr times cdot div pm mp ast star circ bullet oplus
    otimes odot wedge vee cup cap setminus sum prod int surd le leq ge geq ne neq sim simeq approx
    cong equiv propto ll gg in ni notin subset subseteq supset supseteq mid parallel perp to gets
    mapsto rightarrow leftarrow leftrightarrow Rightarrow Leftarrow Leftrightarrow longrightarrow
    uparrow downarrow forall exists neg land lor ldots cdots dots prime dagger langle rangle lfloor
    rfloor lceil rceil lvert rvert lVert rVert quad qquad
"""
TEXTS = """
    textasciitilde textasciicircum textbackslash textbraceleft textbraceright textendash textemdash
    ldots dots emph textit textbf texttt textsc textrm textsf textsl mathrm mathbf ensuremath
    o O l L ss ae AE oe OE aa AA i j dh DH dj DJ th TH H c v u k r b d t G U
"""
LISTED = {*MATHS.split(), *TEXTS.split()}
COMMAND = re.compile(r"\\([^\W\d_]+)")  # letters of any script: XeTeX and LuaTeX read them all
HOSTILE = [
    r"$\input{/etc/passwd}$",
    r"$\immediate\write18{ls}$",
    r"$\catcode`\@=0$",
    r"$\csname input\endcsname{x}$",
    r"$\expandafter\def\alpha{x}$",
    r"$x^^5cinput{/etc/passwd}$",
    r"$\alphax$",
    r"$\in\input$",
    "\\input{/etc/passwd}",
    "$\\in\uff50\uff55\uff54{/etc/passwd}$",  # wide letters, `put`
    "\\i\uff4e\uff50\uff55\uff54{/etc/passwd}",  # wide letters, `nput`
    "\uff3c\uff49\uff4e\uff50\uff55\uff54\uff5b/etc/passwd\uff5d",  # all of it wide
    "$x^\u0301^5cinput{/etc/passwd}$",  # a mark over nothing between the two
    "$\\alpha\u0301$",
    "$\\begin{document}$",
    "$\\verb|x|$",
    "$a$$\\input{x}$$b$",
    "$x\\$\\input{x}$",
    r"\\input{x}",
    r"\$\input{x}$ $y$",
]
PIECES = st.sampled_from(
    [*HOSTILE, *"\\\\\\$$^^{}%&#_~ \uff3c\uff5b\u0301", "input", "write18", "\\alpha", "\\in", "\\o",
     "\\'", "\\c ", "\\textbf{", "put", "\uff50\uff55\uff54", "풋", "x", "1", "5c"]
)  # fmt: skip
TEXT = st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join)


def commands(text: str) -> set[str]:
    return set(COMMAND.findall(text))


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("ascii_only", [False, True])
def test_no_command_of_a_stranger_leaves(title: str, *, ascii_only: bool) -> None:
    for written in (
        protect_title(title, ascii_only=ascii_only),
        escape_latex(title, ascii_only=ascii_only),
    ):
        assert commands(written) <= LISTED
        assert "^^" not in written


@given(TEXT, st.booleans())
@example("".join(HOSTILE), True)
def test_no_command_but_the_listed_ones_ever_leaves(text: str, ascii_only: bool) -> None:
    paper = Paper(
        PaperId(1),
        CiteKey(text),
        text,
        (Author(text), Author("x", family=text, given=text)),
        venue=text,
        journal_ref=text,
        url=text,
        tags=(text,),
        categories=(text,),
        identifiers=(Identifier(Scheme.DOI, text), Identifier(Scheme.ARXIV, "1706.03762")),
    )
    written = write_bibtex([paper], ascii_only=ascii_only)
    assert len(read_bib(written)) == 1
    assert commands(written) <= LISTED
    assert "^^" not in written


@pytest.mark.parametrize(
    "formula",
    [
        r"$\beta$",
        r"$\mathcal{O}(n \log n)$",
        r"$\ell_1$",
        r"$\mathbb{R}^{d}$",
        r"$\frac{1}{\sqrt{n}}$",
        r"$\epsilon \to 0$",
        r"$a \times b \cdot c$",
        r"$x \le y \ge z \sim w$",
        r"$\mathbf{x}_{\text{top-}k}$",
        r"$\mathrm{SE}(3)$",
        r"$A\, B$",
        "$α+β$",
    ],
)
def test_harmless_formula_stays_as_it_is(formula: str) -> None:
    kept = f"{{{formula}}}" if any(map(str.isupper, formula)) else formula
    assert protect_title(f"On {formula} and BERT") == f"On {kept} and {{BERT}}"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        (r"$\input{x}$", r"\$\textbackslash{}input{x}\$"),
        ("$x^^5c$", r"\$x\textasciicircum{}\textasciicircum{}5c\$"),
        (r"$\foo$ and $\beta$", r"\$\textbackslash{}foo\$ and $\beta$"),
        (r"$a\$b \foo$", r"\$a\$b \textbackslash{}foo\$"),
        ("https://x.org/a^^5cb", r"https://x.org/a\textasciicircum{}\textasciicircum{}5cb"),
    ],
)
def test_other_formula_is_printed_as_text(title: str, written: str) -> None:
    assert escape_latex(title) == written
