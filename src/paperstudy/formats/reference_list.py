"""A text with a reference on each line: numbers, links, or titles that only a catalogue can tell."""

from __future__ import annotations

import re

from paperstudy.domain.identifiers import Scheme, parse_identifier
from paperstudy.domain.importing import BrokenEntry, ImportEntry, ImportFile
from paperstudy.domain.papers import PaperRecord
from paperstudy.domain.text import clean_line

_MARK = re.compile(r"^\s*(?:[-*+•]|\[\d+\]|\(?\d{1,3}[.)])\s+")
_QUOTED = re.compile('[“"]([^”"]{8,300})[”"]')
_NOTHING = "this line names no identifier, and no title in quotes"


def read_list(text: str) -> ImportFile:
    """Read a list: lines that begin with `#` or `%` are remarks.

    Of a line with an identifier, a title in quotes is taken along; without one, its title alone.
    """
    entries: list[ImportEntry] = []
    broken: list[BrokenEntry] = []
    for number, written in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        line = clean_line(_MARK.sub("", written))
        if not line or line.startswith(("#", "%")):
            continue
        identifier = parse_identifier(line)
        quoted = _QUOTED.search(line)
        title = quoted[1].rstrip(" .,") if quoted else ""
        if identifier is not None and identifier.scheme is not Scheme.GITHUB:
            record = PaperRecord("import", title, identifiers=(identifier,))
        elif title:
            record = PaperRecord("import", title)
        else:
            broken.append(BrokenEntry(number, _NOTHING, written))
            continue
        entries.append(ImportEntry("", record, number))
    return ImportFile(tuple(entries), tuple(broken))
