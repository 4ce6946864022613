"""What a path that is begun may become."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from paperstudy.study.paths import list_paths, place_of, shown_path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for name in ("refs.bib", "Readme.md", ".hidden", "home/노트.bib"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    return tmp_path


def test_names_are_completed_in_any_case_and_hidden_ones_only_if_asked(folder: Path) -> None:
    assert list_paths("") == (f"home{os.sep}", "Readme.md", "refs.bib")
    assert list_paths("RE") == ("Readme.md", "refs.bib")
    assert list_paths(".") == (".hidden",)
    assert list_paths("home/") == ("home/노트.bib",)
    assert list_paths("~") == ("~/노트.bib",)
    assert list_paths(f"{folder}/ref") == (f"{folder}/refs.bib",)


@pytest.mark.parametrize("typed", ["nowhere/", "~nobody-here/", "a\0b/", "refs.bib/"])
@pytest.mark.usefixtures("folder")
def test_what_is_no_folder_holds_nothing(typed: str) -> None:
    assert list_paths(typed) == ()


def test_a_whole_path_is_shown_as_one_types_it(folder: Path) -> None:
    assert shown_path(str(place_of("refs.bib"))) == "refs.bib"
    assert shown_path(str(place_of(" ~/노트.bib "))) == f"home{os.sep}노트.bib"
    assert shown_path("/elsewhere/x.bib") == "/elsewhere/x.bib"
    os.chdir(folder / "home")
    assert shown_path(str(folder / "home" / "노트.bib")) == "노트.bib"
