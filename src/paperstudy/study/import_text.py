"""The letters of a file of papers: as its mark or its first lines tell, else as its bytes do."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidFileError, LogError, UnreadableLogError
from paperstudy.domain.events import Notice

if TYPE_CHECKING:
    from pathlib import Path

# JabRef's first line, `% Encoding: ISO8859_1`, where the file is not in UTF-8.
_TOLD = re.compile(rb"^%+[ \t]*Encoding:[ \t]*([A-Za-z0-9_.-]+)", re.MULTILINE)
_START = 1000
# How an entry or a remark begins in UTF-16 that lacks its mark.
_WITHOUT_MARK = (("utf-16-le", (b"@\0", b"%\0")), ("utf-16-be", (b"\0@", b"\0%")))
_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NO_CODES = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape", "utf-7"})
_ENTRY = re.compile(rb"@[A-Za-z]+[ \t]*[{(]|TY  - ")
_STRAY = re.compile("[\udc80-\udcff]")
_WESTERN = bytes(range(0x80, 0x100)).decode("cp1252", "replace")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and what is to be said where its letters were guessed."""

    text: str
    notice: Notice | None = None


def decode(data: bytes, path: Path) -> Decoded:
    """Return the text of a file that holds a list of papers.

    Raises:
        InvalidFileError: it is no text.
    """
    for encoding, sign in _WITHOUT_MARK:
        if data.startswith(sign):
            return Decoded(data.decode(encoding, "replace"))
    try:
        if _is_utf8(data) or data.startswith(_MARKS):
            from paperstudy.study.texts import decode_text

            return Decoded(decode_text(data))
        return _decode_told(data) or _guess(data, path)
    except LogError as error:
        if isinstance(error, UnreadableLogError) and not _ENTRY.search(data):
            raise InvalidFileError("{path} is no text", path=str(path)) from error
        return _decode_mixed(data, path)[0]  # some entries may be whole


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decode_told(data: bytes) -> Decoded | None:
    """Return text in the encoding that its first lines name; none where it is in no such one.

    It is a code of letters: others of Python's make half signs, or take for ever.
    """
    told = _TOLD.search(data[:_START])
    if not told:
        return None
    try:
        code = codecs.lookup(told[1].decode("ascii")).name
        return None if code in _NO_CODES else Decoded(data.decode(code))
    except (LookupError, UnicodeError):  # it says what it is not
        return None


def _guess(data: bytes, path: Path) -> Decoded:
    """Decode by what the bytes show, and say so.

    Raises:
        UnreadableLogError: they are no text.
    """
    from paperstudy.formats.code_pages import guess_code
    from paperstudy.logs.reading import is_binary

    mixed, stray, good = _decode_mixed(data, path)
    if stray < good:
        return mixed
    code = "" if b"\0" in data else guess_code(data)
    text = data.decode(code, "replace") if code else mixed.text
    if is_binary(text):
        raise UnreadableLogError("the file is no text", hint="only text files can be scanned")
    if not code:
        return mixed
    return Decoded(
        text,
        Notice(
            "{path} is not in UTF-8 and was read as {encoding}: if letters are wrong, "
            "tell its encoding in a first line (% Encoding: …), or save it in UTF-8"
            if path.suffix.lower() == ".bib"
            else "{path} is not in UTF-8 and was read as {encoding}: if letters are wrong, "
            "save it in UTF-8",
            (("path", path.name), ("encoding", code)),
        ),
    )


def _decode_mixed(data: bytes, path: Path) -> tuple[Decoded, int, int]:
    """Return UTF-8 with stray bytes of Western Windows in it, how many, and how many are none.

    People paste entries of old files into new ones.
    """
    text = data.decode("utf-8-sig", "surrogateescape")
    stray = len(_STRAY.findall(text))
    good = sum(sign > "\x7f" for sign in text) - stray
    if not stray:
        return Decoded(text), 0, good
    text = _STRAY.sub(lambda byte: _WESTERN[ord(byte[0]) - 0xDC80], text)
    facts = (("path", path.name), ("count", stray), ("encoding", "cp1252"))
    notice = Notice("{path} is not wholly in UTF-8: {count} letters were read as {encoding}", facts)
    return Decoded(text, notice), stray, good
