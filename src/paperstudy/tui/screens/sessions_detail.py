"""One meeting as blocks of a sheet: when and where, who, what is presented, its minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.language import translate
from paperstudy.domain.logs import TodoKind
from paperstudy.saying.meetings import known_as, name_of, state_of
from paperstudy.saying.names import short_path, title_of
from paperstudy.saying.words import word
from paperstudy.tui.places import LogPlace, PaperPlace, SessionPlace, WebPlace
from paperstudy.tui.screens.sessions_list import day_text, has_presenter
from paperstudy.tui.widgets.markdown import markdown_blocks
from paperstudy.tui.widgets.sheet import Fact, Heading, Place, Prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.library import Todo
    from paperstudy.domain.sessions import Presentation, StudySession
    from paperstudy.study.study import Study
    from paperstudy.tui.screens.sessions_list import Meeting
    from paperstudy.tui.widgets.sheet import Block

_AHEAD = {"next", "planned", "repeats"}


def read_open(study: Study, session: StudySession) -> tuple[Todo, ...]:
    """Return what the logs of a session, or its papers, leave open."""
    papers = {held.paper[0] for held in session.presentations if held.paper}
    if not (papers or session.logs):
        return ()
    logs = set(session.logs)
    return tuple(
        todo
        for todo in study.todos.list(open_only=True)
        if todo.path in logs
        or (todo.kind is TodoKind.QUESTION and todo.paper is not None and todo.paper[0] in papers)
    )


def blocks_of(one: Meeting, todos: Sequence[Todo]) -> Iterator[Block]:
    """Yield all that is known of a meeting."""
    session = one.session
    yield Heading(name_of(session) or moment_text(session) or known_as(session), "title")
    if name_of(session):
        yield Prose(moment_text(session), "dim")
    yield from _standing(one)
    yield from _facts(session)
    yield from _talks(one)
    yield from _open(todos)
    if session.note:
        yield Heading(translate("Minutes"))
        yield from markdown_blocks(session.note)
    yield from _logs(session)


def moment_text(session: StudySession) -> str:
    """Return when a session is, with its weekday and its time zone."""
    time = f"{session.starts} {session.zone}".strip() if session.starts else ""
    day = day_text(session) if session.date or session.date_text else ""
    return "  ".join(part for part in (day, time) if part)


def _standing(one: Meeting) -> Iterator[Block]:
    """Yield where a meeting stands, and what can be done about it."""
    session = one.session
    for other in one.same:
        yield Prose(translate("May be one with this: + it is · - it is another"), "strong")
        yield Place(known_as(other, "  "), SessionPlace(other.id))
    match one.state:
        case "off":
            yield Prose(state_of(session), "strong")
        case "unsure":
            yield Prose(translate("Was this a session? + it was · - it was none"), "strong")
        case "repeats":
            yield Prose(translate("comes again; nothing is planned for it yet"), "dim")
        case "held":
            yield Prose(translate("held"), "dim")
        case "next":
            yield Prose(translate("the next session"), "dim")
    if one.state in _AHEAD and not has_presenter(session):
        yield Prose(translate("Nobody is to present: a says whose turn it is"), "strong")


def _facts(session: StudySession) -> Iterator[Block]:
    place = session.place
    link = place if place.startswith(("http://", "https://")) else ""
    yield Fact(translate("Place"), "" if link else place)
    minutes = translate("{minutes} min", minutes=session.minutes) if session.minutes else ""
    yield Fact(translate("Length"), minutes)
    yield Fact(translate("Moderator"), session.moderator)
    yield Fact(translate("Scribe"), session.scribe)
    yield Fact(translate("Participants"), ", ".join(session.participants))
    yield Fact(translate("Cannot come"), ", ".join(session.absent))
    if link:
        yield Place(link, WebPlace(link))


def _talks(one: Meeting) -> Iterator[Block]:
    held = one.session.presentations
    if held:
        yield Heading(translate("Presentations"))
    elif one.state in _AHEAD:
        yield Heading(translate("Presentations"))
        yield Prose(translate("none yet: t plans one"), "dim")
    for number, talk in enumerate(held, 1):
        head = f"{number}. {talk_title(talk)}"
        if talk.paper:
            yield Place(head, PaperPlace(talk.paper[0]))
        else:
            yield Prose(head)
        told = told_text(talk)
        if told:
            yield Prose(told, "dim", indent=5)


def talk_title(talk: Presentation) -> str:
    """Return what is presented: the paper's title, else the topic, else that nobody said."""
    what = title_of(talk.paper[1]) if talk.paper else talk.topic
    return what or translate("nothing chosen yet")


def told_text(talk: Presentation) -> str:
    """Return who presents, in which role, for how long, and what became of it."""
    role = {
        "review": translate("a review"),
        "implement": translate("an implementation"),
    }.get(str(talk.role), "")
    parts = (
        ", ".join(talk.presenters),
        role,
        translate("{minutes} min", minutes=talk.minutes) if talk.minutes else "",
        word(str(talk.status)) if talk.status != "done" else "",
        talk.reason,
    )
    return " · ".join(part for part in parts if part)


def _open(todos: Sequence[Todo]) -> Iterator[Block]:
    questions = [todo for todo in todos if todo.kind is TodoKind.QUESTION]
    tasks = [todo for todo in todos if todo.kind is TodoKind.TASK]
    for title, some in (
        (translate("Open questions"), questions),
        (translate("To do"), tasks),
    ):
        if some:
            yield Heading(title)
        for todo in some:
            yield Place(todo.text, LogPlace(todo.path, todo.line), _place(todo.path, todo.line))


def _logs(session: StudySession) -> Iterator[Block]:
    if session.logs:
        yield Heading(translate("In the logs"))
    for path in session.logs:
        line = first_line(session) if len(session.logs) == 1 else 0
        yield Place(_place(path, line), LogPlace(path, line))


def first_line(session: StudySession) -> int:
    """Return the line of the log where a session's first presentation stands; 0 for none."""
    return min((held.line for held in session.presentations if held.line), default=0)


def _place(path: str, line: int) -> str:
    return f"{short_path(path)}:{line}" if line else short_path(path)
