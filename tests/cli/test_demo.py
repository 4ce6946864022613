from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]


def test_demo_shows_what_it_found_and_what_to_try_next(
    cli: Run, study: Any, scanned: list[Any], tmp_path: Path
) -> None:
    study.events = [scanned[1], scanned[-1]]
    study.papers = study.papers[:1]
    folder = tmp_path / "새 폴더"
    given = cli("demo", "-o", str(folder))
    assert given.code == 0
    assert given.out.splitlines()[0] == f"The sample logs are now a library in {folder}"
    for said in (
        "1 paper found",
        "1. Transformer 논문 리뷰 (발표자: 박지훈)",
        "박지훈: Attention Is All You Need",
        "1 to decide",
        "paperstudy scan FOLDER",
        "paperstudy inbox",
        "paperstudy export bibtex -o papers.bib",
    ):
        assert said in given.out
    assert (folder / "demo.bib").read_text(encoding="utf-8").startswith("@article")
    assert study.settings.database == str(folder / "demo.db")
    assert study.settings.offline


def test_demo_makes_a_folder_of_its_own(
    cli: Run, study: Any, scanned: list[Any], tmp_path: Path, monkeypatch: Any
) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    study.events = [scanned[1], scanned[-1]]
    study.papers, study.items, study.meetings = study.papers[:1], [], []
    given = cli("demo")
    assert given.code == 0
    (made,) = [path for path in tmp_path.iterdir() if path.name.startswith("paperstudy-demo-")]
    assert str(made) in given.out
    assert "to decide" not in given.out


def test_demo_in_a_place_that_is_a_file_is_an_error(cli: Run, tmp_path: Path) -> None:
    place = tmp_path / "file"
    place.write_text("", encoding="utf-8")
    given = cli("demo", "-o", str(place))
    assert given.code == 2
    assert "cannot be made" in given.err
