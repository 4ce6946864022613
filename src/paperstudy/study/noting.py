"""Notes on the papers in a folder of a person's: what is to be written, moved or taken away."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from paperstudy.domain.errors import ConflictError, InvalidFileError, PaperstudyError
from paperstudy.domain.events import Finished, ItemDone, ItemFailed, Started
from paperstudy.formats.notes import (
    END,
    MARK,
    NotePaper,
    begin_marker,
    end_note,
    make_note,
    note_name,
    owner_key,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.domain.papers import Paper
    from paperstudy.domain.sessions import StudySession
    from paperstudy.store.store import Store
    from paperstudy.store.views import Reader
    from paperstudy.study.choosing import Choice

_LARGEST = 5_000_000  # bytes


@dataclass(frozen=True, slots=True)
class NoteChange:
    """What a note is to become: `before` and `after` are its bytes, None for no file.

    It stands at `path` afterwards, and stood at `was` before.
    """

    path: Path
    before: bytes | None
    after: bytes | None
    was: Path


@dataclass(frozen=True, slots=True)
class _Told:
    """What is known at the start: the papers that are meant, and whose the notes of the folder are."""

    papers: list[NotePaper]
    files: dict[int, list[tuple[Path, bytes]]]  # by the number of the paper
    gone: list[tuple[Path, bytes, str]]  # with the key that the paper has now, if any


class Noting:
    """Says how the notes of a folder follow the library. It writes nothing itself."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def notes(
        self, folder: Path, choice: Choice, words: Mapping[str, str], *, cancel: CancelToken
    ) -> Iterator[Event]:
        """Yield a `NoteChange` for each note that is to change; a failure for one that cannot.

        A note is known by its marker, wherever in the folder it is. Those of papers that are not
        in the library any more are among them, those of papers that are not chosen are not.

        Raises:
            NotFoundError: one of the papers is not here.
            StoreError: the library cannot be read.
        """
        told = self._tell(folder, choice)
        yield Started(len(told.papers) + len(told.gone), "notes")
        taken = {path for files in told.files.values() for path, _ in files}
        names: set[str] = set()
        for one in told.papers:
            if cancel.cancelled:
                break
            files = told.files.get(one.paper.id, [])
            name = _free_name(one.paper.key, names)
            yield from _of_paper(one, files, folder / name, (words, taken))
        else:
            for path, content, now in told.gone:
                yield from _of_gone(path, content, now, words)
        yield Finished(None, cancelled=cancel.cancelled)

    def _tell(self, folder: Path, choice: Choice) -> _Told:
        from paperstudy.study.choosing import choose_papers

        with self._store.read() as tx:
            papers = choose_papers(tx, choice).papers
            held = _sessions_by_key(tx)
            told = [_tell_paper(tx, paper, held, folder) for paper in papers]
            files: dict[int, list[tuple[Path, bytes]]] = {}
            gone = []
            found = list(_iter_notes(folder))
            keys = {owner_key(content) for _, content in found}
            for path, content in found:
                key = owner_key(content)
                paper = tx.papers.find_by_key(key) or tx.papers.find_former(key)
                if paper is None:
                    gone.append((path, content, ""))
                elif paper.key != key and paper.key in keys:
                    gone.append((path, content, paper.key))
                else:
                    files.setdefault(paper.id, []).append((path, content))
        return _Told(told, files, gone)


def _tell_paper(
    tx: Reader, paper: Paper, held: Mapping[str, list[StudySession]], folder: Path
) -> NotePaper:
    logs = {
        mention.path: (Path(mention.path).stem, _relative(mention.path, folder))
        for mention in tx.papers.mentions(paper.id)
    }
    sessions = tuple(held.get(paper.key, ()))
    ordered = tuple(logs[path] for path in sorted(logs))
    note = tx.papers.note(paper.id)
    records = tx.imports.records([paper.id]).get(paper.id, ()) if note else ()
    imported = tuple(record.note for record in records if record.note)
    return NotePaper(paper, note, sessions, ordered, imported)


def _sessions_by_key(tx: Reader) -> dict[str, list[StudySession]]:
    held: dict[str, list[StudySession]] = {}
    for session in tx.sessions.all():
        for key in {talk.paper[0] for talk in session.presentations if talk.paper is not None}:
            held.setdefault(key, []).append(session)
    return held


def _relative(path: str, folder: Path) -> str:
    """Return where a log is from the folder; "" for one in an archive, or on another drive."""
    if ".zip/" in path:
        return ""
    try:
        return Path(os.path.relpath(path, folder.resolve())).as_posix()
    except ValueError:
        return ""


def _iter_notes(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield the files with a marker of ours; hidden folders are left alone."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place) / name
            if path.suffix.lower() != ".md":
                continue
            try:
                content = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
            except OSError:
                continue  # it cannot be ours: ours can be read
            if MARK in content and owner_key(content):
                yield path, content


def _free_name(key: str, names: set[str]) -> str:
    """Return a name that no other key has, also where capitals are small letters."""
    stem = name = note_name(key)
    number = 1
    while name.casefold() in names:
        number += 1
        name = f"{stem}-{number}"
    names.add(name.casefold())
    return f"{name}.md"


def _of_paper(
    told: NotePaper,
    files: Sequence[tuple[Path, bytes]],
    new: Path,
    known: tuple[Mapping[str, str], set[Path]],
) -> Iterator[Event]:
    words, taken = known
    key = told.paper.key
    try:
        if not files:
            if new.exists():
                raise ConflictError(
                    "{path} is there already, and has no markers",
                    hint="put {begin} and {end} where the paper shall stand in it",
                    path=str(new),
                    begin=begin_marker(key),
                    end=END,
                )
            yield ItemDone(key, NoteChange(new, None, make_note(b"", told, words, str(new)), new))
        for path, content in files:
            after = make_note(content, told, words, str(path))
            place = path
            former = owner_key(content)
            if former != key and path.stem == note_name(former):
                wanted = path.with_name(new.name)
                place = wanted if wanted not in taken and not wanted.exists() else path
            if after != content or place != path:
                yield ItemDone(key, NoteChange(place, content, after, path))
    except (PaperstudyError, OSError) as error:
        yield ItemFailed(key, _own(error, new))


def _of_gone(path: Path, content: bytes, now: str, words: Mapping[str, str]) -> Iterator[Event]:
    try:
        after = end_note(content, words, str(path), now)
    except PaperstudyError as error:
        yield ItemFailed(str(path), error)
        return
    if after != content:
        yield ItemDone(path.stem, NoteChange(path, content, after, path))


def _own(error: PaperstudyError | OSError, path: Path) -> PaperstudyError:
    if isinstance(error, PaperstudyError):
        return error
    return InvalidFileError(
        "{path} cannot be read ({reason})", path=str(path), reason=error.strerror or ""
    )
