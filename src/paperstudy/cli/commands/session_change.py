"""`session new`, `edit`, `move`, `done`, `note`, `remove`: a meeting as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.complete_people import complete_people
from paperstudy.cli.editor import edit_text, keep_on_error
from paperstudy.cli.framework import NUMBER, argument, command, json_option, option, pass_call
from paperstudy.cli.log_file import log_option, write_log_of
from paperstudy.cli.me import find_me
from paperstudy.cli.output import write_data
from paperstudy.cli.saying_sessions import MINUTES, print_session, session_argument
from paperstudy.cli.typed import given_text
from paperstudy.domain.errors import InvalidInputError
from paperstudy.domain.language import translate
from paperstudy.domain.planning import SessionEdit
from paperstudy.saying.meetings import known_as

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperstudy.cli.call import Call
    from paperstudy.domain.sessions import StudySession
    from paperstudy.study.sessions import Sessions

    Function = Callable[..., object]


def _facts(function: Function) -> Function:
    """Declare what can be said of a meeting."""
    for declare in (
        option("--scribe", metavar="NAME", shell_complete=complete_people, help="Keeps minutes."),
        option("--moderator", metavar="NAME", shell_complete=complete_people, help="Leads it."),
        option("--minutes", type=MINUTES, metavar="N", help="How long it takes; 0 clears it."),
        option("--place", metavar="TEXT", help="A room or a link."),
        option("--title", metavar="TEXT", help="What it is called."),
    ):
        function = declare(function)
    return function


def _edit(options: dict[str, object]) -> SessionEdit:
    given = {name: value for name, value in options.items() if value is not None}
    return SessionEdit(**given)  # type: ignore[arg-type]  # Click has made texts and numbers


def _names(options: dict[str, object]) -> list[str]:
    return [str(options[role]) for role in ("moderator", "scribe") if options[role]]


@command(
    "new",
    help="Plan a session, or write down one that was held.\n\n"
    "  paperstudy session new friday 10:00 --title “Vision”\n"
    "  paperstudy session new 다음 주 금요일 오후 7시\n\n"
    "The time is that of the time zone in the settings.",
)
@argument("when", nargs=-1, required=True, metavar="DATE [TIME]")
@_facts
@log_option
@json_option
@pass_call
def new(
    call: Call, when: tuple[str, ...], *, as_json: bool, log: str | None, **options: object
) -> None:
    """Plan a session."""
    with call.open_study(find_me(call, *_names(options))) as study:
        session = study.sessions.new(" ".join(when), _edit(options))
        write_log_of(call, study, session.id, log)
    print_session(call, session, as_json=as_json)


@command(
    "edit",
    help="Change what is said of a session.\n\n"
    'An empty value ("") clears a field. A later scan does not change it back.',
)
@session_argument
@_facts
@option("--time", "starts", metavar="TIME", help="When it begins, as 19:30 or 7pm.")
@json_option
@pass_call
def edit(call: Call, which: str, *, as_json: bool, **options: object) -> None:
    """Edit a session."""
    if all(value is None for value in options.values()):
        raise InvalidInputError(
            "say what to change", hint="for example: paperstudy session edit 3 --place “Room 2”"
        )
    with call.open_study(find_me(call, *_names(options))) as study:
        session = study.sessions.edit(which, _edit(options))
    print_session(call, session, as_json=as_json)


@command(
    "move",
    help="Move a session to another day or time, or a presentation to another place.\n\n"
    "  paperstudy session move 3 friday 19:30\n"
    "  paperstudy session move 3 --presentation 2 --position 1\n"
    "  paperstudy session move 3 --presentation 2 next\n\n"
    "With --presentation and a day it goes to the session of that day. A session that was called "
    "off is on again.",
)
@session_argument
@argument("when", nargs=-1, metavar="[DATE] [TIME]")
@option("--presentation", metavar="WHICH", help="Its number, paper, presenter or topic.")
@option("--position", type=NUMBER, metavar="N", help="The place it gets, 1 is the first.")
@json_option
@pass_call
def move(call: Call, which: str, when: tuple[str, ...], *, as_json: bool, **how: object) -> None:
    """Move a session or a presentation."""
    position, presentation = how["position"], how["presentation"]
    if (position is None) == (not when):
        raise InvalidInputError(
            "say where to: a date, a time or --position",
            hint="for example: paperstudy session move 3 friday 19:30",
        )
    talk = None if presentation is None else str(presentation)
    with call.open_study() as study:
        if position is not None:
            session = study.sessions.reorder(which, talk or "", int(str(position)))
        else:
            session = study.sessions.move(which, " ".join(when), talk)
    print_session(call, session, as_json=as_json)


@command(
    "done",
    help="Say that a session was held, with all that was planned for it.\n\n"
    "What did not take place is called off first: paperstudy session skip SESSION --presentation 2",
)
@session_argument
@json_option
@pass_call
def done(call: Call, which: str, *, as_json: bool) -> None:
    """Close a session."""
    with call.open_study() as study:
        session = study.sessions.done(which)
    print_session(call, session, as_json=as_json)


@command(
    "note",
    help="Write the minutes of a session.\n\n"
    "Without an option they open in your editor. Empty minutes are removed.",
)
@session_argument
@option("--text", metavar="TEXT", help="The minutes themselves.")
@option("--stdin", "from_stdin", is_flag=True, help="Read the minutes from standard input.")
@option("--append", is_flag=True, help="Put the text below the minutes that are there.")
@pass_call
def note(call: Call, which: str, **options: object) -> None:
    """Write minutes."""
    text = given_text(options)
    with call.open_study() as study:
        if text is None:
            session = _edit_note(study.sessions, which)
        elif options["append"]:
            session = study.sessions.append_note(which, text)
        else:
            session = study.sessions.set_note(which, text)
    if session is None:
        call.say("nothing changed")
        return
    said = "minutes saved: {when}" if session.note else "minutes removed: {when}"
    write_data([translate(said, when=known_as(session))])


def _edit_note(sessions: Sessions, which: str) -> StudySession | None:
    """Let a person edit the minutes; None where they changed nothing."""
    shown = sessions.get(which).note
    text = edit_text(shown, extension=".md")
    if text is None:
        return None
    with keep_on_error(text, extension=".md"):
        return sessions.set_note(which, text, expected=shown)


@command(
    "remove",
    help="Take sessions away.\n\n"
    "Nothing is asked, as `paperstudy undo` brings them back. A session that takes place some "
    "other day is moved, one that does not take place is skipped.",
)
@argument("which", nargs=-1, required=True, metavar="SESSION...")
@pass_call
def remove(call: Call, which: tuple[str, ...]) -> None:
    """Remove sessions."""
    with call.open_study() as study:
        removed = [study.sessions.remove(one) for one in which]
    write_data([translate("removed: {key}", key=known_as(session)) for session in removed])
    call.say("to bring them back: paperstudy undo")


COMMANDS = {"new": new, "edit": edit, "move": move, "done": done, "note": note, "remove": remove}
