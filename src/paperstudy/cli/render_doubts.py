"""The inbox beside papers: sessions that a scan was not sure about, names that fit several people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.cli.render import heading
from paperstudy.cli.render_inbox import explained
from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.cells import crop
from paperstudy.saying.meetings import date_of, moment_of, name_of, presentation_line
from paperstudy.saying.names import short_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.output import Style
    from paperstudy.domain.people import NameDoubt
    from paperstudy.domain.sessions import StudySession
    from paperstudy.study.same_meetings import SameMeeting


def render_unsure(sessions: Sequence[StudySession], style: Style) -> Iterator[str]:
    """Yield the sessions that wait for a person's word, under a heading, each with its number."""
    if sessions and not style.plain:
        yield from heading(translate("Sessions that may be none"), style)
    for session in sessions:
        logs = ", ".join(map(short_path, session.logs))
        held = [presentation_line(each) for each in session.presentations]
        people = ", ".join(session.participants)
        if style.plain:
            parts = (f"s{session.id}", logs, date_of(session), name_of(session), people)
            yield "\t".join((*parts, "; ".join(held)))
            continue
        head = "  ".join(part for part in (moment_of(session), name_of(session), logs) if part)
        yield f"{style.paint(f's{session.id}'.rjust(5), 'cyan')}  {crop(head, style.width - 7)}"
        for line in (*held, people):
            if line:
                yield style.paint(" " * 9 + crop(line, style.width - 9), "dim")


def render_alike(alike: Sequence[SameMeeting], style: Style) -> Iterator[str]:
    """Yield the sessions that may be the same as others, under a heading, with these below."""
    if alike and not style.plain:
        yield from heading(translate("Sessions that may be the same"), style)
    for same in alike:
        session = same.session
        others = [(str(other.id), _named(other)) for other in same.others]
        if style.plain:
            found = "; ".join(f"{number} {name}" for number, name in others)
            logs = ", ".join(map(short_path, session.logs))
            parts = (f"s{session.id}", logs, date_of(session), name_of(session))
            yield "\t".join((*parts, found))
            continue
        number = style.paint(f"s{session.id}".rjust(5), "cyan")
        yield f"{number}  {crop(_named(session), style.width - 7)}"
        for other, name in others:
            line = translate("the same as session {number}?", number=other)
            yield " " * 7 + crop(f"{line}  {name}", style.width - 7)


def _named(session: StudySession) -> str:
    logs = ", ".join(map(short_path, session.logs))
    return "  ".join(part for part in (moment_of(session), name_of(session), logs) if part)


def render_doubts(doubts: Sequence[NameDoubt], style: Style) -> Iterator[str]:
    """Yield the names that fit several people, under a heading, each with these, numbered."""
    if doubts and not style.plain:
        yield from heading(translate("Names that fit several people"), style)
    for doubt in doubts:
        place = short_path(doubt.path)
        people = [f"{n}. {person.name}" for n, person in enumerate(doubt.candidates, 1)]
        if style.plain:
            yield "\t".join((f"n{doubt.id}", place, doubt.name, "; ".join(people)))
            continue
        head = crop(f"“{doubt.name}”  {place}", style.width - 7)
        yield f"{style.paint(f'n{doubt.id}'.rjust(5), 'cyan')}  {head}"
        yield from (" " * 7 + crop(person, style.width - 7) for person in people)


def doubts_footer(
    sessions: Sequence[StudySession],
    alike: Sequence[SameMeeting],
    doubts: Sequence[NameDoubt],
    style: Style,
) -> Iterator[str]:
    """Yield the sentences that say how to go on from these."""
    rows: list[tuple[str, str]] = []
    if sessions:
        yield translate_count(
            "{count} session to look at", "{count} sessions to look at", len(sessions)
        )
        number = f"s{sessions[0].id}"
        rows += [
            (f"paperstudy inbox accept {number}", translate("it was a session")),
            (f"paperstudy inbox reject {number}", translate("it was none")),
        ]
    if alike:
        yield translate_count(
            "{count} session that may be the same as another",
            "{count} sessions that may be the same as others",
            len(alike),
        )
        rows += _same_rows(alike[0])
    if doubts:
        yield translate_count(
            "{count} name that fits several people",
            "{count} names that fit several people",
            len(doubts),
        )
        number = f"n{doubts[0].id}"
        rows += [
            (f"paperstudy inbox choose {number} 1", translate("it is the first of them")),
            (f"paperstudy inbox reject {number}", translate("it is none of them")),
        ]
    yield from explained(rows, style)


def _same_rows(same: SameMeeting) -> list[tuple[str, str]]:
    number = f"s{same.session.id}"
    accept = f"accept {number}"
    if len(same.others) > 1:
        accept = f"choose {number} {same.others[0].id}"
    return [
        (f"paperstudy inbox {accept}", translate("make both one session, with the logs of both")),
        (f"paperstudy inbox reject {number}", translate("keep them apart, and do not ask again")),
    ]
