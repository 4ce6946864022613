"""Papers out: files for other programs, references, and the keys that they have there."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from paperstudy.domain.events import CancelToken
from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.note_words import note_words
from paperstudy.study.files import holds_something
from paperstudy.study.kept import OUTPUTS, read_kept
from paperstudy.study.paths import shown_path
from paperstudy.tui.jobs import tell_unwritten
from paperstudy.tui.screens.exports import (
    BIB,
    LAST,
    LIBRARY,
    NOTES,
    Held,
    Mode,
    Order,
    carry_out,
    choice_of,
    keep_file,
    told,
    ways,
)
from paperstudy.tui.widgets.dialogs import Pick, Preview, Reading
from paperstudy.tui.widgets.fields import Field, Fields
from paperstudy.tui.widgets.paths import PathPrompt
from paperstudy.tui.widgets.sheet import Prose, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from paperstudy.domain.events import Event
    from paperstudy.study.rekeying import Rekeyed
    from paperstudy.study.study import Study
    from paperstudy.tui.answers import Spot
    from paperstudy.tui.jobs import Job
    from paperstudy.tui.screens.exports import Outcome, Way
    from paperstudy.tui.screens.paper_deeds import PaperDeeds
    from paperstudy.tui.widgets.sheet import Block

_YES = ("y", "yes", "1", "x", "예", "네")


class PaperOut:
    """What can be done with the papers of a screen on their way out; imported when it is asked for."""

    def __init__(self, screen: PaperDeeds) -> None:
        self.papers = screen.papers
        self.paperstudy = screen.paperstudy
        self.work = screen.work

    def export(self) -> None:
        """Ask how and where to, and write the marked papers, else all in the list."""
        ids = self._meant()
        if not ids:
            return
        settings = self.paperstudy.settings
        self.paperstudy.answers.ask(
            lambda _: read_kept(settings, OUTPUTS), lambda kept: self._ask_way(ids, kept)
        )

    def cite(self) -> None:
        """Show the chosen papers as references, to be copied."""
        from paperstudy.tui.screens.citing import MOST, Cite

        ids = self.papers.chosen
        if len(ids) > MOST:
            said = translate(
                "references are made of {count} papers at most: mark fewer", count=MOST
            )
            self.paperstudy.say(said)
        elif ids:
            self.paperstudy.push_screen(Cite(ids))

    def rekey(self) -> None:
        """Show which keys the template of the settings would change, and change them."""
        ids = self._meant()
        if not ids:
            return
        spot = self.paperstudy.answers.spot()
        self.work.ask(
            lambda study: study.rekeying.plan(choice_of(study, ids)),
            lambda planned: self._ask_rekey(spot, ids, planned),
            wait=translate("making keys"),
        )

    def _meant(self) -> tuple[int, ...]:
        """Return the marked papers, else all in the list; where there is none, say so."""
        ids = self.papers.marked or tuple(self.papers.ids)
        if not ids:
            self.paperstudy.say(translate("there are no papers in the list"))
        return ids

    # Files -------------------------------------------------------------------------------

    def _ask_way(self, ids: tuple[int, ...], kept: Mapping[str, str]) -> None:
        """Ask for the format; the one that was taken last comes first."""
        choices = sorted(ways(), key=lambda way: way.name != kept.get(LAST))

        def take(way: Way | None) -> None:
            if way is not None:
                file = shown_path(kept[way.name]) if kept.get(way.name) else way.file
                self._ask_file(Order(way, ids), file)

        title = translate_count("Write {count} paper as", "Write {count} papers as", len(ids))
        self.paperstudy.push_screen(
            Pick(title, [(one.title, one, one.use) for one in choices]), take
        )

    def _ask_file(self, order: Order, file: str) -> None:
        way = order.way
        if way.name in BIB:
            self._ask_bib(order, file)
            return
        how = translate("a file; nothing at all puts it on the clipboard")
        title = translate_count(
            "{format} of {count} paper", "{format} of {count} papers", len(order.ids),
            format=way.title,
        )  # fmt: skip
        if way.name == NOTES:
            how = translate("a folder; what you write in the notes stays")
        elif way.name == LIBRARY:
            title, how = way.title, translate("a file; the history of undo stays behind, and PDFs")

        def take(name: str | None) -> None:
            name = name.strip() if name is not None else None
            if name is None or (not name and way.name in {NOTES, LIBRARY}):
                return
            start = {NOTES: self._write_notes, LIBRARY: self._write_library}.get(
                way.name, self._write
            )
            start(replace(order, file=name))

        self.paperstudy.push_screen(PathPrompt(title, file, help=how), take)

    def _ask_bib(self, order: Order, file: str) -> None:
        """Ask for what a .bib file can have beyond others."""
        title = translate_count(
            "{format} of {count} paper", "{format} of {count} papers", len(order.ids),
            format=order.way.title,
        )  # fmt: skip
        fields = [
            Field("file", translate("File"), file, help=translate("none: the clipboard"), path=True),
            Field(
                "cited", translate("Cited in"), order.cited, path=True,
                help=translate(".tex or .aux: only what it cites, of all papers"),
            ),
            Field("ascii", translate("ASCII only"), "y" if order.ascii_only else "", help=translate("yes: é becomes {command}", command="\\'{e}")),
        ]  # fmt: skip

        def take(values: Mapping[str, str] | None) -> None:
            if values is not None:
                ascii_only = values["ascii"].casefold() in _YES
                self._write(
                    replace(
                        order, file=values["file"], cited=values["cited"], ascii_only=ascii_only
                    )
                )

        self.paperstudy.push_screen(Fields(title, fields), take)

    def _write(self, order: Order) -> None:
        cancel = CancelToken()
        settings, spot = self.paperstudy.settings, self.paperstudy.answers.spot()
        again = replace(order, mode=Mode.NEW)

        def take(outcome: Outcome) -> None:
            if outcome.held is not None:
                self._ask_over(spot, order, outcome.held)
            else:
                self._tell(spot, order, outcome)

        self.work.ask(
            lambda study: carry_out(study, order, settings, cancel),
            take,
            wait=translate("writing {what}", what=order.way.title),
            cancel=cancel,
            failed=self.paperstudy.answers.again(lambda: self._ask_file(again, order.file)),
        )

    def _ask_over(self, spot: Spot, order: Order, held: Held) -> None:
        """Ask what to do with the file that is there."""
        if held is Held.OTHER:
            title = ""
            if order.way.name in BIB:
                title = translate("{path} holds no BibTeX. Write over it?", path=order.file)
            over = replace(order, mode=Mode.REPLACE)
            self.paperstudy.answers.ask_over(spot, order.file, lambda: self._write(over), title)
            return

        def take(mode: Mode | None) -> None:
            if mode is not None:
                self._write(replace(order, mode=mode))

        choices = [
            (translate("Change only our entries in it; every other byte stays"), Mode.UPDATE, ""),
            (translate("Write over it, whatever it holds"), Mode.REPLACE, ""),
        ]
        title = translate("{path} is there already", path=order.file)
        self.paperstudy.answers.show(spot, Pick(title, choices), take)

    def _tell(self, spot: Spot, order: Order, outcome: Outcome) -> None:
        if outcome.path:
            self.paperstudy.say(told(outcome))
        elif outcome.count:
            papers = translate_count("{count} paper", "{count} papers", outcome.count)
            self.paperstudy.copy(outcome.text, papers)
        elif not outcome.missing:
            said = translate("{path} cites none", path=order.cited)
            self.paperstudy.say(said if order.cited else translate("there are no papers to write"))
        if outcome.missing:
            title = translate("Cited, and not here")
            missing = Reading(title, _missing_blocks(outcome.missing))
            self.paperstudy.answers.show(spot, missing, lambda _: None)

    def _write_notes(self, order: Order) -> None:
        words, settings = note_words(), self.paperstudy.settings

        def stream(study: Study, cancel: CancelToken) -> Iterator[Event]:
            from paperstudy.study.note_folder import write_notes

            choice = choice_of(study, order.ids)
            yield from write_notes(study.noting, order.file, choice, words, cancel=cancel)
            keep_file(settings, order)

        self.paperstudy.jobs.start(translate("writing notes"), stream, said=_notes_said)

    def _write_library(self, order: Order) -> None:
        """Write all there is, in a process of its own; ask before anything is lost by it."""
        spot = self.paperstudy.answers.spot()

        def take(held: bool) -> None:  # noqa: FBT001 - an answer
            if held and order.mode is Mode.NEW:
                over = replace(order, mode=Mode.REPLACE)
                self.paperstudy.answers.ask_over(
                    spot, order.file, lambda: self._start_library(over)
                )
            else:
                self._start_library(order)

        self.work.ask(lambda _: holds_something(order.file), take)

    def _start_library(self, order: Order) -> None:
        settings, path = self.paperstudy.settings, order.file

        def stream(_: Study, cancel: CancelToken) -> Iterator[Event]:
            from paperstudy.study.apart import run_apart

            yield from run_apart(settings, "whole.write", (path,), cancel)
            keep_file(settings, order)

        label = translate("writing the whole library")
        said = partial(_library_said, path)
        self.paperstudy.jobs.start(label, stream, said=said)

    # Keys --------------------------------------------------------------------------------

    def _ask_rekey(self, spot: Spot, ids: tuple[int, ...], planned: Sequence[Rekeyed]) -> None:
        if not planned:
            template = self.paperstudy.settings.cite_key
            said = translate("all these keys are as {template} makes them", template=template)
            self.paperstudy.say(said)
            return

        def take(answer: str | None) -> None:
            if answer:
                self.work.do(
                    lambda study: study.rekeying.rekey(choice_of(study, ids), tuple(planned)),
                    said=lambda changed: translate_count(
                        "{count} paper has a new key",
                        "{count} papers have new keys",
                        len(changed),
                    ),
                )

        title = translate_count(
            "{count} paper would get a new key", "{count} papers would get new keys", len(planned)
        )
        keys = translate("⏎ gives them these keys; the old ones still lead here · esc leaves it")
        self.paperstudy.answers.show(spot, Preview(title, _key_blocks(planned), keys), take)


def _key_blocks(planned: Sequence[Rekeyed]) -> Iterator[Block]:
    for one in planned:
        yield Row(f"{one.old} → {one.new}  ", one.title, "dim", cut=True)


def _missing_blocks(missing: Sequence[tuple[str, str]]) -> Iterator[Block]:
    for key, near in missing:
        yield Prose(key, "strong")
        said = translate("did you mean {near}?", near=near) if near else ""
        yield Prose(said or translate("no paper here has this key: a adds one"), "dim", indent=2)


def _notes_said(job: Job) -> str:
    from paperstudy.study.note_folder import NotesWritten

    done = job.summary
    if not isinstance(done, NotesWritten):
        return translate("stopped; what is done stays")
    said = translate(
        "{path}: {written} written, {gone} removed",
        path=done.folder,
        written=done.written,
        gone=done.gone,
    )
    return tell_unwritten(job, said)


def _library_said(path: str, job: Job) -> str:
    if not isinstance(job.summary, int):
        return translate("stopped; nothing is written")
    papers = translate_count("{count} paper", "{count} papers", job.summary)
    return translate("{path}: {count}", path=path, count=papers)
