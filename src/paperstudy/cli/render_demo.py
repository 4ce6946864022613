"""What `demo` shows: the papers with their lines, the sessions, what is open, what to try next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.output import safe
from paperstudy.cli.render import heading
from paperstudy.cli.render_inbox import render_inbox
from paperstudy.cli.render_sessions import render_sessions
from paperstudy.domain.language import translate, translate_count
from paperstudy.domain.queries import PaperQuery
from paperstudy.saying.cells import crop, display_width
from paperstudy.saying.names import short_authors, title_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperstudy.cli.output import Style
    from paperstudy.domain.library import LogMention
    from paperstudy.domain.papers import PaperSummary
    from paperstudy.study.study import Study

_PAPERS = 12
_SESSIONS = 5
_OPEN = 3


def render_demo(study: Study, folder: Path, exported: int, style: Style) -> Iterator[str]:
    """Yield what the sample library holds, and the next commands."""
    place = safe(folder)
    yield translate("The sample logs are now a library in {folder}", folder=place)
    yield from _papers(study, style)
    yield from _sessions(study, style)
    yield from _open_items(study, style)
    yield from heading(translate("BibTeX"), style)
    count = translate_count("{count} paper", "{count} papers", exported)
    yield f"  {safe(folder / 'demo.bib')}: {count}"
    yield from heading(translate("Now on your own logs"), style)
    yield f"  {style.paint('paperstudy scan FOLDER', 'cyan')}"
    yield f"  {style.paint('paperstudy inbox', 'cyan')}"
    yield f"  {style.paint('paperstudy export bibtex -o papers.bib', 'cyan')}"


def _papers(study: Study, style: Style) -> Iterator[str]:
    page = study.library.search(PaperQuery(), limit=_PAPERS)
    yield from heading(
        translate_count("{count} paper found", "{count} papers found", page.total), style
    )
    for paper in page.rows:
        mentions = study.library.get(paper.key).mentions
        yield from _paper(paper, mentions[0] if mentions else None, style)
    yield from _rest(page.total - len(page.rows))


def _paper(paper: PaperSummary, mention: LogMention | None, style: Style) -> Iterator[str]:
    who = short_authors(paper.authors, more=paper.more_authors)
    facts = ", ".join(fact for fact in (who, str(paper.year or "")) if fact)
    title = title_of(paper.title)
    text = f"{title} ({facts})" if facts else title
    if not style.plain and display_width(text) > style.width - 2:
        text = crop(title, style.width - 2)
    yield f"  {text}"
    if mention is not None:
        name = mention.path.rpartition("/")[2]
        line = f"{name}:{mention.line}  {mention.excerpt or mention.text}"
        yield "    " + style.paint(line if style.plain else crop(line, style.width - 4), "dim")


def _sessions(study: Study, style: Style) -> Iterator[str]:
    sessions = study.sessions.list()
    if not sessions:
        return
    yield from heading(translate_count("{count} session", "{count} sessions", len(sessions)), style)
    yield from render_sessions(sessions[:_SESSIONS], style)
    yield from _rest(len(sessions) - _SESSIONS)


def _open_items(study: Study, style: Style) -> Iterator[str]:
    page = study.inbox.list(limit=_OPEN)
    if not page.total:
        return
    yield from heading(translate_count("{count} to decide", "{count} to decide", page.total), style)
    yield from render_inbox(page.rows, style)
    yield from _rest(page.total - len(page.rows))


def _rest(count: int) -> Iterator[str]:
    if count > 0:
        yield "  " + translate_count("and {count} more", "and {count} more", count)
