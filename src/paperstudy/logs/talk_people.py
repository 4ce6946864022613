"""Who a log speaks of: the roles it names outright, and nicknames it uses in several places."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from paperstudy.logs.document import LineKind
from paperstudy.logs.people import (
    are_only_names,
    is_full_name,
    is_given_name,
    may_be_nickname,
    split_names,
)
from paperstudy.logs.session_columns import read_columns
from paperstudy.logs.session_reading import MAX_TEXT, has_words
from paperstudy.logs.session_words import ANY_LABEL, ROLE_HEADINGS, ROLE_LABELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.logs.document import Line
    from paperstudy.logs.session_reading import SessionReading

_NAMING_ROLES = ("absent", "moderator", "scribe", "participants", "members", "presenter")
_TABLE_ROLES = ("absent", "moderator", "scribe", "participants", "presenter")
_PAREN_END = re.compile(r"[(（\[]([^()（）\[\]]{1,30})[)）\]]\s*[.!]?\s*$")
_LEFT = re.compile(r"^\W*+([^:：()]{1,20}?)\s*[:：]\s*\S")
_MOST_PEOPLE = 40
_PAIR, _FEW, _SHORT_LINE = 2, 3, 20


@dataclass(frozen=True, slots=True)
class RoleLine:
    """A line that gives a role to people: `모더레이터 : 장동건`, or a heading with a list below."""

    line: int
    role: str
    names: tuple[str, ...]
    below: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPeople:
    """Names that a log gives a role to (`named`), and those it uses in several ways (`used`)."""

    named: frozenset[str] = frozenset()
    used: frozenset[str] = field(default_factory=frozenset)

    def __contains__(self, name: str) -> bool:
        """Tell whether the log itself shows this to be a person."""
        return name in self.named or name in self.used


def find_roles(reading: SessionReading) -> tuple[RoleLine, ...]:
    """Return the lines that say who moderates, writes, takes part or belongs to the group."""
    return tuple(_iter_roles(reading))


def know_people(reading: SessionReading, roles: tuple[RoleLine, ...]) -> KnownPeople:
    """Return the people a log shows: by role, by table, or by the same word in several places."""
    named = {name for role in roles for name in role.names}
    named |= set(_table_people(reading))
    for line in reading.document.lines:
        if line.kind is LineKind.ROW or not has_words(line):
            continue
        if reading.may_name_role(line):
            text = line.text[:MAX_TEXT]
            match = ROLE_LABELS["presenter"].match(text) or _INLINE.search(text)
            if match is not None:
                named |= set(split_names(match["value"].split(")")[0]))
        named |= _with_initials(line.text[:MAX_TEXT])
    named |= {short for name in named for short in _short_names(name)}
    return KnownPeople(frozenset(named), frozenset(_used_in_several_ways(reading)))


_DEFINED = re.compile(
    r"(?<!\w)(?P<short>[A-Z]{2,3})\s?(?:[=:：-]|\bis\b)\s?(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){1,2})"
)


_LEGEND = re.compile(
    r"[(\[](?P<short>[A-Za-z]{2,3})[)\]]\s?[:=-]?\s?(?P<name>[^\W\d][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2})(?=\s*(?:[,;/|·]|\W?$))"
)
_PARTS = re.compile(r"[\s_.-]+")


def legend_of(text: str) -> set[str]:
    """Return the initials that a line explains in brackets: `[KB] Kamil Baran, [jr] jana_r`."""
    found: set[str] = set()
    if text.count("[") + text.count("(") < _PAIR:
        return found
    for match in _LEGEND.finditer(text):
        parts = [part for part in _PARTS.split(match["name"]) if part]
        if "".join(part[0] for part in parts).casefold() == match["short"].casefold():
            found |= {match["short"], match["name"], parts[0]}
    return found if len(found) > _FEW else set()  # one of them may be an abbreviation


def _with_initials(text: str) -> set[str]:
    """Return initials that a line explains, and whose they are: `KB = Kamil Baran`."""
    found = legend_of(text)
    for match in _DEFINED.finditer(text):
        own = "".join(word[0].upper() for word in match["name"].split())
        if own == match["short"] and is_full_name(match["name"]):
            found |= {match["short"], match["name"]}
    return found


def _short_names(name: str) -> tuple[str, ...]:
    """Return what a log may call somebody whose full name it has given: Maya, 소율, 山田."""
    if not is_full_name(name):
        return ()
    words = name.split()
    if len(words) > 1:
        return (words[0],)
    return (name[1:],) if len(name) == _FEW and is_given_name(name[1:]) else ()


_INLINE = re.compile(
    r"[(（\[]\s*(?:발표자|발제자|presenter|speaker|発表者)s?\s*[:：]\s*(?P<value>[^()（）\[\]]{1,80})[)）\]]",
    re.IGNORECASE,
)


# 참석자: 홍길동(사회), 김철수
_CHAIR = re.compile(
    r"(?P<who>[^,，、/:：()（）]{2,30})[(（]\s?(?:chair|moderator|host|사회자?|진행자?|모더(?:레이터)?|좌장|司会|座長)\s?[)）]",
    re.IGNORECASE,
)


def _iter_roles(reading: SessionReading) -> Iterator[RoleLine]:
    document = reading.document
    for line in document.lines:
        if line.kind is LineKind.ROW or not has_words(line) or not reading.may_name_role(line):
            continue
        text = line.text[:MAX_TEXT]
        starts = [match.start() for match in ANY_LABEL.finditer(text)][1:]
        for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
            role = _read_role_line(reading, line, text[start:end])
            if role is None:
                continue
            yield role
            if role.role == "participants" and (chair := _CHAIR.search(text, start, end)):
                names = are_only_names(chair["who"])
                if len(names) == 1:
                    yield RoleLine(line.number, "moderator", names)
    yield from _table_roles(reading)


def _read_role_line(reading: SessionReading, line: Line, text: str) -> RoleLine | None:
    """Return the role that a line, or a labelled part of it, gives to people."""
    for role in _NAMING_ROLES:
        match = ROLE_LABELS[role].match(text)
        if match is not None and re.search(r"\w", match["value"]):
            names = _role_names(match["value"], role)
            return RoleLine(line.number, role, names) if names else None
        if match is not None or ROLE_HEADINGS[role].match(text):
            names, below = _names_below(reading, line)
            return RoleLine(line.number, role, names, below) if names else None
    return None


def _role_names(value: str, role: str) -> tuple[str, ...]:
    """Return the names after a role; a single role takes no list longer than three."""
    names = (
        split_names(value)
        if role in {"participants", "absent", "members"}
        else are_only_names(value)
    )
    if role == "scribe" and not all(is_full_name(name) for name in names):
        return names if len(names) == 1 and may_be_nickname(names[0]) else ()
    if not names and role in {"moderator", "scribe", "presenter"}:
        names = split_names(re.split(r"[,，(（/|]|\s{2,}", value.strip(), maxsplit=1)[0])
    many = role in {"participants", "absent", "members", "presenter"}
    return names if many or len(names) <= _FEW else ()


def _names_below(reading: SessionReading, line: Line) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Return the names listed under a heading or an item that says only a role."""
    names: list[str] = []
    below: list[int] = []
    misses = 0
    for other in reading.document.lines[line.number : line.number + _MOST_PEOPLE]:
        if other.kind is LineKind.HEADING or other.kind is LineKind.ROW:
            break
        if not has_words(other):
            continue
        if line.kind is LineKind.ITEM and other.kind is LineKind.ITEM and other.depth <= line.depth:
            break
        found = are_only_names(re.split(r"[:：|]|\s[-–]\s", other.text[:MAX_TEXT], maxsplit=1)[0])
        if not found:
            misses += 1
            if not names or misses > 1:
                break
            continue
        below.append(other.number)
        if other.checked is False and _has_ticks(reading, line):
            continue  # a register: who has no tick was not there
        names.extend(name for name in found if name not in names)
        if other.kind is LineKind.TEXT and line.kind is not LineKind.HEADING:
            break
    return tuple(names), tuple(below)


def _has_ticks(reading: SessionReading, line: Line) -> bool:
    below = reading.document.lines[line.number : line.number + _MOST_PEOPLE]
    return any(other.checked for other in below)


def _table_roles(reading: SessionReading) -> Iterator[RoleLine]:
    """Yield the roles of a table whose rows are a label and its value."""
    for table in reading.document.tables:
        rows = ([table.header] if table.header else []) + list(table.rows)
        for row in rows:
            if len(row.cells) < _PAIR:
                continue
            value = " , ".join(cell.text for cell in row.cells[1:] if cell.text)
            for role in _TABLE_ROLES:
                if ROLE_HEADINGS[role].match(row.cells[0].text[:60]) and len(row.cells) <= _FEW:
                    names = _role_names(value, role)
                    if names:
                        yield RoleLine(row.line, role, names)
                    break


def _table_people(reading: SessionReading) -> Iterator[str]:
    for table in reading.document.tables:
        columns = read_columns(table, has_papers=True)
        if columns is None or not columns.sure:
            continue
        for row in table.rows:
            for index in columns.people:
                if index < len(row.cells):
                    yield from split_names(row.cells[index].text)


def _used_in_several_ways(reading: SessionReading) -> Iterator[str]:
    """Yield words that stand in brackets, before a colon and alone in an item: two of these."""
    places: dict[str, set[str]] = defaultdict(set)
    for line in reading.document.lines:
        if line.kind not in {LineKind.ITEM, LineKind.TEXT, LineKind.HEADING} or not has_words(line):
            continue
        text = line.text[:MAX_TEXT]
        for way, match in (("bracket", _PAREN_END.search(text)), ("left", _LEFT.match(text))):
            for name in reading.only_names(match[1]) if match else ():
                places[name].add(way)
        if len(text.strip()) <= _SHORT_LINE and not line.links:
            for name in reading.only_names(text.strip()):
                places[name].add("alone")
    for name, ways in places.items():
        if len(ways) >= _PAIR and may_be_nickname(name):
            yield name
