"""Reading lists, what to read next, and orders of reading, as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.render import indented, labelled
from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.cells import crop, display_width, pad
from paperstudy.saying.names import short_authors, short_path, title_of
from paperstudy.saying.reading import stars
from paperstudy.saying.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from paperstudy.cli.output import Style
    from paperstudy.domain.library import ReadingEntry, ReadingRow
    from paperstudy.domain.reading import NextReading, ReadingOrder, ReadingStep

_KEY_WIDTH = 28
_WAITING = ("to-read", "reading")
_ARROW = " → "


def render_reading(rows: Sequence[ReadingRow], style: Style, today: date) -> Iterator[str]:
    """Yield a reading list: place, key, title; below, what is said of each paper."""
    if style.plain:
        yield from ("\t".join(_fields(row)) for row in rows)
        return
    column = min(
        max((display_width(row.key) for row in rows), default=0), _KEY_WIDTH, style.width // 2
    )
    for number, row in enumerate(rows, 1):
        key = style.paint(pad(crop(row.key, column), column), "cyan")
        title = crop(title_of(row.title), style.width - column - 7)
        yield f"{number:>3}  {key}  {title}"
        facts = " · ".join(fact for fact in _facts(row, today) if fact)
        yield style.paint("     " + crop(facts, style.width - 5), "dim")


def _fields(row: ReadingRow) -> tuple[str, ...]:
    entry = row.entry
    return (
        row.key,
        title_of(row.title),
        word(entry.status),
        str(entry.priority or ""),
        entry.due.isoformat() if entry.due else "",
        str(entry.rating or ""),
        ", ".join(row.votes),
        row.nominated_by,
        " ".join(entry.note.split()),
    )


def _facts(row: ReadingRow, today: date) -> tuple[str, ...]:
    entry = row.entry
    return (
        word(entry.status),
        translate("priority {number}", number=entry.priority) if entry.priority else "",
        _due(entry, today) if entry.due else "",
        stars(entry.rating),
        votes_of(len(row.votes)),
        translate("proposed by {name}", name=row.nominated_by) if row.nominated_by else "",
        " ".join(entry.note.split()),
        short_authors(row.authors, more=False),
        str(row.year or ""),
    )


def _due(entry: ReadingEntry, today: date) -> str:
    day = entry.due.isoformat() if entry.due else ""
    if entry.due and entry.due < today and entry.status in _WAITING:
        return translate("was due {date}", date=day)
    return translate("due {date}", date=day)


def votes_of(count: int) -> str:
    """Return how many want to read a paper; nothing for nobody."""
    return translate_count("{count} vote", "{count} votes", count) if count else ""


def render_entry(row: ReadingRow, style: Style) -> Iterator[str]:
    """Yield one entry of a list, whole."""
    entry = row.entry
    yield from labelled(
        (
            (translate("Paper"), title_of(row.title)),
            (translate("Key"), row.key),
            (translate("Status"), word(entry.status)),
            (translate("Priority"), str(entry.priority or "")),
            (translate("Due"), entry.due.isoformat() if entry.due else ""),
            (translate("Rating"), stars(entry.rating)),
            (translate("Votes"), ", ".join(row.votes)),
            (translate("Proposed by"), row.nominated_by),
            (translate("Note"), " ".join(entry.note.split())),
        ),
        style,
    )


def render_next(found: NextReading, style: Style) -> Iterator[str]:
    """Yield what to read next, and what to read before it."""
    yield from render_entry(found.row, style)
    if found.before:
        yield translate("Before it, by the logs:")
        yield from render_steps(found.before, style)


def render_steps(steps: Sequence[ReadingStep], style: Style) -> Iterator[str]:
    """Yield papers in the order in which to read them, each with where it stands."""
    if style.plain:
        yield from ("\t".join((one.key, title_of(one.title), word(one.status))) for one in steps)
        return
    for number, step in enumerate(steps, 1):
        text = f"{title_of(step.title)} ({word(step.status)})"
        yield f"{number:>3}  " + crop(text, style.width - 5)
        yield style.paint("     " + crop(step.key, style.width - 5), "cyan")


def render_orders(orders: Sequence[ReadingOrder], style: Style) -> Iterator[str]:
    """Yield each order of reading with the log it stands in."""
    for order in orders:
        place = f"{short_path(order.path)}:{order.line}"
        names = _ARROW.join(f"{title_of(one.title)} ({word(one.status)})" for one in order.steps)
        if style.plain:
            yield f"{place}\t{names}"
            continue
        yield style.paint(crop(place, style.width), "cyan")
        yield from indented(names, style)
