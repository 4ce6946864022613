"""An import as a person reads it: what became of each entry, and what all of it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paperstudy.domain.language import translate, translate_count
from paperstudy.saying.cells import columns, crop
from paperstudy.saying.names import title_of
from paperstudy.saying.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paperstudy.cli.output import Style
    from paperstudy.study.import_values import Conflict, Imported, ImportSummary, Rejected

_INDENT = 4


def render_import(
    done: Sequence[Imported], style: Style, *, everything: bool = False
) -> Iterator[str]:
    """Yield what became of entries: of those that are told at all, first the plain new ones."""
    told = [one for one in done if everything or one.conflicts or one.outcome == "merged"]
    rows = [(word(one.outcome), one.key, title_of(one.title)) for one in told]
    if style.plain:
        for row, one in zip(rows, told, strict=True):
            yield "\t".join((*row, "; ".join(_remarks(one))))
        return
    for (outcome, key, title), one in zip(
        columns(rows, style.width, stretch=2, least=20), told, strict=True
    ):
        yield f"{style.paint(outcome, 'green')}  {style.paint(key, 'cyan')}  {title}".rstrip()
        for remark in _remarks(one):
            yield style.paint(" " * _INDENT + crop(remark, style.width - _INDENT), "dim")


def render_import_sum(
    summary: ImportSummary | None, *, dry_run: bool, stopped: bool
) -> Iterator[str]:
    """Yield what an import came to."""
    if summary is None:
        return
    parts = [
        translate_count("{count} new", "{count} new", summary.new),
        translate_count("{count} merged", "{count} merged", summary.merged),
        translate_count("{count} the same", "{count} the same", summary.same),
    ]
    if summary.rejected:
        parts.append(translate_count("{count} not read", "{count} not read", len(summary.rejected)))
    counts = ", ".join(parts)
    yield translate("nothing is written yet: {counts}", counts=counts) if dry_run else counts
    if summary.conflicts:
        yield translate_count(
            "{count} paper says something else here than in the file; it stays as it is here",
            "{count} papers say something else here than in the file; they stay as they are here",
            summary.conflicts,
        )
    if stopped:
        yield translate("what was taken in is saved; run it again to go on")


def import_row(one: Imported) -> dict[str, Any]:
    """Return one entry as an object for JSON."""
    return {
        "outcome": one.outcome.value,
        "key": one.key,
        "title": one.title,
        "entry": one.entry or None,
        "path": one.path,
        "line": one.line or None,
        "filled": list(one.filled),
        "conflicts": [
            {"field": each.field, "here": each.here, "there": each.there} for each in one.conflicts
        ],
    }


def rejects_text(rejected: Sequence[Rejected]) -> str:
    """Return the entries that were not taken, each below a line that says why."""
    return "".join(
        f"% {each.path}:{each.line}: {translate(each.reason)}\n{each.text.rstrip()}\n\n"
        for each in rejected
    )


def _remarks(one: Imported) -> Iterator[str]:
    if one.entry and one.entry != one.key and not any(c.field == "key" for c in one.conflicts):
        yield translate("{entry} leads to it too", entry=one.entry)
    if one.filled:
        yield translate("adds {fields}", fields=", ".join(map(word, one.filled)))
    for conflict in one.conflicts:
        yield _differs(conflict)


def _differs(conflict: Conflict) -> str:
    if conflict.field == "key":
        return translate("{entry} leads to another paper", entry=conflict.there)
    return translate(
        "{field} differs: here “{here}”, in the file “{there}”",
        field=word(conflict.field),
        here=title_of(conflict.here),
        there=title_of(conflict.there),
    )
