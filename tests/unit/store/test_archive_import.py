"""An import is whole or it is not, whoever reads meanwhile."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.domain.archive import DumpKind, ImportedDump, LinkRow
from paperstudy.domain.errors import StoreLockedError
from paperstudy.domain.events import CancelToken
from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.store import archive_file
from paperstudy.store.archive import Archive, open_archive
from paperstudy.store.archive_import import Kept
from tests.fakes.dumps import AT, LINKS, make_archive

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD = Identifier(Scheme.ARXIV, "1706.03762")
NEW = Identifier(Scheme.PWC, "new")
ROW = LinkRow("new", "", "New", "", "https://github.com/n/n", False, False, "")


def replace(archive: Archive, batches: Any, cancel: CancelToken | None = None) -> Iterator[Any]:
    return archive.replace(
        DumpKind.LINKS,
        batches,
        lambda rows: ImportedDump(DumpKind.LINKS, "new.json", 1, rows, imported_at=AT),
        cancel or CancelToken(),
    )


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return make_archive(tmp_path / "archive.db", LINKS)


def is_old(archive: Archive) -> bool:
    found = archive.find([OLD, NEW])
    (dump,) = archive.status().dumps
    return list(found) == [OLD] and dump.file == LINKS.name and bool(found[OLD].repositories)


def test_steps_tell_how_far_it_is_and_the_last_what_is_kept(archive: Archive) -> None:
    *steps, last = replace(archive, [[ROW], [ROW, ROW]])
    assert steps == [Kept(1), Kept(3)]
    assert last.rows == 3
    assert list(archive.find([OLD, NEW])) == [NEW]
    assert archive.status().dumps == (last,)


def test_others_read_what_was_there_until_it_is_whole(archive: Archive, tmp_path: Path) -> None:
    for step in replace(archive, [[ROW], [ROW]]):
        other = open_archive(tmp_path / "archive.db")
        assert is_old(other) == isinstance(step, Kept)


def test_an_error_on_the_way_leaves_what_was_there(archive: Archive) -> None:
    def broken() -> Iterator[Any]:
        yield [ROW]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        list(replace(archive, broken()))
    assert is_old(archive)


def test_whoever_stops_listening_leaves_what_was_there(archive: Archive) -> None:
    steps = replace(archive, [[ROW], [ROW]])
    next(steps)
    steps.close()  # type: ignore[attr-defined]  # a generator
    assert is_old(archive)


def test_a_stop_leaves_what_was_there(archive: Archive) -> None:
    token = CancelToken()
    steps = []
    for step in replace(archive, [[ROW]], token):
        steps.append(step)
        token.cancel()
    assert steps == [Kept(1)]
    assert is_old(archive)


def test_a_stop_while_the_indexes_are_made_does_not_wait_for_them(archive: Archive) -> None:
    token = CancelToken()
    rows = [ROW._replace(slug=f"s{n}", title=f"word{n} of{n} title{n}") for n in range(60_000)]

    def sign(count: int) -> ImportedDump:
        token.cancel()  # all rows are in
        return ImportedDump(DumpKind.LINKS, "new.json", 1, count)

    steps = list(archive.replace(DumpKind.LINKS, [rows], sign, token))
    assert steps == [Kept(60_000)]
    assert is_old(archive)


def test_a_stop_of_the_first_import_leaves_an_archive_that_reads_as_empty(tmp_path: Path) -> None:
    archive = open_archive(tmp_path / "archive.db")
    token = CancelToken()
    for _ in replace(archive, [[ROW]], token):
        token.cancel()
    assert archive.find([NEW]) == {}
    assert archive.status().dumps == ()
    assert list(replace(archive, [[ROW]]))[-1].rows == 1


def test_two_imports_at_once_are_told_apart(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_file, "_BUSY_SECONDS", 0.01)
    steps = replace(archive, [[ROW], [ROW]])
    next(steps)
    with pytest.raises(StoreLockedError, match="another process"):
        list(replace(open_archive(tmp_path / "archive.db"), [[ROW]]))
    assert list(steps)[-1].rows == 2


def test_a_bug_is_no_error_of_the_store(archive: Archive) -> None:
    with pytest.raises(sqlite3.Error):
        list(archive.replace(DumpKind.PAPERS, [[ROW]], lambda _: None, CancelToken()))  # type: ignore[arg-type,return-value]
    assert is_old(archive)


def test_many_rows_take_no_time(archive: Archive) -> None:
    rows = [
        ROW._replace(slug=f"s{n // 2}", repository=f"https://github.com/g/{n}")
        for n in range(40_000)
    ]
    batches = [rows[start : start + 200] for start in range(0, len(rows), 200)]
    start = time.process_time()
    list(replace(archive, batches))
    assert time.process_time() - start < 8, "a hundred times faster than a row at a time"
