"""The first run: a folder of logs is chosen, its papers appear, and the inbox comes next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from paperstudy.domain.errors import PaperstudyError
from paperstudy.domain.language import translate, translate_count
from paperstudy.domain.queries import PaperQuery
from paperstudy.places import ARCHIVE_FILE
from paperstudy.saying.errors import hint_of, message_of
from paperstudy.saying.names import short_authors, short_path, title_of
from paperstudy.study.apart import run_apart
from paperstudy.study.paths import place_of
from paperstudy.study.scanned import ScanSummary
from paperstudy.study.watching import suggest_folders
from paperstudy.tui.screens.base import AppDialog
from paperstudy.tui.screens.log_deeds import keep_folders, path_prompt
from paperstudy.tui.screens.scan_jobs import scan_said, start_scan
from paperstudy.tui.setting_changes import remake_others
from paperstudy.tui.text import plain
from paperstudy.tui.widgets.columns import Column
from paperstudy.tui.widgets.keyline import KeyLine
from paperstudy.tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.domain.papers import PaperSummary
    from paperstudy.study.study import Study
    from paperstudy.tui.jobs import Job

_TYPED, _SAMPLES, _NOTHING = "typed", "samples", ""
_TICK = 0.3  # seconds between two looks at how far the reading is
_NEWEST = 12


class FirstRun(AppDialog[None]):
    """Asks where the logs are, reads them, and shows what comes of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go_on", show=False, priority=True)]

    def __init__(self) -> None:
        super().__init__(translate("Welcome to paperstudy"))
        self._choices: list[tuple[str, str, str]] = []
        self._job: Job | None = None

    def compose_body(self) -> ComposeResult:
        """Yield what it is about, and the list: of folders first, then of papers."""
        yield Static(plain(_what_it_does()), id="told")
        folders: list[Column[tuple[str, str, str]]] = [
            Column("", 0, lambda choice: choice[0]),
            Column("", 12, lambda choice: choice[2], right=True, dim=True),
        ]
        yield RowList(folders, id="folders", classes="dialog-list")
        papers: list[Column[PaperSummary]] = [
            Column("", 0, lambda paper: title_of(paper.title)),
            Column("", 18, _who, dim=True, least=60),
        ]
        yield RowList(papers, id="found", classes="dialog-list", empty=translate("reading …"))
        yield KeyLine(_keys_at_first())

    def on_mount(self) -> None:
        """Look for folders."""
        self.query_one("#found").display = False
        self.query_one("#folders").focus()
        self.set_interval(_TICK, self._show_progress)
        self.paperstudy.work.ask(
            lambda _: suggest_folders(Path.cwd()), self._offer, lane="first-run"
        )

    async def on_row_list_opened(self, event: RowList.Opened) -> None:
        """Begin with what was clicked twice, or go on."""
        event.stop()
        await self.action_go_on()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Keep to ourselves where the cursor is."""
        event.stop()

    async def action_go_on(self) -> None:
        """Begin with what was chosen; once the logs are read, go to the inbox.

        Where they could not be read, another folder can be chosen.
        """
        if self._job is None:
            number = self.query_one("#folders", RowList).current
            if number is not None:
                self._choose(self._choices[number][1])
        elif self._job.running:
            return
        elif _why_nothing(self._job):
            self._follow(None)
        else:
            self.dismiss(None)
            waiting = bool(self.paperstudy.counts.get("inbox"))
            await self.paperstudy.action_go("inbox" if waiting else "papers")

    def library_changed(self) -> None:
        """Show what has come."""
        self._show_progress()

    def _offer(self, found: tuple[tuple[str, int], ...]) -> None:
        self._choices = [
            (short_path(path), path, translate_count("{count} log", "{count} logs", count))
            for path, count in found
        ]
        self._choices.append((translate("another folder: type where it is"), _TYPED, ""))
        self._choices.append((translate("try it on sample logs first"), _SAMPLES, ""))
        self._choices.append((translate("begin with an empty library"), _NOTHING, ""))
        rows: RowList[tuple[str, str, str]] = self.query_one("#folders", RowList)
        rows.show(range(len(self._choices)), enumerate(self._choices))

    def _choose(self, choice: str) -> None:
        if choice == _NOTHING:
            self.dismiss(None)
        elif choice == _SAMPLES:
            self._start_samples()
        elif choice == _TYPED:
            title = translate("Where are your logs? A folder or file")
            self.app.push_screen(path_prompt(title), self._take_typed)
        else:
            self._start(Path(choice))

    def _take_typed(self, path: str | None) -> None:
        if path and path.strip():
            self._start(place_of(path))

    def _start(self, path: Path) -> None:
        if path.is_dir():
            keep_folders(self.paperstudy, (str(path),))
        self._follow(start_scan(self.paperstudy, [path]))

    def _start_samples(self) -> None:
        """Read the sample logs into a library of their own, away from the person's."""
        made = TemporaryDirectory(prefix="paperstudy-demo-", ignore_cleanup_errors=True)
        folder = Path(self.paperstudy.scratch.enter_context(made))
        settings = replace(
            self.paperstudy.settings,
            library="demo",
            database=str(folder / "demo.db"),
            archive=str(folder / ARCHIVE_FILE),  # the demo finds the same on every machine
            pdf_folder=str(folder),
            logs=(),
            offline=True,
        )
        self.paperstudy.use_settings(settings)
        self.paperstudy.call_later(remake_others, self.paperstudy)

        def stream(_: Study, cancel: CancelToken) -> Iterator[Event]:
            from paperstudy.study.demo import sample_logs

            with sample_logs() as logs:
                yield from run_apart(settings, "scanning.scan", ([logs],), cancel)

        label = translate("reading logs")
        self._follow(self.paperstudy.jobs.start(label, stream, said=scan_said))

    def _follow(self, job: Job | None) -> None:
        """Show what comes of a reading of logs; of none, the folders to choose from."""
        self._job = job
        begun = job is not None
        self.query_one("#folders").display = not begun
        self.query_one("#found").display = begun
        self.query_one("#found" if begun else "#folders").focus()
        if not begun:
            self.query_one("#told", Static).update(plain(_what_it_does()))
            self.query_one(KeyLine).say(_keys_at_first())
        self._show_progress()

    def _show_progress(self) -> None:
        if self._job is not None and self.is_attached:
            self.paperstudy.work.ask(_newest, self._show, lane="first-run")

    def _show(self, found: tuple[int, int, tuple[PaperSummary, ...]]) -> None:
        job = self._job
        if job is None or not self.is_attached:
            return
        papers, waiting, newest = found
        rows: RowList[PaperSummary] = self.query_one("#found", RowList)
        rows.show([int(one.id) for one in newest], [(int(one.id), one) for one in newest])
        if job.running:
            rows.cursor = 0  # the newest are at the top
        said = translate(
            "{done} of {total} logs · {papers} · {questions}",
            done=job.done,
            total=job.total or "…",
            papers=translate_count("{count} paper", "{count} papers", papers),
            questions=translate_count(
                "{count} question in the inbox", "{count} questions in the inbox", waiting
            ),
        )
        self.query_one("#told", Static).update(plain(_why_nothing(job) or said))
        self.query_one(KeyLine).say(self._next(job, waiting))

    def _next(self, job: Job, waiting: int) -> str:
        if job.running:
            return translate("esc goes on reading beside your work")
        if _why_nothing(job):
            return translate("⏎ choose another folder · esc look around first")
        if waiting:
            return translate("⏎ answer the questions now · esc look at the papers")
        return translate("⏎ look at the papers")


def _what_it_does() -> str:
    return translate(
        "It reads the logs of your study group and finds the papers, the meetings and what is "
        "to do. Your logs stay as they are. Where are they?"
    )


def _keys_at_first() -> str:
    return translate("⏎ choose · esc look around first")


def _why_nothing(job: Job) -> str:
    """Return why nothing came of a reading of logs that has ended; nothing where something did."""
    done = job.summary
    if job.running or job.cancel.cancelled:
        return ""
    if isinstance(done, ScanSummary) and done.new + done.changed + done.renamed + done.unchanged:
        return ""
    error = job.error or next((failed.error for failed in job.failures), None)
    if isinstance(error, PaperstudyError):
        return "\n".join(part for part in (message_of(error), hint_of(error)) if part)
    return translate("no log was found there")


def _newest(study: Study) -> tuple[int, int, tuple[PaperSummary, ...]]:
    page = study.library.search(PaperQuery(), limit=_NEWEST)
    return page.total, study.inbox.count(), page.rows


def _who(paper: PaperSummary) -> str:
    return short_authors(paper.authors, more=paper.more_authors)
