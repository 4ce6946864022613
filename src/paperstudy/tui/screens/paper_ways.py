"""Papers in and out, and what is known of them: add, correct, fetch, unite, and their PDFs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidInputError, NotFoundError
from paperstudy.domain.events import Finished, ItemDone, ItemFailed, Started
from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.errors import message_of
from paperstudy.saying.forms import (
    read_changes,
    write_form,
)
from paperstudy.saying.names import title_of
from paperstudy.tui.screens.paper_deeds import PaperDeeds, key_of, keys_of
from paperstudy.tui.widgets.dialogs import Pick
from paperstudy.tui.writing import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.domain.library import DuplicateGroup
    from paperstudy.domain.papers import CiteKey, Paper, PaperSummary
    from paperstudy.study.study import Study
    from paperstudy.study.values import PdfPlace
    from paperstudy.tui.answers import Spot
    from paperstudy.tui.jobs import Job
    from paperstudy.tui.screens.paper_in import PaperIn
    from paperstudy.tui.screens.paper_out import PaperOut

_PAIR = 2


class PaperWays(PaperDeeds):
    """The actions that bring papers and facts in, and papers out."""

    def action_add(self) -> None:
        """Ask for a paper, however it is named, and add it."""
        self._in.ask()

    def action_add_by_hand(self) -> None:
        """Add a paper that nobody else knows, by a form."""
        self._in.write()

    def action_edit(self) -> None:
        """Correct what is known of the paper, in a form."""
        number = self.papers.current
        if number is None:
            return

        def read(study: Study) -> Paper:
            return study.library.get(key_of(study, number)).paper

        self.paperstudy.answers.ask(read, self._edit)

    def action_sync(self) -> None:
        """Fetch what the sources know of the marked papers, else of the one under the cursor."""
        ids = self.papers.chosen
        if ids:
            label = translate_count("sync {count} paper", "sync {count} papers", len(ids))
            self._sync(label, lambda study: keys_of(study, ids))

    def action_sync_all(self) -> None:
        """Fetch what is still unknown of any paper."""
        self._sync(translate("sync all papers"), lambda _: [])

    def action_pdf(self) -> None:
        """Open the paper's PDF: ours, else the one on the web."""
        number = self.papers.current
        if number is not None:
            self.work.ask(lambda study: study.pdfs.find(key_of(study, number)), self._open_pdf)

    def action_store_pdf(self) -> None:
        """Store the PDFs of the marked papers, else of the one under the cursor."""
        ids = self.papers.chosen
        if not ids:
            return

        def download(study: Study, cancel: CancelToken) -> Iterator[Event]:
            keys = keys_of(study, ids)
            count = 0
            yield Started(len(keys), "pdf")
            for key in keys:
                for event in study.pdfs.download(key, cancel=cancel):
                    count += isinstance(event, ItemDone)
                    if isinstance(event, ItemDone | ItemFailed):
                        yield event
            yield Finished(count, cancelled=cancel.cancelled)

        label = translate_count("PDF of {count} paper", "PDFs of {count} papers", len(ids))
        self.paperstudy.jobs.start(label, download, said=_stored)

    def action_merge(self) -> None:
        """Make one paper of the two that are marked."""
        ids = self.papers.marked
        if len(ids) != _PAIR:
            self.paperstudy.say(translate("mark two papers with space, then make them one"))
            return
        self.paperstudy.answers.ask(lambda study: study.library.rows(ids), self._ask_kept)

    def action_duplicates(self) -> None:
        """Show papers that may be one and the same, and make them one."""
        spot = self.paperstudy.answers.spot()
        self.work.ask(
            lambda study: study.library.duplicates(),
            lambda groups: self._ask_group(spot, groups),
            wait=translate("comparing all papers"),
        )

    def action_import(self) -> None:
        """Take in the papers of another program, after a look at them."""
        from paperstudy.tui.screens.imports import ask_import

        ask_import(self.paperstudy)

    def action_export(self) -> None:
        """Ask how and where to, and write the marked papers, else all in the list."""
        self._out.export()

    def action_cite(self) -> None:
        """Show the chosen papers as references, to be copied."""
        self._out.cite()

    def action_rekey(self) -> None:
        """Show which keys the template of the settings would change, and change them."""
        self._out.rekey()

    @property
    def _in(self) -> PaperIn:
        from paperstudy.tui.screens.paper_in import PaperIn

        return PaperIn(self.paperstudy, self.want)

    @property
    def _out(self) -> PaperOut:
        from paperstudy.tui.screens.paper_out import PaperOut

        return PaperOut(self)

    def want(self, key: str) -> None:
        """Put the cursor on a paper, once the list has it."""
        raise NotImplementedError

    # Facts -------------------------------------------------------------------------------

    def _edit(self, paper: Paper) -> None:
        def save(study: Study, text: str, form: str) -> Paper | None:
            change = read_changes(form, text)
            return study.library.edit(paper.key, change) if change is not None else None

        def said(changed: Paper | None) -> str:
            if changed is None:
                return translate("nothing changed")
            return translate("{key} is changed", key=changed.key)

        title = translate("Correct {key}", key=paper.key)
        self.paperstudy.write(title, write_form(paper), save, said, kind=Kind.FORM)

    def _sync(self, label: str, keys: Callable[[Study], list[CiteKey]]) -> None:
        self.paperstudy.jobs.start(
            label,
            lambda study, cancel: study.syncing.sync(keys(study), cancel=cancel),
            said=_synced,
        )

    def _open_pdf(self, place: PdfPlace) -> None:
        if place.path is not None:
            self.paperstudy.show_outside(place.path.as_uri())
        elif place.url:
            self.paperstudy.open_page(place.url)
        else:
            self.paperstudy.say_error(
                InvalidInputError("nobody told where the PDF of {key} is", key=place.key)
            )

    # Making one of two -------------------------------------------------------------------

    def _ask_kept(self, rows: Sequence[PaperSummary]) -> None:
        if len(rows) < _PAIR:
            self.paperstudy.say_error(NotFoundError("one of these papers is gone"))
            return
        keys = [row.key for row in rows]
        choices = [
            (title_of(row.title), row.key, f"{row.year or ''} {row.key}".strip()) for row in rows
        ]
        self._ask_keep(choices, keys)

    def _ask_keep(self, choices: list[tuple[str, CiteKey, str]], keys: list[CiteKey]) -> None:
        def merge(study: Study, kept: CiteKey) -> None:
            others = [key for key in keys if key != kept]
            with study.upkeep.together(f"merge {kept} {' '.join(others)}"):
                for other in others:
                    study.library.merge(kept, other)

        def take(kept: CiteKey | None) -> None:
            if kept is not None:
                self.work.do(
                    lambda study: merge(study, kept),
                    said=lambda _: translate("made one: {key}", key=kept),
                )

        self.app.push_screen(Pick(translate("Which one stays?"), choices), take)

    def _ask_group(self, spot: Spot, groups: Sequence[DuplicateGroup]) -> None:
        if not groups:
            self.paperstudy.say(translate("no two papers look like one"))
            return
        choices = [
            (
                title_of(group.papers[0].title),
                group,
                "; ".join(translate(one.template, **dict(one.fields)) for one in group.evidence),
            )
            for group in groups
        ]

        def take(group: DuplicateGroup | None) -> None:
            if group is not None:
                rows = [
                    (title_of(paper.title), paper.key, f"{paper.year or ''} {paper.key}".strip())
                    for paper in group.papers
                ]
                self._ask_keep(rows, [paper.key for paper in group.papers])

        self.paperstudy.answers.show(spot, Pick(translate("Papers that may be one"), choices), take)


def _stored(job: Job) -> str:
    """Return how many PDFs are here now, and why others are not."""
    count = job.summary if isinstance(job.summary, int) else 0
    lines = [translate_count("{count} PDF is here", "{count} PDFs are here", count)]
    lines += (f"{one.label}: {message_of(one.error)}" for one in job.failures)
    return "\n".join(lines)


def _synced(job: Job) -> str:
    """Return what a sync came to."""
    from paperstudy.study.values import SyncSummary

    summary = job.summary
    if not isinstance(summary, SyncSummary):
        return translate("stopped; what was fetched is saved")
    parts = [
        translate_count("{count} paper changed", "{count} papers changed", summary.changed),
        translate("{count} as before", count=summary.unchanged + summary.fresh),
    ]
    if summary.failed:
        parts.append(translate("{count} failed", count=summary.failed))
    if summary.offers:
        parts.append(
            translate_count("{count} question waits", "{count} questions wait", summary.offers)
        )
    return " · ".join(parts)
