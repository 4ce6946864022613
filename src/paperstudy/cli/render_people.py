"""People as a person reads them: who is in the group, by which names, and what each did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.output import safe
from paperstudy.cli.render import heading, indented, labelled
from paperstudy.domain.language import translate, translate_count
from paperstudy.domain.logs import PresentationStatus
from paperstudy.saying.cells import columns, crop
from paperstudy.saying.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.output import Style
    from paperstudy.domain.library import ReadingRow
    from paperstudy.domain.people import Person
    from paperstudy.domain.sessions import Presentation, StudySession
    from paperstudy.study.people import PersonDetail, PersonSummary

_MOST_SESSIONS = 10
_MOST_TALKS = 20
_NAME_WIDTH = 24


def render_people(people: Sequence[PersonSummary], style: Style) -> Iterator[str]:
    """Yield a line for each person: name, presentations, when last, other names."""
    if style.plain:
        for summary in people:
            yield "\t".join(_fields(summary))
        return
    for name, held, last, others in columns(
        [_cells(summary) for summary in people], style.width, stretch=3
    ):
        yield f"{style.paint(name, 'cyan')}  {held}  {last}  {style.paint(others, 'dim')}".rstrip()


def _fields(summary: PersonSummary) -> tuple[str, ...]:
    return (
        summary.person.name,
        str(summary.counts.presentations),
        str(summary.counts.sessions),
        _day(summary),
        ", ".join(summary.person.aliases),
        "" if summary.person.active else translate("inactive"),
    )


def _cells(summary: PersonSummary) -> tuple[str, str, str, str]:
    others = ", ".join(summary.person.aliases)
    if not summary.person.active:
        away = translate("inactive")
        others = f"({away}) {others}".rstrip()
    held = summary.counts.presentations
    count = translate_count("{count} presentation", "{count} presentations", held)
    return crop(summary.person.name, _NAME_WIDTH), count, _day(summary), others


def _day(summary: PersonSummary) -> str:
    last = summary.counts.last
    return last.isoformat() if last else "-"


def render_person(detail: PersonDetail, style: Style) -> Iterator[str]:
    """Yield all that is known of one person."""
    person = detail.person
    rows = (
        (translate("Name"), person.name),
        (translate("Also called"), ", ".join(person.aliases)),
        (translate("Takes part"), translate("yes") if person.active else translate("no longer")),
        (translate("Meetings"), str(len(detail.sessions))),
        (translate("Presentations"), _held(detail)),
    )
    yield from labelled(rows, style)
    if detail.presentations:
        yield from heading(_newest_talks(len(detail.presentations)), style)
    for session, held in detail.presentations[: -_MOST_TALKS - 1 : -1]:
        yield from indented(_presented(session, held), style)
    if detail.reading:
        yield from heading(translate("Reading list"), style)
    for row in detail.reading:
        yield from indented(_read(row), style)
    if detail.coming:
        yield from heading(translate("Coming"), style)
        yield from (_meeting(session, style) for session in detail.coming)
    if detail.sessions:
        yield from heading(_newest(len(detail.sessions)), style)
    for session in detail.sessions[: -_MOST_SESSIONS - 1 : -1]:
        yield _meeting(session, style)


def _held(detail: PersonDetail) -> str:
    """Return how much somebody has presented, and apart from that how much they are to."""
    statuses = [held.status for _, held in detail.presentations]
    done, planned = (statuses.count(PresentationStatus(one)) for one in ("done", "planned"))
    return f"{done} ({translate('{count} planned', count=planned)})" if planned else str(done)


def _meeting(session: StudySession, style: Style) -> str:
    line = "  ".join(filter(None, (str(session.id).rjust(4), _date(session), _title(session))))
    return "  " + (line if style.plain else crop(line, style.width - 2))


def _newest(count: int) -> str:
    if count <= _MOST_SESSIONS:
        return translate("Meetings, newest first")
    return translate("The newest {shown} of {count} meetings", shown=_MOST_SESSIONS, count=count)


def _newest_talks(count: int) -> str:
    if count <= _MOST_TALKS:
        return translate("Presentations, newest first")
    return translate("The newest {shown} of {count} presentations", shown=_MOST_TALKS, count=count)


def _presented(session: StudySession, held: Presentation) -> str:
    """Return when, what, and whether it was really held."""
    text = f"{_date(session)}: {held.paper[1] if held.paper else held.topic}"
    if held.paper is not None:
        text += f" [{held.paper[0]}]"
    marks = [held.role.value] if held.role != "present" else []
    if held.status != "done":
        marks.append(held.status.value)
    return f"{text} ({', '.join(map(word, marks))})" if marks else text


def _read(row: ReadingRow) -> str:
    text = f"{word(row.entry.status.value)}: {row.title or row.key} [{row.key}]"
    if row.entry.due is None:
        return text
    return f"{text}, {translate('due {day}', day=row.entry.due.isoformat())}"


def _title(session: StudySession) -> str:
    """Return a meeting's title without the date that stands before it already."""
    return session.title.removeprefix(_date(session)).strip(" -–:·")


def _date(session: StudySession) -> str:
    return session.date.isoformat() if session.date else session.date_text or "-"


def render_changed(person: Person, style: Style) -> Iterator[str]:
    """Yield a person in a line, as they are after a change."""
    text = style.paint(safe(person.name), "cyan")
    if person.aliases:
        names = ", ".join(person.aliases)
        text += "  " + translate("also called {names}", names=names)
    yield text if person.active else f"{text}  ({translate('inactive')})"
