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
_NAMES = 8
_MENTIONS = 12


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


def render_detail(detail: PaperDetail, style: Style, *, everything: bool = False) -> Iterator[str]:
    """Yield what the group knows of a paper; of many mentions the first, or `everything`."""
    paper = detail.paper
    for line in indented(title_of(paper.title), style, by=0):
        yield style.paint(line, "bold")
    yield from labelled(_detail_rows(detail), style)
    if paper.abstract:
        yield from heading(translate("Abstract"), style)
        yield from indented(paper.abstract, style)
    if detail.mentions:
        yield from heading(translate("In the logs"), style)
        yield from _mentions(detail.mentions, style, None if everything else _MENTIONS)
    if detail.sessions:
        from paperstudy.cli.render_sessions import render_sessions

        yield from heading(translate("Sessions"), style)
        yield from render_sessions(detail.sessions, style)
    if detail.note:
        yield from heading(translate("Note"), style)
        yield from indented(detail.note, style)


def _detail_rows(detail: PaperDetail) -> Iterator[tuple[str, str]]:
    paper = detail.paper
    by_source: dict[str, list[str]] = {}
    for name, source in paper.provenance:
        by_source.setdefault(source, []).append(name)
    yield translate("Key"), paper.key
    yield (
        translate("Authors"),
        author_names([author.name for author in paper.authors], more=paper.more_authors),
    )
    yield translate("Year"), str(paper.year or "")
    yield translate("Also called"), ", ".join(_other_names(detail))
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


def _other_names(detail: PaperDetail) -> list[str]:
    """Return the first of the names that people call the paper by."""
    said = {_letters(detail.paper.title): ""}
    for record in detail.records:
        for name in record.names:
            said.setdefault(_letters(name), name)
    return [name for name in said.values() if name][:_NAMES]


def _letters(name: str) -> str:
    """Return what is left of a name where nobody cares for case, hyphens and blanks."""
    return "".join(char for char in name.casefold() if char.isalnum())


def _mentions(mentions: Sequence[LogMention], style: Style, limit: int | None) -> Iterator[str]:
    """Yield the places in the logs, those on one line of a log as one."""
    places: dict[tuple[str, int], list[LogMention]] = {}
    for mention in mentions:
        places.setdefault((mention.path, mention.line), []).append(mention)
    for together in list(places.values())[:limit]:
        yield from _place(together, style)
    more = 0 if limit is None else len(places) - limit
    if more > 0:
        said = translate("and {count} more (--all or --json prints them)", count=f"{more:,}")
        yield from indented(said, style)


def _place(mentions: Sequence[LogMention], style: Style) -> Iterator[str]:
    mention = mentions[0]
    kinds = ", ".join(dict.fromkeys(word(one.kind) for one in mentions))
    date = f"  {mention.log_date.isoformat()}" if mention.log_date else ""
    place = f"{short_path(mention.path)}:{mention.line}{date}  {kinds}"
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
