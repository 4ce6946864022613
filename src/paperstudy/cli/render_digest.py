"""A week in ten lines, as they go into a chat."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.cli.render_sessions import presentation_line
from paperstudy.domain.language import translate
from paperstudy.domain.logs import PresentationStatus
from paperstudy.saying.cells import crop
from paperstudy.saying.meetings import date_of, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.domain.library import ReadingRow
    from paperstudy.domain.sessions import Presentation, StudySession
    from paperstudy.study.digests import Digest

LINES = 10
_WIDTH = 120  # of a line; a chat wraps it
WORDS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def render_digest(digest: Digest) -> Iterator[str]:
    """Yield at most ten lines: the days, then each part with as much as fits."""
    yield translate(
        "{since} to {until}", since=digest.since.isoformat(), until=digest.until.isoformat()
    )
    for label, lines, left in _fit(_parts(digest), LINES - 1):
        for number, line in enumerate(lines, 1):
            more = f" (+{left})" if left and number == len(lines) else ""
            yield crop(f"- {label}: {line}", _WIDTH - len(more)) + more


def _parts(digest: Digest) -> list[tuple[str, list[str]]]:
    nothing = translate("nothing")
    presented = [_talk(held) for _, held in digest.presented]
    parts = [
        (translate("Presented"), presented or [nothing]),
        (translate("Coming"), [_meeting(one) for one in digest.coming] or [nothing]),
        (translate("Next to present"), [", ".join(digest.presenters)] if digest.presenters else []),
        (translate("To read"), [_paper(row) for row in digest.reading]),
        (translate("Open question"), [_question(one.text) for one in digest.questions]),
    ]
    return [(label, lines) for label, lines in parts if lines]


def _fit(parts: Sequence[tuple[str, list[str]]], room: int) -> Iterator[tuple[str, list[str], int]]:
    """Yield each part with the lines it gets, one by one in turn, and how many it has to leave."""
    given = [0] * len(parts)
    while room > 0 and any(given[i] < len(lines) for i, (_, lines) in enumerate(parts)):
        for number, (_, lines) in enumerate(parts):
            if room > 0 and given[number] < len(lines):
                given[number] += 1
                room -= 1
    for count, (label, lines) in zip(given, parts, strict=True):
        yield label, lines[:count], len(lines) - count


def _meeting(session: StudySession) -> str:
    when = date_of(session)
    if session.date is not None:
        when += f" ({translate(WORDS[session.date.weekday()])})"
    talks = "; ".join(_talk(one) for one in session.presentations)
    parts = [" ".join(part for part in (when, session.starts) if part), name_of(session), talks]
    return " · ".join(part for part in (*parts, session.place) if part)


def _talk(presentation: Presentation) -> str:
    """Return who presents what; whether it is done, the part that it stands in says."""
    return presentation_line(replace(presentation, status=PresentationStatus.DONE))


def _paper(row: ReadingRow) -> str:
    due = row.entry.due
    said = translate("due {date}", date=due.isoformat()) if due else ""
    return " · ".join(part for part in (row.title or row.key, said) if part)


def _question(text: str) -> str:
    return " ".join(text.split())
