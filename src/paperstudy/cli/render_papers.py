"""Papers as a person reads them: lists, and one paper with all that is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.cells import columns, crop, display_width, pad
from paperstudy.cli.render import (
    author_names,
    heading,
    indented,
    labelled,
    short_authors,
    short_path,
)
from paperstudy.cli.words import word
from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.output import Style
    from paperstudy.domain.library import LogMention
    from paperstudy.domain.papers import Paper, PaperSummary
    from paperstudy.study.values import Added, PaperDetail

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


def title_of(title: str) -> str:
    """Return a title, or a word for its absence."""
    return title or translate("(no title yet)")


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
        translate("to be fetched") if paper.state == "pending" else "",
        " ".join(f"#{tag}" for tag in paper.tags),
        " ".join(paper.identifiers),  # last: there may be several, and they are cropped first
    )


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


def render_detail(detail: PaperDetail, style: Style) -> Iterator[str]:
    """Yield all that the group knows of a paper."""
    paper = detail.paper
    for line in indented(title_of(paper.title), style, by=0):
        yield style.paint(line, "bold")
    yield from labelled(_detail_rows(paper), style)
    if paper.abstract:
        yield from heading(translate("Abstract"), style)
        yield from indented(paper.abstract, style)
    if detail.mentions:
        yield from heading(translate("In the logs"), style)
        for mention in detail.mentions:
            yield from _mention(mention, style)
    if detail.sessions:
        from paperstudy.cli.render_sessions import render_sessions

        yield from heading(translate("Sessions"), style)
        yield from render_sessions(detail.sessions, style)
    if detail.note:
        yield from heading(translate("Note"), style)
        yield from indented(detail.note, style)


def _detail_rows(paper: Paper) -> Iterator[tuple[str, str]]:
    by_source: dict[str, list[str]] = {}
    for name, source in paper.provenance:
        by_source.setdefault(source, []).append(name)
    yield translate("Key"), paper.key
    yield (
        translate("Authors"),
        author_names([author.name for author in paper.authors], more=paper.more_authors),
    )
    yield translate("Year"), str(paper.year or "")
    yield translate("Venue"), paper.venue
    yield translate("Journal"), paper.journal_ref
    yield translate("Identifiers"), " ".join(str(identifier) for identifier in paper.identifiers)
    yield translate("Link"), paper.url
    yield "PDF", paper.pdf_url
    yield translate("Comment"), paper.comment
    yield translate("Categories"), " ".join(paper.categories)
    yield translate("Status"), word(paper.status)
    yield translate("Tags"), " ".join(f"#{tag}" for tag in paper.tags)
    yield translate("Facts"), _state(paper)
    yield (
        translate("Sources"),
        "; ".join(f"{source} ({', '.join(names)})" for source, names in by_source.items()),
    )


def _state(paper: Paper) -> str:
    if paper.state == "pending":
        return translate("to be fetched")
    if paper.state == "offline":
        return translate("from the catalogue or by hand")
    return translate("fetched from a source")


def _mention(mention: LogMention, style: Style) -> Iterator[str]:
    date = f"  {mention.log_date.isoformat()}" if mention.log_date else ""
    place = f"{short_path(mention.path)}:{mention.line}{date}  {word(mention.kind)}"
    yield "  " + style.paint(place if style.plain else crop(place, style.width - 2), "cyan")
    line = mention.excerpt or mention.text
    yield from indented(line if style.plain else crop(line, style.width - 4), style, by=4)


def render_added(added: Added, style: Style) -> Iterator[str]:
    """Yield what became of one reference."""
    if not added.created:
        said = translate("was here already")
    elif added.state == "pending":
        said = translate("added, to be fetched")
    else:
        said = translate("added")
    parts = (added.key, title_of(added.title), said)
    if style.plain:
        yield "\t".join(parts)
    else:
        key = style.paint(added.key, "cyan")
        room = style.width - display_width(added.key) - display_width(said) - 4
        yield f"{key}  {crop(title_of(added.title), room)}  {style.paint(said, 'dim')}"
