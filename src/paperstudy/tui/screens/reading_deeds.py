"""What a person does with papers on a reading list: the marked ones, else the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from paperstudy.domain.errors import PaperstudyError
from paperstudy.domain.language import translate, translate_count
from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.queries import PaperQuery
from paperstudy.domain.reading import BEST_RATING, ReadingChange
from paperstudy.saying.errors import told_of
from paperstudy.saying.names import title_of
from paperstudy.saying.reading import stars
from paperstudy.saying.words import word
from paperstudy.tui.screens.paper_deeds import PaperDeeds
from paperstudy.tui.screens.paper_list import who_and_when
from paperstudy.tui.screens.reading_board import STATUSES, Lane
from paperstudy.tui.screens.whoami import as_me
from paperstudy.tui.widgets.dialogs import Pick, Prompt, Reading
from paperstudy.tui.widgets.fields import Find

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from paperstudy.domain.library import ReadingRow
    from paperstudy.domain.papers import CiteKey, PaperSummary
    from paperstudy.domain.reading import NextReading, ReadingOrder
    from paperstudy.study.study import Study
    from paperstudy.tui.widgets.dialogs import Choice
    from paperstudy.tui.widgets.rows import RowList

_MOST_FOUND = 50  # papers that a search for one shows
_LEAST_URGENT = 3  # the steps of + and -; any other number is said by the command
_NONE = {"none", "no", "없음", "-"}


class ReadingDeeds(PaperDeeds):
    """The actions on entries of a list; `person` is whose it is, "" the group's."""

    person = ""

    @property
    def lane(self) -> Lane:
        """The column that has the keys."""
        found = self.query("Lane.here").first()
        assert isinstance(found, Lane), "a column is always the one"
        return found

    @property
    def papers(self) -> RowList[PaperSummary]:
        """The column, for what is done with any list of papers: its rows have their numbers."""
        return cast("RowList[PaperSummary]", self.lane)

    @property
    def chosen(self) -> list[ReadingRow]:
        """The entries that an action is for."""
        return [row for one in self.lane.chosen if (row := self.lane.row(one)) is not None]

    def find_today(self) -> date:
        """Return the day it is where the group is."""
        raise NotImplementedError

    def put(self, rows: Sequence[ReadingRow], status: PaperStatus) -> None:
        """Put papers into another column before the library says so."""
        raise NotImplementedError

    def find(self, number: int) -> None:
        """Put the cursor on a paper."""
        raise NotImplementedError

    def action_shift(self, by: int) -> None:
        """Move papers to the next status, or back."""
        at = STATUSES.index(self.lane.status) + by
        if self.chosen and 0 <= at < len(STATUSES):
            self._set_status_of(STATUSES[at])

    def action_status(self) -> None:
        """Ask where papers stand."""
        if not self.chosen:
            return
        choices = [(word(one), one, "") for one in (*STATUSES, PaperStatus.DROPPED)]

        def take(status: PaperStatus | None) -> None:
            if status is not None:
                self._set_status_of(status)

        self.app.push_screen(Pick(self._title(), choices), take)

    def action_priority(self, by: int) -> None:
        """Have papers read sooner or later: 3, 2, 1 is first; behind 3 is none."""
        rows = self.chosen
        person = self.person

        def change(study: Study) -> None:
            with study.upkeep.together(f"reading {' '.join(row.key for row in rows)}"):
                for row in rows:
                    priority = _step(row.entry.priority, by)
                    study.reading.save([row.key], ReadingChange(priority=priority), person)

        if rows:
            first = _step(rows[0].entry.priority, by)
            level = translate("priority {number}", number=first) if first else ""
            said = level or translate("no priority")
            self.work.do(change, said=lambda _: _told(rows, said))

    def action_due(self) -> None:
        """Ask by when papers are to be read."""
        rows = self.chosen
        if not rows:
            return
        due = rows[0].entry.due
        help_ = translate("friday, 11/27, tomorrow, in 2 weeks; none takes it away")

        def take(typed: str | None) -> None:
            if typed is None or not typed.strip():
                return
            day = self._day(typed)
            if day is None:
                self._save(ReadingChange(no_due=True), translate("no date"))
            else:
                said = translate("due {date}", date=day.isoformat())
                self._save(ReadingChange(due=day), said)

        prompt = Prompt(
            translate("To be read by when?"),
            due.isoformat() if due else "",
            help=help_,
            check=self._wrong_day,
        )
        self.app.push_screen(prompt.of(*(row.key for row in rows)), take)

    def action_rate(self) -> None:
        """Ask how good papers are."""
        if not self.chosen:
            return
        choices = [(stars(one), one, "") for one in range(BEST_RATING, 0, -1)]
        choices.append((translate("no rating"), 0, ""))

        def take(rating: int | None) -> None:
            if rating is not None:
                said = stars(rating) if rating else translate("no rating")
                self._save(ReadingChange(rating=rating), said)

        self.app.push_screen(Pick(self._title(), choices), take)

    def action_note(self) -> None:
        """Write what the list says of a paper."""
        row = self.lane.current_row
        if row is None:
            return
        person = self.person
        self.paperstudy.write(
            translate("Note on the list: {key}", key=row.key),
            row.entry.note,
            lambda study, text, base: study.reading.save(
                [row.key], ReadingChange(note=text), person, expected=base
            ),
            lambda _: translate("note saved: {key}", key=row.key),
        )

    def action_remove(self) -> None:
        """Take papers off the list; undo brings them back."""
        rows = self.chosen
        keys = [row.key for row in rows]
        person = self.person

        def said(gone: Sequence[CiteKey]) -> str:
            if len(rows) == 1:
                title = title_of(rows[0].title)
                return translate("“{title}” is off the list", title=title)
            return translate_count(
                "{count} paper is off the list",
                "{count} papers are off the list",
                len(gone),
            )

        if keys:
            self.work.do(lambda study: study.reading.remove(keys, person), said=said)

    def action_add(self) -> None:
        """Ask which paper to put on the list: found as one types, or by keys and identifiers."""
        self._ask_add("")

    def _ask_add(self, value: str) -> None:
        def own(typed: str) -> Choice[str] | None:
            beside = translate("as keys, identifiers or a title")
            return (f"“{typed}”", typed, beside) if typed else None

        dialog = Find(translate("Put on the list"), _find_papers, own, value)
        self.app.push_screen(dialog, self._add)

    def action_vote(self) -> None:
        """Say that the group should read these papers."""
        said = translate("voted for")
        self._as_me(lambda study, keys: study.reading.back(keys), said)

    def action_unvote(self) -> None:
        """Take the votes back."""
        said = translate("vote taken back")
        self._as_me(lambda study, keys: study.reading.unvote(keys), said)

    def action_nominate(self) -> None:
        """Propose papers to the group."""
        said = translate("proposed to the group")
        self._as_me(lambda study, keys: study.reading.back(keys, propose=True), said)

    def action_next(self) -> None:
        """Go to what to read next, and say what comes before it."""
        person = self.person

        def take(found: NextReading | None) -> None:
            if found is None:
                said = translate("nothing waits to be read; a puts a paper on the list")
                self.paperstudy.say(said)
                return
            self.find(int(found.row.entry.paper_id))
            title = title_of(found.row.title)
            said = translate("next: {title}", title=title)
            if found.before:
                names = ", ".join(title_of(step.title) for step in found.before)
                said += "\n" + translate("before it: {titles}", titles=names)
            self.paperstudy.say(said)

        self.work.ask(lambda study: study.reading.next(person), take, lane="reading-next")

    def action_path(self) -> None:
        """Show the orders of reading with this paper, else all."""
        from paperstudy.tui.screens.reading_detail import order_blocks

        row, person = self.lane.current_row, self.person

        def read(study: Study) -> tuple[ReadingOrder, ...]:
            own = study.reading.orders(row.key, person) if row is not None else ()
            return own or study.reading.orders("", person)

        def show(orders: tuple[ReadingOrder, ...]) -> None:
            if orders:
                title = translate("Orders of reading")
                self.app.push_screen(Reading(title, order_blocks(orders)))
            else:
                self.paperstudy.say(
                    translate("no log writes an order of reading, such as RNN → LSTM → GRU")
                )

        self.paperstudy.answers.ask(read, show)

    def _title(self) -> str:
        rows = self.chosen
        if len(rows) == 1:
            return title_of(rows[0].title)
        return translate_count("{count} paper", "{count} papers", len(rows))

    def _set_status_of(self, status: PaperStatus) -> None:
        """Move the chosen papers at once; the library follows."""
        rows, person = self.chosen, self.person
        if not rows:
            return
        keys = [row.key for row in rows]
        self.lane.unmark()
        self.put(rows, status)

        def fail(error: PaperstudyError) -> None:
            self.paperstudy.say_error(error)
            self.load()

        self.work.do(
            lambda study: study.reading.save(keys, ReadingChange(status=status), person),
            said=lambda _: _told(rows, word(status)),
            failed=fail,
        )

    def _save(self, change: ReadingChange, said: str) -> None:
        rows, person = self.chosen, self.person
        keys = [row.key for row in rows]
        self.work.do(
            lambda study: study.reading.save(keys, change, person), said=lambda _: _told(rows, said)
        )

    def _add(self, typed: str | None) -> None:
        text, person = (typed or "").strip(), self.person
        if not text:
            return
        change = ReadingChange(status=PaperStatus.TO_READ)

        def add(study: Study) -> tuple[ReadingRow, ...]:
            try:
                return study.reading.save([text], change, person)
            except PaperstudyError:
                if len(text.split()) == 1:
                    raise
            return study.reading.save(text.replace(",", " ").split(), change, person)

        self.work.do(
            add,
            said=lambda rows: _told(rows, word(PaperStatus.TO_READ)),
            then=lambda rows: self.find(int(rows[0].entry.paper_id)),
            failed=self.paperstudy.answers.again(lambda: self._ask_add(text)),
        )

    def _as_me(self, deed: Callable[[Study, Sequence[str]], object], said: str) -> None:
        rows = self.chosen
        keys = [row.key for row in rows]

        def do() -> None:
            self.work.do(
                lambda study: deed(study, keys),
                said=lambda _: translate("{papers}: {said}", papers=_named(rows), said=said),
            )

        if rows:
            as_me(self, do)

    def _day(self, typed: str) -> date | None:
        """Return the day that is meant, None for none.

        Raises:
            InvalidDateError: it means no day.
        """
        if typed.strip().lower() in _NONE:
            return None
        from paperstudy.domain.moments import read_day

        return read_day(typed, self.find_today())

    def _wrong_day(self, typed: str) -> str:
        if not typed.strip():
            return ""
        try:
            self._day(typed)
        except PaperstudyError as error:
            return told_of(error)
        return ""


def _step(priority: int | None, by: int) -> int:
    """Return the priority a step nearer to 1 or farther from it; 0 is none."""
    if priority is None:
        return _LEAST_URGENT if by < 0 else 0
    stepped = max(1, priority + by)
    return 0 if by > 0 and stepped > _LEAST_URGENT else stepped


def _named(rows: Sequence[ReadingRow]) -> str:
    if len(rows) == 1:
        return title_of(rows[0].title)
    return translate_count("{count} paper", "{count} papers", len(rows))


def _told(rows: Sequence[ReadingRow], said: str) -> str:
    return translate("{papers}: {said}", papers=_named(rows), said=said)


def _find_papers(study: Study, typed: str) -> list[Choice[str]]:
    found = study.library.search(PaperQuery(words=tuple(typed.split())), limit=_MOST_FOUND).rows
    return [(title_of(row.title), row.key, who_and_when(row)) for row in found]
