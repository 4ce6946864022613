"""One paper with all that is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.render import heading, indented, labelled
from paperstudy.cli.render_facts import render_code, render_results
from paperstudy.domain.language import translate
from paperstudy.saying.cells import crop
from paperstudy.saying.facts import age_of, published_at, several, state_of, version_of
from paperstudy.saying.names import author_names, short_path, title_of
from paperstudy.saying.words import service, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from paperstudy.cli.output import Style
    from paperstudy.domain.library import LogMention
    from paperstudy.domain.papers import Paper
    from paperstudy.study.values import FieldOrigin, PaperDetail

_NAMES = 8
_MENTIONS = 12
_CODE = 5
_RESULTS = 5


# The fields of a paper that have an origin, and what a person calls them, in the same order.
FIELDS = (
    "title", "authors", "year", "venue", "abstract", "url", "version", "published", "updated",
    "categories", "comment", "journal_ref", "pdf_url", "kind", "publication", "repositories",
    "citations", "upvotes", "project_page", "tasks", "methods", "withdrawn",
)  # fmt: skip
TITLES = (
    "Title", "Authors", "Year", "Venue", "Abstract", "Link", "Version", "First version",
    "This version", "Categories", "Comment", "Journal", "PDF", "Kind", "Published", "Code",
    "Citations", "Upvotes", "Project", "Tasks", "Methods", "Withdrawn",
)  # fmt: skip


def render_detail(
    detail: PaperDetail, style: Style, now: datetime, *, everything: bool = False
) -> Iterator[str]:
    """Yield what the group knows of a paper; of long lists the first few, or `everything`."""
    paper = detail.paper
    yield from _head(paper, style)
    yield from labelled(_rows(detail, now, everything=everything), style)
    if paper.abstract:
        yield from heading(translate("Abstract"), style)
        yield from indented(paper.abstract, style)
    if detail.code:
        yield from heading(translate("Code"), style)
        yield from render_code(detail.code, style, None if everything else _CODE)
    if detail.results:
        yield from heading(translate("Results"), style)
        yield from render_results(detail.results, style, None if everything else _RESULTS)
    if detail.mentions:
        yield from heading(translate("In the logs"), style)
        yield from _mentions(detail.mentions, style, None if everything else _MENTIONS)
    if detail.sessions:
        from paperstudy.cli.render_sessions import render_sessions

        yield from heading(translate("Sessions"), style)
        yield from render_sessions(detail.sessions, style)
    yield from _todos(detail, style, everything=everything)
    if detail.note:
        yield from heading(translate("Note"), style)
        yield from indented(detail.note, style)


def _head(paper: Paper, style: Style) -> Iterator[str]:
    for line in indented(title_of(paper.title), style, by=0):
        yield style.paint(line, "bold")
    if paper.withdrawn:
        yield style.paint(translate("[withdrawn by its authors]"), "red")


def _rows(
    detail: PaperDetail, now: datetime, *, everything: bool = False
) -> Iterator[tuple[str, str]]:
    paper = detail.paper
    published = published_at(paper)
    yield translate("Key"), paper.key
    yield (
        translate("Authors"),
        author_names([author.name for author in paper.authors], more=paper.more_authors),
    )
    yield translate("Year"), str(paper.year or "")
    yield translate("Also called"), ", ".join(_other_names(detail))
    yield translate("Published"), published
    yield translate("Venue"), "" if _is_told(paper) else paper.venue
    yield translate("Journal"), paper.journal_ref
    yield translate("Identifiers"), " ".join(str(identifier) for identifier in paper.identifiers)
    yield translate("Version"), version_of(paper)
    yield translate("Link"), paper.url
    yield "PDF", paper.pdf_url
    yield translate("Project"), paper.project_page
    yield translate("Comment"), paper.comment
    yield translate("Categories"), " ".join(paper.categories)
    yield translate("Tasks"), several(paper.tasks, everything=everything)
    yield translate("Methods"), several(paper.methods, everything=everything)
    yield translate("Citations"), "" if paper.citations is None else f"{paper.citations:,}"
    yield translate("Upvotes"), _upvotes(paper)
    yield translate("Status"), word(paper.status)
    yield translate("Tags"), " ".join(f"#{tag}" for tag in paper.tags)
    yield translate("Facts"), state_of(detail, now)
    yield translate("Sources"), _sources(paper)
    yield translate("Licence"), _licence() if detail.archived else ""


def _is_told(paper: Paper) -> bool:
    """Return whether the place of publication names the venue already, however it is written."""
    published = paper.publication
    if published is None or not published.venue:
        return False
    venue, place = _letters(paper.venue), _letters(str(published))
    return venue in place or _letters(published.venue) in venue


def _licence() -> str:
    from paperstudy.domain.archive import LICENCE

    return translate("Papers with Code archive, {licence}", licence=LICENCE)


def _upvotes(paper: Paper) -> str:
    return f"{paper.upvotes:,} ({service('huggingface')})" if paper.upvotes else ""


def _sources(paper: Paper) -> str:
    """Return who told what is shown; of a person's own words, which they are."""
    own = [_title(name) for name, source in paper.provenance if source == "person"]
    said = dict.fromkeys(source for _, source in paper.provenance)
    return ", ".join(
        f"{service(source)} ({', '.join(own)})" if source == "person" else service(source)
        for source in said
    )


def _title(field: str) -> str:
    return translate(TITLES[FIELDS.index(field)]) if field in FIELDS else field


def render_provenance(
    detail: PaperDetail, origins: Sequence[FieldOrigin], style: Style, now: datetime
) -> Iterator[str]:
    """Yield a table: each field with its value, who told it, and how long ago."""
    from paperstudy.saying.cells import columns

    rows = [
        (
            _title(origin.field),
            _value(origin),
            service(origin.source),
            age_of(origin.fetched_at, now) if origin.fetched_at else "",
        )
        for origin in origins
    ]
    if style.plain:
        yield from ("\t".join(row) for row in rows)
        return
    yield from _head(detail.paper, style)
    head = (translate("Field"), translate("Value"), translate("Source"), translate("Fetched"))
    for number, cells in enumerate(columns([head, *rows], style.width, stretch=1)):
        line = "  ".join(cells).rstrip()
        yield style.paint(line, "bold") if number == 0 else line


def _value(origin: FieldOrigin) -> str:
    value = " ".join(origin.value.split())
    return word(value) if origin.field == "kind" else value


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


def _todos(detail: PaperDetail, style: Style, *, everything: bool) -> Iterator[str]:
    """Yield what is still to do and to answer, or `everything` that ever was."""
    shown = [todo for todo in detail.todos if everything or not todo.done]
    if shown:
        from paperstudy.cli.render_todos import render_todos_of_paper

        yield from heading(translate("To do and to answer"), style)
        yield from render_todos_of_paper(shown, style)


def _place(mentions: Sequence[LogMention], style: Style) -> Iterator[str]:
    mention = mentions[0]
    kinds = ", ".join(dict.fromkeys(word(one.kind) for one in mentions))
    date = f"  {mention.log_date.isoformat()}" if mention.log_date else ""
    place = f"{short_path(mention.path)}:{mention.line}{date}  {kinds}"
    yield "  " + style.paint(place if style.plain else crop(place, style.width - 2), "cyan")
    line = mention.excerpt or mention.text
    yield from indented(line if style.plain else crop(line, style.width - 4), style, by=4)
