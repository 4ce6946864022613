"""`inbox`: what waits for a person's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paperstudy.cli.framework import (
    ITEM,
    Group,
    OfferNumber,
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
    render_offers,
    render_settled,
)
from paperstudy.domain.errors import InvalidInputError, PaperstudyError, StoreError
from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import TypeVar

    from paperstudy.cli.call import Call
    from paperstudy.cli.events import Tally
    from paperstudy.domain.library import Offer
    from paperstudy.domain.papers import Paper
    from paperstudy.study.values import Accepted

    Decided = TypeVar("Decided")
    OfItem = TypeVar("OfItem")
    OfOffer = TypeVar("OfOffer")

_PAGE = 20


@command("list", help="List what waits, with the papers it may mean. The default.")
@option("--all", "everything", is_flag=True, help="Print all of them, not the first 20.")
@json_option
@pass_call
def list_(call: Call, *, everything: bool, as_json: bool) -> None:
    """List the inbox."""
    with call.open_study() as study:
        page = study.inbox.list(limit=None if everything or as_json else _PAGE)
        offers = study.inbox.offers()
    if as_json:
        from paperstudy.study.rows import inbox_row, offer_row

        write_json([*map(inbox_row, page.rows), *map(offer_row, offers)])
        return
    write_data([*render_inbox(page.rows, call.style), *render_offers(offers, call.style)])
    if not page.rows and not offers:
        call.say("nothing waits for a decision")
    for line in inbox_footer(page.total, page.rows, offers, call.style):
        call.tell(line)


@command(
    "accept",
    help="Take the first candidate of each item.\n\n"
    "The name is remembered: later logs that say it mean the same paper. --all takes every item "
    "whose first candidate stands alone.\n\n"
    "A number such as p1 accepts what a source says of a paper; --all leaves those to you.",
)
@argument("ids", nargs=-1, type=ITEM, metavar="[ID...]")
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
            accepted = _each(ids, _by_kind(study.inbox.accept, study.inbox.accept_offer), tally)
        else:
            accepted = iter(study.inbox.accept_all(minimum=float(str(options["minimum"]))))
        _print_accepted(accepted, call, as_json=tally.as_json)
    return tally.exit_code


@command(
    "choose",
    help="Say which paper an item means.\n\n"
    "CHOICE is the number of one of its candidates, a cite key, or any identifier or URL.",
)
@argument("number", type=ITEM, metavar="ID")
@argument("choice", metavar="CHOICE")
@json_option
@pass_call
def choose(call: Call, number: int, choice: str, *, as_json: bool) -> None:
    """Choose a paper for an item."""
    if isinstance(number, OfferNumber):
        raise InvalidInputError(
            "{number} is a question of yes or no",
            hint="paperstudy inbox accept {number}, or paperstudy inbox reject {number}",
            number=repr(number),
        )
    with call.open_study() as study:
        accepted = study.inbox.choose(number, choice)
    if as_json:
        from paperstudy.study.rows import accepted_row

        write_json(accepted_row(accepted))
    else:
        write_data(render_accepted((accepted,), call.style))


@command(
    "reject",
    help="Say that items mean no paper. A later scan does not ask again.\n\n"
    "A number such as p1 rejects what a source says of a paper; a later sync does not ask again.",
)
@argument("ids", nargs=-1, type=ITEM, required=True, metavar="ID...")
@pass_call
def reject(call: Call, ids: tuple[int, ...]) -> int:
    """Reject items."""
    from paperstudy.cli.events import Tally

    tally = Tally()
    with call.open_study() as study:
        decide = _by_kind(study.inbox.reject, study.inbox.reject_offer)
        for rejected in _each(ids, decide, tally):
            write_data([_rejected(rejected)])
    return tally.exit_code


def _rejected(rejected: str | Offer) -> str:
    if isinstance(rejected, str):
        return translate("“{text}” means no paper", text=safe(rejected))
    return translate("{key} stays as it is: {title}", key=rejected.key, title=rejected.title)


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


def _by_kind(
    item: Callable[[int], OfItem], offer: Callable[[int], OfOffer]
) -> Callable[[int], OfItem | OfOffer]:
    """Return what decides a find of a log, or what a source says, by the number it is given."""

    def decide(number: int) -> OfItem | OfOffer:
        return offer(int(number)) if isinstance(number, OfferNumber) else item(number)

    return decide


def _each(ids: Sequence[int], decide: Callable[[int], Decided], tally: Tally) -> Iterator[Decided]:
    """Yield what each item became; one that cannot be decided is reported, and the rest goes on."""
    for number in {repr(number): number for number in ids}.values():  # p1 is not 1
        try:
            decided = decide(number)
        except StoreError as error:  # the next would fail as well
            tally.fail(error, "")
            break
        except PaperstudyError as error:
            tally.fail(error, repr(number))
            continue
        tally.values.append(decided)
        yield decided


def _print_accepted(accepted: Iterable[Accepted | Paper], call: Call, *, as_json: bool) -> None:
    """Print what was accepted: to a person each at once, as JSON all of them in the end."""
    from paperstudy.study.values import Accepted

    if as_json:
        from paperstudy.study.rows import accepted_row, settled_row

        write_json(
            [
                accepted_row(one) if isinstance(one, Accepted) else settled_row(one)
                for one in accepted
            ]
        )
        return
    for one in accepted:
        if isinstance(one, Accepted):
            write_data(render_accepted((one,), call.style))
        else:
            write_data(render_settled(one, call.style))


inbox = Group(
    "inbox",
    default="list",
    help="Decide what a scan or a sync was not sure about.\n\n"
    "Without a command the inbox is listed. Items with a plain number are what a log says; those "
    "with a p before it are what a source says of a paper. Each decision can be taken back with "
    "`paperstudy undo`.",
    commands=[list_, accept, choose, reject, names, forget],
)
COMMANDS = {"inbox": inbox}
