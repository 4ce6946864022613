"""Papers of text that hurts, made by chance: all that a .bib file can hold must come back.

What cannot is left out here, and stands in docs/exchange.md: LaTeX that a title itself is written
in, the year of a preprint apart from that of its publication, and the like.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Author, CiteKey, ExtraField, Paper, PaperId, Publication
from paperstudy.domain.text import clean_block
from paperstudy.formats.latex import balance_braces

if TYPE_CHECKING:
    from random import Random

WORDS = [
    "BERT",
    "naïve",
    "한국어",
    "50%",
    "R&D",
    "a_b",
    "#1",
    "$x^2$",
    "$\\mathcal{O}(n)$",
    "\\",
    "~",
    "C++",
    "'",
    '"',
    "ß",
    "Łódź",
    "@x",
    "@misc{k,",
    "é",
    "α",
    "\\alpha",
    "<i>",
    "of",
    "A",
    "--",
    "---",
    "----",
    "a--b",
    "NeRF--:",
    "``quoted''",
    "f''",
    "`",
    "''",
    "x{y}z",
    "{BERT}",
    "{a",
    "b}",
    "{",
    "}",
    "}{",
    "[/x]",
    "5$",
    "^",
    "x^2",
    "a\\q",
    "\\\\",
    "–dash—",
    "“so”",
    "’",
    "😀",
    "中文",
    "カナ",
    "Ελληνικά",
    "—",
    "…",
    "§",
    "and",
    "=",
    ",",
    ";",
    ":",
    "%comment",
    "http://x.org/~a_b?q=1&r=2",
    "\\textbf",
]
LETTERS = "abcdefgABCéßØłñ"
HANGUL = "김이박최정강조윤장임철수영희민준"
PARTICLES = ("van der", "de la", "von", "di", "bin")
EXTRAS = ("isbn", "language", "my-field", "location", "opt:x", "x.y", "month", "editor", "note")
VALUES = (
    "a", r"\& {X}", "{B}{C}", r"$\alpha$ \'e", "한글", "two\nlines", "1--2", "jan", "Ann Lee and 김철수",
    "100\\%", r"\url{https://x.org/a_b}", "{\\\"o}", "a # b", "@x", "-- ''",
)  # fmt: skip


def make_text(chance: Random, least: int = 1, most: int = 6) -> str:
    """Return words, at least one of letters; a title that has none says nothing."""
    words = [chance.choice(WORDS) for _ in range(chance.randint(least, most))]
    return " ".join((*words, "end"))


def make_name(chance: Random) -> Author:
    """Return a name as any source may give it: whole, in parts, in two scripts, of a group."""

    def word(letters: str = LETTERS) -> str:
        name = "".join(chance.choice(letters) for _ in range(chance.randint(2, 7)))
        return name[0].upper() + name[1:] if name[0] != "ß" else f"S{name}"

    given, family = word(), word()
    particle, hangul = chance.choice(PARTICLES), word(HANGUL)
    return chance.choice(
        (
            Author(f"{given} {family}"),
            Author(f"{given} {family}", family, given),
            Author(f"{given} {word()[0]}. {family}"),
            Author(f"{given} {particle} {family}"),
            Author(f"{given} {particle} {family}", f"{particle} {family}", given),
            Author(f"{given} {family} Y Zed", f"{family} Y Zed"),
            Author(f"{given} {family} Jr."),
            Author(f"{given} {family} III", family),
            Author(f"{given} {family}-{word()}"),
            Author(f"{given} & {family}"),
            Author(f"{family}_{given} 100%"),
            Author(f"{given} {{{family}"),
            Author(f"{given} O'{family}"),
            Author(hangul),
            Author(f"{hangul[0]} {hangul[1:]}"),
            Author(hangul, hangul[0], hangul[1:]),
            Author(f"{given} {hangul}"),
            Author(f"{given} {hangul}", hangul, given),
            Author(f"{hangul} Jr."),
            Author(f"{family} Research Team"),
            Author(f"The {family} and {given} Collaboration"),
            Author(whole := f"{given}, {family} and {word()}", whole),
            Author(given),
        )
    )


def make_paper(chance: Random, number: int = 1) -> Paper:
    """Return a paper with text that hurts in every field, a work of its own by its number."""
    year = chance.randint(1600, 2099)
    doi = chance.choice(
        (
            "",
            "10.1000/x_y({})",
            "10.1000/a%b{}",
            "10.1002/(sici)15/16<{}::aid-sim968>3.0.co;2-2",
            "10.1000/{}~z",
        )
    )
    doi = doi.format(number)
    publication = None
    if chance.random() < 0.6:
        kind = chance.choice(("proceedings", "journal", "chapter", "book"))
        pages = chance.choice(("1-12", "", "S1-S9", "12", "e1004"))
        texts = [make_text(chance, 0, 3) for _ in range(4)]
        publication = Publication(texts[0], year, doi, kind, texts[1], texts[2], pages, texts[3])
    arxiv = publication is None and chance.random() < 0.5
    identifiers = (
        *((Identifier(Scheme.ARXIV, f"2003.{number:05}"),) if arxiv else ()),
        *((Identifier(Scheme.DOI, doi),) if doi else ()),
    )
    names = chance.sample(EXTRAS, chance.randint(0, 3))
    extra = [ExtraField(name, chance.choice(VALUES)) for name in names]
    authors = tuple(make_name(chance) for _ in range(chance.randint(0, 4)))
    abstract = [make_text(chance, 0) for _ in range(chance.randint(0, 3))]
    return Paper(
        PaperId(number), CiteKey(f"key{number:05}"), f"{make_text(chance)} {number}", authors,
        more_authors=bool(authors) and chance.random() < 0.2, year=year,
        abstract=chance.choice(("\n", "\n\n")).join(abstract), identifiers=identifiers,
        url=chance.choice(("", f"https://example.org/a_b~c%20d#e&f={number}")),
        categories=("cs.CL",) if arxiv else (),
        tags=tuple({make_tag(chance) for _ in range(chance.randint(0, 3))}),
        publication=publication, kind="preprint" if arxiv else "",
        extra=tuple(each for each in extra if authors or each.name != "editor"),
        attachments=chance.choice(((), ("/a b/c.pdf",), ("/x;y:z.pdf", "/논문/é_#.pdf"))),
    )  # fmt: skip


def make_tag(chance: Random) -> str:
    """Return a tag: it has no comma, no `;`, and no `#` before it."""
    return re.sub(r"[,;]", "", f"t {chance.choice(WORDS)}").strip()


def as_read(text: str) -> str:
    """Return text as a .bib file can hold it: braces in pairs are BibTeX's own."""
    pieces = re.split(
        r"(\$\\mathcal\{O\}\(n\)\$|\\textbrace(?:left|right)\{\})", balance_braces(text)
    )
    lonely = {r"\textbraceleft{}": "{", r"\textbraceright{}": "}"}
    return clean_block(
        "".join(
            lonely.get(piece, piece) if n % 2 else re.sub("[{}]", "", piece)
            for n, piece in enumerate(pieces)
        )
    )
