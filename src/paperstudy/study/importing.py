"""Importing: the entries of other tools' files become papers, or add to those that are here.

An import is one step, saved in pieces of some hundred entries, so that a stop loses nothing and
one `undo` takes all of it back.
"""

from __future__ import annotations

import re
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from paperstudy.domain.collector import uncollected
from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.events import Finished, ItemDone, ItemFailed, Notice, Started
from paperstudy.domain.text import clean_line
from paperstudy.study.import_files import find_files, read_file
from paperstudy.study.import_values import ImportSummary, Rejected

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.domain.importing import BrokenEntry, ImportEntry
    from paperstudy.store.store import Store
    from paperstudy.study.clock import Clock
    from paperstudy.study.import_files import FileRead
    from paperstudy.study.import_planning import Planner
    from paperstudy.study.import_values import Imported

_KEY = re.compile(r"\s*@\w+\s*[{(]\s*([^\s,{}()\"=]+)\s*,")
_SAID = 10  # macros that a file does not define
_AT_ONCE = 500  # entries to save: while some are saved, a second process reads the next


class Importing:
    """Takes the entries of files into the library."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def formats(self) -> tuple[str, ...]:
        """Return the names of the formats that can be read."""
        from paperstudy.formats.readers import FORMATS

        return FORMATS

    def import_(
        self,
        paths: Sequence[Path],
        *,
        cancel: CancelToken,
        format_name: str = "",
        dry_run: bool = False,
        replace: bool = False,
    ) -> Iterator[Event]:
        """Import files; `ItemDone` with `Imported` for each entry, a failure for a broken one.

        With `dry_run` nothing is written. With `replace` these files are believed before those of
        former imports, else they only fill what a paper lacks. The summary is an `ImportSummary`; after a stop, what
        was taken stays, and the next run goes on.

        Raises:
            InvalidFileError: a file cannot be read, holds nothing, or is of no format that is
                known; raised before anything is written.
            InvalidInputError: no format has this name.
        """
        with uncollected(), ExitStack() as beside:
            found = find_files(paths)
            # Of several, each is to be known as good before anything is written.
            alone = self._store.prepare if len(found) == 1 else None
            files = [read_file(path, format_name, meanwhile=alone, cancel=cancel) for path in found]
            for file in files:
                if file.helper is not None:
                    beside.callback(file.helper.close)
            for file in files:
                _check_filled(file)
            events = self._import(
                files, cancel, beside.pop_all(), dry_run=dry_run, replacing=replace
            )
            # What has begun ends what reads beside it, even if nobody asks for more.
            started = next(events)
        return chain((started,), events)

    def _import(
        self,
        files: Sequence[FileRead],
        cancel: CancelToken,
        beside: ExitStack,
        *,
        dry_run: bool,
        replacing: bool = False,
    ) -> Iterator[Event]:
        """Yield that the import has begun, then what becomes of the entries."""
        with beside:
            yield Started(sum(f.content.count + len(f.content.broken) for f in files), "import")
            yield from self._take_all(files, cancel, dry_run=dry_run, replacing=replacing)

    def _take_all(
        self, files: Sequence[FileRead], cancel: CancelToken, *, dry_run: bool, replacing: bool
    ) -> Iterator[Event]:
        from paperstudy.study.import_planning import Planner  # what reads ahead has begun by now

        summary = ImportSummary()
        rejects: list[Rejected] = []
        planner = Planner(
            self._store, self._clock, _label(files), dry_run=dry_run, replacing=replacing
        )
        for file in files:
            yield from file.notices
            for piece, done in _take(planner, file, cancel, dry_run=dry_run):
                summary = summary.count(done)
                for entry, imported in zip(piece, done, strict=True):
                    yield ItemDone(entry.key or str(entry.line), imported)
            for broken in file.content.broken:
                rejects.append(Rejected(file.path, broken.line, broken.reason, broken.text))
                yield ItemFailed(
                    f"{_name(file.path)}:{broken.line}", _error(file, broken, dry_run=dry_run)
                )
            summary = replace(summary, others=summary.others + file.content.others)
            yield from _missing(file)
            yield from _unknown(file)
        if summary.others:
            yield Notice(
                "{count} not taken as papers: settings, notes, or what lends its fields to others",
                (("count", summary.others),),
            )
        summary = replace(summary, rejected=tuple(rejects))
        yield Finished(summary, cancelled=cancel.cancelled)


def _take(
    planner: Planner, file: FileRead, cancel: CancelToken, *, dry_run: bool
) -> Iterator[tuple[Sequence[ImportEntry], Sequence[Imported]]]:
    """Yield pieces of a file's entries with what became of them, until stopped.

    Of a dry run nothing is saved for the next piece to find, so it has one piece.
    """
    entries = iter(file.content.entries)
    size = None if dry_run else _AT_ONCE
    while not cancel.cancelled:
        with uncollected():
            piece = list(islice(entries, size))
            done = planner.take(piece, file.path) if piece else []
        if not piece:
            return
        yield piece, done


def _check_filled(file: FileRead) -> None:
    content = file.content
    if content.count or content.broken:
        return
    if file.format == "bibtex":
        raise InvalidFileError(
            "{path} holds no BibTeX entry",
            hint="an entry begins with @article or the like",
            path=file.path,
        )
    raise InvalidFileError("{path} holds no entry of a paper", path=file.path)


def _error(file: FileRead, broken: BrokenEntry, *, dry_run: bool) -> InvalidFileError:
    key = _KEY.match(broken.text)
    return InvalidFileError(
        "{path}:{line} is no entry that can be read ({key}: {reason})"
        if key
        else "{path}:{line} is no entry that can be read ({reason})",
        hint=""
        if not file.content.count
        else "the other entries can be added"
        if dry_run
        else "the other entries were added",
        path=file.path,
        line=broken.line,
        reason=broken.reason,
        key=clean_line(key[1]) if key else "",
    )


def _label(files: Sequence[FileRead]) -> str:
    more = f" (+{len(files) - 1})" if len(files) > 1 else ""
    return f"import {_name(files[0].path)}{more}" if files else "import"


def _missing(file: FileRead) -> Iterator[Notice]:
    """Say which entries lack what others should lend them; they are read all the same."""
    for each in file.content.missing:
        yield Notice(
            "{path}:{line} takes fields from “{key}”, which is not in the file",
            (("path", _name(file.path)), ("line", each.line), ("key", each.key)),
        )


def _unknown(file: FileRead) -> Iterator[Notice]:
    """Say which macros the file does not define, each once: some lack a whole file of them."""
    lines: dict[str, list[int]] = {}
    for each in file.content.macros:
        lines.setdefault(each.name, []).append(each.line)
    for name, places in islice(lines.items(), _SAID):
        facts = (("path", _name(file.path)), ("line", places[0]), ("macro", name))
        if len(places) == 1:
            yield Notice(
                "{path}:{line} has the macro {macro}, which the file does not define: "
                "its name stands there as text",
                facts,
            )
        else:
            yield Notice(
                "{path}:{line} and {count} more entries have the macro {macro}, which the file does "
                "not define: its name stands there as text",
                (*facts, ("count", len(places) - 1)),
            )
    if len(lines) > _SAID:
        yield Notice(
            "{path} has {count} more macros that it does not define",
            (("path", _name(file.path)), ("count", len(lines) - _SAID)),
        )


def _name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]
