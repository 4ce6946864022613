"""Everything the commands do can be done in the app, or a reason stands here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
import pytest

from paperstudy.cli.app import App
from paperstudy.domain.language import set_language, translate
from paperstudy.tui.modes import MODES
from paperstudy.tui.operations.every import EVERY
from paperstudy.tui.operations.table import APP
from tests.tui.conftest import open_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.tui.modes import Mode
    from tests.tui.conftest import Library

# Command to the reason why the app does without it.
REASONS = {
    "completion": "sets up a shell",
    "serve": "starts the app itself, in a browser",
}


def commands(group: click.Group, prefix: str = "") -> Iterator[str]:
    """Yield every command that is no group, as a person types it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{prefix}{name} ")
        else:
            yield f"{prefix}{name}"


COMMANDS = tuple(commands(App()))
OFFERED = {command for operation in EVERY for command in operation.commands}


def test_every_command_has_an_operation_or_a_reason() -> None:
    assert not [one for one in COMMANDS if one not in OFFERED and one not in REASONS]


def test_no_reason_is_left_over() -> None:
    assert not [one for one in REASONS if one not in COMMANDS or one in OFFERED]


def test_operations_name_commands_that_there_are() -> None:
    assert set(COMMANDS) >= OFFERED


async def test_every_operation_is_an_action_of_its_screen(empty: Library) -> None:
    from paperstudy.tui.app import PaperstudyApp

    async with open_app(empty):
        screens = {mode.name: type(mode.make()) for mode in MODES}
    for operation in EVERY:
        holder: type = PaperstudyApp if operation.where == APP else screens[operation.where]
        action = operation.action.removeprefix("app.").partition("(")[0]
        if operation.action.startswith("app."):
            holder = PaperstudyApp
        assert callable(getattr(holder, f"action_{action}", None)), operation.name


def test_no_key_means_two_things_on_one_screen() -> None:
    for mode in MODES:
        keys = [
            key
            for operation in EVERY
            if operation.where in {mode.name, APP}
            for key in operation.keys.split(",")
            if key
        ]
        twice = {key for key in keys if keys.count(key) > 1}
        assert not twice, mode.name


def test_names_are_told_apart() -> None:
    names = [operation.name for operation in EVERY]
    assert len(names) == len(set(names))
    assert {operation.where for operation in EVERY} <= {APP, *(mode.name for mode in MODES)}


def test_titles_in_korean_are_all_of_one_form() -> None:
    set_language("ko")
    try:
        titles = {one.name: translate(one.title) for one in EVERY}
    finally:
        set_language("en")
    odd = {
        name: title
        for name, title in titles.items()
        if not (title.endswith("기") or title.partition(":")[0].endswith("기"))
    }
    assert not odd


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_the_footer_names_nothing_twice(mode: Mode, language: str) -> None:
    set_language(language)
    try:
        hints = [translate(one.hint) for one in EVERY if one.hint and one.where == mode.name]
    finally:
        set_language("en")
    assert len(hints) == len(set(hints)), hints
