"""Notes that come with entries: what is taken, what a person made of it, what goes out."""

from __future__ import annotations

from pathlib import Path

import pytest

from paperstudy.domain.events import Notice
from paperstudy.study.choosing import Choice
from paperstudy.study.study import Study
from tests.unit.study.test_importing import NEW, SAME, outcomes, take, write


def test_a_note_that_nobody_touched_follows_a_file_that_is_to_replace_others(
    study: Study, tmp_path: Path
) -> None:
    path = write(tmp_path, "@misc{k, title={T}, annote={One}}")
    take(study, path)
    write(tmp_path, "@misc{k, title={T}, annote={Two}}")
    take(study, path)
    assert study.library.get("k").note == "One"
    take(study, path, replace=True)
    assert study.library.get("k").note == "Two"
    study.library.set_note("k", "Mine")
    write(tmp_path, "@misc{k, title={T}, annote={Three}}")
    take(study, path, replace=True)
    assert study.library.get("k").note == "Mine"


@pytest.mark.parametrize("name", ["annote", "annotation"])
def test_a_note_that_a_person_changed_goes_out_as_it_is_now(
    study: Study, tmp_path: Path, name: str
) -> None:
    text = f"@misc{{k, title = {{T}}, {name} = {{One {{\\o}}f\n\n  it}}, review = {{R}}}}\n"
    path = write(tmp_path, text)
    take(study, path)
    assert f"{name} = {{One {{\\o}}f\n\nit}}" in study.exporting.export("bibtex").text
    study.library.set_note("k", "Mine & ours\nnow")
    for form in ("bibtex", "biblatex", "ris"):
        written = study.exporting.export(form).text
        assert "One" not in written
        assert "ours" in written
    updated, _ = study.exporting.update("bibtex", text.encode(), Choice(), "a.bib")
    assert b"One" not in updated.content
    assert f"{name} = {{Mine \\& ours\nnow}}".encode() in updated.content
    study.library.set_note("k", "")
    written = study.exporting.export("bibtex").text
    assert name not in written
    assert "review = {R}" in written


def test_a_note_of_papis_that_a_person_changed_goes_out_as_it_is_now(
    study: Study, tmp_path: Path
) -> None:
    write(tmp_path, "~ 100% {of} it_s\n\\cite", "notes.md")
    take(study, write(tmp_path, "title: T\nref: k\nnotes: notes.md\n", "info.yaml"))
    study.library.set_note("k", "Mine")
    assert "annotation = {Mine}" in study.exporting.export("bibtex").text


def test_notes_that_papis_keeps_in_a_file_come_in_and_go_out(study: Study, tmp_path: Path) -> None:
    work = tmp_path / "papis" / "kim"
    work.mkdir(parents=True)
    write(work, "title: A Work\nref: kim2020\nnotes: notes.md\n", "info.yaml")
    write(work, "# 메모\n\nRead & *liked*.\n", "notes.md")
    take(study, tmp_path / "papis")
    assert study.library.get("kim2020").note == "# 메모\n\nRead & *liked*."
    assert "annotation = {\\# 메모\n\nRead \\& *liked*.}" in study.exporting.export("bibtex").text
    assert outcomes(take(study, tmp_path / "papis")) == [("kim2020", SAME)]


COBIB = "---\nkim:\n  ENTRYTYPE: misc\n  title: T\n  notes: {note}\n"


@pytest.mark.parametrize("note", ["kim.md", "~nosuchuser/kim.md", '"a\\0.md"', "loop.md"])
def test_notes_that_are_gone_stop_no_import(study: Study, tmp_path: Path, note: str) -> None:
    (tmp_path / "loop.md").symlink_to("loop.md")
    events = take(study, write(tmp_path, COBIB.format(note=note), "a.yaml"))
    assert outcomes(events) == [("kim", NEW)]
    assert study.library.get("kim").note == ""
    (notice,) = (event for event in events if isinstance(event, Notice))
    assert dict(notice.fields)["path"] == "a.yaml"


@pytest.mark.parametrize(
    "note", ["{out}/kim.md", "../kim.md", "sub/../../kim.md", "kim", "kim.pem", "link.md", "sub.md"]
)
@pytest.mark.parametrize("text", [COBIB, "title: T\nref: kim\nnotes: {note}\n"], ids=["c", "p"])
def test_a_file_names_no_other_file_as_its_note(
    study: Study, tmp_path: Path, note: str, text: str
) -> None:
    lists = tmp_path / "lists"
    (lists / "sub.md").mkdir(parents=True)
    (lists / "link.md").symlink_to("../kim.md")
    for path in (tmp_path / "kim.md", lists / "kim", lists / "kim.pem"):
        path.write_text("a secret", "utf-8")
    note = note.format(out=tmp_path)
    name = "info.yaml" if text != COBIB else "a.yaml"
    events = take(study, write(lists, text.format(note=note), name))
    assert study.library.get("kim").note == ""
    assert "secret" not in study.exporting.export("bibtex").text
    (notice,) = (event for event in events if isinstance(event, Notice))
    assert "not taken" in notice.template


@pytest.mark.parametrize("note", ["kim.md", "notes/kim.org", "{here}/notes/kim.org"])
def test_a_note_of_cobib_below_the_folder_of_its_list_comes_in(
    study: Study, tmp_path: Path, note: str
) -> None:
    (tmp_path / "notes").mkdir()
    for path in (tmp_path / "kim.md", tmp_path / "notes" / "kim.org"):
        path.write_text("read", "utf-8")
    take(study, write(tmp_path, COBIB.format(note=note.format(here=tmp_path)), "a.yaml"))
    assert study.library.get("kim").note == "read"
