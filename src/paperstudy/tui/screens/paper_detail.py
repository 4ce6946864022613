"""One paper as blocks of a sheet: what it is, where the group met it, and how to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.language import translate
from paperstudy.saying.facts import (
    age_of,
    published_at,
    repository_facts,
    several,
    state_of,
    version_of,
)
from paperstudy.saying.meetings import known_as, presentation_text
from paperstudy.saying.names import author_names, short_path, title_of
from paperstudy.saying.words import service, word
from paperstudy.tui.hints import said_here
from paperstudy.tui.places import LogPlace, SessionPlace, WebPlace
from paperstudy.tui.widgets.sheet import Fact, Heading, Place, Prose, Verbatim

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from paperstudy.domain.papers import Paper
    from paperstudy.domain.sessions import StudySession
    from paperstudy.study.values import PaperDetail
    from paperstudy.tui.widgets.sheet import Block


def blocks_of(detail: PaperDetail, bibtex: str, now: datetime) -> Iterator[Block]:
    """Yield all that is known of a paper."""
    paper = detail.paper
    yield Heading(title_of(paper.title), "title")
    if paper.withdrawn:
        yield Prose(translate("[withdrawn by its authors]"), "strong")
    names = [author.name for author in paper.authors]
    yield Prose(author_names(names, more=paper.more_authors), "dim")
    yield from _facts(detail, now)
    if detail.note:
        yield Heading(translate("Note"))
        yield Prose(detail.note)
    if paper.abstract:
        yield Heading(translate("Abstract"))
        yield Prose(paper.abstract)
    yield from _links(paper)
    yield from _code(detail)
    yield from _mentions(detail)
    yield from _sessions(detail)
    yield from _todos(detail)
    yield from _results(detail)
    if bibtex:
        yield Heading("BibTeX")
        yield Verbatim(bibtex.rstrip())


def _facts(detail: PaperDetail, now: datetime) -> Iterator[Block]:
    paper = detail.paper
    yield Fact(translate("Key"), paper.key)
    yield Fact(translate("Year"), str(paper.year or ""))
    yield Fact(translate("Published"), published_at(paper))
    yield Fact(translate("Venue"), "" if published_at(paper) else paper.venue)
    yield Fact(translate("Journal"), paper.journal_ref)
    yield Fact(translate("Status"), word(paper.status))
    yield Fact(translate("Tags"), " ".join(f"#{tag}" for tag in paper.tags))
    yield Fact(translate("Identifiers"), " ".join(str(one) for one in paper.identifiers))
    yield Fact(translate("Version"), version_of(paper))
    yield Fact(translate("Comment"), paper.comment)
    yield Fact(translate("Categories"), " ".join(paper.categories))
    yield Fact(translate("Tasks"), several(paper.tasks, everything=False))
    yield Fact(translate("Methods"), several(paper.methods, everything=False))
    yield Fact(translate("Citations"), "" if paper.citations is None else f"{paper.citations:,}")
    upvotes = f"{paper.upvotes:,} ({service('huggingface')})" if paper.upvotes else ""
    yield Fact(translate("Upvotes"), upvotes)
    yield Fact(translate("Facts"), said_here(state_of(detail, now), "papers"))
    added = age_of(paper.added_at, now) if paper.added_at else ""
    yield Fact(translate("Added"), added)


def _links(paper: Paper) -> Iterator[Block]:
    links = dict.fromkeys(filter(None, (paper.url, paper.pdf_url, paper.project_page)))
    if links:
        yield Heading(translate("Links"))
    for url in links:
        yield Place(url, WebPlace(url))


def _code(detail: PaperDetail) -> Iterator[Block]:
    if detail.code:
        yield Heading(translate("Code"))
    for repository in detail.code:
        facts = " · ".join(fact for fact in repository_facts(repository) if fact)
        yield Place(repository.url, WebPlace(repository.url), facts)


def _mentions(detail: PaperDetail) -> Iterator[Block]:
    """Yield the places in the logs, those on one line of a log as one."""
    if detail.mentions:
        yield Heading(translate("In the logs"))
    seen: set[tuple[str, int]] = set()
    for mention in detail.mentions:
        if (mention.path, mention.line) in seen:
            continue
        seen.add((mention.path, mention.line))
        date = f"{mention.log_date.isoformat()}  " if mention.log_date else ""
        place = f"{date}{short_path(mention.path)}:{mention.line}"
        yield Place(place, LogPlace(mention.path, mention.line))
        yield Prose(mention.excerpt or mention.text, "dim", indent=4)


def _sessions(detail: PaperDetail) -> Iterator[Block]:
    if detail.sessions:
        yield Heading(translate("Sessions"))
    for session in detail.sessions:
        yield Place(known_as(session, "  "), SessionPlace(session.id))
        for text in _held(session, detail.paper.key):
            yield Prose(text, "dim", indent=4)


def _held(session: StudySession, key: str) -> Iterator[str]:
    for held in session.presentations:
        if held.paper is not None and held.paper[0] == key:
            who = ", ".join(held.presenters)
            yield who + presentation_text(held)[1]


def _todos(detail: PaperDetail) -> Iterator[Block]:
    waiting = [todo for todo in detail.todos if not todo.done]
    if waiting:
        yield Heading(translate("To do and to answer"))
    for todo in waiting:
        place = f"{short_path(todo.path)}:{todo.line}"
        yield Place(f"{todo.text}", LogPlace(todo.path, todo.line), place)


def _results(detail: PaperDetail) -> Iterator[Block]:
    if detail.results:
        yield Heading(translate("Results"))
    for result in detail.results:
        place = " · ".join(part for part in (result.task, result.dataset) if part)
        reached = ", ".join(f"{name} {value}".strip() for name, value in result.metrics)
        yield Prose("  ".join(part for part in (f"{place}:", result.model, reached) if part))
