"""Reading ahead: the same entries from a second process, and no harm when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from paperstudy.domain.errors import StoreError
from paperstudy.domain.importing import ImportFile
from paperstudy.formats import bibtex_in
from paperstudy.formats.bibtex_in import cut_bibtex, read_bibtex
from paperstudy.study import import_files
from paperstudy.study.child import SecondProcess
from paperstudy.study.import_ahead import ReadAhead

ENTRIES = "\n".join(
    f"@article{{key{number}, title = {{A title {number}}}, author = {{김철수 and Lee, Ann}}, file = {{a.pdf}}}}"
    for number in range(1200)
)
TEXT = (
    f"@article{{key0, title = {{}}}}\n@article{{broken, title = {{A\n\n{ENTRIES}\n@proceedings{{}}"
)


@pytest.fixture
def helper() -> Iterator[ReadAhead]:
    with closing(ReadAhead()) as started:
        yield started


def told(helper: ReadAhead, text: str) -> ImportFile:
    stream = helper.open(text, "/papers")
    entries = tuple(stream.entries)
    return ImportFile(entries, stream.broken, stream.others, stream.missing)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bibtex_in, "_PIECE", 10_000)


@pytest.mark.parametrize("waits", [True, False])
def test_two_processes_read_what_one_would(
    helper: ReadAhead, monkeypatch: pytest.MonkeyPatch, waits: bool
) -> None:
    taken: list[object] = []
    take = SecondProcess.next

    def next_(second: SecondProcess) -> object:
        taken.append(take(second))
        return taken[-1]

    monkeypatch.setattr(SecondProcess, "next", next_)
    monkeypatch.setattr(SecondProcess, "waits", waits)  # else this one takes as many as it can
    text = TEXT * 4
    assert told(helper, text) == read_bibtex(text, "/papers")
    count = len(cut_bibtex(text)[1])
    assert len(taken) == count if waits else 1 < len(taken) < count
    assert None not in taken


def test_what_one_piece_defines_all_can_use(helper: ReadAhead) -> None:
    text = '@string{venue = "A Venue"}\n' + ENTRIES.replace("file = ", "journal = venue, file = ")
    read = told(helper, text)
    assert {record.venue for record in read.records} == {"A Venue"}
    assert read == read_bibtex(text, "/papers")


def test_a_helper_that_ends_at_once_costs_only_time(helper: ReadAhead) -> None:
    helper.close()
    assert told(helper, TEXT) == read_bibtex(TEXT, "/papers")


def test_what_a_helper_leaves_is_read_here(helper: ReadAhead) -> None:
    entries = helper.open(TEXT, "/papers").entries
    first = next(entries)
    helper.close()
    assert (first, *entries) == read_bibtex(TEXT, "/papers").entries


def test_a_text_without_entries_has_none(helper: ReadAhead) -> None:
    assert told(helper, "% nothing at all\n") == ImportFile()


def test_a_helper_is_ended_where_the_library_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, helper: ReadAhead
) -> None:
    path = tmp_path / "large.bib"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(import_files, "WORTH_IT", 1)
    monkeypatch.setattr(import_files, "ReadAhead", lambda _: helper)
    monkeypatch.setattr(import_files, "count_processors", lambda: 2)

    def fail() -> None:
        raise StoreError("there is no room")

    with pytest.raises(StoreError):
        import_files.read_file(path, meanwhile=fail)
    assert helper._second.next() is None
