"""`import` on the real house."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from paperstudy.cli.app import run
from paperstudy.cli.call import Call
from tests.cli.conftest import NOW, TERMINAL, Outcome

Run = Callable[..., Outcome]

BIB = """@article{kim2020work,
  title = {A Work of Some Words}, author = {Kim, Ann}, journal = {Nature}, year = {2020},
}
@inproceedings{lee2021, title = {한국어 논문의 긴 제목}, author = {이영희}, booktitle = {학회}, year = 2021}
@misc{empty, note = {x}}
@article{broken, title = {No
"""


@pytest.fixture
def house(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line on a library of its own, as on a terminal of 80 columns."""

    def invoke(*arguments: str) -> Outcome:
        capsys.readouterr()
        call = Call(environ=dict(os.environ), drawn=TERMINAL, clock=lambda: NOW)
        code = run(("--database", str(tmp_path / "l.db"), "--offline", *arguments), call)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return invoke


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    path = tmp_path / "refs.bib"
    path.write_text(BIB, encoding="utf-8")
    return path


def test_a_dry_run_lists_what_would_come_and_writes_nothing(house: Run, bib: Path) -> None:
    given = house("import", str(bib), "--dry-run")
    assert given.out == (
        "new  kim2020work  A Work of Some Words\nnew  lee2021      한국어 논문의 긴 제목\n"
    )
    assert "nothing is written yet: 2 new, 0 merged, 0 the same, 2 not read" in given.err
    assert given.code == 8
    assert house("list", "--json").out.strip() == "[]"


def test_what_is_broken_is_said_and_kept_aside(house: Run, bib: Path, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.bib"
    given = house("import", str(bib), "--rejects", str(rejects))
    assert given.code == 8
    assert given.out == ""
    assert "refs.bib:5 is no entry that can be read" in given.err
    assert "2 new, 0 merged, 0 the same, 2 not read" in given.err
    text = rejects.read_text(encoding="utf-8")
    assert "@misc{empty, note = {x}}" in text
    assert "@article{broken, title = {No" in text
    rejects.write_text(text.replace("{No", "{Now Whole}}"), encoding="utf-8")
    assert "1 new, 0 merged, 0 the same, 1 not read" in house("import", str(rejects)).err


def test_what_differs_is_listed_and_what_is_the_same_is_counted(house: Run, bib: Path) -> None:
    house("import", str(bib))
    house("edit", "kim2020work", "--title", "Another Name", "--key", "mine")
    given = house("import", str(bib))
    assert "0 new, 0 merged, 2 the same" in given.err
    assert given.out == (
        "same  mine  Another Name\n"
        "    kim2020work leads to it too\n"
        "    title differs: here “Another Name”, in the file “A Work of Some Words”\n"
    )
    assert "1 paper says something else here than in the file; it stays as it is here" in given.err
    assert house("show", "kim2020work").out.split()[2:4] == ["Key", "mine"]


def test_json_has_a_line_for_each_entry(house: Run, bib: Path) -> None:
    rows = [json.loads(line) for line in house("import", str(bib), "--json").out.splitlines()]
    assert rows[0] == {
        "outcome": "new",
        "key": "kim2020work",
        "title": "A Work of Some Words",
        "entry": "kim2020work",
        "path": str(bib),
        "line": 1,
        "filled": [],
        "changed": [],
        "conflicts": [],
    }
    assert [row["entry"] for row in rows] == ["kim2020work", "lee2021"]


def test_an_import_is_undone_whole(house: Run, bib: Path) -> None:
    house("import", str(bib))
    assert "import refs.bib" in house("undo").out
    assert house("list", "--json").out.strip() == "[]"


def test_a_file_of_no_known_kind_names_those_that_are(house: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.doc"
    path.write_text("words", encoding="utf-8")
    given = house("import", str(path))
    assert given.code == 2
    assert "is in no format that is known here" in given.err
    assert "bibtex, csl, ris" in given.err
    given = house("import", str(path), "--format", "word")
    assert "no format is called “word”" in given.err


def test_a_name_that_no_file_can_have_is_an_error_of_the_file(house: Run) -> None:
    given = house("import", "a" * 300 + ".bib")
    assert (given.code, given.out) == (2, "")
    assert given.err.startswith("error: aaa")
    assert "too long" in given.err


def test_adding_a_bib_file_is_importing_it(house: Run, bib: Path) -> None:
    given = house("add", str(bib))
    assert given.code == 8
    assert [line.split()[0] for line in given.out.splitlines()] == ["kim2020work", "lee2021"]
    assert "import refs.bib" in house("undo").out


def test_a_file_that_is_right_replaces_what_another_said(
    house: Run, bib: Path, tmp_path: Path
) -> None:
    house("import", str(bib))
    other = tmp_path / "other.bib"
    other.write_text(BIB[: BIB.index("@inproceedings")].replace("2020}", "2021}"), encoding="utf-8")
    kept = house("import", str(other))
    assert "year differs: here “2020”, in the file “2021”" in kept.out
    given = house("import", str(other), "--replace")
    assert given.out == (
        "changed  kim2020work  A Work of Some Words\n"
        "    year changes: here “2020”, from now on “2021”\n"
    )
    assert "0 new, 0 merged, 1 changed, 0 the same" in given.err
    assert "2021" in house("export", "bibtex").out


def test_what_is_broken_goes_over_no_file_that_is_there(
    house: Run, bib: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "precious.txt"
    mine.write_text("mine", encoding="utf-8")
    for path, held in ((mine, "mine"), (bib, BIB)):
        given = house("import", str(bib), "--rejects", str(path))
        assert (given.code, "is there already" in given.err) == (3, True)
        assert path.read_text(encoding="utf-8") == held
    assert house("list", "--json").out.strip() == "[]"


def test_a_place_that_takes_no_rejects_is_told_before_anything_is_taken_in(
    house: Run, bib: Path, tmp_path: Path
) -> None:
    place = tmp_path / "nodir" / "x.bib"
    given = house("import", str(bib), "--rejects", str(place))
    assert given.code == 2
    assert f"{place} cannot be written" in given.err
    assert house("list", "--json").out.strip() == "[]"


def test_rejects_that_nothing_goes_into_are_no_file(house: Run, tmp_path: Path) -> None:
    bib = tmp_path / "good.bib"
    bib.write_text("@misc{a, title = {A Work of Some Words}}\n", encoding="utf-8")
    assert house("import", str(bib), "--rejects", str(tmp_path / "x.bib")).code == 0
    assert not (tmp_path / "x.bib").exists()


def test_of_several_files_the_one_that_cannot_be_read_is_named(
    house: Run, bib: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text('[{"title": "A Work", ', encoding="utf-8")
    given = house("import", str(bib), str(bad))
    assert given.code == 2
    assert given.err.startswith(f"error: {bad}: the file is no JSON: line 1 cannot be read")
    assert house("list", "--json").out.strip() == "[]"


def test_a_key_that_is_taken_is_told_as_that(house: Run, tmp_path: Path) -> None:
    bib = tmp_path / "twice.bib"
    bib.write_text(
        "@article{dup, title={One Work Alone}}\n@article{dup, title={Another Thing Entirely}}\n",
        encoding="utf-8",
    )
    given = house("import", str(bib))
    assert given.err == (
        "2 new, 0 merged, 0 the same\n1 entry has the key of another paper, which keeps it\n"
    )
