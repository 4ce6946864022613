"""What an editor saves comes back, whatever it does to the file; nothing is lost."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.papers import PaperEdit

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]

KEY = "vaswani2017attention"


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return what makes a program the person's editor; its code does something to `path`."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def install(code: str) -> None:
        script = tmp_path / "editor.py"
        script.write_text(
            f"import pathlib, sys\npath = pathlib.Path(sys.argv[1])\n{code}\n", encoding="utf-8"
        )
        monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')

    return install


def left(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.startswith("paperstudy-")]


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_note_may_be_saved_in_any_code_of_a_korean_editor(
    cli: Run, study: Any, editor: Callable[[str], None], tmp_path: Path, code: str
) -> None:
    editor(f"path.write_bytes('회의에서 읽은\\r\\n논문 메모\\r\\n'.encode('{code}'))")
    assert cli("note", KEY).code == 0
    assert study.asked[-1][2] == "회의에서 읽은\n논문 메모\n"
    assert left(tmp_path) == []


def test_note_that_is_no_text_is_kept_and_named(
    cli: Run, study: Any, editor: Callable[[str], None], tmp_path: Path
) -> None:
    editor("path.write_bytes(b'\\xff\\x80\\xff\\x81')")
    given = cli("note", KEY)
    assert given.code == InvalidFileError.exit_code
    assert [asked[0] for asked in study.asked] == ["get"]
    (kept,) = left(tmp_path)
    assert kept.name in given.err
    assert kept.read_bytes() == b"\xff\x80\xff\x81"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("note", KEY), "nothing changed\n"),
        (("edit", KEY), "nothing changed\n"),
        (("add", "--title", "T", "--edit"), "nothing is added\n"),
    ],
)
def test_file_that_the_editor_took_away_is_nothing_saved(
    cli: Run, editor: Callable[[str], None], line: tuple[str, ...], said: str
) -> None:
    editor("path.unlink()")
    given = cli(*line)
    assert (given.code, given.err) == (0, said)


def test_form_in_cp949_is_read(cli: Run, study: Any, editor: Callable[[str], None]) -> None:
    editor("path.write_bytes('title: 한국어 논문\\nauthor: 김철수\\n'.encode('cp949'))")
    cli("add", "--edit")
    edit = study.asked[-1][1]
    assert isinstance(edit, PaperEdit)
    assert edit.title == "한국어 논문"


def test_emptied_form_adds_nothing(cli: Run, editor: Callable[[str], None], tmp_path: Path) -> None:
    editor("path.write_text('')")
    given = cli("add", "--edit", "--title", "T")
    assert (given.code, given.err, left(tmp_path)) == (0, "nothing is added\n", [])


def test_editor_that_saves_and_then_fails_loses_nothing(
    cli: Run, editor: Callable[[str], None], tmp_path: Path
) -> None:
    editor("path.write_text('mine')\nsys.exit(1)")
    given = cli("note", KEY)
    assert given.code == 2
    (kept,) = left(tmp_path)
    assert kept.name in given.err
    assert kept.read_text(encoding="utf-8") == "mine"
    kept.unlink()
    editor("sys.exit(1)")
    assert "nothing is saved" in cli("note", KEY).err
    assert left(tmp_path) == []


def test_folder_that_takes_no_file_is_said(
    cli: Run, editor: Callable[[str], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor("pass")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "no"))
    given = cli("note", KEY)
    assert given.code == 2
    assert "cannot be written (No such file or directory)" in given.err


def test_form_says_what_its_fields_are(
    cli: Run, editor: Callable[[str], None], tmp_path: Path
) -> None:
    editor("(path.parent / 'seen').write_bytes(path.read_bytes())")
    cli("edit", KEY, "--lang", "ko")
    head, fields, title = (tmp_path / "seen").read_text(encoding="utf-8").splitlines()[:3]
    assert head.startswith("# ")
    assert "venue(발표된 곳)" in fields
    assert title.startswith("title: ")
