"""How a .bib file is written: its letters and its line endings, which what we write takes on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.formats.bib_blocks import CODE
from paperstudy.formats.code_pages import KOREAN, is_korean
from paperstudy.formats.latex import fits, to_latex_in
from paperstudy.formats.romanise import to_ascii

if TYPE_CHECKING:
    from paperstudy.domain.papers import Paper
    from paperstudy.formats.registry import EntryMaker

BOM = b"\xef\xbb\xbf"
# Addresses and paths, in which LaTeX's accents are none; and letters that go on with a command.
VERBATIM = frozenset({"doi", "url", "eprint", "file"})
_WIDE_COMMAND = re.compile(r"\\[A-Za-z]*[^\x00-\x7f]")


class Encoding:
    """How a file is written: its letters and its line endings."""

    def __init__(self, content: bytes) -> None:
        self._code = _code_of(content)
        found = re.search(rb"\r\n|\n|\r", content)
        self.ending = found[0] if found else b"\n"

    def entry(self, make: EntryMaker, paper: Paper, key: str) -> tuple[str, dict[str, str]]:
        """Return the type of a paper's entry and its fields, in letters that this file holds."""
        kind, values = make(paper, key, ascii_only=self._code == "ascii")
        wide = [name for name, value in values.items() if not fits(value, self._code)]
        if wide:
            _, plain = make(paper, key, ascii_only=True)
            for name in wide:
                told = name not in VERBATIM and not _WIDE_COMMAND.search(values[name])
                values[name] = to_latex_in(values[name], self._code) if told else plain[name]
        return kind, values

    def key(self, key: str) -> str:
        """Return a key in letters that this file holds."""
        return key if fits(key, self._code) else to_ascii(key)

    def encode(self, text: str) -> bytes:
        """Return text as it stands in this file."""
        return text.encode(self._code).replace(b"\n", self.ending)

    def recode(self, value: str) -> str:
        """Return a value as it is read from this file, byte by byte."""
        return value.encode(self._code).decode(CODE)

    def below(self, before: bytes, text: str) -> bytes:
        """Return an entry as it stands below others, a blank line between."""
        blank = b""
        if before not in (b"", BOM) and not before.endswith(self.ending * 2):
            blank = self.ending if before.endswith((b"\n", b"\r")) else self.ending * 2
        return blank + self.encode(text)


def _code_of(content: bytes) -> str:
    """Return the encoding of a file: UTF-8, a Korean one, or what holds in whatever it is."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return KOREAN if is_korean(content) else "ascii"  # LaTeX's accents fit in any
    return "utf-8"
