"""What was begun and not saved outlives the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from paperstudy.config import Settings
from paperstudy.domain.errors import InvalidFileError
from paperstudy.study.drafts import read_drafts, write_drafts

if TYPE_CHECKING:
    from pathlib import Path


def settings(folder: Path, name: str = "a") -> Settings:
    return Settings(database=str(folder / f"{name}.db"), data_folder=str(folder / "data"))


def test_drafts_come_back_for_their_own_library(tmp_path: Path) -> None:
    one, other = settings(tmp_path), settings(tmp_path, "b")
    write_drafts(one, {"Note on x": "반쯤 쓴 메모\n"})
    write_drafts(other, {"Note on x": "another"})
    assert read_drafts(one) == {"Note on x": "반쯤 쓴 메모\n"}
    write_drafts(one, {})
    assert read_drafts(one) == {}
    assert read_drafts(other) == {"Note on x": "another"}


def test_without_drafts_no_file_is_made(tmp_path: Path) -> None:
    write_drafts(settings(tmp_path), {})
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"x": 3}', '{"a.db": {"x": 1}}'])
def test_a_file_that_is_none_of_ours_is_no_drafts(tmp_path: Path, text: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "drafts.json").write_text(text, "utf-8")
    assert read_drafts(settings(tmp_path)) == {}


def test_a_folder_that_cannot_be_written_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", "utf-8")
    with pytest.raises(InvalidFileError):
        write_drafts(settings(tmp_path), {"a": "b"})
