from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paperstudy.cli.app import ALIASES, SECTIONS, TITLES, App
from paperstudy.cli.framework import Group
from paperstudy.domain import logs, papers
from paperstudy.saying.words import DOUBTS, LIKENESSES, WORDS, evidence, service, word

if TYPE_CHECKING:
    from collections.abc import Iterator


def every_command() -> Iterator[tuple[str, click.Command]]:
    app = App()
    ctx = click.Context(app)
    for name in app.list_commands(ctx):
        command = app.get_command(ctx, name)
        assert command is not None
        yield name, command
        if isinstance(command, Group):
            yield from ((f"{name} {below}", found) for below, found in command.commands.items())


def test_table_of_commands_agrees_with_the_commands() -> None:
    app = App()
    for _, entries in SECTIONS:
        for entry in entries:
            command = app.get_command(click.Context(app), entry.name)
            assert command is not None
            assert command.name == entry.name
            assert (command.help or "").partition("\n")[0].partition(":")[0].rstrip(
                "."
            ) == entry.summary
    assert tuple(title for title, _ in SECTIONS) == TITLES


def test_every_command_says_what_it_does() -> None:
    for name, command in every_command():
        assert command.help, name
        for param in command.params:
            if isinstance(param, click.Option):
                assert param.help, (name, param.name)


def test_aliases_lead_to_commands_and_hide_none() -> None:
    names = {entry.name for _, entries in SECTIONS for entry in entries}
    assert {target for _, target in ALIASES} <= names
    assert not names & {alias for alias, _ in ALIASES}


def test_every_value_that_is_shown_has_a_word() -> None:
    kinds = (
        papers.PaperStatus,
        papers.PaperState,
        logs.MentionKind,
        logs.FindStatus,
        logs.PresentationStatus,
    )
    assert {value.value for kind in kinds for value in kind} <= set(WORDS)
    assert word("surprises") == "surprises"
    assert service("newcomer") == "newcomer"
    found = ("the same title", "title", "found by arxiv", "found by crossref")
    assert evidence(found) == "the same title; found by arXiv, Crossref"
    assert evidence(("link", "context: contrastive, image")) == "link; context: contrastive, image"


def test_commands_hold_no_logic() -> None:
    """A body is parse, operation, render: 15 statements at most."""
    import ast
    from pathlib import Path

    import paperstudy.cli.commands

    for path in Path(paperstudy.cli.commands.__path__[0]).glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.decorator_list:
                statements = sum(isinstance(part, ast.stmt) for part in ast.walk(node)) - 2
                assert statements <= 15, f"{path.name}: {node.name} has {statements}"


def test_every_doubt_has_its_words() -> None:
    """What `matching` says in sentences is listed where the translators read it."""
    import ast
    import inspect

    from paperstudy.matching import duplicates, publications
    from paperstudy.study import searching

    tree = ast.parse(inspect.getsource(publications))
    told = {
        part.value
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith(("_doubt", "_compare"))
        for statement in ast.walk(node)
        if isinstance(statement, ast.Return | ast.Assign)
        for part in ast.walk(statement)
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and " " in part.value
    }
    assert told
    assert told | {searching._SAME_TITLE} == set(DOUBTS)
    likenesses = {value for name, value in vars(duplicates).items() if name.startswith("_BY_")}
    assert likenesses == set(LIKENESSES)
