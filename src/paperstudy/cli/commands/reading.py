"""`reading`: what the group and each of its members still have to read, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paperstudy.cli.complete import complete_keys
from paperstudy.cli.complete_people import complete_people
from paperstudy.cli.days import coming_day, today_of
from paperstudy.cli.framework import (
    Group,
    argument,
    command,
    json_option,
    option,
    pass_call,
)
from paperstudy.cli.me import find_me
from paperstudy.cli.output import write_data, write_json
from paperstudy.cli.render_reading import (
    render_entry,
    render_next,
    render_orders,
    render_reading,
    render_steps,
)
from paperstudy.domain.errors import InvalidInputError
from paperstudy.domain.language import translate
from paperstudy.domain.papers import PaperStatus
from paperstudy.domain.reading import BEST_RATING, ReadingChange
from paperstudy.saying.meetings import known_as

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperstudy.cli.call import Call
    from paperstudy.domain.library import ReadingRow
    from paperstudy.study.reading import Backed

    Function = Callable[..., object]

_STATUSES = tuple(each.value for each in PaperStatus if each is not PaperStatus.UNREAD)

_KEYS = argument(
    "references", nargs=-1, required=True, metavar="KEY...", shell_complete=complete_keys
)
_RATING = click.IntRange(0, BEST_RATING)
_PRIORITY = click.IntRange(0, 999)


def _whose(function: Function) -> Function:
    function = option(
        "--person",
        metavar="NAME",
        shell_complete=complete_people,
        help="On the list of this person.",
    )(function)
    return option("--mine", is_flag=True, help="On your own list instead of the group's.")(function)


def _facts(function: Function) -> Function:
    function = option("--note", metavar="TEXT", help="A line about it.")(function)
    function = option(
        "--rating", type=_RATING, metavar="1..5", help="How good it is; 0 takes it away."
    )(function)
    function = option(
        "--due", metavar="DAY", help="Until when: friday, 11/27, 내일; none takes it away."
    )(function)
    return option(
        "--priority", type=_PRIORITY, metavar="N", help="1 is read first; 0 takes it away."
    )(function)


@command(
    "list",
    help="List what is to be read, first things first. The default.\n\n"
    "The order is that of priority, votes and age.",
)
@_whose
@option("--status", type=click.Choice(_STATUSES), help="Only with this status.")
@option("--all", "everything", is_flag=True, help="Also what is read, presented or dropped.")
@json_option
@pass_call
def list_(call: Call, *, as_json: bool, everything: bool, **options: object) -> None:
    """List a reading list."""
    waiting = (PaperStatus.READING, PaperStatus.TO_READ)
    status = options["status"]
    wanted = (PaperStatus(str(status)),) if status else () if everything else waiting
    person = _person(options)
    with call.open_study(find_me(call, person)) as study:
        rows = study.reading.list(person, statuses=wanted)
    if as_json:
        from paperstudy.study.rows_of_reading import reading_row

        write_json([reading_row(row) for row in rows])
    elif rows:
        write_data(render_reading(rows, call.style, today_of(call)))
    else:
        call.say("nothing is on this list; put papers on it: paperstudy reading add KEY")


@command("add", help="Put papers on a list, to be read.")
@_KEYS
@_whose
@_facts
@json_option
@pass_call
def add(call: Call, references: tuple[str, ...], *, as_json: bool, **options: object) -> None:
    """Put papers on a list."""
    change = _change(call, options, PaperStatus.TO_READ)
    person = _person(options)
    with call.open_study(find_me(call, person)) as study:
        rows = study.reading.save(references, change, person)
    _print(call, rows, as_json=as_json)


@command(
    "set",
    help="Say where papers stand on a list: read, how good, until when.\n\n"
    "A paper that is not on the list comes onto it.",
)
@_KEYS
@option("--status", type=click.Choice(_STATUSES), help="Where it stands.")
@_whose
@_facts
@json_option
@pass_call
def set_(call: Call, references: tuple[str, ...], *, as_json: bool, **options: object) -> None:
    """Change entries of a list."""
    status = options["status"]
    change = _change(call, options, PaperStatus(str(status)) if status else None)
    if change == ReadingChange():
        raise InvalidInputError(
            "say what to set", hint="for example: paperstudy reading set KEY --status read"
        )
    person = _person(options)
    with call.open_study(find_me(call, person)) as study:
        rows = study.reading.save(references, change, person)
    _print(call, rows, as_json=as_json)


@command("remove", help="Take papers off a list; they stay in the library.")
@_KEYS
@_whose
@pass_call
def remove(call: Call, references: tuple[str, ...], **options: object) -> None:
    """Take papers off a list."""
    person = _person(options)
    with call.open_study(find_me(call, person)) as study:
        keys = study.reading.remove(references, person)
    write_data([translate("off the list: {key}", key=key) for key in keys])


@command(
    "next",
    help="Show what to read next, and what comes before it.\n\n"
    "For the group that is the first paper which no coming session has yet.",
)
@_whose
@json_option
@pass_call
def next_(call: Call, *, as_json: bool, **options: object) -> None:
    """Show what to read next."""
    person = _person(options)
    with call.open_study(find_me(call, person)) as study:
        found = study.reading.next(person)
    if as_json:
        from paperstudy.study.rows_of_reading import next_row

        write_json(next_row(found))
    elif found is not None:
        write_data(render_next(found, call.style))
    else:
        call.say("nothing waits to be read; put papers on the list: paperstudy reading add KEY")


def _by(function: Function) -> Function:
    return option(
        "--by",
        default="me",
        metavar="NAME",
        shell_complete=complete_people,
        help="Who; you, if nobody is named.",
    )(function)


@command("nominate", help="Propose papers to the group; they come onto its list.")
@_KEYS
@_by
@json_option
@pass_call
def nominate(call: Call, references: tuple[str, ...], *, by: str, as_json: bool) -> None:
    """Propose papers."""
    with call.open_study(find_me(call, by)) as study:
        backed = study.reading.back(references, by, propose=True)
    for row in backed.before:
        name = row.nominated_by
        call.say("it was proposed before, by {name}: {key}", name=name, key=row.key)
    _say_presented(call, backed)
    _print(call, backed.rows, as_json=as_json)


@command("vote", help="Say that you want the group to read papers; they come onto its list.")
@_KEYS
@_by
@json_option
@pass_call
def vote(call: Call, references: tuple[str, ...], *, by: str, as_json: bool) -> None:
    """Vote for papers."""
    with call.open_study(find_me(call, by)) as study:
        backed = study.reading.back(references, by)
    for row in backed.before:
        call.say("that vote was there before: {key}", key=row.key)
    _say_presented(call, backed)
    _print(call, backed.rows, as_json=as_json)


def _say_presented(call: Call, backed: Backed) -> None:
    """Say of papers that the group has had when that was: perhaps nobody remembered."""
    for key, session in backed.presented:
        call.say("the group has had it: {key}, {when}", key=key, when=known_as(session))


@command("unvote", help="Take votes back.")
@_KEYS
@_by
@pass_call
def unvote(call: Call, references: tuple[str, ...], *, by: str) -> None:
    """Take votes back."""
    with call.open_study(find_me(call, by)) as study:
        keys = study.reading.unvote(references, by)
    write_data([translate("vote taken back: {key}", key=key) for key in keys])


@command(
    "path",
    help="Show the orders of reading that the logs write, such as RNN → LSTM → GRU.\n\n"
    "With a paper: what to read before it, by all of them together.",
)
@argument("reference", required=False, metavar="[KEY]", shell_complete=complete_keys)
@_whose
@json_option
@pass_call
def path(call: Call, reference: str | None, *, as_json: bool, **options: object) -> None:
    """Show orders of reading."""
    person = _person(options)
    with call.open_study(find_me(call, person)) as study:
        orders = study.reading.orders(reference or "", person)
        before = study.reading.before(reference, person) if reference else ()
    if as_json:
        from paperstudy.study.rows_of_reading import path_rows

        write_json(path_rows(orders, before if reference else None))
    elif before or (orders and not reference):
        shown = render_steps(before, call.style) if before else render_orders(orders, call.style)
        write_data(shown)
    else:
        call.say(
            "no log says what comes before it"
            if reference
            else "no log writes an order of reading, such as RNN → LSTM → GRU"
        )


def _person(options: dict[str, object]) -> str:
    if options["mine"]:
        if options["person"]:
            raise InvalidInputError("give --mine or --person, not both")
        return "me"
    return str(options["person"] or "")


def _change(call: Call, options: dict[str, object], status: PaperStatus | None) -> ReadingChange:
    due = str(options["due"] or "").strip()
    none = due.lower() in {"none", "없음"}
    priority, rating, note = options["priority"], options["rating"], options["note"]
    return ReadingChange(
        status=status,
        priority=None if priority is None else int(str(priority)),
        due=None if none else coming_day(call, due),
        no_due=none,
        rating=None if rating is None else int(str(rating)),
        note=None if note is None else str(note),
    )


def _print(call: Call, rows: Sequence[ReadingRow], *, as_json: bool) -> None:
    if as_json:
        from paperstudy.study.rows_of_reading import reading_row

        write_json([reading_row(row) for row in rows])
        return
    for number, row in enumerate(rows):
        write_data(
            ["", *render_entry(row, call.style)] if number else render_entry(row, call.style)
        )


reading = Group(
    "reading",
    default="list",
    help="Keep the reading lists, the group's and your own.\n\n"
    "Without a command the group's list is printed. The setting `me` says who you are.",
    commands=[list_, add, set_, remove, next_, nominate, vote, unvote, path],
)
COMMANDS = {"reading": reading}
