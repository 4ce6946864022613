"""A document that cites fifty papers of the library compiles with the exported file, in silence."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, CiteKey, Paper, PaperId, Publication
from paperstudy.formats.biblatex import write_biblatex
from paperstudy.formats.bibtex import write_bibtex

if TYPE_CHECKING:
    from pathlib import Path

VENUES = (
    Publication("Advances in Neural Information Processing Systems", 2017, "", "proceedings", "30",
                "", "5998-6008", "Curran Associates"),
    Publication("Proceedings of the AAAI Conference", 2019, "10.1609/x_y.1", "proceedings", "33",
                "1", "1-8", "AAAI Press"),
    Publication("JMLR", 2008, "10.5555/a%b#c", "journal", "9", "86", "2579-2605"),
    Publication("ICLR", 2015, "", "proceedings", number="3"),
    Publication("Deep Learning & More", 2016, "", "chapter", pages="3-9", publisher="MIT Press"),
    Publication("MIT Press", 2016, "", "book", publisher="MIT Press"),
)  # fmt: skip
TITLES = (
    r"BERT & Friends: 100% of $O(n^2)$ in Erd\H{o}s_Renyi #1",
    "Über die Größe von Ångström-Netzen~",
    "A {Braced} Title with a } brace & C:\\path^2",
    "ALL IN CAPITALS: A U-Net",
    "Is This a Question? GPT-4's $5 Answer",
)
NAMES = (
    "Laurens van der Maaten", "Diederik P. Kingma Jr.", "Ondřej Chum", "Łukasz Kaiser",
    "Google DeepMind Team", "Geoffrey E. Hinton", "Nguyễn Văn A", "O'Brien & Sons",
)  # fmt: skip


def library(*, hangul: bool) -> list[Paper]:
    """Return fifty papers as libraries hold them: published, preprints, theses, in two scripts."""
    chance = random.Random(11)
    names = (*NAMES, "홍길동", "김 민지") if hangul else NAMES
    papers = []
    for n in range(50):
        published = n % 7 < 6
        title = TITLES[n % 5] if not hangul or n % 4 else "한국어 BERT의 학습: 50% & more"
        papers.append(
            Paper(
                PaperId(n + 1),
                CiteKey(f"paper{n}"),
                f"{title} {n}",
                tuple(Author(chance.choice(names)) for _ in range(n % 4 + 1)),
                more_authors=n % 9 == 0,
                year=2020,
                venue="KAIST" if n == 6 else "",
                kind="thesis" if n == 6 else "",
                abstract="Lines of\n@text{with} 100% & $x_1$ and 한국어.",
                identifiers=() if n % 3 else (Identifier(Scheme.ARXIV, f"2003.{n:05}"),),
                url=f"https://x.org/a_b%20{n}?q=1&r=~x#frag" if n % 2 else "",
                published=datetime(2020, n % 12 + 1, 3, tzinfo=UTC),
                publication=VENUES[n % 7] if published else None,
                tags=("week_3", "a&b"),
            )
        )
    return papers


def run(folder: Path, *command: str) -> str:
    ran = subprocess.run(
        command, cwd=folder, capture_output=True, check=False, timeout=120, stdin=subprocess.DEVNULL
    )
    assert ran.returncode == 0, ran.stdout.decode(errors="replace")[-3000:]
    return ran.stdout.decode(errors="replace")


def need(*programs: str) -> None:
    missing = [name for name in programs if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)} (Debian: texlive-binaries, biber)")


def find_style(name: str) -> str:
    ran = subprocess.run(["kpsewhich", name], capture_output=True, text=True, check=False)
    return ran.stdout.strip()


# Enough of a style to make BibTeX read every entry, parse every name and sort.
BST = r"""
ENTRY { author title booktitle journal school publisher year month note url doi eprint key }
      {} { label }
STRINGS { s t }
INTEGERS { count many }
FUNCTION {not} { { #0 } { #1 } if$ }
FUNCTION {check.author} {
  author empty$
    { key empty$ { "no author and no key in " cite$ * warning$ } 'skip$ if$ }
    { author num.names$ 'many := #1 'count :=
      { many count < not }
      { author count "{ff~}{vv~}{ll}{, jj}" format.name$ write$ newline$
        count #1 + 'count := } while$ }
  if$
}
FUNCTION {entry} {
  "\bibitem{" cite$ * "}" * write$ newline$
  check.author
  title empty$ { "empty title in " cite$ * warning$ } { title "t" change.case$ write$ newline$ } if$
}
FUNCTION {inproceedings} { entry booktitle empty$ { "empty booktitle in " cite$ * warning$ } { booktitle write$ newline$ } if$ }
FUNCTION {article} { entry journal empty$ { "empty journal in " cite$ * warning$ } { journal write$ newline$ } if$ }
FUNCTION {book} { entry publisher empty$ { "empty publisher in " cite$ * warning$ } 'skip$ if$ }
FUNCTION {incollection} { inproceedings }
FUNCTION {phdthesis} { entry school empty$ { "empty school in " cite$ * warning$ } 'skip$ if$ }
FUNCTION {misc} { entry }
FUNCTION {default.type} { "unknown type of " cite$ * warning$ }
MACRO {jan} {"January"} MACRO {feb} {"February"} MACRO {mar} {"March"} MACRO {apr} {"April"}
MACRO {may} {"May"} MACRO {jun} {"June"} MACRO {jul} {"July"} MACRO {aug} {"August"}
MACRO {sep} {"September"} MACRO {oct} {"October"} MACRO {nov} {"November"} MACRO {dec} {"December"}
READ
FUNCTION {presort} { cite$ 'sort.key$ := }
ITERATE {presort}
SORT
ITERATE {call.type$}
"""


@pytest.mark.parametrize("ascii_only", [False, True])
def test_bibtex_has_nothing_to_say_of_fifty_cited_papers(
    tmp_path: Path, *, ascii_only: bool
) -> None:
    need("bibtex")
    papers = library(hangul=True)
    (tmp_path / "refs.bib").write_text(write_bibtex(papers, ascii_only=ascii_only), "utf-8")
    (tmp_path / "own.bst").write_text(BST, "utf-8")
    styles = ["own"]
    if find_style("plain.bst"):
        styles.append("plain")
    for style in styles:
        cited = "".join(f"\\citation{{{paper.key}}}\n" for paper in papers)
        aux = f"\\relax\n{cited}\\bibstyle{{{style}}}\n\\bibdata{{refs}}\n"
        (tmp_path / "paper.aux").write_text(aux, "utf-8")
        said = run(tmp_path, "bibtex", "paper")
        assert "arning" not in said, said
        assert "rror" not in said, said
        bbl = (tmp_path / "paper.bbl").read_bytes().decode(errors="replace")
        assert bbl.count(r"\bibitem") == len(papers)


@pytest.mark.parametrize("ascii_only", [False, True])
def test_a_document_compiles_with_the_exported_file(tmp_path: Path, *, ascii_only: bool) -> None:
    need("latex", "bibtex", "kpsewhich")
    if not (find_style("article.cls") and find_style("plain.bst")):
        pytest.skip("LaTeX's own classes and styles are not installed (texlive-latex-base)")
    papers = library(hangul=False)
    text = write_bibtex(papers, ascii_only=ascii_only)
    if not ascii_only:  # the fonts of old LaTeX have no letters of Vietnamese, but accents for them
        text = text.replace("Nguyễn Văn", "Nguyen Van")
    (tmp_path / "refs.bib").write_text(text, "utf-8")
    keys = ",".join(paper.key for paper in papers)
    (tmp_path / "paper.tex").write_text(
        "\\documentclass{article}\\usepackage[T1]{fontenc}\\begin{document}"
        f"\\cite{{{keys}}}\\bibliographystyle{{plain}}\\bibliography{{refs}}\\end{{document}}",
        "utf-8",
    )
    latex = ("latex", "-halt-on-error", "-interaction=nonstopmode", "paper")
    run(tmp_path, *latex)
    said = run(tmp_path, "bibtex", "paper")
    assert "arning" not in said, said
    run(tmp_path, *latex)
    log = run(tmp_path, *latex)
    assert not re.search(r"^!|undefined", log, re.MULTILINE), log[-3000:]


@pytest.mark.parametrize("ascii_only", [False, True])
def test_biber_finds_nothing_wrong_with_the_data_model(tmp_path: Path, *, ascii_only: bool) -> None:
    need("biber")
    papers = library(hangul=True)
    (tmp_path / "refs.bib").write_text(write_biblatex(papers, ascii_only=ascii_only), "utf-8")
    said = run(tmp_path, "biber", "--tool", "--validate-datamodel", "--nolog", "refs.bib")
    assert not [line for line in said.splitlines() if not line.startswith("INFO")]
