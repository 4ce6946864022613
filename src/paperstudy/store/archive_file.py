"""The file of the archive: an SQLite database of its own, which only an import makes.

It can be deleted and imported anew at any time; nothing that a person wrote is in it.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from paperstudy.domain.archive import DumpKind
from paperstudy.domain.errors import (
    DiskFullError,
    SchemaTooNewError,
    StoreCorruptError,
    StoreError,
    StoreLockedError,
)
from paperstudy.store.explaining import Explanation

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION_ID = 0x70737763  # "pswc"
VERSION = 1
SUFFIXES = ("", "-wal", "-shm", "-journal")
"""Of the files that SQLite keeps beside each other."""
_BUSY_SECONDS = 5.0
_CACHE_KIB = 8 * 1024
_PAGE = 8192  # bytes; the import takes an eighth less time than with pages of half the size

_NOT_OURS = Explanation(
    StoreCorruptError,
    "{path} is not an archive of paperstudy",
    hint="choose another path; this file is left as it is",
)
_UNREACHABLE = Explanation(
    StoreError,
    "the archive {path} cannot be opened: {reason}",
    hint="check that the path exists and that you may read and write it",
)
_LOCKED = Explanation(
    StoreLockedError,
    "the archive {path} is being written by another process",
    hint="try again when the other command has finished",
)

_BY_CODE: dict[int, Explanation] = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_CORRUPT: Explanation(
        StoreCorruptError,
        "the archive {path} is damaged: {reason}",
        hint="take it away with `paperstudy catalogue remove`, and import the dumps again",
    ),
    sqlite3.SQLITE_NOTADB: _NOT_OURS,
    sqlite3.SQLITE_FULL: Explanation(
        DiskFullError,
        "there is no room to write the archive {path}",
        hint="free some space and try again",
    ),
    sqlite3.SQLITE_READONLY: _UNREACHABLE,
    sqlite3.SQLITE_CANTOPEN: _UNREACHABLE,
    sqlite3.SQLITE_PERM: _UNREACHABLE,
    sqlite3.SQLITE_IOERR: _UNREACHABLE,
}

# Of each kind of dump: the tables that its import makes anew.
TABLES: dict[DumpKind, tuple[str, ...]] = {
    DumpKind.LINKS: (
        "CREATE TABLE coded(id INTEGER PRIMARY KEY, slug TEXT, arxiv TEXT, title TEXT, url TEXT)",
        "CREATE TABLE code(paper INTEGER, place TEXT, official INTEGER, mentioned INTEGER,"
        " framework TEXT)",
        "CREATE VIRTUAL TABLE coded_words USING fts5(title, content='coded', content_rowid='id',"
        " detail='none', columnsize=0, tokenize='unicode61 remove_diacritics 2')",
        "CREATE TABLE coded_common(word TEXT PRIMARY KEY, papers INTEGER) WITHOUT ROWID",
    ),
    DumpKind.PAPERS: (
        "CREATE TABLE papers(id INTEGER PRIMARY KEY, slug TEXT, arxiv TEXT, openreview TEXT,"
        " nips TEXT, title TEXT, authors TEXT, year INTEGER, proceeding TEXT, tasks TEXT,"
        " methods TEXT, url TEXT, pdf TEXT)",
        "CREATE VIRTUAL TABLE papers_words USING fts5(title, content='papers', content_rowid='id',"
        " detail='none', columnsize=0, tokenize='unicode61 remove_diacritics 2')",
        "CREATE TABLE papers_common(word TEXT PRIMARY KEY, papers INTEGER) WITHOUT ROWID",
    ),
    DumpKind.METHODS: (
        "CREATE TABLE methods(name TEXT, full_name TEXT, title TEXT, arxiv TEXT, slug TEXT,"
        " year INTEGER, collection TEXT, area TEXT)",
    ),
    DumpKind.RESULTS: (
        "CREATE TABLE results(task TEXT, dataset TEXT, model TEXT, metrics TEXT, arxiv TEXT,"
        " slug TEXT, title_key TEXT)",
    ),
}
# Made when the rows are in, which takes half the time.
INDEXES: dict[DumpKind, tuple[str, ...]] = {
    DumpKind.LINKS: (
        "CREATE INDEX coded_slug ON coded(slug)",
        "CREATE INDEX coded_arxiv ON coded(arxiv) WHERE arxiv IS NOT NULL",
        "CREATE INDEX code_paper ON code(paper)",
        "CREATE INDEX code_place ON code(place COLLATE NOCASE)",
    ),
    DumpKind.PAPERS: (
        "CREATE INDEX papers_slug ON papers(slug)",
        "CREATE INDEX papers_arxiv ON papers(arxiv) WHERE arxiv IS NOT NULL",
        "CREATE INDEX papers_openreview ON papers(openreview) WHERE openreview IS NOT NULL",
    ),
    DumpKind.METHODS: (),
    DumpKind.RESULTS: (
        "CREATE INDEX results_arxiv ON results(arxiv) WHERE arxiv IS NOT NULL",
        "CREATE INDEX results_slug ON results(slug) WHERE slug IS NOT NULL",
        "CREATE INDEX results_title ON results(title_key) WHERE title_key IS NOT NULL",
    ),
}
_IMPORTS = (
    "CREATE TABLE imports(kind TEXT PRIMARY KEY, file TEXT, size INTEGER, rows INTEGER,"
    " skipped INTEGER, imported_at TEXT, dated TEXT)"
)


class ArchiveFile:
    """Opens the archive for reading and for writing. Threads and processes may share it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        """Whether anything is there."""
        return self.size() > 0

    def size(self) -> int:
        """Return how many bytes it takes, with what SQLite keeps beside it."""
        total = 0
        for suffix in SUFFIXES:
            with suppress(OSError):
                total += os.stat(f"{self.path}{suffix}").st_size  # noqa: PTH116 - one call a file
        return total

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection | None]:
        """Open a snapshot; None where there is no archive.

        Raises:
            StoreError: the file cannot be read, is none of ours, damaged, or too new.
        """
        if not self.exists():
            yield None
            return
        try:
            with closing(self._connect(f"{self.path.absolute().as_uri()}?{self._mode()}")) as link:
                link.execute("PRAGMA query_only=ON")
                link.execute("BEGIN")
                yield link if self._check(link) else None
        except sqlite3.Error as error:
            self.fail(error)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Open the one write transaction, which ends with the context; make the file where needed.

        Raises:
            StoreError: the file cannot be written, or another import is under way.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(self._connect(self.path.absolute().as_uri())) as link:
                self._check(link)
                link.execute(f"PRAGMA page_size={_PAGE}")
                link.execute("PRAGMA journal_mode=WAL")
                link.execute("PRAGMA synchronous=NORMAL")
                link.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
                link.execute("BEGIN IMMEDIATE")
                if not self._check(link):
                    _make(link)
                yield link
                if link.in_transaction:
                    link.execute("COMMIT")
                link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            self.fail(error)
        except OSError as error:
            raise _UNREACHABLE.error(
                path=self.path, reason=error.strerror or type(error).__name__
            ) from error

    def remove(self) -> bool:
        """Delete the archive; say whether there was one. A file that is none of ours stays.

        Raises:
            StoreLockedError: an import is under way, whose rows would be lost.
            StoreError: the file cannot be deleted, or is no archive.
        """
        if not self.exists():
            return False
        with suppress(SchemaTooNewError):
            self._refuse_foreign()
        self._refuse_written()
        try:
            for suffix in reversed(SUFFIXES):
                Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        except OSError as error:
            raise _UNREACHABLE.error(
                path=self.path, reason=error.strerror or type(error).__name__
            ) from error
        return True

    def fail(self, error: sqlite3.Error) -> NoReturn:
        """Raise the house's error for one of the driver's; a bug of ours stays what it is."""
        code = getattr(error, "sqlite_errorcode", -1)
        explained = _BY_CODE.get(code & 0xFF) if code > 0 else None
        if explained is None:
            raise error
        raise explained.error(path=self.path, reason=str(error)) from error

    def _refuse_foreign(self) -> None:
        """Raise where the file is no archive; one of ours that is damaged may be deleted."""
        with suppress(OSError), self.path.open("rb") as file:
            head = file.read(72)
            # https://sqlite.org/fileformat.html: the application id stands at byte 68.
            if head and head[68:72] not in {APPLICATION_ID.to_bytes(4, "big"), b"\0\0\0\0"}:
                raise _NOT_OURS.error(path=self.path)
            if head and not head.startswith(b"SQLite format 3\0"):
                raise _NOT_OURS.error(path=self.path)

    def _refuse_written(self) -> None:
        """Raise where somebody writes to the file; one that is damaged has no writer."""
        uri = f"{self.path.absolute().as_uri()}?mode=rw"
        try:
            with closing(sqlite3.connect(uri, uri=True, timeout=0, isolation_level=None)) as link:
                link.execute("BEGIN IMMEDIATE")
                link.execute("ROLLBACK")
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", -1)
            if code & 0xFF in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
                self.fail(error)

    def _connect(self, uri: str) -> sqlite3.Connection:
        return sqlite3.connect(
            uri, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )

    def _mode(self) -> str:
        """Return how to open the file for reading.

        SQLite wants to write beside a file in WAL mode, even to read it; of one that nobody
        writes to it can be told that it will not change (https://sqlite.org/wal.html, section 5).
        """
        if os.access(self.path, os.W_OK) and os.access(self.path.absolute().parent, os.W_OK):
            return "mode=rw"  # one that may write clears away what SQLite puts beside the file
        return "mode=ro" if Path(f"{self.path}-wal").exists() else "immutable=1"

    def _check(self, link: sqlite3.Connection) -> bool:
        """Return whether the file holds an archive; False where it is still empty.

        Raises:
            StoreError: it holds something else, or an archive of a newer paperstudy.
        """
        known = link.execute("PRAGMA application_id").fetchone()[0]
        version = link.execute("PRAGMA user_version").fetchone()[0]
        if known == 0 and link.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
            return False
        if known != APPLICATION_ID:
            raise _NOT_OURS.error(path=self.path)
        if version > VERSION:
            raise SchemaTooNewError(
                "the archive {path} was written by a newer paperstudy",
                hint="update paperstudy: pip install --upgrade paperstudy",
                path=self.path,
            )
        return True


def _make(link: sqlite3.Connection) -> None:
    link.execute(f"PRAGMA application_id={APPLICATION_ID}")
    link.execute(f"PRAGMA user_version={VERSION}")
    link.execute(_IMPORTS)
    for kind in DumpKind:
        for statement in (*TABLES[kind], *INDEXES[kind]):
            link.execute(statement)
