"""What a command imports is what a person waits for: modules are read after each command.

The static contracts cannot see whether a deferred import defers. Times are measured by
`benchmarks/bench_start.py`; here only their causes are held down, which no busy machine hides.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

DATABASE = {"sqlite3", "sqlmodel", "sqlalchemy", "alembic", "pydantic", "psycopg"}
SLOW_DATABASE = DATABASE - {"sqlite3"}
NETWORK = {"requests", "arxiv", "urllib3", "http.client", "lxml"}
SCREEN = {"rich", "textual"}
ELSE = {"bibtexparser", "yaml", "charset_normalizer", "platformdirs", "tomllib"}

_PROBE = """
import sys, json, os
from paperstudy.__main__ import main
code = main(json.loads(sys.argv[1]))
sys.stdout.flush()
os.write(3, json.dumps([code, sorted(sys.modules)]).encode())
"""


def modules_after(folder: Path, *arguments: str) -> set[str]:
    """Run a command in a process of its own; return the modules it has imported."""
    reading, writing = os.pipe()
    process = subprocess.Popen(
        [sys.executable, "-c", _bind(writing), json.dumps(arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        pass_fds=(writing,),
        env={**os.environ, "PAPERSTUDY_DATABASE": str(folder / "library.db")},
    )
    os.close(writing)
    _, errors = process.communicate(timeout=120)
    with os.fdopen(reading, "rb") as stream:
        answer = stream.read()
    assert answer, errors.decode()
    code, modules = json.loads(answer)
    assert code == 0, errors.decode()
    return set(modules)


def _bind(writing: int) -> str:
    return _PROBE.replace("os.write(3,", f"os.write({writing},")


pytestmark = pytest.mark.skipif(os.name == "nt", reason="the probe hands over a descriptor")


def loaded(modules: set[str], unwanted: set[str]) -> set[str]:
    """Return what of `unwanted`, or of what lies in it, was imported."""
    return {name for name in modules for bad in unwanted if f"{name}.".startswith(f"{bad}.")}


@pytest.fixture(scope="module")
def made() -> list[bytes]:
    """The file of a library of one paper, once a test has made it."""
    return []


@pytest.fixture
def library(tmp_path: Path, made: list[bytes]) -> Path:
    """Return a folder with a library of one paper."""
    if made:
        (tmp_path / "library.db").write_bytes(made[0])
    else:
        modules_after(tmp_path, "add", "1706.03762", "--offline")
        made.append((tmp_path / "library.db").read_bytes())
    return tmp_path


def test_version_is_answered_before_anything_is_imported(tmp_path: Path) -> None:
    reading = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "paperstudy", "--version"],
        capture_output=True,
        check=True,
        cwd=tmp_path,
    )
    imported = {line.split("|")[-1].strip() for line in reading.stderr.decode().splitlines()}
    ours = {name for name in imported if name.startswith("paperstudy")}
    assert ours == {"paperstudy"}
    assert "click" not in imported
    assert "dataclasses" not in imported


def test_help_loads_no_database_and_nothing_slow(tmp_path: Path) -> None:
    for language in ("en", "ko"):
        modules = modules_after(tmp_path, "--lang", language, "--help")
        assert not loaded(modules, DATABASE | NETWORK | SCREEN | ELSE | {"pathlib"})
        rooms = ("study", "store", "sources", "logs", "matching", "formats", "cli.commands")
        assert not loaded(modules, {f"paperstudy.{room}" for room in rooms})


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("search", "attention"),
        ("search", "주의", "author:vaswani", "year:2010..2020"),
        ("list", "--tag", "nlp"),
        ("session",),
        ("reading",),
        ("todo",),
        ("inbox",),
        ("db", "info"),
    ],
)
def test_what_a_person_waits_for_loads_nothing_slow(
    library: Path, arguments: tuple[str, ...]
) -> None:
    modules = modules_after(library, *arguments)
    assert not loaded(modules, SLOW_DATABASE | NETWORK | SCREEN | ELSE)


def test_show_loads_nothing_slow(library: Path) -> None:
    modules = modules_after(library, "show", "1706.03762")
    assert not loaded(modules, SLOW_DATABASE | NETWORK | SCREEN | ELSE)


def test_json_costs_no_more_rooms_than_its_rows(library: Path) -> None:
    modules = modules_after(library, "list", "--json")
    assert not loaded(modules, SLOW_DATABASE | NETWORK | SCREEN | ELSE)


def test_list_leaves_the_other_rooms_alone(library: Path) -> None:
    modules = modules_after(library, "list")
    rooms = {f"paperstudy.{room}" for room in ("sources", "logs", "matching", "formats")}
    assert not loaded(modules, rooms)


def test_a_list_loads_none_of_the_values_that_tell_all_of_a_paper(library: Path) -> None:
    for arguments in (("list",), ("search", "주의"), ("search", "attention")):
        modules = modules_after(library, *arguments)
        assert "paperstudy.domain.summaries" in modules
        assert not loaded(modules, {f"paperstudy.domain.{name}" for name in ("papers", "library")})


def test_counting_what_waits_loads_nothing_of_what_it_is_about(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    for team, scribe in (("a", "김현수"), ("b", "박지훈")):
        text = f"# 2021-08-17 {team}조 피어세션\n\n- 참석자: {scribe}, 이서연\n- 발표: ViT ({scribe})\n"
        (logs / f"{team}.md").write_text(text, "utf-8")
    modules_after(tmp_path, "scan", str(logs))
    idle = modules_after(tmp_path, "scan", str(logs))
    values = ("papers", "library", "sessions", "logs", "people", "identifiers", "queries")
    assert not loaded(idle, {f"paperstudy.domain.{name}" for name in values})


def test_identify_opens_no_library(tmp_path: Path) -> None:
    modules = modules_after(tmp_path, "identify", "1706.03762")
    assert not loaded(modules, DATABASE | NETWORK | SCREEN | {"paperstudy.store"})
    assert not (tmp_path / "library.db").exists()


def test_scan_with_nothing_new_loads_neither_network_nor_mapper(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "2021-08-17.md").write_text(
        "# 8월 17일\n\n- 논문: Attention Is All You Need\n", "utf-8"
    )
    first = modules_after(tmp_path, "scan", str(logs))
    assert not loaded(first, NETWORK | SCREEN)
    idle = modules_after(tmp_path, "scan", str(logs))
    assert not loaded(idle, SLOW_DATABASE | NETWORK | SCREEN | {"rapidfuzz", "platformdirs"})
    assert not loaded(idle, {"paperstudy.matching.catalogue"})


def test_adding_offline_loads_no_network(tmp_path: Path) -> None:
    assert not loaded(modules_after(tmp_path, "add", "1706.03762", "--offline"), NETWORK)


def test_commands_load_no_app_and_the_app_no_commands(tmp_path: Path) -> None:
    assert not loaded(modules_after(tmp_path, "list"), {"paperstudy.tui"})
    code = "import sys, paperstudy.tui.app; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    modules = set(done.stdout.split())
    assert not loaded(modules, SLOW_DATABASE | NETWORK | {"paperstudy.cli", "click", "sqlite3"})
    rooms = {f"paperstudy.{room}" for room in ("sources", "logs", "matching", "formats", "store")}
    assert not loaded(modules, rooms)


def test_without_a_terminal_nothing_but_the_help_is_printed(tmp_path: Path) -> None:
    assert not loaded(modules_after(tmp_path), {"paperstudy.tui", "textual"})
