"""Reading of JSON that a service sent: strict about what is JSON, forgiving about what is in it.

A page that is no JSON is an error, so that it is never taken for an empty answer. Inside an
answer any field may be absent, null or of another type; reading one never fails.
"""

from __future__ import annotations

import builtins
import json
import math
import re
from typing import TYPE_CHECKING, Any

from paperstudy.sources.facts import no_answer

if TYPE_CHECKING:
    from paperstudy.sources.http import Answer

_OK = 200
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]{1,18}")
_SURROGATES = re.compile("[\ud800-\udfff]")
_LARGEST = 2**63


def read_json(answer: Answer, source: str) -> Any:  # noqa: ANN401 - a server may send anything
    """Return what the JSON of `answer` holds; look into it with `Fields`.

    Raises:
        MalformedAnswerError: the status is not 200, or the body is no JSON object or list.
    """
    kind = answer.content_type
    if answer.status != _OK:
        raise no_answer(source, f"status {answer.status}, {kind or 'no type'}")
    if "html" in kind or not answer.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        raise no_answer(source, kind or "no type")
    try:
        return json.loads(answer.body, parse_constant=_drop_constant)
    except (ValueError, RecursionError) as error:
        place = (
            f"broken at character {error.pos}" if isinstance(error, json.JSONDecodeError) else ""
        )
        raise no_answer(source, place or "broken") from error


class Fields:
    """An object of an answer; each reader takes the names, or places in lists, on the way down.

    `Fields({"a": {"b": ["x"]}}).texts("a", "b") == ["x"]`. What is not there, or is of another
    type, reads as the empty value of the reader.
    """

    __slots__ = ("_value",)

    def __init__(self, value: object) -> None:
        self._value = value

    def __bool__(self) -> bool:
        """Whether this is an object that holds anything."""
        return isinstance(self._value, dict) and bool(self._value)

    def value(self, *path: str | int) -> Any:  # noqa: ANN401 - a server may send anything
        """Return what stands at `path` as it came; None where nothing does."""
        found: Any = self._value
        for step in path:
            if isinstance(step, str) and isinstance(found, dict):
                found = found.get(step)
            elif isinstance(step, int) and isinstance(found, list) and 0 <= step < len(found):
                found = found[step]
            else:
                return None
        return found

    def text(self, *path: str | int) -> str:
        """Return a string, blanks around it dropped; "" for anything else."""
        return _read_text(self.value(*path))

    def number(self, *path: str | int) -> int | None:
        """Return a whole number, also one written as a string; None for anything else."""
        found = self.value(*path)
        if isinstance(found, str) and _WHOLE_NUMBER.fullmatch(found.strip()):
            return int(found)
        if isinstance(found, float) and math.isfinite(found) and found.is_integer():
            found = int(found)
        if isinstance(found, bool) or not isinstance(found, int) or abs(found) >= _LARGEST:
            return None
        return found

    def flag(self, *path: str | int) -> bool:
        """Return whether the value is true and nothing else."""
        return self.value(*path) is True

    def list(self, *path: str | int) -> builtins.list[Any]:
        """Return a list as it came; a lone value where a list is due is a list of one."""
        found = self.value(*path)
        if isinstance(found, builtins.list):
            return found
        return [] if found is None else [found]

    def texts(self, *path: str | int) -> builtins.list[str]:
        """Return the strings of a list that are not empty, blanks around them dropped."""
        return [text for text in map(_read_text, self.list(*path)) if text]

    def object(self, *path: str | int) -> Fields:
        """Return an object; one without fields for anything else."""
        found = self.value(*path)
        return Fields(found if isinstance(found, dict) else {})

    def objects(self, *path: str | int) -> builtins.list[Fields]:
        """Return the objects of a list; what is no object is left out."""
        return [Fields(each) for each in self.list(*path) if isinstance(each, dict)]


def _read_text(value: object) -> str:
    # Half a pair of surrogates can be written in JSON, and nowhere else.
    return _SURROGATES.sub("\ufffd", value.strip()) if isinstance(value, str) else ""


def _drop_constant(_: str) -> None:
    """Read NaN and the infinities, which are no JSON and are sent all the same, as nothing."""
