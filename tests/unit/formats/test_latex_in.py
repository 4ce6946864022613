"""LaTeX of .bib files as plain text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.formats.latex import escape_latex
from paperstudy.formats.latex_in import decode_latex


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("plain", "plain"),
        (r"Erd{\H{o}}s and {\L}ukasz", "Erdős and Łukasz"),
        (r"M{\"u}ller, M\"uller, M\"{u}ller, {M\"{u}ller}", "Müller, Müller, Müller, Müller"),
        (r"Ond\v{r}ej \v Cech {\v{S}}", "Ondřej Čech Š"),
        (r"na{\"\i}ve \'{\i} {\'\i} \'{}x", "naïve í í x"),
        (r"Fran\c{c}ois Fran\c cois \k{a} \r{a} \u{g} \d{s}", "François François ą å ğ ṣ"),
        (r"S{\o}ren S\o ren \O{} \ss{} stra\ss e \AA", "Søren Søren Ø ß straße Å"),
        (r"Q\&A 100\% a\_b \#1 \$5 \{x\}", "Q&A 100% a_b #1 $5 {x}"),
        (r"\textbraceleft{}x\textbraceright{} a\textbackslash{}b", "{x} a\\b"),
        ("{BERT}: {P}re-training--of---``Deep''", "BERT: Pre-training–of—“Deep”"),
        ("A -- B --- C", "A -- B --- C"),
        ("a-{}-b `{}`c'{}' d", "a--b ``c'' d"),
        (r"On $\ell_1$ and $\{x\}$ Norms", r"On $\ell_1$ and $\{x\}$ Norms"),
        ("From $5 to $10", "From $5 to $10"),
        (r"\emph{Very} \textbf{bold} {\em soft} \textsc{Small}", "Very bold soft Small"),
        (r"A~B\ C\,D\\E \/ F", "A B C D E F"),
        ("a\n  b\tc", "a b c"),
        (r"\unknown{thing} \alone here", r"thing \alone here"),
        (r"\input{secret} \write18{x}", r"\inputsecret \write18x"),
        (r"The {\TeX}book, 3\textsuperscript{rd} \LaTeX\ Guide", "The TeXbook, 3rd LaTeX Guide"),
        (r"\url{https://x.org/a}", "https://x.org/a"),
        (r"{$\alpha$} \ensuremath{\alpha} \ldots{} etc", r"$\alpha$ α … etc"),
        ("한국어 {BERT}의 학습", "한국어 BERT의 학습"),
        ("don't", "don't"),
        (r"discre\-tionary \`a la", "discretionary à la"),
    ],
)
def test_accents_signs_and_braces_become_text(written: str, plain: str) -> None:
    assert " ".join(decode_latex(written).split()) == plain


@given(st.text("abc XYZ 09&%#_~^éöŁ한글{}", max_size=40), st.booleans())
def test_what_is_written_as_latex_is_read_back(text: str, ascii_only: bool) -> None:
    text = "x" + text.replace("~", "").replace("한글", "") + "x"
    if ascii_only:
        text = "".join(sign for sign in text if sign not in "한글")
    read = decode_latex(escape_latex(text, ascii_only=ascii_only))
    braceless = text.replace("{", "").replace("}", "")
    assert read.replace("{", "").replace("}", "").split() == braceless.split()


@given(st.text(max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    decode_latex(text)
    decode_latex("\\" + text + "}{$" + text)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"The \$x\$ of it", r"The \$x\$ of it"),
        (r"\$x\$ and $y$", r"\$x\$ and $y$"),
        (r"Costs \$5 and \$10", "Costs $5 and $10"),
        (r"$a\$b$", r"$a\$b$"),
    ],
)
def test_dollars_that_are_meant_make_no_formula(latex: str, text: str) -> None:
    assert decode_latex(latex) == text
    assert decode_latex(escape_latex(text)) == text
    assert escape_latex(text) == latex
