"""Markdown: text from outside made harmless, links, tables, and a place that is kept up to date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidFileError
from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

BEGIN = "<!-- paperstudy:schedule -->"
END = "<!-- /paperstudy:schedule -->"

# An underscore within a word and an ampersand that begins no entity are read as they are.
_SIGNS = re.compile(r"[\\`*\[\]<|~$]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
# What opens a block at the start of a line: a heading, a list, a rule, a quotation, a term.
_OPENING = re.compile(r"^(?=[#+=:>-])|^(?P<number>\d{1,9})(?=[.)](?:\s|$))")
# A comment may be a mark that some tool looks for, ours too, and `<%` runs a template of Obsidian:
# such tools know no backslash.
_COMMENT = re.compile(r"\\<(?=!--|%)")
# Signs that close a heading.
_CLOSING = re.compile(r"(?<=\s)#+$")
# Liquid runs over a page of a blog before Markdown does, and knows no backslash.
_LIQUID = re.compile(r"\{(?=[{%])")
# Obsidian hides all that stands between two such pairs, or to the end of the file.
_HIDING = re.compile("%(?=%)")
_UNSAFE_IN_URL = re.compile(r"[\s<>()\[\]{}\"'`|\\^\x00-\x1f\x7f]")
_WEB = ("http://", "https://")
_BEGIN = re.compile(rb"<!--[ \t]*paperstudy:schedule[ \t]*-->")
_END = re.compile(rb"<!--[ \t]*/[ \t]*paperstudy:schedule[ \t]*-->")


def escape_markdown(text: str) -> str:
    """Return `text` as one line that Markdown shows as it is, in a paragraph or a table's cell."""
    escaped = _COMMENT.sub("&lt;", _SIGNS.sub(r"\\\g<0>", clean_line(text)))
    escaped = _HIDING.sub("&#37;", _LIQUID.sub("&#123;", escaped))
    escaped = _CLOSING.sub(r"\\\g<0>", escaped)
    return _OPENING.sub(lambda found: f"{found['number'] or ''}\\", escaped)


def link(text: str, url: str) -> str:
    """Return a link, or the text alone where `url` is none of the web."""
    label = escape_markdown(text)
    target = safe_url(url)
    return f"[{label}]({target})" if target and label else label


def safe_url(url: str) -> str:
    """Return an address of the web as it can stand in Markdown; empty for any other."""
    text = clean_line(url)
    if not text.lower().startswith(_WEB):
        return ""
    return _UNSAFE_IN_URL.sub(_percent, text)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table; the cells are Markdown already."""
    yield _row(head)
    yield _row(["---"] * len(head))
    for row in rows:
        yield _row(row)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())


# A place in somebody's file ------------------------------------------------------------------


def put_between(content: bytes, text: str, name: str) -> bytes:
    """Return a file with `text` between its two markers, and every other byte as it was.

    The lines of `text` end as the line of the first marker does. `name` is that of the file, for
    errors.

    Raises:
        InvalidFileError: a marker is missing, stands there twice, or they are in wrong order.
    """
    decode_utf8(content, name)
    begin = _only(_BEGIN, content, (BEGIN, name))
    end = _only(_END, content, (END, name))
    if end.start() < begin.end():
        raise InvalidFileError(
            "the marker {second} stands before {first} in {path}",
            hint="swap the two; what stands between them is replaced",
            path=name,
            first=BEGIN,
            second=END,
        )
    ending = _line_ending(content, begin.end())
    inner = text.strip("\n").replace("\n", ending)
    middle = f"{ending}{inner}{ending}" if inner else ending
    return content[: begin.end()] + middle.encode() + content[end.start() :]


def _only(pattern: re.Pattern[bytes], content: bytes, names: tuple[str, str]) -> re.Match[bytes]:
    marker, path = names
    found = list(pattern.finditer(content))
    if not found:
        raise InvalidFileError(
            "there is no marker {marker} in {path}",
            hint="put these two lines where the schedule shall stand: {begin} and {end}",
            marker=marker,
            path=path,
            begin=BEGIN,
            end=END,
        )
    if len(found) > 1:
        lines = [content.count(b"\n", 0, each.start()) + 1 for each in found]
        raise InvalidFileError(
            "the marker {marker} stands in {path} {count} times, in lines {lines}",
            hint="keep one of them",
            marker=marker,
            path=path,
            count=len(found),
            lines=", ".join(map(str, lines)),
        )
    return found[0]


def decode_utf8(content: bytes, name: str) -> str:
    """Return the text of a file that is to be changed.

    Raises:
        InvalidFileError: it is no UTF-8.
    """
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise InvalidFileError(
            "{path} is no text in UTF-8",
            hint="save it in UTF-8 first; nothing was changed",
            path=name,
        ) from error


def _line_ending(content: bytes, start: int) -> str:
    """Return how the line ends that `start` is in, else how the first line of the file does."""
    for where in (start, 0):
        found = re.compile(rb"\r\n|\n|\r").search(content, where)
        if found:
            return found[0].decode()
    return "\n"
