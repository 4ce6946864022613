"""What the README and the recipes name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from paperstudy.cli.app import SECTIONS
from paperstudy.study.demo import sample_logs

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "paperstudy"
READMES = ("README.md", "README.ko.md")
DOCUMENTS = (*READMES, "CONTRIBUTING.md", *(f"docs/dev/{p.name}" for p in ROOT.glob("docs/dev/*")))
TO_COME = {"fixtures/databases/"}  # made by the first release


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _shown(name: str) -> list[str]:
    """Return the command lines in the code blocks of a README, without their comments."""
    blocks = re.findall(r"^```sh\n(.*?)^```", _read(name), re.MULTILINE | re.DOTALL)
    return [line.partition(" #")[0].strip() for block in blocks for line in block.splitlines()]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_relative_links_lead_somewhere(name: str) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", _read(name))

    missing = [target for target in targets if not ((ROOT / name).parent / target).exists()]

    assert not missing


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_in_the_table_and_every_command_shown_exists(name: str) -> None:
    known = {entry.name for _, entries in SECTIONS for entry in entries}
    text = _read(name)
    table = set(re.findall(r"`([a-z]+)", "\n".join(re.findall(r"^\| `.*$", text, re.MULTILINE))))

    assert known <= table
    shown = {line.split()[1] for line in _shown(name) if line.startswith("paperstudy ")}
    assert {word for word in shown if not word.startswith("-")} <= known  # options open the app


def test_both_readmes_show_the_same_commands_in_the_same_order() -> None:
    english, korean = map(_shown, READMES)

    assert english == korean


def test_the_test_command_stands_between_its_markers() -> None:
    between = _read("README.md").split("<!-- test-command -->")[1]

    assert ".venv/bin/python -m pytest -n auto\n" in between.split("<!-- /test-command -->")[0]


def test_recipes_name_files_that_exist() -> None:
    named = re.findall(r"`([\w./-]+(?:\.py|\.jsonl|/))`", _read("CONTRIBUTING.md"))
    # A recipe names a file from the root, from the package, or beside the one it named before.
    roots = (ROOT, SOURCE)
    missing = [
        name
        for name in named
        if name not in TO_COME
        and not any((root / name).exists() for root in roots)
        and not any(SOURCE.rglob(name))
        and not any((ROOT / "tests").rglob(name))
    ]

    assert named
    assert not missing


def test_the_readmes_count_the_sample_logs_rightly() -> None:
    with sample_logs() as folder:
        count = len(list(folder.rglob("*.md")))

    assert count == 7
    assert "seven sample logs" in _read("README.md")
    assert "예제 로그 일곱 편" in _read("README.ko.md")
