"""Writing of a dump's rows to the archive: all of them or none, in one transaction."""

from __future__ import annotations

import re
import sqlite3
from datetime import UTC
from typing import TYPE_CHECKING, NamedTuple

from paperstudy.domain.archive import DumpKind, LinkRow
from paperstudy.store.archive_file import INDEXES, TABLES
from paperstudy.store.archive_text import place_of, title_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from paperstudy.domain.archive import DumpRow, ImportedDump
    from paperstudy.domain.events import CancelToken
    from paperstudy.store.archive_file import ArchiveFile

_COMMON = 300
"""Words of so many titles are looked at last by the search."""
_STEPS = 20_000  # of SQLite's machine, between two looks at the token: a few milliseconds
_NAME = re.compile(r"CREATE (?:VIRTUAL )?TABLE (\w+)")
_WORDS = {DumpKind.LINKS: "coded", DumpKind.PAPERS: "papers"}
_INSERTS = {
    DumpKind.PAPERS: "INSERT INTO papers VALUES(NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    DumpKind.METHODS: "INSERT INTO methods VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
    DumpKind.RESULTS: "INSERT INTO results VALUES(?, ?, ?, ?, ?, ?, ?)",
}


class Kept(NamedTuple):
    """How many rows have been taken in so far."""

    rows: int


def replace_rows(
    file: ArchiveFile,
    kind: DumpKind,
    batches: Iterable[Sequence[DumpRow]],
    sign: Callable[[int], ImportedDump],
    cancel: CancelToken,
) -> Iterator[Kept | ImportedDump]:
    """Put the rows of a dump in the place of those imported before.

    Yields how far it is after each batch, and at the end, once all is saved, what `sign` makes
    of the number of rows. A stop or an error leaves the archive as it was.

    Raises:
        StoreError: the archive cannot be written.
    """
    rows = 0
    with file.writing() as link:
        link.set_progress_handler(lambda: cancel.cancelled, _STEPS)
        try:
            write = _prepare(link, kind)
            for batch in batches:
                rows += write(batch)
                yield Kept(rows)
            del write  # and the numbers of all papers with it: the memory is wanted for the indexes
            signed = None if cancel.cancelled else _finish(link, kind, sign(rows))
        except sqlite3.OperationalError as error:
            if not cancel.cancelled or error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
            signed = None
        finally:
            link.set_progress_handler(None, 0)
        if signed is None and link.in_transaction:  # SQLite may have rolled back by itself
            link.execute("ROLLBACK")
    if signed is not None:
        yield signed


def _prepare(link: sqlite3.Connection, kind: DumpKind) -> Callable[[Sequence[DumpRow]], int]:
    """Make the tables of a dump anew; return what writes rows to them."""
    for statement in TABLES[kind]:
        name = _NAME.match(statement)
        assert name is not None
        link.execute(f"DROP TABLE IF EXISTS {name[1]}")
        link.execute(statement)
    if kind is DumpKind.LINKS:
        return _LinkWriter(link).write
    insert = _INSERTS[kind]
    adapt = {DumpKind.PAPERS: _adapt_paper, DumpKind.RESULTS: _adapt_result}.get(kind, tuple)

    def write(batch: Sequence[DumpRow]) -> int:
        link.executemany(insert, map(adapt, batch))
        return len(batch)

    return write


class _LinkWriter:
    """Writes each paper of the links once, and its repositories with its number."""

    def __init__(self, link: sqlite3.Connection) -> None:
        self._link = link
        # By the hash of the slug: two hundred thousand slugs would take twice the memory. That
        # two of them share 64 bits is a chance of one in a thousand millions.
        self._numbers: dict[int, int] = {}

    def write(self, batch: Sequence[DumpRow]) -> int:
        """Write some rows; return how many."""
        numbers = self._numbers
        papers: list[tuple[object, ...]] = []
        code: list[tuple[object, ...]] = []
        for row in batch:
            assert isinstance(row, LinkRow)
            key = hash(row.slug)
            number = numbers.get(key)
            if number is None:
                number = numbers[key] = len(numbers) + 1
                papers.append((number, row.slug, row.arxiv or None, row.title, row.url))
            place = place_of(row.repository)
            # The driver takes its time over a bool, which is no plain number to it.
            flags = (1 if row.official else 0, 1 if row.mentioned else 0)
            code.append((number, place, *flags, row.framework))
        self._link.executemany("INSERT INTO coded VALUES(?, ?, ?, ?, ?)", papers)
        self._link.executemany("INSERT INTO code VALUES(?, ?, ?, ?, ?)", code)
        return len(code)


def _finish(link: sqlite3.Connection, kind: DumpKind, signed: ImportedDump) -> ImportedDump:
    for statement in INDEXES[kind]:
        link.execute(statement)
    table = _WORDS.get(kind)
    if table is not None:
        link.execute(f"INSERT INTO {table}_words({table}_words) VALUES('rebuild')")
        link.execute(
            f"CREATE VIRTUAL TABLE temp.{table}_terms USING fts5vocab('main', {table}_words, 'row')"
        )
        link.execute(
            f"INSERT INTO {table}_common SELECT term, doc FROM temp.{table}_terms WHERE doc > ?",  # noqa: S608 - names of ours
            (_COMMON,),
        )
        link.execute(f"DROP TABLE temp.{table}_terms")
    at = signed.imported_at
    link.execute(
        "INSERT OR REPLACE INTO imports VALUES(?, ?, ?, ?, ?, ?, ?)",
        (
            kind.value,
            signed.file,
            signed.size,
            signed.rows,
            signed.skipped,
            at.astimezone(UTC).isoformat() if at else None,
            signed.dated.isoformat() if signed.dated else None,
        ),
    )
    return signed


def _adapt_paper(row: Sequence[object]) -> tuple[object, ...]:
    slug, arxiv, openreview, *rest = row
    return (slug, arxiv or None, openreview or None, *rest)


def _adapt_result(row: Sequence[object]) -> tuple[object, ...]:
    task, dataset, model, metrics, arxiv, slug, title = row
    return (task, dataset, model, metrics, arxiv or None, slug or None, title_key(str(title)))
