"""Papers in: taken as a person names them, and what came of it in a few lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidFileError, InvalidInputError
from paperstudy.domain.events import CancelToken, Finished, ItemDone, ItemFailed, Notice, Started
from paperstudy.domain.identifiers import parse_identifier
from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.errors import message_of, said_of, told_of
from paperstudy.saying.forms import NEW_FIELDS, identifiers_of, make_new, read_form, write_new_form
from paperstudy.saying.imports import conflicts_of, counts_of
from paperstudy.saying.names import who_and_year
from paperstudy.study.import_values import ImportSummary
from paperstudy.study.paths import places_of
from paperstudy.study.values import Added
from paperstudy.tui.deeds import undoable
from paperstudy.tui.hints import said_here
from paperstudy.tui.widgets.dialogs import Pick, Prompt
from paperstudy.tui.writing import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from paperstudy.domain.events import Event
    from paperstudy.domain.papers import PaperRecord
    from paperstudy.study.study import Study
    from paperstudy.study.values import FoundPaper
    from paperstudy.tui.answers import Spot
    from paperstudy.tui.app import PaperstudyApp
    from paperstudy.tui.jobs import Job

_FILES = (".bib", ".pdf")


@dataclass(slots=True)
class Came:
    """What came of adding papers, gathered from its events."""

    added: list[Added] = field(default_factory=list)
    failed: list[ItemFailed] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    summary: ImportSummary | None = None

    def take(self, event: Event) -> None:
        """Note what an event tells."""
        match event:
            case ItemDone(_, Added() as added):
                self.added.append(added)
            case ItemFailed():
                self.failed.append(event)
            case Notice():
                self.notices.append(event)
            case Finished(ImportSummary() as summary, _):
                self.summary = summary
            case _:
                pass  # how far it is

    def lines(self) -> Iterator[str]:
        """Yield what was added, what was here, what failed, and what is to say besides."""
        summary, new = self.summary, [one for one in self.added if one.created]
        if summary is not None:
            counts = counts_of(summary)
            yield undoable(counts) if summary.new or summary.merged else counts
            yield from conflicts_of(summary)
        else:
            known = [one for one in self.added if not one.created]
            if new:
                yield undoable(_new_said(new))
            if known:
                yield _known_said(known)
        yield from (f"{one.label}: {message_of(one.error)}" for one in self.failed)
        yield from (said_here(said_of(one), "papers") for one in self.notices)


class PaperIn:
    """What brings papers in, on any screen; imported when it is asked for."""

    def __init__(self, app: PaperstudyApp, want: Callable[[str], None]) -> None:
        self.paperstudy = app
        self.work = app.work
        self._want = want  # puts the cursor on a paper, by its key

    def ask(self, value: str = "") -> None:
        """Ask for papers, however they are named, and add them."""
        how = translate(
            "an arXiv id, a DOI, a link, a title, or .bib and .pdf files; several with blanks between"
        )
        prompt = Prompt(translate("Add papers"), value, help=how, check=_wrong)
        self.paperstudy.push_screen(prompt, lambda typed: self._add((typed or "").strip()))

    def write(self, title: str = "") -> None:
        """Ask what a paper is that nobody else knows, in a form, and add it."""

        def save(study: Study, text: str, _: str) -> Added:
            edit, doi = make_new(read_form(text, NEW_FIELDS))
            return study.library.add_manual(edit, identifiers_of(doi, edit.url or ""))

        def said(added: Added) -> str:
            self._want(added.key)
            return _new_said([added])

        self.paperstudy.write(
            translate("A new paper"),
            write_new_form({"title": title}),
            save,
            said,
            kind=Kind.FORM,
        )

    def _add(self, typed: str) -> None:
        words = typed.split()
        if not words:
            return
        if all(parse_identifier(word) is not None for word in words):
            cancel = CancelToken()
            self._take(typed, lambda study: study.library.add(words, cancel=cancel), cancel)
        elif paths := files_in(typed):
            self._add_files(typed, paths)
        else:
            self._search(typed)

    def _take(
        self, typed: str, add: Callable[[Study], Iterable[Event]], cancel: CancelToken
    ) -> None:
        """Add papers and say what came of it; where none was, ask again."""

        def run(study: Study) -> Came:
            came = Came()
            for event in add(study):
                came.take(event)
            if came.failed and not came.added:
                raise came.failed[0].error
            return came

        def tell(came: Came) -> None:
            if lines := list(came.lines()):
                self.paperstudy.say("\n".join(lines))
            if came.added:
                self._want(came.added[0].key)
            self.paperstudy.library_changed()

        self.work.ask(
            run,
            tell,
            wait=translate("adding {what}", what=typed),
            failed=self.paperstudy.answers.again(lambda: self.ask(typed)),
            cancel=cancel,
        )

    def _add_files(self, typed: str, paths: Sequence[Path]) -> None:
        def stream(study: Study, cancel: CancelToken) -> Iterator[Event]:
            lines: list[str] = []
            for path in paths:
                if cancel.cancelled:
                    break
                came = Came()
                try:
                    for event in study.library.add_file(path, cancel=cancel):
                        came.take(event)
                        if not isinstance(event, Started | Finished):
                            yield event
                except InvalidInputError as error:
                    if len(paths) == 1:
                        raise
                    came.take(ItemFailed(path.name, error))
                    yield came.failed[-1]
                lines += came.lines()
            yield Finished(tuple(lines), cancelled=cancel.cancelled)

        label = translate("adding {what}", what=typed)
        self.paperstudy.jobs.start(label, stream, said=_files_said, step=True)

    def _search(self, typed: str) -> None:
        cancel, spot = CancelToken(), self.paperstudy.answers.spot()
        self.work.ask(
            lambda study: study.library.find_candidates(typed, cancel=cancel),
            lambda found: self._pick(spot, typed, found),
            wait=translate("searching for “{text}”", text=typed),
            failed=self.paperstudy.answers.again(lambda: self.ask(typed)),
            cancel=cancel,
        )

    def _pick(self, spot: Spot, typed: str, found: Sequence[FoundPaper]) -> None:
        choices: list[tuple[str, FoundPaper | None, str]] = [
            (one.record.title, one, beside(one.record)) for one in found
        ]
        choices.append((translate("none of them: write down what it is"), None, ""))

        def take(number: int | None) -> None:
            if number is None:
                return
            chosen, cancel = choices[number][1], CancelToken()
            if chosen is None:
                self.write(typed)
            else:
                self._take(typed, lambda study: study.library.take(chosen, cancel=cancel), cancel)

        shown = [(title, number, beside) for number, (title, _, beside) in enumerate(choices)]
        self.paperstudy.answers.show(spot, Pick(translate("Which paper is it?"), shown), take)


def files_in(typed: str) -> tuple[Path, ...]:
    """Return the files of papers that a line names, as `places_of`; none where it names others.

    Raises:
        InvalidFileError: it begins with the home of nobody.
    """
    if not any(typed.lower().rstrip("'\"").endswith(end) for end in _FILES):
        return ()
    places = places_of(typed)
    return places if all(place.suffix.lower() in _FILES for place in places) else ()


def beside(record: PaperRecord) -> str:
    """Return what stands beside the title of a paper that was found."""
    names = [author.name for author in record.authors]
    return who_and_year(names, record.year, more=record.more_authors)


def _wrong(typed: str) -> str:
    """Return what is wrong with the files that a line names, "" for nothing."""
    try:
        gone = [place for place in files_in(typed.strip()) if not place.exists()]
    except InvalidFileError as error:
        return told_of(error)
    return translate("there is no file or folder “{path}”", path=str(gone[0])) if gone else ""


def _files_said(job: Job) -> str:
    lines = job.summary if isinstance(job.summary, tuple) else ()
    return "\n".join(lines) or translate("stopped; what is done stays")


def _new_said(new: Sequence[Added]) -> str:
    if len(new) == 1:
        return translate("added: {title}", title=new[0].title or new[0].key)
    return translate_count("added {count} paper", "added {count} papers", len(new))


def _known_said(known: Sequence[Added]) -> str:
    if len(known) == 1:
        return translate("it is here already: {title}", title=known[0].title or known[0].key)
    return translate_count("{count} is here already", "{count} are here already", len(known))
