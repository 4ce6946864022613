"""The list of the logs, what stands above it, and one log to read with its finds marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.errors import said_of
from paperstudy.saying.facts import age_of
from paperstudy.saying.names import short_path, title_of
from paperstudy.saying.words import word
from paperstudy.tui.widgets.bars import Bar, Piece
from paperstudy.tui.widgets.columns import Column
from paperstudy.tui.widgets.sheet import Fact, Heading, Place, Prose, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from paperstudy.domain.logfiles import LogFacts, LogFind
    from paperstudy.study.logbook import LogText
    from paperstudy.tui.widgets.sheet import Block


@dataclass(frozen=True, slots=True)
class FindPlace:
    """A find in a log: its line, and the paper it is, "" while nobody knows."""

    line: int
    key: str = ""
    waits: bool = False


class LogBar(Bar):
    """How many logs there are, which are shown, and whether their folders are watched."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.errors = 0
        self.shown = ""
        self.watching = False

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return the counts; the errors are a way to see only them."""
        del width
        said = translate_count("{count} log", "{count} logs", self.count)
        pieces = [Piece(f" {said}", "dim")]
        if self.errors:
            said = translate_count("! {count} with an error", "! {count} with errors", self.errors)
            pieces.append(Piece(f"   {said}", "key", "only('errors')"))
        if self.shown:
            pieces.append(Piece("   "))
            pieces.append(Piece(f" {self.shown} × ", "key", "only('')"))
        on = translate("watching: changes come by themselves")
        off = translate("not watching")
        pieces.append(Piece(f"   [{on}]" if self.watching else f"   {off}", "dim", "watch"))
        return pieces


def columns() -> tuple[Column[LogFacts], ...]:
    """Return the columns of the list."""
    return (
        Column(translate("Date"), 10, lambda log: log.date.isoformat() if log.date else ""),
        Column(translate("Log"), 0, name_of),
        Column(translate("Papers"), 6, lambda log: _number(log.papers), right=True),
        Column(translate("Inbox"), 6, lambda log: _number(log.waiting), least=40, right=True),
        Column(translate("Sessions"), 8, lambda log: _number(log.sessions), least=62, right=True),
        Column(translate("To do"), 6, lambda log: _number(log.todos), least=54, right=True),
    )  # fmt: skip


def name_of(log: LogFacts) -> str:
    """Return what is wrong with a log, the name of its file, then the folder that it is in."""
    folder, _, name = short_path(log.path).rpartition("/")
    return "  ".join(part for part in (state_of(log), name, folder) if part)


def state_of(log: LogFacts) -> str:
    """Return what is wrong with a log, in a word."""
    if log.error:
        return translate("! error")
    return f"({word('gone')})" if log.gone else ""


def log_blocks(text: LogText, now: datetime) -> Iterator[Block]:
    """Yield a log: what is known of it, then its lines, each find below the line it is in."""
    log = text.facts
    yield Heading(log.title or log.path.rpartition("/")[2], "title")
    yield Fact(translate("Log"), short_path(log.path))
    yield Fact(translate("Date"), log.date.isoformat() if log.date else "")
    read = age_of(log.scanned_at, now) if log.scanned_at else translate("never")
    yield Fact(translate("Read"), read)
    yield Fact(translate("Error"), said_of(log.error) if log.error else "")
    if log.gone:
        yield Prose(translate("The file is no longer there. What it gave stays."), "strong")
    yield Heading(translate("Text"))
    if not text.lines:
        yield Prose(translate("it cannot be read now"), "dim")
    yield from _lines(text)
    if text.more:
        said = translate_count("and {count} more line", "and {count} more lines", text.more)
        yield Prose(said, "dim")


def _lines(text: LogText) -> Iterator[Block]:
    finds: dict[int, list[LogFind]] = {}
    for find in text.finds:
        own = finds.setdefault(find.line, [])
        if find.paper is None or all(one.paper != find.paper for one in own):
            own.append(find)  # a link and its title are one find to who reads
    wide = len(str(len(text.lines)))
    for number, line in enumerate(text.lines, start=1):
        found = finds.get(number, ())
        sign = "*" if found else " "
        yield Row(f"{number:>{wide}}{sign} ", line, "strong" if found else "")
        yield from (_place(find) for find in found)
    if not text.lines:
        yield from (_place(find) for find in text.finds)


def _place(find: LogFind) -> Place:
    if find.paper is not None:
        key, title = find.paper
        return Place(f"{find.text} → {title_of(title)}", FindPlace(find.line, key))
    if find.waits:
        return Place(find.text, FindPlace(find.line, waits=True), translate("waits in the inbox"))
    return Place(find.text, FindPlace(find.line), translate("no paper"))


def _number(count: int) -> str:
    return f"{count:,}" if count else ""
