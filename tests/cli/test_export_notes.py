"""`export notes` into a person's folder, as it goes on for months."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from paperstudy.cli.app import run
from paperstudy.cli.call import Call
from paperstudy.domain.errors import StaleEditError
from paperstudy.study.files import apply_note
from paperstudy.study.noting import NoteChange

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Cli = Callable[..., "Given"]


class Given(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    def call(*arguments: str) -> Given:
        database = ("--database", str(tmp_path / "library.db"), "--offline")
        code = run([*arguments, *database], Call({}))
        return Given(code, *capsys.readouterr())

    call("add", "1706.03762", "1810.04805")
    return call


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    return tmp_path / "vault" / "papers"


def test_each_paper_has_a_note_and_again_changes_nothing(cli: Cli, vault: Path) -> None:
    assert cli("export", "notes", "-o", str(vault)).err == f"{vault}: 2 written, 0 removed\n"
    names = ["devlin2018bert.md", "vaswani2017attention.md"]
    assert sorted(path.name for path in vault.iterdir()) == names
    before = {path: path.stat().st_mtime_ns for path in vault.iterdir()}
    assert cli("export", "notes", "-o", str(vault)).err == f"{vault}: 0 written, 0 removed\n"
    assert {path: path.stat().st_mtime_ns for path in vault.iterdir()} == before


def test_only_the_papers_that_are_asked_for_are_touched(cli: Cli, vault: Path) -> None:
    assert cli("export", "notes", "bert", "-o", str(vault)).code == 0
    assert [path.name for path in vault.iterdir()] == ["devlin2018bert.md"]
    cli("tag", "devlin2018bert", "+new")
    assert cli("export", "notes", "attention", "-o", str(vault)).code == 0
    assert "new" not in (vault / "devlin2018bert.md").read_text(encoding="utf-8")


def test_words_stay_through_changes_a_new_key_and_a_move(cli: Cli, vault: Path) -> None:
    cli("export", "notes", "-o", str(vault))
    note = vault / "vaswani2017attention.md"
    note.write_text(note.read_text(encoding="utf-8") + "\n내 생각\n", encoding="utf-8")
    (vault / "deep").mkdir()
    (vault / "devlin2018bert.md").rename(vault / "deep" / "My BERT.md")
    cli("edit", "vaswani2017attention", "--key", "attention")
    cli("edit", "devlin2018bert", "--title", "Another Title")
    assert cli("export", "notes", "-o", str(vault)).err == f"{vault}: 2 written, 0 removed\n"
    assert sorted(path.name for path in vault.iterdir()) == ["attention.md", "deep"]
    text = (vault / "attention.md").read_text(encoding="utf-8")
    assert text.endswith("\n내 생각\n")
    assert 'key: "attention"' in text
    assert "Another Title" in (vault / "deep" / "My BERT.md").read_text(encoding="utf-8")
    assert cli("export", "notes", "-o", str(vault)).err == f"{vault}: 0 written, 0 removed\n"


def test_a_note_that_came_with_an_entry_is_text_and_ones_own_is_markdown(
    cli: Cli, vault: Path, tmp_path: Path
) -> None:
    entry = "@misc{odd, title={T}, abstract={![[a]]}, annote={<img src=x>\n\nread [[b]]}}"
    (tmp_path / "odd.bib").write_text(entry, encoding="utf-8")
    cli("import", str(tmp_path / "odd.bib"))
    cli("note", "vaswani2017attention", "--text", "see [[Transformers]]")
    assert cli("export", "notes", "-o", str(vault)).code == 0
    text = (vault / "odd.md").read_text(encoding="utf-8")
    assert "> !\\[\\[a\\]\\]\n" in text
    assert "> \\<img src=x>\n>\n> read \\[\\[b\\]\\]\n" in text
    own = (vault / "vaswani2017attention.md").read_text(encoding="utf-8")
    assert "> see [[Transformers]]\n" in own


def test_the_note_of_a_paper_that_is_gone_goes_unless_it_was_written_in(
    cli: Cli, vault: Path
) -> None:
    cli("export", "notes", "-o", str(vault))
    note = vault / "vaswani2017attention.md"
    note.write_text(note.read_text(encoding="utf-8") + "mine\n", encoding="utf-8")
    cli("remove", "vaswani2017attention", "devlin2018bert")
    assert cli("export", "notes", "-o", str(vault)).err == f"{vault}: 1 written, 1 removed\n"
    text = note.read_text(encoding="utf-8")
    assert "no longer in the library" in text
    assert text.endswith("mine\n")
    cli("undo")
    assert cli("export", "notes", "-o", str(vault)).err == f"{vault}: 2 written, 0 removed\n"
    assert "no longer" not in note.read_text(encoding="utf-8")


def test_merged_papers_lead_to_the_one_that_stays(cli: Cli, vault: Path) -> None:
    cli("export", "notes", "-o", str(vault))
    note = vault / "devlin2018bert.md"
    note.write_text(note.read_text(encoding="utf-8") + "mine\n", encoding="utf-8")
    cli("merge", "vaswani2017attention", "devlin2018bert")
    assert cli("export", "notes", "-o", str(vault)).code == 0
    assert "now [[vaswani2017attention]]" in note.read_text(encoding="utf-8")


def test_a_note_of_a_persons_own_is_never_written_over(cli: Cli, vault: Path) -> None:
    vault.mkdir(parents=True)
    (vault / "devlin2018bert.md").write_text("mine", encoding="utf-8")
    given = cli("export", "notes", "-o", str(vault))
    assert given.code == 8
    assert "has no markers" in given.err
    assert (vault / "devlin2018bert.md").read_text(encoding="utf-8") == "mine"
    assert (vault / "vaswani2017attention.md").exists()


def test_a_folder_that_cannot_be_is_an_error(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert cli("export", "notes", "-o", str(tmp_path / "file")).code == 2
    assert cli("export", "notes").code == 2
    assert cli("export", "notes", "nobody2020", "-o", str(tmp_path / "v")).code == 3


def test_a_note_that_changed_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    note = tmp_path / "note.md"
    note.write_bytes(b"now")
    for change in (
        NoteChange(note, b"then", b"new", note),
        NoteChange(note, None, b"new", note),
        NoteChange(note, b"then", None, note),
    ):
        with pytest.raises(StaleEditError):
            apply_note(change)
    assert note.read_bytes() == b"now"
