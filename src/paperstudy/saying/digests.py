"""A week in ten lines, as they go into a chat."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from paperstudy.domain.language import translate
from paperstudy.domain.logs import PresentationStatus
from paperstudy.saying.cells import crop, display_width
from paperstudy.saying.meetings import date_of, name_of, presentation_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from paperstudy.domain.library import ReadingRow
    from paperstudy.domain.sessions import Presentation, StudySession
    from paperstudy.study.digests import Digest

    Line = Callable[[int], str]  # a line of at most so many cells

LINES = 10
_WIDTH = 120  # of a line; a chat wraps it
WORDS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def digest_lines(digest: Digest) -> Iterator[str]:
    """Yield at most ten lines: the days, then each part with as much as fits."""
    yield translate(
        "{since} to {until}", since=digest.since.isoformat(), until=digest.until.isoformat()
    )
    for label, lines, left in _fit(_parts(digest), LINES - 1):
        for number, line in enumerate(lines, 1):
            more = f" (+{left})" if left and number == len(lines) else ""
            head = f"- {label}: "
            yield head + line(_WIDTH - display_width(head) - len(more)) + more


def _parts(digest: Digest) -> list[tuple[str, list[Line]]]:
    nothing: list[Line] = [_cropped(translate("nothing"))]
    presented: list[Line] = [
        partial(_fitting, partial(_talk, held)) for _, held in digest.presented
    ]
    coming: list[Line] = [partial(_fitting, partial(_meeting, one)) for one in digest.coming]
    who = [_cropped(", ".join(digest.presenters))] if digest.presenters else []
    parts = [
        (translate("Presented"), presented or nothing),
        (translate("Coming"), coming or nothing),
        (translate("Next to present"), who),
        (translate("To read"), [_cropped(_paper(row)) for row in digest.reading]),
        (translate("Open question"), [_cropped(_question(one.text)) for one in digest.questions]),
    ]
    return [(label, lines) for label, lines in parts if lines]


def _cropped(text: str) -> Line:
    return partial(crop, text)


def _fitting(told: Callable[[int], str], width: int) -> str:
    """Return what is told with its titles as long as they can be: titles are cropped, people not.

    Where people alone are more than fits, the line is longer.
    """
    longest = next((most for most in range(width, 0, -1) if display_width(told(most)) <= width), 1)
    return told(longest)


def _fit(
    parts: Sequence[tuple[str, list[Line]]], room: int
) -> Iterator[tuple[str, list[Line], int]]:
    """Yield each part with the lines it gets, one by one in turn, and how many it has to leave."""
    given = [0] * len(parts)
    while room > 0 and any(given[i] < len(lines) for i, (_, lines) in enumerate(parts)):
        for number, (_, lines) in enumerate(parts):
            if room > 0 and given[number] < len(lines):
                given[number] += 1
                room -= 1
    for count, (label, lines) in zip(given, parts, strict=True):
        yield label, lines[:count], len(lines) - count


def _meeting(session: StudySession, most: int) -> str:
    when = date_of(session)
    if session.date is not None:
        when += f" ({translate(WORDS[session.date.weekday()])})"
    talks = "; ".join(_talk(one, most) for one in session.presentations)
    name, place = crop(name_of(session), most), crop(session.place, most)
    parts = [" ".join(part for part in (when, session.starts) if part), name, talks, place]
    return " · ".join(part for part in parts if part)


def _talk(presentation: Presentation, most: int) -> str:
    """Return who presents what; whether it is done, the part that it stands in says."""
    paper = presentation.paper
    short = replace(
        presentation,
        status=PresentationStatus.DONE,
        paper=(paper[0], crop(paper[1], most)) if paper else None,
        topic=crop(presentation.topic, most),
    )
    return presentation_line(short)


def _paper(row: ReadingRow) -> str:
    due = row.entry.due
    said = translate("due {date}", date=due.isoformat()) if due else ""
    return " · ".join(part for part in (row.title or row.key, said) if part)


def _question(text: str) -> str:
    return " ".join(text.split())
