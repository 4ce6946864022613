"""The screen of statistics: what was presented when, by whom and about what, drawn as bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.containers import Horizontal

from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.names import title_of, who_and_year
from paperstudy.study.charts import Span
from paperstudy.study.clock import find_today
from paperstudy.tui.operations.stats import OPERATIONS
from paperstudy.tui.operations.table import bindings_of
from paperstudy.tui.places import PaperPlace
from paperstudy.tui.screens.base import PaperstudyScreen
from paperstudy.tui.screens.stats_sections import (
    AreaTarget,
    MoreTarget,
    TimeTarget,
    area_sections,
    name_of_span,
    nothing_yet,
    shift,
    spans,
    time_sections,
)
from paperstudy.tui.widgets.bars import Bar, Piece, width_of
from paperstudy.tui.widgets.charts import BarChart
from paperstudy.tui.widgets.columns import fit
from paperstudy.tui.widgets.dialogs import Pick

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from textual.binding import BindingType
    from textual.widget import Widget

    from paperstudy.domain.papers import PaperSummary
    from paperstudy.study.charts import Chart
    from paperstudy.study.study import Study


_FEW = 10  # bars of a section, until all are asked for


class SpanBar(Bar):
    """What is counted, and of which time."""

    said = ""
    span = ""
    total = ""

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return what the line says."""
        pieces: list[Piece] = []
        for text, tone, action in (
            (self.span, "key", "range"),
            (self.said, "", "counted"),
            (self.total, "dim", ""),
        ):
            room = max(0, width - width_of(pieces))
            shown = f"  {text}"
            shown = shown if cell_len(shown) <= room else fit(shown, room)
            pieces.append(Piece(shown, tone, action))
        return pieces


class StatsScreen(PaperstudyScreen):
    """The group in numbers."""

    NAME = "stats"
    AUTO_FOCUS = "BarChart"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of(OPERATIONS)]

    def __init__(self) -> None:
        super().__init__()
        self._span = Span()
        self._before: list[Span] = []  # from which it was looked into
        self._library = False
        self._every = False
        self._chart: Chart | None = None

    def compose_body(self) -> Iterable[Widget]:
        """Yield what is counted, and the bars: in two halves where there is room."""
        yield SpanBar()
        with Horizontal():
            yield BarChart(id="times")
            yield BarChart(id="areas")

    def on_mount(self) -> None:
        """Begin with the times."""
        self.times.focus()

    def on_resize(self) -> None:
        """Show all below each other where it is narrow."""
        self.call_later(self._draw)

    @property
    def times(self) -> BarChart:
        """When and by whom; where it is narrow, everything."""
        return self.query_one("#times", BarChart)

    @property
    def areas(self) -> BarChart:
        """About what, where the papers stand, and what waits."""
        return self.query_one("#areas", BarChart)

    def load(self) -> None:
        """Count."""
        span, library = self._span, self._library

        def count(study: Study) -> Chart:
            return study.charts.library(span) if library else study.charts.presented(span)

        self.work.ask(count, self._take, lane="stats")

    def go_back(self) -> None:
        """Go out of a year or month that was looked into, back to all time in the end."""
        if self._before:
            self._show_span(self._before.pop(), keep=True)
        elif self._span != Span():
            self._show_span(Span())
        elif self._every:
            self.action_all_bars()

    async def on_bar_chart_opened(self, event: BarChart.Opened) -> None:
        """Go to what is behind a bar: the papers, the person, or the months of a year."""
        target = event.target
        span = self._span
        match target:
            case MoreTarget():
                self.action_all_bars()
            case TimeTarget() if target.is_year:
                self._look_into(target.span)
            case TimeTarget():
                self._ask(target.name, lambda study: study.charts.find_presented(target.span))
            case AreaTarget(kind, name) if self._library:
                self._ask(name, lambda study: study.charts.find_in_library(span, kind, name))
            case AreaTarget(kind, name):
                self._ask(name, lambda study: study.charts.find_presented(span, kind, name))
            case _:
                await self.paperstudy.open(target)

    def action_open_bar(self) -> None:
        """Go to what is behind the bar under the cursor."""
        (self.areas if self.focused is self.areas else self.times).action_open()

    def action_other(self) -> None:
        """Go to the other half."""
        other = self.times if self.focused is self.areas or self.is_narrow else self.areas
        other.focus()

    def action_all_bars(self) -> None:
        """Show all bars of each section, or only the longest."""
        self._every = not self._every
        self._draw()

    def action_counted(self) -> None:
        """Count what was presented, or the whole library."""
        self._library = not self._library
        self._before.clear()
        self._span = Span()
        self.load()

    def action_range(self) -> None:
        """Ask which time to count."""
        if self._chart is None:
            return
        known = spans(self._chart.months, self._today)
        choices = [(name, span, "") for name, span in known]

        def take(span: Span | None) -> None:
            if span is not None:
                self._show_span(span)

        title = translate("Which time? Type a year or a month, as 2021-08")
        self.app.push_screen(Pick(title, choices), take)

    def action_shift(self, by: int) -> None:
        """Go to the year or month before or after."""
        if self._chart is not None:
            self._show_span(shift(self._span, by, self._chart.months, self._today))

    @property
    def _today(self) -> date:
        return find_today(self.paperstudy.clock, self.paperstudy.settings.time_zone)

    def _look_into(self, span: Span) -> None:
        self._before.append(self._span)
        self._show_span(span, keep=True)

    def _show_span(self, span: Span, *, keep: bool = False) -> None:
        if not keep:
            self._before.clear()
        self._span = span
        self.load()

    def _take(self, chart: Chart) -> None:
        self._chart = chart
        self._draw()

    def _draw(self) -> None:
        chart = self._chart
        if chart is None:
            return
        if not chart.papers and not sum(chart.statuses.values()) and not chart.months:
            self.times.show([nothing_yet()])
            self.areas.show([])
            self._draw_bar(chart)
            return
        most = None if self._every else max(_FEW, self.size.height // 2 - _FEW)
        first = list(time_sections(chart, library=self._library, most=most))
        rest = list(area_sections(chart, most=most))
        if self.is_narrow and self.focused is self.areas:
            self.times.focus()
        self.times.show([*first, *rest] if self.is_narrow else first)
        self.areas.show([] if self.is_narrow else rest)
        self._draw_bar(chart)

    def _draw_bar(self, chart: Chart) -> None:
        bar = self.query_one(SpanBar)
        bar.span = name_of_span(chart.span, self._today)
        bar.said = (
            translate("in the library") if self._library else translate("presented by the group")
        )
        talks = sum(one.presentations for one in chart.times)
        counts = [translate_count("{count} paper", "{count} papers", chart.papers)]
        if not self._library:
            sessions = sum(one.sessions for one in chart.times)
            counts.append(translate_count("{count} presentation", "{count} presentations", talks))
            counts.append(translate_count("{count} session", "{count} sessions", sessions))
        bar.total = " · ".join(counts)
        bar.refresh()

    def _ask(self, name: str, find: Callable[[Study], Sequence[PaperSummary]]) -> None:
        """Find papers, and show them to choose from; of one alone there is no choice."""
        self.paperstudy.answers.ask(find, lambda papers: self._offer(name, papers))

    def _offer(self, name: str, papers: Sequence[PaperSummary]) -> None:
        if not papers:
            self.paperstudy.say(translate("no paper is known of what was presented there"))
            return
        count = translate_count("{count} paper", "{count} papers", len(papers))

        async def take(key: str | None) -> None:
            if key is not None:
                await self.paperstudy.open(PaperPlace(key))

        choices = [
            (
                title_of(one.title) or one.key,
                str(one.key),
                who_and_year(one.authors, one.year, more=one.more_authors),
            )
            for one in papers
        ]
        self.app.push_screen(Pick(f"{name} · {count}", choices), take)
