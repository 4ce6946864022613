"""`inbox`: what waits for a person's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paperstudy.cli.framework import (
    ITEM,
    DoubtNumber,
    Group,
    OfferNumber,
    SessionNumber,
    argument,
    command,
    json_option,
    option,
    pass_call,
)
from paperstudy.cli.me import find_me
from paperstudy.cli.output import safe, write_data, write_json
from paperstudy.cli.render_doubts import (
    doubts_footer,
    render_alike,
    render_doubts,
    render_unsure,
)
from paperstudy.cli.render_inbox import (
    inbox_footer,
    render_accepted,
    render_inbox,
    render_names,
    render_offers,
    render_settled,
)
from paperstudy.cli.render_sessions import render_sessions
from paperstudy.cli.saying_sessions import print_session
from paperstudy.domain.errors import InvalidInputError, PaperstudyError, StoreError
from paperstudy.domain.language import translate
from paperstudy.domain.sessions import StudySession
from paperstudy.saying.meetings import known_as

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import Any, TypeVar

    from paperstudy.cli.call import Call
    from paperstudy.cli.events import Tally
    from paperstudy.cli.output import Style
    from paperstudy.domain.library import InboxItem, Offer
    from paperstudy.domain.papers import Paper
    from paperstudy.domain.people import NameDoubt
    from paperstudy.study.same_meetings import SameMeeting
    from paperstudy.study.study import Study
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
        offers, sessions = study.inbox.offers(), study.inbox.unsure_sessions()
        alike, doubts = study.same_meetings.list(), study.people.doubts()
    if as_json:
        write_json(_rows(page.rows, offers, sessions, alike, doubts))
        return
    write_data(
        [
            *render_inbox(page.rows, call.style),
            *render_unsure(sessions, call.style),
            *render_alike(alike, call.style),
            *render_doubts(doubts, call.style),
            *render_offers(offers, call.style),
        ]
    )
    if not (page.rows or offers or sessions or alike or doubts):
        call.say("nothing waits for a decision")
    for line in (
        *inbox_footer(page.total, page.rows, offers, call.style),
        *doubts_footer(sessions, alike, doubts, call.style),
    ):
        call.tell(line)


def _rows(
    items: Sequence[InboxItem],
    offers: Sequence[Offer],
    sessions: Sequence[StudySession],
    alike: Sequence[SameMeeting],
    doubts: Sequence[NameDoubt],
) -> list[dict[str, Any]]:
    from paperstudy.study.rows import inbox_row, offer_row
    from paperstudy.study.rows_of_sessions import doubt_row, same_row, unsure_row

    rows = [*map(inbox_row, items), *map(offer_row, offers), *map(unsure_row, sessions)]
    return [*rows, *map(same_row, alike), *map(doubt_row, doubts)]


@command(
    "accept",
    help="Take the first candidate of each item.\n\n"
    "The name is remembered: later logs that say it mean the same paper. --all takes every item "
    "whose first candidate stands alone.\n\n"
    "A number such as p1 accepts what a source says of a paper, s1 a session, or that it is the "
    "same as another; --all leaves those to you.",
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
            accepted = _each(study, "accept", ids, _accepting(study), tally)
        else:
            accepted = list(study.inbox.accept_all(minimum=float(str(options["minimum"]))))
        _print_accepted(accepted, call, as_json=tally.as_json)
    return tally.exit_code


@command(
    "choose",
    help="Say which paper an item means.\n\n"
    "CHOICE is the number of one of its candidates, a cite key, or any identifier or URL; for a "
    "name such as n1 the number or the name of a person; for a session such as s12 the number of "
    "the session that it is the same as.",
)
@argument("number", type=ITEM, metavar="ID")
@argument("choice", metavar="CHOICE")
@json_option
@pass_call
def choose(call: Call, number: int, choice: str, *, as_json: bool) -> None:
    """Choose a paper for an item, a person for a name, or a session for another."""
    if isinstance(number, DoubtNumber):
        _choose_person(call, number, choice, as_json=as_json)
        return
    if isinstance(number, SessionNumber) and _choose_session(call, number, choice, as_json=as_json):
        return
    if isinstance(number, OfferNumber | SessionNumber):
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


def _choose_session(call: Call, number: SessionNumber, choice: str, *, as_json: bool) -> bool:
    """Make a session one with another; False for one that is a question of yes or no."""
    with call.open_study() as study:
        if not _is_same(study, number):
            return False
        merged = study.same_meetings.accept(int(number), choice)
    print_session(call, merged, as_json=as_json)
    return True


def _is_same(study: Study, number: SessionNumber) -> bool:
    """Tell whether the question is not if there was a session, but which."""
    return any(one.session.id == int(number) for one in study.same_meetings.list())


def _choose_person(call: Call, number: DoubtNumber, choice: str, *, as_json: bool) -> None:
    with call.open_study(find_me(call, choice)) as study:
        person = study.people.settle(int(number), choice)
    assert person is not None, "a name was given"
    if as_json:
        write_json({"name": person.name, "aliases": list(person.aliases)})
    else:
        write_data([translate("{number} means {name}", number=repr(number), name=person.name)])


@command(
    "reject",
    help="Say that items mean no paper. A later scan does not ask again.\n\n"
    "A number such as p1 rejects what a source says of a paper, s1 says that there was no such "
    "session, or that it is not the same as another, n1 that the name is nobody's of those it fits; none of them is asked again.",
)
@argument("ids", nargs=-1, type=ITEM, required=True, metavar="ID...")
@pass_call
def reject(call: Call, ids: tuple[int, ...]) -> int:
    """Reject items."""
    from paperstudy.cli.events import Tally

    tally = Tally()
    with call.open_study() as study:
        for said in _each(study, "reject", ids, _rejecting(study), tally):
            write_data([said])
    return tally.exit_code


def _rejecting(study: Study) -> Callable[[int], str]:
    """Return what rejects an item of any kind, by its number, and says so."""

    def reject(number: int) -> str:
        plain = int(number)
        if isinstance(number, OfferNumber):
            offer = study.inbox.reject_offer(plain)
            return translate("{key} stays as it is: {title}", key=offer.key, title=offer.title)
        if isinstance(number, SessionNumber) and _is_same(study, number):
            session = study.same_meetings.reject(plain)
            return translate("a session of its own: {when}", when=known_as(session))
        if isinstance(number, SessionNumber):
            known = known_as(study.inbox.reject_session(plain))
            return translate("there was no such session: {date}", date=known)
        if isinstance(number, DoubtNumber):
            study.people.settle(plain)
            return translate("{number} means nobody of them", number=repr(number))
        return translate("“{text}” means no paper", text=safe(study.inbox.reject(plain)))

    return reject


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


def _accepting(study: Study) -> Callable[[int], Accepted | Paper | StudySession]:
    """Return what accepts an item of any kind, by its number."""

    def accept(number: int) -> Accepted | Paper | StudySession:
        plain = int(number)
        if isinstance(number, DoubtNumber):
            study.people.doubt(plain)  # there is one, or an error says that there is none
            raise InvalidInputError(
                "{number} is a name that fits several people",
                hint="say whom it means: paperstudy inbox choose {number} NAME",
                number=repr(number),
            )
        if isinstance(number, OfferNumber):
            return study.inbox.accept_offer(plain)
        if isinstance(number, SessionNumber) and _is_same(study, number):
            return study.same_meetings.accept(plain)
        if isinstance(number, SessionNumber):
            return study.inbox.accept_session(plain)
        return study.inbox.accept(plain)

    return accept


def _each(
    study: Study,
    verb: str,
    ids: Sequence[int],
    decide: Callable[[int], Decided],
    tally: Tally,
) -> list[Decided]:
    """Return what each item became; one that cannot be decided is reported, and the rest goes on.

    All of them are one step to undo.
    """
    done: list[Decided] = []
    numbers = {repr(number): number for number in ids}  # p1 is not 1
    with study.upkeep.together(f"{verb} {' '.join(numbers)}"):
        for shown, number in numbers.items():
            try:
                decided = decide(number)
            except StoreError as error:  # the next would fail as well
                tally.fail(error, "")
                break
            except PaperstudyError as error:
                tally.fail(error, shown)
                continue
            done.append(decided)
    tally.values += done
    return done


def _print_accepted(
    accepted: Iterable[Accepted | Paper | StudySession], call: Call, *, as_json: bool
) -> None:
    """Print what was accepted."""
    if as_json:
        write_json([_accepted_row(one) for one in accepted])
        return
    for one in accepted:
        write_data(_render(one, call.style))


def _accepted_row(one: Accepted | Paper | StudySession) -> dict[str, Any]:
    from paperstudy.study.rows import accepted_row, settled_row
    from paperstudy.study.rows_of_sessions import meeting_row
    from paperstudy.study.values import Accepted

    if isinstance(one, StudySession):
        return meeting_row(one)
    return accepted_row(one) if isinstance(one, Accepted) else settled_row(one)


def _render(one: Accepted | Paper | StudySession, style: Style) -> Iterator[str]:
    from paperstudy.study.values import Accepted

    if isinstance(one, StudySession):
        return render_sessions((one,), style)
    return (
        render_accepted((one,), style) if isinstance(one, Accepted) else render_settled(one, style)
    )


inbox = Group(
    "inbox",
    default="list",
    help="Decide what a scan or a sync was not sure about.\n\n"
    "Without a command the inbox is listed. Items with a plain number are what a log says; those "
    "with a p before it are what a source says of a paper, with an s sessions, with an n names of "
    "people. Each decision can be taken back with "
    "`paperstudy undo`.",
    commands=[list_, accept, choose, reject, names, forget],
)
COMMANDS = {"inbox": inbox}
