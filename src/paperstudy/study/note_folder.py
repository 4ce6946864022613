"""A person's folder of notes, brought up to date: each note that is to change is written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidInputError, PaperstudyError
from paperstudy.domain.events import Finished, ItemDone, ItemFailed
from paperstudy.study.files import apply_note, expand_home, file_error
from paperstudy.study.noting import NoteChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.study.choosing import Choice
    from paperstudy.study.noting import Noting


@dataclass(frozen=True, slots=True)
class NotesWritten:
    """What became of a folder: how many notes were written, and how many taken away."""

    folder: Path
    written: int = 0
    gone: int = 0


def write_notes(
    noting: Noting, name: str, choice: Choice, words: Mapping[str, str], *, cancel: CancelToken
) -> Iterator[Event]:
    """Write the notes of a folder, which is made where it is missing; the summary: `NotesWritten`.

    One that cannot be written is a failure, and the rest goes on.

    Raises:
        InvalidInputError: it is no folder.
        InvalidFileError: it cannot be made.
        NotFoundError: one of the papers is not here.
        StoreError: the library cannot be read.
    """
    folder = _make_folder(name)
    written = gone = 0
    for event in noting.notes(folder, choice, words, cancel=cancel):
        if isinstance(event, Finished):
            yield Finished(NotesWritten(folder, written, gone), cancelled=event.cancelled)
            return
        change = event.value if isinstance(event, ItemDone) else None
        if not isinstance(change, NoteChange):
            yield event
            continue
        try:
            apply_note(change)
        except PaperstudyError as error:
            yield ItemFailed(str(change.path), error)
            continue
        written += change.after is not None
        gone += change.after is None
        yield event


def _make_folder(name: str) -> Path:
    folder = expand_home(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise InvalidInputError("{path} is no folder", path=folder) from error
    except OSError as error:
        raise file_error("{path} cannot be written ({reason})", folder, error) from error
    return folder
