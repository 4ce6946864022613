"""What the archive of Papers with Code says of a paper, its code and its results."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from paperstudy.domain.archive import CatalogueStatus, DumpKind, ImportedDump, Method
from paperstudy.domain.errors import StoreError
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.domain.papers import Result
from paperstudy.store.archive_file import ArchiveFile
from paperstudy.store.archive_import import replace_rows
from paperstudy.store.archive_records import make_record, read_metrics
from paperstudy.store.archive_rows import Works
from paperstudy.store.archive_search import search_titles
from paperstudy.store.archive_text import title_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from paperstudy.domain.archive import DumpRow
    from paperstudy.domain.events import CancelToken
    from paperstudy.domain.papers import PaperRecord
    from paperstudy.store.archive_import import Kept

_SCHEMES = (Scheme.ARXIV, Scheme.PWC, Scheme.OPENREVIEW)
_MOST_RESULTS = 200
_RESULTS = "SELECT DISTINCT task, dataset, model, metrics FROM results WHERE {} = ? LIMIT ?"
# The source of some is told by its arXiv id alone; the other dumps know its title.
_METHODS = (
    "SELECT name, CASE WHEN title <> '' THEN title ELSE coalesce("
    "(SELECT title FROM papers WHERE papers.arxiv = methods.arxiv),"
    " (SELECT title FROM coded WHERE coded.arxiv = methods.arxiv), '') END,"
    " arxiv, year, collection FROM methods WHERE title <> '' OR arxiv <> ''"
)


class Archive:
    """The archive in one file; an absent file reads as empty. Threads may share it."""

    def __init__(self, path: str | Path) -> None:
        self._file = ArchiveFile(Path(path))

    @property
    def path(self) -> Path:
        """Where the file is, or would be."""
        return self._file.path

    def status(self) -> CatalogueStatus:
        """Return what is imported, when, and how large it is.

        Raises:
            StoreError: the file cannot be read, is no archive, or damaged.
        """
        with self._file.reading() as link:
            rows = link.execute("SELECT * FROM imports").fetchall() if link else []
        known = {DumpKind(row[0]): row for row in rows if row[0] in {*DumpKind}}
        dumps = tuple(_signed(kind, known[kind]) for kind in DumpKind if kind in known)
        return CatalogueStatus(str(self._file.path), self._file.size(), dumps)

    def find(self, identifiers: Sequence[Identifier]) -> dict[Identifier, PaperRecord]:
        """Return what it says of papers, by arXiv id, pwc slug or OpenReview id asked for.

        A record names the paper's own identifiers, and the one that was asked for.

        Raises:
            StoreError: the file cannot be read, is no archive, or damaged.
        """
        found: dict[Identifier, PaperRecord] = {}
        with self._file.reading() as link:
            works = Works(link) if link else None
            for identifier in dict.fromkeys(identifiers):
                if works is None or identifier.scheme not in _SCHEMES:
                    continue
                work = works.find(identifier)
                if work is not None:
                    found[identifier] = make_record(work, identifier)
        return found

    def search(self, title: str, limit: int) -> list[PaperRecord]:
        """Return papers for the words of a title, the best first, each once.

        Raises:
            StoreError: the file cannot be read, is no archive, or damaged.
        """
        records: list[PaperRecord] = []
        seen: set[Identifier] = set()
        with self._file.reading() as link:
            works = Works(link) if link else None
            for slug in search_titles(link, title, limit * 2) if link else ():
                work = works.find(Identifier(Scheme.PWC, slug)) if works else None
                if work is None or seen.intersection(work.identifiers) or len(records) >= limit:
                    continue
                records.append(make_record(work))
                seen.update(work.identifiers)
        return records

    def find_repository(self, url: str) -> list[PaperRecord]:
        """Return the papers whose code is at `url`, those first of which it is the official one.

        Raises:
            StoreError: the file cannot be read, is no archive, or damaged.
        """
        with self._file.reading() as link:
            if link is None:
                return []
            works = Works(link)
            found = (works.find(Identifier(Scheme.PWC, slug)) for slug in works.of_code(url))
            records = [make_record(work) for work in found if work]
        return list({record.identifiers: record for record in records}.values())

    def results(self, identifiers: Sequence[Identifier], title: str = "") -> tuple[Result, ...]:
        """Return the rows of leaderboards that name a paper, by identifier or else by title.

        Raises:
            StoreError: the file cannot be read, is no archive, or damaged.
        """
        columns = {Scheme.ARXIV: "arxiv", Scheme.PWC: "slug"}
        asked = [(columns[i.scheme], i.value) for i in identifiers if i.scheme in columns]
        key = title_key(title)
        asked += [("title_key", key)] if key else []
        rows: dict[tuple[str, ...], None] = {}
        with self._file.reading() as link:
            for column, value in asked if link else ():
                assert link is not None
                query = _RESULTS.format(column)
                rows.update(dict.fromkeys(link.execute(query, (value, _MOST_RESULTS))))
        found = [Result(task, data, model, read_metrics(text)) for task, data, model, text in rows]
        return tuple(found[:_MOST_RESULTS])

    def methods(self) -> tuple[Method, ...]:
        """Return the methods that have a source; none where the archive cannot be read.

        They help a scan along, which must not fail for want of them.
        """
        try:
            with self._file.reading() as link:
                return tuple(map(Method._make, link.execute(_METHODS))) if link else ()
        except StoreError:
            return ()

    def replace(
        self,
        kind: DumpKind,
        batches: Iterable[Sequence[DumpRow]],
        sign: Callable[[int], ImportedDump],
        cancel: CancelToken,
    ) -> Iterator[Kept | ImportedDump]:
        """Put the rows of a dump in the place of those imported before; see `replace_rows`.

        Raises:
            StoreError: the archive cannot be written.
        """
        return replace_rows(self._file, kind, batches, sign, cancel)

    def remove(self) -> bool:
        """Delete the archive; say whether there was one.

        Raises:
            StoreError: the file cannot be deleted, or is no archive.
        """
        return self._file.remove()


def open_archive(path: str | Path) -> Archive:
    """Return the archive in a file, which is neither opened nor made by this."""
    return Archive(path)


def _signed(kind: DumpKind, row: Sequence[object]) -> ImportedDump:
    _, file, size, rows, skipped, at, dated = row
    return ImportedDump(
        kind,
        str(file),
        int(str(size)),
        int(str(rows)),
        int(str(skipped)),
        datetime.fromisoformat(at) if isinstance(at, str) else None,
        date.fromisoformat(dated) if isinstance(dated, str) else None,
    )
