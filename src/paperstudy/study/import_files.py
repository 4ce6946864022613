"""The files of an import: found, decoded, and read in the format they are in."""

from __future__ import annotations

import os
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.events import Notice
from paperstudy.domain.text import clean_line
from paperstudy.study.child import count_processors
from paperstudy.study.files import expand_home, file_error
from paperstudy.study.import_ahead import WORTH_IT, ReadAhead
from paperstudy.study.import_text import Decoded, decode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from paperstudy.domain.events import CancelToken
    from paperstudy.domain.importing import ImportEntry, ImportFile, ImportStream

_LARGEST = 100 * 1024 * 1024
_PAPIS = "info.yaml"
# By what the files end that papis, cobib and their readers keep notes in.
_NOTES = frozenset(
    {".md", ".markdown", ".txt", ".text", ".org", ".norg", ".rst", ".adoc", ".tex", ".typ"}
)


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that was read: what a person calls it, its format, what it holds, what it lacks.

    `helper` is who still reads its entries, for whoever stops before the last to close it.
    """

    path: str
    format: str
    content: ImportFile | ImportStream
    helper: ReadAhead | None = None
    notices: tuple[Notice, ...] = ()


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files to be read; of a folder, those that papis keeps in it.

    Raises:
        InvalidFileError: one is not there, or is a folder without any.
    """
    try:
        return list(dict.fromkeys(file for path in paths for file in _find(path)))
    except OSError as error:  # its name is too long, or a folder above it is not ours to read
        raise file_error("{path} cannot be read ({reason})", error.filename, error) from error


def _find(path: Path) -> list[Path]:
    if path.is_dir():
        held = sorted(_iter_papis(path))
        if not held:
            raise InvalidFileError(
                "{path} is a folder without an info.yaml of papis in it",
                hint="name the files in it, or the library of papis",
                path=str(path),
            )
        return held
    if not path.exists():
        raise InvalidFileError("there is no file {path}", path=str(path))
    return [path]


def read_file(
    path: Path,
    format_name: str = "",
    *,
    meanwhile: Callable[[], object] | None = None,
    cancel: CancelToken | None = None,
) -> FileRead:
    """Read a file in its format, which its content tells where nobody names it.

    With `meanwhile` the entries of a large .bib file are read by a second process, as one takes
    them; it is called when that has begun.

    Raises:
        InvalidFileError: it cannot be read, or is of no format that is known.
        InvalidInputError: no format has this name.
    """
    from paperstudy.formats.readers import find_format, read_entries

    with ExitStack() as begun:
        helper = None
        if meanwhile is not None and count_processors() > 1 and _is_large(path):
            helper = begun.enter_context(closing(ReadAhead(cancel)))
        decoded = _read_text(path)
        text, notices = decoded.text, (decoded.notice,) if decoded.notice else ()
        name = format_name or find_format(text, path.name)
        if not name:
            raise _is_unknown(path, text)
        folder = str(Path(path).absolute().parent)
        with _named(path):
            if meanwhile is not None and helper is not None and name in ("bibtex", "biblatex"):
                read = FileRead(str(path), name, helper.open(text, folder), helper, notices)
                meanwhile()
                begun.pop_all()
                return read
            content = read_entries(text, name, folder)
    if not any(entry.note_file for entry in content.entries):
        return FileRead(str(path), name, content, notices=notices)
    notes = _Notes(path, [*notices])
    content = replace(content, entries=tuple(map(notes.take, content.entries)))
    return FileRead(str(path), name, content, notices=tuple(notes.notices))


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Name the file in what a reader says of its text: of several nobody knows which is meant."""
    try:
        yield
    except InvalidFileError as error:
        fields = {**error.fields, "path": str(path), "reason": error}
        raise InvalidFileError("{path}: {reason}", hint=error.hint_template, **fields) from error


def _is_large(path: Path) -> bool:
    try:
        return path.suffix.lower() == ".bib" and path.stat().st_size >= WORTH_IT
    except OSError:
        return False  # to read it will say why


def _is_unknown(path: Path, text: str) -> InvalidFileError:
    from paperstudy.formats.readers import FORMATS, find_own

    own = find_own(text)
    if own:
        return InvalidFileError(
            "{path} is {format} that paperstudy wrote, which holds too little to be read again",
            hint="import what `paperstudy export library` writes, or `paperstudy export bibtex`",
            path=str(path),
            format=own,
        )
    return InvalidFileError(
        "{path} is in no format that is known here",
        hint="known are: {known}; name one with --format",
        path=str(path),
        known=", ".join(FORMATS),
    )


@dataclass(slots=True)
class _Notes:
    """The notes that entries keep in files of their own, beside `path` or below its folder.

    The file may be a stranger's: what it names elsewhere, such as a key of ours, stays unread.
    """

    path: Path
    notices: list[Notice] = field(default_factory=list)

    def take(self, entry: ImportEntry) -> ImportEntry:
        """Return an entry with its note; where there is none to be had, say so."""
        from paperstudy.formats.entry_facts import add_note

        if not entry.note_file:
            return entry
        facts = (
            ("path", self.path.name),
            ("line", entry.line),
            ("note", clean_line(entry.note_file)),
        )
        text = ""
        try:
            note = expand_home(entry.note_file).resolve()
            if self._is_ours(note):
                decoded = _read_text(note)
                text = decoded.text.strip()
                self.notices += [decoded.notice] if decoded.notice else []
            else:
                self.notices.append(
                    Notice(
                        "{path}:{line} names the note {note}, which was not taken: "
                        "it is no text file below the folder of the list",
                        facts,
                    )
                )
        except (InvalidFileError, OSError, ValueError, RuntimeError):  # a loop of links, a NUL
            self.notices.append(
                Notice("{path}:{line} names the note {note}, which cannot be read", facts)
            )
        return replace(entry, record=add_note(entry.record, text)) if text else entry

    def _is_ours(self, note: Path) -> bool:
        inside = note.is_relative_to(self.path.absolute().parent.resolve())
        return inside and note.suffix.lower() in _NOTES and (note.is_file() or not note.exists())


def _iter_papis(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if _PAPIS in files:
            yield Path(place) / _PAPIS


def _read_text(path: Path) -> Decoded:
    try:
        if path.stat().st_size > _LARGEST:
            raise InvalidFileError("{path} is too large for a list of papers", path=str(path))
        data = path.read_bytes()
    except OSError as error:
        raise InvalidFileError(
            "{path} cannot be read ({reason})", path=str(path), reason=error.strerror or ""
        ) from error
    return decode(data, path)
