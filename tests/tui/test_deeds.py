"""What a step of the journal is called: words for each, never the command."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import paperstudy
from paperstudy.domain.language import set_language
from paperstudy.tui.deeds import WORDS, deed

SOURCE = Path(paperstudy.__file__).parent
_VERBS = {"_change", "_step", "_session_step", "_offer_step"}


def starts() -> set[str]:
    """How each step that a person makes begins in the journal."""
    found = {"import", "import refs.bib (+2)", "add a title (+1)"}
    for path in (SOURCE / "study").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "attr", "")
                text = constant(node.args[0])
                if name == "_change" and path.name == "sessions.py":
                    found.add(f"session {text} x")
                elif name in _VERBS and text.isalpha():
                    found.add(f"{text} 12: x")
                elif name in {"write", "together"} and text:
                    found.add(f"{text}x" if text.endswith(" ") else text)
            elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "action":
                for one in ast.walk(node.value):
                    if isinstance(one, ast.JoinedStr):
                        found.add(f"{constant(one)}x")
    return found - {"session x"}  # the verbs of those are found where they are named


def constant(node: ast.expr) -> str:
    """The text that an expression begins with."""
    if isinstance(node, ast.JoinedStr):
        node = node.values[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_the_steps_are_found_in_the_source() -> None:
    assert {"session swap x", "session next --assign --count x", "rekey"} <= starts()


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_step_is_said_in_words_and_shows_no_option(language: str) -> None:
    set_language(language)
    try:
        for action in starts():
            fitting = [one for one in WORDS if f"{action} ".startswith(one)]
            assert fitting, action
            said = deed(action)
            assert "--" not in said, action
            if language == "ko":
                assert not said.startswith(action.split()[0]), (action, said)
    finally:
        set_language("en")


def test_an_answer_names_what_was_asked_and_no_number() -> None:
    assert deed("accept 12: ERNIE") == "an answer in the inbox: ERNIE"
    assert deed("reject s3 p4: A, and B (+1)") == "an answer in the inbox: A, and B (+1)"
    assert deed("accept 12") == deed("choose 12 13") == "an answer in the inbox"
    assert deed("todo done 4 5") == "to-do done"
    assert deed("session swap 홍권 안도형") == "places changed: 홍권 안도형"
    assert deed("session next --assign --count 2") == "sessions assigned: 2"
