"""Papers as a person reads them in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.language import translate
from paperstudy.saying.cells import columns, crop, display_width, pad
from paperstudy.saying.names import author_names, short_authors, title_of
from paperstudy.saying.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.output import Style
    from paperstudy.domain.papers import PaperSummary

TITLES = ("Key", "Title", "Authors", "Year", "Identifiers", "Status", "Tags")
_TABLE_WIDTH = 130  # from here on a paper fits on one line
_KEY_WIDTH = 28


def render_papers(papers: Sequence[PaperSummary], style: Style) -> Iterator[str]:
    """Yield the lines of a list of papers: key, title, authors, year, identifiers, status, tags."""
    if style.plain:
        yield from ("\t".join(_fields(paper)) for paper in papers)
    elif style.width >= _TABLE_WIDTH:
        yield from _table(papers, style)
    else:
        yield from _cards(papers, style)


def _fields(paper: PaperSummary) -> tuple[str, ...]:
    return (
        paper.key,
        title_of(paper.title),
        author_names(paper.authors, more=paper.more_authors),
        str(paper.year or ""),
        " ".join(paper.identifiers),
        word(paper.status),
        ",".join(paper.tags),
    )


def _cards(papers: Sequence[PaperSummary], style: Style) -> Iterator[str]:
    column = min(max((display_width(paper.key) for paper in papers), default=0), _KEY_WIDTH)
    for paper in papers:
        key = pad(crop(paper.key, column), column)
        title = crop(title_of(paper.title), style.width - column - 2)
        yield f"{style.paint(key, 'cyan')}  {title}"
        facts = " · ".join(fact for fact in _facts(paper) if fact)
        yield style.paint("  " + crop(facts, style.width - 2), "dim")


def _facts(paper: PaperSummary) -> tuple[str, ...]:
    return (
        short_authors(paper.authors, more=paper.more_authors),
        str(paper.year or ""),
        word(paper.status),
        _missing(paper),
        " ".join(f"#{tag}" for tag in paper.tags),
        " ".join(paper.identifiers),  # last: there may be several, and they are cropped first
    )


def _missing(paper: PaperSummary) -> str:
    if paper.state == "pending":
        return translate("to be fetched")
    return translate("needs a login") if paper.state == "needs-login" else ""


def _table(papers: Sequence[PaperSummary], style: Style) -> Iterator[str]:
    head = tuple(translate(title) for title in TITLES)
    rows = [
        (
            crop(paper.key, _KEY_WIDTH),
            title_of(paper.title),
            crop(short_authors(paper.authors, more=paper.more_authors), _KEY_WIDTH),
            str(paper.year or ""),
            crop(" ".join(paper.identifiers), _KEY_WIDTH),
            word(paper.status),
            " ".join(f"#{tag}" for tag in paper.tags),
        )
        for paper in papers
    ]
    for number, cells in enumerate(columns([head, *rows], style.width, stretch=1)):
        line = "  ".join(cells).rstrip()
        yield style.paint(line, "bold") if number == 0 else line
