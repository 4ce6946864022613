"""What would become of a file's entries: the broken first, then what differs, merges, is new."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.widgets import Static

from paperstudy.domain.errors import ConflictError
from paperstudy.domain.events import Finished, ItemDone, ItemFailed
from paperstudy.domain.language import translate
from paperstudy.saying.imports import conflicts_of, counts_of, rejects_text, remarks_of
from paperstudy.saying.names import short_path, title_of
from paperstudy.saying.words import word
from paperstudy.study.files import write_file, write_new_file
from paperstudy.study.import_values import Imported, ImportSummary
from paperstudy.study.paths import shown_path
from paperstudy.tui.operations.table import bind
from paperstudy.tui.screens.base import AppDialog
from paperstudy.tui.text import plain
from paperstudy.tui.widgets.columns import Column
from paperstudy.tui.widgets.keyline import KeyLine
from paperstudy.tui.widgets.paths import PathPrompt
from paperstudy.tui.widgets.rows import RowList
from paperstudy.tui.widgets.sheet import Fact, Prose, Sheet, Verbatim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.domain.events import Event
    from paperstudy.study.import_values import Rejected
    from paperstudy.tui.widgets.sheet import Block

_ORDER = {"changed": 2, "merged": 3, "new": 4, "same": 5}


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a file as it is listed: what becomes of it, or why it cannot be read."""

    outcome: str
    key: str
    title: str
    remarks: tuple[str, ...] = ()
    text: str = ""
    order: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import of files would do; the entries as they are listed.

    `replace` says that these files are believed before those of former imports.
    """

    paths: tuple[Path, ...]
    format_name: str
    entries: tuple[Entry, ...]
    summary: ImportSummary
    replace: bool = False

    @property
    def named(self) -> str:
        """The files, as a person knows them."""
        return names_of(self.paths)


class ImportPreview(AppDialog[str]):
    """Shows what an import would do; Enter answers `yes`, and `b` `other`: to believe the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "yes", show=False, priority=True),
        bind("r", "rejects"),
        bind("b", "believe"),
    ]

    def __init__(self, plan: Plan) -> None:
        super().__init__(translate("{path}: nothing is written yet", path=plan.named))
        self._plan = plan
        self._entries = plan.entries

    def compose_body(self) -> ComposeResult:
        """Yield the sum, the entries, what is to say of one, and what the keys are."""
        summary = self._plan.summary
        said = [counts_of(summary), *conflicts_of(summary)]
        yield Static(plain("\n".join(said)), classes="dialog-help")
        columns: list[Column[Entry]] = [
            Column("", 9, lambda one: one.outcome),
            Column("", 24, lambda one: one.key, least=60, dim=True),
            Column("", 0, lambda one: one.title),
        ]
        yield RowList(columns, id="entries", classes="dialog-list")
        yield Sheet(classes="import-remarks")
        yield KeyLine(self._keys())

    def on_mount(self) -> None:
        """Show the entries."""
        self.query_one(".dialog").add_class("wide-dialog")
        rows: RowList[Entry] = self.query_one("#entries", RowList)
        rows.show(range(len(self._entries)), enumerate(self._entries))
        rows.focus()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Say what is to say of the entry under the cursor."""
        event.stop()
        if event.number is not None:
            self.query_one(Sheet).show(_blocks(self._entries[event.number]))

    def action_yes(self) -> None:
        """Take the entries in, where there is something in them."""
        if self._fills():
            self.dismiss("yes")
        else:
            self.dismiss(None)

    def action_believe(self) -> None:
        """Ask what would come of it with the other of two files believed, where they differ."""
        if self._may_believe():
            self.dismiss("other")

    def action_rejects(self) -> None:
        """Ask for a file for what cannot be read, and write that."""
        rejected = self._plan.summary.rejected
        if not rejected:
            return
        path = self._plan.paths[0]
        offered = shown_path(str(path.with_name(f"{path.stem}.rejects{path.suffix}")))
        how = translate("a file for what cannot be read, to be mended and imported")
        self.app.push_screen(
            PathPrompt(translate("Keep what cannot be read"), offered, help=how),
            lambda name: self._write(rejected, (name or "").strip()),
        )

    def _write(self, rejected: tuple[Rejected, ...], name: str, *, over: bool = False) -> None:
        if not name:
            return
        app, text = self.paperstudy, rejects_text(rejected)
        spot = app.answers.spot()

        def fail(error: PaperstudyError) -> None:
            if isinstance(error, ConflictError):
                app.answers.ask_over(spot, name, lambda: self._write(rejected, name, over=True))
            else:
                app.say_error(error)

        app.work.ask(
            lambda _: write_file(name, text)[0] if over else write_new_file(name, text),
            lambda path: app.say(translate("what cannot be read is in {path}", path=path)),
            failed=fail,
        )

    def _fills(self) -> bool:
        summary = self._plan.summary
        return bool(summary.new or summary.merged or summary.changed)

    def _may_believe(self) -> bool:
        return bool(self._plan.summary.conflicts) or self._plan.replace

    def _keys(self) -> str:
        rejects = self._plan.summary.rejected
        other = (
            translate("b lets what is here stand")
            if self._plan.replace
            else translate("b takes what differs from this file")
        )
        parts = [
            translate("⏎ takes them in") if self._fills() else translate("there is nothing to take in"),
            other if self._may_believe() else "",
            translate("r keeps what cannot be read in a file") if rejects else "",
            translate("esc leaves it"),
        ]  # fmt: skip
        return " · ".join(part for part in parts if part)


def names_of(paths: Iterable[Path]) -> str:
    """Return files as a person knows them."""
    return ", ".join(short_path(str(path)) for path in paths)


def plan_of(
    paths: tuple[Path, ...], format_name: str, events: Iterable[Event], *, replace: bool = False
) -> Plan:
    """Return what a dry run of an import tells; for a thread, since there may be very many."""
    done: list[Imported] = []
    failed: list[ItemFailed] = []
    summary = ImportSummary()
    for event in events:
        match event:
            case ItemDone(_, Imported() as imported):
                done.append(imported)
            case ItemFailed():
                failed.append(event)
            case Finished(ImportSummary() as told, _):
                summary = told
            case _:
                pass  # how far it is
    broken = zip(failed, summary.rejected, strict=True)
    return Plan(paths, format_name, tuple(_entries(broken, done)), summary, replace)


def _entries(
    broken: Iterable[tuple[ItemFailed, Rejected]], done: Iterable[Imported]
) -> Iterator[Entry]:
    """Yield the entries, what needs a look first."""
    for failed, rejected in broken:
        text = rejected.text.strip()
        reason = translate(rejected.reason)
        yield Entry(translate("! broken"), failed.label, text, (reason,), text)
    rest = [_entry(one) for one in done]
    yield from sorted(rest, key=lambda entry: entry.order)


def _entry(one: Imported) -> Entry:
    outcome = translate("! differs") if one.conflicts else word(one.outcome)
    order = 1 if one.conflicts else _ORDER[one.outcome]
    return Entry(outcome, one.key, title_of(one.title), tuple(remarks_of(one)), order=order)


def _blocks(entry: Entry) -> Iterator[Block]:
    yield Fact(entry.key, "" if entry.text else entry.title)
    for remark in entry.remarks:
        yield Prose(remark, indent=2)
    if entry.text:
        yield Verbatim(entry.text, "dim")
