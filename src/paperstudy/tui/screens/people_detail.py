"""One person as blocks of a sheet: names, presentations, meetings, and what they read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.language import translate, translate_count
from paperstudy.domain.logs import PresentationRole, PresentationStatus
from paperstudy.saying.meetings import date_of, known_as, moment_of, name_of
from paperstudy.saying.names import title_of
from paperstudy.saying.words import word
from paperstudy.tui.places import PaperPlace, SessionPlace
from paperstudy.tui.widgets.sheet import Fact, Heading, Place, Prose

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.library import ReadingRow
    from paperstudy.domain.people import Person
    from paperstudy.domain.sessions import Presentation, StudySession
    from paperstudy.study.people import PersonDetail
    from paperstudy.tui.screens.people_list import PersonRow
    from paperstudy.tui.widgets.sheet import Block

_MOST = 200  # of a kind; what is older is told as a number


def blocks_of(detail: PersonDetail, alike: Sequence[Person], row: PersonRow) -> Iterator[Block]:
    """Yield all that is known of a person of the list; `alike` may be the same."""
    person = detail.person
    yield Heading(person.name, "title")
    yield from _facts(detail, row)
    if alike:
        names = ", ".join(one.name for one in alike)
        yield Prose(
            translate("perhaps the same person as {names}: M merges", names=names), "strong"
        )
    yield from _coming(detail.coming)
    yield from _talks(detail)
    yield from _reading(detail.reading)
    yield from _sessions(detail.sessions)
    if not (detail.presentations or detail.sessions or detail.coming or detail.reading):
        yield Heading("")
        yield Prose(translate("no meeting names them yet; d takes them away"), "dim")


def _facts(detail: PersonDetail, row: PersonRow) -> Iterator[Block]:
    person = detail.person
    statuses = [held.status for _, held in detail.presentations]
    done = statuses.count(PresentationStatus.DONE)
    planned = statuses.count(PresentationStatus.PLANNED)
    talks = f"{done:,}"
    if planned:
        talks += f" ({translate('{count} planned', count=planned)})"
    yield Fact(translate("Also called"), ", ".join(person.aliases))
    yield Fact(translate("Takes part"), _part(row))
    yield Fact(translate("Sessions"), f"{len(detail.sessions):,}")
    yield Fact(translate("Presentations"), talks)
    yield Fact(translate("Balance"), "" if row.away else _balance(row.balance))


def _part(row: PersonRow) -> str:
    """Return whether somebody takes part, as the list has it."""
    if row.person.active and row.away:
        return translate("away: no meeting of the last year names them")
    return translate("yes") if row.person.active else translate("no longer")


def _balance(balance: float | None) -> str:
    """Return in words how much somebody presented in the last year, beside the others."""
    if balance is None:
        return ""
    count = f"{abs(round(balance))}"
    if round(balance) > 0:
        return translate("{count} more than the others on average, in the last year", count=count)
    if round(balance) < 0:
        return translate("{count} fewer than the others on average, in the last year", count=count)
    return translate("as much as the others, in the last year")


def _coming(sessions: Sequence[StudySession]) -> Iterator[Block]:
    if sessions:
        yield Heading(translate("Coming"))
    yield from (_session(session) for session in sessions[:_MOST])


def _talks(detail: PersonDetail) -> Iterator[Block]:
    held = detail.presentations
    if held:
        yield Heading(translate("Presentations, newest first"))
    for session, one in held[: -_MOST - 1 : -1]:
        paper = one.paper
        text = title_of(paper[1]) if paper else one.topic or name_of(session)
        target = PaperPlace(paper[0]) if paper else SessionPlace(session.id)
        day = date_of(session) if _is_dated(session) else ""
        yield Place("  ".join(part for part in (day, text) if part), target, ", ".join(_marks(one)))
    yield from _rest(len(held))


def _marks(held: Presentation) -> Iterator[str]:
    """Yield what is worth saying of a talk beside when and what."""
    if held.role is PresentationRole.REVIEW:
        yield translate("a review")
    elif held.role is PresentationRole.IMPLEMENT:
        yield translate("an implementation")
    if held.status is not PresentationStatus.DONE:
        yield word(held.status.value)


def _reading(rows: Sequence[ReadingRow]) -> Iterator[Block]:
    if rows:
        yield Heading(translate("Reading list"))
    for row in rows[:_MOST]:
        due = row.entry.due
        facts = [word(row.entry.status.value)]
        facts += [translate("due {day}", day=due.isoformat())] if due else []
        yield Place(title_of(row.title) or row.key, PaperPlace(row.key), ", ".join(facts))
    yield from _rest(len(rows))


def _sessions(sessions: Sequence[StudySession]) -> Iterator[Block]:
    if sessions:
        yield Heading(translate("Meetings, newest first"))
    yield from (_session(session) for session in sessions[: -_MOST - 1 : -1])
    yield from _rest(len(sessions))


def _session(session: StudySession) -> Block:
    when = moment_of(session) if _is_dated(session) else ""
    text = "  ".join(part for part in (when, _title(session)) if part) or known_as(session)
    return Place(text, SessionPlace(session.id)) if session.id else Prose(f"· {text}", "dim")


def _title(session: StudySession) -> str:
    """Return a meeting's title without the date that stands before it already."""
    return name_of(session).removeprefix(date_of(session)).strip(" -–:·")


def _is_dated(session: StudySession) -> bool:
    return bool(session.date or session.date_text)


def _rest(count: int) -> Iterator[Block]:
    if count > _MOST:
        more = count - _MOST
        yield Prose(translate_count("and {count} older one", "and {count} older ones", more), "dim")
