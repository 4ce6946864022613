"""Searching the papers as one types, with filters that can be picked, and an order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from paperstudy.domain.errors import InvalidQueryError
from paperstudy.domain.language import translate, translate_count
from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.queries import parse_query, split_terms
from paperstudy.saying.errors import told_of
from paperstudy.saying.words import word
from paperstudy.tui.screens.paper_list import (
    FilterBar,
    Search,
    find,
    find_first,
    order_said,
    orders,
    tag_term,
)
from paperstudy.tui.screens.paper_ways import PaperWays
from paperstudy.tui.widgets.dialogs import Pick

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.tui.places import Place
    from paperstudy.tui.screens.paper_list import Found
    from paperstudy.tui.widgets.rows import RowList

_TYPED = 0.2  # seconds without a key after which all that fits is looked for
_DRAWN = 0.05  # seconds in which the first rows are drawn


class PaperSearch(PaperWays):
    """A list of papers below a line to search in; that line alone says what is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._order = ""
        self._reverse = False
        self._wanted = ""
        self._asked: Search | None = None
        self._begun = self._answered = 0
        self._counting: Timer | None = None

    def load(self) -> None:
        """Search again, with what stands in the line of the search."""
        text = self.query_one("#search", Input).value
        try:
            query = parse_query(text)
        except InvalidQueryError as error:
            self._wrong(error)
            return
        if "order:" not in text:
            query = query._replace(order=self._order, reverse=self._reverse)
        before = self._asked
        search = Search(query, before.number + 1 if before else 1)
        self._asked = search
        if before is None or before.query != query:
            self.work.ask(
                lambda study: find_first(study, search),
                self._found_first,
                lane="papers-first",
                failed=lambda _: self._find_all(search),  # which tells what is wrong
            )
        else:
            self._find_all(search)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as one types."""
        event.stop()
        self.load()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go from the search to the list."""
        event.stop()
        self.papers.focus()

    @property
    def searches(self) -> int:
        """How often was searched: what was read before the last time may be another by now."""
        return self._asked.number if self._asked is not None else 0

    def action_search(self) -> None:
        """Go to the line of the search."""
        self.search_in(self.query_one("#search", Input))

    def add_term(self, term: str) -> None:
        """Add a filter to the search, as if it had been typed."""
        line = self.query_one("#search", Input)
        line.value = f"{line.value} {term}".strip() + " "
        line.cursor_position = len(line.value)

    def action_drop(self, number: int) -> None:
        """Take a filter out of the search."""
        line = self.query_one("#search", Input)
        terms = list(split_terms(line.value))
        filters = [term for term, is_filter in terms if is_filter]
        if 0 <= number < len(filters):
            terms.remove((filters[number], True))
            line.value = " ".join(term for term, _ in terms)

    def sort_by(self, order: str) -> None:
        """Sort by an order, or the other way round where it is sorted so already."""
        self._reverse = order == self._order and not self._reverse
        self._order = order
        self.load()

    def on_row_list_sorted(self, event: RowList.Sorted) -> None:
        """Sort by the column that was clicked."""
        self.sort_by(event.order)

    def show_place(self, place: Place) -> None:
        """Show a paper that something else leads to, or what a search finds."""
        from paperstudy.tui.places import SearchPlace

        self._wanted = getattr(place, "key", "")
        line = self.query_one("#search", Input)
        if isinstance(place, SearchPlace):
            line.value = place.query
            self.papers.focus()
            return
        if line.value:
            line.value = ""
        else:
            self.load()

    def want(self, key: str) -> None:
        """Put the cursor on a paper, once the list has it."""
        self._wanted = key

    def _found_first(self, found: Found) -> None:
        """Show the first rows, and look for all once they are drawn: together both are slower.

        While somebody types that waits for a rest of the keys: all is much, and soon not wanted.
        """
        self._found(found)
        if self._counting is not None:
            self._counting.stop()
        if not found.ids:
            self._find_all(found.search)
            return
        typing = self.query_one("#search", Input).has_focus
        self._counting = self.set_timer(_TYPED if typing else _DRAWN, self.count_now)

    def count_now(self) -> None:
        """Look for all that fits, without waiting for a rest of the keys."""
        if self._counting is not None and self._asked is not None:
            self._counting.stop()
            self._counting = None
            self._find_all(self._asked)

    def _find_all(self, search: Search) -> None:
        self.work.ask(
            lambda study: find(study, search), self._found, lane="papers-list", failed=self._wrong
        )

    def _found(self, found: Found) -> None:
        """Show what was found; the first few only until all are there, and if there are any."""
        number, query = found.search.number, found.search.query
        late = number <= self._answered or number < self._begun
        if late or not (found.whole or found.ids):
            return
        fresh = number > self._begun
        self._begun = number
        if found.whole:
            self._answered = number
        said = translate_count("{count} paper", "{count} papers", len(found.ids))
        line = self.query_one("#search", Input)
        text = line.value
        self._update_bar(said if found.whole else "…", text, order_said(query))
        self.papers.empty = (
            translate("nothing fits; esc takes the search back")
            if text.strip()
            else translate("no papers yet: a adds one, 6 reads your logs")
        )
        if fresh and line.has_focus and text.strip():
            self.papers.cursor = 0  # who types looks for what fits best
        at_top = line.has_focus and self.papers.cursor == 0
        self.papers.show(found.ids, found.rows, order=query.order, reverse=query.reverse)
        if at_top:  # also where a better one has come above those that were found at once
            self.papers.cursor = 0
        self.paperstudy.lift_curtain()
        if self._wanted and found.whole:
            self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        key, self._wanted = self._wanted, ""
        self.work.ask(
            lambda study: study.library.get(key).paper.id, self.papers.select, lane="papers-wanted"
        )

    def _wrong(self, error: PaperstudyError) -> None:
        """Say what is wrong with a search, where its filters stand; the list stays."""
        self._update_bar(told_of(error, ". "), "", "")
        self.paperstudy.lift_curtain()

    def _update_bar(self, said: str, text: str, order: str) -> None:
        bar = self.query_one(FilterBar)
        bar.said = said
        bar.terms = tuple(term for term, is_filter in split_terms(text) if is_filter)
        bar.order = order
        bar.refresh()

    def action_sort(self) -> None:
        """Ask for the order of the list."""
        choices = [(said, order, "") for order, said in orders().items()]
        self.app.push_screen(Pick(translate("Sort"), choices), self._take_order)

    def action_filter(self) -> None:
        """Ask for a filter to add."""
        self.paperstudy.answers.ask(lambda study: study.library.complete_tags(""), self._ask_filter)

    def _take_order(self, order: str | None) -> None:
        if order is not None:
            self.sort_by(order)

    def _take_term(self, term: str | None) -> None:
        if term:
            self.add_term(term)

    def _ask_filter(self, tags: Sequence[str]) -> None:
        choices = [(f"status:{status}", f"status:{status}", word(status)) for status in PaperStatus]
        choices += [("has:code", "has:code", translate("code is known"))]
        choices += [("has:venue", "has:venue", translate("published"))]
        choices += [(f"tag:{tag}", tag_term(tag), "") for tag in tags]
        self.app.push_screen(Pick(translate("Filter"), choices), self._take_term)
