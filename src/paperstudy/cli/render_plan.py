"""Who presents next and why, and the meetings that come again, as a person reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.cells import crop, wrap
from paperstudy.saying.meetings import moment_of, rhythm_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.output import Style
    from paperstudy.domain.planning import Reason, Suggestion
    from paperstudy.domain.sessions import Series

# Why somebody is next; the translators read it.
REASONS = (
    "the last one on {date}",
    "{count} in the last year",
    "no presentation in the last year",
    "no presentation so far",
    "planned for {date}",
    "{count} planned, the last for {date}",
)
TITLES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def render_suggestions(suggestions: Sequence[Suggestion], style: Style) -> Iterator[str]:
    """Yield for each coming meeting who should present, why, and which paper."""
    for one in suggestions:
        when = moment_of(one.session) if one.session is not None else "-"
        why = ", ".join(map(_reason, one.reasons))
        if style.plain:
            key = one.paper[0] if one.paper else ""
            yield "\t".join((when, one.person, why, key, ", ".join(one.others)))
            continue
        head = f"{style.paint(when, 'cyan')}  {style.paint(one.person, 'bold')}  {why}"
        yield head if style.color else crop(head, style.width)
        for line in _details(one):
            yield style.paint(" " * 4 + crop(line, style.width - 4), "dim")


def _details(one: Suggestion) -> Iterator[str]:
    if one.paper:
        yield translate("to present: {paper}", paper=f"{one.paper[0]}  {one.paper[1]}".rstrip())
    if one.others:
        yield translate("after that: {people}", people=", ".join(one.others))
    if one.absent:
        yield translate("cannot come: {people}", people=", ".join(one.absent))


def _reason(reason: Reason) -> str:
    return translate(reason.template, **dict(reason.fields))


def left_out_line(count: int) -> str:
    """Return how many are not suggested, and how one of them is."""
    return translate_count(
        "{count} person whom no meeting of the last year names is left out; to bring them in: "
        "paperstudy person active NAME",
        "{count} people whom no meeting of the last year names are left out; to bring one in: "
        "paperstudy person active NAME",
        count,
    )


def render_series(every: Sequence[Series], style: Style) -> Iterator[str]:
    """Yield a line for each meeting that comes again, and below it the days that it leaves out."""
    for series in every:
        head = (weekday_of(series), series.starts, rhythm_of(series), series.title, series.place)
        days = ", ".join(day.isoformat() for day in series.skipped)
        if style.plain:
            yield "\t".join((*head, _span(series), days))
            continue
        yield crop("  ".join(part for part in (*head, _span(series)) if part), style.width)
        if days:
            for line in wrap(translate("without {days}", days=days), style.width - 4):
                yield style.paint(" " * 4 + line, "dim")


def weekday_of(series: Series) -> str:
    """Return the weekday of a series, in the language in use."""
    return translate(TITLES[series.weekday])


def _span(series: Series) -> str:
    """Return from when to when a series goes."""
    span = translate("from {day}", day=series.since.isoformat())
    if series.until is None:
        return span
    return f"{span} {translate('until {day}', day=series.until.isoformat())}"
