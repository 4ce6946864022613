"""The limits of a file, a function and a class; what is over stands here with its reason."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "paperstudy"
FILE, FUNCTION, METHODS, PARAMETERS = 400, 60, 20, 6

# Place (file, or file:name) to the reason why it may be over.
EXCEPTIONS: dict[str, str] = {
    "study/study.py:Study": "it holds the subjects, each loaded on use, and has no verbs of its own",
}


def source_files() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py") if "migrations/versions" not in str(path))


def place(path: Path, name: str = "") -> str:
    return path.relative_to(SOURCE).as_posix() + (f":{name}" if name else "")


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def over(path: Path) -> Iterator[str]:
    """Yield what in a file is over a limit, by place, with its size."""
    text = path.read_text(encoding="utf-8")
    lines = len(text.splitlines())
    if lines > FILE:
        yield f"{place(path)} has {lines} lines"
    tree = ast.parse(text)
    for function in functions(tree):
        size = (function.end_lineno or 0) - function.lineno + 1
        if size > FUNCTION:
            yield f"{place(path, function.name)} has {size} lines"
        count = _parameters(function)
        if count > PARAMETERS:
            yield f"{place(path, function.name)} has {count} parameters"
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            public = [f for f in node.body if isinstance(f, ast.FunctionDef) and f.name[0] != "_"]
            if len(public) > METHODS:
                yield f"{place(path, node.name)} has {len(public)} public methods"


def _parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs]
    return sum(argument.arg not in {"self", "cls"} for argument in named)


@pytest.mark.parametrize("path", source_files(), ids=place)
def test_size_is_within_the_limits(path: Path) -> None:
    found = [line for line in over(path) if line.split(" has ")[0] not in EXCEPTIONS]
    assert not found, found


def test_every_exception_is_still_one() -> None:
    places = {line.split(" has ")[0] for path in source_files() for line in over(path)}
    assert set(EXCEPTIONS) <= places
    assert all(EXCEPTIONS.values())


def test_every_module_says_what_lives_in_it() -> None:
    for path in source_files():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), place(path)
