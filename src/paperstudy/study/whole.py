"""The whole library into one file, and a library from such a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.events import Finished, ItemDone, Progress, Started

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO, TextIO

    from paperstudy.domain.events import CancelToken, Event
    from paperstudy.formats.json_library import LibraryHead
    from paperstudy.store.store import Store

_PIECE = 1 << 18  # characters
_START = 4_000


class _StoppedError(Exception):
    """A person wants no more of it: the file, or the library, stays as it was."""


class Whole:
    """Writes and reads all that a library holds."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def export(self, write: Callable[[str], object]) -> int:
        """Hand a snapshot of the library as JSON to `write`, piece by piece; count its papers.

        Raises:
            StoreError: it cannot be read.
        """
        from paperstudy import __version__
        from paperstudy.formats.json_library import LibraryHead, write_library
        from paperstudy.store.revisions import HEAD

        with self._store.read() as tx:
            head = LibraryHead(__version__, HEAD, last_numbers=tx.whole.last_numbers())
            for piece in write_library(head, tx.whole.tables()):
                write(piece)
            return tx.lists.count()

    def write(self, name: str, *, cancel: CancelToken) -> Iterator[Event]:
        """Write the library to a file, whole or not at all; the summary counts its papers.

        Raises:
            ConflictError: the library is empty, and the file holds something.
            InvalidFileError: the file cannot be written.
            DiskFullError: there is no room for it.
            StoreError: the library cannot be read.
        """
        from paperstudy.study.files import write_by

        def fill(stream: BinaryIO) -> int:
            def write(piece: str) -> None:
                _check_going_on(cancel)
                stream.write(piece.encode())

            return self.export(write)

        yield Started(1, "export")
        try:
            path, count = write_by(name, fill, nothing=self.is_empty())
        except _StoppedError:
            yield Finished(None, cancelled=True)
            return
        yield ItemDone(path, count)
        yield Finished(count)

    def take(self, path: Path, *, cancel: CancelToken) -> Iterator[Event]:
        """Do `import_` as long work; the summary counts the papers.

        Raises:
            InvalidFileError: as `import_` does.
            ConflictError: the library is not empty.
            StoreError: the library cannot be written.
        """
        yield Started(1, "import")
        yield Progress(0, 1, str(path))
        try:
            count = self.import_(path, cancel)
        except _StoppedError:
            yield Finished(None, cancelled=True)
            return
        yield ItemDone(str(path), count)
        yield Finished(count)

    def is_empty(self) -> bool:
        """Say whether the library holds nothing, and nothing to be undone."""
        with self._store.read() as tx:
            return tx.whole.is_empty()

    def holds(self, path: Path) -> bool:
        """Say whether a file holds a whole library; one that cannot be read does not."""
        from paperstudy.formats.json_library import is_library

        try:
            with path.open(encoding="utf-8") as file:
                return is_library(file.read(_START))
        except (OSError, ValueError):
            return False

    def import_(self, path: Path, cancel: CancelToken | None = None) -> int:
        """Make the library, which must be empty, equal to that in a file; count its papers.

        It is all or nothing.

        Raises:
            InvalidFileError: the file cannot be read, is damaged, or was written under a
                revision of the tables that is not this one's.
            ConflictError: the library is not empty.
            StoreError: the library cannot be written.
        """
        from paperstudy.formats.json_library import LibraryReader

        try:
            with path.open(encoding="utf-8") as file:
                reader = LibraryReader(_pieces(file, cancel))
                head = reader.head()
                _check(head)
                with self._store.write() as tx:
                    tx.whole.fill(reader.rows())
                    tx.whole.count_from(head.last_numbers)
        except (OSError, UnicodeDecodeError) as error:
            reason = (error.strerror or "") if isinstance(error, OSError) else "no UTF-8"
            raise InvalidFileError(
                "{path} cannot be read ({reason})", path=str(path), reason=reason
            ) from error
        with self._store.read() as tx:
            return tx.lists.count()


def _pieces(file: TextIO, cancel: CancelToken | None) -> Iterator[str]:
    while piece := file.read(_PIECE):
        _check_going_on(cancel)
        yield piece


def _check_going_on(cancel: CancelToken | None) -> None:
    if cancel is not None and cancel.cancelled:
        raise _StoppedError


def _check(head: LibraryHead) -> None:
    """Refuse a file of other tables than ours.

    Raises:
        InvalidFileError: it was written by a newer paperstudy, or by an older one.
    """
    from paperstudy.formats.json_library import SCHEMA
    from paperstudy.store.revisions import HEAD, REVISIONS

    if head.schema == SCHEMA and head.revision == HEAD:
        return
    if head.schema == SCHEMA and head.revision in REVISIONS:
        raise InvalidFileError(
            "the file was written by an older paperstudy ({version})",
            hint="import it with that one (pip install paperstudy=={version}): the library it "
            "makes is brought up to date when this one opens it",
            version=head.version,
        )
    raise InvalidFileError(
        "the file was written by a newer paperstudy ({version})",
        hint="update paperstudy: pip install --upgrade paperstudy",
        version=head.version,
    )
