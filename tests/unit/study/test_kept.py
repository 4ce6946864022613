"""What was begun and not saved outlives the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperstudy.config import Settings
from paperstudy.domain.errors import InvalidFileError
from paperstudy.study.kept import DRAFTS, OUTPUTS, change_kept, keep_outputs, read_kept

if TYPE_CHECKING:
    from pathlib import Path


def settings(folder: Path, name: str = "a") -> Settings:
    return Settings(database=str(folder / f"{name}.db"), data_folder=str(folder / "data"))


def test_drafts_come_back_for_their_own_library(tmp_path: Path) -> None:
    one, other = settings(tmp_path), settings(tmp_path, "b")
    change_kept(one, DRAFTS, {"Note on x": "반쯤 쓴 메모\n"})
    change_kept(other, DRAFTS, {"Note on x": "another"})
    assert read_kept(one, DRAFTS) == {"Note on x": "반쯤 쓴 메모\n"}
    change_kept(one, DRAFTS, {"Note on x": None})
    assert read_kept(one, DRAFTS) == {}
    assert read_kept(other, DRAFTS) == {"Note on x": "another"}


def test_without_drafts_no_file_is_made(tmp_path: Path) -> None:
    change_kept(settings(tmp_path), DRAFTS, {"a": None})
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"x": 3}', '{"a.db": {"x": 1}}'])
def test_a_file_that_is_none_of_ours_is_no_drafts(tmp_path: Path, text: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "drafts.json").write_text(text, "utf-8")
    assert read_kept(settings(tmp_path), DRAFTS) == {}


def test_a_folder_that_cannot_be_written_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", "utf-8")
    with pytest.raises(InvalidFileError):
        change_kept(settings(tmp_path), DRAFTS, {"a": "b"})


def test_files_written_to_are_kept_beside_each_other(tmp_path: Path) -> None:
    one = settings(tmp_path)
    keep_outputs(one, bibtex="refs.bib", last="bibtex")
    keep_outputs(one, csv="표.csv", last="csv")
    assert read_kept(one, OUTPUTS) == {"bibtex": "refs.bib", "csv": "표.csv", "last": "csv"}
    assert read_kept(settings(tmp_path, "b"), OUTPUTS) == {}


def test_where_nothing_can_be_kept_nobody_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file in the place of the folder")
    keep_outputs(settings(tmp_path), bibtex="refs.bib")
    assert read_kept(settings(tmp_path), OUTPUTS) == {}
