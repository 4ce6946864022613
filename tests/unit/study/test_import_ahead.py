"""Reading ahead: the same entries from a second process, and no harm when it fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from paperstudy.domain.errors import StoreError
from paperstudy.formats.bibtex_in import read_bibtex
from paperstudy.study import import_files
from paperstudy.study.import_ahead import ReadAhead

ENTRIES = "\n".join(
    f"@article{{key{number}, title = {{A title {number}}}, author = {{김철수 and Lee, Ann}}, file = {{a.pdf}}}}"
    for number in range(1200)
)
TEXT = (
    f"@article{{key0, title = {{}}}}\n@article{{broken, title = {{A\n\n{ENTRIES}\n@proceedings{{}}"
)


@pytest.fixture
def started() -> Iterator[list[ReadAhead]]:
    helpers: list[ReadAhead] = []
    yield helpers
    for helper in helpers:
        helper.close()


def start(started: list[ReadAhead], text: str) -> ReadAhead:
    started.append(ReadAhead(text, "/papers"))
    return started[-1]


def test_the_helper_reads_what_we_would_read(started: list[ReadAhead]) -> None:
    stream = start(started, TEXT).open()
    expected = read_bibtex(TEXT, "/papers")
    assert tuple(stream.entries) == expected.entries
    assert (stream.broken, stream.others) == (expected.broken, expected.others)


def test_a_helper_that_ends_at_once_costs_only_time(started: list[ReadAhead]) -> None:
    helper = start(started, TEXT)
    helper.close()
    assert tuple(helper.open().entries) == read_bibtex(TEXT, "/papers").entries


def test_what_a_helper_leaves_is_read_here(started: list[ReadAhead]) -> None:
    helper = start(started, TEXT)
    entries = helper.open().entries
    first = next(entries)
    helper.close()
    expected = read_bibtex(TEXT, "/papers")
    assert (first, *entries) == expected.entries


def test_a_text_without_entries_has_none(started: list[ReadAhead]) -> None:
    stream = start(started, "% nothing at all\n").open()
    assert stream.count == 0
    assert list(stream.entries) == []


def test_a_helper_is_ended_where_the_library_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, started: list[ReadAhead]
) -> None:
    path = tmp_path / "large.bib"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(import_files, "WORTH_IT", 1)
    monkeypatch.setattr(import_files, "ReadAhead", lambda text, _: start(started, text))

    def fail() -> None:
        raise StoreError("there is no room")

    with pytest.raises(StoreError):
        import_files.read_file(path, meanwhile=fail)
    assert started[0]._helper.waits
