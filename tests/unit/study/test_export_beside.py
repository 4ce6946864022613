"""Writing beside: the file that one process would write, and no harm when the other fails."""

from __future__ import annotations

import itertools
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from paperstudy.domain.events import CancelToken
from paperstudy.store.store import Store, open_store
from paperstudy.study import child, export_beside, exporting
from paperstudy.study.choosing import Choice
from paperstudy.study.clock import utc_now
from paperstudy.study.exporting import Exporting
from paperstudy.study.importing import Importing

COUNT = 350  # four pieces: two or so for each process
ENTRIES = "\n".join(
    f"@article{{{'KEY' if number % 2 else 'key'}{number // 2}, title = {{A {{T}}itle & {number}}},"
    f" author = {{김철수 and Lee, Ann}}, annote = {{Note {number}}}, keywords = {{읽음, x}}}}"
    for number in range(COUNT)
)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("beside")
    (folder / "large.bib").write_text(ENTRIES, encoding="utf-8")
    store = open_store(str(folder / "library.db"))
    list(Importing(store, utc_now).import_([folder / "large.bib"], cancel=CancelToken()))
    with store.write("note", at=utc_now()) as tx:
        for key in ("key3", "key150"):
            paper = tx.papers.find_by_key(key)
            assert paper is not None
            tx.papers.set_note(paper.id, "Another & mine")
    store.close()
    return folder / "library.db"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    opened = open_store(str(database))
    yield opened
    opened.close()


@pytest.fixture
def alone(store: Store, database: Path) -> str:
    text = Exporting(store, str(database)).export("bibtex").text
    assert text.count("Another \\& mine") == 2
    return text


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What second processes told, each time somebody asked."""
    monkeypatch.setattr(exporting, "_LARGE", 1)
    monkeypatch.setattr(exporting, "count_processors", lambda: 2)
    told: list[object] = []
    ask = child.SecondProcess.next

    def next_(second: child.SecondProcess) -> object:
        told.append(ask(second))
        return told[-1]

    monkeypatch.setattr(child.SecondProcess, "next", next_)
    return told


def write(store: Store, database: Path) -> str:
    return Exporting(store, str(database)).export("bibtex").text


def test_two_processes_write_what_one_would(
    alone: str, store: Store, database: Path, asked: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child.SecondProcess, "waits", True)  # this process waits for all of it
    assert write(store, database) == alone
    assert [type(told) for told in asked] == [tuple, bytes, bytes, bytes, bytes]


@pytest.mark.parametrize("form", ["bibtex", "biblatex"])
@pytest.mark.parametrize("ascii_only", [True, False])
def test_each_format_goes_out_whole(
    database: Path,
    asked: list[object],
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    ascii_only: bool,
) -> None:
    store = open_store(str(database))
    monkeypatch.setattr(exporting, "_LARGE", COUNT + 1)
    papers = Exporting(store, str(database))
    expected = papers.export(form, ascii_only=ascii_only)
    monkeypatch.setattr(exporting, "_LARGE", 1)
    monkeypatch.setattr(child.SecondProcess, "waits", True)
    assert papers.export(form, ascii_only=ascii_only) == expected
    store.close()
    assert [type(told) for told in asked] == [tuple, bytes, bytes, bytes, bytes]


def test_one_that_would_write_other_papers_is_not_believed(
    alone: str, store: Store, database: Path, asked: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child.SecondProcess, "waits", True)
    monkeypatch.setattr(export_beside, "_AT_ONCE", 50)
    assert write(store, database) == alone
    assert bytes not in map(type, asked)


def test_a_process_that_cannot_be_started_costs_only_time(
    alone: str, store: Store, database: Path, asked: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> subprocess.Popen[bytes]:
        raise OSError(11, "no more processes")

    monkeypatch.setattr(child, "start_child", fail)
    assert write(store, database) == alone
    assert not any(asked)


def test_a_process_that_ends_early_costs_only_time(
    alone: str, store: Store, database: Path, asked: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child.SecondProcess, "waits", True)
    ask = child.SecondProcess.next

    def next_(second: child.SecondProcess) -> object:
        if len(asked) == 3:
            second.close()
        return ask(second)

    monkeypatch.setattr(child.SecondProcess, "next", next_)
    assert write(store, database) == alone
    assert [type(told) for told in asked[:4]] == [tuple, bytes, bytes, type(None)]


def test_a_process_that_may_have_seen_another_library_is_not_believed(
    alone: str, store: Store, database: Path, asked: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child.SecondProcess, "waits", True)
    numbers = map(str, itertools.count())
    monkeypatch.setattr(store, "changes", lambda: next(numbers))
    assert write(store, database) == alone
    assert bytes not in map(type, asked)


def test_a_choice_and_a_small_library_are_written_by_one(
    store: Store, database: Path, asked: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (
        "@article{key1,"
        in Exporting(store, str(database)).export("bibtex", Choice(words=("key1",))).text
    )
    monkeypatch.setattr(exporting, "_LARGE", COUNT + 1)
    assert write(store, database)
    assert not asked
