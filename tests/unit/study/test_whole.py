"""The whole library as long work: written or taken in as one, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperstudy.config import Settings
from paperstudy.domain.errors import ConflictError, InvalidFileError
from paperstudy.domain.events import CancelToken, Finished
from paperstudy.domain.papers import PaperEdit
from paperstudy.study import open_study

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paperstudy.domain.events import Event
    from paperstudy.study.study import Study


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    settings = Settings(database=str(tmp_path / "a.db"), archive=str(tmp_path / "archive.db"))
    with open_study(settings) as study:
        study.library.add_manual(PaperEdit(title="주의 집중"), ["2101.00001"])
        yield study


def last(events: Iterator[Event]) -> Finished:
    *_, end = events
    assert isinstance(end, Finished)
    return end


def test_a_library_is_written_and_makes_an_equal_one(study: Study, tmp_path: Path) -> None:
    out = tmp_path / "group.json"
    assert last(study.whole.write(str(out), cancel=CancelToken())) == Finished(1)
    with open_study(Settings(database=str(tmp_path / "b.db"))) as other:
        assert last(other.whole.take(out, cancel=CancelToken())) == Finished(1)
        again = tmp_path / "again.json"
        last(other.whole.write(str(again), cancel=CancelToken()))
    assert again.read_bytes() == out.read_bytes()


def test_what_is_stopped_leaves_file_and_library_as_they_were(study: Study, tmp_path: Path) -> None:
    out, stopped = tmp_path / "group.json", CancelToken()
    last(study.whole.write(str(out), cancel=CancelToken()))
    before = out.read_bytes()
    stopped.cancel()
    assert last(study.whole.write(str(out), cancel=stopped)).cancelled
    assert out.read_bytes() == before
    with open_study(Settings(database=str(tmp_path / "b.db"))) as other:
        assert last(other.whole.take(out, cancel=stopped)).cancelled
        assert other.whole.is_empty()


def test_nothing_never_replaces_a_library_and_a_folder_is_no_file(tmp_path: Path) -> None:
    held = tmp_path / "group.json"
    held.write_text("{}")
    with open_study(Settings(database=str(tmp_path / "b.db"))) as other:
        with pytest.raises(ConflictError):
            last(other.whole.write(str(held), cancel=CancelToken()))
        with pytest.raises(InvalidFileError):
            last(other.whole.write(str(tmp_path), cancel=CancelToken()))
