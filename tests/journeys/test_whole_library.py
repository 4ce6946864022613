"""A whole library through a file: whatever a group did with it, the copy is the same library."""

from __future__ import annotations

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from paperstudy.cli.app import run
from paperstudy.cli.call import Call
from paperstudy.store.revisions import HEAD
from paperstudy.study.demo import sample_logs

ENTRY = """@article{lee2019made, title = {A {Made}-up \\"Uber Paper}, author = {Lee, Ann and
김, 철수}, year = 2019, doi = {10.5555/made.1}, keywords = {made, up}, annote = {Read\\ntwice},
file = {one.pdf}, zzz = {\\LaTeX{} \\alpha}, }"""
STEPS = [
    ["note", "dosovitskiy2020image", "--text", "먼저 읽기 \N{GRINNING FACE}\n\tand \"again\""],
    ["tag", "he2015deep", "+vision", "+고전"],
    ["edit", "he2019momentum", "--title", "Momentum, as we call it", "--author", "He, Kaiming"],
    ["reading", "add", "he2015deep", "--priority", "2"],
    ["reading", "add", "ho2020denoising", "--person", "한결", "--note", "천천히"],
    ["reading", "nominate", "ho2020denoising", "--by", "한결"],
    ["reading", "vote", "ho2020denoising", "--by", "Marta Soler"],
    ["inbox", "choose", "13", "1"],
    ["inbox", "reject", "50"],
    ["remove", "hu2021lora"],
    ["merge", "radford2021learning", "jia2021scaling"],
    ["edit", "liu2023lost", "--key", "lost"],
    ["import", "ENTRY"],
    ["session", "new", "2026-12-01", "--title", "Cake"],
    ["session", "repeat", "tuesday", "19:00", "--holiday", "2026-12-29"],
    ["session", "attend", "1", "--absent", "Marta Soler"],
    ["todo", "done", "1"],
    ["person", "add", "Zoë"],
    ["undo"],
]  # fmt: skip


def cli(database: Path, *arguments: str) -> int:
    environ = {"PAPERSTUDY_ME": "한결", "PAPERSTUDY_LANGUAGE": "en"}
    return run([*arguments, "--database", str(database), "--offline"], Call(environ))


def tables(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a library's file holds, but what is its machine's own."""
    left_out = {"journal", "journal_changes", "hosts"}
    with closing(sqlite3.connect(database)) as connection:
        made = (
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'paper_search%'"
        )
        names = [name for (name,) in connection.execute(made) if name not in left_out]
        found = {
            name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=str)
            for name in names
        }
    counted = found["sqlite_sequence"]
    found["sqlite_sequence"] = [row for row in counted if row[0] not in left_out and row[1]]
    return found


@pytest.mark.parametrize("seed", range(4))
def test_export_import_export_is_equal_byte_for_byte(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], seed: int
) -> None:
    chance = random.Random(seed)
    (tmp_path / "entry.bib").write_text(ENTRY, encoding="utf-8")
    here, there = tmp_path / "here.db", tmp_path / "there.db"
    with sample_logs() as logs:
        assert cli(here, "scan", str(logs)) == 0
    for step in chance.sample(STEPS, 15):
        words = [str(tmp_path / "entry.bib") if word == "ENTRY" else word for word in step]
        assert cli(here, *words) == 0, step
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert cli(here, "export", "library", "-o", str(first)) == 0
    assert cli(there, "import", str(first)) == 0
    assert cli(there, "export", "library", "-o", str(second)) == 0
    assert first.read_bytes() == second.read_bytes()
    assert tables(here) == tables(there)
    assert json.loads(first.read_text(encoding="utf-8"))["paperstudy"] == "library"
    capsys.readouterr()
    shown = []
    for database in (here, there):
        for words in (["list"], ["session", "list"], ["reading", "list"], ["search", "vision"]):
            assert cli(database, *words, "--json") == 0
        shown.append(capsys.readouterr().out)
    assert shown[0] == shown[1]


def test_the_copy_goes_on_where_the_library_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, there, file = tmp_path / "here.db", tmp_path / "there.db", tmp_path / "library.json"
    with sample_logs() as logs:
        assert cli(here, "scan", str(logs)) == 0
        assert cli(here, "export", "library", "-o", str(file)) == 0
        assert cli(there, "import", str(file)) == 0
        capsys.readouterr()
        assert cli(there, "scan", str(logs)) == 0
    assert "7 logs, nothing changed" in capsys.readouterr().err
    assert cli(there, "undo") == 0
    assert "nothing to undo" in capsys.readouterr().err


def test_what_does_not_go_in_is_said_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, there, file = tmp_path / "here.db", tmp_path / "there.db", tmp_path / "library.json"
    assert cli(here, "add", "1706.03762") == 0
    assert cli(here, "export", "library", "-o", str(file)) == 0
    assert cli(here, "import", str(file)) == 3
    assert "is not empty" in capsys.readouterr().err
    assert cli(there, "import", str(file), "--dry-run") == 2
    (tmp_path / "more.bib").write_text(ENTRY, encoding="utf-8")
    for more in ([str(tmp_path / "more.bib")], ["--format", "csl"]):
        capsys.readouterr()
        assert cli(there, "import", str(file), *more) == 2
        assert "holds a whole library, which goes in alone" in capsys.readouterr().err
    text = file.read_text(encoding="utf-8")
    for old, new, said in (
        ('"schema": 1', '"schema": 2', "newer paperstudy"),
        ('"revision": "', '"revision": "9', "newer paperstudy"),
        (f'"revision": "{HEAD}', '"revision": "0002', "older paperstudy"),
        (text[-200:], "", "cut short"),
        ('"entry_type":', '"entry_typo":', "row 1 of papers does not have its columns: entry_typ"),
    ):
        file.write_text(text.replace(old, new), encoding="utf-8")
        assert cli(there, "import", str(file)) == 2
        assert said in capsys.readouterr().err
    file.write_text(text, encoding="utf-8")
    assert cli(there, "import", str(file), "--json") == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["papers"] == 1
    assert f"`paperstudy undo` does not take this back; to be rid of it, delete {there}" in told.err


def test_a_library_goes_to_standard_output_and_an_empty_one_too(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert cli(tmp_path / "none.db", "export", "library") == 0
    told = json.loads(capfdbinary.readouterr().out)
    assert told["tables"]["papers"] == []
    assert not (tmp_path / "none.db").exists()


def test_an_empty_library_never_replaces_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "library.json"
    file.write_text("a copy that somebody needs", encoding="utf-8")
    assert cli(tmp_path / "none.db", "export", "library", "-o", str(file)) == 3
    assert "is left as it is" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "a copy that somebody needs"
