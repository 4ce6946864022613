"""`catalogue` at the command line: what is there, where from, and whose it is."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from paperstudy.cli.output import Style
from paperstudy.domain.archive import CatalogueStatus, DumpKind, ImportedDump
from paperstudy.domain.errors import InvalidFileError, OfflineError, StoreCorruptError
from paperstudy.domain.events import Finished, ItemDone, ItemFailed, Progress, Started

LINKS = ImportedDump(
    DumpKind.LINKS,
    "jul-28-links-between-papers-and-code.json.gz",
    26_261_205,
    300_161,
    7,
    datetime(2026, 11, 21, 12, tzinfo=UTC),
    date(2025, 7, 28),
)
METHODS = ImportedDump(DumpKind.METHODS, "methods.json", 803, 1)
PLAIN = Style(plain=True)


class Terminal(io.StringIO):
    """What a person reads, or types."""

    def isatty(self) -> bool:
        return True


@dataclass
class FakeCatalogue:
    """Answers as it is told, and keeps what it was asked."""

    dumps: tuple[ImportedDump, ...] = (LINKS, METHODS)
    events: list[Any] = field(default_factory=list)
    asked: list[Any] = field(default_factory=list)
    failure: Exception | None = None
    there: bool = True
    broken: bool = False

    def status(self) -> CatalogueStatus:
        if self.broken:
            raise StoreCorruptError("it is damaged")
        return CatalogueStatus("/data/catalogue/a\x1b[31m.db", 118_784_000, self.dumps)

    def pull(self, names: Any, *, cancel: Any) -> Iterator[Any]:
        return self._stream(("pull", list(names)), cancel)

    def import_(self, paths: Any, *, cancel: Any) -> Iterator[Any]:
        return self._stream(("import", list(paths)), cancel)

    def remove(self) -> bool:
        return self.there

    def _stream(self, asked: Any, cancel: Any) -> Iterator[Any]:
        self.asked.append(asked)
        if self.failure is not None:
            raise self.failure
        for event in self.events:
            if callable(event):
                event(cancel)
            else:
                yield event
        yield Finished((), cancelled=cancel.cancelled)


@pytest.fixture
def archive(study: Any) -> FakeCatalogue:
    fake = study.catalogue = FakeCatalogue()
    return fake


def test_status_names_the_licence_and_each_dump(
    cli: Callable[..., Any], archive: FakeCatalogue
) -> None:
    told = cli("catalogue")
    assert told.code == 0
    assert "Papers with Code archive, CC BY-SA 4.0" in told.out
    assert "/data/catalogue/a.db" in told.out, "no escape code reaches the terminal"
    assert "119 MB" in told.out
    assert "300,161 rows" in told.out
    assert "2026-11-21" in told.out
    assert "1 row " in told.out
    assert max(map(len, told.out.splitlines())) <= 80
    assert told.out == cli("catalogue", "status").out


def test_status_of_nothing_says_so(cli: Callable[..., Any], archive: FakeCatalogue) -> None:
    archive.dumps = ()
    told = cli("catalogue")
    assert "nothing imported" in told.out
    assert "Imported" not in told.out
    assert json.loads(cli("catalogue", "status", "--json").out)["imported"] == []


def test_plain_status_has_a_record_a_line(cli: Callable[..., Any], archive: FakeCatalogue) -> None:
    lines = cli("catalogue", "status", style=PLAIN).out.splitlines()
    assert f"links\t300,161 rows\t2026-11-21\t{LINKS.file}" in lines
    assert "methods\t1 row\t-\tmethods.json" in lines


def test_status_as_json_has_everything(cli: Callable[..., Any], archive: FakeCatalogue) -> None:
    found = json.loads(cli("catalogue", "--json").out)
    assert found["licence"] == "CC BY-SA 4.0"
    assert found["size"] == 118_784_000
    assert found["imported"][0] == {
        "kind": "links",
        "file": LINKS.file,
        "size": 26_261_205,
        "rows": 300_161,
        "skipped": 7,
        "imported_at": "2026-11-21T12:00:00+00:00",
        "dated": "2025-07-28",
    }
    assert found["imported"][1]["imported_at"] is None


def test_pull_brings_the_links_and_says_what_came(
    cli: Callable[..., Any], archive: FakeCatalogue
) -> None:
    archive.events = [
        Started(1, "catalogue"),
        Progress(5, 10, LINKS.file),
        ItemDone("links", LINKS),
    ]
    told = cli("catalogue", "pull", "pwc")
    assert told.code == 0
    assert archive.asked == [("pull", ["links"])]
    assert told.out == f"links  300,161 rows  {LINKS.file}\n"
    assert cli("catalogue", "pull", "PWC", style=PLAIN).out.startswith("links\t300,161 rows\t")


def test_with_brings_more(cli: Callable[..., Any], archive: FakeCatalogue) -> None:
    cli("catalogue", "pull", "pwc", "--with", "papers, Methods,", "--with", "evaluation-tables")
    assert archive.asked == [("pull", ["links", "papers", "methods", "evaluation-tables"])]


def test_files_are_imported(
    cli: Callable[..., Any], archive: FakeCatalogue, tmp_path: Path
) -> None:
    for name in ("a.json", "b.json"):
        (tmp_path / name).touch()
    archive.events = [ItemDone("x", METHODS)]
    told = cli("catalogue", "import", "pwc", str(tmp_path / "*.json"), "absent.json")
    assert told.code == 0
    paths = [tmp_path / "a.json", tmp_path / "b.json", Path("absent.json")]
    assert archive.asked == [("import", paths)]


def test_one_that_fails_is_told_and_the_others_count(
    cli: Callable[..., Any], archive: FakeCatalogue
) -> None:
    bad = ItemFailed("x.json", InvalidFileError("{path} is no dump", path="x.json"))
    archive.events = [bad, ItemDone("y", METHODS)]
    told = cli("catalogue", "import", "pwc", "x.json", "y.json")
    assert told.code == 8
    assert "x.json is no dump" in told.err
    archive.events = [bad]
    assert cli("catalogue", "import", "pwc", "x.json").code == 2


def test_offline_is_an_error_of_its_own(cli: Callable[..., Any], archive: FakeCatalogue) -> None:
    archive.failure = OfflineError("the network is switched off")
    told = cli("catalogue", "pull", "pwc", "--offline")
    assert told.code == 4
    assert "switched off" in told.err


def test_a_stop_ends_with_its_own_code(cli: Callable[..., Any], archive: FakeCatalogue) -> None:
    archive.events = [Started(1, "catalogue"), lambda cancel: cancel.cancel()]
    assert cli("catalogue", "pull", "pwc").code == 130


def test_remove_says_whether_there_was_one(cli: Callable[..., Any], archive: FakeCatalogue) -> None:
    freed = (
        "the archive is removed; 119 MB freed\nto have it again: paperstudy catalogue pull pwc\n"
    )
    assert cli("catalogue", "remove").err == freed
    assert cli("catalogue", "remove", "PWC", "--yes").err == freed
    archive.there = False
    told = cli("catalogue", "remove")
    assert (told.code, told.err) == (0, "there is no archive\n")


@pytest.mark.parametrize(("typed", "gone"), [("y\n", True), ("\n", False), ("", False)])
def test_remove_asks_at_a_terminal(
    cli: Callable[..., Any],
    archive: FakeCatalogue,
    monkeypatch: pytest.MonkeyPatch,
    typed: str,
    gone: bool,
) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    monkeypatch.setattr(sys, "stderr", screen)
    assert cli("catalogue", "remove").code == 0
    assert "Delete the archive of Papers with Code (119 MB)? [y/N] " in screen.getvalue()
    assert ("freed" in screen.getvalue()) == gone
    assert ("nothing is deleted" in screen.getvalue()) != gone


def test_damaged_archive_can_be_removed(cli: Callable[..., Any], archive: FakeCatalogue) -> None:
    archive.broken = True
    assert cli("catalogue", "remove").err.startswith("the archive is removed\n")


def test_files_without_the_archive_get_the_line_to_type(
    cli: Callable[..., Any], archive: FakeCatalogue
) -> None:
    told = cli("catalogue", "import", "a.json", "b.json")
    assert (told.code, archive.asked) == (2, [])
    assert "paperstudy catalogue import pwc a.json b.json" in told.err


def test_a_stop_says_what_is_kept(cli: Callable[..., Any], archive: FakeCatalogue) -> None:
    archive.events = [ItemDone("y", METHODS), lambda cancel: cancel.cancel()]
    told = cli("catalogue", "import", "pwc", "a.json", "b.json")
    assert told.err == "nothing of b.json is kept; what was imported before stays\n"
    told = cli("catalogue", "pull", "pwc")
    assert told.err == "what was downloaded is kept; run it again to go on\n"


@pytest.mark.parametrize(
    "arguments",
    [("pull",), ("pull", "imagenet"), ("import", "pwc"), ("import",), ("frobnicate",)],
)
def test_what_cannot_be_meant_is_refused(
    cli: Callable[..., Any], archive: FakeCatalogue, arguments: tuple[str, ...]
) -> None:
    told = cli("catalogue", *arguments)
    assert told.code == 2
    assert told.err.startswith("error: ")
    assert archive.asked == []


def test_a_bar_is_drawn_where_a_person_watches(
    cli: Callable[..., Any], archive: FakeCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stderr, "write", written.append, raising=False)
    archive.events = [
        Started(1, "catalogue"),
        Progress(13_000_000, 26_000_000, LINKS.file),
        ItemDone("links", LINKS),
    ]
    cli("catalogue", "pull", "pwc")
    text = "".join(written)
    assert "[############............] 50 %" in text
