"""What became of a .bib file that a person keeps, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.language import translate, translate_count
from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paperstudy.domain.exporting import Updated


def updates_of(path: str, updated: Updated, most: int, *, written: bool = True) -> Iterator[str]:
    """Yield what became of a file: counts, `most` of the entries that changed, what was left.

    Of one that was not `written` it is what would become of it.
    """
    yield translate(
        "{path}: {changed} changed, {added} added, {same} as they were"
        if written
        else "{path}: {changed} would change, {added} would be added, {same} stay as they are",
        path=clean_line(path),
        changed=len(updated.renewed),
        added=len(updated.added),
        same=updated.same,
    )
    for each in updated.renewed[:most]:
        yield translate(
            "changed in {key}: {fields}",
            key=clean_line(each.key),
            fields=clean_line(", ".join(each.fields)),
        )
    more = len(updated.renewed) - most
    if more > 0:
        yield translate_count("and {count} more", "and {count} more", more)
    for key in updated.clashes:
        yield translate(
            "the entry {key} is of another paper, and was left as it is", key=clean_line(key)
        )
    for key in updated.commented:
        yield translate(
            "the entry {key} is commented out in the file, and was left so", key=clean_line(key)
        )
