"""A rule of the house held on the syntax tree: no transaction or step stays open across a `yield`."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import paperstudy

SOURCES = sorted(Path(paperstudy.__file__).parent.rglob("*.py"))
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


def opens_transaction(call: ast.expr) -> bool:
    """Whether an expression is `….read(…)` or `….write(…)` of something called a store.

    So is `….together(…)`, whatever it is called on: what is written meanwhile joins the step.
    """
    return (
        isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and (
            call.func.attr == "together"
            or (
                call.func.attr in {"read", "write"}
                and ast.unparse(call.func.value).rpartition(".")[2].lstrip("_").endswith("store")
            )
        )
    )


def has_yield(node: ast.AST) -> bool:
    """Whether a block yields by itself, not in a function defined in it."""
    if isinstance(node, ast.Yield | ast.YieldFrom):
        return True
    return not isinstance(node, _SCOPES) and any(map(has_yield, ast.iter_child_nodes(node)))


def open_yields(text: str) -> list[int]:
    """Return the lines of `with` statements that hold a transaction open across a yield."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.With | ast.AsyncWith)
        and any(opens_transaction(item.context_expr) for item in node.items)
        and any(has_yield(statement) for statement in node.body)
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_transaction_is_open_across_a_yield(path: Path) -> None:
    assert open_yields(path.read_text("utf-8")) == []


def test_the_rule_sees_what_it_should() -> None:
    bad = "def f(self):\n    with self._store.read() as tx:\n        for x in tx.a():\n            yield x\n"
    good = "def f(store):\n    with store.write('a') as tx:\n        tx.b()\n    yield 1\n"
    nested = "def f(store):\n    with store.read():\n        def g():\n            yield 1\n"
    step = "def f(study):\n    with study.upkeep.together('a'):\n        yield 1\n"
    assert open_yields(bad) == [2]
    assert open_yields(step) == [2]
    assert open_yields(good) == []
    assert open_yields(nested) == []
