"""One entry of a reading list as blocks of a sheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.language import translate
from paperstudy.saying.names import author_names, short_path, title_of
from paperstudy.saying.reading import stars
from paperstudy.saying.words import word
from paperstudy.tui.places import LogPlace, PaperPlace
from paperstudy.tui.screens.reading_board import WAITING, box_of
from paperstudy.tui.widgets.sheet import Fact, Heading, Place, Prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from paperstudy.domain.library import ReadingEntry, ReadingRow, Todo
    from paperstudy.domain.reading import ReadingOrder, ReadingStep
    from paperstudy.study.study import Study
    from paperstudy.study.values import PaperDetail
    from paperstudy.tui.widgets.sheet import Block


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a paper on a list, and what to read before it."""

    row: ReadingRow
    detail: PaperDetail
    before: tuple[ReadingStep, ...]


def read_entry(study: Study, row: ReadingRow, person: str) -> Entry:
    """Read all that is shown of an entry."""
    return Entry(row, study.library.get(row.key), study.reading.before(row.key, person))


def blocks_of(entry: Entry, today: date) -> Iterator[Block]:
    """Yield an entry: what the list says of it, what comes before it, what is to do about it."""
    row, paper = entry.row, entry.detail.paper
    yield Heading(title_of(row.title), "title")
    names = [author.name for author in paper.authors]
    who = author_names(names, more=paper.more_authors)
    yield Prose("  ".join(part for part in (who, str(paper.year or "")) if part), "dim")
    yield Fact(translate("Status"), word(row.entry.status))
    yield Fact(translate("Priority"), str(row.entry.priority or ""))
    yield Fact(translate("Due"), due_said(row.entry, today))
    yield Fact(translate("Rating"), stars(row.entry.rating))
    yield Fact(translate("Votes"), ", ".join(row.votes))
    yield Fact(translate("Proposed by"), row.nominated_by)
    yield Fact(translate("Key"), row.key)
    if row.entry.note:
        yield Heading(translate("Note"))
        yield Prose(row.entry.note)
    if entry.before:
        yield Heading(translate("Before it, by the logs"))
    for step in entry.before:
        yield Place(title_of(step.title), PaperPlace(step.key), word(step.status))
    yield from _todos(entry.detail.todos)
    yield Heading(translate("Paper"))
    yield Place(translate("all that is known of it"), PaperPlace(row.key))
    if paper.abstract:
        yield Prose(paper.abstract)


def todo_blocks(todo: Todo) -> Iterator[Block]:
    """Yield a to-do whole."""
    yield Heading(f"{box_of(todo)} {todo.text}", "title")
    if todo.by_hand:
        yield Prose(translate("marked by hand"), "dim")
    yield Place(f"{short_path(todo.path)}:{todo.line}", LogPlace(todo.path, todo.line))
    if todo.paper:
        yield Place(title_of(todo.paper[1]), PaperPlace(todo.paper[0]))


def order_blocks(orders: Sequence[ReadingOrder]) -> Iterator[Block]:
    """Yield orders of reading, each with the log it stands in."""
    for order in orders:
        yield Place(f"{short_path(order.path)}:{order.line}", LogPlace(order.path, order.line))
        for number, step in enumerate(order.steps, start=1):
            yield Prose(f"{number}. {title_of(step.title)} ({word(step.status)})", indent=4)


def due_said(entry: ReadingEntry, today: date) -> str:
    """Return by when a paper is to be read, and that this was before today."""
    if entry.due is None:
        return ""
    day = entry.due.isoformat()
    if entry.due < today and entry.status in WAITING:
        return translate("was due {date}", date=day)
    return day


def _todos(todos: Sequence[Todo]) -> Iterator[Block]:
    waiting = [todo for todo in todos if not todo.done]
    if waiting:
        yield Heading(translate("To do and to answer"))
    for todo in waiting:
        place = f"{short_path(todo.path)}:{todo.line}"
        yield Place(f"{box_of(todo)} {todo.text}", LogPlace(todo.path, todo.line), place)
