"""The ways into the library: references, files, titles that a person settles, and by hand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from paperstudy.cli.asking import ask_number, can_ask
from paperstudy.cli.events import Tally, take_events
from paperstudy.cli.forms import new_from_form, new_from_options
from paperstudy.cli.output import safe, write_data, write_talk
from paperstudy.cli.progress import cancel_on_interrupt
from paperstudy.cli.render_added import render_added, render_found
from paperstudy.cli.typed import expand_paths
from paperstudy.domain.errors import (
    InvalidEditError,
    InvalidFileError,
    InvalidInputError,
    NotFoundError,
    PaperstudyError,
    UnclearTitleError,
)
from paperstudy.domain.identifiers import parse_identifier
from paperstudy.saying.forms import identifiers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from paperstudy.cli.call import Call
    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.domain.papers import PaperEdit
    from paperstudy.study.study import Study
    from paperstudy.study.values import Added, FoundPaper

_FILES = (".bib", ".pdf")


class _AddTally(Tally):
    """A tally that keeps the titles for later: a person is asked when the rest is done."""

    def __init__(self, *, as_json: bool) -> None:
        super().__init__(as_json=as_json, prints=not as_json)
        self.titles: list[str] = []

    def fail(self, error: PaperstudyError, subject: str) -> None:
        """Count a failure and say it; a title is none yet."""
        if isinstance(error, UnclearTitleError):
            self.titles.append(subject)
        else:
            super().fail(error, subject)

    def fail_title(self, error: UnclearTitleError, title: str) -> None:
        """Count a title that nobody could be asked about, and say it."""
        super().fail(error, title)


class Adding:
    """One run of `add`: what is added is printed at once, as JSON in the end."""

    def __init__(self, call: Call, study: Study, *, as_json: bool) -> None:
        self._call = call
        self._library = study.library
        self._tally = _AddTally(as_json=as_json)
        self._rows: list[dict[str, Any]] = []

    @property
    def exit_code(self) -> int:
        """What the run ends in."""
        return self._tally.exit_code

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of `--json`: papers, and the candidates for titles."""
        return self._rows

    def take_words(self, words: Sequence[str]) -> None:
        """Add what the words say: identifiers and URLs in one go, then files, then titles."""
        files = [word for word in words if _is_file(word)]
        references = [word for word in words if word not in files]
        with cancel_on_interrupt() as cancel:
            if references:
                self._take(self._library.add(references, cancel=cancel))
            for path in expand_paths([Path(word) for word in files]):
                if not cancel.cancelled:
                    self._take_file(path, cancel)
        for title in self._tally.titles:
            if not self._tally.cancelled:
                self._settle(title)
        if self._tally.cancelled:
            self._call.say("what was added is saved; run it again to go on")

    def take_by_hand(self, fields: Mapping[str, object], *, in_editor: bool) -> None:
        """Add a paper by what a person says of it, in options or in a form."""

        def save(edit: PaperEdit, doi: str) -> Added:
            return self._library.add_manual(edit, identifiers_of(doi, edit.url or ""))

        added = new_from_form(fields, save) if in_editor else save(*new_from_options(fields))
        if added is None:
            self._call.say("nothing is added")
        else:
            self._tally.values.append(added)
            self._print(added)

    def put_tags(self, tags: Sequence[str]) -> None:
        """Put tags on all that was named, new or not."""
        keys = list(dict.fromkeys(added.key for added in self._tally.values))
        if tags and keys:
            self._library.tag(keys, add=tags)

    def _take(self, events: Iterable[Event]) -> None:
        for added in take_events(events, self._call, self._tally):
            self._print(added)

    def _take_file(self, path: Path, cancel: CancelToken) -> None:
        try:
            _check_file(path)
            self._take(self._library.add_file(path, cancel=cancel))
        except InvalidInputError as error:
            self._tally.fail(error, str(path))

    def _settle(self, title: str) -> None:
        """Show what a title may mean; only a person can say which paper it is."""
        try:
            with cancel_on_interrupt() as cancel:
                found = self._library.find_candidates(title, cancel=cancel)
                self._tally.cancelled = cancel.cancelled
        except PaperstudyError as error:
            self._tally.fail(error, title)
            return
        if self._tally.cancelled:
            return
        if not found:
            self._tally.fail(_nothing_found(title), title)
        elif can_ask(self._call) and not self._tally.as_json:
            self._ask(title, found)
        else:
            self._print_found(title, found)
            self._tally.fail_title(_unclear(title, found), title)

    def _ask(self, title: str, found: Sequence[FoundPaper]) -> None:
        write_talk("\n".join(render_found(safe(title), found, self._call.style)))
        number = ask_number(len(found))
        if number is None:
            self._call.say("nothing is added for “{title}”", title=title)
            return
        with cancel_on_interrupt() as cancel:
            self._take(self._library.take(found[number - 1], cancel=cancel))

    def _print(self, added: Added) -> None:
        if self._tally.as_json:
            from paperstudy.study.rows import added_row

            self._rows.append(added_row(added))
        else:
            write_data(render_added(added, self._call.style))

    def _print_found(self, title: str, found: Sequence[FoundPaper]) -> None:
        if self._tally.as_json:
            from paperstudy.study.rows import unclear_row

            self._rows.append(unclear_row(title, found))
        else:
            write_data(render_found(safe(title), found, self._call.style))


def check_tags(tags: object) -> tuple[str, ...]:
    """Return the tags that were given, looked at before anything is added.

    Raises:
        InvalidEditError: one of them is none.
    """
    given = tags if isinstance(tags, tuple) else ()
    for tag in given:
        if not tag.strip().lstrip("#") or "," in tag:
            raise InvalidEditError(
                "“{tag}” is no tag", hint="a tag is a word, without a comma", tag=tag
            )
    return given


def _is_file(word: str) -> bool:
    """Return whether a word means a file or a folder: it is there, or it can be nothing else."""
    if os.path.isfile(word):  # noqa: PTH113 - a Path fails on a name that is too long
        return True
    if os.path.isdir(word):  # noqa: PTH112 - likewise
        return parse_identifier(word) is None
    named = word.lower().endswith(_FILES)
    return named and "://" not in word and parse_identifier(word) is None


def _check_file(path: Path) -> None:
    """Look at a file before it is read.

    Raises:
        InvalidFileError: it is not there, or not of a kind that is read here.
    """
    if os.path.isdir(path):  # noqa: PTH112 - likewise below: a Path fails on a name that is too long
        raise InvalidFileError(
            "{path} is a folder",
            hint="name the .bib and .pdf files in it; `paperstudy scan` reads study logs",
            path=path,
        )
    if not os.path.isfile(path):  # noqa: PTH113
        raise InvalidFileError("there is no file {path}", path=path)
    if path.suffix.lower() not in _FILES:
        raise InvalidFileError(
            "{path} is neither a .bib nor a .pdf file",
            hint="`paperstudy scan` reads study logs",
            path=path,
        )


def _nothing_found(title: str) -> NotFoundError:
    return NotFoundError(
        "no paper was found for the title “{title}”",
        hint="add it by hand: paperstudy add --edit, or --title with --author and --year",
        title=title,
    )


def _unclear(title: str, found: Sequence[FoundPaper]) -> UnclearTitleError:
    named = [paper for paper in found if paper.record.identifiers]
    if not named:
        return UnclearTitleError(
            "a title alone adds nothing: “{title}”",
            hint="run this at a terminal to choose a paper by its number",
            title=title,
        )
    new = next((paper for paper in named if not paper.key), None)
    return UnclearTitleError(
        "a title alone adds nothing: “{title}”",
        hint="the first of these is here already: paperstudy show {key}"
        if new is None
        else "the first of these is here already, as {key}; another: paperstudy add {identifier}"
        if found[0].key
        else "take one of these by its identifier: paperstudy add {identifier}",
        title=title,
        key=found[0].key,
        identifier=new.record.identifiers[0] if new else "",
    )
