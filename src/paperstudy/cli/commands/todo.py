"""`todo`: what the logs leave to do and to answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.complete import complete_keys
from paperstudy.cli.framework import (
    NUMBER,
    Group,
    argument,
    command,
    json_option,
    option,
    pass_call,
)
from paperstudy.cli.output import write_data, write_json
from paperstudy.cli.render_todos import render_todos
from paperstudy.domain.errors import InvalidInputError
from paperstudy.domain.logs import TodoKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.cli.call import Call
    from paperstudy.domain.library import Todo


@command("list", help="List to-dos and questions about papers, by log. The default.")
@option("--open", "open_only", is_flag=True, help="Only what is not done yet.")
@option("--questions", is_flag=True, help="Only questions.")
@option("--tasks", is_flag=True, help="Only what is to be done.")
@option("--paper", default="", metavar="KEY", shell_complete=complete_keys, help="Only on it.")
@json_option
@pass_call
def list_(call: Call, *, as_json: bool, **options: object) -> None:
    """List to-dos."""
    open_only, paper = bool(options["open_only"]), str(options["paper"] or "")
    kind = _kind(questions=bool(options["questions"]), tasks=bool(options["tasks"]))
    with call.open_study() as study:
        todos = study.todos.list(open_only=open_only, kind=kind, paper=paper)
    if todos or as_json:
        _print(call, todos, as_json=as_json)
    elif any(options.values()):
        call.say("nothing fits")
    else:
        call.say("no to-dos yet; read in your logs: paperstudy scan FOLDER")


@command(
    "done",
    help="Close to-dos by their numbers.\n\n"
    "What you say stands until the box in the log is changed.",
)
@argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="NUMBER...")
@json_option
@pass_call
def done(call: Call, numbers: tuple[int, ...], *, as_json: bool) -> None:
    """Close to-dos."""
    with call.open_study() as study:
        todos = study.todos.set_done(numbers, done=True)
    _print(call, todos, as_json=as_json)


@command("open", help="Open closed to-dos again.")
@argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="NUMBER...")
@json_option
@pass_call
def open_(call: Call, numbers: tuple[int, ...], *, as_json: bool) -> None:
    """Open to-dos again."""
    with call.open_study() as study:
        todos = study.todos.set_done(numbers, done=False)
    _print(call, todos, as_json=as_json)


def _kind(*, questions: bool, tasks: bool) -> TodoKind | None:
    if questions and tasks:
        raise InvalidInputError("give --questions or --tasks, not both")
    if questions:
        return TodoKind.QUESTION
    return TodoKind.TASK if tasks else None


def _print(call: Call, todos: Sequence[Todo], *, as_json: bool) -> None:
    if as_json:
        from paperstudy.study.rows_of_reading import todo_row

        write_json([todo_row(todo) for todo in todos])
    else:
        write_data(render_todos(todos, call.style))


todo = Group(
    "todo",
    default="list",
    help="List what the logs leave to do and to answer.\n\n"
    "Without a command they are all listed, open and done.",
    commands=[list_, done, open_],
)
COMMANDS = {"todo": todo}
