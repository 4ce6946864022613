"""The people as rows of a list: what is read, how it is sorted and narrowed down."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from paperstudy.domain.language import translate, translate_count
from paperstudy.study.charts import find_balance
from paperstudy.tui.text import line
from paperstudy.tui.widgets.bars import Bar, Piece
from paperstudy.tui.widgets.columns import Column
from paperstudy.tui.widgets.heatmap import HeatRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from paperstudy.domain.people import Person
    from paperstudy.domain.talks import Talk
    from paperstudy.study.people import PersonSummary
    from paperstudy.study.study import Study


@dataclass(frozen=True, slots=True)
class PeopleRead:
    """What the screen reads: the people, all presentations, and the names that fit several.

    `away` are those who are not asked to present: no meeting of the last year names them.
    """

    people: tuple[PersonSummary, ...] = ()
    talks: tuple[Talk, ...] = ()
    doubts: int = 0
    away: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person in the list; `balance` is None for who takes no turns."""

    summary: PersonSummary
    balance: float | None = None
    away: bool = False

    @property
    def takes_part(self) -> bool:
        """Whether they are asked to present."""
        return self.person.active and not self.away

    @property
    def person(self) -> Person:
        """The person."""
        return self.summary.person


def read_people(study: Study) -> PeopleRead:
    """Read all that the list and the heat map show."""
    return PeopleRead(
        study.people.list(),
        study.charts.talks(),
        len(study.people.doubts()),
        frozenset(study.sessions.left_out()),
    )


def rows_of(read: PeopleRead, today: date) -> list[PersonRow]:
    """Return a row for each person, with how much they presented beside the others."""
    turns = [one.person.id for one in read.people if one.person.active]
    balance = find_balance(read.talks, turns, today)
    return [
        PersonRow(one, balance.get(one.person.id), one.person.name in read.away)
        for one in read.people
    ]


def narrow(rows: Iterable[PersonRow], typed: str, *, active: bool) -> list[PersonRow]:
    """Return those whose names have all words typed; only who takes part where asked for."""
    words = line(typed).casefold().split()
    return [
        row
        for row in rows
        if (row.takes_part or not active)
        and all(word in " ".join(_names(row.person)).casefold() for word in words)
    ]


def sort(rows: Iterable[PersonRow], order: str, *, reverse: bool) -> list[PersonRow]:
    """Return rows in an order: by name from A to Z, by numbers and days from the most on."""
    named = sorted(rows, key=lambda row: row.person.name.casefold(), reverse=reverse)
    if order == "name":
        return named
    return sorted(named, key=lambda row: _rank(row, order), reverse=not reverse)


def _rank(row: PersonRow, order: str) -> float:
    counts = row.summary.counts
    ranks = {
        "talks": float(counts.presentations),
        "sessions": float(counts.sessions),
        "last": float((counts.last or date.min).toordinal()),
        "balance": -1e9 if row.balance is None else row.balance,
    }
    return ranks[order]


def orders() -> dict[str, str]:
    """Return the orders of the list, each with what it is called."""
    return {
        "name": translate("by name"),
        "talks": translate("who presented most"),
        "sessions": translate("who came most"),
        "last": translate("who presented last"),
        "balance": translate("who presented more than the others"),
    }


def _names(person: Person) -> tuple[str, ...]:
    return (person.name, *person.aliases)


def columns() -> tuple[Column[PersonRow], ...]:
    """Return the columns of the list."""
    return (
        Column(translate("Name"), 0, _name_of, "name"),
        Column(translate("Talks"), 6, lambda row: _count(row.summary.counts.presentations), "talks", right=True),
        Column(translate("Sessions"), 9, lambda row: _count(row.summary.counts.sessions), "sessions", least=48, right=True),
        Column(translate("Last talk"), 10, _last, "last"),
        Column(translate("Balance"), 8, lambda row: signed(row.balance), "balance", least=56, right=True),
        Column("", 9, _state, least=64, dim=True),
    )  # fmt: skip


def _name_of(row: PersonRow) -> str:
    return row.person.name


def _count(count: int) -> str:
    return f"{count:,}" if count else "·"


def _last(row: PersonRow) -> str:
    last = row.summary.counts.last
    return last.isoformat() if last else "·"


def _state(row: PersonRow) -> str:
    if not row.person.active:
        return translate("inactive")
    return translate("away") if row.away else ""


def signed(balance: float | None) -> str:
    """Return a balance with its sign, rounded: +2, 0, -1; empty for none."""
    if balance is None:
        return ""
    return f"{round(balance):+d}" if round(balance) else "0"


class PeopleBar(Bar):
    """How many people there are, marked and in doubt; what the list is narrowed down to."""

    shown = 0
    marked = 0
    doubts = 0
    active_only = False
    order = ""

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return what the line says."""
        del width
        pieces = [
            Piece("  " + translate_count("{count} person", "{count} people", self.shown), "dim")
        ]
        if self.marked:
            pieces.append(
                Piece(
                    "  "
                    + translate_count(
                        "{count} person marked", "{count} people marked", self.marked
                    ),
                    "key",
                )
            )
        if self.active_only:
            said = translate("only those who take part (f: all)")
            pieces.append(Piece(f"  {said}", "key", "filter"))
        if self.order and self.order != "name":
            pieces.append(Piece(f"  {orders()[self.order]}", "dim", "sort"))
        if self.doubts:
            said = translate_count(
                "{count} name fits several people (i)",
                "{count} names fit several people (i)",
                self.doubts,
            )
            pieces.append(Piece(f"  ? {said}", "key", "doubts"))
        return pieces


def heat_rows(rows: Iterable[PersonRow], talks: Iterable[Talk]) -> list[HeatRow]:
    """Return the days on which each person presented and is to present, in the order of the list."""
    held: dict[int, Counter[date]] = {}
    planned: dict[int, Counter[date]] = {}
    for talk in talks:
        if talk.day is not None:
            for one in talk.people:
                side = held if talk.held else planned
                side.setdefault(one, Counter())[talk.day] += 1
    return [
        HeatRow(row.person.id, row.person.name, held.get(row.person.id, {}), planned.get(row.person.id, {}))
        for row in rows
    ]  # fmt: skip


def years_of(talks: Iterable[Talk], today: date) -> range:
    """Return the years the heat map can show: from the first talk to the last, or this year."""
    years = {talk.day.year for talk in talks if talk.day is not None} | {today.year}
    return range(min(years), max(years) + 1)
