"""The scanner against the team's shared logs, by the team's scorer, as a user would run it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
    "presenters.f1": 0.85,
    "presenters_prose.f1": 0.75,
    "who_what.f1": 0.80,
    "session_dates.f1": 0.80,
    "todos.f1": 0.75,
    "dates": 0.85,  # six of the seven there are
    "dates_honest": 0.94,  # one invented at most
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what a dry run of the command says of the shared logs, with an empty library."""
    home = tmp_path_factory.mktemp("home")
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
        [sys.executable, "-m", "paperstudy", "scan", "--dry-run", "--json", str(DEV)],
        capture_output=True,
        check=False,
        cwd=home,
        env=environment,
    )
    assert done.returncode == 0, done.stderr.decode()
    path = home / "report.jsonl"
    path.write_bytes(done.stdout)
    return path


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
