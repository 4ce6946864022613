"""Items of a JSON file, each with the line that it begins on."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

from paperstudy.domain.errors import InvalidFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = " \t\r\n"
_LONGEST_NUMBER = 600  # digits; Python itself reads no more than 4,300
# `\ud83d\ude00` is one sign, either half of it none that a text can hold.
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_ESCAPES = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    r"|(?P<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Items:
    """The items of a list with the lines that they begin on, and what its file says beside it."""

    listed: list[tuple[int, object]]
    beside: dict[str, object]


def load_items(text: str) -> Items:
    """Read a list, the list that an object has under `items`, or the one item that is there.

    Raises:
        InvalidFileError: the text is no JSON; the message names the line.
    """
    walk = _Walk(mend_halves(text.removeprefix("\ufeff")))
    try:
        found = _read(walk)
        walk.end()
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise InvalidFileError(
            "the file is no JSON: line {line} cannot be read",
            hint="write it anew with the program it is from",
            line=line,
        ) from error
    return found


def mend_halves(text: str) -> str:
    """Return JSON with no escape of half a sign, which neither a file nor a library can hold."""
    if not _HALF.search(text):
        return text
    return _ESCAPES.sub(lambda found: "\\ufffd" if found["half"] else found[0], text)


def _read(walk: _Walk) -> Items:
    if walk.sign() == "[":
        return Items(list(walk.items()), {})
    line = walk.line()
    if walk.sign() != "{":
        return Items([(line, walk.value())], {})
    listed: list[tuple[int, object]] | None = None
    told: dict[str, object] = {}
    for name in walk.names():
        if name == "items" and walk.sign() == "[":
            listed = list(walk.items())
        else:
            told[name] = walk.value()
    return Items([(line, told)], {}) if listed is None else Items(listed, told)


class _Walk:
    """Goes through JSON value by value, and knows where it is."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = self._counted = 0
        self._line = 1
        self._decoder = json.JSONDecoder(parse_int=_read_number)

    def sign(self) -> str:
        """Return the sign that follows, nothing at the end."""
        while (sign := self._text[self._place : self._place + 1]) and sign in _SPACE:
            self._place += 1
        return sign

    def line(self) -> int:
        """Return the line that the sign that follows stands on."""
        self.sign()
        self._line += self._text.count("\n", self._counted, self._place)
        self._counted = self._place
        return self._line

    def value(self) -> Any:  # noqa: ANN401 - any value of JSON
        """Read the value that follows."""
        self.sign()
        value, self._place = self._decoder.raw_decode(self._text, self._place)
        return value

    def items(self) -> Iterator[tuple[int, object]]:
        """Read the list that follows, an item with its line at a time."""
        for _ in self._each("[", "]"):
            line = self.line()
            yield line, self.value()

    def names(self) -> Iterator[str]:
        """Read the names of the object that follows; who takes one reads its value."""
        for _ in self._each("{", "}"):
            name = self.value() if self.sign() == '"' else self._fail()
            self._take(":")
            yield name

    def end(self) -> None:
        """Pass over the end of the text."""
        self._take("")

    def _each(self, opening: str, closing: str) -> Iterator[None]:
        self._take(opening)
        if self.sign() != closing:
            yield
            while self.sign() == ",":
                self._take(",")
                yield
        self._take(closing)

    def _take(self, sign: str) -> None:
        if self.sign() != sign:
            self._fail()
        self._place += len(sign)

    def _fail(self) -> NoReturn:
        raise json.JSONDecodeError("", self._text, self._place)


def _read_number(text: str) -> int | str:
    return int(text) if len(text) <= _LONGEST_NUMBER else text
