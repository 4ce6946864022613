"""A text with a reference on each line: numbers, links, or titles that only a catalogue can tell."""

from __future__ import annotations

import re

from paperstudy.domain.identifiers import Scheme, parse_identifier
from paperstudy.domain.importing import BrokenEntry, ImportEntry, ImportFile
from paperstudy.domain.papers import PaperRecord
from paperstudy.domain.text import clean_line

_MARK = re.compile(r"^\s*(?:[-*+•]|\[\d+\]|\(?\d{1,3}[.)])\s+")
_QUOTED = re.compile('[“"]([^”"]{8,300})[”"]')
_BETWEEN = re.compile(r"[\s,;]+")
_SEVERAL = "this line names several works among other words; only the first was taken"
_NOTHING = "this line names no identifier, and no title in quotes"


def read_list(text: str) -> ImportFile:
    """Read a list: lines that begin with `#` or `%` are remarks.

    Of a line with an identifier, a title in quotes is taken along; without one, its title alone.
    A line of nothing but identifiers names a work with each.
    """
    entries: list[ImportEntry] = []
    broken: list[BrokenEntry] = []
    for number, written in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        line = clean_line(_MARK.sub("", written))
        if not line or line.startswith(("#", "%")):
            continue
        records, reason = _read_line(line)
        entries += [ImportEntry("", record, number) for record in records]
        if reason:
            broken.append(BrokenEntry(number, reason, written))
    return ImportFile(tuple(entries), tuple(broken))


def _read_line(line: str) -> tuple[list[PaperRecord], str]:
    """Return what a line names, and what is to be said of it."""
    identifier = parse_identifier(line)
    quoted = _QUOTED.search(line)
    title = quoted[1].rstrip(" .,") if quoted else ""
    if identifier is None or identifier.scheme is Scheme.GITHUB:
        return ([PaperRecord("import", title)], "") if title else ([], _NOTHING)
    pieces = [parse_identifier(piece) for piece in _BETWEEN.split(line) if piece]
    known = {each: None for each in pieces if each and each.scheme is not Scheme.GITHUB}
    if None not in pieces and len(known) > 1:
        return [PaperRecord("import", "", identifiers=(each,)) for each in known], ""
    # A link beside a number is mostly of the same work; two numbers of one kind never are.
    more = any(each.scheme is identifier.scheme and each != identifier for each in known)
    record = PaperRecord("import", title, identifiers=(identifier,))
    return [record], _SEVERAL if more and identifier.scheme is not Scheme.URL else ""
