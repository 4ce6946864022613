"""The numbers as sections of bars, and what each bar leads to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from paperstudy.domain.language import translate, translate_count
from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.talks import AreaKind
from paperstudy.saying.names import title_of
from paperstudy.saying.words import word
from paperstudy.study.charts import Span, span_of
from paperstudy.tui.places import PaperPlace, PersonPlace, SearchPlace
from paperstudy.tui.widgets.charts import ChartBar, Section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from paperstudy.study.charts import Chart, TalkCount, TimeCount
    from paperstudy.study.stats import WaitingPaper

_UNREAD = (PaperStatus.UNREAD, PaperStatus.TO_READ, PaperStatus.READING)


@dataclass(frozen=True, slots=True)
class TimeTarget:
    """A year, a month or a day of a chart."""

    name: str

    @property
    def span(self) -> Span:
        """Its days."""
        return span_of(self.name)

    @property
    def is_year(self) -> bool:
        """Whether it is a year, which can be looked into."""
        return "-" not in self.name


@dataclass(frozen=True, slots=True)
class AreaTarget:
    """The papers about something."""

    kind: AreaKind
    name: str


@dataclass(frozen=True, slots=True)
class MoreTarget:
    """The bars that are not shown yet."""

    section: str


def time_sections(chart: Chart, *, library: bool, most: int | None) -> Iterator[Section]:
    """Yield what was presented or published when, and by whom; `most` bars in a section."""
    title = (
        translate("Papers in the library, by year")
        if library
        else translate("Papers presented, over time")
    )
    bars = tuple(_time(one, library=library) for one in chart.times)
    yield Section(title, bars, translate("no meeting in this time; r chooses another"))
    people = [one for one in chart.people if one.presentations or most is None]
    yield _cut(
        Section(
            translate("Presentations, by person"),
            tuple(_person(one) for one in people),
            translate("nobody presented in this time"),
        ),
        most=most,
    )


def nothing_yet() -> Section:
    """Return what an empty library says."""
    return Section(
        translate("The group in numbers"),
        (),
        translate("nothing to count yet: 6 reads your logs, 2 adds papers"),
    )


def area_sections(chart: Chart, *, most: int | None) -> Iterator[Section]:
    """Yield what the papers are about, where they stand, and what waits longest."""
    titles = {
        AreaKind.TAG: translate("By tag"),
        AreaKind.CATEGORY: translate("By category"),
        AreaKind.TASK: translate("By task"),
        AreaKind.METHOD: translate("By method"),
    }
    known = [kind for kind in titles if chart.areas.get(kind)]
    for kind in known:
        bars = tuple(
            ChartBar(name, count, AreaTarget(kind, name)) for name, count in chart.areas[kind]
        )
        yield _cut(Section(titles[kind], bars), most=most)
    if not known:
        said = translate("nothing known: S in papers asks the sources, t there gives tags")
        yield Section(translate("By area"), (), said)
    yield _read_section(chart)
    yield _cut(
        Section(
            translate("Waiting longest"),
            tuple(_waiting(one) for one in chart.waiting),
            translate("nothing is on the group's list; m in papers puts it there"),
        ),
        most=most,
    )


def _time(one: TimeCount, *, library: bool) -> ChartBar:
    if library:
        return ChartBar(one.name, one.papers, SearchPlace(f"year:{one.name}"))
    note = (
        translate_count("{count} session", "{count} sessions", one.sessions) if one.sessions else ""
    )
    return ChartBar(one.name, one.papers, TimeTarget(one.name), note)


def _person(one: TalkCount) -> ChartBar:
    note = translate("last on {date}", date=one.last.isoformat()) if one.last else ""
    if not one.presentations:
        note = translate("not in this time")
    return ChartBar(one.person.name, one.presentations, PersonPlace(one.person.name), note)


def _read_section(chart: Chart) -> Section:
    """Return where the papers stand: read and unread in the heading, each status as a bar."""
    unread = sum(chart.statuses.get(one, 0) for one in _UNREAD)
    read = sum(chart.statuses.values()) - unread - chart.statuses.get(PaperStatus.DROPPED, 0)
    title = translate("Read {read} · unread {unread}", read=f"{read:,}", unread=f"{unread:,}")
    bars = tuple(
        ChartBar(word(status.value), count, SearchPlace(f"status:{status.value}"))
        for status, count in chart.statuses.items()
        if count
    )
    return Section(title, bars, translate("no papers yet: 6 reads your logs"))


def _waiting(one: WaitingPaper) -> ChartBar:
    facts = []
    if one.days is not None:
        facts.append(translate_count("{count} day", "{count} days", one.days))
    if one.votes:
        facts.append(translate_count("{count} vote", "{count} votes", one.votes))
    label = title_of(one.title) or one.key
    return ChartBar(label, one.days or 0, PaperPlace(one.key), ", ".join(facts), drawn=False)


def _cut(section: Section, *, most: int | None) -> Section:
    """Return a section with its first bars, and a line that leads to the others."""
    more = 0 if most is None else len(section.bars) - most
    if more <= 0:
        return section
    said = translate_count("and {count} more", "and {count} more", more)
    line = ChartBar(said, 0, MoreTarget(section.title), drawn=False)
    return Section(section.title, section.bars[:most], section.empty, line)


# Spans -------------------------------------------------------------------------------------


def last_year(today: date) -> Span:
    """Return the twelve months up to today."""
    return Span((today - timedelta(days=365)).replace(day=1), today)


def name_of_span(span: Span, today: date) -> str:
    """Return what a span is called: all time, the last twelve months, 2021, or 2021-08."""
    if span == Span():
        return translate("all time")
    if span == last_year(today):
        return translate("the last twelve months")
    first = span.since.isoformat() if span.since else ""
    for name in (first[:4], first[:7], first):
        if name and span_of(name) == span:
            return name
    return f"{first}–{span.until.isoformat() if span.until else ''}"


def spans(months: Sequence[str], today: date) -> list[tuple[str, Span]]:
    """Return what can be chosen: all time, the last months, each year, and each month."""
    years = sorted({month[:4] for month in months}, reverse=True)
    named = [*years, *sorted(months, reverse=True)]
    common = [Span(), last_year(today)]
    return [(name_of_span(one, today), one) for one in common] + [
        (name, span_of(name)) for name in named
    ]


def shift(span: Span, by: int, months: Sequence[str], today: date) -> Span:
    """Return the year or month before or after one; from all time on, the last that has any."""
    name = name_of_span(span, today)
    is_month = span != Span() and len(name) == len("2021-08") and name[:4].isdecimal()
    known = sorted(set(months) if is_month else {month[:4] for month in months})
    if not known:
        return span
    if name not in known:
        return span_of(known[-1] if by < 0 else known[0]) if span == Span() else span_of(known[-1])
    at = min(max(known.index(name) + by, 0), len(known) - 1)
    return span_of(known[at])
