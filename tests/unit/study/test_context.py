"""The lines around a mention, as the file has them now."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from paperstudy.study.context import read_around

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "one\ntwo\n- 논문: ERNIE\nfour\nfive\nsix\n"


def test_two_lines_before_and_behind_are_shown(tmp_path: Path) -> None:
    log = tmp_path / "a.md"
    log.write_text(TEXT, "utf-8")
    found = read_around(str(log), 3, "- 논문: ERNIE")
    assert found.line == 3
    assert [number for number, _ in found.lines] == [1, 2, 3, 4, 5]
    assert found.lines[2] == (3, "- 논문: ERNIE")


def test_a_line_that_moved_is_found_where_it_is_now(tmp_path: Path) -> None:
    log = tmp_path / "a.md"
    log.write_text(f"new\nnew\n{TEXT}", "utf-8")
    assert read_around(str(log), 3, "- 논문: ERNIE").line == 5
    assert read_around(str(log), 3, "- 논문: ER…").line == 5, "the excerpt was cut"


def test_where_the_line_or_the_file_has_gone_it_is_as_it_was_scanned(tmp_path: Path) -> None:
    log = tmp_path / "a.md"
    log.write_text("another text\n", "utf-8")
    for path in (log, tmp_path / "gone.md", tmp_path):
        assert read_around(str(path), 3, "- 논문: ERNIE").lines == ((3, "- 논문: ERNIE"),)


def test_control_codes_of_a_file_do_not_come_along(tmp_path: Path) -> None:
    log = tmp_path / "a.md"
    log.write_text("\x1b[31mred\x1b[0m\nplain\n", "utf-8")
    assert read_around(str(log), 2, "plain").lines[0] == (1, "red")


def test_a_log_inside_an_archive_is_read_there(tmp_path: Path) -> None:
    archive = tmp_path / "export.zip"
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("Day 1.md", TEXT)
    found = read_around(f"{archive.as_posix()}/Day 1.md", 3, "- 논문: ERNIE")
    assert len(found.lines) == 5
