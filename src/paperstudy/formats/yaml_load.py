"""YAML to values: texts as they are written, lists, objects; nothing that a file can make run wild.

PyYAML builds a list in a list by a call in a call, down to a crash of the process, and a document
of a few lines whose aliases name each other as gigabytes. It reads `012` as 10 and `2.10` as 2.1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml import Event

Node = Any  # of YAML: its classes are known only once it is imported

_DEEPEST = 100
# As many signs as these may open a level each; the other documents are looked at event by event.
_SURE = 1000
_OPENING = "[{-?:"
# How much more than its text a document may come to by aliases.
_TIMES = 4
_BOOLS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def load_yaml(text: str) -> object:
    """Return what a document says, None where it cannot be read.

    Texts, numbers and dates are as they are written; beside them there are bools, None, lists and
    objects by text.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if sum(map(text.count, _OPENING)) > _SURE and _is_deep(yaml.parse(text, loader)):
            return None
        node = yaml.compose(text, loader)
        return None if node is None else _Builder(_TIMES * len(text)).build(node)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _is_deep(events: Iterator[Event]) -> bool:
    from yaml import CollectionEndEvent, CollectionStartEvent

    depth = 0
    for event in events:
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEEPEST:
            return True
    return False


class _Builder:
    """Makes values of nodes, each once, however many aliases name it."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._built: dict[int, tuple[object, int]] = {}

    def build(self, node: Node) -> object:
        """Return the value of a node.

        Raises:
            ValueError: it is too deep, or too much: an alias counts as often as it stands there.
        """
        return self._build(node, 0)[0]

    def _build(self, node: Node, depth: int) -> tuple[object, int]:
        """Return the value of a node, and how many signs and values it comes to."""
        if depth > _DEEPEST:
            raise ValueError(depth)
        known = self._built.get(id(node))
        if known is None:
            known = self._built[id(node)] = self._make(node, depth + 1)
        return known

    def _make(self, node: Node, depth: int) -> tuple[object, int]:
        if node.id == "scalar":
            return _scalar(node.tag, node.value), 1 + len(node.value)
        is_object = node.id == "mapping"
        nodes = [part for pair in node.value for part in pair] if is_object else node.value
        parts = [self._build(part, depth) for part in nodes]
        size = 1 + sum(size for _, size in parts)
        if size > self._most:
            raise ValueError(size)
        values = [value for value, _ in parts]
        return (_object(nodes[::2], values[1::2]) if is_object else values), size


def _scalar(tag: str, text: str) -> str | bool | None:
    if tag.endswith(":null"):
        return None
    return _BOOLS.get(text.lower(), text) if tag.endswith(":bool") else text


def _object(names: list[Node], values: list[object]) -> dict[str, object]:
    """Return an object, with what `<<` takes from others below what it says itself."""
    told: dict[str, object] = {}
    lent: dict[str, object] = {}
    for name, value in zip(names, values, strict=True):
        if name.tag.endswith(":merge"):
            for lender in value if isinstance(value, list) else [value]:
                told_there = lender.items() if isinstance(lender, dict) else ()
                lent.update(each for each in told_there if each[0] not in lent)
        elif name.id == "scalar":
            told[name.value] = value
    return lent | told
