"""The archive of Papers with Code on this machine: what is in it, and how more comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from paperstudy.domain.archive import DumpKind, ImportedDump
from paperstudy.domain.language import translate
from paperstudy.saying.archives import archive_facts, dump_cells, rows_said
from paperstudy.saying.errors import message_of, told_of
from paperstudy.study.apart import run_apart
from paperstudy.study.paths import place_of
from paperstudy.tui.operations.table import bind
from paperstudy.tui.screens.base import AppDialog
from paperstudy.tui.widgets.dialogs import Confirm, Pick
from paperstudy.tui.widgets.keyline import KeyLine
from paperstudy.tui.widgets.paths import PickFile
from paperstudy.tui.widgets.sheet import Fact, Heading, Prose, Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from paperstudy.domain.archive import CatalogueStatus
    from paperstudy.domain.errors import PaperstudyError
    from paperstudy.tui.jobs import Job
    from paperstudy.tui.widgets.sheet import Block

_NAME = len("evaluation-tables") + 2
_ROWS, _DAY = 16, 12


class ArchiveDialog(AppDialog[None]):
    """What is in the archive; keys bring more, or take all of it away."""

    BINDINGS: ClassVar[list[BindingType]] = [
        bind("p", "pull"),
        bind("i", "import"),
        bind("d", "remove"),
    ]

    def __init__(self) -> None:
        super().__init__(translate("The archive of Papers with Code"))

    def compose_body(self) -> ComposeResult:
        """Yield what is in it, and what the keys are."""
        yield Sheet(classes="preview-sheet")
        keys = translate("p download · i files that are here · d delete it · esc leaves")
        yield KeyLine(keys)

    def on_mount(self) -> None:
        """Read what is in it."""
        self.query_one(".dialog").add_class("wide-dialog")
        self.query_one(Sheet).focus()
        self.library_changed()

    def library_changed(self) -> None:
        """Read it anew: some work has ended."""
        work = self.paperstudy.work
        work.ask(
            lambda study: study.catalogue.status(), self._show, lane="archive", failed=self._fail
        )

    def action_pull(self) -> None:
        """Ask what to download, and begin."""
        links, papers, methods, tables = (kind.value for kind in DumpKind)
        choices = [
            (translate("papers and their code"), (links,), "26 MB"),
            (translate("and methods"), (links, methods), "31 MB"),
            (translate("and tables of results"), (links, methods, tables), "53 MB"),
            (translate("and all papers"), (links, methods, tables, papers), "613 MB"),
        ]

        def take(names: tuple[str, ...] | None) -> None:
            if names:
                self._start(translate("downloading the archive"), "catalogue.pull", names)

        self.app.push_screen(Pick(translate("What to download"), choices), take)

    def action_import(self) -> None:
        """Ask for a dump that is on this machine, and take it in."""

        def take(path: str | None) -> None:
            if path and path.strip():
                label = translate("taking in the archive")
                self._start(label, "catalogue.import_", (place_of(path),))

        kinds = {".gz": translate("a dump"), ".json": translate("a dump")}
        title = translate("Which dump of Papers with Code? A .json or .json.gz")
        self.app.push_screen(PickFile(title, kinds, folders=False), take)

    def action_remove(self) -> None:
        """Delete it, once a person is sure; not while more comes in."""
        if any(job.said is archive_said for job in self.paperstudy.jobs.running):
            self.paperstudy.say(
                translate("more of the archive comes in: wait, or stop that first (8)")
            )
            return

        def take(yes: bool | None) -> None:  # noqa: FBT001 - Textual's callback
            if yes:
                self.paperstudy.work.do(
                    lambda study: study.catalogue.remove(),
                    said=lambda removed: (
                        translate("the archive is removed")
                        if removed
                        else translate("there is no archive")
                    ),
                )

        said = translate("Delete the archive? The papers keep what they have from there")
        self.app.push_screen(Confirm(said), take)

    def _start(self, label: str, operation: str, what: tuple[object, ...]) -> None:
        settings = self.paperstudy.settings
        self.paperstudy.jobs.start(
            label,
            lambda _, cancel: run_apart(settings, operation, (what,), cancel),
            said=archive_said,
        )

    def _show(self, status: CatalogueStatus) -> None:
        if self.is_attached:
            self.query_one(Sheet).show(_blocks(status))

    def _fail(self, error: PaperstudyError) -> None:
        if self.is_attached:
            self.query_one(Sheet).show(Prose(one) for one in told_of(error).splitlines())


def archive_said(job: Job) -> str:
    """Return what came into the archive."""
    done = job.summary if isinstance(job.summary, tuple) else ()
    lines = [f"{dump.kind}: {rows_said(dump)}" for dump in done if isinstance(dump, ImportedDump)]
    if job.cancel.cancelled:
        lines.append(translate("stopped; what was downloaded is kept, and the next time goes on"))
    lines += [message_of(failed.error) for failed in job.failures]
    return "\n".join(lines)


def _blocks(status: CatalogueStatus) -> Iterator[Block]:
    for label, value in archive_facts(status):
        yield Fact(label, value)
    yield Prose("")
    if not status.dumps:
        said = translate(
            "It tells code, tasks, methods and results of papers without the network, and where links "
            "to paperswithcode.com lead."
        )
        yield Prose(said)
        return
    yield Heading(translate("Imported"))
    for dump in status.dumps:
        kind, rows, at, file = dump_cells(dump)
        yield Row(f"{kind:<{_NAME}}{rows:>{_ROWS}}  {at:<{_DAY}}", file, cut=True)
