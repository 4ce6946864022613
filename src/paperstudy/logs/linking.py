"""Links put into the text of a log, beside nothing else; and its bytes, kept as they are. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from paperstudy.domain.errors import BadEncodingError

if TYPE_CHECKING:
    from collections.abc import Sequence

# Those whose bytes for one character do not hang on what stands before it.
_ENCODINGS = (
    ("utf-8", b""),
    ("utf-16-le", b"\xff\xfe"),
    ("utf-16-be", b"\xfe\xff"),
    ("cp949", b""),
)
_KEPT_IN_URL = ":/?#@!$&'*+,;=%-._~"


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link to be made of what stands at `start` of a line (from 1), up to `end`."""

    line: int
    start: int
    end: int
    url: str

    @property
    def tail(self) -> str:
        """What follows the label."""
        return f"]({quote(self.url, safe=_KEPT_IN_URL)})"


def insert_links(text: str, links: Sequence[NewLink]) -> str:
    """Return `text` with these links, which do not overlap; all else stays as it is."""
    lines = text.split("\n")
    for link in sorted(links, key=lambda link: (link.line, link.start), reverse=True):
        raw = lines[link.line - 1]
        label = raw[link.start : link.end]
        lines[link.line - 1] = f"{raw[: link.start]}[{label}{link.tail}{raw[link.end :]}"
    return "\n".join(lines)


def encode_as(data: bytes, text: str, changed: str) -> bytes:
    """Return `changed` in the characters in which `data` holds `text`, with the mark it has.

    Raises:
        BadEncodingError: `text` does not come out as `data` in any that we know.
    """
    for encoding, mark in _ENCODINGS:
        if not data.startswith(mark):
            continue
        head = b"\xef\xbb\xbf" if encoding == "utf-8" and data.startswith(b"\xef\xbb\xbf") else mark
        try:
            if head + text.encode(encoding) == data:
                return head + changed.encode(encoding)
        except UnicodeEncodeError:
            continue
    raise BadEncodingError(
        "the characters of the file could not be written again as they are",
        hint="save the file as UTF-8",
    )
