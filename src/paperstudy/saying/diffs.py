"""What would change in a file, as programmers write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = 2  # lines of a diff that name the file


def diff_lines(before: str, after: str, name: str) -> Iterator[str]:
    """Yield the lines of a unified diff, which `patch` can apply; none where nothing changes."""
    from difflib import unified_diff

    if " " in name:
        name += "\t"  # where a name ends that holds blanks
    yield from unified_diff(_lines(before), _lines(after), name, name, lineterm="")


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    last = lines.pop()
    return [*lines, f"{last}\n\\ No newline at end of file"] if last else lines
