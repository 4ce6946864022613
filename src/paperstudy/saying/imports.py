"""An import in words: what it came to, and what is worth saying of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.names import title_of
from paperstudy.saying.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.study.import_values import Conflict, Imported, ImportSummary, Rejected


def counts_of(summary: ImportSummary) -> str:
    """Return how many entries were new, merged, changed, known, and not read."""
    parts = [
        translate_count("{count} new", "{count} new", summary.new),
        translate_count("{count} merged", "{count} merged", summary.merged),
    ]
    if summary.changed:
        parts.append(translate_count("{count} changed", "{count} changed", summary.changed))
    parts.append(translate_count("{count} the same", "{count} the same", summary.same))
    if summary.rejected:
        parts.append(translate_count("{count} not read", "{count} not read", len(summary.rejected)))
    return ", ".join(parts)


def conflicts_of(summary: ImportSummary) -> Iterator[str]:
    """Yield how many entries say something else than the library, and how many keys are taken."""
    if summary.conflicts:
        yield translate_count(
            "{count} paper says something else here than in the file; it stays as it is here",
            "{count} papers say something else here than in the file; they stay as they are here",
            summary.conflicts,
        )
    if summary.clashes:
        yield translate_count(
            "{count} entry has the key of another paper, which keeps it",
            "{count} entries have the keys of other papers, which keep them",
            summary.clashes,
        )


def rejects_text(rejected: Sequence[Rejected]) -> str:
    """Return the entries that were not taken, each below a line that says why."""
    return "".join(
        f"% {each.path}:{each.line}: {translate(each.reason)}\n{each.text.rstrip()}\n\n"
        for each in rejected
    )


def remarks_of(one: Imported) -> Iterator[str]:
    """Yield what is worth saying of an entry: what it adds and changes, and where it differs."""
    if one.entry and one.entry != one.key and not any(c.field == "key" for c in one.conflicts):
        yield translate("{entry} leads to it too", entry=one.entry)
    if one.filled:
        yield translate("adds {fields}", fields=", ".join(map(word, one.filled)))
    for change in one.changed:
        yield translate(
            "{field} changes: here “{here}”, from now on “{there}”",
            field=word(change.field),
            here=title_of(change.here),
            there=title_of(change.there),
        )
    for conflict in one.conflicts:
        yield _differs(conflict)


def _differs(conflict: Conflict) -> str:
    if not conflict.here or conflict.field == "key":
        return translate("{entry} leads to another paper", entry=conflict.there)
    return translate(
        "{field} differs: here “{here}”, in the file “{there}”",
        field=word(conflict.field),
        here=title_of(conflict.here),
        there=title_of(conflict.there),
    )
