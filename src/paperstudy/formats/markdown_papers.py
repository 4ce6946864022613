"""Papers as a list in Markdown: title, authors, venue and links, one paper a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.identifiers import Identifier, Scheme, identifier_url
from paperstudy.formats.bib_layout import in_order
from paperstudy.formats.markdown import escape_markdown, link
from paperstudy.formats.plain_entry import describe
from paperstudy.formats.romanise import to_ascii

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.papers import Paper
    from paperstudy.formats.plain_entry import PlainEntry

_AUTHORS = 6  # who is named; the others are et al.


def write_markdown(papers: Sequence[Paper], *, ascii_only: bool = False) -> str:
    """Return `papers` as a list, by cite key, each paper once."""
    text = "".join(
        f"{_line(paper, key)}\n" for paper, key in in_order(papers, ascii_only=ascii_only)
    )
    return to_ascii(text) if ascii_only else text


def _line(paper: Paper, key: str) -> str:
    entry = describe(paper)
    told = [link(paper.title or key, entry.url)]
    told += filter(None, (_authors(paper), _place(entry)))
    links = " · ".join(_links(entry))
    return f"- {'. '.join(told)}.{f' {links}' if links else ''} `{key}`"


def _authors(paper: Paper) -> str:
    names = [escape_markdown(author.name) for author in paper.authors[:_AUTHORS]]
    rest = paper.more_authors or len(paper.authors) > _AUTHORS
    return ", ".join(filter(None, names)) + (" et al" if names and rest else "")


def _place(entry: PlainEntry) -> str:
    year = str(entry.year or "")
    venue = escape_markdown(entry.venue)
    return ", ".join(filter(None, (venue, "" if year in venue else year)))


def _links(entry: PlainEntry) -> Iterator[str]:
    for scheme, value in ((Scheme.ARXIV, entry.arxiv), (Scheme.DOI, entry.doi)):
        url = identifier_url(Identifier(scheme, value)) if value else ""
        if url and url != entry.url:
            yield link("arXiv" if scheme is Scheme.ARXIV else "DOI", url)
