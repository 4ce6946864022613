"""The archive of Papers with Code on this machine: bringing its dumps, and taking them in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from paperstudy.domain.archive import DumpKind, ImportedDump
from paperstudy.domain.errors import (
    InvalidFileError,
    InvalidInputError,
    MalformedAnswerError,
    OfflineError,
    PaperstudyError,
    StoreError,
)
from paperstudy.domain.events import Finished, ItemDone, ItemFailed, Notice, Progress, Started

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from pathlib import Path

    from paperstudy.domain.archive import CatalogueStatus
    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.sources.http import Plumbing
    from paperstudy.store.archive import Archive
    from paperstudy.study.clock import Clock

    Work = Generator[Event, None, ImportedDump | None]

DEFAULT = (DumpKind.LINKS.value,)
"""What is pulled where nothing more is asked for."""
# Of a download that is whole and not imported yet: no file of this name is anybody else's.
_WHOLE = ".whole"


class Catalogue:
    """The dumps: brought to `folder`, read into `archive`; nothing is opened before its use."""

    def __init__(
        self, archive: Archive, folder: Path, plumbing: Callable[[], Plumbing], clock: Clock
    ) -> None:
        self._archive = archive
        self._folder = folder
        self._plumbing = plumbing
        self._clock = clock

    def status(self) -> CatalogueStatus:
        """Return what is imported.

        Raises:
            StoreError: the archive cannot be read.
        """
        return self._archive.status()

    def pull(self, names: Sequence[str] = DEFAULT, *, cancel: CancelToken) -> Iterator[Event]:
        """Download dumps and import each; a download that was stopped goes on where it was.

        The dumps do not change any more: one that is imported already is not asked for again.
        Yields `Progress` in bytes, `ItemDone(name, ImportedDump)` for each that is imported, and
        at the end `Finished` with all of them. What was downloaded is deleted once it is imported.

        Raises:
            InvalidInputError: there is no dump of such a name; nothing has been asked then.
            OfflineError: the network is switched off.
            StoreError: the archive cannot be written.
        """
        kinds = tuple(map(_kind_of, dict.fromkeys(names)))
        return _run([(kind.value, partial(self._pull, kind, cancel)) for kind in kinds], cancel)

    def import_(self, paths: Sequence[Path], *, cancel: CancelToken) -> Iterator[Event]:
        """Import dumps that are on disk, where they stay; the events are those of `pull`.

        A dump that is damaged leaves what was imported before.

        Raises:
            StoreError: the archive cannot be written.
        """
        return _run([(str(path), partial(self._import, path, cancel)) for path in paths], cancel)

    def remove(self) -> bool:
        """Delete the archive, and what was downloaded for it; say whether there was one.

        Raises:
            StoreError: the archive cannot be deleted, or the file is none.
        """
        from paperstudy.sources.pulls import FILES

        removed = self._archive.remove()
        for name in FILES.values():
            for suffix in ("", ".part", ".part.etag"):
                _delete(self._folder / f"{name}{_WHOLE}{suffix}")
        return removed

    def _pull(self, kind: DumpKind, cancel: CancelToken) -> Work:
        from paperstudy.sources.pulls import FILES, pull_dump

        name = FILES[kind]
        known = next((dump for dump in self.status().dumps if dump.file == name), None)
        if known is not None:
            yield Notice("{file} is imported already", (("file", name),))
            return known
        path = self._folder / f"{name}{_WHOLE}"
        if not path.exists():
            for step in pull_dump(self._plumbing(), kind, path, cancel):
                yield Progress(step.done, step.total, name)
        try:
            taken = yield from self._import(path, cancel)
        except InvalidFileError as error:
            _delete(path)
            raise MalformedAnswerError(
                "what came as {file} is damaged, or no dump",
                hint="nothing of it was kept; pull it again",
                file=name,
            ) from error
        if taken is not None:
            _delete(path)
        return taken

    def _import(self, path: Path, cancel: CancelToken) -> Work:
        from paperstudy.sources.dumps import read_dump

        dump = read_dump(path, cancel)
        name = path.name.removesuffix(_WHOLE)

        def sign(rows: int) -> ImportedDump:
            if not rows:
                raise InvalidFileError(
                    "{path} holds no row that says anything", hint="download it again", path=path
                )
            return ImportedDump(
                dump.kind, name, dump.size, rows, dump.skipped, self._clock(), dump.dated
            )

        seen = -1
        for step in self._archive.replace(dump.kind, dump.batches(), sign, cancel):
            if isinstance(step, ImportedDump):
                return step
            if dump.done != seen:
                seen = dump.done
                yield Progress(dump.done, dump.size, name)
        return None


def _run(jobs: Sequence[tuple[str, Callable[[], Work]]], cancel: CancelToken) -> Iterator[Event]:
    """Do one after the other; what fails alone is a value in the stream."""
    from paperstudy.sources.http import StoppedError

    yield Started(len(jobs), "catalogue")
    done: list[ImportedDump] = []
    for label, job in jobs:
        if cancel.cancelled:
            break
        try:
            taken = yield from job()
        except StoppedError:
            break
        except (OfflineError, StoreError):
            raise
        except PaperstudyError as error:
            yield ItemFailed(label, error)
            continue
        if taken is None:
            break
        done.append(taken)
        yield ItemDone(label, taken)
    yield Finished(tuple(done), cancelled=cancel.cancelled)


def _kind_of(name: str) -> DumpKind:
    try:
        return DumpKind(name)
    except ValueError as error:
        raise InvalidInputError(
            "there is no dump “{name}”",
            hint="choose from: {choices}",
            name=name,
            choices=", ".join(DumpKind),
        ) from error


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(
            "{path} cannot be deleted ({reason})",
            hint="delete it by hand; it is not needed any more",
            path=path,
            reason=error.strerror or type(error).__name__,
        ) from error
