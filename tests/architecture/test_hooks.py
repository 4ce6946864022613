"""What is asked of a commit: the hooks are local, ask what CI asks, and tell good files from bad."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]


def read_hooks() -> dict[str, dict[str, Any]]:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    assert [repo["repo"] for repo in config["repos"]] == ["local"], "nothing is downloaded"
    return {hook["id"]: hook for repo in config["repos"] for hook in repo["hooks"]}


HOOKS = read_hooks()


def run_hook(name: str, *files: Path) -> subprocess.CompletedProcess[str]:
    python, *rest = shlex.split(HOOKS[name]["entry"])
    assert python == "python"
    return subprocess.run(
        [sys.executable, *rest, *map(str, files)], capture_output=True, text=True, check=False
    )


def test_hooks_use_the_environment_that_is_active() -> None:
    assert {hook["language"] for hook in HOOKS.values()} == {"system"}
    assert set(HOOKS) == {"format", "lint", "types", "end-of-file", "large-files"}
    assert "--fix" not in str(HOOKS)


@pytest.mark.parametrize(
    ("data", "code"), [(b"a\n", 0), (b"", 0), (b"a", 1), (b"a\n\n", 1), (b"\n", 0)]
)
def test_file_ends_in_one_line_feed(tmp_path: Path, data: bytes, code: int) -> None:
    path = tmp_path / "a file.txt"
    path.write_bytes(data)
    done = run_hook("end-of-file", path)
    assert (done.returncode, str(path) in done.stderr) == (code, bool(code))


def test_large_file_is_named(tmp_path: Path) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    small.write_bytes(b"x" * 1_000_000)
    large.write_bytes(b"x" * 2_000_001)
    assert run_hook("large-files", small).returncode == 0
    done = run_hook("large-files", small, large)
    assert (done.returncode, done.stderr.split()) == (1, [str(large)])


def test_makefile_has_the_target_of_every_tool() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", text, re.MULTILINE))
    phony = set(re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)[1].split())  # type: ignore[index]
    assert targets == phony
    assert {"locale", "screen", "bench", "check"} <= targets
    for path in re.findall(r"\S+\.py", text.replace("bench_*.py", "bench_start.py")):
        assert (ROOT / path).is_file(), path


def test_coverage_has_a_floor() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert config["tool"]["coverage"]["report"]["fail_under"] >= 90
