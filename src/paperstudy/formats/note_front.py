"""The front matter of a note: our values put among those that a person keeps there.

A value that says the same already keeps its bytes, however another program has written it.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from paperstudy.formats.yaml_load import load_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ORDER = ("title", "authors", "year", "key", "tags", "status", "url")
OURS = frozenset(ORDER)

_FRONT = re.compile(r"\ufeff?---[ \t]*(\r?\n)((?:.*\n)*?)---[ \t]*(?:\r?\n|\Z)")
_NAME = re.compile(r"""(?:"([^"]*)"|'([^']*)'|([^\s:#'"\-](?:[^:#]*[^\s:#])?))[ \t]*:(?=\s|$)""")
# What a template begins with, which some tools run wherever in a file it stands.
_TEMPLATE = re.compile(r"<(?=%)|\{(?=[{%])")


def split_front(text: str) -> tuple[str, str]:
    """Return what stands between the two `---` of a text, and what stands below them."""
    found = _FRONT.match(text)
    return (found[2], text[found.end() :]) if found else ("", text)


def read_front(front: str) -> dict[str, object]:
    """Return the values of a front matter; one that is no YAML has those that can be told."""
    values: dict[str, object] = {}
    for name, lines in _blocks(front):
        if name:
            values.setdefault(name, _value(name, lines))
    return values


def tell_tags(value: object) -> list[str]:
    """Return tags, written as a list or as words, without their `#`."""
    words = value if isinstance(value, list) else re.split(r"[,\s]+", str(value or ""))
    return [str(word).strip().removeprefix("#") for word in words if str(word).strip()]


def put_front(
    text: str, ours: Mapping[str, object], tags: tuple[Sequence[str], Sequence[str]]
) -> str:
    """Return a text whose front matter tells `ours`, and of what a person wrote the same.

    `tags` are ours, now and as they were before: others in the file are a person's.
    """
    found = _FRONT.match(text)
    ending = found[1] if found else "\n"
    blocks = _blocks(found[2]) if found else []
    there = {name: lines for name, lines in reversed(blocks) if name}
    wanted = dict(ours)
    kept = _merged_tags(there.get("tags"), *tags)
    if kept is not None:
        wanted["tags"] = kept
    made: list[str] = []
    seen: set[str] = set()
    for name, lines in blocks:
        if name in OURS and name not in seen and (name != "tags" or kept is not None):
            made += _written(name, lines, wanted, ending)
        else:
            made += lines
        seen.add(name)
    for name in ORDER:
        if name not in seen and wanted.get(name):
            made += _written(name, [], wanted, ending)
    rest = text[found.end() :] if found else text.removeprefix("\ufeff")
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    if found is not None:
        top, close = text[: found.start(2)], text[found.end(2) : found.end()]
        return f"{top}{''.join(made)}{close}{rest}"
    return f"{mark}---{ending}{''.join(made)}---{ending}{rest}"


def _merged_tags(
    lines: list[str] | None, ours: Sequence[str], before: Sequence[str]
) -> list[str] | None:
    """Return the tags of a person and ours; None where what stands there cannot be read."""
    value = _value("tags", lines) if lines else None
    if value is _UNREAD:
        return None
    there = [tag for tag in tell_tags(value) if tag not in before or tag in ours]
    return [*there, *(tag for tag in ours if tag not in there)]


def _written(name: str, lines: list[str], wanted: Mapping[str, object], ending: str) -> list[str]:
    """Return the lines of one of our values: as they are where they say it already."""
    value = wanted.get(name)
    if not value:
        # An empty list of tags may stand there as Obsidian leaves it.
        return lines if name == "tags" and lines and not tell_tags(_value(name, lines)) else []
    if lines:
        there = _value(name, lines)
        if str(there) == str(value) or (name == "tags" and tell_tags(there) == value):
            return lines
    told = _TEMPLATE.sub(_spelt, json.dumps(value, ensure_ascii=False))
    return [f"{name}: {told}{ending}"]


def _spelt(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _blocks(front: str) -> list[tuple[str, list[str]]]:
    """Cut a front matter into its values, each with its lines; what is none has no name."""
    blocks: list[tuple[str, list[str]]] = []
    for line in _lines(front):
        found = _NAME.match(line)
        if found:
            blocks.append((found[1] or found[2] or found[3] or "", [line]))
        elif line[:1] in {" ", "\t", "-", "]", "}"} and blocks and blocks[-1][0]:
            blocks[-1][1].append(line)
        else:
            blocks.append(("", [line]))
    return blocks


def _lines(front: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+$", front)


_UNREAD = object()


def _value(name: str, lines: list[str]) -> object:
    """Return what the lines of a value say; a thing of its own where that is no YAML."""
    told = load_yaml("".join(lines))
    return told.get(name, _UNREAD) if isinstance(told, dict) else _UNREAD
