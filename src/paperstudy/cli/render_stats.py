"""The group in numbers: tables, with bars where a terminal draws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.render import heading
from paperstudy.cli.render_reading import votes_of
from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.bars import draw_bar
from paperstudy.saying.cells import crop, display_width, pad
from paperstudy.saying.names import title_of
from paperstudy.saying.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.output import Style
    from paperstudy.study.stats import MonthCount, Numbers, PersonCount, WaitingPaper

_LABEL = 24
_LEAST_BAR, _MOST_BAR = 4, 40
_SHOWN = 12

Bar = tuple[str, int, str]  # what is counted, how many, what else is said of it


def render_numbers(numbers: Numbers, style: Style, *, everything: bool = False) -> Iterator[str]:
    """Yield papers per month, presentations per person, what is read, and what waits longest."""
    limit = None if everything else _SHOWN
    months = numbers.months if limit is None else _last_months(numbers.months, limit)
    first = translate("Papers presented, by month")
    yield f"{first}:" if style.plain else style.paint(first, "bold")
    yield from _bars(_months(months), style)
    people = numbers.people[:limit]
    yield from _section(translate("Presentations, by person"), _people(people), style)
    yield from _more(len(numbers.people) - len(people))
    statuses = [(word(status), count, "") for status, count in numbers.statuses if count]
    yield from _section(translate("Papers, by status"), statuses, style)
    if numbers.waiting:
        yield from heading(translate("Waiting longest"), style)
        yield from _waiting(numbers.waiting[:limit], style)


def render_bars(bars: Sequence[Bar], style: Style) -> Iterator[str]:
    """Yield a line for each: label, number, bar, and what else is said; plain without the bar."""
    if style.plain:
        yield from (
            "\t".join((label, str(count), note)).rstrip("\t") for label, count, note in bars
        )
        return
    labels = [crop(label, _LABEL) for label, _, _ in bars]
    column = max(map(display_width, labels), default=0)
    digits = max((len(f"{count:,}") for _, count, _ in bars), default=0)
    notes = max((display_width(note) for _, _, note in bars), default=0)
    used = column + digits + 6
    width = min(max(style.width - used - notes - 2, _LEAST_BAR), _MOST_BAR)
    most = max((count for _, count, _ in bars), default=0)
    for label, (_, count, note) in zip(labels, bars, strict=True):
        bar = style.paint(draw_bar(count, most, width), "cyan")
        gap = " " * (width - display_width(draw_bar(count, most, width)) + 2)
        tail = gap + crop(note, max(0, style.width - used - width - 2)) if note else ""
        yield f"  {pad(label, column)}  {count:>{digits},}  {bar}{tail}".rstrip()


def _section(title: str, bars: Sequence[Bar], style: Style) -> Iterator[str]:
    yield from heading(title, style)
    yield from _bars(bars, style)


def _bars(bars: Sequence[Bar], style: Style) -> Iterator[str]:
    if bars:
        yield from render_bars(bars, style)
    else:
        yield "  " + translate("nothing yet")


def _months(months: Sequence[MonthCount]) -> list[Bar]:
    return [
        (one.month, one.papers, _sessions(one.sessions) if one.sessions else "") for one in months
    ]


def _last_months(months: Sequence[MonthCount], limit: int) -> Sequence[MonthCount]:
    """Return the last months, from the first of them in which people met."""
    last = months[-limit:]
    first = next((n for n, one in enumerate(last) if one.sessions), len(last))
    return last[first:]


def _sessions(count: int) -> str:
    return translate_count("{count} session", "{count} sessions", count)


def _people(people: Sequence[PersonCount]) -> list[Bar]:
    return [(one.name, one.presentations, _last(one)) for one in people]


def _last(person: PersonCount) -> str:
    if person.last is None:
        return translate("never") if not person.presentations else ""
    return translate("last on {date}", date=person.last.isoformat())


def _more(count: int) -> Iterator[str]:
    if count > 0:
        yield "  " + translate("and {count} more (--all prints them)", count=f"{count:,}")


def _waiting(waiting: Sequence[WaitingPaper], style: Style) -> Iterator[str]:
    for paper in waiting:
        title, votes = title_of(paper.title), votes_of(paper.votes)
        if style.plain:
            days = "" if paper.days is None else str(paper.days)
            yield "\t".join((paper.key, title, days, votes)).rstrip("\t")
            continue
        days = "" if paper.days is None else _days(paper.days)
        facts = ", ".join(fact for fact in (days, votes) if fact)
        facts = f" ({facts})" if facts else ""
        yield "  " + crop(title, max(8, style.width - 2 - display_width(facts))) + facts


def _days(days: int) -> str:
    return translate_count("{count} day", "{count} days", days)
