"""`session present`, `unpresent`, `skip`, `attend`: who presents what, and who comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from paperstudy.cli.complete import complete_keys
from paperstudy.cli.complete_people import complete_people
from paperstudy.cli.framework import argument, command, json_option, option, pass_call
from paperstudy.cli.me import find_me
from paperstudy.cli.saying_sessions import MINUTES, print_session, say_called_off, session_argument
from paperstudy.cli.warning_sessions import find_earlier, say_overrun, say_presented_before
from paperstudy.domain.logs import PresentationRole
from paperstudy.domain.planning import PresentationPlan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paperstudy.cli.call import Call
    from paperstudy.domain.sessions import StudySession

_ROLES = tuple(role.value for role in PresentationRole)


@command(
    "present",
    help="Plan who presents what, or write down who did.\n\n"
    "  paperstudy session present friday he2015deep --by Ada --by 민수\n"
    "  paperstudy session present 3 “How we train” --by me --minutes 20\n"
    "  paperstudy session present he2015deep --by Ada\n\n"
    "Without SESSION it is the next one. What is no cite key, identifier or title of a paper is a "
    "topic. Of a paper that is planned there already, the names are added.",
)
@argument("words", nargs=-1, metavar="[SESSION] [KEY|TOPIC]", shell_complete=complete_keys)
@option("--by", multiple=True, metavar="NAME", shell_complete=complete_people, help="A presenter.")
@option("--role", type=click.Choice(_ROLES), default="present", help="What they do with it.")
@option("--minutes", type=MINUTES, metavar="N", help="How long it takes.")
@option("--topic", metavar="TEXT", help="A topic, whatever it looks like.")
@json_option
@pass_call
def present(
    call: Call, words: tuple[str, ...], *, as_json: bool, by: tuple[str, ...], **options: object
) -> None:
    """Plan a presentation."""
    which, what = _split(call, words, topic=options["topic"] is not None)
    topic, minutes = options["topic"], options["minutes"]
    plan = PresentationPlan(
        what=what if topic is None else str(topic),
        by=by,
        role=PresentationRole(str(options["role"])),
        minutes=None if minutes is None else int(str(minutes)),
        topic=topic is not None,
    )
    with call.open_study(find_me(call, *by)) as study:
        session = study.sessions.present(which, plan)
        earlier = find_earlier(study, (session,))
    print_session(call, session, as_json=as_json)
    say_presented_before(call, earlier)
    say_overrun(call, session)


def _split(call: Call, words: Sequence[str], *, topic: bool) -> tuple[str, str]:
    """Return the words that name the session, and those that say what is presented there."""
    from paperstudy.cli.days import today_of
    from paperstudy.study.meetings import names_session

    if not words:
        return "next", ""
    if topic or len(words) > 1 or names_session(words[0], today_of(call)):
        return words[0], " ".join(words[1:])
    return "next", words[0]


@command("unpresent", help="Take a presentation out of a session.")
@session_argument
@argument("presentation", default="", metavar="[NUMBER|KEY|NAME|TOPIC]")
@json_option
@pass_call
def unpresent(call: Call, which: str, presentation: str, *, as_json: bool) -> None:
    """Take a presentation out."""
    with call.open_study() as study:
        session = study.sessions.unpresent(which, presentation)
    print_session(call, session, as_json=as_json)


@command(
    "skip",
    help="Call a session off, or only one presentation of it.\n\n"
    "To have it on again: paperstudy session move SESSION DATE",
)
@session_argument
@option("--reason", default="", metavar="TEXT", help="Why.")
@option("--presentation", metavar="WHICH", help="Only this: its number, paper, name or topic.")
@json_option
@pass_call
def skip(call: Call, which: str, *, as_json: bool, reason: str, presentation: str | None) -> None:
    """Call a session off."""
    with call.open_study() as study:
        session = study.sessions.skip(which, reason, presentation)
    print_session(call, session, as_json=as_json)
    if presentation is None:
        say_called_off(call, session)


@command(
    "attend",
    help="Say who was there, or comes; with --absent who cannot come.\n\n"
    "  paperstudy session attend next 민수 Ada --absent Bob\n"
    "  paperstudy session attend friday --absent me\n\n"
    "Who cannot come is passed over by `paperstudy session next`.",
)
@session_argument
@argument("names", nargs=-1, metavar="[NAME...]", shell_complete=complete_people)
@option(
    "--absent",
    multiple=True,
    metavar="NAME",
    shell_complete=complete_people,
    help="Cannot come; once for each of them.",
)
@json_option
@pass_call
def attend(
    call: Call, which: str, names: tuple[str, ...], *, as_json: bool, absent: tuple[str, ...]
) -> None:
    """Say who comes."""
    with call.open_study(find_me(call, *names, *absent)) as study:
        session = study.sessions.attend(which, names, absent=absent)
    print_session(call, session, as_json=as_json)
    away = ", ".join(session.absent)
    if away:
        call.say("cannot come: {people}", people=away)
    for name in _missing(session):
        call.say(
            "{name} was to present there; to let somebody else: paperstudy session swap “{name}” "
            "NAME",
            name=name,
        )


def _missing(session: StudySession) -> list[str]:
    """Return who was to present at a session and cannot come."""
    planned = [one for one in session.presentations if one.status == "planned"]
    return [name for one in planned for name in one.presenters if name in session.absent]


COMMANDS = {"present": present, "unpresent": unpresent, "skip": skip, "attend": attend}
