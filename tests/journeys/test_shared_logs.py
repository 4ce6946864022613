"""The scanner against the team's shared logs, by the team's scorer, as a user would run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(
    os.environ.get("PAPERSTUDY_SHARED") or Path(__file__).parents[2].parent / "shared"
).resolve()
DEV = SHARED / "logs" / "dev"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not DEV.is_dir(), reason=f"no shared logs at {DEV}; set PAPERSTUDY_SHARED to their folder"
    ),
]

FLOORS = {
    "papers.precision": 0.95,
    "papers.recall": 0.88,
    "macro.f1": 0.90,
    "presenters.f1": 0.92,
    "presenters_prose.f1": 0.85,
    "who_what.f1": 0.88,
    "session_dates.f1": 0.88,
    "todos.f1": 0.85,
    "dates": 1.0,  # all seven there are
    "dates_honest": 1.0,  # none invented
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what a dry run of the command says of the shared logs, with an empty library."""
    home = tmp_path_factory.mktemp("home")
    path = home / "report.jsonl"
    path.write_bytes(_run(home, "scan", "--dry-run", "--json", str(DEV)))
    return path


def _run(home: Path, *arguments: str) -> bytes:
    """Return what the command answers to a person whose home folder this is."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PAPERSTUDY_")
    }
    environment |= {
        "HOME": str(home),
        "USERPROFILE": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "PAPERSTUDY_OFFLINE": "1",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        [sys.executable, "-m", "paperstudy", *arguments],
        capture_output=True,
        check=False,
        cwd=home,
        env=environment,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def _score(report: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            str(SHARED / "logs" / "score.py"),
            str(DEV / "gold"),
            str(report),
            *options,
        ],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def test_all_shared_logs_meet_the_floors(report: Path) -> None:
    minimums = [part for name, value in FLOORS.items() for part in ("--min", f"{name}={value}")]

    scored = _score(report, *minimums)

    assert scored.returncode == 0, scored.stdout + scored.stderr


def test_the_seed_logs_alone_meet_a_higher_floor(report: Path) -> None:
    scored = _score(report, "--only", "seed_*", "--min", "macro.f1=0.95")

    assert scored.returncode == 0, scored.stdout + scored.stderr


def test_who_moderated_and_who_was_there_is_read_exactly(report: Path) -> None:
    exact = ("moderators", "participants.precision", "participants.recall", "dates")
    minimums = [part for name in exact for part in ("--min", f"{name}=1")]

    scored = _score(report, "--only", "seed_3", *minimums)

    assert scored.returncode == 0, scored.stdout + scored.stderr


def test_the_seed_logs_become_sessions_with_their_papers(tmp_path: Path) -> None:
    logs = sorted(DEV.glob("seed_*.md"))
    assert len(logs) == 5
    (told,) = json.loads((DEV / "gold" / "seed_3.json").read_text(encoding="utf-8"))["sessions"]

    _run(tmp_path, "scan", *map(str, logs))
    sessions = json.loads(_run(tmp_path, "session", "list", "--json"))
    keys = {paper["key"]: paper["title"] for paper in _papers(tmp_path)}

    (held,) = (session for session in sessions if session["date"] == "2021-08-10")
    assert held["title"].startswith(told["title"])
    assert held["moderator"] == told["moderator"]
    assert sorted(held["participants"]) == sorted(told["participants"])
    assert len(held["participants"]) == 7
    assert {
        each["paper"]["title"]: each["presenters"]
        for each in held["presentations"]
        if each["paper"]
    } == {
        each["paper_title"]: each["presenters"]
        for each in told["presentations"]
        if each["paper_title"]
    }
    for name in ("ViT", "AAE", "MDN"):
        (talk,) = (each for each in held["presentations"] if each["topic"].endswith(name))
        assert keys[talk["paper"]["key"]] == talk["paper"]["title"]


def _papers(home: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(_run(home, "list", "--json"))
    return found
