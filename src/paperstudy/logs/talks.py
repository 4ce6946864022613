"""Talks in running text: the lines on which a log says that somebody presents something."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from paperstudy.logs.document import LineKind
from paperstudy.logs.people import split_names
from paperstudy.logs.session_reading import MAX_TEXT, has_words
from paperstudy.logs.talk_builds import group_of, iter_builds
from paperstudy.logs.talk_company import accept_talks
from paperstudy.logs.talk_people import legend_of
from paperstudy.logs.talk_roles import read_role
from paperstudy.logs.talk_sentences import find_told
from paperstudy.logs.talk_values import Talk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.logs.document import Line
    from paperstudy.logs.session_reading import SessionReading
    from paperstudy.logs.talk_people import KnownPeople, RoleLine

_FRONT_KEYS = (
    "presenter",
    "presenters",
    "speaker",
    "speakers",
    "presented_by",
    "발표자",
    "발제자",
    "발표",
    "発表者",
)
_FRONT_LINES = 80
# Ways in which one line may tell of several talks.
_SEVERAL = frozenset({"sentence", "bracket", "left"})
_STRUCK = re.compile(r"^[\s>*+\-\d.\[\]xX]*~~[^~]+~~\s*(?:[(（\[][^~]*)?\W*$")


def find_talks(
    reading: SessionReading, people: KnownPeople, roles: tuple[RoleLine, ...]
) -> tuple[Talk, ...]:
    """Return the talks of a log outside its schedules, by line."""
    found: dict[int, list[Talk]] = {}
    maybe: dict[tuple[object, ...], list[Talk]] = defaultdict(list)
    for line in _read_lines(reading, roles):
        told = read_role(reading, people, line)
        if told and told[0].way == "role":
            found[line.number] = list(told)
            continue
        for candidate in [
            *told,
            *iter_builds(reading, line),
            *find_told(reading, line, line.text[:MAX_TEXT]),
        ]:
            maybe[group_of(candidate, line)].append(candidate)
    for candidates in maybe.values():
        for talk in accept_talks(reading, people, candidates):
            beside = found.setdefault(talk.line, [])
            if not beside or (beside[0].way == talk.way and talk.way in _SEVERAL):
                beside.append(talk)
    for talk in [*_front_talks(reading), *_talks_of_roles(reading, roles)]:
        found.setdefault(talk.line, [talk])
    return tuple(talk for number in sorted(found) for talk in found[number])


def _read_lines(reading: SessionReading, roles: tuple[RoleLine, ...]) -> Iterator[Line]:
    """Yield the lines that may tell of a talk: no table rows, nothing struck out, no name lists."""
    lists = {
        number for role in roles if role.role != "presenter" for number in (role.line, *role.below)
    }
    for line in reading.document.lines:
        read = line.kind is not LineKind.ROW and has_words(line)
        if read and line.number not in lists and not _is_struck(line) and not legend_of(line.text):
            yield line


def _front_talks(reading: SessionReading) -> Iterator[Talk]:
    """Yield the talk of a front matter that names a presenter or a speaker."""
    front = reading.document.front
    for key in _FRONT_KEYS:
        value = front.get(key)
        if not value:
            continue
        texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
        names = split_names(", ".join(str(text) for text in texts))
        line = next(
            (line for line in reading.document.lines[:_FRONT_LINES] if _is_key(line, key)), None
        )
        if names and line is not None:
            yield Talk(line.number, names, (), "role", bare=True)
            return


def _is_key(line: Line, key: str) -> bool:
    return line.kind is LineKind.HIDDEN and line.raw[:60].strip().lower().startswith(key)


def _talks_of_roles(reading: SessionReading, roles: tuple[RoleLine, ...]) -> Iterator[Talk]:
    """Yield the talks of a heading or table row that says 발표자 with the names beside or below."""
    for role in roles:
        if role.role != "presenter":
            continue
        if reading.document.line(role.line).kind is LineKind.ROW:
            yield Talk(role.line, role.names, (), "role", bare=True)
        elif role.below:
            yield Talk(role.below[0], role.names, (), "role", bare=True)


def _is_struck(line: Line) -> bool:
    """Tell whether all of a line is struck out."""
    return _STRUCK.match(line.raw[:MAX_TEXT]) is not None
