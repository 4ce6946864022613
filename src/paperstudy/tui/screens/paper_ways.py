"""Papers in and out, and what is known of them: add, correct, fetch, unite, and their PDFs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidInputError, NotFoundError
from paperstudy.domain.events import CancelToken, ItemDone, ItemFailed
from paperstudy.domain.identifiers import parse_identifier
from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.forms import (
    NEW_FIELDS,
    identifiers_of,
    make_new,
    read_changes,
    read_form,
    write_form,
    write_new_form,
)
from paperstudy.saying.names import short_authors, title_of
from paperstudy.tui.screens.paper_deeds import PaperDeeds, key_of, keys_of
from paperstudy.tui.widgets.dialogs import Pick, Prompt

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from paperstudy.domain.events import Event
    from paperstudy.domain.library import DuplicateGroup
    from paperstudy.domain.papers import CiteKey, Paper, PaperSummary
    from paperstudy.study.study import Study
    from paperstudy.study.values import Added, FoundPaper, PdfPlace
    from paperstudy.tui.answers import Spot
    from paperstudy.tui.jobs import Job
    from paperstudy.tui.screens.paper_out import PaperOut

_FILES = (".bib", ".pdf")
_PAIR = 2


class PaperWays(PaperDeeds):
    """The actions that bring papers and facts in, and papers out."""

    def action_add(self) -> None:
        """Ask for a paper, however it is named, and add it."""
        how = translate(
            "an arXiv id, a DOI, a link, a title, or a .bib or .pdf file; several ids with blanks between"
        )
        self.app.push_screen(
            Prompt(translate("Add papers"), help=how), lambda typed: self._add(typed or "")
        )

    def action_add_by_hand(self) -> None:
        """Add a paper that nobody else knows, by a form."""
        self._write_new("")

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

        def download(study: Study, cancel: CancelToken) -> Iterable[Event]:
            for key in keys_of(study, ids):
                yield from study.pdfs.download(key, cancel=cancel)

        label = translate_count("PDF of {count} paper", "PDFs of {count} papers", len(ids))
        self.paperstudy.jobs.start(label, lambda study, cancel: iter(download(study, cancel)))

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
    def _out(self) -> PaperOut:
        from paperstudy.tui.screens.paper_out import PaperOut

        return PaperOut(self)

    # Adding ------------------------------------------------------------------------------

    def _add(self, typed: str) -> None:
        typed = typed.strip()
        words = typed.split()
        if not words:
            return
        cancel, spot = CancelToken(), self.paperstudy.answers.spot()
        wait = translate("adding {what}", what=typed)
        if all(parse_identifier(word) is not None for word in words):
            self.work.ask(
                lambda study: _added(study.library.add(words, cancel=cancel)),
                self._tell_added,
                wait=wait,
                cancel=cancel,
            )
        elif typed.lower().endswith(_FILES):
            path = Path(typed).expanduser()
            self.paperstudy.jobs.start(
                wait, lambda study, cancel: study.library.add_file(path, cancel=cancel)
            )
        else:
            self.work.ask(
                lambda study: study.library.find_candidates(typed, cancel=cancel),
                lambda found: self._pick_title(spot, typed, found),
                wait=translate("searching for “{text}”", text=typed),
                cancel=cancel,
            )

    def _pick_title(self, spot: Spot, typed: str, found: Sequence[FoundPaper]) -> None:
        choices: list[tuple[str, FoundPaper | None, str]] = []
        for one in found:
            names = [author.name for author in one.record.authors]
            who = short_authors(names, more=one.record.more_authors)
            beside = " ".join(part for part in (who, str(one.record.year or "")) if part)
            choices.append((one.record.title, one, beside))
        choices.append((translate("none of them: write down what it is"), None, ""))
        cancel = CancelToken()

        def take(number: int | None) -> None:
            if number is None:
                return
            chosen = choices[number][1]
            if chosen is None:
                self._write_new(typed)
                return
            self.work.ask(
                lambda study: _added(study.library.take(chosen, cancel=cancel)),
                self._tell_added,
                wait=translate("adding {what}", what=chosen.record.title),
                cancel=cancel,
            )

        shown = [(title, number, beside) for number, (title, _, beside) in enumerate(choices)]
        self.paperstudy.answers.show(spot, Pick(translate("Which paper is it?"), shown), take)

    def _tell_added(self, added: Sequence[Added]) -> None:
        new = [one for one in added if one.created]
        if len(added) == 1 and not new:
            self.paperstudy.say(translate("it is here already: {title}", title=_name(added[0])))
        elif len(new) == 1:
            self.paperstudy.say(translate("added: {title}", title=_name(new[0])))
        else:
            self.paperstudy.say(
                translate_count(
                    "added {count} paper",
                    "added {count} papers",
                    len(new),
                )
            )
        if added:
            self.want(added[0].key)
        self.paperstudy.library_changed()

    def want(self, key: str) -> None:
        """Put the cursor on a paper, once the list has it."""
        raise NotImplementedError

    def _write_new(self, title: str) -> None:
        def save(study: Study, text: str) -> Added:
            edit, doi = make_new(read_form(text, NEW_FIELDS))
            return study.library.add_manual(edit, identifiers_of(doi, edit.url or ""))

        def said(added: Added) -> str:
            self.want(added.key)
            return translate("added: {title}", title=_name(added))

        self.paperstudy.write(
            translate("A new paper"), write_new_form({"title": title}), save, said
        )

    # Facts -------------------------------------------------------------------------------

    def _edit(self, paper: Paper) -> None:
        form = write_form(paper)

        def save(study: Study, text: str) -> Paper | None:
            change = read_changes(form, text)
            return study.library.edit(paper.key, change) if change is not None else None

        def said(changed: Paper | None) -> str:
            if changed is None:
                return translate("nothing changed")
            return translate("{key} is changed", key=changed.key)

        self.paperstudy.write(translate("Correct {key}", key=paper.key), form, save, said)

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


def _added(events: Iterable[Event]) -> list[Added]:
    """Return what was added.

    Raises:
        PaperstudyError: nothing was, for this reason.
    """
    from paperstudy.study.values import Added

    done: list[Added] = []
    failed: list[ItemFailed] = []
    for event in events:
        if isinstance(event, ItemDone) and isinstance(event.value, Added):
            done.append(event.value)
        elif isinstance(event, ItemFailed):
            failed.append(event)
    if failed and not done:
        raise failed[0].error
    return done


def _name(added: Added) -> str:
    return added.title or added.key


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
