"""What waits in the inbox as rows of a list and blocks of a sheet: five kinds of questions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.language import translate
from paperstudy.domain.library import InboxItem, Offer
from paperstudy.domain.people import NameDoubt
from paperstudy.saying.meetings import date_of, known_as, presentation_text
from paperstudy.saying.names import short_authors, short_path, title_of
from paperstudy.saying.words import evidence, service, word
from paperstudy.study.inbox import is_clear
from paperstudy.study.same_meetings import SameMeeting
from paperstudy.tui.widgets.sheet import Fact, Heading, Place, Prose, Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paperstudy.domain.papers import PaperRecord
    from paperstudy.domain.sessions import StudySession
    from paperstudy.study.context import LogLines
    from paperstudy.study.study import Study
    from paperstudy.tui.widgets.sheet import Block

    Waiting = InboxItem | StudySession | SameMeeting | NameDoubt | Offer

_NOT_WHY = "unambiguous name"  # why it is this paper, but not why one is asked
_KINDS = 5  # a row's number tells the kind of a question and its own number


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate: the number of a paper, a person or a session from 1, and the paper's record."""

    number: int
    record: PaperRecord | None = None


def read_waiting(study: Study) -> list[tuple[int, Waiting]]:
    """Return all that waits: what logs say by log and line, then sessions, names, offers."""
    waiting: list[tuple[int, Waiting]] = []
    kinds: tuple[Iterable[Waiting], ...] = (
        study.inbox.list().rows,
        study.inbox.unsure_sessions(),
        study.same_meetings.list(),
        study.people.doubts(),
        study.inbox.offers(),
    )
    for kind, items in enumerate(kinds):
        waiting += [(int(item.id) * _KINDS + kind, item) for item in items]
    return waiting


def text_of(item: Waiting) -> str:
    """Return what is asked about, in a few words."""
    match item:
        case InboxItem():
            return item.text
        case NameDoubt():
            return item.name
        case Offer():
            return title_of(item.title)
        case SameMeeting():
            return known_as(item.session)
        case _:
            return known_as(item)


def kind_of(item: Waiting) -> str:
    """Return what kind of question it is, in a word."""
    match item:
        case InboxItem():
            return word(item.kind)
        case NameDoubt():
            return translate("person")
        case Offer():
            return translate("source")
        case _:
            return translate("session")


def sign_of(item: Waiting) -> str:
    """Return whether it can be accepted: `=` one answer stands out, `?` several, `-` none."""
    if isinstance(item, InboxItem):
        if not item.candidates:
            return "-"
        return "=" if is_clear(item) else "?"
    several = isinstance(item, NameDoubt) or (isinstance(item, SameMeeting) and item.others[1:])
    return "?" if several else "="


def place_of(item: Waiting) -> tuple[str, int]:
    """Return the log and the line where it is asked; an empty path for what no log says."""
    match item:
        case InboxItem():
            return item.path, item.line
        case NameDoubt():
            return item.path, 0
        case Offer():
            return "", 0
        case SameMeeting():
            return place_of(item.session)
        case _:
            lines = [held.line for held in item.presentations if held.line]
            return (item.logs[0], min(lines, default=0)) if item.logs else ("", 0)


def shown_place(item: Waiting, lines: LogLines | None = None) -> str:
    """Return the log and the line as a person reads them; `lines` know where it is now."""
    path, line = (lines.path, lines.line) if lines is not None else place_of(item)
    return f"{short_path(path)}:{line}" if line else short_path(path)


def short_place(item: Waiting) -> str:
    """Return the file's name and the line alone."""
    return shown_place(item).rpartition("/")[2]


def blocks_of(item: Waiting, lines: LogLines | None, chosen: Choice | None) -> Iterator[Block]:
    """Yield a question with what it is asked from, and what can be answered."""
    yield Heading(text_of(item), "title")
    place = shown_place(item, lines)
    yield Prose("  ".join(part for part in (kind_of(item), place) if part), "dim")
    if lines is not None:
        yield from _context(lines)
    if not isinstance(item, InboxItem | NameDoubt):
        yield Heading(_question(item))
    match item:
        case InboxItem():
            yield from _candidates(item, chosen)
        case SameMeeting():
            yield from _same(item)
        case NameDoubt():
            yield from _people(item)
        case Offer():
            yield from _offer(item)
        case _:
            yield from _session(item)


def _question(item: Waiting) -> str:
    """Return what is asked, and the keys that answer it."""
    match item:
        case InboxItem() if is_clear(item):
            asked = translate("Is this paper meant here, or said in passing? a yes · r no")
        case InboxItem():
            asked = translate("Several papers may be meant. Which one? ⏎ chooses · r none")
        case NameDoubt():
            asked = translate("Who is it?")
        case SameMeeting() if item.others[1:]:
            asked = translate("Which of these is the same meeting? ⏎ chooses · r none of them")
        case SameMeeting():
            asked = translate("Are these one meeting? a yes · r no, two")
        case Offer():
            asked = translate("Is this right? a takes it · r leaves it")
        case _:
            asked = translate("Was this a meeting of the group? a yes · r no")
    return asked


def _context(lines: LogLines) -> Iterator[Block]:
    """Yield the lines of the log, the one that is asked about with a sign before it."""
    yield Prose("")
    width = len(str(lines.lines[-1][0])) if lines.lines else 1
    for number, text in lines.lines:
        here = number == lines.line
        head = f"{'>' if here else ' '} {number:>{width}}  "
        yield Row(head, text, "strong" if here else "dim", cut=not here)


def _candidates(item: InboxItem, chosen: Choice | None) -> Iterator[Block]:
    if not item.candidates:
        yield Heading(translate("No candidate"))
        yield Prose(translate("s searches for the paper; r says that it is none"), "dim")
        return
    yield Heading(_question(item))
    for number, candidate in enumerate(item.candidates, start=1):
        record = candidate.record
        yield Place(f"{number}. {record.title or record.url}", Choice(number, record))
        yield Prose(_described(record), "dim", indent=5)
        told = tuple(one for one in candidate.evidence if one != _NOT_WHY)
        if told:
            yield Prose(evidence(told), "dim", indent=5)
    shown = chosen.record if chosen and chosen.record else item.candidates[0].record
    if shown.abstract:
        yield Heading(translate("Abstract"))
        yield Prose(shown.abstract)


def _described(record: PaperRecord) -> str:
    names = [author.name for author in record.authors]
    venue = str(record.publication) if record.publication else record.venue
    facts = (
        short_authors(names, more=record.more_authors),
        str(record.year or ""),
        venue,
        " ".join(str(identifier) for identifier in record.identifiers[:1]),
    )
    return " · ".join(fact for fact in facts if fact)


def _people(doubt: NameDoubt) -> Iterator[Block]:
    yield Heading(_question(doubt))
    for number, person in enumerate(doubt.candidates, start=1):
        aliases = ", ".join(person.aliases)
        yield Place(f"{number}. {person.name}", Choice(number), aliases)


def _same(same: SameMeeting) -> Iterator[Block]:
    yield from _session(same.session)
    yield Heading(translate("May be the same as"))
    for number, other in enumerate(same.others, start=1):
        logs = ", ".join(map(short_path, other.logs))
        yield Place(f"{number}. {known_as(other)}", Choice(number), logs)
        for held in other.presentations:
            yield Prose("".join(presentation_text(held)), "dim", indent=5)


def _offer(offer: Offer) -> Iterator[Block]:
    record = offer.record
    published = record.publication
    yield Fact(translate("Key"), offer.key)
    yield Fact(translate("Source"), service(record.source))
    if offer.kind == "publication" and published is not None:
        yield Fact(translate("Published"), f"{published} {published.doi}".strip())
    yield Fact(translate("Title"), record.title)
    yield Fact(translate("Facts"), _described(record))
    yield Fact(translate("Doubt"), translate(offer.reason))
    if record.abstract:
        yield Heading(translate("Abstract"))
        yield Prose(record.abstract)


def _session(session: StudySession) -> Iterator[Block]:
    yield Fact(translate("Date"), date_of(session) if session.date or session.date_text else "")
    yield Fact(translate("Place"), session.place)
    yield Fact(translate("Moderator"), session.moderator)
    yield Fact(translate("Participants"), ", ".join(session.participants))
    if session.presentations:
        yield Heading(translate("Presentations"))
    for held in session.presentations:
        yield Prose("".join(presentation_text(held)), indent=2)
