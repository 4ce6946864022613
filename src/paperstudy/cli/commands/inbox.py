"""`inbox`: what waits for a person's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paperstudy.cli.framework import (
    NUMBER,
    Group,
    argument,
    command,
    json_option,
    option,
    pass_call,
)
from paperstudy.cli.output import safe, write_data, write_json
from paperstudy.cli.render_inbox import (
    inbox_footer,
    render_accepted,
    render_inbox,
    render_names,
)
from paperstudy.domain.errors import InvalidInputError, PaperstudyError, StoreError
from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeVar

    from paperstudy.cli.call import Call
    from paperstudy.cli.events import Tally
    from paperstudy.study.values import Accepted

    Decided = TypeVar("Decided")

_PAGE = 20


@command("list", help="List what waits, with the papers it may mean. The default.")
@option("--all", "everything", is_flag=True, help="Print all of them, not the first 20.")
@json_option
@pass_call
def list_(call: Call, *, everything: bool, as_json: bool) -> None:
    """List the inbox."""
    with call.open_study() as study:
        page = study.inbox.list(limit=None if everything or as_json else _PAGE)
    if as_json:
        from paperstudy.study.rows import inbox_row

        write_json([inbox_row(item) for item in page.rows])
    elif page.rows:
        write_data(render_inbox(page.rows, call.style))
        for line in inbox_footer(page.total, page.rows[0], call.style):
            call.tell(line)
    else:
        call.say("nothing waits for a decision")


@command(
    "accept",
    help="Take the first candidate of each item.\n\n"
    "The name is remembered: later logs that say it mean the same paper. --all takes every item "
    "whose first candidate stands alone.",
)
@argument("ids", nargs=-1, type=NUMBER, metavar="[ID...]")
@option("--all", "everything", is_flag=True, help="Accept all that have one best candidate.")
@option(
    "--minimum",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="SCORE",
    help="With --all: only candidates that score this much, from 0 to 1.",
)
@json_option
@pass_call
def accept(call: Call, ids: tuple[int, ...], **options: object) -> int:
    """Accept items."""
    from paperstudy.cli.events import Tally

    if bool(ids) == bool(options["everything"]):
        raise InvalidInputError("name the items to accept, or give --all")
    if ids and options["minimum"]:
        raise InvalidInputError("--minimum goes with --all")
    tally = Tally(as_json=bool(options["as_json"]))
    with call.open_study() as study:
        if ids:
            accepted = _each(ids, study.inbox.accept, tally)
        else:
            accepted = iter(study.inbox.accept_all(minimum=float(str(options["minimum"]))))
        _print_accepted(accepted, call, as_json=tally.as_json)
    return tally.exit_code


@command(
    "choose",
    help="Say which paper an item means.\n\n"
    "CHOICE is the number of one of its candidates, a cite key, or any identifier or URL.",
)
@argument("number", type=NUMBER, metavar="ID")
@argument("choice", metavar="CHOICE")
@json_option
@pass_call
def choose(call: Call, number: int, choice: str, *, as_json: bool) -> None:
    """Choose a paper for an item."""
    with call.open_study() as study:
        accepted = study.inbox.choose(number, choice)
    if as_json:
        from paperstudy.study.rows import accepted_row

        write_json(accepted_row(accepted))
    else:
        write_data(render_accepted((accepted,), call.style))


@command("reject", help="Say that items mean no paper. A later scan does not ask again.")
@argument("ids", nargs=-1, type=NUMBER, required=True, metavar="ID...")
@pass_call
def reject(call: Call, ids: tuple[int, ...]) -> int:
    """Reject items."""
    from paperstudy.cli.events import Tally

    tally = Tally()
    with call.open_study() as study:
        for text in _each(ids, study.inbox.reject, tally):
            write_data([translate("“{text}” means no paper", text=safe(text))])
    return tally.exit_code


@command("names", help="List the names learned from what was accepted.")
@json_option
@pass_call
def names(call: Call, *, as_json: bool) -> None:
    """List learned names."""
    with call.open_study() as study:
        learned = study.inbox.names()
    if as_json:
        write_json([{"name": row.surface, "key": row.key, "title": row.title} for row in learned])
    elif learned:
        write_data(render_names(learned, call.style))
    else:
        call.say("no names learned yet; accepting an item teaches its name")


@command("forget", help="Forget a learned name. What it decided stays decided.")
@argument("name", metavar="NAME")
@pass_call
def forget(call: Call, name: str) -> None:
    """Forget a name."""
    with call.open_study() as study:
        study.inbox.forget(name)
    call.say("“{name}” is forgotten", name=name)


def _each(ids: Sequence[int], decide: Callable[[int], Decided], tally: Tally) -> Iterator[Decided]:
    """Yield what each item became; one that cannot be decided is reported, and the rest goes on."""
    for number in dict.fromkeys(ids):
        try:
            decided = decide(number)
        except StoreError as error:  # the next would fail as well
            tally.fail(error, "")
            break
        except PaperstudyError as error:
            tally.fail(error, str(number))
            continue
        tally.values.append(decided)
        yield decided


def _print_accepted(accepted: Iterable[Accepted], call: Call, *, as_json: bool) -> None:
    """Print what was accepted: to a person each at once, as JSON all of them in the end."""
    if as_json:
        from paperstudy.study.rows import accepted_row

        write_json([accepted_row(one) for one in accepted])
        return
    for one in accepted:
        write_data(render_accepted((one,), call.style))


inbox = Group(
    "inbox",
    default="list",
    help="Decide what the scan was not sure about.\n\n"
    "Without a command the inbox is listed. Each decision can be taken back with `paperstudy "
    "undo`.",
    commands=[list_, accept, choose, reject, names, forget],
)
COMMANDS = {"inbox": inbox}
