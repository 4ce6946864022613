"""One meeting on paper: what the documents about it have in common. Pure.

What a document says in words of its own comes in as a mapping from the English words, so that
the doors can hand in another language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.logs import PresentationRole
from paperstudy.domain.text import clean_line
from paperstudy.formats.json_ import first_url
from paperstudy.formats.markdown import escape_markdown, link, safe_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from paperstudy.domain.library import Todo
    from paperstudy.domain.papers import Paper
    from paperstudy.domain.sessions import Presentation, StudySession

    Words = Mapping[str, str]

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HOUR, _DAY = 60, 24 * 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A meeting with all that a document tells of it.

    `papers` are those presented, by cite key; `questions` and `todos` those still open.
    """

    session: StudySession
    papers: Mapping[str, Paper]
    questions: Sequence[Todo] = ()
    todos: Sequence[Todo] = ()


def head_lines(session: StudySession, words: Words) -> Iterator[str]:
    """Yield the heading of a document and who meets when and where."""
    yield f"# {name_of(session, words)}"
    facts = (
        ("Date", escape_markdown(when(session, words))),
        ("Place", place_of(session)),
        ("Moderator", escape_markdown(session.moderator)),
        ("Scribe", escape_markdown(session.scribe)),
        ("Participants", names(session.participants)),
        ("Absent", names(session.absent)),
    )
    said = [f"- **{words[label]}**: {value}" for label, value in facts if value]
    yield from ["", *said] if said else []


def name_of(session: StudySession, words: Words) -> str:
    """Return what a meeting is called, escaped: its title, else that it is one."""
    return escape_markdown(session.title) or words["Study session"]


def when(session: StudySession, words: Words) -> str:
    """Return the day, weekday, time and time zone of a meeting, as far as they are known."""
    if session.date is None:
        return session.date_text
    day = f"{session.date.isoformat()} ({words[WEEKDAYS[session.date.weekday()]]})"
    return " ".join(filter(None, (day, hours(session), session.zone if session.starts else "")))


def hours(session: StudySession) -> str:
    """Return when a meeting starts and, where that is known, when it ends; empty for neither."""
    if not session.starts or not session.minutes:
        return session.starts
    return f"{session.starts}–{clock(session.starts, session.minutes)}"


def place_of(session: StudySession) -> str:
    """Return where a meeting is: a link where it is one and nothing else."""
    url = safe_url(session.place)
    whole = url and " " not in clean_line(session.place)
    return f"<{url}>" if whole else escape_markdown(session.place)


def names(people: Sequence[str]) -> str:
    """Return people in a line, escaped."""
    return ", ".join(map(escape_markdown, people))


def title_of(held: Presentation, papers: Mapping[str, Paper]) -> str:
    """Return what is presented: a link to the paper, else its title or the topic, escaped."""
    if held.paper is None:
        return escape_markdown(held.topic)
    paper = papers.get(held.paper[0])
    return link(held.paper[1] or held.paper[0], page_of(paper) if paper else "")


def what_of(held: Presentation, papers: Mapping[str, Paper], words: Words) -> str:
    """Return what is presented, with its role where that is not the usual one."""
    role = "" if held.role is PresentationRole.PRESENT else words[held.role.value]
    return noted(title_of(held, papers), role)


def noted(text: str, *notes: str) -> str:
    """Return a text with notes in brackets behind it; empty notes are left out."""
    said = ", ".join(filter(None, notes))
    return f"{text} ({said})" if said else text


def page_of(paper: Paper) -> str:
    """Return the page of a paper; empty where nobody knows one."""
    return paper.url or first_url(paper.identifiers)


def clock(starts: str, minutes: int) -> str:
    """Return the time so many minutes after a time of day such as `19:30`."""
    hour, _, minute = starts.partition(":")
    total = (int(hour) * _HOUR + int(minute) + minutes) % _DAY
    return f"{total // _HOUR:02}:{total % _HOUR:02}"


def time_table(session: StudySession) -> list[str]:
    """Return when each presentation is, in their order; empty from where it can not be told.

    Without a start the times count from 0:00. Those without minutes share what the others leave
    of the meeting.
    """
    planned = [_length(held) for held in session.presentations]
    unsaid = [number for number, minutes in enumerate(planned) if minutes is None]
    if unsaid and session.minutes:
        left = session.minutes - sum(minutes or 0 for minutes in planned)
        share = left // len(unsaid)
        if share > 0:
            planned = [share if minutes is None else minutes for minutes in planned]
    times: list[str] = []
    at: int | None = 0
    for minutes in planned:
        if at is None or minutes is None:
            times.append(_time(session, at) if at is not None else "")
            at = None
        else:
            times.append(f"{_time(session, at)}–{_time(session, at + minutes)}" if minutes else "")
            at += minutes
    return times if any(planned) else [""] * len(planned)


def _length(held: Presentation) -> int | None:
    return 0 if held.status.value == "skipped" else held.minutes


def _time(session: StudySession, minutes: int) -> str:
    if session.starts:
        return clock(session.starts, minutes)
    return f"{minutes // _HOUR}:{minutes % _HOUR:02}"


def paper_lines(paper: Paper, words: Words) -> Iterator[str]:
    """Yield what one wants to know of a paper before it is presented."""
    yield from _citation(paper)
    yield f"- {words['Key']}: {escape_markdown(paper.key)}"
    page = safe_url(page_of(paper))
    if page:
        yield f"- {words['Paper']}: <{page}>"
    pdf = safe_url(paper.pdf_url)
    if pdf and pdf != page:
        yield f"- PDF: <{pdf}>"
    for repository in paper.repositories:
        url = safe_url(repository.url)
        official = words["official"] if repository.official else ""
        notes = ", ".join(filter(None, (official, escape_markdown(repository.framework))))
        if url:
            yield f"- {words['Code']}: <{url}>" + (f" ({notes})" if notes else "")


def _citation(paper: Paper) -> Iterator[str]:
    authors = ", ".join(author.name for author in paper.authors[:3])
    if authors and (paper.more_authors or len(paper.authors) > 3):  # noqa: PLR2004 - as shown
        authors += " et al."
    where = paper.publication.venue if paper.publication else paper.venue
    # A venue that says a year says when it came out: no other year beside it.
    if not _YEAR.search(where):
        where = str(paper.publication or where)
    year = "" if _YEAR.search(where) else str(paper.year or "")
    shown = ", ".join(filter(None, (authors, where, year)))
    if shown:
        yield f"- {escape_markdown(shown)}"


def open_lines(todos: Sequence[Todo]) -> Iterator[str]:
    """Yield questions or to-dos as a list, each with the paper it is about."""
    for todo in todos:
        about = f" ({escape_markdown(todo.paper[1] or todo.paper[0])})" if todo.paper else ""
        yield f"- {escape_markdown(todo.text)}{about}"


def section(title: str, lines: Sequence[str]) -> Iterator[str]:
    """Yield a section of a document; nothing where it has no lines."""
    if lines:
        yield ""
        yield f"## {title}"
        yield ""
        yield from lines
