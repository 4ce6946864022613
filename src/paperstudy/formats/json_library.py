"""A whole library as JSON, written and read piece by piece: it need never be in memory at once.

The shape is told in docs/exchange.md; `SCHEMA` is its number.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from paperstudy.domain.errors import InvalidFileError
from paperstudy.formats.json_in import mend_halves

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

SCHEMA = 1
KIND = "library"

_HEAD = 4_000
_SPACE = " \t\r\n\ufeff"


@dataclass(slots=True)
class LibraryHead:
    """What stands before the rows: who wrote them, under which revision of the tables."""

    version: str = ""
    revision: str = ""
    schema: object = None
    last_numbers: dict[str, int] = field(default_factory=dict)


def is_library(start: str) -> bool:
    """Say whether the start of a text is that of a library."""
    head = "".join(start[:_HEAD].split())
    return head.lstrip("\ufeff").startswith("{") and f'"paperstudy":"{KIND}"' in head


def write_library(
    head: LibraryHead, tables: Iterable[tuple[str, Iterable[Mapping[str, object]]]]
) -> Iterator[str]:
    """Yield a library as JSON, a line a row."""
    yield "{\n"
    for name, value in (
        ("paperstudy", KIND), ("schema", SCHEMA), ("version", head.version),
        ("revision", head.revision), ("last_numbers", head.last_numbers),
    ):  # fmt: skip
        yield f"{json.dumps(name)}: {_text(value)},\n"
    yield '"tables": {'
    first = True
    for table, rows in tables:
        yield f"{'' if first else ','}\n{json.dumps(table)}: ["
        first, between = False, "\n"
        for row in rows:
            yield f"{between}{_text(row)}"
            between = ",\n"
        yield "\n]" if between != "\n" else "]"
    yield "\n}\n}\n"


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class LibraryReader:
    """Reads a library from pieces of text: first what stands before the rows, then these."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._tokens = _Tokens(iter(pieces))

    def head(self) -> LibraryHead:
        """Read up to the rows.

        Raises:
            InvalidFileError: it is no library, cut short, or no JSON.
        """
        told: dict[str, Any] = {}
        self._tokens.expect("{")
        while True:
            name = self._tokens.name()
            if name == "tables":
                break
            told[name] = self._tokens.value()
            self._tokens.expect(",")
        numbers = told.get("last_numbers")
        if told.get("paperstudy") != KIND or not isinstance(numbers, dict):
            raise InvalidFileError("the file holds no library of paperstudy")
        version, revision = str(told.get("version", "")), str(told.get("revision", ""))
        return LibraryHead(version, revision, told.get("schema"), numbers)

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield each row with the name of its table, after `head`.

        Raises:
            InvalidFileError: it is cut short, or no JSON of this shape.
        """
        tokens = self._tokens
        tokens.expect("{")
        ended = tokens.take("}")
        while not ended:
            table = tokens.name()
            tokens.expect("[")
            done = tokens.take("]")
            while not done:
                row = tokens.value()
                if not isinstance(row, dict):
                    raise InvalidFileError("a row of {table} is no object", table=table)
                yield table, row
                done = tokens.either(",", "]")
            ended = tokens.either(",", "}")
        tokens.expect("}")


class _Tokens:
    """JSON as it comes: whole values, and the marks between them."""

    def __init__(self, pieces: Iterator[str]) -> None:
        self._pieces = pieces
        self._buffer = ""
        self._at = 0
        self._decoder = json.JSONDecoder()

    def take(self, mark: str) -> bool:
        """Pass over a mark; say whether it stood there."""
        found = self._peek() == mark
        self._at += found
        return found

    def expect(self, mark: str) -> None:
        """Pass over a mark that must stand there."""
        if not self.take(mark):
            raise _broken()

    def either(self, more: str, end: str) -> bool:
        """Pass over one of two marks; say whether it was the second."""
        if self.take(more):
            return False
        self.expect(end)
        return True

    def name(self) -> str:
        """Read a name and its colon."""
        found = self.value()
        if not isinstance(found, str):
            raise _broken()
        self.expect(":")
        return found

    def value(self) -> Any:  # noqa: ANN401 - any value of JSON
        """Read a whole value. A number may go on in the next piece, so one mark is read ahead."""
        self._peek()
        while True:
            try:
                found, end = self._decoder.raw_decode(self._buffer, self._at)
            except ValueError as error:
                if not self._more(len(self._buffer) - self._at):
                    raise _broken() from error
            except RecursionError as error:
                raise _broken() from error
            else:
                if end < len(self._buffer) or not self._more():
                    found = self._mended(found, end)
                    self._at = end
                    return found

    def _mended(self, found: Any, end: int) -> Any:  # noqa: ANN401 - as `value`
        written = self._buffer[self._at : end]
        mended = mend_halves(written)
        return found if mended is written else self._decoder.decode(mended)

    def _peek(self) -> str:
        while True:
            while self._at < len(self._buffer):
                if self._buffer[self._at] not in _SPACE:
                    return self._buffer[self._at]
                self._at += 1
            if not self._more():
                return ""

    def _more(self, least: int = 1) -> bool:
        """Read on by `least` signs: as many as a value has so far, or it is read too often."""
        read: list[str] = []
        while least > 0 and (piece := next(self._pieces, "")):
            read.append(piece)
            least -= len(piece)
        self._buffer = "".join((self._buffer[self._at :], *read))
        self._at = 0
        return bool(read)


def _broken() -> InvalidFileError:
    return InvalidFileError(
        "the library in the file is cut short or damaged", hint="nothing was taken in"
    )
