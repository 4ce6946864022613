"""`export ics` at the terminal: where the times are, and what is no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.unit.formats.ics_reader import read_calendar

NOTICE = (
    "nobody knows the time zone of these sessions, so every calendar takes their times for its "
    'own; set one, for example time_zone = "Asia/Seoul" in paperstudy.toml\n'
)


@pytest.fixture
def desk(empty_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Run command lines one after another on one library, on a machine in no known time zone."""
    monkeypatch.setenv("TZ", "KST-9")
    return empty_desk


def test_times_of_no_zone_are_said_to_be_so_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk("session", "new", "2026-11-27", "10:00", "--title", "Vision")
    desk("session", "repeat", "monday", "9:00", "--title", "Mondays")
    done = desk("export", "ics", "-o", "study.ics")
    assert (done.code, done.err) == (0, f"{NOTICE}study.ics: 2 sessions\n")
    assert desk("export", "ics", "-o", "study.ics", "--quiet").err == ""
    monkeypatch.setenv("PAPERSTUDY_TIME_ZONE", "Asia/Seoul")
    assert desk("export", "ics", "-o", "study.ics").err == "study.ics replaced: 2 sessions\n"


def test_sessions_of_whole_days_need_no_zone(desk: Desk) -> None:
    desk("session", "new", "2026-11-27", "--title", "Vision")
    assert desk("export", "ics", "-o", "study.ics").err == "study.ics: 1 session\n"


def test_a_calendar_of_what_is_no_more_is_written_all_the_same(desk: Desk, tmp_path: Path) -> None:
    desk("session", "new", "2026-11-27", "--title", "Vision")
    desk("export", "ics", "-o", "study.ics")
    assert desk("session", "remove", "1").code == 0
    assert desk("export", "ics", "-o", "study.ics").err == "study.ics replaced: 0 sessions\n"
    (event,) = read_calendar((tmp_path / "study.ics").read_bytes())
    assert event.status == "CANCELLED"


@pytest.mark.parametrize(("kind", "what"), [("ics", "calendar"), ("bibtex", "BibTeX")])
def test_a_file_that_holds_something_else_is_not_written_over(
    desk: Desk, tmp_path: Path, kind: str, what: str
) -> None:
    desk("session", "new", "2026-11-27", "--title", "Reading")
    desk("add", "arxiv:1706.03762")
    notes = tmp_path / "notes.md"
    notes.write_text("# notes of ann@example.org\n", encoding="utf-8")
    refused = desk("export", kind, "-o", "notes.md")
    assert refused.code == 3
    assert f"notes.md holds no {what}, and is left as it is" in refused.err
    assert notes.read_text(encoding="utf-8") == "# notes of ann@example.org\n"
    assert desk("export", kind, "-o", "notes.md", "--force").code == 0
    assert desk("export", kind, "-o", "notes.md").code == 0, "it is one now"


def test_a_bib_file_kept_by_hand_is_replaced_by_force_alone(desk: Desk, tmp_path: Path) -> None:
    desk("add", "arxiv:1706.03762", "arxiv:1810.04805")
    desk("export", "bibtex", "-o", "refs.bib")
    fewer = desk("export", "bibtex", "arxiv:1706.03762", "-o", "refs.bib")
    assert (fewer.code, fewer.err) == (0, "refs.bib replaced: 1 paper, it had 2\n")
    mine = "% do not touch\n@article{mine, title = {Mine}, year = {2001}}\n"
    (tmp_path / "refs.bib").write_text(mine, encoding="utf-8")
    refused = desk("export", "biblatex", "-o", "refs.bib")
    assert refused.code == 3
    assert "refs.bib holds what is not from here (line 1), and is left as it is" in refused.err
    assert (tmp_path / "refs.bib").read_text(encoding="utf-8") == mine
    assert desk("export", "bibtex", "-o", "refs.bib", "--force").code == 0


@pytest.mark.parametrize("kind", ["bibtex", "csl"])
def test_no_papers_make_no_file(desk: Desk, tmp_path: Path, kind: str) -> None:
    done = desk("export", kind, "tag:none", "-o", "new.bib")
    assert (done.code, done.err) == (0, "nothing fits the query\n")
    assert not (tmp_path / "new.bib").exists()
