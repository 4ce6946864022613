"""Scanning: idempotent, patient with bad files, and true to what people decided."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from paperstudy.domain.errors import NotFoundError
from paperstudy.domain.events import (
    CancelToken,
    Event,
    Finished,
    ItemDone,
    ItemFailed,
    Notice,
    Started,
)
from paperstudy.domain.papers import Author, CiteKey, Paper, PaperId
from paperstudy.domain.queries import PaperQuery
from paperstudy.formats.notes import END, NotePaper, begin_marker, make_note
from paperstudy.saying.note_words import WORDS
from paperstudy.study.scan_ahead import WORTH_IT
from paperstudy.study.scanned import LogChange, ScannedLog, ScanSummary
from paperstudy.study.study import Study

Scan = Callable[[], list[Event]]
DIARY = """# Day 3 (2021-08-10)

## 피어세션
- ViT를 읽었다: https://arxiv.org/abs/2010.11929
- batchnorm 복습
"""


def summary(events: list[Event]) -> ScanSummary:
    last = events[-1]
    assert isinstance(last, Finished)
    assert isinstance(last.summary, ScanSummary)
    return last.summary


def changes(events: list[Event]) -> dict[str, str]:
    logs = [e.value for e in events if isinstance(e, ItemDone)]
    return {Path(v.path).name: v.change.value for v in logs if isinstance(v, ScannedLog)}


def keys(study: Study) -> list[str]:
    return sorted(row.key for row in study.library.search(PaperQuery()).rows)


def test_a_first_scan_takes_in_papers_and_a_second_changes_nothing(
    study: Study, logs: Path, scan: Scan
) -> None:
    (logs / "day3.md").write_text(DIARY, encoding="utf-8")
    first = scan()
    assert first[0] == Started(1, "scan")
    assert summary(first).new == 1
    assert summary(first).papers_added == 2
    before = keys(study)
    second = summary(scan())
    assert (second.unchanged, second.new, second.papers_added) == (1, 0, 0)
    assert keys(study) == before
    assert "dosovitskiy2020image" in before


def test_a_dry_run_reads_all_and_writes_nothing(study: Study, logs: Path) -> None:
    (logs / "day3.md").write_text(DIARY, encoding="utf-8")
    events = list(study.scanning.scan([logs], dry_run=True, cancel=CancelToken()))
    done = next(e for e in events if isinstance(e, ItemDone))
    assert isinstance(done.value, ScannedLog)
    assert done.value.scan is not None
    assert len(done.value.scan.finds) == 2
    assert keys(study) == []


def write_note(logs: Path, key: str = "dosovitskiy2020image") -> Path:
    told = Paper(PaperId(1), CiteKey(key), "An Image", authors=(Author("Ada Lovelace"),))
    note = logs / f"{key}.md"
    note.write_bytes(make_note(b"", NotePaper(told), {word: word for word in WORDS}, note.name))
    return note


def notes_left(events: list[Event]) -> list[object]:
    return [dict(event.fields)["count"] for event in events if isinstance(event, Notice)]


@pytest.mark.parametrize("dry_run", [False, True])
def test_notes_that_we_wrote_among_the_logs_are_no_logs(
    study: Study, logs: Path, *, dry_run: bool
) -> None:
    (logs / "day3.md").write_text(DIARY, encoding="utf-8")
    for number in range(WORTH_IT):
        write_note(logs, f"key{number}")
    events = list(study.scanning.scan([logs], dry_run=dry_run, cancel=CancelToken()))
    assert changes(events) == {"day3.md": "new"}
    assert notes_left(events) == [WORTH_IT]
    assert study.logbook.paths() == (() if dry_run else ((logs / "day3.md").as_posix(),))


def test_a_log_that_only_names_the_marker_is_a_log(study: Study, logs: Path) -> None:
    told = f"---\nkey: k\n---\nour notes begin with `{begin_marker('k')}` and end with `{END}`\n"
    (logs / "prose.md").write_text(told + DIARY, encoding="utf-8")
    (logs / "bare.md").write_text(f"{begin_marker('k')}\n{DIARY}{END}\n", encoding="utf-8")
    events = list(study.scanning.scan([logs], cancel=CancelToken()))
    assert changes(events) == {"prose.md": "new", "bare.md": "new"}
    assert notes_left(events) == []


def test_a_log_that_became_a_note_is_gone(logs: Path, scan: Scan) -> None:
    note = write_note(logs)
    ours = note.read_bytes()
    note.write_text(DIARY, encoding="utf-8")
    scan()
    note.write_bytes(ours + b"\nwhat a person wrote below\n")
    assert changes(scan()) == {note.name: "gone"}
    assert changes(scan()) == {}


def test_a_dry_run_shows_an_unchanged_log_again(study: Study, logs: Path, scan: Scan) -> None:
    (logs / "day3.md").write_text(DIARY, encoding="utf-8")
    scan()
    events = list(study.scanning.scan([logs], dry_run=True, cancel=CancelToken()))
    done = next(e for e in events if isinstance(e, ItemDone))
    assert isinstance(done.value, ScannedLog)
    assert done.value.scan is not None


def test_the_same_paper_in_two_logs_is_one_paper(study: Study, logs: Path, scan: Scan) -> None:
    (logs / "a.md").write_text("https://arxiv.org/abs/1706.03762\n", encoding="utf-8")
    (logs / "b.md").write_text("# 논문\n- Attention Is All You Need\n", encoding="utf-8")
    assert summary(scan()).papers_added == 1
    assert keys(study) == ["vaswani2017attention"]


def test_a_renamed_log_keeps_its_mentions(study: Study, logs: Path, scan: Scan) -> None:
    (logs / "a.md").write_text(DIARY, encoding="utf-8")
    scan()
    (logs / "a.md").rename(logs / "b.md")
    assert changes(scan()) == {"b.md": "renamed"}
    mentions = study.library.get("dosovitskiy2020image").mentions
    assert {Path(m.path).name for m in mentions} == {"b.md"}


def test_a_copied_log_is_a_log_of_its_own(logs: Path, scan: Scan) -> None:
    (logs / "a.md").write_text(DIARY, encoding="utf-8")
    scan()
    (logs / "b.md").write_text(DIARY, encoding="utf-8")
    assert changes(scan()) == {"a.md": "unchanged", "b.md": "new"}


def test_an_edited_log_is_read_again_and_a_moved_line_is_followed(
    study: Study, logs: Path, scan: Scan
) -> None:
    path = logs / "a.md"
    path.write_text(DIARY, encoding="utf-8")
    scan()
    path.write_text("\n\n" + DIARY, encoding="utf-8")
    assert changes(scan()) == {"a.md": "changed"}
    assert {m.line for m in study.library.get("dosovitskiy2020image").mentions} == {6}


def test_a_deleted_log_is_marked_gone_and_its_papers_stay(
    study: Study, logs: Path, scan: Scan
) -> None:
    (logs / "a.md").write_text(DIARY, encoding="utf-8")
    scan()
    (logs / "a.md").unlink()
    assert changes(scan()) == {"a.md": "gone"}
    assert len(keys(study)) == 2
    assert study.library.get("dosovitskiy2020image").mentions == ()
    assert changes(scan()) == {}


def test_a_log_that_comes_back_is_read_again(study: Study, logs: Path, scan: Scan) -> None:
    path = logs / "a.md"
    path.write_text(DIARY, encoding="utf-8")
    scan()
    path.unlink()
    scan()
    path.write_text(DIARY, encoding="utf-8")
    assert list(changes(scan()).values()) in (["new"], ["changed"], ["renamed"])
    assert study.library.get("dosovitskiy2020image").mentions != ()


def test_scanning_one_file_leaves_the_others_alone(study: Study, logs: Path, scan: Scan) -> None:
    (logs / "a.md").write_text(DIARY, encoding="utf-8")
    (logs / "b.md").write_text("ResNet\n", encoding="utf-8")
    scan()
    (logs / "b.md").unlink()
    events = list(study.scanning.scan([logs / "a.md"], cancel=CancelToken()))
    assert changes(events) == {"a.md": "unchanged"}


def test_a_bad_file_is_a_failure_and_the_rest_goes_on(study: Study, logs: Path, scan: Scan) -> None:
    (logs / "a.md").write_bytes(b"\x00\x01\x02\xff\xfe\x00PNG\x00" * 50)
    (logs / "b.md").write_text(DIARY, encoding="utf-8")
    events = scan()
    failed = [e for e in events if isinstance(e, ItemFailed)]
    assert [Path(e.label).name for e in failed] == ["a.md"]
    assert summary(events).failed == 1
    assert len(keys(study)) == 2


def test_a_path_that_does_not_exist_is_told_before_anything_is_read(
    study: Study, logs: Path
) -> None:
    with pytest.raises(NotFoundError):
        list(study.scanning.scan([logs, logs / "none"], cancel=CancelToken()))


def test_a_stop_keeps_what_is_saved_and_the_next_run_goes_on(study: Study, logs: Path) -> None:
    for number in range(3):
        (logs / f"{number}.md").write_text(f"# {number}\nResNet\n", encoding="utf-8")
    cancel = CancelToken()
    seen: list[Event] = []
    for event in study.scanning.scan([logs], cancel=cancel):
        seen.append(event)
        if isinstance(event, ItemDone):
            cancel.cancel()
    last = seen[-1]
    assert isinstance(last, Finished)
    assert last.cancelled
    rest = list(study.scanning.scan([logs], cancel=CancelToken()))
    assert sorted(changes(rest).values()) == ["new", "new", "unchanged"]


def test_hostile_text_does_no_harm(study: Study, logs: Path, scan: Scan) -> None:
    long_line = "ViT [/oops] \x1b[31m " * 6_000
    (logs / "a.md").write_text(f"# [/oops] \x1b]0;x\x07\n{long_line}\n", encoding="utf-8")
    assert summary(scan()).failed == 0
    for mention in study.library.get("dosovitskiy2020image").mentions:
        assert mention.excerpt.isprintable()


def test_a_paper_that_a_person_removed_stays_away_when_its_log_changes(
    study: Study, logs: Path, scan: Scan
) -> None:
    path = logs / "a.md"
    path.write_text(DIARY, encoding="utf-8")
    scan()
    study.library.remove(["dosovitskiy2020image"])
    path.write_text(DIARY + "\n끝\n", encoding="utf-8")
    scan()
    assert "dosovitskiy2020image" not in keys(study)
    (logs / "b.md").write_text("# 논문\n- https://arxiv.org/abs/2010.11929\n", encoding="utf-8")
    scan()
    assert "dosovitskiy2020image" in keys(study)


def test_naming_a_paper_that_is_here_tells_nothing_new_of_it(
    study: Study, logs: Path, scan: Scan
) -> None:
    (logs / "a.md").write_text("https://arxiv.org/abs/2406.12345\nBERT 논문\n", encoding="utf-8")
    scan()
    before = {row.key: row.state for row in study.library.search(PaperQuery()).rows}
    (logs / "b.md").write_text(
        "# 논문\n- BERT\n- https://arxiv.org/abs/2406.12345\n", encoding="utf-8"
    )
    assert summary(scan()).papers_added == 0
    assert {row.key: row.state for row in study.library.search(PaperQuery()).rows} == before
    assert sorted({state.value for state in before.values()}) == ["offline", "pending"]
    for key in before:
        assert {r.source for r in study.library.get(key).records} <= {"log", "catalogue"}


def test_a_written_title_replaces_the_number_a_paper_went_by(
    study: Study, logs: Path, scan: Scan
) -> None:
    (logs / "a.md").write_text("https://arxiv.org/abs/2406.12345\n", encoding="utf-8")
    scan()
    assert study.library.get("2406.12345").paper.title == "arxiv:2406.12345"
    (logs / "b.md").write_text(
        "# 읽을 논문\n- [Notes on the Weather of Very Small Gardens]"
        "(https://arxiv.org/abs/2406.12345)\n",
        encoding="utf-8",
    )
    scan()
    title = study.library.get("2406.12345").paper.title
    assert title == "Notes on the Weather of Very Small Gardens"


def test_an_archive_that_cannot_be_opened_does_not_lose_its_logs(
    study: Study, logs: Path, scan: Scan
) -> None:
    archive = logs / "Export.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("Day 1.md", DIARY)
    scan()
    archive.write_bytes(b"half of it")
    events = scan()
    assert (summary(events).failed, summary(events).gone) == (1, 0)
    assert study.library.get("dosovitskiy2020image").mentions != ()


def test_a_dry_run_tells_the_same_changes_as_the_scan_after_it(
    study: Study, logs: Path, scan: Scan
) -> None:
    for name in ("same", "edited", "renamed", "deleted"):
        (logs / f"{name}.md").write_text(f"# {name}\n{DIARY}", encoding="utf-8")
    scan()
    (logs / "edited.md").write_text("# 새로\n", encoding="utf-8")
    (logs / "renamed.md").rename(logs / "moved.md")
    (logs / "deleted.md").unlink()
    dry = list(study.scanning.scan([logs], dry_run=True, cancel=CancelToken()))
    assert changes(dry) == {
        "same.md": "unchanged",
        "edited.md": "changed",
        "moved.md": "renamed",
        "deleted.md": "gone",
    }
    assert changes(scan()) == changes(dry)


def test_a_name_said_a_thousand_times_on_a_line_is_kept_once(
    study: Study, logs: Path, scan: Scan
) -> None:
    (logs / "a.md").write_text("ViT " * 1000 + "\nViT\n", encoding="utf-8")
    scan()
    assert [m.line for m in study.library.get("dosovitskiy2020image").mentions] == [1, 2]


def test_a_touched_file_with_the_same_content_is_unchanged(logs: Path, scan: Scan) -> None:
    path = logs / "a.md"
    path.write_text(DIARY, encoding="utf-8")
    scan()
    os.utime(path, ns=(1, 1))
    assert changes(scan()) == {"a.md": LogChange.UNCHANGED.value}
